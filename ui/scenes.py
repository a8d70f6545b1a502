"""The scenes that are pictured: every page of the program, with something on it that makes it as full as it gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from mq_enforce.services.office_lines import seats
from mq_enforce.services.samples import sample_act
from ui.blanks.page import BlanksPage
from ui.case.page import DOSSIER, TIMELINE, WORK, CaseLeaf
from ui.cases.list_page import CaseListPage
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.start.assistant import Assistant
from ui.start.office_page import OfficePage
from ui.start.parts import today_of
from ui.start.who import WhoDialog

STRAW, FIRE, ENDED = "straw_burning", "fire_hearing", "straw_no_penalty"
_BLANK = "询问"


@dataclass(frozen=True, slots=True)
class Scene:
    """A page to be pictured: its file's name, what brings it to the front, and the widget to look at."""

    name: str
    set_up: Callable[[], QWidget]


@dataclass
class Stage:
    """The window with the sample office in it, a desk without any data, and the cases by the stories they are of.

    ``wait`` lets all begun work end.
    """

    window: MainWindow
    desk: Desk
    empty: Desk
    cases: Mapping[str, str]
    wait: Callable[[], None]

    def page(self, key: str) -> QWidget:
        """Bring a page of the window to the front."""
        self._close_cases()
        self.window.show()
        self.window.activateWindow()
        page = self.window.show_page(key)
        self.wait()
        return page

    def case(self, story: str, view: int = WORK) -> CaseLeaf:
        """Bring a case to the front, working on it, its timeline or its dossier; opened anew, as if nothing had been done before."""
        self._close_cases()
        self.window.show()
        self.window.activateWindow()
        self.window.open_case(self.cases[story])
        leaf = self.window.tabs.currentWidget()
        if not isinstance(leaf, CaseLeaf):
            raise TypeError("the page of a case is no CaseLeaf")
        self.wait()
        leaf.show_view(view)
        self.wait()
        return leaf

    def _close_cases(self) -> None:
        for index in reversed(range(self.window.tabs.count())):
            if isinstance(self.window.tabs.widget(index), CaseLeaf):
                self.window.close_tab(index)

    def clear(self) -> None:
        """Take everything off the stage."""
        self.window.hide()
        self.window.deleteLater()
        self.wait()


def scenes(stage: Stage) -> tuple[Scene, ...]:
    """Return all scenes in the order in which one meets the pages, but for the heaviest, which come last."""
    panels = (
        ("panel-clue", STRAW, "clue_registered", "clue"),
        ("panel-site", STRAW, "site_inspected", "site"),
        ("panel-interview", STRAW, "interview_held", "interview"),
        ("panel-evidence", STRAW, "evidence_collected", "photo1"),
        ("panel-rectification", STRAW, "rectification_ordered", "rectify"),
        ("panel-notice", STRAW, "prior_notice_issued", ""),
        ("panel-delivery", FIRE, "delivered", "notice1_delivered"),
        ("panel-hearing", FIRE, "hearing_held", "hearing"),
        ("panel-blocked", FIRE, "penalty_decided", ""),
    )
    return (
        Scene("start-empty", lambda: _assistant(stage, 0, empty=True)),
        *(Scene(f"start-{name}", partial(_assistant, stage, at)) for at, name in enumerate(_STEPS)),
        Scene("who", lambda: _who(stage)),
        Scene("cases", lambda: _cases(stage)),
        Scene("new-case", lambda: _new_case(stage)),
        Scene("case", lambda: _whole(stage, stage.case(FIRE))),
        *(Scene(name, partial(_panel, stage, story, kind, act)) for name, story, kind, act in panels),
        Scene("other-record", lambda: _other(stage)),
        Scene("timeline", lambda: _whole(stage, stage.case(FIRE, TIMELINE))),
        Scene("dossier", lambda: _whole(stage, stage.case(ENDED, DOSSIER))),
        Scene("dossier-missing", lambda: _whole(stage, stage.case(FIRE, DOSSIER))),
        Scene("done", lambda: _done(stage)),
        Scene("deadlines", lambda: _whole(stage, stage.page("deadlines"))),
        Scene("blanks", lambda: _blanks(stage)),
        *(Scene(f"office-{name}", partial(_office, stage, at)) for at, name in enumerate(_TABS)),
    )


