"""Rows of any kind as a Qt model: what a cell says, aloud too, and in which colour beside the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order in which they are given. Subclasses name the columns and say what stands in them."""

    headings: ClassVar[tuple[str, ...]] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def shown(self, row: Row, column: int) -> str:
        """Return what a cell says."""
        raise TypeError(f"{type(self).__name__} does not say what stands in column {column} of {row}")

    def colour(self, row: Row, column: int) -> str | None:
        """Return the colour of a cell as ``#RRGGBB``; None for the usual one."""
        del row, column
        return None

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: int) -> Row:
        """Return a row."""
        return self._rows[index]

    def place(self, wanted: Callable[[Row], bool]) -> int | None:
        """Return where the first such row stands, or None."""
        return next((place for place, one in enumerate(self._rows) if wanted(one)), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802 - Qt's
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return text, spoken text and colour of a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.shown(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headings[column]}：{self.shown(row, column) or '无'}"
        if role == Qt.ItemDataRole.ForegroundRole and (colour := self.colour(row, column)):
            return QColor(colour)
        return None
