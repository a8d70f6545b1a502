"""What crosses the boundary of the store: one frozen dataclass per kind of row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

NumberStatus = Literal["reserved", "issued", "void", "spoiled"]
PaperStatus = Literal["issued", "blank", "voided", "replaced"]
CaseOrder = Literal["due", "opened", "number", "title", "changed"]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case without its facts and acts. ``version`` counts the units of work that took it."""

    case_id: str
    case_number: str | None
    procedure: str
    matter_id: str
    title: str
    version: int
    opened_at: datetime
    closed_at: datetime | None
    changed_at: datetime
    practice: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """One version of one fact. ``at``: since when it is so known; ``done_by``: who found it out."""

    case_id: str
    path: str
    version: int
    value: Any
    at: datetime
    recorded_at: datetime
    done_by: str
    recorded_by: str
    why: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act; never changed. ``relied_on`` is what it froze, ``snapshots`` are ids of frozen values of the office."""

    case_id: str
    act_id: str
    seq: int
    kind: str
    at: datetime
    recorded_at: datetime
    done_by: tuple[str, ...]
    recorded_by: str
    payload: dict[str, Any]
    irregular: str | None
    taken_over: bool
    relied_on: dict[str, Any]
    snapshots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with the current version of each fact (by path) and its acts (as they were recorded)."""

    row: CaseRow
    facts: tuple[FactRow, ...]
    acts: tuple[ActRow, ...]

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self.row.case_id

    @property
    def version(self) -> int:
        """The version to hand to ``take_case``."""
        return self.row.version


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that left the program. ``values`` are the printed texts by binding name, ``law`` the versions it rests on."""

    paper_id: str
    case_id: str | None
    document: str
    subject: dict[str, Any]
    number: str | None
    series_id: str | None
    n: int | None
    code: str | None
    status: PaperStatus
    act_id: str | None
    issued_at: datetime
    recorded_at: datetime
    recorded_by: str
    sha256: str
    specification: str
    values: dict[str, str]
    law: dict[str, Any]
    pages: int
    void_why: str
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series of numbers: ``first`` is the first one this program gives, ``next`` the one it gives next."""

    series_id: str
    code: str
    document: str
    year: int
    first: int
    next: int
    owner: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of a series, with what became of it and why."""

    series_id: str
    n: int
    status: NumberStatus
    text: str
    document: str
    reason: str
    case_id: str | None
    paper_id: str | None
    reserved_at: datetime


@dataclass(frozen=True, slots=True)
class BlobFile:
    """Bytes that stand on the disk, durably, and have no row yet."""

    sha256: str
    size: int
    media_type: str
    file_name: str


@dataclass(frozen=True, slots=True)
class BlobRow:
    """Bytes that the database knows. ``file_name`` is relative to the blob folder."""

    sha256: str
    size: int
    media_type: str
    file_name: str
    created: datetime


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One version of a dated value of a register; ``valid_to`` is its last day, None while it runs on."""

    kind: str
    key: str
    valid_from: date
    version: int
    valid_to: date | None
    value: Any
    recorded_at: datetime
    recorded_by: str
    why: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What was being typed when it was last kept."""

    case_id: str
    key: str
    text: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Projection:
    """The flat row of a case for lists: dates, never verdicts that depend on now.

    ``search`` is all text by which the case should be found, ``flat`` any further plain data for lists and statistics.
    """

    case_id: str
    stage: str
    waits_for: str = ""
    next_due: date | None = None
    next_what: str = ""
    names: tuple[str, ...] = ()
    search: str = ""
    flat: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseListRow:
    """A line of the case list."""

    case: CaseRow
    projection: Projection | None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a list shows; None means any. Practice cases are left out unless asked for."""

    procedure: str | None = None
    matter_id: str | None = None
    stage: str | None = None
    waits_for: str | None = None
    closed: bool | None = None
    practice: bool | None = False
    due_until: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``doctor`` found: a stable kind, the place, a sentence; severe when records may have been altered or lost."""

    kind: str
    where: str
    message: str
    severe: bool = True
