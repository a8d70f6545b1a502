"""Filing: the dossier as one PDF, the package that an archivist can check, and the slip that stays outside of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.files import copy_hashed, telling, write_atomically
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import DossierFiled
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.dossier_order import EntryKind, dossier_orders
from mq_enforce.documents.dossier_sheet import DossierSheet, EvidenceLine, SlipSheet
from mq_enforce.documents.ports import DrawnPaper, Rendering
from mq_enforce.dossier.assemble import FrontMatter, assemble
from mq_enforce.dossier.package import PackageContent, PackageFacts, PackedEvidence, PackedPaper, package
from mq_enforce.dossier.plan import DossierItem, Plan, Volume, settle
from mq_enforce.dossier.slip import slip_fields
from mq_enforce.services.case_data import case_data
from mq_enforce.services.cases import paper_id, read_case
from mq_enforce.services.papers import PaperWanted, coded, freeze, images_of, source_of
from mq_enforce.services.program import Program
from mq_enforce.store import case_stream

_INDEX = "evidence_index"
_PHOTOS = "evidence_paste_page"
_COVER, _CONTENTS, _REFERENCE = "dossier_cover", "dossier_contents", "dossier_reference_sheet"
_SLIP = "dossier_slip"
_ANNEXES = frozenset({"items_list"})
"""Papers that belong to another one which the same act makes."""
FRAME = (_COVER, _CONTENTS, _REFERENCE)


@dataclass(frozen=True, slots=True)
class Filed:
    """Where the filed dossier stands: the package, the bound PDF, the slip; pages of the PDF; the slip's digest in hex."""

    package: Path
    pdf: Path
    slip: Path
    pages: int
    digest: str


def file_dossier(program: Program, case_id: str, out: Path, progress: Callable[[str], None] = lambda _what: None) -> Filed:
    """Build ``out/dossier/``, ``out/dossier.pdf`` and ``out/dossier-slip.pdf`` for a case whose filing is on record.

    Raises BadInput when the case was not filed, or a target exists.
    """
    state = read_case(program, case_id)
    act = state.last(DossierFiled)
    if act is None:
        raise BadInput(Fault("本案还没有办理立卷归档", state.head.title, "先登记立卷归档（dossier_filed）"))
    return _Filing(program, state, act, out, progress).build()


