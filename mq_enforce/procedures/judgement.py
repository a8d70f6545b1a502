"""A judgement: one case at one moment, seen through the law, about one act or one party."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from mq_enforce.base.errors import Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.facts import Party
from mq_enforce.case.state import CaseState
from mq_enforce.law.counting import Due, compute
from mq_enforce.law.lawbook import LawBook
from mq_enforce.law.matters import Matter

A = TypeVar("A", bound=Act)


@dataclass(frozen=True)
class Judgement:
    """What a proposition may look at.

    ``state`` is the case before ``act`` (or as it stands when no act is judged); ``party`` is set for propositions
    about one party.
    """

    state: CaseState
    law: LawBook
    now: datetime
    act: Act | None = None
    party: str | None = None

    @property
    def day(self) -> date:
        """The date on which is judged: the act's, else today's."""
        return self.act.on if self.act is not None else self.now.date()

    @property
    def matter(self) -> Matter:
        """The matter of the case."""
        return self.law.matters[self.state.head.matter]

    @property
    def the_party(self) -> Party:
        """The party the judgement is about."""
        return self.state.party(self.party)

    def the_act(self, kind: type[A]) -> A | None:
        """Return the act under judgement when it is of this type."""
        return self.act if isinstance(self.act, kind) else None

    def about(self, party: str | None) -> Judgement:
        """Return the same judgement about one party."""
        return replace(self, party=party)

    def due(self, rule: str, parameters: Mapping[str, int] | None = None, **inputs: object) -> Due:
        """Count a period by its rule.

        Inputs go by their names in the rule, ``start`` standing for ``from``; ``parameters`` go before the office's own.
        """
        given = {("from" if name == "start" else name): value for name, value in inputs.items()}
        settings = {**self.state.office.parameters, **(parameters or {})}
        return compute(self.law.rules[rule], given, self.law.calendar, settings)


@dataclass(frozen=True, slots=True)
class Fail:
    """Why a requirement does not hold, and what would satisfy it; both sentences in Chinese.

    ``article`` is the citation to print where another article than the block's stands behind this one case.
    """

    message: str
    remedy: str
    article: str = ""


Proposition = Callable[[Judgement], bool]
"""A named yes-or-no of the law."""

Check = Callable[[Judgement], Fail | None]
"""A requirement: nothing when it holds, else why not."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A requirement on official acts of certain types.

    ``block`` names the hard block or the warning (W-xx: may be overridden with a reason); empty, the gate is a plain
    precondition of the procedure and its ``Fail`` brings the article. ``per_party`` gates are asked once for each party the
    act is about. ``foreseeable`` gates need nothing of the act itself, so that the checklist can
    say beforehand that a step is blocked.
    """

    block: str
    kinds: tuple[type[Act], ...]
    check: Check
    per_party: bool = False
    foreseeable: bool = False

    @property
    def name(self) -> str:
        """The name of the proposition."""
        return getattr(self.check, "__name__", self.block)

    @property
    def is_warning(self) -> bool:
        """Whether a stated reason is enough to go on."""
        return self.block.startswith("W-")

    def violation(self, judgement: Judgement, fail: Fail) -> Violation:
        """Return the violation with its own article, else the one that stands behind the block."""
        article = fail.article or (judgement.law.blocks[self.block].citation if self.block else "")
        subject = judgement.the_party.name if self.per_party and len(judgement.state.parties) > 1 else ""
        return Violation(self.name, fail.message, article, fail.remedy, self.block or None, subject)


def gate(block: str, *kinds: type[Act], per_party: bool = False, foreseeable: bool = False) -> Callable[[Check], Gate]:
    """Make a gate of a check function."""

    def make(check: Check) -> Gate:
        return Gate(block, kinds, check, per_party, foreseeable)

    return make
