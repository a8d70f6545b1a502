"""Inspection, interview and evidence (行政处罚法第四十六条、第五十四条、第五十五条)."""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.base.ages import full_years
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.investigation import EvidenceCollected, EvidenceKind, InterviewHeld, SiteInspected
from mq_enforce.case.acts.notice import HearingHeld, StatementMade
from mq_enforce.case.acts.proposal import InvestigationEnded
from mq_enforce.case.values import Signature
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_facts, act_person, act_rows, name_of, path_of, told, when_act
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource

_ADULT = 18
_SESSION = ("place", "certificate_answer", "recusal_answer")
_INSPECTION = ("weather", "present_name", "present_post", "present_relation", "findings", "measures")
_COUNTS = ("photos", "recordings", "sketches")
_PERSON = ("name", "sex", "born_on", "id_number", "ethnicity", "work_unit", "post", "address", "phone", "relation")
_PICTURES = (".jpg", ".jpeg", ".png")


def _interviewee_age(source: PaperSource) -> Runs:
    act = source.latest(InterviewHeld)
    return run(str(full_years(act.person.born_on, act.on)), f"{path_of(act)}.person.born_on") if act else NOTHING


# -- signatures -------------------------------------------------------------------------------------------------


def _signature(source: PaperSource) -> Signature | None:
    found = getattr(source.act, "signature", None)
    return found if isinstance(found, Signature) else None


def _signature_fact(field: str) -> Binding:
    def binding(source: PaperSource) -> Runs:
        signature = _signature(source)
        return NOTHING if signature is None or source.act is None else told(source, signature, field, f"{path_of(source.act)}.signature")

    return binding


def _signature_refused(source: PaperSource) -> bool:
    signature = _signature(source)
    return signature is not None and not signature.signed


def _witness_present(source: PaperSource) -> bool:
    """A witness stood by when the record was signed or the paper was left."""
    signature = _signature(source)
    return bool(signature.witness) if signature is not None else bool(getattr(source.act, "witness", ""))


# -- evidence ---------------------------------------------------------------------------------------------------

_EVIDENCE_KEYS = frozenset({"id", "kind", "name", "source", "place", "proves", "pages", "date", "at", "collectors", "file"})
_EVIDENCE_FIELDS = {
    "id": "evidence",
    "kind": "evidence_kind",
    "name": "name",
    "source": "source",
    "place": "place",
    "proves": "proves",
    "pages": "pages",
    "at": "at",
    "date": "on",
    "file": "file",
}
_RECORDS: dict[type[Act], tuple[str, EvidenceKind, str]] = {
    SiteInspected: ("现场检查（勘验）笔录", EvidenceKind.RECORD, "检查时现场的状况"),
    InterviewHeld: ("询问笔录", EvidenceKind.PARTY, "被询问人陈述的案件事实"),
    StatementMade: ("陈述（申辩）笔录", EvidenceKind.PARTY, "当事人的陈述和申辩"),
    HearingHeld: ("听证笔录", EvidenceKind.RECORD, "听证中各方的陈述和质证"),
}
"""Records of acts are evidence themselves: what they are called, of which kind they are, what they prove by their nature."""


def _collectors(source: PaperSource, act: Act) -> Runs:
    return join("、", [name_of(source, person, f"{path_of(act)}.by") for person in act.by])


def _evidence_row(source: PaperSource, act: EvidenceCollected) -> Item:
    row = {key: told(source, act, field, path_of(act)) for key, field in _EVIDENCE_FIELDS.items()}
    return {**row, "collectors": _collectors(source, act)}


def _record_row(source: PaperSource, act: Act) -> Item:
    """A record as a row of evidence; an interview of somebody other than the party is the testimony of a witness."""
    name, kind, proves = _RECORDS[type(act)]
    title = run(name)
    if isinstance(act, InterviewHeld):
        person = told(source, act, "person.name", path_of(act))
        title = run("对") + person + run("的询问笔录")
        if act.person.name not in {known for party in source.state.parties.values() for known in (party.name, party.head)}:
            kind = EvidenceKind.WITNESS
    return {
        **dict.fromkeys(_EVIDENCE_KEYS, NOTHING),
        "id": run(act.id, path_of(act)),
        "kind": run(kind.label),
        "name": title,
        "source": run("执法人员制作"),
        "place": told(source, act, "place", path_of(act)),
        "proves": run(proves),
        "at": told(source, act, "at", path_of(act)),
        "date": told(source, act, "on", path_of(act)),
        "collectors": _collectors(source, act),
    }


