"""Doing an act, for a diary and for a window: whatever can refuse it is asked first, then it is recorded with its papers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault, Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import Published
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.acts.records import PaperVoided
from mq_enforce.procedures.engine import possible, verdict
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.cases import admissible, read_case, record_act
from mq_enforce.services.evidence import take_in
from mq_enforce.services.paper_facts import PaperLacking, papers_lacking
from mq_enforce.services.papers import demand_voidable, issue_all, reissue, void
from mq_enforce.services.program import Program
from mq_enforce.services.publishing import public_copies, publish


@dataclass(frozen=True, slots=True)
class Done:
    """An act that is on file now, what it violates, and the papers that it could not make."""

    act: Act
    violations: tuple[Violation, ...] = ()
    unmade: tuple[PaperLacking, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOut:
    """What would come of an act that is not on file.

    ``refused`` are requirements that do not hold: they keep it out, or, when ``stands``, will stand against it as findings
    for ever. ``warnings`` want a reason; ``faults`` say why it cannot have happened; ``unmade`` are papers that lack a fact.
    """

    refused: tuple[Violation, ...] = ()
    warnings: tuple[Violation, ...] = ()
    faults: tuple[Fault, ...] = ()
    unmade: tuple[PaperLacking, ...] = ()
    stands: bool = False

    @property
    def may_be_done(self) -> bool:
        """Whether ``do`` would let it in as it is."""
        return not self.faults and (self.stands or not (self.refused or self.warnings or self.unmade))


def do(program: Program, case_id: str, act: Act, folder: Path, out: Path) -> Done:
    """Do one act: record it, make its papers, take in its file from ``folder``; public copies go to ``out/published``.

    Whatever can refuse the act is asked first, so that a refused one leaves no file, number or paper behind. What happened,
    and what was done all the same, is recorded even where a paper lacks a fact. Raises RuleViolation, BadInput,
    EnvironmentProblem.
    """
    violations = admissible(program, case_id, act)
    if isinstance(act, PaperVoided):
        void(program, case_id, act)
        if act.reissue and act.paper:
            reissue(program, case_id, act.paper)
        return Done(act, violations)
    lacking = papers_lacking(program, case_id, act, violations)
    if lacking and not _recorded_all_the_same(act):
        raise lacking[0].why
    copies = public_copies(program, case_id) if isinstance(act, Published) else {}
    if isinstance(act, EvidenceCollected) and act.file:
        act = act.model_copy(update={"sha256": take_in(program, folder / act.file)})
    record_act(program, case_id, act)
    issue_all(program, case_id, act.id, [paper.wanted for paper in lacking])
    if isinstance(act, Published):
        publish(program, case_id, act, copies, out / "published")
    return Done(act, violations, lacking)


def try_out(program: Program, case_id: str, act: Act) -> TriedOut:
    """Say what would come of an act, and keep nothing; the law and what is impossible are told, never raised."""
    state = read_case(program, case_id)
    try:
        possible(state, act, program.law, program.clock.now())
        if isinstance(act, PaperVoided):
            demand_voidable(state, act)
    except BadInput as problem:
        return TriedOut(faults=problem.faults)
    found = verdict(state, act, procedure_named(state.head.procedure), program.law) if act.official else None
    violations = found.violations if found is not None else ()
    return TriedOut(
        refused=violations,
        warnings=found.warnings if found is not None and not (act.irregular or act.taken_over) else (),
        unmade=papers_lacking(program, case_id, act, violations),
        stands=_recorded_all_the_same(act),
    )


def _recorded_all_the_same(act: Act) -> bool:
    return not act.official or bool(act.irregular) or act.taken_over
