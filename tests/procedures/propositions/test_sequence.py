"""The order of statement, hearing, review, deliberation and approval: HB-62."""

from __future__ import annotations

from typing import Any

import pytest
from builder_b import act, against, changed, fine, fire, free, proposal, straw, why
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.decision import DecisionApproved


def signed(one: Act, day: str) -> dict[str, Any]:
    """The approval of an act with every signature on one day."""
    assert isinstance(one, DecisionApproved)
    approval = one.approval.model_dump(mode="json")
    return {
        **approval,
        **{part: {**approval[part], "on": day} for part in ("team", "review", "agency") if approval[part]},
        "officers_on": day,
    }


def again(tale: Story, *act_ids: str, at: str) -> Story:
    """The story with these acts done once more at a later time (review, deliberation, approval)."""
    acts: list[Act] = []
    for hour, act_id in enumerate(act_ids, 8):
        moment = f"{at}T{hour:02d}:00:00"
        one = tale.act(act_id, id=f"{act_id}_again", at=moment)
        if act_id == "deliberation":
            one = tale.act(act_id, id=f"{act_id}_again", at=f"{at}T{hour:02d}:50:00", began=moment, ended=f"{at}T{hour:02d}:50:00")
        if isinstance(one, DecisionApproved):
            one = tale.act(act_id, id=f"{act_id}_again", at=moment, approval=signed(one, at))
        acts.append(one)
    return tale.with_acts(*acts)


def test_the_lawful_order_is_let_through() -> None:
    tale = straw(before="decision")
    assert free(tale, tale.act("decision"), "HB-62")


@pytest.mark.parametrize(("day", "lawful"), [("2026-06-16", False), ("2026-06-17", True)])
def test_a_review_within_the_statement_period_is_too_early(day: str, lawful: bool) -> None:
    """The period runs to the end of 16 June."""
    tale = straw(before="decision").without("statement", "statement_review")
    tale = changed(changed(tale, "review_submitted", at=f"{day}T08:00:00"), "review", at=f"{day}T16:00:00")
    assert free(tale, tale.act("decision"), "HB-62") is lawful
    if not lawful:
        assert "陈述申辩期到2026年6月16日（星期二）才届满" in why(tale, tale.act("decision"), "HB-62")


def test_a_review_within_the_period_counts_when_the_statement_was_waived_before_it() -> None:
    tale = straw(before="decision").without("statement", "statement_review")
    tale = changed(changed(tale, "review_submitted", at="2026-06-11T08:00:00"), "review", at="2026-06-12T16:00:00")
    early = act("rights_waived", "2026-06-10T09:00:00", party="p1", in_writing=True)
    late = act("rights_waived", "2026-06-13T09:00:00", party="p1", in_writing=True)
    assert free(tale.with_acts(early), tale.act("decision"), "HB-62")
    assert not free(tale.with_acts(late), tale.act("decision"), "HB-62")


def test_a_preliminary_review_before_the_notice_is_allowed_but_does_not_count() -> None:
    early = (
        straw().act("review_submitted", id="early_submitted", at="2026-06-08T17:00:00"),
        straw().act("review", id="early", at="2026-06-08T18:00:00"),
    )
    tale = straw(before="decision").with_acts(*early)
    assert free(tale, tale.act("decision"), "HB-62")
    alone = straw(before="decision").without("review_submitted", "review").with_acts(*early)
    assert "法制审核意见是2026年6月8日（星期一）出具的" in why(alone, tale.act("decision"), "HB-62")


def test_a_review_before_the_hearing_ended_is_too_early() -> None:
    tale = changed(changed(fire(before="decision1"), "review_submitted", at="2026-04-07T09:00:00"), "review", at="2026-04-08T16:00:00")
    assert "又举行听证" in why(tale, tale.act("decision1"), "HB-62")
    assert free(tale, tale.act("decision2"), "HB-62")


