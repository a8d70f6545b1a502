"""Check boxes whose words wrap: Qt's own would force their width on the panel or cut them; and many of them in columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

_LEAST = "字字字字"
"""The narrowest that words may become before a panel has to scroll."""
_SPARE = 4
_MOST_COLUMNS = 4
_BETWEEN = 16
"""Pixels between the columns."""


class WordyCheckBox(QCheckBox):
    """A check box that breaks its words into lines where there is no room for all of them in one."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str, note: str = "") -> None:
        """Take the words, and a note that says more."""
        self.words = words
        self.setAccessibleName(words)
        self.setToolTip(note)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for room for all words in one line, and for as many lines as they have now."""
        return QSize(self._mark() + self.fontMetrics().horizontalAdvance(self.words), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with a few words in a line."""
        width = min(self.fontMetrics().horizontalAdvance(_LEAST), self.fontMetrics().horizontalAdvance(self.words))
        return QSize(self._mark() + width, super().sizeHint().height())

    def _mark(self) -> int:
        """Return the width of all but the words: Qt's own, which follows the style sheet."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return super().sizeHint().width() - words + _SPARE

    def fit(self) -> None:
        """Break the words for the width at hand."""
        text = "\n".join(self._lines(self.width() - self._mark())).replace("&", "&&")
        if text != self.text():
            self.setText(text)

    def _lines(self, room: int) -> list[str]:
        least = self.fontMetrics().horizontalAdvance(_LEAST)
        if room < least or self.fontMetrics().horizontalAdvance(self.words) <= room:
            return [self.words]
        layout = QTextLayout(self.words, self.font())
        layout.setTextOption(_wrapping())
        units = self.words.encode("utf-16-le")
        lines = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            start = line.textStart()
            lines.append(units[2 * start : 2 * (start + line.textLength())].decode("utf-16-le").rstrip())
        layout.endLayout()
        return lines


def _wrapping() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


class BoxGrid(QWidget):
    """Check boxes in as many columns as fit, row by row; as high as they need to be."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: tuple[WordyCheckBox, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take(self, boxes: Sequence[WordyCheckBox]) -> None:
        """Hold these boxes in place of those before, which are the caller's to delete."""
        self._boxes = tuple(boxes)
        for box in self._boxes:
            box.setParent(self)
            box.show()
        self.arrange()

    def columns(self) -> int:
        """Return how many boxes stand side by side."""
        widest = max((box.sizeHint().width() for box in self._boxes), default=1)
        return max(1, min(_MOST_COLUMNS, len(self._boxes), (self.width() + _BETWEEN) // (widest + _BETWEEN)))

    def arrange(self) -> None:
        """Put the boxes in their places."""
        columns, top = self.columns(), 0
        widest = max((box.sizeHint().width() for box in self._boxes), default=0)
        width = self.width() if columns == 1 else widest
        for first in range(0, len(self._boxes), columns):
            row = self._boxes[first : first + columns]
            for box in row:
                box.resize(width, box.height())
                box.fit()
            height = max(box.sizeHint().height() for box in row)
            for column, box in enumerate(row):
                box.setGeometry(column * (width + _BETWEEN), top, width, height)
            top += height
        if self.minimumHeight() != top or self.maximumHeight() != top:
            self.setFixedHeight(top)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Use the room there is now."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a box needs another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one column's width, so that a narrow panel needs no scroll bar."""
        return QSize(max((box.sizeHint().width() for box in self._boxes), default=0), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with one narrow column."""
        return QSize(max((box.minimumSizeHint().width() for box in self._boxes), default=0), self.minimumHeight())
