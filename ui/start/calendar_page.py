"""日历: for which years the holiday notice is on file, and which dates stay provisional."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from mq_enforce.services.office_gaps import calendar_years
from mq_enforce.services.office_lines import Line
from ui.desk import Desk
from ui.start.parts import OfficePart, label, today_of
from ui.start.rows import WARNING, Rows
from ui.tables import plain_table
from ui.theme import GAP


class CalendarPage(OfficePart):
    """The years of the calendar. They come with the program; there is nothing to fill in."""

    heading = "日历"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows = Rows(("年份", "放假安排", "期限怎样算"))
        self.table = plain_table(self.rows, "各年放假安排", lambda: None)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lead = label(
            "工作日按国务院办公厅的放假通知计算，各年的安排随程序提供，不用填写。"
            "没有收录通知的年份，周末和固定日期的节日算休息日，算出的日期都标明“暂定”。",
            "hint",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.lead)
        layout.addWidget(self.table, 1)
        self.refresh()

    def refresh(self) -> None:
        """Show the years on file."""
        self.rows.show_lines(
            [
                Line(str(year.year), (f"{year.year} 年", year.notice or "—", year.words if year.known else f"{WARNING} {year.words}"), {})
                for year in calendar_years(self.desk.program, today_of(self.desk))
            ]
        )
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() * 2)
        self.table.selectRow(0)

    def start(self) -> None:
        """Go to the list of years."""
        self.table.setFocus()
