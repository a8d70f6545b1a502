"""送达: who may receive; left, electronic and public delivery only under their conditions; time for mail on the way.

行政处罚法第六十一条; 民事诉讼法第八十五条第四款、第八十七条至第九十五条; 行政强制法第三十八条; 行政复议法第二十二条第二款.
HB-29, HB-64; W-05. Mail that came back is recorded as such and never counts as delivered
(``CaseState.deliveries`` leaves it out).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.delivery import AddressConfirmed, Delivered, DeliveryMethod, PublicNoticePosted, ReceivedBy, Unreachable
from mq_enforce.case.acts.investigation import RectificationOrdered
from mq_enforce.case.acts.notice import HearingNotified, HearingRightsNoticeIssued, NoticeIssued, PriorNoticeIssued, RightsWaived
from mq_enforce.case.acts.performance import SurchargeDecided
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

_IN_PERSON = Article("民事诉讼法", 88)
_LEAVING = Article("民事诉讼法", 89)
_BY_POST = Article("民事诉讼法", 91)
_DEMANDS = Article("行政强制法", 38)
_ONLINE = Article("行政复议法", 22, 2)

_OF_A_UNIT = frozenset({ReceivedBy.HEAD, ReceivedBy.RECEIVING_CLERK})
_OF_A_CITIZEN = frozenset({ReceivedBy.SELF, ReceivedBy.ADULT_HOUSEHOLD})
_OWN = "本人"

_ISSUED_BY: Mapping[str, type[Act]] = MappingProxyType(
    {
        "prior_notice": PriorNoticeIssued,
        "hearing_rights_notice": HearingRightsNoticeIssued,
        "hearing_notice": HearingNotified,
        "rectification_order": RectificationOrdered,
        "penalty_decision": PenaltyDecided,
        "no_penalty_decision": NoPenaltyDecided,
        "additional_fine_decision": SurchargeDecided,
    }
)
"""The acts that bring forth the papers which are announced when their party cannot be reached."""


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
            f"留置送达{paper}没有记明拒收事由",
            "在送达回证上记明受送达人（同住成年家属）拒收的事由和日期；没有拒收的，按直接送达办理",
            _LEAVING.cite(),
        )
    if (act.witness and act.witness_unit) or act.filmed:
        return None
    return Fail(
        f"留置送达{paper}没有见证人（基层组织或者所在单位的代表）签名，也没有拍照、录像",
        "请村（居）民委员会等基层组织或者所在单位的代表到场见证并签名，或者拍照、录像记录送达过程，重新送达",
        _LEAVING.cite(),
    )


@gate("HB-64", Delivered)
def received_in_person(j: Judgement) -> Fail | None:
    """Hold that a refused paper is not entered as handed over (民事诉讼法第八十七条、第八十九条)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.DIRECT or not act.refused_reason:
        return None
    return Fail(
        f"{_title(act.document)}被拒收（{act.refused_reason}），不能登记为直接送达",
        "改按留置送达办理，并备齐见证人签名或者拍照、录像",
        _LEAVING.cite(),
    )


@gate("HB-64", Delivered, per_party=True)
def received_by_the_right_person(j: Judgement) -> Fail | None:
    """Hold that a paper handed over was taken by one of the persons who can take it for the party (民事诉讼法第八十八条).

    A citizen's adult family must live with it; a unit's papers go to its head or to who receives its mail; agents and
    persons nominated take papers for either. The mailman is held to the same.
    """
    act = j.the_act(Delivered)
    why = _why_not_received(j, act) if act is not None and not act.returned and not act.refused_reason else ""
    if not why:
        return None
    return Fail(
        why,
        "重新送达：公民交本人或者同住成年家属，单位交法定代表人、主要负责人或者负责收件的人，也可以交代理人、指定代收人；拒收的留置送达",
        _IN_PERSON.cite(),
    )


def _why_not_received(j: Judgement, act: Delivered) -> str:
    """Return why who received it could not take it for the party, as a clause; an empty text when they could."""
    paper, party = _title(act.document), j.the_party
    handed_over = act.method in {DeliveryMethod.DIRECT, DeliveryMethod.ENTRUSTED}
    if act.method is DeliveryMethod.DIRECT and not act.receiver.strip():
        return f"直接送达{paper}没有写明由谁签收"
    if act.received_by is ReceivedBy.OTHER and (handed_over or act.method is DeliveryMethod.POST):
        return f"{paper}由{act.receiver or '他人'}（{act.receiver_relation}）签收，不是可以代{party.name}签收的人"
    if handed_over and act.received_by in (_OF_A_CITIZEN if party.is_unit else _OF_A_UNIT):
        return f"{party.name}是{party.kind.label}，{paper}的签收人身份不能登记为“{act.received_by.label}”"
    if handed_over and act.received_by is ReceivedBy.SELF and _OWN not in act.receiver_relation:
        return f"{paper}登记为本人签收，与受送达人的关系却写作“{act.receiver_relation}”，不能认定是本人签收"
    return ""


