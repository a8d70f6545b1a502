"""The practice office: three sample cases to go on with, apart from the office's own data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.playing import command

from mq_enforce.base.errors import BadInput
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.dossier.verify import verify
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.acting import do
from mq_enforce.services.cases import Opening, open_case, read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.diary import read_diary
from mq_enforce.services.listing import CaseLine, count_cases, list_cases
from mq_enforce.services.office import read_office, write_office
from mq_enforce.services.practice import is_practice, make_practice_office, practice_dossiers, practice_folder
from mq_enforce.services.program import Program

pytestmark = pytest.mark.slow

STRAW, FIRE, NO_PENALTY = "practice-straw_burning", "practice-fire_hearing", "practice-straw_no_penalty"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = practice_folder(tmp_path_factory.mktemp("office"))
    with open_program(data) as program:
        make_practice_office(program, practice_dossiers(data))
    return data


@pytest.fixture
def practising(made: Path, tmp_path: Path) -> Iterator[Program]:
    """A practice office of one's own, opened today."""
    shutil.copytree(made, tmp_path / "practice")
    with open_program(tmp_path / "practice") as program:
        yield program


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Program]:
    with open_program(tmp_path / "empty") as program:
        yield program


class StopError(Exception):
    """An officer pressed the button."""


def stopping_after(count: int) -> Callable[[str], None]:
    left = [count]

    def progress(_what: str) -> None:
        if not left[0]:
            raise StopError
        left[0] -= 1

    return progress


def lines(program: Program) -> dict[str, CaseLine]:
    return {line.id: line for line in list_cases(program, practice=None)}


def test_three_practice_cases_stand_before_notice_before_hearing_and_filed(practising: Program) -> None:
    found = lines(practising)
    assert {key: line.stage for key, line in found.items()} == {STRAW: "处罚事先告知", FIRE: "举行听证", NO_PENALTY: "已办结"}
    assert all(line.practice for line in found.values())
    assert count_cases(practising, practice=False) == 0
    assert is_practice(practising)
    assert examine(practising) == []


def test_the_sample_office_is_registered_with_all_that_the_cases_need(practising: Program) -> None:
    office = read_office(practising, practising.clock.now().date())
    assert office is not None
    assert office.sample
    assert {"wang", "li", "chen", "zheng", "feng"} <= set(office.people)
    assert {grant.matter for grant in office.grants} == {"HN25-NY-02", "HN25-XF-01"}


def test_every_page_of_every_paper_is_marked(practising: Program) -> None:
    with practising.store.read(practising.actor.agency) as reader:
        papers = [reader.read_blob(row.sha256) for case_id in reader.case_ids() for row in reader.papers(case_id)]
    assert len(papers) > 30
    for paper in papers:
        assert all("练习" in "".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper)).pages)


def test_the_dossier_of_the_finished_case_verifies(made: Path) -> None:
    assert verify(practice_dossiers(made) / NO_PENALTY / "dossier").faults == ()


@pytest.mark.parametrize(("case_id", "story", "act_id"), [(STRAW, "straw_burning", "notice"), (FIRE, "fire_hearing", "hearing")])
def test_an_officer_can_go_on_where_the_case_stands(practising: Program, tmp_path: Path, case_id: str, story: str, act_id: str) -> None:
    diary = read_diary(resource("samples", f"{story}.toml"), load_lawbook())
    act = next(act for act in diary.acts if act.id == act_id)
    done = do(practising, case_id, act, tmp_path, tmp_path)
    assert (done.violations, done.unmade) == ((), ())
    assert lines(practising)[case_id].stage not in {"处罚事先告知", "举行听证"}


def test_making_it_again_changes_nothing(practising: Program, tmp_path: Path) -> None:
    with practising.store.read(practising.actor.agency) as reader:
        before = reader.last_seal()
    said: list[str] = []
    assert set(make_practice_office(practising, practice_dossiers(tmp_path / "practice"), said.append)) == {STRAW, FIRE, NO_PENALTY}
    with practising.store.read(practising.actor.agency) as reader:
        assert reader.last_seal() == before
    assert said == []


def test_it_stops_between_acts_and_goes_on_from_there(empty: Program, tmp_path: Path) -> None:
    for stop_after, on_file in ((0, None), (3, 2), (2, 4)):
        with pytest.raises(StopError):
            make_practice_office(empty, tmp_path, stopping_after(stop_after))
        if on_file is not None:
            acts = [record.act.id for record in read_case(empty, FIRE).records if not isinstance(record.act, PaperIssued)]
            assert acts == ["clue", "photo1", "photo2", "site"][:on_file]
    assert list(lines(empty)) == [FIRE]
    assert examine(empty) == []


def test_every_act_is_told_before_it_is_done(empty: Program, tmp_path: Path) -> None:
    said: list[str] = []

    def progress(what: str) -> None:
        said.append(what)
        if len(said) == 2:
            assert list(lines(empty)) == [FIRE]
            assert read_case(empty, FIRE).records == ()
            raise StopError

    with pytest.raises(StopError):
        make_practice_office(empty, tmp_path, progress)
    assert said[1].endswith("2026-03-02 登记线索")


def test_an_office_with_cases_of_its_own_is_left_alone(empty: Program, tmp_path: Path) -> None:
    diary = read_diary(resource("samples", "straw_burning.toml"), load_lawbook())
    opening = Opening(
        procedure=diary.procedure,
        matter=diary.matter,
        violation=diary.title,
        parties=diary.parties,
        conduct=diary.conduct,
        office=diary.office,
        at=diary.acts[0].at,
    )
    open_case(empty, opening)
    with pytest.raises(BadInput, match="已经有 1 件案件，不能用来练习"):
        make_practice_office(empty, tmp_path)
    assert len(lines(empty)) == 1
    assert not is_practice(empty)


def test_an_office_that_registered_itself_is_left_alone(empty: Program, tmp_path: Path) -> None:
    diary = read_diary(resource("samples", "straw_burning.toml"), load_lawbook())
    write_office(empty, replace(diary.office, sample=False))
    with pytest.raises(BadInput, match="已经登记了机关"):
        make_practice_office(empty, tmp_path)
    assert lines(empty) == {}
    assert not is_practice(empty)


def test_the_command_makes_it_beside_the_data_and_says_where(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, practice_folder(tmp_path))
    told = command("practice", "--data", tmp_path)
    assert told.code == 0
    assert "民示案〔2026〕3号" in told.out
    assert str(practice_folder(tmp_path)) in told.out
    plain = command("practice", "--data", tmp_path, "--json")
    assert {case["id"] for case in plain.json["cases"]} == {STRAW, FIRE, NO_PENALTY}
    assert not (tmp_path / "mq.sqlite3").exists()


def test_the_command_does_not_take_a_database(tmp_path: Path) -> None:
    told = command("practice", "--data", tmp_path, "--database", "sqlite://")
    assert told.code == 2
    assert "练习数据总是单独放在数据文件夹里" in told.err
    assert not practice_folder(tmp_path).exists()
