"""The party is told, has its time, is answered, and is not worse off for speaking: HB-04, HB-12, HB-59, HB-60, W-04."""

from __future__ import annotations

import pytest
from builder_b import act, against, changed, fine, fire, free, proposal, straw, why
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.procedures.engine import Status, checklist


def decision(tale: Story, at: str = "2026-06-23T09:00:00", **fields: object) -> Act:
    return tale.act("decision", at=at, **fields)


def unheard(before: str = "decision") -> Story:
    """The story in which the party says nothing."""
    return straw(before=before).without("statement", "statement_review")


# -- HB-04 ------------------------------------------------------------------------------------------------------


def test_a_decision_after_an_effective_notice_is_let_through() -> None:
    tale = straw(before="decision")
    assert free(tale, tale.act("decision"), "HB-04", "HB-12", "HB-59", "HB-60", "W-04")


def test_no_decision_without_any_notice() -> None:
    tale = straw(before="decision").without("notice", "notice_delivered")
    assert "还没有把拟作出的处罚" in why(tale, tale.act("decision"), "HB-04")
    (violation,) = against(tale, tale.act("decision"), "HB-04")
    assert violation.article == "《中华人民共和国行政处罚法》第四十四条"


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
def test_a_notice_that_was_issued_but_never_delivered_does_not_count(step: str) -> None:
    tale = straw(before=step).without("notice_delivered")
    assert "6月9日向张守田发出的告知书没有有效送达" in why(tale, tale.act(step), "HB-04")


def test_a_notice_that_came_back_does_not_count() -> None:
    tale = changed(straw(before="decision"), "notice_delivered", method="post", returned=True, tracking_number="EX1", receiver="")
    assert "没有有效送达" in why(tale, tale.act("decision"), "HB-04")


def test_a_notice_that_counts_as_delivered_only_later_does_not_count_yet() -> None:
    tale = changed(straw(before="decision"), "notice_delivered", received_on="2026-06-24")
    assert against(tale, decision(tale), "HB-04")


def test_a_waiver_stands_in_for_no_notice() -> None:
    tale = straw(before="decision").without("notice_delivered")
    waived = act("rights_waived", "2026-06-12T09:00:00", party="p1", in_writing=True)
    assert "不能代替告知" in why(tale.with_acts(waived), tale.act("decision"), "HB-04")


def test_a_notice_issued_irregularly_counts_only_when_the_head_accepts_it() -> None:
    tale = straw(before="decision").without("proposal")
    tale = changed(tale, "notice", irregular="先发出告知书，后补办审批")
    assert against(tale, tale.act("decision"), "HB-04")
    accepted = act(
        "irregularity_accepted",
        "2026-06-10T09:00:00",
        refers_to="notice",
        head="赵明德",
        reason="告知内容与审批一致，予以认可",
        by=["zhao"],
    )
    assert free(tale.with_acts(accepted), tale.act("decision"), "HB-04")


def test_each_party_must_be_told_by_itself() -> None:
    tale = fire(before="decision1").without("notice2_delivered")
    assert free(tale, tale.act("decision1"), "HB-04")
    (violation,) = against(tale, tale.act("decision_approval"), "HB-04")
    assert violation.subject == "民权县示例物业服务有限公司"


def test_an_approval_that_covers_a_party_without_penalty_asks_no_notice_for_it() -> None:
    tale = fire(before="decision_approval").without("notice2", "notice2_delivered")
    report = tale.act("report").model_dump(mode="json")
    tale = changed(tale, "report", proposals=[report["proposals"][0], {**report["proposals"][1], "penalties": []}])
    assert free(tale, tale.act("decision_approval"), "HB-04", "HB-60")


def test_a_refused_approval_is_no_decision() -> None:
    tale = straw(before="decision_approval").without("notice_delivered")
    approval = tale.act("decision_approval").model_dump(mode="json")["approval"]
    refused = tale.act("decision_approval", approval={**approval, "agency": {**approval["agency"], "agree": False, "text": "不同意"}})
    assert free(tale, refused, "HB-04", "HB-60", "HB-09", "HB-11", "HB-62", "HB-72")


