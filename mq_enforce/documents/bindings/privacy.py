"""Privacy of printed facts: the class stands at the field's type alone and is read from there.

Free texts are searched for private values that the case holds elsewhere (a name inside a summary), so that redaction
finds them in narratives too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from mq_enforce.base.ages import ADULT_AGE, full_years
from mq_enforce.base.privacy import Privacy
from mq_enforce.case.facts import Party
from mq_enforce.case.state import CaseState
from mq_enforce.case.values import Private, Value
from mq_enforce.documents.runs import NOTHING, Run, Runs

_SHORTEST = 2
"""A private value of one character is not searched for in free texts: it would be found everywhere."""

_PUBLIC_OF_UNITS = frozenset({"name", "address"})


@lru_cache(maxsize=1024)
def _declared(kind: type[Value], field: str) -> Privacy:
    found = next((one for one in kind.model_fields[field].metadata if isinstance(one, Private)), None)
    return found.privacy if found is not None else Privacy.OPEN


def privacy_of(owner: Value, field: str, on: date) -> Privacy:
    """Return the class of a field of a fact on a day.

    Name and address of a unit are public; whatever identifies a minor has the class of minors. Raises KeyError for a
    field that does not exist.
    """
    declared = _declared(type(owner), field)
    if declared is Privacy.OPEN:
        return declared
    if isinstance(owner, Party) and owner.is_unit and field in _PUBLIC_OF_UNITS:
        return Privacy.OPEN
    return Privacy.MINOR if _is_minor(owner, on) else declared


def _is_minor(owner: Value, on: date) -> bool:
    born = getattr(owner, "born_on", None)
    if not isinstance(born, date):
        return False
    return full_years(born, on) < ADULT_AGE


def private_values(state: CaseState, on: date) -> dict[str, Privacy]:
    """Return every private text of the case with its class, longest first: what a narrative may not give away."""
    found: dict[str, Privacy] = {}
    for owner in (*state.parties.values(), *(record.act for record in state.records)):
        for text, privacy in _private_texts(owner, on):
            found.setdefault(text, privacy)
    return dict(sorted(found.items(), key=lambda one: (-len(one[0]), one[0])))


def _private_texts(owner: Value, on: date) -> Iterator[tuple[str, Privacy]]:
    for field in type(owner).model_fields:
        value = getattr(owner, field)
        if isinstance(value, Value):
            yield from _private_texts(value, on)
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, Value):
                    yield from _private_texts(one, on)
        elif isinstance(value, str) and len(value) >= _SHORTEST:
            privacy = privacy_of(owner, field, on)
            if privacy is not Privacy.OPEN:
                yield value, privacy


def narrative(text: str, facts: tuple[str, ...], private: dict[str, Privacy]) -> Runs:
    """Return a free text as runs, each private value in it a run of its own class."""
    if not text:
        return NOTHING
    runs: list[Run] = []
    begin = at = 0
    while at < len(text):
        hit = next((one for one in private if text.startswith(one, at)), None)
        if hit is None:
            at += 1
            continue
        if begin < at:
            runs.append(Run(text[begin:at], facts))
        runs.append(Run(hit, facts, private[hit]))
        begin = at = at + len(hit)
    if begin < len(text):
        runs.append(Run(text[begin:], facts))
    return tuple(runs)
