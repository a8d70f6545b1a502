"""The list of cases on a real SQLite file: what it says, finding, filtering, sorting, opening, and what it says when it is empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from mq_enforce.services.listing import CaseLine
from ui.cases import model
from ui.cases.list_page import CaseListPage
from ui.cases.model import DUE, HEADINGS, NUMBER, PARTY, STAGE, VIOLATION, WAITS, WHAT, CaseModel, Loaded, shown
from ui.desk import Desk

PlayStory = Callable[..., str]
ROLE = Qt.ItemDataRole


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Callable[[], CaseListPage]:
    """Show the page and wait until it has read."""

    def show() -> CaseListPage:
        page = CaseListPage(desk)
        qtbot.addWidget(page)
        page.resize(1280, 640)
        with qtbot.waitExposed(page):
            page.show()
        settled(page, qtbot)
        return page

    return show


def settled(page: CaseListPage, qtbot: QtBot) -> None:
    """Wait until what was asked last is shown."""
    qtbot.waitUntil(lambda: not page._timer.isActive() and not page._desk.tasks.running())


def column(page: CaseListPage, which: int) -> list[str]:
    """Return what a column says, from top to bottom."""
    return [page.model.index(row, which).data() for row in range(page.model.rowCount())]


def commit(widget: QWidget, text: str) -> None:
    """Type as a Chinese input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_a_line_says_number_party_violation_stage_next_date_and_who_it_waits_for(
    play_story: PlayStory, open_page: Callable[[], CaseListPage]
) -> None:
    play_story("straw_burning", 1)
    page = open_page()
    said = [page.model.index(0, which).data() for which in range(len(HEADINGS))]
    assert said == ["民示案〔2026〕1号", "张守田", "露天焚烧秸秆", "核对管辖和职权", "6月12日 周五　▲ 已超期", "立案", "承办人"]
    assert page.count.text() == "共 1 件"
    due = page.model.index(0, DUE)
    assert due.data(ROLE.ToolTipRole) == "2026年6月12日 周五　▲ 已超期　立案"
    assert due.data(ROLE.AccessibleTextRole) == "下一期限：6月12日 周五　▲ 已超期"
    assert page.model.index(0, NUMBER).data(ROLE.ToolTipRole).endswith("张守田露天焚烧秸秆案")


def test_typing_two_characters_finds_and_one_does_not_hide_anything(
    play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot
) -> None:
    play_story("straw_burning", 1)
    play_story("straw_no_penalty", 2)
    page = open_page()
    assert len(column(page, PARTY)) == 2
    page.search.setFocus()
    commit(page.search, "马")
    settled(page, qtbot)
    assert len(column(page, PARTY)) == 2
    assert "至少两个字" in page.count.text()
    commit(page.search, "玉")
    assert page._timer.isActive()
    settled(page, qtbot)
    assert column(page, PARTY) == ["马玉兰"]
    assert page.count.text() == "共 1 件"


@pytest.mark.slow
def test_filters_show_open_finished_and_all(play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot) -> None:
    play_story("straw_no_penalty")
    play_story("straw_burning", 1)
    play_story("straw_burning", 12)
    page = open_page()
    assert set(column(page, PARTY)) == {"张守田"}
    assert page.count.text() == "共 2 件"
    page.state.setCurrentIndex(page.state.findData("finished"))
    settled(page, qtbot)
    assert column(page, STAGE) == ["已办结"]
    assert page.count.text() == "共 1 件"
    page.state.setCurrentIndex(page.state.findData("all"))
    settled(page, qtbot)
    assert len(column(page, STAGE)) == 3
    page.stage.setCurrentIndex(page.stage.findData("核对管辖和职权"))
    settled(page, qtbot)
    assert column(page, STAGE) == ["核对管辖和职权"]
    assert page.count.text() == "共 1 件"


def test_practice_cases_are_marked_and_can_be_left_out(play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot) -> None:
    play_story("straw_burning", 1)
    play_story("straw_no_penalty", 2, practice=True)
    page = open_page()
    assert sorted(text.startswith("练习") for text in column(page, NUMBER)) == [False, True]
    page.kind.setCurrentIndex(page.kind.findData(False))
    settled(page, qtbot)
    assert column(page, PARTY) == ["张守田"]
    page.kind.setCurrentIndex(page.kind.findData(True))
    settled(page, qtbot)
    assert column(page, PARTY) == ["马玉兰"]


def test_every_heading_sorts_both_ways_and_the_choice_of_orders_follows(
    play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot
) -> None:
    play_story("straw_burning", 1)
    play_story("straw_no_penalty", 2)
    play_story("fire_hearing", 9)
    page = open_page()
    header = page.table.horizontalHeader()
    for which in range(len(HEADINGS)):
        header.setSortIndicator(which, Qt.SortOrder.DescendingOrder)
        settled(page, qtbot)
        down = column(page, which)
        header.setSortIndicator(which, Qt.SortOrder.AscendingOrder)
        settled(page, qtbot)
        assert column(page, which) == down[::-1] or len(set(down)) < len(down), HEADINGS[which]
        assert page.model.headerData(which, Qt.Orientation.Horizontal) == f"{HEADINGS[which]} ↑"
    header.setSortIndicator(PARTY, Qt.SortOrder.AscendingOrder)
    settled(page, qtbot)
    assert page.order.currentText() == "按当事人"
    assert column(page, PARTY)[0] == "马玉兰"
    header.setSortIndicator(WAITS, Qt.SortOrder.DescendingOrder)
    assert page.order.currentText() == ""
    page.order.setCurrentIndex(1)
    page.order.activated.emit(1)
    settled(page, qtbot)
    assert column(page, NUMBER) == [f"民示案〔2026〕{n}号" for n in (3, 2, 1)]


