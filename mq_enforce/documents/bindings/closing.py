"""The end of a case: decisions and payments summed up, publication, recordings, closing (行政处罚法第四十七条、第四十八条、第五十条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mq_enforce.case.acts.closing import CaseClosed, PublicationApproved, RecordingsArchived, Redaction
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.investigation import PreservationDisposed, RectificationReviewed
from mq_enforce.case.acts.performance import FineCollected, FinePaid
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.facts import Party
from mq_enforce.documents.bindings.facts import (
    act_day,
    act_fact,
    act_facts,
    act_person,
    act_sentence,
    name_of,
    path_of,
    row,
    told,
    when_act,
)
from mq_enforce.documents.bindings.names import public_name
from mq_enforce.documents.bindings.proposal_ import penalty_words
from mq_enforce.documents.bindings.proposals import proposals
from mq_enforce.documents.bindings.registry import Conditions, Rows, Values
from mq_enforce.documents.bindings.words import day, moment
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource

_DECISIONS = ("penalty_decision", "no_penalty_decision")
_PUBLISH = "PUB-DEC7"
_MINUTE = 60

Payment = FinePaid | FineCollected


def _party_name(source: PaperSource, party_id: str | None) -> Runs:
    """The party's name with a colon where the paper is about several; nothing otherwise."""
    party = source.state.parties.get(party_id or "")
    if party is None or len(source.parties) == 1:
        return NOTHING
    return told(source, party, "name", f"parties.{party.id}") + run("：")


# -- decisions --------------------------------------------------------------------------------------------------------


def _decision_papers(source: PaperSource) -> list[PaperIssued]:
    return [paper for document in _DECISIONS for paper in source.state.papers(document, source.subject)]


def _decision_numbers(source: PaperSource) -> Runs:
    return join("、", [run(paper.number, f"{path_of(paper)}.number") for paper in _decision_papers(source)])


def _decision_dates(source: PaperSource) -> Runs:
    """The days of the decisions, each day once."""
    by_day: dict[date, list[str]] = {}
    for act in source.state.done(PenaltyDecided, NoPenaltyDecided, party=source.subject):
        by_day.setdefault(act.on, []).append(f"{path_of(act)}.at")
    return join("、", [run(day(on), *facts) for on, facts in by_day.items()])


def _payments(source: PaperSource) -> Runs:
    """Every payment with its day, amount, surcharge and receipt: what 结案 rests on."""
    paid = source.state.done(FinePaid, FineCollected, party=source.subject)
    return join("；", [_party_name(source, act.party) + _payment(act) for act in paid if isinstance(act, Payment)])


def _payment(act: Payment) -> Runs:
    on = act.paid_on if isinstance(act, FinePaid) else act.on
    added = f"（其中加处罚款{act.surcharge.short}元）" if isinstance(act, FinePaid) and act.surcharge is not None else ""
    how = "缴纳" if isinstance(act, FinePaid) else "当场收缴"
    receipt = f"，票据号{act.receipt}" if act.receipt else ""
    return run(f"{day(on)}{how}{act.amount.short}元{added}{receipt}", f"{path_of(act)}.amount", f"{path_of(act)}.receipt")


def _rectified(source: PaperSource) -> Runs:
    """The result of each re-check after an order to rectify."""
    pieces = [
        _party_name(source, act.party) + run(f"{day(act.on)}复查，{act.result.label}", f"{path_of(act)}.result")
        for act in source.state.done(RectificationReviewed, party=source.subject)
    ]
    return join("；", pieces)


def _goods(source: PaperSource) -> Runs:
    """What became of preserved things."""
    pieces = [
        _party_name(source, act.party) + run(f"{day(act.on)}", f"{path_of(act)}.at") + told(source, act, "disposal", path_of(act))
        for act in source.state.done(PreservationDisposed, party=source.subject)
    ]
    return join("；", pieces)


# -- publication ------------------------------------------------------------------------------------------------------


def _masked(source: PaperSource, party: Party) -> Runs:
    """The party as the public text names it: a natural person by the surname alone."""
    return run(public_name(party, source.privacy_day), f"parties.{party.id}.name")


def _public_parties(source: PaperSource) -> Runs:
    return join("、", [_masked(source, party) for party in _punished(source)])


def _punished(source: PaperSource) -> list[Party]:
    decided = source.state.done(PenaltyDecided)
    return [party for party in source.parties if any(act.party in {None, party.id} for act in decided)]


