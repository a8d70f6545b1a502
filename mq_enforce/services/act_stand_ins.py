"""Stand-ins: a value made of what was typed so far, with blanks for the rest, so that its paper can be looked at.

Such a value never goes on file. Blanks print as nothing, so the paper itself shows what is still missing; a day not given is
the day of the act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any

from pydantic import ValidationError

from mq_enforce.case.values import Labelled, Value
from mq_enforce.law.articles import Article
from mq_enforce.services.act_faults import faults_of, spec_at
from mq_enforce.services.fields import FieldFault, FieldKind, FieldSpec, Path, Source

_SOMETHING = "\ue000"
"""What no keyboard types: a text that is let in where something must be said, and is taken out again."""

_A_FACT = "conduct.place"
_ARTICLE = Article("", 1)
_ROUNDS = 3


class BlankArticle(Article):
    """An article not cited yet: it prints as nothing."""

    __slots__ = ()

    @property
    def place(self) -> str:
        """Nothing."""
        return ""

    def cite(self) -> str:
        """Return nothing."""
        return ""


def lenient(model: type[Value], spec: FieldSpec, data: Mapping[str, Any], faults: Sequence[FieldFault]) -> Value | None:
    """Return a value of a type from data with these faults, or None when ``at`` is among them or nothing can be made of it."""
    if any(fault.path[:1] == ("at",) for fault in faults):
        return None
    filled: Any = dict(data)
    blanks: dict[Path, FieldSpec] = {}
    moment = data.get("at")
    for _ in range(_ROUNDS):
        for fault in sorted(faults, key=lambda one: _last_first(one.path)):
            filled = _mended(filled, fault.path, spec, moment, blanks)
        try:
            made = model.model_validate(filled)
        except ValidationError as error:
            faults = faults_of(error, spec)
        else:
            return _blanked(made, blanks)
    return None


def _last_first(path: Path) -> tuple[tuple[int, str], ...]:
    """Order paths so that elements of a list are taken out from its end."""
    return tuple((-part, "") if isinstance(part, int) else (0, part) for part in path)


def _mended(data: Any, path: Path, spec: FieldSpec, moment: Any, blanks: dict[Path, FieldSpec]) -> Any:  # noqa: ANN401 - plain data
    """Return the data with what is wrong at a place left out, or filled where something must be there."""
    path = _as_far_as_asked(spec, path)
    one = spec_at(spec, path)
    if not path:
        return data
    element = isinstance(path[-1], int)
    if one is None or (element and one.kind is not FieldKind.GROUP) or not (one.required or element):
        return _without(data, path)
    blanks.update((place, leaf) for place, leaf in _leaves(one, path))
    return _with(data, path, _filling(one, moment))


def _as_far_as_asked(spec: FieldSpec, path: Path) -> Path:
    """Return the place itself, or the first one on the way to it that no field asks for: that is left out as a whole."""
    return next((path[:end] for end in range(1, len(path)) if spec_at(spec, path[:end]) is None), path)


def _leaves(spec: FieldSpec, path: Path) -> Iterator[tuple[Path, FieldSpec]]:
    """Yield the places of a filling that are blanked afterwards."""
    if spec.kind is not FieldKind.GROUP:
        yield path, spec
        return
    for one in spec.fields:
        if one.required:
            yield from _leaves(one, (*path, one.name))


def _filling(spec: FieldSpec, moment: Any) -> Any:  # noqa: ANN401 - plain data of a diary
    """Return plain data that a field lets in."""
    if spec.kind is FieldKind.GROUP:
        return {one.name: _filling(one, moment) for one in spec.fields if one.required}
    if spec.kind is FieldKind.LIST:
        return [_filling(spec.item or spec, moment)] * spec.at_least
    if spec.kind is FieldKind.CHOICE:
        return _chosen(spec)
    days = {FieldKind.MOMENT: moment, FieldKind.DATE: str(moment)[:10]}
    others = {FieldKind.YES_NO: False, FieldKind.NUMBER: spec.least or 0, FieldKind.MONEY: 0, FieldKind.ARTICLE: _ARTICLE}
    return {**days, **others}.get(spec.kind, _SOMETHING)


def _chosen(spec: FieldSpec) -> str:
    if spec.source is Source.FIXED:
        return spec.choices[0].value
    return _A_FACT if spec.source is Source.FACT else _SOMETHING


def _with(data: Any, path: Path, value: Any) -> Any:  # noqa: ANN401 - plain data of a diary
    """Return plain data with a value at a place; what is on the way and is no group or list becomes one."""
    if not path:
        return value
    head, *rest = path
    if isinstance(head, int):
        items = list(data) if isinstance(data, list | tuple) else []
        if head < len(items):
            items[head] = _with(items[head], tuple(rest), value)
        return items
    group = dict(data) if isinstance(data, Mapping) else {}
    return {**group, head: _with(group.get(head), tuple(rest), value)}


def _without(data: Any, path: Path) -> Any:  # noqa: ANN401 - plain data of a diary
    """Return plain data without what stands at a place."""
    head, *rest = path
    if isinstance(head, int) and isinstance(data, list | tuple) and head < len(data):
        kept = [_without(data[head], tuple(rest))] if rest else []
        return [*data[:head], *kept, *data[head + 1 :]]
    if isinstance(head, str) and isinstance(data, Mapping) and head in data:
        inner = {head: _without(data[head], tuple(rest))} if rest else {}
        return {**{key: value for key, value in data.items() if key != head}, **inner}
    return data


# -- blanks ---------------------------------------------------------------------------------------------------------------


def _blanked(made: Value, blanks: Mapping[Path, FieldSpec]) -> Value:
    """Return a value with its fillings taken out again."""
    for path in blanks:
        made = _put(made, path)
    return made


def _put(value: Any, path: Path) -> Any:  # noqa: ANN401 - any typed value
    if not path:
        return _blank(value)
    head, *rest = path
    if isinstance(head, int):
        return tuple(_put(one, tuple(rest)) if index == head else one for index, one in enumerate(value)) if head < len(value) else value
    inside = getattr(value, head)
    return value if inside is None else value.model_copy(update={head: _put(inside, tuple(rest))})


def _blank(value: Any) -> Any:  # noqa: ANN401 - any typed value
    """Return what stands for a value that is not there; numbers and days have no blank and stay, in lists of them too."""
    if isinstance(value, Labelled):
        return _blank_choice(type(value))
    if isinstance(value, str):
        return ""
    if isinstance(value, tuple):
        return value if value and all(_has_no_blank(one) for one in value) else ()
    return BlankArticle("", 1) if isinstance(value, Article) else value


def _has_no_blank(value: object) -> bool:
    """Whether a value holds numbers and days alone, which papers add up and compare: one stays, as it does outside lists."""
    return isinstance(value, Value) and not any(isinstance(one, str | tuple | Value | Article) for one in dict(value).values())


@cache
def _blank_choice(kind: type[Labelled]) -> Enum:
    """Return a member of an enumeration that is none of its members and prints as nothing."""
    blank = str.__new__(kind, "")
    blank._name_ = blank._value_ = blank.label = ""
    return blank
