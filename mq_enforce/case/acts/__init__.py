"""All kinds of act, and the one union that diaries, windows and the store read them through."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from mq_enforce.case.acts.closing import (
    CaseClosed,
    DossierFiled,
    PartyDocumentsTaken,
    PublicationApproved,
    PublicationWithdrawn,
    Published,
    RecordingsArchived,
)
from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.acts.decision import (
    DecisionApproved,
    EducationGiven,
    NoPenaltyApproved,
    NoPenaltyDecided,
    PenaltyDecided,
)
from mq_enforce.case.acts.delivery import AddressConfirmed, Delivered, PublicNoticePosted, Unreachable
from mq_enforce.case.acts.intake import (
    ClueRegistered,
    FilingApproved,
    JurisdictionConfirmed,
    OfficersAssigned,
    RecusalCauseFound,
    RecusalDecided,
)
from mq_enforce.case.acts.investigation import (
    CapacityAssessed,
    CrimeReturned,
    CrimeSuspected,
    CrimeTransferred,
    EarlierFineFound,
    EvidenceCollected,
    InterviewHeld,
    NoFaultShown,
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
    HearingRightsNoticeIssued,
    PriorNoticeIssued,
    RightsWaived,
    StatementMade,
    StatementReviewed,
)
from mq_enforce.case.acts.performance import (
    DeferralApproved,
    DeferralRequested,
    FineCollected,
    FinePaid,
    RemedyEnded,
    RemedyStarted,
    SurchargeDecided,
)
from mq_enforce.case.acts.proposal import InvestigationEnded, ProposalApproved
from mq_enforce.case.acts.records import (
    ActVoided,
    FactCorrected,
    IrregularityAccepted,
    PaperIssued,
    PaperVoided,
    ScanAttached,
)
from mq_enforce.case.acts.review import DeliberationHeld, ReviewGiven, ReviewSubmitted

AnyAct = Annotated[
    ClueRegistered
    | JurisdictionConfirmed
    | FilingApproved
    | OfficersAssigned
    | RecusalCauseFound
    | RecusalDecided
    | SiteInspected
    | InterviewHeld
    | EvidenceCollected
    | PreservationApproved
    | PreservationStarted
    | PreservationDisposed
    | RectificationOrdered
    | RectificationReviewed
    | CrimeSuspected
    | CrimeTransferred
    | CrimeReturned
    | CapacityAssessed
    | NoFaultShown
    | EarlierFineFound
    | InvestigationEnded
    | ProposalApproved
    | PriorNoticeIssued
    | HearingRightsNoticeIssued
    | StatementMade
    | RightsWaived
    | StatementReviewed
    | HearingRequested
    | HearingNotified
    | HearingHeld
    | HearingReported
    | ReviewSubmitted
    | ReviewGiven
    | DeliberationHeld
    | DecisionApproved
    | PenaltyDecided
    | NoPenaltyApproved
    | NoPenaltyDecided
    | EducationGiven
    | AddressConfirmed
    | Unreachable
    | PublicNoticePosted
    | Delivered
    | FinePaid
    | FineCollected
    | DeferralRequested
    | DeferralApproved
    | SurchargeDecided
    | RemedyStarted
    | RemedyEnded
    | RecordingsArchived
    | PartyDocumentsTaken
    | PublicationApproved
    | Published
    | PublicationWithdrawn
    | CaseClosed
    | DossierFiled
    | FactCorrected
    | ActVoided
    | IrregularityAccepted
    | PaperIssued
    | PaperVoided
    | ScanAttached,
    Field(discriminator="kind"),
]
"""Any act, told apart by its ``kind``."""

ACT: TypeAdapter[AnyAct] = TypeAdapter(AnyAct)

ACT_TYPES: dict[str, type[Act]] = {cls.model_fields["kind"].default: cls for cls in get_args(get_args(AnyAct)[0])}
"""Every act type by kind, in the order in which the procedure tells them."""


def read_act(data: dict[str, Any]) -> Act:
    """Return the typed act for plain data. Raises pydantic's ValidationError."""
    return ACT.validate_python(data)


__all__ = ["ACT", "ACT_TYPES", "Act", "AnyAct", "Event", "read_act"]
