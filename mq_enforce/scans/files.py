"""Files that come from a scanner: a PDF that opens without a password, or one picture per page; read only, never changed."""

from __future__ import annotations

from pathlib import Path

from pikepdf import PasswordError, Pdf, PdfError

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.files import telling

PDF = "application/pdf"

_HEAD, _TAIL = b"%PDF-", b"%%EOF"
_HEAD_ROOM, _TAIL_ROOM = 1024, 2048
"""Where readers look for the two marks: scanners put bytes of their own before the one and behind the other."""


def page_count(path: Path, media_type: str) -> int:
    """Return how many pages a scan has; a picture is one.

    A PDF that a scanner wrote carelessly is read as every reader reads it; one that ends before its end is refused, because
    nobody can say what is missing. Raises BadInput for what does not open or has a password, EnvironmentProblem when the
    file cannot be read.
    """
    return _pdf_pages(path) if media_type == PDF else 1


def _pdf_pages(path: Path) -> int:
    with telling(f"读取文件“{path.name}”"), path.open("rb") as stream:
        head = stream.read(_HEAD_ROOM)
        stream.seek(max(0, path.stat().st_size - _TAIL_ROOM))
        tail = stream.read()
    if _HEAD not in head:
        raise BadInput(Fault(f"“{path.name}”不是 PDF 文件", path.name, "能正常打开的 PDF"))
    if _TAIL not in tail:
        raise BadInput(Fault(f"“{path.name}”不完整，文件没有结尾", path.name, "重新拷贝或者重新扫描"))
    try:
        with telling(f"读取文件“{path.name}”"), Pdf.open(path, suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
    except PasswordError:
        raise BadInput(Fault(f"“{path.name}”有打开密码", path.name, "去掉密码后重新保存的 PDF")) from None
    except PdfError:
        raise BadInput(Fault(f"“{path.name}”已经损坏，打不开", path.name, "重新拷贝或者重新扫描")) from None
    if pages == 0:
        raise BadInput(Fault(f"“{path.name}”里一页也没有", path.name, "至少有一页的 PDF"))
    return pages
