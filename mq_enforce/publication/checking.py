"""公示件核对: read the finished file again and look for what must not be in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

_NUMBERS = {
    "公民身份号码": re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    "手机号码": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
}


@dataclass(frozen=True, slots=True)
class Leak:
    """Something private that a public file still holds: what it is and where; never the value itself."""

    what: str
    where: str

    def sentence(self) -> str:
        """Return the leak as one line."""
        return f"公示件{self.where}仍含{self.what}"


def leaks(pdf: bytes, private: Mapping[str, str]) -> list[Leak]:
    """Return what a PDF still holds of the private values (by value, with what each is), in its text and in its metadata."""
    reader = PdfReader(BytesIO(pdf))
    places = {f"第{number}页": page.extract_text() for number, page in enumerate(reader.pages, 1)}
    places["文件属性"] = " ".join(str(value) for value in (reader.metadata or {}).values())
    found: list[Leak] = []
    for where, text in places.items():
        flat = re.sub(r"\s+", "", text)
        found += [Leak(what, where) for value, what in private.items() if value and re.sub(r"\s+", "", value) in flat]
        found += [Leak(what, where) for what, pattern in _NUMBERS.items() if pattern.search(text)]
    return list(dict.fromkeys(found))