_STEPS = ("agency", "people", "calendar", "grants", "gaps")
_TABS = ("agency", "people", "grants", "calendar", "gaps")


def scene_names() -> tuple[str, ...]:
    """Return the names of all scenes in their order; none of them is made for it."""
    return tuple(scene.name for scene in scenes(cast("Stage", None)))


def chosen(all_scenes: Sequence[Scene], part: str) -> list[tuple[int, Scene]]:
    """Return the scenes whose names hold a part, with their numbers among all; all of them for an empty part."""
    return [(number, scene) for number, scene in enumerate(all_scenes, start=1) if part in scene.name]


def _whole(stage: Stage, _page: QWidget) -> QWidget:
    return stage.window


def _assistant(stage: Stage, step: int, *, empty: bool = False) -> QWidget:
    dialog = Assistant(stage.empty if empty else stage.desk)
    dialog.show()
    dialog.activateWindow()
    stage.wait()
    dialog.show_step(step)
    return dialog


def _who(stage: Stage) -> QWidget:
    dialog = WhoDialog(seats(stage.desk.program, today_of(stage.desk)))
    dialog.show()
    dialog.activateWindow()
    return dialog


def _cases(stage: Stage) -> QWidget:
    page = stage.page("cases")
    if isinstance(page, CaseListPage):
        page.state.setCurrentIndex(page.state.findData("all"))
    return stage.window


def _new_case(stage: Stage) -> QWidget:
    stage.page("cases")
    dialog = NewCaseDialog(stage.desk, stage.window)
    dialog.setModal(False)
    dialog.show()
    dialog.activateWindow()
    return dialog


def _panel(stage: Stage, story: str, kind: str, act: str) -> QWidget:
    """Open the panel of an act where the rail offers it, filled in as the sample says."""
    leaf = stage.case(story)
    data = sample_act(stage.desk.program, story, act) if act else {}
    _open(stage, leaf, kind, str(data.get("party") or ""), str(data.get("document") or ""))
    _fill(leaf, data)
    return stage.window


def _open(stage: Stage, leaf: CaseLeaf, kind: str, party: str, document: str) -> None:
    steps = leaf.page.rail if leaf.page is not None else ()
    step = next((one for one in steps if kind in dict(one.acts) and (not document or document in one.about)), None)
    if step is None:
        leaf.work.rail.choose_other(kind)
    else:
        leaf.work.rail.choose(step.id, party)
        stage.wait()
        if leaf.work.panel is not None and leaf.work.panel.kind != kind:
            label = dict(step.acts)[kind]
            next(button for button in leaf.work.kind_buttons() if button.text() == label).click()
    stage.wait()
    leaf.work.go_to_panel()


def _fill(leaf: CaseLeaf, data: dict[str, Any]) -> None:
    panel = leaf.work.panel
    if panel is None or panel.form is None or not data:
        return
    panel.form.set_value({**(panel.form.value() or {}), **data})
    panel.follow()


def _other(stage: Stage) -> QWidget:
    leaf = stage.case(STRAW)
    others = leaf.page.others if leaf.page is not None else ()
    leaf.work.rail.choose_other(others[0][0])
    return stage.window


def _blanks(stage: Stage) -> QWidget:
    page = stage.page("blanks")
    if isinstance(page, BlanksPage):
        page.search.setText(_BLANK)
    return stage.window


def _office(stage: Stage, tab: int) -> QWidget:
    page = stage.page("office")
    if isinstance(page, OfficePage):
        page.tabs.setCurrentIndex(tab)
    return stage.window


def _done(stage: Stage) -> QWidget:
    """Do an act and look at what is told then."""
    leaf = stage.case(STRAW)
    _open(stage, leaf, "prior_notice_issued", "", "")
    if leaf.work.panel is not None:
        leaf.work.panel.submit()
    return stage.window
