"""听证: the right is told where it exists, time is left for it, and the decision follows its record.

行政处罚法第六十三条至第六十五条; 河南省行政处罚听证办法第四条 (amounts). HB-05, HB-06, HB-08, HB-56, and HB-62 where it speaks of a
sitting that is not over. How the hearing is notified and conducted stands in ``hearing_conduct``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mq_enforce.base.errors import BadInput
from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import DecisionApproved, PenaltyDecided
from mq_enforce.case.acts.intake import OfficersAssigned
from mq_enforce.case.acts.investigation import (
    EvidenceCollected,
    InterviewHeld,
    PreservationStarted,
    RectificationReviewed,
    Session,
    SiteInspected,
)
from mq_enforce.case.acts.notice import (
    HearingHeld,
    HearingOutcome,
    HearingReported,
    HearingRequested,
    PriorNoticeIssued,
    RightsWaived,
    StatementMade,
)
from mq_enforce.case.acts.proposal import InvestigationEnded, PenaltyKind, Proposal
from mq_enforce.case.acts.review import DeliberationHeld, ReviewGiven
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text, moment_text
from mq_enforce.law.thresholds import Threshold
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.notice import waiver_of_hearing
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import (
    DECIDING,
    amount_of,
    approved_proposal,
    decided_proposal,
    decides,
    told,
    told_hearing,
)

SEVERE = frozenset(
    {
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_LICENCE,
        PenaltyKind.STOP_BUSINESS,
        PenaltyKind.CLOSE,
        PenaltyKind.BAR,
    }
)
"""Kinds of penalty for which a hearing is always offered (行政处罚法第六十三条第一款第三项、第四项)."""

DEMOLITION_LAW = "土地管理法"
DEMOLITION_ARTICLES = frozenset({77, 78})
"""土地管理法第七十七条、第七十八条: 限期拆除, for which a hearing is always offered (自然资源行政处罚办法第三十四条)."""

_RIGHT = Article("行政处罚法", 63, 1)
_TAKEN = frozenset({PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS})

INVESTIGATING = (SiteInspected, InterviewHeld, EvidenceCollected, PreservationStarted, RectificationReviewed, InvestigationEnded)
"""Acts that make an investigator of whoever does or records them."""

# -- what the gates ask ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a hearing must be offered; ``by_amount`` tells the amounts and the demolitions of HB-56 from the kinds of HB-05."""

    text: str
    by_amount: bool


def hearing_threshold(j: Judgement, *, is_unit: bool) -> Threshold | None:
    """Return the amount from which a hearing is offered for the case's matter; None when none is on file for the day.

    The office's own setting goes first: parameter ``hearing_person:HN25-XF-01`` or ``hearing_unit:…``, in yuan.
    """
    name = f"hearing_{'unit' if is_unit else 'person'}:{j.matter.id}"
    set_to = j.state.office.parameters.get(name)
    try:
        return j.law.thresholds.hearing_threshold(j.matter.field, is_unit, j.day, None if set_to is None else Money.of(set_to))
    except BadInput:
        return None


def hearing_causes(j: Judgement, proposal: Proposal) -> tuple[Cause, ...]:
    """Return why the proposed penalty gives its party the right to a hearing (行政处罚法第六十三条第一款); empty when it does not."""
    return tuple(_causes(j, proposal))


def _causes(j: Judgement, proposal: Proposal) -> Iterator[Cause]:
    for penalty in proposal.penalties:
        if penalty.kind in SEVERE:
            yield Cause(f"拟{penalty.kind.label}", by_amount=False)
        elif penalty.kind in _TAKEN and penalty.amount is None:
            yield Cause(f"拟{penalty.kind.label}而没有写明数额（价值），不能认定没有达到听证标准", by_amount=True)
    party = j.state.parties.get(proposal.party)
    limit = hearing_threshold(j, is_unit=party.is_unit) if party is not None else None
    if party is not None and limit is not None:
        whom = "法人或者其他组织" if party.is_unit else "公民（含个体工商户）"
        unsure = "，该数额待核，从低掌握" if limit.basis.confidence == "C" else ""
        for what, amount in (
            ("罚款", amount_of(proposal, PenaltyKind.FINE)),
            ("没收", amount_of(proposal, *_TAKEN)),
        ):
            if amount.fen and limit.reached_by(amount):
                yield Cause(f"拟{what}{amount.short}元，达到{whom}{limit.amount.short}元以上的听证数额{unsure}", by_amount=True)
    if _demolishes(j, proposal):
        yield Cause("拟责令限期拆除（退还土地等），不论数额都应当告知听证权利", by_amount=True)


def _demolishes(j: Judgement, proposal: Proposal) -> bool:
    if any(basis.law == DEMOLITION_LAW and basis.number in DEMOLITION_ARTICLES for basis in proposal.basis):
        return PenaltyKind.OTHER in {penalty.kind for penalty in proposal.penalties}
    mandatory = {basis for option in j.matter.options if option.hearing.mandatory for basis in option.basis}
    return bool(proposal.penalties) and bool(mandatory & set(proposal.basis))


