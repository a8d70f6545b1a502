"""Draws laid-out pages as a PDF. The only module that turns marks into ReportLab calls.

Same input, same bytes: no time, no random id (``invariant``), fonts in the order of their use. Every font is embedded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import singledispatchmethod
from io import BytesIO
from threading import RLock

from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from forms.fonts import font
from forms.layout import Page
from forms.marks import Frame, Glyphs, Ink, Line, Mark, Picture, Square
from forms.page_code import code_marks
from forms.pictures import jpeg
from forms.theme import GREY, LIGHT, PAGE_HEIGHT, PAGE_WIDTH, RED, SONG

PageCodeText = Callable[[int], str]
"""Text of the code of a page, by its number from 1; at most 18 characters."""

_SHADES: dict[Ink, tuple[float, float, float]] = {
    "black": (0.0, 0.0, 0.0),
    "grey": (GREY, GREY, GREY),
    "light": (LIGHT, LIGHT, LIGHT),
    "red": RED,
}
DRAWING = RLock()
"""Held by whoever sets or draws: ReportLab's fonts are shared, registered on first use, and read while a document is written."""


def draw(
    pages: Sequence[Page],
    pictures: Mapping[str, Image.Image],
    *,
    title: str = "",
    author: str = "",
    page_code: PageCodeText | None = None,
) -> bytes:
    """Return the PDF of pages, with a page code in the free corner of each when ``page_code`` gives its text."""
    with DRAWING:
        artist = _Artist(title, author, pictures)
        for number, page in enumerate(pages, 1):
            artist.page(page.marks)
            if page_code is not None:
                artist.page(code_marks(page_code(number)))
            artist.turn()
        return artist.finish()


class _Artist:
    def __init__(self, title: str, author: str, pictures: Mapping[str, Image.Image]) -> None:
        font(SONG)
        rl_config.useA85 = 0
        self.out = BytesIO()
        self.canvas = Canvas(
            self.out,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=SONG,  # type: ignore[arg-type] # the stubs are wrong: it is a name
            initialFontSize=10,
            lang="zh-CN",
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setCreator("mq_enforce")
        self.canvas.setProducer("mq_enforce")
        self.readers: dict[str, ImageReader] = {}
        self.pictures = pictures
        self._ink: Ink = "black"

    def page(self, marks: Sequence[Mark]) -> None:
        """Draw marks on the page at hand."""
        for mark in marks:
            self.draw(mark)

    def turn(self) -> None:
        """Finish the page at hand."""
        self.canvas.showPage()
        self._ink = "black"

    def finish(self) -> bytes:
        """Return the finished PDF."""
        self.canvas.save()
        return self.out.getvalue()

    @singledispatchmethod
    def draw(self, mark: Mark) -> None:
        """Draw one mark."""
        raise TypeError(type(mark).__name__)

    @draw.register
    def _(self, mark: Glyphs) -> None:
        font(mark.font)
        self._colour(mark.ink)
        if mark.angle:
            self.canvas.saveState()
            self.canvas.translate(mark.x, PAGE_HEIGHT - mark.y)
            self.canvas.rotate(mark.angle)
            self._write(mark, 0.0, 0.0)
            self.canvas.restoreState()
        else:
            self._write(mark, mark.x, PAGE_HEIGHT - mark.y)

    def _write(self, mark: Glyphs, x: float, y: float) -> None:
        text = self.canvas.beginText(x, y)
        text.setFont(mark.font, mark.size)
        if mark.spacing:
            text.setCharSpace(mark.spacing)
        text.textOut(mark.text)
        if mark.spacing:
            text.setCharSpace(0)
        self.canvas.drawText(text)

    @draw.register
    def _(self, mark: Line) -> None:
        self._colour(mark.ink)
        self.canvas.setLineWidth(mark.width)
        self.canvas.setLineCap(2 if not mark.dash else 0)
        self.canvas.setDash([mark.dash, mark.dash] if mark.dash else [])
        self.canvas.line(mark.x, PAGE_HEIGHT - mark.y, mark.to_x, PAGE_HEIGHT - mark.to_y)

    @draw.register
    def _(self, mark: Frame) -> None:
        self._colour(mark.ink)
        self.canvas.setLineWidth(mark.line)
        self.canvas.setDash([])
        self.canvas.rect(mark.x, PAGE_HEIGHT - mark.y - mark.height, mark.width, mark.height)

    @draw.register
    def _(self, mark: Square) -> None:
        self._colour("black")
        self.canvas.rect(mark.x, PAGE_HEIGHT - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)

    @draw.register
    def _(self, mark: Picture) -> None:
        if mark.key not in self.readers:
            self.readers[mark.key] = ImageReader(jpeg(self.pictures[mark.key]))
        self.canvas.drawImage(self.readers[mark.key], mark.x, PAGE_HEIGHT - mark.y - mark.height, mark.width, mark.height)

    def _colour(self, ink: Ink) -> None:
        if ink != self._ink:
            self.canvas.setFillColorRGB(*_SHADES[ink])
            self.canvas.setStrokeColorRGB(*_SHADES[ink])
            self._ink = ink
