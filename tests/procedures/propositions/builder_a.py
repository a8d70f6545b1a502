"""Small helpers for the tests of propositions: stories read once, acts written short, what an act is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache

from support.stories import Story, story

from mq_enforce.base.errors import BadInput, RuleViolation, Violation
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.facts import Grant
from mq_enforce.office.people import Certificate, Person, Role
from mq_enforce.procedures.engine import admit


@cache
def told(name: str = "straw_burning", until: str | None = None, before: str | None = None) -> Story:
    """Return a story, read once for all tests."""
    return story(name, until=until, before=before)


def act(kind: str, at: str, act_id: str = "new", /, **fields: object) -> Act:
    """Return an act; ``at`` without offset is at +08:00."""
    return read_act({"id": act_id, "kind": kind, "at": at, **fields})


def against(tale: Story, one: Act, block: str) -> list[Violation]:
    """Return what stands against an act under one block or warning."""
    verdict = tale.verdict(one)
    return [violation for violation in (*verdict.violations, *verdict.warnings) if violation.block == block]


def why(tale: Story, one: Act, block: str) -> str:
    """Return the only sentence that stands against an act under a block; fails when there is none or several."""
    (violation,) = against(tale, one, block)
    assert violation.article or block.startswith("W-")
    assert violation.remedy
    return violation.message


def with_people(tale: Story, *people: Person) -> Story:
    """Return the story with people added to the register or replaced there."""
    return tale.office(people={**tale.state.office.people, **{person.id: person for person in people}})


def certified(
    tale: Story, person: str, valid_from: date = date(2023, 5, 1), valid_to: date = date(2028, 4, 30), revoked_on: date | None = None
) -> Story:
    """Return the story with a person's certificate valid as given."""
    certificate = Certificate(number="16140000009", valid_from=valid_from, valid_to=valid_to, revoked_on=revoked_on)
    return with_people(tale, replace(tale.state.office.people[person], certificate=certificate))


def somebody(person_id: str, name: str, *roles: Role, certificate: Certificate | None = None) -> Person:
    """Return a person for the register."""
    return Person(id=person_id, name=name, post="示例职务", roles=roles, certificate=certificate)


def granted(tale: Story, **fields: object) -> Story:
    """Return the story with one grant of its matter, changed as given."""
    data = {"matter": tale.state.head.matter, "document": "承接公告（示例）", "effective_from": "2026-01-01", "source": "示例", **fields}
    return tale.office(grants=(Grant.model_validate(data),))


def impossible(tale: Story, one: Act, now: str = "2026-12-31T12:00:00+08:00") -> str:
    """Return why an act cannot have happened; an empty text when it can, lawfully or not."""
    try:
        admit(tale.state, one, tale.procedure, tale.law, datetime.fromisoformat(now))
    except BadInput as error:
        return str(error)
    except RuleViolation:
        return ""
    return ""
