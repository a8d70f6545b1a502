"""Sets pieces as lines of words: shape into atoms, break, spread. The result is strips that can be put on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.cells import Align
from forms.filled import Box, Gap, Pieces, Words
from forms.fonts import glyph
from forms.linebreaking import Atom, AtomKind, break_lines
from forms.marks import Frame, Glyphs, Ink, Line, Mark
from forms.strips import Strip
from forms.theme import RULE_LINE, TextStyle

_BASELINE = 0.38
"""Where the baseline is below the middle of the line, as a share of the size (CJK fonts: 0.88 up, 0.12 down)."""
RULE_BELOW = 0.2
"""How far below the baseline a ruled line is, as a share of the size."""
_MISSING_LABEL = 0.66
_MOST_SPACING = 0.35
_BLANKS = str.maketrans({"\n": " ", "\r": None, "\t": " "})
"""What is left of line breaks where a text must stay one paragraph."""
_BOX = 0.72
_BOX_ROOM = 1.1


@dataclass(slots=True)
class Typesetter:
    """Sets text; characters that no font has are collected in ``unprintable`` with the label of the field they stand in."""

    unprintable: dict[str, str] = field(default_factory=dict)

    def atoms(self, pieces: Pieces, style: TextStyle) -> list[Atom]:
        """Shape pieces into atoms of one style."""
        shaped: list[Atom] = []
        for piece in pieces:
            if isinstance(piece, Words):
                self._shape(shaped, piece.text, style, piece.label)
            elif isinstance(piece, Gap):
                shaped.extend(_gap(piece, style))
            else:
                shaped.append(_box(piece, style))
        return shaped

    def _shape(self, shaped: list[Atom], text: str, style: TextStyle, label: str) -> None:
        for character in text.translate(_BLANKS):
            found = glyph(style.font, character)
            if found is None:
                self.unprintable.setdefault(character, label)
                shaped.append(Atom("？", style.size, style.font))
            else:
                shaped.append(Atom(character, found[1] * style.size, found[0]))

    def lines(self, pieces: Pieces, style: TextStyle, width: float, indent: float = 0.0, align: Align = "auto") -> list[Strip]:
        """Set one paragraph. ``indent`` is that of the first line; ``auto`` spreads all lines but the last."""
        return self.hanging(pieces, style, (width, indent, 0.0), align)

    def hanging(self, pieces: Pieces, style: TextStyle, place: tuple[float, float, float], align: Align = "auto") -> list[Strip]:
        """Set one paragraph in ``place``: width, indent of the first line, indent of the others."""
        width, first, rest = place
        shaped = [_no_wider(atom, width - max(first, rest)) for atom in self.atoms(pieces, style)]
        ranges = break_lines(shaped, width - first, width - rest)
        strips: list[Strip] = []
        for number, (start, end) in enumerate(ranges):
            left = first if number == 0 else rest
            line = _without_last_spaces(shaped[start:end])
            marks = set_line(line, style, left, width - left, align, last=number == len(ranges) - 1)
            strips.append(Strip(style.pitch, tuple(marks)))
        return strips or [Strip(style.pitch)]

    def words(self, text: str, style: TextStyle, x: float = 0.0, label: str = "", ink: Ink = "black") -> tuple[list[Mark], float]:
        """Set words on one line at ``x``, in a strip of the style's pitch; returns the marks and their width."""
        shaped: list[Atom] = []
        self._shape(shaped, text, style, label)
        return list(_runs(shaped, style, x, 0.0, ink)), sum(atom.width for atom in shaped)


def baseline(style: TextStyle) -> float:
    """Return how far below the top of its strip the baseline of a line is."""
    return style.pitch / 2 + style.size * _BASELINE


def set_line(line: Sequence[Atom], style: TextStyle, x: float, room: float, align: Align, *, last: bool) -> list[Mark]:
    """Return the marks of one line within ``room`` from ``x``."""
    natural = sum(atom.width for atom in line)
    slack = max(room - natural, 0.0)
    spacing = 0.0
    if align == "center":
        x += slack / 2
    elif align == "right":
        x += slack
    elif align == "auto" and not last and len(line) > 1:
        even = slack / (len(line) - 1)
        spacing = even if even <= _MOST_SPACING * style.size else 0.0
    return list(_runs(line, style, x, spacing, "black"))


def _runs(line: Sequence[Atom], style: TextStyle, x: float, spacing: float, ink: Ink) -> list[Mark]:
    """Join neighbouring characters of one font into one mark each."""
    marks: list[Mark] = []
    y = baseline(style)
    text, font, begin = "", "", x
    for atom in line:
        if atom.kind == "glyph" and atom.font == font:
            text += atom.text
        else:
            if text:
                marks.append(Glyphs(begin, y, text, font, style.size, spacing, ink))
            text, font, begin = (atom.text, atom.font, x) if atom.kind == "glyph" else ("", "", x)
            if atom.kind != "glyph":
                marks.extend(_special(atom, style, x))
        x += atom.width + spacing
    if text:
        marks.append(Glyphs(begin, y, text, font, style.size, spacing, ink))
    return marks


def _special(atom: Atom, style: TextStyle, x: float) -> list[Mark]:
    y = baseline(style)
    if atom.kind in ("box", "tick"):
        return tick_box(x, y, style.size, ticked=atom.kind == "tick")
    under = y + style.size * RULE_BELOW
    ink: Ink = "red" if atom.kind == "missing" else "black"
    return [Line(x, under, x + atom.width, under, RULE_LINE, ink), *missing_label(atom.text, style, x, y, atom.width)]


def missing_label(label: str, style: TextStyle, x: float, y: float, room: float) -> list[Mark]:
    """Return the small grey label of a missing value, cut to the room there is."""
    size = style.size * _MISSING_LABEL
    marks: list[Mark] = []
    used = 0.0
    for character in label:
        found = glyph(style.font, character)
        if found is None or used + found[1] * size > room:
            break
        marks.append(Glyphs(x + used, y, character, found[0], size, 0.0, "grey"))
        used += found[1] * size
    return marks


def tick_box(x: float, y: float, size: float, *, ticked: bool) -> list[Mark]:
    """Return a check box of a character's size whose words stand on baseline ``y``; drawn, because few fonts have ☐ and ☑."""
    side = size * _BOX
    top = y + size * 0.06 - side
    left = x + size * 0.1
    marks: list[Mark] = [Frame(left, top, side, side, size * 0.05)]
    if ticked:
        corner = (left + side * 0.42, top + side * 0.78)
        marks.append(Line(left + side * 0.18, top + side * 0.5, *corner, size * 0.09))
        marks.append(Line(*corner, left + side * 0.86, top + side * 0.18, size * 0.09))
    return marks


def _gap(piece: Gap, style: TextStyle) -> list[Atom]:
    width = piece.width * style.size
    if piece.missing:
        return [Atom(piece.label, width, style.font, "missing")]
    return [Atom("", width, style.font, "gap")]


def _box(piece: Box, style: TextStyle) -> Atom:
    kind: AtomKind = "tick" if piece.ticked else "box"
    return Atom("", style.size * _BOX_ROOM, style.font, kind)


def _no_wider(atom: Atom, room: float) -> Atom:
    return atom if atom.width <= room else atom._replace(width=room)


def _without_last_spaces(line: Sequence[Atom]) -> Sequence[Atom]:
    end = len(line)
    while end > 1 and line[end - 1].text == " ":
        end -= 1
    return line[:end]