def _conclusion(source: PaperSource) -> Runs:
    """The penalties decided, of several parties each after the party's public name."""
    punished = {party.id: party for party in _punished(source)}
    lines: list[Runs] = []
    for one, path in proposals(source):
        if one.party not in punished or not one.penalties:
            continue
        words = join("；", [penalty_words(source, penalty, f"{path}.penalties.{index}") for index, penalty in enumerate(one.penalties)])
        lines.append((_masked(source, punished[one.party]) + run("：") if len(punished) > 1 else NOTHING) + words)
    return join("\n", lines)


def _publish_by(source: PaperSource) -> Runs:
    """The last day for publishing, counted from the first decision (国办发〔2018〕118号)."""
    decided = source.state.done(PenaltyDecided)
    if not decided:
        return NOTHING
    due = source.law.due(_PUBLISH, {source.law.rules[_PUBLISH].counting.inputs[0]: decided[0].on}, source.state.office.parameters).due
    return run(day(due), f"{path_of(decided[0])}.at", f"law.{_PUBLISH}") if isinstance(due, date) else NOTHING


# -- recordings -------------------------------------------------------------------------------------------------------

_PLAIN = frozenset({"id", "content", "place", "device", "medium"})
_RECORDING_KEYS = _PLAIN | {"stage", "span", "minutes", "recorded_by"}


def _recordings(source: PaperSource) -> Sequence[Item]:
    act = source.latest(RecordingsArchived)
    if act is None:
        return ()
    items: list[Item] = []
    for index, one in enumerate(act.recordings):
        path = f"{path_of(act)}.recordings.{index}"
        recorded = source.state.record(one.act) if one.act else None
        same_day = one.began.date() == one.ended.date()
        end = moment(one.ended).removeprefix(day(one.began.date())) if same_day else moment(one.ended)
        items.append(
            {
                **row(source, one, path, _PLAIN),
                "stage": run(recorded.act.label, f"{path}.act") if recorded is not None else NOTHING,
                "span": run(f"{moment(one.began)}至{end}", f"{path}.began", f"{path}.ended"),
                "minutes": run(f"{int((one.ended - one.began).total_seconds()) // _MINUTE}分钟", f"{path}.began", f"{path}.ended"),
                "recorded_by": name_of(source, one.recorded_by, f"{path}.recorded_by"),
            }
        )
    return items


def _recordings_count(source: PaperSource) -> Runs:
    act = source.latest(RecordingsArchived)
    return run(f"共{len(act.recordings)}件", f"{path_of(act)}.recordings") if act is not None else NOTHING


_OPINIONS = tuple(f"{who}.{field}" for who in ("officer_opinion", "agency_opinion") for field in ("text", "on"))

VALUES: Values = {
    "decisions.numbers": _decision_numbers,
    "decisions.dates": _decision_dates,
    "closing.way": act_fact("way", CaseClosed),
    "closing.performance": act_sentence("performance", CaseClosed),
    "closing.date": act_day(CaseClosed),
    "closing.payments": _payments,
    "closing.rectification": _rectified,
    "closing.goods": _goods,
    **act_facts("publication", ("site", "until", *_OPINIONS), PublicationApproved),
    "publication.parties": _public_parties,
    "publication.conclusion": _conclusion,
    "publication.due": _publish_by,
    "recordings.keeper": act_person("keeper", RecordingsArchived),
    "recordings.retention": act_fact("retention", RecordingsArchived),
    "recordings.count": _recordings_count,
}

ROWS: Rows = {"recordings": (_recordings, _RECORDING_KEYS)}


def _redacts(what: Redaction) -> Conditions:
    return {f"publication_leaves_out_{what.value}": when_act(lambda act: what in act.redacted, PublicationApproved)}


CONDITIONS: Conditions = {
    **{name: test for what in Redaction for name, test in _redacts(what).items()},
    "publication_checked_free_of_secrets": when_act(lambda act: act.secrets_checked and not act.contains_secrets, PublicationApproved),
    "publication_holds_secrets": when_act(lambda act: act.contains_secrets, PublicationApproved),
    "publication_after_decision": when_act(lambda _act: True, PublicationApproved),
    "fine_payments_on_file": lambda source: bool(source.state.done(FinePaid, FineCollected, party=source.subject)),
    "rectification_was_reviewed": lambda source: bool(source.state.done(RectificationReviewed, party=source.subject)),
    "preserved_goods_were_disposed": lambda source: bool(source.state.done(PreservationDisposed, party=source.subject)),
}
