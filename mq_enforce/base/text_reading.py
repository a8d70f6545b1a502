"""Text files as people save them: UTF-8 with or without a mark, and a clear word when it is something else."""

from __future__ import annotations

import codecs
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.files import telling

_EXPECTED = "UTF-8 编码的文本文件（在记事本里“另存为”，编码选 UTF-8）"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file without its mark, line ends as they stand.

    Raises EnvironmentProblem when the file cannot be read, BadInput when it is not UTF-8.
    """
    with telling(f"读取文件“{path.name}”"):
        data = path.read_bytes()
    return decode_text(data, path.name)


def decode_text(data: bytes, name: str) -> str:
    """Return UTF-8 bytes as text without the mark. Raises BadInput that names the encoding it seems to be and the line."""
    if data.startswith(_UTF16_MARKS):
        raise BadInput(Fault("文件是 UTF-16 编码（记事本里的“Unicode”）", name, _EXPECTED))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        seems = "看起来是 GBK（记事本里的“ANSI”）编码" if _is_gbk(data) else "含有不是文字的字节"
        raise BadInput(Fault(f"文件不是 UTF-8 编码，{seems}", f"{name} 第 {line} 行", _EXPECTED)) from None


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data
