"""Reading the journal: streams, heads, seals, and a whole chain to take along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, select

from mq_enforce.base.chain import Entry, Head, Seal
from mq_enforce.base.chain_file import write_chain
from mq_enforce.store.scope import Scope, build
from mq_enforce.store.tables import agencies, journal_entries, journal_payloads, seals, streams


class JournalReading(Scope):
    """What can be read of an agency's journal."""

    def streams(self) -> tuple[str, ...]:
        """Return the names of all streams, sorted."""
        return tuple(sorted(self.heads()))

    def streams_with_entries(self) -> tuple[str, ...]:
        """Return the names of all streams that have entries, whether or not their heads are known."""
        query = select(journal_entries.c.stream).where(journal_entries.c.agency_id == self.agency).distinct()
        return tuple(self.connection.execute(query).scalars())

    def journal(self, stream: str) -> tuple[Entry, ...]:
        """Return all entries of a stream with their payloads; none for a stream that does not exist."""
        e, p = journal_entries, journal_payloads
        same = and_(p.c.agency_id == e.c.agency_id, p.c.stream == e.c.stream, p.c.number == e.c.number)
        query = select(e, p.c.salt, p.c.payload).select_from(e.outerjoin(p, same))
        query = query.where(e.c.agency_id == self.agency, e.c.stream == stream).order_by(e.c.number)
        return tuple(build(Entry, row) for row in self.all(query))

    def head(self, stream: str) -> Head | None:
        """Return the last entry of a stream, by number and hash."""
        row = self.find(streams, stream=stream)
        return None if row is None else build(Head, row)

    def heads(self) -> dict[str, Head]:
        """Return the heads of all streams."""
        return {row["stream"]: build(Head, row) for row in self.all(self.select(streams))}

    def last_seal(self) -> Seal | None:
        """Return the last seal; it covers what the last unit of work changed and, through the chain, all before."""
        row = self.first(self.select(seals).order_by(seals.c.number.desc()).limit(1))
        return None if row is None else _seal(row)

    def seals(self) -> tuple[Seal, ...]:
        """Return all seals."""
        return tuple(_seal(row) for row in self.all(self.select(seals).order_by(seals.c.number)))

    def seal_head(self) -> tuple[int, str] | None:
        """Return number and hash of the last seal as they are kept beside the seals themselves."""
        row = self.first(self.select(agencies))
        return None if row is None else (row["seal_number"], row["seal_hash"])

    def export_chain(self, stream: str) -> bytes:
        """Return a whole stream as lines of canonical JSON, for ``base.chain_file.read_chain``."""
        return write_chain(self.journal(stream))


def _seal(row: Mapping[str, Any]) -> Seal:
    heads = tuple(Head(stream, number, hashed) for stream, number, hashed in row["heads"])
    return build(Seal, row, heads=heads)
