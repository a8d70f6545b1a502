"""加处罚款: three per cent a day, halted days out, never more than the fine."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput
from mq_enforce.base.money import Money
from mq_enforce.law.calendar import load_calendar
from mq_enforce.law.counting import compute
from mq_enforce.law.due import Due
from mq_enforce.law.rules import load_rules
from mq_enforce.law.surcharge import surcharge

RULES, CALENDAR = load_rules(), load_calendar()
DUE = date(2026, 6, 1)
FINE = Money.of(2000)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 60)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))), max_size=3)
PAYMENTS = st.lists(st.tuples(DAYS, st.integers(0, 300_000).map(Money)), max_size=3)


def rate(**inputs: object) -> Due:
    return compute(RULES["PUN-LATE3"], inputs, CALENDAR)


def test_each_day_after_the_last_day_of_payment_costs_three_per_cent() -> None:
    assert surcharge(FINE, DUE, DUE).amount == Money(0)
    assert surcharge(FINE, DUE, date(2026, 6, 2)).amount == Money.of(60)
    ten = surcharge(FINE, DUE, date(2026, 6, 11))
    assert (ten.days, ten.amount, ten.capped_on) == (10, Money.of(600), None)


def test_the_fine_is_reached_on_the_thirty_fourth_day_and_never_passed() -> None:
    day_33, day_34 = (surcharge(FINE, DUE, DUE + timedelta(days=n)) for n in (33, 34))
    assert (day_33.amount, day_33.capped_on) == (Money.of(1980), None)
    assert (day_34.amount, day_34.capped_on) == (FINE, date(2026, 7, 5))
    later = surcharge(FINE, DUE, date(2027, 6, 1))
    assert (later.amount, later.capped_on) == (FINE, date(2026, 7, 5))
    assert "不再增加" in later.explanation


def test_days_of_reconsideration_and_suit_do_not_count() -> None:
    halted = [(date(2026, 6, 5), date(2026, 6, 7)), (date(2026, 6, 7), date(2026, 6, 8))]
    found = surcharge(FINE, DUE, date(2026, 6, 11), halted)
    assert (found.days, found.amount) == (6, Money.of(360))
    assert "4日不计" in found.explanation
    lasting = surcharge(FINE, DUE, date(2026, 12, 31), [(date(2026, 6, 4), None)])
    assert (lasting.days, lasting.amount) == (2, Money.of(120))


def test_a_payment_in_part_reduces_the_following_days_unless_the_office_reads_it_otherwise() -> None:
    paid = [(date(2026, 6, 6), Money.of(1000))]
    # Five days on 2000 (60 each), the day of payment included, then five on 1000 (30 each).
    assert surcharge(FINE, DUE, date(2026, 6, 11), paid=paid).amount == Money.of(450)
    assert surcharge(FINE, DUE, date(2026, 6, 11), paid=paid, partial_reduces_base=False).amount == Money.of(600)


def test_nothing_runs_on_after_the_fine_is_paid() -> None:
    found = surcharge(FINE, DUE, date(2026, 12, 31), paid=[(date(2026, 6, 6), Money.of(2000))])
    assert (found.days, found.amount) == (5, Money.of(300))


def test_a_fraction_of_a_fen_is_rounded_once_at_the_end() -> None:
    assert surcharge(Money(33), DUE, DUE + timedelta(days=1)).amount == Money(1)
    assert surcharge(Money(33), DUE, DUE + timedelta(days=3)).amount == Money(3)


def test_the_result_as_data() -> None:
    data = surcharge(FINE, DUE, date(2026, 7, 5)).to_json()
    assert (data["days"], data["amount"], data["capped_on"]) == (34, "2000", "2026-07-05")
    assert "《中华人民共和国行政处罚法》第七十二条" in data["explanation"]


def test_a_halt_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput, match="早于开始日"):
        surcharge(FINE, DUE, date(2026, 6, 11), [(date(2026, 6, 7), date(2026, 6, 5))])


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5_000_000).map(Money), DAYS, st.integers(0, 400), SPANS, PAYMENTS)
def test_the_surcharge_never_exceeds_the_fine(
    fine: Money, payment_due: date, late: int, halted: list[tuple[date, date]], paid: list[tuple[date, Money]]
) -> None:
    found = surcharge(fine, payment_due, payment_due + timedelta(days=late), halted, paid)
    assert found.amount <= fine
    assert 0 <= found.days <= late
    assert (found.capped_on is not None) <= (found.amount == fine)


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(0, 60), st.integers(0, 60), SPANS)
def test_waiting_longer_never_costs_less_and_halting_never_costs_more(
    payment_due: date, late: int, longer: int, halted: list[tuple[date, date]]
) -> None:
    first, second = payment_due + timedelta(days=late), payment_due + timedelta(days=late + longer)
    assert surcharge(FINE, payment_due, first, halted).amount <= surcharge(FINE, payment_due, second, halted).amount
    assert surcharge(FINE, payment_due, second, halted).amount <= surcharge(FINE, payment_due, second).amount


def test_the_rule_gives_no_date_but_the_amount() -> None:
    found = rate(payment_due="2026-09-23", paid_on="2026-10-30", fine="2000", halted="2026-10-01/2026-10-05")
    assert (found.due, found.provisional) == (None, False)
    assert "共32日" in found.explanation
    assert "加处1920元" in found.explanation
    assert "每日按3%加处罚款" in found.explanation
    assert "加处60元" in rate(payment_due=DUE, paid_on=date(2026, 6, 2), fine=FINE, halted=[]).explanation


def test_without_fine_or_day_of_payment_the_rule_still_says_when_it_starts_and_stops() -> None:
    text = rate(payment_due="2026-06-01").explanation
    assert "自2026年6月2日（星期二）起" in text
    assert "2026年7月5日（星期日）累计达到罚款数额" in text
    assert "没有给出 fine、paid_on" in text
    assert "封顶之日还不能确定" in rate(payment_due="2026-06-01", halted="2026-06-05/").explanation
    assert "2026年7月6日" in rate(payment_due="2026-06-01", halted=(("2026-06-05", "2026-06-05"),)).explanation


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"fine": "2000"}, "payment_due：PUN-LATE3（加处罚款）缺少“payment_due”"),
        ({"fine": "两千", "payment_due": DUE}, "fine：“两千”不是金额"),
        ({"fine": 20.5, "payment_due": DUE}, "fine：“20.5”不是精确的金额"),
        ({"halted": "2026-06-05", "payment_due": DUE}, "不是起止日期；应为：起止日期，如 2026-07-01/2026-07-20"),
        ({"halted": 7, "payment_due": DUE}, "halted：“7”不是起止日期"),
        ({"halted": ["2026-06-05"], "payment_due": DUE}, "halted：“2026-06-05”不是起止日期"),
        ({"halted": "2026-06-05/2026-06-01", "payment_due": DUE}, "halted：结束日 2026-06-01 早于开始日 2026-06-05"),
        ({"halted": "六月/七月", "payment_due": DUE}, "halted：“六月”不是日期"),
    ],
)
def test_wrong_inputs_are_named(inputs: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        rate(**inputs)
    assert said in str(caught.value)
