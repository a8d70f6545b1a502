"""Fields for dates and moments: typed in any usual way, put in order on leaving, the weekday beneath, a calendar at hand."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mq_enforce.services.fields import FieldSpec
from ui.fields.asides import AsideField, width_of
from ui.fields.base import Field, Form
from ui.fields.dates import NotRead, as_day, as_moment, moment_text, read_date, read_time, split_moment
from ui.fields.texts import LineEdit, as_set, with_room
from ui.theme import BLUE, RED, SHEET

_DATE_SIGNS, _TIME_SIGNS = 15, 7
_ROWS = 11
_CALENDAR = f"""
QTableView {{ border: 0; }} QTableView::item {{ border: 0; padding: 0; }}
QToolButton {{ color: {SHEET}; background: {BLUE}; border: 2px solid {BLUE}; padding: 2px 6px; }}
QToolButton:focus, QToolButton:hover {{ border-color: {SHEET}; }}
"""
_EDGE = 4
"""The distance of the calendar from the edge of the screen, its frame within, in pixels."""


class DayLine(LineEdit):
    """A line for a date; Alt+Down or F4 opens the calendar."""

    calendar_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the calendar as a combo box opens its list."""
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.calendar_wanted.emit()
            return
        super().keyPressEvent(event)


class Calendar(QWidget):
    """The calendar that pops up; ``chosen`` brings the day."""

    chosen = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName("日历")
        self.month = QCalendarWidget()
        self.month.setAccessibleName("日历")
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.month.setStyleSheet(_CALENDAR)
        rest = QTextCharFormat()
        rest.setForeground(QColor(RED))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, rest)
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.month)
        names = {"qt_calendar_prevmonth": "上一个月", "qt_calendar_nextmonth": "下一个月", "qt_calendar_monthbutton": "月份"}
        inside: list[QWidget] = [
            *self.month.findChildren(QAbstractButton),
            *self.month.findChildren(QAbstractSpinBox),
            *self.month.findChildren(QAbstractItemView),
        ]
        for name, words in (("qt_calendar_prevmonth", "上月"), ("qt_calendar_nextmonth", "下月")):
            button = self.month.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(QIcon())
                button.setText(words)
        for one in inside:
            one.setAccessibleName(names.get(one.objectName(), "年份" if "year" in one.objectName() else "日期"))

    def open_at(self, day: date, corner: QPoint) -> None:
        """Open with a day chosen, the upper left corner at a point of the screen."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        metrics = self.fontMetrics()
        self.month.setMinimumSize(metrics.horizontalAdvance("三十一" * 7), metrics.lineSpacing() * _ROWS)
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(corner.x(), room.right() - self.width() - _EDGE)
        top = min(corner.y(), room.bottom() - self.height() - _EDGE)
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()
        self.month.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Escape and leave the day as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _take(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(day)


class DateField(AsideField):
    """DATE."""

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.day_line = DayLine()
        self.lines: list[LineEdit] = [self.day_line, *self.more_lines()]
        self.day_line.setPlaceholderText("年-月-日")
        self.day_line.setToolTip("按 Alt+↓ 打开日历")
        self.button = QPushButton("日历")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calendar: Calendar | None = None
        for one in self.lines:
            one.settled.connect(self._typed)
            one.left.connect(self._left)
        self.day_line.calendar_wanted.connect(self.open_calendar)
        self.button.clicked.connect(self.open_calendar)
        self.settle(with_room(*self.lines, self.button, self.aside))

    def more_lines(self) -> list[LineEdit]:
        """Make what stands after the day."""
        return []

    def _widen(self) -> None:
        super()._widen()
        self.day_line.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * _DATE_SIGNS))

    def taken(self) -> int:
        """Return the width of the lines and the calendar's button."""
        return width_of(*self.lines, self.button)

    def inputs(self) -> list[QWidget]:
        """Return the line."""
        return [*self.lines]

    def name_others(self) -> None:
        """Name the button of the calendar."""
        self.button.setAccessibleName(f"{self.title()} 日历")

    def day(self) -> date | None:
        """Return the day that is typed; None when there is none. Raises NotRead for what is no day."""
        text = self.day_line.text()
        return read_date(text, self.form.hints.today()) if text.strip() else None

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the day as ``2026-06-03``, or the text that is none."""
        try:
            day = self.day()
        except NotRead:
            return self.day_line.text()
        return None if day is None else day.isoformat()

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the day."""
        shown = self.spec.default if plain is None else plain
        text = "" if shown is None else as_day(shown)
        self.day_line.setText(text)
        return as_set(plain, self.read(), unchanged=self.day_line.text() == text)

    def _typed(self, note: str) -> None:
        self._tell()
        self.edited(note)

    def _tell(self) -> None:
        try:
            day = self.day()
        except NotRead as error:
            self.say(fault="" if self.typing() else str(error))
            return
        self.say(hint=self.form.hints.day(day) if day is not None else "")

    def _left(self) -> None:
        before = self.value()
        with self.form.quietly():
            self._tell()
            self.put_in_order()
        if self.value() != before:
            self.edited()

    def typing(self) -> bool:
        """Whether a line is being typed in, so that what stands there is not finished."""
        return any(one.typing for one in self.lines)

    def fault(self) -> str:
        """Return the fault: what is no date is told once, in the words of the line."""
        return self._own or self._told

    def put_in_order(self) -> None:
        """Write the day as ``2026-06-03``."""
        try:
            day = self.day()
        except NotRead:
            return
        if day is not None and self.day_line.text() != day.isoformat():
            self.day_line.setText(day.isoformat())

    def open_calendar(self) -> None:
        """Open the calendar at the day that is typed, or today."""
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.chosen.connect(self._take)
        try:
            day = self.day()
        except NotRead:
            day = None
        corner = self.day_line.mapToGlobal(QPoint(0, self.day_line.height()))
        self._calendar.open_at(day or self.form.hints.today(), corner)

    def _take(self, day: QDate) -> None:
        self.day_line.typing = False
        self.day_line.setText(day.toString(Qt.DateFormat.ISODate))
        self.day_line.setFocus(Qt.FocusReason.OtherFocusReason)


