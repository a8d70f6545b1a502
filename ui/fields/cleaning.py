"""Pasted text without what no paper can print: control characters, and line breaks where one line is asked for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_NONCHARACTERS = frozenset(chr(code) for code in (*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text and what was taken out of it, as a sentence; empty when nothing was."""

    text: str
    note: str = ""


def clean_line(text: str) -> Cleaned:
    """Return the text as one line."""
    return _clean(text, frozenset())


def clean_text(text: str) -> Cleaned:
    """Return the text with plain line feeds as its line breaks."""
    for one in ("\r\n", *(_BREAKS - {"\n"})):
        text = text.replace(one, "\n")
    return _clean(text, frozenset("\n"))


def _clean(text: str, kept: frozenset[str]) -> Cleaned:
    found: list[str] = []
    left: list[str] = []
    for character in text:
        kind = "" if character in kept else _kind(character)
        if not kind:
            left.append(character)
        elif kind not in found:
            found.append(kind)
    return Cleaned("".join(left), f"已去掉这里不能有的{'、'.join(found)}，其余文字都在" if found else "")


def _kind(character: str) -> str:
    """Return the name of what is taken out; empty for what stays."""
    if character in _BREAKS:
        return "换行"
    if character == "\t":
        return "制表符"
    if character in _NONCHARACTERS or unicodedata.category(character) in {"Cc", "Cs"}:
        return "控制字符"
    return ""
