"""Making the practice office: told, stopped, taken up again, and refused where an office works."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from support.keyboard import nameless

from mq_enforce.services.office import put_agency
from mq_enforce.services.practice import is_practice
from mq_enforce.services.program import Program
from ui.desk import Desk
from ui.start import practising
from ui.start.practising import PractiseDialog
from ui.tasks import Lane

WAIT_MS = 10_000
Say = Callable[[str], None]


def shown(desk: Desk, qtbot: QtBot) -> PractiseDialog:
    dialog = PractiseDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_tells_what_it_does_and_stops_when_told(desk: Desk, qtbot: QtBot) -> None:
    dialog = shown(desk, qtbot)
    assert nameless(dialog) == []
    with qtbot.waitSignal(dialog.finished, timeout=WAIT_MS) as finished:
        qtbot.waitUntil(lambda: "：" in dialog.doing.text(), timeout=WAIT_MS)
        dialog.stop.click()
        assert "停下" in dialog.doing.text()
        assert dialog.isVisible()
    assert finished.args == [QDialog.DialogCode.Rejected]
    assert is_practice(desk.program)
    assert not desk.tasks.running(Lane.LONG)


def test_it_is_accepted_when_all_is_there(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real work has its own tests; here it is what the dialog makes of its end."""
    go = threading.Event()

    def make(_program: Program, out: Path, progress: Say) -> tuple[str, ...]:
        progress(f"消防案：立卷，存入{out.name}")
        go.wait(WAIT_MS / 1000)
        return ("practice-fire",)

    monkeypatch.setattr(practising, "make_practice_office", make)
    dialog = shown(desk, qtbot)
    qtbot.waitUntil(lambda: dialog.doing.text() == "消防案：立卷，存入dossiers", timeout=WAIT_MS)
    dialog.close()
    go.set()
    with qtbot.waitSignal(dialog.finished, timeout=WAIT_MS) as finished:
        pass
    assert finished.args == [QDialog.DialogCode.Accepted]


def test_data_of_an_office_are_not_practised_in(desk: Desk, qtbot: QtBot) -> None:
    put_agency(desk.program, {"name": "民权县示例镇人民政府", "short": "民示"})
    dialog = shown(desk, qtbot)
    qtbot.waitUntil(lambda: dialog.stop.text() == "返回", timeout=WAIT_MS)
    assert "已经登记了机关" in dialog.doing.text()
    dialog.stop.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
