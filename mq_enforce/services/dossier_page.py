"""The dossier of a case as it would be bound now: contents in their order, what is missing and where to go for it, findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mq_enforce.base.file_names import safe_name
from mq_enforce.case.acts.closing import DossierFiled
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.dossier_order import EntryKind
from mq_enforce.documents.dossier_sheet import EvidenceLine
from mq_enforce.documents.ports import DrawnPaper, Rendering
from mq_enforce.dossier.plan import NumberedItem, Plan, Volume
from mq_enforce.dossier.slip import read_digest
from mq_enforce.dossier.verify import verify
from mq_enforce.procedures.engine import Status
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.case_page import CasePage, FindingLine, RailStep, page_of
from mq_enforce.services.cases import read_case
from mq_enforce.services.dossier_items import INDEX, SIGNED_SCAN, arrange, bound_papers, bound_scans, page_span
from mq_enforce.services.dossiers import BAG
from mq_enforce.services.papers import source_of
from mq_enforce.services.program import Program

_WANTING = frozenset({Status.OPEN, Status.BLOCKED, Status.OVERDUE})
_BAG_MARK = "bagit.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A line of 卷内目录. ``paper`` is the id of the act that issued the paper it shows, or whose scan it is; empty for the index.

    ``volume`` is empty where there is one volume only; ``kind`` is 文书, 签字扫描件 or 目录.
    """

    volume: str
    section: str
    order: int
    title: str
    number: str
    responsible: str
    day: date | None
    pages: str
    kind: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that the dossier lacks, in words, and the step that would bring it; ``step`` is empty where none is known."""

    text: str
    step: str
    step_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """What the page of the dossier shows. ``filed_on`` is None until the filing is on record: before that none can be built.

    ``folder`` is a name for its folder where a person chooses the place; ``unsigned`` counts papers without a signed scan.
    """

    case_id: str
    folder: str
    filed_on: date | None
    filing_step: str
    lines: tuple[ContentsLine, ...]
    pages: int
    volumes: int
    unsigned: int
    gaps: tuple[Gap, ...]
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of a dossier found: the verdict in a line, the faults, and remarks that are no faults."""

    path: Path
    ok: bool
    verdict: str
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def dossier_page(program: Program, case_id: str) -> DossierPage:
    """Return the dossier of a case as it would be bound now; nothing is kept. Raises BadInput when there is no such case."""
    state = read_case(program, case_id)
    page = page_of(program, state)
    plan = _plan(program, state)
    filed = state.last(DossierFiled)
    scanned = {paper.id for _, paper in bound_scans(state)}
    volumes = plan.volumes if plan is not None else ()
    return DossierPage(
        case_id=case_id,
        folder=safe_name(f"{state.head.number} {state.head.title}".strip(), 90),
        filed_on=filed.on if filed is not None else None,
        filing_step=next((step.id for step in page.rail if DossierFiled.model_fields["kind"].default in dict(step.acts)), ""),
        lines=tuple(_line(state, volume, one) for volume in volumes for one in volume.items),
        pages=sum(volume.numbered_pages for volume in volumes),
        volumes=len(volumes),
        unsigned=sum(paper.id not in scanned for paper in bound_papers(state)),
        gaps=tuple(_gaps(state, page)),
        findings=page.findings,
    )


def check_dossier(path: Path, slip: str = "", progress: Callable[[str], None] = lambda _what: None) -> Checked:
    """Check a dossier package, or the folder in which one was built, against the slip's digest when it is given.

    ``progress`` may raise to stop. Raises BadInput when nothing is there or the digest is none, EnvironmentProblem when a
    file cannot be read.
    """
    bag = path / BAG if not (path / _BAG_MARK).exists() and (path / BAG).is_dir() else path
    digest = read_digest(slip) if slip.strip() else None
    progress("核对")

    def told(done: int, total: int) -> None:
        progress(f"核对 {done / total:.0%}" if total else "核对")

    report = verify(bag, digest, told)
    verdict = report.sentences()[0]
    return Checked(path=bag, ok=report.ok, verdict=verdict, faults=tuple(fault.sentence() for fault in report.faults), notes=report.notes)


# -- contents -----------------------------------------------------------------------------------------------------


def _plan(program: Program, state: CaseState) -> Plan | None:
    """Return the plan, without reading any file; None while there is nothing to bind."""
    if not bound_papers(state):
        return None
    filed = state.last(DossierFiled)
    source = source_of(state, program, INDEX, filed, None)

    def draw(lines: tuple[EvidenceLine, ...]) -> DrawnPaper:
        return program.papers({}).draw(INDEX, CaseContext(replace(source, extra={**source.extra, "evidence": lines})), Rendering.PREVIEW)

    on = filed.on if filed is not None else program.clock.now().date()
    return arrange(program, state, on, draw, lambda _sha256: b"").plan


def _line(state: CaseState, volume: Volume, one: NumberedItem) -> ContentsLine:
    item = one.item
    kind = SIGNED_SCAN if item.kind is EntryKind.SCAN else "目录" if item.document == INDEX else "文书"
    scans = {scan.id: paper.id for scan, paper in bound_scans(state)}
    return ContentsLine(
        volume=volume.title,
        section=one.section.title,
        order=one.order,
        title=item.title,
        number=item.number,
        responsible=item.responsible,
        day=item.date,
        pages=page_span(one.first_page, one.last_page),
        kind=kind,
        paper="" if item.document == INDEX else scans.get(item.key, item.key),
    )


# -- gaps ---------------------------------------------------------------------------------------------------------


def _gaps(state: CaseState, page: CasePage) -> Iterator[Gap]:
    titles = {step.id: step.title for step in page.rail}
    procedure = procedure_named(state.head.procedure)
    for paper in page.missing_papers:
        record = state.record(paper.act)
        step = procedure.step_of(record.act) if record is not None else None
        whose = f"（{paper.name}）" if paper.name and len(state.parties) > 1 else ""
        done = f"“{record.act.label}”已经办理，" if record is not None else ""
        yield Gap(
            text=f"《{paper.title}》{whose}没有制作：{done}应当有这份文书",
            step=step.id if step is not None else "",
            step_title=titles.get(step.id, "") if step is not None else "",
        )
    for rail in page.rail:
        if rail.status in _WANTING and not rail.optional:
            yield Gap(text=_not_done(rail), step=rail.id, step_title=rail.title)


def _not_done(step: RailStep) -> str:
    papers = "、".join(f"《{title}》" for title in step.makes)
    return f"{step.text}：{step.word}" + (f"，办理后制作{papers}" if papers else "")
