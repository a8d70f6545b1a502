"""Drafts: what an officer was typing before it was done, kept so that a crash loses at most the last moments.

A draft is no record: it stands in no journal, moves no seal, takes no identifier and leaves the case's row as it is, so
that a case worked on in the window ends exactly as its diary does. It is shared by all who work on the case.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mq_enforce.services.program import Program
from mq_enforce.store import DraftRow


@dataclass(frozen=True, slots=True)
class Draft:
    """Plain data as they were typed, under a key of the case; ``case_id`` is empty for a case not opened yet."""

    case_id: str
    key: str
    data: dict[str, Any]
    updated_at: datetime


def save_draft(program: Program, case_id: str, key: str, data: Mapping[str, Any]) -> None:
    """Keep what is being typed in place of what was kept under this key; it outlives a crash from here on.

    Files are named by their path, never held: raises TypeError for anything that is not plain data, EnvironmentProblem
    when the data cannot be written.
    """
    # Escaped, because pasted text may hold what no database takes as it is: a zero character, half a surrogate pair.
    text = json.dumps(dict(data), ensure_ascii=True)
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.save_draft(case_id, key, text)


def load_draft(program: Program, case_id: str, key: str) -> Draft | None:
    """Return what was being typed under this key, or None."""
    with program.store.read(program.actor.agency) as reader:
        row = reader.draft(case_id, key)
    return _draft(row) if row is not None else None


def drafts_of(program: Program, case_id: str) -> tuple[Draft, ...]:
    """Return all drafts of a case, by key; of the empty id, those of cases not opened yet."""
    with program.store.read(program.actor.agency) as reader:
        rows = reader.drafts(case_id)
    return tuple(_draft(row) for row in rows)


def discard_draft(program: Program, case_id: str, key: str) -> None:
    """Forget a draft: it was done, or is not wanted; nothing happens when there is none."""
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.discard_draft(case_id, key)


def _draft(row: DraftRow) -> Draft:
    return Draft(row.case_id, row.key, json.loads(row.text), row.updated_at)
