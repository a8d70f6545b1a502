"""Binds the dossier: cover, contents, numbered entries and reference sheet of every volume in one PDF.

Nothing is drawn here: framing sheets come from the caller, numbers and image pages through the ``PageStamps`` port.
Pages are taken over as they are, without decoding any stream; files are read while the result is written.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pikepdf import ObjectStreamMode, OutlineItem, PasswordError, Pdf, PdfError, StreamDecodeLevel

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.files import telling
from mq_enforce.documents.ports import PageStamps
from mq_enforce.dossier.page_labels import PageLabel, write_page_labels
from mq_enforce.dossier.page_stamping import Corner, stamp
from mq_enforce.dossier.plan import DossierItem, NumberedItem, Plan, Volume
from mq_enforce.dossier.saving import PatientFile

_ROUNDS = 8
_COVER, _CONTENTS, _REFERENCE, _BLANK = "封面", "目录", "备考表", "空白"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Draws the sheets that frame a volume, each a PDF.

    ``contents`` is given the volume and the number of pages that the contents itself will have.
    """

    cover: Callable[[Volume], bytes]
    contents: Callable[[Volume, int], bytes]
    reference: Callable[[Volume], bytes]


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was bound: all pages of the PDF, and how many of them bear a number."""

    pages: int
    numbered_pages: int


def assemble(
    plan: Plan,
    front: FrontMatter,
    stamps: PageStamps,
    target: Path,
    title: str,
    corner: Corner = Corner.TOP_RIGHT,
) -> Assembled:
    """Write the whole dossier to ``target``, a scratch file that nobody reads yet; the same plan gives the same bytes.

    ``corner`` is the corner in which ``stamps`` puts the numbers. Raises BadInput for a source that is no readable PDF or
    has another number of pages than planned, EnvironmentProblem when a file cannot be read or written.
    """
    with ExitStack() as sources:
        binder = _Binder(sources, front, stamps, corner)
        outline: list[OutlineItem] = []
        for volume in plan.volumes:
            entries = binder.bind(volume)
            outline += [_group(volume, entries)] if len(plan.volumes) > 1 else entries
        binder.finish(title, outline)
        with telling(f"写入案卷“{target.name}”"), _readable("案卷"), PatientFile(target) as out:
            binder.pdf.save(
                out.as_stream(),
                deterministic_id=True,
                object_stream_mode=ObjectStreamMode.generate,
                stream_decode_level=StreamDecodeLevel.none,
            )
    return Assembled(len(binder.labels), sum(label.number is not None for label in binder.labels))


def _group(volume: Volume, entries: list[OutlineItem]) -> OutlineItem:
    head = OutlineItem(volume.title, entries[0].destination)
    head.children.extend(entries)
    return head


class _readable:  # noqa: N801 - reads as a phrase after "with"
    """Turns what qpdf says of a broken PDF into a sentence that names the entry."""

    def __init__(self, name: str) -> None:
        self.where = f"材料“{name}”"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, PasswordError):
            raise BadInput(Fault("PDF 有打开密码，不能装订", self.where, "没有密码的 PDF")) from error
        if isinstance(error, PdfError):
            raise BadInput(Fault("PDF 已损坏，不能装订", self.where, "能正常打开的 PDF")) from error


class _Binder:
    """The PDF that grows; its sources stay open until it is written."""

    def __init__(self, sources: ExitStack, front: FrontMatter, stamps: PageStamps, corner: Corner) -> None:
        self.pdf = sources.enter_context(Pdf.new())
        self.labels: list[PageLabel] = []
        self._sources = sources
        self._front = front
        self._stamps = stamps
        self._corner = corner

    def bind(self, volume: Volume) -> list[OutlineItem]:
        """Add a volume and return its bookmarks."""
        outline = [
            self._frame(self._front.cover(volume), _COVER, volume),
            self._frame(self._contents(volume), _CONTENTS, volume),
        ]
        numbers = [number for one in volume.items for number in one.numbers]
        layers = self._open(self._stamps.page_numbers([None if number is None else str(number) for number in numbers]), "页号")
        layer = 0
        for one in volume.items:
            outline.append(OutlineItem(f"{one.order} {one.item.title}", len(self.labels)))
            self._entry(one, layers, layer, volume)
            layer += len(one.numbers)
        outline.append(self._frame(self._front.reference(volume), _REFERENCE, volume))
        return outline

    def finish(self, title: str, outline: list[OutlineItem]) -> None:
        """Add bookmarks, page labels and the few words that a viewer shows."""
        with self.pdf.open_outline() as tree:
            tree.root.extend(outline)
        write_page_labels(self.pdf, self.labels, title)

    def _frame(self, drawn: bytes, name: str, volume: Volume) -> OutlineItem:
        bookmark = OutlineItem(name, len(self.labels))
        source = self._open(drawn, name)
        with _readable(name):
            self.pdf.pages.extend(source.pages)
        count = len(source.pages)
        self.labels += [PageLabel(volume.mark + (name if count == 1 else f"{name}{page}")) for page in range(1, count + 1)]
        return bookmark

    def _contents(self, volume: Volume) -> bytes:
        """Draw the contents until the number of pages that it was told is the number that it has."""
        pages = 1
        for _ in range(_ROUNDS):
            drawn = self._front.contents(volume, pages)
            with _readable(_CONTENTS), Pdf.open(BytesIO(drawn)) as pdf:
                found = len(pdf.pages)
            if found == pages:
                return drawn
            pages = found
        raise BadInput(Fault("卷内目录的页数排不定", volume.title, "页数固定的目录"))

    def _entry(self, one: NumberedItem, layers: Pdf, first_layer: int, volume: Volume) -> None:
        item = one.item
        source = self._source(item)
        if len(source.pages) != item.pages:
            fault = Fault(f"有 {len(source.pages)} 页，编排页号时是 {item.pages} 页", f"材料“{item.title}”", "前后页数一致")
            raise BadInput(fault)
        for index, number in enumerate(one.numbers):
            with _readable(item.title):
                self.pdf.pages.append(source.pages[index])
                page = self.pdf.pages[-1]
                for key in ("/AA", "/StructParents"):
                    if key in page.obj:
                        del page.obj[key]
                if number is None:
                    self.labels.append(PageLabel(volume.mark + _BLANK))
                    continue
                form = self.pdf.copy_foreign(layers.pages[first_layer + index].as_form_xobject())
                stamp(page, form, self._corner, f"MqPageNumber{number}")
                self.labels.append(PageLabel(volume.mark, number))

    def _source(self, item: DossierItem) -> Pdf:
        if item.image is not None:
            image = item.image
            if isinstance(image, Path):
                with telling(f"读取材料“{item.title}”"):
                    image = image.read_bytes()
            return self._open(self._stamps.image_page(image, item.caption or item.title), item.title)
        if item.pdf is None:
            raise BadInput(Fault("没有可以装订的内容", f"材料“{item.title}”", "一个 PDF 或者一张图片"))
        return self._open(item.pdf, item.title)

    def _open(self, source: bytes | Path, name: str) -> Pdf:
        with telling(f"读取材料“{name}”"), _readable(name):
            return self._sources.enter_context(Pdf.open(source if isinstance(source, Path) else BytesIO(source)))
