"""公示前的信息处理: a paper drawn again with what is private replaced, not covered.

行政处罚法第五十条; 政府信息公开条例第十五条; 个人信息保护法第二十五条、第二十八条. How each class is shortened is the office's practice.
"""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.privacy import Privacy
from mq_enforce.documents.bindings.names import masked_name
from mq_enforce.documents.context import Item, PaperContext
from mq_enforce.documents.runs import Run, Runs

REMOVED = "（已隐去）"
SOMEBODY = "某某"


def masked(run: Run) -> Run:
    """Return a run as the public may read it. Raises BadInput for a secret, which may not be published in any form."""
    match run.privacy:
        case Privacy.OPEN:
            return run
        case Privacy.NAME:
            return Run(masked_name(run.text), run.facts)
        case Privacy.MINOR | Privacy.WITNESS:
            return Run(SOMEBODY, run.facts)
        case Privacy.SECRET:
            raise BadInput(Fault("内容含有国家秘密或者商业秘密，不能公示", "、".join(run.facts), "先依法处理，或者不予公示"))
        case _:
            return Run(REMOVED, run.facts)


def redacted(runs: Runs) -> Runs:
    """Return a value as the public may read it."""
    return tuple(masked(run) for run in runs)


class RedactedContext:
    """A paper's context of which everything private is gone before anything is drawn."""

    def __init__(self, context: PaperContext) -> None:
        self._context = context

    def value(self, name: str) -> Runs:
        """Return the value of a binding without what is private. Raises KeyError for a name that does not exist."""
        return redacted(self._context.value(name))

    def rows(self, name: str) -> Sequence[Item]:
        """Return the rows of a list without what is private. Raises KeyError for a name that does not exist."""
        return [{key: redacted(value) for key, value in row.items()} for row in self._context.rows(name)]

    def holds(self, proposition: str) -> bool:
        """Say whether a proposition holds. Raises KeyError for a name that does not exist."""
        return self._context.holds(proposition)
