"""工作日历: rest days and working days, from the State Council's yearly holiday notices.

Sources: 全国年节及纪念日放假办法 and 国务院办公厅关于部分节假日安排的通知 of each year (``resources/calendar``). Saturdays and Sundays
are rest days unless the notice makes them working days; days off that the notice moves onto working days are rest days.
A year without its notice is *unknown*: only weekends and the days whose date the 办法 itself fixes are rest days then, and
whatever is counted through it is provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from mq_enforce.base.resources import resource
from mq_enforce.law.articles import Article
from mq_enforce.law.reading import Table, toml_table
from mq_enforce.law.rules import article_of

ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_LAST_MONTH = 12
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice: its days off from first to last, and the weekend days on which work makes up for it."""

    name: str
    first: date
    last: date
    makeup: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days off, in order."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """The State Council's notice for one year."""

    year: int
    title: str
    number: str
    issued: date
    source: str
    confidence: str
    holidays: tuple[Holiday, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A day off whose date the 放假办法 fixes by itself, since a year."""

    name: str
    month: int
    day: int
    from_year: int = 0


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are rest days. Values are immutable; ``with_notice`` gives a calendar with one more year."""

    notices: Mapping[int, Notice]
    fixed: tuple[FixedDay, ...] = ()
    _off: Mapping[date, str] = field(init=False, repr=False, compare=False)
    _makeup: frozenset[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        holidays = [holiday for notice in self.notices.values() for holiday in notice.holidays]
        object.__setattr__(self, "_off", {day: holiday.name for holiday in holidays for day in holiday.days})
        object.__setattr__(self, "_makeup", frozenset(day for holiday in holidays for day in holiday.makeup))

    def __hash__(self) -> int:
        return hash(frozenset(self.notices))

    def with_notice(self, notice: Notice) -> WorkCalendar:
        """Return this calendar with a notice added or replaced."""
        return WorkCalendar({**self.notices, notice.year: notice}, self.fixed)

    def known(self, year: int) -> bool:
        """Say whether the notice of a year is on file."""
        return year in self.notices

    def holiday_name(self, day: date) -> str | None:
        """Return the holiday to which a day off belongs; None for a plain weekend or working day."""
        name = self._off.get(day)
        if name is None and not self.known(day.year):
            name = next((f.name for f in self.fixed if (f.month, f.day) == (day.month, day.day) and day.year >= f.from_year), None)
        return name

    def statutory_off(self, day: date) -> bool:
        """Say whether a day is off by the holiday notice, days moved by it included; a plain weekend is not."""
        return self.holiday_name(day) is not None

    def is_makeup(self, day: date) -> bool:
        """Say whether a weekend day is a working day by the notice (调休上班日)."""
        return day in self._makeup

    def is_rest(self, day: date) -> bool:
        """Say whether a day is a rest day: off by notice, or a weekend on which no work makes up for another day."""
        return self.statutory_off(day) or (day.weekday() >= _SATURDAY and not self.is_makeup(day))

    def is_workday(self, day: date) -> bool:
        """Say whether a day is a working day."""
        return not self.is_rest(day)

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years between two days, both included, whose notice is not on file."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.known(year))


def read_notice(path: Path) -> Notice:
    """Read the notice of one year. Raises BadInput naming file, line and key, or EnvironmentProblem."""
    top = toml_table(path)
    top.only("format", "year", "title", "number", "issued", "source", "confidence", "note", "holiday")
    year = top.maybe_integer("year") or 0
    holidays = tuple(_holiday(table, year) for table in top.tables("holiday"))
    if not holidays:
        raise top.fault("holiday", "没有列出放假的节日", "至少一个 [[holiday]]")
    return Notice(
        year=year,
        title=top.text("title"),
        number=top.text("number"),
        issued=top.day("issued"),
        source=top.text("source"),
        confidence=top.choice("confidence", ("A", "B", "C")),
        holidays=holidays,
        note=top.maybe_text("note"),
    )


def _holiday(table: Table, year: int) -> Holiday:
    table.only("name", "from", "to", "makeup")
    first, last = table.day("from"), table.day("to")
    if first > last or last.year != year or first < date(year - 1, _LAST_MONTH, 1):
        raise table.fault("from", f"放假日期 {first} 至 {last} 不在 {year} 年或者前后颠倒", f"{year} 年内的起止日期")
    makeup = table.data.get("makeup", [])
    if not isinstance(makeup, list) or not all(isinstance(day, date) and day.weekday() >= _SATURDAY for day in makeup):
        raise table.fault("makeup", "调休上班日必须是周六或周日", "周六、周日的日期")
    return Holiday(table.text("name"), first, last, tuple(makeup))


def read_fixed(path: Path) -> tuple[tuple[FixedDay, ...], Article]:
    """Read the days off that the 放假办法 fixes by date, and the article. Raises BadInput or EnvironmentProblem."""
    top = toml_table(path)
    top.only("format", "article", "source", "confidence", "day")
    days = tuple(_fixed(table) for table in top.tables("day"))
    return days, article_of(top, "article")


def _fixed(table: Table) -> FixedDay:
    table.only("name", "month", "day", "from_year")
    month, day = table.maybe_integer("month") or 0, table.maybe_integer("day") or 0
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        raise table.fault("month", f"{month} 月 {day} 日不是日期", "月和日")
    return FixedDay(table.text("name"), month, day, table.maybe_integer("from_year") or 0)


def calendar_of(notices: Iterable[Notice], fixed: Iterable[FixedDay] = ()) -> WorkCalendar:
    """Return the calendar made of these notices."""
    return WorkCalendar({notice.year: notice for notice in notices}, tuple(fixed))


def notice_files(folder: Path) -> Iterator[Path]:
    """Yield the notice files of a folder, by year."""
    return iter(sorted(path for path in folder.glob("*.toml") if path.stem.isdigit()))


@cache
def load_calendar() -> WorkCalendar:
    """Return the calendar of the notices that come with the program."""
    folder = resource("calendar")
    fixed, _ = read_fixed(resource("calendar", "fixed.toml"))
    return calendar_of(map(read_notice, notice_files(folder)), fixed)
