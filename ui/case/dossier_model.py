"""卷内目录 as rows of a table, as the dossier would be bound now."""

from __future__ import annotations

from mq_enforce.services.dossier_page import ContentsLine
from ui.rows import RowsModel

HEADINGS = ("序号", "题名", "文号", "责任者", "日期", "页号", "种类")
ORDER, TITLE, NUMBER, RESPONSIBLE, DAY, PAGES, KIND = range(len(HEADINGS))


def shown(line: ContentsLine, column: int) -> str:
    """Return what a cell says."""
    order = f"{line.volume} {line.order}".strip()
    cells = (order, line.title, line.number or "—", line.responsible, line.day.isoformat() if line.day else "—", line.pages, line.kind)
    return cells[column]


class ContentsModel(RowsModel[ContentsLine]):
    """The lines in the order of the dossier."""

    headings = HEADINGS

    def shown(self, row: ContentsLine, column: int) -> str:
        """Return what a cell says."""
        return shown(row, column)
