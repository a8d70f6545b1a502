"""Who is at the keyboard: the register offered, the last one first, others by name; in every entry from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from support.keyboard import compose, focused, nameless, press, tab_to

from mq_enforce.services.office import put_agency, put_person
from mq_enforce.services.office_lines import Seat
from ui.desk import Desk
from ui.main_window import MainWindow, Page
from ui.start.who import PRACTICE, WhoDialog, choose_who

PEOPLE = (Seat("wang", "王建国", "执法队员"), Seat("li", "李秀英", "执法队员"), Seat("zhao", "赵明德", "镇长"))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def shown(dialog: WhoDialog, qtbot: QtBot) -> WhoDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def test_the_last_one_stands_first_and_enter_takes_them(desk: Desk, qtbot: QtBot) -> None:
    del desk
    dialog = shown(WhoDialog(PEOPLE, "li"), qtbot)
    assert [dialog.people.item(row).text() for row in range(3)] == ["李秀英　执法队员", "王建国　执法队员", "赵明德　镇长"]
    assert nameless(dialog) == []
    assert focused() is dialog.people
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert dialog.seat == PEOPLE[0]


def test_somebody_outside_the_register_gives_a_name(desk: Desk, qtbot: QtBot) -> None:
    del desk
    dialog = shown(WhoDialog(PEOPLE), qtbot)
    tab_to("不在名册中的，填写姓名")
    compose("吴")
    press(Qt.Key.Key_Return)
    assert dialog.seat is None
    assert "两个字" in dialog.fault.text()
    compose(" 静")
    press(Qt.Key.Key_Return)
    assert dialog.seat == Seat("吴 静", "吴 静")


def test_a_typed_name_of_the_register_is_that_person_unless_two_bear_it(desk: Desk, qtbot: QtBot) -> None:
    del desk
    dialog = shown(WhoDialog(PEOPLE), qtbot)
    dialog.name.setText("赵明德")
    dialog.accept()
    assert dialog.seat == PEOPLE[2]
    twins = shown(WhoDialog((*PEOPLE, Seat("zhao2", "赵明德", "会计"))), qtbot)
    twins.name.setText("赵明德")
    twins.accept()
    assert twins.seat == Seat("赵明德", "赵明德")


def test_an_office_without_people_asks_for_the_name(desk: Desk, qtbot: QtBot) -> None:
    del desk
    dialog = shown(WhoDialog(()), qtbot)
    assert not dialog.people.isVisible()
    press(Qt.Key.Key_Return)
    assert "请填写姓名" in dialog.fault.text()
    compose("王建国")
    press(Qt.Key.Key_Return)
    assert dialog.seat == Seat("王建国", "王建国")


def test_practising_is_offered_at_the_start_alone(desk: Desk, qtbot: QtBot) -> None:
    del desk
    first = shown(WhoDialog(PEOPLE), qtbot)
    first.practise.click()
    assert first.result() == PRACTICE
    assert shown(WhoDialog(PEOPLE, starting=False), qtbot).practise.isHidden()
    assert shown(WhoDialog(PEOPLE, practice=True), qtbot).practise.isHidden()


def answer(what: Qt.Key) -> None:
    """Press a key in the dialog that comes up."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, WhoDialog) and dialog.isActiveWindow():
        press(what)
    else:
        QTimer.singleShot(10, lambda: answer(what))


def test_whoever_is_chosen_stands_in_the_entries_and_is_remembered(desk: Desk, settings: QSettings) -> None:
    put_agency(desk.program, {"name": "民权县示例镇人民政府", "short": "民示"})
    wang = put_person(desk.program, {"name": "王建国", "post": "执法队员", "roles": ["officer"]})
    before = desk.program
    QTimer.singleShot(0, lambda: answer(Qt.Key.Key_Return))
    assert choose_who(desk, settings) == QDialog.DialogCode.Accepted
    actor = desk.program.actor
    assert (actor.person, actor.name, actor.roles) == (wang.id, "王建国", frozenset({"officer"}))
    assert (actor.agency, actor.machine) == (before.actor.agency, before.actor.machine)
    assert desk.program.store is before.store
    put_person(desk.program, {"name": "李秀英", "post": "执法队员"})
    with desk.program.store.read("agency") as reader:
        assert {row.recorded_by for row in reader.register_history("person")} == {"officer-1", wang.id}
    QTimer.singleShot(0, lambda: answer(Qt.Key.Key_Escape))
    assert choose_who(desk, settings, practice=True) == QDialog.DialogCode.Rejected
    assert desk.program.actor is actor
    assert settings.value("at_keyboard") == wang.id


def test_the_window_tells_who_it_is_and_lets_somebody_else_sit_down(desk: Desk, qtbot: QtBot, settings: QSettings) -> None:
    put_agency(desk.program, {"name": "民权县示例镇人民政府", "short": "民示"})
    put_person(desk.program, {"name": "王建国", "post": "执法队员"})
    window = MainWindow(desk, (Page("empty", "空", lambda _desk, _open: WhoDialog(())),), None)
    qtbot.addWidget(window)

    def change_seat() -> None:
        choose_who(desk, settings, window, starting=False)
        window.show_who()

    window.seat_wanted.connect(change_seat)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QTimer.singleShot(50, lambda: answer(Qt.Key.Key_Return))
    press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert window.who.text() == "操作人：王建国　本机：办公室一号机"
    assert window.who.accessibleName() == "操作人：王建国，换人操作"
