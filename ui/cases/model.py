"""The rows of the case list: which are wanted, how they are read off the window's thread, and how the table shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from mq_enforce.services.crossing import Program
from mq_enforce.services.listing import CaseLine, count_cases, list_cases
from mq_enforce.services.overview import LATER
from mq_enforce.services.projecting import FINISHED
from ui.tasks import Progress
from ui.theme import STANDING_COLOURS, standing_text

Order = Literal["due", "opened", "number", "title", "changed"]
Open = Literal["open", "finished", "all"]
Index = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 200
_CHUNK = 1000
_WEEKDAYS = "一二三四五六日"
_UNNUMBERED = "未立案"
_NONE = "—"
_NO_INDEX = QModelIndex()

NUMBER, PARTY, VIOLATION, STAGE, DUE, WHAT, WAITS = range(7)
_ARROWS, _SPOKEN = (" ↑", " ↓"), ("，由小到大", "，由大到小")
HEADINGS = ("案号", "当事人", "案由", "阶段", "下一期限", "期限事项", "等谁办理")
_STORE_ORDERS: dict[int, Order] = {NUMBER: "number", DUE: "due"}


@dataclass(frozen=True)
class Wanted:
    """Which cases the list shows, and in which order: by a column, down or up. ``practice`` None shows both kinds."""

    search: str = ""
    state: Open = "open"
    stage: str | None = None
    practice: bool | None = False
    column: int = DUE
    descending: bool = False


@dataclass(frozen=True)
class Loaded:
    """Lines of the list and how many there are in all, seen on a day.

    ``offset`` is where the next ones begin, None after the last.
    """

    lines: tuple[CaseLine, ...]
    total: int
    offset: int | None
    today: date


def load(program: Program, wanted: Wanted, progress: Progress, offset: int = 0) -> Loaded:
    """Read the lines from an offset on: a page of them in the store's own orders, in any other order all, sorted here."""
    total, today = _count(program, wanted), program.clock.now().date()
    order = None if wanted.descending else _STORE_ORDERS.get(wanted.column)
    if order is None:
        lines = sorted(_all(program, wanted, progress), key=sort_key(wanted.column), reverse=wanted.descending)
        lines.sort(key=lambda line: not _cell(line, wanted.column))
        return Loaded(tuple(lines), total, None, today)
    found: list[CaseLine] = []
    while len(found) < PAGE_ROWS:
        rows = list_cases(program, **_query(wanted), order=order, limit=PAGE_ROWS, offset=offset)
        found += [row for row in rows if _fits(row, wanted)]
        offset += len(rows)
        if len(rows) < PAGE_ROWS:
            return Loaded(tuple(found), total, None, today)
        progress("")
    return Loaded(tuple(found), total, offset, today)


def _query(wanted: Wanted) -> dict[str, Any]:
    stage = FINISHED if wanted.state == "finished" else wanted.stage
    return {"search": wanted.search, "stage": stage, "practice": wanted.practice}


def _fits(line: CaseLine, wanted: Wanted) -> bool:
    return wanted.state != "open" or line.stage != FINISHED


def _count(program: Program, wanted: Wanted) -> int:
    total = count_cases(program, **_query(wanted))
    if wanted.state == "open" and wanted.stage is None:
        total -= count_cases(program, **(_query(wanted) | {"stage": FINISHED}))
    return total


def _all(program: Program, wanted: Wanted, progress: Progress) -> Iterator[CaseLine]:
    offset = 0
    while rows := list_cases(program, **_query(wanted), order="opened", limit=_CHUNK, offset=offset):
        progress("")
        yield from (row for row in rows if _fits(row, wanted))
        offset += len(rows)


class _Chinese:
    """Compares words as a Chinese reader expects (by their sound) and numbers in them by value."""

    def __init__(self) -> None:
        self.collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.collator.setNumericMode(True)

    def key(self, text: str) -> Any:  # noqa: ANN401 - QCollatorSortKey
        return self.collator.sortKey(text)


