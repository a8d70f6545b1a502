"""拟处罚意见: which proposal stands approved, which was told to a party, which was decided, and how two of them differ.

行政处罚法第四十四条 (the party is told facts, reasons, bases and content), 第四十五条第二款 (not heavier because of a statement).
Comparisons go by names – findings, reasons, articles, kinds, amounts – never by prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import DecisionApproved, PenaltyDecided
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.notice import HearingRightsNoticeIssued, NoticeIssued, PriorNoticeIssued
from mq_enforce.case.acts.proposal import FactorEffect, InvestigationEnded, Penalty, PenaltyKind, Proposal, ProposalApproved
from mq_enforce.case.acts.records import PaperIssued, PaperVoided
from mq_enforce.procedures.judgement import Judgement

DECIDING = (DecisionApproved, PenaltyDecided)
"""The acts by which a penalty is decided: the head's approval (行政处罚法第五十七条第一款) and the decision itself."""

PUNISHING = (ProposalApproved, *DECIDING)
"""The acts that carry a penalty, from the approved proposal on."""

_Stage = InvestigationEnded | ProposalApproved
_NOTICES: MappingProxyType[str, type[NoticeIssued]] = MappingProxyType(
    {
        "prior_notice": PriorNoticeIssued,
        "hearing_rights_notice": HearingRightsNoticeIssued,
    }
)
_RANKS = MappingProxyType({kind: rank for rank, kind in enumerate(PenaltyKind)})


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that reached its party: the act that issued it, its last effective delivery, the proposal it told."""

    notice: NoticeIssued
    delivery: Delivered
    proposal: Proposal

    @property
    def on(self) -> date:
        """The day on which the notice was received, or counts as received."""
        return self.delivery.received_on

    @property
    def of_hearing(self) -> bool:
        """Whether the notice told the right to a hearing."""
        return isinstance(self.notice, HearingRightsNoticeIssued)


# -- which proposal --------------------------------------------------------------------------------------------


def approved_proposal(j: Judgement, moment: datetime | None = None) -> Proposal | None:
    """Return the proposal for the party as it stood approved at a moment (now when left out); None when there is none.

    That is the party's own proposal in the last approval, else the one of the investigation before it. While nothing is
    approved it is what the investigation proposes. Approvals that were not granted or cannot be relied on do not count.
    """
    until = moment or j.now
    acts = [act for act in _stages(j) if act.at <= until]
    while acts and not isinstance(acts[-1], ProposalApproved) and any(isinstance(act, ProposalApproved) for act in acts):
        acts.pop()
    return next(_proposals_backwards(acts, j.party), None)


def approving(j: Judgement, act: ProposalApproved) -> Proposal | None:
    """Return the proposal for the party that this approval makes the approved one; None when it is not granted."""
    if not act.approval.granted:
        return None
    earlier = [one for one in _stages(j) if one.id != act.id]
    return next(_proposals_backwards([*earlier, act], j.party), None)


def _stages(j: Judgement) -> list[_Stage]:
    """Return what proposes for the party and may be relied on, in order, without approvals that were refused."""
    acts = j.state.valid(InvestigationEnded, ProposalApproved, party=j.party)
    return [act for act in acts if isinstance(act, InvestigationEnded) or (isinstance(act, ProposalApproved) and act.approval.granted)]


def _proposals_backwards(acts: Sequence[_Stage], party: str | None) -> Iterator[Proposal]:
    for act in reversed(acts):
        yield from (proposal for proposal in act.proposals if party in {None, proposal.party})


def tellings(j: Judgement, moment: datetime | None = None) -> list[Told]:
    """Return the notices that had reached the party by a moment (now when left out), in the order of their issue.

    Papers that came back, that were voided, or whose issue cannot be relied on, told nothing. A notice delivered twice
    counts with its last delivery, so that no period is cut short.
    """
    until = moment or j.now
    found: dict[str, Told] = {}
    for document in _NOTICES:
        for delivery in j.state.deliveries(document, j.party):
            if delivery.at > until or delivery.received_on > until.date():
                continue
            notice = _notice_of(j, delivery)
            proposal = approved_proposal(j, notice.at) if notice is not None else None
            if notice is not None and proposal is not None:
                found[notice.id] = Told(notice, delivery, proposal)
    return sorted(found.values(), key=lambda told: told.notice.at)


def _notice_of(j: Judgement, delivery: Delivered) -> NoticeIssued | None:
    """Return the notice that a delivery brought: the one it refers to, else the last of its kind issued before."""
    state = j.state
    if delivery.paper and delivery.paper in {act.paper for act in state.done(PaperVoided)}:
        return None
    issued = [notice for notice in state.done(_NOTICES[delivery.document], party=j.party) if notice.at <= delivery.at]
    named = {delivery.refers_to, *(paper.refers_to for paper in state.done(PaperIssued) if paper.id == delivery.paper)}
    exact = [notice for notice in issued if notice.id in named]
    notice = (exact or issued)[-1] if issued else None
    return notice if notice is not None and state.reliable(notice) else None


def told(j: Judgement, moment: datetime | None = None) -> Told | None:
    """Return the last notice that had reached the party by a moment (now when left out), or None."""
    found = tellings(j, moment)
    return found[-1] if found else None


def told_hearing(j: Judgement, moment: datetime | None = None) -> Told | None:
    """Return the notice that told the party the right to a hearing about what it was told last; None when none did.

    A later plain notice of the very same proposal takes nothing away from it.
    """
    found = tellings(j, moment)
    same = [one for one in found if one.of_hearing and one.proposal == found[-1].proposal]
    return same[-1] if same else None


def told_proposal(j: Judgement) -> Proposal | None:
    """Return the proposal of the last notice that reached the party; None when none did."""
    found = told(j)
    return found.proposal if found is not None else None


def decided_proposal(j: Judgement) -> Proposal | None:
    """Return what is decided about the party: the decision's own content, else what the party had been told by then.

    The decision is the act under judgement, else the last one on file; without any it is what was told last.
    """
    act = j.the_act(PenaltyDecided) or j.state.last(PenaltyDecided, party=j.party)
    if act is None:
        return told_proposal(j)
    if act.decided is not None and j.party in {None, act.decided.party}:
        return act.decided
    found = told(j, act.at)
    return found.proposal if found is not None else None


def proposal_at_stake(j: Judgement) -> Proposal | None:
    """Return the proposal that the act under judgement would put in force for the party; None when it puts none in force.

    Without an act: what was decided, told or approved, in this order.
    """
    act = j.act
    if isinstance(act, ProposalApproved):
        return approving(j, act)
    if isinstance(act, DecisionApproved) and not act.approval.granted:
        return None
    return decided_proposal(j) or approved_proposal(j)


def punishes(j: Judgement) -> bool:
    """Say whether the act under judgement (or the case as it stands) means a penalty for the party."""
    if isinstance(j.act, PenaltyDecided):
        return True
    proposal = proposal_at_stake(j)
    return proposal is not None and bool(proposal.penalties)


def decides(j: Judgement) -> bool:
    """Say whether the act under judgement decides a penalty against the party.

    A refused approval decides nothing, nor does an approval that covers a party for whom no penalty is proposed.
    """
    if isinstance(j.act, PenaltyDecided):
        return True
    if isinstance(j.act, DecisionApproved) and not j.act.approval.granted:
        return False
    proposal = approved_proposal(j)
    if proposal is None:
        return approved_proposal(j.about(None)) is None
    return bool(proposal.penalties)


# -- how two proposals stand to each other ---------------------------------------------------------------------


def amount_of(proposal: Proposal, *kinds: PenaltyKind) -> Money:
    """Return the sum of the amounts of these kinds of penalty."""
    return Money(sum(penalty.amount.fen for penalty in proposal.penalties if penalty.kind in kinds and penalty.amount is not None))


def kinds_of(proposal: Proposal) -> frozenset[PenaltyKind]:
    """Return the kinds of penalty a proposal holds."""
    return frozenset(penalty.kind for penalty in proposal.penalties)


def heavier(one: Proposal, other: Proposal) -> bool:
    """Say whether a proposal is heavier than another (行政处罚法第四十五条第二款).

    It is when an amount of a kind or the sum of all amounts is greater, or when it holds a kind that the other has not –
    unless that kind merely takes the place of one that stands higher in the order of 行政处罚法第九条.
    """
    mine, theirs = kinds_of(one), kinds_of(other)
    if any(amount_of(one, kind) > amount_of(other, kind) for kind in mine & theirs):
        return True
    if amount_of(one, *PenaltyKind) > amount_of(other, *PenaltyKind):
        return True
    dropped = max((_RANKS[kind] for kind in theirs - mine), default=-1)
    return any(_RANKS[kind] > dropped for kind in mine - theirs)


def lighter(one: Proposal, other: Proposal) -> bool:
    """Say whether a proposal is lighter than another: not heavier, and with fewer kinds or a smaller amount."""
    if heavier(one, other):
        return False
    kinds = kinds_of(other)
    return bool(kinds - kinds_of(one)) or any(amount_of(one, kind) < amount_of(other, kind) for kind in kinds)


def penalties_text(proposal: Proposal) -> str:
    """Return the penalties in words, joined by 、; 不予处罚 when there are none."""
    return "、".join(penalty.text for penalty in proposal.penalties) or "不予处罚"


def differences(decided: Proposal, told_before: Proposal) -> tuple[str, ...]:
    """Return in words what a decision holds that was not told in this form (行政处罚法第四十四条).

    Dropping facts, reasons or penalties and lowering an amount of the same kind need no new notice; nor do circumstances
    in the party's favour.
    """
    return tuple(_differences(decided, told_before))


def _differences(decided: Proposal, told_before: Proposal) -> Iterator[str]:
    for title, mine, theirs in (
        ("违法事实", decided.findings, told_before.findings),
        ("理由", decided.reasons, told_before.reasons),
        ("从重情节", _aggravating(decided), _aggravating(told_before)),
    ):
        added = [text for text in mine if text not in theirs]
        if added:
            yield f"{title}增加或者改动了“{'”“'.join(added)}”"
    for title, cited, cited_before in (
        ("违反的规定", decided.violated, told_before.violated),
        ("处罚依据", decided.basis, told_before.basis),
    ):
        if set(cited) != set(cited_before):
            yield f"{title}由{'、'.join(a.cite() for a in cited_before)}改为{'、'.join(a.cite() for a in cited)}"
    yield from _new_penalties(decided, told_before)


def _aggravating(proposal: Proposal) -> tuple[str, ...]:
    return tuple(factor.fact for factor in proposal.factors if factor.effect is FactorEffect.AGGRAVATE)


def _new_penalties(decided: Proposal, told_before: Proposal) -> Iterator[str]:
    before = kinds_of(told_before)
    new = [penalty for penalty in decided.penalties if penalty.kind not in before]
    if new:
        yield f"处罚种类增加了{'、'.join(penalty.text for penalty in new)}"
    for kind in sorted(kinds_of(decided) & before, key=_RANKS.__getitem__):
        mine, theirs = amount_of(decided, kind), amount_of(told_before, kind)
        if mine > theirs:
            yield f"{kind.label}由{theirs.short}元增加到{mine.short}元"
        if _contents(decided.penalties, kind) - _contents(told_before.penalties, kind):
            yield f"{kind.label}的内容由“{_written(told_before, kind)}”改为“{_written(decided, kind)}”"


def _contents(penalties: tuple[Penalty, ...], kind: PenaltyKind) -> frozenset[str]:
    return frozenset(penalty.content for penalty in penalties if penalty.kind is kind and penalty.content)


def _written(proposal: Proposal, kind: PenaltyKind) -> str:
    return "、".join(sorted(_contents(proposal.penalties, kind)))
