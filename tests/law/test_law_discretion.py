"""Bands: nothing without a band on file, and amounts compared with band and statute."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mq_enforce.base.money import Money
from mq_enforce.case.facts import Band
from mq_enforce.law.discretion import band_for, bands_on, check_amount, contains
from mq_enforce.law.matters import FineRange

RANGE = FineRange(Money.of(500), Money.of(2000))
DATA: dict[str, Any] = {
    "matter": "HN25-NY-02", "name": "一般", "circumstances": "面积不满一亩", "fine_from": 500, "fine_to": "1000",
    "includes_to": False, "standard": "示例基准",
    "source": "示例基准", "effective_from": date(2026, 1, 1), "effective_to": date(2026, 12, 31),
}  # fmt: skip
BAND = Band.model_validate(DATA)


def test_without_a_band_on_file_nothing_is_proposed() -> None:
    assert band_for([], "HN25-NY-02", "一般", date(2026, 6, 1)) is None
    assert band_for([BAND], "HN25-NY-02", "较重", date(2026, 6, 1)) is None
    assert band_for([BAND], "HN25-NY-01", "一般", date(2026, 6, 1)) is None
    assert band_for([BAND], "HN25-NY-02", "一般", date(2025, 12, 31)) is None
    assert bands_on([BAND], "HN25-NY-02", date(2027, 1, 1)) == ()


def test_the_latest_band_of_the_day_is_found() -> None:
    newer = Band.model_validate({**DATA, "effective_from": date(2026, 5, 1)})
    assert band_for([newer, BAND], "HN25-NY-02", "一般", date(2026, 6, 1)) == newer
    assert band_for([newer, BAND], "HN25-NY-02", "一般", date(2026, 4, 1)) == BAND


def test_the_ends_of_a_band_belong_to_it_as_it_says() -> None:
    assert contains(BAND, Money.of(500))
    assert not contains(BAND, Money.of(1000))
    assert contains(BAND, Money.of("999.99"))
    assert not contains(Band.model_validate({**DATA, "includes_from": False}), Money.of(500))


@pytest.mark.parametrize(
    ("yuan", "in_statute", "in_band", "problems"),
    [(600, True, True, 0), (1500, True, False, 1), (2500, False, False, 2), (499, False, False, 2)],
)
def test_an_amount_is_compared_with_statute_and_band(yuan: int, in_statute: bool, in_band: bool, problems: int) -> None:
    found = check_amount(Money.of(yuan), RANGE, BAND)
    assert (found.in_statute, found.in_band, len(found.problems)) == (in_statute, in_band, problems)
    assert found.lawful is in_statute


def test_the_sentences_name_amount_and_range() -> None:
    assert check_amount(Money.of(2500), RANGE, BAND).problems == (
        "罚款2500元不在法定幅度（500元以上2000元以下）内",
        "罚款2500元不在“一般”等次（500元至1000元）内",
    )
    assert check_amount(Money.of(600), FineRange(Money(0), Money.of(500))).problems == ("罚款600元不在法定幅度（500元以下）内",)


def test_without_a_known_range_or_band_there_is_nothing_to_compare_with() -> None:
    found = check_amount(Money.of(600), FineRange(Money(0), None))
    assert (found.in_statute, found.in_band, found.problems, found.lawful) == (None, None, (), True)


def test_a_penalty_without_a_fine_for_this_party_allows_none() -> None:
    found = check_amount(Money.of(600), None)
    assert not found.lawful
    assert found.problems == ("该罚则对这类当事人没有规定罚款，不得罚款600元",)


@pytest.mark.parametrize(
    "change",
    [
        {"fine_to": 499},
        {"fine_from": 0.555},
        {"fine_from": "五百"},
        {"effective_to": date(2025, 1, 1)},
        {"source": ""},
        {"circumstances": ""},
    ],
)
def test_a_band_without_source_order_or_amounts_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Band.model_validate({**DATA, **change})


def test_a_band_survives_as_data() -> None:
    assert Band.model_validate_json(BAND.model_dump_json()) == BAND
    assert Band.model_validate(BAND.model_dump(mode="python") | {"fine_from": Money.of(500)}) == BAND
