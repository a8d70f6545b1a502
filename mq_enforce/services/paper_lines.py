"""The papers of a case as plain lines: those on file, with what became of them, and those that should be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mq_enforce.case.acts.records import PaperIssued, PaperVoided, ScanAttached
from mq_enforce.case.state import CaseState
from mq_enforce.services.program import Program
from mq_enforce.services.timeline import party_name


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper of the case. ``replaced`` is the id of the one in its place; ``delivered_on`` its last effective delivery."""

    id: str
    act: str
    document: str
    title: str
    number: str
    party: str | None
    name: str
    at: datetime
    pages: int
    voided: bool
    replaced: str
    scans: int
    delivered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPaper:
    """A paper that an act on file should have made and that is not there."""

    act: str
    document: str
    title: str
    party: str | None
    name: str


def paper_lines(state: CaseState) -> tuple[PaperLine, ...]:
    """Return the papers on file in the order in which they were made, voided ones among them."""
    issued = [record.act for record in state.records if isinstance(record.act, PaperIssued)]
    void = {act.paper for act in state.done(PaperVoided)}
    instead = {paper.replaces: paper.id for paper in issued if paper.replaces}
    scans = [act.paper for act in state.done(ScanAttached)]
    delivered = _delivered(state, [paper for paper in issued if paper.id not in void])
    return tuple(
        PaperLine(
            id=paper.id,
            act=paper.refers_to or "",
            document=paper.document,
            title=paper.title,
            number=paper.number,
            party=paper.party,
            name=party_name(state, paper.party),
            at=paper.at,
            pages=paper.pages,
            voided=paper.id in void or paper.id in state.voided,
            replaced=instead.get(paper.id, ""),
            scans=scans.count(paper.id),
            delivered_on=delivered.get(paper.id),
        )
        for paper in issued
    )


def _delivered(state: CaseState, papers: list[PaperIssued]) -> dict[str, date]:
    """Return when each paper was delivered: the one that a delivery names, else the last one of its kind, per party."""
    found: dict[str, date] = {}
    for document in dict.fromkeys(paper.document for paper in papers):
        for delivery in state.deliveries(document):
            there = [
                paper
                for paper in papers
                if paper.document == document and paper.at <= delivery.at and (paper.party is None or delivery.party in {None, paper.party})
            ]
            named = [paper for paper in there if delivery.paper == paper.id]
            of_act = [paper for paper in there if delivery.refers_to is not None and delivery.refers_to == paper.refers_to]
            last = {paper.party: paper for paper in there}
            for paper in named or of_act or last.values():
                found[paper.id] = delivery.received_on
    return found


def missing_line(program: Program, state: CaseState, one: dict[str, str]) -> MissingPaper:
    """Return a paper that ``results.missing_papers`` tells of, in words."""
    party = one["party"] or None
    title = program.kinds[one["document"]].label
    return MissingPaper(act=one["act"], document=one["document"], title=title, party=party, name=party_name(state, party))
