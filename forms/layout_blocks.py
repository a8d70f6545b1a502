"""Lays out each kind of filled block as strips, grids and stretches of the width of the text area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod
from itertools import zip_longest

from PIL import Image

from forms.filled import (
    FilledBlock,
    FilledDrawing,
    FilledFields,
    FilledGrid,
    FilledNumber,
    FilledPageBreak,
    FilledParagraphs,
    FilledPhotos,
    FilledRules,
    FilledSeal,
    FilledSignature,
    FilledSpacer,
    FilledStub,
    FilledTitle,
    Pieces,
    plain,
    words,
)
from forms.filled_text import BLANK_DATE, BLANK_NUMBER
from forms.flow import Break, Element, Stretch, keep_with_next
from forms.grid_flow import Filler, GridFlow
from forms.grid_measure import measure
from forms.layout_fields import field_strips, label_room, ruled_strip, shifted, sign_strips
from forms.marks import Frame, Glyphs, Line, Mark, Picture, moved
from forms.pictures import picture
from forms.strips import Strip, bound
from forms.theme import (
    COVER_TITLE,
    HEI,
    INNER_LINE,
    MM,
    PEN_LINE,
    RULE_LINE,
    SEAL_DIAMETER,
    SEAL_INDENT,
    SMALL_TITLE,
    SONG,
    PageTheme,
    TextStyle,
    paragraph_style,
    scaled,
)
from forms.typesetting import Typesetter, baseline
from mq_enforce.base.errors import BadInput, Fault

_WIDE_SPACE = "　"
_NUMBER = BLANK_NUMBER.replace(" ", _WIDE_SPACE)
_DATE = BLANK_DATE.replace(" ", _WIDE_SPACE)
_AFTER_TITLE = 8.0
_AROUND_GRID = 6.0
_PICTURE_GAP = 4 * MM
_HANGING = 6
_SIGN_LINE = 11 * MM
_SEAL_BELOW = 7 * MM
_SEAL_LABEL = 10.5
_SEAL_WIDTH = 0.75
_MOST_SEAL_LINES = 6
_CUT_ROOM = 16 * MM


@dataclass(slots=True)
class Composer:
    """Turns filled blocks into elements.

    ``full`` is the height of a page's text area, ``images`` the pictures by key; ``tight`` below 1 makes tall cells lower.
    """

    theme: PageTheme
    full: float
    images: Mapping[str, bytes]
    must_have_images: bool
    setter: Typesetter = field(default_factory=Typesetter)
    tight: float = 1.0
    elements: list[Element] = field(default_factory=list)
    pictures: dict[str, Image.Image] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Width of the text area."""
        return self.theme.width

    def compose(self, blocks: Sequence[FilledBlock]) -> None:
        """Lay out all blocks, with a little room between grids and what stands beside them."""
        for block in blocks:
            grid = isinstance(block, FilledGrid | FilledDrawing)
            joined = isinstance(block, FilledGrid) and block.join
            after_grid = bool(self.elements) and isinstance(self.elements[-1], GridFlow)
            if (grid or after_grid) and self.elements and not (joined and after_grid):
                last = self.elements[-1]
                self.elements.append(Strip(_AROUND_GRID, keep=isinstance(last, Strip) and last.keep, loose=True))
            self.add(block)

    @singledispatchmethod
    def add(self, block: FilledBlock) -> None:
        """Lay out one block below those before."""
        raise TypeError(type(block).__name__)

    @add.register
    def _(self, block: FilledTitle) -> None:
        style = {"small": SMALL_TITLE, "normal": self.theme.title, "large": COVER_TITLE}[block.size]
        if block.copy:
            note = paragraph_style(self.theme, "note")
            (line,) = self.setter.lines(words(f"（{block.copy}）"), note, self.width, align="right")[:1]
            marks = tuple(mark._replace(y=mark.y - note.pitch) for mark in line.marks if isinstance(mark, Glyphs))
            self.elements.append(Strip(0.0, marks, keep=True))
        for text in filter(None, (block.agency, block.title)):
            lines = self.setter.lines(words(text), style, self.width, align="center")
            self.elements.extend(replace(line, keep=True) for line in lines)
        self.elements.append(Strip(_AFTER_TITLE, keep=True))

    @add.register
    def _(self, block: FilledNumber) -> None:
        body = self.theme.body
        align = "right" if block.align == "auto" else block.align
        lines = self.setter.lines(words(block.label + (block.text or _NUMBER)), body, self.width, align=align)
        self.elements.extend(replace(line, keep=True) for line in lines)

    @add.register
    def _(self, block: FilledParagraphs) -> None:
        style = paragraph_style(self.theme, block.style)
        if block.style == "note":
            keep_with_next(self.elements, 1)
        strips: list[Strip] = []
        for number, paragraph in enumerate(block.paragraphs):
            mark = block.mark if number == 0 else ""
            pieces: Pieces = (*words(mark), *paragraph)
            if block.style in ("question", "answer"):
                hang = _width_of_mark(block.mark, style)
                strips = self.setter.hanging(pieces, style, (self.width, 0.0 if mark else hang, hang), block.align)
            else:
                indent = 2 * style.size if block.indent and block.align == "auto" else 0.0
                strips = self.setter.lines(pieces, style, self.width, indent, block.align)
            self.elements.extend(bound(strips, keep_next=block.keep_next))

    @add.register
    def _(self, block: FilledRules) -> None:
        style = self.theme.body

        def build(height: float) -> list[Strip]:
            count = max(round(height / PEN_LINE), 1)
            marks = [block.mark, *[""] * (count - 1)]
            return [ruled_strip(self.setter, style, self.width, PEN_LINE, mark) for mark in marks]

        if block.fill:
            self.elements.append(Stretch(build, block.lines * PEN_LINE, PEN_LINE, block.pages))
        else:
            self.elements.extend(build(block.lines * PEN_LINE))

    @add.register
    def _(self, block: FilledFields) -> None:
        style = scaled(self.theme.body, block.size)
        for row in block.rows:
            self.elements.extend(field_strips(self.setter, row, style, self.width))

    @add.register
    def _(self, block: FilledGrid) -> None:
        measured = measure(self.setter, block, self.width, self.theme.cell, self.tight)
        filler = None
        if block.fill and block.filler is not None:
            one = replace(block, rows=(block.filler,))
            filler = Filler(lambda: measure(self.setter, one, self.width, self.theme.cell), block.pages, block.tail)
        self.elements.append(GridFlow(measured, head=block.head, filler=filler, join=block.join))

    @add.register
    def _(self, block: FilledPhotos) -> None:
        columns = max(block.columns, 1)
        width = (self.width - _PICTURE_GAP * (columns - 1)) / columns
        style = self.theme.cell
        height = min(block.height * MM, self.full - 3 * style.pitch)
        for start in range(0, len(block.frames), columns):
            row = block.frames[start : start + columns]
            places = [number * (width + _PICTURE_GAP) for number in range(len(row))]
            marks: list[Mark] = []
            for x, (key, _) in zip(places, row, strict=True):
                marks.append(Frame(x, 0.0, width, height, INNER_LINE))
                marks.extend(self._picture(key, x, width, height, block.empty))
            self.elements.append(Strip(height, tuple(marks), keep=True))
            captions = [
                shifted([line for one in caption for line in self.setter.lines(one, style, width, align="center")], x)
                for x, (_, caption) in zip(places, row, strict=True)
            ]
            for lines in zip_longest(*captions):
                self.elements.append(Strip(style.pitch, tuple(mark for line in lines if line for mark in line.marks)))
            self.elements.append(Strip(_AROUND_GRID, loose=True))

    def _picture(self, key: str, x: float, width: float, height: float, empty: str) -> list[Mark]:
        """Return a picture fitted into a frame, or the words of an empty frame."""
        if key and key in self.images:
            image = self._image(key)
            inner, tall = width - 4 * MM, height - 4 * MM
            scale = min(inner / image.width, tall / image.height)
            drawn = (image.width * scale, image.height * scale)
            return [Picture(x + (width - drawn[0]) / 2, (height - drawn[1]) / 2, *drawn, key)]
        if key and self.must_have_images:
            raise BadInput(Fault(f"图片“{key}”没有找到", expected="把这张图片放进案件的证据里"))
        style = self.theme.cell
        (line,) = self.setter.lines(words(empty), style, width, align="center")[:1]
        return [mark._replace(x=mark.x + x, y=mark.y + height / 2, ink="grey") for mark in line.marks if isinstance(mark, Glyphs)]

    def _image(self, key: str) -> Image.Image:
        if key not in self.pictures:
            self.pictures[key] = picture(self.images[key], key)
        return self.pictures[key]

    @add.register
    def _(self, block: FilledDrawing) -> None:
        def build(height: float) -> list[Strip]:
            marks: list[Mark] = [Frame(0.0, 0.0, self.width, height, INNER_LINE * 2)]
            label, _ = self.setter.words(block.label, self.theme.cell, 4.0)
            marks += label
            if block.image:
                marks += self._picture(block.image, 0.0, self.width, height, "")
            if block.north:
                marks += _north(self.width - 11 * MM, 6 * MM)
            return [Strip(height, tuple(marks))]

        if block.height:
            self.elements.extend(build(min(block.height * MM, self.full)))
        else:
            self.elements.append(Stretch(build, 60 * MM))

    @add.register
    def _(self, block: FilledSignature) -> None:
        keep_with_next(self.elements, block.keep_lines)
        body = self.theme.body
        style = TextStyle(body.font, min(body.size, 14), _SIGN_LINE)
        width = self.width if block.align == "left" else self.width * 0.55
        indent = label_room(self.setter, block.rows, style, width)
        strips = [strip for row in block.rows for strip in sign_strips(self.setter, row, style, width, "left", indent)]
        for strip in strips[:-1]:
            strip.keep = True
        self.elements.extend(shifted(strips, self.width - width))

    @add.register
    def _(self, block: FilledSeal) -> None:
        keep_with_next(self.elements, block.keep_lines)
        date = block.date if plain(block.date).strip("＿") else words(_DATE)
        names = self._centred(block.name)
        dates = self._centred(date)
        if len(names) + len(dates) > _MOST_SEAL_LINES:
            style = self.theme.body
            for pieces in (block.name, date):
                self.elements.extend(self.setter.lines(pieces, style, self.width, align="right"))
        else:
            self.elements.append(self._seal(names, dates, block.label))

    def _centred(self, pieces: Pieces) -> list[tuple[Strip, float]]:
        """Set words in as narrow a column as they need; returns lines with the column's width."""
        style = self.theme.body
        width = min(sum(atom.width for atom in self.setter.atoms(pieces, style)) + 0.1, self.width * _SEAL_WIDTH)
        return [(line, width) for line in self.setter.lines(pieces, style, width, align="center")]

    def _seal(self, names: list[tuple[Strip, float]], dates: list[tuple[Strip, float]], label: str) -> Strip:
        """The date stands four characters from the right, the name centred over it (公文格式); the seal covers both."""
        style = self.theme.body
        widest = max(width for _, width in (*names, *dates))
        centre = min(self.width - SEAL_INDENT * style.size - dates[0][1] / 2, self.width - max(widest, SEAL_DIAMETER) / 2)
        text = style.pitch * (len(names) + len(dates))
        down = max(SEAL_DIAMETER - _SEAL_BELOW - text, style.pitch * 0.5)
        marks: list[Mark] = []
        if label:
            words_of_label, width = self.setter.words(label, TextStyle(SONG, _SEAL_LABEL, style.pitch), ink="grey")
            marks += [moved(mark, centre - width / 2, down - style.pitch * 0.8) for mark in words_of_label]
        for line, width in (*names, *dates):
            marks += [moved(mark, centre - width / 2, down) for mark in line.marks]
            down += style.pitch
        return Strip(down + _SEAL_BELOW, tuple(marks))

    @add.register
    def _(self, block: FilledStub) -> None:
        if block.place == "below":
            self.elements.append(self._cut(block.number))
        title = self.setter.lines(words(block.title), SMALL_TITLE, self.width, align="center")
        number = self.setter.lines(words(block.number or _NUMBER), self.theme.body, self.width, align="right")
        rows = [strip for row in block.rows for strip in field_strips(self.setter, row, self.theme.body, self.width)]
        strips = [*title, *number, *rows]
        for strip in strips[: None if block.place == "above" else -1]:
            strip.keep = True
        self.elements.extend(strips)
        if block.place == "above":
            self.elements.append(self._cut(block.number))

    def _cut(self, number: str) -> Strip:
        """The line to cut along, with the number across it so that half of it stays on each part."""
        style = TextStyle(self.theme.body.font, self.theme.body.size, _CUT_ROOM)
        line = self.setter.lines(words(number or _NUMBER), style, self.width, align="center")[0]
        y = baseline(style) - style.size * 0.36
        return Strip(_CUT_ROOM, (Line(0.0, y, self.width, y, RULE_LINE, "black", 4.0), *line.marks))

    @add.register
    def _(self, block: FilledSpacer) -> None:
        height = block.height * MM if block.height else block.lines * self.theme.body.pitch
        self.elements.append(Strip(min(height, self.full), loose=True))

    @add.register
    def _(self, block: FilledPageBreak) -> None:
        del block
        self.elements.append(Break())


def _width_of_mark(mark: str, style: TextStyle) -> float:
    return len(mark) * style.size if len(mark) <= _HANGING else 0.0


def _north(x: float, y: float) -> list[Mark]:
    """An arrow to the north with its word."""
    tip, foot, wing = y, y + 14 * MM, 2 * MM
    return [
        Line(x, foot, x, tip, RULE_LINE * 2),
        Line(x, tip, x - wing, tip + 2 * wing, RULE_LINE * 2),
        Line(x, tip, x + wing, tip + 2 * wing, RULE_LINE * 2),
        Glyphs(x - 6, foot + 14, "北", HEI, 12),
    ]
