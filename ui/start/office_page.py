"""本单位: the pages of the assistant, to correct and complete the office at any time."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.main_window import Leaf
from ui.start.agency_page import AgencyPage
from ui.start.calendar_page import CalendarPage
from ui.start.gaps_page import GapsPage
from ui.start.grants_page import GrantsPage
from ui.start.parts import OfficePart
from ui.start.people_page import PeoplePage
from ui.theme import GAP, GAP_LARGE

_LACKING = "还缺什么"


class OfficePage(Leaf):
    """One tab for each page of the office."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gaps = GapsPage(desk)
        self.parts: tuple[OfficePart, ...] = (AgencyPage(desk), PeoplePage(desk), GrantsPage(desk), CalendarPage(desk), self.gaps)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("本单位的内容")
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        for part in self.parts:
            part.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP)
            self.tabs.addTab(part, _LACKING if part is self.gaps else part.heading)
            part.saved.connect(self.gaps.refresh)
        self.tabs.currentChanged.connect(lambda index: self.parts[index].refresh())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.first = self.tabs.tabBar()

    def refresh(self) -> None:
        """Read anew what is shown; what is being typed stays."""
        self.parts[self.tabs.currentIndex()].refresh()

    def leave(self) -> None:
        """Keep what is being typed."""
        for part in self.parts:
            part.leave()
