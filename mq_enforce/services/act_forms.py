"""The fields that a window asks for, made from the types that a diary is read with: acts, parties, the conduct.

What a type cannot say (whom to choose from, what is seldom needed, hints) stands beside it as ``Asks``. A type that no field
can hold raises TypeError when its form is made, so that nothing is left out silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.money import Money
from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts import ACT_TYPES, Act
from mq_enforce.case.facts import Conduct, Party
from mq_enforce.case.values import Asks, Private, Turn, Value
from mq_enforce.law.articles import Article
from mq_enforce.services.fields import Choice, FieldKind, FieldSpec, Source

_ABOUT = ("party", "item", "meeting", "paper", "refers_to")
_SIMPLE: Mapping[type, FieldKind] = {
    datetime: FieldKind.MOMENT,
    date: FieldKind.DATE,
    Money: FieldKind.MONEY,
    bool: FieldKind.YES_NO,
    int: FieldKind.NUMBER,
    Article: FieldKind.ARTICLE,
}
_NOTHING: tuple[object, ...] = (None, "", (), {})


@cache
def act_form(kind: str) -> FieldSpec:
    """Return the fields of a kind of act. Raises BadInput for an unknown kind."""
    if kind not in ACT_TYPES:
        raise BadInput(Fault(f"没有“{kind}”这种行为", expected="、".join(ACT_TYPES)))
    cls = ACT_TYPES[kind]
    form = form_of(cls, cls.label)
    # A record is signed when all has been said.
    fields = sorted(form.fields, key=lambda one: one.name == "signature")
    return replace(form, fields=tuple(_of_act(cls, one) for one in fields))


def party_form() -> FieldSpec:
    """Return the fields of a party."""
    return form_of(Party, "当事人")


def conduct_form() -> FieldSpec:
    """Return the fields of the conduct."""
    return form_of(Conduct, "违法行为")


@cache
def form_of(model: type[Value], label: str) -> FieldSpec:
    """Return the fields of a type as a nameless group. Raises TypeError for a type that no field can hold."""
    return FieldSpec(name="", label=label, kind=FieldKind.GROUP, required=True, fields=_fields(model))


def _of_act(cls: type[Act], spec: FieldSpec) -> FieldSpec:
    """Fit what all acts have in common to one kind of act."""
    if spec.name == "by":
        item = FieldSpec(name="", label=spec.label, kind=FieldKind.CHOICE, source=Source(cls.done_by))
        return replace(spec, item=item)
    if spec.name == "item" and "goods" in cls.model_fields:
        # What an act itself lists is not on file yet to be chosen.
        spec = replace(spec, kind=FieldKind.LINE, source=Source.FIXED)
    if spec.name in _ABOUT:
        return replace(spec, folded=spec.name not in cls.concerns)
    return spec


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is known of one place for a value: the bare type, what marks it, whether it may be left out."""

    bare: Any
    marks: tuple[Any, ...]
    optional: bool

    def mark(self, kind: type[Any]) -> Any:  # noqa: ANN401 - a mark of that type, or None
        """Return the last mark of a type, or None."""
        return next((one for one in reversed(self.marks) if isinstance(one, kind)), None)

    def bound(self, name: str) -> int | None:
        """Return a bound that a mark sets (``ge``, ``min_length``), or None."""
        return next((bound for one in self.marks if (bound := getattr(one, name, None)) is not None), None)

    @property
    def asks(self) -> Asks:
        """How a window asks."""
        return self.mark(Asks) or Asks()


def _asked(annotation: Any, marks: Iterable[Any] = ()) -> _Asked:  # noqa: ANN401 - any annotation
    """Take an annotation apart; of a union with None the rest counts. Raises TypeError for any other union."""
    if get_origin(annotation) is Annotated:
        bare, *inner = get_args(annotation)
        return _asked(bare, (*_flat(inner), *marks))
    if get_origin(annotation) in (Union, UnionType):
        rest = [one for one in get_args(annotation) if one is not NoneType]
        if len(rest) != 1:
            raise TypeError(f"no field holds the union {annotation}")
        inside = _asked(rest[0], marks)
        return replace(inside, optional=True)
    return _Asked(annotation, tuple(marks), optional=False)


