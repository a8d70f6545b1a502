"""Opening a case, recording what is done in it, and reading it back; every write is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from mq_enforce.base.errors import BadInput, Fault, Violation
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.acts.records import ActVoided, PaperVoided
from mq_enforce.case.facts import Conduct, Party
from mq_enforce.case.state import ActRecord, CaseHead, CaseState, Office
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Person
from mq_enforce.procedures.engine import admit, judged, verdict
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.packs import packs_digest
from mq_enforce.services.program import Program
from mq_enforce.services.projecting import projection_of
from mq_enforce.store import ActRow, CaseFile, CaseRow, Reader, Writer

_OFFICE: TypeAdapter[Office] = TypeAdapter(Office)
_PERSON: TypeAdapter[Person] = TypeAdapter(Person)
_AGENCY: TypeAdapter[Agency] = TypeAdapter(Agency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is needed to open a case; without ``case_id`` it gets a fresh one."""

    procedure: str
    matter: str
    violation: str
    parties: tuple[Party, ...]
    conduct: Conduct
    office: Office
    at: datetime
    practice: bool = False
    case_id: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act that is on file now, with what it violates."""

    act: Act
    violations: tuple[Violation, ...]


def open_case(program: Program, opening: Opening) -> str:
    """Open a case with its facts and the office's registers as they stand, and return its id."""
    procedure_named(opening.procedure)
    case_id = opening.case_id or program.ids.new("case")
    names = "、".join(party.name for party in opening.parties)
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        number = _case_number(writer, opening, case_id)
        writer.open_case(
            opening.procedure,
            opening.matter,
            f"{names}{opening.violation}案",
            opening.at,
            case_id=case_id,
            case_number=number,
            practice=opening.practice,
        )
        snapshot = writer.keep_snapshot(_OFFICE.dump_python(opening.office, mode="json"))
        facts: dict[str, Any] = {"violation": opening.violation, "office": snapshot, "order": [p.id for p in opening.parties]}
        for party in opening.parties:
            facts |= {f"parties.{party.id}.{name}": value for name, value in party.model_dump(mode="json").items()}
        facts |= {f"conduct.{name}": value for name, value in opening.conduct.model_dump(mode="json").items()}
        for path, value in facts.items():
            writer.set_fact(case_id, path, value, at=opening.at, done_by=program.actor.person)
        writer.put_projection(projection_of(load(writer, case_id, program), program.law, program.clock.now()))
    return case_id


def _case_number(writer: Writer, opening: Opening, case_id: str) -> str:
    series = writer.ensure_series(f"{opening.office.agency.short}案", "case", opening.at.year)
    reserved = writer.reserve_number(series.series_id, case_id=case_id, document="case")
    text = f"{opening.office.agency.short}案〔{opening.at.year}〕{reserved.n}号"
    writer.finish_number(series.series_id, reserved.n, None, text)
    return text


def record_act(program: Program, case_id: str, act: Act, also: Callable[[Writer, CaseState], object] | None = None) -> Recorded:
    """Put an act on file, or refuse it; ``also`` writes into the same unit of work what belongs to it.

    Raises RuleViolation for an official act that the law forbids, BadInput for what cannot have happened, StaleCase when
    somebody else was faster; in each case nothing is kept.
    """
    with taken(program, case_id) as (writer, state):
        found = admit(state, act, procedure_named(state.head.procedure), program.law, program.clock.now())
        keep_act(writer, state, act)
        if isinstance(act, ActVoided) and not found:
            _void_papers_of(writer, state, act)
        if also is not None:
            also(writer, state)
    return Recorded(act, found)


def _void_papers_of(writer: Writer, state: CaseState, act: ActVoided) -> None:
    """Void what a voided act made with it: a paper of something that never happened has no place in the dossier."""
    for paper in state.papers():
        if paper.refers_to == act.refers_to:
            writer.void_paper(paper_id(state.head.id, paper.id), act.reason)
            keep_act(writer, state, PaperVoided(id=f"{act.id}.{paper.id}", at=act.at, by=act.by, paper=paper.id, reason=act.reason))


