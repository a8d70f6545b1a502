"""Which papers an act could not make yet: asked before the act is recorded, so that a refused one leaves nothing behind."""

from __future__ import annotations

from dataclasses import dataclass

from mq_enforce.base.errors import BadInput, Fault, MissingFact, Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import ActRecord, CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.ports import Papers, Rendering
from mq_enforce.services.cases import read_case
from mq_enforce.services.papers import PaperWanted, images_of, papers_of, source_of
from mq_enforce.services.program import Program

_NOT_YET = "待编"


@dataclass(frozen=True, slots=True)
class PaperLacking:
    """A paper that an act would make and that cannot be made yet, with the reason: empty fields, or what cannot be printed."""

    wanted: PaperWanted
    title: str
    why: BadInput


def papers_lacking(program: Program, case_id: str, act: Act, violations: tuple[Violation, ...] = ()) -> tuple[PaperLacking, ...]:
    """Return the papers that an act, not yet on file, would make but for a fact that is missing or cannot be printed."""
    then = _with(read_case(program, case_id), program, act, violations)
    papers = program.papers(images_of(program, then))
    found: list[PaperLacking] = []
    for wanted in papers_of(then, act, program):
        title = program.kinds[wanted.document].label
        context = CaseContext(source_of(then, program, wanted.document, act, wanted.party))
        why = _why_not(papers, wanted.document, context, title)
        if why is not None:
            found.append(PaperLacking(wanted, title, why))
        else:
            then = _with(then, program, _stand_in(act, wanted, title))
    return tuple(found)


def _why_not(papers: Papers, document: str, context: CaseContext, title: str) -> BadInput | None:
    missing = papers.missing(document, context)
    if missing:
        return MissingFact(*(Fault(f"《{title}》还缺“{field.label}”", field.name) for field in missing))
    try:
        papers.draw(document, context, Rendering.PREVIEW)
    except BadInput as fault:
        return fault
    return None


def _with(state: CaseState, program: Program, act: Act, violations: tuple[Violation, ...] = ()) -> CaseState:
    """Return a case as it would be with one more act on file."""
    record = ActRecord(
        act=act,
        seq=max((record.seq for record in state.records), default=0) + 1,
        recorded_at=program.clock.now(),
        recorded_by=program.actor.person,
        agency=state.office.agency,
        people=state.office.people,
        violations=violations,
    )
    return state.with_record(record)


def _stand_in(act: Act, wanted: PaperWanted, title: str) -> PaperIssued:
    """Return a paper as it will be on file, for those that name it: a list of goods names the notice that it belongs to."""
    return PaperIssued(
        id=wanted.id_after(act),
        at=act.at,
        by=act.by,
        party=wanted.party,
        refers_to=act.id,
        document=wanted.document,
        title=title,
        number=_NOT_YET,
        sha256=_NOT_YET,
        pages=1,
        specification=_NOT_YET,
    )