def causes_of_case(j: Judgement) -> tuple[Cause, ...]:
    """Return why the party must be offered a hearing: by what it was told or by what is decided."""
    notice, decided = told(j), decided_proposal(j)
    found = [cause for proposal in (notice.proposal if notice else None, decided) if proposal for cause in hearing_causes(j, proposal)]
    return tuple(dict.fromkeys(found))


def investigators(j: Judgement) -> frozenset[str]:
    """Return the ids of everybody who was assigned to the case, investigated it or recorded that, also of those who left it.

    A recorder may be entered by id or by name; of a name all persons of the register who bear it are meant.
    """
    state = j.state
    found = {person for act in state.done(OfficersAssigned) for person in act.officers}
    found |= {person for act in state.done(*INVESTIGATING) for person in act.by}
    recorders = {act.recorder for act in state.done(Session)}
    named = {person.id for person in state.office.people.values() if person.name in recorders}
    return frozenset(found | recorders | named)


def name_of(j: Judgement, person: str) -> str:
    """Return a person's name, or the id when the register does not hold them."""
    known = j.state.office.people.get(person)
    return known.name if known is not None else person


def notice_days(j: Judgement) -> int:
    """Return how many working days before a hearing its notice must come, as the rule has it."""
    return j.law.rules["PUN-HNOT7"].counting.count or 0


def requests(j: Judgement) -> list[HearingRequested]:
    """Return the party's requests for a hearing that were not withdrawn in writing afterwards."""
    waived = [w for w in j.state.done(RightsWaived, party=j.party) if w.hearing and w.in_writing]
    return [request for request in j.state.done(HearingRequested, party=j.party) if not any(w.at > request.at for w in waived)]


def hearings(j: Judgement) -> list[HearingHeld]:
    """Return the reliable hearings about the party, or at which it was present, in order."""
    return [act for act in j.state.valid(HearingHeld) if j.party in {None, act.party, *act.present_parties} or act.party is None]


def heard(j: Judgement) -> HearingHeld | None:
    """Return the last hearing at which the party was present and heard to some extent, or None."""
    found = [
        act
        for act in hearings(j)
        if act.outcome is not HearingOutcome.ABSENT and (not act.present_parties or j.party is None or j.party in act.present_parties)
    ]
    return found[-1] if found else None


def asked_on(request: HearingRequested) -> date:
    """Return the day that counts for a request: when it was posted, else when it came in (民事诉讼法第八十五条第四款)."""
    return request.posted_on or request.on


# -- HB-05, HB-56: told --------------------------------------------------------------------------------------------


def _untold(j: Judgement, *, by_amount: bool) -> Fail | None:
    if not decides(j) or told(j) is None or told_hearing(j) is not None:
        return None
    causes = [cause.text for cause in causes_of_case(j) if cause.by_amount is by_amount]
    if not causes:
        return None
    return Fail(
        f"对{j.the_party.name}{'，'.join(causes)}，但是没有告知要求听证的权利",
        "改用听证告知书重新告知并有效送达，等听证申请期和陈述申辩期都届满后再决定",
    )


@gate("HB-05", *DECIDING, per_party=True, foreseeable=True)
def hearing_right_told(j: Judgement) -> Fail | None:
    """Hold that the right to a hearing was told where the kind of penalty gives it (行政处罚法第六十三条第一款第三项、第四项)."""
    return _untold(j, by_amount=False)


@gate("HB-56", *DECIDING, per_party=True, foreseeable=True)
def hearing_right_told_by_amount(j: Judgement) -> Fail | None:
    """Hold that the right to a hearing was told where amount or demolition gives it (河南省行政处罚听证办法第四条).

    The threshold itself is reached by the exact amount (以上 includes it); fines and confiscations are judged apart.
    """
    return _untold(j, by_amount=True)


@gate("HB-56", PriorNoticeIssued, per_party=True)
def plain_notice_fits(j: Judgement) -> Fail | None:
    """Hold that the plain notice is used only where no right to a hearing has to be told (行政处罚法第六十三条第一款).

    Where the hearing notice of the very same proposal has reached the party, a later plain notice takes nothing away.
    """
    proposal = approved_proposal(j)
    if j.the_act(PriorNoticeIssued) is None or proposal is None:
        return None
    offered = told_hearing(j)
    causes = hearing_causes(j, proposal)
    if not causes or (offered is not None and offered.proposal == proposal):
        return None
    return Fail(
        f"对{j.the_party.name}{'，'.join(cause.text for cause in causes)}，事先告知书没有告知要求听证的权利",
        "改用听证告知书，同时告知陈述、申辩和要求听证的权利",
        "" if all(cause.by_amount for cause in causes) else _RIGHT.cite(),
    )


# -- HB-05, HB-06: held, or time left --------------------------------------------------------------------------------


