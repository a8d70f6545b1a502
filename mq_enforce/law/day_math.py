"""日期运算: the few steps of which every period is made.

Sources: 民事诉讼法第八十五条 (the first day is not counted; a last day on a rest day moves), 民法典第二百零二条 (months and years
end on the corresponding day, else on the month's last day). Used by ``counting`` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from mq_enforce.law.calendar import ONE_DAY, WorkCalendar
from mq_enforce.law.rules import Unit


@dataclass(frozen=True, slots=True)
class Walk:
    """Where counting ended, and the days passed over on the way, in order of the calendar."""

    end: date
    rest: tuple[date, ...]
    makeup: tuple[date, ...]


def walk_workdays(start: date, count: int, calendar: WorkCalendar, *, back: bool = False) -> Walk:
    """Return the ``count``-th working day after (or before) a day that is itself not counted."""
    step = -ONE_DAY if back else ONE_DAY
    day, left = start, count
    rest: list[date] = []
    makeup: list[date] = []
    while left > 0:
        day += step
        if calendar.is_rest(day):
            rest.append(day)
            continue
        left -= 1
        if calendar.is_makeup(day):
            makeup.append(day)
    return Walk(day, tuple(sorted(rest)), tuple(sorted(makeup)))


def plus(start: date, count: int, unit: Unit) -> date:
    """Return the nominal last day of a period of days, months or years whose first day is not counted."""
    if unit is Unit.MONTH:
        return start + relativedelta(months=count)
    if unit is Unit.YEAR:
        return start + relativedelta(years=count)
    return start + timedelta(days=count)


def roll(day: date, calendar: WorkCalendar) -> date:
    """Return the day, or the first working day after it when it is a rest day."""
    while calendar.is_rest(day):
        day += ONE_DAY
    return day


def roll_back(day: date, calendar: WorkCalendar) -> date:
    """Return the day, or the last working day before it when it is a rest day."""
    while calendar.is_rest(day):
        day -= ONE_DAY
    return day


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return the days from first to last, both included; none when they are the wrong way round."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
