"""Starting: setting up the office, who is at the keyboard, the practice office; and the office's own page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.main_window import Page
from ui.start.assistant import Assistant, needs_assistant
from ui.start.office_page import OfficePage
from ui.start.practising import PractiseDialog
from ui.start.who import PRACTICE, choose_who

__all__ = ["PAGE", "PRACTICE", "Assistant", "PractiseDialog", "choose_who", "needs_assistant"]


def _make(desk: Desk, _open_case: Callable[[str], None]) -> QWidget:
    return OfficePage(desk)


PAGE = Page("office", "本单位", _make)
