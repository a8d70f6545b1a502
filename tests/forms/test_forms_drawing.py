"""Drawing: text that can be searched, fonts that are embedded, the same bytes in every process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from forms_samples import EDITION, context, images
from pypdf import PdfReader

from forms.drawing import draw
from forms.filling import fill
from forms.fonts import width
from forms.layout import Page, lay_out
from forms.loading import load_edition
from forms.marks import Glyphs
from forms.page_code import code_marks
from forms.papers import FormPapers
from forms.pdfa import finish
from forms.stamps import FormStamps
from forms.theme import CODE_BOTTOM, CODE_LEFT, CODE_SIZE, FANGSONG, KAI, MM, PAGE_HEIGHT, SONG
from forms.unicode_maps import unicode_map
from mq_enforce.base.errors import BadInput
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.page_codes import page_code, read_page_code
from mq_enforce.documents.ports import Rendering

FORMS = load_edition(EDITION).forms
ROOT = Path(__file__).parents[2]
DRAW = """
import hashlib, sys
sys.path.insert(0, "tests/forms")
from forms_samples import EDITION, context, images
from forms.papers import FormPapers
from mq_enforce.documents.ports import Rendering
papers = FormPapers.from_folder(EDITION)
for document in ("penalty_decision", "case_filing_approval", "evidence_paste_page"):
    for rendering in Rendering:
        drawn = papers.draw(document, context(), rendering, "第1号", images=images(), page_code=lambda page: f"CODE{page:02d}")
        print(document, rendering.value, hashlib.sha256(drawn.pdf).hexdigest())