# -- HB-60 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "lawful"), [("2026-06-15", False), ("2026-06-16", False), ("2026-06-17", True)])
def test_the_first_lawful_day_is_the_day_after_the_fifth_working_day(day: str, lawful: bool) -> None:
    """Received on Tuesday 9 June: five working days end on Tuesday 16 June."""
    tale = unheard(before="review_submitted")
    assert free(tale, decision(tale, f"{day}T00:00:00"), "HB-60") is lawful


@pytest.mark.parametrize(("day", "lawful"), [("2026-06-12", False), ("2026-06-13", True)])
def test_the_days_told_in_the_notice_bind(day: str, lawful: bool) -> None:
    tale = changed(unheard(before="review_submitted"), "notice", statement_days=3)
    assert free(tale, decision(tale, f"{day}T10:00:00"), "HB-60") is lawful


@pytest.mark.parametrize(
    ("received", "last", "first"), [("2026-09-14", "2026-09-20", "2026-09-21"), ("2026-09-30", "2026-10-13", "2026-10-14")]
)
def test_a_sunday_made_a_working_day_counts_and_holidays_do_not(received: str, last: str, first: str) -> None:
    """20 September and 10 October 2026 are working days at a weekend; 1 to 7 October are holidays."""
    tale = changed(unheard(before="review_submitted"), "notice_delivered", received_on=received, at=f"{received}T09:00:00")
    assert not free(tale, decision(tale, f"{last}T23:59:00"), "HB-60")
    assert free(tale, decision(tale, f"{first}T00:00:00"), "HB-60")


def test_a_statement_made_early_does_not_end_the_period() -> None:
    tale = straw(before="statement_review")
    review = tale.act("statement_review", at="2026-06-11T15:00:00")
    message = why(tale.with_acts(review), decision(tale, "2026-06-16T09:00:00"), "HB-60")
    assert "5个工作日" in message
    assert "2026年6月16日（星期二）" in message


def test_a_written_waiver_after_the_notice_opens_the_way_at_once() -> None:
    tale = unheard(before="review_submitted")
    waiver = act("rights_waived", "2026-06-10T09:00:00", party="p1", in_writing=True)
    assert free(tale.with_acts(waiver), decision(tale, "2026-06-10T15:00:00"), "HB-60")


@pytest.mark.parametrize(
    ("at", "fields"),
    [
        ("2026-06-10T09:00:00", {"in_writing": False}),
        ("2026-06-10T09:00:00", {"in_writing": True, "statement": False, "hearing": True}),
        ("2026-06-08T17:00:00", {"in_writing": True}),
    ],
    ids=["not in writing", "of the hearing alone", "before the notice"],
)
def test_other_waivers_do_not_shorten_the_period(at: str, fields: dict[str, bool]) -> None:
    tale = unheard(before="review_submitted").with_acts(act("rights_waived", at, party="p1", **fields))
    assert not free(tale, decision(tale, "2026-06-12T15:00:00"), "HB-60")


def test_a_second_notice_starts_the_period_again_and_ends_an_old_waiver() -> None:
    tale = unheard(before="decision").with_acts(
        act("rights_waived", "2026-06-10T09:00:00", party="p1", in_writing=True),
        straw().act("notice", id="notice2", at="2026-06-22T09:00:00"),
        straw().act("notice_delivered", id="notice2_delivered", at="2026-06-22T10:00:00", received_on="2026-06-22"),
    )
    assert "2026年6月29日" in why(tale, decision(tale, "2026-06-29T09:00:00"), "HB-60")
    assert free(tale, decision(tale, "2026-06-30T09:00:00"), "HB-60")


def test_a_statement_must_be_reviewed_whenever_it_was_made() -> None:
    tale = straw(before="decision_approval").without("statement_review")
    assert "2026年6月11日（星期四）提出的陈述申辩还没有复核" in why(tale, tale.act("decision_approval"), "HB-60")


