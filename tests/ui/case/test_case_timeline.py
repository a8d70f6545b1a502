"""The timeline on a real widget and a real case: order, words for what is irregular or void, papers by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mq_enforce.services.case_page import CasePage, case_page
from mq_enforce.services.paper_acts import void_paper
from mq_enforce.services.timeline import TimelineEntry
from ui.case.timeline import EMPTY, TimelineView
from ui.case.timeline_model import DAY, HEADINGS, MADE, MARKS, WHAT, Row, shown
from ui.desk import Desk

pytestmark = pytest.mark.slow

ACTS = 6


@pytest.fixture
def page(desk: Desk, play_story: Callable[..., str]) -> CasePage:
    case_id = play_story("straw_no_penalty", ACTS)
    papers = case_page(desk.program, case_id).papers
    void_paper(desk.program, case_id, papers[0].id, "打印错误", again=True, out=desk.out)
    return case_page(desk.program, case_id)


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, page: CasePage) -> TimelineView:
    made = TimelineView(desk, page.head.case_id)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_timeline(page.timeline, page.papers)
    made.table.setFocus()
    return made


def rows(view: TimelineView) -> list[Row]:
    return [view.model.row(place) for place in range(view.model.rowCount())]


def choose(view: TimelineView, wanted: Callable[[Row], bool]) -> Row:
    """Go with the arrow keys to a row."""
    QTest.keyClick(view.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(view.model.rowCount()):
        row = view.current()
        assert row is not None
        if wanted(row):
            return row
        QTest.keyClick(view.table, Qt.Key.Key_Down)
    raise AssertionError("no such row")


def test_every_act_stands_in_order_with_weekday_people_and_papers(view: TimelineView, page: CasePage) -> None:
    assert [row.entry for row in rows(view)] == list(page.timeline)
    moments = [row.entry.at for row in rows(view)]
    assert moments == sorted(moments)
    for row in rows(view):
        assert "星期" in shown(row, DAY)
        assert row.entry.label in shown(row, WHAT)
        assert all(paper in shown(row, MADE) for paper in row.entry.papers)
    assert view.count.text().startswith(f"共 {len(page.timeline)} 项记录")


def test_enter_on_an_act_with_a_paper_asks_for_the_one_in_force(view: TimelineView, page: CasePage, qtbot: QtBot) -> None:
    voided = next(paper for paper in page.papers if paper.voided)
    row = choose(view, lambda one: one.entry.act == voided.act)
    with qtbot.waitSignal(view.paper_wanted) as wanted:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert wanted.args == [voided.replaced]
    assert "已作废" in shown(row, MADE)


def test_each_paper_of_the_chosen_act_has_a_button_and_voided_ones_say_so(view: TimelineView, page: CasePage, qtbot: QtBot) -> None:
    voided = next(paper for paper in page.papers if paper.voided)
    choose(view, lambda one: one.entry.act == voided.act)
    old = next(button for button in view.paper_buttons() if "已作废" in button.text())
    assert old.accessibleName().endswith(voided.number)
    old.setFocus()
    with qtbot.waitSignal(view.paper_wanted) as wanted:
        QTest.keyClick(old, Qt.Key.Key_Space)
    assert wanted.args == [voided.id]


def test_enter_on_an_act_without_a_paper_asks_for_nothing(view: TimelineView, qtbot: QtBot) -> None:
    choose(view, lambda one: not one.papers)
    assert view.paper_buttons() == []
    with qtbot.assertNotEmitted(view.paper_wanted):
        QTest.keyClick(view.table, Qt.Key.Key_Return)


def test_what_is_irregular_taken_over_or_void_is_said_in_words_with_its_findings(view: TimelineView, page: CasePage) -> None:
    first = page.timeline[0]
    marked = TimelineEntry(
        **{
            **{name: getattr(first, name) for name in TimelineEntry.__slots__},
            "marks": ("不合程序", "启用前", "已作废"),
            "findings": ("没有两名执法人员（行政处罚法第四十二条）",),
        }
    )
    view.show_timeline((marked, *page.timeline[1:]), page.papers)
    row = choose(view, lambda one: bool(one.entry.findings))
    for word in ("问题 1 项", "不合程序", "启用前", "已作废"):
        assert word in shown(row, MARKS)
        assert word in view.detail.text()
    assert marked.findings[0] in view.detail.text()
    assert "其中 1 项有问题" in view.count.text()


def test_the_chosen_act_stays_chosen_when_the_case_is_read_anew(view: TimelineView, page: CasePage) -> None:
    row = choose(view, lambda one: one.entry.act == page.timeline[2].act)
    view.show_timeline(page.timeline, page.papers)
    now = view.current()
    assert now is not None
    assert now.entry == row.entry


def test_nothing_is_told_in_words(view: TimelineView) -> None:
    view.show_timeline(())
    assert view.empty.isVisible()
    assert view.empty.text() == EMPTY


def test_a_screen_reader_hears_heading_and_content(view: TimelineView) -> None:
    spoken = [view.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(len(HEADINGS))]
    assert all(text.startswith(heading) for text, heading in zip(spoken, HEADINGS, strict=True))
    assert view.table.accessibleName()
    assert view.detail.accessibleName()
    assert view.first is view.table
