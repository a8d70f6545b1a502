"""Small dossiers for the tests: tiny PDFs, a chain with a reference sheet, and a package made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from mq_enforce.base.chain import GENESIS, Entry, Head, Seal, canonical, link, seal_hash
from mq_enforce.base.chain_file import write_chain
from mq_enforce.documents.dossier_order import EntryKind, dossier_orders
from mq_enforce.dossier.assemble import Assembled, FrontMatter, assemble
from mq_enforce.dossier.layout import MANIFEST, TAG_FILES, TAG_MANIFEST, manifest_bytes
from mq_enforce.dossier.package import PackageContent, PackageFacts, Packed, PackedEvidence, PackedPaper, package
from mq_enforce.dossier.plan import DossierItem, Plan, PlanOptions, Volume, plan

A4 = (595.2756, 841.8898)
STREAM = "case:c1"
SHEET = "paper-sheet-1"


def pdf_of(pages: Sequence[str], size: tuple[float, float] = A4) -> bytes:
    """Return a PDF with one line of text on each page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for text in pages:
        canvas.drawString(60, 60, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class SampleStamps:
    """The port, drawn with the plainest means: numbers at the top right."""

    def page_numbers(self, numbers: Sequence[str | None]) -> bytes:
        """Return a page for each number."""
        out = BytesIO()
        canvas = Canvas(out, pagesize=A4, invariant=1)
        for number in numbers:
            if number is not None:
                canvas.drawRightString(A4[0] - 30, A4[1] - 30, f"#{number}#")
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def image_page(self, image: bytes, caption: str) -> bytes:
        """Return a page that says how long the image is."""
        return pdf_of([f"image {len(image)} {caption}"])


def item(key: str, pages: int = 1, **fields: object) -> DossierItem:
    """Return an entry with pages that say ``key/page``."""
    values: dict[str, object] = {
        "title": key,
        "kind": EntryKind.PAPER,
        "pages": pages,
        "pdf": pdf_of([f"{key}/{page}" for page in range(1, pages + 1)]),
        **fields,
    }
    return DossierItem(key, **values)  # type: ignore[arg-type] # the test gives fitting values


def front() -> FrontMatter:
    """Return framing sheets of one page each."""

    def contents(volume: Volume, pages: int) -> bytes:
        return pdf_of([f"contents {len(volume.contents)} {pages}"])

    return FrontMatter(lambda volume: pdf_of([f"cover {volume.mark}"]), contents, lambda volume: pdf_of([f"sheet {volume.mark}"]))


def planned(items: Sequence[DossierItem], mode: str = "A", options: PlanOptions | None = None) -> Plan:
    """Return the plan of the items."""
    return plan(items, dossier_orders().mode(mode), options)


def bound(arranged: Plan, target: Path) -> Assembled:
    """Bind a plan with the sample sheets and stamps."""
    return assemble(arranged, front(), SampleStamps(), target, "张某某露天焚烧秸秆案")


def chain_with_sheet(payloads: Sequence[object] = ({"act": "立案"}, {"act": "结案"})) -> tuple[list[Entry], Head, Seal]:
    """Return a chain whose last entry issues the sheet, with head and seal as they stood before it."""
    entries: list[Entry] = []

    def add(payload: object) -> Head:
        head = Head(STREAM, entries[-1].number, entries[-1].hash) if entries else None
        salt = bytes([len(entries) % 256]) * 16
        entries.append(link(head, STREAM, "act", "u1", "2026-06-03T09:20:00+08:00", "pc", salt, canonical(payload)))
        return Head(STREAM, entries[-1].number, entries[-1].hash)

    head = [add(payload) for payload in payloads][-1]
    seal = Seal(7, GENESIS, (head,), seal_hash(7, GENESIS, (head,)))
    add({"id": SHEET, "document": "dossier_reference_sheet", "values": {"case.head": spaced(head.hash), "case.seal": spaced(seal.hash)}})
    return entries, head, seal


def spaced(digest: str) -> str:
    """Return a digest as a sheet prints it: in groups."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def sample_facts(head: Head, seal: Seal) -> PackageFacts:
    """Return what the sample package says of itself."""
    return PackageFacts(
        case_number="民程镇罚立字〔2026〕第1号",
        title="张某某露天焚烧秸秆案",
        agency="民权县程庄镇人民政府",
        identifier="c1",
        packed_on=date(2026, 8, 3),
        case_head=head,
        last_seal=seal,
        sheets=(SHEET,),
    )


def sample_content(scratch: Path, entries: Sequence[Entry]) -> PackageContent:
    """Return the content of the sample package; ``scratch`` is a folder for the bound PDF."""
    filing = pdf_of(["case_filing_approval/1"])
    items = [
        item("filing", document="case_filing_approval", number="民程镇罚立字〔2026〕第1号", date=date(2026, 6, 3), pdf=filing),
        item("photo", kind=EntryKind.EVIDENCE, pdf=None, image=b"not really a photo", title="=现场照片"),
    ]
    arranged = planned(items)
    target = scratch / "bound.pdf"
    return PackageContent(
        dossier=target,
        assembled=bound(arranged, target),
        plan=arranged,
        papers=[PackedPaper(1, "case_filing_approval", "民程镇罚立字〔2026〕第1号", filing)],
        evidence=[PackedEvidence(1, "现场 照片%1.jpg", b"not really a photo")],
        case={"facts": {"conduct.place": "东街村"}, "acts": [{"id": "clue"}]},
        journal=write_chain(entries),
    )


def sample_package(folder: Path) -> Packed:
    """Write the sample package to ``folder/dossier``."""
    entries, head, seal = chain_with_sheet()
    return package(folder / "dossier", sample_content(folder, entries), sample_facts(head, seal))


def rewrite_lists(root: Path) -> None:
    """Do what a forger does: write manifest and tag manifest anew over what lies there."""

    def digests(paths: Iterable[Path]) -> dict[str, str]:
        return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()}

    (root / MANIFEST).write_bytes(manifest_bytes(digests((root / "data").rglob("*"))))
    (root / TAG_MANIFEST).write_bytes(manifest_bytes(digests(root / name for name in TAG_FILES)))
