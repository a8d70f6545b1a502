"""A stream of the journal as a file: one entry per line, canonical JSON, payload and salt with it.

So that a dossier carries its case's whole chain and anyone can check it without the program's store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from mq_enforce.base.chain import Entry, canonical
from mq_enforce.base.errors import BadInput, Fault

_TEXTS = ("stream", "previous", "kind", "person", "recorded_at", "machine", "digest", "hash")
_KEYS = frozenset({*_TEXTS, "number", "salt", "payload"})


def write_chain(entries: Iterable[Entry]) -> bytes:
    """Return the entries as lines of canonical JSON; ``salt`` in hex, both it and ``payload`` null where destroyed."""
    return b"".join(_line(entry) for entry in entries)


def read_chain(data: bytes, name: str) -> list[Entry]:
    """Return the entries of such a file; what they prove is then for ``verify_chain`` to say.

    Raises BadInput, with the line, for anything but the very bytes that ``write_chain`` gives.
    """
    return [_entry(line, f"{name} 第 {number} 行") for number, line in enumerate(data.splitlines(keepends=True), 1)]


def _line(entry: Entry) -> bytes:
    fields: dict[str, Any] = {key: getattr(entry, key) for key in _TEXTS}
    fields["number"] = entry.number
    fields["salt"] = None if entry.salt is None else entry.salt.hex()
    fields["payload"] = None if entry.payload is None else json.loads(entry.payload)
    return canonical(fields) + b"\n"


def _entry(line: bytes, where: str) -> Entry:
    try:
        fields = json.loads(line)
        entry = _from_fields(fields)
        written = _line(entry)
    except (AttributeError, ValueError, TypeError, KeyError, RecursionError):
        raise BadInput(Fault("不是一条过程记录", where, "本程序导出的过程记录，每行一条")) from None
    if written != line:
        raise BadInput(Fault("这条记录的写法被改动过", where, "本程序导出时的原样字节"))
    return entry


def _from_fields(fields: dict[str, Any]) -> Entry:
    if not isinstance(fields, dict) or fields.keys() != _KEYS:
        raise TypeError("no entry")
    if not all(isinstance(fields[key], str) for key in _TEXTS) or type(fields["number"]) is not int:
        raise TypeError("wrong types")
    salt = None if fields["salt"] is None else bytes.fromhex(fields["salt"])
    payload = None if salt is None and fields["payload"] is None else canonical(fields["payload"])
    texts: dict[str, Any] = {key: fields[key] for key in _TEXTS}
    return Entry(number=fields["number"], salt=salt, payload=payload, **texts)
