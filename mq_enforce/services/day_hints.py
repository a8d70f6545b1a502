"""Hints beside what is typed: a day's weekday and holiday, an amount in capitals, a citation in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mq_enforce.base.money import Money
from mq_enforce.law.articles import Article
from mq_enforce.law.calendar import WorkCalendar
from mq_enforce.services.program import Program

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class DayHint:
    """What stands beside a date: ``星期三``, a note (empty on a plain working day), whether it is a rest day.

    ``known`` is false when the year's holiday notice is not on file: what is counted through it is provisional.
    """

    weekday: str
    note: str
    rest: bool
    known: bool


def day_hint(program: Program, day: date) -> DayHint:
    """Return the hint for a day, from the holiday notices on file."""
    calendar = program.law.calendar
    known = calendar.known(day.year)
    notes = [_what(calendar, day), "" if known else _doubt(calendar, day.year)]
    return DayHint(weekday_text(day), "；".join(note for note in notes if note), calendar.is_rest(day), known)


def weekday_text(day: date) -> str:
    """Return ``星期三``."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def _what(calendar: WorkCalendar, day: date) -> str:
    holiday = calendar.holiday_name(day)
    if holiday is not None:
        return f"{holiday}放假"
    if calendar.is_makeup(day):
        return "调休上班"
    return "休息日" if calendar.is_rest(day) else ""


def _doubt(calendar: WorkCalendar, year: int) -> str:
    """A year to come has no notice yet; that of a year long past is merely not on file."""
    return "放假安排未公布，暂定" if year > max(calendar.notices, default=0) else "未收录该年放假安排，暂定"


def capitals(text: str) -> str:
    """Return an amount of yuan in capitals, ``伍佰元整`` for ``500``. Raises BadInput for what is no amount."""
    return Money.of(text).capitals


def article_text(text: str) -> str:
    """Return one citation in full, as papers print it. Raises BadInput for what is no single citation of a registered statute."""
    return Article.parse(text).cite()
