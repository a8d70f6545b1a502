"""Deadlines over all cases, from the flat rows; the full explanation of one is computed when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.procedures.engine import deadlines
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.cases import read_case
from mq_enforce.services.program import Program
from mq_enforce.services.projecting import FINISHED
from mq_enforce.store import CaseFilter, CaseListRow

_PAGE = 1000
_SOON, _WEEK = 3, 7

LATE, TODAY, IN_THREE_DAYS, IN_SEVEN_DAYS, LATER = "已超期", "今日到期", "3天内", "7天内", "以后"
STANDINGS = (LATE, TODAY, IN_THREE_DAYS, IN_SEVEN_DAYS, LATER)
"""The words for how near a date is, the most pressing first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """One running period of one case. ``duty`` is false for the other side's rights; ``provisional``: the date may still move.

    ``party`` and ``name`` are empty for periods of the whole case; ``whose`` is whose period it is by the rule.
    """

    case_id: str
    number: str
    title: str
    rule: str
    label: str
    party: str
    name: str
    whose: str
    due: date
    standing: str
    duty: bool
    provisional: bool
    practice: bool


def standing(due: date | None, today: date) -> str:
    """Return the word for how near a date is, in calendar days; empty when there is no date."""
    if due is None:
        return ""
    left = due - today
    if left < timedelta(0):
        return LATE
    if not left:
        return TODAY
    if left <= timedelta(days=_SOON):
        return IN_THREE_DAYS
    return IN_SEVEN_DAYS if left <= timedelta(days=_WEEK) else LATER


def deadlines_overview(
    program: Program, until: date | None = None, today: date | None = None, *, practice: bool | None = False
) -> tuple[DeadlineRow, ...]:
    """Return the running periods of all open cases by date, up to and including ``until``.

    Rights of the other side that have run out are left out; of a finished case only a duty still unmet is told. ``today`` is
    the clock's day unless given; ``practice`` None shows both kinds of case.
    """
    day = today or program.clock.now().date()
    found = (row for line in _lines(program, practice) for row in _rows(program, line, day))
    wanted = [row for row in found if (row.duty or row.due >= day) and (until is None or row.due <= until)]
    return tuple(sorted(wanted, key=lambda row: (row.due, not row.duty, row.number, row.case_id, row.label, row.party)))


def _lines(program: Program, practice: bool | None) -> Iterator[CaseListRow]:
    """Yield every case with its flat row, page by page out of one snapshot."""
    with program.store.read(program.actor.agency) as reader:
        offset = 0
        while page := reader.list_cases(CaseFilter(practice=practice), order="opened", limit=_PAGE, offset=offset):
            yield from page
            offset += len(page)


def _rows(program: Program, line: CaseListRow, today: date) -> Iterator[DeadlineRow]:
    projection = line.projection
    kept: list[dict[str, Any]] = [] if projection is None else projection.flat.get("deadlines", [])
    for one in kept:
        if projection is not None and projection.stage == FINISHED and not one["duty"]:
            continue
        due = date.fromisoformat(one["due"])
        yield DeadlineRow(
            case_id=line.case.case_id,
            number=line.case.case_number or "",
            title=line.case.title,
            rule=one["rule"],
            label=one["label"],
            party=one["party"],
            name=one["name"],
            whose=program.law.rules[one["rule"]].who,
            due=due,
            standing=standing(due, today),
            duty=one["duty"],
            provisional=one["provisional"],
            practice=line.case.practice,
        )


def explain(program: Program, case_id: str, rule: str, party: str | None = None) -> str:
    """Return how the date of a period of a case came about. Raises BadInput when the case has no such period."""
    state = read_case(program, case_id)
    found = deadlines(state, procedure_named(state.head.procedure), program.law, program.clock.now())
    for one in found:
        if one.limit.rule == rule and (one.subject or "") == (party or ""):
            return one.due.explanation
    known = "、".join(dict.fromkeys(one.limit.rule for one in found))
    raise BadInput(Fault(f"本案没有正在计算的期限“{rule}”", state.head.title, known))
