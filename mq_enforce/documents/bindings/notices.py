"""Which notice told a party what: the notice a paper speaks of, its 字号, and the day on which it was received."""

from __future__ import annotations

from dataclasses import dataclass

from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.notice import HearingRightsNoticeIssued, NoticeIssued, PriorNoticeIssued
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.documents.source import PaperSource

_DOCUMENTS: dict[type[NoticeIssued], str] = {PriorNoticeIssued: "prior_notice", HearingRightsNoticeIssued: "hearing_rights_notice"}


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice to one party; ``delivery`` is its last effective one, ``paper`` the issued paper, each None when not on file."""

    act: NoticeIssued
    delivery: Delivered | None
    paper: PaperIssued | None

    @property
    def document(self) -> str:
        """The document id of the notice."""
        return _DOCUMENTS[type(self.act)]

    @property
    def of_hearing(self) -> bool:
        """Whether it tells the right to a hearing."""
        return isinstance(self.act, HearingRightsNoticeIssued)


def telling(source: PaperSource, party: str) -> Telling | None:
    """Return the notice for a party that a paper speaks of.

    That is the one the paper's own act issues, else the last one that was effectively delivered, else the last one issued.
    """
    own = source.the_act(PriorNoticeIssued, HearingRightsNoticeIssued)
    if own is not None:
        return _telling(source, own, party)
    issued = [_telling(source, act, party) for act in source.state.done(PriorNoticeIssued, HearingRightsNoticeIssued, party=party)]
    delivered = [one for one in issued if one.delivery is not None]
    return next(iter([*reversed(delivered), *reversed(issued)]), None)


def _telling(source: PaperSource, act: NoticeIssued, party: str) -> Telling:
    document = _DOCUMENTS[type(act)]
    papers = [paper for paper in source.state.papers(document, party) if paper.refers_to == act.id]
    paper = papers[-1] if papers else None
    later = [one for one in source.state.done(type(act), party=party) if one.at > act.at]
    deliveries = [
        one
        for one in source.state.deliveries(document, party)
        if one.at >= act.at and (one.refers_to == act.id or (one.refers_to is None and not any(one.at >= next_.at for next_ in later)))
    ]
    return Telling(act, deliveries[-1] if deliveries else None, paper)
