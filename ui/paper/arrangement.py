"""Where pages stand below each other, and which place of which page is at the top: plain geometry in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSizeF

MARGIN = 12
GAP = 14


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place on a page: the page counted from 0, and how far across and down it, as shares of its size."""

    page: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rectangles of all pages on one long sheet, and the sheet's size."""

    rects: tuple[QRect, ...]
    width: int
    height: int

    @classmethod
    def of(cls, sizes: Sequence[QSizeF], scale: float, room: int) -> Arrangement:
        """Put pages below each other, each in the middle of ``room`` pixels or of the widest page; ``scale`` is pixels per point."""
        widths = [max(1, round(size.width() * scale)) for size in sizes]
        width = max([room, *(one + 2 * MARGIN for one in widths)])
        rects: list[QRect] = []
        top = MARGIN
        for size, wide in zip(sizes, widths, strict=True):
            high = max(1, round(size.height() * scale))
            rects.append(QRect((width - wide) // 2, top, wide, high))
            top += high + GAP
        return cls(tuple(rects), width, top - GAP + MARGIN if rects else 0)

    @staticmethod
    def fitting(sizes: Sequence[QSizeF], room: int) -> float:
        """Return the pixels per point at which the widest page takes all the room."""
        widest = max((size.width() for size in sizes), default=1.0)
        return max(room - 2 * MARGIN, 40) / max(widest, 1.0)

    def visible(self, top: int, bottom: int) -> list[int]:
        """Return the pages that show between two heights."""
        return [page for page, rect in enumerate(self.rects) if rect.bottom() >= top and rect.top() <= bottom]

    def anchor(self, x: float, y: float) -> Anchor:
        """Return the place on a page that is at a place of the sheet; the nearest page where there is none."""
        if not self.rects:
            return Anchor(0, 0.0, 0.0)
        page = min(range(len(self.rects)), key=lambda one: _distance(self.rects[one], y))
        rect = self.rects[page]
        return Anchor(page, (x - rect.left()) / rect.width(), (y - rect.top()) / rect.height())

    def place(self, anchor: Anchor) -> tuple[float, float]:
        """Return where a place of a page is on the sheet; the last page stands in for one that is gone."""
        if not self.rects:
            return 0.0, 0.0
        rect = self.rects[min(anchor.page, len(self.rects) - 1)]
        return rect.left() + anchor.across * rect.width(), rect.top() + anchor.down * rect.height()


def _distance(rect: QRect, y: float) -> float:
    return max(rect.top() - y, y - rect.bottom(), 0.0)
