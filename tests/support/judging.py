"""Judging a diary act by act in memory, by the same engine as the services but without store and papers: thousandths of a second."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mq_enforce.base.errors import RuleViolation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import ActRecord, CaseHead, CaseState
from mq_enforce.law.lawbook import LawBook, load_lawbook
from mq_enforce.procedures.engine import Deadline, admit, deadlines
from mq_enforce.procedures.propositions.possibility import MADE_BY
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.diary import Diary, read_diary


@dataclass
class Judged:
    """What came of a diary: the case with its findings, and what refused each act that was refused."""

    diary: Diary
    law: LawBook
    state: CaseState
    refusals: dict[str, RuleViolation] = field(default_factory=dict)

    def blocks(self, act: str) -> set[str]:
        """Return the blocks and warnings that refused an act."""
        return set(self.refusals[act].blocks)

    @property
    def findings(self) -> set[tuple[str, str]]:
        """Return what stands against the acts on file, as (act, block)."""
        return {(record.act.id, block) for record in self.state.records for block in record.blocks}

    def deadlines(self) -> tuple[Deadline, ...]:
        """Return the periods of the case at the end of the story."""
        return deadlines(self.state, procedure_named(self.diary.procedure), self.law, self.diary.end)


def judge(path: Path) -> Judged:
    """Judge every act of a diary against what was admitted before it. Raises BadInput for what cannot have happened."""
    law = load_lawbook()
    diary = read_diary(path, law)
    procedure = procedure_named(diary.procedure)
    head = CaseHead(
        id="case-1",
        number="民示案〔2026〕1号",
        title=diary.title,
        violation=diary.title,
        procedure=diary.procedure,
        matter=diary.matter,
        opened_at=diary.acts[0].at,
    )
    judged = Judged(diary, law, CaseState(head, diary.office, diary.parties, diary.conduct))
    now = diary.acts[0].at
    for act in diary.acts:
        now = max(now, act.at)
        try:
            found = admit(judged.state, act, procedure, law, now)
        except RuleViolation as refusal:
            judged.refusals[act.id] = refusal
            continue
        record = ActRecord(
            act=act,
            seq=len(judged.state.records) + 1,
            recorded_at=now,
            recorded_by="test",
            agency=diary.agency,
            people=judged.state.office.people,
            violations=found,
        )
        judged.state = judged.state.with_record(record)
        for paper in _papers_named(diary, act):
            issued = ActRecord(
                act=paper,
                seq=len(judged.state.records) + 1,
                recorded_at=now,
                recorded_by="test",
                agency=diary.agency,
                people=judged.state.office.people,
            )
            judged.state = judged.state.with_record(issued)
    return judged


def _papers_named(diary: Diary, maker: Act) -> list[PaperIssued]:
    """Stand-ins for those papers of an act that later acts name (``notice.prior_notice.p1``), and for later ones of their kind."""
    asked = [act.paper for act in diary.acts if act.paper is not None]
    named = dict.fromkeys(paper for paper in asked if paper.startswith(f"{maker.id}."))
    kinds = dict.fromkeys(paper.split(".")[1] for paper in asked)
    if maker.party is not None:
        named |= dict.fromkeys(f"{maker.id}.{kind}.{maker.party}" for kind in kinds if isinstance(maker, MADE_BY.get(kind, ())))
    return [
        PaperIssued(
            id=paper,
            at=maker.at,
            by=maker.by,
            party=maker.party,
            refers_to=maker.id,
            document=paper.split(".")[1],
            title="文书",
            sha256="0" * 64,
            pages=1,
            specification="0" * 64,
        )
        for paper in named
    ]
