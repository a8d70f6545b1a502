"""Where to go when a step is blocked: the earlier step whose act the failing requirement asks the case for.

Found out by listening: the requirement is asked once more of a case that notes which acts and deliveries it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.state import CaseState
from mq_enforce.procedures.engine import Status, StepState
from mq_enforce.procedures.gates import GATES
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.steps import Procedure, Step

A = TypeVar("A", bound=Act)

_WAITING = frozenset({Status.OPEN, Status.BLOCKED, Status.OVERDUE})


@dataclass
class _Asked:
    """What a requirement asked for: types of acts, and kinds of documents whose delivery it looked for."""

    kinds: set[type[Act]] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    def names(self, step: Step) -> bool:
        """Say whether an act of this step was asked for."""
        if step.about:
            return bool(step.about & self.documents)
        return any(issubclass(act, kind) for act in step.acts for kind in self.kinds)


@dataclass(frozen=True)
class _Listening(CaseState):
    """A case that notes what it is asked for; cases derived from it note into the same place."""

    asked: _Asked = field(default_factory=_Asked, compare=False)

    def done(self, *kinds: type[A], party: str | None = None) -> list[A]:
        """Answer as every case does. Deliveries are noted by their document alone."""
        self.asked.kinds.update(kind for kind in kinds if kind is not Delivered)
        return super().done(*kinds, party=party)

    def deliveries(self, document: str, party: str | None = None) -> list[Delivered]:
        """Answer as every case does."""
        self.asked.documents.add(document)
        return super().deliveries(document, party)


def remedy_step(blocked: StepState, states: Iterable[StepState], judgement: Judgement, procedure: Procedure) -> str:
    """Return the id of the step that would satisfy what blocks this one, or nothing when that cannot be known.

    It is the first demanded step before this one, not done yet for the same subject, whose act a failing requirement asks
    for; else the first optional one.
    """
    order = [step.id for step in procedure.steps]
    before = set(order[: order.index(blocked.step.id)])
    waiting = [
        one
        for one in states
        if one.step.id in before and one.status in _WAITING and (None in {one.subject, blocked.subject} or one.subject == blocked.subject)
    ]
    for asked in _asked_for(blocked, judgement):
        named = [one.step for one in waiting if asked.names(one.step)]
        if named:
            return next((step.id for step in named if not step.optional), named[0].id)
    return ""


def _asked_for(blocked: StepState, judgement: Judgement) -> Iterator[_Asked]:
    """Yield what each failing requirement asks for, needs of the step first."""
    failing = {violation.requirement for violation in blocked.blocked_by}
    for need in blocked.step.needs:
        asked = _Asked()
        if need.name in failing and not need.holds(_listening(judgement, asked)):
            yield asked
    for gate in GATES:
        if gate.name in failing and gate.foreseeable and set(gate.kinds) & set(blocked.step.acts):
            parties = (judgement.party,) if judgement.party or not gate.per_party else tuple(judgement.state.parties)
            for party in parties:
                asked = _Asked()
                if gate.check(_listening(judgement.about(party), asked)) is not None:
                    yield asked


def _listening(judgement: Judgement, asked: _Asked) -> Judgement:
    """Return the same judgement about a case that notes what it is asked for."""
    given = {one.name: getattr(judgement.state, one.name) for one in fields(CaseState)}
    return replace(judgement, state=_Listening(**given, asked=asked))
