"""The page of a case in the whole window, on a real program, and short ways to its panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.desk_stories import open_panel_of
from support.keyboard import settle

from mq_enforce.base.resources import resource
from mq_enforce.case.acts import Act
from mq_enforce.case.state import CaseState
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.cases import read_case
from mq_enforce.services.diary import Diary, read_diary
from mq_enforce.services.program import StoryClock
from ui.case.act_panel import ActPanel
from ui.case.page import CaseLeaf
from ui.case.work import WorkView
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.tasks import Lane

PATIENCE = 10_000
Inside = TypeVar("Inside", bound=QWidget)
OpenStory = Callable[[str, int], "CaseWindow"]
"""Plays the first acts of a story and shows the case."""


@dataclass
class CaseWindow:
    """A window with one case open."""

    desk: Desk
    window: MainWindow
    leaf: CaseLeaf
    case_id: str
    diary: Diary
    qtbot: QtBot

    @property
    def work(self) -> WorkView:
        """Where the case is worked on."""
        return self.leaf.work

    @property
    def panel(self) -> ActPanel:
        """The panel that is open."""
        assert self.work.panel is not None
        return self.work.panel

    @property
    def state(self) -> CaseState:
        """The case as it is on file."""
        return read_case(self.desk.program, self.case_id)

    def act(self, act_id: str) -> Act:
        """Return an act of the story."""
        return next(one for one in self.diary.acts if one.id == act_id)

    def open(self, act_id: str) -> ActPanel:
        """Go to the panel of an act of the story with the keyboard, at the time at which it was done."""
        act = self.act(act_id)
        clock = self.desk.program.clock
        assert isinstance(clock, StoryClock)
        clock.moment = max(clock.moment, act.at)
        open_panel_of(self.qtbot, self.work, act)
        self.rest()
        return self.panel

    def give(self, data: Mapping[str, Any]) -> None:
        """Have a panel say all this, as if it had been typed."""
        panel = self.panel
        assert panel.form is not None
        panel.form.set_value({**(panel.form.value() or {}), **data})
        panel.form.changed.emit()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(self._idle, timeout=PATIENCE)
        settle(self.desk)

    def _idle(self) -> bool:
        QApplication.processEvents()
        return not self.desk.tasks.running()

    def ended(self) -> None:
        """Wait for long work."""
        self.qtbot.waitUntil(lambda: not self.desk.tasks.running(Lane.LONG), timeout=PATIENCE)
        settle(self.desk)


def all_inside(widget: QWidget, kind: type[Inside]) -> list[Inside]:
    """Return the widgets of a kind that can be seen inside another, which need not be shown itself."""
    return [one for one in cast("list[Inside]", widget.findChildren(kind)) if one.isVisibleTo(widget)]


def diary_of(story: str) -> Diary:
    """Return a bundled diary."""
    return read_diary(resource("samples", f"{story}.toml"), load_lawbook())


def open_window(qtbot: QtBot, desk: Desk, case_id: str, story: str) -> CaseWindow:
    """Show the window with a case open, its rail in focus."""
    window = MainWindow(desk, (), CaseLeaf)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_case(case_id)
    leaf = window.tabs.currentWidget()
    assert isinstance(leaf, CaseLeaf)
    qtbot.waitUntil(lambda: leaf.page is not None and leaf.work.rail.hasFocus(), timeout=PATIENCE)
    found = CaseWindow(desk, window, leaf, case_id, diary_of(story), qtbot)
    found.rest()
    return found
