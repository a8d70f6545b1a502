"""Typed values in the words of papers: dates, moments, amounts, yes and no.

Dates are written with Arabic figures, amounts in capitals and figures side by side (forms.md 第十五、十七节).
"""

from __future__ import annotations

from datetime import date, datetime
from functools import singledispatch
from typing import Any

from mq_enforce.base.money import Money
from mq_enforce.case.values import Labelled
from mq_enforce.law.articles import Article


def day(value: date) -> str:
    """Return ``2026年6月3日``."""
    return f"{value.year}年{value.month}月{value.day}日"


def clock(value: datetime) -> str:
    """Return ``9时20分``."""
    return f"{value.hour}时{value.minute:02d}分"


def moment(value: datetime) -> str:
    """Return ``2026年6月3日9时20分``."""
    return day(value) + clock(value)


def amount(value: Money) -> str:
    """Return ``壹仟元整（1000元）``."""
    return f"{value.capitals}（{value.short}元）"


@singledispatch
def printed(value: Any) -> str:  # noqa: ANN401 - facts are of many types; each has its own writer below
    """Return a value as it stands on a paper; nothing for None. Raises TypeError for a type that no paper prints."""
    raise TypeError(f"no paper prints a {type(value).__name__}")


@printed.register(type(None))
def _nothing(_value: None) -> str:
    return ""


@printed.register(str)
def _text(value: str) -> str:
    return value


@printed.register(Labelled)
def _label(value: Labelled) -> str:
    return value.label


@printed.register(bool)
def _answer(value: bool) -> str:
    return "是" if value else "否"


@printed.register(int)
def _number(value: int) -> str:
    return str(value)


@printed.register(tuple)
def _several(value: tuple[object, ...]) -> str:
    return "、".join(printed(one) for one in value)


@printed.register(Article)
def _article(value: Article) -> str:
    return value.cite()


printed.register(date, day)
printed.register(datetime, moment)
printed.register(Money, amount)
