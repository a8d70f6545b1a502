"""Combo boxes: found in by any part of a label; from a dozen entries on, what is typed filters them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QStyle, QWidget

from ui.fields.base import is_enter

FILTER_FROM = 13
"""With fewer entries the list is looked through faster than typed in."""
_SEEN = 12


class ComboBox(QComboBox):
    """A combo box that the wheel does not change in passing. ``not_found`` brings what was typed and is in no entry, or in many."""

    not_found = Signal(str)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(_SEEN)

    def let_filter(self) -> None:
        """Let what is typed filter the entries, when there are many. Called after they are filled in."""
        wanted = self.count() >= FILTER_FROM
        if wanted == self.isEditable():
            return
        self.setEditable(wanted)
        line = self.lineEdit()
        if line is None:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
            return
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        finder = QCompleter(self.model(), self)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(_SEEN)
        self.setCompleter(finder)
        line.setToolTip("输入几个字可以筛选")
        line.editingFinished.connect(self.settle)

    def settle(self) -> None:
        """Take the one entry that what is typed is in; otherwise go back to what was chosen, and tell."""
        line = self.lineEdit()
        if line is None or line.text() == self.itemText(self.currentIndex()):
            return
        text = line.text().strip()
        found = [index for index in range(self.count()) if text.casefold() in self.itemText(index).casefold()] if text else [0]
        exact = [index for index in found if self.itemText(index) == text]
        if len(exact or found) == 1:
            self.setCurrentIndex((exact or found)[0])
        line.setText(self.itemText(self.currentIndex()))
        line.setCursorPosition(0)
        if len(exact or found) != 1:
            many = f"有{len(found)}项含有“{text}”，请从中选一项" if found else f"没有一项含有“{text}”"
            self.not_found.emit(f"{many}；原来的选择没有改变")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave Enter to the form around; Qt would look for an entry that begins with it."""
        if is_enter(event):
            self.settle()
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the next entry that contains what was composed, or let it filter."""
        if self.isEditable():
            super().inputMethodEvent(event)
            return
        if event.commitString():
            self.find_next(event.commitString())
        event.accept()

    def find_next(self, text: str) -> None:
        """Go to the next entry that contains a text, from the present one round to it."""
        start = self.currentIndex() + 1
        for step in range(self.count()):
            index = (start + step) % self.count()
            if text.casefold() in self.itemText(index).casefold():
                self.setCurrentIndex(index)
                return

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Show the entries as wide as their words, so far as the screen allows."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        wanted = self.view().sizeHintForColumn(0) + bar + 24
        self.view().setMinimumWidth(min(wanted, self.screen().availableGeometry().width() - 40))
        super().showPopup()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that there is other room for the words."""
        super().resizeEvent(event)
        self.resized.emit()

    def is_cut(self) -> bool:
        """Whether the chosen words are wider than the box shows."""
        room = self.width() - self.fontMetrics().horizontalAdvance("字字字")
        return self.isVisible() and self.fontMetrics().horizontalAdvance(self.currentText()) > room
