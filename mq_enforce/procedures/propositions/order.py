"""Plain propositions of order: what has been done reliably, case-wide or for one party."""

from __future__ import annotations

from mq_enforce.case.acts.closing import CaseClosed, PublicationApproved, Published
from mq_enforce.case.acts.decision import DecisionApproved, EducationGiven, NoPenaltyApproved, NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved, JurisdictionConfirmed, OfficersAssigned
from mq_enforce.case.acts.investigation import (
    EvidenceCollected,
    InterviewHeld,
    PreservationApproved,
    PreservationDisposed,
    PreservationStarted,
    RectificationOrdered,
    RectificationReviewed,
    SiteInspected,
)
from mq_enforce.case.acts.notice import (
    HearingHeld,
    HearingNotified,
    HearingReported,
    HearingRequested,
    StatementMade,
    StatementReviewed,
)
from mq_enforce.case.acts.performance import DeferralApproved, DeferralRequested, FineCollected, FinePaid, SurchargeDecided
from mq_enforce.case.acts.proposal import InvestigationEnded
from mq_enforce.case.acts.review import ReviewGiven, ReviewSubmitted
from mq_enforce.case.proposals import approved, last_approval
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.force import fine_in_force, surcharge_in_force


def clue_registered(j: Judgement) -> bool:
    """A clue is on file."""
    return j.state.last(ClueRegistered) is not None


def jurisdiction_confirmed(j: Judgement) -> bool:
    """Jurisdiction was checked and the place lies in the agency's area."""
    act = j.state.last(JurisdictionConfirmed)
    return act is not None and act.within_area


def case_filed(j: Judgement) -> bool:
    """The head approved the filing."""
    act = j.state.last(FilingApproved)
    return act is not None and act.approval.granted


def officers_assigned(j: Judgement) -> bool:
    """Officers are assigned."""
    return j.state.last(OfficersAssigned) is not None


def facts_investigated(j: Judgement) -> bool:
    """There is a record of a site or an interview, and evidence on file."""
    state = j.state
    return bool(state.valid(SiteInspected, InterviewHeld)) and bool(state.valid(EvidenceCollected, SiteInspected, InterviewHeld))


def investigation_over(j: Judgement) -> bool:
    """The investigation report is there."""
    return j.state.last(InvestigationEnded) is not None


def penalty_proposed(j: Judgement) -> bool:
    """What stands approved (before any approval: what is proposed) for the party, or for some party, holds a penalty."""
    parties = tuple(j.state.parties) if j.party is None else (j.party,)
    standing = (approved(j.state, party, j.now) for party in parties)
    return any(placed[0].penalties for placed in standing if placed is not None)


def no_penalty_proposed(j: Judgement) -> bool:
    """The investigation is over and no penalty is proposed for the party."""
    return investigation_over(j) and not penalty_proposed(j)


def proposal_approved(j: Judgement) -> bool:
    """The head approved a proposal for the party; that he refused a later change takes nothing away."""
    return last_approval(j.state, j.party) is not None


def preservation_approved(j: Judgement) -> bool:
    """Preservation was approved."""
    return j.state.last(PreservationApproved) is not None


def goods_preserved(j: Judgement) -> bool:
    """Things were preserved."""
    return bool(j.state.done(PreservationStarted))


def preserved_goods_disposed(j: Judgement) -> bool:
    """Every preservation has its disposal."""
    started = j.state.done(PreservationStarted)
    return bool(started) and len(j.state.done(PreservationDisposed)) >= len(started)


def rectification_ordered(j: Judgement) -> bool:
    """The party was ordered to rectify."""
    return bool(j.state.valid(RectificationOrdered, party=j.party))


def rectification_reviewed(j: Judgement) -> bool:
    """The rectification of the party was re-checked."""
    return bool(j.state.valid(RectificationReviewed, party=j.party))


def told(j: Judgement) -> bool:
    """A notice of the proposed penalty was effectively delivered to the party."""
    state = j.state
    return bool(state.deliveries("prior_notice", j.party) or state.deliveries("hearing_rights_notice", j.party))


def statement_made(j: Judgement) -> bool:
    """The party made a statement."""
    return bool(j.state.done(StatementMade, party=j.party))


def statements_reviewed(j: Judgement) -> bool:
    """Every statement of the party was reviewed after it was made."""
    made = j.state.done(StatementMade, party=j.party)
    reviewed = j.state.last(StatementReviewed, party=j.party)
    return bool(made) and reviewed is not None and reviewed.at >= made[-1].at


def hearing_requested(j: Judgement) -> bool:
    """A party asked for a hearing."""
    return bool(j.state.done(HearingRequested, party=j.party))


