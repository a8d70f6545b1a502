"""What is in force of a penalty after reconsideration and suit: the decision, its fine, its surcharge.

行政处罚法第七十二条第一款第一项、第七十三条; 行政复议法第六十三条、第六十四条.
"""

from __future__ import annotations

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.performance import RemedyEnded, RemedyOutcome, RemedyStarted, SurchargeDecided
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.proposal import decided_proposal

_FALLEN = frozenset({RemedyOutcome.REVOKED, RemedyOutcome.UNLAWFUL})


def fallen(j: Judgement, decision: PenaltyDecided | None = None) -> RemedyEnded | None:
    """Return what revoked a decision against the party (the last one), or found it unlawful or void; None while it stands."""
    return next((ended for ended in _ends(j, decision) if ended.outcome in _FALLEN), None)


def changed(j: Judgement) -> RemedyEnded | None:
    """Return what changed the fine of the last decision against the party; None where nothing did."""
    return next((ended for ended in _ends(j) if ended.outcome is RemedyOutcome.CHANGED and ended.amount is not None), None)


def _ends(j: Judgement, decision: PenaltyDecided | None = None) -> list[RemedyEnded]:
    """Return the remedies that ended after a decision (the last one), the latest first."""
    decision = decision or j.state.last(PenaltyDecided, party=j.party)
    found = [ended for _, ended in remedies(j) if ended is not None and (decision is None or ended.at >= decision.at)]
    return sorted(found, key=lambda ended: ended.at, reverse=True)


def fine_in_force(j: Judgement) -> Money:
    """Return the fine in force against the party: nothing when the decision fell, the new amount when it was changed."""
    if fallen(j) is not None or not j.state.valid(PenaltyDecided, party=j.party):
        return Money(0)
    end, proposal = changed(j), decided_proposal(j)
    if end is not None and end.amount is not None:
        return end.amount
    return proposal.fine if proposal is not None and proposal.fine is not None else Money(0)


def surcharge_in_force(j: Judgement) -> Money:
    """Return the decided surcharge that is owed: never more than the fine in force (行政处罚法第七十二条第一款第一项)."""
    decided = sum(act.amount.fen for act in j.state.valid(SurchargeDecided, party=j.party))
    return min(Money(decided), fine_in_force(j))


def remedies(j: Judgement) -> list[tuple[RemedyStarted, RemedyEnded | None]]:
    """Return the party's remedies with their ends; an end that names no start belongs to the oldest one still open."""
    pairs: list[tuple[RemedyStarted, RemedyEnded | None]] = [(act, None) for act in j.state.done(RemedyStarted, party=j.party)]
    for ended in j.state.done(RemedyEnded, party=j.party):
        fitting = [n for n, (started, end) in enumerate(pairs) if end is None and ended.refers_to in {None, started.id}]
        if fitting:
            pairs[fitting[0]] = (pairs[fitting[0]][0], ended)
    return pairs
