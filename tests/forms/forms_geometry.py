"""What a picky clerk would see on laid-out pages: words over words, words outside the page or over a rule."""

from __future__ import annotations

from itertools import combinations

from forms.fonts import width
from forms.layout import LaidOut, Page
from forms.marks import Glyphs, Line, Picture
from forms.theme import CODE_BOTTOM, CODE_LEFT, CODE_SIZE, MM, PAGE_HEIGHT, PAGE_WIDTH


def glyphs(page: Page) -> list[Glyphs]:
    """Return the words of a page without the watermark."""
    return [mark for mark in page.marks if isinstance(mark, Glyphs) and not mark.angle]


def right_edge(mark: Glyphs) -> float:
    """Return where words end."""
    return mark.x + width(mark.text, mark.font, mark.size) + mark.spacing * max(len(mark.text) - 1, 0)


def printed_over(page: Page) -> list[tuple[str, str]]:
    """Return the pairs of words of which one stands on the other."""
    found = []
    words = sorted((mark for mark in glyphs(page) if mark.text.strip("　 ")), key=lambda mark: mark.y)
    edges = [right_edge(mark) for mark in words]
    for number, one in enumerate(words):
        for later in range(number + 1, len(words)):
            other = words[later]
            if other.y - one.y >= 0.8 * max(one.size, other.size):
                break
            apart = other.y - one.y >= 0.8 * min(one.size, other.size)
            beside = edges[number] <= other.x + 0.6 or edges[later] <= one.x + 0.6
            if not apart and not beside:
                found.append((one.text, other.text))
    return found


def outside(page: Page) -> list[str]:
    """Return the words that leave the page's printable area or enter the corner of the page code."""
    edge = 8 * MM
    found = []
    for mark in glyphs(page):
        beyond = mark.x < edge or right_edge(mark) > PAGE_WIDTH - edge or mark.y < edge or mark.y > PAGE_HEIGHT - edge
        code = mark.x < CODE_LEFT + CODE_SIZE and mark.y > PAGE_HEIGHT - CODE_BOTTOM - CODE_SIZE
        if beyond or code:
            found.append(mark.text)
    return found


def doubled_lines(page: Page) -> list[Line]:
    """Return the lines that are drawn over a part of another one."""
    lines = [mark for mark in page.marks if isinstance(mark, Line) and mark.ink == "black"]
    return [one for one, other in combinations(lines, 2) if _share(one, other)]


def _share(one: Line, other: Line) -> bool:
    for across, along in (("x", "y"), ("y", "x")):
        fixed = {round(getattr(line, name), 1) for line in (one, other) for name in (across, f"to_{across}")}
        if len(fixed) == 1:
            spans = [sorted((getattr(line, along), getattr(line, f"to_{along}"))) for line in (one, other)]
            return bool(min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]) > 1.0)
    return False


def text_of(laid: LaidOut) -> str:
    """Return all words in reading order without any blanks."""
    return "".join(mark.text for page in laid.pages for mark in glyphs(page)).replace(" ", "").replace("　", "")


def pictures(page: Page) -> list[Picture]:
    """Return the pictures of a page."""
    return [mark for mark in page.marks if isinstance(mark, Picture)]


def struck(page: Page) -> list[str]:
    """Return the words that a line runs through (the line to cut along is meant to)."""
    found = []
    words = [(mark, right_edge(mark)) for mark in glyphs(page) if mark.text.strip("　 ")]
    for line in (mark for mark in page.marks if isinstance(mark, Line) and not mark.dash and mark.ink == "black"):
        left, right = sorted((line.x, line.to_x))
        top, bottom = sorted((line.y, line.to_y))
        for mark, end in words:
            across = mark.x + 0.5 < right and end - 0.5 > left
            through = mark.y - 0.78 * mark.size < bottom and mark.y + 0.05 * mark.size > top
            if across and through and (left != right or mark.x + 0.5 < left < end - 0.5):
                found.append(mark.text)
    return found