def test_a_review_while_a_hearing_can_still_be_asked_for_is_too_early() -> None:
    gone = ("hearing_request", "hearing_notice", "hearing_notice_delivered", "hearing", "hearing_report")
    tale = changed(fire(before="decision1").without(*gone), "review", at="2026-03-30T16:00:00")
    tale = changed(tale, "review_submitted", at="2026-03-30T09:00:00")
    assert "要求听证的期限到2026年3月30日（星期一）才届满" in why(tale, tale.act("decision1"), "HB-62")


def test_a_deliberation_before_the_review_passed_must_be_held_again() -> None:
    tale = changed(straw(before="decision"), "review", at="2026-06-22T09:30:00")
    assert "法制审核到2026年6月22日（星期一）才通过" in why(tale, tale.act("decision"), "HB-62")


NEW = {
    "evidence": straw().act("photo1", id="new", at="2026-06-22T17:00:00", evidence="e9"),
    "interview": straw().act(
        "interview", id="new", at="2026-06-22T17:00:00", began="2026-06-22T16:30:00", ended="2026-06-22T17:00:00", ordinal=2
    ),
    "statement": straw().act("statement", id="new", at="2026-06-22T17:00:00"),
    "recheck": straw().act("recheck", id="new", at="2026-06-22T17:00:00"),
    "correction": act("fact_corrected", "2026-06-22T17:00:00", "new", path="conduct.quantity", value="过火面积约5亩", why="重新测量"),
    "proof of no fault": act("no_fault_shown", "2026-06-22T17:00:00", party="p1", proof="证言", sufficient=False),
    "proposal": straw().act("proposal", id="new", at="2026-06-22T17:00:00", proposals=[proposal(straw(), penalties=fine(900))]),
}


@pytest.mark.parametrize("what", NEW)
def test_anything_new_after_them_needs_both_again(what: str) -> None:
    tale = straw(before="decision").with_acts(NEW[what])
    found = against(tale, tale.act("decision"), "HB-62")
    assert [violation.requirement for violation in found] == ["review_came_last", "deliberation_came_last"]
    assert all(f"2026年6月22日（星期一）又{NEW[what].label}" in violation.message for violation in found)


def test_doing_both_again_and_approving_anew_satisfies_it() -> None:
    tale = straw(before="decision").with_acts(NEW["evidence"])
    ready = again(tale, "review_submitted", "review", "deliberation", "decision_approval", at="2026-06-23")
    assert free(ready, tale.act("decision", at="2026-06-24T09:00:00"), "HB-62", "HB-09", "HB-11")


def test_review_again_without_a_second_deliberation_is_not_enough() -> None:
    tale = again(straw(before="decision").with_acts(NEW["evidence"]), "review_submitted", "review", at="2026-06-23")
    messages = [violation.message for violation in against(tale, tale.act("decision", at="2026-06-24T09:00:00"), "HB-62")]
    assert any("集体讨论是2026年6月22日（星期一）举行的：法制审核到2026年6月23日（星期二）才通过" in message for message in messages)
    assert not any(message.startswith("法制审核意见是") for message in messages)


def test_the_approval_must_come_after_review_and_deliberation() -> None:
    tale = again(straw(before="decision"), "review_submitted", "review", "deliberation", at="2026-06-23")
    late = tale.act("decision", at="2026-06-24T09:00:00")
    assert "处罚决定是2026年6月22日（星期一）批准的，早于法制审核（2026年6月23日（星期二））、集体讨论" in why(tale, late, "HB-62")


def test_where_neither_is_due_their_order_does_not_matter() -> None:
    tale = straw(before="decision").office(review_list=()).with_acts(NEW["evidence"])
    assert free(tale, tale.act("decision"), "HB-62")


def test_a_statement_of_one_party_does_not_undo_the_review_for_the_other() -> None:
    said = straw().act(
        "statement", id="new", at="2026-04-17T17:00:00", party="p1", began="2026-04-17T16:30:00", ended="2026-04-17T17:00:00"
    )
    tale = fire(before="decision1").with_acts(said)
    assert against(tale, tale.act("decision1"), "HB-62")
    assert free(tale, tale.act("decision2"), "HB-62")


