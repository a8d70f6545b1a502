"""The scan of a signed paper: taken in as it is, counted, recorded beside the paper; whatever is wrong is told and nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from support.editing import variant
from support.stories import moment

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts.records import PaperVoided, ScanAttached
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services import signed_scans
from mq_enforce.services.cases import read_case
from mq_enforce.services.diary import read_diary
from mq_enforce.services.papers import void
from mq_enforce.services.playing import play
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.signed_scans import attach_scan, scans_of

pytestmark = pytest.mark.slow

SITE = "site.site_inspection_record.p1"
FILING = "filing.case_filing_approval"
AT = moment("2026-06-03T17:30:00")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Program, str]]:
    path = variant(tmp_path, "straw_burning", until="filing")
    diary = read_diary(path, load_lawbook())
    clock = StoryClock(diary.acts[0].at)
    with open_program(tmp_path / "data", None, Actor("li", "李秀英", "agency", "test"), clock, StoryIds(b"seed")) as program:
        case_id = play(program, diary, tmp_path, tmp_path / "out").case_id
        clock.moment = moment("2026-06-03T18:00:00")
        yield program, case_id


def scan(path: Path, pages: int = 2, encryption: pikepdf.Encryption | None = None) -> Path:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(path, encryption=encryption)
    return path


def state_of(opened: tuple[Program, str]) -> list[str]:
    program, case_id = opened
    with program.store.read(program.actor.agency) as reader:
        version = reader.case_row(case_id).version
    return [f"{version}", *(record.act.id for record in read_case(program, case_id).records)]


def test_the_scan_is_kept_as_it_is_beside_the_paper(tmp_path: Path, opened: tuple[Program, str]) -> None:
    program, case_id = opened
    path = scan(tmp_path / "签字笔录.pdf", 3)
    act = attach_scan(program, case_id, SITE, path, AT, by=("li",))
    state = read_case(program, case_id)
    assert scans_of(state, SITE) == (act,)
    assert (act.pages, act.paper, act.party, act.by, act.at) == (3, SITE, "p1", ("li",), AT)
    with program.store.read(program.actor.agency) as reader:
        assert reader.read_blob(act.sha256) == path.read_bytes()
        assert reader.blob(act.sha256).media_type == "application/pdf"
    assert next(paper for paper in state.papers() if paper.id == SITE).sha256 != act.sha256


def test_a_picture_is_one_page_and_a_second_scan_gets_its_own_id(tmp_path: Path, opened: tuple[Program, str]) -> None:
    program, case_id = opened
    first = attach_scan(program, case_id, SITE, scan(tmp_path / "a.pdf"), AT)
    Image.new("RGB", (600, 800), "white").save(tmp_path / "页.JPG")
    second = attach_scan(program, case_id, SITE, tmp_path / "页.JPG", AT)
    assert (first.id, second.id, second.pages) == (f"{SITE}.scan", f"{SITE}.scan2", 1)


def test_the_same_bytes_twice_are_told_with_the_paper_they_belong_to(tmp_path: Path, opened: tuple[Program, str]) -> None:
    program, case_id = opened
    path = scan(tmp_path / "a.pdf")
    attach_scan(program, case_id, SITE, path, AT)
    other = tmp_path / "另一个名字.pdf"
    other.write_bytes(path.read_bytes())
    before = state_of(opened)
    with pytest.raises(BadInput, match="已经于2026年6月3日（星期三）作为《现场检查（勘验）笔录》的扫描件归入"):
        attach_scan(program, case_id, FILING, other, AT)
    assert state_of(opened) == before


def test_a_paper_that_does_not_exist_or_is_void_takes_no_scan(tmp_path: Path, opened: tuple[Program, str]) -> None:
    program, case_id = opened
    path = scan(tmp_path / "a.pdf")
    with pytest.raises(BadInput, match="没有编号为“nothing”的文书"):
        attach_scan(program, case_id, "nothing", path, AT)
    void(program, case_id, PaperVoided(id="v", at=AT, by=("wang",), paper=FILING, reason="打印错误"))
    with pytest.raises(BadInput, match="已经作废"):
        attach_scan(program, case_id, FILING, path, AT)
    assert not read_case(program, case_id).done(ScanAttached)


def test_what_cannot_be_used_is_told_and_nothing_is_kept(tmp_path: Path, opened: tuple[Program, str]) -> None:
    program, case_id = opened
    (tmp_path / "空.pdf").write_bytes(b"")
    (tmp_path / "表.docx").write_bytes(b"PK")
    (tmp_path / "假.png").write_bytes(b"no picture")
    (tmp_path / "假.pdf").write_bytes(b"no paper")
    (tmp_path / "夹.pdf").mkdir()
    scan(tmp_path / "密.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    before = state_of(opened)
    told = {"空.pdf": "空文件", "表.docx": "不能收入", "假.png": "不是图片", "假.pdf": "不是 PDF", "夹.pdf": "文件夹", "密.pdf": "密码"}
    for name, words in told.items():
        with pytest.raises(BadInput) as caught:
            attach_scan(program, case_id, SITE, tmp_path / name, AT)
        (sentence,) = caught.value.sentences()
        assert words in sentence
        assert name in sentence
    with pytest.raises(EnvironmentProblem, match="找不到文件“没有"):
        attach_scan(program, case_id, SITE, tmp_path / "没有.pdf", AT)
    assert state_of(opened) == before


def test_a_file_that_is_too_large_is_told_with_the_limit(
    tmp_path: Path, opened: tuple[Program, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signed_scans, "_MEGABYTE", 4)
    before = state_of(opened)
    with pytest.raises(BadInput, match="不超过 200 MB"):
        attach_scan(*opened, SITE, scan(tmp_path / "大.pdf", 20), AT)
    assert state_of(opened) == before
