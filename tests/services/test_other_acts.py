"""Acts that belong to no step: whatever a procedure's steps do not do, and nothing that is done where papers are shown."""

from __future__ import annotations

from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.other_acts import other_acts

PROCEDURE = procedure_named("ordinary_penalty")


def test_every_act_is_offered_once_in_a_step_or_beside_them_or_with_the_papers() -> None:
    of_steps = {act.model_fields["kind"].default for step in PROCEDURE.steps for act in step.acts}
    others = {kind for kind, _label in other_acts(PROCEDURE)}
    assert not of_steps & others
    assert set(ACT_TYPES) - of_steps - others == {"paper_issued", "paper_voided", "scan_attached"}


def test_they_bear_the_label_of_their_type() -> None:
    offered = dict(other_acts(PROCEDURE))
    assert offered["fact_corrected"] == "更正事实"
    assert all(ACT_TYPES[kind].label == label for kind, label in offered.items())
