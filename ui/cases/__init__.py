"""The list of cases as a page of the window."""

from __future__ import annotations

from collections.abc import Callable

from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.main_window import Page


def _make(desk: Desk, open_case: Callable[[str], None]) -> CaseListPage:
    page = CaseListPage(desk)
    page.opened.connect(open_case)
    return page


PAGE = Page("cases", "案件", _make)
"""The page as the window takes it."""
