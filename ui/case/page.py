"""The page of a case: working on it, its timeline, its dossier."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mq_enforce.services.case_page import CasePage, case_page
from ui.case.dossier import DossierView
from ui.case.timeline import TimelineView
from ui.case.work import WorkView
from ui.desk import Desk
from ui.elided import ElidedLabel
from ui.main_window import Leaf
from ui.theme import GAP

VIEWS = ("办理", "经过", "案卷")
WORK, TIMELINE, DOSSIER = range(len(VIEWS))


class CaseLeaf(Leaf):
    """One open case. It reads the case off the window's thread and shows it anew whenever something was done."""

    def __init__(self, desk: Desk, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.case_id = desk, case_id
        self.page: CasePage | None = None
        self._turn = 0
        self.setWindowTitle("案件")
        self.head, self.number, self.told = ElidedLabel(), QLabel(), QLabel()
        self.head.setProperty("role", "title")
        self.head.setAccessibleName("案件")
        self.number.setProperty("role", "hint")
        self.number.setAccessibleName("案号")
        self.told.setWordWrap(True)
        self.told.setProperty("role", "fault")
        self.told.setAccessibleName("读取案件的结果")
        self.told.hide()
        self.work = WorkView(desk, case_id)
        self.timeline = TimelineView(desk, case_id)
        self.dossier: DossierView | None = None
        self.views = QStackedWidget()
        self._buttons = QButtonGroup(self)
        self._lay_out()
        self.work.changed.connect(self.refresh)
        self.timeline.paper_wanted.connect(self.show_paper)
        self.first = self.work.rail
        self.refresh()
        QTimer.singleShot(0, self, self.work.fold_when_narrow)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.head)
        bar.addSpacing(GAP)
        bar.addWidget(self.number)
        bar.addStretch(1)
        bar.addWidget(self.work.fold)
        for index, (title, view) in enumerate(zip(VIEWS, (self.work, self.timeline, QWidget()), strict=True)):
            button = QPushButton(title)
            button.setCheckable(True)
            button.setToolTip(f"Alt+{index + 1}")
            self._buttons.addButton(button, index)
            bar.addWidget(button)
            self.views.addWidget(view)
            shortcut = QShortcut(QKeySequence(f"Alt+{index + 1}"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self._buttons.button(WORK).setChecked(True)
        self._buttons.idClicked.connect(self.show_view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, 0)
        layout.setSpacing(GAP)
        layout.addLayout(bar)
        layout.addWidget(self.told)
        layout.addWidget(self.views, 1)

    def show_view(self, index: int) -> None:
        """Show working, timeline or dossier."""
        self._buttons.button(index).setChecked(True)
        if index == DOSSIER:
            self._dossier().refresh()
        self.views.setCurrentIndex(index)
        self.work.fold.setVisible(index == WORK)
        dossier = self.dossier.table if self.dossier is not None else None
        self.first = (self.work.rail, self.timeline.table, dossier)[index]
        self.take_focus()

    def _dossier(self) -> DossierView:
        """Return the view of the dossier, made when it is first looked at: laying out all papers takes a while."""
        if self.dossier is None:
            self.dossier = DossierView(self.desk, self.case_id)
            self.dossier.paper_wanted.connect(self.show_paper)
            self.dossier.step_wanted.connect(self.show_step)
            self.dossier.changed.connect(self.refresh)
            place = self.views.widget(DOSSIER)
            self.views.removeWidget(place)
            self.views.insertWidget(DOSSIER, self.dossier)
        return self.dossier

    def show_paper(self, paper: str) -> None:
        """Show a paper on file."""
        self.show_view(WORK)
        self.work.fold.setChecked(False)
        self.work.papers.show_paper(paper)

    def show_step(self, step: str) -> None:
        """Go to working on a step."""
        self.show_view(WORK)
        self.work.rail.choose(step)

    def refresh(self) -> None:
        """Read the case anew; an answer that comes after a later question is dropped."""
        self._turn += 1
        turn, program, case_id = self._turn, self.desk.program, self.case_id
        self.desk.tasks.run(
            lambda _progress: case_page(program, case_id),
            lambda page: self._show(page) if turn == self._turn else None,
            self._failed,
            what="读取案件",
        )

    def leave(self) -> None:
        """Keep what is being typed."""
        self.work.keep_now()

    def _show(self, page: CasePage) -> None:
        self.page = page
        self.told.hide()
        head = page.head
        self.setWindowTitle(head.number or head.title)
        untold = "、".join(name for _id, name in head.parties if name not in head.title)
        self.head.setText("　".join(part for part in (head.title, untold) if part))
        self.head.setToolTip(f"{head.title}\n{head.procedure}：{head.violation}。现在：{head.stage}")
        self.number.setText("　".join(part for part in (head.number, *(f"［{mark}］" for mark in head.marks)) if part))
        self.work.show_page(page)
        self.timeline.show_timeline(page.timeline, page.papers)
        if self.dossier is not None and self.views.currentIndex() == DOSSIER:
            self.dossier.refresh()

    def _failed(self, error: BaseException) -> None:
        text = self.desk.tell.error(error, "读取案件")
        self.told.setText(text)
        self.told.setVisible(bool(text))
