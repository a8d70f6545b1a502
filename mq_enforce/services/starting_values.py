"""Starting values: what is known already when an act is begun in the window, as plain data of a diary.

Nothing is reserved or kept, all can be changed. What only a person can say – an answer, a finding, an opinion, when a session
began and ended – starts empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mq_enforce.case.acts import ACT_TYPES, Act
from mq_enforce.case.state import CaseState
from mq_enforce.office.people import Role
from mq_enforce.services.known import Known, filled
from mq_enforce.services.program import Program
from mq_enforce.services.starting_decisions import DECIDING
from mq_enforce.services.starting_facts import INVESTIGATING

_FILLERS = {**INVESTIGATING, **DECIDING}


def starting_values(program: Program, state: CaseState, kind: str, party: str | None, now: datetime) -> dict[str, Any]:
    """Return what is known of an act before anything is typed. Raises KeyError for a kind that does not exist."""
    cls = ACT_TYPES[kind]
    about = party
    if about is None and "party" in cls.concerns and len(state.parties) == 1:
        about = next(iter(state.parties))
    known = Known(program, state, state.parties.get(about or ""), now)
    fill = _FILLERS.get(kind)
    return {
        "kind": kind,
        "id": _free(kind, state),
        "at": now.isoformat(timespec="minutes"),
        **filled(by=_done_by(known, cls), party=about),
        **(fill(known) if fill is not None else {}),
    }


def _free(kind: str, state: CaseState) -> str:
    taken = {record.act.id for record in state.records}
    return next(f"{kind}_{n}" for n in range(1, len(taken) + 2) if f"{kind}_{n}" not in taken)


def _done_by(known: Known, cls: type[Act]) -> list[str]:
    """Return who is likely to have done it: the officers of the case, whoever alone holds the post, else who sits here."""
    if cls.done_by == "officer":
        return known.officers
    if cls.done_by == "leader":
        return _one(known.only(Role.HEAD_OF_AGENCY))
    if cls.done_by == "reviewer":
        return _one(known.only(Role.LEGAL_REVIEWER))
    return known.at_keyboard


def _one(person: str) -> list[str]:
    return [person] if person else []
