"""A paper prints the very proposal that the gates judge: what was told, approved, decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from support.filled_papers import source_for, with_numbers
from support.paper_sources import case, diary, source, value

from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.order import fine_of
from mq_enforce.procedures.propositions.proposal import decided_proposal


def of_story(act_id: str, name: str = "straw_burning", **changes: object) -> Act:
    """An act of a story, changed as given; ``at`` is at +08:00."""
    found = next(one for one in diary(name).acts if one.id == act_id)
    if "at" in changes:
        changes["at"] = f"{changes['at']}+08:00"
    return read_act({**found.model_dump(mode="json"), **changes})


def fined(yuan: int) -> dict[str, Any]:
    """The proposal of the straw story with another fine."""
    report = of_story("report").model_dump(mode="json")["proposals"][0]
    return {**report, "penalties": [{"kind": "fine", "amount": yuan}]}


def approved(yuan: int, *, agree: bool = True, at: str = "2026-06-18T09:00:00") -> Act:
    approval = of_story("proposal").model_dump(mode="json")["approval"]
    agency = {**approval["agency"], "agree": agree}
    return of_story("proposal", id="second", at=at, proposals=[fined(yuan)], approval={**approval, "agency": agency})


LATER = {
    "approved heavier and never told": approved(1200),
    "approved lighter and never told": approved(800),
    "refused": approved(1200, agree=False),
    "reported and never approved": of_story("report", id="report2", at="2026-06-18T10:00:00", proposals=[fined(1200)]),
    "approved after the decision": approved(800, at="2026-07-01T09:00:00"),
}


@pytest.mark.parametrize("what", LATER)
def test_the_decision_prints_the_fine_that_the_gates_judge(what: str) -> None:
    state = case(more=[LATER[what]])
    of = source(state, "decision", party="p1")
    assert value(of, "proposal.fine") == "壹仟元整（1000元）" or "1000" in value(of, "proposal.fine")
    judgement = Judgement(state, load_lawbook(), state.records[-1].act.at + timedelta(days=30), party="p1")
    judged = decided_proposal(judgement)
    assert judged is not None
    assert judged.fine is not None
    assert judged.fine.fen == fine_of(judgement) == 100000
    assert judged.fine.short in value(of, "proposal.penalties")


def test_the_decision_prints_its_own_content_where_it_has_one() -> None:
    decided = of_story("decision", id="decision2", at="2026-06-23T09:01:00", decided=fined(800), change_reason="采纳申辩意见")
    of = source(case(more=[decided]), "decision2", party="p1")
    assert "800元" in value(of, "proposal.penalties")


def test_the_notice_prints_what_stands_approved_when_it_is_issued() -> None:
    unapproved = of_story("report", id="report2", at="2026-06-09T09:45:00", proposals=[fined(1200)])
    assert "1000元" in value(source(case(more=[unapproved]), "notice", party="p1"), "proposal.penalties")
    state = case(more=[approved(900), of_story("notice", id="notice2", at="2026-06-18T10:00:00")])
    assert "900元" in value(source(state, "notice2", party="p1"), "proposal.penalties")
    assert "1000元" in value(source(state, "notice", party="p1"), "proposal.penalties")


def test_an_approval_shows_what_lies_before_the_head_even_when_he_refuses_it() -> None:
    for agree in (True, False):
        of = source(case(more=[approved(900, agree=agree)]), "second")
        assert "900元" in value(of, "proposal.penalties")


def test_the_report_shows_its_own_proposal() -> None:
    state = case(more=[of_story("report", id="report2", at="2026-06-18T10:00:00", proposals=[fined(1200)])])
    assert "1200元" in value(source(state, "report2"), "proposal.penalties")
    assert "1000元" in value(source(state, "report"), "proposal.penalties")


def test_the_approval_of_the_decision_shows_what_was_approved_last() -> None:
    of = source(case(more=[approved(800)]), "decision_approval")
    assert "800元" in value(of, "proposal.penalties")


def test_papers_after_the_decision_look_back_on_it() -> None:
    state = case(more=[approved(800, at="2026-06-24T09:00:00")])
    assert "1000元" in value(source(state, "closing"), "proposal.penalties")


def told_again(*more: Act) -> CaseState:
    return with_numbers(case(more=more))


def test_a_paper_names_the_notice_from_which_the_gates_count() -> None:
    voided = read_act(
        {"id": "void", "kind": "paper_voided", "at": "2026-06-12T11:00:00+08:00", "by": ["zhao"], "paper": "lost", "reason": "写错"}
    )
    later = [
        of_story("notice", id="notice2", at="2026-06-12T09:00:00"),
        of_story("notice_delivered", id="delivered2", at="2026-06-12T10:00:00", received_on="2026-06-12", paper="lost"),
    ]
    assert value(source_for(told_again(*later), "decision", "penalty_decision"), "notice.delivered_on") == "2026年6月12日"
    assert value(source_for(told_again(*later, voided), "decision", "penalty_decision"), "notice.delivered_on") == "2026年6月9日"


# -- the band -----------------------------------------------------------------------------------------------------------


def unbanded() -> CaseState:
    """The story in which the proposal names no band although one is on file."""
    state = case(more=[of_story("proposal", id="second", at="2026-06-09T09:40:00", proposals=[{**fined(1000), "band": ""}])])
    assert state.office.bands
    return state


def test_a_band_on_file_that_is_not_applied_is_not_denied() -> None:
    of = source(unbanded(), "second")
    words = value(of, "proposal.discretion")
    assert words.startswith("没有适用裁量基准（露天焚烧秸秆行政处罚裁量基准（示例））划分等次。")
    assert CaseContext(of).holds("discretion_band_passed_over")
    assert not CaseContext(of).holds("discretion_band_none_on_file")


@pytest.mark.parametrize("change", [{"effective_from": "2026-07-01"}, {"effective_to": "2026-05-31"}])
def test_a_band_out_of_force_on_the_papers_day_is_not_applied(change: dict[str, str]) -> None:
    bands = tuple(type(band).model_validate({**band.model_dump(), **change}) for band in case().office.bands)
    of = source(case(office={"bands": bands}), "proposal")
    assert value(of, "proposal.band") == ""
    assert value(of, "proposal.discretion").startswith("没有可以适用的裁量基准。")
    assert CaseContext(of).holds("discretion_band_none_on_file")


def test_exactly_one_word_on_the_band_holds() -> None:
    names = ("discretion_band_applied", "discretion_band_passed_over", "discretion_band_none_on_file")
    for state, act_id in ((case(), "proposal"), (unbanded(), "second"), (case(office={"bands": ()}), "proposal")):
        assert sum(CaseContext(source(state, act_id)).holds(name) for name in names) == 1


# -- evidence -----------------------------------------------------------------------------------------------------------


def evidence(of_party: str) -> list[str]:
    """The names of the evidence on the decision about one of two parties."""
    name = "fire_hearing"
    only_one = of_story("report", name).model_dump(mode="json")
    assert only_one["evidence"]
    of = source(case(name), f"decision{of_party[-1]}", party=of_party)
    return value(of, "evidence.admitted_line").split("、")


def test_evidence_against_one_party_alone_does_not_stand_on_the_paper_of_the_other() -> None:
    acts = {one.id: one for one in diary("fire_hearing").acts}
    named = [acts[name] for name in of_story("report", "fire_hearing").model_dump(mode="json")["evidence"] if name in acts]
    interviews = [one for one in named if one.party is not None and one.model_dump(mode="json")["kind"] == "interview_held"]
    assert interviews
    for one in interviews:
        person = one.model_dump(mode="json")["person"]["name"]
        assert any(person in line for line in evidence(str(one.party)))
        other = "p2" if one.party == "p1" else "p1"
        assert not any(person in line for line in evidence(other))


def test_a_paper_about_all_parties_names_all_evidence() -> None:
    state = case("fire_hearing")
    of = source(state, "report")
    rows = CaseContext(of).rows("evidence.admitted")
    assert len(rows) == len(of_story("report", "fire_hearing").model_dump(mode="json")["evidence"])
