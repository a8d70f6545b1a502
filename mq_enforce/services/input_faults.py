"""Faults of what was entered in a window, each beside its field; text is cleaned and checked the same way everywhere."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.services.fields import FieldFault, FieldSpec, Path
from mq_enforce.services.validation import bad_input

_NOT_FILLED = "还没有填写"


class InputFaults(BadInput):
    """Data that cannot be kept: each fault beside its field."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        self.by_field = faults
        super().__init__(*(Fault(fault.message, ".".join(str(part) for part in fault.path), fault.expected) for fault in faults))


def cleaned(data: object) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return plain data with blanks around texts removed, and what says nothing left out."""
    if isinstance(data, str):
        return data.strip()
    if isinstance(data, Mapping):
        parts = {str(key): cleaned(value) for key, value in data.items()}
        return {key: value for key, value in parts.items() if value is not None and value != ""}
    if isinstance(data, list | tuple):
        return [cleaned(value) for value in data]
    return data


def control_characters(data: object, path: Path = ()) -> Iterator[FieldFault]:
    """Yield a fault for every text that holds line breaks or other control characters."""
    if isinstance(data, str) and any(unicodedata.category(char) == "Cc" for char in data):
        yield FieldFault(path, "含有换行、制表等控制字符", "一行文字")
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from control_characters(value, (*path, str(key)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from control_characters(value, (*path, index))


def not_filled(spec: FieldSpec, data: Mapping[str, Any], path: Path = ()) -> Iterator[FieldFault]:
    """Yield a fault for every required field of a group that says nothing; groups that are left out ask for nothing."""
    for one in spec.fields:
        said = data.get(one.name)
        if said is None or said in ("", []):
            if one.required:
                yield FieldFault((*path, one.name), _NOT_FILLED)
        elif isinstance(said, Mapping):
            yield from not_filled(one, said, (*path, one.name))


def unknown_fields(spec: FieldSpec, data: Mapping[str, Any], path: Path = ()) -> Iterator[FieldFault]:
    """Yield a fault for everything in a group that no field asks for; ``id`` is the program's."""
    known = {one.name: one for one in spec.fields}
    for key, value in data.items():
        if key not in known and (path or key != "id"):
            yield FieldFault((*path, key), f"没有“{key}”这一项", "、".join(known))
        elif key in known and isinstance(value, Mapping):
            yield from unknown_fields(known[key], value, (*path, key))


def asked_for(spec: FieldSpec, data: Mapping[str, Any]) -> list[FieldFault]:
    """Return what the fields of a form find wrong with cleaned data: not filled in, not asked for, not one line."""
    return [*not_filled(spec, data), *unknown_fields(spec, data), *control_characters(data)]


def told_by_field(error: ValidationError) -> tuple[FieldFault, ...]:
    """Return the faults of a validation error by their fields, in the words that files are told."""
    told = bad_input(error, lambda *path: json.dumps(path))
    return tuple(FieldFault(tuple(json.loads(fault.where)), fault.message, fault.expected) for fault in told.faults)
