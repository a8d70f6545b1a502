"""The checklist engine: gates for acts, findings for what was done, states of steps; all evaluated afresh each time.

Evaluating never raises for what the law forbids; only ``admit`` does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from mq_enforce.base.errors import RuleViolation, Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.state import CaseState
from mq_enforce.law.counting import Due
from mq_enforce.law.lawbook import LawBook
from mq_enforce.procedures.gates import GATES, POSSIBILITIES
from mq_enforce.procedures.judgement import Gate, Judgement
from mq_enforce.procedures.steps import Limit, Procedure, Scope, Step


class Status(StrEnum):
    """Where a step stands."""

    DONE = "done"
    OPEN = "open"
    BLOCKED = "blocked"
    OVERDUE = "overdue"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        """The word for people."""
        return {"done": "已完成", "open": "待办", "blocked": "受阻", "overdue": "超期", "not_needed": "不需要"}[self.value]


@dataclass(frozen=True, slots=True)
class StepState:
    """One step for one subject: status, what blocks it, until when, why it is not needed."""

    step: Step
    subject: str | None
    status: Status
    blocked_by: tuple[Violation, ...] = ()
    due: Due | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A running or met period of the case. ``late`` is None while it can still be kept."""

    limit: Limit
    subject: str | None
    due: Due
    met_on: date | None
    late: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands against an act: violations, and warnings for which no reason was given."""

    violations: tuple[Violation, ...]
    warnings: tuple[Violation, ...]


def verdict(state: CaseState, act: Act, procedure: Procedure, law: LawBook) -> Verdict:
    """Judge an official act against the case as it stood before it."""
    before = state.before(act)
    judgement = Judgement(before, law, act.at, act)
    violations: list[Violation] = []
    warnings: list[Violation] = []
    step = procedure.step_of(act)
    if step is not None:
        violations.extend(_unmet(step, judgement))
    for gate in GATES:
        if isinstance(act, gate.kinds):
            target = warnings if gate.is_warning else violations
            target.extend(_ask(gate, judgement))
    return Verdict(tuple(violations), tuple(w for w in warnings if w.block not in act.override))


def possible(state: CaseState, act: Act, law: LawBook, now: datetime) -> None:
    """Demand of an act that it can have happened. Raises BadInput for what cannot: an unknown party, a time before the clue."""
    judgement = Judgement(state, law, now, act)
    for demand in POSSIBILITIES:
        demand(judgement)


def admit(state: CaseState, act: Act, procedure: Procedure, law: LawBook, now: datetime) -> tuple[Violation, ...]:
    """Let an act into the case, or refuse it.

    Returns what it violates (only for acts marked irregular or taken over). Raises BadInput for what cannot have
    happened, RuleViolation for an official act that the law forbids or a warning without a reason.
    """
    possible(state, act, law, now)
    if not act.official:
        return ()
    found = verdict(state, act, procedure, law)
    if act.irregular or act.taken_over:
        return found.violations
    against = found.violations + found.warnings
    if against:
        raise RuleViolation(*against, act=f"{act.label}（{act.id}）")
    return ()


def judged(state: CaseState, procedure: Procedure, law: LawBook) -> CaseState:
    """Return the case with each official act carrying the violations it had on its own day.

    An act that relied on another which was voided afterwards also gets what it would violate without that one; what it
    violated on its own day stays. Voided acts keep their findings and get no new ones.
    """
    result = _judged(state, procedure, law, frozenset())
    return _judged(result, procedure, law, result.voided) if result.voided else result


def _judged(state: CaseState, procedure: Procedure, law: LawBook, voided: frozenset[str]) -> CaseState:
    """Judge every act in its order; with ``voided`` as if these had never been, on top of what stands against it already."""
    result = replace(state, records=())
    for record in state.records:
        found: tuple[Violation, ...] = ()
        if record.act.official and record.act.id not in voided:
            seen = result.with_record(record).without(voided)
            found = verdict(seen, record.act, procedure, law).violations
        if voided:
            known = {(one.requirement, one.block, one.subject) for one in record.violations}
            found = (*record.violations, *(one for one in found if (one.requirement, one.block, one.subject) not in known))
        result = result.with_record(replace(record, violations=found))
    return result


def checklist(state: CaseState, procedure: Procedure, law: LawBook, now: datetime) -> tuple[StepState, ...]:
    """Return the state of each step for each of its subjects, in statutory order."""
    states: list[StepState] = []
    for step in procedure.steps:
        subjects: tuple[str | None, ...] = tuple(state.parties) if step.scope is Scope.PARTY else (None,)
        states.extend(_step_state(step, Judgement(state, law, now, party=subject)) for subject in subjects)
    return tuple(states)


def deadlines(state: CaseState, procedure: Procedure, law: LawBook, now: datetime) -> tuple[Deadline, ...]:
    """Return the periods of the case that have begun, in the order of the procedure."""
    found: list[Deadline] = []
    limits = [step.limit for step in procedure.steps if step.limit is not None]
    for limit in (*limits, *procedure.limits):
        subjects: tuple[str | None, ...] = tuple(state.parties) if limit.scope is Scope.PARTY else (None,)
        for subject in subjects:
            judgement = Judgement(state, law, now, party=subject)
            start = limit.starts(judgement)
            if start is not None:
                found.append(_deadline(limit, judgement, start))
    return tuple(found)


def _deadline(limit: Limit, judgement: Judgement, start: date) -> Deadline:
    rule = judgement.law.rules[limit.rule]
    parameters = limit.parameters(judgement) if limit.parameters is not None else None
    due = judgement.due(limit.rule, parameters, **{rule.counting.inputs[0]: start})
    met = limit.met(judgement)
    late: bool | None = None
    if limit.duty and isinstance(due.due, date) and not _replaced(limit, judgement):
        late = True if (met or judgement.now.date()) > due.due else (False if met else None)
    return Deadline(limit, judgement.party, due, met, late)


def _step_state(step: Step, judgement: Judgement) -> StepState:
    subject = judgement.party
    if _is_done(step, judgement):
        return StepState(step, subject, Status.DONE)
    if step.when is not None and not step.when(judgement):
        return StepState(step, subject, Status.NOT_NEEDED, reason=step.unneeded)
    due = None
    if step.limit is not None and (start := step.limit.starts(judgement)) is not None:
        due = _deadline(step.limit, judgement, start).due
    blocked = tuple(_unmet(step, judgement)) + tuple(
        violation
        for gate in GATES
        if gate.foreseeable and not gate.is_warning and set(gate.kinds) & set(step.acts)
        for violation in _ask(gate, judgement)
    )
    if blocked:
        return StepState(step, subject, Status.BLOCKED, blocked, due)
    status = Status.OVERDUE if due is not None and step.limit is not None and _overdue(step.limit, due, judgement) else Status.OPEN
    return StepState(step, subject, status, due=due)


def _overdue(limit: Limit, due: Due, judgement: Judgement) -> bool:
    """Say whether a duty should have been met by now; the other side's rights run out without anybody being late."""
    if not limit.duty or limit.met(judgement) is not None or _replaced(limit, judgement):
        return False
    return isinstance(due.due, date) and judgement.now.date() > due.due


