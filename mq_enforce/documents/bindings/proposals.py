"""Which proposal a paper speaks of: the decision's own, else the one last approved, else that of the investigation."""

from __future__ import annotations

from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.proposal import InvestigationEnded, Proposal, ProposalApproved
from mq_enforce.documents.source import PaperSource

Placed = tuple[Proposal, str]
"""A proposal with the path under which its facts stand."""


def proposals(source: PaperSource) -> tuple[Placed, ...]:
    """Return the proposals for the parties of the paper that are in force for it, in the order of the parties."""
    found = [placed for party in source.parties if (placed := _for(source, party.id)) is not None]
    return tuple(found)


def proposal(source: PaperSource) -> Placed | None:
    """Return the proposal for the one party of the paper; of several parties the first."""
    found = proposals(source)
    return found[0] if found else None


def _for(source: PaperSource, party: str) -> Placed | None:
    decided = source.the_act(PenaltyDecided) or source.last(PenaltyDecided)
    if decided is not None and decided.decided is not None and decided.decided.party == party:
        return decided.decided, f"acts.{decided.id}.decided"
    approved = source.the_act(ProposalApproved) or source.last(ProposalApproved)
    ended = source.the_act(InvestigationEnded) or source.last(InvestigationEnded)
    stages: list[ProposalApproved | InvestigationEnded] = [act for act in (approved, ended) if act is not None]
    if isinstance(source.act, InvestigationEnded):
        stages = [source.act]
    for act in stages:
        for index, one in enumerate(act.proposals):
            if one.party == party:
                return one, f"acts.{act.id}.proposals.{index}"
    return None
