"""Legal review and deliberation: due, by whom, passed: HB-09, HB-10, HB-11, HB-63, HB-72, W-29."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builder_b import act, against, changed, fine, fire, free, look, proposal, straw, why
from support.stories import Story

from mq_enforce.case.facts import ReviewListEntry
from mq_enforce.office.people import Person, Role
from mq_enforce.procedures.propositions.reviewing import deliberation_reasons, review_reasons

ALL = ("HB-09", "HB-10", "HB-11", "HB-62", "HB-63", "HB-72", "W-29")


def unlisted(before: str | None = "decision", /, **report: object) -> Story:
    """The straw story in an office without a list, with the report changed."""
    tale = straw(before=before).office(review_list=())
    return changed(tale, "report", **report) if report else tale


def listed(outcome: str, **fields: object) -> tuple[ReviewListEntry, ...]:
    return (ReviewListEntry.model_validate({"outcome": outcome, "text": outcome, "source": "目录（示例）", **fields}),)


def reasons(tale: Story, party: str = "p1") -> list[str]:
    return [reason.text for reason in review_reasons(look(tale, "2026-06-22T20:00:00", party))]


def person(tale: Story, person_id: str, **fields: Any) -> Story:  # noqa: ANN401 - fields of many types
    """The story with a person of the register changed."""
    people = {**tale.state.office.people, person_id: replace(tale.state.office.people[person_id], **fields)}
    return tale.office(people=people)


@pytest.mark.parametrize("step", ["review_submitted", "review", "deliberation", "decision_approval", "decision"])
def test_the_lawful_review_and_deliberation_are_let_through(step: str) -> None:
    tale = straw(before=step)
    assert free(tale, tale.act(step), *ALL)


@pytest.mark.parametrize("step", ["review", "deliberation", "decision_approval", "decision1", "decision2"])
def test_so_are_those_after_a_hearing(step: str) -> None:
    tale = fire(before=step)
    assert free(tale, tale.act(step), *ALL)


# -- when review is due -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("flag", "words"), [("public_interest", "涉及重大公共利益"), ("several_legal_relations", "疑难复杂")])
def test_the_statutory_cases_need_a_review(flag: str, words: str) -> None:
    tale = unlisted(**{flag: True}).without("review_submitted", "review")
    assert words in why(tale, tale.act("decision"), "HB-09")
    assert free(tale, tale.act("decision"), "HB-72")


def test_a_hearing_makes_the_review_due_for_the_party_who_was_heard() -> None:
    tale = fire(before="decision1").office(review_list=()).without("review_submitted", "review")
    assert "经过听证程序" in why(tale, tale.act("decision1"), "HB-09")
    assert free(tale, tale.act("decision2"), "HB-09")


def test_a_hearing_that_nobody_came_to_does_not() -> None:
    tale = changed(fire(before="decision1").office(review_list=()), "hearing", outcome="absent", present_parties=[])
    assert free(tale.without("review"), tale.act("decision1"), "HB-09")


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
def test_an_entry_of_the_published_list_needs_both_review_and_lawfulness_check(step: str) -> None:
    tale = straw(before=step).without("review_submitted", "review")
    assert "还没有经过法制审核" in why(tale, tale.act(step), "HB-09")
    assert "没有通过合法性审查" in why(tale, tale.act(step), "HB-72")


def test_what_is_neither_listed_nor_statutory_needs_none() -> None:
    tale = unlisted().without("review_submitted", "review", "deliberation")
    assert free(tale, tale.act("decision"), *ALL)


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        ({"outcome": "罚款", "fine_from_person": 1000}, True),
        ({"outcome": "罚款", "fine_from_person": 1001}, False),
        ({"outcome": "罚款", "fine_from_unit": 500}, False),
        ({"outcome": "罚款", "fine_from_person": 500, "matters": ["HN25-XF-01"]}, False),
        ({"outcome": "行政处罚决定"}, True),
        ({"outcome": "吊销许可证件的决定"}, False),
        ({"outcome": "罚款、吊销许可证件的决定"}, True),
        ({"outcome": "减轻处罚的决定"}, False),
        ({"outcome": "拟告知听证的决定"}, False),
        ({"outcome": "不予处罚的决定"}, False),
    ],
)
def test_an_entry_is_met_by_amount_kind_or_word(entry: dict[str, Any], due: bool) -> None:
    assert bool(reasons(straw().office(review_list=listed(**entry)))) is due


def test_entries_about_mitigation_and_hearings_are_met_by_them() -> None:
    below = changed(straw().office(review_list=listed("减轻处罚的决定")), "report", proposals=[proposal(straw(), degree="below")])
    assert reasons(below)
    assert reasons(fire().office(review_list=listed("经过听证的决定")))


# -- HB-09, HB-72: passed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opinion", ["correct", "investigate", "disagree", "transfer"])
def test_only_agreement_is_a_pass(opinion: str) -> None:
    tale = changed(straw(before="decision"), "review", opinion=opinion)
    assert "审核没有通过" in why(tale, tale.act("decision"), "HB-09")
    assert "审核没有通过" in why(tale, tale.act("decision"), "HB-72")


def test_agreement_with_a_failed_head_is_no_pass() -> None:
    heads = [*straw().act("review").model_dump(mode="json")["heads"][:-1], {"head": "crime", "passed": False}]
    tale = changed(straw(before="decision"), "review", heads=heads)
    assert "是否涉嫌犯罪需要移送" in why(tale, tale.act("decision"), "HB-09")


def test_a_later_refusal_undoes_an_earlier_pass() -> None:
    later = straw().act("review", id="review2", at="2026-06-22T17:00:00", opinion="correct")
    tale = straw(before="decision").with_acts(later)
    assert against(tale, tale.act("decision"), "HB-09")


def test_a_listed_decision_not_to_punish_needs_review() -> None:
    tale = unlisted("notice").office(review_list=listed("不予处罚的决定"))
    one = act(
        "no_penalty_decided",
        "2026-06-15T09:00:00",
        party="p1",
        ground="first_time",
        ground_article="行政处罚法第三十三条第一款",
        reason="初次违法",
    )
    assert "不予处罚的决定" in why(tale, one, "HB-72")
    assert free(unlisted("notice"), one, "HB-72")


# -- HB-10 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "qualification", "lawful"),
    [
        (date(2017, 12, 31), "", True),
        (date(2018, 1, 1), "", False),
        (date(2018, 1, 1), "法律职业资格证书", True),
        (None, "", False),
        (None, "律师资格凭证", True),
    ],
)
def test_first_timers_since_2018_need_the_qualification(first: date | None, qualification: str, lawful: bool) -> None:
    tale = person(straw(before="review"), "chen", first_penalty_review_on=first, legal_qualification=qualification)
    assert free(tale, tale.act("review"), "HB-10") is lawful
    assert free(tale, tale.act("review_submitted"), "HB-10") is lawful


def test_a_reviewer_whose_first_review_is_not_recorded_counts_as_a_first_timer() -> None:
    tale = person(straw(before="review"), "chen", first_penalty_review_on=None, legal_qualification="")
    assert "按初次从事掌握" in why(tale, tale.act("review"), "HB-10")


def test_it_does_not_matter_who_employs_the_reviewer() -> None:
    tale = person(straw(before="review"), "chen", unit="民权县司法局")
    assert free(tale, tale.act("review"), "HB-10")


def test_somebody_whose_work_it_is_not_cannot_review() -> None:
    tale = person(straw(before="review"), "wu", legal_qualification="法律职业资格证书")
    assert "不是本机关名册中从事行政处罚决定法制审核的人员" in why(tale, tale.act("review", reviewer="wu"), "HB-10")
    assert against(tale, tale.act("review", reviewer="外聘律师"), "HB-10")


def test_a_review_by_an_unqualified_person_does_not_pass_the_case() -> None:
    tale = person(straw(before="decision"), "chen", legal_qualification="")
    assert against(tale, tale.act("decision"), "HB-09")


# -- HB-63, W-29 -----------------------------------------------------------------------------------------------------------


def test_whoever_investigated_cannot_review() -> None:
    roles = (Role.OFFICER, Role.LEGAL_REVIEWER)
    tale = person(straw(before="review"), "li", roles=roles, legal_qualification="法律职业资格证书")
    assert why(tale, tale.act("review", reviewer="li"), "HB-63") == "法制审核人员李秀英参与了本案调查"
    assert against(tale, tale.act("review_submitted", reviewer="li"), "HB-63")


def voices(**votes: str) -> list[dict[str, str]]:
    return [{"person": person_id, "vote": vote, "opinion": "意见"} for person_id, vote in votes.items()]


def test_an_investigator_may_report_but_not_vote() -> None:
    tale = straw(before="deliberation")
    mixed = tale.act("deliberation", voices=voices(zhao="agree", qian="agree", zhou="agree", wang="agree"))
    assert "王建国参与了本案调查，又在集体讨论中参加表决" in why(tale, mixed, "HB-63")
    assert free(tale, mixed, "W-29")


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ({"zhao": "agree", "qian": "agree", "zhou": "agree", "chen": "agree"}, "陈立言不是本机关负责人"),
        ({"zhao": "agree", "qian": "agree"}, "只有2名，少于本机关掌握的3名（非法定）"),
        ({"zhao": "agree"}, "参加表决的没有过半数（非法定）"),
        ({"zhao": "agree", "qian": "agree", "书记": "agree"}, "书记不是本机关负责人"),
    ],
)
def test_unusual_votes_are_warned_about_with_a_word_that_no_law_fixes_numbers(votes: dict[str, str], words: str) -> None:
    tale = straw(before="deliberation")
    assert words in why(tale, tale.act("deliberation", voices=voices(**votes)), "W-29")
    assert free(tale, tale.act("deliberation", voices=voices(**votes), override={"W-29": "一名副镇长出差"}), "W-29")


@pytest.mark.parametrize(
    ("votes", "carried"),
    [
        ({"zhao": "disagree", "qian": "disagree", "zhou": "disagree"}, False),
        ({"zhao": "agree", "qian": "disagree", "zhou": "abstain"}, False),
        ({"zhao": "agree", "qian": "disagree"}, False),
        ({"zhao": "agree", "qian": "agree", "zhou": "disagree"}, True),
    ],
)
def test_nothing_is_adopted_for_which_most_leaders_did_not_vote(votes: dict[str, str], carried: bool) -> None:
    tale = straw(before="deliberation")
    one = tale.act("deliberation", voices=voices(**votes), override={"W-29": "一名副镇长出差"})
    assert free(tale, one, "HB-11") is carried
    if not carried:
        assert "没有过半数，结论却是同意" in why(tale, one, "HB-11")
    assert free(tale, tale.act("deliberation", voices=voices(**votes), adopted=False), "HB-11")
    held = changed(straw(before="decision"), "deliberation", voices=voices(**votes))
    assert free(held, held.act("decision"), "HB-11") is carried


def test_a_later_rejection_counts_even_when_the_meeting_was_irregular() -> None:
    tale = straw(before="decision_approval")
    mixed = [*voices(zhao="agree", qian="agree", zhou="agree"), *voices(wang="disagree")]
    at = {"at": "2026-06-22T12:00:00", "began": "2026-06-22T11:00:00", "ended": "2026-06-22T12:00:00"}
    again = tale.act("deliberation", id="again", **at, adopted=False, conclusion="不同意", voices=mixed, irregular="调查人员参加表决")
    rejected = tale.with_acts(again)
    assert not rejected.state.reliable(again)
    assert "2026年6月22日（星期一）的集体讨论没有同意" in why(rejected, rejected.act("decision_approval"), "HB-11")
    in_favour = tale.act("deliberation", id="again", **at, voices=mixed, irregular="调查人员参加表决")
    assert free(tale.with_acts(in_favour), tale.act("decision_approval"), "HB-11")


def test_a_later_opinion_against_the_decision_counts_even_when_irregular() -> None:
    tale = straw(before="decision_approval")
    at = "2026-06-22T12:30:00"
    second = tale.act("review", id="second", at=at, opinion="disagree", reviewer="wang", irregular="承办人出具")
    assert "法制审核意见是“不同意”" in why(tale.with_acts(second), tale.act("decision_approval"), "HB-09")


def test_a_review_that_left_heads_out_is_not_finished() -> None:
    tale = changed(straw(before="decision"), "review", heads=[{"head": "crime", "passed": True}])
    message = why(tale, tale.act("decision"), "HB-09")
    assert "没有审查“执法主体和人员资格、职权、事实、" in message
    assert message.count("是否涉嫌犯罪需要移送") == 0


def test_the_office_may_set_its_own_number() -> None:
    tale = straw(before="deliberation").office(parameters={"deliberation_min": 2})
    assert free(tale, tale.act("deliberation", voices=voices(zhao="agree", qian="agree")), "W-29")


# -- HB-11 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
def test_a_listed_decision_needs_the_leaders_deliberation(step: str) -> None:
    tale = straw(before=step).without("deliberation")
    assert "还没有经过机关负责人集体讨论" in why(tale, tale.act(step), "HB-11")


def test_a_complex_case_needs_it_without_any_review() -> None:
    tale = unlisted(complex_or_major=True).without("review_submitted", "review", "deliberation")
    assert "情节复杂或者属于重大违法行为" in why(tale, tale.act("decision"), "HB-11")
    assert free(tale, tale.act("decision"), "HB-09")


def test_a_plain_case_needs_none() -> None:
    assert deliberation_reasons(look(unlisted(), "2026-06-22T20:00:00")) == ()


def test_a_deliberation_that_did_not_adopt_the_proposal_is_not_enough() -> None:
    tale = changed(straw(before="decision"), "deliberation", adopted=False)
    assert "没有同意拟处理意见" in why(tale, tale.act("decision"), "HB-11")


def test_one_leader_alone_deliberates_nothing() -> None:
    tale = changed(straw(before="decision"), "deliberation", voices=voices(zhao="agree", sun="agree", wu="agree"))
    assert "只有1名，不是集体讨论" in why(tale, tale.act("decision"), "HB-11")


def test_a_decision_lighter_than_the_list_needs_neither() -> None:
    tale = straw(before="decision").without("review_submitted", "review", "deliberation")
    tale = tale.office(review_list=listed("罚款", fine_from_person=900))
    assert against(tale, tale.act("decision"), "HB-09")
    lighter = tale.act("decision", decided=proposal(tale, penalties=fine(800)), change_reason="采纳申辩")
    assert free(tale, lighter, "HB-09", "HB-11", "HB-72")


def test_the_register_of_people_is_what_makes_a_leader() -> None:
    assert Person(id="x", name="某", post="镇长", roles=(Role.HEAD_OF_AGENCY,)).is_leader
    assert not Person(id="y", name="某", post="党委书记").is_leader