"""


def pdf(document: str = "penalty_decision", rendering: Rendering = Rendering.ISSUED, given: TableContext | None = None) -> bytes:
    laid = lay_out(fill(FORMS[document], given or context(), rendering, "民程镇罚决字〔2026〕第1号"), images())
    return draw(
        laid.pages, laid.pictures, title="行政处罚决定书", author="民权县程庄镇人民政府", page_code=lambda page: page_code("paper", page)
    )


def text(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages)


def test_words_can_be_found_again_with_rare_characters_and_yen() -> None:
    found = text(pdf(given=context(party__name="张𬭎䶮𠅤𪚥")))
    for wanted in ("行政处罚决定书", "张𬭎䶮𠅤𪚥", "￥500.00", "民程镇罚决字〔2026〕第1号", "《行政处罚事先告知书》"):
        assert wanted in found


def test_every_font_is_embedded_and_helvetica_is_not_there() -> None:
    for data in (pdf(), pdf("evidence_paste_page", Rendering.BLANK), finish(pdf(rendering=Rendering.PREVIEW))):
        with pikepdf.open(BytesIO(data)) as document:
            fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
            assert fonts
            assert all("/FontFile2" in one.FontDescriptor for one in fonts)
            assert not any("Helvetica" in str(one.BaseFont) for one in fonts)


def test_the_file_says_title_author_and_language_and_no_time() -> None:
    with pikepdf.open(BytesIO(finish(pdf()))) as document:
        assert str(document.docinfo.Title) == "行政处罚决定书"
        assert str(document.docinfo.Author) == "民权县程庄镇人民政府"
        assert str(document.Root.Lang) == "zh-CN"
        assert "2000" in str(document.docinfo.CreationDate)


def test_the_same_paper_has_the_same_bytes_in_two_processes() -> None:
    seen = set()
    for seed in ("1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", DRAW], cwd=ROOT, env=environment, capture_output=True, check=True)  # noqa: S603 - our own text
        seen.add(done.stdout)
    assert len(seen) == 1
    assert len(seen.pop().splitlines()) == 9


def test_a_finished_paper_is_shaped_as_pdf_a() -> None:
    data = finish(pdf())
    assert finish(pdf()) == data
    with pikepdf.open(BytesIO(data)) as document:
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            assert metadata["dc:title"] == "行政处罚决定书"
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert all("/Trans" not in page for page in document.pages)


@pytest.mark.parametrize("rendering", list(Rendering))
@pytest.mark.parametrize("document", ["penalty_decision", "evidence_paste_page", "case_filing_approval"])
def test_the_validator_of_pikepdf_accepts_a_finished_paper(document: str, rendering: Rendering) -> None:
    pytest.importorskip("jsonschema", reason="pikepdf.pdfa needs jsonschema")
    pytest.importorskip("referencing", reason="pikepdf.pdfa needs referencing")
    from pikepdf import pdfa  # noqa: PLC0415 - an optional part of pikepdf

    with pikepdf.open(BytesIO(finish(pdf(document, rendering)))) as opened:
        assert pdfa.check(opened, "2b").findings == []


def test_the_page_code_lies_in_its_corner_and_says_paper_and_page() -> None:
    code = page_code("paper-17", 2)
    squares = code_marks(code)
    assert min(one.x for one in squares) >= CODE_LEFT
    assert max(one.x + one.width for one in squares) <= CODE_LEFT + CODE_SIZE
    assert max(one.y + one.height for one in squares) <= PAGE_HEIGHT - CODE_BOTTOM
    assert min(one.y for one in squares) >= PAGE_HEIGHT - CODE_BOTTOM - CODE_SIZE
    assert pytest.approx(15 * MM) == CODE_SIZE
    assert read_page_code(code).page == 2


@pytest.mark.parametrize("wrong", ["", "A" * 19, "民权"])
def test_a_page_code_that_would_not_fit_is_refused(wrong: str) -> None:
    with pytest.raises(BadInput):
        code_marks(wrong)


def test_nothing_stands_in_the_corner_without_a_code() -> None:
    with_code = draw([Page(())], {}, page_code=lambda _: "ABC")
    without = draw([Page(())], {})
    assert len(without) < len(with_code)


def test_quotation_marks_and_figures_come_from_song_where_fangsong_is_narrow() -> None:
    assert width("“", FANGSONG, 10) == 10
    assert width("“", KAI, 10) == 10
    assert width("1", FANGSONG, 10) == width("1", SONG, 10)


def test_the_unicode_map_holds_utf_16_in_blocks_of_a_hundred() -> None:
    made = unicode_map("X", [0, *range(0x4E00, 0x4E00 + 150), 0x2CB4E])
    assert "<97> <D872DF4E>" in made
    assert [line for line in made.splitlines() if line.endswith("beginbfchar")] == ["100 beginbfchar", "51 beginbfchar"]
    assert "<00> <0000>" not in made


def test_glyphs_may_be_spread_and_turned() -> None:
    marks = (Glyphs(100, 100, "民权", SONG, 12, 3.0), Glyphs(100, 200, "民权", SONG, 12, 0.0, "light", 40))
    assert text(draw([Page(marks)], {})) == "民权民权"


def test_drawing_again_in_one_process_gives_the_same_bytes() -> None:
    papers = FormPapers.from_folder(EDITION)
    digests = {hashlib.sha256(papers.draw("case_filing_approval", context(), Rendering.ISSUED, "第1号").pdf).hexdigest() for _ in range(3)}
    assert len(digests) == 1


def test_dossier_numbers_stand_at_the_right_and_none_leaves_the_page_empty() -> None:
    for corner in ("top-right", "bottom-right"):
        pages = PdfReader(BytesIO(FormStamps(corner).page_numbers(["1", None, "第二百页"]))).pages
        assert [page.extract_text().strip() for page in pages] == ["1", "", "第二百页"]


def test_a_picture_becomes_a_page_with_its_caption() -> None:
    made = FormStamps().image_page(images()["photo-1"], "现场照片一")
    page = PdfReader(BytesIO(made)).pages[0]
    assert page.extract_text().strip() == "现场照片一"
    assert len(page.images) == 1
    assert FormStamps().image_page(images()["photo-1"], "现场照片一") == made


@pytest.mark.parametrize(("image", "caption"), [(b"x", "一"), (b"", ""), (None, "😀"), (None, "长" * 3000)])
def test_a_picture_page_refuses_what_it_cannot_show(image: bytes | None, caption: str) -> None:
    with pytest.raises(BadInput):
        FormStamps().image_page(images()["photo-1"] if image is None else image, caption)
