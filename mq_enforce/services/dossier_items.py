"""What is bound into a dossier: the papers in force, each with its signed scans behind it, and the index of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.acts.records import PaperIssued, ScanAttached
from mq_enforce.case.state import CaseState
from mq_enforce.documents.dossier_order import EntryKind, dossier_orders
from mq_enforce.documents.dossier_sheet import EvidenceLine
from mq_enforce.documents.ports import DrawnPaper
from mq_enforce.dossier.plan import DossierItem, Plan, settle
from mq_enforce.services.program import Program

INDEX, PHOTOS = "evidence_index", "evidence_paste_page"
COVER, CONTENTS, REFERENCE = "dossier_cover", "dossier_contents", "dossier_reference_sheet"
FRAME = (COVER, CONTENTS, REFERENCE)
OWN_PAPERS = frozenset({*FRAME, INDEX})
"""Papers that the building of the dossier makes itself."""
SIGNED_SCAN = "签字扫描件"
_ANNEXES = frozenset({"items_list"})
"""Papers that belong to another one which the same act makes."""

Content = Callable[[str], bytes | Path]
"""Gives the bytes kept under a digest, or a file that holds them."""
DrawIndex = Callable[[tuple[EvidenceLine, ...]], DrawnPaper]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The plan of a dossier, and the index of evidence as it stands in it; None where there is no evidence."""

    plan: Plan
    index: DrawnPaper | None


def arrange(program: Program, state: CaseState, on: date, draw_index: DrawIndex, content: Content) -> Arranged:
    """Put everything that belongs into the dossier in its order and number the pages. Raises BadInput when there is nothing."""
    base = [*_paper_items(program, state, content), *_scan_items(program, state, content)]
    drawn: list[DrawnPaper] = []

    def items(known: Plan | None) -> list[DossierItem]:
        lines = _evidence_lines(state, known)
        if not lines:
            return base
        drawn.append(draw_index(lines))
        return [*base, _index_item(program, state, drawn[-1], on)]

    plan = settle(items, dossier_orders().mode())
    return Arranged(plan, drawn[-1] if drawn else None)


def bound_papers(state: CaseState) -> list[PaperIssued]:
    """Return the papers in force that the dossier takes in, in the order in which they were made."""
    return [paper for paper in state.papers() if paper.document not in OWN_PAPERS]


def bound_scans(state: CaseState) -> list[tuple[ScanAttached, PaperIssued]]:
    """Return the scans of those papers with the paper that each belongs to, in the order in which they were attached."""
    papers = {paper.id: paper for paper in bound_papers(state)}
    return [(scan, papers[scan.paper]) for scan in state.done(ScanAttached) if scan.paper in papers]


# -- entries ------------------------------------------------------------------------------------------------------


def _paper_items(program: Program, state: CaseState, content: Content) -> Iterator[DossierItem]:
    papers = {paper.id: paper for paper in bound_papers(state)}
    for paper in papers.values():
        yield DossierItem(
            key=paper.id,
            title=_title(state, paper),
            kind=EntryKind.PAPER,
            pages=paper.pages,
            pdf=content(paper.sha256),
            document=paper.document,
            number=paper.number,
            responsible=_responsible(program, state, paper),
            date=paper.on,
            follows=_followed(state, paper, papers),
        )


def _scan_items(program: Program, state: CaseState, content: Content) -> Iterator[DossierItem]:
    """A scan stands right behind its paper: the signed sheet is what counts, the issued one is what can be checked."""
    scans = bound_scans(state)
    with program.store.read(program.actor.agency) as reader:
        pictures = {scan.sha256 for scan, _ in scans if reader.blob(scan.sha256).media_type.startswith("image/")}
    for scan, paper in scans:
        held = content(scan.sha256)
        title = f"{_title(state, paper)}（{SIGNED_SCAN}）"
        yield DossierItem(
            key=scan.id,
            title=title,
            kind=EntryKind.SCAN,
            pages=scan.pages,
            pdf=None if scan.sha256 in pictures else held,
            image=held if scan.sha256 in pictures else None,
            document=paper.document,
            number=paper.number,
            responsible=_responsible(program, state, paper),
            date=scan.on,
            caption=title,
            follows=paper.id,
        )


def _index_item(program: Program, state: CaseState, drawn: DrawnPaper, on: date) -> DossierItem:
    return DossierItem(
        key=INDEX,
        title=program.kinds[INDEX].label,
        kind=EntryKind.PAPER,
        pages=drawn.pages,
        pdf=drawn.pdf,
        document=INDEX,
        responsible=state.office.agency.team,
        date=on,
    )


def _title(state: CaseState, paper: PaperIssued) -> str:
    several = len(state.parties) > 1 and paper.party is not None
    return f"{paper.title}（{state.party(paper.party).name}）" if several else paper.title


def _responsible(program: Program, state: CaseState, paper: PaperIssued) -> str:
    agency = state.office.agency
    return agency.name if program.kinds[paper.document].outgoing else agency.team


def _followed(state: CaseState, paper: PaperIssued, issued: Mapping[str, PaperIssued]) -> str | None:
    """A receipt stands behind the paper that it receipts, a list of goods behind the notice of the same act."""
    record = state.record(paper.refers_to or "")
    if paper.document in _ANNEXES:
        return next((one.id for one in issued.values() if one.refers_to == paper.refers_to and one.id != paper.id), None)
    if record is None or not isinstance(record.act, Delivered):
        return None
    delivered = [
        one.id
        for one in issued.values()
        if one.document == record.act.document and one.party in (None, record.act.party) and one.at <= record.act.at
    ]
    return delivered[-1] if delivered else None


def _evidence_lines(state: CaseState, plan: Plan | None) -> tuple[EvidenceLine, ...]:
    pages = {one.item.key: one for volume in plan.volumes for one in volume.items} if plan else {}
    lines: list[EvidenceLine] = []
    for order, act in enumerate(state.done(EvidenceCollected), 1):
        key = next((paper.id for paper in state.papers(PHOTOS) if paper.refers_to == act.id), "")
        place = pages.get(key)
        lines.append(
            EvidenceLine(
                order=order,
                name=act.name,
                kind=act.evidence_kind.label,
                source=act.source,
                proves=act.proves,
                count=str(act.pages),
                pages="" if place is None else page_span(place.first_page, place.last_page),
            )
        )
    return tuple(lines)


def page_span(first: int, last: int) -> str:
    """Return ``7`` or ``7-9``."""
    return str(first) if first == last else f"{first}-{last}"
