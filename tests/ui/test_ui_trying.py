"""The window tried out and measured: what is looked at is the real window, and one that does not come is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox

from mq_enforce.services.crossing import EnvironmentProblem, Program
from mq_enforce.services.previewing import blank
from ui import measuring, selftest
from ui.app import check_window, window_measures
from ui.selftest import look_at


def test_a_window_is_seen_with_its_title_and_closed(themed: QApplication) -> None:
    del themed
    window = QMainWindow()
    window.setWindowTitle("看得见")
    window.resize(400, 300)

    def run() -> int:
        QMessageBox(window)  # a box that is not shown is not looked at
        window.setCentralWidget(QMessageBox(QMessageBox.Icon.Information, "字", "有许多字，有许多颜色"))
        window.show()
        return QCoreApplication.exec()

    seen = look_at(run)
    assert (seen.title, seen.width, seen.height) == ("看得见", 400, 300)
    assert seen.colours > 8
    assert not window.isVisible()


def test_a_window_that_stays_empty_is_no_window(themed: QApplication) -> None:
    del themed

    def run() -> int:
        window = QMainWindow()
        window.show()
        return QCoreApplication.exec()

    with pytest.raises(EnvironmentProblem, match="没有画出内容"):
        look_at(run)


def test_what_the_window_says_instead_of_opening_is_handed_on(themed: QApplication) -> None:
    del themed

    def run() -> int:
        box = QMessageBox(QMessageBox.Icon.Warning, "民权执法办案", "窗口没有打开")
        box.setInformativeText("这份数据正被另一个程序使用\n请先关闭它")
        box.exec()
        return 4

    with pytest.raises(EnvironmentProblem, match="这份数据正被另一个程序使用；请先关闭它"):
        look_at(run)


def test_nothing_that_ever_shows_is_told_after_a_while(themed: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    del themed
    monkeypatch.setattr(measuring, "_PATIENCE_S", 0.05)
    with pytest.raises(EnvironmentProblem, match="一直没有准备好"):
        measuring._started(lambda: 0)


def test_the_programs_own_window_is_opened_by_whoever_sits_down_and_measured(themed: QApplication, tmp_path: Path) -> None:
    del themed
    seen = check_window(tmp_path / "data")
    assert seen.title
    assert seen.colours > selftest._FEWEST_COLOURS
    started = window_measures().program_started(tmp_path / "data")
    assert started.title == seen.title
    assert started.at > 0


def test_a_paper_is_on_the_screen_when_show_returns(themed: QApplication, desk_program: Program) -> None:
    del themed
    screen = window_measures().screen()
    screen.show(blank(desk_program, "case_filing_approval"), "立案审批表")
    assert screen._view.pages >= 1
    assert screen._view.canvas.image_of(0) is not None
    screen.close()


def test_list_times_come_for_each_word_and_way(desk_program: Program) -> None:
    times = window_measures().list_times(desk_program, ["张伟", "李强"], 2)
    assert {name: len(values) for name, values in times.items()} == {"list": 2, "search": 2, "sorted": 1}
