"""Two starts on the same data, and closing while a dossier is built: both are told, and neither harms anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from support.part_way import part_way

from mq_enforce.dossier.package import package
from mq_enforce.services.checking import examine
from mq_enforce.services.crossing import CHINA, StoryClock
from mq_enforce.services.dossier_page import check_dossier
from mq_enforce.services.listing import count_cases, list_cases
from ui.case.dossier import DossierView
from ui.case.page import DOSSIER, CaseLeaf
from ui.desk import Desk
from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
FAR = 60_000
STORY = "straw_no_penalty"

_SECOND_START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from mq_enforce.cli import main

def read():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text(), box.informativeText(), flush=True)
        box.buttons()[0].click()

app = QApplication([])
timer = QTimer(interval=20)
timer.timeout.connect(read)
timer.start()
sys.exit(main(["--data", sys.argv[1]]))
"""


@pytest.mark.slow
def test_a_second_start_is_told_in_a_box_ends_with_4_and_harms_nothing(desk: Desk, desk_data: Path, play_story: Callable[..., str]) -> None:
    play_story("straw_burning", 2)
    with desk.program.store.read("agency") as reader:
        before = reader.last_seal()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", _SECOND_START, str(desk_data)]
    second = subprocess.run(  # noqa: S603 - our own
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert second.returncode == 4, second.stderr
    assert "窗口没有打开" in second.stdout
    assert "正在被另一个窗口或程序使用" in second.stdout
    assert "数据没有受影响" in second.stdout
    assert "请回到已经打开的窗口" in second.stdout
    with desk.program.store.read("agency") as reader:
        assert reader.last_seal() == before
    assert count_cases(desk.program, practice=None) == 1
    assert examine(desk.program) == []


# -- closing while a dossier is built ------------------------------------------------------------------------------------


class Held:
    """Building stops at packing until it may go on."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __call__(self, *args: object, **more: object) -> object:
        self.reached.set()
        self.go_on.wait(20)
        return package(*args, **more)  # type: ignore[arg-type]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    found = Held()
    monkeypatch.setattr("mq_enforce.services.dossiers.package", found)
    yield found
    found.go_on.set()


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a case whose filing is on record."""
    folder = tmp_path_factory.mktemp("filed")
    with part_way(folder, STORY, "filing_dossier"):
        return folder / "data"


@pytest.fixture
def filed_desk(filed: Path, desk_data: Path, request: pytest.FixtureRequest) -> Desk:
    """A desk on these data."""
    shutil.copytree(filed, desk_data)
    desk = request.getfixturevalue("desk")
    assert isinstance(desk, Desk)
    return desk


@pytest.fixture
def window(filed_desk: Desk, qtbot: QtBot, held: Held) -> MainWindow:
    """The window in which the dossier is being built."""
    clock = filed_desk.program.clock
    assert isinstance(clock, StoryClock)
    clock.moment = datetime(2026, 6, 25, 9, 0, tzinfo=CHINA)
    made = MainWindow(filed_desk, (), CaseLeaf)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    (line,) = list_cases(filed_desk.program)
    made.open_case(line.id)
    leaf = made.tabs.currentWidget()
    assert isinstance(leaf, CaseLeaf)
    qtbot.waitUntil(lambda: leaf.page is not None)
    leaf.show_view(DOSSIER)
    qtbot.waitUntil(lambda: leaf.dossier is not None and leaf.dossier.build.isEnabled(), timeout=FAR)
    dossier_of(made).build.click()
    qtbot.waitUntil(held.reached.is_set, timeout=FAR)
    return made


def dossier_of(window: MainWindow) -> DossierView:
    leaf = window.tabs.currentWidget()
    assert isinstance(leaf, CaseLeaf)
    assert leaf.dossier is not None
    return leaf.dossier


def answer(word: str, seen: list[str]) -> None:
    """Press a button of the box that comes up."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox):
        QTimer.singleShot(10, partial(answer, word, seen))
        return
    seen.append(f"{box.text()} {box.informativeText()}")
    next(button for button in box.buttons() if button.text() == word).click()


def close(window: MainWindow, word: str) -> tuple[bool, str]:
    """Close the window, give this answer, and return whether it closed and what it had asked."""
    seen: list[str] = []
    QTimer.singleShot(0, partial(answer, word, seen))
    closed = window.close()
    return closed, seen[0]


@pytest.mark.slow
def test_staying_lets_the_dossier_be_finished(window: MainWindow, held: Held, qtbot: QtBot) -> None:
    closed, asked = close(window, "不关闭")
    assert not closed
    assert window.isVisible()
    assert "生成案卷" in asked
    assert "不会丢失" in asked
    held.go_on.set()
    dossier = dossier_of(window)
    qtbot.waitUntil(lambda: "没有发现问题" in dossier.told.text() and not dossier.work.busy, timeout=FAR)
    assert check_dossier(dossier.target).ok
    assert window.close()


@pytest.mark.slow
def test_closing_can_wait_for_the_dossier(window: MainWindow, held: Held, qtbot: QtBot) -> None:
    target = dossier_of(window).target
    closed, _asked = close(window, "做完再关闭")
    assert not closed
    held.go_on.set()
    qtbot.waitUntil(window.isHidden, timeout=FAR)
    assert check_dossier(target).ok


@pytest.mark.slow
def test_stopping_and_closing_leaves_sound_data_and_the_dossier_is_built_later(
    window: MainWindow, held: Held, filed_desk: Desk, qtbot: QtBot
) -> None:
    target = dossier_of(window).target
    case_id = dossier_of(window).case_id
    closed, _asked = close(window, "停下并关闭")
    assert closed
    held.go_on.set()
    qtbot.waitUntil(lambda: not filed_desk.tasks.running(), timeout=FAR)
    assert not list(target.rglob("*"))
    assert [one for one in examine(filed_desk.program) if not one.leftover] == []
    again = MainWindow(filed_desk, (), CaseLeaf)
    qtbot.addWidget(again)
    again.show()
    again.open_case(case_id)
    leaf = again.tabs.currentWidget()
    assert isinstance(leaf, CaseLeaf)
    qtbot.waitUntil(lambda: leaf.page is not None)
    leaf.show_view(DOSSIER)
    dossier = dossier_of(again)
    qtbot.waitUntil(dossier.build.isEnabled, timeout=FAR)
    dossier.build.click()
    qtbot.waitUntil(lambda: "没有发现问题" in dossier.told.text() and not dossier.work.busy, timeout=FAR)
    assert check_dossier(dossier.target).ok
    assert [one for one in examine(filed_desk.program) if not one.leftover] == []
