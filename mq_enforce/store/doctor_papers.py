"""The doctor's look at papers: numbers without gaps, numbers and papers that agree, bytes that are there and right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from mq_enforce.store.blobs import BlobFiles
from mq_enforce.store.reading import Reader
from mq_enforce.store.rows import BlobRow, Finding, NumberRow, SeriesRow
from mq_enforce.store.scope import build
from mq_enforce.store.tables import acts, blobs, facts, papers, registers, snapshots

_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_EXPECTED = {"issued": "issued", "blank": "reserved", "voided": "void", "replaced": "void"}


def findings(reader: Reader, files: BlobFiles) -> list[Finding]:
    """Return what is wrong with an agency's numbers, papers and blobs."""
    rows = reader.all(reader.select(papers))
    by_number = {(row["series_id"], row["n"]): row for row in rows if row["series_id"] is not None}
    cases = frozenset(reader.case_ids())
    found: list[Finding] = []
    for one in reader.all_series():
        numbers = reader.numbers(one.series_id)
        found += _gaps(one, numbers)
        for number in numbers:
            found += _number(number, by_number.pop((number.series_id, number.n), None), cases)
    found += [Finding("paper_without_number", str(row["paper_id"]), "文书上的编号没有登记") for row in by_number.values()]
    return found + _blobs(reader, files)


def file_names(reader: Reader) -> set[str]:
    """Return the names of all files that the agency's blobs have."""
    return set(reader.connection.execute(select(blobs.c.file_name).where(blobs.c.agency_id == reader.agency)).scalars())


def _gaps(series: SeriesRow, numbers: tuple[NumberRow, ...]) -> list[Finding]:
    there = {number.n for number in numbers}
    wanted = set(range(series.first, series.next))
    where = series.series_id
    gaps = [Finding("number_gap", where, f"第 {n} 号没有记载，字号不连续") for n in sorted(wanted - there)]
    return gaps + [Finding("number_beyond", where, f"第 {n} 号超出了字号的范围") for n in sorted(there - wanted)]


def _number(number: NumberRow, paper: Mapping[str, Any] | None, cases: frozenset[str]) -> list[Finding]:
    where = f"{number.series_id} 第 {number.n} 号"
    if paper is None:
        if number.status == "reserved":
            return [Finding("number_reserved", where, "这个号已预留而没有文书，请补出文书或者注明原因作废", severe=False)]
        if number.paper_id is not None or (number.status == "issued" and number.case_id not in cases):
            return [Finding("number_without_paper", where, "这个号记为已用，却找不到文书或案件")]
        explained = number.status == "issued" or number.reason
        return [] if explained else [Finding("number_without_reason", where, "这个号没有使用，也没有注明原因", severe=False)]
    wanted = _EXPECTED.get(paper["status"])
    ended_blank = paper["status"] in {"voided", "replaced"} and number.status == "spoiled"
    if number.paper_id != paper["paper_id"] or (number.status != wanted and not ended_blank):
        return [Finding("number_disagrees", where, "编号的登记与文书不一致")]
    return []


def _blobs(reader: Reader, files: BlobFiles) -> list[Finding]:
    found: list[Finding] = []
    used = _mentioned(reader)
    for mapping in reader.all(reader.select(blobs).order_by(blobs.c.sha256)):
        row = build(BlobRow, mapping)
        fault = files.fault(row)
        if fault is not None:
            found.append(Finding("blob_broken", row.sha256, f"保存的{fault}，请用备份恢复"))
        if row.sha256 not in used:
            found.append(Finding("blob_orphan_row", row.sha256, "登记了这个文件，却没有文书或证据用到它", severe=False))
    return found


def _mentioned(reader: Reader) -> set[str]:
    """Return every hash that a paper has, or that stands anywhere in facts, acts, registers and frozen values."""
    found = {row["sha256"] for row in reader.all(reader.select(papers))}
    for table, names in ((facts, ("value",)), (acts, ("payload", "relied_on")), (registers, ("value",)), (snapshots, ("value",))):
        for row in reader.all(reader.select(table)):
            for name in names:
                found.update(_HASH.findall(str(row[name])))
    return found
