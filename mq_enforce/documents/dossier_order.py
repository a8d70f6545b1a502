"""立卷顺序: where papers and evidence stand in a dossier, as data.

The province's own order (河南省行政执法案卷立卷规范) is not on file; ``resources/documents/dossier_order.toml`` holds two
common orders with their sources, and an office may bring its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.base.toml_reading import Document, read_toml
from mq_enforce.documents.kinds import document_kinds

EVIDENCE = "@evidence"
OUTGOING = "@outgoing"
REST = "@rest"
_MARKS = (EVIDENCE, OUTGOING, REST)


class EntryKind(StrEnum):
    """What an entry of the dossier is."""

    PAPER = "paper"
    """A paper drawn by the program."""
    EVIDENCE = "evidence"
    SCAN = "scan"
    """A scan: of a signed paper (it then carries the paper's document id) or of anything else."""


class Part(StrEnum):
    """正卷 and 副卷."""

    MAIN = "main"
    SUB = "sub"

    @property
    def label(self) -> str:
        """The Chinese name of the part."""
        return "正卷" if self is Part.MAIN else "副卷"


class Orderable(Protocol):
    """What the order must know of an entry.

    ``key`` names the entry; ``follows`` is the key of the entry that it belongs to (a receipt, an annex), or None.
    ``section`` puts an entry that no document id places (a payment slip) into the section with this id, when there is one.
    """

    @property
    def key(self) -> str: ...  # noqa: D102 - the class speaks for it
    @property
    def document(self) -> str | None: ...  # noqa: D102
    @property
    def kind(self) -> EntryKind: ...  # noqa: D102
    @property
    def date(self) -> date | None: ...  # noqa: D102
    @property
    def follows(self) -> str | None: ...  # noqa: D102
    @property
    def section(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the dossier: the document ids and marks in it, in order."""

    id: str
    title: str
    documents: tuple[str, ...]
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class OrderMode:
    """One order, with where it comes from and how sure that is."""

    id: str
    title: str
    source: str
    confidence: str
    sections: tuple[Section, ...]

    @property
    def two_parts(self) -> bool:
        """Whether the order divides a dossier into 正卷 and 副卷."""
        return any(section.part for section in self.sections)


@dataclass(frozen=True, slots=True)
class DossierOrders:
    """All orders on file and the one that is used when the office has not chosen."""

    default: str
    modes: tuple[OrderMode, ...]

    def mode(self, mode_id: str | None = None) -> OrderMode:
        """Return an order by its id, the default one without. Raises BadInput for an id that does not exist."""
        wanted = mode_id or self.default
        for mode in self.modes:
            if mode.id == wanted:
                return mode
        raise BadInput(Fault(f"没有“{wanted}”这种立卷顺序", expected="、".join(mode.id for mode in self.modes)))


E = TypeVar("E", bound=Orderable)


@dataclass(frozen=True, slots=True)
class Placed(Generic[E]):
    """An entry with the section in which it stands."""

    entry: E
    section: Section


def order(entries: Sequence[E], mode: OrderMode) -> tuple[Placed[E], ...]:
    """Return the entries in the order of the dossier.

    Section by section; in a section by the listed place, then by date (undated last), then as they came. What follows
    another entry stands right behind it. Raises BadInput when two entries share a key or follow one another in a circle.
    """
    keys = [entry.key for entry in entries]
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise BadInput(Fault(f"案卷中有两件材料的编号都是“{twice}”", expected="每件材料的编号各不相同"))
    places = _Places(mode)
    ranked = sorted(
        enumerate(entries),
        key=lambda pair: (*places.rank(pair[1]), pair[1].date or date.max, pair[0]),
    )
    known = set(keys)
    followers: dict[str, list[E]] = {}
    leaders: list[E] = []
    for _, entry in ranked:
        if entry.follows in known:
            followers.setdefault(str(entry.follows), []).append(entry)
        else:
            leaders.append(entry)
    placed = [Placed(entry, section) for leader in leaders for entry, section in _family(leader, places.section(leader), followers)]
    if len(placed) != len(entries):
        lost = sorted(known - {one.entry.key for one in placed})
        raise BadInput(Fault(f"材料“{'、'.join(lost)}”互相跟随，排不出先后", expected="附件跟随正件"))
    return tuple(placed)


def _family(leader: E, section: Section, followers: dict[str, list[E]]) -> Iterator[tuple[E, Section]]:
    waiting = [leader]
    while waiting:
        entry = waiting.pop()
        yield entry, section
        waiting.extend(reversed(followers.get(entry.key, ())))


class _Places:
    """Where a mode puts each document id and each kind of entry."""

    def __init__(self, mode: OrderMode) -> None:
        self._sections = mode.sections
        self._by_name = {name: (row, column) for row, section in enumerate(mode.sections) for column, name in enumerate(section.documents)}
        self._by_id = {section.id: row for row, section in enumerate(mode.sections)}

    def rank(self, entry: Orderable) -> tuple[int, int]:
        if entry.document in self._by_name:
            return self._by_name[str(entry.document)]
        if entry.section in self._by_id:
            row = self._by_id[str(entry.section)]
            return row, len(self._sections[row].documents)
        return self._by_name[self._mark(entry)]

    def section(self, entry: Orderable) -> Section:
        return self._sections[self.rank(entry)[0]]

    def _mark(self, entry: Orderable) -> str:
        if entry.kind is EntryKind.EVIDENCE:
            return EVIDENCE
        kinds = document_kinds()
        return OUTGOING if entry.document in kinds and kinds[str(entry.document)].outgoing else REST


@cache
def dossier_orders() -> DossierOrders:
    """Return the orders that come with the program."""
    return load_orders(resource("documents", "dossier_order.toml"))


def load_orders(path: Path) -> DossierOrders:
    """Read a file of orders. Raises BadInput that names file, line and key of each fault."""
    document = read_toml(path)
    rows = document.data.get("mode")
    if document.data.get("format") != 1 or not isinstance(rows, list) or not rows:
        raise BadInput(Fault("不是立卷顺序文件", document.where(), "format = 1 和 [[mode]]"))
    faults: list[Fault] = []
    modes = tuple(_mode(document, index, row, faults) for index, row in enumerate(rows))
    default = document.data.get("default")
    if not any(mode.id == default for mode in modes):
        faults.append(Fault("没有写明默认的顺序", document.where("default"), "一个 [[mode]] 的 id"))
    if faults:
        raise BadInput(*faults)
    return DossierOrders(str(default), modes)


def _text(document: Document, row: object, key: str, at: tuple[str | int, ...], faults: list[Fault]) -> str:
    value = row.get(key) if isinstance(row, dict) else None
    if not isinstance(value, str) or not value:
        faults.append(Fault(f"缺少“{key}”", document.where(*at, key), "不空的文字"))
        return ""
    return value


def _mode(document: Document, index: int, row: object, faults: list[Fault]) -> OrderMode:
    at = ("mode", index)
    rows = row.get("section") if isinstance(row, dict) else None
    if not isinstance(rows, list):
        faults.append(Fault("缺少各部分的顺序", document.where(*at), "[[mode.section]]"))
        rows = []
    mode = OrderMode(
        id=_text(document, row, "id", at, faults),
        title=_text(document, row, "title", at, faults),
        source=_text(document, row, "source", at, faults),
        confidence=_text(document, row, "confidence", at, faults),
        sections=tuple(_section(document, (*at, "section", number), one, faults) for number, one in enumerate(rows)),
    )
    faults += _faults_of(mode, document.where(*at))
    return mode


def _section(document: Document, at: tuple[str | int, ...], row: object, faults: list[Fault]) -> Section:
    fields = row if isinstance(row, dict) else {}
    part = fields.get("part")
    if part is not None and part not in tuple(Part):
        faults.append(Fault("“part”的值不对", document.where(*at, "part"), "main 或 sub"))
        part = None
    names = fields.get("documents")
    if not isinstance(names, list) or not names:
        faults.append(Fault("缺少“documents”", document.where(*at), "文书编号的列表"))
        names = []
    for number, name in enumerate(names):
        if not isinstance(name, str) or (name not in _MARKS and name not in document_kinds()):
            faults.append(Fault(f"没有“{name}”这种文书", document.where(*at, "documents", number), "文书总表中的编号"))
    section_id = _text(document, row, "id", at, faults)
    return Section(section_id, _text(document, row, "title", at, faults), tuple(map(str, names)), Part(part) if part else None)


def _faults_of(mode: OrderMode, where: str) -> Iterator[Fault]:
    names = [name for section in mode.sections for name in section.documents]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(f"“{name}”排了两次", where, "每种文书只排一次")
    for mark in _MARKS:
        if mark not in names:
            yield Fault(f"没有写“{mark}”排在哪里", where, f"在一个部分的 documents 中写上“{mark}”")
    ids = [section.id for section in mode.sections]
    if len(set(ids)) != len(ids):
        yield Fault("两个部分的 id 相同", where, "各不相同")
    if len({section.part is None for section in mode.sections}) > 1:
        yield Fault("有的部分写了 part，有的没有写", where, "都写或者都不写")
