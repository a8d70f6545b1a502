"""法制审核和集体讨论: who may review and vote, and that the decision comes after both.

行政处罚法第五十七条第二款、第五十八条; 河南省行政执法条例第二十八条; 河南省行政合法性审查工作规定第四条. HB-09, HB-10, HB-11, HB-62,
HB-63 (reviewers and voters), HB-72; W-29. When review and deliberation are due stands in ``reviewing``, their order in ``sequence``.
"""

from __future__ import annotations

from datetime import date

from mq_enforce.case.acts.decision import NoPenaltyDecided
from mq_enforce.case.acts.review import DeliberationHeld, ReviewGiven, ReviewOpinion, ReviewSubmitted, Vote
from mq_enforce.law.explain import day_text
from mq_enforce.office.people import Role
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions import sequence
from mq_enforce.procedures.propositions.hearing import investigators, name_of
from mq_enforce.procedures.propositions.proposal import DECIDING, decides
from mq_enforce.procedures.propositions.reviewing import (
    FEWEST_FOR_COLLECTIVE,
    agrees,
    carried,
    deliberated,
    deliberation_reasons,
    heads_left_out,
    review_passed,
    review_reasons,
    voting_leaders,
)

QUALIFICATION_SINCE = date(2018, 1, 1)
"""Since when first-time reviewers need the qualification: the amendment of 2017 took effect (HB-10)."""

FEWEST_VOTERS = 3
"""How many leaders should vote when the office has set nothing; no statute fixes a number (parameter ``deliberation_min``)."""

# -- HB-09, HB-72 -------------------------------------------------------------------------------------------------


def _review_state(j: Judgement) -> str:
    last = j.state.last(ReviewGiven, party=j.party)
    if last is None:
        return "还没有经过法制审核"
    latest = j.state.done(ReviewGiven, party=j.party)[-1]
    against = latest if agrees(last) and not agrees(latest) else last
    if against.opinion is not ReviewOpinion.AGREE:
        return f"{day_text(against.on)}的法制审核意见是“{against.opinion.label}”，审核没有通过"
    failed = "、".join(head.head.label for head in against.heads if not head.passed)
    if failed:
        return f"{day_text(against.on)}的法制审核中“{failed}”不符合要求，审核没有通过"
    return f"{day_text(last.on)}的法制审核没有审查“{'、'.join(head.label for head in heads_left_out(last))}”，审核没有完成"


_SUBMIT = "把全部案卷材料送本机关法制审核人员，取得“同意”的书面意见后再决定；审核提出改正、补充意见的，办理后重新送审"


@gate("HB-09", *DECIDING, per_party=True, foreseeable=True)
def reviewed_before_decision(j: Judgement) -> Fail | None:
    """Hold that the decision passed legal review where it is due (行政处罚法第五十八条第一款)."""
    reasons = review_reasons(j) if decides(j) else ()
    if not reasons or review_passed(j) is not None:
        return None
    return Fail(f"本案{_review_state(j)}；应当审核的理由：{'；'.join(reason.text for reason in reasons)}", _SUBMIT)


@gate("HB-72", *DECIDING, per_party=True, foreseeable=True)
def listed_decision_reviewed(j: Judgement) -> Fail | None:
    """Hold that a major decision on the agency's list passed the review of lawfulness (河南省行政合法性审查工作规定第四条)."""
    listed = [reason for reason in review_reasons(j) if reason.listed] if decides(j) else []
    if not listed or review_passed(j) is not None:
        return None
    return Fail(f"重大行政执法决定（{listed[0].text}）{_review_state(j)}，没有通过合法性审查", _SUBMIT)


@gate("HB-72", NoPenaltyDecided, per_party=True, foreseeable=True)
def listed_no_penalty_reviewed(j: Judgement) -> Fail | None:
    """Hold that a decision not to punish passed review where the agency has put such decisions on its list."""
    listed = [
        entry
        for entry in j.state.office.review_list
        if "不予" in entry.outcome and (not entry.matters or j.state.head.matter in entry.matters)
    ]
    if not listed or review_passed(j) is not None:
        return None
    return Fail(f"本机关公布的目录包括不予处罚的决定（{listed[0].text}），{_review_state(j)}", _SUBMIT)


# -- HB-10, HB-63: who reviews ------------------------------------------------------------------------------------


@gate("HB-10", ReviewSubmitted, ReviewGiven)
def reviewer_qualified(j: Judgement) -> Fail | None:
    """Hold that the reviewer does this work and, as a first-timer since 2018, is qualified (行政处罚法第五十八条).

    Whose first review is not recorded counts as a first-timer. Which office employs the reviewer does not matter.
    """
    act = j.the_act(ReviewSubmitted) or j.the_act(ReviewGiven)
    if act is None:
        return None
    person, name = j.state.office.people.get(act.reviewer), name_of(j, act.reviewer)
    if person is None or Role.LEGAL_REVIEWER not in person.roles:
        return Fail(
            f"{name}不是本机关名册中从事行政处罚决定法制审核的人员",
            "由名册中的法制审核人员审核；确实从事审核工作的，先在人员名册中登记该角色和资格",
        )
    first = person.first_penalty_review_on
    if person.legal_qualification or (first is not None and first < QUALIFICATION_SINCE):
        return None
    since = (
        f"{day_text(first)}起才从事行政处罚决定法制审核"
        if first is not None
        else "没有登记首次从事行政处罚决定法制审核的日期，按初次从事掌握"
    )
    return Fail(
        f"法制审核人员{name}{since}，又没有登记法律职业资格",
        f"由取得法律职业资格的人员审核；{name}已有法律职业资格（律师资格、司法考试合格）的，先在人员名册中登记证书，"
        f"{QUALIFICATION_SINCE.year}年以前就从事审核的，登记首次审核日期和证明",
    )


