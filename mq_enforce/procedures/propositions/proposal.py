"""拟处罚意见: which proposal stands approved, which was told to a party, which was decided, and how two of them differ.

行政处罚法第四十四条 (the party is told facts, reasons, bases and content), 第四十五条第二款 (not heavier because of a statement).
Comparisons go by names – findings, reasons, articles, kinds, amounts – never by prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType

from mq_enforce.base.money import Money
from mq_enforce.case import proposals
from mq_enforce.case.acts.decision import DecisionApproved, PenaltyDecided
from mq_enforce.case.acts.proposal import FactorEffect, Penalty, PenaltyKind, Proposal, ProposalApproved
from mq_enforce.case.proposals import Told
from mq_enforce.procedures.judgement import Judgement

DECIDING = (DecisionApproved, PenaltyDecided)
"""The acts by which a penalty is decided: the head's approval (行政处罚法第五十七条第一款) and the decision itself."""

PUNISHING = (ProposalApproved, *DECIDING)
"""The acts that carry a penalty, from the approved proposal on."""

_RANKS = MappingProxyType({kind: rank for rank, kind in enumerate(PenaltyKind)})


# -- which proposal --------------------------------------------------------------------------------------------


def approved_proposal(j: Judgement, moment: datetime | None = None) -> Proposal | None:
    """Return the proposal for the party as it stood approved at a moment (now when left out); None when there is none."""
    return _only(proposals.approved(j.state, j.party, moment or j.now))


def approving(j: Judgement, act: ProposalApproved) -> Proposal | None:
    """Return the proposal for the party that this approval makes the approved one; None when it is not granted."""
    return _only(proposals.put_forward(j.state, j.party, act)) if act.approval.granted else None


def _only(placed: proposals.Placed | None) -> Proposal | None:
    return placed[0] if placed is not None else None


def tellings(j: Judgement, moment: datetime | None = None) -> list[Told]:
    """Return the notices that had reached the party by a moment (now when left out), in the order of their issue."""
    return proposals.tellings(j.state, j.party, moment or j.now)


def told(j: Judgement, moment: datetime | None = None) -> Told | None:
    """Return the last notice that had reached the party by a moment (now when left out), or None."""
    return proposals.told(j.state, j.party, moment or j.now)


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

    The decision is the act under judgement, else the last one on file; without any it is what was told last. An approval
    looks forward to a decision of its own, so an earlier one says nothing of it.
    """
    act = j.the_act(PenaltyDecided)
    if act is None and not isinstance(j.act, DecisionApproved):
        act = j.state.last(PenaltyDecided, party=j.party)
    return _only(proposals.decided(j.state, j.party, act)) if act is not None else told_proposal(j)


def proposal_at_stake(j: Judgement) -> Proposal | None:
    """Return the proposal that the act under judgement would put in force for the party; None when it puts none in force.

    What the head approves for decision is what he last approved as a proposal. Without an act: what was decided, told or
    approved, in this order.
    """
    act = j.act
    if isinstance(act, ProposalApproved):
        return approving(j, act)
    if isinstance(act, DecisionApproved):
        return approved_proposal(j) if act.approval.granted else None
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
