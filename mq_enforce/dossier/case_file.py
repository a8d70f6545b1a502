"""case.json: the facts and acts of the case, and what the package says of heads, seal and reference sheets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mq_enforce.base.chain import Head, Seal, plain_copy
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.json_reading import parse_json
from mq_enforce.base.text_reading import decode_text
from mq_enforce.dossier import layout


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a check needs of case.json.

    ``case_head`` and ``last_seal`` are those printed on the reference sheets; ``sheets`` are the paper ids of the sheets.
    """

    case_number: str
    identifier: str
    case_head: Head
    last_seal: Seal
    sheets: tuple[str, ...]


def case_json(case: Mapping[str, Any], about: CaseFile) -> bytes:
    """Return the file. ``case`` is plain data. Raises TypeError or ValueError when it is not."""
    seal = about.last_seal
    value = {
        "format": int(layout.FORMAT),
        "case": case,
        "dossier": {
            "case_number": about.case_number,
            "identifier": about.identifier,
            "case_head": _head_fields(about.case_head),
            "last_seal": {
                "number": seal.number,
                "previous": seal.previous,
                "heads": [_head_fields(head) for head in seal.heads],
                "hash": seal.hash,
            },
            "sheets": list(about.sheets),
        },
    }
    return (json.dumps(plain_copy(value), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()


def read_case_file(data: bytes, name: str) -> CaseFile:
    """Return what the file says of the dossier. Raises BadInput when it is not one that ``case_json`` makes."""
    value = parse_json(decode_text(data, name), name)
    try:
        return _case_file(value)
    except (KeyError, TypeError, AttributeError):
        raise BadInput(Fault("不是本程序写成的案件数据", name, "含有 format、case、dossier 三项")) from None


def _head_fields(head: Head) -> dict[str, str | int]:
    return {"stream": head.stream, "number": head.number, "hash": head.hash}


def _case_file(top: dict[str, Any]) -> CaseFile:
    if top["format"] != int(layout.FORMAT) or not isinstance(top["case"], dict):
        raise TypeError("another format")
    value = top["dossier"]
    seal = value["last_seal"]
    heads = tuple(_head(one) for one in seal["heads"])
    sheets = value["sheets"]
    if not isinstance(sheets, list):
        raise TypeError("sheets")
    return CaseFile(
        _text(value["case_number"]),
        _text(value["identifier"]),
        _head(value["case_head"]),
        Seal(_number(seal["number"]), _text(seal["previous"]), heads, _text(seal["hash"])),
        tuple(_text(sheet) for sheet in sheets),
    )


def _head(value: dict[str, Any]) -> Head:
    return Head(_text(value["stream"]), _number(value["number"]), _text(value["hash"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 1:
        raise TypeError("number from 1 expected")
    return value
