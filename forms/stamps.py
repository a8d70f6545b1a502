"""Layers and pages for the dossier: the port ``PageStamps`` of ``mq_enforce.documents``.

Page numbers of a dossier stand in the upper (or lower) right corner of each sheet's front; the page code has the lower left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from PIL import Image

from forms.drawing import DRAWING, draw
from forms.filled import words
from forms.layout import Page
from forms.marks import Glyphs, Mark, Picture, moved
from forms.pdfa import finish
from forms.pictures import picture
from forms.strips import Strip, stacked, total
from forms.theme import FANGSONG, MM, PAGE_HEIGHT, PAGE_WIDTH, SONG, TextStyle
from forms.typesetting import Typesetter
from mq_enforce.base.errors import BadInput, Fault

Corner = Literal["top-right", "bottom-right"]

_NUMBER = TextStyle(SONG, 12, 12)
_NUMBER_RIGHT = 14 * MM
_NUMBER_EDGE = 11 * MM
_CAPTION = TextStyle(FANGSONG, 12, 18)
_SIDE = 20 * MM
_TOP = 20 * MM
_BOTTOM = 28 * MM
_MOST_CAPTION = 0.4
_KEY = "image"


class FormStamps:
    """Draws page numbers and pages of single pictures. ``corner`` is where the dossier has its numbers."""

    def __init__(self, corner: Corner = "top-right") -> None:
        self.corner = corner

    def page_numbers(self, numbers: Sequence[str | None]) -> bytes:
        """Return a PDF of as many A4 pages with each number in the dossier's corner; None leaves the page empty."""
        with DRAWING:
            return draw([Page(tuple(_number(number, self.corner)) if number else ()) for number in numbers], {}, title="页码")

    def image_page(self, image: bytes, caption: str) -> bytes:
        """Return a one-page A4 PDF/A with the image and a caption under it.

        Raises BadInput when it is no image, or the caption has characters that no font has or takes more than the page.
        """
        shown = picture(image, caption or "图片")
        setter = Typesetter()
        pictures: Mapping[str, Image.Image] = {_KEY: shown}
        with DRAWING:
            lines = setter.lines(words(caption), _CAPTION, PAGE_WIDTH - 2 * _SIDE, align="center") if caption else []
            if setter.unprintable:
                raise BadInput(*(Fault(f"“{one}”在所有字体里都没有，印不出来", "图片说明") for one in setter.unprintable))
            pdf = draw([Page(tuple(_image_marks(shown, lines)))], pictures, title=caption)
        return finish(pdf)


def _number(number: str, corner: Corner) -> list[Mark]:
    setter = Typesetter()
    marks, width = setter.words(number, _NUMBER)
    if setter.unprintable:
        raise BadInput(Fault(f"页码“{number}”里有印不出来的字", expected="数字或者汉字"))
    y = _NUMBER_EDGE if corner == "top-right" else PAGE_HEIGHT - _NUMBER_EDGE
    return [mark._replace(x=PAGE_WIDTH - _NUMBER_RIGHT - width + mark.x, y=y) for mark in marks if isinstance(mark, Glyphs)]


def _image_marks(shown: Image.Image, lines: list[Strip]) -> list[Mark]:
    room = PAGE_HEIGHT - _TOP - _BOTTOM
    if total(lines) > room * _MOST_CAPTION:
        raise BadInput(Fault("图片说明太长", "图片说明", "不超过半页的文字"))
    width, height = PAGE_WIDTH - 2 * _SIDE, room - total(lines) - 4 * MM
    scale = min(width / shown.width, height / shown.height)
    drawn = (shown.width * scale, shown.height * scale)
    marks: list[Mark] = [Picture((PAGE_WIDTH - drawn[0]) / 2, _TOP, *drawn, _KEY)]
    marks += [moved(mark, _SIDE, _TOP + drawn[1] + 4 * MM) for mark in stacked(lines)]
    return marks
