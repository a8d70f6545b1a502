"""Building a dossier: whole or not at all, again when it has to be, with the scans of signed papers behind them."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from support.part_way import ACTOR, PartWay, part_way

from mq_enforce.base import files
from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.cases import read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.diary import read_diary
from mq_enforce.services.dossier_page import check_dossier, dossier_page
from mq_enforce.services.dossiers import BAG, BOUND, SLIP, Filed, file_dossier
from mq_enforce.services.listing import list_cases
from mq_enforce.services.paper_acts import attach_signed, void_paper
from mq_enforce.services.program import StoryClock, StoryIds

pytestmark = pytest.mark.slow

STORY, FILING = "straw_no_penalty", "filing_dossier"


class Stop(Exception):
    """What a progress raises when it was told to stop."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of a case whose filing is on record (``data``) and the dossier that the play built (``out``)."""
    folder = tmp_path_factory.mktemp("filed")
    with part_way(folder, STORY, FILING):
        return folder


@pytest.fixture
def filed(played: Path, tmp_path: Path) -> Iterator[PartWay]:
    """The same case in data of its own."""
    shutil.copytree(played / "data", tmp_path / "data")
    diary = read_diary(resource("samples", f"{STORY}.toml"), load_lawbook())
    clock = StoryClock(diary.acts[-1].at)
    with open_program(tmp_path / "data", None, ACTOR, clock, StoryIds(b"again")) as program:
        (line,) = list_cases(program)
        yield PartWay(program, line.id, clock, diary)


def build(case: PartWay, out: Path, told: Callable[[str], None] = lambda _what: None) -> Filed:
    return file_dossier(case.program, case.case_id, out, told, told)


def frame(case: PartWay) -> list[str]:
    return [paper.id for paper in read_case(case.program, case.case_id).papers() if paper.document.startswith("dossier_")]


def scan_pdf(path: Path, pages: int = 2) -> Path:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(path)
    return path


def test_a_target_that_is_taken_is_refused_before_anything_is_kept(filed: PartWay, tmp_path: Path) -> None:
    before = frame(filed)
    for name in (BAG, BOUND, SLIP):
        out = tmp_path / f"taken-{name}"
        out.mkdir()
        (out / name).write_bytes(b"mine")
        with pytest.raises(BadInput, match="已经有生成过的案卷"):
            build(filed, out)
        assert [path.name for path in out.iterdir()] == [name]
    assert frame(filed) == before


def test_building_again_voids_the_earlier_sheets_and_gives_a_dossier_in_order(filed: PartWay, tmp_path: Path) -> None:
    before = frame(filed)
    for turn in ("second", "third"):
        again = build(filed, tmp_path / turn)
        assert check_dossier(tmp_path / turn, again.digest).faults == ()
    assert frame(filed) == [f"{paper}++" for paper in before]
    assert examine(filed.program) == []


