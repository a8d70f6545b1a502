"""The writer: all that one unit of work may do."""

from __future__ import annotations

from mq_enforce.store.case_writing import CaseWriting
from mq_enforce.store.office_writing import OfficeWriting
from mq_enforce.store.paper_writing import PaperWriting


class Writer(CaseWriting, PaperWriting, OfficeWriting):
    """One transaction in which cases, papers, numbers and the office's values are written, and read as they become."""