def test_a_second_statement_after_the_review_must_be_reviewed_too() -> None:
    tale = straw(before="decision").with_acts(straw().act("statement", id="again", at="2026-06-22T17:00:00"))
    assert "2026年6月22日" in why(tale, tale.act("decision"), "HB-60")


def test_a_review_that_refers_to_another_statement_does_not_answer_this_one() -> None:
    tale = straw(before="decision").with_acts(straw().act("statement", id="again", at="2026-06-12T17:00:00"))
    assert free(tale, tale.act("decision"), "HB-60")
    tale = changed(tale, "statement_review", refers_to="statement")
    assert "2026年6月12日" in why(tale, tale.act("decision"), "HB-60")


def test_the_head_must_have_approved_with_the_answer_at_hand() -> None:
    late = (
        straw().act("statement", id="again", at="2026-06-22T17:00:00"),
        straw().act("statement_review", id="again_reviewed", at="2026-06-22T18:00:00"),
    )
    tale = straw(before="decision").office(review_list=()).with_acts(*late)
    assert "早于2026年6月22日（星期一）对张守田意见的复核" in why(tale, tale.act("decision"), "HB-60")
    tale = tale.with_acts(straw().act("decision_approval", id="again_approved", at="2026-06-23T08:00:00"))
    assert free(tale, tale.act("decision"), "HB-60")


# -- HB-12 ------------------------------------------------------------------------------------------------------


def test_a_heavier_decision_after_a_statement_is_refused() -> None:
    tale = straw(before="decision")
    heavier = tale.act("decision", decided=proposal(tale, penalties=fine(1200)))
    message = why(tale, heavier, "HB-12")
    assert "1200元" in message
    assert "1000元" in message


def test_asking_for_a_hearing_is_no_ground_for_a_heavier_penalty_either() -> None:
    tale = fire(before="decision1")
    heavier = tale.act("decision1", decided=proposal(tale, penalties=fine(40000)))
    assert against(tale, heavier, "HB-12")


def test_a_second_heavier_proposal_after_a_statement_needs_new_facts() -> None:
    tale = straw(before="review_submitted")
    second = tale.act("proposal", id="second", at="2026-06-18T09:00:00", proposals=[proposal(tale, penalties=fine(1200))])
    assert "没有写明新查明的事实" in why(tale, second, "HB-12")
    founded = second.model_copy(update={"new_facts": "6月17日复查发现另有一处焚烧点，有现场笔录和照片为证"})
    assert free(tale, founded, "HB-12")


def test_a_heavier_proposal_through_a_second_investigation_report_needs_new_facts_too() -> None:
    tale = straw(before="review_submitted").with_acts(
        straw().act("report", id="report2", at="2026-06-17T15:00:00", proposals=[proposal(straw(), penalties=fine(1200))])
    )
    second = tale.act("proposal", id="second", at="2026-06-18T09:00:00")
    assert against(tale, second, "HB-12")


def test_a_heavier_proposal_before_anything_was_said_needs_none() -> None:
    tale = unheard(before="review_submitted")
    second = tale.act("proposal", id="second", at="2026-06-18T09:00:00", proposals=[proposal(tale, penalties=fine(1200))])
    assert free(tale, second, "HB-12")


def test_a_refused_proposal_breaks_nothing() -> None:
    tale = straw(before="review_submitted")
    approval = tale.act("proposal").model_dump(mode="json")["approval"]
    refused = tale.act(
        "proposal",
        id="second",
        at="2026-06-18T09:00:00",
        proposals=[proposal(tale, penalties=fine(1200))],
        approval={**approval, "agency": {**approval["agency"], "agree": False, "text": "不同意加重"}},
    )
    assert free(tale, refused, "HB-12")


