"""The deadlines of all cases as a page of the window."""

from __future__ import annotations

from collections.abc import Callable

from ui.deadlines.page import DeadlinesPage
from ui.desk import Desk
from ui.main_window import Page


def _make(desk: Desk, open_case: Callable[[str], None]) -> DeadlinesPage:
    page = DeadlinesPage(desk)
    page.opened.connect(open_case)
    return page


PAGE = Page("deadlines", "期限", _make)
"""The page as the window takes it."""
