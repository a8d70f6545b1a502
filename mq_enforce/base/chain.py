"""The arithmetic of the journal: digests of payloads, links of entries, seals over the heads of streams.

Pure functions over plain values, so that a dossier can be checked on any machine without the program's store. The
payload is bound by a salted digest and stands apart: what the law orders destroyed can be destroyed, and the chain
still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

GENESIS = "0" * 64
"""The previous hash of the first entry of a stream and of the first seal."""

_ENTRY = "mq-journal-entry-1"
_PAYLOAD = b"mq-journal-payload-1"
_SEAL = "mq-journal-seal-1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a stream, its payload apart. ``recorded_at`` is ISO text with offset; hashes are lower-case hex."""

    stream: str
    number: int
    previous: str
    kind: str
    person: str
    recorded_at: str
    machine: str
    digest: str
    hash: str
    salt: bytes | None = None
    payload: bytes | None = None
    """None together with ``salt`` where the payload was lawfully destroyed."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a stream: its number and hash."""

    stream: str
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Seal:
    """One link of the chain over all streams: the heads that changed since the seal before."""

    number: int
    previous: str
    heads: tuple[Head, ...]
    hash: str


def canonical(value: object) -> bytes:
    """Return plain data as bytes that are the same everywhere: UTF-8 JSON, keys sorted, no blanks, dates in ISO form.

    Raises TypeError for anything that is not plain data (keys must be text, moments need an offset), ValueError for
    NaN, infinities and text that is not Unicode.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError(f"moment without offset: {value!r}")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys must be text")
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"not plain data: {type(value).__name__}")


def plain_copy(value: object) -> Any:  # noqa: ANN401 - JSON holds anything
    """Return plain data as it will be read back: dates as text, tuples as lists. Raises as ``canonical`` does."""
    return json.loads(canonical(value))


def payload_digest(salt: bytes, payload: bytes) -> str:
    """Return the digest that stands in the entry for its payload, in hex. The salt keeps short payloads from being guessed."""
    digest = hashlib.sha256(_PAYLOAD)
    digest.update(len(salt).to_bytes(4, "big") + salt)
    digest.update(payload)
    return digest.hexdigest()


def entry_hash(stream: str, number: int, previous: str, kind: str, person: str, recorded_at: str, machine: str, digest: str) -> str:
    """Return the hash of an entry, in hex: over its place, its predecessor, who, when, where, and its payload's digest."""
    fields = [_ENTRY, stream, number, previous, kind, person, recorded_at, machine, digest]
    return hashlib.sha256(canonical(fields)).hexdigest()


def seal_hash(number: int, previous: str, heads: Iterable[Head]) -> str:
    """Return the hash of a seal, in hex. The order in which the heads come does not matter."""
    covered = sorted([head.stream, head.hash, head.number] for head in heads)
    return hashlib.sha256(canonical([_SEAL, number, previous, covered])).hexdigest()


def link(head: Head | None, stream: str, kind: str, person: str, recorded_at: str, machine: str, salt: bytes, payload: bytes) -> Entry:
    """Return the entry that follows ``head`` (None: the first one of its stream)."""
    number = head.number + 1 if head else 1
    previous = head.hash if head else GENESIS
    digest = payload_digest(salt, payload)
    hashed = entry_hash(stream, number, previous, kind, person, recorded_at, machine, digest)
    return Entry(stream, number, previous, kind, person, recorded_at, machine, digest, hashed, salt, payload)


def verify_chain(entries: Sequence[Entry], head: Head | None = None) -> list[str]:
    """Return every fault of one stream's entries, as sentences; an empty list when the chain holds.

    ``entries`` must come whole and in order. ``head`` is what was noted elsewhere: without it a cut tail cannot show.
    """
    faults: list[str] = []
    previous = GENESIS
    for position, entry in enumerate(entries, 1):
        where = f"记录“{entry.stream}”第 {position} 条"
        if entry.stream != entries[0].stream:
            faults.append(f"{where}不属于“{entries[0].stream}”")
        if entry.number != position:
            faults.append(f"{where}的序号是 {entry.number}，记录不连续")
        if entry.previous != previous:
            faults.append(f"{where}与前一条接不上")
        faults.extend(f"{where}{fault}" for fault in _entry_faults(entry))
        previous = entry.hash
    return faults + _head_faults(entries, head)


def _entry_faults(entry: Entry) -> list[str]:
    faults: list[str] = []
    expected = entry_hash(
        entry.stream, entry.number, entry.previous, entry.kind, entry.person, entry.recorded_at, entry.machine, entry.digest
    )
    if entry.hash != expected:
        faults.append("的哈希值与内容不符")
    if (entry.salt is None) != (entry.payload is None):
        faults.append("的内容不完整")
    elif entry.salt is not None and entry.payload is not None and payload_digest(entry.salt, entry.payload) != entry.digest:
        faults.append("的内容被改动过")
    return faults


def _head_faults(entries: Sequence[Entry], head: Head | None) -> list[str]:
    if head is None:
        return []
    if len(entries) < head.number:
        return [f"记录“{head.stream}”应有 {head.number} 条，只有 {len(entries)} 条，末尾被截断"]
    if entries and head.number and entries[head.number - 1].hash != head.hash:
        return [f"记录“{head.stream}”第 {head.number} 条与另处记下的链首不符"]
    return []


def verify_seals(seals: Sequence[Seal], heads: Mapping[str, Head] | None = None) -> list[str]:
    """Return every fault of the chain of seals, as sentences.

    ``heads`` are the heads of all streams as they stand: each must be the one that was sealed last.
    """
    faults: list[str] = []
    previous = GENESIS
    sealed: dict[str, Head] = {}
    for position, seal in enumerate(seals, 1):
        if seal.number != position:
            faults.append(f"第 {position} 个封记的序号是 {seal.number}，封记不连续")
        if seal.previous != previous:
            faults.append(f"第 {position} 个封记与前一个接不上")
        if seal.hash != seal_hash(seal.number, seal.previous, seal.heads):
            faults.append(f"第 {position} 个封记的哈希值与内容不符")
        for head in seal.heads:
            before = sealed.get(head.stream)
            if before is not None and before.number >= head.number:
                faults.append(f"第 {position} 个封记中“{head.stream}”的条数倒退")
            sealed[head.stream] = head
        previous = seal.hash
    if heads is not None:
        faults.extend(_unsealed(sealed, heads))
    return faults


def _unsealed(sealed: Mapping[str, Head], heads: Mapping[str, Head]) -> list[str]:
    faults: list[str] = []
    for stream in sorted(sealed.keys() | heads.keys()):
        kept, now = sealed.get(stream), heads.get(stream)
        if kept is None:
            faults.append(f"记录“{stream}”没有封记")
        elif now is None:
            faults.append(f"记录“{stream}”有封记而没有条目")
        elif kept != now:
            faults.append(f"记录“{stream}”的链首（第 {now.number} 条）与最后的封记（第 {kept.number} 条）不符")
    return faults
