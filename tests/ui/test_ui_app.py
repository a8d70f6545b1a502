"""Starting: the window over real data, a second start on the same data, no screen, and the words of the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from mq_enforce import cli
from mq_enforce.bootstrap import open_program
from mq_enforce.cli import window_commands
from mq_enforce.services.office import agency_on_file, put_agency, put_person
from mq_enforce.services.practice import is_practice, practice_folder
from mq_enforce.services.program import Program
from ui import app
from ui.main_window import MainWindow
from ui.start import practising
from ui.start.assistant import Assistant
from ui.start.who import WhoDialog

PlayStory = Callable[..., str]
Dialog = TypeVar("Dialog", bound=QDialog)


def with_window(what: Callable[[MainWindow], None]) -> None:
    """Do something with the window when it has come up; the name of who is at the keyboard is given before."""
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    found = [widget for widget in shown if isinstance(widget, MainWindow)]
    if found:
        what(found[0])
        return
    for dialog in shown:
        if isinstance(dialog, WhoDialog):
            dialog.name.setText("李执法")
            dialog.enter.click()
    QTimer.singleShot(10, partial(with_window, what))


def with_dialog(kind: type[Dialog], what: Callable[[Dialog], object]) -> None:
    """Do something with a dialog of a kind when it has come up."""
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    if found:
        what(found[0])
    else:
        QTimer.singleShot(10, partial(with_dialog, kind, what))


def register(data: Path) -> None:
    """Let there be an office."""
    with open_program(data) as program:
        put_agency(program, {"name": "民权县示例镇人民政府", "short": "民示"})


def put_away(said: list[str]) -> None:
    """Read and close the box that has come up."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        said.append(f"{box.text()} {box.informativeText()}")
        box.buttons()[0].click()
    else:
        QTimer.singleShot(10, partial(put_away, said))


def test_the_window_opens_on_new_data_and_gives_them_free_again(themed: QApplication, desk_data: Path) -> None:
    del themed
    register(desk_data)
    before, titles = sys.excepthook, list[str]()

    def look(window: MainWindow) -> None:
        titles.append(window.windowTitle())
        window.close()

    QTimer.singleShot(0, partial(with_window, look))
    assert app.run_window(desk_data) == 0
    assert titles == ["民权执法办案"]
    with open_program(desk_data):
        assert sys.excepthook is before


def test_who_sat_at_the_keyboard_is_in_the_window_and_in_the_entries(themed: QApplication, desk_data: Path) -> None:
    del themed
    register(desk_data)
    names: list[str] = []

    def look(window: MainWindow) -> None:
        names.append(window.desk.program.actor.name)
        put_person(window.desk.program, {"name": "王建国", "post": "执法队员"})
        window.close()

    QTimer.singleShot(0, partial(with_window, look))
    assert app.run_window(desk_data) == 0
    assert names == ["李执法"]
    with open_program(desk_data) as program, program.store.read("agency") as reader:
        assert [row.recorded_by for row in reader.register_history("person")] == ["李执法"]


def test_new_data_begin_with_the_assistant_and_closing_it_ends_the_program(themed: QApplication, desk_data: Path) -> None:
    del themed
    QTimer.singleShot(0, partial(with_dialog, Assistant, Assistant.close))
    assert app.run_window(desk_data) == 0
    QTimer.singleShot(0, partial(with_dialog, Assistant, Assistant.close))
    assert app.run_window(desk_data) == 0


def test_nobody_at_the_keyboard_opens_no_window(themed: QApplication, desk_data: Path) -> None:
    del themed
    register(desk_data)
    QTimer.singleShot(0, partial(with_dialog, WhoDialog, lambda dialog: dialog.away.click()))
    assert app.run_window(desk_data) == 0


