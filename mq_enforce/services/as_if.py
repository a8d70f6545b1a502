"""A case as it would be with one more act or paper on file: for whatever is asked before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from mq_enforce.base.errors import Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import PaperIssued, PaperVoided
from mq_enforce.case.state import ActRecord, CaseState
from mq_enforce.services.papers import PaperWanted, papers_of
from mq_enforce.services.program import Program

_NOT_YET = "待编"


@dataclass(frozen=True, slots=True)
class PaperToMake:
    """A paper with the act that makes it, or made it; ``anew`` in place of one that was voided."""

    wanted: PaperWanted
    act: Act
    anew: bool = False


def papers_to_make(state: CaseState, act: Act, program: Program) -> tuple[PaperToMake, ...]:
    """Return the papers that an act makes, or the one that it voids to have it made anew."""
    if not isinstance(act, PaperVoided):
        return tuple(PaperToMake(wanted, act) for wanted in papers_of(state, act, program))
    voided = state.record(act.paper or "") if act.reissue else None
    if voided is None or not isinstance(voided.act, PaperIssued):
        return ()
    maker = state.record(voided.act.refers_to or "")
    return (PaperToMake(PaperWanted(voided.act.document, voided.act.party), maker.act, anew=True),) if maker is not None else ()


def with_act(state: CaseState, program: Program, act: Act, violations: tuple[Violation, ...] = ()) -> CaseState:
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


def as_if_issued(act: Act, wanted: PaperWanted, title: str) -> PaperIssued:
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
