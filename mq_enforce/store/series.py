"""Number series (字号): every number up to the last has a row and says what became of it.

A number is taken inside a transaction and never by looking at the highest one: the row of the series is the lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.store.engine import insert
from mq_enforce.store.journal import series_stream
from mq_enforce.store.problems import unknown
from mq_enforce.store.rows import NumberRow, NumberStatus, SeriesRow
from mq_enforce.store.scope import build
from mq_enforce.store.tables import numbers, series
from mq_enforce.store.unit import Unit

_WORDS: dict[NumberStatus, str] = {"reserved": "已预留", "issued": "已使用", "void": "已作废", "spoiled": "已报废"}


class NumberWriting(Unit):
    """What a unit of work may do to numbers. Take the case before the number."""

    def ensure_series(self, code: str, document: str, year: int, *, first: int = 1, owner: str = "") -> SeriesRow:
        """Return the series with this code in this year; open it when there is none.

        ``first`` is the first number given here, ``owner`` the installation that gives them. Raises BadInput for a first below 1.
        """
        _demand_positive(first)
        series_id = f"{code}-{year}"
        row = {
            "series_id": series_id,
            "code": code,
            "document": document,
            "year": year,
            "first": first,
            "next": first,
            "owner": owner,
        }
        statement = insert(self.connection, series).values(agency_id=self.agency, **row)
        new = statement.on_conflict_do_nothing().returning(series.c.series_id)
        if self.connection.execute(new).first() is not None:
            self.pending.rows(series_stream(series_id), "series_opened", (series, row))
        return self._series(series_id)

    def set_first_number(self, series_id: str, first: int) -> SeriesRow:
        """Set where a series begins, before its first number is taken. Raises BadInput later, or below 1."""
        _demand_positive(first)
        self._series(series_id)
        unused = series.c.next == series.c.first
        row = self.change_if(series, {"series_id": series_id}, {"first": first, "next": first}, unused)
        if row is None:
            raise BadInput(Fault("这个字号已经开始使用，不能再改起始号", expected="在取第一个号以前设置"))
        self.pending.rows(series_stream(series_id), "first_number_set", (series, row))
        return build(SeriesRow, row)

    def reserve_number(self, series_id: str, *, case_id: str | None = None, document: str = "", reason: str = "") -> NumberRow:
        """Take the next number. Commit this unit before the paper is drawn; a crash then leaves a reserved number, not a gap."""
        counted = (
            update(series)
            .where(series.c.agency_id == self.agency, series.c.series_id == series_id)
            .values(next=series.c.next + 1)
            .returning(*series.columns)
        )
        found = self.connection.execute(counted).mappings().one_or_none()
        if found is None:
            raise unknown("字号", series_id)
        counter = dict(found)
        row = {
            "series_id": series_id,
            "n": counter["next"] - 1,
            "status": "reserved",
            "text": "",
            "document": document or counter["document"],
            "reason": reason,
            "case_id": case_id,
            "paper_id": None,
            "reserved_at": self.now,
        }
        self.insert(numbers, [row])
        self.pending.rows(series_stream(series_id), "number_reserved", (numbers, row), (series, counter))
        return build(NumberRow, row)

    def finish_number(self, series_id: str, n: int, paper_id: str | None, text: str) -> NumberRow:
        """Say that a reserved number stands on a paper, or without one on the case it was reserved for, written as ``text``.

        Raises BadInput when it is not reserved.
        """
        return self._number(series_id, n, ("reserved",), "number_issued", status="issued", paper_id=paper_id, text=text)

    def void_number(self, series_id: str, n: int, reason: str) -> NumberRow:
        """Void a reserved or issued number. Raises BadInput in any other state."""
        return self._number(series_id, n, ("reserved", "issued"), "number_voided", status="void", reason=reason)

    def spoil_number(self, series_id: str, n: int, reason: str) -> NumberRow:
        """Say that the sheet of a reserved number was spoiled. Raises BadInput in any other state."""
        return self._number(series_id, n, ("reserved",), "number_spoiled", status="spoiled", reason=reason)

    def give_to_blank(self, series_id: str, n: int, paper_id: str, text: str) -> NumberRow:
        """Say that a number is printed on a blank: it stays reserved. Raises BadInput when it is not reserved."""
        return self._number(series_id, n, ("reserved",), "number_on_blank", paper_id=paper_id, text=text)

    def _number(self, series_id: str, n: int, allowed: tuple[NumberStatus, ...], kind: str, **values: object) -> NumberRow:
        key = {"series_id": series_id, "n": n}
        row = self.change_if(numbers, key, values, numbers.c.status.in_(allowed))
        if row is None:
            raise _refusal(self.find(numbers, **key), series_id, n, allowed)
        self.pending.rows(series_stream(series_id), kind, (numbers, row))
        return build(NumberRow, row)

    def _series(self, series_id: str) -> SeriesRow:
        found = self.series(series_id)
        if found is None:
            raise unknown("字号", series_id)
        return found


def _refusal(row: Mapping[str, Any] | None, series_id: str, n: int, allowed: tuple[NumberStatus, ...]) -> BadInput:
    if row is None:
        return unknown("编号", f"{series_id} 第 {n} 号")
    expected = "或".join(_WORDS[status] for status in allowed)
    return BadInput(Fault(f"第 {n} 号{_WORDS[row['status']]}", f"字号 {series_id}", f"{expected}的号"))


def _demand_positive(first: int) -> None:
    if first < 1:
        raise BadInput(Fault(f"起始号 {first} 不能用", expected="1 或更大的整数"))
