"""Keeping: tables, journal, blobs, number series, projections, migrations. It keeps and does not judge."""

from __future__ import annotations

from mq_enforce.store.case_writing import KEEP
from mq_enforce.store.doctor import doctor
from mq_enforce.store.journal import case_stream, register_stream, series_stream
from mq_enforce.store.problems import StaleCase
from mq_enforce.store.reading import Reader
from mq_enforce.store.rows import (
    ActRow,
    BlobFile,
    BlobRow,
    CaseFile,
    CaseFilter,
    CaseListRow,
    CaseOrder,
    CaseRow,
    DraftRow,
    FactRow,
    Finding,
    NumberRow,
    PaperRow,
    Projection,
    RegisterRow,
    SeriesRow,
)
from mq_enforce.store.store import DATABASE_NAME, Store
from mq_enforce.store.writing import Writer

__all__ = [
    "DATABASE_NAME",
    "KEEP",
    "ActRow",
    "BlobFile",
    "BlobRow",
    "CaseFile",
    "CaseFilter",
    "CaseListRow",
    "CaseOrder",
    "CaseRow",
    "DraftRow",
    "FactRow",
    "Finding",
    "NumberRow",
    "PaperRow",
    "Projection",
    "Reader",
    "RegisterRow",
    "SeriesRow",
    "StaleCase",
    "Store",
    "Writer",
    "case_stream",
    "doctor",
    "register_stream",
    "series_stream",
]
