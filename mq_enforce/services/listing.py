"""The list of cases: filtered, sorted, and searched by any two characters."""

from __future__ import annotations

from dataclasses import dataclass

from mq_enforce.services.program import Program
from mq_enforce.store import CaseFilter, CaseOrder


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list; ``next_due`` is an ISO date or empty."""

    id: str
    number: str
    title: str
    stage: str
    next_due: str
    next_what: str

    def to_json(self) -> dict[str, str]:
        """Return the line as plain data."""
        return {
            "id": self.id,
            "number": self.number,
            "title": self.title,
            "stage": self.stage,
            "next_due": self.next_due,
            "next_what": self.next_what,
        }


def list_cases(
    program: Program, *, search: str = "", stage: str | None = None, order: CaseOrder = "due", limit: int = 100, practice: bool = False
) -> list[CaseLine]:
    """Return the cases that match, in order; ``search`` finds names, numbers, places from two characters on."""
    with program.store.read(program.actor.agency) as reader:
        rows = reader.list_cases(CaseFilter(stage=stage, practice=practice), search, order, limit)
    return [
        CaseLine(
            id=row.case.case_id,
            number=row.case.case_number or "",
            title=row.case.title,
            stage=row.projection.stage if row.projection else "",
            next_due=row.projection.next_due.isoformat() if row.projection and row.projection.next_due else "",
            next_what=row.projection.next_what if row.projection else "",
        )
        for row in rows
    ]
