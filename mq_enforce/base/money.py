"""Money in whole fen, and amounts in capitals (大写) as papers demand them.

Amounts are written in figures and capitals side by side (forms.md §17-7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from mq_enforce.base.errors import BadInput, Fault

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_TEN_THOUSAND = 10**4
_HUNDRED_MILLION = 10**8
_MOST_DIGITS = 16
_LIMIT = 10**_MOST_DIGITS
_DECIMALS = 2
_PLAIN = re.compile(r"(?P<minus>-)?(?P<yuan>\d+)(?:\.(?P<decimals>\d+))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of yuan, kept in fen; never negative."""

    fen: int

    def __post_init__(self) -> None:
        if not 0 <= self.fen < _LIMIT * 100:
            raise BadInput(Fault(f"金额 {self.fen / 100:.2f} 元超出范围", expected="0 元以上、一亿亿元以下"))

    @classmethod
    def of(cls, yuan: str | int | Decimal) -> Self:
        """Return the amount for a number of yuan. Raises BadInput for anything that is not a plain amount with at most two decimals."""
        text = format(yuan, "f") if isinstance(yuan, Decimal) else str(yuan).strip()
        match = _PLAIN.fullmatch(text)
        if match is None:
            raise BadInput(Fault(f"“{yuan}”不是金额", expected="以元为单位的数字，最多两位小数"))
        decimals = (match["decimals"] or "").rstrip("0")
        whole = match["yuan"].lstrip("0") or "0"
        if match["minus"] or len(whole) > _MOST_DIGITS:
            raise BadInput(Fault(f"金额 {yuan} 超出范围", expected="0 元以上、一亿亿元以下的数字"))
        if len(decimals) > _DECIMALS:
            raise BadInput(Fault(f"金额 {yuan} 的小数超过两位", expected="最多精确到分"))
        return cls(int(whole) * 100 + int(decimals.ljust(_DECIMALS, "0")))

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def share(self, rate: Decimal) -> Money:
        """Return this part of the amount, rounded half up to the fen."""
        return Money(int((Decimal(self.fen) * rate).to_integral_value(ROUND_HALF_UP)))

    @property
    def figures(self) -> str:
        """``1,000.50`` – always two decimals, groups of three."""
        return f"{self.fen // 100:,}.{self.fen % 100:02d}"

    @property
    def short(self) -> str:
        """``1000`` or ``1000.50`` – as it stands in a sentence."""
        yuan, rest = divmod(self.fen, 100)
        return f"{yuan}.{rest:02d}" if rest else str(yuan)

    @property
    def capitals(self) -> str:
        """``壹仟元伍角整`` – as the law and the bank want it."""
        yuan, rest = divmod(self.fen, 100)
        jiao, fen = divmod(rest, 10)
        text = _integer(yuan) + "元" if yuan or not rest else ""
        if jiao:
            text += _DIGITS[jiao] + "角"
        elif fen and yuan:
            text += "零"
        text += _DIGITS[fen] + "分" if fen else "整"
        return text

    def __str__(self) -> str:
        return self.short


def _integer(value: int) -> str:
    """Return a whole number in capitals, with 零 exactly where spoken Chinese puts it."""
    for unit, name in ((_HUNDRED_MILLION, "亿"), (_TEN_THOUSAND, "万")):
        high, low = divmod(value, unit)
        if high:
            zero = _DIGITS[0] if 0 < low < unit // 10 else ""
            return _integer(high) + name + zero + (_integer(low) if low else "")
    return _group(value) if value else _DIGITS[0]


def _group(value: int) -> str:
    text = ""
    pending_zero = False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit == 0:
            pending_zero = bool(text)
            continue
        if pending_zero:
            text += _DIGITS[0]
        text += _DIGITS[digit] + _PLACES[place]
        pending_zero = False
    return text
