"""Lays a stamp over a page of any size and rotation, without touching what is on the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from pikepdf import Dictionary, Name, Object, Page

A4 = (595.2756, 841.8898)
_QUARTER = 90


class Corner(Enum):
    """The corner of the sheet in which the stamps carry the number: (from the left, from below), 1 is the far side."""

    TOP_LEFT = (0, 1)
    TOP_RIGHT = (1, 1)
    BOTTOM_LEFT = (0, 0)
    BOTTOM_RIGHT = (1, 0)


@dataclass(frozen=True, slots=True)
class _View:
    """The page as it is seen: the box that is shown, and the clockwise quarter turns."""

    left: float
    bottom: float
    box_width: float
    box_height: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        return (self.box_height, self.box_width) if self.turns % 2 else (self.box_width, self.box_height)

    def from_seen(self) -> tuple[float, float, float, float, float, float]:
        """The matrix from the seen page (origin below left) to the page's own coordinates."""
        right, top = self.left + self.box_width, self.bottom + self.box_height
        return (
            (1, 0, 0, 1, self.left, self.bottom),
            (0, 1, -1, 0, right, self.bottom),
            (-1, 0, 0, -1, right, top),
            (0, -1, 1, 0, self.left, top),
        )[self.turns]


def _view(page: Page) -> _View:
    left, bottom, right, top = _box(page.mediabox)
    crop_left, crop_bottom, crop_right, crop_top = _box(page.cropbox)
    left, bottom, right, top = max(left, crop_left), max(bottom, crop_bottom), min(right, crop_right), min(top, crop_top)
    turns = int(page.obj.get(Name.Rotate, 0)) // _QUARTER % 4
    return _View(left, bottom, right - left, top - bottom, turns)


def _box(box: Object) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(box[index]) for index in range(4))
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _scale(size: tuple[float, float]) -> float:
    """Stamps keep their size on A4 in both directions, grow with larger sheets and shrink to half on slips."""
    short, long = sorted(size)
    return max(0.5, min(short / A4[0], long / A4[1]))


def stamp(page: Page, form: Object, corner: Corner, name: str) -> None:
    """Draw ``form``, an A4 page as a form XObject of the same PDF, over the page so that the two corners coincide.

    ``name`` is what the stamp is called on the page. Content and resources that the page shares with others stay as they are.
    """
    view = _view(page)
    scale = _scale(view.size)
    right, up = corner.value
    x = right * (view.size[0] - scale * A4[0])
    y = up * (view.size[1] - scale * A4[1])
    resources = _shallow_copy(page.obj.get(Name.Resources))
    xobjects = _shallow_copy(resources.get(Name.XObject))
    key = f"/{name}"
    while key in xobjects:
        key += "_"
    xobjects[key] = form
    resources.XObject = xobjects
    page.obj.Resources = resources
    page.contents_add(b"q\n", prepend=True)
    drawing = f"\nQ q {_numbers(view.from_seen())} cm {_numbers((scale, 0, 0, scale, x, y))} cm {key} Do Q\n"
    page.contents_add(drawing.encode(), prepend=False)


def _shallow_copy(found: object) -> Object:
    copy = Dictionary()
    if isinstance(found, Object):
        for key, value in found.items():
            copy[key] = value
    return copy


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(str(Decimal(repr(value)).quantize(Decimal("0.0001")).normalize() + 0) if value else "0" for value in values)
