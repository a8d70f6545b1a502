"""From a typed fact to runs: one way for all bindings, so that path and privacy class are never written by hand.

Paths are ``parties.p1.address``, ``conduct.place``, ``acts.<id>.summary``, ``agency.name``, ``people.<id>.name``,
``case.number``; fields of nested values follow with a dot (``acts.a5.person.name``, ``acts.a7.goods.2.name``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts import Act
from mq_enforce.case.values import Value
from mq_enforce.documents.bindings.privacy import narrative, privacy_of, private_values
from mq_enforce.documents.bindings.registry import Binding, RowsBinding, Values
from mq_enforce.documents.bindings.words import printed
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Run, Runs
from mq_enforce.documents.source import PaperSource

A = TypeVar("A", bound=Act)

_ENDS = ("。", "！", "？", "…", "”")


def told(source: PaperSource, root: Value | None, dotted: str, path: str) -> Runs:
    """Return a field of a fact or act as runs; ``dotted`` may go through nested values (``person.name``).

    Nothing when the root or a value on the way is not there. Raises AttributeError for a field that does not exist.
    """
    owner = root
    *way, field = dotted.split(".")
    for step in way:
        owner = None if owner is None else getattr(owner, step)
    if owner is None:
        return NOTHING
    value = getattr(owner, field)
    text = printed(value)
    if not text:
        return NOTHING
    fact = (f"{path}.{dotted}",)
    privacy = privacy_of(owner, field, source.privacy_day) if field in type(owner).model_fields else Privacy.OPEN
    if privacy is not Privacy.OPEN:
        return (Run(text, fact, privacy),)
    if type(value) in (str, tuple):
        return narrative(text, fact, private_values(source.state, source.privacy_day))
    return (Run(text, fact),)


def text(source: PaperSource, words: str, *facts: str) -> Runs:
    """Return a text that was put together from facts; private values inside it keep their class."""
    return narrative(words, facts, private_values(source.state, source.privacy_day))


def path_of(act: Act) -> str:
    """Return the path under which the facts of an act stand."""
    return f"acts.{act.id}"


def act_fact(dotted: str, *kinds: type[A]) -> Binding:
    """Return the binding of a field of the act that makes the paper, else of the last act of these types."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(*kinds)
        return NOTHING if act is None else told(source, act, dotted, path_of(act))

    return binding


def act_sentence(dotted: str, *kinds: type[A]) -> Binding:
    """Return the binding of a narrative of an act, closed with a full stop when the officer left it out."""
    plain = act_fact(dotted, *kinds)

    def binding(source: PaperSource) -> Runs:
        runs = plain(source)
        if not runs or runs[-1].text.endswith(_ENDS):
            return runs
        return (*runs, Run("。", runs[-1].facts))

    return binding


def act_facts(prefix: str, fields: Iterable[str], *kinds: type[A]) -> Values:
    """Return the bindings ``prefix.field`` for several fields of an act."""
    return {f"{prefix}.{field}": act_fact(field, *kinds) for field in fields}


def row(source: PaperSource, value: Value, path: str, keys: Iterable[str]) -> Item:
    """Return one row of a list: each key is a field of the value."""
    return {key: told(source, value, key, path) for key in keys}


def act_rows(field: str, keys: frozenset[str], *kinds: type[A]) -> tuple[RowsBinding, frozenset[str]]:
    """Return the list of the values in a field of an act, with the keys of its rows."""

    def rows(source: PaperSource) -> Sequence[Item]:
        act = source.latest(*kinds)
        if act is None:
            return ()
        values: Sequence[Value] = getattr(act, field)
        return [row(source, value, f"{path_of(act)}.{field}.{index}", keys) for index, value in enumerate(values)]

    return rows, keys


def when_act(test: Callable[[A], bool], *kinds: type[A]) -> Callable[[PaperSource], bool]:
    """Return the condition that the act (making the paper, else the last of these types) is there and passes a test."""

    def condition(source: PaperSource) -> bool:
        act = source.latest(*kinds)
        return act is not None and test(act)

    return condition


def name_of(source: PaperSource, person: str, fact: str) -> Runs:
    """Return the name of a person of the office by id; anybody else is written down by name already."""
    if person in source.state.office.people:
        return (Run(source.person(person).name, (fact, f"people.{person}.name")),)
    return text(source, person, fact)


def act_person(field: str, *kinds: type[A]) -> Binding:
    """Return the binding of a field of an act that names a person of the office (by id or by name)."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(*kinds)
        value = None if act is None else getattr(act, field)
        return name_of(source, value, f"{path_of(act)}.{field}") if act is not None and value else NOTHING

    return binding


def act_day(*kinds: type[A]) -> Binding:
    """Return the binding of the date of an act."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(*kinds)
        return NOTHING if act is None else (Run(printed(act.on), (f"{path_of(act)}.at",)),)

    return binding
