"""A diary told at the window: every act through its panel, by the keyboard alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.filling_fields import fill, tab_to, write
from support.keyboard import focused, press

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.services.act_forms import act_form
from mq_enforce.services.diary import Diary
from mq_enforce.services.fields import FieldSpec
from ui.case.done_box import DoneBox
from ui.case.page import CaseLeaf
from ui.case.work import WorkView

_PARTS = 4
_LINES = 200
_PATIENCE = 10_000
GLANCE = 30


def new_case_data(diary: Diary, folder: Path) -> dict[str, Any]:
    """Return what an officer types to open the case of a diary; its first act is the clue."""
    return {
        "matter": diary.matter,
        "violation": diary.title,
        "parties": [party.model_dump(mode="json") for party in diary.parties],
        "conduct": diary.conduct.model_dump(mode="json"),
        "clue": typed_data(diary.acts[0], folder),
    }


def typed_data(act: Act, folder: Path) -> dict[str, Any]:
    """Return what an officer types for an act: a diary's data, its file named by where it lies."""
    data = act.model_dump(mode="json")
    if isinstance(act, EvidenceCollected) and act.file:
        data["file"] = str((folder / act.file).resolve())
    return {key: value for key, value in data.items() if key in _names(act_form(act.kind))}


def _names(spec: FieldSpec) -> set[str]:
    return {one.name for one in spec.fields}


def go_to_rail(work: WorkView) -> None:
    """Press F6 until the rail has the focus."""
    for _ in range(_PARTS):
        if work.rail.hasFocus():
            return
        press(Qt.Key.Key_F6)
    assert work.rail.hasFocus(), f"F6 never reaches the rail; the focus is at {focused()!r}"


def open_panel_of(qtbot: QtBot, work: WorkView, act: Act) -> None:
    """Go down the rail to the step of an act and press Enter; choose the act where the step has several."""
    assert work.page is not None
    document = getattr(act, "document", "")
    step = next(
        (one for one in work.page.rail if act.kind in dict(one.acts) and (not one.about or document in one.about)),
        None,
    )
    go_to_rail(work)
    press(Qt.Key.Key_Home)
    for _ in range(_LINES):
        item = work.rail.currentItem()
        assert item is not None
        if _is_line_of(work, step.id if step is not None else "", act):
            break
        if item.childCount() and not item.isExpanded():
            press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Down)
    else:
        raise AssertionError(f"the rail has no line for {act.kind}")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: work.panel is not None and work.panel.form is not None, timeout=_PATIENCE)
    panel = work.panel
    assert panel is not None
    if panel.kind != act.kind:
        label = type(act).label
        button = next(one for one in work.kind_buttons() if one.text() == label)
        for _ in range(_LINES):
            if focused() is button:
                break
            press(Qt.Key.Key_Backtab)
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: work.panel is not None and work.panel.kind == act.kind and work.panel.form is not None, timeout=_PATIENCE)
        work.go_to_panel()


def _is_line_of(work: WorkView, step: str, act: Act) -> bool:
    item = work.rail.currentItem()
    if item is None:
        return False
    if not step:
        return bool(work.rail.current_kind() == act.kind)
    current = work.rail.current()
    return current is not None and current[0] == step and (current[1] in {"", act.party or ""} or item.childCount() == 0)


def do_act(qtbot: QtBot, leaf: CaseLeaf, act: Act, folder: Path) -> None:
    """Enter an act and do it with Ctrl+S; fails with what the window says when it is refused."""
    enter_act(qtbot, leaf.work, act, folder)
    told: list[str] = []
    panel = leaf.work.panel
    assert panel is not None
    for block, reason in act.override.items():
        qtbot.waitUntil(partial(panel.against.tells, block), timeout=_PATIENCE)
        line = panel.against.line_for(block)
        assert line is not None
        qtbot.wait(GLANCE)
        tab_to(line)
        write(reason)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def over() -> bool:
        if leaf.work.panel is None:
            return bool(leaf.work.findChildren(DoneBox))
        if panel.do_button.isEnabled() and panel.told.text():
            fields = panel.form.fields() if panel.form is not None else ()
            told.extend([panel.told.text(), *(f"{one.path} {one.fault()}" for one in fields if one.fault())])
        return bool(told)

    qtbot.waitUntil(over, timeout=_PATIENCE)
    assert not told, f"{act.id}: {told}"


def enter_act(qtbot: QtBot, work: WorkView, act: Act, folder: Path) -> None:
    """Open the panel of an act and type everything that the diary says."""
    open_panel_of(qtbot, work, act)
    panel = work.panel
    assert panel is not None
    assert panel.form is not None
    # Nobody types before the screen has caught up.
    qtbot.wait(GLANCE)
    fill(panel.form, typed_data(act, folder))
