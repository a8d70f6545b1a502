"""Ages in full years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.ages import full_years


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2012, 6, 3), date(2026, 6, 2), 13),
        (date(2012, 6, 3), date(2026, 6, 3), 14),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_a_year_is_full_on_the_birthday(born: date, on: date, years: int) -> None:
    assert full_years(born, on) == years


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 365 * 80))
def test_nobody_grows_younger(born: date, days: int) -> None:
    on = date.fromordinal(born.toordinal() + days)
    assert full_years(born, on) <= full_years(born, date.fromordinal(on.toordinal() + 1))
    assert full_years(born, on) >= 0
