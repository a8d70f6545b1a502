"""A register as a page: what is on file to the left, one entry being filled in to the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldFault, FieldSpec
from mq_enforce.services.office_lines import Line
from ui.beside import beside
from ui.desk import Desk
from ui.start.columns import Columns
from ui.start.keeping import Keeper
from ui.start.leaving import Leaving, ask_leaving
from ui.start.parts import OfficePart, Then, faults_of, label
from ui.start.rows import Rows
from ui.tables import plain_table, shortcut_of
from ui.tasks import Progress
from ui.theme import GAP, GAP_LARGE

_BESIDE = 44
"""How wide an editor of two parts is at least, in Chinese characters, so that they stand beside each other."""


class Editor(QWidget):
    """Where one entry is filled in: a form of fields."""

    changed = Signal()

    def __init__(self, desk: Desk, spec: FieldSpec, right: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.form = Columns(desk, spec, right)
        self.form.changed.connect(self.changed)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.addWidget(self.form.area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put what else there is beneath the form where it does not fit beside it."""
        super().resizeEvent(event)
        beside(self.line, self.width(), self.fontMetrics().horizontalAdvance("字") * _BESIDE)

    def value(self) -> dict[str, Any]:
        """Return what is typed, spelled as in a diary."""
        return self.form.value()

    def set_value(self, data: Mapping[str, Any]) -> None:
        """Show an entry, or an empty one."""
        self.form.set_value(data)

    def show_faults(self, faults: tuple[FieldFault, ...]) -> None:
        """Tell faults beside their fields and go to the first."""
        first = self.form.show_faults(faults)
        if first is not None:
            first.focus_first()

    def focus_first(self) -> None:
        """Go to the first place to type."""
        self.form.focus_first()

    def chain(self) -> list[QWidget]:
        """Return everything that Tab reaches, in reading order."""
        return self.form.chain()


@dataclass(frozen=True, kw_only=True)
class Register:
    """What a register is about. ``read``, ``put`` and ``take_out`` are called on a worker's thread.

    ``longest`` says what a column has to hold, empty for those that share what is left; ``widths`` how list and editor share
    the width of the page.
    """

    one: str
    unit: str
    headings: tuple[str, ...]
    draft_key: str
    removing: str
    longest: tuple[str, ...]
    widths: tuple[int, int]
    asks_last_day: bool
    read: Callable[[Desk], tuple[Line, ...]]
    put: Callable[[Desk, str | None, Mapping[str, Any]], object]
    take_out: Callable[[Desk, str, Leaving], object]


