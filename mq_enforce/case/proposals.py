"""拟处罚意见的沿革: which proposal stands approved, which was told to a party, which was decided.

行政处罚法第四十四条 (the party is told what is proposed), 第五十七条第一款 (the head decides), 第六十二条 (no decision without notice).
Gates and papers both ask here and nowhere else, so that a paper never prints another penalty than the one that was judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.notice import HearingRightsNoticeIssued, NoticeIssued, PriorNoticeIssued, RightsWaived
from mq_enforce.case.acts.proposal import InvestigationEnded, Proposal, ProposalApproved
from mq_enforce.case.acts.records import PaperIssued, PaperVoided
from mq_enforce.case.state import CaseState

Placed = tuple[Proposal, str]
"""A proposal with the path under which its facts stand."""

Stage = InvestigationEnded | ProposalApproved
"""An act that proposes."""

NOTICE_DOCUMENTS: MappingProxyType[type[NoticeIssued], str] = MappingProxyType(
    {PriorNoticeIssued: "prior_notice", HearingRightsNoticeIssued: "hearing_rights_notice"}
)
"""The document id of each kind of notice."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that reached its party: the act that issued it, its effective deliveries in order, what it told and where that stands."""

    notice: NoticeIssued
    deliveries: tuple[Delivered, ...]
    proposal: Proposal
    path: str

    @property
    def delivery(self) -> Delivered:
        """The last effective delivery: periods count from it, so that none is cut short."""
        return self.deliveries[-1]

    @property
    def on(self) -> date:
        """The day on which the notice was received, or counts as received."""
        return self.delivery.received_on

    @property
    def of_hearing(self) -> bool:
        """Whether the notice told the right to a hearing."""
        return isinstance(self.notice, HearingRightsNoticeIssued)


# -- what stands approved ----------------------------------------------------------------------------------------------


def approved(state: CaseState, party: str | None, moment: datetime) -> Placed | None:
    """Return the proposal for the party as it stood approved at a moment; None when there is none.

    That is the party's own proposal in the last approval, else the one of the investigation before it. While nothing is
    approved it is what the investigation proposes. Approvals that were not granted, or could not be relied on at that
    moment, do not count.
    """
    stages = _stages(state.until(moment), party)
    if any(isinstance(stage, ProposalApproved) for stage in stages):
        while not isinstance(stages[-1], ProposalApproved):
            stages.pop()
    return _last_of(stages, party)


def put_forward(state: CaseState, party: str | None, act: ProposalApproved) -> Placed | None:
    """Return the proposal for the party that lies before the head in this approval, granted or not."""
    earlier = [stage for stage in _stages(state.until(act.at), party) if stage.id != act.id]
    return _last_of([*earlier, act], party)


def last_approval(state: CaseState, party: str | None) -> ProposalApproved | None:
    """Return the last approval granted for the party that may be relied on; one that was refused takes nothing away."""
    granted = [act for act in state.valid(ProposalApproved, party=party) if act.approval.granted]
    return granted[-1] if granted else None


def _stages(state: CaseState, party: str | None) -> list[Stage]:
    """Return what proposes for the party and may be relied on, in order, without approvals that were refused."""
    acts = state.valid(InvestigationEnded, ProposalApproved, party=party)
    return [act for act in acts if isinstance(act, InvestigationEnded) or (isinstance(act, ProposalApproved) and act.approval.granted)]


def _last_of(stages: Sequence[Stage], party: str | None) -> Placed | None:
    return next((placed for act in reversed(stages) for placed in proposals_of(act, party)), None)


def proposals_of(act: Stage, party: str | None) -> Iterator[Placed]:
    """Return what an act itself proposes for the party, or for every party when none is named."""
    for index, proposal in enumerate(act.proposals):
        if party in {None, proposal.party}:
            yield proposal, f"acts.{act.id}.proposals.{index}"


# -- what was told -----------------------------------------------------------------------------------------------------


def tellings(state: CaseState, party: str | None, moment: datetime) -> list[Told]:
    """Return the notices that had reached the party by a moment, in the order of their issue.

    Papers that came back, that were voided, or whose issue cannot be relied on, told nothing. What a notice told is what
    stood approved when it was issued.
    """
    found: dict[str, tuple[NoticeIssued, list[Delivered]]] = {}
    for kind, document in NOTICE_DOCUMENTS.items():
        for delivery in state.deliveries(document, party):
            if delivery.at > moment or delivery.received_on > moment.date():
                continue
            notice = _notice_of(state, delivery, kind, party)
            if notice is not None:
                found.setdefault(notice.id, (notice, []))[1].append(delivery)
    reached: list[Told] = []
    for notice, deliveries in sorted(found.values(), key=lambda pair: pair[0].at):
        placed = approved(state, party, notice.at)
        if placed is not None:
            reached.append(Told(notice, tuple(deliveries), *placed))
    return reached


def _notice_of(state: CaseState, delivery: Delivered, kind: type[NoticeIssued], party: str | None) -> NoticeIssued | None:
    """Return the notice that a delivery brought: the one it refers to, else the last of its kind issued before."""
    if delivery.paper and delivery.paper in {act.paper for act in state.done(PaperVoided)}:
        return None
    issued = [notice for notice in state.done(kind, party=party) if notice.at <= delivery.at]
    named = {delivery.refers_to, *(paper.refers_to for paper in state.done(PaperIssued) if paper.id == delivery.paper)}
    exact = [notice for notice in issued if notice.id in named]
    notice = (exact or issued)[-1] if issued else None
    return notice if notice is not None and state.reliable(notice) else None


def told(state: CaseState, party: str | None, moment: datetime) -> Told | None:
    """Return the last notice that had reached the party by a moment, or None."""
    found = tellings(state, party, moment)
    return found[-1] if found else None


def waivers(state: CaseState, party: str | None, notice: Told) -> list[RightsWaived]:
    """Return the written waivers of the party that count after this notice (行政处罚法第六十二条).

    A right can be given up only by somebody who has been told of it, so a waiver counts from the first receipt of the
    notice on; where receipt was recorded on a later day, from the day after it.
    """
    first = notice.deliveries[0]
    return [
        waiver
        for waiver in state.done(RightsWaived, party=party)
        if waiver.in_writing and (waiver.on > first.received_on or (waiver.on == first.received_on and waiver.at >= first.at))
    ]


# -- what was decided --------------------------------------------------------------------------------------------------


def decided(state: CaseState, party: str | None, act: PenaltyDecided) -> Placed | None:
    """Return what a decision decides about the party: its own content, else what the party had been told by then."""
    if act.decided is not None and party in {None, act.decided.party}:
        return act.decided, f"acts.{act.id}.decided"
    found = told(state, party, act.at)
    return (found.proposal, found.path) if found is not None else None
