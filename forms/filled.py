"""A filled paper as plain data: what stands on it, before anybody asks where.

Between ``filling.py`` (which knows the case) and ``layout.py`` (which knows the page). Everything here can be compared,
printed and searched without drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from forms.blocks import Marks
from forms.cells import Align, Size
from forms.specification import PageFoot, PageKind
from mq_enforce.documents.ports import MissingField, Narrative, Rendering
from mq_enforce.documents.runs import Run

ParagraphStyle = Literal["body", "note", "strong", "kai", "heading1", "heading2", "heading3", "question", "answer"]


@dataclass(frozen=True, slots=True)
class Words:
    """Printed words; ``name`` and ``label`` are those of the binding they came from, empty for words of the form itself."""

    run: Run
    name: str = ""
    label: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return self.run.text


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: for the pen, or (``missing``) for a known value that is not there yet. ``width`` in characters."""

    width: int
    label: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick."""

    ticked: bool


Piece = Words | Gap | Box
Pieces = tuple[Piece, ...]
"""One paragraph."""


def words(text: str) -> Pieces:
    """Return words of the form itself as pieces."""
    return (Words(Run(text)),) if text else ()


def plain(pieces: Pieces) -> str:
    """Return the text of a paragraph: gaps as ＿, boxes as ☐ and ☑."""
    return "".join(_plain(piece) for piece in pieces)


def _plain(piece: Piece) -> str:
    match piece:
        case Words():
            return piece.text
        case Box():
            return "☑" if piece.ticked else "☐"
        case Gap(missing=True):
            return f"【缺：{piece.label}】"
        case Gap():
            return "＿" * min(piece.width, 4)


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledNumber:
    """The line with the number; an empty number has gaps for the pen."""

    text: str
    label: str
    align: Align


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledTitle:
    """Title, the agency's name above it when the paper goes out, and which copy it is."""

    agency: str
    title: str
    size: Size
    copy: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledParagraphs:
    """Paragraphs of one kind; ``mark`` stands before the first (问：, 1.)."""

    paragraphs: tuple[Pieces, ...]
    style: ParagraphStyle = "body"
    mark: str = ""
    indent: bool = True
    align: Align = "auto"
    keep_next: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledRules:
    """Ruled lines for the pen: ``lines`` of them, or (``fill``) down to the foot of page ``pages`` at least."""

    mark: str = ""
    lines: int = 1
    fill: bool = False
    pages: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledField:
    """A label and what stands on the line behind it. ``ruled`` is false for choices."""

    label: str
    content: Pieces
    after: str
    blank: int
    ruled: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledFields:
    """Rows of fields."""

    rows: tuple[tuple[FilledField, ...], ...]
    size: Size = "normal"


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledSign:
    """A label with ruled lines for signatures (or content on the line), or a date (``date`` is not None; empty: blanks)."""

    label: str = ""
    lines: int = 1
    content: Pieces = ()
    date: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledCell:
    """One cell at its place. ``role`` says what it looks like; an empty value cell is room for the pen."""

    role: Literal["label", "vertical", "value"]
    column: int
    colspan: int = 1
    rowspan: int = 1
    paragraphs: tuple[Pieces, ...] = ()
    fields: tuple[tuple[FilledField, ...], ...] = ()
    signs: tuple[FilledSign, ...] = ()
    min_height: float = 0.0
    align: Align = "auto"


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledRow:
    """One row of a grid; ``min_height`` in mm."""

    cells: tuple[FilledCell, ...]
    min_height: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledGrid:
    """A grid, or a table: the first ``head`` rows are repeated on every page, ``fill`` asks for empty rows to the foot of the page.

    ``tail`` rows (totals) stay below the empty ones. ``filler`` is an empty row, ``end`` the row with the end mark.
    """

    widths: tuple[float, ...]
    rows: tuple[FilledRow, ...]
    size: Size = "normal"
    join: bool = False
    head: int = 0
    tail: int = 0
    fill: bool = False
    pages: int = 1
    filler: FilledRow | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledPhotos:
    """Frames with a picture (key among the images) or empty, each with a caption. ``height`` in mm."""

    frames: tuple[tuple[str, tuple[Pieces, ...]], ...]
    columns: int
    height: float
    empty: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledDrawing:
    """Framed room for a sketch; ``height`` in mm, 0: to the foot of the page."""

    label: str
    image: str
    height: float
    north: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledSignature:
    """Lines for signatures."""

    rows: tuple[tuple[FilledSign, ...], ...]
    keep_lines: int
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledSeal:
    """The agency's name over the date, with room for the seal."""

    name: Pieces
    date: Pieces
    label: str
    keep_lines: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledStub:
    """The copy that stays, with the line to cut along."""

    title: str
    number: str
    rows: tuple[tuple[FilledField, ...], ...]
    place: Literal["above", "below"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledSpacer:
    """Empty room in lines, or in mm."""

    lines: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledPageBreak:
    """What follows begins on a new page."""


FilledBlock = (
    FilledNumber
    | FilledTitle
    | FilledParagraphs
    | FilledRules
    | FilledFields
    | FilledGrid
    | FilledPhotos
    | FilledDrawing
    | FilledSignature
    | FilledSeal
    | FilledStub
    | FilledSpacer
    | FilledPageBreak
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledForm:
    """A whole paper. ``values`` are the texts printed by name, ``narratives`` what officers may rewrite, as generated.

    ``propositions`` are those that were asked, with the answer; ``satisfied`` the items of Acts of the blocks that are printed;
    ``practice`` papers bear the mark 练习 on every page.
    """

    id: str
    title: str
    agency: str
    number: str
    page: PageKind
    page_count: bool
    page_foot: PageFoot | None
    rendering: Rendering
    blocks: tuple[FilledBlock, ...]
    missing: tuple[MissingField, ...]
    values: dict[str, str]
    propositions: dict[str, bool]
    narratives: tuple[Narrative, ...]
    satisfied: tuple[str, ...]
    practice: bool = False

    @property
    def editable(self) -> dict[str, str]:
        """The generated narratives by their ``edit`` names."""
        return {narrative.name: narrative.text for narrative in self.narratives}


def mark_of(marks: Marks, number: int) -> str:
    """Return the mark of the ``number``-th row (from 1) of a list, as official papers number their levels."""
    match marks:
        case "1.":
            return f"{number}."
        case "（1）":
            return f"（{number}）"
        case "（一）":
            return f"（{chinese_number(number)}）"
        case "一、":
            return f"{chinese_number(number)}、"
        case "①":
            return _circled(number)
        case "none":
            return ""


def chinese_number(number: int) -> str:
    """Return a whole number from 1 to 999 in Chinese: 十二, 一百零三."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


_CIRCLED = 20


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= _CIRCLED else f"（{number}）"
