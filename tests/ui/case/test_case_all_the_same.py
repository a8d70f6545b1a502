"""What was done although the law says not yet, and what comes from before: entered by keyboard, marked, and found everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from support.case_windows import CaseWindow, OpenStory, all_inside
from support.desk_stories import typed_data
from support.filling_fields import fill, tab_to, write
from support.keyboard import compose, focused, press

from mq_enforce.services.timeline import IRREGULAR, TAKEN_OVER
from ui.case.against import STANDS
from ui.case.done_box import DoneBox
from ui.case.page import TIMELINE

pytestmark = pytest.mark.slow

CTRL = Qt.KeyboardModifier.ControlModifier
REASON = "当事人要外出务工，已先行立案"
REPORTED = 46
"""So many acts of the fire stand before the publication, which wants a reason."""


def ctrl_s(shown: CaseWindow) -> None:
    press(Qt.Key.Key_S, CTRL)
    shown.ended()
    shown.rest()


def words_of(box: DoneBox) -> str:
    return "\n".join(label.text() for label in all_inside(box, QLabel))


def enter_irregular(shown: CaseWindow) -> None:
    """Enter the filing although nobody has confirmed whose case it is, by the button that says that it was done all the same."""
    shown.open("filing")
    assert shown.panel.form is not None
    fill(shown.panel.form, typed_data(shown.act("filing"), Path()))
    shown.rest()
    shown.qtbot.waitUntil(shown.panel.against._all_the_same.isVisible)
    assert "1 项不能办" in shown.panel.summary.text()
    tab_to(shown.panel.against._all_the_same)
    press(Qt.Key.Key_Space)
    assert shown.panel.form is not None
    field = shown.panel.form.at(("irregular",))
    assert field is not None
    assert focused() in field.chain()
    compose(REASON)
    shown.qtbot.waitUntil(lambda: STANDS in shown.panel.against._words.text())
    shown.rest()


def test_an_irregular_act_is_recorded_marked_and_found_in_timeline_and_head(open_story: OpenStory) -> None:
    shown = open_story("straw_burning", 2)
    enter_irregular(shown)
    assert not shown.panel.against._all_the_same.isVisible()
    tab_to(shown.panel.do_button)
    ctrl_s(shown)
    (box,) = all_inside(shown.work, DoneBox)
    assert "▲ 不合程序，已记入问题：" in words_of(box)
    record = shown.state.record("filing")
    assert record is not None
    assert record.act.irregular == REASON
    assert record.violations
    assert f"［{IRREGULAR}］" in shown.leaf.number.text()
    assert shown.leaf.page is not None
    assert {one.violation for one in shown.leaf.page.findings if one.act == "filing"} == set(record.violations)
    entry = next(one for one in shown.leaf.page.timeline if one.act == "filing")
    assert IRREGULAR in entry.marks
    shown.leaf.show_view(TIMELINE)
    model = shown.leaf.timeline.table.model()
    cells = [str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(model.columnCount())]
    assert any(IRREGULAR in cell for cell in cells)


def test_an_act_from_before_is_taken_over_and_marked(begun: CaseWindow) -> None:
    begun.open("site")
    assert begun.panel.form is not None
    fill(begun.panel.form, {**typed_data(begun.act("site"), Path()), "taken_over": True})
    begun.rest()
    tab_to(begun.panel.do_button)
    ctrl_s(begun)
    record = begun.state.record("site")
    assert record is not None
    assert record.act.taken_over
    assert f"［{TAKEN_OVER}］" in begun.leaf.number.text()
    assert begun.leaf.page is not None
    entry = next(one for one in begun.leaf.page.timeline if one.act == "site")
    assert TAKEN_OVER in entry.marks


@pytest.mark.slow
def test_a_warning_is_got_over_by_a_reason_and_the_reason_is_on_record(open_story: OpenStory) -> None:
    shown = open_story("fire_hearing", REPORTED)
    shown.open("published")
    assert shown.panel.form is not None
    fill(shown.panel.form, typed_data(shown.act("published"), Path()))
    shown.rest()
    shown.qtbot.waitUntil(lambda: shown.panel.against.tells("W-27"))
    assert "1 项要写明理由" in shown.panel.summary.text()
    before = len(shown.state.records)
    tab_to(shown.panel.do_button)
    ctrl_s(shown)
    assert len(shown.state.records) == before
    assert "W-27" in shown.panel.told.text()
    line = shown.panel.against.line_for("W-27")
    assert line is not None
    tab_to(line)
    write("决定书已经公告，经负责人批准按期公示")
    shown.rest()
    tab_to(shown.panel.do_button)
    ctrl_s(shown)
    record = shown.state.record("published")
    assert record is not None
    assert record.act.override == {"W-27": "决定书已经公告，经负责人批准按期公示"}
