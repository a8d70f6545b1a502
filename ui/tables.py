"""What the tables of the window have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget


class Cells(QStyledItemDelegate):
    """Keeps the colour of a date also in the chosen row."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802 - Qt's name
        """Take over the colour of the cell for the chosen row."""
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, colour)  # type: ignore[attr-defined] # Qt's stubs lack it


def shortcut_of(
    widget: QWidget,
    keys: QKeySequence,
    what: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetShortcut,
) -> QShortcut:
    """Let keys do something while a widget has the focus. PySide ignores a context that the constructor is given with a slot."""
    shortcut = QShortcut(keys, widget)
    shortcut.setContext(context)
    shortcut.activated.connect(what)
    return shortcut


def plain_table(model: QAbstractItemModel, name: str, enter: Callable[[], object]) -> QTableView:
    """Return a table of whole rows, one chosen at a time; Enter and a double click call ``enter``."""
    table = QTableView()
    table.setAccessibleName(name)
    table.setModel(model)
    table.setItemDelegate(Cells(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.doubleClicked.connect(enter)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        shortcut_of(table, QKeySequence(key), enter)
    return table


def share_width(
    table: QTableView, widest: Mapping[int, str], shares: Mapping[int, int], *, lines: float = 2.0, spare: int | None = None, room: int = 0
) -> None:
    """Give columns the width of the widest text in them, and share what is left among the others.

    A row is ``lines`` lines high. The column ``spare`` is hidden where fewer than ``room`` characters are left to share.
    """
    metrics = QFontMetrics(table.font())
    table.verticalHeader().setDefaultSectionSize(round(metrics.height() * lines))
    em = metrics.horizontalAdvance("民")
    fixed = {column: max(metrics.horizontalAdvance(text), 2 * em) + 2 * em for column, text in widest.items()}
    left = max(0, table.viewport().width() - sum(fixed.values()))
    shown = {column: share for column, share in shares.items() if column != spare or left >= room * em}
    if spare is not None:
        table.setColumnHidden(spare, spare not in shown)
    for column in range(table.model().columnCount()):
        table.setColumnWidth(column, fixed.get(column, left * shown.get(column, 0) // sum(shown.values())))
