"""The assistant, with the keyboard alone: what is typed becomes the office, faults stay in place, drafts come back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from support.keyboard import compose, fill, focused, nameless, press, scrolled_areas, settle, tab_to, tick

from mq_enforce.services.crossing import EnvironmentProblem
from mq_enforce.services.office import agency_on_file, people_on_file, read_office
from ui.desk import Desk
from ui.start import agency_page
from ui.start.agency_page import AgencyPage
from ui.start.assistant import Assistant, needs_assistant
from ui.start.gaps_page import GapsPage
from ui.start.grants_page import GrantEditor, GrantsPage
from ui.start.keeping import DRAFT_MS
from ui.start.people_page import PeoplePage
from ui.start.who import PRACTICE

TODAY = date(2026, 6, 20)
NOTEBOOK = (1366, 690)
"""A screen of 1366×768 less the bar of the desktop and the title of the window."""


@pytest.fixture
def assistant(desk: Desk, qtbot: QtBot) -> Assistant:
    return opened(desk, qtbot)


def opened(desk: Desk, qtbot: QtBot) -> Assistant:
    made = Assistant(desk)
    qtbot.addWidget(made)
    made.resize(*NOTEBOOK)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    settle(desk)
    return made


def heading(assistant: Assistant) -> str:
    return assistant.page().heading


def name_the_agency(desk: Desk) -> None:
    fill({"填表人": "王建国", "机关全称": "民权县示例镇人民政府", "机关代字": "民示"})
    press(Qt.Key.Key_Return)
    settle(desk)


def add_an_officer(desk: Desk, name: str, number: str) -> None:
    fill({"姓名": name, "职务": "执法队员"})
    tick("持有行政执法证")
    fill({"执法证号": number, "有效期自": "2023-05-01", "有效期至": "2028-04-30"})
    tick("在本机关的角色：执法人员")
    press(Qt.Key.Key_Return)
    settle(desk)


def test_an_office_is_set_up_with_the_keyboard_alone(desk: Desk, assistant: Assistant) -> None:
    fill({"填表人": "王建国", "机关全称": "民权县示例镇人民政府", "机关代字": "民示", "所属县（市、区）": "民权县"})
    fill({"有管辖权的法院": "民权县人民法院", "罚款代收银行": "示例银行民权支行"})
    tab_to("下一步")
    press(Qt.Key.Key_Space)
    settle(desk)
    assert heading(assistant) == "人员"
    add_an_officer(desk, "王建国", "16140000001")
    add_an_officer(desk, "李秀英", "16140000002")
    assert heading(assistant) == "人员"
    press(Qt.Key.Key_Return)
    settle(desk)
    assert heading(assistant) == "日历"
    press(Qt.Key.Key_Return)
    settle(desk)
    assert heading(assistant) == "权限"
    fill({"承接文件名称": "示例公告", "承接起始日": "2026-01-01", "来源": "县政府网站（示例）", "查找承接的事项": "秸秆"})
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    settle(desk)
    office = read_office(desk.program, TODAY)
    assert office is not None
    assert office.agency.court == "民权县人民法院"
    assert {person.name for person in office.people.values() if person.certified_on(TODAY)} == {"王建国", "李秀英"}
    assert [grant.matter for grant in office.grants] == ["HN25-NY-02"]
    assert heading(assistant) == "权限"
    press(Qt.Key.Key_Return)
    settle(desk)
    assert heading(assistant) == "完成"
    assert needs_assistant(desk.program)
    press(Qt.Key.Key_Return)
    settle(desk)
    assert assistant.result() == QDialog.DialogCode.Accepted
    assert not needs_assistant(desk.program)
    with desk.program.store.read("agency") as reader:
        recorded = {row.recorded_by for kind in ("agency", "person", "grant") for row in reader.register_history(kind)}
    assert recorded == {"王建国"}


def test_what_is_lacking_is_told_and_stops_nobody(desk: Desk, assistant: Assistant) -> None:
    name_the_agency(desk)
    for _ in range(3):
        assistant.next.click()
        settle(desk)
    assert heading(assistant) == "完成"
    page = assistant.pages[-1]
    assert isinstance(page, GapsPage)
    told = "\n".join(page.gaps.item(row).text() for row in range(page.gaps.count()))
    for words in ("执法人员只有 0 人", "承接文件", "罚款代收银行", "法制审核"):
        assert words in told
    assert focused() is assistant.next
    press(Qt.Key.Key_Return)
    settle(desk)
    assert assistant.result() == QDialog.DialogCode.Accepted


def test_nobody_goes_on_without_saying_who_fills_this_in(desk: Desk, assistant: Assistant) -> None:
    assert focused().accessibleName() == "填表人"
    press(Qt.Key.Key_Return)
    settle(desk)
    assert heading(assistant) == "机关"
    assert assistant.by.fault() == "还没有填写姓名"
    assert agency_on_file(desk.program, TODAY) is None


def test_faults_are_told_beside_their_fields_and_nothing_is_kept(desk: Desk, assistant: Assistant) -> None:
    page = assistant.pages[0]
    assert isinstance(page, AgencyPage)
    fill({"填表人": "王建国", "机关全称": "民权县示例镇人民政府", "邮政编码": "47680"})
    press(Qt.Key.Key_Return)
    settle(desk)
    assert heading(assistant) == "机关"
    assert page.form.field("short").fault() == "还没有填写"
    assert "6 位数字" in page.form.field("postcode").fault()
    assert "2 处" in page.told.text()
    assert focused().accessibleName() == "机关代字"
    assert agency_on_file(desk.program, TODAY) is None
    compose("民示")
    assert page.told.text() == ""
    tab_to("邮政编码")
    compose("476800")
    press(Qt.Key.Key_Return)
    settle(desk)
    assert heading(assistant) == "人员"


def test_what_was_typed_comes_back_after_the_program_was_killed(desk: Desk, assistant: Assistant, qtbot: QtBot) -> None:
    name_the_agency(desk)
    fill({"姓名": "李秀英"})
    page = assistant.pages[1]
    assert isinstance(page, PeoplePage)
    qtbot.wait(DRAFT_MS + 100)
    settle(desk)
    again = opened(desk, qtbot)
    assert heading(again) == "人员"
    assert again.by.value() == "王建国"
    people = again.pages[1]
    assert isinstance(people, PeoplePage)
    assert people.editor.value()["name"] == "李秀英"
    assert "已恢复" in people.told.text()
    again.go_back()
    settle(desk)
    agency = again.pages[0]
    assert isinstance(agency, AgencyPage)
    assert agency.data()["short"] == "民示"
    assert not agency.is_dirty()


def test_closing_keeps_what_was_typed_at_the_last_moment(desk: Desk, assistant: Assistant, qtbot: QtBot) -> None:
    fill({"填表人": "王建国", "机关全称": "民权县示例镇"})
    assistant.close()
    assert assistant.result() == QDialog.DialogCode.Rejected
    again = opened(desk, qtbot)
    page = again.pages[0]
    assert isinstance(page, AgencyPage)
    assert page.data()["name"] == "民权县示例镇"
    assert page.is_dirty()
    assert again.by.value() == "王建国"


def test_escape_goes_back_and_never_closes(desk: Desk, assistant: Assistant) -> None:
    name_the_agency(desk)
    assert heading(assistant) == "人员"
    press(Qt.Key.Key_Escape)
    settle(desk)
    assert heading(assistant) == "机关"
    press(Qt.Key.Key_Escape)
    settle(desk)
    assert assistant.isVisible()


def test_going_on_saves_what_is_being_filled_in_or_stays(desk: Desk, assistant: Assistant) -> None:
    name_the_agency(desk)
    fill({"姓名": "李秀英"})
    tab_to("下一步")
    press(Qt.Key.Key_Space)
    settle(desk)
    assert heading(assistant) == "人员"
    page = assistant.pages[1]
    assert isinstance(page, PeoplePage)
    assert page.editor.form.field("post").fault() == "还没有填写"
    fill({"职务": "执法队员"})
    tab_to("下一步")
    press(Qt.Key.Key_Space)
    settle(desk)
    assert heading(assistant) == "日历"
    assert [one.data["name"] for one in people_on_file(desk.program, TODAY)] == ["李秀英"]


def test_an_impatient_double_click_makes_one_entry(desk: Desk, assistant: Assistant) -> None:
    name_the_agency(desk)
    fill({"姓名": "李秀英", "职务": "执法队员"})
    assistant.next.click()
    assistant.next.click()
    page = assistant.pages[1]
    assert isinstance(page, PeoplePage)
    page.save.click()
    settle(desk)
    assert heading(assistant) == "日历"
    assert len(people_on_file(desk.program, TODAY)) == 1


def test_a_full_disk_is_told_in_the_assistant_and_nothing_typed_is_lost(
    desk: Desk, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(*_: object) -> None:
        raise EnvironmentProblem("磁盘已满，不能保存", "已经保存的内容没有受影响", "请清理磁盘后再试")

    monkeypatch.setattr(agency_page, "put_agency", put)
    name_the_agency(desk)
    assert heading(assistant) == "机关"
    assert assistant.problems.isVisible()
    assert "磁盘已满" in assistant.problems.text()
    page = assistant.pages[0]
    assert isinstance(page, AgencyPage)
    assert page.data()["short"] == "民示"
    monkeypatch.undo()
    assistant.next.click()
    settle(desk)
    assert heading(assistant) == "人员"


def test_practising_leaves_what_was_typed_as_drafts(desk: Desk, assistant: Assistant, qtbot: QtBot) -> None:
    fill({"填表人": "王建国", "机关全称": "民权县示例镇"})
    tab_to("先练一练")
    press(Qt.Key.Key_Space)
    assert assistant.result() == PRACTICE
    assert read_office(desk.program, TODAY) is None
    page = opened(desk, qtbot).pages[0]
    assert isinstance(page, AgencyPage)
    assert page.data()["name"] == "民权县示例镇"


def test_every_control_has_a_name_and_no_page_needs_a_scroll_bar(desk: Desk, assistant: Assistant) -> None:
    name_the_agency(desk)
    for index in range(len(assistant.pages)):
        assistant._go(index)
        settle(desk)
        assert nameless(assistant) == []
        assert scrolled_areas(assistant) == []
    people = assistant.pages[1]
    assert isinstance(people, PeoplePage)
    assistant._go(1)
    people.editor.set_value({"certificate": {"number": "1"}})
    settle(desk)
    assert scrolled_areas(assistant) == []


def test_a_grant_without_matters_is_told_beneath_the_list(desk: Desk, assistant: Assistant) -> None:
    name_the_agency(desk)
    assistant._go(3)
    settle(desk)
    page = assistant.pages[3]
    assert isinstance(page, GrantsPage)
    fill({"承接文件名称": "示例公告", "承接起始日": "2026-01-01", "来源": "县政府网站（示例）"})
    press(Qt.Key.Key_Return)
    settle(desk)
    assert isinstance(page.editor, GrantEditor)
    assert page.editor.matters.fault.isVisible()
    assert focused().accessibleName() == "查找承接的事项"
