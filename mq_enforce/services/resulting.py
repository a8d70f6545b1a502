"""The dates that would follow from an act being entered: said beside it, before it is done."""

from __future__ import annotations

from mq_enforce.case.acts import Act
from mq_enforce.case.state import CaseState
from mq_enforce.procedures.engine import deadlines
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.as_if import with_act
from mq_enforce.services.case_page import due_text
from mq_enforce.services.program import Program
from mq_enforce.services.timeline import party_name


def resulting_deadlines(program: Program, state: CaseState, act: Act) -> tuple[str, ...]:
    """Return the periods that the act would begin or move, each with its last day and whose it is; met ones are left out."""
    procedure, now = procedure_named(state.head.procedure), program.clock.now()
    before = {(one.limit.rule, one.subject): one.due.due for one in deadlines(state, procedure, program.law, now)}
    lines: list[str] = []
    for one in deadlines(with_act(state, program, act), procedure, program.law, now):
        day = due_text(one.due)
        if not day or one.met_on is not None or before.get((one.limit.rule, one.subject)) == one.due.due:
            continue
        name = party_name(state, one.subject)
        whose = "" if one.limit.duty else "，不是本机关的期限"
        lines.append(f"{one.limit.label}{f'（{name}）' if name else ''}：{day}{whose}")
    return tuple(lines)
