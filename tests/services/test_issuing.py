"""An act and its papers come on file together or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.part_way import PartWay, part_way

from mq_enforce.base import files
from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.services import issuing
from mq_enforce.services.acting import do
from mq_enforce.services.cases import load, read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.papers import make_ready
from mq_enforce.store import NumberRow, StaleCase

pytestmark = pytest.mark.slow


@pytest.fixture
def case(tmp_path: Path) -> Iterator[PartWay]:
    with part_way(tmp_path, "straw_burning", "jurisdiction") as found:
        yield found


def on_file(case: PartWay) -> list[str]:
    return [record.act.id for record in read_case(case.program, case.case_id).records]


def seals(case: PartWay) -> int:
    with case.program.store.read(case.program.actor.agency) as reader:
        return len(reader.seals())


def numbers(case: PartWay, document: str) -> list[NumberRow]:
    with case.program.store.read(case.program.actor.agency) as reader:
        return [one for row in reader.all_series() if row.document == document for one in reader.numbers(row.series_id)]


def full(*_rest: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def do_it(case: PartWay, act_id: str, folder: Path) -> None:
    case.clock.moment = max(case.clock.moment, case.act(act_id).at)
    do(case.program, case.case_id, case.act(act_id), folder, folder)


def test_act_paper_and_number_are_one_unit_of_work(case: PartWay, tmp_path: Path) -> None:
    before = seals(case)
    do_it(case, "filing", tmp_path)
    assert on_file(case)[-2:] == ["filing", "filing.case_filing_approval"]
    # The number is reserved in a unit of its own, before anything is drawn.
    assert seals(case) == before + 2
    state = read_case(case.program, case.case_id)
    with case.program.store.read(case.program.actor.agency) as reader:
        assert state == load(reader, case.case_id, case.program)
    assert examine(case.program) == []


@pytest.mark.parametrize("step", ["draw", "keep", "record"])
def test_what_fails_on_the_way_leaves_neither_act_nor_paper_and_says_why_of_the_number(
    case: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = on_file(case)
    with monkeypatch.context() as patch:
        if step == "draw":
            patch.setattr(issuing, "make_ready", lambda *_rest: full())
        elif step == "keep":
            patch.setattr(files, "_write_through_temporary", full)
        else:
            patch.setattr(issuing, "put_on_file", full)
        with pytest.raises((EnvironmentProblem, OSError)):
            do_it(case, "filing", tmp_path)
    assert on_file(case) == before
    assert all((one.status, "没有完成" in one.reason) == ("void", True) for one in numbers(case, "case_filing_approval"))
    assert [one for one in examine(case.program) if not one.leftover] == []
    do_it(case, "filing", tmp_path)
    assert on_file(case)[-2:] == ["filing", "filing.case_filing_approval"]


@pytest.mark.slow
def test_papers_drawn_from_what_a_colleague_has_changed_since_are_not_put_on_file(
    case: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = make_ready

    def meanwhile(*arguments: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        ready = real(*arguments)
        monkeypatch.setattr(issuing, "make_ready", real)
        case.record(case.act("photo1", id="photo9", evidence="e9", file=""))
        return ready

    monkeypatch.setattr(issuing, "make_ready", meanwhile)
    with pytest.raises(StaleCase):
        do_it(case, "filing", tmp_path)
    assert "filing" not in on_file(case)
    assert [one.status for one in numbers(case, "case_filing_approval")] == ["void"]
    do_it(case, "filing", tmp_path)
    assert [one.status for one in numbers(case, "case_filing_approval")] == ["void", "issued"]


@pytest.mark.slow
def test_every_paper_of_an_act_is_drawn_with_those_before_it(tmp_path: Path) -> None:
    """A list of goods names the notice that it belongs to, with its number."""
    with part_way(tmp_path, "fire_hearing", "preservation_approval") as case:
        do_it(case, "preservation", tmp_path)
        state = read_case(case.program, case.case_id)
        made = [paper for paper in state.papers() if paper.refers_to == "preservation"]
        assert len(made) > 1
        assert all(isinstance(paper, PaperIssued) for paper in made)
        notice = next(paper for paper in made if paper.number)
        with case.program.store.read(case.program.actor.agency) as reader:
            rows = [row for row in reader.papers(case.case_id) if row.act_id in {paper.id for paper in made} - {notice.id}]
        assert any(notice.number in value for row in rows for value in row.values.values())


@pytest.mark.slow
def test_a_publication_whose_copies_cannot_be_written_is_not_on_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with part_way(tmp_path, "straw_burning", "publication_approval") as case:
        with monkeypatch.context() as patch, pytest.raises(EnvironmentProblem):  # noqa: PT012 - the patch ends with the block
            patch.setattr(files, "_write_through_temporary", full)
            do_it(case, "published", tmp_path)
        assert "published" not in on_file(case)
        do_it(case, "published", tmp_path)
        assert list((tmp_path / "published").glob("*.pdf"))
        assert [one for one in examine(case.program) if not one.leftover] == []
