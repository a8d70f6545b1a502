"""The three bundled cases, told at the window with the keyboard alone: the record and the papers are those of their diaries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.desk_stories import GLANCE, do_act, enter_act, go_to_rail, new_case_data
from support.filling_fields import fill, tab_to
from support.keyboard import press

from mq_enforce.base.actors import Actor
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts.closing import DossierFiled
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.diary import Diary, read_diary
from mq_enforce.services.office import write_office
from mq_enforce.services.playing import play
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.results import result_of
from ui.app import PAGES
from ui.case.page import CaseLeaf
from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.telling import Tell

ACTOR = Actor("wang", "王建国", "agency", "办公室一号机")


def _diary(story: str) -> Diary:
    return read_diary(resource("samples", f"{story}.toml"), load_lawbook())


@contextmanager
def _program(data: Path, diary: Diary) -> Iterator[Program]:
    with open_program(data, None, ACTOR, StoryClock(diary.acts[0].at), StoryIds(b"a story told twice")) as program:
        # The office is registered before any case, in the assistant.
        write_office(program, diary.office)
        yield program


def _papers(program: Program, case_id: str) -> dict[str, str]:
    with program.store.read(program.actor.agency) as reader:
        return {row.paper_id: row.sha256 for row in reader.papers(case_id)}


@pytest.mark.slow
@pytest.mark.parametrize("story", ["straw_burning", "straw_no_penalty", "fire_hearing"])
def test_a_case_done_with_the_keyboard_alone_is_the_case_of_its_diary(
    story: str, tmp_path: Path, qtbot: QtBot, themed: QApplication
) -> None:
    del themed
    diary = _diary(story)
    folder = resource("samples")
    with _program(tmp_path / "diary", diary) as program:
        played = play(program, diary, folder, tmp_path / "diary-out")
        assert played.stopped is None
        wanted, wanted_papers = result_of(program, played.case_id, diary.end), _papers(program, played.case_id)
    with _program(tmp_path / "window", diary) as program, _window(program, tmp_path, qtbot) as window:
        case_id = _begin(qtbot, window, diary, folder)
        _tell(qtbot, window, program, diary, folder)
        assert result_of(program, case_id, diary.end) == wanted
        assert _papers(program, case_id) == wanted_papers


@contextmanager
def _window(program: Program, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    tasks, tell = Tasks(), Tell(tmp_path / "reports")
    tasks.unhandled.connect(tell.unhandled)
    window = MainWindow(Desk(program, tasks, tell, tmp_path / "window-out"), PAGES, CaseLeaf)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    try:
        yield window
        assert not list(tmp_path.glob("reports/*"))
    finally:
        window.close()
        tasks.close()


def _begin(qtbot: QtBot, window: MainWindow, diary: Diary, folder: Path) -> str:
    """Open the case with Ctrl+N and return its id; its page comes to the front."""
    cases = window.show_page("cases")
    assert isinstance(cases, CaseListPage)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cases.dialog is not None and cases.dialog.form is not None)
    dialog = cases.dialog
    assert dialog is not None
    assert dialog.form is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    qtbot.wait(GLANCE)
    dialog.form.focus_first()
    fill(dialog.form, new_case_data(diary, folder))
    with qtbot.waitSignal(dialog.opened, timeout=20_000) as opened:
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    # Giving the window back its focus is the window manager's part.
    window.activateWindow()
    return str(opened.args[0])


def _tell(qtbot: QtBot, window: MainWindow, program: Program, diary: Diary, folder: Path) -> None:
    """Enter every act after the first at the time at which the diary says it was done."""
    clock = program.clock
    assert isinstance(clock, StoryClock)
    qtbot.waitUntil(lambda: isinstance(window.tabs.currentWidget(), CaseLeaf))
    leaf = window.tabs.currentWidget()
    assert isinstance(leaf, CaseLeaf)
    qtbot.waitUntil(lambda: leaf.page is not None and leaf.work.rail.hasFocus())
    refused = {one.act for one in diary.expect.refusals}
    for act in diary.acts[1:]:
        clock.moment = max(act.at, clock.moment)
        if act.id in refused:
            enter_act(qtbot, leaf.work, act, folder)
            _refused(qtbot, leaf)
            continue
        do_act(qtbot, leaf, act, folder)
        if isinstance(act, DossierFiled):
            _file(qtbot, leaf)
    clock.moment = max(diary.end, clock.moment)


def _refused(qtbot: QtBot, leaf: CaseLeaf) -> None:
    """Try all the same, hear the article, and put the draft away."""
    panel = leaf.work.panel
    assert panel is not None
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "依据《" in panel.told.text() or "》第" in panel.told.text())
    tab_to(panel.drop_button)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not panel.told.text())
    go_to_rail(leaf.work)


def _file(qtbot: QtBot, leaf: CaseLeaf) -> None:
    """Build the dossier on its page."""
    press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: leaf.dossier is not None and leaf.dossier.build.isEnabled(), timeout=20_000)
    dossier = leaf.dossier
    assert dossier is not None
    tab_to(dossier.build)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "案卷已经生成" in dossier.told.text(), timeout=60_000)
    press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
