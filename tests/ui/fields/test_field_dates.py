"""Dates and times in every accepted spelling; impossible ones are told and never crash."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.fields.dates import NotRead, as_day, as_moment, moment_text, read_date, read_time

TODAY = date(2026, 6, 20)
FULL_WIDTH = str.maketrans("0123456789-.:", "０１２３４５６７８９－．：")


@given(day=st.dates(date(1000, 1, 1)))
def test_every_spelling_of_a_day_is_read_as_the_same_day(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    spellings = [
        f"{day:%Y-%m-%d}",
        f"{year}-{month}-{number}",
        f"{year}.{month}.{number}",
        f"{year}/{month}/{number}",
        f"{year}。{month}。{number}",
        f"{year:04}{month:02}{number:02}",
        f"{year}年{month}月{number}日",
        f" {year} 年 {month} 月 {number} 号 ",
        f"{year}—{month}—{number}",
    ]
    for text in spellings:
        assert read_date(text, TODAY) == day, text
        assert read_date(text.translate(FULL_WIDTH), TODAY) == day, text


@given(day=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_day_without_a_year_is_of_the_year_of_the_reference_day(day: date) -> None:
    for text in (f"{day.month}-{day.day}", f"{day.month}月{day.day}日", f"{day.month}.{day.day}", f"{day.month:02}/{day.day:02}"):
        assert read_date(text, TODAY) == day, text


@given(clock=st.times().map(lambda one: one.replace(second=0, microsecond=0)))
def test_every_spelling_of_a_time_is_read_as_the_same_time(clock: time) -> None:
    hour, minute = clock.hour, clock.minute
    spellings = (
        f"{hour:02}:{minute:02}",
        f"{hour}:{minute:02}",
        f"{hour}点{minute}",
        f"{hour}时{minute}分",
        f"{hour:02}{minute:02}",
        f"{hour}{minute:02}",
        f"{hour}：{minute:02}",
        f"{hour:02}:{minute:02}:00",
    )
    for text in spellings:
        assert read_time(text) == clock, text


@given(text=st.text(max_size=12) | st.from_regex(r"[0-9]{1,5}[-./年月日]?[0-9]{0,3}[-./年月日]?[0-9]{0,3}", fullmatch=True))
def test_whatever_is_typed_is_a_day_or_told(text: str) -> None:
    for read in (lambda: read_date(text, TODAY), lambda: read_time(text)):
        try:
            said = str(read())
        except NotRead as error:
            said = str(error)
        assert said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-02-30", "2026年2月没有30日"),
        ("2025-2-29", "2025年2月没有29日"),
        ("6-31", "2026年6月没有31日"),
        ("20261301", "2026年没有13月"),
        ("2026年0月1日", "2026年没有0月"),
        ("2026-6-0", "2026年6月没有0日"),
        ("0000-01-01", "没有0年"),
        ("明天", "“明天”不是日期，应写成 2026-06-03 或者 6-3"),
        ("26-6-3", "“26-6-3”不是日期，应写成 2026-06-03 或者 6-3"),
        ("٢٠٢٦-٠٦-٠٣", "“٢٠٢٦-٠٦-٠٣”不是日期，应写成 2026-06-03 或者 6-3"),
    ],
)
def test_days_that_do_not_exist_are_told(text: str, told: str) -> None:
    with pytest.raises(NotRead) as error:
        read_date(text, TODAY)
    assert str(error.value) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("24:00", "24点应写成第二天的 00:00"),
        ("25:00", "一天没有25点"),
        ("9:60", "一小时没有60分"),
        ("09:20:60", "一分钟没有60秒"),
        ("上午", "“上午”不是时刻，应写成 09:20"),
    ],
)
def test_times_that_do_not_exist_are_told(text: str, told: str) -> None:
    with pytest.raises(NotRead) as error:
        read_time(text)
    assert str(error.value) == told


def test_half_past_and_full_hours_are_read() -> None:
    assert (read_time("9点"), read_time("9点整"), read_time("9点半")) == (time(9), time(9), time(9, 30))


def test_moments_of_a_diary_stand_at_china_time() -> None:
    assert as_moment("2026-06-03T01:20:00+00:00") == ("2026-06-03", "09:20")
    assert as_moment("2026-06-03T23:30:05Z") == ("2026-06-04", "07:30:05")
    assert as_moment(datetime.fromisoformat("2026-06-03T09:20:00+08:00")) == ("2026-06-03", "09:20")
    assert as_moment("2026-06-03T") == ("2026-06-03", "")
    assert as_moment("T9点") == ("", "9点")
    assert as_moment("坏了") == ("坏了", "")
    assert as_day(date(2026, 6, 3)) == "2026-06-03"
    assert moment_text(date(2026, 6, 3), time(9, 20)) == "2026-06-03T09:20:00+08:00"
