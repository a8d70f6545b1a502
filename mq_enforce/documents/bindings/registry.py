"""What binding modules export: tables from names to functions of the paper's source.

Each module has ``VALUES`` and, where it needs them, ``ROWS`` and ``CONDITIONS``; ``catalogue.py`` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import Runs
from mq_enforce.documents.source import PaperSource

Binding = Callable[[PaperSource], Runs]
"""A value by name; nothing when it is not known yet. Never raises on an early case."""

RowsBinding = Callable[[PaperSource], Sequence[Item]]
"""A list by name."""

Condition = Callable[[PaperSource], bool]
"""A plain yes-or-no about what a paper shows (never a judgement of law: those come from the procedures)."""

Values = dict[str, Binding]
Rows = dict[str, tuple[RowsBinding, frozenset[str]]]
"""Lists with the keys of their rows."""

Conditions = dict[str, Condition]