def paper_id(case_id: str, issued: str) -> str:
    """Return the id of a paper in the store: that of its case and of the act that issued it."""
    return f"{case_id}/{issued}"


def admissible(program: Program, case_id: str, act: Act) -> tuple[Violation, ...]:
    """Judge an act as ``record_act`` would, and keep nothing: what it violates if it is let in. Raises as ``record_act`` does."""
    state = read_case(program, case_id)
    return admit(state, act, procedure_named(state.head.procedure), program.law, program.clock.now())


def keep_act(writer: Writer, state: CaseState, act: Act) -> None:
    """Write an act that was let in, with what it relied on frozen beside it, and the fact it corrects."""
    people = {one: state.office.people[one] for one in people_named(act) if one in state.office.people}
    snapshots = [writer.keep_snapshot({"person": _PERSON.dump_python(person, mode="json")}) for person in people.values()]
    snapshots.append(writer.keep_snapshot({"agency": _AGENCY.dump_python(state.office.agency, mode="json")}))
    writer.add_act(
        state.head.id,
        act.kind,
        act.model_dump(mode="json"),
        at=act.at,
        done_by=list(act.by),
        act_id=act.id,
        irregular=act.irregular,
        taken_over=act.taken_over,
        relied_on={"matter": state.head.matter, "procedure": state.head.procedure, "packs": packs_digest()},
        snapshots=snapshots,
    )
    path = getattr(act, "path", None)
    if path is not None:
        writer.set_fact(state.head.id, path, getattr(act, "value", None), at=act.at, done_by="、".join(act.by), why=getattr(act, "why", ""))


def people_named(act: Act) -> tuple[str, ...]:
    """Return the ids of the people of the office that an act names anywhere."""
    named: list[str] = []
    _collect(act.model_dump(mode="json"), named)
    return tuple(dict.fromkeys(named))


def _collect(value: object, named: list[str]) -> None:
    if isinstance(value, str):
        named.append(value)
    elif isinstance(value, Mapping):
        for one in value.values():
            _collect(one, named)
    elif isinstance(value, list):
        for one in value:
            _collect(one, named)


@contextmanager
def taken(program: Program, case_id: str) -> Iterator[tuple[Writer, CaseState]]:
    """Take a case for one unit of work and give it as it stands; its flat row is written when the unit ends.

    Raises StaleCase when the case was changed meanwhile; when the body raises, nothing is kept.
    """
    row, before = _current(program, case_id)
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.take_case(case_id, row.version)
        yield writer, before
        file = writer.case(case_id)
        after = _carried_on(_raw(writer, file), before, program)
        writer.put_projection(projection_of(after, program.law, program.clock.now()))
    # Not before the commit: what a unit gave up must not be taken for the case.
    program.judged.keep(file.row, after)


def load(reader: Reader, case_id: str, program: Program) -> CaseState:
    """Return a case as it is on file, each act judged on its own day, afresh: what everything kept is measured by."""
    state = _raw(reader, reader.case(case_id))
    return judged(state, procedure_named(state.head.procedure), program.law)


def read_case(program: Program, case_id: str) -> CaseState:
    """Return a case, read in one snapshot of the store; what was judged before and has not changed is not judged again."""
    return _current(program, case_id)[1]


def _current(program: Program, case_id: str) -> tuple[CaseRow, CaseState]:
    """Return a case with its row, both of one snapshot."""
    with program.store.read(program.actor.agency) as reader:
        row = reader.case_row(case_id)
        state = program.judged.at(row)
        if state is not None:
            return row, state
        raw = _raw(reader, reader.case(case_id))
    state = _carried_on(raw, program.judged.last(case_id), program)
    program.judged.keep(row, state)
    return row, state


