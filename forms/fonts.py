"""The fonts of papers: registered when first used, with a fallback for each character.

仿宋 lacks many signs and rare characters. A character that the wanted font has not is taken from MQSong, then from MQRareSong
(unpacked in memory only then); one that no font has is refused by name, never drawn as an empty box.
"""

from __future__ import annotations

import lzma
from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics, ttfonts

from forms.theme import FANGSONG, HEI, KAI, RARE, SONG, SONG_BOLD
from forms.unicode_maps import install
from mq_enforce.base.resources import resource

_FILES = {
    FANGSONG: "LXGWZhuqueFangsong-Regular.ttf",
    SONG: "MQSong-Regular.ttf",
    SONG_BOLD: "MQSong-Bold.ttf",
    HEI: "MQHei-Medium.ttf",
    KAI: "MQKai-Regular.ttf",
    RARE: "MQRareSong-Regular.ttf.xz",
}
_FULL_WIDTH_IN_SONG = frozenset("“”‘’")
"""仿宋 and 楷体 have these narrow, as Latin type has them; Chinese papers want them as wide as a character."""
_ASCII = frozenset(chr(code) for code in range(33, 127))
"""仿宋 draws figures as small capitals; numbers of persons and accounts are read more safely in MQSong."""
_FROM_SONG = {FANGSONG: _FULL_WIDTH_IN_SONG | _ASCII, KAI: _FULL_WIDTH_IN_SONG}


@cache
def font(name: str) -> ttfonts.TTFont:
    """Return a font, registered with ReportLab on first use."""
    install()
    path = resource("fonts", _FILES[name])
    source = BytesIO(lzma.decompress(path.read_bytes())) if path.suffix == ".xz" else str(path)
    loaded = ttfonts.TTFont(name, source, shapable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def glyph(wanted: str, character: str) -> tuple[str, float] | None:
    """Return the font that has a character and its width at size 1; None when no font has it."""
    code = ord(character)
    chain = (SONG, wanted, RARE) if character in _FROM_SONG.get(wanted, ()) else (wanted, SONG, RARE)
    for name in chain:
        face = font(name).face
        if code in face.charToGlyph:
            return name, face.charWidths.get(code, face.defaultWidth) / 1000
    return None


def width(text: str, wanted: str, size: float) -> float:
    """Return the width of words in points; characters that no font has count as one em."""
    total = 0.0
    for character in text:
        found = glyph(wanted, character)
        total += found[1] if found else 1.0
    return total * size