def test_wherever_it_is_stopped_nothing_is_left_and_it_can_be_built_afterwards(filed: PartWay, tmp_path: Path) -> None:
    heard: list[str] = []
    build(filed, tmp_path / "whole", heard.append)
    stages = list(dict.fromkeys([0, len(heard) // 3, heard.index("打包"), len(heard) - 1]))
    for number, at in enumerate(stages):
        left = iter(range(at + 1))

        def stop(_what: str, left: Iterator[int] = left, at: int = at) -> None:
            if next(left) == at:
                raise Stop

        out = tmp_path / "deep" / f"stopped-{number}"
        with pytest.raises(Stop):
            build(filed, out, stop)
        assert not (tmp_path / "deep").exists()
    assert check_dossier(build(filed, tmp_path / "deep" / "after").package).ok
    assert examine(filed.program) == []


def test_a_disk_that_fills_up_leaves_nothing_and_says_what_to_do(filed: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "full"
    real = files._write_through_temporary

    def full(path: Path, fill: object) -> None:
        if out in path.parents and path.suffix == ".csv":
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, fill)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(files, "_write_through_temporary", full)
        with pytest.raises(EnvironmentProblem) as caught:
            build(filed, out)
    assert "磁盘空间不足" in caught.value.what
    assert caught.value.safe
    assert caught.value.todo
    assert not out.exists()
    assert check_dossier(build(filed, out).package).ok


def test_a_place_that_cannot_be_written_is_told_and_left_as_it_is(filed: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        build(filed, tmp_path / "file" / "case")

    def refused(*_args: object, **_more: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    before = frame(filed)
    monkeypatch.setattr("mq_enforce.services.dossiers.tempfile.mkdtemp", refused)
    with pytest.raises(EnvironmentProblem, match="没有读写权限"):
        build(filed, tmp_path / "locked")
    assert not (tmp_path / "locked").exists()
    assert frame(filed) == before


def test_when_the_last_move_fails_the_first_ones_are_taken_back(filed: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "moved"
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if target == out / SLIP:
            raise OSError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(EnvironmentProblem, match="权限"):
        build(filed, out)
    assert not out.exists()


def test_what_a_power_cut_left_in_the_folder_is_cleared_away(filed: PartWay, tmp_path: Path) -> None:
    out = tmp_path / "again"
    (out / ".mq-dossier-old" / "dossier").mkdir(parents=True)
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    build(filed, out)
    assert sorted(path.name for path in out.iterdir()) == sorted([BAG, BOUND, SLIP, "mine.txt"])


def test_signed_scans_stand_right_behind_their_papers_and_lie_in_the_package_as_they_came(filed: PartWay, tmp_path: Path) -> None:
    program, case_id = filed.program, filed.case_id
    filed.clock.moment += timedelta(hours=1)
    papers = [paper for paper in read_case(program, case_id).papers() if not paper.document.startswith("dossier_")]
    site = next(paper for paper in papers if paper.document == "site_inspection_record")
    receipt = next(paper for paper in papers if paper.document == "delivery_receipt")
    attach_signed(program, case_id, site.id, scan_pdf(tmp_path / "笔录.pdf", 3))
    Image.new("RGB", (1240, 1754), "white").save(tmp_path / "回证.jpg")
    attach_signed(program, case_id, receipt.id, tmp_path / "回证.jpg")
    built = build(filed, tmp_path / "scans")
    assert check_dossier(built.package, built.digest).faults == ()
    lines = dossier_page(program, case_id).lines
    for paper, pages in ((site, 3), (receipt, 1)):
        at = next(index for index, line in enumerate(lines) if line.paper == paper.id and line.kind == "文书")
        scan = lines[at + 1]
        assert (scan.paper, scan.kind) == (paper.id, "签字扫描件")
        first, _, last = scan.pages.partition("-")
        assert int(last or first) - int(first) + 1 == pages
    kept = {path.read_bytes(): path.suffix for path in (built.package / "data" / "evidence").iterdir() if "签字扫描件" in path.name}
    assert kept == {(tmp_path / "笔录.pdf").read_bytes(): ".pdf", (tmp_path / "回证.jpg").read_bytes(): ".jpg"}


def test_the_page_lists_what_is_bound_in_the_order_and_with_the_numbers_of_the_bound_dossier(filed: PartWay, played: Path) -> None:
    page = dossier_page(filed.program, filed.case_id)
    table = (played / "out" / "dossier" / "data" / "contents.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len(table) == len(page.lines)
    for line, row in zip(page.lines, table, strict=True):
        first, _, last = line.pages.partition("-")
        assert f",{line.title.replace(',', '')}," in row
        assert f",{first},{last or first}," in row
    assert page.filed_on is not None
    assert page.gaps == ()


def test_before_the_filing_the_page_says_what_is_missing_and_where_to_go(tmp_path: Path) -> None:
    with part_way(tmp_path, STORY, "filing") as case:
        page = dossier_page(case.program, case.case_id)
        assert page.filed_on is None
        assert page.lines
        assert page.filing_step in {gap.step for gap in page.gaps}
        assert all(gap.text and gap.step and gap.step_title for gap in page.gaps)
        paper = next(line for line in page.lines if "立案审批表" in line.title).paper
        void_paper(case.program, case.case_id, paper, "打印错误", again=False, out=tmp_path)
        missing = dossier_page(case.program, case.case_id).gaps[0]
        assert "立案审批表》没有制作" in missing.text
        assert missing.step
        with pytest.raises(BadInput, match="立卷归档"):
            file_dossier(case.program, case.case_id, tmp_path / "early")


def test_a_case_without_papers_has_an_empty_dossier(tmp_path: Path) -> None:
    with part_way(tmp_path, STORY, "clue") as case:
        for line in dossier_page(case.program, case.case_id).lines:
            void_paper(case.program, case.case_id, line.paper, "误制", again=False, out=tmp_path)
        assert dossier_page(case.program, case.case_id).lines == ()


def test_a_check_takes_the_folder_of_the_package_or_the_one_around_it_and_tells_every_fault(filed: PartWay, tmp_path: Path) -> None:
    built = build(filed, tmp_path / "case")
    assert check_dossier(tmp_path / "case").path == built.package == check_dossier(built.package).path
    assert not check_dossier(built.package, "0" * 64).ok
    (built.package / "data" / "dossier.pdf").write_bytes(b"%PDF- changed")
    found = check_dossier(built.package)
    assert not found.ok
    assert any("dossier.pdf" in fault for fault in found.faults)
    with pytest.raises(BadInput):
        check_dossier(tmp_path / "nowhere")

    def stop(_what: str) -> None:
        raise Stop

    with pytest.raises(Stop):
        check_dossier(built.package, "", stop)
    assert not check_dossier(tmp_path).ok
