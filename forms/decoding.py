"""Reads the tables of a form file into the classes of the vocabulary, by the annotations of those classes.

Every fault is collected with its place; every name that the file uses is noted on the way, so that names can be checked
afterwards against those of the program.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from forms import texts
from forms.blocks import KINDS, Block, OneOfBlock
from forms.names import FragmentName, ListName, PropositionName, Text, ValueName
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.toml_reading import Document

Keys = tuple[str | int, ...]
T = TypeVar("T")

_NAMES: dict[Any, str] = {ValueName: "value", ListName: "list", PropositionName: "proposition", FragmentName: "fragment"}
_PLAIN: dict[Any, tuple[type | tuple[type, ...], str]] = {
    str: (str, "加双引号的文字"),
    bool: (bool, "true 或者 false"),
    int: (int, "整数"),
    float: ((int, float), "数字"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A name used in a form file: ``kind`` is value, list, proposition or fragment; ``scope`` is the list being repeated there."""

    kind: str
    name: str
    keys: Keys
    scope: str | None


class Reader:
    """Reads one document; ``faults`` and ``references`` grow on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Fault] = []
        self.references: list[Reference] = []
        self._scope: str | None = None

    def fault(self, message: str, keys: Keys, expected: str = "") -> None:
        """Note one thing that is wrong at this place."""
        self.faults.append(Fault(message, self.document.where(*keys), expected))

    def unknown(self, data: dict[str, Any], keys: Keys, known: list[str]) -> None:
        """Note the keys that nothing knows, each with the likeliest meant."""
        for key in data:
            if key not in known:
                close = get_close_matches(key, known, n=1)
                self.fault(f"不认识的键“{key}”", (*keys, key), close[0] if close else "、".join(known))

    def table(self, kind: type[T], data: Any, keys: Keys, ignore: tuple[str, ...] = ()) -> T | None:  # noqa: ANN401 - raw TOML
        """Read one table into its class; None when it has faults."""
        shorthand = getattr(kind, "shorthand", None)
        if shorthand and not isinstance(data, dict):
            data, plain = {shorthand: data}, True
        else:
            plain = False
        if not isinstance(data, dict):
            self.fault("这里要一个表", keys, "{ 键 = 值, … }")
            return None
        hints = _hints(kind)  # type: ignore[arg-type] # classes are hashable
        self.unknown(data, keys, [*hints, *ignore])
        outer, self._scope = self._scope, str(data["each"]) if "each" in hints and "each" in data else self._scope
        before = len(self.faults)
        values: dict[str, Any] = {}
        for field in fields(kind):  # type: ignore[arg-type] # every class of the vocabulary is a dataclass
            if field.name in data:
                values[field.name] = self._value(hints[field.name], data[field.name], keys if plain else (*keys, field.name))
            elif field.default is MISSING:
                self.fault(f"缺少“{field.name}”", keys, f"{field.name} = …")
        self._scope = outer
        return kind(**values) if len(self.faults) == before else None

    def block(self, data: Any, keys: Keys, default: str = "") -> Block | None:  # noqa: ANN401 - raw TOML
        """Read one block by its ``kind``; None when it has faults."""
        if not isinstance(data, dict):
            self.fault("这里要一个块", keys, '{ kind = "…", … }')
            return None
        kind = data.get("kind", default)
        if kind not in KINDS:
            close = get_close_matches(str(kind), list(KINDS), n=1)
            message = f"没有“{kind}”这种块" if kind else "块没有写明种类"
            self.fault(message, (*keys, "kind"), close[0] if close else "、".join(KINDS))
            return None
        return self.table(KINDS[kind], data, keys, ignore=("kind",))

    def blocks(self, data: Any, keys: Keys, default: str = "") -> tuple[Block, ...]:  # noqa: ANN401 - raw TOML
        """Read an array of blocks, leaving out those with faults."""
        if not isinstance(data, list):
            self.fault("这里要若干个块", keys, "[[block]]")
            return ()
        found = [self.block(one, (*keys, index), default) for index, one in enumerate(data)]
        return tuple(one for one in found if one is not None)

    def _value(self, hint: Any, data: Any, keys: Keys) -> Any:  # noqa: ANN401 - as the hint says
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            choices = [one for one in get_args(hint) if one is not type(None)]
            hint = bool if bool in choices and isinstance(data, bool) else next(one for one in choices if one is not bool)
        if origin is Annotated:
            read = self._value(get_args(hint)[0], data, keys)
        elif origin is Literal:
            read = self._word(get_args(hint), data, keys)
        elif origin is tuple:
            read = self._array(get_args(hint)[0], data, keys)
        elif hint in _NAMES or hint is Text:
            read = self._name(hint, data, keys)
        elif hint in _PLAIN:
            read = self._plain(hint, data, keys)
        else:
            read = self.table(hint, data, keys)
        return read

    def _word(self, words: tuple[str, ...], data: Any, keys: Keys) -> Any:  # noqa: ANN401 - raw TOML
        if data not in words:
            self.fault(f"不能是“{data}”", keys, "、".join(word for word in words if word))
        return data

    def _array(self, hint: Any, data: Any, keys: Keys) -> Any:  # noqa: ANN401 - as the hint says
        if hint is Block:
            return self.blocks(data, keys, default="prose")
        if not isinstance(data, list):
            self.fault("这里要一个数组", keys, "[ … ]")
            return ()
        return tuple(self._value(hint, one, (*keys, index)) for index, one in enumerate(data))

    def _plain(self, hint: Any, data: Any, keys: Keys) -> Any:  # noqa: ANN401 - raw TOML
        accepted, words = _PLAIN[hint]
        if not isinstance(data, accepted) or (isinstance(data, bool) and hint is not bool):
            self.fault(f"“{data}”的类型不对", keys, words)
        elif isinstance(data, int | float) and data < 0:
            self.fault(f"不能是 {data}", keys, "零或者正数")
        return data

    def _name(self, hint: Any, data: Any, keys: Keys) -> Any:  # noqa: ANN401 - raw TOML
        if not isinstance(data, str):
            self.fault(f"“{data}”的类型不对", keys, "加双引号的文字")
            return data
        if hint is not Text:
            self.references.append(Reference(_NAMES[hint], data, keys, self._scope))
            return data
        try:
            slots = texts.slots(data)
        except BadInput as error:
            self.faults.extend(Fault(one.message, self.document.where(*keys), one.expected) for one in error.faults)
            return data
        self.references.extend(Reference("value", slot.name, keys, self._scope) for slot in slots if slot.name)
        return data


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


def is_conditioned(block: Block) -> bool:
    """Say whether a block, as an option of ``one_of``, has the condition it needs."""
    return bool(block.when or block.unless) and not isinstance(block, OneOfBlock)
