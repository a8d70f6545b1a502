"""The step rail: statutory order under phases, a state in words for every step and party, all of it by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot
from support.part_way import part_way

from mq_enforce.services.case_page import CasePage, case_page
from ui.case.rail import MARKS, NOW, OTHERS, Rail

DONE, OPEN, BLOCKED, NOT_NEEDED = (MARKS[one] for one in ("done", "open", "blocked", "not_needed"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> CasePage:
    """The fire: two parties, the one ordered to put things right, the other not yet."""
    with part_way(tmp_path_factory.mktemp("fire"), "fire_hearing", "rectify1") as case:
        return case_page(case.program, case.case_id)


@pytest.fixture
def rail(page: CasePage, qtbot: QtBot) -> Rail:
    made = Rail()
    qtbot.addWidget(made)
    made.resize(300, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_page(page)
    made.setFocus()
    qtbot.waitUntil(lambda: not made._rest.isActive())
    return made


def tops(rail: Rail) -> list[QTreeWidgetItem]:
    return [one for index in range(rail.topLevelItemCount()) if (one := rail.topLevelItem(index)) is not None]


def inside(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item.child(index) for index in range(item.childCount())]


def line_of(rail: Rail, step: str) -> QTreeWidgetItem:
    rail.choose(step)
    item = rail.currentItem()
    assert item is not None
    return item


def test_steps_stand_in_the_order_of_the_procedure_under_its_phases(rail: Rail, page: CasePage) -> None:
    phases = list(dict.fromkeys(step.phase for step in page.rail))
    assert [top.text(0) for top in tops(rail)] == [*phases, OTHERS]
    shown = [item.text(0)[2:] for top in tops(rail)[:-1] for item in inside(top)]
    assert shown == [step.text for step in page.rail]


def test_every_state_is_told_by_shape_and_in_words(rail: Rail, page: CasePage) -> None:
    for top in tops(rail)[:-1]:
        for item in inside(top):
            assert item.text(0)[0] in MARKS.values()
            assert item.text(1)
            spoken = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
            assert item.text(1) in spoken
            assert not spoken.startswith(tuple(MARKS.values()))
    assert line_of(rail, "filing").text(0) == f"{DONE} 立案"
    assert line_of(rail, "filing").text(1) == "已完成"
    assert line_of(rail, "closing").text(0).startswith(BLOCKED)
    assert line_of(rail, page.now_step).text(1) == NOW


def test_a_step_for_several_parties_has_a_count_and_a_line_for_each(rail: Rail) -> None:
    order = line_of(rail, "rectification")
    assert order.text(0) == f"{OPEN} 责令改正（1/2）"
    assert [(one.text(0), one.text(1)) for one in inside(order)] == [
        (f"{DONE} 民权县示例食品有限公司", "已完成"),
        (f"{OPEN} 民权县示例物业服务有限公司", "待办"),
    ]
    assert inside(line_of(rail, "filing")) == []


def test_a_phase_says_how_many_of_its_steps_are_done(rail: Rail) -> None:
    filing = tops(rail)[0]
    assert (filing.text(0), filing.text(1)) == ("立案", "4/4")
    assert filing.data(0, Qt.ItemDataRole.AccessibleTextRole) == "阶段 立案，4步中已办4步"


def test_the_next_step_is_chosen_and_its_phase_alone_is_open(rail: Rail, page: CasePage) -> None:
    assert rail.current() is not None
    assert (rail.current() or ("", ""))[0] == page.now_step
    phase = next(step.phase for step in page.rail if step.id == page.now_step)
    assert [top.text(0) for top in tops(rail) if top.isExpanded()] == [phase]


def test_arrows_tell_the_step_when_they_rest_and_enter_goes_to_work_there(rail: Rail, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    entered: list[bool] = []
    rail.chosen.connect(lambda step, party: told.append((step, party)))
    rail.entered.connect(lambda: entered.append(True))
    rail.choose("site")
    told.clear()
    QTest.keyClick(rail, Qt.Key.Key_Down)
    QTest.keyClick(rail, Qt.Key.Key_Down)
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1)
    first = told[0]
    QTest.keyClick(rail, Qt.Key.Key_Down)
    QTest.keyClick(rail, Qt.Key.Key_Return)
    assert len(told) == 2
    assert told[1] != first
    assert entered == [True]


def test_enter_on_a_party_tells_the_party(rail: Rail) -> None:
    told: list[tuple[str, str]] = []
    rail.chosen.connect(lambda step, party: told.append((step, party)))
    rail.choose("rectification", "p2")
    assert told == [("rectification", "p2")]


def test_enter_opens_and_closes_a_phase_and_goes_nowhere(rail: Rail) -> None:
    entered: list[bool] = []
    rail.entered.connect(lambda: entered.append(True))
    QTest.keyClick(rail, Qt.Key.Key_Home)
    top = rail.currentItem()
    assert top is not None
    before = top.isExpanded()
    QTest.keyClick(rail, Qt.Key.Key_Return)
    assert top.isExpanded() is not before
    QTest.keyClick(rail, Qt.Key.Key_Enter)
    assert top.isExpanded() is before
    assert entered == []


def test_an_act_outside_the_steps_is_told_by_its_kind(rail: Rail) -> None:
    kinds: list[str] = []
    rail.other.connect(kinds.append)
    rail.choose_other("fact_corrected")
    assert kinds == ["fact_corrected"]
    assert rail.current() is None
    assert rail.current_kind() == "fact_corrected"


def test_showing_the_case_anew_keeps_the_choice_and_what_was_open(rail: Rail, page: CasePage) -> None:
    tops(rail)[0].setExpanded(True)
    rail.choose("rectification", "p2")
    rail.show_page(page)
    assert rail.current() == ("rectification", "p2")
    assert tops(rail)[0].isExpanded()
    rail.choose_other("fact_corrected")
    rail.show_page(page)
    assert rail.current_kind() == "fact_corrected"


def test_a_step_that_there_is_not_changes_nothing(rail: Rail) -> None:
    before = rail.current()
    rail.choose("no_such_step")
    assert rail.current() == before