def _flat(marks: Iterable[Any]) -> list[Any]:
    """Return marks with those that stand inside a ``Field(…)`` brought out."""
    return [inner for one in marks for inner in (one.metadata if isinstance(one, FieldInfo) else (one,))]


def _fields(model: type[Value]) -> tuple[FieldSpec, ...]:
    made: list[FieldSpec] = []
    for name, info in model.model_fields.items():
        asked = _asked(info.annotation, info.metadata)
        if asked.asks.hidden or (name == "kind" and (get_origin(asked.bare) is Literal or issubclass(model, Act))):
            continue
        if not info.title:
            raise TypeError(f"{model.__name__}.{name} has no title")
        made.append(_field(name, info.title, asked, info))
    return tuple(made)


def _field(name: str, label: str, asked: _Asked, info: FieldInfo | None = None) -> FieldSpec:
    """Return the field for one place. Raises TypeError for a type that no field can hold."""
    bare, asks = asked.bare, asked.asks
    private = asked.mark(Private)
    spec = FieldSpec(
        name=name,
        label=label,
        kind=_kind(bare, asks),
        required=info is not None and info.is_required(),
        default=_default(info),
        folded=asks.folded,
        private=private is not None and private.privacy is not Privacy.OPEN,
        hint=asks.hint,
        least=asked.bound("ge") if bare is int else None,
    )
    match spec.kind:
        case FieldKind.LIST:
            item = get_args(bare)[0]
            inner = _asked(item, () if asked.mark(Asks) is None else (replace(asks, hint="", folded=False),))
            spoken = inner.bare is Turn
            return replace(spec, item=_field("", label, inner), at_least=asked.bound("min_length") or 0, spoken=spoken)
        case FieldKind.GROUP:
            return replace(spec, fields=tuple(_signed_by(one, asks) for one in _fields(bare)))
        case FieldKind.CHOICE:
            return replace(spec, source=Source(asks.picked) if asks.picked else Source.FIXED, choices=_choices(bare, asks))
        case _:
            return spec


def _signed_by(spec: FieldSpec, asks: Asks) -> FieldSpec:
    return replace(spec, source=Source(asks.by)) if asks.by and spec.name == "by" else spec


def _kind(bare: Any, asks: Asks) -> FieldKind:  # noqa: ANN401 - any type
    if bare in _SIMPLE:
        return _SIMPLE[bare]
    if bare is str or bare is Any:
        return _kind_of_text(asks)
    if get_origin(bare) is tuple and len(get_args(bare)) == len((bare, ...)) and get_args(bare)[1] is ...:
        return FieldKind.LIST
    if get_origin(bare) is Literal or (isinstance(bare, type) and issubclass(bare, Enum)):
        return FieldKind.CHOICE
    if isinstance(bare, type) and issubclass(bare, Value):
        return FieldKind.GROUP
    raise TypeError(f"no field holds {bare}")


def _kind_of_text(asks: Asks) -> FieldKind:
    if asks.picked or asks.choices:
        return FieldKind.CHOICE
    if asks.file:
        return FieldKind.FILE
    return FieldKind.LONG if asks.long else FieldKind.LINE


def _choices(bare: Any, asks: Asks) -> tuple[Choice, ...]:  # noqa: ANN401 - an enumeration, a Literal, or str
    if asks.choices or bare is str:
        return tuple(Choice(value, label) for value, label in asks.choices)
    if get_origin(bare) is Literal:
        raise TypeError(f"the words {get_args(bare)} have no labels")
    return tuple(Choice(str(one.value), one.label) for one in bare)


def _default(info: FieldInfo | None) -> Any:  # noqa: ANN401 - plain data of a diary
    """Return the default as plain data; None when nothing is what is left out. A group that is always there begins empty."""
    if info is None or info.is_required():
        return None
    if info.default_factory is not None:
        return {}
    default = info.default
    if default in _NOTHING:
        return None
    if isinstance(default, Enum):
        return default.value
    if isinstance(default, bool | int | str):
        return default
    raise TypeError(f"the default {default!r} is no plain data")
