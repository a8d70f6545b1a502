"""What stands inside blocks: fields, cells, columns, options, signature lines.

Every class is one table of a form file; the annotation of each key is its documentation (``forms/README.md`` is made
from it) and its check (``forms/decoding.py`` reads tables by it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from forms.names import NO_TEXT, ListName, PropositionName, Text, ValueName

Size = Literal["small", "normal", "large"]
Align = Literal["auto", "left", "center", "right"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One option of a choice. A plain string stands for ``{ text = "…" }``."""

    shorthand: ClassVar[str] = "text"

    text: Annotated[Text, "what is printed after the box; bindings in it are filled when the option is ticked, else ruled"]
    equals: Annotated[str, "the value of `choice` that ticks this option; default: the text itself"] = ""
    when: Annotated[PropositionName | None, "a proposition that ticks this option (instead of, or besides, `equals`)"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternative:
    """One of several texts of which exactly one must apply."""

    when: Annotated[PropositionName, "the proposition under which this text is printed"]
    text: Annotated[Text, "the text"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SignItem:
    """One thing on a line of signatures: a label with ruled lines, or a date. A plain string stands for ``{ label = "…" }``."""

    shorthand: ClassVar[str] = "label"

    label: Annotated[Text, "printed before the line (a colon is added)"] = NO_TEXT
    lines: Annotated[int, "how many ruled lines, side by side, one per signature"] = 1
    value: Annotated[ValueName | None, "printed on the line instead of being left to the pen, such as a certificate number"] = None
    text: Annotated[Text | None, "like `value`, as a text"] = None
    date: Annotated[bool | ValueName, "`true`: blanks for year, month, day; a binding: that date when it is known"] = False
    hand: Annotated[bool, "documents that the line is completed by hand (signature lines are in any case)"] = False
    optional: Annotated[bool, "a `value` that may be missing"] = False
    when: Annotated[PropositionName | None, "printed only when it holds"] = None
    unless: Annotated[PropositionName | None, "printed only when it does not hold"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignRow:
    """One line of signatures. A plain array stands for ``{ items = [...] }``."""

    shorthand: ClassVar[str] = "items"

    items: Annotated[tuple[SignItem, ...], "from left to right"]
    each: Annotated[ListName | None, "repeats the line for every row of the list; `item.` names may be used"] = None
    when: Annotated[PropositionName | None, "printed only when it holds"] = None
    unless: Annotated[PropositionName | None, "printed only when it does not hold"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A label with a value on a ruled line; with none of `value`, `text`, `choice`, `one_of` it is a line for the pen."""

    label: Annotated[Text, "fixed words before the value"] = NO_TEXT
    value: Annotated[ValueName | None, "binding whose value is printed"] = None
    text: Annotated[Text | None, "words with `{bindings}` instead of one binding"] = None
    choice: Annotated[
        ValueName | bool, "binding whose value ticks an option; `true` when the options have `when` or are ticked by hand"
    ] = False
    options: Annotated[tuple[Option, ...], "the options of `choice`, each with a box"] = ()
    multiple: Annotated[bool, "several options may be ticked; the value names them joined by 、"] = False
    one_of: Annotated[tuple[Alternative, ...], "texts of which exactly one must apply"] = ()
    after: Annotated[str, "fixed words after the value: 岁, 次询问, 元"] = ""
    hand: Annotated[bool, "completed by hand: never missing at issue; printed when it is known all the same"] = False
    optional: Annotated[bool, "may be missing at issue"] = False
    blank: Annotated[int, "width of the ruled line in characters when there is nothing to print, and its share of the row"] = 8
    colon: Annotated[bool, "`false`: no colon after the label (labels of one character never get one)"] = True
    when: Annotated[PropositionName | None, "printed only when it holds"] = None
    unless: Annotated[PropositionName | None, "printed only when it does not hold"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldRow:
    """One row of fields. A plain array stands for ``{ fields = [...] }``."""

    shorthand: ClassVar[str] = "fields"

    fields: Annotated[tuple[Field, ...], "from left to right"]
    when: Annotated[PropositionName | None, "printed only when it holds"] = None
    unless: Annotated[PropositionName | None, "printed only when it does not hold"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell(Field):
    """One cell of a grid: a field without a rule, plus what only cells have. A failing `when` empties the cell, never shifts the row."""

    vertical: Annotated[str, "label whose characters stand one below the other"] = ""
    opinion: Annotated[
        ValueName | bool,
        "binding of an opinion, printed at the top, signature and date at the foot; `true`: written by hand only. "
        "Counts as `hand` unless `known = true`",
    ] = False
    known: Annotated[bool, "an `opinion` that must be there at issue"] = False
    fields: Annotated[tuple[FieldRow, ...], "rows of label and ruled line inside the cell"] = ()
    signature: Annotated[tuple[SignItem, ...], "signatures at the foot of the cell; an `opinion` has 签名 unless this says otherwise"] = ()
    date: Annotated[bool | ValueName, "date at the foot of the cell; an `opinion` has blanks for it unless `date` is a binding"] = False
    colspan: Annotated[int, "columns that the cell covers"] = 1
    rowspan: Annotated[int, "rows that the cell covers"] = 1
    min_height: Annotated[float, "least height in mm: room for the pen"] = 0.0
    align: Annotated[Align, "`auto`: labels centred, values left"] = "auto"


@dataclass(frozen=True, kw_only=True, slots=True)
class GridRow:
    """One row of a grid. A plain array stands for ``{ cells = [...] }``. Cells covered from above (`rowspan`) are left out, as in HTML."""

    shorthand: ClassVar[str] = "cells"

    cells: Annotated[tuple[Cell, ...], "from left to right"]
    min_height: Annotated[float, "least height of the row in mm"] = 0.0
    each: Annotated[ListName | None, "repeats the row for every row of the list; `item.` names may be used, `rowspan` not"] = None
    when: Annotated[PropositionName | None, "printed only when it holds"] = None
    unless: Annotated[PropositionName | None, "printed only when it does not hold"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a table."""

    label: Annotated[str, "head of the column"]
    width: Annotated[float, "share of the width in per cent; the columns add up to 100"]
    value: Annotated[ValueName | None, "`item.…`, or `row.number` for the running number"] = None
    text: Annotated[Text | None, "words with `{item.…}` instead of one binding"] = None
    align: Annotated[Align, "`auto`: short columns centred, wide ones left"] = "auto"
    hand: Annotated[bool, "completed by hand"] = False
    optional: Annotated[bool, "may be missing at issue"] = False
