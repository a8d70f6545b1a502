"""What is drawn, as plain data: words, lines, frames, pictures at places.

Places are in points. Inside a strip ``x`` runs right and ``y`` runs *down* from its upper left corner; on a page ``y`` runs
down from the upper edge. Only ``drawing.py`` turns the page over.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Ink = Literal["black", "grey", "light", "red"]


class Glyphs(NamedTuple):
    """Words of one font on one baseline; ``spacing`` is added after each character, ``angle`` turns them (degrees)."""

    x: float
    y: float
    text: str
    font: str
    size: float
    spacing: float = 0.0
    ink: Ink = "black"
    angle: float = 0.0


class Line(NamedTuple):
    """A straight line; ``dash`` in points, 0 for none."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    ink: Ink = "black"
    dash: float = 0.0


class Frame(NamedTuple):
    """The outline of a rectangle whose upper left corner is at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    line: float
    ink: Ink = "black"


class Square(NamedTuple):
    """A filled rectangle whose upper left corner is at (x, y): one module of a page code."""

    x: float
    y: float
    width: float
    height: float


class Picture(NamedTuple):
    """An image, by its key among the images given for drawing, in a rectangle whose upper left corner is at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    key: str


Mark = Glyphs | Line | Frame | Square | Picture


def moved(mark: Mark, right: float, down: float) -> Mark:
    """Return a mark at another place."""
    if isinstance(mark, Line):
        return Line(mark.x + right, mark.y + down, mark.to_x + right, mark.to_y + down, mark.width, mark.ink, mark.dash)
    return mark._replace(x=mark.x + right, y=mark.y + down)
