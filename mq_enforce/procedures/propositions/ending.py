"""公示、结案: what is to be published or withdrawn, and when a case may be closed.

行政处罚法第四十八条、第五十七条第一款、第六十六条; 行政强制法第四十条; 行政执法机关移送涉嫌犯罪案件的规定第十一条.
"""

from __future__ import annotations

from mq_enforce.case.acts.closing import CaseClosed, ClosingWay, PublicationApproved, PublicationWithdrawn, Published
from mq_enforce.case.acts.performance import FineCollected, FinePaid, RemedyEnded
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions import order
from mq_enforce.procedures.propositions.decision import handed_over
from mq_enforce.procedures.propositions.force import changed, fallen, fine_in_force, surcharge_in_force

AFTER_A_FALL = frozenset({ClosingWay.RECONSIDERED, ClosingWay.LITIGATED, ClosingWay.OTHER})
"""How a case may end whose decision fell."""

AFTER_TERMINATION = frozenset({ClosingWay.ENFORCED, ClosingWay.OTHER})
"""How a case may end whose enforcement was terminated before everything was paid (行政强制法第四十条)."""


def _parties(j: Judgement) -> list[Judgement]:
    return [j.about(party) for party in j.state.parties]


# -- publication ---------------------------------------------------------------------------------------------------


def decision_in_force(j: Judgement) -> bool:
    """A penalty decision against at least one party stands."""
    return any(order.penalty_decided(one) and fallen(one) is None for one in _parties(j))


def publication_refused(j: Judgement) -> bool:
    """The head decided that the decision is not published: not every decision has to be (行政处罚法第四十八条第一款)."""
    act = j.state.last(PublicationApproved)
    return act is not None and not act.agency_opinion.agree


def to_publish(j: Judgement) -> bool:
    """A penalty decision stands, and nobody decided against publishing it."""
    return decision_in_force(j) and not publication_refused(j)


def published_as_due(j: Judgement) -> bool:
    """The penalty decision is published, or there is none to publish."""
    return order.published(j) or not to_publish(j)


def undone_after_publication(j: Judgement) -> RemedyEnded | None:
    """Return the first end of a remedy that changed or felled a decision already published, or None."""
    published = j.state.done(Published)
    ends = [end for one in _parties(j) for end in (fallen(one), changed(one)) if end is not None]
    after = [end for end in ends if published and published[0].at <= end.at]
    return min(after, key=lambda end: end.at, default=None)


def withdrawal_due(j: Judgement) -> bool:
    """A published decision was changed, revoked, or found unlawful or void (行政处罚法第四十八条第二款)."""
    return undone_after_publication(j) is not None


def publication_withdrawn(j: Judgement) -> bool:
    """The publication was withdrawn after the decision was changed or fell."""
    end = undone_after_publication(j)
    return end is not None and any(act.at >= end.at for act in j.state.valid(PublicationWithdrawn))


def withdrawn_or_not_due(j: Judgement) -> bool:
    """Nothing stays published that was changed or fell."""
    return publication_withdrawn(j) or not withdrawal_due(j)


# -- closing -------------------------------------------------------------------------------------------------------


def all_settled(j: Judgement) -> bool:
    """There is a decision about every party, or its case lies with the police."""
    return all(order.decided(one) or handed_over(one) for one in _parties(j))


def all_informed(j: Judgement) -> bool:
    """Every party has its decision, or its case lies with the police."""
    return all(order.decision_delivered(one) or handed_over(one) for one in _parties(j))


def nothing_owed(j: Judgement) -> bool:
    """What is in force of fines and surcharges is paid, or enforcement was terminated by a document named in the closing."""
    act = j.the_act(CaseClosed)
    if act is not None and act.termination.strip() and act.way in AFTER_TERMINATION:
        return True
    return all(_paid(one) or handed_over(one) for one in _parties(j))


def _paid(j: Judgement) -> bool:
    paid = sum(act.amount.fen for act in j.state.done(FinePaid, party=j.party))
    paid += sum(act.amount.fen for act in j.state.done(FineCollected, party=j.party))
    return paid >= fine_in_force(j).fen + surcharge_in_force(j).fen


def way_fits_the_fall(j: Judgement) -> bool:
    """Where a decision fell, the case ends by reconsideration, by suit or otherwise, not by performance."""
    act = j.the_act(CaseClosed)
    return act is None or act.way in AFTER_A_FALL or all(fallen(one) is None for one in _parties(j))
