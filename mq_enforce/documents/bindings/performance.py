"""Performance of a fine: deferral and instalments, surcharge, payments (行政处罚法第六十六条、第六十七条、第七十二条)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from mq_enforce.base.money import Money
from mq_enforce.case.acts.performance import DeferralApproved, DeferralRequested, Instalment, SurchargeDecided
from mq_enforce.documents.bindings import payments
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_sentence, path_of, told, when_act
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, RowsBinding, Values
from mq_enforce.documents.bindings.words import amount, day
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.calendar import ONE_DAY
from mq_enforce.law.numerals import to_chinese
from mq_enforce.law.surcharge import Surcharge

Deferral = DeferralRequested | DeferralApproved
_TWO = 2
_INSTALMENT_KEYS = frozenset({"due", "amount", "left"})


def _day(find: Callable[[PaperSource], date | None], *facts: str) -> Binding:
    def binding(source: PaperSource) -> Runs:
        found = find(source)
        return run(day(found), *facts) if found is not None else NOTHING

    return binding


def _delivered_on(source: PaperSource) -> Runs:
    found = source.state.deliveries("penalty_decision", source.subject)
    return told(source, found[-1], "received_on", path_of(found[-1])) if found else NOTHING


def _open(source: PaperSource) -> Runs:
    """What is open of the fine: on the last day of a surcharge decision, else as of the paper's act."""
    act = source.the_act(SurchargeDecided)
    found = payments.open_fine(source, act.until if act is not None else None)
    return run(amount(found), *payments.facts_of(source)) if found is not None else NOTHING


# -- deferral ---------------------------------------------------------------------------------------------------------


def _last_part(*kinds: type[Deferral]) -> Binding:
    """The day by which everything has to be paid."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(*kinds)
        if act is None or not act.instalments:
            return NOTHING
        return run(day(max(part.due for part in act.instalments)), f"{path_of(act)}.instalments")

    return binding


def _count(*kinds: type[Deferral]) -> Binding:
    """In how many parts: 两, 三."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(*kinds)
        if act is None:
            return NOTHING
        parts = len(act.instalments)
        return run("两" if parts == _TWO else to_chinese(parts), f"{path_of(act)}.instalments")

    return binding


def _instalments(*kinds: type[Deferral]) -> RowsBinding:
    def rows(source: PaperSource) -> Sequence[Item]:
        act = source.latest(*kinds)
        if act is None:
            return ()
        owed = payments.open_fine(source)
        left = owed.fen if owed is not None else sum(part.amount.fen for part in act.instalments)
        items: list[Item] = []
        for index, part in enumerate(act.instalments):
            left = max(0, left - part.amount.fen)
            items.append(_instalment(source, part, f"{path_of(act)}.instalments.{index}", Money(left)))
        return items

    return rows


def _instalment(source: PaperSource, part: Instalment, path: str, left: Money) -> Item:
    return {
        "due": told(source, part, "due", path),
        "amount": told(source, part, "amount", path),
        "left": run(f"{left.short}元", path),
    }


# -- surcharge --------------------------------------------------------------------------------------------------------


def _ran_up(source: PaperSource) -> Surcharge | None:
    act = source.latest(SurchargeDecided)
    return payments.surcharge_until(source, act.until) if act is not None else None


def _surcharge_from(source: PaperSource) -> date | None:
    due = payments.payment_due(source)
    return due + ONE_DAY if due is not None else None


def _days(source: PaperSource) -> Runs:
    found = _ran_up(source)
    return run(f"{found.days}日", "law.PUN-LATE3") if found is not None else NOTHING


def _earlier(source: PaperSource) -> Runs:
    """What earlier decisions added already; it counts towards the limit."""
    fen = _earlier_fen(source)
    return run(amount(Money(fen)), "law.PUN-LATE3") if fen else NOTHING


def _earlier_fen(source: PaperSource) -> int:
    own = source.latest(SurchargeDecided)
    return sum(act.amount.fen for act in source.state.valid(SurchargeDecided, party=source.subject) if own is None or act.id != own.id)


def _halted(source: PaperSource) -> bool:
    """Some days of reconsideration or suit lie in the stretch and are left out (行政处罚法第七十三条第三款)."""
    act, first = source.latest(SurchargeDecided), _surcharge_from(source)
    if act is None or first is None:
        return False
    return any(begin <= act.until and (end is None or end >= first) for begin, end in payments.halted(source))


def _paid_in_part(source: PaperSource) -> bool:
    act = source.latest(SurchargeDecided)
    return any(act is None or on <= act.until for on, _ in payments.paid_on_fine(source))


VALUES: Values = {
    "fine.decision_delivered_on": _delivered_on,
    "fine.first_due": _day(payments.first_due, "law.PUN-PAY15"),
    "fine.open": _open,
    "deferral.requested_on": act_day(DeferralRequested),
    "deferral.reason": act_sentence("reason", DeferralRequested),
    "deferral.proof": act_fact("proof", DeferralRequested),
    "deferral.asked_until": _last_part(DeferralRequested),
    "deferral.asked_parts": _count(DeferralRequested),
    "deferral.approved_on": act_day(DeferralApproved),
    "deferral.until": _last_part(DeferralApproved),
    "deferral.parts": _count(DeferralApproved),
    "deferral.answer": act_sentence("approval.agency.text", DeferralApproved),
    "surcharge.amount": act_fact("amount", SurchargeDecided),
    "surcharge.until": act_fact("until", SurchargeDecided),
    "surcharge.due": _day(payments.payment_due, "law.PUN-PAY15"),
    "surcharge.from": _day(_surcharge_from, "law.PUN-LATE3"),
    "surcharge.days": _days,
    "surcharge.earlier": _earlier,
}

ROWS: Rows = {
    "deferral.asked": (_instalments(DeferralRequested), _INSTALMENT_KEYS),
    "deferral.granted": (_instalments(DeferralApproved), _INSTALMENT_KEYS),
}


def _in_parts(act: Deferral) -> bool:
    return len(act.instalments) > 1


def _surcharge_capped(source: PaperSource) -> bool:
    act, fine = source.latest(SurchargeDecided), payments.fine_of(source)
    return act is not None and fine is not None and act.amount.fen + _earlier_fen(source) >= fine.fen


CONDITIONS: Conditions = {
    "deferral_asks_parts": when_act(_in_parts, DeferralRequested),
    "deferral_asks_delay": when_act(lambda act: not _in_parts(act), DeferralRequested),
    "deferral_allows_parts": when_act(lambda act: act.approval.granted and _in_parts(act), DeferralApproved),
    "deferral_allows_delay": when_act(lambda act: act.approval.granted and not _in_parts(act), DeferralApproved),
    "deferral_refused": when_act(lambda act: not act.approval.granted, DeferralApproved),
    "surcharge_after_parts": lambda source: payments.allowed_parts(source) is not None,
    "surcharge_at_first_due": lambda source: payments.allowed_parts(source) is None,
    "surcharge_halted": _halted,
    "surcharge_capped": _surcharge_capped,
    "surcharge_decided_before": lambda source: _earlier_fen(source) > 0,
    "fine_paid_in_part": _paid_in_part,
    "fine_wholly_open": lambda source: not _paid_in_part(source),
}
