"""Lays a filled paper out on pages: ``FilledForm`` → ``LaidOut``, marks at places, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PIL import Image

from forms.filled import FilledForm, FilledSign
from forms.flow import Placed, paginate
from forms.grid_flow import Segment, segment_marks
from forms.layout_blocks import Composer
from forms.layout_fields import shifted, sign_strips
from forms.marks import Glyphs, Mark, moved
from forms.practice import practice_marks
from forms.specification import FootItem, PageFoot
from forms.strips import Strip, stacked, total
from forms.theme import FOOT_BASELINE, FOOT_SIZE, HEI, PAGE_HEIGHT, PAGE_WIDTH, PAGES, SONG, STRIP_HEIGHT, WATERMARK, PageTheme, TextStyle
from forms.typesetting import Typesetter
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.documents.ports import Rendering

_WATERMARK_SIZE = 64.0
_WATERMARK_ANGLE = 40.0
_FOOT_GAP = 0.04
_TIGHTER = (0.85, 0.7)
"""Shares of the room for the pen with which a form is tried again (整表控制在 1–2 页, forms.md 第十五节)."""
_BLANK_COUNT = "第　　页 共　　页"

NO_IMAGES: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """The marks of one page, ``y`` down from its upper edge, in the order in which they are drawn and read."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """All pages of a paper, and the pictures that its marks name."""

    pages: tuple[Page, ...]
    pictures: dict[str, Image.Image]


def lay_out(filled: FilledForm, images: Mapping[str, bytes] = NO_IMAGES) -> LaidOut:
    """Lay a paper out.

    Raises BadInput for characters that no font has, named with their fields, and for pictures that are missing or broken.
    """
    theme = PAGES[filled.page]
    setter = Typesetter()
    foot = _foot(setter, filled.page_foot, theme.width) if filled.page_foot else Strip(0.0)
    full = theme.height - foot.height
    composer, placed = _fitted(filled, Composer(theme, full, images, filled.rendering is Rendering.ISSUED, setter))
    pages = [_page(filled, theme, setter, foot, one, (number, len(placed))) for number, one in enumerate(placed, 1)]
    _refuse(setter, filled.title)
    return LaidOut(tuple(pages), composer.pictures)


def _fitted(filled: FilledForm, composer: Composer) -> tuple[Composer, list[list[Placed]]]:
    """Lay the blocks out; when a form with boxes runs over its page by a little, take some room for the pen away instead."""
    best = _placed(filled, composer)
    if filled.page != "form":
        return composer, best
    for tight in _TIGHTER:
        if len(best) == 1:
            break
        tighter = replace(composer, elements=[], tight=tight)
        placed = _placed(filled, tighter)
        if len(placed) < len(best):
            return tighter, placed
    return composer, best


def _placed(filled: FilledForm, composer: Composer) -> list[list[Placed]]:
    composer.compose(filled.blocks)
    placed = paginate(composer.elements, composer.full)
    while len(placed) > 1 and not placed[-1]:
        placed.pop()
    return placed


def _refuse(setter: Typesetter, title: str) -> None:
    """Refuse characters that would print as empty boxes."""
    if setter.unprintable:
        expected = (
            "字库里有的字；姓名里的生僻字以身份证上的写法为准，身份证用的是替代写法的照证填写，仍然印不出来的请联系软件维护人员补充字库"
        )
        faults = [
            Fault(f"“{character}”（U+{ord(character):04X}）在所有字体里都没有，印不出来", f"《{title}》的“{label or '固定文字'}”", expected)
            for character, label in setter.unprintable.items()
        ]
        raise BadInput(*faults)


def _page(filled: FilledForm, theme: PageTheme, setter: Typesetter, foot: Strip, placed: list[Placed], count: tuple[int, int]) -> Page:
    number, pages = count
    marks: list[Mark] = []
    if filled.rendering is Rendering.PREVIEW:
        marks.append(_watermark(setter))
    if filled.practice:
        marks.extend(practice_marks(setter))
    for one in placed:
        inside = segment_marks(one.what) if isinstance(one.what, Segment) else one.what.marks
        marks.extend(moved(mark, theme.left, theme.top + one.y) for mark in inside)
    if filled.page_foot is not None and (filled.page_foot.on_last or number < pages):
        marks.extend(stacked([foot], theme.left, PAGE_HEIGHT - theme.bottom - foot.height))
    if filled.page_count:
        text = _BLANK_COUNT if filled.rendering is Rendering.BLANK else f"第 {number} 页 共 {pages} 页"
        marks.extend(
            _centred(setter, text, TextStyle(SONG, FOOT_SIZE, FOOT_SIZE), theme.left + theme.width / 2, PAGE_HEIGHT - FOOT_BASELINE)
        )
    return Page(tuple(marks))


def _watermark(setter: Typesetter) -> Mark:
    style = TextStyle(HEI, _WATERMARK_SIZE, _WATERMARK_SIZE)
    _, width = setter.words(WATERMARK, style)
    # Turned about its own beginning, the words stand in the middle when they begin half their length before it.
    across, up = 0.766 * width / 2, 0.643 * width / 2
    return Glyphs(PAGE_WIDTH / 2 - across, PAGE_HEIGHT / 2 + up, WATERMARK, HEI, _WATERMARK_SIZE, 0.0, "light", _WATERMARK_ANGLE)


def _centred(setter: Typesetter, text: str, style: TextStyle, x: float, y: float) -> list[Mark]:
    marks, width = setter.words(text, style)
    return [mark._replace(x=mark.x + x - width / 2, y=y) for mark in marks if isinstance(mark, Glyphs)]


def _foot(setter: Typesetter, foot: PageFoot, width: float) -> Strip:
    """The strip with signature lines at the foot of every page, left and right beside each other."""
    style = TextStyle(PAGES["form"].body.font, 12.0, STRIP_HEIGHT)
    left_share = _share(foot.left, foot.right)
    gap = width * _FOOT_GAP
    left: list[Strip] = []
    right: list[Strip] = []
    if foot.left is not None:
        left = sign_strips(setter, (_sign(foot.left),), style, (width - gap) * left_share)
    if foot.right is not None:
        start = (width - gap) * left_share + (gap if foot.left else 0.0)
        right = shifted(sign_strips(setter, (_sign(foot.right),), style, width - start), start)
    return Strip(max(total(left), total(right)), (*stacked(left), *stacked(right)))


def _share(left: FootItem | None, right: FootItem | None) -> float:
    """Return the left item's share of the width, by the number of lines and the length of the label."""
    weights = [(len(item.label) + 8 * item.lines if item else 0) for item in (left, right)]
    return weights[0] / (sum(weights) or 1)


def _sign(item: FootItem) -> FilledSign:
    label = item.label if item.label.endswith("：") else f"{item.label}："
    return FilledSign(label=label, lines=item.lines)
