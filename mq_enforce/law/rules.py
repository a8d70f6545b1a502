"""期限规则: every statutory period and office parameter as data, with article, counting rule and whose period it is.

The file ``resources/law/periods.json`` is the only place where the number of a period stands; ``counting.compute`` is the
only function that turns one into a date.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.law.articles import Article
from mq_enforce.law.reading import Table, json_table


class Kind(StrEnum):
    """How a period is counted."""

    PERIOD = "period"
    """Forward from the day after."""
    BACKWARD = "backward"
    """Back from an event; the event's day is not counted."""
    HOURS = "hours"
    """Continuous hours, nights and holidays included."""
    WINDOW = "window"
    """An earliest and a latest day."""
    RATE = "rate"
    """Money for each day."""
    EXCLUSION = "exclusion"
    """Days taken out of another period."""
    UNTIL_EVENT = "until_event"
    """A paper fixes the last day."""
    CONFIGURED = "configured"
    """The law fixes no number of days: the office's own parameter, always shown as 非法定."""
    AT_ONCE = "at_once"
    NONE = "none"


class Unit(StrEnum):
    """What is counted."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


class Roll(StrEnum):
    """What happens when the last day is a rest day."""

    WORKDAY = "workday"
    """Counted in working days, so it ends on one."""
    ROLL = "roll"
    """It moves to the next working day."""
    FIXED = "fixed"
    """It never moves."""
    FIXED_SHOW_ROLL = "fixed_show_roll"
    """The control date does not move; the date that could be argued is shown beside it."""
    NONE = "none"


class Reading(StrEnum):
    """Another reading of the same period that is shown beside the date."""

    FIRST_DAY = "first_day"
    """The first day counts, so that the period ends one day earlier."""
    ROLL = "roll"
    """What follows is safe only from the rolled last day on."""
    WORKDAY = "workday"
    """The number could also mean working days."""
    MAIL = "mail"
    """A paper posted within the period is in time, so that the office waits a little before it takes the period as missed."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How a rule is counted; the words are explained in the enumerations.

    ``inputs`` are the names of what the computation needs, the first one first. ``counts`` gives one number for each
    named case. ``parameter`` is the office's setting that replaces ``count`` and may not be lower than ``minimum``.
    ``more_than``: what the period opens is lawful only after its last day.
    """

    kind: Kind
    inputs: tuple[str, ...]
    count: int | None = None
    unit: Unit | None = None
    roll: Roll = Roll.NONE
    statutory: bool = True
    parameter: str = ""
    minimum: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    rate: Decimal | None = None
    cap: str = ""
    per: str = ""
    more_than: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One period. ``who`` is whose period it is; ``source`` stands where no article could be checked.

    ``evidence`` is S or A (checked against the text), B (excerpts only) or C (custom, not verified).
    """

    id: str
    name: str
    trigger: str
    who: str
    counting: Counting
    evidence: str
    article: Article | None = None
    source: str = ""
    readings: frozenset[Reading] = frozenset()
    effect: str = ""
    ext: str = ""
    note: str = ""

    @property
    def family(self) -> str:
        """The family of the rule's id, such as ``PUN``."""
        return self.id.partition("-")[0]

    @property
    def citation(self) -> str:
        """The printed citation, or the source where no article is on file."""
        return self.article.cite() if self.article else self.source


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the office may set because the law fixes none."""

    id: str
    name: str
    default: int
    unit: Unit
    minimum: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """All rules by id.

    ``bases`` are the articles on counting itself (start, roll, mail, month, hours, night, statutory_off, halted);
    ``working_days`` names for a statute the article that makes its short periods working days.
    """

    entries: Mapping[str, Rule]
    parameters: Mapping[str, Parameter]
    bases: Mapping[str, Article]
    working_days: Mapping[str, Article]

    def __getitem__(self, rule: str) -> Rule:
        """Return the rule of an id. Raises BadInput when there is none, naming what is near."""
        found = self.entries.get(rule)
        if found is None:
            near = difflib.get_close_matches(rule.upper(), self.entries, n=3, cutoff=0.6)
            hint = f"，相近的有 {'、'.join(near)}" if near else ""
            raise BadInput(Fault(f"没有编号为“{rule}”的期限规则{hint}", expected="期限规则编号，如 PUN-90"))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, rule: object) -> bool:
        return rule in self.entries

    def get(self, rule: str) -> Rule | None:
        """Return the rule of an id, or None."""
        return self.entries.get(rule)

    def values(self) -> Iterator[Rule]:
        """Yield the rules in the order of the file."""
        return iter(self.entries.values())


_RULE_KEYS = ("id", "name", "trigger", "who", "effect", "ext", "note", "article", "source", "readings", "evidence", "counting")
_COUNTING_KEYS = (
    "kind", "count", "unit", "roll", "inputs", "statutory", "parameter", "minimum", "counts", "rate", "cap", "per", "more_than",
)  # fmt: skip


def read_rules(path: Path) -> RuleBook:
    """Read a rules file. Raises BadInput naming file and key, or EnvironmentProblem."""
    top = json_table(path)
    top.only("format", "bases", "working_days", "parameters", "rules")
    entries: dict[str, Rule] = {}
    for table in top.tables("rules"):
        rule = _rule(table)
        if rule.id in entries:
            raise table.fault("id", f"“{rule.id}”出现了两次", "每条规则只写一次")
        entries[rule.id] = rule
    parameters = {one.id: one for one in map(_parameter, top.tables("parameters"))}
    for rule in entries.values():
        if rule.counting.parameter and rule.counting.parameter not in parameters:
            raise top.fault("parameters", f"规则 {rule.id} 用到的参数“{rule.counting.parameter}”没有列出", "列出每个参数")
    return RuleBook(entries, parameters, _articles(top.table("bases")), _articles(top.table("working_days")))


def article_of(table: Table, key: str) -> Article:
    """Return the article written under a key. Raises BadInput naming file and key."""
    try:
        return Article.parse(table.text(key))
    except BadInput as error:
        raise table.fault(key, error.faults[0].message, error.faults[0].expected) from None


def _articles(table: Table) -> dict[str, Article]:
    return {key: article_of(table, key) for key in table.data}


def _parameter(table: Table) -> Parameter:
    table.only("id", "name", "default", "unit", "minimum")
    default = table.maybe_integer("default")
    if not default:
        raise table.fault("default", "参数没有默认值", "1 以上的整数")
    return Parameter(
        table.text("id"), table.text("name"), default, Unit(table.choice("unit", tuple(Unit))), table.maybe_integer("minimum") or 1
    )


def _rule(table: Table) -> Rule:
    table.only(*_RULE_KEYS)
    article = article_of(table, "article") if "article" in table.data else None
    source = table.maybe_text("source")
    if (article is None) == (not source):
        raise table.fault("article", "“article”和“source”必须有且只有一项", "已核对的条文写 article，否则写 source")
    return Rule(
        id=table.text("id"),
        name=table.text("name"),
        trigger=table.text("trigger"),
        who=table.text("who"),
        counting=_counting(table.table("counting")),
        evidence=table.choice("evidence", ("S", "A", "B", "C")),
        article=article,
        source=source,
        readings=_readings(table),
        effect=table.maybe_text("effect"),
        ext=table.maybe_text("ext"),
        note=table.maybe_text("note"),
    )


def _readings(table: Table) -> frozenset[Reading]:
    try:
        return frozenset(map(Reading, table.texts("readings")))
    except ValueError:
        raise table.fault("readings", "口径的名称不对", "、".join(Reading)) from None


def _counting(table: Table) -> Counting:
    table.only(*_COUNTING_KEYS)
    kind = Kind(table.choice("kind", tuple(Kind)))
    counts = table.table("counts") if "counts" in table.data else None
    counting = Counting(
        kind=kind,
        inputs=table.texts("inputs"),
        count=table.maybe_integer("count"),
        unit=Unit(table.choice("unit", tuple(Unit))) if "unit" in table.data else None,
        roll=Roll(table.choice("roll", tuple(Roll))) if "roll" in table.data else Roll.NONE,
        statutory=table.flag("statutory", default=True),
        parameter=table.maybe_text("parameter"),
        minimum=table.maybe_integer("minimum"),
        counts={key: counts.maybe_integer(key) or 0 for key in counts.data} if counts else {},
        rate=table.decimal("rate") if "rate" in table.data else None,
        cap=table.maybe_text("cap"),
        per=table.maybe_text("per"),
        more_than=table.flag("more_than"),
    )
    _check(table, counting)
    return counting


def _check(table: Table, counting: Counting) -> None:
    if not counting.inputs:
        raise table.fault("inputs", "规则没有列出它需要的数据", "至少一项")
    counted = counting.kind in {Kind.PERIOD, Kind.BACKWARD, Kind.HOURS, Kind.CONFIGURED}
    if counted and (counting.unit is None or not (counting.count or counting.counts)):
        raise table.fault("count", "规则没有数目或单位", "count（或 counts）和 unit")
    if (counting.kind is Kind.CONFIGURED) != bool(counting.parameter):
        raise table.fault("parameter", "“configured”的规则须有参数，其他规则不能有", "参数名")
    if counting.kind is Kind.RATE and counting.rate is None:
        raise table.fault("rate", "规则没有费率", '写成文字的小数，如 "0.03"')


@cache
def load_rules() -> RuleBook:
    """Return the rules that come with the program."""
    return read_rules(resource("law", "periods.json"))
