"""Plain yes-or-no propositions by name, as form files and steps use them.

About one party when the judgement is; about the case (any party) when it is not. Nothing here refuses anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mq_enforce.case.acts.decision import NoPenaltyDecided, NoPenaltyGround, PenaltyDecided
from mq_enforce.case.acts.notice import HearingHeld, HearingOutcome, StatementMade
from mq_enforce.case.acts.proposal import Degree, PenaltyKind, Proposal
from mq_enforce.procedures.judgement import Judgement, Proposition
from mq_enforce.procedures.propositions import order
from mq_enforce.procedures.propositions.basis import band_of, bands_on_file, mitigates
from mq_enforce.procedures.propositions.discretion import mitigating_factors
from mq_enforce.procedures.propositions.hearing import causes_of_case, hearing_causes, hearings, requests
from mq_enforce.procedures.propositions.notice import statement_last_day, waiver_of_hearing, waiver_of_statement
from mq_enforce.procedures.propositions.particulars import PARTICULARS, each
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import (
    approved_proposal,
    decided_proposal,
    kinds_of,
    proposal_at_stake,
    told,
    told_hearing,
)
from mq_enforce.procedures.propositions.reviewing import deliberated, deliberation_reasons, review_reasons
from mq_enforce.procedures.propositions.reviewing import review_passed as passed_review


def _proposal(j: Judgement) -> Proposal | None:
    return proposal_at_stake(j) or approved_proposal(j)


def _any_proposal(j: Judgement, test: Callable[[Proposal], bool]) -> bool:
    return any(test(proposal) for one in each(j) if (proposal := _proposal(one)) is not None)


# -- what is proposed and decided ---------------------------------------------------------------------------------


def fine_proposed(j: Judgement) -> bool:
    """What is proposed, told or decided holds a fine."""
    return _any_proposal(j, lambda proposal: PenaltyKind.FINE in kinds_of(proposal))


def fine_imposed(j: Judgement) -> bool:
    """The decision under judgement, or the one on file, holds a fine."""
    for one in each(j):
        decided = one.the_act(PenaltyDecided) or one.state.last(PenaltyDecided, party=one.party)
        proposal = decided_proposal(one) if decided is not None else None
        if proposal is not None and PenaltyKind.FINE in kinds_of(proposal):
            return True
    return False


def confiscation_proposed(j: Judgement) -> bool:
    """What is proposed, told or decided holds a confiscation."""
    taken = {PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS}
    return _any_proposal(j, lambda proposal: bool(taken & kinds_of(proposal)))


def band_on_file(j: Judgement) -> bool:
    """The proposal names a band that the office has on file; without a proposal: some band is on file for the matter."""
    found = [proposal for one in each(j) if (proposal := _proposal(one)) is not None]
    return all(band_of(j, proposal) is not None for proposal in found) if found else bool(bands_on_file(j))


def mitigating_factors_found(j: Judgement) -> bool:
    """A circumstance was found that demands or allows a lighter penalty (行政处罚法第三十条至第三十二条)."""
    return any(mitigating_factors(one) for one in each(j)) or _any_proposal(j, lambda proposal: any(map(mitigates, proposal.factors)))


def penalty_below_range(j: Judgement) -> bool:
    """The penalty is 减轻处罚."""
    return _any_proposal(j, lambda proposal: proposal.degree is Degree.BELOW)


def law_compared(j: Judgement) -> bool:
    """Old and new law were compared (行政处罚法第三十七条)."""
    return _any_proposal(j, lambda proposal: proposal.comparison is not None)


def surcharge_stated(j: Judgement) -> bool:
    """The decision holds a fine and says that a surcharge follows late payment (行政强制法第四十五条第一款)."""
    act = j.the_act(PenaltyDecided) or j.state.last(PenaltyDecided, party=j.party)
    return act is not None and act.surcharge_stated and fine_imposed(j)


def decided_lighter(j: Judgement) -> bool:
    """The decision under judgement, or the one on file, gives a reason for differing from what was told."""
    act = j.the_act(PenaltyDecided) or j.state.last(PenaltyDecided, party=j.party)
    return act is not None and bool(act.change_reason)


def no_penalty_for_want_of_capacity(j: Judgement) -> bool:
    """No penalty is imposed because the party cannot be held responsible: the guardian is ordered to look after it."""
    act = j.the_act(NoPenaltyDecided) or j.state.last(NoPenaltyDecided, party=j.party)
    return act is not None and act.ground is NoPenaltyGround.NO_CAPACITY


# -- statement and hearing ------------------------------------------------------------------------------------------


def statement_made(j: Judgement) -> bool:
    """The party made a statement or defended itself."""
    return bool(j.state.done(StatementMade, party=j.party))


def statement_waived(j: Judgement) -> bool:
    """The party made no statement and gave up the right in writing after it was told."""
    return not statement_made(j) and any((notice := told(one)) and waiver_of_statement(one, notice) for one in each(j))


def statement_not_made(j: Judgement) -> bool:
    """The period told for a statement has fully passed; the party neither said anything nor gave up the right.

    Of the three only one holds at a time, and none while the period runs: a decision cannot be written then.
    """
    if statement_made(j) or statement_waived(j):
        return False
    notices = [(one, notice) for one in each(j) if (notice := told(one)) is not None]
    return bool(notices) and all(one.day > statement_last_day(one, notice) for one, notice in notices)


def hearing_reached(j: Judgement) -> bool:
    """The penalty proposed, told or decided gives the party the right to a hearing (行政处罚法第六十三条第一款; HB-56).

    The amount is the office's own for the matter, else the field's, else the province's; severe kinds always.
    """
    return any(causes_of_case(one) for one in each(j)) or _any_proposal(j, lambda proposal: bool(hearing_causes(j, proposal)))


def hearing_told(j: Judgement) -> bool:
    """The right to a hearing was told and the notice reached the party."""
    return any(told_hearing(one) is not None for one in each(j))


def hearing_requested(j: Judgement) -> bool:
    """The party asked for a hearing and has not withdrawn."""
    return any(requests(one) for one in each(j))


def hearing_waived(j: Judgement) -> bool:
    """The party gave up the hearing in writing after it was told, and none was held."""
    return not hearing_held(j) and any((notice := told_hearing(one)) and waiver_of_hearing(one, notice) for one in each(j))


def hearing_not_requested(j: Judgement) -> bool:
    """The right was told, its period has fully passed, and the party neither asked for a hearing nor gave it up."""
    if hearing_requested(j) or hearing_waived(j):
        return False
    notices = [(one, notice) for one in each(j) if (notice := told_hearing(one)) is not None]
    return bool(notices) and all(one.day > last_day(one, "PUN-HEAR5", start=notice.on) for one, notice in notices)


def hearing_held(j: Judgement) -> bool:
    """A hearing about the party was held, or ended because it stayed away or left."""
    return any(hearings(one) for one in each(j))


def hearing_ended_by_absence(j: Judgement) -> bool:
    """The last hearing ended because the party stayed away or left (行政处罚法第六十四条第六项)."""
    act = j.the_act(HearingHeld)
    found = [act] if act is not None else [hearing for one in each(j) for hearing in hearings(one)]
    return bool(found) and found[-1].outcome is not HearingOutcome.HELD


# -- review and deliberation -----------------------------------------------------------------------------------------


def review_needed(j: Judgement) -> bool:
    """Legal review is due before the decision (行政处罚法第五十八条第一款; 河南省行政执法条例第二十八条第二款; HB-72)."""
    return any(review_reasons(one) for one in each(j))


def review_passed(j: Judgement) -> bool:
    """The last review agreed."""
    return passed_review(j) is not None


def deliberation_needed(j: Judgement) -> bool:
    """The leaders must deliberate (行政处罚法第五十七条第二款), or the penalty is 减轻处罚, where it is customary.

    Custom shows the step; only the statutory cases are blocked without it (HB-11).
    """
    return any(deliberation_reasons(one) for one in each(j)) or penalty_below_range(j)


def deliberation_adopted(j: Judgement) -> bool:
    """The last deliberation of the leaders adopted the proposal."""
    return deliberated(j) is not None


_ORDER: tuple[Proposition, ...] = (
    order.penalty_proposed,
    order.penalty_decided,
    order.no_penalty_decided,
    order.paid_in_full,
    order.surcharge_decided,
)
_WORDS: tuple[Proposition, ...] = (
    fine_proposed,
    fine_imposed,
    confiscation_proposed,
    band_on_file,
    mitigating_factors_found,
    penalty_below_range,
    law_compared,
    surcharge_stated,
    decided_lighter,
    no_penalty_for_want_of_capacity,
    statement_made,
    statement_waived,
    statement_not_made,
    hearing_reached,
    hearing_told,
    hearing_requested,
    hearing_waived,
    hearing_not_requested,
    hearing_held,
    hearing_ended_by_absence,
    review_needed,
    review_passed,
    deliberation_needed,
    deliberation_adopted,
)

PROPOSITIONS: Mapping[str, Proposition] = MappingProxyType({getattr(one, "__name__", ""): one for one in (*PARTICULARS, *_ORDER, *_WORDS)})
"""The propositions by name."""
