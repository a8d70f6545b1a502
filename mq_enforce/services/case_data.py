"""A case as plain data: what a package carries beside its papers."""

from __future__ import annotations

from typing import Any

from mq_enforce.services.cases import office_json, read_case
from mq_enforce.services.packs import pack_ids
from mq_enforce.services.program import Program


def case_data(program: Program, case_id: str) -> dict[str, Any]:
    """Return head, facts, registers and acts of a case; the office's people are those the case froze."""
    state = read_case(program, case_id)
    head = state.head
    return {
        "head": {
            "id": head.id,
            "number": head.number,
            "title": head.title,
            "violation": head.violation,
            "procedure": head.procedure,
            "matter": head.matter,
            "opened_at": head.opened_at.isoformat(),
        },
        "parties": [party.model_dump(mode="json") for party in state.parties.values()],
        "conduct": state.conduct.model_dump(mode="json"),
        "office": office_json(state.office),
        "packs": pack_ids(),
        "acts": [
            {
                "act": record.act.model_dump(mode="json"),
                "recorded_at": record.recorded_at.isoformat(),
                "recorded_by": record.recorded_by,
                "violations": [violation.to_json() for violation in record.violations],
            }
            for record in state.records
        ],
    }
