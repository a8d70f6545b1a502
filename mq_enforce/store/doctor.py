"""The doctor: does what is kept still hold together? Lists every fault and changes nothing.

Chains and seals verify; every row is what the journal says it has become; number series have no gap and agree with the
papers; every blob is there and right, and nothing lies about that nobody knows; the flat rows equal a fresh evaluation.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import text

from mq_enforce.store import doctor_journal, doctor_papers
from mq_enforce.store.projections import columns
from mq_enforce.store.reading import Reader
from mq_enforce.store.rows import Finding, Projection
from mq_enforce.store.store import Store
from mq_enforce.store.tables import projections

Fresh = Callable[[Reader, str], Projection]
"""Evaluates a case anew; services give it, since the store knows no law."""


def doctor(store: Store, fresh: Fresh | None = None) -> list[Finding]:
    """Return everything that is wrong, the gravest kinds first; an empty list when all is well."""
    findings: list[Finding] = []
    known: set[str] = set()
    agencies = store.agencies()
    for agency in agencies:
        with store.read(agency) as reader:
            findings += _database(reader) if agency == agencies[0] else []
            findings += doctor_journal.findings(reader)
            findings += doctor_papers.findings(reader, store.blobs)
            findings += _projections(reader, fresh)
            known |= doctor_papers.file_names(reader)
    findings += [
        Finding("blob_orphan_file", name, "文件夹里的这个文件没有登记，可能是断电时留下的；任何案件都不用它，留着无妨", severe=False)
        for name in store.blobs.names()
        if name not in known
    ]
    return sorted(findings, key=lambda finding: not finding.severe)


def _database(reader: Reader) -> list[Finding]:
    if reader.connection.dialect.name != "sqlite":
        return []
    found = [line for line in reader.connection.execute(text("PRAGMA integrity_check")).scalars() if line != "ok"]
    found += [str(row) for row in reader.connection.execute(text("PRAGMA foreign_key_check")).all()]
    return [Finding("database_broken", "数据文件", f"数据文件内部损坏：{line}") for line in found]


def _projections(reader: Reader, fresh: Fresh | None) -> list[Finding]:
    found: list[Finding] = []
    rows = {row["case_id"]: row for row in reader.all(reader.select(projections))}
    for case_id in reader.case_ids():
        row = rows.get(case_id)
        if row is None:
            found.append(Finding("projection_missing", case_id, "案件列表里缺少本案，可以重建", severe=False))
            continue
        evaluated = fresh(reader, case_id) if fresh is not None else reader.projection(case_id)
        wrong = [] if evaluated is None else [name for name, value in columns(evaluated).items() if row[name] != value]
        if wrong:
            found.append(Finding("projection_stale", case_id, f"案件列表与案情不一致（{'、'.join(wrong)}），可以重建", severe=False))
    return found
