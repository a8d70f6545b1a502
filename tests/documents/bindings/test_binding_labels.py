"""What is missing on a paper is told in Chinese words: no form lets the name of a binding or of a condition through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from mq_enforce.bootstrap import papers_with
from mq_enforce.documents.bindings.catalogue import ROWS, known_names
from mq_enforce.documents.bindings.labels import LABELS, label_of
from mq_enforce.documents.context import Item
from mq_enforce.documents.ports import Rendering
from mq_enforce.documents.runs import NOTHING, Runs
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.named import PROPOSITIONS

RULES = load_lawbook().rules
PAPERS = papers_with({})
RAW = re.compile(r"[A-Za-z]\w*[._]\w+|[{}|]")


@dataclass(frozen=True)
class Nothing:
    """A case that knows nothing at all; conditions all hold, none, or one alone; lists are empty or have one empty row."""

    true: frozenset[str] | None
    rows_of: int

    def value(self, name: str) -> Runs:
        del name
        return NOTHING

    def rows(self, name: str) -> Sequence[Item]:
        del name
        return [{}] * self.rows_of

    def holds(self, proposition: str) -> bool:
        return self.true is None or proposition in self.true


def contexts(document: str) -> Iterator[Nothing]:
    """Yield enough cases that every block of a form is filled in one of them."""
    asked: set[str] = set()
    for true in (None, frozenset[str]()):
        asked |= set(PAPERS.fill(document, Nothing(true, 1), Rendering.ISSUED).propositions)
    for true in (None, frozenset[str](), *(frozenset({one}) for one in sorted(asked))):
        yield from (Nothing(true, rows) for rows in (0, 1))


@pytest.mark.parametrize("document", [form.id for form in PAPERS.list_forms()])
def test_what_is_missing_is_told_without_names_of_bindings(document: str) -> None:
    labels = {field.label for given in contexts(document) for field in PAPERS.fill(document, given, Rendering.ISSUED).missing}
    assert not [label for label in labels if not label or RAW.search(label)]


def test_every_narrative_has_a_label() -> None:
    for form in PAPERS.list_forms():
        for given in contexts(form.id):
            for narrative in PAPERS.fill(form.id, given, Rendering.PREVIEW).narratives:
                assert narrative.label
                assert not RAW.search(narrative.label)


def test_only_bindings_that_exist_have_labels() -> None:
    known = known_names(PROPOSITIONS, RULES)
    items = {f"item.{key}" for _, keys in ROWS.values() for key in keys}
    assert {name for name in LABELS if name not in known.values | items} == set()


def test_families_are_told_by_their_rule_and_their_paper() -> None:
    assert label_of("period.PUN-PAY15", RULES) == f"“{RULES['PUN-PAY15'].name}”的期限"
    assert label_of("due.PUN-EVID7", RULES) == f"“{RULES['PUN-EVID7'].name}”的届满日期"
    assert label_of("paper.penalty_decision.number", RULES) == "《行政处罚决定书》的字号"
    assert label_of("no.such", RULES) == ""
