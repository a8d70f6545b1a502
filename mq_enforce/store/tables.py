"""The tables. Every row carries ``agency_id``; a change here needs a migration, and a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from mq_enforce.store.columns import Day, Moment, PlainData

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# No lengths: SQLite would not mind them and PostgreSQL would, and the two must refuse the same things.
_ID = String()
_NAME = String()
_HASH = String()


def _table(name: str, key: tuple[str, ...], *items: SchemaItem) -> Table:
    """Return a table of one agency's rows, whose primary key begins with the agency."""
    return Table(name, metadata, Column("agency_id", _ID, nullable=False), *items, PrimaryKeyConstraint("agency_id", *key))


def _of_case() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["agency_id", "case_id"], ["cases.agency_id", "cases.case_id"])


agencies = _table(
    "agencies",
    (),
    Column("since", Moment, nullable=False),
    Column("seal_number", Integer, nullable=False),
    Column("seal_hash", _HASH, nullable=False),
)
"""One row per agency: since when it keeps records here, and the head of its chain of seals (locked while sealing)."""

cases = _table(
    "cases",
    ("case_id",),
    Column("case_id", _ID, nullable=False),
    Column("case_number", _NAME),
    Column("procedure", _ID, nullable=False),
    Column("matter_id", _ID, nullable=False),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("changed_at", Moment, nullable=False),
    Column("practice", Boolean, nullable=False),
    UniqueConstraint("agency_id", "case_number"),
)

facts = _table(
    "facts",
    ("case_id", "path", "version"),
    Column("case_id", _ID, nullable=False),
    Column("path", _NAME, nullable=False),
    Column("version", Integer, nullable=False),
    Column("value", PlainData, nullable=False),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("done_by", _ID, nullable=False),
    Column("recorded_by", _ID, nullable=False),
    Column("why", Text, nullable=False),
    Column("superseded", Boolean, nullable=False),
    _of_case(),
)

