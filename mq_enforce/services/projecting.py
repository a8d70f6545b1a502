"""The flat row of a case for lists and search: dates, never verdicts that depend on today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from mq_enforce.case.state import CaseState
from mq_enforce.law.lawbook import LawBook
from mq_enforce.office.people import Role
from mq_enforce.procedures.engine import Deadline, Status, StepState, checklist, deadlines
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions import words
from mq_enforce.procedures.register import procedure_named
from mq_enforce.store import Projection

FINISHED = "已办结"
"""The stage of a case in which nothing is left to do."""
HANDLER = "承办人"
PARTY = "当事人"

_ACTS_NEXT: Mapping[str, str] = MappingProxyType(
    {
        "filing": Role.HEAD_OF_AGENCY.label,
        "officers": Role.HEAD_OF_TEAM.label,
        "proposal": Role.HEAD_OF_AGENCY.label,
        "hearing": Role.HEARING_OFFICER.label,
        "hearing_report": Role.HEARING_OFFICER.label,
        "review": Role.LEGAL_REVIEWER.label,
        "deliberation": Role.HEAD_OF_AGENCY.label,
        "decision_approval": Role.HEAD_OF_AGENCY.label,
        "no_penalty_approval": Role.HEAD_OF_AGENCY.label,
        "deferral": Role.HEAD_OF_AGENCY.label,
        "payment": PARTY,
        "publication_approval": Role.HEAD_OF_AGENCY.label,
        "publication": Role.PUBLICATION_CLERK.label,
        "publication_withdrawal": Role.PUBLICATION_CLERK.label,
        "closing": Role.HEAD_OF_AGENCY.label,
        "dossier": Role.ARCHIVIST.label,
    }
)
"""Whose act the case waits for at a step; at all others the officer in charge goes on."""

_SPEAKING = frozenset({"PUN-STMT", "PUN-HEAR5"})
_PUBLIC_NOTICE = frozenset({"PUN-PUBSERV30"})
_LETS_RUN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(("review_submission", "deliberation", "decision_approval", "decision"), _SPEAKING),
        **dict.fromkeys(("notice_delivery", "decision_delivery"), _PUBLIC_NOTICE),
    }
)
"""The other side's periods that a step lets run out first: what rests on the party's word, and delivery by public notice.

The periods for reconsideration and litigation hold nothing up (行政处罚法第七十三条第一款).
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who has to act next; after ``until`` (the last day of the other side's period) it is ``then``."""

    who: str
    until: date | None = None
    then: str = ""


def projection_of(state: CaseState, law: LawBook, now: datetime) -> Projection:
    """Return the projection of a case; the same case gives the same row whenever it is asked."""
    del now
    moment = state.records[-1].act.at if state.records else state.head.opened_at
    procedure = procedure_named(state.head.procedure)
    steps = checklist(state, procedure, law, moment)
    running = running_deadlines(state, law, moment, deadlines(state, procedure, law, moment))
    following = min(open_deadlines(running), key=lambda one: day_of(one) or date.max, default=None)
    stage = current_step(steps)
    waiting = waits_for(Judgement(state, law, moment), stage, running)
    return Projection(
        case_id=state.head.id,
        stage=stage.step.title if stage is not None else FINISHED,
        waits_for=waiting.who,
        next_due=day_of(following) if following is not None else None,
        next_what=following.limit.label if following is not None else "",
        names=tuple(party.name for party in state.parties.values()),
        search=" ".join(_search_words(state)),
        flat={
            "violation": state.head.violation,
            "matter": state.head.matter,
            "acts": len(state.records),
            "deadlines": [_flat(state, one) for one in running],
            "waits_until": waiting.until.isoformat() if waiting.until is not None else "",
            "waits_then": waiting.then,
        },
    )


def running_deadlines(state: CaseState, law: LawBook, moment: datetime, found: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Return the periods that nothing has met: duties until they are, even when late, and rights that have not run out.

    A period in whose place another one came runs no more.
    """
    judgement = Judgement(state, law, moment)
    return tuple(
        one
        for one in found
        if one.met_on is None
        and (day := day_of(one)) is not None
        and (one.limit.duty or day >= moment.date())
        and not is_replaced(one, judgement)
    )


def is_replaced(one: Deadline, judgement: Judgement) -> bool:
    """Say whether another period has taken the place of this one, so that nobody can be late."""
    return one.limit.replaced is not None and one.limit.replaced(judgement.about(one.subject))


def open_deadlines(found: tuple[Deadline, ...]) -> list[Deadline]:
    """Return the duties that are not met yet."""
    return [one for one in found if one.limit.duty and one.met_on is None and isinstance(one.due.due, date)]


def waits_for(judgement: Judgement, stage: StepState | None, running: tuple[Deadline, ...]) -> Waiting:
    """Return who has to act next at a step: the other side while a period runs that the step lets run out first."""
    if stage is None:
        return Waiting("")
    who = _ACTS_NEXT.get(stage.step.id, HANDLER)
    let_run = _LETS_RUN.get(stage.step.id, frozenset())
    days = [
        day
        for one in running
        if one.limit.rule in let_run and stage.subject in {None, one.subject} and not _given_up(judgement, one)
        if (day := day_of(one)) is not None
    ]
    return Waiting(PARTY, max(days), who) if days else Waiting(who)


def _given_up(judgement: Judgement, one: Deadline) -> bool:
    """Say whether the party gave up in writing what the period is for."""
    about = judgement.about(one.subject)
    return (one.limit.rule == "PUN-STMT" and words.statement_waived(about)) or (
        one.limit.rule == "PUN-HEAR5" and words.hearing_waived(about)
    )


def current_step(steps: tuple[StepState, ...]) -> StepState | None:
    """Return the first demanded step that is not done, or None when everything is, or when the last one, the filing, is."""
    if steps and steps[-1].status is Status.DONE:
        return None
    waiting = [one for one in steps if not one.step.optional and one.status not in {Status.DONE, Status.NOT_NEEDED}]
    return waiting[0] if waiting else None


def day_of(deadline: Deadline) -> date | None:
    """Return the day on which a period ends, or None when it gives none."""
    due = deadline.due.due
    return due.date() if isinstance(due, datetime) else due


def _flat(state: CaseState, one: Deadline) -> dict[str, Any]:
    day = day_of(one)
    return {
        "rule": one.limit.rule,
        "label": one.limit.label,
        "party": one.subject or "",
        "name": state.party(one.subject).name if one.subject else "",
        "due": day.isoformat() if day is not None else "",
        "duty": one.limit.duty,
        "provisional": one.due.provisional,
    }


def _search_words(state: CaseState) -> list[str]:
    found = [state.head.number, state.head.title, state.head.violation, state.conduct.place]
    for party in state.parties.values():
        found += [party.name, party.head, party.address, party.credit_code]
    found += [paper.number for paper in state.papers()]
    return [word for word in found if word]
