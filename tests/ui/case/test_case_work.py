"""Working on a case: the parts by keyboard, the panel of the chosen step, several acts of one step, papers folded away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from support.case_windows import CaseWindow
from support.filling_fields import tab_to, write
from support.keyboard import focused, nameless, press

from mq_enforce.services.crossing import EnvironmentProblem
from ui.case import page as page_module


def test_everything_that_tab_reaches_has_a_name(begun: CaseWindow) -> None:
    begun.open("site")
    assert nameless(begun.leaf) == []


def test_f6_goes_round_rail_panel_and_paper(begun: CaseWindow) -> None:
    begun.open("site")
    begun.work.rail.setFocus()
    press(Qt.Key.Key_F6)
    assert begun.panel.isAncestorOf(focused())
    press(Qt.Key.Key_F6)
    assert begun.work.papers.isAncestorOf(focused())
    press(Qt.Key.Key_F6)
    assert focused() is begun.work.rail


def test_f9_folds_the_paper_and_brings_it_back(begun: CaseWindow) -> None:
    begun.work.rail.setFocus()
    folded = begun.work.papers.isHidden()
    press(Qt.Key.Key_F9)
    assert begun.work.papers.isHidden() is not folded
    press(Qt.Key.Key_F9)
    assert begun.work.papers.isHidden() is folded


def test_a_step_with_several_acts_offers_each_and_keeps_what_was_typed_in_the_other(begun: CaseWindow) -> None:
    step = next(one for one in begun.leaf.page.rail if len(one.acts) > 1) if begun.leaf.page is not None else None
    assert step is not None
    begun.work.rail.choose(step.id)
    begun.rest()
    buttons = begun.work.kind_buttons()
    assert [one.text() for one in buttons] == [label for _kind, label in step.acts]
    assert begun.panel.kind == step.acts[0][0]
    assert begun.panel.form is not None
    note = begun.panel.form.at(("note",))
    assert note is not None
    note.focus_first()
    write("写到一半")
    buttons[1].click()
    begun.rest()
    assert begun.panel.kind == step.acts[1][0]
    begun.work.kind_buttons()[0].click()
    begun.rest()
    assert begun.panel.data()["note"] == "写到一半"


def test_reading_the_case_anew_leaves_what_is_being_typed(begun: CaseWindow) -> None:
    begun.open("site")
    assert begun.panel.form is not None
    place = begun.panel.form.at(("place",))
    assert place is not None
    tab_to(place.inputs()[0])
    write("东岗村村西")
    panel = begun.panel
    begun.leaf.refresh()
    begun.rest()
    assert begun.work.panel is panel
    assert focused() is place.inputs()[0]
    assert panel.data()["place"] == "东岗村村西"


def test_a_case_that_cannot_be_read_is_told_and_nothing_shown_is_lost(begun: CaseWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    before = begun.leaf.page

    def fail(*_rest: object) -> object:
        raise EnvironmentProblem("读取数据失败", "数据没有受影响", "请稍候重试")

    monkeypatch.setattr(page_module, "case_page", fail)
    begun.leaf.refresh()
    begun.rest()
    assert begun.leaf.page is before
    assert "读取数据失败" in begun.window.problems.text()
