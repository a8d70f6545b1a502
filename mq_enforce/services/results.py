"""The result of a case as plain data: what ``result.json`` holds and what the window shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import CaseState
from mq_enforce.procedures.engine import Deadline, StepState, checklist, deadlines
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.cases import read_case
from mq_enforce.services.diary import Diary
from mq_enforce.services.file_names import paper_file_name
from mq_enforce.services.identity import party_warnings
from mq_enforce.services.papers import papers_of
from mq_enforce.services.playing import Played
from mq_enforce.services.program import Program
from mq_enforce.services.projecting import current_step
from mq_enforce.services.wording import notes_of_case
from mq_enforce.store import case_stream


def result_of(program: Program, case_id: str, now: datetime) -> dict[str, Any]:
    """Return everything that follows from a case at a moment: stage, checklist, deadlines, papers, findings, journal."""
    state = read_case(program, case_id)
    procedure = procedure_named(state.head.procedure)
    steps = checklist(state, procedure, program.law, now)
    stage = current_step(steps)
    stream = case_stream(case_id)
    with program.store.read(program.actor.agency) as reader:
        head, seal = reader.head(stream), reader.last_seal()
    day = state.conduct.begun_at.date()
    return {
        "format": 1,
        "case": {
            "id": case_id,
            "number": state.head.number,
            "title": state.head.title,
            "procedure": state.head.procedure,
            "matter": state.head.matter,
            "stage": stage.step.id if stage else "done",
            "stage_label": stage.step.title if stage else "已办结",
            "now": now.isoformat(),
        },
        "warnings": [f"{party.name}：{text}" for party in state.parties.values() for text in party_warnings(party, day)]
        + notes_of_case(program, state),
        "acts": [_act(state, index) for index in range(len(state.records)) if not isinstance(state.records[index].act, PaperIssued)],
        "checklist": [_step(one) for one in steps],
        "deadlines": [_deadline(one) for one in deadlines(state, procedure, program.law, now)],
        "missing_papers": missing_papers(program, state),
        "papers": [_paper(paper, order) for order, paper in enumerate(state.papers(), 1)],
        "findings": findings_of(state),
        "journal": {
            "entries": head.number if head else 0,
            "head": head.hash if head else "",
            "seal": seal.hash if seal else "",
        },
    }


def missing_papers(program: Program, state: CaseState) -> list[dict[str, str]]:
    """Return the papers that acts on file should have made and that are not there (a crash, a missing fact, voided)."""
    there = {paper.refers_to: set[tuple[str, str | None]]() for paper in state.papers()}
    for paper in state.papers():
        there[paper.refers_to].add((paper.document, paper.party))
    return [
        {"act": record.act.id, "document": wanted.document, "party": wanted.party or ""}
        for record in state.records
        if record.act.id not in state.voided
        for wanted in papers_of(state, record.act, program)
        if (wanted.document, wanted.party) not in there.get(record.act.id, set())
    ]


def findings_of(state: CaseState) -> list[dict[str, Any]]:
    """Return what stands against the acts on file: each violation with its act, for ever, accepted or not."""
    return [
        {
            "act": record.act.id,
            "label": record.act.label,
            "on": record.act.on.isoformat(),
            "irregular": record.act.irregular,
            "taken_over": record.act.taken_over,
            "accepted": record.act.id in state.accepted,
            **violation.to_json(),
        }
        for record in state.records
        for violation in record.violations
    ]


def unmet(diary: Diary, played: Played, result: dict[str, Any]) -> list[str]:
    """Return, in Chinese, what the diary expected and did not come."""
    missed: list[str] = []
    for deadline in diary.expect.deadlines:
        found = [d for d in result["deadlines"] if d["rule"] == deadline.rule and deadline.party in (None, d["party"])]
        if not any(d["due"] == deadline.due.isoformat() for d in found):
            got = "、".join(str(d["due"]) for d in found) or "没有这个期限"
            missed.append(f"期限 {deadline.rule} 应为 {deadline.due.isoformat()}，实际为 {got}")
    refused = {act.id: refusal for act, refusal in played.refusals}
    for expected in diary.expect.refusals:
        if expected.act not in refused:
            missed.append(f"行为“{expected.act}”应当被拒绝，实际没有")
        elif expected.block and expected.block not in refused[expected.act].blocks:
            missed.append(
                f"行为“{expected.act}”应当因 {expected.block} 被拒绝，实际因 {'、'.join(refused[expected.act].blocks) or '前置条件'}"
            )
    stand = {(one["act"], one["block"]) for one in result["findings"]}
    missed += [
        f"行为“{finding.act}”应当有 {finding.block} 的问题记录，实际没有"
        for finding in diary.expect.findings
        if (finding.act, finding.block) not in stand
    ]
    for paper in diary.expect.papers:
        count = sum(p["document"] == paper.document for p in result["papers"])
        if count != paper.count:
            missed.append(f"文书 {paper.document} 应有 {paper.count} 份，实际 {count} 份")
    return missed


def _act(state: CaseState, index: int) -> dict[str, Any]:
    record = state.records[index]
    return {
        "id": record.act.id,
        "kind": record.act.kind,
        "label": record.act.label,
        "at": record.act.at.isoformat(),
        "party": record.act.party,
        "voided": record.act.id in state.voided,
        "blocks": list(record.blocks),
    }


def _step(one: StepState) -> dict[str, Any]:
    return {
        "step": one.step.id,
        "title": one.step.title,
        "party": one.subject,
        "status": one.status.value,
        "optional": one.step.optional,
        "reason": one.reason,
        "blocked_by": [violation.to_json() for violation in one.blocked_by],
    }


def _deadline(one: Deadline) -> dict[str, Any]:
    return {
        "label": one.limit.label,
        "party": one.subject,
        "duty": one.limit.duty,
        "met_on": _iso(one.met_on),
        "late": one.late,
        **one.due.to_json(),
    }


def _paper(paper: PaperIssued, order: int) -> dict[str, Any]:
    return {
        "id": paper.id,
        "document": paper.document,
        "title": paper.title,
        "number": paper.number,
        "party": paper.party,
        "on": paper.on.isoformat(),
        "pages": paper.pages,
        "sha256": paper.sha256,
        "file": f"papers/{paper_file_name(order, paper)}",
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
