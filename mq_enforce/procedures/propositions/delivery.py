"""送达: left, electronic and public delivery count only under their conditions; time for mail on the way.

行政处罚法第六十一条; 民事诉讼法第八十五条第四款、第八十七条至第九十五条; 行政强制法第三十八条; 行政复议法第二十二条第二款.
HB-29, HB-64; W-05. Mail that came back is recorded as such and never counts as delivered
(``CaseState.deliveries`` leaves it out).
"""

from __future__ import annotations

from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.delivery import AddressConfirmed, Delivered, DeliveryMethod, PublicNoticePosted, Unreachable
from mq_enforce.case.acts.notice import HearingRightsNoticeIssued, NoticeIssued, RightsWaived
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.periods import last_day

DECISIONS = frozenset(
    {"penalty_decision", "no_penalty_decision", "additional_fine_decision", "spot_penalty_decision", "rectification_order"}
)
"""Papers that bind the party and can be taken to reconsideration: with them the online channel must come (行政复议法第二十二条第二款)."""

HANDED_OVER = frozenset({"penalty_demand", "enforcement_demand", "substitute_demand", "enforcement_decision", "forced_demolition_decision"})
"""催告书、强制执行决定书: to be delivered directly unless refused or impossible (行政强制法第三十八条)."""

_LEAVING = Article("民事诉讼法", 89)


def _title(document: str) -> str:
    kinds = document_kinds()
    return f"《{kinds[document].label}》" if document in kinds else f"“{document}”"


# -- HB-64 ------------------------------------------------------------------------------------------------------


@gate("HB-64", Delivered)
def left_with_proof(j: Judgement) -> Fail | None:
    """Hold that a paper was left only after a refusal, before a witness or on film (民事诉讼法第八十九条)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.LEFT:
        return None
    paper = _title(act.document)
    if not act.refused_reason:
        return Fail(
            f"留置送达{paper}没有记明拒收事由", "在送达回证上记明受送达人（同住成年家属）拒收的事由和日期；没有拒收的，按直接送达办理"
        )
    if (act.witness and act.witness_unit) or act.filmed:
        return None
    return Fail(
        f"留置送达{paper}没有见证人（基层组织或者所在单位的代表）签名，也没有拍照、录像",
        f"请村（居）民委员会等基层组织或者所在单位的代表到场见证并签名，或者拍照、录像记录送达过程（{_LEAVING.cite()}），重新送达",
    )


@gate("HB-64", Delivered)
def received_in_person(j: Judgement) -> Fail | None:
    """Hold that a refused paper is not entered as handed over (民事诉讼法第八十七条、第八十九条)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.DIRECT or not act.refused_reason:
        return None
    return Fail(
        f"{_title(act.document)}被拒收（{act.refused_reason}），不能登记为直接送达", "改按留置送达办理，并备齐见证人签名或者拍照、录像"
    )


@gate("HB-64", PublicNoticePosted, per_party=True, foreseeable=True)
def unreachable_before_notice(j: Judgement) -> Fail | None:
    """Hold that the party's absence, or the failure of all other ways, was proved first (民事诉讼法第九十五条第一款)."""
    if j.state.done(Unreachable, party=j.party):
        return None
    return Fail(
        f"还没有{j.the_party.name}下落不明或者用其他方式无法送达的证明，不能公告送达",
        "先用直接、留置、邮寄等方式送达；确实无法送达的，取得村（居）民委员会、公安派出所等的证明，登记无法送达的经过",
    )


@gate("HB-64", Delivered, per_party=True)
def public_notice_ran_out(j: Judgement) -> Fail | None:
    """Hold that a paper counts as delivered by public notice only when thirty days have passed (民事诉讼法第九十五条第一款)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.PUBLIC_NOTICE:
        return None
    paper = _title(act.document)
    notices = [notice for notice in j.state.valid(PublicNoticePosted, party=j.party) if notice.document == act.document]
    if not notices:
        return Fail(f"没有向{j.the_party.name}发出{paper}的送达公告", "先查明无法送达的情况并发出送达公告，期满后再登记送达")
    posted = notices[-1].posted_on
    last = last_day(j, "PUN-PUBSERV30", start=posted)
    if act.received_on >= last:
        return None
    return Fail(
        f"{paper}的送达公告于{day_text(posted)}发出，到{day_text(last)}才视为送达，不能登记为{day_text(act.received_on)}送达",
        f"等公告期满后，按{day_text(last)}登记送达日期",
    )


@gate("HB-64", Delivered, per_party=True)
def handed_over_first(j: Judgement) -> Fail | None:
    """Hold that demands and enforcement decisions went another way only after refusal or failure (行政强制法第三十八条)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.document not in HANDED_OVER or act.method is DeliveryMethod.DIRECT:
        return None
    if act.refused_reason or j.state.done(Unreachable, party=j.party):
        return None
    return Fail(
        f"{_title(act.document)}应当直接送达，没有当事人拒收或者无法直接送达的记录就改用“{act.method.label}”",
        f"先直接送达；拒收或者无法直接送达的，记明情况后再用其他方式（{Article('行政强制法', 38).cite()}）",
    )


