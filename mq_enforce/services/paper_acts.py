"""What an officer does to a paper on file: void it with a reason, make it again, attach the scan of the signed one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault, MqError
from mq_enforce.case.acts.records import PaperIssued, PaperVoided, ScanAttached
from mq_enforce.case.state import CaseState
from mq_enforce.services.acting import do
from mq_enforce.services.cases import read_case
from mq_enforce.services.papers import issue_all, reissue
from mq_enforce.services.program import Program
from mq_enforce.services.signed_scans import attach_scan


@dataclass(frozen=True, slots=True)
class Voided:
    """A paper that is void now; ``instead`` is the one made in its place, ``trouble`` why none could be made."""

    title: str
    instead: PaperIssued | None = None
    trouble: MqError | None = None


def void_paper(program: Program, case_id: str, paper: str, reason: str, *, again: bool, out: Path) -> Voided:
    """Void an issued paper, by whoever is at the keyboard, now; ``again`` makes a new one from the facts as they are.

    ``paper`` is the id of the act that issued it. Raises RuleViolation when the law forbids it, BadInput without a reason or
    for a paper that is not there or void; nothing is kept then.
    """
    if not reason.strip():
        raise BadInput(Fault("没有写明作废的理由", "理由", "一句话说明为什么作废，如“打印时当事人姓名有误”"))
    state = read_case(program, case_id)
    act = PaperVoided(
        id=_free_id(state, f"{paper}.void"),
        at=program.clock.now(),
        by=_at_the_keyboard(program, state),
        paper=paper,
        reason=reason.strip(),
        reissue=again,
    )
    trouble: MqError | None = None
    try:
        do(program, case_id, act, Path(), out)
    except MqError as error:
        if read_case(program, case_id).record(act.id) is None:
            raise
        trouble = error
    after = read_case(program, case_id)
    instead = next((one for one in after.papers() if one.replaces == paper), None)
    return Voided(_title(after, paper), instead, trouble)


def make_again(program: Program, case_id: str, paper: str) -> PaperIssued:
    """Issue a paper in place of a voided one that has none yet. Raises BadInput when it is not void or has been made again."""
    there = next((one for one in read_case(program, case_id).papers() if one.replaces == paper), None)
    if there is not None:
        raise BadInput(Fault(f"《{there.title}》已经重新制作（{there.number or '没有字号'}）", expected="还没有重新制作的文书"))
    return reissue(program, case_id, paper)


def make_missing(program: Program, case_id: str, acts: Iterable[str]) -> tuple[PaperIssued, ...]:
    """Make the papers that these acts on file should have made and that are not there: a fact was missing, or the power went.

    Raises MissingFact when a paper lacks a fact still; those made before it stay.
    """
    return tuple(paper for act in dict.fromkeys(acts) for paper in issue_all(program, case_id, act))


def attach_signed(program: Program, case_id: str, paper: str, path: Path) -> ScanAttached:
    """Take in the scan of a signed paper, by whoever is at the keyboard, now. Raises as ``attach_scan`` does."""
    state = read_case(program, case_id)
    return attach_scan(program, case_id, paper, path, program.clock.now(), _at_the_keyboard(program, state))


def _at_the_keyboard(program: Program, state: CaseState) -> tuple[str, ...]:
    """Return who acts, when the office of the case knows them; the entry itself names the person in any case."""
    person = program.actor.person
    return (person,) if person in state.office.people else ()


def _free_id(state: CaseState, wanted: str) -> str:
    taken = {record.act.id for record in state.records}
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}{number}", number + 1
    return found


def _title(state: CaseState, paper: str) -> str:
    record = state.record(paper)
    return record.act.title if record is not None and isinstance(record.act, PaperIssued) else paper
