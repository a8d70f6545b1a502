"""How the command line speaks: Chinese sentences one per line, or JSON in UTF-8; a GBK console never makes it fail."""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mq_enforce.base.errors import MqError


def prepare_streams() -> None:
    """Let characters that the console cannot show pass as escapes instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(*lines: str) -> None:
    """Print lines for a person."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_json(value: Any) -> None:  # noqa: ANN401 - any plain data
    """Print plain data as JSON in UTF-8, whatever the console's own encoding."""
    data = (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    buffer = getattr(sys.stdout, "buffer", None)
    sys.stdout.flush()
    if buffer is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        buffer.write(data)
        buffer.flush()


def say_table(rows: Iterable[Iterable[str]]) -> None:
    """Print rows with two blanks between the columns; wide characters count twice."""
    table = [list(row) for row in rows]
    widths = [max((_width(row[i]) for row in table if i < len(row)), default=0) for i in range(max(map(len, table), default=0))]
    for row in table:
        cells = [cell + " " * (widths[i] - _width(cell)) for i, cell in enumerate(row)]
        say("  ".join(cells).rstrip())


def _width(text: str) -> int:
    wide_from = 0x1100
    return sum(2 if ord(char) >= wide_from else 1 for char in text)


def tell_error(error: MqError, *, as_json: bool) -> None:
    """Tell an error on stderr, one thing per line; with ``--json`` also as JSON on stdout."""
    for sentence in error.sentences():
        sys.stderr.write(sentence.replace("\n", " ") + "\n")
    if as_json:
        say_json(error.to_json())


def our_fault(error: Exception) -> None:
    """Keep a report of our own fault and say where it lies; never a raw traceback."""
    report = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile("w", prefix="mq-enforce-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(report)
    sys.stderr.write(f"程序出错了（不是您的操作问题）。已经保存的数据没有受影响。报告文件：{Path(file.name)}\n")
