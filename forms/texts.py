"""Texts with bindings in braces: ``本机关于{filing.date}立案``, taken apart once on loading.

``{name}`` is a known value, ``{name?}`` may be missing, ``{name~}`` is completed by hand, ``{~}`` is a gap for the pen;
``:n`` sets the width of the gap in characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from mq_enforce.base.errors import BadInput, Fault

DEFAULT_GAP = 8
"""Width in characters of a gap whose text sets none."""

_SLOT = re.compile(r"(?P<name>[A-Za-z0-9_][A-Za-z0-9_.-]*)?(?P<mark>[?~])?(?::(?P<width>[0-9]{1,2}))?")
_BRACE = re.compile(r"\{([^{}]*)\}")
_EXPECTED = "{名称}、{名称?}（可缺）、{名称~}（手写）或者 {~:12}（留空 12 字）"


class Need(StrEnum):
    """What happens when a value is not there at issue."""

    KNOWN = "known"
    HAND = "hand"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text for a value; without a name, for the pen. ``width`` is that of the gap in characters."""

    name: str
    need: Need
    width: int


Part = str | Slot
"""Words or a slot."""


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Part, ...]:
    """Take a text apart into words and slots. Raises BadInput for a brace that is none of the forms above."""
    result: list[Part] = []
    at = 0
    for match in _BRACE.finditer(text):
        _add(result, text[at : match.start()])
        result.append(_slot(match[1]))
        at = match.end()
    _add(result, text[at:])
    return tuple(result)


def slots(text: str) -> tuple[Slot, ...]:
    """Return the slots of a text alone."""
    return tuple(part for part in parts(text) if isinstance(part, Slot))


def _add(result: list[Part], words: str) -> None:
    if "{" in words or "}" in words:
        raise BadInput(Fault(f"花括号没有配对：“{words.strip()[:20]}”", expected=_EXPECTED))
    if "\t" in words:
        raise BadInput(Fault("文字里有制表符", expected="空格，或者用表格排列"))
    if words:
        result.append(words)


def _slot(inside: str) -> Slot:
    match = _SLOT.fullmatch(inside)
    if match is None or not (match["name"] or match["mark"] == "~"):
        raise BadInput(Fault(f"花括号里的“{inside}”不是名称", expected=_EXPECTED))
    need = {"?": Need.OPTIONAL, "~": Need.HAND}.get(match["mark"] or "", Need.KNOWN)
    return Slot(match["name"] or "", need, int(match["width"] or DEFAULT_GAP))
