"""Which proposal a paper speaks of: what was decided, else what stands approved; always as the gates see it."""

from __future__ import annotations

from datetime import datetime

from mq_enforce.case import proposals as standing
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.decision import DecisionApproved, NoPenaltyApproved, NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.notice import NoticeIssued
from mq_enforce.case.acts.proposal import InvestigationEnded, ProposalApproved
from mq_enforce.case.proposals import Placed
from mq_enforce.documents.source import PaperSource

__all__ = ["Placed", "proposal", "proposals"]

_BEFORE_DECISION = (NoticeIssued, DecisionApproved, NoPenaltyApproved, NoPenaltyDecided)
"""Acts that speak of what stands approved when they are done, whatever an earlier decision held."""


def proposals(source: PaperSource) -> tuple[Placed, ...]:
    """Return the proposals for the parties of the paper that are in force for it, in the order of the parties."""
    found = [placed for party in source.parties if (placed := _for(source, party.id)) is not None]
    return tuple(found)


def proposal(source: PaperSource) -> Placed | None:
    """Return the proposal for the one party of the paper; of several parties the first."""
    found = proposals(source)
    return found[0] if found else None


def _for(source: PaperSource, party: str) -> Placed | None:
    """Return what the paper's own act proposes or decides for the party, else what is decided, else what stands approved.

    Where nothing may be relied on, the paper still names what was done, as it happened: the finding says what is wrong.
    """
    state, act = source.state, source.act
    if isinstance(act, InvestigationEnded):
        own = next(standing.proposals_of(act, party), None)
        return own or _approved(source, party)
    if isinstance(act, ProposalApproved):
        return standing.put_forward(state, party, act) or _approved(source, party)
    decision = None if isinstance(act, _BEFORE_DECISION) else _decision(source, party)
    placed = standing.decided(state, party, decision) if decision is not None else None
    return placed or _approved(source, party, decision)


def _decision(source: PaperSource, party: str) -> PenaltyDecided | None:
    """Return the decision about the party that the paper makes or looks back on."""
    own = source.the_act(PenaltyDecided)
    if own is not None:
        return own
    done = source.state.done(PenaltyDecided, party=party)
    return source.state.last(PenaltyDecided, party=party) or next(reversed(done), None)


def _approved(source: PaperSource, party: str, at: Act | None = None) -> Placed | None:
    """Return what stood approved at the act, or at the paper's own; without anything reliable what was last done."""
    moment = _moment(source, at)
    placed = standing.approved(source.state, party, moment)
    if placed is not None:
        return placed
    done = source.state.until(moment).done(ProposalApproved, InvestigationEnded, party=party)
    stages = [act for act in done if isinstance(act, ProposalApproved | InvestigationEnded)]
    return next((one for act in reversed(stages) for one in standing.proposals_of(act, party)), None)


def _moment(source: PaperSource, at: Act | None) -> datetime:
    if at is not None:
        return at.at
    if source.act is not None:
        return source.act.at
    return max((record.act.at for record in source.state.records), default=source.state.head.opened_at)
