"""The page of blank forms: found by two characters, looked at, printed, saved, numbered in advance; 练习 where it must be."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mq_enforce.base.resources import resource
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.blanks import blank_forms, list_numbers
from mq_enforce.services.crossing import EnvironmentProblem
from mq_enforce.services.diary import read_diary
from mq_enforce.services.office import write_office
from ui.blanks import PAGE
from ui.blanks.model import HEADINGS, TITLE, shown
from ui.blanks.page import NONE_FOUND, BlanksPage
from ui.desk import Desk

PRACTICE = "练习"


class Hands:
    """Stands in for the system's dialogs and the printer."""

    def __init__(self) -> None:
        self.chosen = ""
        self.printed: list[tuple[bytes, str]] = []
        self.trouble: EnvironmentProblem | None = None

    def choose(self, _parent: QWidget, _name: str) -> str:
        return self.chosen

    def print_it(self, _parent: QWidget, pdf: bytes, title: str) -> int:
        if self.trouble is not None:
            raise self.trouble
        self.printed.append((pdf, title))
        return 2


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk, hands: Hands) -> Callable[[], BlanksPage]:
    def open_it() -> BlanksPage:
        page = BlanksPage(desk, where=hands.choose, folder=hands.choose, print_it=hands.print_it)
        qtbot.addWidget(page)
        page.resize(1366, 660)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        qtbot.waitUntil(lambda: page.view.pages > 0)
        return page

    return open_it


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def find(page: BlanksPage, text: str) -> None:
    page.search.clear()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(page.search, event)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_every_form_is_listed_and_two_characters_find_it(open_page: Callable[[], BlanksPage], desk: Desk, qtbot: QtBot) -> None:
    page = open_page()
    assert page.model.rowCount() == len(blank_forms(desk.program)) > 40
    assert page.focusWidget() in {None, page.search}
    find(page, "询问")
    titles = [shown(page.model.row(row), TITLE) for row in range(page.model.rowCount())]
    assert titles
    assert all("询问" in title for title in titles)
    assert page.count.text() == f"共 {len(titles)} 种"
    qtbot.waitUntil(lambda: page.view.pdf != b"" and page.print_button.isEnabled())
    assert "询问" in text_of(page.view.pdf)
    find(page, "没有这种")
    assert page.empty.isVisible()
    assert page.empty.text() == NONE_FOUND == page.view.words
    assert not any(one.isEnabled() for one in (page.print_button, page.save_button, page.reserve_button))


def test_the_chosen_form_is_drawn_and_printed_by_keyboard(open_page: Callable[[], BlanksPage], qtbot: QtBot, hands: Hands) -> None:
    page = open_page()
    first = page.view.pdf
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.focusWidget() is page.table
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.view.pdf != first and page.print_button.isEnabled())
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    form = page.current()
    assert form is not None
    assert hands.printed == [(page.view.pdf, form.title)]
    assert "共 2 页" in page.told.text()
    hands.trouble = EnvironmentProblem("这台电脑上没有可用的打印机", "文书已经保存，没有受影响", "请先在系统里添加打印机")
    press(page.print_button)
    assert "没有可用的打印机" in page.told.text()
    assert "添加打印机" in page.told.text()


def test_a_form_is_saved_where_the_officer_says_and_a_place_that_fails_is_told(
    open_page: Callable[[], BlanksPage], qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    page = open_page()
    press(page.save_button)
    assert page.told.text() == ""
    hands.chosen = str(tmp_path / "空白.pdf")
    press(page.save_button)
    qtbot.waitUntil(lambda: "已存为" in page.told.text())
    assert (tmp_path / "空白.pdf").read_bytes() == page.view.pdf
    hands.chosen = str(tmp_path / "没有" / "空白.pdf")
    press(page.save_button)
    qtbot.waitUntil(lambda: "没有完成" in page.told.text())
    assert "重试" in page.told.text()


def test_blanks_with_numbers_need_an_office_and_use_its_own_mark(
    open_page: Callable[[], BlanksPage], qtbot: QtBot, hands: Hands, desk: Desk, tmp_path: Path
) -> None:
    page = open_page()
    find(page, "责令（限期）改正")
    hands.chosen = str(tmp_path / "blanks")
    press(page.reserve_button)
    qtbot.waitUntil(lambda: "机关代字" in page.told.text())
    assert list_numbers(desk.program) == []
    write_office(desk.program, read_diary(resource("samples", "straw_burning.toml"), load_lawbook()).office)
    page.copies.setValue(2)
    with qtbot.waitSignal(page.numbered):
        press(page.reserve_button)
    assert [(one.n, one.status) for one in list_numbers(desk.program)] == [(1, "reserved"), (2, "reserved")]
    saved = sorted((tmp_path / "blanks").iterdir())
    assert len(saved) == 2
    assert all("民示责改字" in path.name for path in saved)
    assert all(PRACTICE not in text_of(path.read_bytes()) for path in saved)


def test_papers_without_a_number_are_not_numbered(open_page: Callable[[], BlanksPage]) -> None:
    page = open_page()
    find(page, "询问笔录")
    assert not page.reserve_button.isEnabled()
    assert "没有字号" in page.reserve_hint.text()


def test_blanks_of_a_practice_office_are_marked(
    open_page: Callable[[], BlanksPage], qtbot: QtBot, hands: Hands, desk: Desk, tmp_path: Path
) -> None:
    page = open_page()
    assert PRACTICE not in text_of(page.view.pdf)
    before = page.view.pdf
    with desk.program.store.write(desk.program.actor, desk.program.clock, desk.program.ids) as writer:
        writer.set_setting("practice", value=True)
    write_office(desk.program, read_diary(resource("samples", "straw_burning.toml"), load_lawbook()).office)
    page.refresh()
    qtbot.waitUntil(lambda: page.view.pdf != before)
    assert PRACTICE in text_of(page.view.pdf)
    hands.chosen = str(tmp_path / "blanks")
    find(page, "责令（限期）改正")
    with qtbot.waitSignal(page.numbered):
        press(page.reserve_button)
    (path,) = (tmp_path / "blanks").iterdir()
    assert PRACTICE in text_of(path.read_bytes())


def test_the_page_is_known_to_the_window_and_every_control_has_a_name(
    open_page: Callable[[], BlanksPage], desk: Desk, qtbot: QtBot
) -> None:
    assert (PAGE.key, PAGE.title) == ("blanks", "空白文书")
    made = PAGE.make(desk, lambda _case: None)
    qtbot.addWidget(made)
    assert isinstance(made, BlanksPage)
    page = open_page()
    page.search.setFocus()
    seen: list[QWidget] = []
    for _ in range(20):
        now = page.focusWidget()
        assert now is not None
        assert now.accessibleName(), now
        if now in seen:
            break
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert {page.search, page.table, page.print_button, page.save_button, page.copies, page.reserve_button} <= set(seen)
    spoken = page.model.index(0, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(HEADINGS[TITLE])