def _replaced(limit: Limit, judgement: Judgement) -> bool:
    return limit.replaced is not None and limit.replaced(judgement)


def _is_done(step: Step, judgement: Judgement) -> bool:
    if step.done is not None:
        return step.done(judgement)
    return bool(judgement.state.valid(*step.acts, party=judgement.party))


def _unmet(step: Step, judgement: Judgement) -> list[Violation]:
    """Return the needs of a step that fail, for each party the act is about."""
    parties: tuple[str | None, ...] = (judgement.party,)
    if judgement.act is not None and step.scope is Scope.PARTY:
        parties = judgement.state.party_ids(judgement.act)
    found: list[Violation] = []
    for party in parties:
        for need in step.needs:
            if not need.holds(judgement.about(party)):
                subject = judgement.state.party(party).name if party and len(judgement.state.parties) > 1 else ""
                found.append(Violation(need.name, need.message, need.article, need.remedy, None, subject))
    return found


def _ask(gate: Gate, judgement: Judgement) -> list[Violation]:
    if not gate.per_party:
        fail = gate.check(judgement)
        return [gate.violation(judgement, fail)] if fail else []
    found: list[Violation] = []
    parties: tuple[str | None, ...] = (judgement.party,) if judgement.party else tuple(judgement.state.parties)
    if judgement.act is not None:
        parties = judgement.state.party_ids(judgement.act)
    for party in parties:
        about = judgement.about(party)
        fail = gate.check(about)
        if fail:
            found.append(gate.violation(about, fail))
    return found
