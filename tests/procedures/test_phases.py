"""The phases of every procedure: each begins with one of its steps, in the order of the steps, the first with the first."""

from __future__ import annotations

import pytest

from mq_enforce.procedures.register import PROCEDURES
from mq_enforce.procedures.steps import Procedure


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda one: one.id)
def test_phases_begin_with_steps_of_the_procedure_in_order(procedure: Procedure) -> None:
    steps = [step.id for step in procedure.steps]
    places = [steps.index(phase.first) for phase in procedure.phases]
    assert places == sorted(set(places))
    assert not places or places[0] == 0
    titles = [phase.title for phase in procedure.phases]
    assert len(set(titles)) == len(titles)
    assert all(titles)


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda one: one.id)
def test_every_step_lies_in_one_phase_and_none_comes_twice(procedure: Procedure) -> None:
    run = [procedure.phase_of(step) for step in procedure.steps]
    changes = [title for number, title in enumerate(run) if number == 0 or run[number - 1] != title]
    assert changes == ([phase.title for phase in procedure.phases] or [procedure.title])
