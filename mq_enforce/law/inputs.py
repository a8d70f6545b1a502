"""What a rule is asked with: values by the names of the rules file, read strictly.

Dates come as ``date``, aware or naive ``datetime`` or ISO text; everything is taken at +08:00, where a time without offset
belongs. Every refusal names the input and says what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from mq_enforce.base.actors import CHINA
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.money import Money
from mq_enforce.law.rules import Rule

FIRST_YEAR = 1950
LAST_YEAR = 2200
"""Days outside these years are misprints."""

Span = tuple[date, date | None]
"""A stretch of days, both ends included; without an end it lasts."""

_D = TypeVar("_D", date, datetime)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*", re.ASCII)
_YES = frozenset({"true", "yes", "1", "是"})
_NO = frozenset({"false", "no", "0", "否"})
_DAY_EXPECTED = "日期，如 2026-06-03"
_MOMENT_EXPECTED = "日期和时刻，如 2026-06-03T09:20:00+08:00"
_SPANS_EXPECTED = "起止日期，如 2026-07-01/2026-07-20，多段用逗号分开，没有结束的写成 2026-07-01/"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The values for one rule; a value of None counts as not given."""

    rule: Rule
    values: Mapping[str, object]

    @classmethod
    def of(cls, rule: Rule, values: Mapping[str, object], extra: Sequence[str] = ()) -> Inputs:
        """Take the values; ``extra`` names further inputs that the rule may be given. Raises BadInput for any other name."""
        allowed = (*rule.counting.inputs, *extra)
        unknown = [name for name in values if name not in allowed]
        if unknown:
            raise BadInput(*(Fault(f"{rule.id} 没有“{name}”这项输入", name, "、".join(allowed)) for name in unknown))
        return cls(rule, {name: value for name, value in values.items() if value is not None})

    def has(self, name: str) -> bool:
        """Say whether a value was given."""
        return name in self.values

    def day(self, name: str) -> date:
        """Return a day. Raises BadInput when it is missing or no day."""
        return self._read_day(name, self._required(name, _DAY_EXPECTED))

    def maybe_day(self, name: str) -> date | None:
        """Return a day, or None when it was not given."""
        return self.day(name) if self.has(name) else None

    def moment(self, name: str) -> datetime:
        """Return a moment at +08:00. Raises BadInput when it is missing, no moment, or a day without time."""
        value = self._required(name, _MOMENT_EXPECTED)
        if isinstance(value, str) and _MOMENT.fullmatch(value.strip()):
            value = self._iso(name, value)
        if not isinstance(value, datetime):
            raise self._wrong(name, value, "不是时刻", _MOMENT_EXPECTED)
        return self._in_range(name, _at_home(value))

    def maybe_flag(self, name: str) -> bool | None:
        """Return a yes or no, or None when it was not given."""
        if not self.has(name):
            return None
        value = self.values[name]
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word in _YES | _NO:
            return word in _YES
        raise self._wrong(name, value, "不是“是”或“否”", "true 或 false")

    def maybe_number(self, name: str) -> int | None:
        """Return a whole number of days, or None when it was not given."""
        if not self.has(name):
            return None
        value = self.values[name]
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(name, value, "不是天数", "0 以上的整数")
        return value

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """Return one of the words allowed. Raises BadInput when it is missing or another word."""
        expected = "、".join(allowed)
        value = self._required(name, expected)
        if value not in allowed:
            raise self._wrong(name, value, "不在允许的范围内", expected)
        return str(value)

    def case(self, name: str, counts: Mapping[str, int]) -> int:
        """Return the number of the case that an input names; a yes or no chooses between the input's own name and ``other``."""
        if name not in counts:
            return counts[self.choice(name, tuple(counts))]
        self._required(name, "true 或 false")
        return counts[name] if self.maybe_flag(name) else next(number for key, number in counts.items() if key != name)

    def maybe_money(self, name: str) -> Money | None:
        """Return an amount, or None when it was not given."""
        if not self.has(name):
            return None
        value = self.values[name]
        if isinstance(value, Money):
            return value
        if isinstance(value, float):
            raise self._wrong(name, value, "不是精确的金额", '以元为单位的整数或文字，如 500 或 "500.50"')
        try:
            return Money.of(str(value))
        except BadInput as error:
            raise BadInput(Fault(error.faults[0].message, name, error.faults[0].expected)) from None

    def spans(self, name: str) -> tuple[Span, ...]:
        """Return stretches of days; none when not given. Raises BadInput for anything else, or an end before its start."""
        if not self.has(name):
            return ()
        value = self.values[name]
        if isinstance(value, str):
            value = [tuple(part.split("/")) for part in value.split(",") if part.strip()]
        if not isinstance(value, Sequence):
            raise self._wrong(name, value, "不是起止日期", _SPANS_EXPECTED)
        return tuple(self._span(name, one) for one in value)

    def _span(self, name: str, pair: object) -> Span:
        ends = tuple(pair) if isinstance(pair, Sequence) and not isinstance(pair, str) else ()
        if len(ends) != 2:  # noqa: PLR2004 - a stretch has two ends
            raise self._wrong(name, pair, "不是起止日期", _SPANS_EXPECTED)
        first = self._read_day(name, ends[0])
        last = None if ends[1] is None or ends[1] == "" else self._read_day(name, ends[1])
        if last is not None and last < first:
            raise BadInput(Fault(f"结束日 {last} 早于开始日 {first}", name, _SPANS_EXPECTED))
        return first, last

    def _required(self, name: str, expected: str) -> object:
        if not self.has(name):
            raise BadInput(Fault(f"{self.rule.id}（{self.rule.name}）缺少“{name}”", name, expected))
        return self.values[name]

    def _read_day(self, name: str, value: object) -> date:
        if isinstance(value, str):
            value = self._iso(name, value)
        if isinstance(value, datetime):
            value = _at_home(value).date()
        if not isinstance(value, date):
            raise self._wrong(name, value, "不是日期", _DAY_EXPECTED)
        return self._in_range(name, value)

    def _iso(self, name: str, text: str) -> date | datetime:
        plain = text.strip()
        try:
            if _DAY.fullmatch(plain):
                return date.fromisoformat(plain)
            if _MOMENT.fullmatch(plain):
                return datetime.fromisoformat(plain)
        except ValueError:
            raise self._wrong(name, text, "不是存在的日期", _DAY_EXPECTED) from None
        raise self._wrong(name, text, "不是日期", _DAY_EXPECTED)

    def _in_range(self, name: str, value: _D) -> _D:
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise self._wrong(name, value, "超出可以计算的范围", f"{FIRST_YEAR} 年至 {LAST_YEAR} 年的日期")
        return value

    @staticmethod
    def _wrong(name: str, value: object, what: str, expected: str) -> BadInput:
        return BadInput(Fault(f"“{value}”{what}", name, expected))


def _at_home(value: datetime) -> datetime:
    return value.replace(tzinfo=CHINA) if value.tzinfo is None else value.astimezone(CHINA)