class _Filing:
    """One filing from plan to slip."""

    def __init__(self, program: Program, state: CaseState, act: DossierFiled, out: Path, progress: Callable[[str], None]) -> None:
        self.program = program
        self.state = state
        self.act = act
        self.out = out
        self.progress = progress
        self.images = images_of(program, state)
        self.frame: dict[tuple[str, str], DrawnPaper] = {}
        with program.store.read(program.actor.agency) as reader:
            self.rows = [row for row in reader.papers(state.head.id) if row.status == "issued" and row.document not in (*FRAME, _INDEX)]
            self.pdfs = {row.paper_id: reader.read_blob(row.sha256) for row in self.rows}

    def build(self) -> Filed:
        """Draw, bind, freeze the sheets, pack, and draw the slip."""
        self.progress("排列材料")
        index: list[DrawnPaper] = []
        plan = settle(lambda known: self._items(known, index), dossier_orders().mode())
        if index:
            self._freeze(_INDEX, index[-1])
        stream = case_stream(self.state.head.id)
        with self.program.store.read(self.program.actor.agency) as reader:
            head, seal = reader.head(stream), reader.last_seal()
        if head is None or seal is None:
            raise BadInput(Fault("本案的记录链是空的", self.state.head.title))
        basis = DossierSheet(
            volume="",
            entries=(),
            numbered_pages=0,
            photo_pages=0,
            case_head=head.hash,
            case_head_number=head.number,
            last_seal=seal.hash,
            last_seal_number=seal.number,
            filed_on=self.act.on,
        )
        with telling("建立输出文件夹"):
            self.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".dossier-", dir=self.out) as scratch:
            bound = Path(scratch) / "dossier.pdf"
            self.progress("装订")
            front = FrontMatter(
                cover=lambda volume: self._sheet(_COVER, volume, basis),
                contents=lambda volume, _pages: self._sheet(_CONTENTS, volume, basis),
                reference=lambda volume: self._sheet(_REFERENCE, volume, basis),
            )
            assembled = assemble(plan, front, self.program.stamps, bound, self.state.head.title)
            sheets = self._freeze_frame()
            with self.program.store.read(self.program.actor.agency) as reader:
                journal = reader.export_chain(stream)
            self.progress("打包")
            packed = package(
                self.out / "dossier",
                PackageContent(
                    bound, assembled, plan, self._papers(), self._evidence(), case_data(self.program, self.state.head.id), journal
                ),
                PackageFacts(
                    case_number=self.state.head.number,
                    title=self.state.head.title,
                    agency=self.state.office.agency.name,
                    identifier=self.state.head.id,
                    packed_on=self.act.on,
                    case_head=head,
                    last_seal=seal,
                    sheets=sheets,
                ),
            )
            copy_hashed(bound, self.out / "dossier.pdf")
        slip = self._slip(packed.path)
        return Filed(packed.path, self.out / "dossier.pdf", slip, assembled.pages, packed.tag_manifest_sha256)

    # -- entries ------------------------------------------------------------------------------------------

    def _items(self, plan: Plan | None, index: list[DrawnPaper]) -> list[DossierItem]:
        issued = {paper_id(self.state.head.id, paper.id): paper for paper in self.state.papers()}
        items = [self._item(paper, self.pdfs[key], issued) for key, paper in issued.items() if key in self.pdfs]
        lines = self._evidence_lines(plan)
        if lines:
            drawn = self._draw(_INDEX, {"evidence": lines})
            index.append(drawn)
            items.append(
                DossierItem(
                    key=_INDEX,
                    title=self.program.kinds[_INDEX].label,
                    kind=EntryKind.PAPER,
                    pages=drawn.pages,
                    pdf=drawn.pdf,
                    document=_INDEX,
                    responsible=self.state.office.agency.team,
                    date=self.act.on,
                )
            )
        return items

    def _item(self, paper: PaperIssued, pdf: bytes, issued: Mapping[str, PaperIssued]) -> DossierItem:
        several = len(self.state.parties) > 1 and paper.party is not None
        title = f"{paper.title}（{self.state.party(paper.party).name}）" if several else paper.title
        return DossierItem(
            key=paper.id,
            title=title,
            kind=EntryKind.PAPER,
            pages=paper.pages,
            pdf=pdf,
            document=paper.document,
            number=paper.number,
            responsible=self.state.office.agency.name if self.program.kinds[paper.document].outgoing else self.state.office.agency.team,
            date=paper.on,
            follows=self._followed(paper, issued),
        )

    def _followed(self, paper: PaperIssued, issued: Mapping[str, PaperIssued]) -> str | None:
        """A receipt stands behind the paper that it receipts, a list of goods behind the notice of the same act."""
        record = self.state.record(paper.refers_to or "")
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

    def _evidence_lines(self, plan: Plan | None) -> tuple[EvidenceLine, ...]:
        pages = {one.item.key: one for volume in plan.volumes for one in volume.items} if plan else {}
        lines: list[EvidenceLine] = []
        for order, act in enumerate(self.state.done(EvidenceCollected), 1):
            key = next((p.id for p in self.state.papers("evidence_paste_page") if p.refers_to == act.id), "")
            place = pages.get(key)
            span = "" if place is None else _span(place.first_page, place.last_page)
            lines.append(
                EvidenceLine(
                    order=order,
                    name=act.name,
                    kind=act.evidence_kind.label,
                    source=act.source,
                    proves=act.proves,
                    count=str(act.pages),
                    pages=span,
                )
            )
        return tuple(lines)

    # -- drawing and freezing -----------------------------------------------------------------------------

    def _draw(self, document: str, extra: Mapping[str, object], mark: str = "") -> DrawnPaper:
        source = source_of(self.state, self.program, document, self.act, None, extra=extra)
        code = coded(paper_id(self.state.head.id, PaperWanted(document, None).id_after(self._marked(mark))))
        return self.program.papers(self.images).draw(document, CaseContext(source), Rendering.ISSUED, page_code=code)

    def _marked(self, mark: str) -> Act:
        """The filing as the sheets of one of several volumes name it."""
        return self.act.model_copy(update={"id": f"{self.act.id}.{mark}"}) if mark else self.act

    def _sheet(self, document: str, volume: Volume, basis: DossierSheet) -> bytes:
        sheet = replace(
            basis,
            volume=volume.title,
            entries=volume.contents,
            numbered_pages=volume.numbered_pages,
            photo_pages=volume.photo_pages + sum(one.item.pages for one in volume.items if one.item.document == _PHOTOS),
        )
        drawn = self._draw(document, {"sheet": sheet}, volume.mark.rstrip("-"))
        self.frame[document, volume.mark] = drawn
        return drawn.pdf

    def _freeze(self, document: str, drawn: DrawnPaper, mark: str = "") -> PaperIssued:
        return freeze(self.program, self.state.head.id, self._marked(mark), PaperWanted(document, None), drawn)

    def _freeze_frame(self) -> tuple[str, ...]:
        sheets: list[str] = []
        for (document, mark), drawn in self.frame.items():
            paper = self._freeze(document, drawn, mark.rstrip("-"))
            if document == _REFERENCE:
                sheets.append(paper_id(self.state.head.id, paper.id))
        return tuple(sheets)

    # -- package ------------------------------------------------------------------------------------------

    def _papers(self) -> list[PackedPaper]:
        with self.program.store.read(self.program.actor.agency) as reader:
            rows = [row for row in reader.papers(self.state.head.id) if row.status == "issued"]
            return [
                PackedPaper(order, row.document, row.number or "", reader.read_blob(row.sha256), row.sha256)
                for order, row in enumerate(rows, 1)
            ]

    def _evidence(self) -> list[PackedEvidence]:
        taken = [act for act in self.state.done(EvidenceCollected) if act.sha256]
        with self.program.store.read(self.program.actor.agency) as reader:
            return [
                PackedEvidence(order, Path(act.file).name or act.evidence, reader.read_blob(act.sha256), act.sha256)
                for order, act in enumerate(taken, 1)
            ]

    def _slip(self, bag: Path) -> Path:
        fields = slip_fields(bag)
        slip = SlipSheet(
            case_number=fields.case_number,
            title=fields.title,
            agency=fields.agency,
            identifier=fields.identifier,
            packed_on=fields.packed_on,
            files=fields.files,
            size=fields.bytes,
            pages=fields.pages,
            case_head=fields.case_head,
            last_seal=fields.last_seal,
            groups=fields.groups,
        )
        target = self.out / "dossier-slip.pdf"
        write_atomically(target, self._draw(_SLIP, {"slip": slip}).pdf)
        return target


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
