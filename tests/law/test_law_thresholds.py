"""Thresholds by day, field and kind of party."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.base.money import Money
from mq_enforce.law.thresholds import ON_SPOT, ON_SPOT_CASH, REVIEW_SUMMARY, SURCHARGE, load_thresholds, read_thresholds

THRESHOLDS = load_thresholds()
TODAY = date(2026, 6, 1)
AMOUNT = '[[amount]]\nid = "hearing"\nname = "示例"\nyuan = 5000\ncompare = "at_least"\neffective_from = 2026-01-01\n'


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "thresholds.toml"
    path.write_text("format = 1\n" + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("field", "is_unit", "yuan"),
    [("农业农村", False, 5000), ("农业农村", True, 50000), ("消防救援", False, 2000), ("消防救援", True, 30000), ("", True, 50000)],
)
def test_the_hearing_threshold_follows_field_and_party(field: str, is_unit: bool, yuan: int) -> None:
    assert THRESHOLDS.hearing_threshold(field, is_unit, TODAY).amount == Money.of(yuan)


def test_the_threshold_itself_reaches_the_hearing() -> None:
    fire = THRESHOLDS.hearing_threshold("消防救援", is_unit=True, on=TODAY)
    assert fire.reached_by(Money.of(30000))
    assert not fire.reached_by(Money.of("29999.99"))
    assert fire.basis.confidence == "C"
    assert "待核" in fire.citation


def test_what_the_office_has_set_for_a_matter_goes_first() -> None:
    configured = THRESHOLDS.hearing_threshold("消防救援", is_unit=True, on=TODAY, configured=Money.of(10000))
    assert configured.amount == Money.of(10000)
    assert configured.reached_by(Money.of(10000))
    assert "本机关" in configured.citation


def test_before_the_rule_there_is_no_threshold_on_file() -> None:
    assert THRESHOLDS.hearing_threshold("", is_unit=False, on=date(2021, 12, 1)).amount == Money.of(5000)
    with pytest.raises(BadInput, match="2021-11-30 当日没有登记“hearing”的数额"):
        THRESHOLDS.hearing_threshold("", is_unit=False, on=date(2021, 11, 30))


def test_a_penalty_on_the_spot_has_its_limit_included() -> None:
    person, unit = (THRESHOLDS.amount(ON_SPOT, TODAY, is_unit=is_unit) for is_unit in (False, True))
    assert (person.amount, unit.amount) == (Money.of(200), Money.of(3000))
    assert person.reached_by(Money.of(200))
    assert not person.reached_by(Money.of(201))
    assert person.citation == "《中华人民共和国行政处罚法》第五十一条"
    assert THRESHOLDS.amount(ON_SPOT_CASH, TODAY, is_unit=True).amount == Money.of(100)
    assert THRESHOLDS.amount(REVIEW_SUMMARY, TODAY).amount == Money.of(3000)


def test_four_kinds_of_case_demand_legal_review() -> None:
    cases = THRESHOLDS.review_cases(TODAY)
    assert [case.basis.article.item for case in cases if case.basis.article] == [1, 2, 3, 4]
    assert THRESHOLDS.review_cases(date(2021, 7, 14)) == ()


def test_the_rate_of_the_surcharge_has_its_day() -> None:
    assert str(THRESHOLDS.rate(SURCHARGE, TODAY).rate) == "0.03"
    with pytest.raises(BadInput, match="没有登记“surcharge”的费率"):
        THRESHOLDS.rate(SURCHARGE, date(2020, 1, 1))


def test_of_two_values_the_one_of_the_day_holds(tmp_path: Path) -> None:
    text = AMOUNT + 'effective_to = 2026-05-31\nsource = "甲"\nconfidence = "B"\n'
    text += AMOUNT.replace("5000", "8000").replace("2026-01-01", "2026-06-01") + 'source = "乙"\nconfidence = "B"\n'
    both = read_thresholds(file(tmp_path, text))
    assert both.hearing_threshold("", is_unit=False, on=date(2026, 5, 31)).amount == Money.of(5000)
    assert both.hearing_threshold("", is_unit=False, on=date(2026, 6, 1)).amount == Money.of(8000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (AMOUNT + 'confidence = "B"\n', "有且只有一项"),
        (AMOUNT + 'source = "甲"\nconfidence = "D"\n', r"第 9 行 amount\[0\].confidence"),
        (AMOUNT.replace("5000", '"五千"') + 'source = "甲"\nconfidence = "B"\n', r"amount\[0\].yuan：“五千”不是金额"),
        (AMOUNT.replace("at_least", "more") + 'source = "甲"\nconfidence = "B"\n', r"amount\[0\].compare"),
    ],
)
def test_a_fault_is_told_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_thresholds(file(tmp_path, text))
