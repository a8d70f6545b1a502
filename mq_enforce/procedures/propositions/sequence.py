"""审核、讨论的次序: review after statement and hearing, deliberation after review, both again when something new comes.

河南省行政执法条例第二十八条第二款; 行政处罚法第五十八条第一款. HB-62. Reviews and deliberations before the notice are allowed, but only
the last ones count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.decision import DecisionApproved, PenaltyDecided
from mq_enforce.case.acts.investigation import (
    CapacityAssessed,
    EvidenceCollected,
    InterviewHeld,
    NoFaultShown,
    RectificationReviewed,
    SiteInspected,
)
from mq_enforce.case.acts.notice import HearingHeld, StatementMade, StatementReviewed
from mq_enforce.case.acts.proposal import InvestigationEnded, ProposalApproved
from mq_enforce.case.acts.records import FactCorrected
from mq_enforce.case.proposals import last_approval
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.notice import clerical, statement_last_day, waiver_of_hearing, waiver_of_statement
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import DECIDING, decides, told, told_hearing
from mq_enforce.procedures.propositions.reviewing import deliberated, deliberation_reasons, review_passed, review_reasons

NEW_EVIDENCE = (EvidenceCollected, InterviewHeld, SiteInspected, RectificationReviewed, NoFaultShown, CapacityAssessed)
"""What a review or deliberation before it has not seen (证据)."""

NEW_WORDS = (StatementMade, StatementReviewed, HearingHeld)
"""What the party has said since, and what was made of it (申辩)."""

NEW_PROPOSAL = (InvestigationEnded, ProposalApproved)
"""A proposal other than the one looked at."""

_CONTACT = ("address", "postcode", "phone")
"""Facts of a party that say how to reach it and nothing about what it did: correcting them opens nothing again."""


def _periods_running(j: Judgement, moment: datetime) -> Iterator[str]:
    """Say which periods of the party were still running at a moment; the last day is the party's to its end."""
    notice, offered = told(j), told_hearing(j)
    if notice is not None:
        waiver, last = waiver_of_statement(j, notice), statement_last_day(j, notice)
        if moment.date() <= last and (waiver is None or waiver.at > moment):
            yield f"{j.the_party.name}的陈述申辩期到{day_text(last)}才届满"
    if offered is not None:
        waiver, last = waiver_of_hearing(j, offered), last_day(j, "PUN-HEAR5", start=offered.on)
        if moment.date() <= last and (waiver is None or waiver.at > moment):
            yield f"{j.the_party.name}要求听证的期限到{day_text(last)}才届满"


def _since(j: Judgement, moment: datetime) -> Iterator[str]:
    """Say what came up after a moment that a review or deliberation must know."""
    found = j.state.done(*NEW_EVIDENCE, *NEW_WORDS, *NEW_PROPOSAL, FactCorrected, party=j.party)
    for act in found:
        if act.at > moment and _matters(j, act):
            yield f"{day_text(act.on)}又{act.label}"


def _matters(j: Judgement, act: Act) -> bool:
    """A refused change of the proposal changes nothing, nor does a slip of the pen or a fact of another party."""
    if isinstance(act, ProposalApproved):
        return act.approval.granted
    if not isinstance(act, FactCorrected):
        return True
    of, _, field = act.path.rpartition(".")
    return not clerical(act) and (of == "conduct" or (j.party in {None, of.removeprefix("parties.")} and field not in _CONTACT))


def too_early(j: Judgement, moment: datetime) -> tuple[str, ...]:
    """Return why a review or deliberation at this moment does not count for the party, in words; empty when it does."""
    return (*_periods_running(j, moment), *_since(j, moment))


@gate("HB-62", *DECIDING, per_party=True, foreseeable=True)
def review_came_last(j: Judgement) -> Fail | None:
    """Hold that the review that counts came after period, statement and hearing, and that nothing new came after it."""
    review = review_passed(j)
    if review is None or not decides(j) or not review_reasons(j):
        return None
    reasons = too_early(j, review.at)
    if not reasons:
        return None
    return Fail(
        f"法制审核意见是{day_text(review.on)}出具的：{'；'.join(reasons)}",
        "等陈述申辩期届满、听证结束、意见复核完毕后，把新的材料补入案卷，重新送法制审核；审核通过后再集体讨论",
    )


@gate("HB-62", *DECIDING, per_party=True, foreseeable=True)
def deliberation_came_last(j: Judgement) -> Fail | None:
    """Hold that the deliberation came after the review was passed, and that nothing new came after it."""
    deliberation = deliberated(j)
    if deliberation is None or not decides(j) or not deliberation_reasons(j):
        return None
    review = review_passed(j) if review_reasons(j) else None
    reasons = list(too_early(j, deliberation.began))
    if review is not None and review.at > deliberation.began:
        reasons.insert(0, f"法制审核到{day_text(review.on)}才通过")
    if not reasons:
        return None
    return Fail(
        f"集体讨论是{day_text(deliberation.began.date())}举行的：{'；'.join(reasons)}",
        "法制审核通过、当事人的意见和新的证据都齐备以后，重新集体讨论，再报批决定",
    )


@gate("HB-62", PenaltyDecided, per_party=True, foreseeable=True)
def approved_after_deliberation(j: Judgement) -> Fail | None:
    """Hold that the head approved the decision after review and deliberation, not before them."""
    approved = j.state.last(DecisionApproved, party=j.party)
    if approved is None or not approved.approval.granted:
        return None
    review = review_passed(j) if review_reasons(j) else None
    deliberation = deliberated(j) if deliberation_reasons(j) else None
    late = [f"法制审核（{day_text(review.on)}）"] if review is not None and review.at > approved.at else []
    late += [f"集体讨论（{day_text(deliberation.on)}）"] if deliberation is not None and deliberation.at > approved.at else []
    if not late:
        return None
    return Fail(
        f"处罚决定是{day_text(approved.on)}批准的，早于{'、'.join(late)}",
        "法制审核通过并集体讨论后，重新报行政机关负责人批准处罚决定",
    )


@gate("HB-60", PenaltyDecided, per_party=True, foreseeable=True)
def approved_after_telling(j: Judgement) -> Fail | None:
    """Hold that the head approved the decision after the last notice had reached the party (行政处罚法第五十七条第一款、第六十二条).

    An approval older than the notice, or than the proposal he approved last, knows neither the new content nor the answer.
    """
    approved = j.state.last(DecisionApproved, party=j.party)
    if approved is None or not approved.approval.granted:
        return None
    notice, proposal = told(j), last_approval(j.state, j.party)
    late: list[str] = []
    if notice is not None and (notice.delivery.at >= approved.at or notice.on > approved.on):
        late.append(f"{day_text(notice.on)}送达{j.the_party.name}的告知书")
    if proposal is not None and proposal.at > approved.at:
        late.append(f"{day_text(proposal.on)}批准的拟处罚意见")
    if not late:
        return None
    return Fail(
        f"处罚决定是{day_text(approved.on)}批准的，早于{'、'.join(late)}",
        "等最后告知的陈述申辩期（听证申请期）届满并复核意见后，重新报行政机关负责人批准处罚决定",
        "《中华人民共和国行政处罚法》第五十七条第一款",
    )


GATES: tuple[Gate, ...] = (review_came_last, deliberation_came_last, approved_after_deliberation, approved_after_telling)
"""The gates of this file."""