# -- HB-29 ------------------------------------------------------------------------------------------------------


@gate("HB-29", Delivered, per_party=True)
def electronic_delivery_agreed(j: Judgement) -> Fail | None:
    """Hold that the party agreed to electronic delivery in a signed confirmation that still stands (行政处罚法第六十一条第二款)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.ELECTRONIC:
        return None
    confirmed = j.state.done(AddressConfirmed, party=j.party)
    if confirmed and confirmed[-1].electronic and confirmed[-1].signed:
        return None
    if not confirmed:
        why = "没有签订送达地址（方式）确认书"
    elif not confirmed[-1].electronic:
        why = f"在{day_text(confirmed[-1].on)}的确认书中没有同意电子送达"
    else:
        why = f"没有在{day_text(confirmed[-1].on)}的确认书上签名"
    return Fail(
        f"{j.the_party.name}{why}，不能用电子方式送达{_title(act.document)}",
        "请当事人签订同意电子送达的确认书；不同意的，改用直接、邮寄等方式送达",
    )


@gate("HB-29", Delivered)
def online_remedy_offered(j: Judgement) -> Fail | None:
    """Hold that a decision sent over the internet came with the online channel for reconsideration (行政复议法第二十二条第二款)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.ELECTRONIC:
        return None
    if act.document not in DECISIONS or act.reconsideration_channel_given:
        return None
    return Fail(
        f"通过互联网送达{_title(act.document)}，没有同时提供提交行政复议申请书的互联网渠道",
        f"在送达的同时提供网上申请行政复议的网址或者入口（{Article('行政复议法', 22, 2).cite()}），重新送达",
    )


# -- W-05 -------------------------------------------------------------------------------------------------------


@gate("W-05", PenaltyDecided, per_party=True, foreseeable=True)
def mail_had_time_to_arrive(j: Judgement) -> Fail | None:
    """Hold that, where the notice went by post, an answer posted on the last day could have arrived (民事诉讼法第八十五条第四款).

    What was posted before the period ran out is in time; how long it may travel is the office's setting ``mail_grace``.
    A party that waived its rights in writing needs no time.
    """
    state = j.state
    notice = state.last(NoticeIssued, party=j.party)
    if notice is None:
        return None
    heard = isinstance(notice, HearingRightsNoticeIssued)
    delivered = state.deliveries("hearing_rights_notice" if heard else "prior_notice", j.party)
    if not delivered or delivered[-1].method is not DeliveryMethod.POST:
        return None
    waived = [w for w in state.done(RightsWaived, party=j.party) if w.in_writing and w.at >= delivered[-1].at]
    if any(w.statement for w in waived) and (not heard or any(w.hearing for w in waived)):
        return None
    received = delivered[-1].received_on
    days = max(notice.statement_days, j.law.rules["PUN-HEAR5"].counting.count or 0) if heard else notice.statement_days
    grace = state.office.parameters.get("mail_grace", j.law.rules.parameters["mail_grace"].default)
    # The grace goes on in working days where the period ended, so both are counted as one.
    last = last_day(j, "PUN-STMT", {"stmt_wd": days + grace}, start=received)
    if j.day > last:
        return None
    ended = last_day(j, "PUN-STMT", {"stmt_wd": days}, start=received)
    return Fail(
        f"告知书邮寄送达，当事人的期限到{day_text(ended)}届满；当日交邮的陈述申辩（听证申请）可能还在途中",
        f"等到{day_text(last)}之后再作出决定，或者写明已核实没有在途邮件",
    )


GATES: tuple[Gate, ...] = (
    left_with_proof,
    received_in_person,
    unreachable_before_notice,
    public_notice_ran_out,
    handed_over_first,
    electronic_delivery_agreed,
    online_remedy_offered,
    mail_had_time_to_arrive,
)
