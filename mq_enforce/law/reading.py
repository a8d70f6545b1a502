"""Typed reading of the law's data files: every fault names the file, the key and what was expected there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.json_reading import read_json
from mq_enforce.base.money import Money
from mq_enforce.base.toml_reading import dotted, read_toml

Keys = tuple[str | int, ...]
Place = Callable[[Keys], str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a data file with the means to say where in the file a value stands."""

    data: Mapping[str, Any]
    path: Keys
    place: Place

    def fault(self, key: str, message: str, expected: str) -> BadInput:
        """Return the error for a value of this table."""
        return BadInput(Fault(message, self.place((*self.path, key)), expected))

    def only(self, *keys: str) -> None:
        """Refuse keys that are not known. Raises BadInput for the first of them."""
        for key in self.data:
            if key not in keys:
                raise self.fault(key, f"没有“{key}”这一项", "、".join(keys))

    def _value(self, key: str, expected: str) -> Any:  # noqa: ANN401 - a data file holds anything
        if key not in self.data:
            raise self.fault(key, f"缺少“{key}”", expected)
        return self.data[key]

    def text(self, key: str) -> str:
        """Return a text that must be there and not be empty."""
        value = self._value(key, "文字")
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, f"“{key}”不是文字或者是空的", "文字")
        return value

    def maybe_text(self, key: str) -> str:
        """Return a text, or an empty one when the key is missing, empty or null."""
        value = self.data.get(key)
        if value is None or value == "":
            return ""
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; an empty one when the key is missing."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.fault(key, f"“{key}”不是文字的列表", "文字的列表")
        return tuple(value)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return a text that is one of those allowed."""
        value = self._value(key, "、".join(allowed))
        if value not in allowed:
            raise self.fault(key, f"“{key}”的值“{value}”不在允许的范围内", "、".join(allowed))
        return str(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return a yes or no."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, f"“{key}”不是 true 或 false", "true 或 false")
        return value

    def maybe_flag(self, key: str) -> bool | None:
        """Return a yes, a no, or None when it is not known."""
        return None if self.data.get(key) is None else self.flag(key)

    def maybe_integer(self, key: str) -> int | None:
        """Return a whole number that is not negative, or None when the key is missing or null."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.fault(key, f"“{key}”不是整数", "0 以上的整数")
        return value

    def day(self, key: str) -> date:
        """Return a date."""
        value = self._value(key, "日期，如 2026-01-01")
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault(key, f"“{key}”不是日期", "日期，如 2026-01-01")
        return value

    def maybe_day(self, key: str) -> date | None:
        """Return a date, or None when the key is missing."""
        return self.day(key) if key in self.data else None

    def decimal(self, key: str) -> Decimal:
        """Return a decimal number written as text."""
        try:
            return Decimal(self.text(key))
        except ArithmeticError:
            raise self.fault(key, f"“{key}”不是数字", '写成文字的小数，如 "0.03"') from None

    def money(self, key: str) -> Money:
        """Return an amount in yuan (whole number or text)."""
        try:
            return Money.of(self._value(key, "以元为单位的金额"))
        except BadInput as error:
            raise self.fault(key, error.faults[0].message, error.faults[0].expected) from None

    def table(self, key: str) -> Table:
        """Return a table inside this one."""
        value = self._value(key, "一组“名称 = 值”")
        if not isinstance(value, dict):
            raise self.fault(key, f"“{key}”不是一组值", "一组“名称 = 值”")
        return Table(value, (*self.path, key), self.place)

    def tables(self, key: str) -> Iterator[Table]:
        """Return the tables of a list, in order; none when the key is missing."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.fault(key, f"“{key}”不是一列值组", "由值组构成的列表")
        for index, one in enumerate(value):
            yield Table(one, (*self.path, key, index), self.place)


def toml_table(path: Path) -> Table:
    """Return the top table of a TOML file. Raises BadInput or EnvironmentProblem."""
    document = read_toml(path)
    return Table(document.data, (), lambda keys: document.where(*keys))


def json_table(path: Path) -> Table:
    """Return the top table of a JSON file. Raises BadInput or EnvironmentProblem."""
    data = read_json(path)
    if not isinstance(data, dict):
        raise BadInput(Fault("文件的内容不是一组值", path.name, "一组“名称: 值”"))
    return Table(data, (), lambda keys: f"{path.name} {dotted(*keys)}".rstrip())
