"""The catalogue: no name twice, the README true, no binding that raises."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from support.paper_sources import case, no_proposition, preservation_acts, source

from mq_enforce.documents.bindings import catalogue
from mq_enforce.documents.bindings.catalogue import CONDITIONS, MODULES, ROWS, VALUES, known_names
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import Run
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.named import PROPOSITIONS

pytestmark = pytest.mark.slow

README = Path(catalogue.__file__).with_name("README.md")
STORIES = ("straw_burning", "straw_no_penalty", "fire_hearing")


def _named(section: str) -> list[str]:
    """Return the names in the first column of a section's tables."""
    part = README.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    return [name for line in part.splitlines() if line.startswith("| `") for name in re.findall(r"`([^`]+)`", line.split("|")[1])]


@pytest.mark.parametrize(
    ("section", "names"),
    [("Values", VALUES.keys()), ("Lists", ROWS.keys()), ("Conditions", CONDITIONS.keys())],
    ids=lambda one: str(one)[:10],
)
def test_the_readme_lists_exactly_the_catalogue(section: str, names: set[str]) -> None:
    assert sorted(_named(section)) == sorted(names)


def test_the_readme_lists_the_keys_of_each_list() -> None:
    part = README.read_text(encoding="utf-8").split("\n## Lists\n")[1].split("\n## ")[0]
    told = {line.split("`")[1]: set(re.findall(r"`([^`]+)`", line.split("|")[2])) for line in part.splitlines() if line.startswith("| `")}
    party_keys = {name.removeprefix("party.") for name in _named("Values") if re.fullmatch(r"party\.(?!identity_lines).*", name)}
    for name, (_, keys) in ROWS.items():
        if name == "parties":
            assert keys == party_keys
        elif told[name] and told[name] != {"evidence.all"}:
            assert told[name] == keys, name


@pytest.mark.parametrize("table", ["VALUES", "ROWS", "CONDITIONS"])
def test_no_name_stands_in_two_modules(table: str) -> None:
    names = Counter(name for module in MODULES for name in getattr(module, table, {}))
    assert [name for name, count in names.items() if count > 1] == []


def test_a_condition_of_a_paper_shares_its_name_only_with_a_proposition_that_means_the_same() -> None:
    shared = {"party_is_person", "party_is_unit", "party_is_sole_trader", "several_parties", "practice_case"}
    shared |= {"signature_refused", "witness_present", "electronic_delivery_agreed"}
    assert set(CONDITIONS) & set(PROPOSITIONS) <= shared


def test_the_papers_own_answer_prevails_over_the_procedures() -> None:
    context = CaseContext(source(case("fire_hearing", until="clue"), party="p1", holds=lambda _name: True))
    assert not context.holds("several_parties")
    assert context.holds("hearing_reached")


def _ask_everything(context: CaseContext) -> None:
    for name in VALUES:
        runs = context.value(name)
        assert all(isinstance(one, Run) and one.text for one in runs), name
    for name, (_, keys) in ROWS.items():
        assert all(set(row) == keys for row in context.rows(name)), name
    assert all(isinstance(context.holds(name), bool) for name in CONDITIONS)


def test_every_binding_answers_for_a_case_without_a_single_act() -> None:
    state = case(until="")
    _ask_everything(CaseContext(source(state)))
    _ask_everything(CaseContext(source(state, party="p1")))


@pytest.mark.parametrize("name", STORIES)
def test_every_binding_answers_for_the_paper_of_every_act(name: str) -> None:
    state = case(name, more=preservation_acts() if name == "straw_burning" else ())
    for record in state.records:
        _ask_everything(CaseContext(source(state.until(record.act.at), record.act.id)))


def test_every_run_names_only_facts_of_the_case() -> None:
    state = case(more=preservation_acts())
    roots = ("acts.", "parties.", "conduct.", "case.", "agency.", "people.", "paper.", "law.", "passages.", "bands.", "grants.")
    for record in state.records:
        context = CaseContext(source(state, record.act.id))
        facts = {fact for name in VALUES for one in context.value(name) for fact in one.facts}
        assert [fact for fact in facts if not fact.startswith(roots)] == []


def test_the_known_names_hold_tables_families_and_propositions() -> None:
    known = known_names(("hearing_reached",), load_lawbook().rules)
    assert {"party.name", "period.PUN-PAY15", "due.PUN-EVID7", "paper.prior_notice.number", "paper.prior_notice.date"} <= known.values
    assert "period.PUN-LATE3" not in known.values
    assert known.rows["interview.turns"] == frozenset({"question", "answer"})
    assert {"hearing_reached", "party_is_unit"} <= known.propositions


def test_every_known_name_can_be_asked() -> None:
    context = CaseContext(source(case(more=preservation_acts()), "kept"))
    for name in known_names((), load_lawbook().rules).values:
        context.value(name)


def test_an_unknown_name_is_refused() -> None:
    context = CaseContext(source(case(), holds=no_proposition))
    for name in ("party.shoe_size", "period.PUN-999", "due.PUN-PAY15", "paper.prior_notice", "paper.prior_notice.colour", "nothing"):
        with pytest.raises(KeyError):
            context.value(name)
    with pytest.raises(KeyError):
        context.rows("shoes")
    with pytest.raises(KeyError):
        context.holds("wears_shoes")
