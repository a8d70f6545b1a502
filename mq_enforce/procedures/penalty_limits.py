"""The periods of a penalty case: what starts each and what meets it. Lengths and counting stand in the rules alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import CaseClosed, DossierFiled, PublicationWithdrawn, Published
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.delivery import Delivered, DeliveryMethod, PublicNoticePosted
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved
from mq_enforce.case.acts.investigation import PreservationDisposed, PreservationStarted
from mq_enforce.case.acts.notice import HearingNotified, HearingRequested, NoticeIssued, StatementMade
from mq_enforce.case.acts.performance import DeferralApproved, FineCollected, FinePaid
from mq_enforce.case.acts.review import ReviewGiven, ReviewSubmitted
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions import ending, order, payment
from mq_enforce.procedures.steps import Limit, Scope

_DECISIONS = frozenset({"penalty_decision", "no_penalty_decision"})


def _first(j: Judgement, *kinds: type[Act]) -> date | None:
    found = j.state.done(*kinds, party=j.party)
    return found[0].on if found else None


def _clue(j: Judgement) -> date | None:
    return _first(j, ClueRegistered)


def _filed(j: Judgement) -> date | None:
    return _first(j, FilingApproved)


def _filing_granted(j: Judgement) -> date | None:
    return next((act.on for act in j.state.done(FilingApproved) if act.approval.granted), None)


def _decided(j: Judgement) -> date | None:
    return _first(j, PenaltyDecided, NoPenaltyDecided)


def _penalty_decided(j: Judgement) -> date | None:
    found = j.state.done(PenaltyDecided)
    return found[-1].on if found else None


def _to_be_published(j: Judgement) -> date | None:
    return _penalty_decided(j) if order.published(j) or ending.to_publish(j) else None


def _decision_delivered(j: Judgement) -> date | None:
    return j.state.delivered_on("penalty_decision", j.party) or j.state.delivered_on("no_penalty_decision", j.party)


def _delivery_begun(j: Judgement) -> date | None:
    """A delivery by public notice or by post is in time when it was begun in time (PUN-SERV7)."""
    posted = [a.posted_on for a in j.state.done(PublicNoticePosted, party=j.party) if a.document in _DECISIONS]
    mailed = [
        a.posted_on
        for a in j.state.done(Delivered, party=j.party)
        if a.document in _DECISIONS and a.method is DeliveryMethod.POST and a.posted_on is not None
    ]
    delivered = _decision_delivered(j)
    return min([*posted, *mailed, *([delivered] if delivered else [])], default=None)


def _notice_delivered(j: Judgement) -> date | None:
    return j.state.delivered_on("hearing_rights_notice", j.party) or j.state.delivered_on("prior_notice", j.party)


def _hearing_notice_delivered(j: Judgement) -> date | None:
    return j.state.delivered_on("hearing_rights_notice", j.party)


def _hearing_day(j: Judgement) -> date | None:
    act = j.state.last(HearingNotified)
    return act.hearing_at.date() if act is not None else None


def _hearing_told(j: Judgement) -> date | None:
    days = [j.state.delivered_on("hearing_notice", request.party) for request in j.state.done(HearingRequested)]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _preserved(j: Judgement) -> date | None:
    return _first(j, PreservationStarted)


def _disposed(j: Judgement) -> date | None:
    started, ended = j.state.done(PreservationStarted), j.state.done(PreservationDisposed)
    return ended[len(started) - 1].on if started and len(ended) >= len(started) else None


def _submitted(j: Judgement) -> date | None:
    act = j.state.last(ReviewSubmitted)
    return act.on if act is not None else None


def _reviewed(j: Judgement) -> date | None:
    act = j.state.last(ReviewGiven)
    return act.on if act is not None else None


def _fine_due_from(j: Judgement) -> date | None:
    return _decision_delivered(j) if order.fine_imposed(j) else None


def _deferred_in_time(j: Judgement) -> bool:
    """The fifteen days gave way to the days that were allowed before they had run out (行政处罚法第六十六条第二款)."""
    due, allowed = payment.first_due(j), payment.deferral(j)
    return due is not None and allowed is not None and allowed.on <= due


def _paid(j: Judgement) -> date | None:
    if not order.fine_imposed(j) or not order.paid_in_full(j):
        return None
    days = [a.paid_on if isinstance(a, FinePaid) else a.on for a in j.state.done(FinePaid, FineCollected, party=j.party)]
    return max(days, default=None)


def _collected(j: Judgement) -> FineCollected | None:
    """Return the first collection whose money has not gone its way, else the last one."""
    found = j.state.done(FineCollected, party=j.party)
    waiting = [act for act in found if act.handed_to_agency_on is None or act.paid_to_bank_on is None]
    return next(iter(waiting), found[-1] if found else None)


def _cash_taken(j: Judgement) -> date | None:
    act = _collected(j)
    return act.on if act is not None else None


def _cash_handed(j: Judgement) -> date | None:
    act = _collected(j)
    return act.handed_to_agency_on if act is not None else None


def _cash_banked(j: Judgement) -> date | None:
    act = _collected(j)
    return act.paid_to_bank_on if act is not None else None


def _undone(j: Judgement) -> date | None:
    end = ending.undone_after_publication(j)
    return end.ended_on if end is not None else None


def _withdrawn(j: Judgement) -> date | None:
    end = ending.undone_after_publication(j)
    return next((act.on for act in j.state.done(PublicationWithdrawn) if end is not None and act.at >= end.at), None)


def _last_instalment(j: Judgement) -> date | None:
    act = j.state.last(DeferralApproved, party=j.party)
    return max(instalment.due for instalment in act.instalments) if act is not None and act.approval.granted else None


def _said(j: Judgement) -> date | None:
    return _first(j, StatementMade)


def _asked_for_hearing(j: Judgement) -> date | None:
    return _first(j, HearingRequested)


def _published(j: Judgement) -> date | None:
    return _first(j, Published)


def _credit_reported(j: Judgement) -> date | None:
    return next((a.on for a in j.state.done(Published) if a.credit_reported), None)


def _closed(j: Judgement) -> date | None:
    return _first(j, CaseClosed)


def _filed_away(j: Judgement) -> date | None:
    return _first(j, DossierFiled)


def _conduct_ended(j: Judgement) -> date | None:
    conduct = j.state.conduct
    if conduct.continuing and conduct.ended_at is None:
        return None
    return conduct.last_day


def _general_limit(j: Judgement) -> date | None:
    return None if j.state.conduct.harmful_to_life_or_health else _conduct_ended(j)


def _long_limit(j: Judgement) -> date | None:
    return _conduct_ended(j) if j.state.conduct.harmful_to_life_or_health else None


def _discovered(j: Judgement) -> date | None:
    act = j.state.last(FilingApproved)
    return act.discovered_on if act is not None else None


def _posted(j: Judgement) -> date | None:
    found = j.state.done(PublicNoticePosted, party=j.party)
    return found[-1].posted_on if found else None


def _statement_days(j: Judgement) -> Mapping[str, int]:
    act = j.state.last(NoticeIssued, party=j.party)
    return {"stmt_wd": act.statement_days} if act is not None else {}


def _never(j: Judgement) -> date | None:
    """The other side's right: nothing of ours meets it."""
    del j
    return None


