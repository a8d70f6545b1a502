"""Who takes part in an act: officers, chairs, reviewers, voters, approvers, recorders, with the word for their part.

行政处罚法第四十二条、第四十三条、第五十七条、第五十八条、第六十四条 ask different things of these people; here they are only gathered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mq_enforce.case.acts import Act
from mq_enforce.case.values import Approval, Opinion
from mq_enforce.office.people import Person

_GROUPS = ("officers", "members", "investigators")
_SINGLE = ("chair", "reviewer", "host")
_HELPERS = ("recorder", "reporter", "archivist", "checker")


@dataclass(frozen=True, slots=True)
class Participant:
    """One person's part in an act: the field's title and the person's id.

    ``helper`` parts (recorder, reporter, archivist, checker) may name somebody who stands in no register.
    """

    part: str
    person: str
    helper: bool = False

    def is_person(self, person: Person) -> bool:
        """Say whether this is that person; helpers may be written by name."""
        return self.person == person.id or (self.helper and self.person == person.name)


def participants(act: Act) -> tuple[Participant, ...]:
    """Return everybody who takes part in an act for the agency: special parts first, approvers, then those who carry it out."""
    return tuple(_participants(act))


def _participants(act: Act) -> Iterator[Participant]:
    for name, field in type(act).model_fields.items():
        value = getattr(act, name)
        title = field.title or name
        if name in _GROUPS and isinstance(value, tuple):
            yield from (Participant(title, one) for one in value)
        elif name in _SINGLE and isinstance(value, str):
            yield Participant(title, value)
        elif name in _HELPERS and isinstance(value, str):
            yield Participant(title, value, helper=True)
        elif name == "voices":
            yield from (Participant("集体讨论参加人", voice.person) for voice in value)
    yield from (Participant(part, opinion.by) for part, opinion in opinions(act))
    yield from (Participant("经办人", one) for one in act.by)


def opinions(act: Act) -> Iterator[tuple[str, Opinion]]:
    """Yield every opinion given on an act with its title: those of its approval form, and single ones."""
    for name, field in type(act).model_fields.items():
        value = getattr(act, name)
        if isinstance(value, Opinion):
            yield field.title or name, value
        elif isinstance(value, Approval):
            for part, inner in Approval.model_fields.items():
                if isinstance(opinion := getattr(value, part), Opinion):
                    yield inner.title or part, opinion
