"""The peer that the drawing of papers is measured against: the same marks written by hand with ReportLab, and nothing else.

No filling, no layout, no code, no checking: what is left is what ReportLab itself takes for the same page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from forms.drawing import DRAWING
from forms.fonts import font
from forms.layout import Page
from forms.marks import Frame, Glyphs, Line, Picture, Square
from forms.pictures import jpeg
from forms.theme import PAGE_HEIGHT, PAGE_WIDTH, SONG


def draw_bare(pages: Sequence[Page], pictures: Mapping[str, Image.Image]) -> bytes:
    """Return the PDF of laid-out pages, drawn call by call. Fonts have to be in use already, as they are after the paper was drawn once."""
    font(SONG)
    out = BytesIO()
    with DRAWING:
        canvas = Canvas(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), pageCompression=1, invariant=1)
        for page in pages:
            for mark in page.marks:
                if isinstance(mark, Glyphs):
                    canvas.setFont(mark.font, mark.size)
                    canvas.drawString(mark.x, PAGE_HEIGHT - mark.y, mark.text, charSpace=mark.spacing)
                elif isinstance(mark, Line):
                    canvas.setLineWidth(mark.width)
                    canvas.line(mark.x, PAGE_HEIGHT - mark.y, mark.to_x, PAGE_HEIGHT - mark.to_y)
                elif isinstance(mark, (Frame, Square)):
                    low = PAGE_HEIGHT - mark.y - mark.height
                    canvas.rect(mark.x, low, mark.width, mark.height, fill=int(isinstance(mark, Square)))
                elif isinstance(mark, Picture):
                    image = ImageReader(jpeg(pictures[mark.key]))
                    canvas.drawImage(image, mark.x, PAGE_HEIGHT - mark.y - mark.height, mark.width, mark.height)
            canvas.showPage()
        canvas.save()
    return out.getvalue()
