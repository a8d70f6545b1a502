"""Names of the files that leave the program: ``NNN-id-number.pdf``, safe on every platform."""

from __future__ import annotations

from mq_enforce.base.file_names import safe_name
from mq_enforce.case.acts.records import PaperIssued

_LONGEST = 120


def paper_file_name(order: int, paper: PaperIssued) -> str:
    """Return the file name of an issued paper by its order in the case."""
    parts = [f"{order:03d}", paper.document, paper.number or paper.party or ""]
    return safe_name("-".join(part for part in parts if part) + ".pdf", _LONGEST)
