"""Doing an act, for a diary and for a window: whatever can refuse it is asked first, then it is recorded with its papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault, Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import Published
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.acts.records import PaperVoided
from mq_enforce.procedures.engine import possible, verdict
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.cases import admissible, read_case
from mq_enforce.services.evidence import take_in
from mq_enforce.services.issuing import record_with_papers
from mq_enforce.services.paper_facts import PaperLacking, papers_lacking
from mq_enforce.services.papers import demand_voidable, reissue, void
from mq_enforce.services.program import Program
from mq_enforce.services.publishing import keep_copies, public_copies, record_copies
from mq_enforce.services.wording import worded
from mq_enforce.store import BlobFile, Writer


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
    EnvironmentProblem: the act is not on file then, and a number that its papers had taken is void with the reason.
    """
    violations = admissible(program, case_id, act)
    if isinstance(act, PaperVoided):
        demand_voidable(read_case(program, case_id), act)
    act = worded(program, read_case(program, case_id), act, violations)
    lacking = papers_lacking(program, case_id, act, violations)
    if lacking and not _recorded_all_the_same(act):
        raise lacking[0].why
    if isinstance(act, PaperVoided):
        void(program, case_id, act)
        if act.reissue and act.paper and not lacking:
            reissue(program, case_id, act.paper)
        return Done(act, violations, lacking)
    also: Callable[[Writer], object] | None = None
    blob: BlobFile | None = None
    if isinstance(act, Published):
        kept = keep_copies(program, public_copies(program, case_id), out / "published")
        also = partial(record_copies, case_id=case_id, act=act, kept=kept)
    if isinstance(act, EvidenceCollected) and act.file:
        path = folder / act.file
        # Where the file lay on this machine is no fact of the case.
        blob = take_in(program, path)
        act = act.model_copy(update={"sha256": blob.sha256, "file": path.name})
    record_with_papers(program, case_id, act, violations, [paper.wanted for paper in lacking], blob, also)
    return Done(act, violations, lacking)


def try_out(program: Program, case_id: str, act: Act, *, papers: bool = True) -> TriedOut:
    """Say what would come of an act, and keep nothing; the law and what is impossible are told, never raised.

    Without ``papers`` it is not asked whether they could be made: for who draws them anyway.
    """
    state = read_case(program, case_id)
    try:
        possible(state, act, program.law, program.clock.now())
        if isinstance(act, PaperVoided):
            demand_voidable(state, act)
        worded(program, state, act)
    except BadInput as problem:
        return TriedOut(faults=problem.faults)
    found = verdict(state, act, procedure_named(state.head.procedure), program.law) if act.official else None
    violations = found.violations if found is not None else ()
    return TriedOut(
        refused=violations,
        warnings=found.warnings if found is not None and not (act.irregular or act.taken_over) else (),
        unmade=papers_lacking(program, case_id, act, violations) if papers else (),
        stands=_recorded_all_the_same(act),
    )


def _recorded_all_the_same(act: Act) -> bool:
    return not act.official or bool(act.irregular) or act.taken_over
