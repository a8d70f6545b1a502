"""Filing: the dossier as one PDF, the package that an archivist can check, and the slip that stays outside of it.

Everything is built in a scratch folder beside its place and moved there at the end: there is a whole dossier or none. A
dossier that was not finished, or has to be made again, is built anew: its sheets are voided and made again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mq_enforce.base.chain import Head, Seal
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.files import copy_hashed, fsync_folder, make_folder, telling, write_atomically
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import DossierFiled
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.acts.records import PaperIssued, PaperVoided
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.dossier_order import EntryKind
from mq_enforce.documents.dossier_sheet import DossierSheet, SlipSheet
from mq_enforce.documents.ports import DrawnPaper, Rendering
from mq_enforce.dossier.assemble import Assembled, FrontMatter, assemble
from mq_enforce.dossier.package import PackageContent, PackageFacts, Packed, PackedEvidence, PackedPaper, package
from mq_enforce.dossier.plan import Plan, Volume
from mq_enforce.dossier.slip import slip_fields
from mq_enforce.services.case_data import case_data
from mq_enforce.services.cases import paper_id, read_case
from mq_enforce.services.dossier_items import CONTENTS, COVER, INDEX, OWN_PAPERS, PHOTOS, REFERENCE, SIGNED_SCAN, arrange, bound_scans
from mq_enforce.services.papers import PaperWanted, coded, freeze, images_of, source_of, void
from mq_enforce.services.program import Program
from mq_enforce.store import case_stream

BAG, BOUND, SLIP = "dossier", "dossier.pdf", "dossier-slip.pdf"
"""What a filed dossier leaves in its folder: the package, the bound PDF, the slip."""
_SLIP_SHEET = "dossier_slip"
_SCRATCH = ".mq-dossier-"
_AGAIN = "案卷重新生成，由新制作的一份代替"
_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}

Progress = Callable[[str], None]
"""Told what is being done; may raise to stop there."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Where the filed dossier stands: the package, the bound PDF, the slip; pages of the PDF; the slip's digest in hex."""

    package: Path
    pdf: Path
    slip: Path
    pages: int
    digest: str


def _quiet(_what: str) -> None:
    """Tell nobody."""


def file_dossier(program: Program, case_id: str, out: Path, progress: Progress = _quiet, detail: Progress = _quiet) -> Filed:
    """Build ``out/dossier/``, ``out/dossier.pdf`` and ``out/dossier-slip.pdf`` for a case whose filing is on record.

    ``progress`` hears of each stage, ``detail`` of each single piece; either may raise to stop. However it ends early,
    nothing of it stands in ``out``, and building again begins anew. Raises BadInput when the case was not filed or a target
    exists, before anything is kept; EnvironmentProblem when the machine cannot.
    """
    state = read_case(program, case_id)
    act = state.last(DossierFiled)
    if act is None:
        raise BadInput(Fault("本案还没有办理立卷归档", state.head.title, "先登记立卷归档（dossier_filed）"))
    _demand_free(out)
    with _room(out) as scratch:
        return _Filing(program, state, act, scratch, progress, detail).build(out)


def _demand_free(out: Path) -> None:
    with telling(f"查看文件夹“{out.name}”"):
        taken = [name for name in (BAG, BOUND, SLIP) if (out / name).exists() or (out / name).is_symlink()]
    if taken:
        told = f"文件夹“{out.name}”里已经有生成过的案卷（{'、'.join(taken)}），没有改动它"
        raise BadInput(Fault(told, expected="另选一个位置，或者先把原来的移走"))


@contextmanager
def _room(out: Path) -> Iterator[Path]:
    """Give a scratch folder inside ``out``; afterwards it is gone, and after a failure so are the folders made for it."""
    with telling(f"查看文件夹“{out.name}”"):
        missing = [one for one in (out, *out.parents) if not one.exists()]
    try:
        make_folder(out)
        with telling(f"在文件夹“{out.name}”里建立临时文件夹"):
            for left in out.glob(f"{_SCRATCH}*"):
                shutil.rmtree(left, ignore_errors=True)
            scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=out))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except BaseException:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        raise


