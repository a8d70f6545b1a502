"""The timeline of a case: everything done in it, in order; for the chosen act what stands against it and the papers it made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mq_enforce.services.paper_lines import PaperLine
from mq_enforce.services.timeline import TimelineEntry
from ui.case.timeline_model import DAY, MADE, MARKS, WHAT, WHO, Row, TimelineModel, marks, moment, rows_of, what
from ui.desk import Desk
from ui.tables import plain_table, share_width
from ui.theme import GAP, GAP_SMALL

_WIDEST = {DAY: "2026年12月30日（星期三）09:20"}
_SHARES = {WHAT: 9, WHO: 4, MADE: 10, MARKS: 5}
_DETAIL_LINES = 4
EMPTY = "本案还没有任何记录。"
CHOOSE = "选择一项，这里说明由谁在什么时候登记、有什么问题。有文书的，回车查看。"


class TimelineView(QWidget):
    """Shows the acts, read only. ``paper_wanted`` brings the id of a paper that somebody wants to look at."""

    paper_wanted = Signal(str)

    def __init__(self, desk: Desk, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.case_id = desk, case_id
        self.model = TimelineModel(self)
        self.table = plain_table(self.model, "办案经过", self._open_current)
        self.table.selectionModel().currentRowChanged.connect(self._tell_current)
        self.count = QLabel()
        self.count.setProperty("role", "hint")
        self.count.setAccessibleName("记录个数")
        self.detail = QLabel(CHOOSE)
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setAccessibleName("这一项的说明")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setMinimumHeight(QFontMetrics(self.font()).lineSpacing() * _DETAIL_LINES)
        self.papers = QHBoxLayout()
        self._rows: Sequence[Row] = ()
        self.first = self.table
        self._lay_out()
        self.show_timeline(())

    def _lay_out(self) -> None:
        self.empty = QLabel(EMPTY)
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.papers.setSpacing(GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(self.count)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.detail)
        layout.addLayout(self.papers)

    # -- showing ------------------------------------------------------------------------------------------

    def show_timeline(self, entries: Sequence[TimelineEntry], papers: Sequence[PaperLine] = ()) -> None:
        """Show the acts with the papers of the case; the chosen act stays chosen, at first it is the last one."""
        chosen = self.current()
        rows = self._rows = rows_of(entries, papers)
        self.model.show(rows)
        self.count.setText(_counted(rows))
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self.detail.setVisible(bool(rows))
        if rows:
            place = self.model.find(chosen.entry.act) if chosen is not None else None
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self.model.index(len(rows) - 1 if place is None else place, 0)
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)
        self._tell_current()
        self._share_width()

    def current(self) -> Row | None:
        """Return the chosen act."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def paper_buttons(self) -> list[QPushButton]:
        """Return a button for every paper of the chosen act."""
        widgets = (self.papers.itemAt(place).widget() for place in range(self.papers.count()))
        return [one for one in widgets if isinstance(one, QPushButton)]

    def _open_current(self) -> None:
        row = self.current()
        if row is not None and row.papers:
            self.paper_wanted.emit(row.papers[0].id)

    def _tell_current(self) -> None:
        row = self.current()
        self.detail.setText(_told(row) if row is not None else CHOOSE)
        while (item := self.papers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for paper in row.papers if row is not None else ():
            self.papers.addWidget(self._button(paper))
        self.papers.addStretch(1)

    def _button(self, paper: PaperLine) -> QPushButton:
        words = " ".join(part for part in (f"《{paper.title}》", paper.name, "（已作废）" if paper.voided else "") if part)
        button = QPushButton(f"查看{words}")
        button.setAccessibleName(f"查看{words}{paper.number}")
        button.setToolTip(paper.number)
        button.clicked.connect(lambda _checked=False, wanted=paper.id: self.paper_wanted.emit(wanted))
        return button

    # -- width --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share_width)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Bring the chosen act in sight: before this the table did not know its height."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        # The bar learns how far it goes with the layout only, which else comes too late.
        self.table.doItemsLayout()
        self.table.scrollTo(self.table.currentIndex())

    def _share_width(self) -> None:
        noticed = any(marks(row) for row in self._rows)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setColumnHidden(MARKS, not noticed)
        share_width(self.table, _WIDEST, {column: share for column, share in _SHARES.items() if noticed or column != MARKS})
        if height != self.table.verticalHeader().defaultSectionSize():
            self._bring_in_sight()


def _counted(rows: Sequence[Row]) -> str:
    against = sum(bool(row.entry.findings) for row in rows)
    return f"共 {len(rows)} 项记录" + (f"，其中 {against} 项有问题" if against else "")


def _told(row: Row) -> str:
    """Return the chosen act in full: who did it, who entered it and when, marks, and each finding in its own line."""
    entry = row.entry
    at = entry.recorded_at
    entered = f"由{entry.recorded_by}于{at.year}年{at.month}月{at.day}日 {at:%H:%M} 登记"
    who = f"经办人：{'、'.join(entry.people)}" if entry.people else ""
    head = "　".join(part for part in (what(entry), moment(entry), who, entered) if part)
    made = f"文书：{'、'.join(entry.papers)}" if entry.papers else ""
    return "\n".join(part for part in (head, marks(row), *(f"▲ {one}" for one in entry.findings), made) if part)
