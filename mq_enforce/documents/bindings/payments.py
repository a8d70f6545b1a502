"""What was paid on a fine, when it falls due, and the surcharge that ran up (行政处罚法第六十六条、第六十七条、第七十二条、第七十三条).

Pure reading of a case: the same figures that the gates on 加处罚款 rest on, for printing.
"""

from __future__ import annotations

from datetime import date, datetime

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.performance import DeferralApproved, FineCollected, FinePaid, RemedyEnded, RemedyOutcome, RemedyStarted
from mq_enforce.documents.bindings.proposals import proposal
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.inputs import Span
from mq_enforce.law.instalments import Deferral, ran_up, runs_from
from mq_enforce.law.surcharge import Surcharge

_PAY = "PUN-PAY15"
_DEFER = "PUN-DEFER"
_FALLEN = frozenset({RemedyOutcome.REVOKED, RemedyOutcome.UNLAWFUL})


def fine_of(source: PaperSource) -> Money | None:
    """Return the fine in force against the paper's party: the new amount when it was changed, None when there is none."""
    ends = _ends(source)
    if any(end.outcome in _FALLEN for end in ends):
        return None
    changed = next((end.amount for end in ends if end.outcome is RemedyOutcome.CHANGED and end.amount is not None), None)
    placed = proposal(source)
    if changed is not None:
        return changed
    return placed[0].fine if placed is not None else None


def _ends(source: PaperSource) -> list[RemedyEnded]:
    """Return the ended remedies against the last decision, the latest first."""
    decision = source.last(PenaltyDecided)
    found = [end for _, end in _remedies(source) if end is not None and (decision is None or end.at >= decision.at)]
    return sorted(found, key=lambda end: end.at, reverse=True)


def _payments(source: PaperSource) -> list[tuple[datetime, date, Money]]:
    """Return the payments on the fine itself: when each was entered, its day, its amount."""
    found: list[tuple[datetime, date, Money]] = []
    for act in source.state.done(FinePaid, FineCollected, party=source.subject):
        if isinstance(act, FinePaid):
            part = act.surcharge.fen if act.surcharge is not None else 0
            found.append((act.at, act.paid_on, Money(max(0, act.amount.fen - part))))
        elif isinstance(act, FineCollected):
            found.append((act.at, act.on, act.amount))
    return found


def paid_on_fine(source: PaperSource) -> list[tuple[date, Money]]:
    """Return the payments on the fine itself, without surcharges, with their days."""
    return [(on, amount) for _, on, amount in _payments(source)]


def open_fine(source: PaperSource, until: date | None = None) -> Money | None:
    """Return what is open of the fine, after the payments up to a day; None when there is no fine."""
    fine = fine_of(source)
    if fine is None:
        return None
    paid = sum(amount.fen for day, amount in paid_on_fine(source) if until is None or day <= until)
    return Money(max(0, fine.fen - paid))


def facts_of(source: PaperSource) -> tuple[str, ...]:
    """Return the paths of the facts on which what is open of the fine rests: the fine and its payments."""
    placed = proposal(source)
    fine = (f"{placed[1]}.penalties",) if placed is not None else ()
    ends = tuple(f"acts.{end.id}.amount" for end in _ends(source) if end.amount is not None)
    return (*fine, *ends, *(f"acts.{act.id}.amount" for act in source.state.done(FinePaid, FineCollected, party=source.subject)))


def _remedies(source: PaperSource) -> list[tuple[RemedyStarted, RemedyEnded | None]]:
    """Return the remedies with their ends; an end that names no start belongs to the oldest one still open."""
    pairs: list[tuple[RemedyStarted, RemedyEnded | None]] = [(act, None) for act in source.state.done(RemedyStarted, party=source.subject)]
    for ended in source.state.done(RemedyEnded, party=source.subject):
        fitting = [n for n, (started, end) in enumerate(pairs) if end is None and ended.refers_to in {None, started.id}]
        if fitting:
            pairs[fitting[0]] = (pairs[fitting[0]][0], ended)
    return pairs


def halted(source: PaperSource) -> list[Span]:
    """Return the stretches of reconsideration and suit."""
    return [(started.applied_on, end.ended_on if end is not None else None) for started, end in _remedies(source)]


def decision_delivered_on(source: PaperSource) -> date | None:
    """Return the day on which the decision was effectively delivered to the paper's party."""
    return source.state.delivered_on("penalty_decision", source.subject)


def _last_day(source: PaperSource, rule: str, start: date) -> date | None:
    law = source.law
    name = law.rules[rule].counting.inputs[0]
    found = law.due(rule, {name: start}, source.state.office.parameters).due
    return found if isinstance(found, date) else None


def first_due(source: PaperSource) -> date | None:
    """Return the last day for paying as the decision set it, whatever was allowed afterwards."""
    delivered = decision_delivered_on(source)
    return _last_day(source, _PAY, delivered) if delivered is not None else None


def allowed_parts(source: PaperSource) -> DeferralApproved | None:
    """Return the deferral that is in force for the party, or None."""
    act = source.last(DeferralApproved)
    return act if act is not None and act.approval.granted else None


def _deferral(source: PaperSource) -> Deferral | None:
    """Return the time that was allowed lawfully: one that may not be relied on stops no surcharge."""
    allowed = source.state.last(DeferralApproved, party=source.subject)
    if allowed is None or not allowed.approval.granted:
        return None
    parts = tuple((_last_day(source, _DEFER, part.due) or part.due, part.amount) for part in allowed.instalments)
    return Deferral(allowed.on, parts, tuple((on, amount) for at, on, amount in _payments(source) if at > allowed.at))


def payment_due(source: PaperSource) -> date | None:
    """Return the day after which the surcharge runs first, or None while none runs.

    Where payment in parts was allowed in time that is the last day of the first part that was missed.
    """
    due = first_due(source)
    return runs_from(due, _deferral(source)) if due is not None else None


def surcharge_until(source: PaperSource, until: date) -> Surcharge | None:
    """Return the surcharge that had run up by a day; None where none runs."""
    fine, due = fine_of(source), first_due(source)
    if due is None or fine is None:
        return None
    return ran_up(fine, due, until, halted(source), paid_on_fine(source), _deferral(source))
