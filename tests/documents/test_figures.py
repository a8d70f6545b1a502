"""Figures in narratives: the same thing said in another way is the same, another thing is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.money import Money
from mq_enforce.documents.bindings.words import day
from mq_enforce.documents.figures import AMOUNT, COUNT, DATE, TIME, absent, figures, number_of
from mq_enforce.law.articles import Article
from mq_enforce.law.numerals import to_chinese


def said(text: str) -> set[tuple[str, ...]]:
    return {figure.key for figure in figures(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("罚款壹仟元整（1000元）", "罚款1,000.00元"),
        ("罚款一千元", "罚款１０００元"),
        ("1.2万元", "壹万贰仟元整"),
        ("人民币壹佰元零伍分", "100.05元"),
        ("2026年6月3日", "二〇二六年六月三日"),
        ("2026年06月03日", "2026-6-3"),
        ("《河南省大气污染防治条例》第五十四条第二款、第八十条", "河南省大气污染防治条例第八十条，第54条第2款"),
        ("《中华人民共和国行政处罚法》第三十三条第一款第（二）项", "行政处罚法第三十三条第一款第二项"),
        ("8时40分", "上午8:40"),
        ("15时", "下午3时"),
        ("五个工作日", "5个工作日"),
        ("民示罚告字〔2026〕第1号", "罚告字〔2026〕1号"),
        ("十五日内", "15天内"),
    ],
)
def test_the_same_thing_in_other_words_is_the_same(one: str, other: str) -> None:
    assert said(one) == said(other) != set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("罚款1000元", "罚款10000元"),
        ("0.6亩", "0.6平方米"),
        ("《消防法》第六十条", "《公路法》第六十条"),
        ("2026年6月3日", "2025年6月3日"),
        ("第五条第一款", "第五条第一项"),
        ("民示罚告字〔2026〕第1号", "民示罚决字〔2026〕第1号"),
    ],
)
def test_another_thing_is_another(one: str, other: str) -> None:
    assert said(one).isdisjoint(said(other))


def test_a_day_without_its_year_agrees_with_every_year_and_a_place_without_a_statute_with_any() -> None:
    whole = figures("2026年6月3日，《消防法》第六十条")
    short = figures("6月3日，第六十条")
    assert not list(absent(whole, short))
    assert not list(absent(short, whole))
    assert list(absent(whole, figures("6月4日")))


def test_marks_of_missing_facts_and_numbers_of_lists_hold_no_figures() -> None:
    assert figures("1.点火；2.扑救。\n（3）离开【缺：2名执法人员的姓名】＿＿") == ()


def test_turns_of_phrase_are_no_numbers() -> None:
    assert figures("第一次、一般情节、十分危险、万一、一律、统一处理，当事人一直在场") == ()


def test_a_number_is_read_once_under_its_own_kind() -> None:
    found = figures("2026年6月3日8时40分在场2人，罚款1000元，身份证419999196805120011")
    assert [figure.kind for figure in found] == [AMOUNT, DATE, TIME, COUNT, COUNT]
    assert [figure.shown for figure in found] == ["1000元", "2026年6月3日", "8时40分", "419999196805120011", "2人"]


@given(st.integers(min_value=100, max_value=10**13))
def test_every_amount_is_read_back_from_capitals_and_figures(fen: int) -> None:
    money = Money(fen)
    assert said(money.capitals) == said(f"{money.short}元") == said(f"{money.figures}元")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_a_paper_and_from_a_list(value: date) -> None:
    assert said(day(value)) == said(value.isoformat()) == {(DATE, str(value.year), str(value.month), str(value.day))}


@given(st.integers(min_value=1, max_value=9999))
def test_numbers_in_characters_are_read_back(number: int) -> None:
    assert number_of(to_chinese(number)) == number


@given(st.integers(1, 300), st.none() | st.integers(1, 9), st.none() | st.integers(1, 20))
def test_every_citation_is_read_back(number: int, paragraph: int | None, item: int | None) -> None:
    article = Article("行政处罚法", number, paragraph, item)
    assert said(article.cite()) == said(article.short()) == {("条文", "行政处罚法", str(number), str(paragraph or ""), str(item or ""))}


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    assert not list(absent(figures(text), figures(text)))
