"""罚款的收缴: cash only where the law allows it, with the treasury's receipt; the surcharge within its limits.

行政处罚法第六十六条至第七十三条; 行政强制法第四十五条. HB-30, HB-31, HB-32, HB-65, HB-74; W-23.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import DecisionApproved, PenaltyDecided
from mq_enforce.case.acts.performance import (
    DeferralApproved,
    FineCollected,
    FinePaid,
    RemedyKind,
    SpotCollection,
    SurchargeDecided,
)
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text
from mq_enforce.law.instalments import Deferral, ran_up, runs_from
from mq_enforce.law.surcharge import Surcharge
from mq_enforce.law.thresholds import ON_SPOT_CASH
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.force import fallen, fine_in_force, remedies, surcharge_in_force
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import decided_proposal, told

ORDINARY = "ordinary_penalty"
"""The procedure in which 行政处罚法第六十八条 (on-the-spot decisions) is of no use; only 第六十九条 remains."""

_BANK = "告知当事人到指定的银行或者通过电子支付系统缴纳"


# -- HB-30, HB-31 -----------------------------------------------------------------------------------------------


def _payments(j: Judgement) -> list[tuple[datetime, date, Money]]:
    """Return what was paid on the fine itself: when it was entered, the day, the amount."""
    found: list[tuple[datetime, date, Money]] = []
    for act in j.state.done(FinePaid, FineCollected, party=j.party):
        if isinstance(act, FinePaid):
            part = act.surcharge.fen if act.surcharge is not None else 0
            found.append((act.at, act.paid_on, Money(max(0, act.amount.fen - part))))
        elif isinstance(act, FineCollected):
            found.append((act.at, act.on, act.amount))
    return found


def _paid(j: Judgement) -> list[tuple[date, Money]]:
    return [(on, amount) for _, on, amount in _payments(j)]


def open_fine(j: Judgement) -> Money:
    """Return what is still to be paid on the fine against the party."""
    return Money(max(0, fine_in_force(j).fen - sum(amount.fen for _, amount in _paid(j))))


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
    if fine_in_force(j).fen == 0:
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


def first_due(j: Judgement) -> date | None:
    """Return the last day for paying as the decision set it: fifteen days from its delivery (行政处罚法第六十七条第三款)."""
    delivered = j.state.delivered_on("penalty_decision", j.party)
    return last_day(j, "PUN-PAY15", start=delivered) if delivered is not None else None


def deferral(j: Judgement) -> Deferral | None:
    """Return the time that was allowed to the party, or None."""
    allowed = j.state.last(DeferralApproved, party=j.party)
    if allowed is None or not allowed.approval.granted:
        return None
    parts = tuple((last_day(j, "PUN-DEFER", approved_until=part.due), part.amount) for part in allowed.instalments)
    return Deferral(allowed.on, parts, tuple((on, amount) for at, on, amount in _payments(j) if at > allowed.at))


def payment_due(j: Judgement) -> date | None:
    """Return the day after which the surcharge runs first, or None while none runs.

    Where payment in parts was allowed in time that is the last day of the first part that was missed.
    """
    due = first_due(j)
    return runs_from(due, deferral(j)) if due is not None else None


def surcharge_until(j: Judgement, until: date) -> Surcharge | None:
    """Return the surcharge that had run up by a day, with its explanation; None where none runs."""
    due = first_due(j)
    if due is None:
        return None
    halted = [(started.applied_on, ended.ended_on if ended is not None else None) for started, ended in remedies(j)]
    return ran_up(fine_in_force(j), due, until, halted, _paid(j), deferral(j))


@gate("HB-32", SurchargeDecided, per_party=True)
def surcharge_within_limits(j: Judgement) -> Fail | None:
    """Hold that no more is added than three per cent a day came to, and never more than the fine (行政处罚法第七十二条第一款第一项).

    Days of reconsideration and suit do not count (第七十三条第三款); earlier decisions on the surcharge count towards the limit;
    days still to come have not run up anything.
    """
    act = j.the_act(SurchargeDecided)
    if act is None:
        return None
    end = fallen(j)
    if end is not None:
        return Fail(f"处罚决定已被“{end.document}”{end.outcome.label}，没有可以加处罚款的本金", "不再加处罚款；已经收取的依法退还")
    if j.state.delivered_on("penalty_decision", j.party) is None:
        return Fail(f"处罚决定书还没有送达{j.the_party.name}，缴款期限没有开始，不能加处罚款", "先送达处罚决定书，缴款期满后再计算")
    ran_up = surcharge_until(j, min(act.until, act.on))
    earlier = surcharge_in_force(j).fen
    most = Money(max(0, ran_up.amount.fen - earlier)) if ran_up is not None else Money(0)
    if act.amount <= most:
        return None
    how = ran_up.explanation.rstrip("。") if ran_up is not None else "分期缴纳的各期没有逾期"
    before = f"（此前已决定加处{Money(earlier).short}元）" if earlier else ""
    return Fail(
        f"决定加处罚款{act.amount.short}元，超过了可以加处的{most.short}元",
        f"按不超过{most.short}元决定{before}。{how}",
    )


@gate("HB-74", PenaltyDecided, per_party=True)
def not_decided_over_again(j: Judgement) -> Fail | None:
    """Hold that a revoked decision is not simply made again (行政复议法第六十四条第二款; 行政处罚法第四十四条、第五十七条第一款).

    After its fall the proposal, the notice and the approval are new. The same content on the same facts and reasons is open
    only where the decision was revoked for its procedure.
    """
    end, act = fallen(j), j.the_act(PenaltyDecided)
    if end is None or act is None:
        return None
    approved, found = j.state.last(DecisionApproved, party=j.party), told(j)
    if found is None or found.notice.at <= end.at or approved is None or approved.at <= end.at:
        return Fail(
            f"原处罚决定已被“{end.document}”{end.outcome.label}，没有重新告知、重新批准，不能再作处罚决定",
            "重新调查，重新提出处罚意见，告知当事人并听取陈述申辩，再报批决定",
            Article("行政处罚法", 44).cite(),
        )
    before, now = decided_proposal(replace(j, act=None)), decided_proposal(j)
    if before is None or now is None or end.for_procedure:
        return None
    same = (before.findings, before.reasons, before.penalties) == (now.findings, now.reasons, now.penalties)
    if not same:
        return None
    return Fail(
        f"原处罚决定已被“{end.document}”{end.outcome.label}，现以同一事实和理由作出相同的决定",
        "没有新的事实和理由的，不再作出相同的决定；以违反法定程序为由被撤销的，在登记复议（诉讼）结果时写明",
    )


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
    not_decided_over_again,
    surcharge_stated_in_decision,
    no_remedy_running,
)
