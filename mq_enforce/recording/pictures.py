"""Pictures as evidence: only files that really are what their ending says are taken in (行政处罚法第四十六条第二款)."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from mq_enforce.base.errors import BadInput, Fault

MEDIA_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".pdf": "application/pdf"}
"""What is taken in, by the file's ending."""

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
_MOST_PIXELS = 120_000_000


def media_type(path: Path) -> str:
    """Return the media type by the file's ending. Raises BadInput for an ending that is not taken in."""
    try:
        return MEDIA_TYPES[path.suffix.lower()]
    except KeyError:
        raise BadInput(Fault(f"不能收入“{path.name}”这种文件", path.name, "、".join(MEDIA_TYPES))) from None


def check_media(path: Path) -> str:
    """Return the media type of a file after opening it. Raises BadInput when it is not what its ending says."""
    kind = media_type(path)
    if kind in _FORMATS:
        _check_picture(path, _FORMATS[kind])
    elif not path.read_bytes()[:5].startswith(b"%PDF-"):
        raise BadInput(Fault(f"“{path.name}”不是 PDF 文件", path.name, "能正常打开的 PDF"))
    return kind


def _check_picture(path: Path, expected: str) -> None:
    try:
        with Image.open(path) as picture:
            found, pixels = picture.format, picture.width * picture.height
            if pixels <= _MOST_PIXELS:
                picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise BadInput(Fault(f"“{path.name}”不是图片，或者已经损坏", path.name, "能正常打开的 JPEG 或者 PNG 图片")) from None
    if pixels > _MOST_PIXELS:
        raise BadInput(Fault(f"“{path.name}”的像素太多（{pixels}）", path.name, f"不超过 {_MOST_PIXELS} 像素"))
    if found != expected:
        raise BadInput(Fault(f"“{path.name}”的内容是 {found}，与扩展名不符", path.name, f"{expected} 图片"))
