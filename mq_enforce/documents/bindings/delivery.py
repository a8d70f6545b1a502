"""送达: the receipt with its methods, and delivery by public notice (行政处罚法第六十一条; 民事诉讼法第八十七条至第九十五条)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.delivery import Delivered, DeliveryMethod, PublicNoticePosted, ReceivedBy, Unreachable
from mq_enforce.case.acts.investigation import RectificationOrdered
from mq_enforce.case.acts.performance import SurchargeDecided
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.documents.bindings.case_ import VALUES as CASE_VALUES
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_facts, act_sentence, path_of, text, told, when_act
from mq_enforce.documents.bindings.proposal_ import CONDITIONS as PROPOSAL_CONDITIONS
from mq_enforce.documents.bindings.proposal_ import VALUES as PROPOSAL_VALUES
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.bindings.words import amount, day
from mq_enforce.documents.context import Item
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource

_SLASH = "／"
"""What a clerk draws through a place that does not apply (forms.md 第十五节: 空白处划斜线)."""

_HANDED_OVER = frozenset({DeliveryMethod.DIRECT, DeliveryMethod.ENTRUSTED, DeliveryMethod.TRANSFERRED})
_AT_THE_MOMENT = frozenset({DeliveryMethod.DIRECT, DeliveryMethod.LEFT})
_ANNEXES = frozenset({"items_list"})
"""Papers without a life of their own: they go out with the paper that was made by the same act."""

_STAND_INS = frozenset({ReceivedBy.ADULT_HOUSEHOLD, ReceivedBy.AGENT, ReceivedBy.NOMINATED, ReceivedBy.OTHER})
"""Who receives for the party; the head of a unit and who receives its mail are the unit itself (民事诉讼法第八十八条)."""

_PUBLIC = "PUN-PUBSERV30"

Sending = Delivered | PublicNoticePosted


# -- the paper that is delivered --------------------------------------------------------------------------------------


def _title(document: str) -> str:
    kinds = document_kinds()
    return f"《{kinds[document].label}》" if document in kinds else document


def _sending(source: PaperSource) -> Sending | None:
    act = source.latest(Delivered, PublicNoticePosted)
    return act if isinstance(act, Sending) else None


def _sent(source: PaperSource) -> PaperIssued | None:
    """The issued paper that the act delivers: that of the act it refers to when there are several."""
    act = _sending(source)
    if act is None:
        return None
    found = source.state.papers(act.document, source.subject)
    exact = [paper for paper in found if act.refers_to and paper.refers_to == act.refers_to]
    return (exact or found)[-1] if found else None


def _paper_row(title: str, number: str, path: str) -> Item:
    return {"title": run(title, f"{path}.document"), "number": run(number, f"{path}.number")}


def _papers(source: PaperSource) -> Sequence[Item]:
    """The paper delivered and the annexes that go with it."""
    act, paper = _sending(source), _sent(source)
    if act is None:
        return ()
    rows = [_paper_row(_title(act.document), paper.number if paper is not None else "", path_of(paper or act))]
    return rows + [_paper_row(_title(one.document), one.number, path_of(one)) for one in _annexes(source, paper)]


def _annexes(source: PaperSource, paper: PaperIssued | None) -> list[PaperIssued]:
    if paper is None or paper.refers_to is None:
        return []
    made_together = [one for one in source.state.papers(party=source.subject) if one.refers_to == paper.refers_to]
    return [one for one in made_together if one.document in _ANNEXES and one.id != paper.id]


def _document(source: PaperSource) -> Runs:
    act = _sending(source)
    return run(_title(act.document), f"{path_of(act)}.document") if act is not None else NOTHING


def _number(source: PaperSource) -> Runs:
    paper = _sent(source)
    return run(paper.number, f"{path_of(paper)}.number") if paper is not None else NOTHING


def _reference(source: PaperSource) -> Runs:
    """The paper as running text names it: 《行政处罚决定书》（民示罚决字〔2026〕第1号）."""
    number = _number(source)
    return _document(source) + (run("（") + number + run("）") if number else NOTHING)


def _case_title(source: PaperSource) -> Runs:
    """The 案由, with 涉嫌 until a decision about the party is there (forms.md 第十七节第2项)."""
    decided = source.state.done(PenaltyDecided, NoPenaltyDecided, party=source.subject)
    return CASE_VALUES["case.title" if decided else "case.title_suspected"](source)


# -- the receipt ------------------------------------------------------------------------------------------------------


def _when(test: Callable[[Delivered], bool], value: Callable[[PaperSource, Delivered], Runs], otherwise: str = _SLASH) -> Binding:
    """A place of the receipt that applies to some methods; drawn through for the others."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(Delivered)
        if act is None:
            return NOTHING
        return value(source, act) if test(act) else run(otherwise, f"{path_of(act)}.method")

    return binding


