"""The page of a case as plain words and typed values: head, step rail, deadlines, findings, papers, timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from mq_enforce.base.errors import Violation
from mq_enforce.case.acts.closing import CaseClosed
from mq_enforce.case.state import ActRecord, CaseState
from mq_enforce.law.due import Due, Moment
from mq_enforce.law.explain import day_text, moment_text
from mq_enforce.procedures.engine import Deadline, Status, StepState, checklist, deadlines
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.register import procedure_named
from mq_enforce.procedures.steps import Procedure, Scope, Step, Tag
from mq_enforce.services.cases import read_case
from mq_enforce.services.other_acts import other_acts
from mq_enforce.services.paper_lines import MissingPaper, PaperLine, missing_line, paper_lines
from mq_enforce.services.program import Program
from mq_enforce.services.projecting import FINISHED, current_step, is_replaced
from mq_enforce.services.remedy import remedy_step
from mq_enforce.services.results import missing_papers
from mq_enforce.services.timeline import IRREGULAR, TAKEN_OVER, TimelineEntry, party_name, timeline

PRACTICE = "练习"
_TAGS = {Tag.FILM: "音像记录", Tag.PUBLISH: "公示", Tag.REVIEW: "法制审核"}
_WORST = (Status.OVERDUE, Status.BLOCKED, Status.OPEN, Status.DONE, Status.NOT_NEEDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What stands above the page. ``closed_on`` is the day of the closing approval; ``marks`` are 练习, 启用前, 不合程序."""

    case_id: str
    number: str
    title: str
    violation: str
    matter: str
    procedure: str
    parties: tuple[tuple[str, str], ...]
    practice: bool
    opened_at: datetime
    closed_on: date | None
    stage: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RailSubject:
    """A step for one party, or for the whole case (``party`` None, ``name`` empty).

    ``remedy_step`` is the id of a step that would satisfy what blocks this one, or empty; ``reason`` says why it is not needed.
    """

    party: str | None
    name: str
    status: Status
    word: str
    blocked: tuple[Violation, ...]
    remedy_step: str
    due: Moment | None
    due_text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RailStep:
    """A step of the rail, in its ``phase``. ``acts`` are (kind, label) of what does it, ``makes`` titles of papers, ``tags`` words.

    ``about`` are the kinds of documents whose delivery it is.

    ``status`` is the worst of its subjects; ``count`` is ``2/3`` where it is done for several parties one by one.
    """

    id: str
    title: str
    phase: str
    article: str
    optional: bool
    tags: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    makes: tuple[str, ...]
    subjects: tuple[RailSubject, ...]
    status: Status
    word: str
    count: str

    @property
    def text(self) -> str:
        """The title with the count: ``送达决定书（2/3）``."""
        return f"{self.title}（{self.count}）" if self.count else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """A period of the case. ``late`` is None while nothing can be said; ``whose`` is whose period it is by the rule.

    ``replaced``: another period has taken its place, so that nobody can be late.
    """

    rule: str
    label: str
    party: str | None
    name: str
    due: Moment | None
    due_text: str
    met_on: date | None
    late: bool | None
    replaced: bool
    duty: bool
    whose: str
    explanation: str
    article: str
    statutory: bool
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """What stands against an act on file, for ever. ``irregular`` is the stated reason; ``accepted``: the head decided on it."""

    act: str
    label: str
    on: date
    violation: Violation
    irregular: str
    taken_over: bool
    voided: bool
    accepted: bool

    @property
    def sentence(self) -> str:
        """The finding as one line."""
        return self.violation.sentence()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything the page of a case shows. ``now_step`` is the id of the step to take next, empty when nothing is left.

    ``others`` are (kind, label) of acts that may come at any time and belong to no step.
    """

    head: PageHead
    rail: tuple[RailStep, ...]
    now_step: str
    others: tuple[tuple[str, str], ...]
    deadlines: tuple[DeadlineLine, ...]
    findings: tuple[FindingLine, ...]
    papers: tuple[PaperLine, ...]
    missing_papers: tuple[MissingPaper, ...]
    timeline: tuple[TimelineEntry, ...]


def case_page(program: Program, case_id: str, now: datetime | None = None) -> CasePage:
    """Return the page of a case as it is at a moment, the clock's unless given. Raises BadInput when there is no such case."""
    return page_of(program, read_case(program, case_id), now)


def page_of(program: Program, state: CaseState, now: datetime | None = None) -> CasePage:
    """Return the page of a case that was read already."""
    moment = now or program.clock.now()
    procedure = procedure_named(state.head.procedure)
    judgement = Judgement(state, program.law, moment)
    found = tuple(_deadline(program, judgement, one) for one in deadlines(state, procedure, program.law, moment))
    steps = tuple(_running(one, found) for one in checklist(state, procedure, program.law, moment))
    stage = current_step(steps)
    return CasePage(
        head=_head(program, state, procedure, stage),
        rail=_rail(program, judgement, procedure, steps),
        now_step=stage.step.id if stage is not None else "",
        others=other_acts(procedure),
        deadlines=found,
        findings=tuple(_finding(state, record, one) for record in state.records for one in record.violations),
        papers=paper_lines(state),
        missing_papers=tuple(missing_line(program, state, one) for one in missing_papers(program, state)),
        timeline=timeline(state, program),
    )