@gate("HB-05", *DECIDING, per_party=True, foreseeable=True)
def requested_hearing_held(j: Judgement) -> Fail | None:
    """Hold that a hearing asked for in time was organised (行政处罚法第六十三条第一款、第六十四条第一项、第六项).

    A hearing that ended because the party stayed away or left was organised. Where a hearing was offered beyond need, the
    offer binds. Requests after the period give no right; one that was posted in time is in time, whenever it arrives.
    """
    notice = told(j)
    if not decides(j) or notice is None or (not notice.of_hearing and not causes_of_case(j)):
        return None
    offered = told_hearing(j)
    last = last_day(j, "PUN-HEAR5", start=offered.on) if offered is not None else None
    for request in requests(j):
        in_time = last is None or asked_on(request) <= last
        if in_time and not any(hearing.at > request.at for hearing in hearings(j)):
            return Fail(
                f"{j.the_party.name}于{day_text(asked_on(request))}要求听证，还没有依法举行听证",
                f"指定非本案调查人员主持，提前{notice_days(j)}个工作日通知后举行听证；当事人撤回的，取得书面放弃听证的文件",
            )
    return None


@gate("HB-06", *DECIDING, per_party=True, foreseeable=True)
def hearing_period_over(j: Judgement) -> Fail | None:
    """Hold that the five working days for asking for a hearing have fully passed, or were waived in writing (行政处罚法第六十四条第一项).

    The fifth working day is the party's to its end: the first lawful day is the day after.
    """
    offered = told_hearing(j)
    if offered is None or not decides(j) or waiver_of_hearing(j, offered) is not None:
        return None
    last = last_day(j, "PUN-HEAR5", start=offered.on)
    if j.day > last:
        return None
    return Fail(
        f"{j.the_party.name}于{day_text(offered.on)}收到听证告知书，要求听证的期限到{day_text(last)}才届满，"
        f"{day_text(j.day)}还不能作出处罚决定",
        f"等到{day_text(last)}过后再决定；当事人书面明确放弃听证的，登记放弃后不受此限",
    )


# -- HB-08: the decision follows the record ----------------------------------------------------------------------------


@gate("HB-08", PenaltyDecided, per_party=True)
def decided_on_hearing_record(j: Judgement) -> Fail | None:
    """Hold that after a hearing the decision rests on its record (行政处罚法第六十五条)."""
    act, hearing = j.the_act(PenaltyDecided), heard(j)
    if act is None or hearing is None or hearing.outcome is not HearingOutcome.HELD or act.based_on_hearing_record:
        return None
    return Fail(
        f"{day_text(hearing.began.date())}已经为{j.the_party.name}举行听证，决定没有根据听证笔录作出",
        "根据听证笔录重新审查事实、证据和处罚建议，在决定中写明听证情况和采纳意见，并勾选“根据听证笔录作出”",
    )


@gate("HB-08", *DECIDING, per_party=True, foreseeable=True)
def hearing_reported(j: Judgement) -> Fail | None:
    """Hold that what the party argued at its hearing was weighed in a report before anything is decided (行政处罚法第六十五条)."""
    hearing = heard(j)
    if not decides(j) or hearing is None or hearing.outcome is not HearingOutcome.HELD:
        return None
    ended = max(hearing.at, hearing.ended)
    if any(report.at >= ended for report in j.state.valid(HearingReported, party=j.party)):
        return None
    return Fail(
        f"{day_text(hearing.began.date())}已经为{j.the_party.name}举行听证，当事人在听证中提出的意见还没有复核，没有听证报告",
        "根据听证笔录提出听证报告，写明双方意见、是否采纳和理由，登记后再决定",
    )


# -- HB-62: nothing is concluded while the sitting lasts ------------------------------------------------------------------


@gate("HB-62", ReviewGiven, DeliberationHeld, *DECIDING, per_party=True)
def sitting_over(j: Judgement) -> Fail | None:
    """Hold that no hearing, interview or statement is still going on: what is said to its end must be known."""
    act = j.act
    if act is None or (isinstance(act, DecisionApproved) and not act.approval.granted):
        return None
    moment = act.began if isinstance(act, DeliberationHeld) else act.at
    for sitting in _sittings(j):
        if sitting.ended > moment:
            return Fail(
                f"{sitting.label}到{moment_text(sitting.ended)}才结束，{moment_text(moment)}还不能{act.label}",
                "等其结束，笔录补入案卷之后再办理",
            )
    return None


def _sittings(j: Judgement) -> Iterator[Session | StatementMade | HearingHeld]:
    yield from j.state.done(Session, party=j.party)
    yield from j.state.done(StatementMade, party=j.party)
    yield from j.state.done(HearingHeld, party=j.party)


GATES: tuple[Gate, ...] = (
    hearing_right_told,
    hearing_right_told_by_amount,
    plain_notice_fits,
    requested_hearing_held,
    hearing_period_over,
    decided_on_hearing_record,
    hearing_reported,
    sitting_over,
)
"""The gates of this file, in the order of the Act."""
