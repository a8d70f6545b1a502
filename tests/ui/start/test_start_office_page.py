"""本单位: officers are added, corrected and taken out later; what is being typed stays; changes bear their day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.keyboard import compose, fill, focused, nameless, press, scrolled_areas, settle, tab_to

from mq_enforce.base.resources import resource
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.diary import read_diary
from mq_enforce.services.office import people_on_file, read_office, write_office
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.start import PAGE
from ui.start.agency_page import AgencyPage
from ui.start.leaving import LeavingDialog
from ui.start.office_page import OfficePage
from ui.start.people_page import PeoplePage

TODAY = date(2026, 6, 20)
AGENCY, PEOPLE, GRANTS, CALENDAR, GAPS = range(5)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> OfficePage:
    write_office(desk.program, read_diary(resource("samples", "fire_hearing.toml"), load_lawbook()).office)
    window = MainWindow(desk, (PAGE,), None)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made = window.show_page("office")
    assert isinstance(made, OfficePage)
    settle(desk)
    return made


def people_of(page: OfficePage, desk: Desk) -> PeoplePage:
    page.tabs.setCurrentIndex(PEOPLE)
    settle(desk)
    part = page.parts[PEOPLE]
    assert isinstance(part, PeoplePage)
    return part


def agency_of(page: OfficePage) -> AgencyPage:
    part = page.parts[AGENCY]
    assert isinstance(part, AgencyPage)
    return part


def test_every_control_has_a_name_and_no_page_needs_a_scroll_bar(page: OfficePage, desk: Desk) -> None:
    for index in range(len(page.parts)):
        page.tabs.setCurrentIndex(index)
        settle(desk)
        assert nameless(page.window()) == []
        assert scrolled_areas(page) == []


def test_a_change_of_the_head_holds_from_its_day_on(page: OfficePage, desk: Desk) -> None:
    agency = agency_of(page)
    assert not agency.save.isEnabled()
    agency.start()
    tab_to("负责人姓名")
    compose("孙新任")
    assert agency.save.isEnabled()
    agency.form.field("since").reveal()
    fill({"变更日期": "2026-06-31"})
    tab_to("保存")
    press(Qt.Key.Key_Space)
    settle(desk)
    assert "没有31日" in agency.form.field("since").fault()
    assert focused().accessibleName() == "变更日期"
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    compose("2026-06-10")
    tab_to("保存")
    press(Qt.Key.Key_Space)
    settle(desk)
    assert "已保存" in agency.told.text()
    heads = [office.agency.head for day in (9, 10) if (office := read_office(desk.program, date(2026, 6, day)))]
    assert heads == ["赵明德", "孙新任"]
    assert not agency.is_dirty()


def test_somebody_is_corrected_from_the_list_by_keyboard(page: OfficePage, desk: Desk) -> None:
    people = people_of(page, desk)
    people.table.setFocus()
    people.table.selectRow(0)
    name = people.rows.data(people.rows.index(0, 0))
    press(Qt.Key.Key_Return)
    assert focused().accessibleName() == "姓名"
    assert people.editor.value()["name"] == name
    fill({"职务": "副队长"})
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert [one.data["post"] for one in people_on_file(desk.program, TODAY) if one.data["name"] == name] == ["副队长"]
    assert len(people_on_file(desk.program, TODAY)) == 10


def leave_with(fields: dict[str, str], key: Qt.Key) -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, LeavingDialog) and dialog.isActiveWindow():
        assert nameless(dialog) == []
        fill(fields)
        press(key)
    else:
        QTimer.singleShot(10, lambda: leave_with(fields, key))


def test_somebody_leaves_with_a_reason_and_a_last_day(page: OfficePage, desk: Desk) -> None:
    people = people_of(page, desk)
    people.table.selectRow(0)
    chosen = people.chosen()
    assert chosen is not None
    QTimer.singleShot(0, lambda: leave_with({"原因": "调离", "最后一日": "2026-06-15"}, Qt.Key.Key_Return))
    people.remove.click()
    settle(desk)
    assert chosen.key not in {one.key for one in people_on_file(desk.program, TODAY)}
    assert chosen.key in {one.key for one in people_on_file(desk.program, date(2026, 6, 15))}
    QTimer.singleShot(0, lambda: leave_with({"原因": "调离"}, Qt.Key.Key_Escape))
    people.remove.click()
    settle(desk)
    assert len(people_on_file(desk.program, TODAY)) == 9


def test_a_removal_needs_its_reason_and_a_real_day(page: OfficePage, desk: Desk, qtbot: QtBot) -> None:
    dialog = LeavingDialog(page, desk, "移出名册：王建国", asks_last_day=True)
    qtbot.addWidget(dialog)
    dialog.form.set_value({"last_day": "昨天"})
    dialog.accept()
    assert dialog.leaving is None
    faults = {str(part.path[0]): part.fault() for part in dialog.form.parts()}
    assert faults["why"] == "还没有填写"
    assert "昨天" in faults["last_day"]


def test_nothing_else_begins_while_an_entry_is_being_filled_in(page: OfficePage, desk: Desk) -> None:
    people = people_of(page, desk)
    people.start()
    compose("新来的")
    assert not people.add.isEnabled()
    assert not people.edit.isEnabled()
    people.edit_chosen()
    assert people.editor.value()["name"] == "新来的"
    page.refresh()
    settle(desk)
    assert people.editor.value()["name"] == "新来的"
    people.drop.click()
    settle(desk)
    assert people.add.isEnabled()
    assert "name" not in people.editor.value()


def test_what_is_being_typed_is_kept_when_the_window_closes(page: OfficePage, desk: Desk, qtbot: QtBot) -> None:
    people = people_of(page, desk)
    people.table.selectRow(0)
    people.edit_chosen()
    fill({"职务": "副队长"})
    key = people.key
    page.window().close()
    settle(desk)
    again = OfficePage(desk)
    qtbot.addWidget(again)
    settle(desk)
    part = people_of(again, desk)
    assert part.key == key
    assert part.editor.value()["post"] == "副队长"
    assert part.title.text() == "修改人员"


def test_dropping_shows_the_register_again(page: OfficePage, desk: Desk) -> None:
    agency = agency_of(page)
    agency.start()
    compose("另一个镇")
    agency.drop_changes()
    settle(desk)
    assert agency.data()["name"] == "民权县示例镇人民政府"
    again = AgencyPage(desk)
    settle(desk)
    assert not again.is_dirty()
