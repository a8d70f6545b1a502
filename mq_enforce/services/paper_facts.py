"""Which papers an act could not make yet: asked before the act is recorded, so that a refused one leaves nothing behind."""

from __future__ import annotations

from dataclasses import dataclass

from mq_enforce.base.errors import BadInput, Fault, MissingFact, Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.ports import Papers, Rendering
from mq_enforce.documents.wording import wordings
from mq_enforce.services.as_if import PaperToMake, as_if_issued, papers_to_make, with_act
from mq_enforce.services.cases import read_case
from mq_enforce.services.papers import PaperWanted, demand_current, images_of, source_of
from mq_enforce.services.program import Program


@dataclass(frozen=True, slots=True)
class PaperLacking:
    """A paper that an act would make and that cannot be made yet, with the reason: empty fields, or what cannot be printed."""

    wanted: PaperWanted
    title: str
    why: BadInput


def papers_lacking(program: Program, case_id: str, act: Act, violations: tuple[Violation, ...] = ()) -> tuple[PaperLacking, ...]:
    """Return the papers that an act, not yet on file, would make but for a fact that is missing or cannot be printed.

    Where the act voids a paper to have it made anew, that one is asked; what an officer worded before the facts changed
    lacks his word on it.
    """
    then = with_act(read_case(program, case_id), program, act, violations)
    papers = program.papers(images_of(program, then))
    found: list[PaperLacking] = []
    for paper in papers_to_make(then, act, program):
        title = program.kinds[paper.wanted.document].label
        why = _why_not(papers, program, then, paper, title)
        if why is not None:
            found.append(PaperLacking(paper.wanted, title, why))
        elif paper.act is act:
            then = with_act(then, program, as_if_issued(act, paper.wanted, title))
    return tuple(found)


def _why_not(papers: Papers, program: Program, state: CaseState, paper: PaperToMake, title: str) -> BadInput | None:
    wanted = paper.wanted
    context = CaseContext(source_of(state, program, wanted.document, paper.act, wanted.party, anew=paper.anew))
    missing = papers.missing(wanted.document, context)
    if missing:
        return MissingFact(*(Fault(f"《{title}》还缺“{field.label}”", field.name) for field in missing))
    try:
        drawn = papers.draw(wanted.document, context, Rendering.PREVIEW)
        demand_current(title, wordings(state, paper.act, wanted.document, wanted.party), drawn.narratives)
    except BadInput as fault:
        return fault
    return None
