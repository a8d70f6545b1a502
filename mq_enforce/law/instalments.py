"""延期、分期缴纳后的加处罚款: only the missed parts bear it, and not before the decision's own period has run out.

行政处罚法第六十六条第二款, 第六十七条第三款, 第七十二条第一款第一项. Office readings: payments fill the parts in the
order of their days; days that had run up before a late permission stay, the day of the permission being the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mq_enforce.base.money import Money
from mq_enforce.law.inputs import Span
from mq_enforce.law.surcharge import Surcharge, surcharge

Payments = Sequence[tuple[date, Money]]
"""Payments on the fine itself, with their days."""


@dataclass(frozen=True, slots=True)
class Deferral:
    """Time that was allowed: on which day, the parts with their last days, and what was paid after it was allowed."""

    on: date
    parts: tuple[tuple[date, Money], ...]
    paid: tuple[tuple[date, Money], ...]


def missed(deferral: Deferral, first_due: date) -> list[tuple[date, Money, Payments]]:
    """Return the parts not wholly paid in time: the day after which the surcharge runs, the amount, what was paid on it.

    ``first_due`` is the decision's own last day: before it nothing runs, whatever day a part was set to.
    """
    purse = [(on, amount.fen) for on, amount in sorted(deferral.paid, key=lambda one: one[0])]
    earliest = max(first_due, deferral.on)
    found: list[tuple[date, Money, Payments]] = []
    for day, amount in sorted(deferral.parts, key=lambda one: one[0]):
        due, payments = max(day, earliest), _take(purse, amount.fen)
        if sum(one.fen for on, one in payments if on <= due) < amount.fen:
            found.append((due, amount, payments))
    return found


def _take(purse: list[tuple[date, int]], wanted: int) -> list[tuple[date, Money]]:
    """Take an amount in fen from what was paid, the oldest first."""
    taken: list[tuple[date, Money]] = []
    for place, (on, left) in enumerate(purse):
        share = min(left, wanted)
        if not share:
            continue
        purse[place] = (on, left - share)
        wanted -= share
        taken.append((on, Money(share)))
    return taken


def runs_from(first_due: date, deferral: Deferral | None) -> date | None:
    """Return the day after which the surcharge runs first, or None while none runs."""
    if deferral is None or deferral.on > first_due:
        return first_due
    return next((due for due, _, _ in missed(deferral, first_due)), None)


def ran_up(
    fine: Money, first_due: date, until: date, halted: Sequence[Span], paid: Payments, deferral: Deferral | None
) -> Surcharge | None:
    """Return the surcharge that had run up by a day, never more than the fine; None where none runs."""
    if deferral is None:
        return surcharge(fine, first_due, until, halted, paid)
    parts = [surcharge(amount, due, until, halted, payments) for due, amount, payments in missed(deferral, first_due)]
    late = [surcharge(fine, first_due, min(until, deferral.on), halted, paid)] if deferral.on > first_due else []
    running, ran = [one for one in parts if one.amount.fen], [one for one in late if one.amount.fen]
    if running or ran:
        return _joined(fine, ran, running)
    return next(iter((*late, *parts)), None)


def _joined(fine: Money, late: list[Surcharge], parts: list[Surcharge]) -> Surcharge:
    """Return several stretches as one; parts run beside each other, so that their days count once."""
    found = late + parts
    if len(found) == 1:
        return found[0]
    days = sum(one.days for one in late) + max((one.days for one in parts), default=0)
    amount = min(fine, Money(sum(one.amount.fen for one in found)))
    return Surcharge(days, amount, None, "".join(one.explanation for one in found) + f"合计加处{amount.short}元。")
