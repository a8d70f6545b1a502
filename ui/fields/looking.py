"""Looking at a file off the window's thread: whether it is there, what it really is, how large, and a small picture of it.

A photo of 20 MB takes a second to read and a drive of the network may not answer at all; neither may stop the typing.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

PICTURE = QSize(240, 160)
"""The most that a small picture takes, in pixels."""
_KILO = 1024
_HEAD = 8
_HEADS = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"%PDF-", "PDF"))
_ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".pdf": "PDF"}
_WORDS = {"JPEG": "JPEG 图片", "PNG": "PNG 图片", "PDF": "PDF 文件"}
_TAKEN = "JPEG、PNG 图片或者 PDF"
_AT_ONCE = threading.BoundedSemaphore(2)
"""A case with thirty photos must not decode them all at once."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: one of ``hint`` and ``fault``, and a picture where there is one."""

    hint: str = ""
    fault: str = ""
    picture: QImage | None = None


class Looker(QObject):
    """Brings what was found to the window's thread: the number that ``look`` gave, and the Look."""

    found = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)

    def look(self, text: str, *, photo: bool) -> int:
        """Begin to look at a file and return the number under which the answer comes."""
        number = next(self._numbers)
        threading.Thread(target=self._look, args=(number, text, photo), name="mq-look", daemon=True).start()
        return number

    def _look(self, number: int, text: str, photo: bool) -> None:
        with _AT_ONCE:
            found = look_at(text, photo=photo)
        self.found.emit(number, found)


@cache
def looker() -> Looker:
    """Return the one looker of the program; it outlives every field, so that a late answer finds nobody instead of nothing."""
    return Looker()


def look_at(text: str, *, photo: bool) -> Look:
    """Look at the file of a path as typed. ``photo`` says that only a picture will do."""
    try:
        path = Path(text)
        if fault := _not_there(path, text):
            return Look(fault=fault)
        octets = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return Look(fault=f"不能打开“{text}”，请核对位置和权限")
    kind = next((kind for start, kind in _HEADS if head.startswith(start)), "")
    if fault := _wrong(path, kind, photo=photo):
        return Look(fault=fault)
    return Look(hint=f"{_WORDS[kind]}，{_size(octets)}") if kind == "PDF" else _pictured(path, kind, octets)


def _not_there(path: Path, text: str) -> str:
    """Return why there is no file to look at; empty when there is one. Raises OSError, ValueError."""
    if path.is_dir():
        return f"“{path.name or text}”是文件夹，应为一个文件"
    if not path.is_file():
        return f"没有找到文件“{text}”"
    return "" if path.stat().st_size else f"“{path.name}”是空文件"


def _wrong(path: Path, kind: str, *, photo: bool) -> str:
    """Return why a file of a kind, by its content, cannot be taken; empty when it can."""
    ending = _ENDINGS.get(path.suffix.lower())
    if not kind:
        what = f"不是{_WORDS[ending]}，或者已经损坏" if ending else "这种文件不能收入"
        return f"“{path.name}”{what}，应为 {_TAKEN}"
    if photo and kind == "PDF":
        return f"“{path.name}”是 PDF 文件，这里应为照片（JPEG 或者 PNG 图片）"
    if ending != kind:
        return f"“{path.name}”的内容是 {_WORDS[kind]}，与扩展名不符，请核对是否选错了文件"
    return ""


def _pictured(path: Path, kind: str, octets: int) -> Look:
    reader = QImageReader(str(path), kind.lower().encode("ascii"))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > PICTURE.width() or size.height() > PICTURE.height()):
        reader.setScaledSize(size.scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if not image.isNull():
        return Look(f"{_WORDS[kind]} {size.width()}×{size.height()}，{_size(octets)}", picture=image)
    if size.isValid() and reader.error() == QImageReader.ImageReaderError.InvalidDataError and _is_huge(size):
        return Look(f"{_WORDS[kind]} {size.width()}×{size.height()}，{_size(octets)}，太大，不显示预览")
    return Look(fault=f"“{path.name}”不是{_WORDS[kind]}，或者已经损坏，应为 {_TAKEN}")


def _is_huge(size: QSize) -> bool:
    """Whether Qt refuses to make room for a picture, at four bytes a pixel."""
    limit = QImageReader.allocationLimit()
    return limit > 0 and 4 * size.width() * size.height() > limit * _KILO * _KILO


def _size(octets: int) -> str:
    if octets < _KILO * _KILO:
        return f"大小 {max(1, round(octets / _KILO))} KB"
    return f"大小 {octets / _KILO / _KILO:.1f} MB"
