"""更正与补救: what the head may accept in writing, and what may be voided by whom.

行政处罚法第三十八条第二款, 第四十七条; 河南省行政执法条例第三十二条. No block of their own: each cites its article.
"""

from __future__ import annotations

from mq_enforce.case.acts import Act, Event
from mq_enforce.case.acts.closing import PartyDocumentsTaken
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.intake import ClueRegistered
from mq_enforce.case.acts.records import INCURABLE, ActVoided, FactCorrected, IrregularityAccepted, PaperIssued, PaperVoided, ScanAttached
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate

_PAPERS: tuple[tuple[type[Act], str], ...] = ((PenaltyDecided, "penalty_decision"), (NoPenaltyDecided, "no_penalty_decision"))

_OWN_ENTRIES = (ClueRegistered, PartyDocumentsTaken, FactCorrected, ScanAttached)
"""Events that are the office's own entries, which an officer may correct."""


def _named(j: Judgement) -> Act | None:
    record = j.state.record(j.act.refers_to or "") if j.act is not None else None
    return record.act if record is not None else None


@gate("", IrregularityAccepted)
def may_be_accepted(j: Judgement) -> Fail | None:
    """Hold that what the head accepts can be cured by acceptance (行政处罚法第三十八条第二款).

    A missing notice, a missing hearing or review, a decision about somebody who may not be punished stay what they are; so
    do acts that are other people's to do.
    """
    act = _named(j)
    record = j.state.record(act.id) if act is not None else None
    found = sorted(INCURABLE & set(record.blocks)) if record is not None else []
    if act is None or not found:
        return None
    law = j.law.blocks
    reasons = "、".join(f"{law[block].title}（{block}）" for block in found)
    return Fail(
        f"“{act.label}”（{act.id}）的问题是{reasons}，不能由行政机关负责人书面决定补救",
        "作废该行为，或者依法重新办理",
        Article("行政处罚法", 38, 2).cite(),
    )


@gate("", ActVoided)
def decision_not_delivered(j: Judgement) -> Fail | None:
    """Hold that a decision which reached its party is not undone by voiding the entry (河南省行政执法条例第三十二条)."""
    act = _named(j)
    document = next((paper for kind, paper in _PAPERS if isinstance(act, kind)), "")
    if act is None or not document:
        return None
    delivery = next((one for one in j.state.done(Delivered) if _brought(j, one, act, document)), None)
    if delivery is None:
        return None
    return Fail(
        f"“{act.label}”（{act.id}）已于{day_text(delivery.received_on)}送达生效，不能作废",
        "决定确有错误的，依照法定权限和程序撤销或者变更，并登记撤销、变更的生效文书；送达是误记的，先由负责人作废送达记录",
        Article("河南省行政执法条例", 32).cite(),
    )


def _brought(j: Judgement, delivery: Delivered, act: Act, document: str) -> bool:
    """Say whether a delivery put this decision into its party's hands; one that violates a block did not."""
    record = j.state.record(delivery.id)
    effective = not delivery.returned and (record is None or not record.blocks)
    same = delivery.document == document and delivery.refers_to in {None, act.id} and delivery.at >= act.at
    return effective and same and (act.party is None or delivery.party in {None, act.party})


@gate("", ActVoided)
def voided_by_a_leader(j: Judgement) -> Fail | None:
    """Hold that what the party did, and what was delivered, is struck from the record by a head only (行政处罚法第四十七条)."""
    act = _named(j)
    if j.act is None or not isinstance(act, Event | Delivered) or isinstance(act, _OWN_ENTRIES):
        return None
    people = j.state.office.people
    if any(person in people and people[person].is_leader for person in j.act.by):
        return None
    return Fail(
        f"“{act.label}”（{act.id}）不是本机关作出的决定，而是已经发生的事实，办案人员不能自行作废",
        "确系误记的，由行政机关负责人作废，并写明理由",
        Article("行政处罚法", 47).cite(),
    )


@gate("", PaperVoided)
def paper_not_delivered(j: Judgement) -> Fail | None:
    """Hold that a paper which reached its party is not undone by voiding it (河南省行政执法条例第三十二条)."""
    act = j.the_act(PaperVoided)
    record = j.state.record(act.paper or "") if act is not None else None
    paper = record.act if record is not None else None
    if not isinstance(paper, PaperIssued):
        return None
    brought = [one for one in j.state.deliveries(paper.document, paper.party) if one.at >= paper.at]
    if not brought:
        return None
    return Fail(
        f"《{paper.title}》{paper.number}已于{day_text(brought[0].received_on)}送达，不能作废",
        "文字有误的另行补正并送达；决定确有错误的依法撤销或者变更；送达是误记的，先由负责人作废送达记录",
        Article("河南省行政执法条例", 32).cite(),
    )


GATES: tuple[Gate, ...] = (may_be_accepted, decision_not_delivered, voided_by_a_leader, paper_not_delivered)
"""The gates of this file."""