def test_practising_has_data_of_its_own_and_leads_back(themed: QApplication, desk_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice cases themselves have their own tests: here the sample office is enough."""
    del themed
    register(desk_data)

    def make(program: Program, out: Path, _progress: Callable[[str], None]) -> tuple[str, ...]:
        assert out == practice_folder(desk_data) / "dossiers"
        put_agency(program, {"name": "民权县练习镇人民政府", "short": "民练"})
        return ()

    monkeypatch.setattr(practising, "make_practice_office", make)
    seen: list[tuple[str, bool]] = []

    def look(window: MainWindow) -> None:
        on_file = agency_on_file(window.desk.program, window.desk.program.clock.now().date())
        assert on_file is not None
        seen.append((str(on_file.data["name"]), window.practice_band.isVisible()))
        window.close()
        QTimer.singleShot(0, partial(with_dialog, WhoDialog, lambda dialog: dialog.away.click()))

    def practise(dialog: WhoDialog) -> None:
        dialog.practise.click()
        QTimer.singleShot(0, partial(with_window, look))

    QTimer.singleShot(0, partial(with_dialog, WhoDialog, practise))
    assert app.run_window(desk_data) == 0
    assert seen == [("民权县练习镇人民政府", True)]
    with open_program(desk_data) as program:
        assert not is_practice(program)


def test_a_second_start_on_the_same_data_is_told_and_harms_nothing(
    themed: QApplication, desk_program: Program, desk_data: Path, play_story: PlayStory
) -> None:
    del themed
    play_story("straw_burning", 1)
    said: list[str] = []
    QTimer.singleShot(0, partial(put_away, said))
    assert app.run_window(desk_data) == 4
    assert "正在被另一个窗口或程序使用" in said[0]
    assert "数据没有受影响" in said[0]
    assert not app.only_practice(desk_program)


def test_data_are_for_practice_when_they_hold_practice_cases_alone(desk_program: Program, play_story: PlayStory) -> None:
    assert not app.only_practice(desk_program)
    play_story("straw_burning", 1, practice=True)
    assert app.only_practice(desk_program)
    play_story("straw_burning", 1)
    assert not app.only_practice(desk_program)


def test_a_fault_in_a_page_is_told_and_the_window_stays(
    themed: QApplication, desk_data: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del themed, qtbot
    register(desk_data)
    said: list[str] = []

    def fail(window: MainWindow) -> None:
        sys.excepthook(ValueError, ValueError("x"), None)
        QTimer.singleShot(0, partial(put_away, said))
        QTimer.singleShot(200, window.close)

    monkeypatch.setattr(QApplication, "activeModalWidget", _any_box)
    QTimer.singleShot(0, partial(with_window, fail))
    assert app.run_window(desk_data) == 0
    assert "数据没有受影响" in said[0]
    assert list((desk_data / "reports").glob("*.log"))


def _any_box() -> QMessageBox | None:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()), None)


def test_no_command_opens_the_window_on_the_data_that_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[Path, str | None]] = []

    def run_window(data: Path, database: str | None) -> int:
        called.append((data, database))
        return 0

    monkeypatch.setattr(app, "run_window", run_window)
    assert cli.main(["--data", str(tmp_path)]) == 0
    monkeypatch.setenv("MQ_ENFORCE_HOME", str(tmp_path / "home"))
    assert cli.main([]) == 0
    assert cli.main(["--database", "sqlite:///x"]) == 0
    assert called == [(tmp_path, None), (tmp_path / "home", None), (tmp_path / "home", "sqlite:///x")]


def test_the_data_may_be_named_before_the_command_and_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MQ_ENFORCE_HOME", str(tmp_path / "home"))
    assert cli.main(["--data", str(tmp_path / "one"), "cases"]) == 0
    assert cli.main(["cases", "--data", str(tmp_path / "two")]) == 0
    assert cli.main(["--data", str(tmp_path / "one"), "cases", "--data", str(tmp_path / "three")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "three", "two"]
    assert "没有符合条件的案件" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a screen")
def test_without_a_screen_it_is_told_and_nothing_crashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not window_commands._has_screen()
    assert cli.main(["--data", str(tmp_path)]) == 4
    assert "没有图形界面" in capsys.readouterr().err


def test_where_qt_cannot_be_used_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "ui.app", None)
    assert cli.main(["--data", str(tmp_path)]) == 4
    assert "图形界面的组件不能使用" in capsys.readouterr().err


def test_other_commands_import_no_qt() -> None:
    program = "import sys; from mq_enforce import cli; cli.main(['due', '--list']); sys.exit(any('PySide6' in m for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)  # noqa: S603 - our own words
    assert done.returncode == 0, done.stderr