def sort_key(column: int) -> Any:  # noqa: ANN401 - a key function
    """Return the function that gives a line's place in the order of a column."""
    chinese = _Chinese()
    if column == DUE:
        return lambda line: line.next_due
    return lambda line: chinese.key(_cell(line, column))


def _cell(line: CaseLine, column: int) -> str:
    cells = (line.number, "、".join(line.parties), line.violation, line.stage, line.next_due, line.next_what, line.waits_for)
    return cells[column]


def day_words(iso: str, this_year: int) -> str:
    """Return a day as people say it, with its weekday: ``6月3日 周三``, and with the year when that is another one."""
    day = date.fromisoformat(iso)
    year = "" if day.year == this_year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


def shown(line: CaseLine, column: int, this_year: int) -> str:
    """Return what a cell says."""
    if column == DUE and line.next_due:
        near = "" if line.standing == LATER else standing_text(line.standing)
        return f"{day_words(line.next_due, this_year)}　{near}".rstrip("　")
    if column == NUMBER and line.practice:
        return f"练习　{line.number or _UNNUMBERED}"
    if column == NUMBER:
        return line.number or _UNNUMBERED
    if column == PARTY and len(line.parties) > 1:
        return f"（{len(line.parties)}）{_cell(line, PARTY)}"
    return _cell(line, column) or _NONE


class CaseModel(QAbstractTableModel):
    """The lines that are read so far; ``wants_more`` asks for the next ones when the end comes into sight."""

    wants_more = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[CaseLine] = []
        self._offset: int | None = None
        self._year = 0
        self._sorted: tuple[int, bool] = (DUE, False)

    def show(self, loaded: Loaded, column: int = DUE, *, descending: bool = False) -> None:
        """Show other lines instead of those there are, and by which column they are sorted."""
        self.beginResetModel()
        self._lines, self._offset, self._year = list(loaded.lines), loaded.offset, loaded.today.year
        self._sorted = (column, descending)
        self.endResetModel()

    def add(self, loaded: Loaded) -> None:
        """Show further lines after those there are."""
        first = len(self._lines)
        self._offset = loaded.offset
        if loaded.lines:
            self.beginInsertRows(QModelIndex(), first, first + len(loaded.lines) - 1)
            self._lines += loaded.lines
            self.endInsertRows()

    def line(self, row: int) -> CaseLine:
        """Return the case in a row."""
        return self._lines[row]

    def row_of(self, case_id: str) -> int | None:
        """Return the row of a case, or None when it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.id == case_id), None)

    def stages(self) -> tuple[str, ...]:
        """Return the stages of the lines, each once."""
        return tuple(dict.fromkeys(line.stage for line in self._lines if line.stage))

    # -- what Qt asks ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Tell whether there are lines that are not read yet."""
        return not parent.isValid() and self._offset is not None

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next lines; they come later."""
        if not parent.isValid() and self._offset is not None:
            offset, self._offset = self._offset, None
            self.wants_more.emit(offset)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802 - Qt's
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        column, descending = self._sorted
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section] + (_ARROWS[descending] if section == column else "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return HEADINGS[section] + (_SPOKEN[descending] if section == column else "")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return text, tooltip, spoken text and colour of a cell."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(line, column, self._year)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(line, column, self._year)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADINGS[column]}：{shown(line, column, self._year)}"
        if role == Qt.ItemDataRole.ForegroundRole and column == DUE and line.standing in STANDING_COLOURS:
            return QBrush(QColor(STANDING_COLOURS[line.standing]))
        return None


def _tip(line: CaseLine, column: int, this_year: int) -> str:
    if column == DUE and line.next_due:
        return f"{day_words(line.next_due, 0)}　{standing_text(line.standing)}　{line.next_what}"
    if column == NUMBER:
        return f"{shown(line, NUMBER, this_year)}　{line.title}"
    return shown(line, column, this_year)
