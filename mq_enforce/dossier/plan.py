"""The plan of a dossier: which entry stands where, which number each page bears, and where a new volume begins.

立卷规范: 按关联性排列、编页码、填目录; 一般一案一卷，页号超过 200 页可一案数卷. Every page that carries text is numbered; cover,
contents and reference sheet are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.documents.dossier_order import EntryKind, OrderMode, Part, Placed, Section, order
from mq_enforce.documents.ports import ContentsEntry

MOST_PAGES = 200
"""The highest page number of one volume (页号超过 200 页可一案数卷)."""

FRONT_MATTER = frozenset({"dossier_cover", "dossier_contents", "dossier_reference_sheet"})
"""The papers that frame a volume; they are drawn for it and are no entries of it."""

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class DossierItem:
    """One thing that is bound into the dossier.

    Exactly one of ``pdf`` and ``image`` holds it: the bytes or the file. ``pages`` counts its pages (an image is one),
    ``blank_pages`` are those without text, from 1. ``key`` names it uniquely; ``follows`` is the key of the entry
    that it belongs to. ``responsible`` is the 责任者, ``note`` the 备注 of its line in the contents. ``restricted``:
    state or business secret, privacy.
    """

    key: str
    title: str
    kind: EntryKind
    pages: int = 1
    pdf: bytes | Path | None = None
    image: bytes | Path | None = None
    document: str | None = None
    number: str = ""
    responsible: str = ""
    date: date | None = None
    note: str = ""
    caption: str = ""
    blank_pages: frozenset[int] = frozenset()
    follows: str | None = None
    section: str | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """``most_pages`` of one volume; ``restricted_apart``: restricted entries form a 副卷 of their own."""

    most_pages: int = MOST_PAGES
    restricted_apart: bool = False


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """An entry in its place: its order in the volume and the number of each of its pages (None: blank page)."""

    item: DossierItem
    section: Section
    order: int
    numbers: tuple[int | None, ...]

    @property
    def first_page(self) -> int:
        """The number of its first numbered page."""
        return min(number for number in self.numbers if number is not None)

    @property
    def last_page(self) -> int:
        """The number of its last numbered page."""
        return max(number for number in self.numbers if number is not None)


@dataclass(frozen=True, slots=True)
class Volume:
    """One bound volume: number ``index`` of ``count`` in its part (第 index 卷 共 count 卷). Numbering begins at 1 in each."""

    part: Part | None
    index: int
    count: int
    items: tuple[NumberedItem, ...]

    @property
    def title(self) -> str:
        """Such as ``正卷 第1卷（共2卷）``; empty for a dossier of one volume."""
        words = [self.part.label] if self.part else []
        if self.count > 1:
            words.append(f"第{self.index}卷（共{self.count}卷）")
        return " ".join(words)

    @property
    def mark(self) -> str:
        """What stands before a page's label when there are several volumes: ``正2-``; empty for a single volume."""
        words = (self.part.label[0] if self.part else "") + (str(self.index) if self.count > 1 else "")
        return f"{words}-" if words else ""

    @property
    def numbered_pages(self) -> int:
        """How many pages bear a number; this is also the highest number."""
        return sum(number is not None for one in self.items for number in one.numbers)

    @property
    def photo_pages(self) -> int:
        """How many of the numbered pages are images."""
        return sum(one.item.image is not None for one in self.items)

    @property
    def contents(self) -> tuple[ContentsEntry, ...]:
        """The lines of 卷内目录."""
        return tuple(
            ContentsEntry(
                order=one.order,
                number=one.item.number,
                responsible=one.item.responsible,
                title=one.item.title,
                date=one.item.date.isoformat() if one.item.date else "",
                first_page=one.first_page,
                last_page=one.last_page,
                note=one.item.note,
            )
            for one in self.items
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole dossier."""

    mode: OrderMode
    volumes: tuple[Volume, ...]

    def place(self, key: str) -> tuple[Volume, NumberedItem]:
        """Return where the entry with this key stands. Raises KeyError."""
        for volume in self.volumes:
            for one in volume.items:
                if one.item.key == key:
                    return volume, one
        raise KeyError(key)

    @property
    def layout(self) -> tuple[tuple[int, str, int, int], ...]:
        """Volume, key, first and last page of every entry: two plans with the same layout print the same numbers."""
        return tuple(
            (index, one.item.key, one.first_page, one.last_page) for index, volume in enumerate(self.volumes) for one in volume.items
        )


def plan(items: Sequence[DossierItem], mode: OrderMode, options: PlanOptions | None = None) -> Plan:
    """Arrange the items, number their pages and divide them into volumes.

    Raises BadInput for an item that cannot be bound (no content, no text on any page, a cover among the entries) and
    for an empty dossier.
    """
    chosen = options or PlanOptions()
    faults = [fault for item in items for fault in _faults_of(item)]
    if not items:
        faults.append(Fault("案卷里一件材料也没有", expected="至少一件文书或者证据"))
    if faults:
        raise BadInput(*faults)
    placed = order(items, mode)
    apart = chosen.restricted_apart and any(item.restricted for item in items)
    parts: dict[Part | None, list[Placed[DossierItem]]] = {}
    for one in placed:
        parts.setdefault(_part(one, apart), []).append(one)
    volumes: list[Volume] = []
    for part in (None, Part.MAIN, Part.SUB):
        books = list(_books(parts.get(part, ()), chosen.most_pages))
        volumes += [Volume(part, index, len(books), _numbered(book)) for index, book in enumerate(books, 1)]
    return Plan(mode, tuple(volumes))


def settle(draw: Callable[[Plan | None], Sequence[DossierItem]], mode: OrderMode, options: PlanOptions | None = None) -> Plan:
    """Plan a dossier in which some entries print page numbers themselves, such as 证据目录.

    ``draw`` gives the items as they look under a plan, first without one; the plan is made again until no page number
    moves. Raises BadInput when the numbers never come to rest.
    """
    current = plan(draw(None), mode, options)
    for _ in range(_ROUNDS):
        following = plan(draw(current), mode, options)
        if following.layout == current.layout:
            return following
        current = following
    raise BadInput(Fault("案卷的页号排不定：印有页号的材料每排一次页数都在变", expected="页数固定的证据目录"))


def _faults_of(item: DossierItem) -> Iterator[Fault]:
    where = f"材料“{item.title}”"
    if (item.pdf is None) == (item.image is None):
        yield Fault("没有可以装订的内容", where, "一个 PDF 或者一张图片")
    if item.image is not None and item.pages != 1:
        yield Fault(f"图片不会有 {item.pages} 页", where, "1 页")
    if item.pages < 1:
        yield Fault(f"页数是 {item.pages}", where, "至少 1 页")
    elif item.blank_pages >= set(range(1, item.pages + 1)):
        yield Fault("没有一页有文字，不能编页号", where, "至少一页有文字")
    if item.document in FRONT_MATTER:
        yield Fault("封面、卷内目录、备考表由程序为每卷另行制作", where, "不要列为卷内材料")


def _part(one: Placed[DossierItem], apart: bool) -> Part | None:
    if one.section.part is None and not apart:
        return None
    return Part.SUB if one.entry.restricted else one.section.part or Part.MAIN


def _numbered_pages(item: DossierItem) -> int:
    return item.pages - len(item.blank_pages & set(range(1, item.pages + 1)))


def _books(placed: Sequence[Placed[DossierItem]], most_pages: int) -> Iterator[list[Placed[DossierItem]]]:
    """An entry is never cut: one that is longer than a volume forms a volume of its own."""
    book: list[Placed[DossierItem]] = []
    pages = 0
    for one in placed:
        count = _numbered_pages(one.entry)
        if book and pages + count > most_pages:
            yield book
            book, pages = [], 0
        book.append(one)
        pages += count
    if book:
        yield book


def _numbered(book: Sequence[Placed[DossierItem]]) -> tuple[NumberedItem, ...]:
    numbered: list[NumberedItem] = []
    last = 0
    for position, one in enumerate(book, 1):
        numbers: list[int | None] = []
        for page in range(1, one.entry.pages + 1):
            blank = page in one.entry.blank_pages
            last += not blank
            numbers.append(None if blank else last)
        numbered.append(NumberedItem(one.entry, one.section, position, tuple(numbers)))
    return tuple(numbered)
