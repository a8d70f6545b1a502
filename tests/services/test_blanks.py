"""Blanks printed in advance reserve their numbers; every number up to the last has a row and a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.stories import moment

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput
from mq_enforce.bootstrap import open_program
from mq_enforce.services.blanks import list_numbers, print_blanks, set_first_number, spoil_blank
from mq_enforce.services.checking import examine
from mq_enforce.services.program import Program, StoryClock, StoryIds


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    actor = Actor("wang", "王建国", "agency", "test")
    with open_program(tmp_path / "data", None, actor, StoryClock(moment("2026-06-03T09:00:00")), StoryIds(b"blanks")) as opened:
        yield opened


def test_blanks_carry_consecutive_numbers_from_the_first_one_set(program: Program, tmp_path: Path) -> None:
    set_first_number(program, "民示责改", "rectification_order", 2026, 18)
    paths = print_blanks(program, "rectification_order", "民示", 2, tmp_path / "out")
    texts = ["".join(page.extract_text() for page in PdfReader(path).pages) for path in paths]
    assert [number in text for number, text in zip(("第18号", "第19号"), texts, strict=True)] == [True, True]
    assert [(line.n, line.status) for line in list_numbers(program)] == [(18, "reserved"), (19, "reserved")]
    assert examine(program) == []


def test_a_spoilt_blank_uses_up_its_number_with_the_reason(program: Program, tmp_path: Path) -> None:
    print_blanks(program, "rectification_order", "民示", 2, tmp_path / "out")
    spoil_blank(program, "民示责改字〔2026〕第1号", "雨淋湿")
    first = list_numbers(program)[0]
    assert (first.n, first.status, first.reason) == (1, "spoiled", "雨淋湿")
    with pytest.raises(BadInput):
        spoil_blank(program, "民示责改字〔2026〕第1号", "再次")
    assert examine(program) == []


def test_blanks_outlive_a_restart(tmp_path: Path, program: Program) -> None:
    print_blanks(program, "rectification_order", "民示", 1, tmp_path / "out")
    before = list_numbers(program)
    program.store.close()
    with open_program(tmp_path / "data", None, program.actor) as again:
        assert list_numbers(again) == before


@pytest.mark.parametrize(("document", "count"), [("inquiry_record", 1), ("rectification_order", 0), ("rectification_order", 201)])
def test_papers_without_numbers_and_silly_counts_are_refused(program: Program, tmp_path: Path, document: str, count: int) -> None:
    with pytest.raises(BadInput):
        print_blanks(program, document, "民示", count, tmp_path / "out")
    assert list_numbers(program) == []


def test_the_first_number_cannot_be_changed_once_used(program: Program, tmp_path: Path) -> None:
    print_blanks(program, "rectification_order", "民示", 1, tmp_path / "out")
    with pytest.raises(BadInput):
        set_first_number(program, "民示责改", "rectification_order", 2026, 9)
