"""Dates, moments, amounts and periods in the words of papers."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paper_sources import case, source, value

from mq_enforce.base.actors import CHINA
from mq_enforce.base.money import Money
from mq_enforce.case.values import Sex
from mq_enforce.documents.bindings.dates import in_words
from mq_enforce.documents.bindings.words import printed
from mq_enforce.law.articles import Article
from mq_enforce.law.rules import Unit


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, ""),
        ("原文", "原文"),
        (date(2026, 6, 3), "2026年6月3日"),
        (datetime(2026, 6, 3, 9, 5, tzinfo=CHINA), "2026年6月3日9时05分"),
        (datetime(2026, 12, 31, 0, 0, tzinfo=CHINA), "2026年12月31日0时00分"),
        (Money.of(1000), "壹仟元整（1000元）"),
        (Money.of("0.5"), "伍角整（0.50元）"),
        (Sex.FEMALE, "女"),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (("甲", "乙"), "甲、乙"),
        ((), ""),
        (Article("行政处罚法", 28, 1), "《中华人民共和国行政处罚法》第二十八条第一款"),
    ],
)
def test_each_type_has_its_words(given: object, words: str) -> None:
    assert printed(given) == words


def test_a_type_without_words_is_our_own_fault() -> None:
    with pytest.raises(TypeError):
        printed(object())


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_printed_date_can_be_read_back(day: date) -> None:
    year, rest = printed(day).split("年")
    month, rest = rest.split("月")
    assert date(int(year), int(month), int(rest.removesuffix("日"))) == day


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (15, Unit.DAY, "十五日"),
        (60, Unit.DAY, "六十日"),
        (5, Unit.WORKDAY, "五个工作日"),
        (2, Unit.WORKDAY, "两个工作日"),
        (2, Unit.MONTH, "两个月"),
        (6, Unit.MONTH, "六个月"),
        (2, Unit.YEAR, "二年"),
        (24, Unit.HOUR, "二十四小时"),
    ],
)
def test_a_period_is_said_as_statutes_say_it(count: int, unit: Unit, words: str) -> None:
    assert in_words(count, unit) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("PUN-PAY15", "十五日"),
        ("PUN-HEAR5", "五个工作日"),
        ("PUN-EVID7", "七个工作日"),
        ("REV-60", "六十日"),
        ("LIT-6M", "六个月"),
        ("PUN-90", "九十日"),
        ("PUN-LIM2", "二年"),
    ],
)
def test_a_period_comes_from_its_rule(rule: str, words: str) -> None:
    assert value(source(case(until="")), f"period.{rule}") == words


def test_the_offices_own_parameter_replaces_the_number_but_not_below_the_least() -> None:
    assert value(source(case(until="", office={"parameters": {"stmt_wd": 7}})), "period.PUN-STMT") == "七个工作日"
    assert value(source(case(until="", office={"parameters": {"stmt_wd": 1}})), "period.PUN-STMT") == "三个工作日"
    assert value(source(case(until="", office={"parameters": {"file_wd": 9}})), "period.PUN-STMT") == "五个工作日"
