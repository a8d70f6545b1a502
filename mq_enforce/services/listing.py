"""The list of cases: filtered, sorted, and searched by any two characters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mq_enforce.services.overview import standing
from mq_enforce.services.program import Program
from mq_enforce.store import CaseFilter, CaseListRow, CaseOrder, Projection


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list; ``next_due`` is an ISO date or empty, ``standing`` the word for how near it is today."""

    id: str
    number: str
    title: str
    stage: str
    next_due: str
    next_what: str
    parties: tuple[str, ...] = ()
    violation: str = ""
    waits_for: str = ""
    standing: str = ""
    practice: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the line as plain data."""
        return {
            "id": self.id,
            "number": self.number,
            "title": self.title,
            "stage": self.stage,
            "next_due": self.next_due,
            "next_what": self.next_what,
            "parties": list(self.parties),
            "violation": self.violation,
            "waits_for": self.waits_for,
            "standing": self.standing,
            "practice": self.practice,
        }


def list_cases(
    program: Program,
    *,
    search: str = "",
    stage: str | None = None,
    order: CaseOrder = "due",
    limit: int = 100,
    offset: int = 0,
    practice: bool | None = False,
    today: date | None = None,
) -> list[CaseLine]:
    """Return the cases that match, in order; ``search`` finds names, numbers, places from two characters on.

    ``practice`` None shows both kinds of case; ``today`` is the clock's day unless given.
    """
    day = today or program.clock.now().date()
    with program.store.read(program.actor.agency) as reader:
        rows = reader.list_cases(CaseFilter(stage=stage, practice=practice), search, order, limit, offset)
    return [_line(row, day) for row in rows]


def count_cases(program: Program, *, search: str = "", stage: str | None = None, practice: bool | None = False) -> int:
    """Return how many cases ``list_cases`` would give without a limit."""
    with program.store.read(program.actor.agency) as reader:
        return reader.count_cases(CaseFilter(stage=stage, practice=practice), search)


def _line(row: CaseListRow, today: date) -> CaseLine:
    case, flat = row.case, row.projection or Projection(row.case.case_id, "")
    return CaseLine(
        id=case.case_id,
        number=case.case_number or "",
        title=case.title,
        stage=flat.stage,
        next_due=flat.next_due.isoformat() if flat.next_due else "",
        next_what=flat.next_what,
        parties=flat.names,
        violation=flat.flat.get("violation", ""),
        waits_for=_waits_for(flat, today),
        standing=standing(flat.next_due, today),
        practice=case.practice,
    )


def _waits_for(flat: Projection, today: date) -> str:
    """Return who has to act today: once the other side's period is over, whoever comes after it."""
    until = flat.flat.get("waits_until", "")
    over = bool(until) and today > date.fromisoformat(until)
    return str(flat.flat.get("waits_then", "")) if over else flat.waits_for