acts = _table(
    "acts",
    ("case_id", "act_id"),
    Column("case_id", _ID, nullable=False),
    Column("act_id", _ID, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", _ID, nullable=False),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("done_by", PlainData, nullable=False),
    Column("recorded_by", _ID, nullable=False),
    Column("payload", PlainData, nullable=False),
    Column("irregular", Text),
    Column("taken_over", Boolean, nullable=False),
    Column("relied_on", PlainData, nullable=False),
    Column("snapshots", PlainData, nullable=False),
    UniqueConstraint("agency_id", "case_id", "seq"),
    _of_case(),
)

snapshots = _table(
    "snapshots",
    ("snapshot_id",),
    Column("snapshot_id", _HASH, nullable=False),
    Column("value", PlainData, nullable=False),
)
"""Values of the office as an act froze them, by the hash of their content."""

blobs = _table(
    "blobs",
    ("sha256",),
    Column("sha256", _HASH, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", _NAME, nullable=False),
    Column("file_name", _NAME, nullable=False),
    Column("created", Moment, nullable=False),
)

series = _table(
    "series",
    ("series_id",),
    Column("series_id", _ID, nullable=False),
    Column("code", _NAME, nullable=False),
    Column("document", _ID, nullable=False),
    Column("year", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("next", Integer, nullable=False),
    Column("owner", _ID, nullable=False),
    UniqueConstraint("agency_id", "code", "year"),
    CheckConstraint("first >= 1 AND next >= first", name="counts_up"),
)

numbers = _table(
    "numbers",
    ("series_id", "n"),
    Column("series_id", _ID, nullable=False),
    Column("n", Integer, nullable=False),
    Column("status", String(), nullable=False),
    Column("text", _NAME, nullable=False),
    Column("document", _ID, nullable=False),
    Column("reason", Text, nullable=False),
    Column("case_id", _ID),
    Column("paper_id", _ID),
    Column("reserved_at", Moment, nullable=False),
    CheckConstraint("status IN ('reserved', 'issued', 'void', 'spoiled')", name="status"),
    ForeignKeyConstraint(["agency_id", "series_id"], ["series.agency_id", "series.series_id"]),
    Index(None, "agency_id", "status"),
)

papers = _table(
    "papers",
    ("paper_id",),
    Column("paper_id", _ID, nullable=False),
    Column("case_id", _ID),
    Column("document", _ID, nullable=False),
    Column("subject", PlainData, nullable=False),
    Column("number", _NAME),
    Column("series_id", _ID),
    Column("n", Integer),
    Column("code", String()),
    Column("status", String(), nullable=False),
    Column("act_id", _ID),
    Column("issued_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", _ID, nullable=False),
    Column("sha256", _HASH, nullable=False),
    Column("specification", _HASH, nullable=False),
    Column("printed", PlainData, nullable=False),
    Column("law", PlainData, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("void_why", Text, nullable=False),
    Column("replaced_by", _ID),
    UniqueConstraint("agency_id", "series_id", "n"),
    UniqueConstraint("agency_id", "code"),
    CheckConstraint("status IN ('issued', 'blank', 'voided', 'replaced')", name="status"),
    CheckConstraint("(series_id IS NULL) = (n IS NULL)", name="number_whole"),
    _of_case(),
    ForeignKeyConstraint(["agency_id", "sha256"], ["blobs.agency_id", "blobs.sha256"]),
    ForeignKeyConstraint(["agency_id", "series_id", "n"], ["numbers.agency_id", "numbers.series_id", "numbers.n"]),
    Index(None, "agency_id", "case_id"),
)

registers = _table(
    "registers",
    ("kind", "key", "valid_from", "version"),
    Column("kind", _ID, nullable=False),
    Column("key", _NAME, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("version", Integer, nullable=False),
    Column("valid_to", Day),
    Column("value", PlainData, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", _ID, nullable=False),
    Column("why", Text, nullable=False),
)

settings = _table(
    "settings",
    ("key",),
    Column("key", _NAME, nullable=False),
    Column("value", PlainData, nullable=False),
)

drafts = _table(
    "drafts",
    ("case_id", "key"),
    Column("case_id", _ID, nullable=False),
    Column("key", _NAME, nullable=False),
    Column("text", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
)
"""What was being typed. No foreign key: a draft may come before its case."""

streams = _table(
    "streams",
    ("stream",),
    Column("stream", _NAME, nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", _HASH, nullable=False),
)
"""The head of each stream."""

journal_entries = _table(
    "journal_entries",
    ("stream", "number"),
    Column("stream", _NAME, nullable=False),
    Column("number", Integer, nullable=False),
    Column("previous", _HASH, nullable=False),
    Column("kind", _ID, nullable=False),
    Column("person", _ID, nullable=False),
    Column("recorded_at", String(), nullable=False),
    Column("machine", _NAME, nullable=False),
    Column("digest", _HASH, nullable=False),
    Column("hash", _HASH, nullable=False),
)

journal_payloads = _table(
    "journal_payloads",
    ("stream", "number"),
    Column("stream", _NAME, nullable=False),
    Column("number", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["agency_id", "stream", "number"],
        ["journal_entries.agency_id", "journal_entries.stream", "journal_entries.number"],
    ),
)

seals = _table(
    "seals",
    ("number",),
    Column("number", Integer, nullable=False),
    Column("previous", _HASH, nullable=False),
    Column("heads", PlainData, nullable=False),
    Column("hash", _HASH, nullable=False),
)

projections = Table(
    "projections",
    metadata,
    Column("row_id", Integer, primary_key=True, autoincrement=True),
    Column("agency_id", _ID, nullable=False),
    Column("case_id", _ID, nullable=False),
    Column("stage", _NAME, nullable=False),
    Column("waits_for", _NAME, nullable=False),
    Column("next_due", Day),
    Column("next_what", Text, nullable=False),
    Column("names", PlainData, nullable=False),
    Column("search", Text, nullable=False),
    Column("grams", Text, nullable=False),
    Column("flat", PlainData, nullable=False),
    UniqueConstraint("agency_id", "case_id"),
    _of_case(),
    Index(None, "agency_id", "next_due"),
)
"""One flat row per case. ``row_id`` only ties the full-text index to the row."""
