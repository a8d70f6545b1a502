"""The context of a paper over a case: what a form asks, answered from the bindings."""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.documents.bindings.catalogue import CONDITIONS, ROWS, VALUES
from mq_enforce.documents.bindings.dates import family
from mq_enforce.documents.bindings.facts import text
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs
from mq_enforce.documents.source import PaperSource

_EDITED = "edit."


class CaseContext:
    """Answers a form's questions from one ``PaperSource``; each answer is worked out once."""

    def __init__(self, source: PaperSource) -> None:
        self.source = source
        self._values: dict[str, Runs] = {}

    def value(self, name: str) -> Runs:
        """Return the value of a binding; nothing when it is not known yet. Raises KeyError for a name that does not exist."""
        if name not in self._values:
            self._values[name] = self._find(name)
        return self._values[name]

    def _find(self, name: str) -> Runs:
        if name.startswith(_EDITED):
            return _edited(self.source, name)
        binding = VALUES.get(name)
        return binding(self.source) if binding is not None else family(self.source, name)

    def rows(self, name: str) -> Sequence[Item]:
        """Return the rows of a list. Raises KeyError for a name that does not exist."""
        return ROWS[name][0](self.source)

    def holds(self, proposition: str) -> bool:
        """Say whether a proposition holds. Raises KeyError for a name that does not exist."""
        test = CONDITIONS.get(proposition)
        return test(self.source) if test is not None else self.source.holds(proposition)


def _edited(source: PaperSource, name: str) -> Runs:
    """Return the narrative that an officer wrote in place of the generated text, its private values marked, or nothing."""
    words = source.extra.get(name)
    return text(source, words, name) if isinstance(words, str) else NOTHING
