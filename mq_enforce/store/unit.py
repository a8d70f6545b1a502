"""The unit of work: one transaction, one recorded time, one journal; what all writing stands on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table

from mq_enforce.base.actors import CHINA, Actor, Clock, Ids
from mq_enforce.store.blobs import BlobFiles
from mq_enforce.store.journal import Journal
from mq_enforce.store.reading import Reader


class Unit(Reader):
    """A reader whose transaction also writes. Everything in it is recorded as of ``now``, by ``actor``."""

    def __init__(self, connection: Connection, blob_files: BlobFiles, actor: Actor, clock: Clock, ids: Ids) -> None:
        super().__init__(connection, actor.agency, blob_files)
        self.actor = actor
        self.ids = ids
        self.now: datetime = clock.now().astimezone(CHINA)
        self.pending = Journal(self, actor, ids, self.now)
        self.held: set[str] = set()

    def hold(self, case_id: str) -> None:
        """Demand that the case was opened or taken in this unit; anything else is our mistake and raises RuntimeError."""
        if case_id not in self.held:
            raise RuntimeError(f"case {case_id} was not taken in this unit of work")

    def add(self, stream: str, kind: str, table: Table, row: Mapping[str, Any]) -> None:
        """Insert a row and note it."""
        self.insert(table, [row])
        self.pending.rows(stream, kind, (table, row))

    def change(self, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> dict[str, Any]:
        """Change the one row with this key and return it whole. Raises LookupError when there is none."""
        row = self.change_if(table, key, values)
        if row is None:
            raise LookupError(f"no row {dict(key)} in {table.name}")
        return row

    def change_if(
        self, table: Table, key: Mapping[str, object], values: Mapping[str, object], *also: ColumnElement[bool]
    ) -> dict[str, Any] | None:
        """Change the one row with this key, where the further conditions hold, and return it whole, or None when they do not."""
        return self.find(table, **key) if self.update(table, key, values, *also) == 1 else None