FILE = Limit("PUN-FILE", "立案", _clue, _filed)
DECIDE = Limit("PUN-90", "作出决定", _filing_granted, _decided, Scope.PARTY)
PRESERVED = Limit("PUN-EVID7", "处理先行登记保存物品", _preserved, _disposed)
STATEMENT = Limit("PUN-STMT", "当事人陈述申辩", _notice_delivered, _said, Scope.PARTY, duty=False, parameters=_statement_days)
HEARING_REQUEST = Limit("PUN-HEAR5", "当事人要求听证", _hearing_notice_delivered, _asked_for_hearing, Scope.PARTY, duty=False)
REVIEW = Limit("HN-REVIEW", "出具法制审核意见", _submitted, _reviewed)
DELIVER = Limit("PUN-SERV7", "送达决定书", _decided, _delivery_begun, Scope.PARTY)
PAY = Limit("PUN-PAY15", "当事人缴纳罚款", _fine_due_from, _paid, Scope.PARTY, replaced=_deferred_in_time)
PUBLISH = Limit("PUB-DEC7", "公示处罚决定", _to_be_published, _published)
WITHDRAW = Limit("PUN-WDRAW3", "撤回处罚公示", _undone, _withdrawn)
ARCHIVE = Limit("HN-ARCH", "立卷归档", _closed, _filed_away)

OTHERS = (
    Limit("PUN-HNOT7", "通知听证", _hearing_day, _hearing_told),
    Limit("PUN-PUBSERV30", "公告期满视为送达", _posted, _never, Scope.PARTY, duty=False),
    Limit("PUN-CASH2", "当场收缴的罚款交至本机关", _cash_taken, _cash_handed, Scope.PARTY),
    Limit("PUN-BANK2", "罚款缴付银行", _cash_handed, _cash_banked, Scope.PARTY),
    Limit("PUN-DEFER", "延期（分期）缴纳", _last_instalment, _paid, Scope.PARTY),
    Limit("REV-60", "当事人申请行政复议", _decision_delivered, _never, Scope.PARTY, duty=False),
    Limit("LIT-6M", "当事人提起行政诉讼", _decision_delivered, _never, Scope.PARTY, duty=False),
    Limit("CRD-7", "归集信用信息", _penalty_decided, _credit_reported),
    Limit("PUN-LIM2", "行政处罚时效", _general_limit, _discovered),
    Limit("PUN-LIM5", "行政处罚时效（五年）", _long_limit, _discovered),
)
