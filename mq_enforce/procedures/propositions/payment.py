"""罚款的收缴: cash only where the law allows it, with the treasury's receipt; the surcharge within its limits.

行政处罚法第六十六条至第七十三条; 行政强制法第四十五条. HB-30, HB-31, HB-32, HB-65; W-23.
"""

from __future__ import annotations

from datetime import date

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.performance import (
    DeferralApproved,
    FineCollected,
    FinePaid,
    RemedyEnded,
    RemedyKind,
    RemedyOutcome,
    RemedyStarted,
    SpotCollection,
    SurchargeDecided,
)
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text
from mq_enforce.law.surcharge import Surcharge, surcharge
from mq_enforce.law.thresholds import ON_SPOT_CASH
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions import order
from mq_enforce.procedures.propositions.periods import last_day

ORDINARY = "ordinary_penalty"
"""The procedure in which 行政处罚法第六十八条 (on-the-spot decisions) is of no use; only 第六十九条 remains."""

_BANK = "告知当事人到指定的银行或者通过电子支付系统缴纳"


# -- HB-30, HB-31 -----------------------------------------------------------------------------------------------


def _paid(j: Judgement) -> list[tuple[date, Money]]:
    """Return what was paid on the fine itself, with the days."""
    found: list[tuple[date, Money]] = []
    for act in j.state.done(FinePaid, FineCollected, party=j.party):
        if isinstance(act, FinePaid):
            part = act.surcharge.fen if act.surcharge is not None else 0
            found.append((act.paid_on, Money(max(0, act.amount.fen - part))))
        elif isinstance(act, FineCollected):
            found.append((act.on, act.amount))
    return found


def open_fine(j: Judgement) -> Money:
    """Return what is still to be paid on the fine against the party."""
    return Money(max(0, order.fine_of(j) - sum(amount.fen for _, amount in _paid(j))))


@gate("HB-30", FineCollected, per_party=True)
def collected_where_allowed(j: Judgement) -> Fail | None:
    """Hold that officers took money only in the cases of 行政处罚法第六十八条 and 第六十九条.

    第六十八条 is for decisions made on the spot; after the ordinary procedure only the remote place of 第六十九条 is left, and
    there the party must ask for it.
    """
    act = j.the_act(FineCollected)
    if act is None:
        return None
    ground = act.ground
    if ground is SpotCollection.NONE:
        return Fail(f"执法人员当场收缴{act.amount.short}元，不属于可以当场收缴罚款的情形", f"不当场收缴，{_BANK}")
    if ground is not SpotCollection.REMOTE and j.state.head.procedure == ORDINARY:
        return Fail(
            f"本案适用普通程序，“{ground.label}”只适用于当场作出的处罚决定，不能据此当场收缴{act.amount.short}元",
            f"不当场收缴，{_BANK}；确在边远、水上、交通不便地区的，由当事人提出后办理（{Article('行政处罚法', 69).cite()}）",
        )
    if ground is SpotCollection.REMOTE and not act.requested_by_party:
        return Fail(
            f"{j.the_party.name}没有提出当场缴纳，执法人员不能以边远、水上、交通不便为由当场收缴",
            f"由当事人提出并记录在案后再收缴，否则{_BANK}",
        )
    limit = j.law.thresholds.amount(ON_SPOT_CASH, act.on)
    if ground is SpotCollection.UP_TO_100 and not limit.reached_by(act.amount):
        return Fail(f"当场收缴{act.amount.short}元，超过了{limit.amount.short}元的上限", f"不当场收缴，{_BANK}")
    return _beyond_the_fine(j, act)


def _beyond_the_fine(j: Judgement, act: FineCollected) -> Fail | None:
    still_open = open_fine(j)
    if act.amount <= still_open:
        return None
    if order.fine_of(j) == 0:
        return Fail(f"还没有对{j.the_party.name}作出罚款决定，不能收缴罚款", "先依法作出罚款决定并送达")
    return Fail(f"收缴{act.amount.short}元，超过了尚未缴纳的罚款{still_open.short}元", "只收缴尚未缴纳的罚款，多收的退还当事人")


@gate("HB-31", FineCollected)
def treasury_receipt_given(j: Judgement) -> Fail | None:
    """Hold that the party got the receipt of the ministry's or the province's finance department (行政处罚法第七十条)."""
    act = j.the_act(FineCollected)
    if act is None or act.special_receipt:
        return None
    return Fail(
        f"当场收缴{act.amount.short}元，没有向当事人出具财政部门统一制发的专用票据，当事人有权拒绝缴纳",
        "出具国务院财政部门或者省级财政部门统一制发的专用票据；没有票据的不得收缴",
    )


# -- HB-32, HB-65, W-23 -----------------------------------------------------------------------------------------


def remedies(j: Judgement) -> list[tuple[RemedyStarted, RemedyEnded | None]]:
    """Return the party's remedies with their ends; an end that names no start belongs to the oldest one still open."""
    pairs: list[tuple[RemedyStarted, RemedyEnded | None]] = [(act, None) for act in j.state.done(RemedyStarted, party=j.party)]
    for ended in j.state.done(RemedyEnded, party=j.party):
        fitting = [n for n, (started, end) in enumerate(pairs) if end is None and ended.refers_to in {None, started.id}]
        if fitting:
            pairs[fitting[0]] = (pairs[fitting[0]][0], ended)
    return pairs


