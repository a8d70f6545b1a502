"""The window: pages and case tabs by keyboard, practice, text size, work under way, and closing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from mq_enforce.services.crossing import EnvironmentProblem
from ui.cases import PAGE as CASES
from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.help import HelpDialog
from ui.main_window import Leaf, MainWindow, Page, kept_scale
from ui.tasks import Lane, Progress
from ui.theme import BASE_POINTS, apply_theme

PlayStory = Callable[..., str]
WAIT = 5


class Note(Leaf):
    """A page that counts what the window tells it."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.refreshed = self.left = 0
        self.on_leave: Callable[[], object] = lambda: None

    def refresh(self) -> None:
        self.refreshed += 1

    def leave(self) -> None:
        self.left += 1
        self.on_leave()


def note_page(_desk: Desk, _open: Callable[[str], None]) -> QWidget:
    return Note()


def note_case(_desk: Desk, case_id: str) -> QWidget:
    return Note(f"案件{case_id}")


PAGES = (Page("cases", "案件", note_page), Page("deadlines", "期限", note_page))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, settings: QSettings) -> MainWindow:
    made = MainWindow(desk, PAGES, note_case, settings=settings)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def press(window: MainWindow, key: Qt.Key, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier | more)


def answer(word: str, seen: list[str] | None = None) -> None:
    """Press a button of the box that comes up."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox):
        QTimer.singleShot(10, partial(answer, word, seen))
        return
    if seen is not None:
        seen.append(f"{box.windowTitle()} {box.text()}")
    next(button for button in box.buttons() if button.text() == word).click()


def test_pages_are_made_when_first_shown_and_refreshed_when_shown_again(window: MainWindow) -> None:
    assert [window.tabs.tabText(index) for index in range(window.tabs.count())] == ["案件", "期限"]
    assert not window._is_made(1)
    press(window, Qt.Key.Key_2)
    assert window._is_made(1)
    first = window.show_page("cases")
    assert isinstance(first, Note)
    assert first.refreshed == 1
    press(window, Qt.Key.Key_Tab)
    assert window.tabs.currentIndex() == 1
    QTest.keyClick(window, Qt.Key.Key_F5)
    second = window.show_page("deadlines")
    assert isinstance(second, Note)
    assert second.refreshed == 2
    with pytest.raises(KeyError):
        window.show_page("nowhere")


def test_a_case_has_one_tab_that_bears_its_name_and_closes_by_key(window: MainWindow) -> None:
    window.open_case("甲")
    window.open_case("乙")
    window.open_case("甲")
    assert [window.tabs.tabText(index) for index in range(window.tabs.count())] == ["案件", "期限", "案件甲", "案件乙"]
    case = window.tabs.currentWidget()
    assert isinstance(case, Note)
    case.setWindowTitle("案件甲（已立案）")
    assert window.tabs.tabText(2) == "案件甲（已立案）"
    press(window, Qt.Key.Key_W)
    assert case.left == 1
    assert window.tabs.count() == 3
    window.tabs.setCurrentIndex(0)
    press(window, Qt.Key.Key_W)
    assert window.tabs.count() == 3


def test_enter_in_the_case_list_opens_the_case(desk: Desk, play_story: PlayStory, qtbot: QtBot) -> None:
    case_id = play_story("straw_burning", 1)
    window = MainWindow(desk, (CASES,), note_case)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page = window.show_page("cases")
    assert isinstance(page, CaseListPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.tabs.currentWidget().windowTitle() == f"案件{case_id}"


def test_without_a_page_for_cases_opening_one_is_told(desk: Desk, qtbot: QtBot) -> None:
    window = MainWindow(desk, PAGES, None)
    qtbot.addWidget(window)
    window.open_case("甲")
    assert "不能在窗口里打开案件" in window.problems.text()
    assert window.tabs.count() == 2


def test_who_is_at_the_keyboard_and_practice_can_be_seen(window: MainWindow) -> None:
    assert window.who.text() == "操作人：李执法　本机：办公室一号机"
    assert window.practice_band.isHidden()
    window.set_practice(True)
    assert window.practice_band.isVisible()
    label = window.practice_band.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert "练习" in label.text()
    assert window.windowTitle() == "民权执法办案（练习）"


def test_text_grows_by_key_up_to_200_percent_and_is_remembered(window: MainWindow, settings: QSettings, themed: QApplication) -> None:
    try:
        for _ in range(6):
            press(window, Qt.Key.Key_Equal)
        assert window.scale() == kept_scale(settings) == 200
        assert themed.font().pointSizeF() == pytest.approx(2 * BASE_POINTS)
        press(window, Qt.Key.Key_Minus)
        assert window.scale() == 175
        press(window, Qt.Key.Key_0)
        assert window.scale() == kept_scale(settings) == 100
    finally:
        apply_theme(themed)


@pytest.mark.parametrize("kept", ["", "12", "abc", "99999", "-100"])
def test_a_text_size_that_there_is_not_is_100(settings: QSettings, kept: str) -> None:
    settings.setValue("text_percent", kept)
    assert kept_scale(settings) == 100


def test_a_trouble_of_the_machine_stands_above_the_pages(window: MainWindow, desk: Desk) -> None:
    desk.tell.error(EnvironmentProblem("磁盘已满", "数据没有受影响", "请清理磁盘"))
    assert window.problems.isVisible()
    assert "磁盘已满" in window.problems.text()


def test_a_long_job_says_what_it_does_and_can_be_stopped(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    go, failed = threading.Event(), list[BaseException]()

    def work(progress: Progress) -> None:
        progress("第3页")
        go.wait(WAIT)
        progress("第4页")

    desk.tasks.run(work, lambda _r: None, failed.append, Lane.LONG, "装订案卷")
    qtbot.waitUntil(lambda: window.doing.text() == "装订案卷：第3页")
    assert window.stop.isVisible()
    window.stop.click()
    go.set()
    qtbot.waitUntil(lambda: len(failed) == 1)
    qtbot.waitUntil(window.stop.isHidden)
    assert window.doing.text() == ""


def test_closing_while_a_job_runs_asks_and_can_be_taken_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    go, seen = threading.Event(), list[str]()
    desk.tasks.run(lambda _p: go.wait(WAIT), lambda _r: None, lane=Lane.LONG, what="装订案卷")
    QTimer.singleShot(0, partial(answer, "不关闭", seen))
    assert not window.close()
    assert "装订案卷" in seen[0]
    assert window.isVisible()
    go.set()
    qtbot.waitUntil(lambda: not desk.tasks.running())
    assert window.isVisible()
    assert window.close()


def test_closing_can_wait_for_the_job(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    go, done = threading.Event(), list[bool]()
    desk.tasks.run(lambda _p: go.wait(WAIT), done.append, lane=Lane.LONG, what="装订案卷")
    QTimer.singleShot(0, partial(answer, "做完再关闭"))
    assert not window.close()
    assert window.isVisible()
    go.set()
    qtbot.waitUntil(window.isHidden)
    assert done == [True]


def test_closing_can_stop_the_job(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    go, failed = threading.Event(), list[BaseException]()

    def work(progress: Progress) -> None:
        go.wait(WAIT)
        progress("下一页")

    desk.tasks.run(work, lambda _r: pytest.fail("was stopped"), failed.append, Lane.LONG, "装订案卷")
    QTimer.singleShot(0, partial(answer, "停下并关闭"))
    assert window.close()
    go.set()
    qtbot.waitUntil(lambda: len(failed) == 1)


def test_closing_keeps_what_is_typed_first_and_asks_when_that_failed(window: MainWindow, desk: Desk) -> None:
    window.open_case("甲")
    case = window.tabs.currentWidget()
    assert isinstance(case, Note)
    kept: list[str] = []

    def full(_progress: Progress) -> None:
        raise EnvironmentProblem("磁盘已满", "以前保存的都在", "请清理磁盘")

    case.on_leave = lambda: desk.tasks.run(full, lambda _r: None, what="保存草稿")
    seen: list[str] = []
    QTimer.singleShot(0, partial(answer, "不关闭", seen))
    assert not window.close()
    assert "磁盘已满" in seen[0]
    assert window.isVisible()
    case.on_leave = lambda: desk.tasks.run(lambda _p: kept.append("草稿"), lambda _r: None, what="保存草稿")
    assert window.close()
    assert kept == ["草稿"]
    assert case.left == 2


def test_f1_shows_how_to_work_here_and_escape_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), HelpDialog))
    shown = QApplication.activeWindow()
    assert isinstance(shown, HelpDialog)
    assert "照实补记" in shown.page.toPlainText()
    assert "Ctrl+S" in shown.page.toPlainText()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
