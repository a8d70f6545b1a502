"""One question to the counting rules, as it is handed to the part that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mq_enforce.law.calendar import WorkCalendar
from mq_enforce.law.due import Due
from mq_enforce.law.explain import closing
from mq_enforce.law.inputs import Inputs
from mq_enforce.law.rules import Rule

_EXTRA: Mapping[str, tuple[str, ...]] = {
    "e_date": ("e_nominal",),
    "order_delivered": ("remedy_final_on",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A rule, its inputs, the calendar and the office's settings."""

    rule: Rule
    inputs: Inputs
    calendar: WorkCalendar
    parameters: Mapping[str, int]

    def undated(self, why: str) -> Due:
        """Return the answer of a rule that gives no date, with the reason."""
        rule = self.rule
        return Due(rule.id, None, None, None, "", None, False, rule.counting.statutory, rule.citation, why + closing(rule))


def extra_inputs(rule: Rule) -> tuple[str, ...]:
    """Return the inputs that a rule may be given besides those in the rules file.

    ``e_nominal`` is the last day of the remedies before it moved off a rest day; ``remedy_final_on`` the day on which the
    decision on the remedy became final.
    """
    return _EXTRA.get(rule.counting.inputs[0], ())
