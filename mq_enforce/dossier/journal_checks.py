"""The chain of the case, and whether the reference sheets stand where they say: after the head and the seal they print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from mq_enforce.base.chain import Entry, seal_hash, verify_chain
from mq_enforce.dossier import layout
from mq_enforce.dossier.case_file import CaseFile
from mq_enforce.dossier.faults import ChainBroken, PackageFault, SheetContradicted

_ENOUGH = 16
"""Leading hex digits of a hash that a sheet prints at least."""


def chain(entries: Sequence[Entry], case_file: CaseFile | None) -> Iterator[PackageFault]:
    """Recompute the chain, up to the head that the reference sheets print and beyond."""
    if not entries:
        yield ChainBroken(layout.JOURNAL, "一条记录也没有")
    for sentence in verify_chain(entries, case_file.case_head if case_file else None):
        yield ChainBroken(layout.JOURNAL, sentence)
    if entries and case_file is not None and entries[0].stream != case_file.case_head.stream:
        yield ChainBroken(layout.JOURNAL, f"是“{entries[0].stream}”的记录，不是“{case_file.case_head.stream}”的")


def seal(entries: Sequence[Entry], case_file: CaseFile) -> Iterator[PackageFault]:
    """Recompute the last seal; what it says of this case must be in the chain, not after the printed head."""
    last, head = case_file.last_seal, case_file.case_head
    if last.hash != seal_hash(last.number, last.previous, last.heads):
        yield SheetContradicted(layout.CASE_JSON, "最后封记的哈希值与内容不符")
    for sealed in last.heads:
        if sealed.stream != head.stream:
            continue
        if sealed.number > head.number:
            yield SheetContradicted(layout.CASE_JSON, f"封记封到第 {sealed.number} 条，备考表的链首却是第 {head.number} 条")
        elif sealed.number > len(entries) or entries[sealed.number - 1].hash != sealed.hash:
            yield SheetContradicted(layout.CASE_JSON, f"封记封住的第 {sealed.number} 条与记录链不符")


def sheets(entries: Sequence[Entry], case_file: CaseFile) -> Iterator[PackageFault]:
    """Each sheet was put on record after the head that it prints, together with that head and the seal."""
    if not case_file.sheets:
        yield SheetContradicted(layout.CASE_JSON, "没有写明是哪一件备考表")
    for sheet in case_file.sheets:
        mentions = [entry for entry in entries if entry.payload is not None and sheet in _texts(entry.payload)]
        if not mentions:
            if not any(entry.payload is None for entry in entries):
                yield SheetContradicted(layout.JOURNAL, f"记录链中没有备考表“{sheet}”")
            continue
        first = mentions[0]
        if first.number <= case_file.case_head.number:
            yield SheetContradicted(
                layout.JOURNAL, f"备考表“{sheet}”在第 {first.number} 条已经制作，早于它所印的链首（第 {case_file.case_head.number} 条）"
            )
        printed = "".join("".join(text.split()) for entry in mentions if entry.payload for text in _texts(entry.payload))
        for name, digest in (("链首", case_file.case_head.hash), ("封记", case_file.last_seal.hash)):
            if digest[:_ENOUGH] not in printed:
                yield SheetContradicted(layout.JOURNAL, f"备考表“{sheet}”制作时印的不是这个{name}")


def destroyed(entries: Sequence[Entry]) -> int:
    """Return how many entries have lost their payload, as the law may order."""
    return sum(entry.payload is None for entry in entries)


def _texts(payload: bytes) -> set[str]:
    """All texts in a payload, at any depth."""
    found: set[str] = set()
    waiting = [json.loads(payload)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return found