def payment_due(j: Judgement) -> date | None:
    """Return the day after which the surcharge runs, or None while none runs.

    Fifteen days from the delivery of the decision (行政处罚法第六十七条第三款). Where payment in parts was allowed, the day of
    the first part that was missed: what is open then falls due as a whole, and nothing runs while the parts are paid in time.
    """
    delivered = j.state.delivered_on("penalty_decision", j.party)
    if delivered is None:
        return None
    allowed = j.state.last(DeferralApproved, party=j.party)
    if allowed is None or not allowed.approval.granted:
        return last_day(j, "PUN-PAY15", start=delivered)
    owed = 0
    for part in sorted(allowed.instalments, key=lambda one: one.due):
        owed += part.amount.fen
        due = last_day(j, "PUN-DEFER", approved_until=part.due)
        if sum(amount.fen for on, amount in _paid(j) if on <= due) < owed:
            return due
    return None


def surcharge_until(j: Judgement, until: date) -> Surcharge | None:
    """Return the surcharge that had run up by a day, with its explanation; None where none runs."""
    due = payment_due(j)
    if due is None:
        return None
    halted = [(started.applied_on, ended.ended_on if ended is not None else None) for started, ended in remedies(j)]
    return surcharge(Money(order.fine_of(j)), due, until, halted, _paid(j))


@gate("HB-32", SurchargeDecided, per_party=True)
def surcharge_within_limits(j: Judgement) -> Fail | None:
    """Hold that no more is added than three per cent a day came to, and never more than the fine (行政处罚法第七十二条第一款第一项).

    Days of reconsideration and suit do not count (第七十三条第三款); earlier decisions on the surcharge count towards the limit;
    days still to come have not run up anything.
    """
    act = j.the_act(SurchargeDecided)
    if act is None:
        return None
    fallen = next((ended for _, ended in remedies(j) if ended is not None and ended.outcome in _FALLEN), None)
    if fallen is not None:
        return Fail(f"处罚决定已被“{fallen.document}”{fallen.outcome.label}，没有可以加处罚款的本金", "不再加处罚款；已经收取的依法退还")
    if j.state.delivered_on("penalty_decision", j.party) is None:
        return Fail(f"处罚决定书还没有送达{j.the_party.name}，缴款期限没有开始，不能加处罚款", "先送达处罚决定书，缴款期满后再计算")
    ran_up = surcharge_until(j, min(act.until, act.on))
    earlier = order.surcharge_owed(j)
    most = Money(max(0, ran_up.amount.fen - earlier)) if ran_up is not None else Money(0)
    if act.amount <= most:
        return None
    how = ran_up.explanation.rstrip("。") if ran_up is not None else "分期缴纳的各期没有逾期"
    before = f"（此前已决定加处{Money(earlier).short}元）" if earlier else ""
    return Fail(
        f"决定加处罚款{act.amount.short}元，超过了可以加处的{most.short}元",
        f"按不超过{most.short}元决定{before}。{how}",
    )


_FALLEN = frozenset({RemedyOutcome.REVOKED, RemedyOutcome.UNLAWFUL})


@gate("HB-65", SurchargeDecided, per_party=True, foreseeable=True)
def surcharge_stated_in_decision(j: Judgement) -> Fail | None:
    """Hold that the decision said that, and at what rate, a surcharge would be added (行政强制法第四十五条第一款)."""
    decision = j.state.last(PenaltyDecided, party=j.party)
    if decision is None or decision.surcharge_stated:
        return None
    return Fail(
        f"{day_text(decision.on)}的处罚决定书没有载明逾期加处罚款及其标准，不能加处罚款",
        "只追缴罚款本金；以后的决定书应当载明逾期是否加处罚款和加处的标准",
    )


@gate("W-23", SurchargeDecided, per_party=True, foreseeable=True)
def no_remedy_running(j: Judgement) -> Fail | None:
    """Hold that no surcharge is decided while reconsideration or a suit is running (行政处罚法第七十三条第三款)."""
    running = next((started for started, ended in remedies(j) if ended is None), None)
    if running is None:
        return None
    what = "申请行政复议" if running.remedy is RemedyKind.RECONSIDERATION else "提起行政诉讼"
    return Fail(
        f"{j.the_party.name}已于{day_text(running.applied_on)}{what}，尚未终结，其间不计算加处罚款",
        "等复议、诉讼终结后再决定；现在决定的，写明只计算到申请（起诉）之前",
    )


# -- 延期、分期 ---------------------------------------------------------------------------------------------------


def instalments_cover_the_fine(j: Judgement) -> bool:
    """The parts allowed come to what is open of the fine: time is given, nothing of the fine is waived (行政处罚法第六十六条第二款)."""
    act = j.the_act(DeferralApproved)
    return act is None or not act.approval.granted or sum(part.amount.fen for part in act.instalments) == open_fine(j).fen


GATES: tuple[Gate, ...] = (
    collected_where_allowed,
    treasury_receipt_given,
    surcharge_within_limits,
    surcharge_stated_in_decision,
    no_remedy_running,
)
