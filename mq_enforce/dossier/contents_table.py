"""contents.csv: 卷内目录 as a table that a spreadsheet opens, one line per entry, volume by volume."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from mq_enforce.dossier.plan import Plan

_COLUMNS = ("卷", "序号", "文号", "题名", "责任者", "日期", "起页", "止页", "备注")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """What a check needs of a line: volume (from 1, over all parts), order, first and last page."""

    volume: int
    order: int
    first_page: int
    last_page: int


def contents_csv(plan: Plan) -> bytes:
    """Return the table in UTF-8 with a mark, as spreadsheets want it. Texts that would be taken for formulas get a ``'``."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for index, volume in enumerate(plan.volumes, 1):
        for entry in volume.contents:
            texts = [entry.number, entry.title, entry.responsible, entry.date]
            pages = [entry.first_page, entry.last_page]
            writer.writerow([index, entry.order, *map(_harmless, texts), *pages, _harmless(entry.note)])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def read_contents(data: bytes) -> list[Line]:
    """Return the lines of the table. Raises ValueError when it is not one that ``contents_csv`` makes."""
    try:
        rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except csv.Error as error:
        raise ValueError("no table") from error
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise ValueError("unexpected columns")
    lines: list[Line] = []
    for row in rows[1:]:
        if len(row) != len(_COLUMNS):
            raise ValueError(f"row of {len(row)} fields")
        lines.append(Line(int(row[0]), int(row[1]), int(row[6]), int(row[7])))
    return lines
