"""Blank forms: found by name, looked at, printed, saved; those with numbers printed in advance, each with its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mq_enforce.services.blanks import BlankForm, blank_forms, blank_pdf, print_numbered
from mq_enforce.services.crossing import EnvironmentProblem, MqError
from mq_enforce.services.exporting import save_copy
from ui.blanks.model import FAMILY, SERIES, TITLE, FormsModel, matching
from ui.buttons import named_button
from ui.desk import Desk
from ui.fields.texts import LineEdit
from ui.main_window import Leaf
from ui.paper.printing import ask_and_print
from ui.paper.view import PaperView
from ui.tables import plain_table, share_width
from ui.tasks import Result
from ui.theme import GAP, GAP_SMALL

_WIDEST = {FAMILY: "行政执法公示", SERIES: "字号代字"}
_MOST = 200
_TO_THE_LIST = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WIDTHS = [620, 600]
FIND = "输入文书名称里的两个字，如“询问”"
_DRAWING = "制作空白文书"
NOT_DRAWN = "这份空白文书现在不能显示"
NONE_FOUND = "没有名称里有这些字的文书。"

Ask = Callable[[QWidget, str], str]
Print = Callable[[QWidget, bytes, str], int]


def ask_where(parent: QWidget, name: str) -> str:
    """Ask where to save a form; empty when the officer changed their mind."""
    return QFileDialog.getSaveFileName(parent, "另存空白文书", name, "PDF 文件 (*.pdf)")[0]


def ask_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder; empty when the officer changed their mind."""
    return QFileDialog.getExistingDirectory(parent, title)


def print_blank(parent: QWidget, pdf: bytes, title: str) -> int:
    """Print through the system's dialog and return the pages that went out."""
    return ask_and_print(parent, pdf, title)


