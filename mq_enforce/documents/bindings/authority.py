"""What the agency's power rests on: the grant of the matter (行政处罚法第二十四条), and who carries its decision out by force."""

from __future__ import annotations

from mq_enforce.case.facts import Grant
from mq_enforce.documents.bindings.proposals import proposals
from mq_enforce.documents.bindings.registry import Conditions, Values
from mq_enforce.documents.runs import NOTHING, Runs, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.matters import granted_on

_OWN_FORCE = ("城乡规划法", 65)
"""The township itself may demolish: no court is asked to enforce (城乡规划法第六十五条)."""


def grant(source: PaperSource) -> Grant | None:
    """Return the grant of the case's matter in force on the paper's date; None when none is on file."""
    return granted_on(source.state.head.matter, source.state.office.grants, source.on)


def _document(source: PaperSource) -> Runs:
    """The title in 《》, written once."""
    found = grant(source)
    if found is None:
        return NOTHING
    title = found.document if found.document.startswith("《") else f"《{found.document}》"
    return run(title, f"grants.{found.matter}.document")


def _number(source: PaperSource) -> Runs:
    found = grant(source)
    return run(found.number, f"grants.{found.matter}.number") if found is not None else NOTHING


def _reference(source: PaperSource) -> Runs:
    """Title with the number in brackets; the title alone when no number is on file."""
    number = _number(source)
    return _document(source) + (run("（") + number + run("）") if number else NOTHING)


def _enforced_by_the_township(source: PaperSource) -> bool:
    return any((article.law, article.number) == _OWN_FORCE for one, _ in proposals(source) for article in one.basis)


VALUES: Values = {
    "grant.document": _document,
    "grant.number": _number,
    "grant.reference": _reference,
}

CONDITIONS: Conditions = {
    "grant_on_file": lambda source: grant(source) is not None,
    "decision_enforced_by_the_township": _enforced_by_the_township,
}
