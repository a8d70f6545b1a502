"""A new case by keyboard alone on a real SQLite file: opened in the list, kept while it is typed, told what is wrong in place."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from mq_enforce.base.actors import CHINA
from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.cases import read_case
from mq_enforce.services.diary import read_diary
from mq_enforce.services.drafts import drafts_of, load_draft
from mq_enforce.services.listing import count_cases
from mq_enforce.services.new_case import DRAFT_KEY
from mq_enforce.services.office import write_office
from mq_enforce.services.program import Program
from ui.cases import new_case as under_test
from ui.cases.list_page import CaseListPage
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk

pytestmark = pytest.mark.slow

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier

ROOT = Path(__file__).resolve().parents[2]
KEPT_WITHIN_SECONDS = 2

_TYPES_UNTIL_KILLED = """
import sys
from pathlib import Path
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from mq_enforce.bootstrap import open_program
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk
from ui.tasks import Tasks
from ui.telling import Tell

data = Path(sys.argv[1])
app = QApplication([])
with open_program(data) as program:
    dialog = NewCaseDialog(Desk(program, Tasks(), Tell(data / "reports"), data / "dossiers"))
    dialog.open()
    while dialog.form is None:
        app.processEvents()
    event = QInputMethodEvent()
    event.setCommitString("写到一半的𬭎")
    QApplication.sendEvent(dialog.form.at(("violation",)).inputs()[0], event)
    print("typed", flush=True)
    app.exec()
"""


def commit(text: str) -> None:
    """Type into what has the focus as a Chinese input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused(), event)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def tab_to(name: str) -> QWidget:
    """Go on with Tab until what has the focus bears a name; every stop has one."""
    for _ in range(80):
        press(KEY.Key_Tab)
        assert focused().accessibleName() or getattr(focused(), "text", str)(), focused()
        if focused().accessibleName() == name or getattr(focused(), "text", str)() == name:
            return focused()
    raise AssertionError(f"Tab never came to {name}")


def choose(combo: QWidget, words: str) -> None:
    """Go down the list of a combo box until it says something."""
    assert isinstance(combo, QComboBox)
    press(KEY.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText().startswith(words):
            return
        press(KEY.Key_Down)
    raise AssertionError(f"{words} is not offered")


@pytest.fixture
def office(desk_program: Program) -> Program:
    """The sample office, with more than one matter granted, so that one has to be chosen."""
    straw, fire = (read_diary(resource("samples", f"{name}.toml"), load_lawbook()).office for name in ("straw_burning", "fire_hearing"))
    write_office(desk_program, replace(straw, grants=(*straw.grants, *fire.grants)))
    return desk_program


@pytest.fixture
def page(desk: Desk, office: Program, qtbot: QtBot) -> Iterator[CaseListPage]:
    del office
    page = CaseListPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 640)
    with qtbot.waitExposed(page):
        page.show()
    idle(desk, qtbot)
    yield page
    if page.dialog is not None:
        page.dialog.reject()
    idle(desk, qtbot)


def idle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.tasks.running(), timeout=20_000)


@pytest.fixture
def dialog(page: CaseListPage, qtbot: QtBot) -> Callable[[], NewCaseDialog]:
    """Open the dialog with Ctrl+N."""

    def open_it() -> NewCaseDialog:
        page.activateWindow()
        page.search.setFocus()
        qtbot.waitUntil(page.search.hasFocus)
        press(KEY.Key_N, CTRL)
        assert page.dialog is not None
        qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.form is not None)
        idle(page._desk, qtbot)
        page.dialog.activateWindow()
        return page.dialog

    return open_it


