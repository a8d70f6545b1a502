"""All gates, gathered by name from the propositions, and the few things that cannot have happened."""

from __future__ import annotations

from mq_enforce.procedures.propositions import (
    competence,
    decision,
    delivery,
    discretion,
    evidence,
    hearing,
    notice,
    payment,
    possibility,
    publication,
    review,
)

GATES = (
    *competence.GATES,
    *evidence.GATES,
    *discretion.GATES,
    *notice.GATES,
    *hearing.GATES,
    *review.GATES,
    *decision.GATES,
    *delivery.GATES,
    *payment.GATES,
    *publication.GATES,
)
"""Every gate of the procedures on file."""

POSSIBILITIES = possibility.POSSIBILITIES
"""What cannot have happened: unknown party or act, before the clue, in the future."""
