"""Which proposal stands approved, was told, was decided; and how two of them stand to each other."""

from __future__ import annotations

from typing import Any

import pytest
from builder_b import act, changed, fine, fire, look, proposal, straw
from hypothesis import given
from hypothesis import strategies as st
from support.stories import Story

from mq_enforce.base.money import Money
from mq_enforce.case.acts.proposal import Penalty, PenaltyKind, Proposal
from mq_enforce.procedures.propositions.proposal import (
    approved_proposal,
    decided_proposal,
    differences,
    heavier,
    lighter,
    proposal_at_stake,
    told,
    told_hearing,
    told_proposal,
)

END = "2026-07-15T09:00:00"


def made(**change: object) -> Proposal:
    return Proposal.model_validate(proposal(straw(), **change))


def amount(found: Proposal | None) -> str:
    assert found is not None
    assert found.fine is not None
    return found.fine.short


def second(tale: Story, at: str = "2026-06-18T09:00:00", **fields: object) -> Story:
    one = tale.act("proposal", id="second", at=at, proposals=[proposal(tale, penalties=fine(900))], **fields)
    return tale.with_acts(one)


# -- which one ----------------------------------------------------------------------------------------------------------


def test_the_approval_takes_over_the_report_unless_it_brings_its_own_proposal() -> None:
    tale = straw(before="decision")
    assert amount(approved_proposal(look(tale, END))) == "1000"
    assert amount(approved_proposal(look(second(tale), END))) == "900"


def test_an_approval_that_was_refused_changes_nothing() -> None:
    tale = straw(before="decision")
    approval = tale.act("proposal").model_dump(mode="json")["approval"]
    refused = {**approval, "agency": {**approval["agency"], "agree": False, "text": "不同意"}}
    assert amount(approved_proposal(look(second(tale, approval=refused), END))) == "1000"


def test_a_second_report_counts_only_once_it_is_approved() -> None:
    report = straw().act("report", id="report2", at="2026-06-17T15:00:00", proposals=[proposal(straw(), penalties=fine(700))])
    tale = straw(before="decision").with_acts(report)
    assert amount(approved_proposal(look(tale, END))) == "1000"
    tale = tale.with_acts(straw().act("proposal", id="second", at="2026-06-18T09:00:00"))
    assert amount(approved_proposal(look(tale, END))) == "700"


def test_before_any_approval_it_is_what_the_report_proposes_and_before_that_nothing() -> None:
    assert amount(approved_proposal(look(straw(before="proposal"), END))) == "1000"
    assert approved_proposal(look(straw(before="report"), END)) is None


def test_an_approval_for_one_party_leaves_the_others_as_they_were() -> None:
    tale = fire(before="decision1")
    one = tale.act("proposal", id="second", at="2026-04-16T09:00:00", proposals=[proposal(tale, "p2", penalties=fine(7000))])
    tale = tale.with_acts(one)
    assert amount(approved_proposal(look(tale, END, "p1"))) == "30000"
    assert amount(approved_proposal(look(tale, END, "p2"))) == "7000"


def test_what_was_told_is_what_stood_approved_when_the_notice_was_issued() -> None:
    tale = second(straw(before="decision"))
    assert amount(told_proposal(look(tale, END))) == "1000"
    assert amount(decided_proposal(look(tale, END))) == "1000"


def test_a_second_notice_tells_what_stood_approved_then() -> None:
    tale = second(straw(before="decision")).with_acts(
        straw().act("notice", id="notice2", at="2026-06-18T10:00:00"),
        straw().act("notice_delivered", id="delivered2", at="2026-06-18T11:00:00", received_on="2026-06-18"),
    )
    assert amount(told_proposal(look(tale, END))) == "900"
    assert amount(told_proposal(look(tale, "2026-06-18T10:30:00"))) == "1000"


def test_a_delivery_that_refers_to_the_first_notice_brings_the_first() -> None:
    tale = second(straw(before="decision")).with_acts(
        straw().act("notice", id="notice2", at="2026-06-18T10:00:00"),
        straw().act("notice_delivered", id="delivered2", at="2026-06-18T11:00:00", received_on="2026-06-18", refers_to="notice"),
    )
    found = told(look(tale, END))
    assert found is not None
    assert (found.notice.id, found.on.isoformat()) == ("notice", "2026-06-18")


def test_a_notice_whose_paper_was_voided_told_nothing() -> None:
    tale = changed(straw(before="decision"), "notice_delivered", paper="paper-1")
    assert told(look(tale, END)) is not None
    tale = tale.with_acts(act("paper_voided", "2026-06-10T09:00:00", paper="paper-1", reason="写错当事人"))
    assert told(look(tale, END)) is None


def test_a_hearing_notice_tells_both_rights() -> None:
    judgement = look(fire(before="decision1"), END)
    assert told(judgement) == told_hearing(judgement)
    assert told_hearing(judgement.about("p2")) is None


def test_the_decision_on_file_speaks_before_what_was_told() -> None:
    tale = changed(straw(), "decision", decided=proposal(straw(), penalties=fine(800)), change_reason="采纳申辩意见")
    assert amount(decided_proposal(look(tale, END))) == "800"