def test_enter_and_a_double_click_open_the_case_and_the_keyboard_reaches_everything(
    play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot
) -> None:
    case_id = play_story("straw_burning", 1)
    page = open_page()
    with qtbot.waitActive(page):
        page.activateWindow()
    opened: list[str] = []
    page.opened.connect(opened.append)
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    QTest.keyClick(page.table, Qt.Key.Key_Enter)
    assert opened == [case_id, case_id]
    cell = page.table.visualRect(page.model.index(0, PARTY)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert opened == [case_id] * 3
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    reached: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in reached:
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == [page.search, page.state, page.stage, page.kind, page.order, page.table, page.new]


def test_every_control_has_an_accessible_name(open_page: Callable[[], CaseListPage]) -> None:
    page = open_page()
    for control in (page.search, page.table, *page.findChildren(QComboBox)):
        assert control.accessibleName(), control


def test_an_empty_list_says_why_and_how_to_go_on(play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot) -> None:
    page = open_page()
    assert "没有在办的案件" in page.empty.text()
    page.clear.click()
    settled(page, qtbot)
    assert page.empty.text() == "这里还没有案件。"
    assert page.clear.isHidden()
    play_story("straw_burning", 1)
    page.search.setText("没有的词")
    settled(page, qtbot)
    assert "没有符合条件的案件" in page.empty.text()
    assert page.empty.isVisible()
    page.clear.click()
    settled(page, qtbot)
    assert page.table.isVisible()
    assert column(page, PARTY) == ["张守田"]


def test_reading_anew_keeps_the_chosen_case_chosen(play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot) -> None:
    play_story("straw_burning", 1)
    second = play_story("straw_no_penalty", 2)
    page = open_page()
    page._choose(page.model.row_of(second))
    play_story("fire_hearing", 9)
    page.refresh()
    settled(page, qtbot)
    assert page.model.rowCount() == 3
    assert page.current() == second


def test_an_answer_to_an_earlier_question_is_dropped(play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot) -> None:
    play_story("straw_burning", 1)
    play_story("straw_no_penalty", 2)
    page = open_page()
    shows: list[int] = []
    page.model.modelReset.connect(lambda: shows.append(page.model.rowCount()))
    for text in ("张守", "张守田", "马玉"):
        page.search.setText(text)
        page._apply()
    settled(page, qtbot)
    assert shows == [1]
    assert column(page, PARTY) == ["马玉兰"]


@pytest.mark.slow
def test_long_lists_come_page_by_page_and_lose_nothing(
    play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "PAGE_ROWS", 2)
    monkeypatch.setattr(model, "_CHUNK", 2)
    for _ in range(5):
        play_story("straw_burning", 1)
    play_story("straw_no_penalty")
    page = open_page()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    assert page.count.text() == "共 5 件"
    assert sorted(column(page, NUMBER)) == [f"民示案〔2026〕{n}号" for n in range(1, 6)]
    page.table.horizontalHeader().setSortIndicator(VIOLATION, Qt.SortOrder.DescendingOrder)
    settled(page, qtbot)
    assert page.model.rowCount() == 5


def test_the_columns_fill_the_width_and_no_number_or_date_is_cut(
    play_story: PlayStory, open_page: Callable[[], CaseListPage], qtbot: QtBot
) -> None:
    play_story("straw_burning", 1)
    page = open_page()
    table = page.table

    def full() -> bool:
        used = sum(table.columnWidth(which) for which in range(len(HEADINGS)) if not table.isColumnHidden(which))
        return 0 <= table.viewport().width() - used < len(HEADINGS)

    qtbot.waitUntil(full)
    for which in (NUMBER, DUE, WAITS):
        assert table.sizeHintForColumn(which) <= table.columnWidth(which)
    assert not table.isColumnHidden(WHAT)
    page.resize(700, 500)
    qtbot.waitUntil(lambda: table.isColumnHidden(WHAT))
    qtbot.waitUntil(full)


def test_the_model_keeps_qts_rules() -> None:
    today = date(2026, 6, 20)
    lines = tuple(CaseLine(str(n), "", "案", "立案", "2027-01-05", "作出决定", ("甲", "乙"), standing="以后") for n in range(3))
    tested = CaseModel()
    tester = QAbstractItemModelTester(tested, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[int] = []
    tested.wants_more.connect(asked.append)
    tested.show(Loaded(lines[:2], 3, 2, today))
    tested.fetchMore(QModelIndex())
    assert asked == [2]
    tested.add(Loaded(lines[2:], 3, None, today))
    assert not tested.canFetchMore(QModelIndex())
    assert tested.rowCount() == 3
    tested.show(Loaded((), 0, None, today))
    assert tested.rowCount() == 0
    assert shown(lines[0], DUE, 2026) == "2027年1月5日 周二"
    assert shown(lines[0], PARTY, 2026) == "（2）甲、乙"
    assert shown(lines[0], NUMBER, 2026) == "未立案"
    del tester
