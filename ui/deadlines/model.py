"""The running periods of all cases as rows of a table: what a cell says, aloud too, and in which colour beside the words."""

from __future__ import annotations

from datetime import date

from mq_enforce.services.day_hints import weekday_text
from mq_enforce.services.overview import DeadlineRow
from ui.rows import RowsModel
from ui.theme import STANDING_COLOURS, standing_text

HEADINGS = ("到期日", "远近", "期限", "当事人", "案件", "谁的期限")
DUE, NEAR, LABEL, PARTY, CASE, WHOSE = range(len(HEADINGS))


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


class DeadlineModel(RowsModel[DeadlineRow]):
    """The rows in the order of their dates."""

    headings = HEADINGS

    def shown(self, row: DeadlineRow, column: int) -> str:
        """Return what a cell says."""
        return shown(row, column)

    def colour(self, row: DeadlineRow, column: int) -> str | None:
        """Return the colour of a date that is near."""
        return STANDING_COLOURS.get(row.standing) if column in {DUE, NEAR} and row.duty else None

    def find(self, wanted: DeadlineRow) -> int | None:
        """Return where the period of the same case, rule and party stands now, or None."""
        key = (wanted.case_id, wanted.rule, wanted.party)
        return self.place(lambda one: (one.case_id, one.rule, one.party) == key)
