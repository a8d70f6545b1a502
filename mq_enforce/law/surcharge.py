"""加处罚款: three per cent of the fine a day from the day after payment was due, never more than the fine.

Sources: 行政处罚法第七十二条第一款第一项 (rate and cap), 行政处罚法第七十三条第三款 (not computed during reconsideration and suit),
行政强制法第四十五条. Office readings: the day of payment counts, both ends of a halted stretch do not, and a payment in part
reduces what the following days are computed from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from typing import Any

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.money import Money
from mq_enforce.law.calendar import ONE_DAY
from mq_enforce.law.day_math import days_between
from mq_enforce.law.due import Due
from mq_enforce.law.explain import day_text, per_cent
from mq_enforce.law.inputs import Span
from mq_enforce.law.question import Question
from mq_enforce.law.rules import load_rules

RULE = "PUN-LATE3"


@dataclass(frozen=True, slots=True)
class Surcharge:
    """The surcharge until a day.

    ``days`` counts the days on which it ran (halted days left out, days after the cap included); ``capped_on`` is the day
    on which it reached the fine, or None.
    """

    days: int
    amount: Money
    capped_on: date | None
    explanation: str

    def to_json(self) -> dict[str, Any]:
        """Return the surcharge as plain data; the amount in yuan."""
        capped = None if self.capped_on is None else self.capped_on.isoformat()
        return {"days": self.days, "amount": self.amount.short, "capped_on": capped, "explanation": self.explanation}


def surcharge(
    fine: Money,
    payment_due: date,
    until: date,
    halted: Sequence[Span] = (),
    paid: Sequence[tuple[date, Money]] = (),
    *,
    partial_reduces_base: bool = True,
) -> Surcharge:
    """Return the surcharge on a fine for the days after ``payment_due`` up to ``until``, that day included.

    ``halted`` are the stretches of reconsideration or suit, both ends included, None for one that lasts; ``paid`` are the
    payments on the fine itself. Raises BadInput for a stretch that ends before it starts.
    """
    for first, last in halted:
        if last is not None and last < first:
            raise BadInput(Fault(f"停算的结束日 {last} 早于开始日 {first}", "halted", "首尾有序的起止日期"))
    rate = load_rules()[RULE].counting.rate or Decimal(0)
    days = left_out = 0
    total = Decimal(0)
    capped_on: date | None = None
    for day in days_between(payment_due + ONE_DAY, until):
        open_fen = fine.fen - sum(amount.fen for on, amount in paid if on < day)
        if open_fen <= 0:
            break
        if any(first <= day and (last is None or day <= last) for first, last in halted):
            left_out += 1
            continue
        days += 1
        total += rate * (open_fen if partial_reduces_base else fine.fen)
        if capped_on is None and total >= fine.fen:
            capped_on = day
    amount = min(fine, Money(int(total.to_integral_value(ROUND_HALF_UP))))
    text = _explain(fine, payment_due, until, days, left_out, amount, capped_on, paid)
    return Surcharge(days, amount, capped_on, f"{text}依据：{load_rules()[RULE].citation}。")


def _explain(
    fine: Money,
    payment_due: date,
    until: date,
    days: int,
    left_out: int,
    amount: Money,
    capped_on: date | None,
    paid: Sequence[tuple[date, Money]],
) -> str:
    bases = load_rules().bases
    text = f"缴款期限到{day_text(payment_due)}为止，自次日起每日按{_per_cent()}加处罚款，计算到{day_text(until)}，共{days}日"
    text += f"（复议、诉讼期间{left_out}日不计，{bases['halted'].cite()}）" if left_out else ""
    text += f"；罚款本金{fine.short}元"
    part = [f"{day_text(on)}缴纳{one.short}元" for on, one in paid if on <= until]
    text += f"，{'、'.join(part)}，以后按未缴部分计算" if part else ""
    text += f"，加处{amount.short}元。"
    if capped_on is not None:
        text += f"{day_text(capped_on)}起累计达到罚款数额，不再增加。"
    return f"{text}加处的数额不得超出罚款数额。"


def _per_cent() -> str:
    return per_cent(load_rules()[RULE].counting.rate or Decimal(0))


def rate(question: Question) -> Due:
    """Answer a rule of kind ``rate``: no date; the explanation gives the amount as far as the inputs go.

    Raises BadInput when the last day of payment is missing or an input is wrong.
    """
    rule, inputs = question.rule, question.inputs
    payment_due = inputs.day("payment_due")
    until, fine, halted = inputs.maybe_day("paid_on"), inputs.maybe_money("fine"), inputs.spans("halted")
    if fine is not None and until is not None:
        text = surcharge(fine, payment_due, until, halted).explanation.partition("依据：")[0]
        return question.undated(f"{rule.name}：按日计算数额，没有到期日。{text}")
    missing = "、".join(name for name, value in (("fine", fine), ("paid_on", until)) if value is None)
    first, cap = payment_due + ONE_DAY, _cap_day(payment_due, halted)
    text = f"{rule.name}：按日计算数额，没有到期日。自{day_text(first)}起每日按罚款数额的{_per_cent()}加处"
    text += f"，{day_text(cap)}累计达到罚款数额，以后不再增加" if cap else "，停算尚未结束，封顶之日还不能确定"
    return question.undated(f"{text}；没有给出 {missing}，不能算出数额。")


def _cap_day(payment_due: date, halted: Sequence[Span]) -> date | None:
    """Return the day on which an unpaid fine's surcharge reaches it, or None while a stretch that lasts stands before it."""
    left = ceil(1 / (load_rules()[RULE].counting.rate or Decimal(1)))
    day = payment_due
    while left:
        day += ONE_DAY
        if any(last is None and first <= day for first, last in halted):
            return None
        left -= not any(first <= day and last is not None and day <= last for first, last in halted)
    return day
