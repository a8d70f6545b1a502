"""The shape of a procedure: steps in article order with requirements, limits, documents and tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.procedures.judgement import Judgement, Proposition


class Scope(StrEnum):
    """What a step is done for."""

    CASE = "case"
    PARTY = "party"


class Tag(StrEnum):
    """What the three systems ask of a step."""

    FILM = "film"
    PUBLISH = "publish"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Need:
    """A precondition of a step: a proposition, what is said when it fails, and what would satisfy it."""

    holds: Proposition
    message: str
    article: str
    remedy: str

    @property
    def name(self) -> str:
        """The name of the proposition."""
        return getattr(self.holds, "__name__", "")


@dataclass(frozen=True, slots=True)
class Making:
    """A document that an act makes. ``per`` is case, party or act; ``when`` leaves it out unless the proposition holds."""

    document: str
    per: str = "case"
    when: Proposition | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A period of the procedure: its rule, what starts it and what meets it, per subject; both None while unknown.

    ``duty`` is False for the other side's rights, which run out without anybody being late; ``parameters`` gives the
    office's parameters where a paper of the case fixed them; while ``replaced`` holds another period has taken this one's
    place, so that nobody is late.
    """

    rule: str
    label: str
    starts: Callable[[Judgement], date | None]
    met: Callable[[Judgement], date | None]
    scope: Scope = Scope.CASE
    duty: bool = True
    parameters: Callable[[Judgement], Mapping[str, int]] | None = None
    replaced: Proposition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a procedure.

    ``acts`` are the types that do it, ``about`` narrows deliveries to these documents; ``when`` says whether it is
    needed at all and ``unneeded`` why not. ``optional`` steps are offered, never demanded.
    """

    id: str
    title: str
    article: str
    acts: tuple[type[Act], ...]
    about: frozenset[str] = frozenset()
    scope: Scope = Scope.CASE
    when: Proposition | None = None
    unneeded: str = ""
    optional: bool = False
    done: Proposition | None = None
    needs: tuple[Need, ...] = ()
    limit: Limit | None = None
    makes: tuple[Making, ...] = ()
    tags: frozenset[Tag] = frozenset()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a procedure under one name, for the eye alone; it reaches from the step ``first`` to the next phase."""

    title: str
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A statutory procedure: id, name, articles, steps in order, and further limits that belong to no single step.

    ``phases`` are in the order of the steps; the first begins with the first step.
    """

    id: str
    title: str
    articles: str
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...] = ()
    phases: tuple[Phase, ...] = ()

    def phase_of(self, step: Step) -> str:
        """Return the title of the phase that a step belongs to; the procedure's own where it has no phases."""
        begins = {phase.first: phase.title for phase in self.phases}
        title = self.title
        for one in self.steps:
            title = begins.get(one.id, title)
            if one is step:
                break
        return title

    def step_of(self, act: Act) -> Step | None:
        """Return the step that this act does."""
        return next((step for step in self.steps if isinstance(act, step.acts) and _about(step, act)), None)


def _about(step: Step, act: Act) -> bool:
    return not step.about or (isinstance(act, Delivered) and act.document in step.about)
