"""The first version of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, and the search index in the way of the engine."""
    _cases()
    _papers()
    _office()
    _journal()
    _lists()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_projections_grams ON projections USING gin (string_to_array(grams, ' '))")
    else:
        _sqlite_index()


def _cases() -> None:
    """The cases, their facts and acts, and the values of the office that acts froze."""
    op.create_table(
        "cases",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=True),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("matter_id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "case_id", name=op.f("pk_cases")),
        sa.UniqueConstraint("agency_id", "case_number", name=op.f("uq_cases_agency_id_case_number")),
    )
    op.create_table(
        "facts",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id", "case_id"], ["cases.agency_id", "cases.case_id"], name=op.f("fk_facts_cases")),
        sa.PrimaryKeyConstraint("agency_id", "case_id", "path", "version", name=op.f("pk_facts")),
    )
    op.create_table(
        "acts",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("act_id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("irregular", sa.Text(), nullable=True),
        sa.Column("taken_over", sa.Boolean(), nullable=False),
        sa.Column("relied_on", sa.Text(), nullable=False),
        sa.Column("snapshots", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id", "case_id"], ["cases.agency_id", "cases.case_id"], name=op.f("fk_acts_cases")),
        sa.PrimaryKeyConstraint("agency_id", "case_id", "act_id", name=op.f("pk_acts")),
        sa.UniqueConstraint("agency_id", "case_id", "seq", name=op.f("uq_acts_agency_id_case_id_seq")),
    )
    op.create_table(
        "snapshots",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "snapshot_id", name=op.f("pk_snapshots")),
    )


def _papers() -> None:
    """The bytes, the number series and the papers."""
    op.create_table(
        "blobs",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "series",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.CheckConstraint("first >= 1 AND next >= first", name=op.f("ck_series_counts_up")),
        sa.PrimaryKeyConstraint("agency_id", "series_id", name=op.f("pk_series")),
        sa.UniqueConstraint("agency_id", "code", "year", name=op.f("uq_series_agency_id_code_year")),
    )
    op.create_table(
        "numbers",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("paper_id", sa.String(), nullable=True),
        sa.Column("reserved_at", sa.String(), nullable=False),
        sa.CheckConstraint("status IN ('reserved', 'issued', 'void', 'spoiled')", name=op.f("ck_numbers_status")),
        sa.ForeignKeyConstraint(["agency_id", "series_id"], ["series.agency_id", "series.series_id"], name=op.f("fk_numbers_series")),
        sa.PrimaryKeyConstraint("agency_id", "series_id", "n", name=op.f("pk_numbers")),
    )
    op.create_index(op.f("ix_numbers_agency_id_status"), "numbers", ["agency_id", "status"], unique=False)
    op.create_table(
        "papers",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("paper_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("series_id", sa.String(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("act_id", sa.String(), nullable=True),
        sa.Column("issued_at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("specification", sa.String(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("void_why", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.CheckConstraint("status IN ('issued', 'blank', 'voided', 'replaced')", name=op.f("ck_papers_status")),
        sa.CheckConstraint("(series_id IS NULL) = (n IS NULL)", name=op.f("ck_papers_number_whole")),
        sa.ForeignKeyConstraint(["agency_id", "case_id"], ["cases.agency_id", "cases.case_id"], name=op.f("fk_papers_cases")),
        sa.ForeignKeyConstraint(
            ["agency_id", "series_id", "n"], ["numbers.agency_id", "numbers.series_id", "numbers.n"], name=op.f("fk_papers_numbers")
        ),
        sa.ForeignKeyConstraint(["agency_id", "sha256"], ["blobs.agency_id", "blobs.sha256"], name=op.f("fk_papers_blobs")),
        sa.PrimaryKeyConstraint("agency_id", "paper_id", name=op.f("pk_papers")),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_papers_agency_id_code")),
        sa.UniqueConstraint("agency_id", "series_id", "n", name=op.f("uq_papers_agency_id_series_id_n")),
    )
    op.create_index(op.f("ix_papers_agency_id_case_id"), "papers", ["agency_id", "case_id"], unique=False)


def _office() -> None:
    """Registers, settings, drafts."""
    op.create_table(
        "registers",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "kind", "key", "valid_from", "version", name=op.f("pk_registers")),
    )
    op.create_table(
        "settings",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "key", name=op.f("pk_settings")),
    )
    op.create_table(
        "drafts",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "case_id", "key", name=op.f("pk_drafts")),
    )


def _journal() -> None:
    """Streams, entries with their payloads apart, and seals."""
    op.create_table(
        "agencies",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("seal_number", sa.Integer(), nullable=False),
        sa.Column("seal_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_agencies")),
    )
    op.create_table(
        "streams",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "stream", name=op.f("pk_streams")),
    )
    op.create_table(
        "journal_entries",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "stream", "number", name=op.f("pk_journal_entries")),
    )
    op.create_table(
        "journal_payloads",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "stream", "number"],
            ["journal_entries.agency_id", "journal_entries.stream", "journal_entries.number"],
            name=op.f("fk_journal_payloads_journal_entries"),
        ),
        sa.PrimaryKeyConstraint("agency_id", "stream", "number", name=op.f("pk_journal_payloads")),
    )
    op.create_table(
        "seals",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "number", name=op.f("pk_seals")),
    )


def _lists() -> None:
    """The flat rows of the cases."""
    op.create_table(
        "projections",
        sa.Column("row_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("waits_for", sa.String(), nullable=False),
        sa.Column("next_due", sa.String(), nullable=True),
        sa.Column("next_what", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("grams", sa.Text(), nullable=False),
        sa.Column("flat", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id", "case_id"], ["cases.agency_id", "cases.case_id"], name=op.f("fk_projections_cases")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_projections")),
        sa.UniqueConstraint("agency_id", "case_id", name=op.f("uq_projections_agency_id_case_id")),
    )
    op.create_index(op.f("ix_projections_agency_id_next_due"), "projections", ["agency_id", "next_due"], unique=False)


def _sqlite_index() -> None:
    """A full-text index over the tokens, which follows the rows by triggers and holds no text of its own."""
    op.execute(
        "CREATE VIRTUAL TABLE case_search USING fts5("
        "grams, content='projections', content_rowid='row_id', tokenize='ascii', detail='none', columnsize=0)"
    )
    add = "INSERT INTO case_search(rowid, grams) VALUES (new.row_id, new.grams);"
    drop = "INSERT INTO case_search(case_search, rowid, grams) VALUES ('delete', old.row_id, old.grams);"
    op.execute(f"CREATE TRIGGER projections_added AFTER INSERT ON projections BEGIN {add} END")
    op.execute(f"CREATE TRIGGER projections_dropped AFTER DELETE ON projections BEGIN {drop} END")
    op.execute(f"CREATE TRIGGER projections_changed AFTER UPDATE ON projections BEGIN {drop} {add} END")
