"""What was paid on a fine, when it falls due, and the surcharge that ran up (行政处罚法第六十六条、第六十七条、第七十二条、第七十三条).

Pure reading of a case: the same figures that the gates on 加处罚款 rest on, for printing.
"""

from __future__ import annotations

from datetime import date

from mq_enforce.base.money import Money
from mq_enforce.case.acts.performance import DeferralApproved, FineCollected, FinePaid, RemedyEnded, RemedyStarted
from mq_enforce.documents.bindings.proposals import proposal
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.inputs import Span
from mq_enforce.law.surcharge import Surcharge, surcharge

_PAY = "PUN-PAY15"
_DEFER = "PUN-DEFER"


def fine_of(source: PaperSource) -> Money | None:
    """Return the fine against the paper's party, or None when there is none."""
    placed = proposal(source)
    return placed[0].fine if placed is not None else None


def paid_on_fine(source: PaperSource) -> list[tuple[date, Money]]:
    """Return the payments on the fine itself, without surcharges, with their days."""
    found: list[tuple[date, Money]] = []
    for act in source.state.done(FinePaid, FineCollected, party=source.subject):
        if isinstance(act, FinePaid):
            part = act.surcharge.fen if act.surcharge is not None else 0
            found.append((act.paid_on, Money(max(0, act.amount.fen - part))))
        elif isinstance(act, FineCollected):
            found.append((act.on, act.amount))
    return found


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
    return (*fine, *(f"acts.{act.id}.amount" for act in source.state.done(FinePaid, FineCollected, party=source.subject)))


def halted(source: PaperSource) -> list[Span]:
    """Return the stretches of reconsideration and suit; an end that names no start belongs to the oldest one still open."""
    spans: list[tuple[RemedyStarted, date | None]] = [(act, None) for act in source.state.done(RemedyStarted, party=source.subject)]
    for ended in source.state.done(RemedyEnded, party=source.subject):
        fitting = [n for n, (started, end) in enumerate(spans) if end is None and ended.refers_to in {None, started.id}]
        if fitting:
            spans[fitting[0]] = (spans[fitting[0]][0], ended.ended_on)
    return [(started.applied_on, end) for started, end in spans]


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


def payment_due(source: PaperSource) -> date | None:
    """Return the day after which the surcharge runs, or None while none runs.

    Where payment in parts was allowed that is the last day of the first part that was missed.
    """
    if first_due(source) is None:
        return None
    allowed = allowed_parts(source)
    if allowed is None:
        return first_due(source)
    owed = 0
    for part in sorted(allowed.instalments, key=lambda one: one.due):
        owed += part.amount.fen
        due = _last_day(source, _DEFER, part.due)
        if due is not None and sum(amount.fen for day, amount in paid_on_fine(source) if day <= due) < owed:
            return due
    return None


def surcharge_until(source: PaperSource, until: date) -> Surcharge | None:
    """Return the surcharge that had run up by a day; None where none runs."""
    fine, due = fine_of(source), payment_due(source)
    return surcharge(fine, due, until, halted(source), paid_on_fine(source)) if fine is not None and due is not None else None
