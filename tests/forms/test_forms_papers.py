"""The port by which services draw papers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from forms_samples import EDITION, TRUE, context, images
from pypdf import PdfReader

from forms.papers import FormPapers, edition_folder
from forms.stamps import FormStamps
from mq_enforce.base.errors import BadInput, MissingFact
from mq_enforce.documents.ports import PageStamps, Papers, Rendering

PAPERS = FormPapers.from_folder(EDITION, label_of=lambda name: {"finding.facts": "违法事实"}.get(name, ""))


def test_the_ports_are_kept() -> None:
    papers: Papers = PAPERS
    stamps: PageStamps = FormStamps()
    assert papers.missing("penalty_decision", context()) == ()
    assert stamps.page_numbers(["1"])


def test_an_issued_paper_freezes_text_values_pages_and_specification() -> None:
    drawn = PAPERS.draw("penalty_decision", context(), Rendering.ISSUED, "民程镇罚决字〔2026〕第1号")
    assert drawn.pages == len(PdfReader(BytesIO(drawn.pdf)).pages) == 3
    assert "民程镇罚决字〔2026〕第1号" in drawn.text
    assert drawn.values["statement.answer"] == "情况属实，且主动灭火，予以采纳"
    assert drawn.specification == PAPERS.form("penalty_decision").digest
    assert len(drawn.specification) == 64


def test_an_issued_paper_that_lacks_anything_is_refused_whole() -> None:
    with pytest.raises(MissingFact) as caught:
        PAPERS.draw("penalty_decision", context(TRUE - {"statement_made"}, finding__facts="", party__address=""), Rendering.ISSUED)
    told = [fault.message for fault in caught.value.faults]
    assert "《行政处罚决定书》还缺“住址”" in told
    assert "《行政处罚决定书》还缺“违法事实”" in told
    assert any("有且只有一种" in one for one in told)
    assert told[-1].endswith("还没有字号")


def test_a_preview_is_drawn_whatever_is_missing() -> None:
    drawn = PAPERS.draw("penalty_decision", context(frozenset(), finding__facts=""), Rendering.PREVIEW)
    assert "预览·未编号" in "".join(page.extract_text() for page in PdfReader(BytesIO(drawn.pdf)).pages)


def test_a_record_without_a_number_block_needs_no_number() -> None:
    assert PAPERS.draw("inquiry_record", context(), Rendering.ISSUED).pages == 2


def test_pictures_may_be_given_once_or_with_each_paper() -> None:
    once = FormPapers(PAPERS.edition, images())
    one = once.draw("evidence_paste_page", context(), Rendering.ISSUED)
    other = PAPERS.draw("evidence_paste_page", context(), Rendering.ISSUED, images=images())
    assert one.pdf == other.pdf


def test_every_page_asks_for_its_code() -> None:
    asked: list[int] = []

    def code(page: int) -> str:
        asked.append(page)
        return f"P{page}"

    PAPERS.draw("penalty_decision", context(), Rendering.ISSUED, "第1号", page_code=code)
    assert asked == [1, 2, 3]


def test_an_unknown_document_is_refused() -> None:
    with pytest.raises(BadInput, match="no_such_paper"):
        PAPERS.missing("no_such_paper", context())


def test_narratives_are_offered_as_generated() -> None:
    assert [one.name for one in PAPERS.narratives("penalty_decision", context())] == ["facts", "reasoning"]


def test_forms_are_listed_with_what_services_need() -> None:
    entries = {entry.id: entry for entry in PAPERS.list_forms()}
    assert entries["penalty_decision"].copies == (("party", "当事人"), ("file", "存卷"), ("court", "人民法院"))
    assert entries["penalty_decision"].series == "penalty_decision"
    assert entries["seizure_list"].parent == "seizure_decision"
    assert list(entries) == sorted(entries)


def test_the_edition_of_the_program_lies_beside_the_code() -> None:
    assert (edition_folder() / "edition.toml").is_file()
    assert edition_folder().parent == Path(__file__).parents[2] / "forms"
