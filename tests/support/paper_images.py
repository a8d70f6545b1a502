"""Pages as grey images, compared: what the tests of looking at papers and printing them stand on."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from mq_enforce.bootstrap import papers_with
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.ports import Rendering
from ui.paper.pages import Pages


@cache
def paper(document: str = "penalty_decision", *, practice: bool = False) -> bytes:
    """Return an empty form of several pages as PDF."""
    context = TableContext(true=frozenset({"practice_case"}) if practice else frozenset())
    return papers_with({}).draw(document, context, Rendering.BLANK).pdf


def repeated(pdf: bytes, times: int) -> bytes:
    """Return a PDF with all pages so many times over."""
    with pikepdf.open(BytesIO(pdf)) as one, pikepdf.new() as many:
        for _ in range(times):
            many.pages.extend(one.pages)
        out = BytesIO()
        many.save(out)
    return out.getvalue()


def first_pages(pdf: bytes, count: int) -> bytes:
    """Return a PDF of the first pages."""
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.pages[count:]
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def grey(image: QImage) -> Image.Image:
    """Return a Qt image as a grey one."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return Image.frombytes("L", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "L", plain.bytesPerLine())


def page_images(pdf: bytes, size: QSize | None = None) -> list[Image.Image]:
    """Return all pages of a PDF as QtPdf draws them; where no size is given 620 × 877 pixels (75 dpi for A4), brought down from 300 dpi.

    Drawn at 75 dpi at once, hair lines and pictures of hair lines would differ by more than a page that has moved.
    """
    pages = Pages(pdf)
    try:
        if size is not None:
            return [grey(pages.image(page, size)) for page in range(pages.count)]
        return [grey(pages.image(page, QSize(2480, 3508))).reduce(4) for page in range(pages.count)]
    finally:
        pages.close()


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two grey images, 0 to 255."""
    assert one.size == other.size
    mean: float = ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
    return mean


def shifted(image: Image.Image, right: int, down: int) -> Image.Image:
    """Return an image moved on white paper."""
    moved = Image.new("L", image.size, 255)
    moved.paste(image, (right, down))
    return moved
