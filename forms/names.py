"""The kinds of string in a form file, so that the checker knows what each must be the name of.

A form file holds no expression: a condition is the name of a proposition, a repetition the name of a list, a value the
name of a binding, and a text may contain names in braces.
"""

from __future__ import annotations

from typing import NewType

ValueName = NewType("ValueName", str)
"""Name of a binding, such as ``party.name``; inside ``each`` also ``item.name`` and ``row.number``."""

ListName = NewType("ListName", str)
"""Name of a list, such as ``seizure.items``."""

PropositionName = NewType("PropositionName", str)
"""Name of a proposition, such as ``party_is_person``."""

Text = NewType("Text", str)
"""Words that are printed, with ``{binding}`` in braces."""

FragmentName = NewType("FragmentName", str)
"""Name of a file in ``fragments/`` without its ending."""

NO_TEXT = Text("")
AGENCY_NAME = ValueName("agency.name")
PRACTICE_CASE = PropositionName("practice_case")
PAPER_DATE = ValueName("paper.date")
