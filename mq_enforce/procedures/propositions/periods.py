"""The last day of a period that ends on a day: what most propositions ask of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.procedures.judgement import Judgement


def last_day(j: Judgement, rule: str, parameters: Mapping[str, int] | None = None, **inputs: object) -> date:
    """Return the last day of a period; inputs and parameters as for ``Judgement.due``. Raises BadInput for a rule without one."""
    due = j.due(rule, parameters, **inputs).due
    if due is None or isinstance(due, datetime):
        raise BadInput(Fault(f"期限规则 {rule} 不以日期为末日", expected="以日、月或者年计算的期限"))
    return due