def test_a_notice_after_the_decision_does_not_change_what_was_decided() -> None:
    tale = second(straw(), at="2026-07-01T09:00:00").with_acts(
        straw().act("notice", id="notice2", at="2026-07-01T10:00:00"),
        straw().act("notice_delivered", id="delivered2", at="2026-07-01T11:00:00", received_on="2026-07-01"),
    )
    assert amount(decided_proposal(look(tale, END))) == "1000"
    assert amount(told_proposal(look(tale, END))) == "900"


def test_without_an_act_the_proposal_at_stake_is_the_furthest_that_the_case_has_come() -> None:
    assert proposal_at_stake(look(straw(before="report"), END)) is None
    assert amount(proposal_at_stake(look(straw(before="notice"), END))) == "1000"


def test_what_a_notice_told_is_not_changed_by_what_is_accepted_afterwards() -> None:
    """The paper printed what could be relied on when it was issued."""
    heavier = straw().act(
        "proposal", id="second", at="2026-06-18T09:00:00", proposals=[proposal(straw(), penalties=fine(1200))], irregular="没有写明新事实"
    )
    tale = straw(before="decision").with_acts(
        heavier,
        straw().act("notice", id="notice2", at="2026-06-18T10:00:00"),
        straw().act("notice_delivered", id="delivered2", at="2026-06-18T11:00:00", received_on="2026-06-18"),
        act("irregularity_accepted", "2026-06-22T09:00:00", refers_to="second", head="赵明德", reason="补办", by=["zhao"]),
    )
    assert not tale.state.until(heavier.at).reliable(heavier)
    assert amount(told_proposal(look(tale, END))) == "1000"


def test_an_approval_of_the_decision_puts_in_force_what_was_approved_last() -> None:
    tale = second(straw(before="decision_approval"))
    approval = tale.act("decision_approval")
    assert amount(proposal_at_stake(look(tale, END, by=approval))) == "900"


def test_an_approval_after_an_earlier_decision_looks_forward_to_its_own() -> None:
    tale = changed(straw(), "decision", decided=proposal(straw(), penalties=fine(800)), change_reason="采纳申辩意见")
    again = tale.act("decision_approval", id="again", at="2026-07-15T09:00:00")
    assert amount(decided_proposal(look(tale, END, by=again))) == "1000"


# -- heavier, lighter, different -------------------------------------------------------------------------------------------


GAINS = {"kind": "confiscate_gains", "amount": 500}
WARNING = {"kind": "warning"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (fine(1000), fine(1000), False),
        (fine("1000.01"), fine(1000), True),
        (fine(999), fine(1000), False),
        ([WARNING, *fine(1000)], fine(1000), True),
        ([WARNING], fine(1000), False),
        (fine(500), [WARNING], True),
        ([*fine(900), GAINS], fine(1000), True),
        (fine(600), [GAINS], True),
        (fine(400), [GAINS], False),
        ([{"kind": "stop_business", "content": "三日"}], fine(1000), True),
        (fine(1000), [{"kind": "stop_business", "content": "三日"}], True),
        ([], fine(1000), False),
        (fine(1), [], True),
    ],
)
def test_what_is_heavier(one: list[dict[str, Any]], other: list[dict[str, Any]], expected: bool) -> None:
    assert heavier(made(penalties=one), made(penalties=other)) is expected


KINDS = st.lists(
    st.builds(
        lambda kind, yuan: Penalty(kind=kind, amount=Money.of(yuan) if kind in {PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS} else None),
        st.sampled_from(PenaltyKind),
        st.integers(1, 5000),
    ),
    max_size=4,
    unique_by=lambda penalty: penalty.kind,
).map(tuple)


@given(one=KINDS, other=KINDS)
def test_nothing_is_heavier_and_lighter_at_once_nor_heavier_than_itself(one: tuple[Penalty, ...], other: tuple[Penalty, ...]) -> None:
    a, b = made().model_copy(update={"penalties": one}), made().model_copy(update={"penalties": other})
    assert not heavier(a, a)
    assert not lighter(a, a)
    assert not (heavier(a, b) and lighter(a, b))


@given(penalties=KINDS, keep=st.integers(0, 4), less=st.integers(0, 4999))
def test_dropping_and_lowering_is_never_heavier_and_needs_no_new_notice(penalties: tuple[Penalty, ...], keep: int, less: int) -> None:
    lowered = tuple(
        penalty if penalty.amount is None else penalty.model_copy(update={"amount": Money(max(1, penalty.amount.fen - less * 100))})
        for penalty in penalties[:keep]
    )
    told_before, decided = made().model_copy(update={"penalties": penalties}), made().model_copy(update={"penalties": lowered})
    assert not heavier(decided, told_before)
    assert differences(decided, told_before) == ()


def test_the_content_of_a_penalty_is_part_of_what_is_told() -> None:
    told_before = made(penalties=[{"kind": "stop_business", "content": "停业三日"}])
    decided = made(penalties=[{"kind": "stop_business", "content": "停业十日"}])
    assert differences(decided, told_before) == ("责令停产停业的内容由“停业三日”改为“停业十日”",)


def test_the_order_of_articles_does_not_matter() -> None:
    articles = ["河南省大气污染防治条例第八十条", "行政处罚法第二十八条第一款"]
    assert differences(made(basis=articles), made(basis=articles[::-1])) == ()


def test_a_circumstance_in_the_partys_favour_may_be_added() -> None:
    factor = {"fact": "配合查处", "article": "行政处罚法第三十二条第四项", "effect": "must_mitigate", "proof": "证明"}
    assert differences(made(factors=[factor], penalties=fine(600)), made()) == ()
