"""期限的说明: sentences an officer understands – start, unit, days skipped, roll-over, article, whose period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from mq_enforce.law.calendar import ONE_DAY, WorkCalendar
from mq_enforce.law.day_math import Walk
from mq_enforce.law.rules import Rule, Unit, load_rules

_WEEKDAYS = "一二三四五六日"
_UNITS = {Unit.WORKDAY: "个工作日", Unit.DAY: "日", Unit.MONTH: "个月", Unit.YEAR: "年", Unit.HOUR: "小时"}
_UNVERIFIED = {"B": "所依据的文件只见摘录，使用前请核对原文。", "C": "天数是惯例口径，未经核实。"}


def day_text(day: date) -> str:
    """Return ``2026年6月3日（星期三）``."""
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"


def dated(what: str, day: date) -> str:
    """Return a day with what it is: ``2026年6月3日星期三（立案之日）``."""
    return f"{day.year}年{day.month}月{day.day}日星期{_WEEKDAYS[day.weekday()]}（{what}）"


def moment_text(moment: datetime) -> str:
    """Return ``2026年6月3日（星期三）9时20分``, with seconds where there are any."""
    seconds = f"{moment.second}秒" if moment.second else ""
    return f"{day_text(moment.date())}{moment.hour}时{moment.minute:02d}分{seconds}"


def length_text(count: int, unit: Unit) -> str:
    """Return ``90日`` or ``7个工作日``."""
    return f"{count}{_UNITS[unit]}"


def per_cent(rate: Decimal) -> str:
    """Return ``3%`` for 0.03."""
    return f"{(rate * 100).normalize():f}%"


def stretches(days: Iterable[date], calendar: WorkCalendar) -> str:
    """Return rest days as stretches with their names: ``9月25日至27日（中秋节）、10月3日至4日（周末）``.

    The year stands before a stretch where it differs from that of the one before.
    """
    runs: list[list[date]] = []
    for day in sorted(days):
        joins = runs and day - runs[-1][-1] == ONE_DAY and calendar.holiday_name(day) == calendar.holiday_name(runs[-1][-1])
        if joins:
            runs[-1].append(day)
        else:
            runs.append([day])
    pieces: list[str] = []
    year = 0
    for run in runs:
        head = f"{run[0].year}年" if run[0].year != year else ""
        year = run[0].year
        pieces.append(f"{head}{_stretch(run)}（{calendar.holiday_name(run[0]) or '周末'}）")
    return "、".join(pieces)


def _stretch(run: Sequence[date]) -> str:
    first, last = run[0], run[-1]
    text = f"{first.month}月{first.day}日"
    if last == first:
        return text
    return f"{text}至{last.day}日" if last.month == first.month else f"{text}至{last.month}月{last.day}日"


def skipped(walk: Walk, calendar: WorkCalendar) -> str:
    """Return the sentences on the rest days passed over and the weekend days that were working days."""
    text = f"其间的休息日不计：{stretches(walk.rest, calendar)}。" if walk.rest else "其间没有休息日。"
    if walk.makeup:
        text += f"调休上班日照常计入：{'、'.join(day_text(day) for day in walk.makeup)}。"
    return text


def rolled(nominal: date, moved: date, calendar: WorkCalendar) -> str:
    """Return the sentence on a last day that moved, or stayed."""
    basis = load_rules().bases["roll"].cite()
    if moved == nominal:
        return f"末日不是休息日，不顺延（{basis}）。"
    passed = stretches((nominal + ONE_DAY * n for n in range((moved - nominal).days)), calendar)
    return f"名义末日{day_text(nominal)}是休息日，跳过{passed}，顺延到其后第一个工作日{day_text(moved)}（{basis}）。"


def provisional(years: Sequence[int], *, moves: bool) -> str:
    """Return the sentence on years without a holiday notice; ``moves``: whether a notice could change the date."""
    if not years:
        return ""
    named = _years(years)
    if not moves:
        return f"{named}的放假通知没有登记；本期限连续计算、末日不移动，放假安排不改变它。"
    fixed = load_rules().bases["statutory_off"].cite()
    return f"{named}的放假通知没有登记，只按周末和{fixed}中日期固定的节日计算，结果是暂定的，通知登记后须重新核对。"


def _years(years: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return "、".join(f"{run[0]}年" if len(run) == 1 else f"{run[0]}年至{run[-1]}年" for run in runs)


def closing(rule: Rule) -> str:
    """Return whose period it is, on what it rests, and what is not verified about it."""
    text = f"谁的期限：{rule.who}。依据：{rule.citation}"
    law = rule.article.law if rule.article else ""
    basis = load_rules().working_days.get(law)
    if basis is not None and rule.counting.unit is Unit.WORKDAY and rule.counting.statutory:
        text += f"；按工作日计算的依据：{basis.cite()}"
    return text + "。" + _UNVERIFIED.get(rule.evidence, "")
