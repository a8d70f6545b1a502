"""Writing cases: the case itself, its facts, its acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import Column, func, select

from mq_enforce.base.actors import CHINA
from mq_enforce.base.chain import plain_copy
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.store import projections
from mq_enforce.store.journal import case_stream
from mq_enforce.store.problems import StaleCase
from mq_enforce.store.reading import act_row
from mq_enforce.store.rows import ActRow, CaseRow, FactRow, Projection
from mq_enforce.store.scope import build
from mq_enforce.store.tables import acts, cases, facts
from mq_enforce.store.unit import Unit

_NOTHING: Mapping[str, Any] = {}


class Keep(Enum):
    """Stands for a field that stays as it is, where None would mean to empty it."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


class CaseWriting(Unit):
    """What a unit of work may do to cases."""

    def open_case(
        self,
        procedure: str,
        matter_id: str,
        title: str,
        opened_at: datetime,
        *,
        case_id: str | None = None,
        case_number: str | None = None,
        practice: bool = False,
    ) -> CaseRow:
        """Open a case; the unit then holds it. Raises BadInput when its id or number is taken."""
        case_id = case_id or self.ids.new("case")
        known = self.find(cases, case_id=case_id)
        if known is not None:
            named = f"{known['case_number'] or ''}“{known['title']}”（编号 {case_id}）"
            raise BadInput(
                Fault(f"已经有这件案件：{named}", expected="一件还没有录入这份数据的案件；同一份办案日志再演一遍，请用另一个数据文件夹")
            )
        self._demand_free(case_number, case_id)
        row = {
            "case_id": case_id,
            "case_number": case_number,
            "procedure": procedure,
            "matter_id": matter_id,
            "title": title,
            "version": 1,
            "opened_at": opened_at.astimezone(CHINA),
            "closed_at": None,
            "changed_at": self.now,
            "practice": practice,
        }
        self.add(case_stream(case_id), "case_opened", cases, row)
        self.held.add(case_id)
        return build(CaseRow, row)

    def take_case(self, case_id: str, seen_version: int) -> CaseRow:
        """Take a case for writing: the first statement of a unit. Others wait, or are refused, until the unit is over.

        Raises StaleCase when the case was changed after ``seen_version`` was read, BadInput when there is none.
        """
        taken = self.update(
            cases,
            {"case_id": case_id, "version": seen_version},
            {"version": seen_version + 1, "changed_at": self.now},
        )
        row = self.case_row(case_id)
        if taken != 1:
            raise StaleCase(case_id)
        self.held.add(case_id)
        return row

    def change_case(
        self,
        case_id: str,
        *,
        title: str | Keep = KEEP,
        matter_id: str | Keep = KEEP,
        procedure: str | Keep = KEEP,
        case_number: str | Keep | None = KEEP,
        closed_at: datetime | Keep | None = KEEP,
    ) -> CaseRow:
        """Change fields of the case; what is left out stays. Raises BadInput when the case number is taken."""
        self.hold(case_id)
        given = {"title": title, "matter_id": matter_id, "procedure": procedure, "case_number": case_number, "closed_at": closed_at}
        values = {name: value for name, value in given.items() if not isinstance(value, Keep)}
        if not values:
            return self.case_row(case_id)
        if isinstance(case_number, str):
            self._demand_free(case_number, case_id)
        row = self.change(cases, {"case_id": case_id}, values)
        self.pending.rows(case_stream(case_id), "case_changed", (cases, row))
        return build(CaseRow, row)

    def set_fact(self, case_id: str, path: str, value: object, *, at: datetime, done_by: str, why: str = "") -> FactRow:
        """Record a new version of a fact; the versions before stay. None withdraws it. Raises TypeError for what is not plain data."""
        self.hold(case_id)
        key = {"case_id": case_id, "path": path}
        before = self._last(facts.c.version, facts.c.case_id == case_id, facts.c.path == path)
        self.update(facts, key, {"superseded": True})
        row = {
            **key,
            "version": before + 1,
            "value": plain_copy(value),
            "at": at.astimezone(CHINA),
            "recorded_at": self.now,
            "done_by": done_by,
            "recorded_by": self.actor.person,
            "why": why,
            "superseded": False,
        }
        self.add(case_stream(case_id), "fact_set", facts, row)
        return build(FactRow, row)

    def add_act(
        self,
        case_id: str,
        kind: str,
        payload: Mapping[str, Any],
        *,
        at: datetime,
        done_by: Sequence[str],
        act_id: str | None = None,
        irregular: str | None = None,
        taken_over: bool = False,
        relied_on: Mapping[str, Any] = _NOTHING,
        snapshots: Sequence[str] = (),
    ) -> ActRow:
        """Append an act. Raises BadInput when the case has an act with this id, TypeError for what is not plain data."""
        self.hold(case_id)
        act_id = act_id or self.ids.new("act")
        if self.find(acts, case_id=case_id, act_id=act_id) is not None:
            raise BadInput(Fault(f"本案已经有编号为“{act_id}”的办案记录", expected="没有用过的编号"))
        row = {
            "case_id": case_id,
            "act_id": act_id,
            "seq": self._last(acts.c.seq, acts.c.case_id == case_id) + 1,
            "kind": kind,
            "at": at.astimezone(CHINA),
            "recorded_at": self.now,
            "done_by": list(done_by),
            "recorded_by": self.actor.person,
            "payload": plain_copy(payload),
            "irregular": irregular,
            "taken_over": taken_over,
            "relied_on": plain_copy(relied_on),
            "snapshots": list(snapshots),
        }
        self.add(case_stream(case_id), "act_added", acts, row)
        return act_row(row)

    def put_projection(self, projection: Projection) -> None:
        """Write the flat row of a case. No record, so no journal entry, and the case need not be taken."""
        projections.put(self, projection)

    def _last(self, column: Column[int], *where: Any) -> int:  # noqa: ANN401 - conditions as SQLAlchemy types them
        query = select(func.coalesce(func.max(column), 0)).where(column.table.c.agency_id == self.agency, *where)
        return self.connection.execute(query).scalar_one()

    def _demand_free(self, case_number: str | None, case_id: str) -> None:
        other = None if case_number is None else self.find(cases, case_number=case_number)
        if other is not None and other["case_id"] != case_id:
            raise BadInput(Fault(f"案号“{case_number}”已经用于另一件案件", expected="没有用过的案号"))
