"""The list of cases: found by two characters, filtered, sorted, and opened with Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.cases.model import DUE, NUMBER, PARTY, STAGE, VIOLATION, WAITS, WHAT, CaseModel, Loaded, Wanted, load
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk
from ui.main_window import Leaf
from ui.tables import plain_table, share_width, shortcut_of
from ui.tasks import Cancelled, Task
from ui.theme import GAP, GAP_LARGE

DEBOUNCE_MS = 120
"""How long typing rests before it is searched for."""
SHORTEST = 2
"""How many characters a word must have to be searched for."""
_ALL_STAGES = "全部阶段"
_ROW_HEIGHT = 2.1
_WIDEST = {NUMBER: "练习　民示案〔2026〕88号", DUE: "12月30日 周三　▲ 今日到期", WAITS: "行政机关负责人"}
"""What columns of a steady content have to hold; the others share what is left."""
_SHARES = {PARTY: 5, VIOLATION: 5, STAGE: 4, WHAT: 4}
_NARROW = 36
"""Below so many characters to share, the deadline's matter is told by its tooltip alone."""
_ORDERS = (
    ("按期限，近的在前", (DUE, False)),
    ("按案号，新的在前", (NUMBER, True)),
    ("按案号，旧的在前", (NUMBER, False)),
    ("按当事人", (PARTY, False)),
    ("按案由", (VIOLATION, False)),
    ("按阶段", (STAGE, False)),
    ("按等谁办理", (WAITS, False)),
)


