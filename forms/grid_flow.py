"""Puts a measured grid on pages: row by row, splitting rows and merged cells where a page ends, repeating the head.

A grid is used up from the top: ``take`` returns what fits as a segment. Lines that did not fit stay with their cell, and
rows grow where a split needs room, so nothing is ever clipped or printed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from forms.grid_measure import Cell, Measured, rows_of, stretch
from forms.marks import Line, Mark, moved
from forms.strips import Strip, stacked, total
from forms.theme import CELL_SIDE, CELL_TOP, INNER_LINE, LEAST_ROW, OUTER_LINE

_SPLIT_FROM = 0.3
"""Rows higher than this share of the page are split rather than moved whole."""
_LEAST_PART = 64.0
"""Less room than this at the foot of a page is not worth splitting a row for."""


@dataclass(slots=True)
class Portion:
    """What stands of a cell in one segment."""

    cell: Cell
    y: float
    height: float
    lines: list[Strip]
    foot: list[Strip]


@dataclass(slots=True)
class Segment:
    """The part of a grid on one page. ``open_top`` and ``open_bottom``: another grid joins there."""

    width: float
    height: float
    portions: list[Portion]
    open_top: bool = False
    open_bottom: bool = False


@dataclass(slots=True)
class Filler:
    """Empty rows down to the foot of the page: how one is measured, how many pages at least, rows that stay below."""

    row: Callable[[], Measured]
    pages: int
    tail: int


@dataclass(slots=True)
class GridFlow:
    """A grid on its way to the pages. ``keep_rows``: so many of the last rows stay with what follows."""

    measured: Measured
    head: int = 0
    filler: Filler | None = None
    join: bool = False
    keep_rows: int = 0
    at: int = 0
    _head_cells: list[list[Cell]] = field(default_factory=list)
    _head_heights: list[float] = field(default_factory=list)
    _started: bool = False

    def __post_init__(self) -> None:
        self._head_cells = self.measured.cells[: self.head]
        self._head_heights = self.measured.heights[: self.head]
        self.at = self.head

    @property
    def done(self) -> bool:
        """Whether all rows have been taken."""
        return self.at >= len(self.measured.heights)

    @property
    def natural(self) -> float:
        """Height of what is left, head included."""
        return sum(self._head_heights) + sum(self.measured.heights[self.at :])

    def first_need(self, full: float) -> float:
        """Height below which it is not worth beginning on a page of height ``full``."""
        if self.done:
            return sum(self._head_heights)
        first = self.measured.heights[self.at]
        return sum(self._head_heights) + (min(first, _LEAST_PART) if first > full * _SPLIT_FROM else first)

    def held_back(self, full: float) -> tuple[int, float]:
        """Return how many rows, or what room, to take so that the end of the grid stays with what follows."""
        if self.measured.heights[-1] > full * _SPLIT_FROM:
            return 0, self.natural - _LEAST_PART
        return self.keep_rows, full

    def fill(self, room: float, full: float, rest: float, page: int) -> None:
        """Add the empty rows when the end of the grid has come in sight; ``rest`` is the height of what follows on the page."""
        if self.filler is None or self.natural > room:
            return
        height = self.filler.row().heights[0]
        tail = sum(self.measured.heights[len(self.measured.heights) - self.filler.tail :])
        spare = room - self.natural
        ends_elsewhere = page < self.filler.pages or rest > spare
        if ends_elsewhere and sum(self._head_heights) + height + tail + rest <= full:
            self._insert(int(spare / height) + 1)
            return
        self._insert(max(int((spare - rest) / height), 0))
        self.filler = None

    def _insert(self, count: int) -> None:
        if self.filler is None:
            return
        place = len(self.measured.heights) - self.filler.tail
        for number in range(count):
            row = self.filler.row()
            self.measured.heights.insert(place + number, row.heights[0])
            self.measured.cells.insert(place + number, row.cells[0])
        for number in range(place, len(self.measured.cells)):
            for cell in self.measured.cells[number]:
                cell.row = number

    def take(self, room: float, full: float, *, leave: int = 0, must: bool) -> Segment | None:
        """Take the rows that fit into ``room``, but leave the last ``leave`` rows; None when nothing does.

        ``must``: the page is empty, so something has to be taken.
        """
        head = sum(self._head_heights)
        heights = self.measured.heights
        last = len(heights) - leave
        end = self.at
        used = head
        while end < last and used + heights[end] <= room + 0.01:
            used += heights[end]
            end += 1
        if end < last:
            split = self._split(end, room - used, full, must=must and end == self.at)
            if split is not None:
                return self._segment(end, split)
        if end == self.at:
            return self._segment(end, None) if self.done and not self._started else None
        return self._segment(end, None)

    def _split(self, row: int, room: float, full: float, *, must: bool) -> float | None:
        """Return the height at which a row is split; None when it is better moved whole."""
        height = self.measured.heights[row]
        if not must and (height <= full * _SPLIT_FROM or room < _LEAST_PART):
            return None
        own = [cell for cell in self.measured.cells[row] if cell.rowspan == 1 and cell.lines]
        moves = any(_fitting(cell.lines, room - 2 * CELL_TOP) for cell in own)
        return room if moves or (must and room > 0) else None

    def _segment(self, end: int, split: float | None) -> Segment:
        """Build the segment of the rows up to ``end``, and of the first ``split`` points of row ``end`` itself."""
        begin = self.at
        self._started = True
        heights = [*self._head_heights, *self.measured.heights[begin:end], *([split] if split is not None else [])]
        edges = rows_of(heights)
        offset = self.head - begin
        portions = [
            Portion(cell, edges[row], edges[row + cell.rowspan] - edges[row], cell.lines, cell.foot)
            for row, cells in enumerate(self._head_cells)
            for cell in cells
        ]
        last_row = end if split is not None else end - 1
        for cell in self._touching(begin, last_row):
            top = edges[max(cell.row, begin) + offset]
            until = cell.row + cell.rowspan - 1
            whole = until <= last_row and not (until == end and split is not None)
            bottom = edges[min(until, last_row) + offset + 1]
            portions.append(_portion(cell, top, bottom - top, whole=whole))
        self._advance(end, split)
        return Segment(self.measured.width, edges[-1], portions)

    def _touching(self, begin: int, last: int) -> list[Cell]:
        return [
            cell
            for number, cells in enumerate(self.measured.cells[self.head : last + 1], self.head)
            for cell in cells
            if number + cell.rowspan > begin
        ]

    def _advance(self, end: int, split: float | None) -> None:
        heights = self.measured.heights
        self.at = end
        if split is not None:
            rest = max((cell.need for cell in self.measured.cells[end] if cell.rowspan == 1), default=0.0)
            heights[end] = max(rest, heights[end] - split, LEAST_ROW)
        for cells in self.measured.cells[self.head : end + 1]:
            for cell in cells:
                if cell.row < end < cell.row + cell.rowspan or (split is not None and cell.row == end and cell.rowspan > 1):
                    stretch(heights, cell, end)


def _portion(cell: Cell, y: float, height: float, *, whole: bool) -> Portion:
    if cell.role != "value":
        return Portion(cell, y, height, cell.lines, cell.foot)
    if whole:
        lines, cell.lines = cell.lines, []
        foot, cell.foot = cell.foot, []
        return Portion(cell, y, height, lines, foot)
    count = _fitting(cell.lines, height - 2 * CELL_TOP)
    lines, cell.lines = cell.lines[:count], cell.lines[count:]
    cell.least = max(cell.least - height, 0.0)
    cell.top = True
    return Portion(cell, y, height, lines, [])


def _fitting(lines: Sequence[Strip], room: float) -> int:
    used = 0.0
    for number, line in enumerate(lines):
        used += line.height
        if used > room + 0.01:
            return number
    return len(lines)


def segment_marks(segment: Segment) -> list[Mark]:
    """Return what is drawn of a segment, from its upper left corner."""
    marks: list[Mark] = []
    for portion in segment.portions:
        marks.extend(_edges(segment, portion))
        marks.extend(_content(portion))
    marks.extend(_outline(segment))
    return marks


def _edges(segment: Segment, portion: Portion) -> list[Mark]:
    """Return the right and the lower edge of a cell where they are not part of the outer frame: so no line is drawn twice."""
    cell = portion.cell
    right, bottom = cell.x + cell.width, portion.y + portion.height
    marks: list[Mark] = []
    if right < segment.width - 0.1:
        marks.append(Line(right, portion.y, right, bottom, INNER_LINE))
    if bottom < segment.height - 0.1:
        marks.append(Line(cell.x, bottom, right, bottom, INNER_LINE))
    return marks


def _outline(segment: Segment) -> list[Mark]:
    width, height = segment.width, segment.height
    marks: list[Mark] = [Line(0, 0, 0, height, OUTER_LINE), Line(width, 0, width, height, OUTER_LINE)]
    if not segment.open_top:
        marks.append(Line(0, 0, width, 0, OUTER_LINE))
    marks.append(Line(0, height, width, height, INNER_LINE if segment.open_bottom else OUTER_LINE))
    return marks


def _content(portion: Portion) -> list[Mark]:
    cell = portion.cell
    if cell.role == "vertical":
        return _upright(portion)
    left = cell.x + CELL_SIDE
    body, foot = total(portion.lines), total(portion.foot)
    down = portion.y + CELL_TOP
    if not cell.top and not portion.foot:
        down = portion.y + max((portion.height - body) / 2, 0.0)
    marks = stacked(portion.lines, left, down)
    marks += stacked(portion.foot, left, portion.y + portion.height - CELL_TOP - foot)
    return marks


def _upright(portion: Portion) -> list[Mark]:
    """Return a vertical label: characters spread evenly over a roomy cell, columns from right to left."""
    cell = portion.cell
    marks: list[Mark] = []
    columns = cell.columns
    for number, column in enumerate(columns):
        natural = total(column)
        loose = min((portion.height - natural) / (len(column) + 1), column[0].height) if column else 0.0
        step = max(loose, 0.0)
        down = portion.y + max((portion.height - natural - step * (len(column) - 1)) / 2, 0.0)
        right = cell.x + CELL_SIDE + ((len(columns) - 1) / 2 - number) * (column[0].height if column else 0.0)
        for strip in column:
            marks.extend(moved(mark, right, down) for mark in strip.marks)
            down += strip.height + step
    return marks
