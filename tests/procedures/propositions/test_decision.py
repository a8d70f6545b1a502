"""The decision paper, crime, time and names: HB-26, HB-33, W-01, W-21."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builder_b import act, against, changed, fine, fire, free, proposal, straw, why
from support.stories import Story
from support.stories import story as read_story

from mq_enforce.case.facts import PartyKind


def agency(tale: Story, **fields: Any) -> Story:  # noqa: ANN401 - fields of several types
    return tale.office(agency=replace(tale.state.office.agency, **fields))


# -- HB-26 -----------------------------------------------------------------------------------------------------------


def test_the_complete_decision_is_let_through() -> None:
    assert free(straw(before="decision"), straw().act("decision"), "HB-26", "HB-33", "W-01", "W-21")
    assert free(fire(before="decision1"), fire().act("decision1"), "HB-26", "HB-33", "W-01", "W-21")


def test_a_decision_without_the_seal_is_refused() -> None:
    tale = straw(before="decision")
    assert "行政机关印章" in why(tale, tale.act("decision", sealed=False), "HB-26")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"court": ""}, "申请行政复议、提起行政诉讼的途径和期限"),
        ({"reconsideration_body": ""}, "申请行政复议、提起行政诉讼的途径和期限"),
        ({"bank": ""}, "行政处罚的履行方式和期限"),
        ({"bank_account": ""}, "行政处罚的履行方式和期限"),
        ({"name": ""}, "行政机关名称"),
    ],
)
def test_what_the_register_does_not_hold_the_decision_lacks(fields: dict[str, str], words: str) -> None:
    tale = agency(straw(before="decision"), **fields)
    assert words in why(tale, tale.act("decision"), "HB-26")


@pytest.mark.parametrize(
    ("penalties", "words"),
    [
        ([], "行政处罚的种类和依据"),
        ([{"kind": "fine"}], "罚款的数额或者内容"),
        ([{"kind": "stop_business"}], "责令停产停业的数额或者内容"),
        ([{"kind": "other", "content": " "}], "其他行政处罚的数额或者内容"),
    ],
)
def test_penalties_must_be_named_with_amount_or_content(penalties: list[dict[str, Any]], words: str) -> None:
    tale = straw(before="decision")
    assert words in why(tale, tale.act("decision", decided=proposal(tale, penalties=penalties)), "HB-26")


def test_a_warning_needs_neither_amount_nor_a_bank() -> None:
    tale = agency(straw(before="decision"), bank="")
    assert free(tale, tale.act("decision", decided=proposal(tale, penalties=[{"kind": "warning"}])), "HB-26")


def test_a_decision_whose_content_is_anothers_is_refused() -> None:
    tale = fire(before="decision1")
    assert "决定内容写的是另一名当事人" in why(tale, tale.act("decision1", decided=proposal(tale, "p2")), "HB-26")


def test_everything_missing_is_said_at_once() -> None:
    tale = agency(straw(before="decision"), court="", bank="")
    message = why(tale, tale.act("decision", sealed=False), "HB-26")
    assert message.count("；") == 2


# -- HB-33 -----------------------------------------------------------------------------------------------------------


SUSPECTED = act("crime_suspected", "2026-06-20T09:00:00", "suspected", party="p1", facts="过失引起火灾")
RETURNED = act("crime_returned", "2026-06-22T17:00:00", "returned", party="p1", document="不予立案通知书")


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
def test_a_suspected_crime_is_not_settled_with_a_fine(step: str) -> None:
    tale = straw(before=step).with_acts(SUSPECTED)
    assert "过失引起火灾" in why(tale, tale.act(step), "HB-33")
    (violation,) = against(tale, tale.act(step), "HB-33")
    assert "移送公安机关" in violation.remedy


def test_when_the_police_send_it_back_the_fine_is_open_again() -> None:
    tale = straw(before="decision").with_acts(SUSPECTED, RETURNED)
    assert free(tale, tale.act("decision"), "HB-33")


def test_a_new_suspicion_after_the_return_closes_it_again() -> None:
    again = SUSPECTED.model_copy(update={"id": "again", "at": RETURNED.at.replace(hour=18)})
    tale = straw(before="decision").with_acts(SUSPECTED, RETURNED, again)
    assert against(tale, tale.act("decision"), "HB-33")


TRANSFERRED = act("crime_transferred", "2026-06-21T09:00:00", "transferred", party="p1", document="移送书", transferred_on="2026-06-21")


@pytest.mark.parametrize("kind", ["warning", "criticism"])
def test_no_penalty_of_any_kind_stands_in_for_the_transfer(kind: str) -> None:
    tale = straw(before="decision").with_acts(SUSPECTED)
    decision = tale.act("decision", decided=proposal(tale, penalties=[{"kind": kind}]))
    assert "还没有移送公安机关" in why(tale, decision, "HB-33")


def test_a_case_handed_to_the_police_is_not_decided_until_it_comes_back() -> None:
    tale = straw(before="decision").with_acts(SUSPECTED, TRANSFERRED)
    assert "司法机关还没有退回" in why(tale, tale.act("decision"), "HB-33")
    assert free(tale.with_acts(RETURNED), tale.act("decision"), "HB-33")


def test_a_suspected_crime_is_not_settled_by_not_punishing_or_by_closing() -> None:
    tale = read_story("straw_no_penalty", before="exemption_approved")
    suspected = act("crime_suspected", "2026-06-15T12:00:00", "suspected", party="p1", facts="失火")
    open_case = tale.with_acts(suspected)
    assert against(open_case, tale.act("exemption_approved"), "HB-33")
    assert against(open_case, tale.act("exemption"), "HB-33")
    assert against(open_case, tale.act("closing"), "HB-33")
    handed = act("crime_transferred", "2026-06-15T13:00:00", "handed", party="p1", document="移送书", transferred_on="2026-06-15")
    closed = tale.act("closing", way="other", at="2026-06-20T10:00:00+08:00")
    assert not tale.with_acts(suspected, handed).blocks(closed)
    assert not [one for one in tale.with_acts(suspected, handed).verdict(closed).violations if one.requirement == "all_settled"]


# -- HB-18: discovery ------------------------------------------------------------------------------------------------


def test_conduct_is_not_discovered_before_the_clue_nor_after_the_filing() -> None:
    tale = straw(before="filing").conduct(begun_at="2024-01-02T08:40:00+08:00", ended_at="2024-01-02T09:00:00+08:00")
    early = tale.act("filing", discovered_on="2025-12-20")
    assert "2025年12月20日" in why(tale, early, "HB-18")
    (violation,) = against(tale, early, "HB-18")
    assert "第三十六条" in violation.article
    assert free(straw(before="filing"), straw().act("filing"), "HB-18")


def test_the_other_party_is_not_held_up() -> None:
    tale = fire(before="decision1").with_acts(act("crime_suspected", "2026-04-18T09:00:00", "suspected", party="p2", facts="伪造证书"))
    assert free(tale, tale.act("decision1"), "HB-33")
    assert against(tale, tale.act("decision2"), "HB-33")


# -- W-01 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-08-01", ""),
        ("2026-08-02", "满60日提醒"),
        ("2026-08-16", "满60日提醒"),
        ("2026-08-17", "满75日提醒"),
        ("2026-08-26", "满75日提醒"),
        ("2026-08-27", "满85日提醒"),
        ("2026-09-01", "满85日提醒"),
        ("2026-09-02", "已于2026年9月1日（星期二）届满"),
    ],
)
def test_the_office_is_reminded_as_ninety_days_run_out(day: str, words: str) -> None:
    """Filed on 3 June 2026."""
    tale = straw(before="decision")
    late = tale.act("decision", at=f"{day}T09:00:00")
    if not words:
        assert free(tale, late, "W-01")
        return
    assert words in why(tale, late, "W-01")
    assert free(tale, late.model_copy(update={"override": {"W-01": "等待检测报告"}}), "W-01")


def test_a_decision_not_to_punish_is_reminded_as_well() -> None:
    tale = straw(before="proposal")
    one = act(
        "no_penalty_decided",
        "2026-08-20T09:00:00",
        party="p1",
        ground="first_time",
        ground_article="行政处罚法第三十三条第一款",
        reason="初次违法",
    )
    assert against(tale, one, "W-01")


# -- W-21 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"credit_code": ""}, "没有登记统一社会信用代码"),
        ({"credit_code": "92419999MA0000001X"}, "属于个体工商户"),
        ({"credit_code": "91419999ma00000027"}, "登记了同一个统一社会信用代码"),
        ({"kind": PartyKind.SOLE_TRADER}, "登记为个体工商户，但统一社会信用代码不是92开头"),
    ],
)
def test_a_name_that_does_not_fit_its_credit_code_is_warned_about(fields: dict[str, Any], words: str) -> None:
    tale = fire(before="decision1").party("p1", **fields)
    assert words in why(tale, tale.act("decision1"), "W-21")


def test_a_citizen_needs_no_credit_code() -> None:
    assert free(straw(before="decision"), straw().act("decision"), "W-21")


def test_the_evidence_may_lie_in_the_report_or_on_file() -> None:
    tale = changed(straw(before="decision"), "report", evidence=["e1"])
    assert free(tale, tale.act("decision", decided=proposal(tale, penalties=fine(1000))), "HB-26")