def _carried_on(raw: CaseState, before: CaseState | None, program: Program) -> CaseState:
    """Judge a case as ``judged`` does, but take over what ``before`` says of the records that both begin with.

    An act is judged by the facts at the opening and by the records before it alone. Where an act was voided all are judged
    again as if it had never been: there nothing can be taken over.
    """
    procedure = procedure_named(raw.head.procedure)
    if before is None or _voids(raw) or _voids(before) or not _same_opening(raw, before):
        return judged(raw, procedure, program.law)
    records: list[ActRecord] = []
    for record, known in zip(raw.records, before.records, strict=False):
        if record != replace(known, violations=()):
            break
        records.append(replace(record, violations=known.violations))
    for record in raw.records[len(records) :]:
        found: tuple[Violation, ...] = ()
        if record.act.official:
            found = verdict(replace(raw, records=tuple(records)), record.act, procedure, program.law).violations
        records.append(replace(record, violations=found))
    return replace(raw, records=tuple(records))


def _voids(state: CaseState) -> bool:
    """Say whether anything in a case voids an act, lawfully or not."""
    return any(isinstance(record.act, ActVoided) for record in state.records)


def _same_opening(one: CaseState, other: CaseState) -> bool:
    return replace(one, records=()) == replace(other, records=())


def _raw(reader: Reader, file: CaseFile) -> CaseState:
    facts = {fact.path: _first(reader, file.case_id, fact.path, fact.version, fact.value) for fact in file.facts}
    office = _OFFICE.validate_python(reader.snapshot(facts["office"]))
    parties = tuple(
        Party.model_validate({path.split(".", 2)[2]: value for path, value in facts.items() if path.startswith(f"parties.{one}.")})
        for one in facts["order"]
    )
    conduct = Conduct.model_validate({path.split(".", 1)[1]: value for path, value in facts.items() if path.startswith("conduct.")})
    head = CaseHead(
        id=file.case_id,
        number=file.row.case_number or "",
        title=file.row.title,
        violation=facts["violation"],
        procedure=file.row.procedure,
        matter=file.row.matter_id,
        opened_at=file.row.opened_at,
        practice=file.row.practice,
    )
    frozen = _Frozen(reader)
    records = sorted((_record(row, office, frozen) for row in file.acts), key=lambda record: (record.act.at, record.seq))
    return CaseState(head, office, parties, conduct, tuple(records))


def _first(reader: Reader, case_id: str, path: str, version: int, value: Any) -> Any:  # noqa: ANN401 - facts are plain data of any type
    """Return the first version of a fact; later ones are applied by the acts that corrected it."""
    return value if version == 1 else reader.fact_history(case_id, path)[0].value


class _Frozen:
    """Frozen people and agencies, each read once however many acts rely on it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Person | Agency] = {}

    def __getitem__(self, snapshot: str) -> Person | Agency:
        if snapshot not in self._known:
            value = self._reader.snapshot(snapshot)
            self._known[snapshot] = (
                _PERSON.validate_python(value["person"]) if "person" in value else _AGENCY.validate_python(value["agency"])
            )
        return self._known[snapshot]


def _record(row: ActRow, office: Office, frozen: _Frozen) -> ActRecord:
    values = [frozen[snapshot] for snapshot in row.snapshots]
    try:
        act = read_act(row.payload)
    except ValueError as error:
        raise BadInput(Fault(f"行为“{row.act_id}”的记录无法读取：{error}", where=row.case_id)) from None
    return ActRecord(
        act=act,
        seq=row.seq,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        agency=next((value for value in values if isinstance(value, Agency)), office.agency),
        people={value.id: value for value in values if isinstance(value, Person)},
    )


def office_json(office: Office) -> dict[str, Any]:
    """Return the office's registers as plain data."""
    data: dict[str, Any] = _OFFICE.dump_python(office, mode="json")
    return data


def agency_json(agency: Agency) -> dict[str, Any]:
    """Return an agency as plain data."""
    return asdict(agency)