def _fact(field: str) -> Callable[[PaperSource, Delivered], Runs]:
    return lambda source, act: told(source, act, field, path_of(act))


def _received(source: PaperSource) -> Runs:
    """When it was received: to the minute where it was handed over or left, the day for all other ways."""
    act = source.latest(Delivered)
    if act is None:
        return NOTHING
    if act.returned:
        return run(_SLASH, f"{path_of(act)}.returned")
    if act.method in _AT_THE_MOMENT and act.on == act.received_on:
        return told(source, act, "at", path_of(act))
    counted = "（公告期满，视为送达）" if act.method is DeliveryMethod.PUBLIC_NOTICE else ""
    return run(day(act.received_on) + counted, f"{path_of(act)}.received_on")


_PROOFS = {DeliveryMethod.POST: "见所附邮件回执", DeliveryMethod.ELECTRONIC: "见所附电子送达凭证"}


def _no_signature(source: PaperSource) -> Runs:
    """What stands where the receiver would sign: the other proof, or a stroke; nothing when it is to be signed here."""
    act = source.latest(Delivered)
    if act is None or act.method in _HANDED_OVER:
        return NOTHING
    return run(_PROOFS.get(act.method, _SLASH), f"{path_of(act)}.method")


def _by_other(act: Delivered) -> bool:
    """Somebody received it for the party."""
    return act.method in _HANDED_OVER and bool(act.receiver) and act.received_by in _STAND_INS


def _relation(source: PaperSource, act: Delivered) -> Runs:
    """Who received it, by the law's word, and how the clerk put it where that says more."""
    path, closer = path_of(act), act.receiver_relation
    label = told(source, act, "received_by", path)
    if not closer or closer == ReceivedBy.SELF.label:
        return label
    if closer in act.received_by.label:
        return told(source, act, "receiver_relation", path)
    return label + run("（") + told(source, act, "receiver_relation", path) + run("）")


def _substitute(source: PaperSource) -> Runs:
    """Who received it for the party; the reason is written by hand."""
    act = source.latest(Delivered)
    if act is None:
        return NOTHING
    if not _by_other(act):
        return run(_SLASH, f"{path_of(act)}.received_by")
    return told(source, act, "receiver", path_of(act)) + run("（") + _relation(source, act) + run("）代收")


def _mail(source: PaperSource, act: Delivered) -> Runs:
    number = told(source, act, "tracking_number", path_of(act))
    return join("，", [told(source, act, "posted_on", path_of(act)) + run("交邮"), run("邮件号码") + number if number else NOTHING])


def _no_witness(source: PaperSource) -> Runs:
    act = source.latest(Delivered)
    if act is None or _witnessed(act):
        return NOTHING
    if act.method is DeliveryMethod.LEFT and act.filmed:
        return run("没有邀请见证人，已拍照、录像记录送达过程", f"{path_of(act)}.filmed")
    return run(_SLASH, f"{path_of(act)}.method")


def _witnessed(act: Delivered) -> bool:
    return act.method is DeliveryMethod.LEFT and bool(act.witness)


def _remarks(source: PaperSource) -> Runs:
    """What else has to be on record of this delivery."""
    act = source.latest(Delivered)
    if act is None:
        return NOTHING
    path = path_of(act)
    said = (
        (act.returned, "邮件被退回，没有送达。", "returned"),
        (act.filmed, "送达过程已拍照、录像。", "filmed"),
        (act.reconsideration_channel_given, "已同时提供网上申请行政复议的渠道。", "reconsideration_channel_given"),
        (act.method is DeliveryMethod.PUBLIC_NOTICE, "公告的原因和经过见送达公告。", "method"),
    )
    pieces = [run(words, f"{path}.{field}") for holds, words, field in said if holds]
    return join("", [*pieces, text(source, act.note, f"{path}.note")])


# -- public notice ----------------------------------------------------------------------------------------------------