class RegisterPage(OfficePart):
    """A list with an editor."""

    def __init__(self, desk: Desk, register: Register, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.register, self.editor, self.one = register, editor, register.one
        self.key: str | None = None
        self.ready = False
        self._shown: dict[str, Any] = {}
        self.keeper = Keeper(desk, register.draft_key, self._draft, self)
        self.rows = Rows(register.headings)
        self.table = plain_table(self.rows, f"已登记的{self.one}", self.edit_chosen)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.count = label("", "hint", "已登记")
        self.title = label(f"添加{self.one}")
        self.title.setProperty("role", "section")
        self._make_buttons()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._settle())
        editor.changed.connect(self._changed)
        self.begin(None, {})
        self.refresh()

    # -- building -----------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.add, self.edit, self.remove = QPushButton(f"添加{self.one}"), QPushButton("修改"), QPushButton(self.register.removing)
        self.save, self.drop = QPushButton("保存"), QPushButton("放弃")
        for button, what in (
            (self.edit, "修改选中的"),
            (self.remove, f"{self.register.removing}选中的"),
            (self.save, "保存这"),
            (self.drop, "放弃这"),
        ):
            button.setAccessibleName(f"{what}{self.one}")
        for button in (self.add, self.edit, self.remove, self.drop):
            button.setAutoDefault(False)
        self.add.clicked.connect(self.add_new)
        self.edit.clicked.connect(self.edit_chosen)
        self.remove.clicked.connect(self.remove_chosen)
        self.save.clicked.connect(self._save)
        self.drop.clicked.connect(self.drop_changes)
        shortcut_of(self, QKeySequence(QKeySequence.StandardKey.Save), self._save, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(GAP)
        left.addWidget(self.count)
        left.addWidget(self.table, 1)
        left.addLayout(_row(self.add, self.edit, self.remove))
        right.addWidget(self.title)
        right.addWidget(self.editor, 1)
        right.addWidget(self.told)
        right.addLayout(_row(self.save, self.drop))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GAP_LARGE)
        line.addLayout(left, self.register.widths[0])
        line.addLayout(right, self.register.widths[1])

    def _fill(self, data: Mapping[str, Any]) -> None:
        """Show an entry. Fields may make their boxes anew for it, so the order of Tab is settled again."""
        self.editor.set_value(data)
        chain = [self.table, self.add, self.edit, self.remove, *self.editor.chain(), self.save, self.drop]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        metrics = self.fontMetrics()
        pad = metrics.horizontalAdvance("字") * 2
        fixed = [metrics.horizontalAdvance(text) + pad if text else 0 for text in self.register.longest]
        left = max(0, self.table.viewport().width() - sum(fixed))
        for column, width in enumerate(fixed):
            self.table.setColumnWidth(column, width or left // max(1, fixed.count(0)))
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() * 2)

    # -- reading ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the register; before anything was typed, also what was being typed last time."""
        fresh = not self.ready
        self.desk.tasks.run(
            lambda _progress: (self.register.read(self.desk), self.keeper.load() if fresh else None),
            lambda found: self._show(*found),
            lambda error: self.failed(error, f"读取{self.one}"),
            what=f"读取{self.one}",
        )

    def _show(self, lines: tuple[Line, ...], draft: dict[str, Any] | None) -> None:
        chosen = self.chosen()
        self.rows.show_lines(lines)
        self.count.setText(f"已登记 {len(lines)} {self.register.unit}" if lines else f"还没有登记{self.one}")
        self.count.show()
        row = self.rows.row_of(chosen.key if chosen is not None else None)
        if lines:
            self.table.selectRow(max(0, row))
        self.ready = True
        if draft is not None and not self.is_dirty():
            self._resume(draft)
        self._settle()

    def _resume(self, draft: dict[str, Any]) -> None:
        key = draft.get("key")
        line = self.rows.line(self.rows.row_of(key)) if key else None
        self.begin(line.key if line is not None else None, line.data if line is not None else {})
        self._fill(draft.get("data") or {})
        if self.is_dirty():
            self.tell("已恢复上次没有保存的内容。")

    # -- filling in ---------------------------------------------------------------------------------------

    def begin(self, key: str | None, data: Mapping[str, Any]) -> None:
        """Show an entry of the register for correction, or an empty one."""
        self.key = key
        self._fill(data)
        self._shown = self.editor.value()
        self.title.setText(f"添加{self.one}" if key is None else f"修改{self.one}")
        self.tell("")
        self._settle()

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not in the register yet."""
        return self.editor.value() != self._shown

    def default_button(self) -> bool:
        """Enter saves while something is being filled in."""
        return self.is_dirty()

    def start(self) -> None:
        """Go to the first place to type."""
        self.editor.focus_first()

    def leave(self) -> None:
        """Keep what is typed."""
        self.keeper.keep_now()

    def chosen(self) -> Line | None:
        """Return the chosen line, or None."""
        index = self.table.currentIndex()
        return self.rows.line(index.row()) if index.isValid() else None

    def add_new(self) -> None:
        """Begin a new entry."""
        self.begin(None, {})
        self.editor.focus_first()

    def edit_chosen(self) -> None:
        """Show the chosen entry for correction."""
        line = self.chosen()
        if line is not None and not self.is_dirty():
            self.begin(line.key, line.data)
            self.editor.focus_first()

    def _draft(self) -> dict[str, Any]:
        return {"key": self.key, "data": self.editor.value()}

    def _changed(self) -> None:
        self.tell("")
        self.keeper.typed()
        self._settle()

    def _settle(self) -> None:
        """Let nobody begin something else while an entry is being filled in: save it first, or drop it."""
        dirty, chosen = self.is_dirty(), self.chosen() is not None
        self.add.setEnabled(not dirty)
        self.edit.setEnabled(chosen and not dirty)
        self.remove.setEnabled(chosen and not dirty)
        self.save.setEnabled(dirty)
        self.drop.setEnabled(dirty or self.key is not None)
        self.save.setDefault(dirty)

    # -- saving -------------------------------------------------------------------------------------------

    def _save(self) -> None:
        self.submit()

    def submit(self, then: Then = lambda: None) -> None:
        """Put what is filled in into the register; an entry that nobody touched is let be."""
        if not self.is_dirty():
            then()
            return
        if not self.begin_saving():
            return
        self.keeper.stop()
        key, data = self.key, self.editor.value()

        def put(_progress: Progress) -> tuple[Line, ...]:
            self.register.put(self.desk, key, data)
            self.keeper.discard()
            return self.register.read(self.desk)

        self.desk.tasks.run(put, lambda lines: self._put(lines, then), self._refused, what=f"保存{self.one}")

    def _put(self, lines: tuple[Line, ...], then: Then) -> None:
        self.saving = False
        self.begin(None, {})
        self._show(lines, None)
        self.table.scrollToBottom()
        self.tell("已保存，可以接着添加。")
        self.editor.focus_first()
        self.saved.emit()
        then()

    def _refused(self, error: BaseException) -> None:
        self.saving = False
        self.keeper.typed()
        self.keeper.keep_now()
        faults = faults_of(error)
        if not faults:
            self.failed(error, f"保存{self.one}")
            return
        self.editor.show_faults(faults)
        self.tell(f"有 {len(faults)} 处需要改正，已在旁边标明。", fault=True)

    def drop_changes(self) -> None:
        """Forget what is typed and begin a new entry."""
        self.keeper.stop()
        self.begin(None, {})
        self.editor.focus_first()
        self.desk.tasks.run(
            lambda _progress: self.keeper.discard(), lambda _none: None, lambda error: self.failed(error, "放弃草稿"), what="放弃草稿"
        )

    def remove_chosen(self) -> None:
        """Ask since when and why, and take the chosen entry out."""
        line = self.chosen()
        leaving = (
            ask_leaving(self, self.desk, f"{self.register.removing}{self.one}：{line.words[0]}", self.register.asks_last_day)
            if line
            else None
        )
        if line is None or leaving is None:
            return

        def out(_progress: Progress) -> tuple[Line, ...]:
            self.register.take_out(self.desk, line.key, leaving)
            return self.register.read(self.desk)

        self.desk.tasks.run(
            out,
            self._out,
            lambda error: self.failed(error, f"{self.register.removing}{self.one}"),
            what=f"{self.register.removing}{self.one}",
        )

    def _out(self, lines: tuple[Line, ...]) -> None:
        self.begin(None, {})
        self._show(lines, None)
        self.tell("已移出，原来的登记仍然可以查到。")
        self.saved.emit()


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
