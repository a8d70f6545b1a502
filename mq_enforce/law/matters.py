"""权责事项: the catalogue of matters with violated articles, penalties, ranges of fines, and what is known of each.

Every matter is off until the agency records the document that grants it (行政处罚法第二十四条; 豫政〔2025〕15号 and the local
documents). The township's own powers (``HN-OWN-``) need a recorded document on their legal basis as well. A matter that is
merely possible on the provincial list is not offered.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.money import Money
from mq_enforce.base.resources import resource
from mq_enforce.law.articles import Article
from mq_enforce.law.reading import Table, json_table
from mq_enforce.law.statutes import Statutes


class Listed(StrEnum):
    """How sure it is that a matter stands on the provincial list of 2025."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    OWN = "n/a"
    """Not a matter of the list: a power that statutes give the township itself."""
    NOT_DELEGATED = "not_delegated"
    """Usually not the township's: to be transferred, unless a local document grants it."""


class NameStatus(StrEnum):
    """Where the wording of a matter's name comes from."""

    NEWS_WORDING = "news_wording"
    RECONSTRUCTED = "reconstructed"
    PLACEHOLDER = "placeholder"
    STATUTE = "statute"


@dataclass(frozen=True, slots=True)
class FineRange:
    """The statutory range of a fine; a range without ``maximum`` is computed by ``formula`` or not known.

    A minimum of zero means that the statute names none: zero itself is no fine.
    """

    minimum: Money
    maximum: Money | None
    formula: str = ""

    @property
    def known(self) -> bool:
        """Whether the range is a pair of amounts."""
        return self.maximum is not None

    def contains(self, amount: Money) -> bool | None:
        """Say whether an amount lies in the range, both ends included; None when the range is not known."""
        if self.maximum is None:
            return None
        return max(self.minimum, Money(1)) <= amount <= self.maximum


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether a penalty can reach the threshold for a hearing, for a person and a unit; None: not known."""

    person: bool | None
    unit: bool | None
    mandatory: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PenaltyOption:
    """One set of penalties with its own basis and preconditions.

    ``basis`` is empty where the articles were not obtained (``basis_note`` says so): then nothing is filled in by itself.
    ``optional``: the statute says 可以. ``on_spot`` for a person and a unit: whether the range leaves room for it.
    """

    basis: tuple[Article, ...]
    kinds: tuple[str, ...]
    order: str
    fine_person: FineRange | None
    fine_unit: FineRange | None
    optional: bool
    precondition: str
    applies_to: str
    note: str
    basis_note: str
    hearing: Hearing
    on_spot_person: bool
    on_spot_unit: bool

    def fine(self, *, is_unit: bool) -> FineRange | None:
        """Return the range for a kind of party; None when the option holds no fine for it."""
        return self.fine_unit if is_unit else self.fine_person

    def in_force(self, on: date, statutes: Statutes) -> bool | None:
        """Say whether all statutes it rests on are in force on a day; None when that is not known for one of them."""
        return _all_in_force(self.basis, on, statutes)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which agencies may hold the matter (None: not known), and where."""

    township: bool | None
    subdistrict: bool | None
    limit: str
    range_note: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the catalogue."""

    id: str
    name: str
    list_name: str
    field: str
    name_status: NameStatus
    listed: Listed
    orig_department: str
    scope: Scope
    violations: tuple[Article, ...]
    violations_note: str
    options: tuple[PenaltyOption, ...]
    coercive: tuple[str, ...]
    refer_to: tuple[str, ...]
    notes: tuple[str, ...]
    source: str
    confidence: str

    @property
    def offered(self) -> bool:
        """Whether the matter is shown for granting: not what is merely possible, guessed at, or usually another's."""
        return self.listed not in {Listed.POSSIBLE, Listed.NOT_DELEGATED} and self.name_status is not NameStatus.PLACEHOLDER

    @property
    def own_power(self) -> bool:
        """Whether statutes give the power to the township itself; the legal basis document is recorded all the same."""
        return self.listed is Listed.OWN

    def violations_on(self, on: date, statutes: Statutes) -> tuple[Article, ...]:
        """Return the violated articles whose statute is not known to be out of force on the day of the conduct."""
        return tuple(article for article in self.violations if statutes.in_force(article.law, on) is not False)

    def options_on(self, on: date, statutes: Statutes) -> tuple[PenaltyOption, ...]:
        """Return the penalties none of whose statutes is known to be out of force on the day of the conduct."""
        return tuple(option for option in self.options if option.in_force(on, statutes) is not False)


def _all_in_force(articles: Iterable[Article], on: date, statutes: Statutes) -> bool | None:
    states = [statutes.in_force(article.law, on) for article in articles]
    if False in states:
        return False
    return None if None in states or not states else True


class Granted(Protocol):
    """What is asked of a grant here; ``effective_to`` is the last day on which it holds."""

    @property
    def matter(self) -> str:
        """The matter's id."""
        ...

    @property
    def effective_from(self) -> date:
        """The first day."""
        ...

    @property
    def effective_to(self) -> date | None:
        """The last day, or None."""
        ...


G = TypeVar("G", bound=Granted)


def granted_on(matter: Matter | str, grants: Iterable[G], on: date) -> G | None:
    """Return the grant under which the agency holds a matter on a day, the latest when there are several; else None."""
    wanted = matter if isinstance(matter, str) else matter.id
    holding = [
        grant
        for grant in grants
        if grant.matter == wanted and grant.effective_from <= on and (grant.effective_to is None or on <= grant.effective_to)
    ]
    return max(holding, key=lambda grant: grant.effective_from, default=None)


