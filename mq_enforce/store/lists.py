"""The case list: filter, search and order over the flat rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, select

from mq_enforce.store import projections, search
from mq_enforce.store.rows import CaseFilter, CaseListRow, CaseOrder, CaseRow
from mq_enforce.store.scope import build
from mq_enforce.store.tables import cases
from mq_enforce.store.tables import projections as flat

ANY = CaseFilter()

ORDERS: dict[CaseOrder, tuple[ColumnElement[Any], ...]] = {
    "due": (flat.c.next_due.is_(None), flat.c.next_due, cases.c.opened_at),
    "opened": (cases.c.opened_at.desc(),),
    "number": (cases.c.case_number.is_(None), cases.c.case_number),
    "title": (cases.c.title,),
    "changed": (cases.c.changed_at.desc(),),
}
"""Orders of the case list; the case id decides between equals."""

_FLAT = {f"flat_{column.name}": column for column in flat.columns}


def case_list(agency: str, dialect: str, where: CaseFilter, searched: str) -> Select[Any]:
    """Return the query for the cases of an agency with their flat rows, not yet ordered."""
    joined = cases.outerjoin(flat, and_(flat.c.agency_id == cases.c.agency_id, flat.c.case_id == cases.c.case_id))
    columns = [*cases.columns, *(column.label(label) for label, column in _FLAT.items())]
    query = select(*columns).select_from(joined).where(cases.c.agency_id == agency, *_conditions(where))
    found = search.condition(dialect, searched)
    return query if found is None else query.where(found)


def _conditions(where: CaseFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [
        column == value
        for column, value in (
            (cases.c.procedure, where.procedure),
            (cases.c.matter_id, where.matter_id),
            (cases.c.practice, where.practice),
            (flat.c.stage, where.stage),
            (flat.c.waits_for, where.waits_for),
        )
        if value is not None
    ]
    if where.closed is not None:
        wanted.append(cases.c.closed_at.is_not(None) if where.closed else cases.c.closed_at.is_(None))
    if where.due_until is not None:
        wanted.append(flat.c.next_due <= where.due_until)
    return wanted


def case_list_row(row: Row[Any]) -> CaseListRow:
    """Return a row of the list as it crosses the boundary."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name
    has_projection = values["flat_row_id"] is not None
    plain = {column.name: values[label] for label, column in _FLAT.items()}
    return CaseListRow(build(CaseRow, values), projections.from_row(plain) if has_projection else None)
