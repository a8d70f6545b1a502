"""法律数据总册: everything the law package holds, in one value that is handed around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mq_enforce.law.blocks import BlockBook, load_blocks
from mq_enforce.law.calendar import WorkCalendar, load_calendar
from mq_enforce.law.counting import compute
from mq_enforce.law.due import Due
from mq_enforce.law.matters import MatterBook, load_matters
from mq_enforce.law.rules import RuleBook, load_rules
from mq_enforce.law.statutes import Statutes, load_statutes
from mq_enforce.law.thresholds import Thresholds, load_thresholds


@dataclass(frozen=True, slots=True, eq=False)
class LawBook:
    """Register of statutes, periods, blocks, thresholds, matters and the calendar, as one immutable value."""

    statutes: Statutes
    rules: RuleBook
    blocks: BlockBook
    thresholds: Thresholds
    matters: MatterBook
    calendar: WorkCalendar

    def due(self, rule: str, inputs: Mapping[str, object], parameters: Mapping[str, int] | None = None) -> Due:
        """Return what the rule of an id gives for these inputs. Raises BadInput as ``compute`` does, or for an unknown rule."""
        return compute(self.rules[rule], inputs, self.calendar, parameters)


@cache
def load_lawbook() -> LawBook:
    """Return the law data that come with the program, read once. Raises BadInput or EnvironmentProblem when they are damaged."""
    return LawBook(load_statutes(), load_rules(), load_blocks(), load_thresholds(), load_matters(), load_calendar())
