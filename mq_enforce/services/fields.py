"""Fields: what the window asks for, as plain descriptions made from the types that the diary uses; no widget is known here.

A form of fields is a tree. Its value is plain data, spelled as in a diary (``{"kind": "clue_registered", "by": ["wang"], …}``),
with the keys of fields that say nothing left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Path = tuple[str | int, ...]
"""The place of a field in the data: names of groups and indices of lists, as pydantic tells them."""


class FieldKind(StrEnum):
    """What kind of answer a field takes; it decides the widget."""

    LINE = "line"
    LONG = "long"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
    MOMENT = "moment"
    MONEY = "money"
    ARTICLE = "article"
    FILE = "file"
    GROUP = "group"
    LIST = "list"


class Source(StrEnum):
    """Where the choices of a CHOICE come from when they are not fixed: the office's register or the case on file."""

    FIXED = "fixed"
    OFFICER = "officer"
    PERSON = "person"
    LEADER = "leader"
    REVIEWER = "reviewer"
    PARTY = "party"
    DOCUMENT = "document"
    PAPER = "paper"
    ACT = "act"
    EVIDENCE = "evidence"
    GOODS = "goods"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. ``note`` says more; what is not ``offered`` is shown only where it is chosen already."""

    value: str
    label: str
    note: str = ""
    offered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field. ``required`` fields have no default; ``default`` is plain data.

    GROUP has ``fields``; LIST has ``item`` (a nameless spec of one element) and ``at_least``; NUMBER has ``least``; CHOICE has
    ``choices`` when its ``source`` is FIXED. ``folded`` fields stand under 更多: what officers seldom need. ``spoken`` lists
    are questions and answers. ``private`` values are personal data.
    """

    name: str
    label: str
    kind: FieldKind
    required: bool = False
    default: Any = None
    source: Source = Source.FIXED
    choices: tuple[Choice, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    item: FieldSpec | None = None
    at_least: int = 0
    least: int | None = None
    folded: bool = False
    spoken: bool = False
    private: bool = False
    hint: str = ""

    def walk(self, above: Path = ()) -> Iterator[tuple[Path, FieldSpec]]:
        """Yield every field of the tree with its path, groups before their fields; of lists the list alone."""
        path = (*above, self.name) if self.name else above
        yield path, self
        for one in self.fields:
            yield from one.walk(path)


@dataclass(frozen=True, slots=True)
class Lookups:
    """What can be chosen in one case on one day, by source."""

    by_source: Mapping[Source, tuple[Choice, ...]] = field(default_factory=dict)

    def choices(self, spec: FieldSpec) -> tuple[Choice, ...]:
        """Return the choices of a field."""
        return spec.choices if spec.source is Source.FIXED else self.by_source.get(spec.source, ())


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field, told beside it: the sentence and what was expected."""

    path: Path
    message: str
    expected: str = ""

    def sentence(self) -> str:
        """Return the fault as one line."""
        return f"{self.message}；应为：{self.expected}" if self.expected else self.message