@pytest.mark.parametrize(
    ("path", "value", "why_corrected"),
    [
        ("conduct.quantity", "过火面积约0.6亩", "录入笔误"),
        ("parties.p1.phone", "13900000009", "换号"),
        ("parties.p2.head", "李四", "换人"),
    ],
    ids=["a slip of the pen", "how to reach the party", "another party"],
)
def test_corrections_that_change_nothing_for_the_party_need_neither_again(path: str, value: str, why_corrected: str) -> None:
    correction = act("fact_corrected", "2026-04-17T17:00:00", "new", path=path, value=value, why=why_corrected)
    tale = fire(before="decision1").with_acts(correction)
    assert free(tale, tale.act("decision1"), "HB-62")


def test_a_change_that_the_head_refused_needs_neither_again() -> None:
    approval = straw().act("proposal").model_dump(mode="json")["approval"]
    refused = straw().act(
        "proposal",
        id="new",
        at="2026-06-22T17:00:00",
        proposals=[proposal(straw(), penalties=fine(900))],
        approval={**approval, "agency": {**approval["agency"], "agree": False, "text": "不同意"}},
    )
    tale = straw(before="decision").with_acts(refused)
    assert free(tale, tale.act("decision"), "HB-62", "HB-60")


# -- the approval of the decision comes after the last notice ------------------------------------------------------------


def told_anew(tale: Story) -> Story:
    """The story in which a heavier fine is approved and told on 18 June, the party having said nothing."""
    tale = tale.office(review_list=()).without("statement", "statement_review")
    return tale.with_acts(
        straw().act("proposal", id="second", at="2026-06-18T09:00:00", proposals=[proposal(straw(), penalties=fine(1200))]),
        straw().act("notice", id="notice2", at="2026-06-18T10:00:00"),
        straw().act("notice_delivered", id="delivered2", at="2026-06-18T11:00:00", received_on="2026-06-18"),
    )


def test_an_approval_older_than_the_last_notice_carries_no_decision() -> None:
    early = signed(straw().act("decision_approval"), "2026-06-17")
    tale = told_anew(changed(straw(before="decision"), "decision_approval", at="2026-06-17T09:00:00", approval=early))
    late = tale.act("decision", at="2026-06-29T09:00:00")
    message = why(tale, late, "HB-60")
    assert message.startswith("处罚决定是2026年6月17日（星期三）批准的，早于2026年6月18日（星期四）送达张守田的告知书")
    later = tale.act(
        "decision_approval", id="again", at="2026-06-29T08:00:00", approval=signed(tale.act("decision_approval"), "2026-06-29")
    )
    anew = tale.with_acts(later)
    assert free(anew, late, "HB-60")


def test_an_approval_older_than_a_lowered_proposal_carries_no_decision() -> None:
    lowered = straw().act("proposal", id="second", at="2026-06-22T17:00:00", proposals=[proposal(straw(), penalties=fine(800))])
    tale = straw(before="decision").office(review_list=()).with_acts(lowered)
    settled = tale.act("decision", decided=proposal(straw(), penalties=fine(800)), change_reason="采纳申辩意见")
    assert "早于2026年6月22日（星期一）批准的拟处罚意见" in why(tale, settled, "HB-60")


def test_a_notice_to_one_party_does_not_undo_the_approval_for_the_other() -> None:
    tale = fire(before="decision1").with_acts(
        fire().act("notice2", id="notice3", at="2026-04-17T17:00:00"),
        fire().act("notice2_delivered", id="delivered3", at="2026-04-17T18:00:00", received_on="2026-04-17", refers_to="notice3"),
    )
    assert free(tale, tale.act("decision1"), "HB-60")
    assert any("早于" in one.message for one in against(tale, tale.act("decision2"), "HB-60"))
