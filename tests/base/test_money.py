"""Amounts in figures and capitals, against the bank's rules for filling in vouchers (支付结算办法附一)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput
from mq_enforce.base.money import Money

AMOUNTS = st.integers(min_value=0, max_value=10**18 - 1).map(Money)
_VALUES = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}


@pytest.mark.parametrize(
    ("yuan", "capitals"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("0.55", "伍角伍分"),
        ("1.05", "壹元零伍分"),
        ("1.50", "壹元伍角整"),
        ("10", "壹拾元整"),
        ("105", "壹佰零伍元整"),
        ("1000.50", "壹仟元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("30000", "叁万元整"),
        ("100000", "壹拾万元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("1010000", "壹佰零壹万元整"),
        ("10000000", "壹仟万元整"),
        ("100000001", "壹亿零壹元整"),
        ("100005000", "壹亿零伍仟元整"),
        ("110000000", "壹亿壹仟万元整"),
        ("1000100000000", "壹万零壹亿元整"),
    ],
)
def test_capitals_stand_as_the_bank_wants_them(yuan: str, capitals: str) -> None:
    assert Money.of(yuan).capitals == capitals


@given(AMOUNTS)
def test_figures_read_back_to_the_same_amount(amount: Money) -> None:
    assert Money.of(amount.figures.replace(",", "")) == amount
    assert Money.of(amount.short) == amount
    assert Money.of(Decimal(amount.fen).scaleb(-2) if amount.fen < 10**17 else amount.short) == amount


@given(AMOUNTS)
def test_capitals_read_back_to_the_same_amount(amount: Money) -> None:
    assert _read(amount.capitals) == amount.fen


@given(AMOUNTS)
def test_capitals_never_double_a_zero_and_always_end_properly(amount: Money) -> None:
    assert "零零" not in amount.capitals
    assert re.search(r"[整分]$", amount.capitals)
    assert not re.search(r"零[万亿元]", amount.capitals.replace("零元整", "")) or amount.fen == 0


@pytest.mark.parametrize("wrong", ["", "一千", "1,000", "1e3", "1_000", "NaN", "Infinity", "1.234", "-1", "+1", "0x10", "1" * 17])
def test_what_is_no_plain_amount_is_refused(wrong: str) -> None:
    with pytest.raises(BadInput):
        Money.of(wrong)


def test_amounts_below_zero_cannot_arise_by_subtraction() -> None:
    with pytest.raises(BadInput):
        Money.of(1) - Money.of(2)


def test_a_share_is_rounded_half_up_to_the_fen() -> None:
    assert Money.of("0.05").share(Decimal("0.5")) == Money(3)
    assert Money.of("500").share(Decimal("0.03")) == Money.of(15)


def test_sums_and_order_follow_the_amount() -> None:
    assert Money.of("1.10") + Money.of("2.20") == Money.of("3.30")
    assert Money.of("9") < Money.of("10")
    assert str(Money.of("12.30")) == "12.30"


def _read(capitals: str) -> int:
    yuan, _, rest = capitals.rpartition("元")
    fen = _whole(yuan) * 100
    for digit, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖])([角分])", rest):
        fen += _VALUES[digit] * (10 if unit == "角" else 1)
    return fen


def _whole(text: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
        high, found, low = text.rpartition(unit) if unit == "亿" else text.partition(unit)
        if found:
            return _whole(high) * size + _whole(low)
    return int("".join(str(_VALUES[char]) for char in text) or "0")