@gate("HB-63", ReviewSubmitted, ReviewGiven)
def reviewer_did_not_investigate(j: Judgement) -> Fail | None:
    """Hold that the reviewer did not investigate the case."""
    act = j.the_act(ReviewSubmitted) or j.the_act(ReviewGiven)
    if act is None or act.reviewer not in investigators(j):
        return None
    return Fail(f"法制审核人员{name_of(j, act.reviewer)}参与了本案调查", "另由没有参与本案调查的法制审核人员审核")


# -- HB-63, W-29: who votes ---------------------------------------------------------------------------------------


@gate("HB-63", DeliberationHeld)
def investigators_do_not_vote(j: Judgement) -> Fail | None:
    """Hold that those who investigated report but do not vote (行政处罚法第五十七条第二款)."""
    act = j.the_act(DeliberationHeld)
    if act is None:
        return None
    handled = investigators(j)
    voted = [name_of(j, voice.person) for voice in act.voices if voice.vote is not Vote.NONE and voice.person in handled]
    if not voted:
        return None
    return Fail(
        f"{'、'.join(voted)}参与了本案调查，又在集体讨论中参加表决",
        "调查人员只汇报案情、回答提问，记为“列席，不参加表决”；由没有参与调查的机关负责人表决",
    )


@gate("W-29", DeliberationHeld)
def only_leaders_vote(j: Judgement) -> Fail | None:
    """Expect votes of leaders alone, and of enough of them; the numbers are no law (非法定)."""
    act = j.the_act(DeliberationHeld)
    if act is None:
        return None
    handled = investigators(j)
    leaders = {person: vote for person, vote in voting_leaders(j, act).items() if person not in handled}
    others = [v.person for v in act.voices if v.vote is not Vote.NONE and v.person not in leaders and v.person not in handled]
    fewest = j.state.office.parameters.get("deliberation_min", FEWEST_VOTERS)
    found: list[str] = []
    if others:
        found.append(f"{'、'.join(name_of(j, person) for person in others)}不是本机关负责人，其表决不计入")
    if len(leaders) < fewest:
        found.append(f"参加表决的机关负责人只有{len(leaders)}名，少于本机关掌握的{fewest}名（非法定）")
    total = sum(1 for person in j.state.office.people.values() if person.is_leader)
    if len(leaders) * 2 <= total:
        found.append(f"名册中的机关负责人共{total}名，参加表决的没有过半数（非法定）")
    if not found:
        return None
    return Fail("；".join(found), "由机关正职、副职负责人表决，其他人员记为“列席，不参加表决”；确有原因的写明理由")


# -- HB-11 ---------------------------------------------------------------------------------------------------------


@gate("HB-11", DeliberationHeld)
def adopted_by_the_leaders(j: Judgement) -> Fail | None:
    """Hold that nothing is recorded as adopted for which most of the voting leaders did not vote (行政处罚法第五十七条第二款)."""
    act = j.the_act(DeliberationHeld)
    if act is None or not act.adopted or not voting_leaders(j, act) or carried(j, act):
        return None
    votes = list(voting_leaders(j, act).values())
    return Fail(
        f"参加表决的机关负责人{len(votes)}名，同意的只有{votes.count(Vote.AGREE)}名，没有过半数，结论却是同意拟处理意见",
        "按表决情况如实形成结论：没有通过的，登记为不同意拟处理意见，修改意见后重新讨论",
    )


@gate("HB-11", *DECIDING, per_party=True, foreseeable=True)
def deliberated_before_decision(j: Judgement) -> Fail | None:
    """Hold that the leaders deliberated on complex and major cases (行政处罚法第五十七条第二款; 河南省行政执法条例第二十八条第二款)."""
    reasons = deliberation_reasons(j) if decides(j) else ()
    if not reasons or deliberated(j) is not None:
        return None
    return Fail(
        f"{_deliberation_state(j)}；应当集体讨论的理由：{'；'.join(reasons)}",
        "由行政机关负责人集体讨论（先审核、后讨论），逐人记录意见和表决，形成同意的结论后再决定",
    )


def _deliberation_state(j: Judgement) -> str:
    last = j.state.last(DeliberationHeld, party=j.party)
    if last is None:
        return "本案还没有经过机关负责人集体讨论"
    latest = j.state.done(DeliberationHeld, party=j.party)[-1]
    if not last.adopted or not latest.adopted:
        return f"{day_text((latest if last.adopted else last).on)}的集体讨论没有同意拟处理意见"
    if len(voting_leaders(j, last)) < FEWEST_FOR_COLLECTIVE:
        return f"{day_text(last.on)}的讨论中参加表决的机关负责人只有{len(voting_leaders(j, last))}名，不是集体讨论"
    return f"{day_text(last.on)}的讨论中同意的没有超过参加表决的机关负责人的半数"


GATES: tuple[Gate, ...] = (
    reviewed_before_decision,
    listed_decision_reviewed,
    listed_no_penalty_reviewed,
    reviewer_qualified,
    reviewer_did_not_investigate,
    investigators_do_not_vote,
    only_leaders_vote,
    adopted_by_the_leaders,
    deliberated_before_decision,
    *sequence.GATES,
)
"""The gates of this file and of ``sequence``."""
