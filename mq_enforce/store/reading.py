"""Reading cases, papers, numbers, registers and the rest, for one agency, from one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO

from sqlalchemy import Connection, Select, select

from mq_enforce.store import lists, projections
from mq_enforce.store.blobs import BlobFiles
from mq_enforce.store.journal_reading import JournalReading
from mq_enforce.store.problems import unknown
from mq_enforce.store.rows import (
    ActRow,
    BlobRow,
    CaseFile,
    CaseFilter,
    CaseListRow,
    CaseOrder,
    CaseRow,
    DraftRow,
    FactRow,
    NumberRow,
    PaperRow,
    Projection,
    RegisterRow,
    SeriesRow,
)
from mq_enforce.store.scope import build
from mq_enforce.store.tables import acts, blobs, cases, drafts, facts, numbers, papers, registers, series, settings, snapshots
from mq_enforce.store.tables import projections as projection_table


class Reader(JournalReading):
    """What one agency may read. Unknown ids raise BadInput where a row is promised."""

    def __init__(self, connection: Connection, agency: str, blob_files: BlobFiles) -> None:
        super().__init__(connection, agency)
        self._blob_files = blob_files

    # cases

    def case_row(self, case_id: str) -> CaseRow:
        """Return a case without its facts and acts."""
        row = self.find(cases, case_id=case_id)
        if row is None:
            raise unknown("案件", case_id)
        return build(CaseRow, row)

    def case(self, case_id: str) -> CaseFile:
        """Return a case with the current version of each fact, by path, and its acts, as they were recorded."""
        head = self.case_row(case_id)
        current = self.select(facts).where(facts.c.case_id == case_id, facts.c.superseded.is_(False))
        done = self.select(acts).where(acts.c.case_id == case_id)
        return CaseFile(
            head,
            tuple(build(FactRow, row) for row in self.all(current.order_by(facts.c.path))),
            tuple(act_row(row) for row in self.all(done.order_by(acts.c.seq))),
        )

    def fact_history(self, case_id: str, path: str) -> tuple[FactRow, ...]:
        """Return all versions of a fact, the first one first."""
        query = self.select(facts).where(facts.c.case_id == case_id, facts.c.path == path).order_by(facts.c.version)
        return tuple(build(FactRow, row) for row in self.all(query))

    def list_cases(
        self, where: CaseFilter = lists.ANY, search: str = "", order: CaseOrder = "due", limit: int = 100, offset: int = 0
    ) -> tuple[CaseListRow, ...]:
        """Return the cases that pass the filter and contain every term of the search, in this order."""
        asked, place = (self.agency, self.connection.dialect.name, where, search), (limit, offset)
        dated = order == "due" and not search
        rows = self.connection.execute(lists.dated_page(*asked, place)).all() if dated else []
        if not dated or len(rows) < limit:
            rows = self.connection.execute(lists.case_page(*asked, order, place)).all()
        return tuple(lists.case_list_row(row) for row in rows)

    def count_cases(self, where: CaseFilter = lists.ANY, search: str = "") -> int:
        """Return how many cases pass the filter and contain every term of the search."""
        return self.connection.execute(lists.case_count(self.agency, self.connection.dialect.name, where, search)).scalar_one()

    def projection(self, case_id: str) -> Projection | None:
        """Return the flat row of a case; ``search`` comes back normalised."""
        row = self.find(projection_table, case_id=case_id)
        return None if row is None else projections.from_row(row)

    # papers and blobs

    def papers(self, case_id: str | None) -> tuple[PaperRow, ...]:
        """Return the papers of a case, or those without a case, in the order in which they were issued."""
        query = self.select(papers).where(papers.c.case_id == case_id if case_id is not None else papers.c.case_id.is_(None))
        return tuple(paper_row(row) for row in self.all(query.order_by(papers.c.issued_at, papers.c.recorded_at, papers.c.paper_id)))

    def paper(self, paper_id: str) -> PaperRow:
        """Return one paper."""
        row = self.find(papers, paper_id=paper_id)
        if row is None:
            raise unknown("文书", paper_id)
        return paper_row(row)

    def paper_by_code(self, code: str) -> PaperRow | None:
        """Return the paper that carries this page code."""
        row = self.find(papers, code=code)
        return None if row is None else paper_row(row)

    def blob(self, sha256: str) -> BlobRow:
        """Return what the database knows of some bytes."""
        row = self.find(blobs, sha256=sha256)
        if row is None:
            raise unknown("保存的文件", sha256)
        return build(BlobRow, row)

    def open_blob(self, sha256: str) -> BinaryIO:
        """Return a stream over some bytes; the caller closes it. Raises EnvironmentProblem."""
        return self._blob_files.open(self.blob(sha256))

    def read_blob(self, sha256: str) -> bytes:
        """Return some bytes, checked against their hash. Raises EnvironmentProblem when they have changed."""
        return self._blob_files.read(self.blob(sha256))

    # numbers

    def series(self, series_id: str) -> SeriesRow | None:
        """Return one series of numbers."""
        row = self.find(series, series_id=series_id)
        return None if row is None else build(SeriesRow, row)

    def find_series(self, code: str, year: int) -> SeriesRow | None:
        """Return the series with this code in this year."""
        row = self.find(series, code=code, year=year)
        return None if row is None else build(SeriesRow, row)

    def all_series(self) -> tuple[SeriesRow, ...]:
        """Return all series, by year and code."""
        return tuple(build(SeriesRow, row) for row in self.all(self.select(series).order_by(series.c.year, series.c.code)))

    def numbers(self, series_id: str) -> tuple[NumberRow, ...]:
        """Return every number of a series up to the last, with what became of it."""
        query = self.select(numbers).where(numbers.c.series_id == series_id).order_by(numbers.c.n)
        return tuple(build(NumberRow, row) for row in self.all(query))

    def reserved_numbers(self) -> tuple[NumberRow, ...]:
        """Return the reserved numbers without a paper: left by a crash, or their paper is just being drawn.

        Numbers of blanks printed in advance have their paper and are not meant.
        """
        loose = (numbers.c.status == "reserved", numbers.c.paper_id.is_(None))
        query = self.select(numbers).where(*loose).order_by(numbers.c.series_id, numbers.c.n)
        return tuple(build(NumberRow, row) for row in self.all(query))

    # registers, settings, drafts

    def register(self, kind: str, on: date) -> tuple[RegisterRow, ...]:
        """Return what a register held on a day, by key: of each key the row that began last, if it had not ended."""
        found = {row.key: row for row in self.register_history(kind) if row.valid_from <= on}
        return tuple(row for row in found.values() if row.valid_to is None or on <= row.valid_to)

    def register_row(self, kind: str, key: str, on: date) -> RegisterRow | None:
        """Return what a register held under a key on a day."""
        begun = [row for row in self.register_history(kind, key) if row.valid_from <= on]
        return begun[-1] if begun and (begun[-1].valid_to is None or on <= begun[-1].valid_to) else None

    def register_history(self, kind: str, key: str | None = None) -> tuple[RegisterRow, ...]:
        """Return every row and every correction of a register, by key, first day and version."""
        query = self.select(registers).where(registers.c.kind == kind)
        if key is not None:
            query = query.where(registers.c.key == key)
        ordered = query.order_by(registers.c.key, registers.c.valid_from, registers.c.version)
        return tuple(build(RegisterRow, row) for row in self.all(ordered))

    def snapshot(self, snapshot_id: str) -> Any:  # noqa: ANN401 - plain data of any shape
        """Return the value of the office that an act froze."""
        row = self.find(snapshots, snapshot_id=snapshot_id)
        if row is None:
            raise unknown("存档的登记内容", snapshot_id)
        return row["value"]

    def setting(self, key: str, default: object = None) -> Any:  # noqa: ANN401 - plain data of any shape
        """Return a setting, or the default when it was never set."""
        row = self.find(settings, key=key)
        return default if row is None else row["value"]

    def draft(self, case_id: str, key: str) -> DraftRow | None:
        """Return what was being typed."""
        row = self.find(drafts, case_id=case_id, key=key)
        return None if row is None else build(DraftRow, row)

    def drafts(self, case_id: str) -> tuple[DraftRow, ...]:
        """Return all drafts of a case."""
        return tuple(build(DraftRow, row) for row in self.all(self._drafts(case_id)))

    def _drafts(self, case_id: str) -> Select[Any]:
        return self.select(drafts).where(drafts.c.case_id == case_id).order_by(drafts.c.key)

    def case_ids(self) -> tuple[str, ...]:
        """Return the ids of all cases."""
        query = select(cases.c.case_id).where(cases.c.agency_id == self.agency).order_by(cases.c.case_id)
        return tuple(self.connection.execute(query).scalars())


def act_row(row: Mapping[str, Any]) -> ActRow:
    """Return a row of ``acts`` as it crosses the boundary."""
    return build(ActRow, row, done_by=tuple(row["done_by"]), snapshots=tuple(row["snapshots"]))


def paper_row(row: Mapping[str, Any]) -> PaperRow:
    """Return a row of ``papers`` as it crosses the boundary."""
    return build(PaperRow, row, values=row["printed"])
