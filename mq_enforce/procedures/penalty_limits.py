"""The periods of a penalty case: what starts each and what meets it. Lengths and counting stand in the rules alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import CaseClosed, DossierFiled, Published
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.delivery import PublicNoticePosted
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved
from mq_enforce.case.acts.investigation import PreservationDisposed, PreservationStarted
from mq_enforce.case.acts.notice import HearingNotified, HearingRequested, NoticeIssued, StatementMade
from mq_enforce.case.acts.performance import DeferralApproved, FineCollected, FinePaid
from mq_enforce.case.acts.review import ReviewGiven, ReviewSubmitted
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions import order
from mq_enforce.procedures.steps import Limit, Scope


def _first(j: Judgement, *kinds: type[Act]) -> date | None:
    found = j.state.done(*kinds, party=j.party)
    return found[0].on if found else None


def _clue(j: Judgement) -> date | None:
    return _first(j, ClueRegistered)


def _filed(j: Judgement) -> date | None:
    return _first(j, FilingApproved)


def _decided(j: Judgement) -> date | None:
    return _first(j, PenaltyDecided, NoPenaltyDecided)


def _penalty_decided(j: Judgement) -> date | None:
    found = j.state.done(PenaltyDecided)
    return found[-1].on if found else None


def _decision_delivered(j: Judgement) -> date | None:
    return j.state.delivered_on("penalty_decision", j.party) or j.state.delivered_on("no_penalty_decision", j.party)


def _delivery_begun(j: Judgement) -> date | None:
    """A delivery by public notice is in time when the notice was posted in time (review.md B26)."""
    posted = [a for a in j.state.done(PublicNoticePosted, party=j.party) if a.document.endswith("decision")]
    delivered = _decision_delivered(j)
    days = [a.posted_on for a in posted] + ([delivered] if delivered else [])
    return min(days, default=None)


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


def _paid(j: Judgement) -> date | None:
    if not order.fine_imposed(j) or not order.paid_in_full(j):
        return None
    days = [a.paid_on if isinstance(a, FinePaid) else a.on for a in j.state.done(FinePaid, FineCollected, party=j.party)]
    return max(days, default=None)


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
DECIDE = Limit("PUN-90", "作出决定", _filed, _decided, Scope.PARTY)
PRESERVED = Limit("PUN-EVID7", "处理先行登记保存物品", _preserved, _disposed)
STATEMENT = Limit("PUN-STMT", "当事人陈述申辩", _notice_delivered, _said, Scope.PARTY, duty=False, parameters=_statement_days)
HEARING_REQUEST = Limit("PUN-HEAR5", "当事人要求听证", _hearing_notice_delivered, _asked_for_hearing, Scope.PARTY, duty=False)
REVIEW = Limit("HN-REVIEW", "出具法制审核意见", _submitted, _reviewed)
DELIVER = Limit("PUN-SERV7", "送达决定书", _decided, _delivery_begun, Scope.PARTY)
PAY = Limit("PUN-PAY15", "当事人缴纳罚款", _fine_due_from, _paid, Scope.PARTY)
PUBLISH = Limit("PUB-DEC7", "公示处罚决定", _penalty_decided, _published)
ARCHIVE = Limit("HN-ARCH", "立卷归档", _closed, _filed_away)

OTHERS = (
    Limit("PUN-HNOT7", "通知听证", _hearing_day, _hearing_told),
    Limit("PUN-PUBSERV30", "公告期满视为送达", _posted, _never, Scope.PARTY, duty=False),
    Limit("PUN-DEFER", "延期（分期）缴纳", _last_instalment, _paid, Scope.PARTY),
    Limit("REV-60", "当事人申请行政复议", _decision_delivered, _never, Scope.PARTY, duty=False),
    Limit("LIT-6M", "当事人提起行政诉讼", _decision_delivered, _never, Scope.PARTY, duty=False),
    Limit("CRD-7", "归集信用信息", _penalty_decided, _credit_reported),
    Limit("PUN-LIM2", "行政处罚时效", _general_limit, _discovered),
    Limit("PUN-LIM5", "行政处罚时效（五年）", _long_limit, _discovered),
)
