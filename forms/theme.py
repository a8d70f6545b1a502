"""The one style sheet of all papers: page, margins, fonts, sizes.

Source: 党政机关公文格式 as summed up in forms.md 第十五节 (A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 标题二号小标宋,
正文三号仿宋, 行距 28–29 磅, 成文日期右空四字; tables with an outer frame of 2.25 pt and inner lines of 0.5 pt). Lengths are
in points unless a name says mm.
"""

from __future__ import annotations

from dataclasses import dataclass

from forms.cells import Size
from forms.filled import ParagraphStyle
from forms.specification import PageKind

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM

FANGSONG = "LXGWZhuqueFangsong"
SONG = "MQSong"
SONG_BOLD = "MQSong-Bold"
HEI = "MQHei"
KAI = "MQKai"
RARE = "MQRareSong"

OUTER_LINE = 2.25
INNER_LINE = 0.5
RULE_LINE = 0.5

CODE_LEFT = 8 * MM
CODE_BOTTOM = 8 * MM
CODE_SIZE = 15 * MM
"""The corner of every page that is kept free for the page code: outside every margin below, inside what printers reach."""

FOOT_BASELINE = 11 * MM
FOOT_SIZE = 10.5
STRIP_HEIGHT = 12 * MM
"""Height of the per-page strip with signature lines."""

SEAL_DIAMETER = 42 * MM
SEAL_INDENT = 4
"""成文日期右空四字."""

PEN_LINE = 10 * MM
"""Height of a line for handwriting."""
LEAST_ROW = 8.5 * MM
"""Least height of a row of a grid: 8 mm are the least for handwriting."""
CELL_SIDE = 1.6 * MM
CELL_TOP = 1.0 * MM
TALL_CELL = 18 * MM
"""From this height on a cell is for running text: it starts at the top, with an indent."""

GREY = 0.45
LIGHT = 0.86
RED = (0.86, 0.36, 0.33)

WATERMARK = "预览·未编号"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Font, size and distance of lines."""

    font: str
    size: float
    pitch: float


@dataclass(frozen=True, slots=True)
class PageTheme:
    """Margins and sizes of one kind of page. ``cell`` is the text of grids and tables of normal size."""

    top: float
    left: float
    right: float
    bottom: float
    title: TextStyle
    body: TextStyle
    cell: TextStyle

    @property
    def width(self) -> float:
        """Width of the text area."""
        return PAGE_WIDTH - self.left - self.right

    @property
    def height(self) -> float:
        """Height of the text area."""
        return PAGE_HEIGHT - self.top - self.bottom


PAGES: dict[PageKind, PageTheme] = {
    "letter": PageTheme(
        top=37 * MM,
        left=28 * MM,
        right=26 * MM,
        bottom=35 * MM,
        title=TextStyle(SONG_BOLD, 22, 34),
        body=TextStyle(FANGSONG, 16, 28),
        cell=TextStyle(FANGSONG, 14, 21),
    ),
    "form": PageTheme(
        top=22 * MM,
        left=22 * MM,
        right=20 * MM,
        bottom=25 * MM,
        title=TextStyle(SONG_BOLD, 20, 32),
        body=TextStyle(FANGSONG, 14, 24),
        cell=TextStyle(FANGSONG, 12, 18),
    ),
    "record": PageTheme(
        top=22 * MM,
        left=22 * MM,
        right=20 * MM,
        bottom=25 * MM,
        title=TextStyle(SONG_BOLD, 22, 36),
        body=TextStyle(FANGSONG, 14, 26),
        cell=TextStyle(FANGSONG, 12, 18),
    ),
}

COVER_TITLE = TextStyle(SONG_BOLD, 36, 56)
SMALL_TITLE = TextStyle(SONG_BOLD, 16, 26)

_NOTE_SHRINK = 0.75
_NOTE_LEAST = 10.5
_SIZES: dict[Size, float] = {"small": 10.5 / 12, "normal": 1.0, "large": 14 / 12}


def paragraph_style(page: PageTheme, style: ParagraphStyle) -> TextStyle:
    """Return the style of a paragraph: levels of headings are 黑体, 楷体, 仿宋 (forms.md 第十五节)."""
    body = page.body
    match style:
        case "heading1" | "strong":
            return TextStyle(HEI, body.size, body.pitch)
        case "heading2" | "kai":
            return TextStyle(KAI, body.size, body.pitch)
        case "note":
            size = max(body.size * _NOTE_SHRINK, _NOTE_LEAST)
            return TextStyle(FANGSONG, size, size * 1.5)
        case _:
            return body


def scaled(style: TextStyle, size: Size) -> TextStyle:
    """Return a style in the size that a block asks for."""
    factor = _SIZES[size]
    return TextStyle(style.font, style.size * factor, style.pitch * factor)
