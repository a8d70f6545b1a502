"""Issuing, voiding, issuing anew; what a failure or a crash leaves of a number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from support.editing import variant
from support.stories import moment

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput, Fault, MissingFact
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts import read_act
from mq_enforce.case.acts.records import PaperVoided
from mq_enforce.documents.context import PaperContext
from mq_enforce.documents.page_codes import paper_code
from mq_enforce.documents.ports import DrawnPaper, MissingField, Narrative
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.cases import paper_id, read_case, record_act
from mq_enforce.services.checking import examine
from mq_enforce.services.diary import read_diary
from mq_enforce.services.papers import issue_all, preview, reissue, void
from mq_enforce.services.playing import play
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.recovery import REASON
from mq_enforce.services.results import result_of

pytestmark = pytest.mark.slow

ACTOR = Actor("diary", "案件日志", "agency", "diary")
FILING = "filing.case_filing_approval"


@contextmanager
def played(folder: Path, until: str, *changes: tuple[str, str]) -> Iterator[tuple[Program, str]]:
    path = variant(folder, "straw_burning", *changes, until=until)
    diary = read_diary(path, load_lawbook())
    clock = StoryClock(diary.acts[0].at)
    with open_program(folder / "data", None, ACTOR, clock, StoryIds(b"seed")) as program:
        story = play(program, diary, path.parent, folder / "out")
        assert story.stopped is None
        clock.moment = moment("2026-06-03T18:00:00")
        yield program, story.case_id


def test_a_voided_paper_keeps_its_number_and_a_new_one_gets_the_next(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (program, case_id):
        before = {paper.id: paper for paper in read_case(program, case_id).papers()}
        act = PaperVoided(id="v1", at=program.clock.now(), by=("wang",), paper=FILING, reason="打印错误")
        void(program, case_id, act)
        assert result_of(program, case_id, program.clock.now())["missing_papers"] == [
            {"act": "filing", "document": "case_filing_approval", "party": ""}
        ]
        again = reissue(program, case_id, FILING)
        assert before[FILING].number == "民示罚立字〔2026〕第1号"
        assert again.number == "民示罚立字〔2026〕第2号"
        assert again.replaces == FILING
        assert FILING not in {paper.id for paper in read_case(program, case_id).papers()}
        assert result_of(program, case_id, program.clock.now())["missing_papers"] == []
        with program.store.read("agency") as reader:
            series = reader.paper(paper_id(case_id, FILING)).series_id
            assert series is not None
            assert [(number.n, number.status) for number in reader.numbers(series)] == [(1, "void"), (2, "issued")]
        assert examine(program) == []


def test_only_a_voided_paper_is_issued_anew_and_only_an_issued_one_is_voided(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (program, case_id):
        with pytest.raises(BadInput):
            reissue(program, case_id, FILING)
        with pytest.raises(BadInput):
            void(program, case_id, PaperVoided(id="v1", at=program.clock.now(), by=("wang",), paper="nothing", reason="x"))


def test_issuing_twice_makes_nothing_new(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (program, case_id):
        assert issue_all(program, case_id, "filing") == ()


def test_a_paper_knows_its_code_and_is_found_by_it(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (program, case_id), program.store.read("agency") as reader:
        found = reader.paper_by_code(paper_code(paper_id(case_id, FILING)))
        assert found is not None
        assert found.document == "case_filing_approval"


class Failing:
    """A drawing port whose printer of papers breaks."""

    def missing(self, document: str, context: PaperContext) -> tuple[MissingField, ...]:
        del document, context
        return ()

    def narratives(self, document: str, context: PaperContext) -> tuple[Narrative, ...]:
        del document, context
        return ()

    def draw(self, document: str, *_rest: object, **_more: object) -> DrawnPaper:
        raise MissingFact(Fault("《立案审批表》还缺“案由”", document))


def test_a_paper_that_cannot_be_drawn_leaves_the_act_and_a_void_number_with_the_reason(tmp_path: Path) -> None:
    with played(tmp_path, "jurisdiction") as (program, case_id):
        act = read_act(FILING_ACT)
        record_act(program, case_id, act)
        with pytest.raises(MissingFact):
            issue_all(replace(program, papers=lambda _images: Failing()), case_id, act.id)
        with program.store.read("agency") as reader:
            row = next(one for one in reader.all_series() if one.document == "case_filing_approval")
            assert [(n.n, n.status) for n in reader.numbers(row.series_id)] == [(1, "void")]
            assert "没有完成" in reader.numbers(row.series_id)[0].reason
        assert read_case(program, case_id).record("filing") is not None
        assert [paper.number for paper in issue_all(program, case_id, "filing")] == ["民示罚立字〔2026〕第2号"]
        assert examine(program) == []


def test_a_number_that_a_crash_left_reserved_is_void_at_the_next_start(tmp_path: Path) -> None:
    with played(tmp_path, "clue") as (program, case_id), program.store.write(ACTOR, program.clock, program.ids) as writer:
        series = writer.ensure_series("民示罚立", "case_filing_approval", 2026)
        writer.reserve_number(series.series_id, case_id=case_id, document="case_filing_approval")
    with open_program(tmp_path / "data", None, ACTOR) as program, program.store.read("agency") as reader:
        assert reader.reserved_numbers() == ()
        left = reader.numbers(series.series_id)
        assert [(number.status, number.reason) for number in left] == [("void", REASON)]


def test_a_preview_takes_no_number_and_leaves_no_trace(tmp_path: Path) -> None:
    with played(tmp_path, "filing") as (program, case_id):
        with program.store.read("agency") as reader:
            before = reader.head(f"case:{case_id}")
        drawn = preview(program, case_id, "case_filing_approval", "filing")
        assert drawn.pdf.startswith(b"%PDF-")
        with program.store.read("agency") as reader:
            assert reader.head(f"case:{case_id}") == before


FILING_ACT = {
    "id": "filing",
    "kind": "filing_approved",
    "at": "2026-06-03T15:00:00+08:00",
    "party": "p1",
    "summary": "焚烧麦秸",
    "violated": ["河南省大气污染防治条例第五十四条第二款"],
    "discovered_on": "2026-06-03",
    "approval": {
        "officers": "建议立案",
        "officers_on": "2026-06-03",
        "team": {"by": "sun", "text": "同意", "on": "2026-06-03"},
        "agency": {"by": "zhao", "text": "同意立案", "on": "2026-06-03"},
    },
}


def test_a_diary_voids_a_paper_and_makes_it_anew_in_one_act(tmp_path: Path) -> None:
    path = variant(
        tmp_path,
        "straw_burning",
        until="filing",
    )
    act = """
[[acts]]
id = "misprint"
kind = "paper_voided"
at = 2026-06-03T15:05:00+08:00
by = ["wang"]
paper = "filing.case_filing_approval"
reason = "打印错误"
reissue = true
"""
    path.write_text(path.read_text(encoding="utf-8") + act, encoding="utf-8")
    diary = read_diary(path, load_lawbook())
    with open_program(tmp_path / "data", None, ACTOR, StoryClock(diary.acts[0].at), StoryIds(b"seed")) as program:
        told = play(program, diary, path.parent, tmp_path / "out")
        assert told.stopped is None
        numbers = [paper.number for paper in read_case(program, told.case_id).papers("case_filing_approval")]
        assert numbers == ["民示罚立字〔2026〕第2号"]
