"""``bench`` runs with tiny sizes and reports every figure; how fast anything is, no test says."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import Outcome, command

from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program
from mq_enforce.cli import bench_commands, bench_parts
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.bulk_cases import add_bulk_cases, searched_words
from mq_enforce.services.diary import read_diary
from mq_enforce.services.listing import count_cases, list_cases
from mq_enforce.services.measuring import Figure, Repeats, middle, peak_memory, quantile, spread, timed

KEYS = [
    "paper_preview", "paper_issued", "checklist", "case_page", "preview", "list_service", "search_service", "list_window",
    "search_window", "sorted_window", "start", "memory_window", "demo", "memory_demo", "memory_bench",
]  # fmt: skip
WITH_PEER = {"paper_preview", "paper_issued", "start"}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What a tiny bench says, and the file that it leaves."""
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MQ_ENFORCE_HOME", str(folder / "home"))
        patch.setattr(bench_commands, "_QUICK", Repeats(papers=1, steps=2, lists=4, keys=1, starts=1))
        return command("bench", "--quick", "--cases", "30", "--json", folder / "figures.json", folder=folder)


def figures(measured: Outcome) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((measured.folder / "figures.json").read_text(encoding="utf-8"))["figures"]
    return found


@pytest.mark.slow
def test_every_figure_is_reported(measured: Outcome) -> None:
    assert measured.code == 0, measured.err
    assert [figure["key"] for figure in figures(measured)] == KEYS
    assert all(figure["middle"] > 0 for figure in figures(measured))
    assert {figure["key"] for figure in figures(measured) if figure["peer"]} == WITH_PEER
    assert all(figure["ratio"] > 0 for figure in figures(measured) if figure["key"] in WITH_PEER)


@pytest.mark.slow
def test_the_table_is_chinese_and_has_a_row_for_each(measured: Outcome) -> None:
    table = measured.out.split("\n\n", 1)[1].splitlines()
    assert table[0].split()[:4] == ["项目", "中位", "p95", "单位"]
    for figure in figures(measured):
        assert any(line.startswith(figure["label"]) for line in table)


@pytest.mark.slow
def test_the_file_says_on_what_machine_and_how_many_cases(measured: Outcome) -> None:
    told = json.loads((measured.folder / "figures.json").read_text(encoding="utf-8"))
    assert told["format"] == 1
    assert told["cases"] == 30
    assert told["quick"] is True
    assert told["machine"]["python"] == ".".join(str(part) for part in sys.version_info[:3])


@pytest.mark.slow
def test_the_offices_data_are_not_touched_by_a_measurement(measured: Outcome) -> None:
    assert not (measured.folder / "home").exists()


def test_a_number_of_cases_that_is_none_is_refused() -> None:
    outcome = command("bench", "--cases", "0")
    assert outcome.code == 2
    assert "--cases" in outcome.err


# -- the parts ----------------------------------------------------------------------------------------------------------


def test_made_up_cases_are_listed_counted_and_found_by_two_characters(tmp_path: Path) -> None:
    with open_program(tmp_path) as program:
        add_bulk_cases(program, 40, date(2026, 6, 20))
        assert count_cases(program, practice=None) == 40
        one = list_cases(program, practice=None, limit=1)[0]
        name = one.parties[0][:2]
        hits = list_cases(program, search=name, practice=None)
        assert one.id in {hit.id for hit in hits}
        assert count_cases(program, search=name, practice=None) == len(hits)


def test_the_same_seed_makes_the_same_cases(tmp_path: Path) -> None:
    lines = []
    for name in ("one", "two"):
        with open_program(tmp_path / name) as program:
            add_bulk_cases(program, 10, date(2026, 6, 20))
            lines.append([line.to_json() for line in list_cases(program, practice=None)])
    assert lines[0] == lines[1]


def test_words_that_are_searched_have_two_characters() -> None:
    assert all(len(word) == 2 for word in searched_words(200))


def test_typing_makes_the_longest_text_longer_and_nothing_else() -> None:
    acts = read_diary(resource("samples", "straw_burning.toml"), load_lawbook()).acts
    act = next(one for one in acts if bench_parts._longest(one))
    typed = bench_parts._with_more(act, "多")
    before, after = act.model_dump(), typed.model_dump()
    name = bench_parts._longest(act)
    assert after.pop(name) == before.pop(name) + "多"
    assert after == before


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_quantile_is_one_of_the_values_and_not_exceeded_by_its_part(values: list[float]) -> None:
    found = quantile(values, 0.95)
    assert found in values
    assert sum(value <= found for value in values) >= 0.95 * len(values)
    assert quantile(values, 1.0) == max(values)
    assert min(values) <= middle(values) <= found


def test_no_values_have_no_middle() -> None:
    with pytest.raises(ValueError, match="no values"):
        middle([])


def test_a_figure_has_a_ratio_only_beside_a_peer() -> None:
    assert Figure(key="a", label="甲", unit="秒", middle=3.0, peer=2.0).ratio == 1.5
    assert Figure(key="a", label="甲", unit="秒", middle=3.0).ratio is None
    assert spread("b", "乙", [1.0, 2.0, 9.0]).p95 == 9.0


def test_time_and_memory_are_measured_in_milliseconds_and_megabytes() -> None:
    assert 0 <= timed(lambda: None) < 1000
    assert 1 < peak_memory() < 100_000
