"""Puts strips, grids and stretches on pages: one below the other, with what must stay together kept together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from forms.grid_flow import GridFlow, Segment
from forms.strips import Strip
from mq_enforce.base.errors import BadInput, Fault

MOST_PAGES = 1000
"""No paper of a case is longer; the page code could not number it either."""
_ROUND = 0.01


@dataclass(slots=True)
class Stretch:
    """Something that takes what room there is: lines for the pen, room for a sketch.

    ``build`` returns the strips for a height; ``unit`` is the height of one line (0: any height). ``keep_lines`` of them
    stay with what follows.
    """

    build: Callable[[float], list[Strip]]
    least: float
    unit: float = 0.0
    pages: int = 1
    keep_lines: int = 0


@dataclass(slots=True)
class Break:
    """What follows begins on a new page."""


Element = Strip | GridFlow | Stretch | Break


@dataclass(slots=True)
class Placed:
    """Something at its place on a page; ``y`` runs down from the top of the text area."""

    y: float
    what: Strip | Segment


@dataclass(slots=True)
class Pages:
    """Pages being filled."""

    full: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0.0
    _joinable: Segment | None = None

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.full - self.used

    @property
    def empty(self) -> bool:
        """Whether nothing stands on the page yet."""
        return not self.pages[-1]

    @property
    def number(self) -> int:
        """Number of the page, from 1."""
        return len(self.pages)

    def turn(self) -> None:
        """Begin a new page."""
        if len(self.pages) >= MOST_PAGES:
            raise BadInput(Fault(f"文书超过 {MOST_PAGES} 页", expected="把内容分到几份文书里"))
        self.pages.append([])
        self.used = 0.0
        self._joinable = None

    def put(self, what: Strip | Segment, *, join: bool = False) -> None:
        """Put something below what is there."""
        if isinstance(what, Segment):
            if join and self._joinable is not None:
                self._joinable.open_bottom = what.open_top = True
            self._joinable = what
        else:
            self._joinable = None
        self.pages[-1].append(Placed(self.used, what))
        self.used += what.height


def paginate(elements: Sequence[Element], full: float) -> list[list[Placed]]:
    """Return the pages of height ``full`` that elements take. Raises BadInput when they are more than ``MOST_PAGES``."""
    flow = list(elements)
    pages = Pages(full)
    at = 0
    while at < len(flow):
        element = flow[at]
        match element:
            case Break():
                if not pages.empty:
                    pages.turn()
            case Stretch():
                flow[at : at + 1] = _stretched(element, pages, _rest(flow, at + 1))
                continue
            case GridFlow():
                _put_grid(element, pages, flow, at)
            case Strip():
                _put_strip(element, pages, flow, at)
        at += 1
    return pages.pages


def _put_strip(strip: Strip, pages: Pages, flow: list[Element], at: int) -> None:
    if strip.loose and pages.empty and pages.number > 1:
        return
    need = _need(flow, at, pages.full)
    together = need <= pages.full + _ROUND
    if not pages.empty and (strip.height if not together else need) > pages.room + _ROUND:
        pages.turn()
        if strip.loose:
            return
    pages.put(strip)


def _put_grid(grid: GridFlow, pages: Pages, flow: list[Element], at: int) -> None:
    follow = _need(flow, at + 1, pages.full) if grid.keep_rows else 0.0
    rest = _rest(flow, at + 1)
    if not pages.empty and grid.first_need(pages.full) > pages.room + _ROUND:
        pages.turn()
    while True:
        grid.fill(pages.room, pages.full, rest, pages.number)
        ends_here = grid.natural <= pages.room + _ROUND
        crowded = ends_here and grid.natural + follow > pages.room + _ROUND
        leave, room = grid.held_back(pages.full) if crowded and follow <= pages.full else (0, pages.room)
        segment = grid.take(min(room, pages.room), pages.full, leave=leave, must=pages.empty and not leave)
        if segment is None and pages.empty:
            segment = grid.take(pages.room, pages.full, must=True)
        if segment is not None:
            pages.put(segment, join=grid.join)
        if grid.done:
            return
        pages.turn()


def _stretched(stretch: Stretch, pages: Pages, rest: float) -> list[Element]:
    """Return the strips that a stretch becomes from this page on, given the height of what follows.

    When what follows does not fit any more, this page is filled to its foot and the next one up to what follows.
    """
    room, full, unit = pages.room, pages.full, stretch.unit
    fits = rest + stretch.least <= room + _ROUND
    if unit and (not fits or pages.number < stretch.pages):
        further = max(stretch.pages - pages.number - 1, 0)
        height = _whole(room, unit) + further * _whole(full, unit) + _whole(max(full - rest, 0.0), unit)
    elif fits:
        height = room - rest
    else:
        height = room if room >= stretch.least else full - rest
    strips = stretch.build(min(max(_whole(height, unit), stretch.least), full if not unit else height + full))
    for strip in strips[-stretch.keep_lines :] if stretch.keep_lines else []:
        strip.keep = True
    return list(strips)


def _whole(height: float, unit: float) -> float:
    return int((height + _ROUND) / unit) * unit if unit else height


def _need(flow: list[Element], at: int, full: float) -> float:
    """Return the height that has to be free so that the element at ``at`` can begin."""
    need = 0.0
    while at < len(flow):
        element = flow[at]
        match element:
            case Strip():
                need += element.height
                if not element.keep:
                    return need
            case GridFlow():
                return need + element.first_need(full)
            case Stretch():
                return need + element.least
            case Break():
                return need
        at += 1
    return need


def _rest(flow: list[Element], at: int) -> float:
    """Return the height of all that follows up to the next new page."""
    rest = 0.0
    for element in flow[at:]:
        match element:
            case Strip():
                rest += element.height
            case GridFlow():
                rest += element.natural
            case Stretch():
                rest += element.least
            case Break():
                return rest
    return rest


def keep_with_next(elements: Sequence[Element], lines: int) -> None:
    """Make the last ``lines`` lines or rows of what has been laid out so far travel with what comes next."""
    for element in reversed(elements):
        match element:
            case Strip():
                element.keep = True
                lines -= 0 if element.loose else 1
            case GridFlow():
                element.keep_rows = max(lines, 1)
                return
            case Stretch():
                element.keep_lines = max(lines, 1)
                return
            case Break():
                return
        if lines <= 0:
            return
