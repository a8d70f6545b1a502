"""The one place that filters by agency: every statement of the store is built here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, insert, select, update

Row = TypeVar("Row")


class Scope:
    """The rows of one agency, through one connection with one open transaction."""

    def __init__(self, connection: Connection, agency: str) -> None:
        self.connection = connection
        self.agency = agency

    def select(self, table: Table) -> Select[Any]:
        """Return a query for all columns of the agency's rows of a table."""
        return select(table).where(table.c.agency_id == self.agency)

    def all(self, query: Select[Any]) -> list[dict[str, Any]]:
        """Return all rows of a query."""
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def first(self, query: Select[Any]) -> dict[str, Any] | None:
        """Return the first row of a query, if any."""
        row = self.connection.execute(query).mappings().first()
        return None if row is None else dict(row)

    def find(self, table: Table, **key: object) -> dict[str, Any] | None:
        """Return the row with this key, if any."""
        return self.first(self.select(table).where(*_matching(table, key)))

    def insert(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows of the agency."""
        if rows:
            self.connection.execute(insert(table), [{"agency_id": self.agency, **row} for row in rows])

    def update(self, table: Table, key: Mapping[str, object], values: Mapping[str, object], *also: ColumnElement[bool]) -> int:
        """Change the rows with this key, where the further conditions hold; return how many."""
        statement = update(table).where(table.c.agency_id == self.agency, *_matching(table, key), *also).values(dict(values))
        return self.connection.execute(statement).rowcount


def _matching(table: Table, key: Mapping[str, object]) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in key.items()]


def build(kind: type[Row], row: Mapping[str, Any], **instead: object) -> Row:
    """Return a row of a table as the dataclass of that name, with some fields given by the caller."""
    values = {field.name: instead[field.name] if field.name in instead else row[field.name] for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**values)
