"""The plain propositions that forms and steps use."""

from __future__ import annotations

import pytest
from builder_b import act, changed, fine, fire, look, proposal, straw
from support.stories import Story

from mq_enforce.case.facts import Agent, Guardian
from mq_enforce.procedures.named import PROPOSITIONS as ALL_NAMES
from mq_enforce.procedures.propositions.words import PROPOSITIONS

END = "2026-06-23T08:00:00"


def holds(name: str, tale: Story, at: str = END, party: str | None = "p1", by: str | None = None) -> bool:
    return PROPOSITIONS[name](look(tale, at, party, tale.act(by) if by else None))


def test_every_word_has_its_name_an_explanation_and_an_answer_at_every_moment() -> None:
    for name, word in PROPOSITIONS.items():
        assert word.__name__ == name
        assert (word.__doc__ or "").strip().endswith(".")
        assert ALL_NAMES[name] is word
        for tale in (straw(), fire(), straw(before="clue")):
            for party in ("p1", None):
                assert word(look(tale, "2026-06-23T08:00:00", party)) in {True, False}


def test_guardian_agent_and_age() -> None:
    tale = straw()
    assert not any(holds(name, tale) for name in ("guardian_known", "agent_known", "party_is_minor"))
    child = tale.party(
        "p1",
        born_on="2012-01-01",
        guardian=Guardian(name="张某", relation="父亲"),
        agent=Agent(name="李某", scope="特别授权"),
    )
    assert all(holds(name, child) for name in ("guardian_known", "agent_known", "party_is_minor"))


def test_sample_data() -> None:
    assert holds("matter_is_sample", straw())
    assert not holds("matter_is_sample", straw().office(sample=False))


# -- one and only one of the three about statements ----------------------------------------------------------------------


STATEMENT = ("statement_made", "statement_waived", "statement_not_made")


def which(tale: Story, at: str, party: str | None = "p1") -> list[str]:
    return [name for name in STATEMENT if holds(name, tale, at, party)]


@pytest.mark.parametrize(
    ("at", "found"),
    [("2026-06-09T10:30:00", []), ("2026-06-16T23:00:00", []), ("2026-06-17T00:00:00", ["statement_not_made"])],
)
def test_silence_counts_only_when_the_period_has_fully_passed(at: str, found: list[str]) -> None:
    assert which(straw().without("statement", "statement_review"), at) == found


def test_exactly_one_of_the_three_holds_once_a_decision_can_be_made() -> None:
    silent = straw().without("statement", "statement_review")
    waiver = act("rights_waived", "2026-06-10T09:00:00", party="p1", in_writing=True)
    assert which(straw(), END) == ["statement_made"]
    assert which(silent, END) == ["statement_not_made"]
    assert which(silent.with_acts(waiver), "2026-06-10T10:00:00") == ["statement_waived"]
    assert which(straw().with_acts(waiver), END) == ["statement_made"]
    assert which(fire(), END, "p2") == ["statement_not_made"]


# -- hearing -------------------------------------------------------------------------------------------------------------


def test_the_hearing_words_of_the_contested_case() -> None:
    tale = fire()
    for party, expected in (("p1", True), ("p2", False), (None, True)):
        for name in ("hearing_reached", "hearing_told", "hearing_requested", "hearing_held"):
            assert holds(name, tale, party=party) is expected, (name, party)
    assert not holds("hearing_ended_by_absence", tale)
    assert holds("hearing_ended_by_absence", changed(tale, "hearing", outcome="absent", present_parties=[]))


@pytest.mark.parametrize(("at", "expected"), [("2026-03-30T23:00:00", False), ("2026-03-31T00:00:00", True)])
def test_no_request_counts_only_when_the_five_days_have_fully_passed(at: str, expected: bool) -> None:
    tale = fire().without("hearing_request", "hearing_notice", "hearing_notice_delivered", "hearing", "hearing_report")
    assert holds("hearing_not_requested", tale, at) is expected
    waiver = act("rights_waived", "2026-03-24T09:00:00", party="p1", hearing=True, in_writing=True)
    assert holds("hearing_waived", tale.with_acts(waiver), at)
    assert not holds("hearing_not_requested", tale.with_acts(waiver), at)


def test_the_threshold_is_known_as_soon_as_something_is_proposed() -> None:
    assert not holds("hearing_reached", fire(before="report"))
    assert holds("hearing_reached", fire(before="proposal"))


# -- proposal, review, decision ---------------------------------------------------------------------------------------------


