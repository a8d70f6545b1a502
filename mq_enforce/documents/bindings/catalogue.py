"""All names a form may use, put together from the binding modules; ``README.md`` beside it says what each means."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from mq_enforce.documents.bindings import (
    approvals,
    authority,
    carrying_out,
    case_,
    closing,
    dates,
    decision,
    delivery,
    dossier_,
    hearing,
    investigation,
    law_,
    measures,
    notice,
    people,
    performance,
    proposal_,
    review,
    sessions,
    taken,
)
from mq_enforce.documents.bindings.registry import Conditions, Rows, Values
from mq_enforce.documents.context import KnownNames
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.law.rules import RuleBook

MODULES: tuple[ModuleType, ...] = (
    case_,
    people,
    dates,
    law_,
    authority,
    investigation,
    sessions,
    measures,
    proposal_,
    taken,
    approvals,
    notice,
    hearing,
    review,
    decision,
    carrying_out,
    delivery,
    performance,
    closing,
    dossier_,
)
"""The binding modules; a new one is added here and in README.md. No name may stand in two of them."""


def _values() -> Values:
    return {name: binding for module in MODULES for name, binding in module.VALUES.items()}


def _rows() -> Rows:
    return {name: rows for module in MODULES for name, rows in getattr(module, "ROWS", {}).items()}


def _conditions() -> Conditions:
    return {name: test for module in MODULES for name, test in getattr(module, "CONDITIONS", {}).items()}


VALUES: Values = _values()
ROWS: Rows = _rows()
CONDITIONS: Conditions = _conditions()


def known_names(propositions: Iterable[str], rules: RuleBook) -> KnownNames:
    """Return all names for checking form files: the tables above, the families, and the procedures' ``propositions``."""
    documents = [kind.id for kind in document_kinds()]
    return KnownNames(
        values=frozenset(VALUES) | dates.family_names(rules, documents),
        rows={name: keys for name, (_, keys) in ROWS.items()},
        propositions=frozenset(CONDITIONS) | frozenset(propositions),
    )
