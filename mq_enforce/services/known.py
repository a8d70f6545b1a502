"""What a case knows already, as the fields of an act that is begun want it: plain data of a diary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import PartyDocumentsTaken
from mq_enforce.case.acts.intake import OfficersAssigned
from mq_enforce.case.facts import Party
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.law.matters import Matter
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Person, Role
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.services.papers import source_of
from mq_enforce.services.program import Program

A = TypeVar("A", bound=Act)
_OFFICERS = 2


@dataclass(frozen=True)
class Known:
    """A case at a moment about one party, or about the whole case."""

    program: Program
    state: CaseState
    party: Party | None
    now: datetime

    @property
    def day(self) -> str:
        """Today as a diary writes it."""
        return self.now.date().isoformat()

    @property
    def agency(self) -> Agency:
        """The agency."""
        return self.state.office.agency

    @property
    def matter(self) -> Matter:
        """The matter of the case."""
        return self.program.law.matters[self.state.head.matter]

    @property
    def judgement(self) -> Judgement:
        """The case as it stands, for questions of the law."""
        return Judgement(self.state, self.program.law, self.now, party=self.party.id if self.party is not None else None)

    @property
    def parties(self) -> tuple[Party, ...]:
        """The party, or all of them."""
        return (self.party,) if self.party is not None else tuple(self.state.parties.values())

    def done(self, *kinds: type[A]) -> list[A]:
        """Return the acts of these types about the party or about all."""
        return self.state.done(*kinds, party=self.party.id if self.party is not None else None)

    def last(self, *kinds: type[A]) -> A | None:
        """Return the last of these acts, one that may be relied on before others, or None."""
        done = self.done(*kinds)
        return next((act for act in reversed(done) if self.state.reliable(act)), done[-1] if done else None)

    @cached_property
    def _papers(self) -> CaseContext:
        party = self.party.id if self.party is not None else None
        return CaseContext(source_of(self.state, self.program, "", None, party))

    def words(self, name: str) -> str:
        """Return what papers print under a name, so that the window words nothing otherwise than they do."""
        return "".join(run.text for run in self._papers.value(name))

    # -- people -------------------------------------------------------------------------------------------------------

    def only(self, *roles: Role) -> str:
        """Return the only person with one of these roles; nothing when there are several or none."""
        found = [person.id for person in self.state.office.people.values() if set(roles) & set(person.roles)]
        return found[0] if len(found) == 1 else ""

    @cached_property
    def officers(self) -> list[str]:
        """The officers on the case whose certificates are in force today: those assigned, else those who did something last."""
        assigned = self.state.last(OfficersAssigned)
        if assigned is not None:
            return self._certified(assigned.officers)
        acts = (act.by for act in reversed(self.state.done(Act)) if not isinstance(act, PartyDocumentsTaken))
        found = next((by for one in acts if len(by := self._certified(one)) >= _OFFICERS), [])
        return found or self._certified([self.program.actor.person])

    def _certified(self, ids: Iterable[str]) -> list[str]:
        return [one for one in ids if (person := self._person(one)) is not None and person.certified_on(self.now.date())]

    def _person(self, person: str) -> Person | None:
        return self.state.office.people.get(person)

    @property
    def at_keyboard(self) -> list[str]:
        """The person at the keyboard, when they stand in the register of the case."""
        person = self.program.actor.person
        return [person] if person in self.state.office.people else []

    # -- parts that many acts have ------------------------------------------------------------------------------------

    def approval(self, officers: str = "") -> dict[str, Any]:
        """Return the approval as it goes round today: who signs where only one can; what they say is theirs to say."""
        return {
            **({"officers": officers} if officers else {}),
            "officers_on": self.day,
            "team": self.opinion(Role.HEAD_OF_TEAM),
            "agency": self.opinion(Role.HEAD_OF_AGENCY),
        }

    def opinion(self, *roles: Role) -> dict[str, Any]:
        """Return one opinion of today, still without words."""
        return filled(by=self.only(*roles), on=self.day)

    def receiver(self, party: Party) -> str:
        """Return who receives for a party: itself, or the head of a unit."""
        return (party.head if party.is_unit else "") or party.name


def filled(**fields: object) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
