"""Dates and times as people type them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, time

from mq_enforce.services.crossing import CHINA

_SAME = str.maketrans({"。": ".", "–": "-", "—": "-", "−": "-", "‐": "-", "〇": "0"})
_DATE = re.compile(r"(?:(?P<year>\d{4})(?:[-./]|年))?(?P<month>\d{1,2})(?:[-./]|月)(?P<day>\d{1,2})[日号]?", re.ASCII)
_EIGHT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)
_TIME = re.compile(r"(?P<hour>\d{1,2})[:.点时](?:(?P<minute>\d{1,2}|半)分?(?::?(?P<second>\d{2})秒?)?|整)?", re.ASCII)
_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})", re.ASCII)
_BOTH = re.compile(r"(?P<day>.*\d[日号](?=\s*\d)|.*\d(?=[\sT,，]))[\sT,，]*(?P<clock>\d[\d:.点时分秒半整]*)", re.ASCII)
_MONTHS, _HOURS, _MINUTES, _HALF = 12, 24, 60, 30


class NotRead(ValueError):
    """What was typed is no date or no time that exists; the message is the sentence to show."""


def read_date(text: str, today: date) -> date:
    """Read ``2026-06-03``, ``2026.6.3``, ``2026/6/3``, ``20260603``, ``2026年6月3日``, and ``6-3`` in the year of ``today``.

    Raises NotRead.
    """
    plain = _plain(text)
    match = _EIGHT.fullmatch(plain) or _DATE.fullmatch(plain)
    if match is None:
        raise NotRead(f"“{text.strip()}”不是日期，应写成 2026-06-03 或者 6-3")
    year, month, day = int(match["year"] or today.year), int(match["month"]), int(match["day"])
    if year < 1:
        raise NotRead("没有0年")
    if not 1 <= month <= _MONTHS:
        raise NotRead(f"{year}年没有{month}月")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise NotRead(f"{year}年{month}月没有{day}日")
    return date(year, month, day)


def read_time(text: str) -> time:
    """Read ``09:20``, ``9:20``, ``0920``, ``920``, ``9点20``, ``9时20分``, ``9点``, ``9点半``, ``09:20:15``. Raises NotRead."""
    plain = _plain(text)
    match = _TIME.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if match is None:
        raise NotRead(f"“{text.strip()}”不是时刻，应写成 09:20")
    found = match.groupdict()
    hour = int(found["hour"])
    minute = _HALF if found["minute"] == "半" else int(found["minute"] or 0)
    second = int(found.get("second") or 0)
    if (hour, minute, second) == (_HOURS, 0, 0):
        raise NotRead("24点应写成第二天的 00:00")
    if hour >= _HOURS:
        raise NotRead(f"一天没有{hour}点")
    if minute >= _MINUTES:
        raise NotRead(f"一小时没有{minute}分")
    if second >= _MINUTES:
        raise NotRead(f"一分钟没有{second}秒")
    return time(hour, minute, second)


def split_moment(text: str) -> tuple[str, str]:
    """Return date and time of ``2026-6-3 9:20`` or ``2026年6月3日9时20分`` apart; the time is empty where there is none."""
    plain = unicodedata.normalize("NFKC", text).translate(_SAME).strip()
    match = _BOTH.fullmatch(plain)
    return (match["day"].strip(), match["clock"].strip()) if match else (text, "")


def as_day(plain: object) -> str:
    """Return a date of a diary as it stands in a line: ``2026-06-03``; what is no date as it is."""
    if isinstance(plain, datetime):
        return plain.date().isoformat()
    return plain.isoformat() if isinstance(plain, date) else str(plain)


def as_moment(plain: object) -> tuple[str, str]:
    """Return date and time of a diary's moment as they stand in two lines, at +08:00; what is no moment is cut at its ``T``."""
    moment = plain if isinstance(plain, datetime) else _moment(plain)
    if moment is None:
        day, _, clock = as_day(plain).partition("T")
        return day, clock
    local = moment if moment.tzinfo is None else moment.astimezone(CHINA)
    return local.date().isoformat(), local.strftime("%H:%M:%S" if local.second else "%H:%M")


def moment_text(day: date, clock: time) -> str:
    """Return a moment as a diary spells it: ``2026-06-03T09:20:00+08:00``."""
    return datetime.combine(day, clock, CHINA).isoformat()


def _moment(plain: object) -> datetime | None:
    if not isinstance(plain, str) or "T" not in plain:
        return None
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Return the text with full-width digits and signs made plain and without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_SAME).split())
