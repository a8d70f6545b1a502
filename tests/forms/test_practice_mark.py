"""The mark 练习: on every page of every paper of a practice case, and nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from forms_geometry import outside, printed_over
from forms_samples import EDITION, TRUE, context, images
from pypdf import PdfReader
from support.filled_papers import source_for
from support.stories import story

from forms.filling import fill
from forms.layout import Page, lay_out
from forms.loading import load_edition
from forms.papers import FormPapers, edition_folder
from forms.practice import MEANING, PRACTICE, practice_marks
from forms.theme import WATERMARK
from forms.typesetting import Typesetter
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.ports import Rendering

PRACTICE_CASE = TRUE | {"practice_case"}
PAPERS = FormPapers.from_folder(EDITION)
PROVINCE = load_edition(edition_folder())
NUMBER = "民程镇罚决字〔2026〕第1号"


def pages(document: str, rendering: Rendering, *, practice: bool) -> tuple[Page, ...]:
    asked = context(PRACTICE_CASE if practice else TRUE)
    return lay_out(fill(PAPERS.form(document), asked, rendering, NUMBER), images()).pages


@pytest.mark.parametrize("rendering", list(Rendering))
@pytest.mark.parametrize("document", ["penalty_decision", "case_filing_approval", "inquiry_record", "evidence_paste_page"])
def test_a_practice_paper_is_the_ordinary_one_with_the_mark_on_every_page(document: str, rendering: Rendering) -> None:
    mark = practice_marks(Typesetter())
    ordinary, practice = pages(document, rendering, practice=False), pages(document, rendering, practice=True)
    assert len(practice) == len(ordinary)
    for plain, marked in zip(ordinary, practice, strict=True):
        assert not set(mark) & set(plain.marks)
        assert tuple(one for one in marked.marks if one not in mark) == plain.marks
        assert sum(one in mark for one in marked.marks) == len(mark)


def test_every_page_of_the_file_says_practice_in_words() -> None:
    drawn = PAPERS.draw("penalty_decision", context(PRACTICE_CASE), Rendering.ISSUED, NUMBER)
    texts = [page.extract_text() for page in PdfReader(BytesIO(drawn.pdf)).pages]
    assert len(texts) == drawn.pages > 1
    assert all(PRACTICE in text and MEANING in text for text in texts)


def test_the_mark_and_the_watermark_of_a_preview_are_told_apart() -> None:
    (first, *_) = pages("penalty_decision", Rendering.PREVIEW, practice=True)
    watermark = next(one for one in first.marks if getattr(one, "text", "") == WATERMARK)
    assert (getattr(watermark, "ink", ""), bool(getattr(watermark, "angle", 0.0))) == ("light", True)
    for one in practice_marks(Typesetter()):
        assert getattr(one, "ink", "") == "red"
        assert not getattr(one, "angle", 0.0)
    assert PRACTICE not in WATERMARK


@pytest.mark.parametrize("document", sorted(PROVINCE.forms))
def test_on_no_form_of_the_province_the_mark_stands_on_words_or_off_the_page(document: str) -> None:
    blank = fill(PROVINCE.forms[document], TableContext(true=frozenset({"practice_case"})), Rendering.BLANK)
    for page in lay_out(blank).pages:
        assert set(practice_marks(Typesetter())) <= set(page.marks)
        assert not [pair for pair in printed_over(page) if set(pair) & {PRACTICE, MEANING, *PRACTICE}]
        assert not {PRACTICE, MEANING, *PRACTICE} & set(outside(page))


def test_the_case_says_whether_its_papers_are_practice() -> None:
    state = story(until="site").state
    form = PROVINCE.forms["site_inspection_record"]
    for practice in (False, True):
        case = replace(state, head=replace(state.head, practice=practice))
        filled = fill(form, CaseContext(source_for(case, "site", form.id, "p1")), Rendering.ISSUED)
        assert filled.practice is practice


def test_a_context_that_knows_no_practice_cases_has_ordinary_papers() -> None:
    class Ignorant(TableContext):
        def holds(self, proposition: str) -> bool:
            if proposition == "practice_case":
                raise KeyError(proposition)
            return super().holds(proposition)

    assert not fill(PAPERS.form("inquiry_record"), Ignorant(), Rendering.BLANK).practice


def test_papers_drawn_by_two_threads_at_once_are_those_drawn_by_one() -> None:
    wanted = ["penalty_decision", "case_filing_approval", "evidence_paste_page", "inquiry_record"] * 3
    once = {document: _bytes(document) for document in dict.fromkeys(wanted)}
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_bytes, wanted)) == [once[document] for document in wanted]


def _bytes(document: str) -> bytes:
    return FormPapers(PAPERS.edition, images()).draw(document, context(), Rendering.ISSUED, NUMBER).pdf
