"""The wording of papers: rewritten by hand the preview and the issued paper say it, the difference is shown, and it goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from support.case_windows import CaseWindow, OpenStory
from support.desk_stories import typed_data
from support.filling_fields import tab_to, write
from support.keyboard import press

from mq_enforce.services.previewing import paper_bytes
from ui.fields.texts import LongField

pytestmark = pytest.mark.slow

BEFORE_NOTICE = 16
OWN = "经查，你于当日上午点燃麦秸，过火面积约零点四亩。"


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "").replace(" ", "")


@pytest.fixture
def notice(open_story: OpenStory) -> CaseWindow:
    """The panel of the notice, filled in."""
    shown = open_story("straw_burning", BEFORE_NOTICE)
    shown.open("notice")
    shown.give(typed_data(shown.act("notice"), Path()))
    shown.rest()
    shown.qtbot.waitUntil(lambda: bool(shown.panel.wordings._fields))
    return shown


def unfold(shown: CaseWindow) -> LongField:
    """Open the wordings with the keyboard and return the first."""
    wordings = shown.panel.wordings
    tab_to(wordings.button)
    press(Qt.Key.Key_Space)
    field = next(iter(wordings._fields.values()))
    assert field.isVisible()
    return field


def test_rewriting_changes_preview_and_issued_paper_and_is_on_record(notice: CaseWindow, tmp_path: Path) -> None:
    field = unfold(notice)
    assert field.text_edit.text()
    assert notice.panel.wordings.value() == []
    tab_to(field.text_edit)
    write(OWN)
    notice.qtbot.waitUntil(lambda: OWN in text_of(_preview(notice), tmp_path))
    (said,) = notice.panel.wordings.value()
    assert (said["document"], said["text"]) == ("prior_notice", OWN)
    tab_to(field.compare)
    press(Qt.Key.Key_Space)
    assert field.difference.isVisible()
    assert "过火面积" in field.difference.text()
    tab_to(notice.panel.do_button)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    notice.ended()
    notice.rest()
    assert notice.work.panel is None
    (paper,) = notice.state.papers("prior_notice")
    assert OWN in text_of(paper_bytes(notice.desk.program, notice.case_id, paper.id), tmp_path)
    record = notice.state.record("notice")
    assert record is not None
    assert [one["text"] for one in record.act.model_dump()["wording"]] == [OWN]


def _preview(shown: CaseWindow) -> bytes:
    shown.rest()
    assert shown.panel.found is not None
    return shown.panel.found.previews[0].pdf


@pytest.mark.slow
def test_restoring_takes_the_rewriting_back(notice: CaseWindow, tmp_path: Path) -> None:
    field = unfold(notice)
    generated = field.text_edit.text()
    tab_to(field.text_edit)
    write(OWN)
    notice.rest()
    tab_to(field.restore)
    press(Qt.Key.Key_Space)
    assert field.text_edit.text() == generated
    assert notice.panel.wordings.value() == []
    notice.qtbot.waitUntil(lambda: OWN not in text_of(_preview(notice), tmp_path))


@pytest.mark.slow
def test_a_draft_keeps_what_was_rewritten_and_giving_it_up_forgets_it(notice: CaseWindow) -> None:
    field = unfold(notice)
    tab_to(field.text_edit)
    write(OWN)
    notice.rest()
    notice.open("officers")
    notice.open("notice")
    notice.qtbot.waitUntil(lambda: bool(notice.panel.wordings._fields))
    assert notice.panel.wordings.button.isChecked()
    again = next(iter(notice.panel.wordings._fields.values()))
    assert again.text_edit.text() == OWN
    assert again.differs()
    notice.panel.drop()
    notice.rest()
    notice.qtbot.waitUntil(lambda: bool(notice.panel.wordings._fields))
    assert notice.panel.wordings.value() == []
    assert not notice.panel.wordings.button.isChecked()
