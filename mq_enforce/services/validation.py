"""Faults of typed input told in Chinese: where it stands, what was wrong, what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.case.acts import ACT_TYPES

Where = Callable[..., str]
"""Gives the place of a key path in the file it was read from."""


def bad_input(error: ValidationError, where: Where) -> BadInput:
    """Return every fault of a validation error as BadInput."""
    faults: list[Fault] = []
    details = error.errors(include_url=False)
    for detail in details:
        path = _plain_path(detail["loc"])
        if detail["type"] == "too_short" and _faulty_inside(path, details):
            continue
        message, expected = _words(detail)
        fault = Fault(message, where(*path), expected)
        if fault not in faults:
            faults.append(fault)
    return BadInput(*faults)


def _faulty_inside(path: tuple[str | int, ...], details: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether an element of a list is itself at fault: pydantic then counts the others only and calls the list too short."""
    inner = (_plain_path(detail["loc"]) for detail in details)
    return any(len(one) > len(path) and one[: len(path)] == path for one in inner)


def _plain_path(location: Sequence[str | int]) -> tuple[str | int, ...]:
    """Leave out the parts that name a member of a union, not a key of the file."""
    return tuple(part for part in location if not (isinstance(part, str) and (part in ACT_TYPES or "[" in part or part == "Agency")))


def _words(detail: Mapping[str, Any]) -> tuple[str, str]:
    """Return the sentence and the expectation for one fault as pydantic tells it."""
    kind: str = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    given = _shown(detail.get("input"))
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    family = next((prefix for prefix in ("datetime", "date", "timezone") if kind.startswith(prefix)), kind)
    told = _TOLD.get("date" if family in {"datetime", "timezone"} else family)
    if told is not None:
        return told(given, key, context)
    return f"“{given}”的类型不对", _EXPECTED_TYPES.get(kind, "核对 mq-enforce schema diary 的说明")


def _unknown_act(_given: str, _key: str, context: Mapping[str, Any]) -> tuple[str, str]:
    tag = str(context.get("tag", ""))
    near = get_close_matches(tag, list(ACT_TYPES), n=3)
    return f"没有“{tag}”这种行为", "、".join(near) or "mq-enforce schema diary 列出的行为"


def _choices(given: str, _key: str, context: Mapping[str, Any]) -> tuple[str, str]:
    expected = str(context.get("expected", ""))
    return f"“{given}”不在可选范围内", expected.replace(" or ", "、").replace(", ", "、").replace("'", "")


def _too_few(context: Mapping[str, Any]) -> tuple[str, str]:
    least, found = context.get("min_length", 1), context.get("actual_length", 0)
    return (f"只有 {found} 项", f"至少 {least} 项") if found else ("内容不能为空", f"至少填写 {least} 项")


def _own_words(_given: str, _key: str, context: Mapping[str, Any]) -> tuple[str, str]:
    return str(context.get("error", "内容不对")), ""


_Told = Callable[[str, str, Mapping[str, Any]], tuple[str, str]]

_TOLD: dict[str, _Told] = {
    "missing": lambda _given, key, _context: (f"缺少“{key}”", "补填这一项"),
    "extra_forbidden": lambda _given, key, _context: (f"没有“{key}”这一项", "核对项目名称（mq-enforce schema diary 可以列出全部项目）"),
    "unexpected_keyword_argument": lambda _given, key, _context: (f"没有“{key}”这一项", "核对项目名称"),
    "union_tag_invalid": _unknown_act,
    "union_tag_not_found": lambda _given, _key, _context: ("没有写明是哪一种行为", 'kind = "…"'),
    "enum": _choices,
    "literal_error": _choices,
    "date": lambda given, _key, _context: (f"“{given}”不是有效的日期或者时间", "如 2026-06-03 或者 2026-06-03T09:20:00+08:00"),
    "string_too_short": lambda _given, _key, _context: ("内容不能为空", "至少填写一项"),
    "too_short": lambda _given, _key, context: _too_few(context),
    "string_pattern_mismatch": lambda given, _key, context: (f"“{given}”的格式不对", str(context.get("pattern", ""))),
    "greater_than_equal": lambda given, _key, context: (f"“{given}”超出范围", f"不小于 {context.get('ge')}"),
    "less_than_equal": lambda given, _key, context: (f"“{given}”超出范围", f"不大于 {context.get('le')}"),
    "value_error": _own_words,
    "assertion_error": _own_words,
}

_EXPECTED_TYPES = {
    "string_type": "文字（加引号）",
    "int_type": "整数",
    "int_parsing": "整数",
    "bool_type": "true 或者 false",
    "bool_parsing": "true 或者 false",
    "tuple_type": "列表 [ … ]",
    "list_type": "列表 [ … ]",
    "model_type": "一组项目（表）",
    "dict_type": "一组项目（表）",
    "dataclass_type": "一组项目（表）",
}

_SHOWN = 40


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