def type_it() -> None:
    """Fill in what must be said, from the first field on, with the keyboard."""
    choose(focused(), "露天焚烧秸秆")
    tab_to("第1项 姓名（名称）")
    commit("张守田")
    tab_to("第1项 住址（住所）")
    commit("东岗村88号")
    tab_to("行为开始时间 日期")
    commit("2026-6-3")
    tab_to("行为开始时间 时刻")
    commit("8:40")
    tab_to("行为地点")
    commit("东岗村村西麦田")
    tab_to("行为经过")
    commit("点燃麦秸")
    choose(tab_to("案件来源"), "行政检查中发现")
    tab_to("承办部门意见")
    commit("同意核查。")
    tab_to("经办人：王建国")
    press(KEY.Key_Space)


def test_a_case_is_opened_by_keyboard_alone_and_brought_to_the_front(
    page: CaseListPage, dialog: Callable[[], NewCaseDialog], desk: Desk, qtbot: QtBot
) -> None:
    opened: list[str] = []
    page.opened.connect(opened.append)
    dialog()
    assert focused().accessibleName() == "权责事项"
    type_it()
    tab_to("建立案件")
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: page.dialog is None, timeout=20_000)
    idle(desk, qtbot)
    (case_id,) = opened
    state = read_case(desk.program, case_id)
    assert state.head.violation == "露天焚烧秸秆"
    assert [(party.id, party.name, party.address) for party in state.parties.values()] == [("p1", "张守田", "东岗村88号")]
    assert (state.conduct.place, state.conduct.description) == ("东岗村村西麦田", "点燃麦秸")
    assert state.conduct.begun_at == datetime(2026, 6, 3, 8, 40, tzinfo=CHINA)
    assert state.records[0].act.by == ("wang",)
    assert len(state.papers("report_register")) == 1
    assert page.model.rowCount() == 1
    assert load_draft(desk.program, "", DRAFT_KEY) is None


def test_what_is_wrong_is_told_beside_its_field_and_the_first_one_gets_the_focus(
    dialog: Callable[[], NewCaseDialog], desk: Desk, qtbot: QtBot
) -> None:
    shown = dialog()
    choose(focused(), "露天焚烧秸秆")
    tab_to("第1项 姓名（名称）")
    commit("张守田")
    tab_to("第1项 公民身份号码")
    commit("419999196805120012")
    press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: "处需要填写或者改正" in shown.told.text())
    form = shown.form
    assert form is not None
    told = {field.path: field.fault() for field in form.fields() if field.fault()}
    assert ("parties", 0, "address") in told
    assert "还没有填写" in told["conduct", "place"]
    assert focused().accessibleName().startswith("第1项 ")
    assert count_cases(desk.program, practice=None) == 0
    commit("1")
    assert shown.isVisible()


def test_a_false_check_digit_is_told_at_the_number(dialog: Callable[[], NewCaseDialog], qtbot: QtBot) -> None:
    shown = dialog()
    type_it()
    tab_to("第1项 公民身份号码")
    commit("419999196805120012")
    press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: "1 处需要填写或者改正" in shown.told.text())
    assert focused().accessibleName() == "第1项 公民身份号码"


def test_enter_in_a_field_opens_nothing(dialog: Callable[[], NewCaseDialog], desk: Desk, qtbot: QtBot) -> None:
    shown = dialog()
    type_it()
    tab_to("案由")
    press(KEY.Key_Return)
    idle(desk, qtbot)
    assert shown.isVisible()
    assert count_cases(desk.program, practice=None) == 0


def test_what_was_typed_is_kept_within_two_seconds_and_offered_again(
    page: CaseListPage, dialog: Callable[[], NewCaseDialog], desk: Desk, qtbot: QtBot
) -> None:
    dialog()
    tab_to("案由")
    commit("露天焚烧")
    qtbot.waitUntil(lambda: len(drafts_of(desk.program, "")) == 1, timeout=2_000)
    commit("麦秸")
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.dialog is None)
    idle(desk, qtbot)
    again = dialog()
    assert again.data()["violation"] == "露天焚烧麦秸"
    assert "已恢复" in again.told.text()
    tab_to("放弃重填")
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: again.told.text() == "" and again.create_button.isEnabled())
    assert "violation" not in again.data()
    assert load_draft(desk.program, "", DRAFT_KEY) is None


