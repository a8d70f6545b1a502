"""What one paper is made from: the case as of the act that makes it, the law, the party, the date, the number.

Bindings are functions of this and of nothing else, so a paper is the same whenever and wherever it is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.intake import OfficersAssigned
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.facts import Party, Passage
from mq_enforce.case.state import ActRecord, CaseState
from mq_enforce.law.articles import Article
from mq_enforce.law.lawbook import LawBook
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Person

A = TypeVar("A", bound=Act)


@dataclass(frozen=True)
class PaperSource:
    """What one paper is made from.

    ``state`` is the case as of and including ``act``, the act that makes the paper (None for papers that no act makes,
    and for previews before it). ``party`` is the subject of papers with one copy per party. ``on`` is the paper's date,
    ``number`` its 字号 (empty in a preview), ``document`` its id. ``holds`` answers propositions by name and raises
    KeyError for unknown ones. ``extra`` brings values that no case holds, by name (``edit.…``, prepared elsewhere).
    """

    state: CaseState
    law: LawBook
    act: Act | None
    party: Party | None
    on: date
    number: str
    document: str
    holds: Callable[[str], bool]
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def subject(self) -> str | None:
        """The id of the party the paper or its act is about, or None when they are about the case."""
        if self.party is not None:
            return self.party.id
        return self.act.party if self.act is not None else None

    def the_act(self, *kinds: type[A]) -> A | None:
        """Return the act that makes the paper when it is of one of these types."""
        return self.act if isinstance(self.act, kinds) else None

    def last(self, *kinds: type[A]) -> A | None:
        """Return the last act of these types about the party (or the case); one that may be relied on before one that may not.

        An irregular act happened all the same, so a paper names it when there is no better one.
        """
        found = self.state.last(*kinds, party=self.subject)
        if found is not None:
            return found
        done = self.state.done(*kinds, party=self.subject)
        return done[-1] if done else None

    def latest(self, *kinds: type[A]) -> A | None:
        """Return the act that makes the paper when it is of these types, else the one it refers to, else the last one."""
        return self.the_act(*kinds) or self._referred(*kinds) or self.last(*kinds)

    def _referred(self, *kinds: type[A]) -> A | None:
        if self.act is None or self.act.refers_to is None:
            return None
        record = self.state.record(self.act.refers_to)
        return record.act if record is not None and isinstance(record.act, kinds) else None

    @property
    def record(self) -> ActRecord | None:
        """The record of the act that makes the paper, or None when it is not on file yet."""
        return self.state.record(self.act.id) if self.act is not None else None

    @property
    def agency(self) -> Agency:
        """The agency as the making act froze it, else as the register has it."""
        return self.record.agency if self.record is not None else self.state.office.agency

    def person(self, person_id: str) -> Person:
        """Return a person as the making act froze them, else as the register has them. Raises BadInput for an unknown one."""
        record = self.record
        if record is not None and person_id in record.people:
            return record.people[person_id]
        return self.state.person(person_id)

    @property
    def officers(self) -> tuple[Person, ...]:
        """The officers of the paper: those of the making act, else those last assigned to the case; none when nobody is known."""
        ids = self.act.by if self.act is not None and self.act.by else ()
        assigned = self.last(OfficersAssigned)
        ids = ids or (assigned.officers if assigned is not None else ())
        return tuple(self.person(one) for one in ids if one in self.state.office.people)

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties the paper is about: its subject, else the one its act names, else all."""
        if self.party is not None:
            return (self.party,)
        one = self.state.parties.get(self.subject or "")
        return (one,) if one is not None else tuple(self.state.parties.values())

    @property
    def the_party(self) -> Party | None:
        """The one party the paper is about, or None when it is about several."""
        return self.parties[0] if len(self.parties) == 1 else None

    @property
    def privacy_day(self) -> date:
        """The day on which minors count as minors: that of the conduct, or the paper's when it is earlier."""
        return min(self.on, self.state.conduct.begun_at.date())

    def passage(self, article: Article) -> Passage | None:
        """Return the wording of an article when the office has it on file."""
        return next((one for one in self.state.office.passages if one.article == article), None)

    def paper(self, document: str) -> PaperIssued | None:
        """Return the last issued and not voided paper of a kind about the party (or the case)."""
        found = self.state.papers(document, party=self.subject)
        return found[-1] if found else None
