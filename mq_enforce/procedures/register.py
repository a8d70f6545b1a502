"""The procedures on file, by id."""

from __future__ import annotations

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.procedures.ordinary_penalty import ORDINARY_PENALTY
from mq_enforce.procedures.steps import Procedure

PROCEDURES: dict[str, Procedure] = {ORDINARY_PENALTY.id: ORDINARY_PENALTY}
"""Every procedure, by its id."""


def procedure_named(name: str) -> Procedure:
    """Return the procedure. Raises BadInput for one that is not on file."""
    try:
        return PROCEDURES[name]
    except KeyError:
        raise BadInput(Fault(f"没有“{name}”这种程序", "procedure", "、".join(PROCEDURES))) from None
