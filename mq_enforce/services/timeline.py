"""The timeline of a case: everything done in it, in order, with who recorded it and when, and what it made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mq_enforce.case.acts.records import FactCorrected, PaperIssued, PaperVoided
from mq_enforce.case.state import ActRecord, CaseState
from mq_enforce.services.program import NOBODY, NOBODY_NAME, Program

IRREGULAR, TAKEN_OVER, VOIDED, CORRECTION = "不合程序", "启用前", "已作废", "更正"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One act. ``at`` is when it was done, ``recorded_at`` when and ``recorded_by`` by whom it was entered.

    ``party`` is the name, empty for what is about the whole case; ``about`` is the title of the paper that was delivered or
    announced; ``findings`` are the sentences of what stands against it;
    ``papers`` names the papers that it made.
    """

    act: str
    kind: str
    label: str
    about: str
    at: datetime
    recorded_at: datetime
    recorded_by: str
    people: tuple[str, ...]
    party: str
    marks: tuple[str, ...]
    findings: tuple[str, ...]
    papers: tuple[str, ...]


def timeline(state: CaseState, program: Program) -> tuple[TimelineEntry, ...]:
    """Return the entries in the order of what happened; papers stand with the act that made them."""
    return tuple(_entry(state, record, program) for record in state.records if not isinstance(record.act, PaperIssued))


def _entry(state: CaseState, record: ActRecord, program: Program) -> TimelineEntry:
    act = record.act
    document = getattr(act, "document", "")
    return TimelineEntry(
        act=act.id,
        kind=act.kind,
        label=act.label,
        about=program.kinds[document].label if document in program.kinds else "",
        at=act.at,
        recorded_at=record.recorded_at,
        recorded_by=_recorder(state, record.recorded_by, program),
        people=tuple(_name(state, record, person) for person in act.by),
        party=party_name(state, act.party),
        marks=_marks(state, record),
        findings=tuple(violation.sentence() for violation in record.violations),
        papers=papers_made(state, act.id),
    )


def _recorder(state: CaseState, person: str, program: Program) -> str:
    """Return a name: the register's as the case holds it, else that of the person at the keyboard, else the id itself."""
    known = state.office.people.get(person)
    if known is not None:
        return known.name
    if person == program.actor.person:
        return program.actor.name
    return NOBODY_NAME if person == NOBODY else person


def _name(state: CaseState, record: ActRecord, person: str) -> str:
    known = record.people.get(person) or state.office.people.get(person)
    return known.name if known is not None else person


def _marks(state: CaseState, record: ActRecord) -> tuple[str, ...]:
    act = record.act
    given = (
        (IRREGULAR, act.irregular is not None),
        (TAKEN_OVER, act.taken_over),
        (VOIDED, act.id in state.voided),
        (CORRECTION, isinstance(act, FactCorrected)),
    )
    return tuple(mark for mark, holds in given if holds)


def papers_made(state: CaseState, act_id: str) -> tuple[str, ...]:
    """Return the papers that an act made, with number and, where it is so, that they were voided."""
    void = {act.paper for act in state.done(PaperVoided)}
    made = [record.act for record in state.records if isinstance(record.act, PaperIssued) and record.act.refers_to == act_id]
    return tuple(
        "".join((f"《{one.title}》", one.number, _paper_party(state, one), f"（{VOIDED}）" if one.id in void else "")) for one in made
    )


def _paper_party(state: CaseState, paper: PaperIssued) -> str:
    return f"（{party_name(state, paper.party)}）" if paper.party and len(state.parties) > 1 else ""


def party_name(state: CaseState, party: str | None) -> str:
    """Return the name of a party; empty for what is about the whole case, or about nobody on file."""
    known = state.parties.get(party) if party is not None else None
    return known.name if known is not None else ""
