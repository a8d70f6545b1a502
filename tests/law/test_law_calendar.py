"""The work calendar: notices 2022 to 2026, make-up days, and years without a notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.law.calendar import Holiday, load_calendar, read_fixed, read_notice

CALENDAR = load_calendar()
NOTICE = 'format = 1\nyear = 2030\ntitle = "示例"\nnumber = "示例"\nissued = 2029-11-01\nsource = "示例"\nconfidence = "C"\n'
HOLIDAY = '[[holiday]]\nname = "元旦"\nfrom = 2030-01-01\nto = 2030-01-03\n'


@pytest.mark.parametrize(("year", "off", "makeup"), [(2022, 31, 7), (2023, 27, 7), (2024, 28, 8), (2025, 28, 5), (2026, 33, 6)])
def test_each_notice_has_the_days_off_and_the_make_up_days_that_were_announced(year: int, off: int, makeup: int) -> None:
    notice = CALENDAR.notices[year]
    assert sum(len(holiday.days) for holiday in notice.holidays) == off
    assert sum(len(holiday.makeup) for holiday in notice.holidays) == makeup
    assert notice.number.startswith("国办发明电〔")
    assert notice.issued.year == year - 1


def test_make_up_days_are_working_days_and_moved_days_off_are_rest_days() -> None:
    assert date(2026, 9, 20).weekday() == 6
    assert CALENDAR.is_workday(date(2026, 9, 20))
    assert CALENDAR.is_makeup(date(2026, 9, 20))
    assert CALENDAR.is_rest(date(2026, 1, 2))
    assert CALENDAR.holiday_name(date(2026, 1, 2)) == "元旦"
    assert CALENDAR.is_rest(date(2026, 1, 3))
    assert CALENDAR.is_workday(date(2026, 1, 4))


def test_the_eve_of_the_spring_festival_was_no_day_off_in_2024_and_is_one_since_2025() -> None:
    assert CALENDAR.is_workday(date(2024, 2, 9))
    assert not CALENDAR.statutory_off(date(2024, 2, 9))
    assert CALENDAR.statutory_off(date(2025, 1, 28))
    assert CALENDAR.statutory_off(date(2026, 2, 16))


def test_a_plain_weekend_is_a_rest_day_but_no_statutory_day_off() -> None:
    assert CALENDAR.is_rest(date(2026, 6, 6))
    assert not CALENDAR.statutory_off(date(2026, 6, 6))
    assert CALENDAR.holiday_name(date(2026, 6, 6)) is None


def test_the_notice_of_2023_reaches_into_the_year_before() -> None:
    assert CALENDAR.statutory_off(date(2022, 12, 31))


def test_a_year_without_notice_knows_weekends_and_the_days_fixed_by_date_only() -> None:
    assert not CALENDAR.known(2027)
    assert CALENDAR.is_rest(date(2027, 1, 1))
    assert CALENDAR.holiday_name(date(2027, 5, 2)) == "劳动节"
    assert CALENDAR.is_workday(date(2027, 1, 4))
    assert CALENDAR.is_rest(date(2027, 1, 9))
    assert CALENDAR.is_workday(date(2021, 2, 12))
    assert CALENDAR.holiday_name(date(2020, 5, 2)) is None
    assert CALENDAR.unknown_years(date(2026, 12, 31), date(2028, 1, 1)) == (2027, 2028)
    assert CALENDAR.unknown_years(date(2022, 1, 1), date(2026, 12, 31)) == ()


def test_every_day_is_either_a_rest_day_or_a_working_day() -> None:
    days = [date(2021, 6, 1) + timedelta(days=n) for n in range(2400)]
    assert all(CALENDAR.is_rest(day) != CALENDAR.is_workday(day) for day in days)
    assert not any(CALENDAR.statutory_off(day) and CALENDAR.is_makeup(day) for day in days)


def test_a_new_notice_makes_its_year_known_and_leaves_the_old_calendar_alone() -> None:
    notice = replace(CALENDAR.notices[2026], year=2027, holidays=(Holiday("春节", date(2027, 2, 5), date(2027, 2, 12)),))
    newer = CALENDAR.with_notice(notice)
    assert newer.known(2027)
    assert newer.is_rest(date(2027, 2, 8))
    assert CALENDAR.is_workday(date(2027, 2, 8))
    assert hash(newer) != hash(CALENDAR)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOTICE, "没有列出放假的节日"),
        (NOTICE + HOLIDAY.replace("to = 2030-01-03", "to = 2029-12-30"), "前后颠倒"),
        (NOTICE + HOLIDAY.replace("from = 2030-01-01", "from = 2029-11-30"), "不在 2030 年"),
        (NOTICE + HOLIDAY + "makeup = [2030-01-08]\n", "必须是周六或周日"),
        (NOTICE + HOLIDAY + 'makeup = "周六"\n', "必须是周六或周日"),
        (NOTICE + HOLIDAY + "make_up = [2030-01-05]\n", r"2030.toml 第 12 行 holiday\[0\].make_up"),
    ],
)
def test_a_fault_in_a_notice_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "2030.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        read_notice(path)


def test_a_notice_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "2030.toml"
    path.write_text(NOTICE + HOLIDAY + "makeup = [2030-01-05]\n", encoding="utf-8")
    assert read_notice(path).holidays[0].makeup == (date(2030, 1, 5),)


def test_a_fixed_day_that_is_no_date_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fixed.toml"
    path.write_text('article = "全国年节及纪念日放假办法第二条"\n[[day]]\nname = "元旦"\nmonth = 13\nday = 1\n', encoding="utf-8")
    with pytest.raises(BadInput, match="不是日期"):
        read_fixed(path)
