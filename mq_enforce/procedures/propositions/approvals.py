"""审批: who signs as the head of the agency, in which order the opinions are given, and not before what they rest on.

行政处罚法第四十五条、第五十七条、第五十八条、第六十三条至第六十五条; 河南省行政执法条例第二十八条. HB-09, HB-60, HB-62; signing by somebody
else than the head, or in the wrong order, has no block of its own and cites its article directly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import CaseClosed, PublicationApproved
from mq_enforce.case.acts.decision import DecisionApproved, NoPenaltyApproved
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved
from mq_enforce.case.acts.investigation import PreservationApproved
from mq_enforce.case.acts.notice import HearingHeld, StatementReviewed
from mq_enforce.case.acts.performance import DeferralApproved
from mq_enforce.case.acts.proposal import ProposalApproved
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.values import Approval, Opinion
from mq_enforce.law.explain import day_text
from mq_enforce.office.people import Person
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.hearing import investigators
from mq_enforce.procedures.propositions.notice import statement_last_day, waiver_of_hearing, waiver_of_statement
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import decides, told, told_hearing
from mq_enforce.procedures.propositions.reviewing import deliberated, deliberation_reasons, review_passed, review_reasons

APPROVING = (
    FilingApproved,
    PreservationApproved,
    ProposalApproved,
    DecisionApproved,
    NoPenaltyApproved,
    DeferralApproved,
    CaseClosed,
    PublicationApproved,
)
"""The acts on which the head of the agency decides by an opinion of their own."""

_HEAD_DECIDES = "《河南省行政执法条例》第二十八条第一款"
_HEAD_EXAMINES = "《中华人民共和国行政处罚法》第五十七条第一款"
_PRESERVING = "《中华人民共和国行政处罚法》第五十六条"
_HEARING = "《中华人民共和国行政处罚法》第六十四条第一项"

# -- what the gates ask ----------------------------------------------------------------------------------------


def head_opinion(act: Act | None) -> Opinion | None:
    """Return the opinion by which the head of the agency decides on an act; None for an act without one."""
    if isinstance(act, PublicationApproved):
        return act.agency_opinion
    approval = getattr(act, "approval", None)
    return approval.agency if isinstance(approval, Approval) else None


def opinions_in_order(act: Act | None) -> tuple[tuple[str, date], ...]:
    """Return who signed on which day, in the order in which the form goes round."""
    if isinstance(act, PublicationApproved):
        return (("公示专员", act.officer_opinion.on), ("行政机关负责人", act.agency_opinion.on))
    approval = getattr(act, "approval", None)
    if not isinstance(approval, Approval):
        return ()
    review = (("法制机构", approval.review.on),) if approval.review is not None else ()
    return (
        ("承办人", approval.officers_on),
        ("承办机构", approval.team.on),
        *review,
        ("行政机关负责人", approval.agency.on),
    )


def signatory(j: Judgement, written: str) -> Person | None:
    """Return the person of the register who signed: by id, else by a name that only one person bears."""
    people = j.state.office.people
    if written in people:
        return people[written]
    named = [person for person in people.values() if person.name == written]
    return named[0] if len(named) == 1 else None


def _article(act: Act | None) -> str:
    if isinstance(act, PreservationApproved):
        return _PRESERVING
    return _HEAD_EXAMINES if isinstance(act, ProposalApproved | DecisionApproved | NoPenaltyApproved) else _HEAD_DECIDES


# -- who signs -------------------------------------------------------------------------------------------------


@gate("", *APPROVING)
def approved_by_a_leader(j: Judgement) -> Fail | None:
    """Hold that the head of the agency or a deputy decides, and none of those who handled the case (行政处罚法第五十七条第一款).

    河南省行政执法条例第二十八条第一款: 一般行政执法决定应当由行政执法机关负责人决定. A refusal is the head's as much as a consent.
    """
    opinion = head_opinion(j.act)
    if j.act is None or opinion is None:
        return None
    person = signatory(j, opinion.by)
    if person is None:
        return Fail(
            f"{j.act.label}的审批人“{opinion.by}”不在本机关人员名册中，或者有重名",
            "由行政机关负责人审批，审批人写人员名册中的编号",
            _article(j.act),
        )
    if not person.is_leader:
        return Fail(
            f"{j.act.label}由{person.name}（{person.post}）作为行政机关负责人审批，但其不是本机关负责人",
            "报行政机关正职或者分管的副职负责人审批；确系负责人的，先在人员名册中登记其角色",
            _article(j.act),
        )
    if person.id in investigators(j):
        return Fail(
            f"{person.name}是本案承办（调查）人员，又以行政机关负责人身份审批{j.act.label}",
            "由没有参与本案调查的机关负责人审批",
            _article(j.act),
        )
    return None


# -- when they sign --------------------------------------------------------------------------------------------


@gate("", *APPROVING)
def opinions_follow_each_other(j: Judgement) -> Fail | None:
    """Hold that officers, team, reviewer and head sign one after the other, none before the clue, none after the act itself."""
    signed = opinions_in_order(j.act)
    if j.act is None or not signed:
        return None
    faults = list(_disorder(j.act, signed))
    clues = j.state.done(ClueRegistered)
    found = min((clue.on for clue in clues), default=None)
    faults += [f"{who}{day_text(on)}签署，早于发现线索的{day_text(found)}" for who, on in signed if found is not None and on < found]
    if not faults:
        return None
    return Fail(
        f"{j.act.label}的审批次序不对：{'；'.join(faults)}",
        "按承办人、承办机构、法制机构、行政机关负责人的次序逐级审批，日期照实填写；填写有误的，更正后重新提交",
        _article(j.act),
    )


def _disorder(act: Act, signed: tuple[tuple[str, date], ...]) -> Iterator[str]:
    for (who, on), (next_one, next_on) in pairwise(signed):
        if next_on < on:
            yield f"{next_one}{day_text(next_on)}签署，早于{who}的{day_text(on)}"
    who, on = max(signed, key=lambda one: one[1])
    if on > act.on:
        yield f"{who}{day_text(on)}才签署，晚于登记{act.label}的{day_text(act.on)}"


def _signed_on(j: Judgement) -> date | None:
    """Return the day on which the head agreed to a penalty; None when the act under judgement is no such consent."""
    act = j.the_act(DecisionApproved)
    return act.approval.agency.on if act is not None and decides(j) else None


@gate("HB-60", DecisionApproved, per_party=True)
def head_signed_after_the_periods(j: Judgement) -> Fail | None:
    """Hold that the head signed after the party's periods had run out and its words were answered (行政处罚法第四十五条、第六十四条)."""
    signed = _signed_on(j)
    if signed is None:
        return None
    notice, offered = told(j), told_hearing(j)
    remedy = "期限届满、意见复核完毕以后，由行政机关负责人重新审批"
    if notice is not None:
        waiver, last = waiver_of_statement(j, notice), statement_last_day(j, notice)
        if signed <= last and (waiver is None or waiver.on > signed):
            return Fail(f"行政机关负责人{day_text(signed)}签署，{j.the_party.name}的陈述申辩期到{day_text(last)}才届满", remedy)
    if offered is not None:
        waiver, last = waiver_of_hearing(j, offered), last_day(j, "PUN-HEAR5", start=offered.on)
        if signed <= last and (waiver is None or waiver.on > signed):
            return Fail(f"行政机关负责人{day_text(signed)}签署，{j.the_party.name}要求听证的期限到{day_text(last)}才届满", remedy, _HEARING)
    reviewed = j.state.last(StatementReviewed, party=j.party)
    if reviewed is not None and signed < reviewed.on:
        return Fail(f"行政机关负责人{day_text(signed)}签署，对{j.the_party.name}意见的复核到{day_text(reviewed.on)}才作出", remedy)
    return None