class MomentField(DateField):
    """MOMENT: a day and a time of day, at +08:00."""

    def more_lines(self) -> list[LineEdit]:
        """Make the line for the time."""
        self.time_line = LineEdit()
        self.time_line.setPlaceholderText("时:分")
        return [self.time_line]

    def _widen(self) -> None:
        super()._widen()
        self.time_line.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * _TIME_SIGNS) + 8)

    def name_others(self) -> None:
        """Tell the two lines apart."""
        super().name_others()
        self.day_line.setAccessibleName(f"{self.title()} 日期")
        self.time_line.setAccessibleName(f"{self.title()} 时刻")

    def clock(self) -> time | None:
        """Return the time that is typed; None when there is none. Raises NotRead for what is no time."""
        text = self.time_line.text()
        return read_time(text) if text.strip() else None

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the moment as ``2026-06-03T09:20:00+08:00``; what is no moment yet as the two texts with ``T`` between."""
        texts = self.day_line.text().strip(), self.time_line.text().strip()
        if not any(texts):
            return None
        try:
            day, clock = self.day(), self.clock()
        except NotRead:
            return "T".join(texts)
        return "T".join(texts) if day is None or clock is None else moment_text(day, clock)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the moment."""
        shown = self.spec.default if plain is None else plain
        day, clock = ("", "") if shown is None else as_moment(shown)
        self.day_line.setText(day)
        self.time_line.setText(clock)
        unchanged = (self.day_line.text(), self.time_line.text()) == (day, clock)
        return as_set(plain, self.read(), unchanged=unchanged)

    def _tell(self) -> None:
        try:
            day, clock = self.day(), self.clock()
        except NotRead as error:
            self.say(fault="" if self.typing() else str(error))
            return
        hint = self.form.hints.day(day) if day is not None else ""
        lacking = "还要写时刻" if day is not None and clock is None else "还要写日期" if day is None and clock is not None else ""
        self.say(hint="；".join(text for text in (hint, lacking) if text))

    def put_in_order(self) -> None:
        """Write day and time the usual way, each in its line, also when both were typed into the first."""
        day, clock = split_moment(self.day_line.text())
        if clock and not self.time_line.text().strip():
            self.day_line.setText(day)
            self.time_line.setText(clock)
        super().put_in_order()
        try:
            read = self.clock()
        except NotRead:
            return
        text = "" if read is None else read.strftime("%H:%M:%S" if read.second else "%H:%M")
        if text != self.time_line.text():
            self.time_line.setText(text)
