"""What an act before other people has on record of certificates and of what was told (行政处罚法第四十三条、第四十五条、第五十五条).

A paper says that certificates were shown or rights told only when the act says so; else it says that nothing is on record.
"""

from __future__ import annotations

from mq_enforce.case.acts.investigation import (
    InterviewHeld,
    PreservationApproved,
    PreservationStarted,
    RectificationReviewed,
    Session,
    SiteInspected,
)
from mq_enforce.documents.bindings.registry import Conditions, Values
from mq_enforce.documents.source import PaperSource


def _shown(source: PaperSource) -> bool | None:
    """Whether the act has certificates shown on record; None when there is no such act."""
    act = source.latest(InterviewHeld, SiteInspected, RectificationReviewed, PreservationStarted)
    return act.certificates_shown if isinstance(act, Session | RectificationReviewed | PreservationStarted) else None


def _told(source: PaperSource) -> bool | None:
    """Whether the act has the rights told on record; None when there is no such act."""
    act = source.latest(InterviewHeld, SiteInspected)
    return act.recusal_told if act is not None else None


def _is_party(source: PaperSource) -> bool:
    """The interviewed person is a party, its head or operator, its guardian, or its agent: they have the rights of a party."""
    act = source.latest(InterviewHeld)
    if act is None:
        return False
    names: set[str] = set()
    for party in source.state.parties.values():
        names |= {party.name, party.head}
        names |= {one.name for one in (party.guardian, party.agent) if one is not None}
    return act.person.name in names


def _is_witness(source: PaperSource) -> bool:
    return source.latest(InterviewHeld) is not None and not _is_party(source)


def _preservation_granted(source: PaperSource) -> bool:
    """The head agreed to preserve before it was done."""
    begun = source.latest(PreservationStarted)
    approvals = [act for act in source.state.done(PreservationApproved, party=source.subject) if begun is None or act.at <= begun.at]
    item = begun.item if begun is not None else None
    return any(act.approval.granted for act in approvals if item is None or act.item in (None, item))


VALUES: Values = {}

CONDITIONS: Conditions = {
    "certificates_shown": lambda source: _shown(source) is True,
    "certificates_not_shown": lambda source: _shown(source) is False,
    "rights_told": lambda source: _told(source) is True,
    "rights_not_told": lambda source: _told(source) is False,
    "interviewee_is_party": _is_party,
    "interviewee_is_witness": _is_witness,
    "interviewee_rights_told": lambda source: _is_party(source) and _told(source) is True,
    "interviewee_rights_not_told": lambda source: _is_party(source) and _told(source) is False,
    "preservation_granted": _preservation_granted,
}
