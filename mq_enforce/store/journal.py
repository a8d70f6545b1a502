"""Keeping the journal: entries are gathered during a unit of work and written at its end, with one seal over them.

Writing them last keeps the agency's one contended row (the head of its seals) locked for the shortest time, and gives
every unit the same order of locks: case, series, seal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from mq_enforce.base.actors import CHINA, Actor, Ids
from mq_enforce.base.chain import GENESIS, Entry, Head, canonical, link, plain_copy, seal_hash
from mq_enforce.store.engine import insert
from mq_enforce.store.scope import Scope
from mq_enforce.store.tables import agencies, journal_entries, journal_payloads, seals, streams

PAPERS = "papers"
SETTINGS = "settings"
SNAPSHOTS = "snapshots"
DESTROYED = "payload_destroyed"
ROWS = "rows"
NOTE = "note"

_NOT_JOURNALED: dict[str, frozenset[str]] = {
    "cases": frozenset({"version", "changed_at"}),
    "facts": frozenset({"superseded"}),
}


def case_stream(case_id: str) -> str:
    """Return the name of a case's stream."""
    return f"case:{case_id}"


def series_stream(series_id: str) -> str:
    """Return the name of a number series' stream."""
    return f"series:{series_id}"


def register_stream(kind: str) -> str:
    """Return the name of a register's stream."""
    return f"register:{kind}"


def stream_of(table: str, row: Mapping[str, Any]) -> str:
    """Return the stream that tells of a row of a journaled table."""
    if table in {"cases", "facts", "acts"} or (table == "papers" and row["case_id"] is not None):
        return case_stream(row["case_id"])
    if table in {"series", "numbers"}:
        return series_stream(row["series_id"])
    return register_stream(row["kind"]) if table == "registers" else table


def journaled(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the journal keeps it: plain data, without the agency and what only serves the running program."""
    left_out = _NOT_JOURNALED.get(table.name, frozenset())
    names = [column.name for column in table.columns if column.name != "agency_id" and column.name not in left_out]
    copy: dict[str, Any] = plain_copy({name: _at_home(row[name]) for name in names})
    return copy


def _at_home(value: object) -> object:
    return value.astimezone(CHINA) if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True)
class _Note:
    stream: str
    kind: str
    payload: bytes


class Journal:
    """The entries of one unit of work that are still to be written."""

    def __init__(self, scope: Scope, actor: Actor, ids: Ids, now: datetime) -> None:
        self._scope = scope
        self._actor = actor
        self._ids = ids
        self._now = now
        self._notes: list[_Note] = []

    def rows(self, stream: str, kind: str, *changed: tuple[Table, Mapping[str, Any]]) -> None:
        """Note what rows have become, each whole."""
        self._notes.append(_Note(stream, kind, canonical({ROWS: [[table.name, journaled(table, row)] for table, row in changed]})))

    def note(self, stream: str, kind: str, payload: Mapping[str, Any]) -> None:
        """Note anything else. Raises TypeError when it is not plain data."""
        self._notes.append(_Note(stream, kind, canonical({NOTE: payload})))

    def flush(self) -> None:
        """Write the entries, move the heads, and seal what changed; nothing when there is nothing."""
        if not self._notes:
            return
        number, previous = self._lock_seals()
        heads = self._heads()
        entries: list[Entry] = []
        for note in self._notes:
            entry = self._link(heads.get(note.stream), note)
            heads[note.stream] = Head(note.stream, entry.number, entry.hash)
            entries.append(entry)
        self._write(entries)
        self._move({stream: heads[stream] for stream in dict.fromkeys(note.stream for note in self._notes)})
        self._seal(number + 1, previous, tuple(sorted(heads.values(), key=lambda head: head.stream)))
        self._notes.clear()

    def register_agency(self) -> None:
        """Make sure that the agency has its row; whatever looks through the whole database goes by these rows."""
        scope = self._scope
        first = {"agency_id": scope.agency, "since": self._now, "seal_number": 0, "seal_hash": GENESIS}
        scope.connection.execute(insert(scope.connection, agencies).values(first).on_conflict_do_nothing())

    def _lock_seals(self) -> tuple[int, str]:
        self.register_agency()
        scope = self._scope
        row = scope.connection.execute(scope.select(agencies).with_for_update()).mappings().one()
        return row["seal_number"], row["seal_hash"]

    def _heads(self) -> dict[str, Head]:
        wanted = sorted({note.stream for note in self._notes})
        rows = self._scope.all(self._scope.select(streams).where(streams.c.stream.in_(wanted)))
        return {row["stream"]: Head(row["stream"], row["number"], row["hash"]) for row in rows}

    def _link(self, head: Head | None, note: _Note) -> Entry:
        who, when = self._actor, self._now.astimezone(CHINA).isoformat()
        return link(head, note.stream, note.kind, who.person, when, who.machine, self._ids.salt(), note.payload)

    def _write(self, entries: list[Entry]) -> None:
        names = [column.name for column in journal_entries.columns if column.name != "agency_id"]
        self._scope.insert(journal_entries, [{name: getattr(entry, name) for name in names} for entry in entries])
        names = [column.name for column in journal_payloads.columns if column.name != "agency_id"]
        self._scope.insert(journal_payloads, [{name: getattr(entry, name) for name in names} for entry in entries])

    def _move(self, heads: Mapping[str, Head]) -> None:
        statement = insert(self._scope.connection, streams)
        moved = statement.on_conflict_do_update(
            index_elements=["agency_id", "stream"],
            set_={"number": statement.excluded.number, "hash": statement.excluded.hash},
        )
        rows = [
            {"agency_id": self._scope.agency, "stream": head.stream, "number": head.number, "hash": head.hash} for head in heads.values()
        ]
        self._scope.connection.execute(moved, rows)

    def _seal(self, number: int, previous: str, heads: tuple[Head, ...]) -> None:
        hashed = seal_hash(number, previous, heads)
        covered = [[head.stream, head.number, head.hash] for head in heads]
        self._scope.insert(seals, [{"number": number, "previous": previous, "heads": covered, "hash": hashed}])
        self._scope.update(agencies, {}, {"seal_number": number, "seal_hash": hashed})


def agency_ids(scope: Scope) -> tuple[str, ...]:
    """Return all agencies that keep records in this database."""
    return tuple(scope.connection.execute(select(agencies.c.agency_id).order_by(agencies.c.agency_id)).scalars())