class CaseListPage(Leaf):
    """The page; ``opened`` brings the id of the case to open."""

    opened = Signal(str)

    def __init__(self, desk: Desk, *, practice: bool | None = None, parent: QWidget | None = None) -> None:
        """Show all cases that are still open; ``practice`` None shows real ones and those for practice alike."""
        super().__init__(parent)
        self._desk = desk
        self._wanted = Wanted(practice=practice)
        self._turn = 0
        self._task: Task | None = None
        self._stages: list[str] = []
        self.dialog: NewCaseDialog | None = None
        self.model = CaseModel(self)
        self.model.wants_more.connect(self._read_more)
        self._make_filters()
        self._make_table()
        self._make_empty()
        self._lay_out()
        self.first = self.table
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._apply)
        self._apply()

    # -- building -------------------------------------------------------------------------------------------

    def _make_filters(self) -> None:
        self.new = QPushButton("新建案件")
        self.new.setToolTip("Ctrl+N")
        self.new.clicked.connect(self.new_case)
        QShortcut(QKeySequence.StandardKey.New, self, self.new_case)
        self.search = QLineEdit()
        self.search.setAccessibleName("查找案件")
        self.search.setPlaceholderText("查找当事人、案由、案号、地点（两个字即可）")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._typed)
        self.state = _combo("办理情况", (("在办案件", "open"), ("已办结", "finished"), ("全部案件", "all")))
        self.stage = _combo("阶段", ((_ALL_STAGES, None),))
        self.kind = _combo("正式或者练习", (("正式和练习", None), ("正式案件", False), ("练习案件", True)))
        self.kind.setCurrentIndex(self.kind.findData(self._wanted.practice))
        for combo in (self.state, self.stage, self.kind):
            combo.currentIndexChanged.connect(self._apply)
        self.order = _combo("排序", _ORDERS)
        self.order.setPlaceholderText("按表头")
        self.order.activated.connect(self._order_chosen)
        self.count = QLabel()
        self.count.setAccessibleName("件数")
        self.count.setProperty("role", "hint")
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)
        shortcut_of(self.search, QKeySequence(Qt.Key.Key_Down), self._to_table)

    def _make_table(self) -> None:
        self.table = plain_table(self.model, "案件列表", self._open_current)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(self._wanted.column, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._header_sorted)

    def _make_empty(self) -> None:
        self.empty = QLabel()
        self.empty.setAccessibleName("案件列表为空")
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.clear = QPushButton("清除条件")
        self.clear.clicked.connect(self.clear_filters)
        self._nothing = QWidget()
        layout = QVBoxLayout(self._nothing)
        layout.addStretch(2)
        layout.addWidget(self.empty)
        layout.addSpacing(GAP_LARGE)
        layout.addWidget(self.clear, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.new)
        line.addWidget(self.search, 1)
        for widget in (self.state, self.stage, self.kind, self.order, self.count):
            line.addWidget(widget)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP)
        layout.setSpacing(GAP + GAP // 2)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)

    # -- what is wanted -------------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """Return which cases the list shows."""
        header = self.table.horizontalHeader()
        return Wanted(
            search="" if self._too_short() else self.search.text().strip(),
            state=self.state.currentData(),
            stage=self.stage.currentData(),
            practice=self.kind.currentData(),
            column=header.sortIndicatorSection(),
            descending=header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        )

    def clear_filters(self) -> None:
        """Show all cases again."""
        for combo in (self.stage, self.kind):
            combo.setCurrentIndex(0)
        self.state.setCurrentIndex(self.state.findData("all"))
        self.search.clear()
        self.search.setFocus()
        self._apply()

    def refresh(self) -> None:
        """Read the list anew and keep the chosen case chosen."""
        self._read()

    def _order_chosen(self) -> None:
        column, descending = self.order.currentData()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, order)

    def _header_sorted(self, column: int, order: Qt.SortOrder) -> None:
        shown = (column, order == Qt.SortOrder.DescendingOrder)
        places = [place for place, (_text, value) in enumerate(_ORDERS) if value == shown]
        self.order.setCurrentIndex(places[0] if places else -1)
        self._apply()

    def _typed(self) -> None:
        self._timer.start()

    def _apply(self) -> None:
        self._timer.stop()
        self._wanted = self.wanted()
        self._read()

    # -- reading --------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read off the window's thread; an answer to an earlier question is dropped."""
        self._turn += 1
        turn, program, wanted = self._turn, self._desk.program, self._wanted
        if self._task is not None:
            self._task.cancel()
        self._task = self._desk.tasks.run(
            lambda progress: load(program, wanted, progress),
            lambda loaded: self._show(loaded) if turn == self._turn else None,
            self._failed,
            what="读取案件列表",
        )

    def _read_more(self, offset: int) -> None:
        turn, program, wanted = self._turn, self._desk.program, self._wanted
        self._desk.tasks.run(
            lambda progress: load(program, wanted, progress, offset),
            lambda loaded: self.model.add(loaded) if turn == self._turn else None,
            self._failed,
            what="读取案件列表",
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self._desk.tell.unhandled(error, "读取案件列表")

    def _show(self, loaded: Loaded) -> None:
        chosen = self.current()
        self.model.show(loaded, self._wanted.column, descending=self._wanted.descending)
        self._offer_stages()
        self._choose(self.model.row_of(chosen) if chosen else None)
        self.count.setText(self._counted(loaded.total))
        had_focus = self.table.hasFocus()
        self.empty.setText(self._why_empty())
        self._stack.setCurrentWidget(self.table if loaded.lines else self._nothing)
        if had_focus and not loaded.lines:
            self.search.setFocus()

    def _counted(self, total: int) -> str:
        if self._too_short():
            return f"共 {total} 件　每个词至少两个字"
        return f"共 {total} 件"

    def _too_short(self) -> bool:
        return any(len(word) < SHORTEST for word in self.search.text().split())

    def _why_empty(self) -> str:
        plain = self._wanted.search == "" and self._wanted.stage is None and self._wanted.practice is None
        self.clear.setVisible(not plain or self._wanted.state != "all")
        if plain and self._wanted.state == "all":
            return "这里还没有案件。"
        if plain and self._wanted.state == "open":
            return "没有在办的案件。\n已经办结的，可以在“全部案件”里找到。"
        return "没有符合条件的案件。\n可以换一个词，或者清除条件再看。"

    def _offer_stages(self) -> None:
        """Offer the stages that the list has shown so far."""
        fresh = [stage for stage in self.model.stages() if stage not in self._stages]
        if fresh:
            self._stages += fresh
            self.stage.blockSignals(True)
            for stage in fresh:
                self.stage.addItem(stage, stage)
            self.stage.blockSignals(False)

    # -- choosing and opening -------------------------------------------------------------------------------

    def current(self) -> str:
        """Return the id of the chosen case, or an empty text."""
        index = self.table.currentIndex()
        return self.model.line(index.row()).id if index.isValid() else ""

    def _choose(self, row: int | None) -> None:
        if self.model.rowCount():
            index = self.model.index(row or 0, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)

    def _open_current(self) -> None:
        if case_id := self.current():
            self.opened.emit(case_id)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()

    # -- a new case -----------------------------------------------------------------------------------------

    def new_case(self) -> None:
        """Open the dialog of a new case; the case is opened when it is there."""
        self.dialog = NewCaseDialog(self._desk, self)
        self.dialog.opened.connect(self._take_new)
        self.dialog.finished.connect(self._put_away)
        self.dialog.open()

    def _put_away(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _take_new(self, case_id: str) -> None:
        self.refresh()
        self.opened.emit(case_id)

    def leave(self) -> None:
        """Keep what is being typed of a new case."""
        if self.dialog is not None:
            self.dialog.keep_now()

    # -- widths ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share_width)

    def _share_width(self) -> None:
        share_width(self.table, _WIDEST, _SHARES, lines=_ROW_HEIGHT, spare=WHAT, room=_NARROW)


def _combo(name: str, choices: tuple[tuple[str, object], ...]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for text, value in choices:
        combo.addItem(text, value)
    return combo
