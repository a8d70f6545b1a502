"""Strips: pieces of a page that are put one below the other and never torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.marks import Mark, moved


@dataclass(slots=True)
class Strip:
    """A piece of a page: its height and what is drawn on it.

    ``keep``: the next strip must stand on the same page. ``loose``: empty room that falls away at the top of a page.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    loose: bool = False


def stacked(strips: Sequence[Strip], right: float = 0.0, down: float = 0.0) -> list[Mark]:
    """Return the marks of strips put one below the other from (right, down)."""
    marks: list[Mark] = []
    for strip in strips:
        marks.extend(moved(mark, right, down) for mark in strip.marks)
        down += strip.height
    return marks


def total(strips: Sequence[Strip]) -> float:
    """Return the height of strips put one below the other."""
    return sum(strip.height for strip in strips)


def bound(strips: list[Strip], *, keep_next: bool = False) -> list[Strip]:
    """Bind the first and the last two lines of a paragraph, so that none stands alone; ``keep_next`` binds it to what follows."""
    if len(strips) > 1:
        strips[0].keep = True
        strips[-2].keep = True
    if strips and keep_next:
        strips[-1].keep = True
    return strips
