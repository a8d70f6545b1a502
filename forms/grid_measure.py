"""Measures a grid: sets the words of every cell, then finds the height of every row."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.cells import Align
from forms.filled import FilledCell, FilledGrid, FilledRow, Pieces, plain
from forms.layout_fields import field_strips, sign_strips
from forms.marks import moved
from forms.strips import Strip, total
from forms.theme import CELL_SIDE, CELL_TOP, LEAST_ROW, MM, TALL_CELL, TextStyle, scaled
from forms.typesetting import Typesetter

_VERTICAL_PITCH = 1.2
_INDENT = 2
_RUNNING_LINES = 3
_MOST_LABEL = 12
"""A label of more lines is a text: it flows over pages instead of being repeated on each."""
_SIGN_PITCH = 9 * MM
_MOST_FOOT = 8
"""More lines of signatures than this flow over pages like any text."""


@dataclass(slots=True)
class Cell:
    """A cell with its set lines. ``row`` is the first row it covers; lines move from here to the pages one portion after the other."""

    role: str
    row: int
    rowspan: int
    x: float
    width: float
    lines: list[Strip]
    foot: list[Strip]
    least: float
    top: bool = False
    columns: list[list[Strip]] = field(default_factory=list)

    @property
    def need(self) -> float:
        """Height that what is left of the cell takes."""
        if self.role == "vertical":
            return max(total(self.columns[0]) + 2 * CELL_TOP if self.columns else 0.0, self.least)
        return max(total(self.lines) + total(self.foot) + 2 * CELL_TOP, self.least)


@dataclass(slots=True)
class Measured:
    """A measured grid: heights of the rows and the cells that begin in each."""

    width: float
    heights: list[float]
    cells: list[list[Cell]]


def measure(setter: Typesetter, grid: FilledGrid, width: float, cell_style: TextStyle, tight: float = 1.0) -> Measured:
    """Set all cells of a grid that is ``width`` points wide. ``tight`` below 1 takes room for the pen away from tall cells."""
    style = scaled(cell_style, grid.size)
    edges = _edges(grid.widths, width)
    cells = [_row_cells(setter, row, number, edges, style) for number, row in enumerate(grid.rows)]
    for own in cells:
        for cell in own:
            cell.least = _tightened(cell.least, tight)
    heights = [_least_height(row, own, tight) for row, own in zip(grid.rows, cells, strict=True)]
    spanning = [cell for own in cells for cell in own if cell.rowspan > 1 and cell.role != "vertical"]
    for cell in sorted(spanning, key=lambda one: one.rowspan):
        stretch(heights, cell)
    for own in cells:
        for cell in own:
            if cell.role == "vertical":
                _stand(cell, heights, style)
                stretch(heights, cell)
    return Measured(width, heights, cells)


def stretch(heights: list[float], cell: Cell, start: int | None = None) -> None:
    """Make the last row that a cell covers high enough for what is left of the cell from row ``start`` on."""
    first = cell.row if start is None else start
    end = cell.row + cell.rowspan
    short = cell.need - sum(heights[first:end])
    if short > 0:
        heights[end - 1] += short


def _edges(widths: tuple[float, ...], width: float) -> list[float]:
    edges = [0.0]
    for one in widths:
        edges.append(edges[-1] + one)
    return [edge / edges[-1] * width for edge in edges]


def _least_height(row: FilledRow, cells: list[Cell], tight: float) -> float:
    own = [cell.need for cell in cells if cell.rowspan == 1 and cell.role != "vertical"]
    return max(LEAST_ROW, _tightened(row.min_height * MM, tight), *own)


def _tightened(height: float, tight: float) -> float:
    return height * tight if height >= TALL_CELL else height


def _row_cells(setter: Typesetter, row: FilledRow, number: int, edges: list[float], style: TextStyle) -> list[Cell]:
    return [_set(setter, cell, number, edges, style, row.min_height) for cell in row.cells]


def _set(setter: Typesetter, cell: FilledCell, row: int, edges: list[float], style: TextStyle, row_height: float) -> Cell:
    x, end = edges[cell.column], edges[cell.column + cell.colspan]
    inner = end - x - 2 * CELL_SIDE
    placed = Cell(cell.role, row, cell.rowspan, x, end - x, [], [], cell.min_height * MM)
    if cell.role == "vertical":
        text = "".join(plain(paragraph) for paragraph in cell.paragraphs)
        placed.columns = [_upright(setter, text, style, inner)]
        return placed
    running = cell.role == "value" and cell.align == "auto" and max(cell.min_height, row_height) * MM >= TALL_CELL
    placed.lines = _lines(setter, cell, style, inner, running=running)
    placed.top = running or len(placed.lines) > _RUNNING_LINES
    if len(placed.lines) > _MOST_LABEL:
        placed.role = "value"
    tall = TextStyle(style.font, style.size, _SIGN_PITCH)
    foot = sign_strips(setter, cell.signs, tall, inner, "right") if cell.signs else []
    if len(foot) > _MOST_FOOT:
        placed.lines += foot
    else:
        placed.foot = foot
    return placed


def _lines(setter: Typesetter, cell: FilledCell, style: TextStyle, inner: float, *, running: bool) -> list[Strip]:
    lines: list[Strip] = []
    for paragraph in cell.paragraphs:
        if cell.role == "label":
            lines.extend(_label(setter, paragraph, style, inner, "center" if cell.align == "auto" else cell.align))
        elif running:
            lines.extend(setter.lines(paragraph, style, inner, _INDENT * style.size, cell.align))
        else:
            lines.extend(setter.lines(paragraph, style, inner, align=cell.align))
    for row in cell.fields:
        lines.extend(field_strips(setter, row, style, inner))
    return lines


def _label(setter: Typesetter, paragraph: Pieces, style: TextStyle, inner: float, align: Align) -> list[Strip]:
    """Set a label; when it takes several lines they are made equally long, so that no character stands alone."""
    lines = setter.lines(paragraph, style, inner, align=align)
    if len(lines) > 1 and align == "center":
        natural = sum(atom.width for atom in setter.atoms(paragraph, style))
        narrow = min(natural / len(lines) + style.size * 0.6, inner)
        even = setter.lines(paragraph, style, narrow, align=align)
        if len(even) == len(lines):
            return [Strip(one.height, tuple(moved(mark, (inner - narrow) / 2, 0.0) for mark in one.marks)) for one in even]
    return lines


def _upright(setter: Typesetter, text: str, style: TextStyle, inner: float) -> list[Strip]:
    """Set each character of a vertical label on a line of its own."""
    one = TextStyle(style.font, style.size, style.size * _VERTICAL_PITCH)
    strips: list[Strip] = []
    for character in text:
        marks, width = setter.words(character, one)
        strips.append(Strip(one.pitch, tuple(moved(mark, (inner - width) / 2, 0.0) for mark in marks)))
    return strips


def _stand(cell: Cell, heights: list[float], style: TextStyle) -> None:
    """Set a vertical label in several columns when it is too long for its rows and the cell is wide enough."""
    (only,) = cell.columns
    column_width = style.size * _VERTICAL_PITCH
    room = sum(heights[cell.row : cell.row + cell.rowspan]) - 2 * CELL_TOP
    most = max(int((cell.width - 2 * CELL_SIDE + 0.2 * style.size) / column_width), 1)
    columns = 1
    while columns < most and total(only[: -(-len(only) // columns)]) > room:
        columns += 1
    size = -(-len(only) // columns)
    cell.columns = [only[at : at + size] for at in range(0, len(only), size)]


def rows_of(heights: list[float]) -> list[float]:
    """Return the upper edges of rows put one below the other, and the lower edge of the last."""
    edges = [0.0]
    for height in heights:
        edges.append(edges[-1] + height)
    return edges
