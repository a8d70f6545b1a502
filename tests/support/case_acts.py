"""An act at its panel: filled in as its diary says, done with Ctrl+S, and what is on file or kept of it afterwards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from support.case_windows import CaseWindow
from support.desk_stories import typed_data
from support.keyboard import press

from mq_enforce.base.resources import resource
from mq_enforce.services.drafts import load_draft


def ctrl_s(shown: CaseWindow) -> None:
    """Press Ctrl+S and wait for what comes of it."""
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    shown.ended()
    shown.rest()


def opened(shown: CaseWindow, act_id: str) -> CaseWindow:
    """Open the panel of an act and have all said that its diary says."""
    shown.open(act_id)
    shown.give(typed_data(shown.act(act_id), resource("samples")))
    shown.rest()
    return shown


def field_at(shown: CaseWindow, name: str) -> Any:  # noqa: ANN401 - the kind of field that stands there
    """Return a field of the panel by its name."""
    assert shown.panel.form is not None
    return shown.panel.form.at((name,))


def on_file(shown: CaseWindow) -> list[str]:
    """Return the ids of the acts on file."""
    return [record.act.id for record in shown.state.records]


def draft_of(shown: CaseWindow) -> dict[str, Any]:
    """Return what is kept of what was typed into the panel."""
    assert shown.panel.panel is not None
    draft = load_draft(shown.desk.program, shown.case_id, shown.panel.panel.draft_key)
    assert draft is not None
    return draft.data