@dataclass(frozen=True, slots=True, eq=False)
class MatterBook:
    """All matters by id."""

    entries: Mapping[str, Matter]

    def __getitem__(self, matter: str) -> Matter:
        """Return the matter of an id. Raises BadInput when there is none, naming what is near."""
        found = self.entries.get(matter)
        if found is None:
            near = difflib.get_close_matches(matter.upper(), self.entries, n=3, cutoff=0.6)
            hint = f"，相近的有 {'、'.join(near)}" if near else ""
            raise BadInput(Fault(f"目录里没有编号为“{matter}”的权责事项{hint}", expected="事项编号，如 HN25-NY-02"))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, matter: object) -> bool:
        return matter in self.entries

    def get(self, matter: str) -> Matter | None:
        """Return the matter of an id, or None."""
        return self.entries.get(matter)

    def values(self) -> Iterator[Matter]:
        """Yield the matters in the order of the file."""
        return iter(self.entries.values())

    def offered(self) -> tuple[Matter, ...]:
        """Return the matters that are shown for granting."""
        return tuple(matter for matter in self.entries.values() if matter.offered)


_MATTER_KEYS = (
    "id", "name", "list", "field", "name_status", "in_2025_list", "orig_department", "scope", "violations", "violations_note",
    "options", "coercive", "refer_to", "notes", "source", "confidence",
)  # fmt: skip
_OPTION_KEYS = (
    "basis", "basis_note", "kinds", "order", "fine_person", "fine_unit", "formula", "optional", "precondition", "applies_to", "note",
    "hearing", "on_spot",
)  # fmt: skip


def read_matters(path: Path) -> MatterBook:
    """Read a catalogue. Raises BadInput naming file and key, or EnvironmentProblem."""
    top = json_table(path)
    top.only("format", "matters")
    entries: dict[str, Matter] = {}
    for table in top.tables("matters"):
        matter = _matter(table)
        if matter.id in entries:
            raise table.fault("id", f"“{matter.id}”出现了两次", "每个编号只写一次")
        entries[matter.id] = matter
    return MatterBook(entries)


def _matter(table: Table) -> Matter:
    table.only(*_MATTER_KEYS)
    scope = table.table("scope")
    scope.only("township", "subdistrict", "limit", "range_note")
    return Matter(
        id=table.text("id"),
        name=table.text("name"),
        list_name=table.text("list"),
        field=table.text("field"),
        name_status=NameStatus(table.choice("name_status", tuple(NameStatus))),
        listed=Listed(table.choice("in_2025_list", tuple(Listed))),
        orig_department=table.text("orig_department"),
        scope=Scope(
            scope.maybe_flag("township"), scope.maybe_flag("subdistrict"), scope.maybe_text("limit"), scope.maybe_text("range_note")
        ),
        violations=_articles(table, "violations"),
        violations_note=table.maybe_text("violations_note"),
        options=tuple(_option(option) for option in table.tables("options")),
        coercive=table.texts("coercive"),
        refer_to=table.texts("refer_to"),
        notes=table.texts("notes"),
        source=table.text("source"),
        confidence=table.choice("confidence", ("high", "medium", "low")),
    )


def _option(table: Table) -> PenaltyOption:
    table.only(*_OPTION_KEYS)
    basis = _articles(table, "basis")
    note = table.maybe_text("basis_note")
    if not basis and not note:
        raise table.fault("basis", "罚则没有依据条款", "条款，未取得的在 basis_note 说明")
    hearing, on_spot = table.table("hearing"), table.table("on_spot")
    hearing.only("person", "unit", "mandatory", "reasons")
    on_spot.only("person", "unit")
    return PenaltyOption(
        basis=basis,
        kinds=table.texts("kinds"),
        order=table.maybe_text("order"),
        fine_person=_range(table, "fine_person"),
        fine_unit=_range(table, "fine_unit"),
        optional=table.flag("optional"),
        precondition=table.maybe_text("precondition"),
        applies_to=table.maybe_text("applies_to"),
        note=table.maybe_text("note"),
        basis_note=note,
        hearing=Hearing(hearing.maybe_flag("person"), hearing.maybe_flag("unit"), hearing.flag("mandatory"), hearing.texts("reasons")),
        on_spot_person=on_spot.flag("person"),
        on_spot_unit=on_spot.flag("unit"),
    )


def _articles(table: Table, key: str) -> tuple[Article, ...]:
    found: list[Article] = []
    for text in table.texts(key):
        try:
            found.append(Article.parse(text))
        except BadInput as error:
            raise table.fault(key, error.faults[0].message, error.faults[0].expected) from None
    return tuple(found)


def _range(table: Table, key: str) -> FineRange | None:
    value = table.data.get(key)
    if value is None:
        return None
    expected = "两个以元为单位的金额，不知道的写 null"
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - a range has two ends
        raise table.fault(key, f"“{key}”不是罚款幅度", expected)
    try:
        least, most = (None if end is None else Money.of(end) for end in value)
    except BadInput:
        raise table.fault(key, f"“{key}”里有不是金额的值", expected) from None
    if least is not None and most is not None and most < least:
        raise table.fault(key, f"“{key}”的上限低于下限", expected)
    return FineRange(least or Money(0), most, table.maybe_text("formula"))


@cache
def load_matters() -> MatterBook:
    """Return the catalogue that comes with the program."""
    return read_matters(resource("law", "matters.json"))
