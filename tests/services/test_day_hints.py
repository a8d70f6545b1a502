"""Hints beside what is typed: weekdays and holidays, capitals, citations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support.part_way import ACTOR

from mq_enforce.bootstrap import open_program
from mq_enforce.services import crossing
from mq_enforce.services.crossing import BadInput
from mq_enforce.services.day_hints import DayHint, article_text, capitals, day_hint


@pytest.mark.parametrize(
    ("day", "hint"),
    [
        (date(2026, 6, 3), DayHint("星期三", "", rest=False, known=True)),
        (date(2026, 6, 6), DayHint("星期六", "休息日", rest=True, known=True)),
        (date(2026, 10, 1), DayHint("星期四", "国庆节放假", rest=True, known=True)),
        (date(2026, 10, 10), DayHint("星期六", "调休上班", rest=False, known=True)),
        (date(2027, 1, 1), DayHint("星期五", "元旦放假；放假安排未公布，暂定", rest=True, known=False)),
        (date(2027, 6, 2), DayHint("星期三", "放假安排未公布，暂定", rest=False, known=False)),
        (date(2015, 6, 7), DayHint("星期日", "休息日；未收录该年放假安排，暂定", rest=True, known=False)),
    ],
)
def test_a_day_is_told_with_weekday_holiday_and_doubt(tmp_path: Path, day: date, hint: DayHint) -> None:
    with open_program(tmp_path, None, ACTOR) as program:
        assert day_hint(program, day) == hint


@pytest.mark.parametrize(
    ("text", "words"), [("500", "伍佰元整"), (" 1000.5 ", "壹仟元伍角整"), ("0", "零元整"), ("10001.05", "壹万零壹元零伍分")]
)
def test_an_amount_is_written_in_capitals(text: str, words: str) -> None:
    assert capitals(text) == words


@pytest.mark.parametrize("text", ["", "五百", "1,000", "-1", "0.001", "1e3", "9" * 40])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        capitals(text)


def test_a_citation_is_written_in_full() -> None:
    assert article_text("行政处罚法第59条第一款第（四）项") == "《中华人民共和国行政处罚法》第五十九条第一款第四项"


@pytest.mark.parametrize("text", ["", "第五十九条", "不存在的法第一条", "行政处罚法第一条、第二条", "行政处罚法"])
def test_what_is_no_single_citation_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        article_text(text)


def test_every_name_that_crosses_to_the_window_is_there_and_sorted() -> None:
    assert all(hasattr(crossing, name) for name in crossing.__all__)
    assert len(set(crossing.__all__)) == len(crossing.__all__) == 15
