"""Fills what stands inside blocks: fields, choices, signature lines, grids and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.blocks import GridBlock, TableBlock
from forms.cells import Cell, Column, Field, FieldRow, GridRow, Option, SignItem, SignRow
from forms.filled import (
    Box,
    FilledCell,
    FilledField,
    FilledGrid,
    FilledRow,
    FilledSign,
    Gap,
    Piece,
    Pieces,
    Words,
    plain,
    words,
)
from forms.filling_values import Values, need_of, paragraphs
from forms.spans import remaining
from forms.texts import Need, parts
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import Run
from mq_enforce.documents.runs import plain as plain_runs

_SEPARATORS = re.compile(r"[、，,；;]")
_CLOSED = "：:、，。；？！（）()　 "
_OPTION_GAP = 4
_SIGNATURE = SignItem(label="签名")  # type: ignore[arg-type] # words without bindings
_WIDE_COLUMN = 20.0
_BLANK_GRID_ROWS = 3
_BLANK_TABLE_ROWS = 5
"""Empty rows for the pen where a blank form says nothing else."""
_ONE: tuple[Item, ...] = ({},)


def with_colon(label: str, wanted: bool = True) -> str:
    """Return a label with its colon: labels of one character and those that end in punctuation get none."""
    return f"{label}：" if wanted and len(label) > 1 and label[-1] not in _CLOSED else label


def content(values: Values, field: Field, label: str, need: Need | None = None) -> Pieces:
    """Return the value of a field: binding, text, choice or alternatives."""
    need = need or need_of(hand=field.hand, optional=field.optional)
    width = field.blank
    if field.value is not None:
        return values.value(field.value, need, width, label)
    if field.text is not None:
        return values.text(field.text, need, label)
    if field.options:
        return _choice(values, field, label, need)
    if field.one_of:
        return _alternatives(values, field, label, need)
    return ()


def _choice(values: Values, field: Field, label: str, need: Need) -> Pieces:
    bound = field.choice if isinstance(field.choice, str) else None
    chosen = plain_runs(values.runs(bound)) if bound else ""
    names = set(_SEPARATORS.split(chosen)) if field.multiple else {chosen}
    ticks = [_ticked(values, option, names) for option in field.options]
    pieces: list[Piece] = []
    for option, ticked in zip(field.options, ticks, strict=True):
        if pieces:
            pieces.append(Words(Run("　")))
        pieces.append(Box(ticked))
        pieces.extend(values.text(option.text, need, label) if ticked else _with_gaps(option))
    if any(ticks) and bound:
        values.printed[bound] = chosen
    conditioned = any(option.when for option in field.options)
    if not any(ticks) and need is Need.KNOWN and not values.blank and (bound or conditioned):
        named = bound or "|".join(option.when or "" for option in field.options)
        pieces.append(Gap(2, values.note_missing(named, label), missing=True))
    return tuple(pieces)


def _ticked(values: Values, option: Option, names: set[str]) -> bool:
    name = option.equals or option.text
    by_condition = option.when is not None and not values.blank and values.holds(option.when)
    return bool(name) and (name in names or by_condition)


def _with_gaps(option: Option) -> Pieces:
    """Return an option that is not ticked: its words, with room for the pen where values would stand."""
    pieces: list[Piece] = []
    for part in parts(option.text):
        pieces.extend(words(part) if isinstance(part, str) else (Gap(_OPTION_GAP),))
    return tuple(pieces)


def _alternatives(values: Values, field: Field, label: str, need: Need) -> Pieces:
    if values.blank:
        pieces: list[Piece] = []
        for one in field.one_of:
            pieces.extend((Box(ticked=False), *values.text(one.text, need, label), Words(Run("　"))))
        return tuple(pieces[:-1])
    holding = [one for one in field.one_of if values.holds(one.when)]
    found = tuple(piece for one in holding for piece in values.text(one.text, need, label))
    if len(holding) == 1 or (not holding and need is not Need.KNOWN):
        return found
    told = values.note_missing(
        "|".join(one.when for one in field.one_of), f"{label}（只能有一种情形）" if label else "只能有一种情形的内容"
    )
    return (*found, Gap(field.blank, told, missing=True))


def field_rows(values: Values, rows: Sequence[FieldRow]) -> tuple[tuple[FilledField, ...], ...]:
    """Fill rows of fields; what does not apply falls away."""
    filled = [
        tuple(filled_field(values, field) for field in row.fields if values.applies(field.when, field.unless))
        for row in rows
        if values.applies(row.when, row.unless)
    ]
    return tuple(row for row in filled if row)


def filled_field(values: Values, field: Field) -> FilledField:
    """Fill one field."""
    label = plain(values.text(field.label, Need.OPTIONAL))
    found = _without_lone_gaps(content(values, field, label))
    open_gaps = any(isinstance(piece, Gap) and not piece.missing for piece in found)
    return FilledField(
        label=with_colon(label, field.colon),
        content=_one_line(found),
        after=field.after,
        blank=field.blank,
        ruled=not field.options and not open_gaps,
    )


def _one_line(pieces: Pieces) -> Pieces:
    """Return pieces as one paragraph: line breaks in a value on a line become spaces."""
    broken = paragraphs(pieces)
    joined: list[Piece] = []
    for number, one in enumerate(broken):
        if number:
            joined.append(Words(Run(" ")))
        joined.extend(one)
    return tuple(joined)


def sign_rows(values: Values, rows: Sequence[SignRow]) -> tuple[tuple[FilledSign, ...], ...]:
    """Fill lines of signatures."""
    filled: list[tuple[FilledSign, ...]] = []
    for row in rows:
        if not values.applies(row.when, row.unless):
            continue
        items = (values.rows(row.each) or (_ONE if values.blank else ())) if row.each else _ONE
        filled.extend(signs(values, row.items) for _ in (values.each(row.each, items) if row.each else (1,)))
    return tuple(row for row in filled if row)


def signs(values: Values, items: Sequence[SignItem]) -> tuple[FilledSign, ...]:
    """Fill the signatures and dates of one line."""
    return tuple(_sign(values, item) for item in items if values.applies(item.when, item.unless))


def _sign(values: Values, item: SignItem) -> FilledSign:
    label = plain(values.text(item.label, Need.OPTIONAL))
    need = Need.KNOWN if (item.value or item.text) and not (item.hand or item.optional) else Need.OPTIONAL
    found: Pieces = ()
    if item.value is not None:
        found = values.value(item.value, need, label=label)
    elif item.text is not None:
        found = values.text(item.text, need, label)
    return FilledSign(label=with_colon(label), lines=item.lines, content=_without_pen(found), date=_date(values, item.date))


def _date(values: Values, date: bool | str) -> str | None:
    if date is False:
        return None
    return "" if date is True else plain(_without_pen(values.value(str(date), Need.OPTIONAL)))


def _without_pen(pieces: Pieces) -> Pieces:
    """Leave out gaps for the pen: in a cell or on a line there is room anyway."""
    return tuple(piece for piece in pieces if not isinstance(piece, Gap) or piece.missing)


def grid(values: Values, block: GridBlock) -> FilledGrid:
    """Fill a grid; rows that do not apply fall away and spans shrink with them."""
    items = [_items(values, row) for row in block.rows]
    layout = remaining(
        [[(cell.colspan, cell.rowspan) for cell in row.cells] for row in block.rows], len(block.widths), [len(one) for one in items]
    )
    lines = [(number, index) for number, one in enumerate(items) for index in range(len(one))]
    rows: list[FilledRow] = []
    for (number, index), placed in zip(lines, layout, strict=True):
        row = block.rows[number]
        if row.each:
            with values.within(row.each, index + 1, items[number][index]):
                cells = _cells(values, block, placed)
        else:
            cells = _cells(values, block, placed)
        rows.append(FilledRow(cells=cells, min_height=max(row.min_height, block.row_height)))
    return FilledGrid(widths=block.widths, rows=tuple(rows), size=block.size, join=block.join)


def _items(values: Values, row: GridRow) -> Sequence[Item]:
    if not values.applies(row.when, row.unless):
        return ()
    if not row.each:
        return _ONE
    return values.rows(row.each) or (_ONE * _BLANK_GRID_ROWS if values.blank else ())


def _cells(values: Values, block: GridBlock, placed: list[tuple[int, tuple[int, int, int]]]) -> tuple[FilledCell, ...]:
    filled: list[FilledCell] = []
    label = ""
    for number, (index, column, rowspan) in placed:
        cell = block.rows[number].cells[index]
        label = cell.label or label or cell.vertical
        filled.append(_cell(values, cell, label, column, rowspan))
    return tuple(filled)


def _cell(values: Values, cell: Cell, label: str, column: int, rowspan: int) -> FilledCell:
    place = FilledCell(role="value", column=column, colspan=cell.colspan, rowspan=rowspan, min_height=cell.min_height, align=cell.align)
    if not values.applies(cell.when, cell.unless):
        return place
    if cell.vertical:
        return replace(place, role="vertical", paragraphs=(words(cell.vertical),))
    inside = _cell_content(values, cell, plain(values.text(label, Need.OPTIONAL)))
    has_content = bool(cell.value or cell.text or cell.options or cell.one_of or cell.opinion or cell.fields or cell.signature or cell.date)
    told = plain(values.text(cell.label, Need.OPTIONAL))
    if cell.label and not has_content and not cell.hand:
        return replace(place, role="label", paragraphs=paragraphs(words(told)))
    lead = words(with_colon(told, cell.colon))
    return replace(
        place,
        paragraphs=paragraphs((*lead, *_without_lone_gaps(inside), *words(cell.after))),
        fields=field_rows(values, cell.fields),
        signs=_cell_signs(values, cell),
    )


def _cell_content(values: Values, cell: Cell, label: str) -> Pieces:
    if not cell.opinion:
        return content(values, cell, label)
    need = Need.KNOWN if cell.known else Need.HAND
    return values.value(cell.opinion, need, label=label) if isinstance(cell.opinion, str) else ()


def _without_lone_gaps(pieces: Pieces) -> Pieces:
    """A cell that holds nothing but a gap for the pen is room itself."""
    return () if all(isinstance(piece, Gap) and not piece.missing for piece in pieces) else pieces


def _cell_signs(values: Values, cell: Cell) -> tuple[FilledSign, ...]:
    items = cell.signature or ((_SIGNATURE,) if cell.opinion else ())
    date = cell.date or bool(cell.opinion and not any(item.date for item in items))
    filled = signs(values, items)
    return (*filled, FilledSign(date=_date(values, date))) if date else filled


def table(values: Values, block: TableBlock, label: str) -> FilledGrid:
    """Fill a table: head, one row per row of the list, end mark, empty rows, totals."""
    items = values.rows(block.each)
    head = FilledRow(
        cells=tuple(FilledCell(role="label", column=at, paragraphs=(words(one.label),)) for at, one in enumerate(block.columns))
    )
    rows = [
        FilledRow(cells=tuple(_table_cell(values, at, column) for at, column in enumerate(block.columns)), min_height=block.row_height)
        for _ in values.each(block.each, items)
    ]
    if not items and not values.blank and need_of(hand=block.hand, optional=block.optional) is Need.KNOWN:
        told = values.note_missing(block.each, label)
        rows.append(_wide_row(block, (Gap(8, told, missing=True),)))
    empty = FilledRow(cells=tuple(FilledCell(role="value", column=at) for at in range(len(block.columns))), min_height=block.row_height)
    pen = values.blank or (block.hand and not items)
    if block.end_mark and not pen:
        rows.append(_wide_row(block, words(block.end_mark)))
    least = block.min_rows or (_BLANK_TABLE_ROWS if values.blank and block.fill == "none" else 0)
    rows += [empty] * max(least - len(rows), 0)
    totals = _totals(values, block)
    return FilledGrid(
        widths=tuple(column.width for column in block.columns),
        rows=(head, *rows, *totals),
        size=block.size,
        join=block.join,
        head=1 if block.repeat_head else 0,
        tail=len(totals),
        fill=block.fill == "page",
        pages=block.pages if values.blank else 1,
        filler=empty,
    )


def _table_cell(values: Values, at: int, column: Column) -> FilledCell:
    need = need_of(hand=column.hand, optional=column.optional)
    if column.value is not None:
        found = values.value(column.value, need, label=column.label)
    else:
        found = values.text(column.text, need, column.label) if column.text is not None else ()
    align = column.align if column.align != "auto" else "center" if column.width < _WIDE_COLUMN else "left"
    return FilledCell(role="value", column=at, paragraphs=paragraphs(_without_pen(found)), align=align)


def _wide_row(block: TableBlock, pieces: Pieces) -> FilledRow:
    cell = FilledCell(role="value", column=0, colspan=len(block.columns), paragraphs=(pieces,), align="center")
    return FilledRow(cells=(cell,), min_height=block.row_height)


def _totals(values: Values, block: TableBlock) -> tuple[FilledRow, ...]:
    fields = [field for field in block.totals if values.applies(field.when, field.unless)]
    if not fields:
        return ()
    pieces: list[Piece] = []
    for number, field in enumerate(fields):
        filled = filled_field(values, field)
        pieces.extend(words("　　" if number else ""))
        pieces.extend((*words(filled.label), *(filled.content or (Gap(field.blank),)), *words(filled.after)))
    cell = FilledCell(role="value", column=0, colspan=len(block.columns), paragraphs=(tuple(pieces),), align="left")
    return (FilledRow(cells=(cell,), min_height=block.row_height),)
