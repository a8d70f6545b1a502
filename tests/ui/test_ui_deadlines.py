"""The page of deadlines on real widgets and a real SQLite file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mq_enforce.services.overview import deadlines_overview, explain
from ui.deadlines.model import DUE, HEADINGS, NEAR, WHOSE, shown
from ui.deadlines.page import EMPTY, DeadlinesPage
from ui.desk import Desk

pytestmark = pytest.mark.slow

UNTIL_NOTICE = 18
"""So many acts of the story reach to the delivery of the notice: the party may speak, the town must decide."""


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, play_story: Callable[..., str]) -> DeadlinesPage:
    play_story("straw_burning", UNTIL_NOTICE, live=True)
    found = DeadlinesPage(desk)
    qtbot.addWidget(found)
    found.resize(1366, 700)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    return found


def test_every_running_period_is_listed_by_date_with_words_for_how_near_it_is(page: DeadlinesPage, desk: Desk) -> None:
    rows = deadlines_overview(desk.program, practice=None)
    assert [page.model.row(index) for index in range(page.model.rowCount())] == list(rows)
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    for row in rows:
        assert row.standing in shown(row, NEAR)
        assert "星期" in shown(row, DUE)


def test_the_chosen_period_is_explained(page: DeadlinesPage, desk: Desk, qtbot: QtBot) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    row = page.current()
    assert row is not None
    qtbot.waitUntil(lambda: page.why.text() == explain(desk.program, row.case_id, row.rule, row.party))


def test_enter_opens_the_case(page: DeadlinesPage, qtbot: QtBot) -> None:
    row = page.current()
    assert row is not None
    page.take_focus()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [row.case_id]


def test_rights_of_the_other_side_are_told_apart_and_can_be_left_out(page: DeadlinesPage) -> None:
    rows = [page.model.row(index) for index in range(page.model.rowCount())]
    assert {row.duty for row in rows} == {True, False}
    assert all(("不算本机关超期" in shown(row, WHOSE)) is not row.duty for row in rows)
    page.rights.setFocus()
    QTest.keyClick(page.rights, Qt.Key.Key_Space)
    assert all(page.model.row(index).duty for index in range(page.model.rowCount()))


def test_nothing_to_tell_is_told_in_words(qtbot: QtBot, desk: Desk) -> None:
    empty = DeadlinesPage(desk)
    qtbot.addWidget(empty)
    empty.show()
    qtbot.waitUntil(lambda: empty.count.text() == "共 0 项")
    assert empty.empty.isVisible()
    assert empty.empty.text() == EMPTY


def test_a_screen_reader_hears_heading_and_content(page: DeadlinesPage) -> None:
    assert page.table.accessibleName()
    spoken = [page.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(len(HEADINGS))]
    assert all(text.startswith(heading) for text, heading in zip(spoken, HEADINGS, strict=True))
