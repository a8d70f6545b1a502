"""What cannot have happened: the only grounds on which even an event is refused.

A wrong id, a time that runs backwards or lies ahead, a paper delivered before it was made are slips of whoever enters them,
not breaches of law. Each function raises BadInput naming what was given and what was expected there; what an act names is
checked in ``references``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import RecordingsArchived
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.delivery import Delivered, PublicNoticePosted
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved, RecusalDecided
from mq_enforce.case.acts.investigation import CrimeTransferred, PreservationDisposed, PreservationStarted, RectificationOrdered, Session
from mq_enforce.case.acts.notice import (
    HearingHeld,
    HearingNotified,
    HearingRightsNoticeIssued,
    PriorNoticeIssued,
    StatementMade,
)
from mq_enforce.case.acts.performance import (
    DeferralApproved,
    FineCollected,
    FinePaid,
    RemedyEnded,
    RemedyOutcome,
    RemedyStarted,
    SurchargeDecided,
)
from mq_enforce.case.acts.records import ActVoided, FactCorrected, IrregularityAccepted, PaperVoided
from mq_enforce.case.acts.review import DeliberationHeld
from mq_enforce.case.values import Approval
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.law.explain import day_text, moment_text
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions import order, references
from mq_enforce.procedures.propositions.participants import opinions

Possibility = Callable[[Judgement], None]

_BEFORE_THE_CLUE = (ClueRegistered, FactCorrected, ActVoided, IrregularityAccepted, PaperVoided)
"""The clue itself, and acts about facts, acts and papers, which belong to no moment of the procedure."""

MADE_BY: dict[str, tuple[type[Act], ...]] = {
    "rectification_order": (RectificationOrdered,),
    "preservation_notice": (PreservationStarted,),
    "items_list": (PreservationStarted, PreservationDisposed),
    "preservation_disposal_notice": (PreservationDisposed,),
    "recusal_decision": (RecusalDecided,),
    "prior_notice": (PriorNoticeIssued,),
    "hearing_rights_notice": (HearingRightsNoticeIssued,),
    "hearing_notice": (HearingNotified,),
    "hearing_announcement": (HearingNotified,),
    "penalty_decision": (PenaltyDecided,),
    "no_penalty_decision": (NoPenaltyDecided,),
    "fine_deferral_notice": (DeferralApproved,),
    "additional_fine_decision": (SurchargeDecided,),
}
"""Which act makes a paper that goes out to a party."""


def _act_of(j: Judgement) -> Act:
    if j.act is None:
        raise BadInput(Fault("没有写明是哪一个行为", expected="一个行为"))
    return j.act


def _where(act: Act, field: str) -> str:
    return f"{act.label}（{act.id}）的 {field}"


def id_is_new(j: Judgement) -> None:
    """An act's id is used once in a case."""
    act = _act_of(j)
    if j.state.record(act.id) is not None:
        raise BadInput(Fault(f"行为编号“{act.id}”已经用过", _where(act, "id"), "本案中没有用过的编号"))


def not_in_the_future(j: Judgement) -> None:
    """Neither the act nor the end of what it records lies ahead of now."""
    act = _act_of(j)
    if act.at > j.now:
        raise BadInput(Fault(f"时间{moment_text(act.at)}还没有到", _where(act, "at"), f"不晚于{moment_text(j.now)}"))
    for field, _, ended in _courses(act):
        if ended > j.now:
            raise BadInput(Fault(f"结束时间{moment_text(ended)}还没有到", _where(act, field), f"不晚于{moment_text(j.now)}"))


def not_before_the_clue(j: Judgement) -> None:
    """The case begins with its clue; the clue's time is when it came to light, for an inspection when it was found there."""
    act = _act_of(j)
    if isinstance(act, _BEFORE_THE_CLUE):
        return
    clues = j.state.done(ClueRegistered)
    expected = "线索发现（收到）之后的时间；先登记线索，现场检查发现的按发现的时间登记"
    if not clues:
        raise BadInput(Fault(f"{act.label}之前没有登记线索", _where(act, "at"), expected))
    found = min(clue.at for clue in clues)
    if act.at < found:
        raise BadInput(Fault(f"时间{moment_text(act.at)}早于登记线索的时间{moment_text(found)}", _where(act, "at"), expected))


def _courses(act: Act) -> Iterator[tuple[str, datetime, datetime]]:
    """Yield every course of time that an act records: the field's name, beginning, end."""
    if isinstance(act, Session | StatementMade | HearingHeld | DeliberationHeld):
        yield "ended", act.began, act.ended
    if isinstance(act, RecordingsArchived):
        for number, recording in enumerate(act.recordings):
            yield f"recordings[{number}].ended", recording.began, recording.ended


def time_runs_forward(j: Judgement) -> None:
    """Nothing ends before it began, and a meeting lies on the days that the act's own time names."""
    act = _act_of(j)
    for field, began, ended in _courses(act):
        if ended < began:
            raise BadInput(Fault(f"结束时间{moment_text(ended)}早于开始时间{moment_text(began)}", _where(act, field), "晚于开始时间的时间"))
        if not isinstance(act, RecordingsArchived) and not began.date() <= act.on <= ended.date():
            raise BadInput(
                Fault(
                    f"时间{moment_text(act.at)}与开始时间{moment_text(began)}、结束时间{moment_text(ended)}不是同一天",
                    _where(act, "at"),
                    "与起止时间相符的时间",
                )
            )
    for field, day, earliest in _later_days(act):
        if day < earliest:
            raise BadInput(Fault(f"日期{day_text(day)}早于{day_text(earliest)}", _where(act, field), f"{day_text(earliest)}以后的日期"))
    if isinstance(act, RemedyEnded):
        started = j.state.record(act.refers_to or "")
        if started is not None and isinstance(started.act, RemedyStarted) and act.ended_on < started.act.applied_on:
            raise BadInput(
                Fault(
                    f"终结日期{day_text(act.ended_on)}早于申请（起诉）日期{day_text(started.act.applied_on)}",
                    _where(act, "ended_on"),
                    "申请（起诉）之后的日期",
                )
            )


