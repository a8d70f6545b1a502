"""The doctor's look at the journal: chains, seals, and whether each row is what the journal says it has become."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from mq_enforce.base.chain import GENESIS, Entry, verify_chain, verify_seals
from mq_enforce.store.journal import DESTROYED, NOTE, ROWS, journaled, stream_of
from mq_enforce.store.journal_reading import JournalReading
from mq_enforce.store.rows import Finding
from mq_enforce.store.tables import acts, cases, facts, metadata, numbers, papers, registers, series, settings, snapshots

JOURNALED = (cases, facts, acts, snapshots, series, numbers, papers, registers, settings)
"""The tables whose every change is an entry."""

_WORDS = {
    "cases": "案件",
    "facts": "案情",
    "acts": "办案记录",
    "snapshots": "存档的登记内容",
    "series": "字号",
    "numbers": "编号",
    "papers": "文书",
    "registers": "登记簿",
    "settings": "设置",
}

Key = tuple[object, ...]


def findings(reader: JournalReading) -> list[Finding]:
    """Return what is wrong with an agency's journal, and which rows were changed beside it."""
    found: list[Finding] = []
    told: dict[str, dict[Key, dict[str, Any]]] = {table.name: {} for table in JOURNALED}
    destroyed: set[str] = set()
    for stream in sorted({*reader.streams(), *reader.streams_with_entries()}):
        entries = reader.journal(stream)
        found += [Finding("chain_broken", stream, fault) for fault in verify_chain(entries, reader.head(stream))]
        missing = _missing(entries)
        found += [Finding("payload_missing", stream, f"第 {number} 条记录的内容不见了，也没有依法销毁的记载") for number in missing]
        if any(entry.payload is None for entry in entries):
            destroyed.add(stream)
        for name, row in _rows(entries):
            if name in told:
                told[name][_key(metadata.tables[name], row)] = row
    found += _seals(reader)
    for table in JOURNALED:
        found += _compare(reader, table, told[table.name], destroyed)
    return found + _counters(reader)


def _seals(reader: JournalReading) -> list[Finding]:
    seals = reader.seals()
    faults = verify_seals(seals, reader.heads())
    last = (seals[-1].number, seals[-1].hash) if seals else (0, GENESIS)
    if reader.seal_head() not in {last, None}:
        faults.append("最后的封记与另处记下的不符，封记的末尾可能被截断")
    return [Finding("seal_broken", "封记", fault) for fault in faults]


def _missing(entries: tuple[Entry, ...]) -> list[int]:
    lawful = {note["number"] for entry in entries if entry.kind == DESTROYED and (note := _payload(entry).get(NOTE))}
    return [entry.number for entry in entries if entry.payload is None and entry.number not in lawful]


def _payload(entry: Entry) -> dict[str, Any]:
    try:
        payload = json.loads(entry.payload or b"{}")
    except ValueError:
        return {}
    return payload if isinstance(payload, dict) else {}


def _rows(entries: tuple[Entry, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in entries:
        yield from _payload(entry).get(ROWS, [])


def _key(table: Table, row: Mapping[str, Any]) -> Key:
    return tuple(row[column.name] for column in table.primary_key if column.name != "agency_id")


def _compare(reader: JournalReading, table: Table, told: Mapping[Key, dict[str, Any]], destroyed: set[str]) -> list[Finding]:
    """A row that the journal does not know is no fault only where content of its stream was destroyed."""
    word = _WORDS[table.name]
    found: list[Finding] = []
    seen: set[Key] = set()
    for row in reader.all(reader.select(table)):
        actual = journaled(table, row)
        key = _key(table, actual)
        seen.add(key)
        where = f"{table.name}:{'/'.join(str(part) for part in key)}"
        expected = told.get(key)
        if expected is None:
            if stream_of(table.name, actual) not in destroyed:
                found.append(Finding("row_not_in_journal", where, f"这条{word}没有记入过程记录，可能是从外部加进来的"))
        elif expected != actual:
            wrong = "、".join(name for name in actual if actual[name] != expected.get(name))
            found.append(Finding("row_differs", where, f"这条{word}与过程记录不一致（{wrong}），可能从外部改动过"))
    for key in told.keys() - seen:
        where = f"{table.name}:{'/'.join(str(part) for part in key)}"
        found.append(Finding("row_missing", where, f"过程记录里有这条{word}，数据里却没有，可能从外部删除了"))
    return found


def _counters(reader: JournalReading) -> list[Finding]:
    """What the journal leaves out because it follows from the rest: which version of a fact is the current one."""
    found: list[Finding] = []
    versions: dict[tuple[str, str], list[tuple[int, bool]]] = {}
    for row in reader.all(reader.select(facts).order_by(facts.c.version)):
        versions.setdefault((row["case_id"], row["path"]), []).append((row["version"], row["superseded"]))
    for (case_id, path), listed in versions.items():
        if listed != [(number, number < len(listed)) for number in range(1, len(listed) + 1)]:
            found.append(Finding("fact_versions", f"facts:{case_id}/{path}", "这项案情的版本不连续，或当前版本标错"))
    return found