def _all_evidence(source: PaperSource) -> Sequence[Item]:
    """All evidence on file, in the order in which it was taken; unlawfully taken evidence proves nothing and is left out."""
    return [_evidence_row(source, act) for act in source.state.done(EvidenceCollected) if not act.unlawful]


def _admitted_evidence(source: PaperSource) -> Sequence[Item]:
    """The evidence on which the investigation rests, in the order in which the report names it.

    A paper about one party leaves out what was taken about another alone; what is about the case stands on every paper.
    """
    about = {None, *(party.id for party in source.parties)}
    ended = source.latest(InvestigationEnded)
    if ended is None:
        return ()
    collected = {act.evidence: act for act in source.state.done(EvidenceCollected)} | {
        act.id: act for act in source.state.done(EvidenceCollected)
    }
    rows: list[Item] = []
    for name in ended.evidence:
        record = source.state.record(name)
        taken = collected.get(name) or (record.act if record is not None else None)
        if taken is not None and taken.party not in about:
            continue
        if name in collected:
            rows.append(_evidence_row(source, collected[name]))
        elif record is not None and type(record.act) in _RECORDS:
            rows.append(_record_row(source, record.act))
        else:
            rows.append({**dict.fromkeys(_EVIDENCE_KEYS, NOTHING), "name": run(name, f"{path_of(ended)}.evidence")})
    return rows


def _evidence_line(source: PaperSource) -> Runs:
    """Names of the records and the evidence on file so far, in the order in which they were made; none about another party alone."""
    about = {None, *(party.id for party in source.parties)}
    names: list[Runs] = []
    for act in source.state.done(*_RECORDS, EvidenceCollected):
        if act.party not in about:
            continue
        if isinstance(act, EvidenceCollected):
            names.append(told(source, act, "name", path_of(act)) if not act.unlawful else NOTHING)
        else:
            names.append(_record_row(source, act)["name"])
    return join("、", names)


def _evidence_image(source: PaperSource) -> Runs:
    """The key of the picture: its SHA-256."""
    act = source.latest(EvidenceCollected)
    return run(act.sha256, f"{path_of(act)}.file") if act and act.file.lower().endswith(_PICTURES) else NOTHING


def _evidence_collectors(source: PaperSource) -> Runs:
    act = source.latest(EvidenceCollected)
    return _collectors(source, act) if act is not None else NOTHING


VALUES: Values = {
    **act_facts("inspection", (*_SESSION, *_INSPECTION, *_COUNTS), SiteInspected),
    "inspection.start": act_fact("began", SiteInspected),
    "inspection.end": act_fact("ended", SiteInspected),
    "inspection.date": act_day(SiteInspected),
    "inspection.recorder": act_person("recorder", SiteInspected),
    **act_facts("interview", (*_SESSION, "ordinal", "guardian_present"), InterviewHeld),
    "interview.start": act_fact("began", InterviewHeld),
    "interview.end": act_fact("ended", InterviewHeld),
    "interview.date": act_day(InterviewHeld),
    "interview.recorder": act_person("recorder", InterviewHeld),
    **{f"interviewee.{key}": act_fact(f"person.{key}", InterviewHeld) for key in _PERSON},
    "interviewee.age": _interviewee_age,
    **{f"signature.{field}": _signature_fact(field) for field in ("opinion", "refused_reason", "witness", "witness_unit")},
    **{f"evidence.{key}": act_fact(field, EvidenceCollected) for key, field in _EVIDENCE_FIELDS.items()},
    "evidence.collectors": _evidence_collectors,
    "evidence.image": _evidence_image,
    "evidence.line": _evidence_line,
    "evidence.admitted_line": lambda source: join("、", [row["name"] for row in _admitted_evidence(source)]),
}

ROWS: Rows = {
    "interview.turns": act_rows("turns", frozenset({"question", "answer"}), InterviewHeld),
    "evidence.all": (_all_evidence, _EVIDENCE_KEYS),
    "evidence.admitted": (_admitted_evidence, _EVIDENCE_KEYS),
}

CONDITIONS: Conditions = {
    "signature_refused": _signature_refused,
    "witness_present": _witness_present,
    "interviewee_is_minor": when_act(lambda act: full_years(act.person.born_on, act.on) < _ADULT, InterviewHeld),
    "guardian_at_interview": when_act(lambda act: bool(act.guardian_present), InterviewHeld),
    "inspection_took_measures": when_act(lambda act: bool(act.measures), SiteInspected),
    "evidence_on_file": lambda source: bool(_evidence_line(source)),
    "evidence_is_picture": lambda source: bool(_evidence_image(source)),
    "evidence_is_copy": when_act(lambda act: act.compared_with_original, EvidenceCollected),
}
