"""What the framing sheets of a dossier and the slip beside it print, as plain values from whoever builds the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mq_enforce.documents.ports import ContentsEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSheet:
    """One volume of a dossier (立卷规范: 封面、卷内目录、备考表).

    ``case_head`` and ``last_seal`` are the hashes in hex as they stood before the sheets were issued, with the numbers
    of the entry and the seal. ``volume`` is empty for a dossier of one volume. ``evidence`` are the lines of 证据目录.
    """

    volume: str
    entries: tuple[ContentsEntry, ...]
    numbered_pages: int
    photo_pages: int
    case_head: str
    case_head_number: int
    last_seal: str
    last_seal_number: int
    filed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One line of 证据目录: ``pages`` is where it stands in the dossier (页号)."""

    order: int
    name: str
    kind: str
    source: str
    proves: str
    count: str
    pages: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSheet:
    """The slip outside of the package: what was packed, and the SHA-256 of its tag manifest in groups."""

    case_number: str
    title: str
    agency: str
    identifier: str
    packed_on: str
    files: int
    size: int
    pages: int
    case_head: str
    last_seal: str
    groups: tuple[str, ...]