@gate("HB-62", DecisionApproved, per_party=True)
def head_signed_last(j: Judgement) -> Fail | None:
    """Hold that the head signed after hearing, review and deliberation (行政处罚法第五十七条、第五十八条、第六十五条)."""
    signed = _signed_on(j)
    if signed is None:
        return None
    later = [f"听证（{day_text(act.ended.date())}）" for act in j.state.done(HearingHeld, party=j.party) if act.ended.date() > signed]
    review = review_passed(j) if review_reasons(j) else None
    deliberation = deliberated(j) if deliberation_reasons(j) else None
    later += [f"法制审核（{day_text(review.on)}）"] if review is not None and review.on > signed else []
    later += [f"集体讨论（{day_text(deliberation.on)}）"] if deliberation is not None and deliberation.on > signed else []
    if not later:
        return None
    return Fail(
        f"行政机关负责人{day_text(signed)}就签署了处罚决定审批，早于{'、'.join(later)}",
        "听证结束、法制审核通过并集体讨论后，由行政机关负责人重新审批",
    )


@gate("HB-09", DecisionApproved, per_party=True)
def reviewer_agrees_on_the_form(j: Judgement) -> Fail | None:
    """Hold that the head does not agree over the reviewer's refusal on the form where review is due (行政处罚法第五十八条第一款)."""
    act = j.the_act(DecisionApproved)
    if act is None or not decides(j) or act.approval.review is None or act.approval.review.agree or not review_reasons(j):
        return None
    return Fail(
        f"{day_text(act.approval.review.on)}法制机构在审批表上不同意，本案应当经法制审核，审核没有通过不能批准处罚决定",
        "按法制机构的意见补充、改正后重新送审，法制审核通过后再报批",
    )


# -- what the program did not see --------------------------------------------------------------------------------


def taken_over_before_the_rest(j: Judgement) -> None:
    """Hold that what was done before the installation lies before everything that was entered as done with the program.

    Raises BadInput: otherwise the mark would let an act of today past every gate.
    """
    act = j.act
    if act is None or not act.official or not act.taken_over:
        return
    # Papers are written by the program for whatever act made them, an event before the installation too.
    done = [one for one in j.state.done(Act) if one.official and not one.taken_over and not isinstance(one, PaperIssued)]
    since = min((one.at for one in done), default=None)
    if since is None or act.at < since:
        return
    raise BadInput(
        Fault(
            f"{day_text(act.on)}的{act.label}标为启用前已办理，但本案{day_text(since.date())}起已经用本系统办理",
            f"{act.label}（{act.id}）的 taken_over",
            "启用之后的行为不标“启用前已办理”；没有按程序办理的，写明情况说明",
        )
    )


GATES: tuple[Gate, ...] = (
    approved_by_a_leader,
    opinions_follow_each_other,
    head_signed_after_the_periods,
    head_signed_last,
    reviewer_agrees_on_the_form,
)
"""The gates of this file."""

POSSIBILITIES = (taken_over_before_the_rest,)
"""What this file adds to what cannot have happened."""
