"""Chinese line breaking: where a line may end, and how words are spread over it.

Source of the rules: 标点符号用法 (GB/T 15834) – closing marks never begin a line, opening marks never end one; dashes and
ellipses are not torn apart; numbers and Latin words stay whole while they fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

AtomKind = Literal["glyph", "gap", "missing", "box", "tick"]

_NOT_START = frozenset("!'\"),.:;?]}°·—‖’”…‰′″℃、。〃々〉》」』】〕〗！＂％＇），．：；？］｝～%")
_NOT_END = frozenset("([{£¥‘“〈《「『【〔〖＄（［｛￥#")
_LEAST_SHARE = 0.5
"""A line is not broken so early that it would be emptier than this to keep a word whole."""


class Atom(NamedTuple):
    """What is not broken: one character, a gap, or a box. ``text`` is the character, or the label of a missing value."""

    text: str
    width: float
    font: str = ""
    kind: AtomKind = "glyph"


def glued(before: Atom, after: Atom) -> bool:
    """Say whether no line may end between two atoms."""
    if before.kind in ("box", "tick"):
        return True
    if after.kind != "glyph":
        return before.kind == "glyph" and before.text in _NOT_END
    if before.kind != "glyph":
        return after.text in _NOT_START
    if after.text in _NOT_START or before.text in _NOT_END:
        return True
    return _in_word(before.text) and _in_word(after.text)


def _in_word(character: str) -> bool:
    return character.isascii() and not character.isspace()


def break_lines(atoms: Sequence[Atom], first: float, rest: float) -> list[tuple[int, int]]:
    """Return the lines as ranges of atoms; ``first`` and ``rest`` are the widths of the first and the other lines.

    Every line holds at least one atom, so that any text ends; an atom wider than the line stands alone.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    room = first
    while start < len(atoms):
        end = _fitting(atoms, start, room)
        if end < len(atoms):
            end = _allowed(atoms, start, end, room)
        lines.append((start, end))
        start = _after_spaces(atoms, end)
        room = rest
    return lines


def _fitting(atoms: Sequence[Atom], start: int, room: float) -> int:
    """Return the first atom that does not fit any more; spaces may stand beyond the edge."""
    used = 0.0
    for index in range(start, len(atoms)):
        used += atoms[index].width
        if used > room + 0.01 and atoms[index].text != " ":
            return max(index, start + 1)
    return len(atoms)


def _allowed(atoms: Sequence[Atom], start: int, end: int, room: float) -> int:
    """Walk back from ``end`` to a place where a line may end, unless that leaves too little."""
    at = end
    used = sum(atom.width for atom in atoms[start:end])
    while at > start + 1 and glued(atoms[at - 1], atoms[at]):
        at -= 1
        used -= atoms[at].width
        if used < room * _LEAST_SHARE:
            return end
    return end if at <= start + 1 and glued(atoms[at - 1], atoms[at]) else at


def _after_spaces(atoms: Sequence[Atom], at: int) -> int:
    """Leave out the spaces that a line would begin with."""
    while 0 < at < len(atoms) and atoms[at].text == " " and atoms[at].kind == "glyph":
        at += 1
    return at
