"""Ages in full years (周岁)."""

from __future__ import annotations

from datetime import date

ADULT_AGE = 18
"""民法典第十七条: 十八周岁以上的自然人为成年人，不满十八周岁的自然人为未成年人."""


def full_years(born: date, on: date) -> int:
    """Return the full years of age on a day; the birthday itself counts."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
