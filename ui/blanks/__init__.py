"""Blank forms for the field as a page of the window."""

from __future__ import annotations

from collections.abc import Callable

from ui.blanks.page import BlanksPage
from ui.desk import Desk
from ui.main_window import Page


def _make(desk: Desk, open_case: Callable[[str], None]) -> BlanksPage:
    del open_case
    return BlanksPage(desk)


PAGE = Page("blanks", "空白文书", _make)
"""The page as the window takes it."""
