"""Writing papers and the rows of their bytes. An issued paper never changes; it is voided, or replaced by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from mq_enforce.base.actors import CHINA
from mq_enforce.base.chain import plain_copy
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.store.engine import insert
from mq_enforce.store.journal import PAPERS, case_stream
from mq_enforce.store.reading import paper_row
from mq_enforce.store.rows import BlobFile, BlobRow, PaperRow
from mq_enforce.store.series import NumberWriting
from mq_enforce.store.tables import blobs, papers

_NOTHING: Mapping[str, Any] = {}
_WORDS = {"voided": "已经作废", "replaced": "已经被替换"}


class PaperWriting(NumberWriting):
    """What a unit of work may do to papers."""

    def add_blob(self, blob: BlobFile) -> BlobRow:
        """Tell the database of bytes that already stand on the disk; again is fine."""
        row = {
            "agency_id": self.agency,
            "sha256": blob.sha256,
            "size": blob.size,
            "media_type": blob.media_type,
            "file_name": blob.file_name,
            "created": self.now,
        }
        self.pending.register_agency()
        self.connection.execute(insert(self.connection, blobs).values(row).on_conflict_do_nothing())
        return self.blob(blob.sha256)

    def add_paper(
        self,
        document: str,
        subject: Mapping[str, Any],
        sha256: str,
        specification: str,
        values: Mapping[str, str],
        pages: int,
        issued_at: datetime,
        *,
        case_id: str | None = None,
        act_id: str | None = None,
        paper_id: str | None = None,
        number: str | None = None,
        series_id: str | None = None,
        n: int | None = None,
        code: str | None = None,
        law: Mapping[str, Any] = _NOTHING,
        status: Literal["issued", "blank"] = "issued",
    ) -> PaperRow:
        """Record a paper that was drawn; its bytes must have their row. With ``series_id`` and ``n`` its number is finished too.

        A blank leaves its number reserved. Raises BadInput when the number is not reserved.
        """
        if case_id is not None:
            self.hold(case_id)
        row = {
            "paper_id": paper_id or self.ids.new("paper"),
            "case_id": case_id,
            "document": document,
            "subject": plain_copy(subject),
            "number": number,
            "series_id": series_id,
            "n": n,
            "code": code,
            "status": status,
            "act_id": act_id,
            "issued_at": issued_at.astimezone(CHINA),
            "recorded_at": self.now,
            "recorded_by": self.actor.person,
            "sha256": sha256,
            "specification": specification,
            "printed": plain_copy(values),
            "law": plain_copy(law),
            "pages": pages,
            "void_why": "",
            "replaced_by": None,
        }
        if series_id is not None and n is not None:
            give = self.finish_number if status == "issued" else self.give_to_blank
            give(series_id, n, row["paper_id"], number or "")
        self.add(_stream(case_id), f"paper_{status}", papers, row)
        return paper_row(row)

    def void_paper(self, paper_id: str, why: str, *, replaced_by: str | None = None) -> PaperRow:
        """Void a paper, or mark it replaced by another one; its number goes with it (a blank's is spoiled).

        Raises BadInput when the paper is no longer in force.
        """
        paper = self.paper(paper_id)
        if paper.case_id is not None:
            self.hold(paper.case_id)
        if paper.status in _WORDS:
            raise BadInput(Fault(f"文书“{paper.number or paper.document}”{_WORDS[paper.status]}", expected="仍然有效的文书"))
        status = "replaced" if replaced_by else "voided"
        row = self.change(papers, {"paper_id": paper_id}, {"status": status, "void_why": why, "replaced_by": replaced_by})
        self.pending.rows(_stream(paper.case_id), f"paper_{status}", (papers, row))
        if paper.series_id is not None and paper.n is not None:
            end = self.spoil_number if paper.status == "blank" else self.void_number
            end(paper.series_id, paper.n, why)
        return paper_row(row)


def _stream(case_id: str | None) -> str:
    return PAPERS if case_id is None else case_stream(case_id)
