"""Faults of what was typed in a window: the sentence beside a field, in the words of the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from mq_enforce.services.fields import FieldFault, FieldKind, FieldSpec, Path

_TEXTS = frozenset({FieldKind.LINE, FieldKind.LONG})
_SHOWN = 40
_EMPTY = {
    FieldKind.CHOICE: "还没有选择",
    FieldKind.FILE: "还没有选择文件",
    FieldKind.YES_NO: "还没有选“是”或者“否”",
    FieldKind.LIST: "还没有填写，至少要有一项",
}
_EXPECTED = {
    FieldKind.NUMBER: ("不是整数", "整数，如 3"),
    FieldKind.YES_NO: ("不是“是”或者“否”", "是、否"),
    FieldKind.DATE: ("不是有效的日期", "如 2026-06-03"),
    FieldKind.MOMENT: ("不是有效的时间", "如 2026-06-03 09:20"),
    FieldKind.MONEY: ("不是金额", "以元计的数字，如 1000"),
    FieldKind.LINE: ("不是一行文字", "文字"),
    FieldKind.LONG: ("不是一段文字", "文字"),
}
_WHOLE: Mapping[str, Path] = {"hearing_requested": ("posted_on",)}
"""The field that a fault of the act as a whole is about, by kind of act."""


def said(spec: FieldSpec, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a group without what says nothing: None, and blanks where nothing else is taken back by them."""
    fields = {one.name: one for one in spec.fields}
    found: dict[str, Any] = {}
    for key, value in data.items():
        one = fields.get(key)
        if value is None or (one is not None and _says_nothing(one, value)):
            continue
        found[key] = _inside(one, value)
    return found


def _says_nothing(spec: FieldSpec, value: object) -> bool:
    blank = isinstance(value, str) and not value.strip()
    return blank and (spec.kind not in _TEXTS or spec.required or not spec.default)


def _inside(spec: FieldSpec | None, value: Any) -> Any:  # noqa: ANN401 - plain data of a diary
    if spec is None:
        return value
    if spec.kind is FieldKind.GROUP and isinstance(value, Mapping):
        return said(spec, value)
    if spec.kind is FieldKind.LIST and isinstance(value, list | tuple):
        return [_inside(spec.item, one) for one in value]
    return value


def faults_of(error: ValidationError, spec: FieldSpec) -> tuple[FieldFault, ...]:
    """Return the faults of data that were read with the types of a form, one for each place."""
    details = error.errors(include_url=False)
    found: dict[Path, FieldFault] = {}
    for detail in details:
        path: Path = tuple(detail["loc"]) or _WHOLE.get(_kind_of(detail), ())
        if detail["type"] == "too_short" and _faulty_inside(path, details):
            continue
        found.setdefault(path, FieldFault(path, *_words(detail, spec_at(spec, path))))
    return tuple(found.values())


def _kind_of(detail: Mapping[str, Any]) -> str:
    given = detail.get("input")
    return str(given.get("kind", "")) if isinstance(given, Mapping) else ""


def _faulty_inside(path: Path, details: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether an element of a list is itself at fault: pydantic then counts the others only and calls the list too short."""
    return any(len(one["loc"]) > len(path) and one["loc"][: len(path)] == path for one in details)


def spec_at(spec: FieldSpec, path: Path) -> FieldSpec | None:
    """Return the field at a place, or None where the form has none."""
    one: FieldSpec | None = spec
    for part in path:
        if one is None:
            return None
        one = one.item if isinstance(part, int) else next((inner for inner in one.fields if inner.name == part), None)
    return one


def _words(detail: Mapping[str, Any], spec: FieldSpec | None) -> tuple[str, str]:
    """Return the sentence and what was expected."""
    kind: str = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        return f"没有“{detail['loc'][-1]}”这一项", ""
    if spec is None:
        return "这一项由程序填写", ""
    if kind in {"missing", "string_too_short"} or (kind == "too_short" and not context.get("actual_length")):
        return _EMPTY.get(spec.kind, "还没有填写"), ""
    if kind in {"value_error", "assertion_error"}:
        return str(context.get("error", "内容不对")), ""
    return _out_of_range(kind, context, spec, _shown(detail.get("input")))


def _out_of_range(kind: str, context: Mapping[str, Any], spec: FieldSpec, given: str) -> tuple[str, str]:
    if kind == "too_short":
        return f"只有 {context['actual_length']} 项", f"至少 {context['min_length']} 项"
    if kind in {"greater_than_equal", "less_than_equal"}:
        return f"“{given}”超出范围", f"不小于 {context['ge']}" if "ge" in context else f"不大于 {context.get('le')}"
    if spec.kind is FieldKind.CHOICE:
        return f"“{given}”不在可选范围内", "、".join(one.label for one in spec.choices)
    message, expected = _EXPECTED.get(spec.kind, ("不能填在这里", ""))
    return f"“{given}”{message}", expected


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
