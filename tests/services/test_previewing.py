"""Papers to look at before they exist, blanks, and issued ones: drawn from what is typed, with nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from support.editing import variant
from support.stories import Story, moment, story

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.base.files import make_writable
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import PaperVoided
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.blanks import list_numbers
from mq_enforce.services.cases import read_case
from mq_enforce.services.diary import read_diary
from mq_enforce.services.papers import void
from mq_enforce.services.playing import play
from mq_enforce.services.previewing import CasePictures, blank, paper_bytes, preview_of_act
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.store.blobs import BlobFiles
from mq_enforce.store.rows import BlobRow

pytestmark = pytest.mark.slow

FILING = "filing.case_filing_approval"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """An office without a case: previews of stories in memory need no more."""
    with open_program(tmp_path / "data", None, clock=StoryClock(moment("2026-06-03T18:00:00"))) as opened:
        yield opened


@contextmanager
def played(folder: Path, until: str) -> Iterator[tuple[Program, str]]:
    path = variant(folder, "straw_burning", until=until)
    diary = read_diary(path, load_lawbook())
    clock = StoryClock(diary.acts[0].at)
    with open_program(folder / "data", None, Actor("li", "李秀英", "agency", "test"), clock, StoryIds(b"seed")) as opened:
        case_id = play(opened, diary, folder, folder / "out").case_id
        clock.moment = moment("2026-06-03T18:00:00")
        yield opened, case_id


def coming(name: str, act_id: str, **changes: object) -> tuple[Story, Act]:
    """Return a story just before an act, and the act, changed as given without checking: as a stand-in is."""
    before = story(name, before=act_id)
    return before, before.act(act_id).model_copy(update=changes)


def words(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_an_act_not_on_file_shows_its_paper_watermarked_and_unnumbered(program: Program) -> None:
    before, act = coming("straw_burning", "filing")
    (shown,) = preview_of_act(program, before.state, act)
    assert (shown.document, shown.title, shown.problem, shown.missing) == ("case_filing_approval", "行政处罚案件立案审批表", "", ())
    assert shown.pages == len(PdfReader(BytesIO(shown.pdf)).pages)
    text = words(shown.pdf)
    assert "预览·未编号" in text
    assert "张守田" in text
    assert "第1号" not in text


def test_a_preview_keeps_nothing(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (opened, case_id):
        state = read_case(opened, case_id)
        numbers = list_numbers(opened)
        with opened.store.read("agency") as reader:
            version, head = reader.case_row(case_id).version, reader.last_seal()
        files = sorted((tmp_path / "data").rglob("*.pdf"))
        assert preview_of_act(opened, state, story("straw_burning").act("rectify"))[0].pdf
        assert list_numbers(opened) == numbers
        assert read_case(opened, case_id) == state
        assert sorted((tmp_path / "data").rglob("*.pdf")) == files
        with opened.store.read("agency") as reader:
            assert (reader.case_row(case_id).version, reader.last_seal()) == (version, head)


def test_missing_facts_are_listed_and_the_paper_is_shown_all_the_same(program: Program) -> None:
    before, act = coming("straw_burning", "site", findings="")
    (shown,) = preview_of_act(program, before.state, act)
    assert shown.problem == ""
    assert shown.pdf
    assert [field.name for field in shown.missing] == ["inspection.findings"]


def test_what_cannot_be_printed_is_the_papers_problem(program: Program) -> None:
    before, act = coming("straw_burning", "site", findings="现场有\U000f1234字")
    (shown,) = preview_of_act(program, before.state, act)
    assert (shown.pdf, shown.pages) == (b"", 0)
    assert "印不出来" in shown.problem


@pytest.mark.parametrize(
    "changes",
    [
        {"party": "nobody"},
        {"party": None},
        {"by": ()},
        {"by": ("nobody",)},
        {"refers_to": "nothing"},
        {"at": moment("2024-01-01T08:00:00")},
        {"at": moment("2039-01-01T08:00:00")},
    ],
)
@pytest.mark.parametrize("act_id", ["site", "filing", "rectify", "interview", "proposal", "notice", "deliberation", "decision"])
def test_half_an_act_never_raises(program: Program, act_id: str, changes: dict[str, object]) -> None:
    before, act = coming("straw_burning", act_id, **changes)
    for shown in preview_of_act(program, before.state, act, pictures={}):
        assert bool(shown.pdf) != bool(shown.problem)


def test_one_paper_is_drawn_when_one_is_looked_at(program: Program) -> None:
    before, act = coming("straw_burning", "notice")
    assert preview_of_act(program, before.state, act, only="prior_notice")[0].pdf
    (undrawn,) = preview_of_act(program, before.state, act, only="penalty_decision")
    assert (undrawn.document, undrawn.pdf, undrawn.problem) == ("prior_notice", b"", "")


def test_every_party_has_its_own_paper(program: Program) -> None:
    before, act = coming("fire_hearing", "decision1", party=None)
    assert [(one.document, one.party) for one in preview_of_act(program, before.state, act)] == [
        ("penalty_decision", party) for party in before.state.parties
    ]


def test_a_list_of_goods_names_the_notice_that_the_same_act_makes(program: Program) -> None:
    name = "things_are_preserved_after_approval_and_for_seven_working_days"
    act = next(one for one in story(name).diary.acts if type(one).__name__ == "PreservationStarted")
    shown = {one.document: one for one in preview_of_act(program, story(name, before=act.id).state, act)}
    assert len(shown) > 1
    assert not any(one.missing or one.problem for one in shown.values())
    assert "待编" in words(shown["items_list"].pdf)


def test_an_act_that_is_on_file_is_shown_as_it_would_be_now(program: Program) -> None:
    whole = story("straw_burning")
    changed = whole.act("site").model_copy(update={"findings": "麦田已经翻耕。", "at": whole.act("site").at + timedelta(minutes=1)})
    (shown,) = preview_of_act(program, whole.state, changed, pictures={})
    assert "麦田已经翻耕。" in words(shown.pdf)


def test_papers_of_a_practice_case_are_marked_in_the_preview_too(program: Program) -> None:
    before, act = coming("straw_burning", "site")
    practice = replace(before.state, head=replace(before.state.head, practice=True))
    (plain,), (marked,) = (preview_of_act(program, state, act) for state in (before.state, practice))
    assert "练习" in words(marked.pdf)
    assert "练习" not in words(plain.pdf)


def test_a_picture_chosen_and_not_yet_taken_in_is_on_the_page(program: Program, tmp_path: Path) -> None:
    picture = tmp_path / "现场.jpg"
    Image.new("RGB", (400, 300), "red").save(picture)
    before, act = coming("straw_burning", "photo1", file=str(picture))
    (shown,) = preview_of_act(program, before.state, act)
    assert (shown.document, shown.problem) == ("evidence_paste_page", "")
    (image,) = [one for page in PdfReader(BytesIO(shown.pdf)).pages for one in page.images]
    assert image.image is not None
    assert image.image.size == (400, 300)
    with program.store.read(program.actor.agency) as reader, pytest.raises(BadInput):
        reader.blob("0" * 64)
    Image.new("RGB", (200, 500), "blue").save(picture)
    (again,) = preview_of_act(program, before.state, act)
    assert [one.image and one.image.size for page in PdfReader(BytesIO(again.pdf)).pages for one in page.images] == [(200, 500)]


def test_a_picture_that_is_none_is_the_papers_problem(program: Program, tmp_path: Path) -> None:
    picture = tmp_path / "坏.jpg"
    picture.write_bytes(b"no picture")
    before, act = coming("straw_burning", "photo1", file=str(picture))
    (shown,) = preview_of_act(program, before.state, act)
    assert "“坏.jpg”不是图片" in shown.problem
    assert shown.pdf == b""
    before, act = coming("straw_burning", "photo1", file=str(tmp_path / "没有.jpg"))
    assert preview_of_act(program, before.state, act)[0].pdf


def test_pictures_of_the_case_are_read_once_and_only_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with played(tmp_path, "photo2") as (opened, case_id):
        state = read_case(opened, case_id)
        pictures = CasePictures(opened, state)
        read: list[str] = []
        original = BlobFiles.read

        def noted(self: BlobFiles, row: BlobRow) -> bytes:
            read.append(row.sha256)
            return original(self, row)

        monkeypatch.setattr(BlobFiles, "read", noted)
        record = state.record("photo1")
        assert record is not None
        for _ in range(3):
            (shown,) = preview_of_act(opened, state, record.act, pictures=pictures)
            assert shown.pdf
        assert read == [getattr(record.act, "sha256", "")]
        assert len(pictures) == len(list(pictures)) == 2
        assert "nothing" not in pictures


def test_a_blank_has_neither_number_nor_case(program: Program) -> None:
    plain, practice = blank(program, "site_inspection_record"), blank(program, "site_inspection_record", practice=True)
    assert "现场检查（勘验）笔录" in words(plain)
    assert "练习" in words(practice)
    assert "练习" not in words(plain)
    with pytest.raises(BadInput, match="no_such_paper"):
        blank(program, "no_such_paper")


def test_an_issued_paper_comes_back_as_it_was_frozen_also_when_it_is_void(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (opened, case_id):
        paper = next(one for one in read_case(opened, case_id).papers() if one.id == FILING)
        with opened.store.read("agency") as reader:
            kept = reader.read_blob(paper.sha256)
        assert paper_bytes(opened, case_id, FILING) == kept
        void(opened, case_id, PaperVoided(id="v", at=opened.clock.now(), by=("wang",), paper=FILING, reason="打印错误"))
        assert paper_bytes(opened, case_id, FILING) == kept
        with pytest.raises(BadInput, match="没有编号为“nothing”的文书"):
            paper_bytes(opened, case_id, "nothing")


def test_a_paper_whose_file_was_changed_is_not_shown(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (opened, case_id):
        paper = next(one for one in read_case(opened, case_id).papers() if one.id == FILING)
        with opened.store.read("agency") as reader:
            file = opened.store.blobs.folder / reader.blob(paper.sha256).file_name
        make_writable(file)
        file.write_bytes(file.read_bytes().replace(b"%PDF-1", b"%PDF-2"))
        with pytest.raises(EnvironmentProblem, match="已经损坏"):
            paper_bytes(opened, case_id, FILING)
