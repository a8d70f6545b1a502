"""Chinese numerals of articles: both ways, and nothing but the canonical way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput
from mq_enforce.law.numerals import LARGEST, from_chinese, to_chinese


@given(st.integers(1, LARGEST))
def test_a_number_survives_the_way_there_and_back(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number
    assert from_chinese(str(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (85, "八十五"), (100, "一百"), (101, "一百零一"), (110, "一百一十"),
     (119, "一百一十九"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (1057, "一千零五十七"), (1100, "一千一百")],
)  # fmt: skip
def test_numbers_are_written_as_statutes_write_them(number: int, text: str) -> None:
    assert to_chinese(number) == text


def test_full_width_digits_are_read() -> None:
    assert from_chinese("５９") == 59


@pytest.mark.parametrize(
    "text", ["", "零", "0", "一十", "百一十", "二百十", "五九", "两", "十十", "一百一十一千", "-3", "5.0", "第五", "²"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="不是条款序号"):
        from_chinese(text)


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_numbers_outside_the_range_are_refused(number: int) -> None:
    with pytest.raises(BadInput, match="不能写成条款序号"):
        to_chinese(number)