def hearing_notified(j: Judgement) -> bool:
    """The hearing was notified."""
    return j.state.last(HearingNotified) is not None


def hearing_held(j: Judgement) -> bool:
    """The hearing took place or was lawfully ended."""
    return j.state.last(HearingHeld) is not None


def hearing_reported(j: Judgement) -> bool:
    """The hearing report is there."""
    return j.state.last(HearingReported) is not None


def review_submitted(j: Judgement) -> bool:
    """The case was submitted for legal review."""
    return j.state.last(ReviewSubmitted) is not None


def review_given(j: Judgement) -> bool:
    """An opinion of legal review is there, given after the last submission."""
    submitted, given = j.state.last(ReviewSubmitted), j.state.last(ReviewGiven)
    return submitted is not None and given is not None and given.at >= submitted.at


def decision_approved(j: Judgement) -> bool:
    """The head approved the decision about the party."""
    act = j.state.last(DecisionApproved, party=j.party)
    return act is not None and act.approval.granted


def no_penalty_approved(j: Judgement) -> bool:
    """The head approved that no penalty is imposed on the party."""
    act = j.state.last(NoPenaltyApproved, party=j.party)
    return act is not None and act.approval.granted


def penalty_decided(j: Judgement) -> bool:
    """A penalty was decided against the party."""
    return bool(j.state.valid(PenaltyDecided, party=j.party))


def no_penalty_decided(j: Judgement) -> bool:
    """It was decided not to punish the party."""
    return bool(j.state.valid(NoPenaltyDecided, party=j.party))


def decided(j: Judgement) -> bool:
    """There is a decision about the party."""
    return penalty_decided(j) or no_penalty_decided(j)


def all_decided(j: Judgement) -> bool:
    """There is a decision about every party."""
    return all(decided(j.about(party)) for party in j.state.parties)


def decision_delivered(j: Judgement) -> bool:
    """The decision was effectively delivered to the party."""
    return bool(j.state.deliveries("penalty_decision", j.party) or j.state.deliveries("no_penalty_decision", j.party))


def all_delivered(j: Judgement) -> bool:
    """Every party has its decision."""
    return all(decision_delivered(j.about(party)) for party in j.state.parties)


def deferral_requested(j: Judgement) -> bool:
    """The party asked to pay later or in parts."""
    return bool(j.state.done(DeferralRequested, party=j.party))


def deferral_granted(j: Judgement) -> bool:
    """The head allowed the party to pay later or in parts."""
    act = j.state.last(DeferralApproved, party=j.party)
    return act is not None and act.approval.granted


def surcharge_decided(j: Judgement) -> bool:
    """A surcharge was decided."""
    return bool(j.state.valid(SurchargeDecided, party=j.party))


def fine_imposed(j: Judgement) -> bool:
    """The decision against the party holds a fine."""
    return fine_of(j) > 0


def fine_of(j: Judgement) -> int:
    """Return the fine in force against the party, in fen; 0 when there is none or the decision fell."""
    return fine_in_force(j).fen


def surcharge_owed(j: Judgement) -> int:
    """Return the decided surcharge in fen, as far as it is in force."""
    return surcharge_in_force(j).fen


def paid_in_full(j: Judgement) -> bool:
    """Fine and decided surcharge are paid, or there was nothing to pay."""
    banked = sum(act.amount.fen for act in j.state.done(FinePaid, party=j.party))
    paid = banked + sum(act.amount.fen for act in j.state.done(FineCollected, party=j.party))
    return paid >= fine_of(j) + surcharge_owed(j)


def performed(j: Judgement) -> bool:
    """Every party that was fined has paid."""
    return all(paid_in_full(j.about(party)) for party in j.state.parties)


def education_given(j: Judgement) -> bool:
    """The party was educated."""
    return bool(j.state.valid(EducationGiven, party=j.party))


def publication_approved(j: Judgement) -> bool:
    """Publication was approved."""
    act = j.state.last(PublicationApproved)
    return act is not None and act.agency_opinion.agree


def published(j: Judgement) -> bool:
    """The decision was published."""
    return bool(j.state.valid(Published))


def any_penalty_decided(j: Judgement) -> bool:
    """A penalty was decided against at least one party."""
    return bool(j.state.valid(PenaltyDecided))


def published_or_not_due(j: Judgement) -> bool:
    """The penalty decision is published, or there is none to publish."""
    return published(j) or not any_penalty_decided(j)


def case_closed(j: Judgement) -> bool:
    """The head approved the closing."""
    act = j.state.last(CaseClosed)
    return act is not None and act.approval.granted