class BlanksPage(Leaf):
    """The page. ``numbered`` brings the files of blanks whose numbers were reserved."""

    numbered = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        where: Ask = ask_where,
        folder: Ask = ask_folder,
        print_it: Print = print_blank,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._where, self._folder, self._print_it = where, folder, print_it
        self._forms: tuple[BlankForm, ...] = ()
        self._pdf, self._drawn, self._asked, self._turn = b"", "", "", 0
        self.search = LineEdit()
        self.search.setAccessibleName("查找空白文书")
        self.search.setPlaceholderText(FIND)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.model = FormsModel(self)
        self.table = plain_table(self.model, "空白文书列表", self.print_form)
        self.table.selectionModel().currentRowChanged.connect(self._draw)
        self.view = PaperView()
        self.count, self.told = _label("文书个数", "hint"), _label("结果", "")
        self.print_button = named_button("打印…", "打印这份空白文书", self.print_form)
        self.save_button = named_button("另存…", "另存这份空白文书", self.save_form)
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST)
        self.copies.setSuffix(" 份")
        self.copies.setAccessibleName("预领份数")
        self.reserve_button = named_button("预领字号…", "预领带字号的空白文书", self.reserve)
        self._lay_out()
        self.first = self.search
        self.refresh()

    def _lay_out(self) -> None:
        self.empty = QLabel(NONE_FOUND)
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.reserve_hint = _label("预领字号的说明", "hint")
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        for widget in (self.print_button, self.save_button, self.copies, self.reserve_button):
            bar.addWidget(widget)
        bar.insertStretch(2, 1)
        column.addLayout(bar)
        column.addWidget(self.reserve_hint)
        column.addWidget(self.told)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(GAP, 0, 0, 0)
        inner.addWidget(self.view)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes(_WIDTHS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, GAP)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(split)

    # -- the list -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the forms of the edition; the chosen one stays chosen and is drawn anew."""
        program = self._desk.program
        self._drawn = self._asked = ""
        self._turn += 1
        self._run("读取文书目录", lambda: blank_forms(program), self._show, quietly=True)

    def _show(self, forms: tuple[BlankForm, ...]) -> None:
        self._forms = forms
        self._filter()

    def _filter(self) -> None:
        chosen = self.current()
        forms = matching(self._forms, self.search.text())
        self.model.show(forms)
        self.count.setText(f"共 {len(forms)} 种")
        self._stack.setCurrentWidget(self.table if forms or not self._forms else self.empty)
        if forms:
            place = self.model.find(chosen.document) if chosen is not None else None
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(place or 0, 0), flags)
        self._draw()
        self._share_width()

    def current(self) -> BlankForm | None:
        """Return the chosen form."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let arrows and Enter in the search line reach the list."""
        pressed = watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _TO_THE_LIST and self.model.rowCount():  # type: ignore[attr-defined] # a key event by now
            self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        form = self.current()
        self._offer(form)
        if form is None:
            self._pdf, self._drawn, self._asked = b"", "", ""
            self._turn += 1
            self.view.show_words(NONE_FOUND if self._forms else "正在读取文书目录")
            return
        if form.document == self._asked:
            return
        self._turn += 1
        turn, program, document = self._turn, self._desk.program, form.document
        self._asked = document

        def drawn(pdf: bytes) -> None:
            if turn == self._turn:
                self._pdf, self._drawn = pdf, document
                self.view.show_pdf(pdf, form.title)
                self._offer(form)

        self._run(_DRAWING, lambda: blank_pdf(program, document), drawn, quietly=True)

    def _offer(self, form: BlankForm | None) -> None:
        ready = form is not None and form.document == self._drawn
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)
        has_number = form is not None and bool(form.series)
        self.copies.setEnabled(has_number)
        self.reserve_button.setEnabled(has_number)
        self.reserve_hint.setText(
            "预领字号：每份印好各自的字号和页码标识，另存为 PDF；字号从此用掉，损坏的要登记报废。"
            if has_number
            else "这种文书没有字号，直接打印即可。"
        )

    # -- doing --------------------------------------------------------------------------------------------

    def print_form(self) -> None:
        """Print the form through the system's dialog; a printer that is not there is told in place."""
        form = self.current()
        if form is None or form.document != self._drawn:
            return
        try:
            pages = self._print_it(self, self._pdf, form.title)
        except MqError as error:
            self._failed(error, "打印")
        else:
            self.told.setText(f"● 已经送去打印，共 {pages} 页。" if pages else "没有打印。")

    def save_form(self) -> None:
        """Save the form as a PDF where the officer says."""
        form = self.current()
        if form is None or form.document != self._drawn:
            return
        target, pdf = self._where(self, f"{form.title}（空白）.pdf"), self._pdf
        if target:
            self._run("另存空白文书", lambda: save_copy(Path(target), pdf), lambda _none: self.told.setText(f"● 已存为 {target}"))

    def reserve(self) -> None:
        """Reserve so many numbers and save a blank for each of them into a folder."""
        form = self.current()
        if form is None or not form.series:
            return
        count = self.copies.value()
        chosen = self._folder(self, f"{count} 份《{form.title}》存到哪个文件夹")
        if chosen:
            program = self._desk.program
            self._run("预领字号", lambda: print_numbered(program, form.document, count, Path(chosen)), self._reserved)

    def _reserved(self, paths: Sequence[Path]) -> None:
        self.told.setText(f"● 已经预领 {len(paths)} 份：\n{paths[0].name}" + (f"\n…\n{paths[-1].name}" if len(paths) > 1 else ""))
        self.numbered.emit(tuple(paths))

    def _run(self, what: str, work: Callable[[], Result], done: Callable[[Result], object], *, quietly: bool = False) -> None:
        if not quietly:
            self.told.setText(f"正在{what}…")
        self._desk.tasks.run(lambda _progress: work(), done, lambda error: self._failed(error, what), what=what)

    def _failed(self, error: BaseException, what: str) -> None:
        if what == _DRAWING:
            self.view.show_words(NOT_DRAWN)
        if isinstance(error, EnvironmentProblem):
            self.told.setText(f"▲ {what}没有完成：{error.what}。\n{error.safe}。{error.todo}。")
        else:
            self.told.setText("\n".join(f"▲ {line}" for line in self._desk.tell.error(error, what).splitlines()))

    # -- width --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share_width)

    def _share_width(self) -> None:
        share_width(self.table, _WIDEST, {TITLE: 1})


def _label(name: str, role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(role != "hint" or name != "文书个数")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(name)
    if role:
        label.setProperty("role", role)
    return label
