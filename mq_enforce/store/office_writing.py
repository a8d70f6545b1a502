"""Writing what belongs to the office: registers, settings, frozen values, drafts, and anything else for the record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete

from mq_enforce.base.chain import canonical, plain_copy
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.store.engine import insert
from mq_enforce.store.journal import DESTROYED, SETTINGS, SNAPSHOTS, register_stream
from mq_enforce.store.rows import RegisterRow
from mq_enforce.store.scope import build
from mq_enforce.store.tables import drafts, journal_payloads, registers, settings, snapshots
from mq_enforce.store.unit import Unit


class OfficeWriting(Unit):
    """What a unit of work may do beside cases and papers."""

    def set_register(
        self, kind: str, key: str, value: object, *, valid_from: date, valid_to: date | None = None, why: str = ""
    ) -> RegisterRow:
        """Record a dated value of a register, from its first to its last day.

        The same first day again is a correction; the version before stays readable. Raises BadInput when it ends before it begins.
        """
        if valid_to is not None and valid_to < valid_from:
            raise BadInput(Fault(f"截止日 {valid_to.isoformat()} 早于起始日 {valid_from.isoformat()}", expected="不早于起始日的日期"))
        versions = [row.version for row in self.register_history(kind, key) if row.valid_from == valid_from]
        row = {
            "kind": kind,
            "key": key,
            "valid_from": valid_from,
            "version": max(versions, default=0) + 1,
            "valid_to": valid_to,
            "value": plain_copy(value),
            "recorded_at": self.now,
            "recorded_by": self.actor.person,
            "why": why,
        }
        self.add(register_stream(kind), "register_set", registers, row)
        return build(RegisterRow, row)

    def set_setting(self, key: str, value: object) -> None:
        """Record a setting; the journal keeps the ones before."""
        row = {"key": key, "value": plain_copy(value)}
        statement = insert(self.connection, settings).values(agency_id=self.agency, **row)
        self.connection.execute(statement.on_conflict_do_update(index_elements=["agency_id", "key"], set_={"value": row["value"]}))
        self.pending.rows(SETTINGS, "setting_set", (settings, row))

    def keep_snapshot(self, value: object) -> str:
        """Keep values of the office as an act froze them, and return their id; the same content has the same id."""
        data = canonical(value)
        row = {"snapshot_id": hashlib.sha256(data).hexdigest(), "value": plain_copy(value)}
        statement = insert(self.connection, snapshots).values(agency_id=self.agency, **row)
        new = statement.on_conflict_do_nothing().returning(snapshots.c.snapshot_id)
        if self.connection.execute(new).first() is not None:
            self.pending.rows(SNAPSHOTS, "snapshot_kept", (snapshots, row))
        return str(row["snapshot_id"])

    def save_draft(self, case_id: str, key: str, text: str) -> None:
        """Keep what is being typed. No record, so no journal entry: the same case, typed or played, ends in the same seal."""
        values = {"text": text, "updated_at": self.now}
        statement = insert(self.connection, drafts).values(agency_id=self.agency, case_id=case_id, key=key, **values)
        self.connection.execute(statement.on_conflict_do_update(index_elements=["agency_id", "case_id", "key"], set_=values))

    def discard_draft(self, case_id: str, key: str) -> None:
        """Forget a draft; nothing happens when there is none."""
        mine = (drafts.c.agency_id == self.agency, drafts.c.case_id == case_id, drafts.c.key == key)
        self.connection.execute(delete(drafts).where(*mine))

    def record(self, stream: str, kind: str, payload: Mapping[str, Any]) -> None:
        """Put anything else on record: an export, a login, masked data that was shown."""
        self.pending.note(stream, kind, payload)

    def destroy_payload(self, stream: str, number: int, why: str) -> None:
        """Destroy the content of an entry, as the law may order; the chain still verifies, and the destruction is on record.

        Raises BadInput when there is nothing to destroy.
        """
        key = (journal_payloads.c.agency_id == self.agency, journal_payloads.c.stream == stream, journal_payloads.c.number == number)
        if self.connection.execute(delete(journal_payloads).where(*key)).rowcount != 1:
            raise BadInput(Fault(f"记录“{stream}”没有第 {number} 条的内容", expected="仍有内容的一条"))
        self.pending.note(stream, DESTROYED, {"number": number, "why": why})
