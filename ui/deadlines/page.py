"""The deadlines of all cases, the most pressing first, and for the chosen one how its date came about."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from mq_enforce.services.overview import DeadlineRow, deadlines_overview, explain
from ui.deadlines.model import CASE, DUE, LABEL, NEAR, PARTY, WHOSE, DeadlineModel
from ui.desk import Desk
from ui.main_window import Leaf
from ui.tables import plain_table, share_width
from ui.theme import GAP

_WIDEST = {DUE: "2026年12月30日（星期三）　暂定", NEAR: "◆ 今日到期"}
_SHARES = {LABEL: 5, PARTY: 4, CASE: 8, WHOSE: 5}
_WHY_LINES = 4
EMPTY = "没有正在计算的期限。"
CHOOSE = "选择一个期限，这里说明它从哪一天起算、跳过了哪些日子、依据哪一条。回车打开案件。"


class DeadlinesPage(Leaf):
    """The page; ``opened`` brings the id of the case to open."""

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turn = 0
        self._all: tuple[DeadlineRow, ...] = ()
        self.model = DeadlineModel(self)
        self.table = plain_table(self.model, "期限列表", self._open_current)
        self.table.selectionModel().currentRowChanged.connect(self._explain_current)
        self.rights = QCheckBox("也列出当事人等的期限")
        self.rights.setChecked(True)
        self.rights.toggled.connect(self._filter)
        self.count = QLabel()
        self.count.setProperty("role", "hint")
        self.count.setAccessibleName("期限个数")
        self.why = QLabel(CHOOSE)
        self.why.setWordWrap(True)
        self.why.setAccessibleName("期限的计算说明")
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.setMinimumHeight(round(QFontMetrics(self.font()).height() * _WHY_LINES))
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.first = self.table
        self.refresh()

    def _lay_out(self) -> None:
        self.empty = QLabel(EMPTY)
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        bar = QHBoxLayout()
        bar.addWidget(self.rights)
        bar.addStretch(1)
        bar.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, GAP)
        layout.setSpacing(GAP)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.why)

    def refresh(self) -> None:
        """Read the deadlines anew and keep the chosen one chosen."""
        self._turn += 1
        turn, program = self._turn, self._desk.program
        self._desk.tasks.run(
            lambda _progress: deadlines_overview(program, practice=None),
            lambda rows: self._show(rows) if turn == self._turn else None,
            self._failed,
            what="读取期限",
        )

    def _show(self, rows: tuple[DeadlineRow, ...]) -> None:
        self._all = rows
        self._filter()

    def _filter(self) -> None:
        chosen = self.current()
        rows = [row for row in self._all if row.duty or self.rights.isChecked()]
        self.model.show(rows)
        late = sum(row.duty and row.standing == "已超期" for row in rows)
        self.count.setText(f"共 {len(rows)} 项" + (f"，已超期 {late} 项" if late else ""))
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self.why.setVisible(bool(rows))
        place = self.model.find(chosen) if chosen is not None else None
        if rows:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(place or 0, 0), flags)
        self._share_width()

    def current(self) -> DeadlineRow | None:
        """Return the chosen period."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _open_current(self) -> None:
        if (row := self.current()) is not None:
            self.opened.emit(row.case_id)

    def _explain_current(self) -> None:
        row = self.current()
        if row is None:
            self.why.setText(CHOOSE)
            return
        program = self._desk.program

        def told(text: str) -> None:
            if self.current() == row:
                self.why.setText(text)

        def failed(error: BaseException) -> None:
            told(self._desk.tell.error(error, "说明期限"))

        self._desk.tasks.run(lambda _progress: explain(program, row.case_id, row.rule, row.party), told, failed, what="说明期限")

    def _failed(self, error: BaseException) -> None:
        if text := self._desk.tell.error(error, "读取期限"):
            self.why.setText(text)
            self.why.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share_width)

    def _share_width(self) -> None:
        share_width(self.table, _WIDEST, _SHARES)