def test_review_and_deliberation() -> None:
    assert all(holds(name, straw()) for name in ("review_needed", "review_passed", "deliberation_needed", "deliberation_adopted"))
    plain = straw().office(review_list=())
    assert not any(holds(name, plain) for name in ("review_needed", "deliberation_needed"))
    below = changed(plain, "report", proposals=[proposal(straw(), degree="below")])
    assert holds("deliberation_needed", below)
    assert not holds("review_needed", below)


def test_a_step_asks_for_the_case_when_any_party_needs_it() -> None:
    tale = fire().office(review_list=())
    assert holds("review_needed", tale, party=None)
    assert not holds("review_needed", tale, party="p2")


def test_fines_proposed_and_imposed() -> None:
    assert holds("fine_proposed", straw(before="notice"))
    assert not holds("fine_imposed", straw(before="decision"))
    assert holds("fine_imposed", straw(before="decision"), by="decision")
    assert holds("fine_imposed", straw(), "2026-06-24T08:00:00")
    assert holds("surcharge_stated", straw(before="decision"), by="decision")
    warned = changed(straw(before="proposal"), "report", proposals=[proposal(straw(), penalties=[{"kind": "warning"}])])
    assert not holds("fine_proposed", warned)


def test_bands_and_circumstances() -> None:
    assert holds("band_on_file", straw())
    assert not holds("band_on_file", straw().office(bands=()))
    assert holds("band_on_file", straw(before="report"))
    assert not holds("mitigating_factors_found", straw())
    factor = {"fact": "配合", "article": "行政处罚法第三十一条", "effect": "may_mitigate", "proof": "证明"}
    assert holds("mitigating_factors_found", changed(straw(), "report", proposals=[proposal(straw(), factors=[factor])]))


def test_a_decision_that_differs_with_a_reason() -> None:
    tale = changed(straw(), "decision", decided=proposal(straw(), penalties=fine(800)), change_reason="采纳申辩意见")
    assert holds("decided_lighter", tale, "2026-06-24T08:00:00")
    assert not holds("decided_lighter", straw(), "2026-06-24T08:00:00")


# -- records, delivery, payment ----------------------------------------------------------------------------------------------


def by(tale: Story, name: str, act_id: str, **fields: object) -> bool:
    return PROPOSITIONS[name](look(tale, END, "p1", tale.act(act_id, **fields)))


def test_how_a_paper_was_delivered_is_said_of_the_act_that_makes_the_receipt() -> None:
    assert by(straw(), "paper_left", "notice_delivered", method="left")
    assert by(straw(), "paper_returned", "notice_delivered", returned=True)


@pytest.mark.parametrize(("born", "minor"), [("2008-06-04", True), ("2008-06-03", False)])
def test_a_minor_who_answers_is_judged_by_the_day_of_the_interview(born: str, minor: bool) -> None:
    person = straw().act("interview").model_dump(mode="json")["person"]
    assert by(straw(), "minor_interviewed", "interview", person={**person, "born_on": born}) is minor


def test_rectification_goods_and_deferral() -> None:
    assert holds("rectification_ordered", straw())
    assert holds("rectified", straw())
    assert not holds("rectified", changed(straw(), "recheck", result="partly"))
    assert holds("goods_preserved", fire())
    assert holds("deferral_granted", fire())
    assert not holds("deferral_granted", fire(), party="p2")


def test_a_court_copy_is_needed_only_when_the_fine_is_overdue() -> None:
    unpaid = straw().without("paid")
    assert not holds("court_copy_needed", unpaid, "2026-07-08T23:00:00")
    assert holds("court_copy_needed", unpaid, "2026-07-09T00:00:00")
    assert not holds("court_copy_needed", straw(), "2026-07-09T00:00:00")


def test_publication_is_withheld_for_secrets_or_a_refusal() -> None:
    assert not holds("publication_withheld", straw(), "2026-07-01T08:00:00")
    assert by(straw(), "publication_withheld", "publication_approval", contains_secrets=True)
    opinion = straw().act("publication_approval").model_dump(mode="json")["agency_opinion"]
    assert by(straw(), "publication_withheld", "publication_approval", agency_opinion={**opinion, "agree": False})


def test_a_suspected_crime_until_it_is_returned() -> None:
    suspected = act("crime_suspected", "2026-06-20T09:00:00", "suspected", party="p1", facts="过失引起火灾")
    returned = act("crime_returned", "2026-06-22T17:00:00", "returned", party="p1", document="不予立案通知书")
    assert holds("crime_suspected", straw().with_acts(suspected))
    assert not holds("crime_suspected", straw().with_acts(suspected, returned))
