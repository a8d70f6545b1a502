"""数额与标准: dated thresholds by field and kind of party – hearing, on-the-spot penalty, cash, legal review, surcharge.

Every value carries its source and how sure it is (A checked against the text, B excerpts, C to be confirmed). Where a kind
of party is unsettled the stricter value holds: a sole trader (个体工商户) is treated as a citizen, both for hearings and
for penalties on the spot (W-17).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.money import Money
from mq_enforce.base.resources import resource
from mq_enforce.law.articles import Article
from mq_enforce.law.reading import Table, toml_table
from mq_enforce.law.rules import article_of

HEARING = "hearing"
ON_SPOT = "on_spot"
ON_SPOT_CASH = "on_spot_cash"
REVIEW_SUMMARY = "review_summary"
SUIT_SUMMARY = "suit_summary"
SURCHARGE = "surcharge"


class PartyClass(StrEnum):
    """Whom a threshold is for; without a class it is for everyone."""

    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a value comes from, since when and until when (that day included), and how sure it is."""

    effective_from: date
    effective_to: date | None
    article: Article | None
    source: str
    confidence: str

    @property
    def citation(self) -> str:
        """The printed citation, or the source where no article is on file."""
        return self.article.cite() if self.article else self.source

    def holds(self, on: date) -> bool:
        """Say whether the value is in force on a day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount that decides something. ``at_least``: reached from this amount on; otherwise it is the greatest allowed."""

    id: str
    name: str
    amount: Money
    at_least: bool
    basis: Basis
    field: str = ""
    party: PartyClass | None = None

    @property
    def citation(self) -> str:
        """The printed citation or source."""
        return self.basis.citation

    def reached_by(self, amount: Money) -> bool:
        """Say whether an amount lies on the threshold's side; the threshold itself is included (以上、以下包括本数)."""
        return amount >= self.amount if self.at_least else amount <= self.amount


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """A kind of case in which the law demands legal review."""

    id: str
    name: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate by the day."""

    id: str
    name: str
    rate: Decimal
    basis: Basis


@dataclass(frozen=True, slots=True, eq=False)
class Thresholds:
    """All thresholds; lookups are by the day for which one asks."""

    amounts: tuple[Threshold, ...]
    rates: tuple[Rate, ...]
    reviews: tuple[ReviewCase, ...]

    def amount(self, name: str, on: date, *, is_unit: bool = False, field: str = "") -> Threshold:
        """Return the threshold of a name for a kind of party on a day; the field's own value goes before the general one.

        Raises BadInput when none is on file for that day.
        """
        party = PartyClass.UNIT if is_unit else PartyClass.PERSON
        fitting = [
            one
            for one in self.amounts
            if one.id == name and one.party in {None, party} and one.field in {"", field} and one.basis.holds(on)
        ]
        if not fitting:
            raise BadInput(Fault(f"{on} 当日没有登记“{name}”的数额", expected="登记该日施行的数额及其来源"))
        return max(fitting, key=lambda one: (bool(one.field), one.basis.effective_from))

    def hearing_threshold(self, matter_field: str, is_unit: bool, on: date, configured: Money | None = None) -> Threshold:
        """Return from which fine (or value confiscated) on a hearing must be offered.

        ``configured`` is what the office has set for the matter; it goes first. ``is_unit`` is false for a sole trader.
        Raises BadInput when nothing is on file for that day.
        """
        if configured is not None:
            basis = Basis(date.min, None, None, "本机关为该事项设定的听证数额", "C")
            party = PartyClass.UNIT if is_unit else PartyClass.PERSON
            return Threshold(HEARING, "听证数额", configured, at_least=True, basis=basis, field=matter_field, party=party)
        return self.amount(HEARING, on, is_unit=is_unit, field=matter_field)

    def rate(self, name: str, on: date) -> Rate:
        """Return the rate of a name on a day. Raises BadInput when none is on file."""
        fitting = [one for one in self.rates if one.id == name and one.basis.holds(on)]
        if not fitting:
            raise BadInput(Fault(f"{on} 当日没有登记“{name}”的费率", expected="登记该日施行的费率及其来源"))
        return max(fitting, key=lambda one: one.basis.effective_from)

    def review_cases(self, on: date) -> tuple[ReviewCase, ...]:
        """Return the kinds of case for which legal review is demanded by statute on a day."""
        return tuple(one for one in self.reviews if one.basis.holds(on))


_BASIS_KEYS = ("effective_from", "effective_to", "article", "source", "confidence")


def read_thresholds(path: Path) -> Thresholds:
    """Read a file of thresholds. Raises BadInput naming file, line and key, or EnvironmentProblem."""
    top = toml_table(path)
    top.only("format", "amount", "rate", "review")
    return Thresholds(tuple(_amounts(top)), tuple(_rates(top)), tuple(_reviews(top)))


def _amounts(top: Table) -> Iterator[Threshold]:
    for table in top.tables("amount"):
        table.only("id", "name", "field", "party", "yuan", "compare", *_BASIS_KEYS)
        yield Threshold(
            id=table.text("id"),
            name=table.text("name"),
            amount=table.money("yuan"),
            at_least=table.choice("compare", ("at_least", "at_most")) == "at_least",
            basis=_basis(table),
            field=table.maybe_text("field"),
            party=PartyClass(table.choice("party", tuple(PartyClass))) if "party" in table.data else None,
        )


def _rates(top: Table) -> Iterator[Rate]:
    for table in top.tables("rate"):
        table.only("id", "name", "rate", *_BASIS_KEYS)
        yield Rate(table.text("id"), table.text("name"), table.decimal("rate"), _basis(table))


def _reviews(top: Table) -> Iterator[ReviewCase]:
    for table in top.tables("review"):
        table.only("id", "name", *_BASIS_KEYS)
        yield ReviewCase(table.text("id"), table.text("name"), _basis(table))


def _basis(table: Table) -> Basis:
    article = article_of(table, "article") if "article" in table.data else None
    source = table.maybe_text("source")
    if (article is None) == (not source):
        raise table.fault("article", "“article”和“source”必须有且只有一项", "已核对的条文写 article，否则写 source")
    confidence = table.choice("confidence", ("A", "B", "C"))
    return Basis(table.day("effective_from"), table.maybe_day("effective_to"), article, source, confidence)


@cache
def load_thresholds() -> Thresholds:
    """Return the thresholds that come with the program."""
    return read_thresholds(resource("law", "thresholds.toml"))
