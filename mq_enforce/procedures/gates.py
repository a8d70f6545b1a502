"""All gates, gathered by name from the propositions, and the few things that cannot have happened."""

from __future__ import annotations

from mq_enforce.procedures.propositions import (
    approvals,
    competence,
    corrections,
    decision,
    delivery,
    discretion,
    evidence,
    exemption,
    hearing,
    hearing_conduct,
    notice,
    payment,
    possibility,
    publication,
    review,
)

GATES = (
    *competence.GATES,
    *approvals.GATES,
    *evidence.GATES,
    *discretion.GATES,
    *notice.GATES,
    *hearing.GATES,
    *hearing_conduct.GATES,
    *review.GATES,
    *decision.GATES,
    *exemption.GATES,
    *corrections.GATES,
    *delivery.GATES,
    *payment.GATES,
    *publication.GATES,
)
"""Every gate of the procedures on file."""

POSSIBILITIES = (*possibility.POSSIBILITIES, *approvals.POSSIBILITIES)
"""What cannot have happened: unknown party or act, before the clue, in the future."""
