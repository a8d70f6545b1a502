"""What changes between the notice and the decision: approvals, corrections of the party, waivers counted from the first receipt."""

from __future__ import annotations

import pytest
from builder_b import act, fine, fire, free, proposal, straw, why
from support.stories import Story

from mq_enforce.case.acts import Act


def decision(tale: Story, at: str = "2026-06-23T09:00:00", **fields: object) -> Act:
    return tale.act("decision", at=at, **fields)


def unheard(before: str = "decision") -> Story:
    """The story in which the party says nothing."""
    return straw(before=before).without("statement", "statement_review")


# -- HB-04 ------------------------------------------------------------------------------------------------------


# -- told, approved and decided are one and the same ----------------------------------------------------------------


def approved_again(tale: Story, amount: int, act_id: str = "second", at: str = "2026-06-18T09:00:00") -> Act:
    """A later approval of another fine, founded on new facts; nobody is told."""
    return tale.act("proposal", id=act_id, at=at, proposals=[proposal(tale, penalties=fine(amount))], new_facts="新查明一处焚烧点")


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
def test_what_the_head_approved_beyond_the_notice_is_told_before_it_is_decided(step: str) -> None:
    tale = straw(before=step)
    tale = tale.with_acts(approved_again(tale, 1200))
    assert "最后批准的拟处罚意见与2026年6月9日（星期二）送达张守田的告知书不一致：罚款由1000元增加到1200元" in why(
        tale, tale.act(step), "HB-59"
    )


def test_a_report_that_nobody_approved_changes_nothing_of_what_may_be_decided() -> None:
    report = straw().act("report", id="report2", at="2026-06-18T10:00:00", proposals=[proposal(straw(), penalties=fine(1200))])
    tale = straw(before="decision").with_acts(report)
    assert free(tale, tale.act("decision"), "HB-59")


def test_what_was_told_is_not_decided_when_the_head_has_lowered_it_since() -> None:
    tale = straw(before="decision")
    tale = tale.with_acts(approved_again(tale, 800))
    assert "罚款由800元增加到1000元" in why(tale, tale.act("decision"), "HB-59")
    lowered = proposal(tale, penalties=fine(800))
    assert free(tale, tale.act("decision", decided=lowered, change_reason="采纳申辩意见"), "HB-59", "W-04")
    assert free(tale, tale.act("decision_approval", id="again", at="2026-06-22T17:00:00"), "HB-59")


def test_less_than_the_head_approved_needs_a_reason_too() -> None:
    tale = straw(before="decision")
    tale = tale.with_acts(approved_again(tale, 1200))
    assert "轻于批准的拟处罚意见（罚款人民币壹仟贰佰元整（1200元））" in why(tale, tale.act("decision"), "W-04")


def corrected(path: str = "parties.p1.name", reason: str = "当事人认错人", at: str = "2026-06-22T15:00:00") -> Act:
    return act("fact_corrected", at, path=path, value="李四" if path.endswith("name") else "91419999MA00000019", why=reason)


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
@pytest.mark.parametrize("path", ["parties.p1.name", "parties.p1.credit_code"])
def test_who_became_somebody_else_on_file_after_the_notice_was_never_told(step: str, path: str) -> None:
    tale = straw(before=step).with_acts(corrected(path))
    assert "没有收到过告知" in why(tale, tale.act(step), "HB-59")


@pytest.mark.parametrize(
    ("reason", "lawful"), [("录入笔误", True), ("笔误", True), ("不是笔误，是另一个人", False), ("并非笔误", False), ("认错人", False)]
)
def test_only_a_slip_of_the_pen_leaves_the_notice_standing(reason: str, lawful: bool) -> None:
    tale = straw(before="decision").with_acts(corrected(reason=reason))
    assert free(tale, tale.act("decision"), "HB-59") is lawful


def test_what_was_corrected_before_the_notice_or_is_no_identity_needs_no_new_one() -> None:
    early = straw(before="decision").with_acts(corrected(at="2026-06-08T15:00:00"))
    assert free(early, early.act("decision"), "HB-59")
    address = act("fact_corrected", "2026-06-22T15:00:00", path="parties.p1.address", value="民权县示例镇东岗村89号", why="搬家")
    tale = straw(before="decision").with_acts(address)
    assert free(tale, tale.act("decision"), "HB-59")


def test_a_correction_of_one_party_asks_no_new_notice_to_the_other() -> None:
    tale = fire(before="decision1").with_acts(corrected("parties.p2.name", at="2026-04-17T17:00:00"))
    assert free(tale, tale.act("decision1"), "HB-59")
    assert not free(tale, tale.act("decision2"), "HB-59")


def test_telling_the_right_person_satisfies_it() -> None:
    tale = straw(before="decision").with_acts(
        corrected(),
        straw().act("notice", id="notice2", at="2026-06-22T17:00:00"),
        straw().act("notice_delivered", id="notice2_delivered", at="2026-06-22T18:00:00", received_on="2026-06-22"),
    )
    assert free(tale, decision(tale, "2026-07-01T09:00:00"), "HB-59")


# -- a waiver counts from the first receipt ---------------------------------------------------------------------------


def test_a_waiver_half_an_hour_before_the_receipt_does_not_count() -> None:
    """The notice is issued at 10:00 and received at 11:00."""
    for at, lawful in (("2026-06-09T10:30:00", False), ("2026-06-09T11:00:00", True)):
        tale = unheard(before="review_submitted").with_acts(act("rights_waived", at, party="p1", in_writing=True))
        assert free(tale, decision(tale, "2026-06-10T09:00:00"), "HB-60") is lawful


def test_a_second_delivery_of_the_same_notice_does_not_end_a_waiver_after_the_first() -> None:
    tale = unheard(before="review_submitted").with_acts(
        act("rights_waived", "2026-06-10T09:00:00", party="p1", in_writing=True),
        straw().act("notice_delivered", id="again", at="2026-06-12T11:00:00", received_on="2026-06-12"),
    )
    assert free(tale, decision(tale, "2026-06-15T09:00:00"), "HB-60")