def _put(scratch: Path, out: Path) -> None:
    """Move what was built to its place, all of it or nothing."""
    moved: list[str] = []
    try:
        with telling(f"把案卷放到“{out.name}”"):
            for name in (BAG, BOUND, SLIP):
                (scratch / name).rename(out / name)
                moved.append(name)
            fsync_folder(out)
    except BaseException:
        for name in moved:
            with suppress(OSError):
                (out / name).rename(scratch / name)
        raise


class _Filing:
    """One filing from plan to slip, built in a scratch folder."""

    def __init__(self, program: Program, state: CaseState, act: DossierFiled, scratch: Path, progress: Progress, detail: Progress) -> None:
        self.program = program
        self.state = state
        self.act = act
        self.scratch = scratch
        self.progress = progress
        self.detail = detail
        self.images = images_of(program, state)
        self.frame: dict[tuple[str, str], DrawnPaper] = {}

    def build(self, out: Path) -> Filed:
        """Draw, bind, freeze the sheets, pack, draw the slip, and move all to its place."""
        self.progress("排列材料")
        scanned = {scan.sha256 for scan, _ in bound_scans(self.state)}
        arranged = arrange(
            self.program,
            self.state,
            self.act.on,
            lambda lines: self._draw(INDEX, {"evidence": lines}),
            lambda sha256: self._file(sha256) if sha256 in scanned else self._bytes(sha256),
        )
        self._void_earlier()
        if arranged.index is not None:
            self._freeze(INDEX, arranged.index)
        head, seal = self._heads()
        self.progress("装订")
        assembled = self._bind(arranged.plan, head, seal)
        sheets = self._freeze_frame()
        self.progress("打包")
        packed = self._pack(
            arranged.plan,
            assembled,
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
        copy_hashed(self.scratch / "bound.pdf", self.scratch / BOUND)
        write_atomically(self.scratch / SLIP, self._slip(packed.path))
        self.detail("放到指定的位置")
        _put(self.scratch, out)
        return Filed(out / BAG, out / BOUND, out / SLIP, assembled.pages, packed.tag_manifest_sha256)

    def _bytes(self, sha256: str) -> bytes:
        with self.program.store.read(self.program.actor.agency) as reader:
            return reader.read_blob(sha256)

    def _file(self, sha256: str) -> Path:
        """A scan may be as large as a film: it waits on the disk."""
        self.detail("取出签字扫描件")
        path = self.scratch / f"scan-{sha256}"
        write_atomically(path, self._bytes(sha256))
        return path

    def _heads(self) -> tuple[Head, Seal]:
        with self.program.store.read(self.program.actor.agency) as reader:
            head, seal = reader.head(case_stream(self.state.head.id)), reader.last_seal()
        if head is None or seal is None:
            raise BadInput(Fault("本案的记录链是空的", self.state.head.title))
        return head, seal

    def _bind(self, plan: Plan, head: Head, seal: Seal) -> Assembled:
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
        front = FrontMatter(
            cover=lambda volume: self._sheet(COVER, volume, basis),
            contents=lambda volume, _pages: self._sheet(CONTENTS, volume, basis),
            reference=lambda volume: self._sheet(REFERENCE, volume, basis),
        )
        return assemble(plan, front, self.program.stamps, self.scratch / "bound.pdf", self.state.head.title)

    # -- drawing and freezing -----------------------------------------------------------------------------

    def _draw(self, document: str, extra: Mapping[str, object], mark: str = "") -> DrawnPaper:
        source = source_of(self.state, self.program, document, self.act, None)
        own = PaperWanted(document, None).id_after(self._marked(mark), self._earlier(document, mark))
        code = coded(paper_id(self.state.head.id, own))
        context = CaseContext(replace(source, extra={**source.extra, **extra}))
        return self.program.papers(self.images).draw(document, context, Rendering.ISSUED, page_code=code)

    def _marked(self, mark: str) -> Act:
        """The filing as the sheets of one of several volumes name it."""
        return self.act.model_copy(update={"id": f"{self.act.id}.{mark}"}) if mark else self.act

    def _earlier(self, document: str, mark: str) -> str:
        """Return the id of the last one of this paper that an earlier building made, in force or not; empty at the first."""
        known = {record.act.id for record in self.state.records}
        found, wanted = "", PaperWanted(document, None).id_after(self._marked(mark))
        while wanted in known:
            found, wanted = wanted, f"{wanted}+"
        return found

    def _void_earlier(self) -> None:
        """Void what an earlier building made, before the head that the new sheets print is read."""
        at = max(self.program.clock.now(), self.act.at)
        for paper in self.state.papers():
            if paper.document in OWN_PAPERS:
                act = PaperVoided(id=f"{paper.id}.void", at=at, by=self.act.by, paper=paper.id, reason=_AGAIN)
                void(self.program, self.state.head.id, act)

    def _sheet(self, document: str, volume: Volume, basis: DossierSheet) -> bytes:
        papers = [one.item for one in volume.items if one.item.kind is EntryKind.PAPER]
        sheet = replace(
            basis,
            volume=volume.title,
            entries=volume.contents,
            numbered_pages=volume.numbered_pages,
            photo_pages=sum(item.pages for item in papers if item.document == PHOTOS),
        )
        self.detail(f"制作{self.program.kinds[document].label}")
        drawn = self._draw(document, {"sheet": sheet}, volume.mark.rstrip("-"))
        self.frame[document, volume.mark] = drawn
        return drawn.pdf

    def _freeze(self, document: str, drawn: DrawnPaper, mark: str = "") -> PaperIssued:
        wanted, replaces = PaperWanted(document, None), self._earlier(document, mark)
        return freeze(self.program, self.state.head.id, self._marked(mark), wanted, drawn, replaces=replaces)

    def _freeze_frame(self) -> tuple[str, ...]:
        sheets: list[str] = []
        for (document, mark), drawn in self.frame.items():
            paper = self._freeze(document, drawn, mark.rstrip("-"))
            if document == REFERENCE:
                sheets.append(paper_id(self.state.head.id, paper.id))
        return tuple(sheets)

    # -- package ------------------------------------------------------------------------------------------

    def _pack(self, plan: Plan, assembled: Assembled, facts: PackageFacts) -> Packed:
        with self.program.store.read(self.program.actor.agency) as reader:
            journal = reader.export_chain(case_stream(self.state.head.id))
        content = PackageContent(
            self.scratch / "bound.pdf",
            assembled,
            plan,
            self._papers(),
            self._originals(),
            case_data(self.program, self.state.head.id),
            journal,
        )
        return package(self.scratch / BAG, content, facts, progress=lambda path: self.detail(f"打包 {Path(path).name}"))

    def _papers(self) -> list[PackedPaper]:
        with self.program.store.read(self.program.actor.agency) as reader:
            rows = [row for row in reader.papers(self.state.head.id) if row.status == "issued"]
            return [
                PackedPaper(order, row.document, row.number or "", reader.read_blob(row.sha256), row.sha256)
                for order, row in enumerate(rows, 1)
            ]

    def _originals(self) -> list[PackedEvidence]:
        """Evidence as it was taken in, and behind it the scans as they came."""
        taken = [act for act in self.state.done(EvidenceCollected) if act.sha256]
        with self.program.store.read(self.program.actor.agency) as reader:
            evidence = [
                PackedEvidence(order, Path(act.file).name or act.evidence, reader.read_blob(act.sha256), act.sha256)
                for order, act in enumerate(taken, 1)
            ]
            scans = [
                PackedEvidence(
                    order,
                    f"{SIGNED_SCAN}-{paper.title}{_ENDINGS.get(reader.blob(scan.sha256).media_type, '')}",
                    self.scratch / f"scan-{scan.sha256}",
                    scan.sha256,
                )
                for order, (scan, paper) in enumerate(bound_scans(self.state), len(taken) + 1)
            ]
        return [*evidence, *scans]

    def _slip(self, bag: Path) -> bytes:
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
        return self._draw(_SLIP_SHEET, {"slip": slip}).pdf
