"""The list of blank forms, and blanks of a practice office."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.stories import moment

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput
from mq_enforce.bootstrap import open_program, papers_with
from mq_enforce.services.blanks import blank_forms, blank_pdf, list_numbers, print_blanks, print_numbered
from mq_enforce.services.program import Program, StoryClock, StoryIds


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    actor = Actor("wang", "王建国", "agency", "test")
    with open_program(tmp_path / "data", None, actor, StoryClock(moment("2026-06-03T09:00:00")), StoryIds(b"blanks")) as opened:
        yield opened


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_every_form_of_the_edition_is_listed_once_in_the_order_of_the_catalogue(program: Program) -> None:
    forms = [form.document for form in blank_forms(program)]
    assert sorted(forms) == sorted({form.id for form in papers_with({}).list_forms()} & {kind.id for kind in program.kinds})
    order = [kind.id for kind in program.kinds]
    assert forms == sorted(forms, key=order.index)


def test_blanks_are_marked_where_the_data_are_for_practice_and_only_there(program: Program, tmp_path: Path) -> None:
    assert "练习" not in text_of(blank_pdf(program, "inquiry_record"))
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.set_setting("practice", value=True)
    assert "练习" in text_of(blank_pdf(program, "inquiry_record"))
    (path,) = print_blanks(program, "rectification_order", "民示", 1, tmp_path / "out")
    assert "练习" in text_of(path.read_bytes())


def test_numbers_of_the_office_need_an_office(program: Program, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="机关代字"):
        print_numbered(program, "rectification_order", 1, tmp_path / "out")
    assert list_numbers(program) == []
