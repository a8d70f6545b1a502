"""The flat row of a case for lists and search: dates, never verdicts that depend on today."""

from __future__ import annotations

from datetime import date, datetime

from mq_enforce.case.state import CaseState
from mq_enforce.law.lawbook import LawBook
from mq_enforce.procedures.engine import Deadline, Status, StepState, checklist, deadlines
from mq_enforce.procedures.register import procedure_named
from mq_enforce.store import Projection


def projection_of(state: CaseState, law: LawBook, now: datetime) -> Projection:
    """Return the projection of a case; the same case gives the same row whenever it is asked."""
    del now
    moment = state.records[-1].act.at if state.records else state.head.opened_at
    procedure = procedure_named(state.head.procedure)
    steps = checklist(state, procedure, law, moment)
    running = open_deadlines(deadlines(state, procedure, law, moment))
    following = min(running, key=lambda one: _day(one) or date.max, default=None)
    stage = current_step(steps)
    return Projection(
        case_id=state.head.id,
        stage=stage.step.title if stage is not None else "已办结",
        waits_for="",
        next_due=_day(following) if following is not None else None,
        next_what=following.limit.label if following is not None else "",
        names=tuple(party.name for party in state.parties.values()),
        search=" ".join(_search_words(state)),
        flat={"violation": state.head.violation, "matter": state.head.matter, "acts": len(state.records)},
    )


def open_deadlines(found: tuple[Deadline, ...]) -> list[Deadline]:
    """Return the duties that are not met yet."""
    return [one for one in found if one.limit.duty and one.met_on is None and isinstance(one.due.due, date)]


def current_step(steps: tuple[StepState, ...]) -> StepState | None:
    """Return the first demanded step that is not done, or None when everything is, or when the last one, the filing, is."""
    if steps and steps[-1].status is Status.DONE:
        return None
    waiting = [one for one in steps if not one.step.optional and one.status not in {Status.DONE, Status.NOT_NEEDED}]
    return waiting[0] if waiting else None


def _day(deadline: Deadline) -> date | None:
    due = deadline.due.due
    return due.date() if isinstance(due, datetime) else due


def _search_words(state: CaseState) -> list[str]:
    words = [state.head.number, state.head.title, state.head.violation, state.conduct.place]
    for party in state.parties.values():
        words += [party.name, party.head, party.address, party.credit_code]
    words += [paper.number for paper in state.papers()]
    return [word for word in words if word]
