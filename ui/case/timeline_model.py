"""The acts of a case as rows of a table: what a cell says, aloud too, with words beside every colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mq_enforce.services.day_hints import weekday_text
from mq_enforce.services.paper_lines import PaperLine
from mq_enforce.services.timeline import TimelineEntry
from ui.rows import RowsModel
from ui.theme import AMBER, QUIET, RED

HEADINGS = ("日期", "做了什么", "经办人", "制作的文书", "注意")
DAY, WHAT, WHO, MADE, MARKS = range(len(HEADINGS))
VOIDED = "已作废"


@dataclass(frozen=True)
class Row:
    """An act with the papers that it made and that can be looked at, those in force first."""

    entry: TimelineEntry
    papers: tuple[PaperLine, ...]


def rows_of(entries: Sequence[TimelineEntry], papers: Sequence[PaperLine]) -> tuple[Row, ...]:
    """Return the acts with their papers."""
    made: dict[str, list[PaperLine]] = {}
    for paper in sorted(papers, key=lambda one: one.voided):
        made.setdefault(paper.act, []).append(paper)
    return tuple(Row(entry, tuple(made.get(entry.act, ()))) for entry in entries)


def what(entry: TimelineEntry) -> str:
    """Return what was done, with what it was about."""
    about = f"《{entry.about}》" if entry.about else ""
    return entry.label + about + (f"（{entry.party}）" if entry.party else "")


def moment(entry: TimelineEntry) -> str:
    """Return ``2026年6月3日（星期三）09:20``."""
    at = entry.at
    return f"{at.year}年{at.month}月{at.day}日（{weekday_text(at.date())}）{at:%H:%M}"


def marks(row: Row) -> str:
    """Return what is to be noticed, in words."""
    entry = row.entry
    void = sum(paper.voided for paper in row.papers)
    found = f"▲ 问题 {len(entry.findings)} 项" if entry.findings else ""
    return "　".join(part for part in (found, *entry.marks, f"作废文书 {void} 份" if void else "") if part)


def shown(row: Row, column: int) -> str:
    """Return what a cell says."""
    entry = row.entry
    cells = (moment(entry), what(entry), "、".join(entry.people) or "—", "、".join(entry.papers) or "—", marks(row))
    return cells[column]


class TimelineModel(RowsModel[Row]):
    """The acts in the order of what happened."""

    headings = HEADINGS

    def shown(self, row: Row, column: int) -> str:
        """Return what a cell says."""
        return shown(row, column)

    def colour(self, row: Row, column: int) -> str | None:
        """Return the colour of a cell."""
        return _colour(row, column)

    def find(self, act: str) -> int | None:
        """Return where an act stands, or None."""
        return self.place(lambda one: one.entry.act == act)


def _colour(row: Row, column: int) -> str | None:
    entry = row.entry
    if VOIDED in entry.marks:
        return QUIET
    if column != MARKS or not marks(row):
        return None
    return RED if entry.findings else AMBER
