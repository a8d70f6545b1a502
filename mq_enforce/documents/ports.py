"""The two ports through which services and dossier reach the drawing of papers without importing it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mq_enforce.documents.context import PaperContext


class Rendering(StrEnum):
    """Why a paper is drawn: each kind looks different on purpose."""

    PREVIEW = "preview"
    """Watermarked, unnumbered, missing facts shown."""
    ISSUED = "issued"
    """Final: every known field must be there."""
    BLANK = "blank"
    """Empty, ruled, for the field."""


@dataclass(frozen=True, slots=True)
class MissingField:
    """A field the form needs and the case does not hold: binding name and Chinese label."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """A stretch of a paper that an officer may word himself: ``text`` is what the program wrote from the facts.

    ``name`` is its ``edit`` name, ``label`` what people call it; ``demanded`` are the items of Acts that ask for what it
    tells (``PUN-59-2``).
    """

    document: str
    name: str
    label: str
    text: str
    demanded: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the generated text, in hex: an officer's wording names it as what it replaces."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A finished PDF with what it froze.

    ``values`` are the texts printed, by binding name (and ``list[3].name`` for rows); ``specification`` is the
    SHA-256 of the form file with its fragments, in hex; ``pages`` counts pages. ``missing`` are the known fields that are
    empty; ``narratives`` are as generated, whatever is printed in their place.
    """

    pdf: bytes
    pages: int
    text: str
    values: dict[str, str]
    specification: str
    missing: tuple[MissingField, ...] = ()
    narratives: tuple[Narrative, ...] = ()


class Papers(Protocol):
    """Fills, lays out and draws papers from the active edition."""

    def missing(self, document: str, context: PaperContext) -> tuple[MissingField, ...]:
        """Return the known fields that are empty, in the order of the paper."""
        ...

    def narratives(self, document: str, context: PaperContext) -> tuple[Narrative, ...]:
        """Return what officers may word themselves of what is printed, as generated, in the order of the paper."""
        ...

    def draw(
        self,
        document: str,
        context: PaperContext,
        rendering: Rendering,
        number: str | None = None,
        copy: str = "",
        *,
        page_code: Callable[[int], str] | None = None,
    ) -> DrawnPaper:
        """Draw one paper.

        ``number`` is the 字号 of an issued paper; ``page_code`` gives the text of the code on each page, counted from 1.
        Raises MissingFact when an issued paper lacks a known field.
        """
        ...


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of 卷内目录: running order, number, responsible, title, date, first and last page, note."""

    order: int
    number: str
    responsible: str
    title: str
    date: str
    first_page: int
    last_page: int
    note: str = ""


class PageStamps(Protocol):
    """Draws layers that are laid over finished pages."""

    def page_numbers(self, numbers: Sequence[str | None]) -> bytes:
        """Return a PDF of as many A4 pages with each number in the dossier's corner; None leaves the page empty."""
        ...

    def image_page(self, image: bytes, caption: str) -> bytes:
        """Return a one-page A4 PDF with the image and a caption under it. Raises BadInput when it is no image."""
        ...