@gate("HB-64", Delivered)
def received_after_posting(j: Judgement) -> Fail | None:
    """Hold that mail is not entered as received before it was posted (民事诉讼法第九十一条: the day on the return receipt counts)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.POST or act.posted_on is None or act.posted_on <= act.received_on:
        return None
    return Fail(
        f"{_title(act.document)}于{day_text(act.posted_on)}交邮，不能登记为{day_text(act.received_on)}收到",
        "按邮件回执上注明的收件日期登记",
        _BY_POST.cite(),
    )


@gate("HB-64", PublicNoticePosted, per_party=True, foreseeable=True)
def unreachable_before_notice(j: Judgement) -> Fail | None:
    """Hold that the party's absence, or the failure of all other ways, was proved first (民事诉讼法第九十五条第一款)."""
    proofs = j.state.done(Unreachable, party=j.party)
    if not proofs:
        return Fail(
            f"还没有{j.the_party.name}下落不明或者用其他方式无法送达的证明，不能公告送达",
            "先用直接、留置、邮寄等方式送达；确实无法送达的，取得村（居）民委员会、公安派出所等的证明，登记无法送达的经过",
        )
    act = j.the_act(PublicNoticePosted)
    if act is None or act.posted_on >= proofs[0].on:
        return None
    return Fail(
        f"公告的张贴（刊登）日期是{day_text(act.posted_on)}，{day_text(proofs[0].on)}才查明{j.the_party.name}无法送达",
        "查明无法送达之后再发出公告，按实际张贴（刊登）的日期登记",
    )


@gate("HB-64", PublicNoticePosted, per_party=True)
def announced_after_issue(j: Judgement) -> Fail | None:
    """Hold that what is announced had been issued when the notice was posted (民事诉讼法第九十五条第一款)."""
    act = j.the_act(PublicNoticePosted)
    if act is None or act.document not in _ISSUED_BY:
        return None
    issued = _issued(j, act.document, act.refers_to, act.at)
    if issued is not None and issued.on <= act.posted_on:
        return None
    when = f"是{day_text(issued.on)}发出的" if issued is not None else "还没有发出"
    return Fail(
        f"{_title(act.document)}{when}，不能在{day_text(act.posted_on)}公告送达",
        "发出文书之后再公告，按实际张贴（刊登）的日期登记",
    )


def _issued(j: Judgement, document: str, named: str | None, until: datetime) -> Act | None:
    """Return the act that issued a paper: the one named, else the last of its kind by a moment; None when there is none."""
    kind = _ISSUED_BY.get(document)
    if kind is None:
        return None
    found = [act for act in j.state.done(kind, party=j.party) if act.at <= until]
    exact = [act for act in found if act.id == named]
    return (exact or found)[-1] if found else None


def _announcements(j: Judgement, delivered: Delivered) -> list[PublicNoticePosted]:
    """Return the reliable announcements of the very paper that a delivery brings: one posted for an earlier paper is none."""
    issued = _issued(j, delivered.document, delivered.refers_to, delivered.at)
    return [
        one
        for one in j.state.valid(PublicNoticePosted, party=j.party)
        if one.document == delivered.document
        and (issued is None or (one.refers_to in {None, issued.id} and one.at >= issued.at and one.posted_on >= issued.on))
    ]


@gate("HB-64", Delivered, per_party=True)
def public_notice_ran_out(j: Judgement) -> Fail | None:
    """Hold that a paper counts as delivered by public notice only when thirty days have passed (民事诉讼法第九十五条第一款)."""
    act = j.the_act(Delivered)
    if act is None or act.returned or act.method is not DeliveryMethod.PUBLIC_NOTICE:
        return None
    paper = _title(act.document)
    notices = _announcements(j, act)
    if not notices:
        return Fail(
            f"没有为这份{paper}向{j.the_party.name}发出送达公告（以前文书的公告不能用于后来的文书）",
            "先查明无法送达的情况并发出送达公告，期满后再登记送达",
        )
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
        "先直接送达；拒收或者无法直接送达的，记明情况后再用其他方式",
        _DEMANDS.cite(),
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
        "在送达的同时提供网上申请行政复议的网址或者入口，重新送达",
        _ONLINE.cite(),
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
    received_by_the_right_person,
    received_after_posting,
    unreachable_before_notice,
    announced_after_issue,
    public_notice_ran_out,
    handed_over_first,
    electronic_delivery_agreed,
    online_remedy_offered,
    mail_had_time_to_arrive,
)