def _deemed_on(source: PaperSource) -> Runs:
    """The day on which the paper counts as delivered (民事诉讼法第九十五条第一款)."""
    act = source.latest(PublicNoticePosted)
    if act is None:
        return NOTHING
    rule = source.law.rules[_PUBLIC]
    due = source.law.due(_PUBLIC, {rule.counting.inputs[0]: act.posted_on}, source.state.office.parameters).due
    return run(day(due), f"{path_of(act)}.posted_on", f"law.{_PUBLIC}") if isinstance(due, date) else NOTHING


def _penalties(source: PaperSource) -> Runs:
    return PROPOSAL_VALUES["proposal.penalties"](source)


def _surcharge(source: PaperSource) -> Runs:
    act = source.last(SurchargeDecided)
    return run(amount(act.amount), f"{path_of(act)}.amount") if act is not None else NOTHING


def _rectification(source: PaperSource) -> Runs:
    act = source.last(RectificationOrdered)
    return text(source, act.content.rstrip("。"), f"{path_of(act)}.content") if act is not None else NOTHING


_CONTENTS: dict[str, tuple[str, Binding]] = {
    "penalty_decision": ("本机关决定对你（单位）给予行政处罚：", _penalties),
    "no_penalty_decision": ("本机关决定对你（单位）不予行政处罚", lambda _source: NOTHING),
    "additional_fine_decision": ("本机关决定对你（单位）加处罚款", _surcharge),
    "prior_notice": ("本机关拟对你（单位）给予行政处罚：", _penalties),
    "hearing_rights_notice": ("本机关拟对你（单位）给予行政处罚：", _penalties),
    "rectification_order": ("本机关责令你（单位）改正违法行为：", _rectification),
}
"""The main content of what is announced, by kind: words and what follows them."""


def _content(source: PaperSource) -> Runs:
    act = source.latest(PublicNoticePosted)
    if act is None or act.document not in _CONTENTS:
        return NOTHING
    words, rest = _CONTENTS[act.document]
    return run(words, f"{path_of(act)}.document") + rest(source)


def _channels(source: PaperSource) -> Sequence[Item]:
    act = source.latest(PublicNoticePosted)
    if act is None:
        return ()
    return [{"name": text(source, name, f"{path_of(act)}.channels.{index}")} for index, name in enumerate(act.channels)]


VALUES: Values = {
    "delivery.document": _document,
    "delivery.number": _number,
    "delivery.reference": _reference,
    "delivery.case_title": _case_title,
    **act_facts("delivery", ("method", "place", "receiver", "receiver_relation"), Delivered),
    "delivery.received": _received,
    "delivery.relation": _when(lambda act: act.method in _HANDED_OVER, _relation),
    "delivery.no_signature": _no_signature,
    "delivery.substitute": _substitute,
    "delivery.mail": _when(lambda act: act.method is DeliveryMethod.POST, _mail),
    "delivery.refusal": _when(lambda act: bool(act.refused_reason), _fact("refused_reason")),
    "delivery.no_witness": _no_witness,
    "delivery.witness_unit": act_fact("witness_unit", Delivered),
    "delivery.remarks": _remarks,
    "announcement.reason": act_sentence("reason", PublicNoticePosted),
    "announcement.posted_on": act_fact("posted_on", PublicNoticePosted),
    "announcement.deemed_on": _deemed_on,
    "announcement.content": _content,
    "announcement.attempts": act_sentence("attempts", Unreachable),
    "announcement.proof": act_fact("proof", Unreachable),
    "announcement.unreachable_on": act_day(Unreachable),
}

ROWS: Rows = {
    "delivery.papers": (_papers, frozenset({"title", "number"})),
    "announcement.channels": (_channels, frozenset({"name"})),
}


def _announces(*documents: str) -> Callable[[PaperSource], bool]:
    return when_act(lambda act: act.document in documents, PublicNoticePosted)


def _announces_fine(source: PaperSource) -> bool:
    return _announces("penalty_decision")(source) and PROPOSAL_CONDITIONS["fine_among_proposals"](source)


CONDITIONS: Conditions = {
    "delivery_signed_by_receiver": when_act(lambda act: act.method in _HANDED_OVER, Delivered),
    "delivery_before_witness": when_act(_witnessed, Delivered),
    "announces_decision": _announces("penalty_decision", "no_penalty_decision", "additional_fine_decision"),
    "announces_proposal": _announces("prior_notice", "hearing_rights_notice"),
    "announces_hearing_right": _announces("hearing_rights_notice"),
    "announces_fine": _announces_fine,
}
