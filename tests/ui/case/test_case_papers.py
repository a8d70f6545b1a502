"""The papers beside the panel: previews first, then those of the step, then all others; issued ones as they were frozen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from support.case_windows import CaseWindow
from support.filling_fields import tab_to
from support.keyboard import press

from mq_enforce.services.case_page import CasePage
from mq_enforce.services.paper_lines import PaperLine
from mq_enforce.services.previewing import Previewed, paper_bytes
from ui.case.papers import NONE, Sheet, sheets_of


def page_of(shown: CaseWindow) -> CasePage:
    assert shown.leaf.page is not None
    return shown.leaf.page


def line_of(shown: CaseWindow) -> PaperLine:
    (line,) = page_of(shown).papers
    return line


def test_previews_come_first_then_those_of_the_step_newest_first_then_the_others(begun: CaseWindow) -> None:
    line = line_of(begun)
    step = next(one for one in page_of(begun).rail if one.id == "site")
    record = replace(line, id="a", document="site_inspection_record", title="现场检查（勘验）笔录", number="", voided=True)
    again = replace(record, id="b", voided=False)
    preview = Previewed(
        document="site_inspection_record", title="现场检查（勘验）笔录", party="p1", pdf=b"x", pages=1, missing=(), problem=""
    )
    sheets = sheets_of([preview], [line, record, again], step)
    assert [(one.key, one.of_step) for one in sheets] == [
        ("site_inspection_record/p1", True),
        ("b", True),
        ("a", True),
        (line.id, False),
    ]
    assert sheets[0].title == "预览：现场检查（勘验）笔录"
    assert sheets[2].title.startswith("［作废］")
    assert line.number in sheets[3].title


def test_an_issued_paper_is_fetched_and_shown_as_it_was_frozen(begun: CaseWindow) -> None:
    line = line_of(begun)
    papers = begun.work.papers
    papers.show_paper(line.id)
    begun.rest()
    sheet = papers.sheet()
    assert sheet is not None
    assert sheet.line == line
    assert papers._bytes(sheet) == paper_bytes(begun.desk.program, begun.case_id, line.id)
    assert papers.print_button.isEnabled()
    assert papers.save_button.isEnabled()


def test_the_paper_that_is_looked_at_stays_in_sight_when_all_is_read_anew(begun: CaseWindow) -> None:
    papers, line = begun.work.papers, line_of(begun)
    preview, issued = Sheet("a", "预览：登记表", b""), Sheet(line.id, "登记表", line=line)
    papers.show_sheets([preview, issued])
    assert papers.choice.currentText() == "预览：登记表"
    tab_to(papers.choice)
    press(Qt.Key.Key_Down)
    papers.show_sheets([replace(preview, pdf=b""), Sheet("c", "新的", b""), issued])
    assert papers.choice.currentText() == "登记表"
    papers.show_sheets([preview])
    assert papers.choice.currentText() == "预览：登记表"


def test_a_step_without_papers_says_so_and_offers_nothing_to_print(begun: CaseWindow) -> None:
    begun.open("jurisdiction")
    papers = begun.work.papers
    begun.rest()
    papers.choice.setCurrentIndex(-1)
    assert papers.view._words.text() == NONE
    assert not papers.print_button.isEnabled()
    assert not papers.save_button.isEnabled()


def test_a_paper_whose_file_is_damaged_is_told_in_place(begun: CaseWindow) -> None:
    line = line_of(begun)
    (paper,) = begun.state.papers()
    with begun.desk.program.store.read("agency") as reader:
        row = reader.blob(paper.sha256)
    path = begun.desk.program.store.blobs.folder / row.file_name
    path.chmod(0o644)
    path.write_bytes(b"changed")
    begun.work.papers.show_paper(line.id)
    begun.rest()
    assert "已经损坏" in begun.work.papers.words.text()
    assert not begun.work.papers.print_button.isEnabled()
