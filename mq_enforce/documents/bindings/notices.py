"""Which notice told a party what: the notice a paper speaks of, its 字号, and the day on which it was received."""

from __future__ import annotations

from dataclasses import dataclass

from mq_enforce.case import proposals
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.notice import HearingRightsNoticeIssued, NoticeIssued, PriorNoticeIssued
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.proposals import Told
from mq_enforce.documents.source import PaperSource


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice to one party; ``delivery`` is its last effective one, ``paper`` the issued paper, each None when not on file."""

    act: NoticeIssued
    delivery: Delivered | None
    paper: PaperIssued | None

    @property
    def document(self) -> str:
        """The document id of the notice."""
        return proposals.NOTICE_DOCUMENTS[type(self.act)]

    @property
    def of_hearing(self) -> bool:
        """Whether it tells the right to a hearing."""
        return isinstance(self.act, HearingRightsNoticeIssued)


def telling(source: PaperSource, party: str) -> Telling | None:
    """Return the notice for a party that a paper speaks of.

    That is the one the paper's own act issues, else the last one that reached the party as the gates count it, else the
    last one that was delivered or at least issued.
    """
    own = source.the_act(PriorNoticeIssued, HearingRightsNoticeIssued)
    if own is None:
        found = told_before(source, party)
        if found is not None:
            return Telling(found.notice, found.delivery, _paper(source, found.notice, party))
        issued = source.state.done(PriorNoticeIssued, HearingRightsNoticeIssued, party=party)
        arrived = [act for act in issued if _delivery(source, act, party) is not None]
        own = next(iter([*reversed(arrived), *reversed(issued)]), None)
    return Telling(own, _delivery(source, own, party), _paper(source, own, party)) if own is not None else None


def told_before(source: PaperSource, party: str) -> Told | None:
    """Return the notice that had reached a party when the paper was made, or None."""
    moment = source.act.at if source.act is not None else max((one.act.at for one in source.state.records), default=None)
    return proposals.told(source.state, party, moment) if moment is not None else None


def _paper(source: PaperSource, act: NoticeIssued, party: str) -> PaperIssued | None:
    papers = [paper for paper in source.state.papers(proposals.NOTICE_DOCUMENTS[type(act)], party) if paper.refers_to == act.id]
    return papers[-1] if papers else None


def _delivery(source: PaperSource, act: NoticeIssued, party: str) -> Delivered | None:
    """Return the last effective delivery of a notice, whether or not the notice can be relied on."""
    later = [one for one in source.state.done(type(act), party=party) if one.at > act.at]
    deliveries = [
        one
        for one in source.state.deliveries(proposals.NOTICE_DOCUMENTS[type(act)], party)
        if one.at >= act.at and (one.refers_to == act.id or (one.refers_to is None and not any(one.at >= next_.at for next_ in later)))
    ]
    return deliveries[-1] if deliveries else None
