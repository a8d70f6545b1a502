"""What is different between two texts, inline: what was added is underlined, what is gone is struck through, each with a word."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape
from itertools import takewhile

_MOST_PAIRS = 1_000_000
"""Above this many pairs of characters the comparison would be felt while typing; the passage is then shown as a whole."""
_LEGEND = "【删】和删除线是生成的文字里有、现在没有的；【增】和下划线是现在增加的。"


def difference_html(before: str, after: str) -> str:
    """Return the difference as rich text: by lines first, then by characters within the lines that changed."""
    pieces: list[str] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if what == "equal":
            pieces.append(_text(gone))
        else:
            pieces.extend(_within(gone, come))
    return f"<p>{escape(_LEGEND)}</p><p>{''.join(pieces)}</p>"


def _within(before: str, after: str) -> list[str]:
    """Return the pieces of a changed passage; what is the same at both ends needs no comparing."""
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    whole = [("replace", 0, len(old), 0, len(new))]
    fine = len(old) * len(new) <= _MOST_PAIRS
    pieces = [_text(before[:start])]
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if fine else whole:
        if what == "equal":
            pieces.append(_text(old[a:b]))
            continue
        if old[a:b]:
            pieces.append(f"【删】<s>{_text(old[a:b])}</s>")
        if new[c:d]:
            pieces.append(f"【增】<u>{_text(new[c:d])}</u>")
    return [*pieces, _text(before[len(before) - end :])]


def _same(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
