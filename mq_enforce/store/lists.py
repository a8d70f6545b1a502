"""The case list: filter, search and order over the flat rows."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from mq_enforce.store import projections, search
from mq_enforce.store.rows import CaseFilter, CaseListRow, CaseOrder, CaseRow
from mq_enforce.store.scope import build
from mq_enforce.store.tables import cases
from mq_enforce.store.tables import projections as flat

Columns = TypeVar("Columns")

ANY = CaseFilter()

ORDERS: dict[CaseOrder, tuple[ColumnElement[Any], ...]] = {
    "due": (flat.c.next_due.is_(None), flat.c.next_due, cases.c.opened_at),
    "opened": (cases.c.opened_at.desc(),),
    "number": (cases.c.case_number.is_(None), cases.c.case_number),
    "title": (cases.c.title,),
    "changed": (cases.c.changed_at.desc(),),
}
"""Orders of the case list; the case id decides between equals."""

_FLAT = {f"flat_{column.name}": column for column in flat.columns if column.name != "grams"}
_SAME = and_(flat.c.agency_id == cases.c.agency_id, flat.c.case_id == cases.c.case_id)
_JOINED = cases.outerjoin(flat, _SAME)
_COLUMNS = (*cases.columns, *(column.label(label) for label, column in _FLAT.items()))


def case_page(agency: str, dialect: str, where: CaseFilter, searched: str, order: CaseOrder, place: tuple[int, int]) -> Select[Any]:
    """Return the query for the cases of an agency with their flat rows, in an order; ``place`` is how many and after how many.

    Only keys are sorted: the texts of a row are long, and a sorter would carry those of all cases along.
    """
    keys = _found(select(cases.c.case_id).select_from(_JOINED), agency, dialect, where, searched)
    return _page(keys.order_by(*ORDERS[order], cases.c.case_id), agency, order, place)


def dated_page(agency: str, dialect: str, where: CaseFilter, searched: str, place: tuple[int, int]) -> Select[Any]:
    """Return the query for those cases alone that have a next date, the nearest first: read off an index as far as needed.

    The order ``due`` begins with them, so a page that this query fills is the page of all.
    """
    keys = _found(select(cases.c.case_id).select_from(cases.join(flat, _SAME)), agency, dialect, where, searched)
    nearest = (flat.c.next_due, cases.c.opened_at, cases.c.case_id)
    return _page(keys.where(flat.c.next_due.is_not(None)).order_by(*nearest), agency, "due", place)


def case_count(agency: str, dialect: str, where: CaseFilter, searched: str) -> Select[int]:
    """Return the query for how many cases of an agency there are."""
    return _found(select(func.count()).select_from(_JOINED), agency, dialect, where, searched)


def _page(keys: Select[str], agency: str, order: CaseOrder, place: tuple[int, int]) -> Select[Any]:
    wanted = keys.limit(place[0]).offset(place[1])
    query = select(*_COLUMNS).select_from(_JOINED).where(cases.c.agency_id == agency, cases.c.case_id.in_(wanted))
    return query.order_by(*ORDERS[order], cases.c.case_id)


def _found(query: Select[Columns], agency: str, dialect: str, where: CaseFilter, searched: str) -> Select[Columns]:
    query = query.where(cases.c.agency_id == agency, *_conditions(where))
    found = search.condition(dialect, searched)
    if found is None:
        return query
    # The search alone decides which rows are looked at: with the bare column SQLite would rather read all of the agency's.
    hits = select(flat.c.case_id).where(flat.c.agency_id + "" == agency, found).correlate(None)
    return query.where(cases.c.case_id.in_(hits))


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
