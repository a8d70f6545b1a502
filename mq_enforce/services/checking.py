"""Checking the store against itself and against a fresh evaluation of every case."""

from __future__ import annotations

from dataclasses import dataclass

from mq_enforce.services.cases import load
from mq_enforce.services.program import Program
from mq_enforce.services.projecting import projection_of
from mq_enforce.store import Projection, Reader
from mq_enforce.store import doctor as store_doctor


@dataclass(frozen=True, slots=True)
class Finding:
    """One inconsistency: kind, place, what is wrong, and whether evidence may be lost."""

    kind: str
    where: str
    message: str
    severe: bool

    @property
    def leftover(self) -> bool:
        """True for a file that a power cut left behind before its record was written: no case knows it or lacks it."""
        return self.kind == "blob_orphan_file"

    def sentence(self) -> str:
        """Return the finding as one line."""
        return f"{'严重' if self.severe else '注意'}：{self.where}：{self.message}"

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain data."""
        return {"kind": self.kind, "where": self.where, "message": self.message, "severe": self.severe}


def examine(program: Program) -> list[Finding]:
    """Return every inconsistency; projections are compared with a fresh evaluation."""

    def fresh(reader: Reader, case_id: str) -> Projection:
        return projection_of(load(reader, case_id, program), program.law, program.clock.now())

    return [Finding(one.kind, one.where, one.message, one.severe) for one in store_doctor(program.store, fresh)]
