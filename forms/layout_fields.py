"""Lays out labels with ruled lines: fields run on over a row, signatures and dates side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.cells import Align
from forms.filled import FilledField, FilledSign, Pieces, words
from forms.filled_text import BLANK_DATE
from forms.linebreaking import Atom
from forms.marks import Line, Mark, moved
from forms.strips import Strip
from forms.theme import MM, RULE_LINE, TextStyle
from forms.typesetting import RULE_BELOW, Typesetter, baseline, set_line

_SPACE = 0.5
"""Between two fields, in characters."""
_LEAST_SIGNATURE = 24 * MM
_MOST_SIGNATURE = 42 * MM
_LEAST_BLANK = 0.5
"""A blank may shrink to this share of its width before fields run on to another line."""
_LEAST_ON_LINE = 0.45
"""A value that leaves its label less of a row than this begins below it."""
_DATE = BLANK_DATE.replace(" ", "　")


@dataclass(frozen=True, slots=True)
class _Part:
    """A field shaped: label, value and the words after it, with their widths."""

    field: FilledField
    label: list[Atom]
    value: list[Atom]
    after: list[Atom]

    @property
    def fixed(self) -> float:
        """Width of what is printed in any case."""
        return _width(self.label) + _width(self.after)

    def least(self, style: TextStyle) -> float:
        """Width below which the value, or the room for the pen, does not fit."""
        blank = self.field.blank * _LEAST_BLANK * style.size if not self.field.content else 0.0
        return self.fixed + max(_width(self.value), blank)


def _width(atoms: Sequence[Atom]) -> float:
    return sum(atom.width for atom in atoms)


def field_strips(setter: Typesetter, row: Sequence[FilledField], style: TextStyle, width: float) -> list[Strip]:
    """Lay out one row of fields over the whole width; what does not fit runs on to further lines."""
    parts = [
        _Part(field, setter.atoms(words(field.label), style), setter.atoms(field.content, style), setter.atoms(words(field.after), style))
        for field in row
    ]
    return [strip for line in _lines(parts, style, width) for strip in _row(setter, line, style, width)]


def _lines(parts: list[_Part], style: TextStyle, width: float) -> list[list[_Part]]:
    """Distribute fields over as few lines as they need, evenly when that fits too."""
    greedy: list[list[_Part]] = []
    for part in parts:
        if greedy and _used([*greedy[-1], part], style, width) <= width + 0.01:
            greedy[-1].append(part)
        else:
            greedy.append([part])
    size = -(-len(parts) // max(len(greedy), 1))
    even = [parts[at : at + size] for at in range(0, len(parts), size)] if size else []
    fits = all(len(line) == 1 or _used(line, style, width) <= width + 0.01 for line in even)
    return even if fits and len(even) == len(greedy) else greedy


def _used(line: list[_Part], style: TextStyle, width: float) -> float:
    return sum(min(part.least(style), width) for part in line) + _SPACE * style.size * (len(line) - 1)


def _row(setter: Typesetter, line: list[_Part], style: TextStyle, width: float) -> list[Strip]:
    if len(line) == 1 and line[0].fixed + _width(line[0].value) > width + 0.01:
        return _long(setter, line[0], style, width)
    room = width - _used(line, style, width)
    shares = sum(part.field.blank for part in line if part.field.ruled) or 1
    marks: list[Mark] = []
    x = 0.0
    for part in line:
        extra = max(room, 0.0) * part.field.blank / shares if part.field.ruled else 0.0
        inner = max(min(part.least(style), width) - part.fixed + extra, 0.0)
        marks.extend(_one(part, style, x, inner))
        x += part.fixed + inner + _SPACE * style.size
    return [Strip(style.pitch, tuple(marks))]


def _one(part: _Part, style: TextStyle, x: float, inner: float) -> list[Mark]:
    """Return the marks of a field whose value has ``inner`` points of room."""
    label = _width(part.label)
    marks = set_line(part.label, style, x, label, "left", last=True)
    missing = len(part.value) == 1 and part.value[0].kind == "missing"
    value = [part.value[0]._replace(width=inner)] if missing else part.value
    marks += set_line(value, style, x + label, inner, "left", last=True)
    marks += set_line(part.after, style, x + label + inner, _width(part.after), "left", last=True)
    if part.field.ruled and not missing:
        marks.append(_rule(style, x + label, x + label + inner))
    return marks


def _rule(style: TextStyle, x: float, to_x: float) -> Line:
    y = baseline(style) + RULE_BELOW * style.size
    return Line(x, y, to_x, y, RULE_LINE)


def _long(setter: Typesetter, part: _Part, style: TextStyle, width: float) -> list[Strip]:
    """Lay out a field whose value is longer than the line: it hangs behind its label, every line ruled."""
    label = _width(part.label)
    below = label > width * _LEAST_ON_LINE
    left = 0.0 if below else label
    pieces: Pieces = (*part.field.content, *words(part.field.after))
    lines = setter.hanging(pieces, style, (width, left, left), "left")
    if part.field.ruled:
        for strip in lines:
            strip.marks = (*strip.marks, _rule(style, left, width))
    label_marks = tuple(set_line(part.label, style, 0.0, label, "left", last=True))
    if below:
        return [*setter.lines(words(part.field.label), style, width, align="left"), *lines]
    lines[0].marks = (*label_marks, *lines[0].marks)
    return lines


def sign_strips(
    setter: Typesetter, row: Sequence[FilledSign], style: TextStyle, width: float, align: Align = "left", label_width: float = 0.0
) -> list[Strip]:
    """Lay out one line of signatures and dates.

    ``left`` spreads the lines over the width, with lines beginning at ``label_width`` and the date at the right edge;
    ``right`` keeps lines short and pushes all to the right, as at the foot of a cell. What does not fit goes to further
    lines.
    """
    lines: list[list[_Sign]] = [[]]
    rooms = [label_width if align == "left" else 0.0, *[0.0] * (len(row) - 1)]
    for part in (part for sign, room in zip(row, rooms, strict=False) for part in _parts(setter, sign, style, room)):
        used = sum(one.least for one in lines[-1]) + style.size * len(lines[-1])
        if lines[-1] and used + part.least > width + 0.01:
            lines.append([])
        lines[-1].append(part)
    return [strip for line in lines if line for strip in _sign_line(setter, line, style, width, align)]


@dataclass(slots=True)
class _Sign:
    """One ruled line, with or without a label, or a date."""

    label: str
    indent: float
    content: Pieces
    date: str | None
    least: float


def _parts(setter: Typesetter, sign: FilledSign, style: TextStyle, indent: float) -> list[_Sign]:
    parts: list[_Sign] = []
    if sign.label or sign.content or sign.date is None:
        label = max(_width(setter.atoms(words(sign.label), style)), indent)
        content = _width(setter.atoms(sign.content, style))
        parts.append(_Sign(sign.label, label, sign.content, None, label + max(content, _LEAST_SIGNATURE)))
        parts += [_Sign("", 0.0, (), None, _LEAST_SIGNATURE) for _ in range(sign.lines - 1)]
    if sign.date is not None:
        text = sign.date or _DATE
        parts.append(_Sign("", 0.0, (), text, _width(setter.atoms(words(text), style))))
    return parts


def _sign_line(setter: Typesetter, line: list[_Sign], style: TextStyle, width: float, align: Align) -> list[Strip]:
    if len(line) == 1 and line[0].least > width and line[0].content:
        field = FilledField(label=line[0].label, content=line[0].content, after="", blank=8)
        return field_strips(setter, (field,), style, width)
    gaps = style.size * (len(line) - 1)
    room = max(width - sum(part.least for part in line) - gaps, 0.0)
    ruled = [part for part in line if part.date is None]
    has_date = len(ruled) < len(line)
    most = _MOST_SIGNATURE - _LEAST_SIGNATURE if align == "right" or has_date else room
    extra = min(room / len(ruled), most) if ruled else 0.0
    left = room - extra * len(ruled)
    x = left if align == "right" else 0.0
    marks: list[Mark] = []
    for part in line:
        if part.date is not None:
            x = max(x, width - part.least) if part is line[-1] else x
            marks.extend(set_line(setter.atoms(words(part.date), style), style, x, part.least, "left", last=True))
            x += part.least + style.size
            continue
        full = part.least + extra
        marks.extend(_signature(setter, part, style, x, full))
        x += full + style.size
    return [Strip(style.pitch, tuple(marks))]


def _signature(setter: Typesetter, part: _Sign, style: TextStyle, x: float, width: float) -> list[Mark]:
    marks = set_line(setter.atoms(words(part.label), style), style, x, width, "left", last=True)
    marks += set_line(setter.atoms(part.content, style), style, x + part.indent, width, "left", last=True)
    marks.append(_rule(style, x + part.indent, x + width))
    return marks


def label_room(setter: Typesetter, rows: Sequence[Sequence[FilledSign]], style: TextStyle, width: float) -> float:
    """Return where the lines of a signature block begin: behind its longest label, unless that takes too much of the width."""
    usual = [row for row in rows if len(row) > 1 or row[0].date is not None] or rows
    labels = [_width(setter.atoms(words(row[0].label), style)) for row in usual if row[0].label]
    longest = max(labels, default=0.0)
    return longest if longest <= width * _LEAST_ON_LINE else 0.0


def ruled_strip(setter: Typesetter, style: TextStyle, width: float, height: float, mark: str = "") -> Strip:
    """Return a line for the pen, with words before it."""
    tall = TextStyle(style.font, style.size, height)
    marks, used = setter.words(mark, tall)
    return Strip(height, (*marks, _rule(tall, used, width)))


def shifted(strips: Sequence[Strip], right: float) -> list[Strip]:
    """Return strips moved to the right."""
    return [Strip(one.height, tuple(moved(mark, right, 0.0) for mark in one.marks), one.keep, one.loose) for one in strips]
