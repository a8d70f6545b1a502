"""The running periods of all cases as rows of a table: what a cell says, aloud too, and in which colour beside the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from mq_enforce.services.day_hints import weekday_text
from mq_enforce.services.overview import DeadlineRow
from ui.theme import STANDING_COLOURS, standing_text

HEADINGS = ("到期日", "远近", "期限", "当事人", "案件", "谁的期限")
DUE, NEAR, LABEL, PARTY, CASE, WHOSE = range(len(HEADINGS))

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


def day_text(day: date) -> str:
    """Return a day with its weekday: ``2026年6月16日（星期二）``."""
    return f"{day.year}年{day.month}月{day.day}日（{weekday_text(day)}）"


def shown(row: DeadlineRow, column: int) -> str:
    """Return what a cell says."""
    cells = (
        day_text(row.due) + ("　暂定" if row.provisional else ""),
        standing_text(row.standing),
        row.label,
        row.name or "—",
        " ".join(part for part in ("练习" if row.practice else "", row.number, row.title) if part),
        row.whose if row.duty else f"{row.whose}（到期不算本机关超期）",
    )
    return cells[column]


class DeadlineModel(QAbstractTableModel):
    """The rows in the order of their dates."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DeadlineRow, ...] = ()

    def show(self, rows: Sequence[DeadlineRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: int) -> DeadlineRow:
        """Return a row."""
        return self._rows[index]

    def find(self, wanted: DeadlineRow) -> int | None:
        """Return where the period of the same case, rule and party stands now, or None."""
        key = (wanted.case_id, wanted.rule, wanted.party)
        return next((place for place, one in enumerate(self._rows) if (one.case_id, one.rule, one.party) == key), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many periods there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802 - Qt's
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return text, spoken text and colour of a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return shown(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADINGS[column]}：{shown(row, column)}"
        colour = STANDING_COLOURS.get(row.standing)
        if role == Qt.ItemDataRole.ForegroundRole and column in {DUE, NEAR} and row.duty and colour:
            return QColor(colour)
        return None
