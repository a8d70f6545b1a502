"""Acts that may come at any time and belong to no step: recusal, suspicion of a crime, remedies, corrections."""

from __future__ import annotations

from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.case.acts.records import PaperIssued, PaperVoided, ScanAttached
from mq_enforce.procedures.steps import Procedure

_ABOUT_PAPERS = (PaperIssued, PaperVoided, ScanAttached)
"""Done where the papers are shown."""


def other_acts(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """Return kind and label of the acts that no step of a procedure does, those about single papers left out."""
    of_steps = {act for step in procedure.steps for act in step.acts}
    return tuple((kind, act.label) for kind, act in ACT_TYPES.items() if act not in of_steps and act not in _ABOUT_PAPERS)
