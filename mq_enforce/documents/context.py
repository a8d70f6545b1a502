"""What a form asks of a case: values by name, lists by name, propositions by name.

Forms see nothing else of a case, so a form file can be checked against the known names alone, and a form can be
tested with a table of values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mq_enforce.documents.runs import NOTHING, Runs

Item = Mapping[str, Runs]
"""One row of a list: the names after ``item.`` with their values."""


class PaperContext(Protocol):
    """The values of one paper about one subject."""

    def value(self, name: str) -> Runs:
        """Return the value of a binding; nothing when it is not known yet. Raises KeyError for a name that does not exist."""
        ...

    def rows(self, name: str) -> Sequence[Item]:
        """Return the rows of a list. Raises KeyError for a name that does not exist."""
        ...

    def holds(self, proposition: str) -> bool:
        """Say whether a proposition holds. Raises KeyError for a name that does not exist."""
        ...


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All names a form file may use, for checking it without a case."""

    values: frozenset[str]
    rows: Mapping[str, frozenset[str]]
    propositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableContext:
    """A context made of plain tables: for tests, previews without a case, and blank forms."""

    values: Mapping[str, Runs] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Item]] = field(default_factory=dict)
    true: frozenset[str] = frozenset()

    def value(self, name: str) -> Runs:
        return self.values.get(name, NOTHING)

    def rows(self, name: str) -> Sequence[Item]:
        return self.lists.get(name, ())

    def holds(self, proposition: str) -> bool:
        return proposition in self.true