def _later_days(act: Act) -> Iterator[tuple[str, date, date]]:
    """Yield every day that cannot be earlier than another: the field's name, the day, the earliest day."""
    if isinstance(act, RectificationOrdered) and act.until is not None:
        yield "until", act.until, act.on
    if isinstance(act, FineCollected):
        handed = act.handed_to_agency_on
        if handed is not None:
            yield "handed_to_agency_on", handed, act.on
        if act.paid_to_bank_on is not None:
            yield "paid_to_bank_on", act.paid_to_bank_on, handed or act.on


def dates_not_after_the_act(j: Judgement) -> None:
    """What an act reports as past (receipt, payment, opinions, discovery) is not later than the act itself."""
    act = _act_of(j)
    for field, day in _past_days(act):
        if day > act.on:
            raise BadInput(Fault(f"日期{day_text(day)}晚于{act.label}的日期{day_text(act.on)}", _where(act, field), "不晚于该日的日期"))


def _past_days(act: Act) -> Iterator[tuple[str, date]]:
    yield from ((part, opinion.on) for part, opinion in opinions(act))
    yield from (("approval.officers_on", one.officers_on) for one in dict(act).values() if isinstance(one, Approval))
    match act:
        case Delivered():
            yield "received_on", act.received_on
            if act.posted_on is not None:
                yield "posted_on", act.posted_on
        case PublicNoticePosted():
            yield "posted_on", act.posted_on
        case FilingApproved():
            yield "discovered_on", act.discovered_on
        case CrimeTransferred():
            yield "transferred_on", act.transferred_on
        case FinePaid():
            yield "paid_on", act.paid_on
        case RemedyStarted():
            yield "applied_on", act.applied_on
        case RemedyEnded():
            yield "ended_on", act.ended_on
        case _:
            return


def change_says_the_new_fine(j: Judgement) -> None:
    """A remedy that changed a fine says to how much: everything owed afterwards is counted from it."""
    act = _act_of(j)
    if not isinstance(act, RemedyEnded) or act.outcome is not RemedyOutcome.CHANGED or act.amount is not None:
        return
    if any(order.fine_imposed(j.about(party)) for party in j.state.party_ids(act)):
        raise BadInput(
            Fault("决定被变更，没有写明变更后的罚款数额", _where(act, "amount"), "变更后的数额；罚款不变的写原数额，取消罚款的写0")
        )


def discovered_after_it_began(j: Judgement) -> None:
    """Conduct is not discovered before it began."""
    act = _act_of(j)
    if not isinstance(act, FilingApproved):
        return
    began = j.state.conduct.begun_at.date()
    if act.discovered_on < began:
        raise BadInput(
            Fault(
                f"发现违法行为的日期{day_text(act.discovered_on)}早于行为开始的日期{day_text(began)}",
                _where(act, "discovered_on"),
                "行为开始之后的日期；行为时间有误的先更正",
            )
        )


def paper_was_made_before(j: Judgement) -> None:
    """A paper that is delivered or announced was made before, for this party, and not received before it was made."""
    act = _act_of(j)
    if not isinstance(act, Delivered | PublicNoticePosted):
        return
    kinds = document_kinds()
    if act.document not in kinds or not kinds[act.document].outgoing:
        known = "、".join(kind for kind in MADE_BY if kind in kinds)
        raise BadInput(Fault(f"“{act.document}”不是送达当事人的文书", _where(act, "document"), known))
    label = kinds[act.document].label
    makers = MADE_BY.get(act.document)
    if makers is None:
        return
    for party in j.state.party_ids(act):
        made = [one for one in j.state.done(*makers, party=party) if one.at <= act.at and act.refers_to in {None, one.id}]
        name = j.state.party(party).name
        if not made:
            raise BadInput(Fault(f"送达之前没有对{name}制作《{label}》", _where(act, "document"), f"先办理“{makers[0].label}”"))
        day = act.received_on if isinstance(act, Delivered) else act.posted_on
        first = min(one.on for one in made)
        if day < first:
            field = "received_on" if isinstance(act, Delivered) else "posted_on"
            raise BadInput(
                Fault(f"日期{day_text(day)}早于《{label}》制作的日期{day_text(first)}", _where(act, field), f"{day_text(first)}以后的日期")
            )


POSSIBILITIES: tuple[Possibility, ...] = (
    id_is_new,
    references.party_is_known,
    references.people_are_known,
    references.irregularity_accepted_by_head,
    references.referred_act_is_known,
    references.item_is_known,
    references.meeting_is_known,
    references.paper_is_known,
    references.evidence_is_known,
    references.correction_fits,
    references.override_names_a_warning,
    not_in_the_future,
    not_before_the_clue,
    time_runs_forward,
    dates_not_after_the_act,
    change_says_the_new_fine,
    discovered_after_it_began,
    paper_was_made_before,
)
"""What every act is asked before anything else, in this order."""