def test_telling_anew_does_not_lift_the_ban_when_the_second_proposal_stood_without_new_facts() -> None:
    second = straw().act(
        "proposal",
        id="second",
        at="2026-06-18T09:00:00",
        proposals=[proposal(straw(), penalties=fine(1200))],
        irregular="当时没有写明新查明的事实",
    )
    tale = straw(before="review_submitted").with_acts(
        second,
        straw().act("notice", id="notice2", at="2026-06-18T10:00:00"),
        straw().act("notice_delivered", id="notice2_delivered", at="2026-06-18T11:00:00", received_on="2026-06-18"),
    )
    late = tale.act("decision", at="2026-07-01T09:00:00", decided=proposal(tale, penalties=fine(1200)))
    assert "HB-12" in tale.blocks(late)


# -- HB-59, W-04 --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"findings": ["过火面积约2亩"]}, "违法事实增加或者改动了“过火面积约2亩”"),
        ({"reasons": ["当事人屡教不改"]}, "理由增加或者改动了“当事人屡教不改”"),
        ({"violated": ["大气污染防治法第七十七条"]}, "违反的规定由"),
        ({"basis": ["大气污染防治法第一百一十九条第一款"]}, "处罚依据由"),
        ({"penalties": [{"kind": "warning"}, *fine(1000)]}, "处罚种类增加了警告"),
        ({"penalties": [{"kind": "warning"}]}, "处罚种类增加了警告"),
        (
            {"factors": [{"fact": "拒不改正", "article": "行政处罚法第五条第二款", "effect": "aggravate", "proof": "笔录"}]},
            "从重情节增加或者改动了“拒不改正”",
        ),
    ],
)
def test_what_was_not_told_cannot_be_decided(change: dict[str, object], words: str) -> None:
    tale = straw(before="decision")
    assert words in why(tale, tale.act("decision", decided=proposal(tale, **change)), "HB-59")


def test_a_heavier_amount_without_any_statement_must_be_told_anew() -> None:
    tale = unheard()
    heavier = tale.act("decision", decided=proposal(tale, penalties=fine(1200)))
    assert free(tale, heavier, "HB-12")
    assert "罚款由1000元增加到1200元" in why(tale, heavier, "HB-59")


def test_after_being_told_anew_the_new_content_is_the_measure() -> None:
    tale = unheard(before="decision").with_acts(
        straw().act("proposal", id="second", at="2026-06-18T09:00:00", proposals=[proposal(straw(), penalties=fine(1200))]),
        straw().act("notice", id="notice2", at="2026-06-18T10:00:00"),
        straw().act("notice_delivered", id="notice2_delivered", at="2026-06-18T11:00:00", received_on="2026-06-18"),
    )
    assert free(tale, decision(tale, "2026-07-01T09:00:00"), "HB-12", "HB-59")
    old = decision(tale, "2026-07-01T09:00:00", decided=proposal(tale, penalties=fine(1100)), change_reason="核减")
    assert free(tale, old, "HB-12", "HB-59", "W-04")


def test_facts_and_reasons_may_be_dropped() -> None:
    tale = straw(before="decision")
    told = proposal(tale)
    fewer = proposal(tale, findings=told["findings"][:1], reasons=told["reasons"][1:])
    assert free(tale, tale.act("decision", decided=fewer), "HB-59", "W-04")


def test_a_lighter_decision_needs_a_reason_or_an_override() -> None:
    tale = straw(before="decision")
    lighter = proposal(tale, penalties=fine(900))
    bare = tale.act("decision", decided=lighter)
    assert free(tale, bare, "HB-59", "HB-12")
    assert "轻于告知" in why(tale, bare, "W-04")
    assert free(tale, tale.act("decision", decided=lighter, change_reason="采纳当事人及时清运秸秆的意见"), "W-04")
    assert free(tale, tale.act("decision", decided=lighter, override={"W-04": "采纳申辩意见"}), "W-04")


def test_every_notice_block_speaks_before_the_decision_step_is_taken() -> None:
    tale = straw(before="statement")
    states = checklist(tale.state, tale.procedure, tale.law, tale.act("notice_delivered").at)
    step = next(state for state in states if state.step.id == "decision")
    assert step.status is Status.BLOCKED
    assert {"HB-60"} <= {violation.block for violation in step.blocked_by}
