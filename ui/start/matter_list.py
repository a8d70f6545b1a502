"""The catalogue of matters to tick, found by any part of the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from mq_enforce.services.fields import Choice
from ui.start.parts import FAULT_MARK, label, show
from ui.tables import shortcut_of
from ui.theme import GAP_SMALL

_VALUE = Qt.ItemDataRole.UserRole


class MatterList(QWidget):
    """Matters with a box each; Space ticks the present one, Down in the line goes to the list."""

    changed = Signal()

    def __init__(self, choices: Sequence[Choice], title: str) -> None:
        super().__init__()
        self._choices = {choice.value: choice for choice in choices}
        self.title = title
        self.caption, self.count = label(f"{title} *"), label("", "hint", "已选事项")
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找事项名称、编号、领域")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(f"查找{title}")
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumHeight(self.list.fontMetrics().height() * 3)
        for one in (self.caption, self.count):
            one.setWordWrap(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fault = QLabel()
        self.fault.setProperty("role", "fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.caption.setBuddy(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        for widget in (self.caption, self.search):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.count)
        layout.addWidget(self.fault)
        self.search.textChanged.connect(self._find)
        self.list.itemChanged.connect(lambda _item: self._ticked())
        shortcut_of(self.search, QKeySequence(Qt.Key.Key_Down), self._to_list)
        self.set_value(())

    def value(self) -> list[str]:
        """Return the ticked matters in the order of the catalogue."""
        return [str(item.data(_VALUE)) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def set_value(self, values: Sequence[str]) -> None:
        """Tick these and no others; what is not offered is shown only while it is ticked."""
        wanted = set(values)
        self.list.blockSignals(True)
        self.list.clear()
        for choice in (*self._choices.values(), *(Choice(one, one) for one in values if one not in self._choices)):
            if choice.offered or choice.value in wanted:
                self.list.addItem(_item(choice, ticked=choice.value in wanted))
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.search.clear()
        self._tell()

    def set_fault(self, text: str) -> None:
        """Tell what is wrong until something is ticked."""
        show(self.fault, f"{FAULT_MARK} {text}" if text else "", "fault")
        self.list.setAccessibleDescription(text)

    def chain(self) -> list[QWidget]:
        """Return everything that Tab reaches."""
        return [self.search, self.list]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.set_fault("")
        count = len(self.value())
        show(self.count, f"已选 {count} 项" if count else "还没有选；承接文件列明的才选", "hint")

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            there = f"{item.text()} {item.toolTip()}".casefold()
            item.setHidden(not all(word in there for word in words))
        self.list.setCurrentRow(next((row for row, item in enumerate(self._items()) if not item.isHidden()), -1))

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)


def _item(choice: Choice, *, ticked: bool) -> QListWidgetItem:
    item = QListWidgetItem(choice.label)
    item.setData(_VALUE, choice.value)
    item.setToolTip("\n".join(text for text in (choice.label, choice.note) if text))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return item
