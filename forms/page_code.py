"""The page code in the free corner of every page: a QR code of at most 18 characters on 15 × 15 mm.

Error level M; drawn as filled squares, one per run of dark modules, so that it prints sharp at any resolution. The corner
is the lower left one: outside every margin of ``theme.py``, clear of the page number in the middle and of the dossier's
numbers at the right, and 8 mm from both edges, which every printer reaches.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRAlphaNum, QRCode, QRErrorCorrectLevel

from forms.marks import Square
from forms.theme import CODE_BOTTOM, CODE_LEFT, CODE_SIZE, PAGE_HEIGHT
from mq_enforce.base.errors import BadInput, Fault

MOST_CHARACTERS = 18
_QUIET = 1
"""Modules of quiet zone inside the 15 mm; the page around it is white anyway."""
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def code_marks(text: str) -> list[Square]:
    """Return the squares of a page code. Raises BadInput for a text that is empty or too long."""
    if not 0 < len(text) <= MOST_CHARACTERS or not text.isascii():
        raise BadInput(Fault(f"页码标识“{text}”不能用", expected=f"1 至 {MOST_CHARACTERS} 位数字和字母"))
    modules = _modules(text)
    side = CODE_SIZE / (len(modules) + 2 * _QUIET)
    left, top = CODE_LEFT + _QUIET * side, PAGE_HEIGHT - CODE_BOTTOM - CODE_SIZE + _QUIET * side
    squares: list[Square] = []
    for number, row in enumerate(modules):
        for start, length in _dark_runs(row):
            squares.append(Square(left + start * side, top + number * side, length * side, side))
    return squares


def _modules(text: str) -> list[list[bool]]:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QRAlphaNum(text) if set(text) <= _ALPHANUMERIC else QR8bitByte(text))
    code.make()
    return [[bool(dark) for dark in row] for row in code.modules]


def _dark_runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for place, dark in enumerate([*row, False]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place - start))
            start = None
    return runs
