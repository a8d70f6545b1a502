"""The mark 练习 on papers of practice cases: red, upright and framed at the head of the page, and again down its right margin.

The preview's watermark is grey, slanting and behind the text; this one is none of these and stands outside of the text area,
so that both can be on one page and neither is taken for the other. It keeps clear of the page code (lower left corner), of the
dossier's numbers (right corners), of the page number (middle of the foot) and of what printers do not reach.
"""

from __future__ import annotations

from forms.marks import Frame, Glyphs, Mark
from forms.theme import HEI, MM, PAGE_HEIGHT, PAGE_WIDTH, SONG, TextStyle
from forms.typesetting import Typesetter

PRACTICE = "练习"
MEANING = "仅供练习，不是正式文书"

_TOP = 8 * MM
_HEIGHT = 9.5 * MM
_WORD = TextStyle(HEI, 20, 20)
_NOTE = TextStyle(SONG, 10.5, 10.5)
_INSET = 4 * MM
_LINE = 1.5
_MIDDLE_TO_BASELINE = 0.38
"""How far below the middle of a CJK character its baseline is, as a share of the size."""
_SIDE_MIDDLE = PAGE_WIDTH - 13 * MM
_SIDE_SIZE = 26.0
_SIDE_PLACES = (0.25, 0.5, 0.75)
"""Where down the page the word stands in the margin, as shares of its height: no part that is kept of a page is without one."""


def practice_marks(setter: Typesetter) -> list[Mark]:
    """Return the marks that every page of a practice case's paper bears, ``y`` down from the page's upper edge."""
    return [*_banner(setter), *_margin()]


def _banner(setter: Typesetter) -> list[Mark]:
    word, word_width = setter.words(PRACTICE, _WORD, ink="red")
    note, note_width = setter.words(MEANING, _NOTE, ink="red")
    width = word_width + note_width + 3 * _INSET
    left, middle = (PAGE_WIDTH - width) / 2, _TOP + _HEIGHT / 2
    return [
        Frame(left, _TOP, width, _HEIGHT, _LINE, "red"),
        *_placed(word, left + _INSET, middle + _MIDDLE_TO_BASELINE * _WORD.size),
        *_placed(note, left + word_width + 2 * _INSET, middle + _MIDDLE_TO_BASELINE * _NOTE.size),
    ]


def _placed(marks: list[Mark], x: float, y: float) -> list[Mark]:
    return [mark._replace(x=mark.x + x, y=y) for mark in marks if isinstance(mark, Glyphs)]


def _margin() -> list[Mark]:
    marks: list[Mark] = []
    for share in _SIDE_PLACES:
        top = PAGE_HEIGHT * share - _SIDE_SIZE * len(PRACTICE) / 2
        for number, character in enumerate(PRACTICE):
            middle = top + (number + 0.5) * _SIDE_SIZE
            y = middle + _MIDDLE_TO_BASELINE * _SIDE_SIZE
            marks.append(Glyphs(_SIDE_MIDDLE - _SIDE_SIZE / 2, y, character, HEI, _SIDE_SIZE, 0.0, "red"))
    return marks