# -- head ---------------------------------------------------------------------------------------------------


def _head(program: Program, state: CaseState, procedure: Procedure, stage: StepState | None) -> PageHead:
    head = state.head
    closed = state.last(CaseClosed)
    matter = program.law.matters.get(head.matter)
    given = (
        (PRACTICE, head.practice),
        (TAKEN_OVER, any(record.act.taken_over for record in state.records)),
        (IRREGULAR, any(record.act.irregular is not None for record in state.records)),
    )
    return PageHead(
        case_id=head.id,
        number=head.number,
        title=head.title,
        violation=head.violation,
        matter=matter.name if matter is not None else head.matter,
        procedure=procedure.title,
        parties=tuple((party.id, party.name) for party in state.parties.values()),
        practice=head.practice,
        opened_at=head.opened_at,
        closed_on=closed.on if closed is not None and closed.approval.granted else None,
        stage=stage.step.title if stage is not None else FINISHED,
        marks=tuple(mark for mark, holds in given if holds),
    )


# -- rail ---------------------------------------------------------------------------------------------------


def _rail(program: Program, judgement: Judgement, procedure: Procedure, states: tuple[StepState, ...]) -> tuple[RailStep, ...]:
    by_step: dict[str, list[StepState]] = {}
    for one in states:
        by_step.setdefault(one.step.id, []).append(one)
    return tuple(
        _step(
            program,
            step,
            procedure.phase_of(step),
            tuple(_subject(one, states, judgement.about(one.subject), procedure) for one in by_step[step.id]),
        )
        for step in procedure.steps
    )


def _running(one: StepState, found: tuple[DeadlineLine, ...]) -> StepState:
    """Return a step without a period in whose place another one has come."""
    limit = one.step.limit
    line = next((line for line in found if limit is not None and (line.rule, line.party) == (limit.rule, one.subject)), None)
    return replace(one, due=None) if line is not None and line.replaced else one


def _step(program: Program, step: Step, phase: str, subjects: tuple[RailSubject, ...]) -> RailStep:
    status = worst(one.status for one in subjects)
    return RailStep(
        id=step.id,
        title=step.title,
        phase=phase,
        article=step.article,
        optional=step.optional,
        tags=tuple(word for tag, word in _TAGS.items() if tag in step.tags),
        acts=tuple((act.model_fields["kind"].default, act.label) for act in step.acts),
        about=tuple(sorted(step.about)),
        makes=tuple(program.kinds[making.document].label for making in step.makes),
        subjects=subjects,
        status=status,
        word=_word(step, status),
        count=_count(step, subjects),
    )


def worst(statuses: Iterable[Status]) -> Status:
    """Return the status that a step with several subjects has as a whole: the one that presses most."""
    return min(statuses, key=_WORST.index, default=Status.NOT_NEEDED)


def _word(step: Step, status: Status) -> str:
    """An optional step that was not taken is an offer, nothing to be done."""
    return "可选" if step.optional and status is Status.OPEN else status.label


def _count(step: Step, subjects: tuple[RailSubject, ...]) -> str:
    needed = [one for one in subjects if one.status is not Status.NOT_NEEDED]
    if step.scope is Scope.CASE or len(subjects) == 1 or not needed:
        return ""
    return f"{sum(one.status is Status.DONE for one in needed)}/{len(needed)}"


def _subject(one: StepState, states: tuple[StepState, ...], judgement: Judgement, procedure: Procedure) -> RailSubject:
    return RailSubject(
        party=one.subject,
        name=party_name(judgement.state, one.subject),
        status=one.status,
        word=_word(one.step, one.status),
        blocked=one.blocked_by,
        remedy_step=remedy_step(one, states, judgement, procedure) if one.blocked_by else "",
        due=one.due.due if one.due is not None else None,
        due_text=due_text(one.due) if one.due is not None else "",
        reason=one.reason,
    )


def due_text(due: Due) -> str:
    """Return ``2026年6月16日（星期二），暂定，非法定``; empty where the rule gives no date."""
    if due.due is None:
        return ""
    day = moment_text(due.due) if isinstance(due.due, datetime) else day_text(due.due)
    return day + ("，暂定" if due.provisional else "") + ("" if due.statutory else "，非法定")


# -- deadlines and findings -----------------------------------------------------------------------------------


def _deadline(program: Program, judgement: Judgement, one: Deadline) -> DeadlineLine:
    return DeadlineLine(
        rule=one.limit.rule,
        label=one.limit.label,
        party=one.subject,
        name=party_name(judgement.state, one.subject),
        due=one.due.due,
        due_text=due_text(one.due),
        met_on=one.met_on,
        late=one.late,
        replaced=is_replaced(one, judgement),
        duty=one.limit.duty,
        whose=program.law.rules[one.limit.rule].who,
        explanation=one.due.explanation,
        article=one.due.article,
        statutory=one.due.statutory,
        provisional=one.due.provisional,
    )


def _finding(state: CaseState, record: ActRecord, violation: Violation) -> FindingLine:
    act = record.act
    return FindingLine(
        act=act.id,
        label=act.label,
        on=act.on,
        violation=violation,
        irregular=act.irregular or "",
        taken_over=act.taken_over,
        voided=act.id in state.voided,
        accepted=act.id in state.accepted,
    )
