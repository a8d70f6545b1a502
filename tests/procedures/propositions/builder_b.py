"""Small helpers for the tests of notice, hearing, review, discretion and decision: stories that differ in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from support.stories import Story, story

from mq_enforce.base.errors import Violation
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.acts.proposal import InvestigationEnded, Proposal
from mq_enforce.law.matters import MatterBook
from mq_enforce.procedures.engine import judged
from mq_enforce.procedures.judgement import Judgement


@cache
def straw(before: str | None = None) -> Story:
    """Return the story of burnt straw: one citizen, a fine of 1000 yuan, a statement, review by the list, deliberation."""
    return story("straw_burning", before=before)


@cache
def fire(before: str | None = None) -> Story:
    """Return the contested hearing: two companies, fines of 30000 and 8000 yuan in a fire matter."""
    return story("fire_hearing", before=before)


def act(kind: str, at: str, act_id: str = "new", /, **fields: object) -> Act:
    """Return an act; ``at`` without offset is at +08:00."""
    return read_act({"id": act_id, "kind": kind, "at": at, **fields})


def changed(tale: Story, act_id: str, **fields: object) -> Story:
    """Return the story with an act on file changed (fields as in a diary), and everything judged anew."""
    records = []
    for record in tale.state.records:
        one = record.act
        records.append(replace(record, act=read_act({**one.model_dump(mode="json"), **fields})) if one.id == act_id else record)
    assert any(record.act.id == act_id for record in tale.state.records)
    state = replace(tale.state, records=tuple(sorted(records, key=lambda record: (record.act.at, record.seq))))
    return replace(tale, state=judged(state, tale.procedure, tale.law))


def proposal(tale: Story, party: str = "p1", /, **fields: object) -> dict[str, Any]:
    """Return what the investigation of a story proposes for a party, changed as given, as plain data."""
    report = tale.act("report")
    assert isinstance(report, InvestigationEnded)
    found = next(one for one in report.proposals if one.party == party)
    return Proposal.model_validate({**found.model_dump(mode="json"), **fields}).model_dump(mode="json")


def catalogued(tale: Story, **changes: Any) -> Story:  # noqa: ANN401 - fields of a penalty of the catalogue
    """Return the story under a catalogue in which the first penalty of its matter is changed, judged anew."""
    matters, matter = tale.law.matters, tale.law.matters[tale.state.head.matter]
    option = replace(matter.options[0], **changes)
    book = MatterBook({**matters.entries, matter.id: replace(matter, options=(option, *matter.options[1:]))})
    law = replace(tale.law, matters=book)
    return replace(tale, law=law, state=judged(tale.state, tale.procedure, law))


def fine(amount: int | str) -> list[dict[str, Any]]:
    """Return the penalties of a plain fine."""
    return [{"kind": "fine", "amount": amount}]


def against(tale: Story, one: Act, block: str) -> list[Violation]:
    """Return what stands against an act under one block or warning, through the engine."""
    verdict = tale.verdict(one)
    return [violation for violation in (*verdict.violations, *verdict.warnings) if violation.block == block]


def why(tale: Story, one: Act, block: str) -> str:
    """Return the only sentence that stands against an act under a block; fails when there is none or several."""
    found = against(tale, one, block)
    assert len(found) == 1, [violation.sentence() for violation in found]
    assert found[0].remedy
    assert found[0].article or block.startswith("W-")
    return found[0].message


def free(tale: Story, one: Act, *blocks: str) -> bool:
    """Say whether nothing stands against an act under any of these blocks."""
    return not any(against(tale, one, block) for block in blocks)


def look(tale: Story, at: str, party: str | None = "p1", by: Act | None = None) -> Judgement:
    """Return a judgement of the story at a moment (+08:00 when without offset)."""
    moment = datetime.fromisoformat(at if "+" in at else f"{at}+08:00")
    return Judgement(tale.state.until(moment), tale.law, moment, by, party)
