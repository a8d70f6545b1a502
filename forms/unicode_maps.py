"""Makes text in our PDFs searchable for characters beyond the Basic Multilingual Plane.

ReportLab 5.1.0 writes 𬭎 (U+2CB4E) into the ToUnicode map as five hexadecimal digits; readers then find “Ⲵ” or nothing. The
map must hold UTF-16 and at most 100 entries a block (PDF Reference, 9.10.3). One internal function is replaced, which is
why the version is pinned exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import ttfonts

_BLOCK = 100
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode CMap of a subset: ``subset[i]`` is the code point of code ``i``; 0 (no character) is left out."""
    entries = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset) if point]
    lines = [_HEAD.format(name=fontname)]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, _TAIL])


def install() -> None:
    """Put our map in the place of ReportLab's."""
    ttfonts.makeToUnicodeCMap = unicode_map