def test_a_kill_in_the_middle_of_typing_loses_two_seconds_at_most(tmp_path: Path) -> None:
    with open_program(tmp_path / "data") as program:
        write_office(program, read_diary(resource("samples", "straw_burning.toml"), load_lawbook()).office)
    command = [sys.executable, "-c", _TYPES_UNTIL_KILLED, str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT) as typing:  # noqa: S603 - our own
        assert typing.stdout is not None
        assert typing.stdout.readline().strip() == "typed"
        time.sleep(KEPT_WITHIN_SECONDS)
        typing.kill()
    with open_program(tmp_path / "data") as program:
        draft = load_draft(program, "", DRAFT_KEY)
        assert draft is not None
        assert draft.data["violation"] == "写到一半的𬭎"


def test_closing_the_window_keeps_what_is_being_typed(
    page: CaseListPage, dialog: Callable[[], NewCaseDialog], desk: Desk, qtbot: QtBot
) -> None:
    dialog()
    tab_to("案由")
    commit("写到一半")
    page.leave()
    idle(desk, qtbot)
    draft = load_draft(desk.program, "", DRAFT_KEY)
    assert draft is not None
    assert draft.data["violation"] == "写到一半"


def test_a_matter_that_is_not_granted_is_warned_of_in_words(dialog: Callable[[], NewCaseDialog], qtbot: QtBot) -> None:
    shown = dialog()
    assert not shown.warned.isVisible()
    choose(focused(), "在公共场所乱堆粪便")
    qtbot.waitUntil(shown.warned.isVisible)
    assert "没有登记职权依据文件" in shown.warned.text()


def test_a_full_disk_is_told_in_the_dialog_and_nothing_typed_is_lost(
    dialog: Callable[[], NewCaseDialog], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> str:
        raise EnvironmentProblem("磁盘空间不足", "已经保存的内容没有受影响", "请清理磁盘，然后重试")

    shown = dialog()
    type_it()
    monkeypatch.setattr(under_test, "open_new_case", full)
    press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: "磁盘空间不足" in shown.told.text())
    assert "请清理磁盘" in shown.told.text()
    assert shown.create_button.isEnabled()
    monkeypatch.undo()
    shown.submit()
    qtbot.waitUntil(lambda: count_cases(desk.program, practice=None) == 1, timeout=20_000)
    idle(desk, qtbot)


def test_without_an_office_the_dialog_says_what_comes_first(desk: Desk, qtbot: QtBot) -> None:
    shown = NewCaseDialog(desk)
    qtbot.addWidget(shown)
    shown.open()
    qtbot.waitUntil(lambda: "还没有登记本机关" in shown.told.text())
    assert not shown.create_button.isEnabled()
    shown.reject()
    idle(desk, qtbot)
    assert drafts_of(desk.program, "") == ()


def test_every_stop_of_tab_has_a_name_and_the_round_reaches_all_buttons(dialog: Callable[[], NewCaseDialog]) -> None:
    dialog()
    for name in ("当事人 添加", "当事人身份还不清楚", "线索：更多", "建立案件", "放弃重填", "以后再填", "权责事项"):
        tab_to(name)


def test_an_unknown_party_is_one_key_away(dialog: Callable[[], NewCaseDialog], page: CaseListPage, qtbot: QtBot, desk: Desk) -> None:
    dialog()
    type_it()
    tab_to("第1项 姓名（名称）")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_Delete)
    tab_to("第1项 住址（住所）")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_Delete)
    tab_to("当事人身份还不清楚")
    press(KEY.Key_Space)
    press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.dialog is None, timeout=20_000)
    idle(desk, qtbot)
    assert page.model.index(0, 1).data() == "当事人（身份待查明）"
