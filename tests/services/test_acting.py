"""Doing and trying out acts; and that what is kept of a judged case never differs from judging it afresh."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.part_way import PartWay, part_way

from mq_enforce.base.errors import BadInput, RuleViolation
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.state import CaseState
from mq_enforce.services.acting import do, try_out
from mq_enforce.services.cases import load, read_case
from mq_enforce.services.program import Program
from mq_enforce.store import case_stream

pytestmark = pytest.mark.slow


@pytest.fixture
def case(tmp_path: Path) -> Iterator[PartWay]:
    with part_way(tmp_path, "straw_burning", "interview") as found:
        yield found


def fresh(case: PartWay) -> CaseState:
    with case.program.store.read(case.program.actor.agency) as reader:
        return load(reader, case.case_id, case.program)


def trace(case: PartWay) -> tuple[object, ...]:
    """Return what would show that something was written."""
    with case.program.store.read(case.program.actor.agency) as reader:
        head = reader.head(case_stream(case.case_id))
        return reader.case_row(case.case_id), head, reader.last_seal(), len(reader.papers(case.case_id)), reader.reserved_numbers()


def test_trying_out_keeps_nothing(case: PartWay, tmp_path: Path) -> None:
    before = trace(case)
    too_early = case.act("decision")
    lawful = case.act("witness")
    case.at("2026-07-01T09:00:00")
    assert try_out(case.program, case.case_id, too_early).refused
    assert try_out(case.program, case.case_id, lawful).may_be_done
    assert trace(case) == before
    assert not list(tmp_path.rglob("published"))


def test_what_is_refused_when_tried_is_refused_when_done_for_the_same_reasons(case: PartWay, tmp_path: Path) -> None:
    act = case.act("decision")
    case.at("2026-07-01T09:00:00")
    tried = try_out(case.program, case.case_id, act)
    before = trace(case)
    with pytest.raises(RuleViolation) as refusal:
        do(case.program, case.case_id, act, tmp_path, tmp_path)
    assert refusal.value.violations == tried.refused + tried.warnings
    assert not tried.may_be_done
    assert trace(case) == before


def test_what_was_done_all_the_same_is_told_beforehand_as_a_finding(case: PartWay, tmp_path: Path) -> None:
    act = case.act("decision", irregular="已经先行作出决定")
    case.at("2026-07-01T09:00:00")
    tried = try_out(case.program, case.case_id, act)
    assert tried.stands
    done = do(case.program, case.case_id, act, tmp_path, tmp_path)
    assert done.violations == tried.refused
    record = read_case(case.program, case.case_id).record("decision")
    assert record is not None
    assert record.violations == tried.refused


def test_what_cannot_have_happened_is_told_with_its_fault(case: PartWay, tmp_path: Path) -> None:
    future = case.act("report", at="2031-01-01T10:00:00+08:00")
    tried = try_out(case.program, case.case_id, future)
    with pytest.raises(BadInput) as refusal:
        do(case.program, case.case_id, future, tmp_path, tmp_path)
    assert tried.faults == refusal.value.faults
    unknown = read_act({"id": "v", "kind": "paper_voided", "at": case.clock.moment.isoformat(), "paper": "nothing", "reason": "错"})
    assert try_out(case.program, case.case_id, unknown).faults


def _voided(_case: PartWay) -> Act:
    data = {"id": "v", "kind": "act_voided", "at": "2026-06-04T10:00:00+08:00", "by": ["wang"], "refers_to": "interview"}
    return read_act({**data, "reason": "误记"})


def _corrected(_case: PartWay) -> Act:
    data: dict[str, Any] = {"id": "f", "kind": "fact_corrected", "at": "2026-06-04T10:00:00+08:00", "by": ["wang", "li"]}
    return read_act({**data, "path": "conduct.quantity", "value": "过火面积约0.5亩", "why": "复测"})


def _earlier(case: PartWay) -> Act:
    return case.act("photo1", id="photo3", evidence="e3", file="", at="2026-06-03T10:30:00+08:00")


@pytest.mark.parametrize("make", [_voided, _corrected, _earlier])
def test_the_kept_case_is_the_fresh_one_whatever_was_added(case: PartWay, make: Callable[[PartWay], Act], tmp_path: Path) -> None:
    case.at("2026-06-04T11:00:00")
    do(case.program, case.case_id, make(case), tmp_path, tmp_path)
    assert read_case(case.program, case.case_id) == fresh(case)
    case.record(case.act("witness"))
    assert read_case(case.program, case.case_id) == fresh(case)


def test_the_kept_case_is_the_fresh_one_after_every_act(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_no_penalty", "clue") as case:
        for act in case.diary.acts[1:8]:
            case.clock.moment = max(case.clock.moment, act.at)
            do(case.program, case.case_id, act.model_copy(update={"file": ""}) if hasattr(act, "file") else act, tmp_path, tmp_path)
            assert read_case(case.program, case.case_id) == fresh(case)


def test_another_program_that_writes_the_case_is_seen(case: PartWay) -> None:
    seen = read_case(case.program, case.case_id)
    other = PartWay(_second_program(case), case.case_id, case.clock, case.diary)
    other.record(_earlier(case))
    assert len(read_case(case.program, case.case_id).records) == len(seen.records) + 1


def _second_program(case: PartWay) -> Program:
    return replace(case.program)


def test_what_a_failed_unit_wrote_is_not_taken_for_the_case(case: PartWay, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_case(case.program, case.case_id)
    monkeypatch.setattr("mq_enforce.services.cases.projection_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        case.record(_earlier(case))
    monkeypatch.undo()
    assert read_case(case.program, case.case_id) == before == fresh(case)
