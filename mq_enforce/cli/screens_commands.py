"""``screens``: pictures of every page of the window with the sample office, at the sizes that have to look right."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from mq_enforce.base.errors import EXIT_DONE, BadInput, Fault
from mq_enforce.cli.output import say


def screens(options: argparse.Namespace) -> int:
    """Write the pictures into a folder; the office's data are neither read nor written.

    Raises BadInput where no page has the name that is asked for.
    """
    # Drawn in memory: the size of the screen at hand does not matter, and nothing flashes by on it.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.app import picture_pages  # noqa: PLC0415 - other commands need no Qt

    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mq-screens-", ignore_cleanup_errors=True) as scratch:
        made = picture_pages(folder, Path(scratch), options.only, say)
    if not made:
        raise BadInput(Fault(f"没有名称里有“{options.only}”的页面", "--only", "图片文件名里的一部分，如 panel、office、cases"))
    say(f"共 {len(made)} 张图片：{folder}")
    return EXIT_DONE
