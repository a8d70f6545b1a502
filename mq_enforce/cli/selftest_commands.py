"""``selftest``, and ``--selftest`` of the built program: tries out whether this installation has everything it needs."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forms.fonts import font
from forms.theme import FANGSONG, HEI, KAI, RARE, SONG, SONG_BOLD
from mq_enforce.base.errors import EXIT_DONE, EXIT_WANTING
from mq_enforce.bootstrap import open_program, papers_with
from mq_enforce.cli.output import say, say_json
from mq_enforce.cli.window_commands import _has_screen
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.selftest import TRYING, Check, Checked, core_checks, run_checks

_FONTS = (FANGSONG, SONG, SONG_BOLD, HEI, KAI, RARE)


def selftest(options: argparse.Namespace) -> int:
    """Try fonts, data, forms, a case in a folder of its own, and the window; one line for each.

    The office's data are neither read nor written. Exit code 1 when anything is wrong.
    """
    as_json = bool(getattr(options, "json", False))
    outcomes: list[Checked] = []

    def tell(checked: Checked) -> None:
        outcomes.append(checked)
        if not as_json:
            say(checked.sentence())

    with tempfile.TemporaryDirectory(prefix="mq-selftest-", ignore_cleanup_errors=True) as scratch:
        well = run_checks(_checks(Path(scratch)), tell)
    if as_json:
        say_json([{"what": one.what, "found": one.found, "fault": one.fault} for one in outcomes])
    elif well:
        say("自检完毕：本程序可以使用。")
    else:
        say("自检完毕：发现问题，见上。办案数据没有受影响；请重新安装本程序，仍有问题的请联系管理员。")
    return EXIT_DONE if well else EXIT_WANTING


def _checks(folder: Path) -> Iterator[Check]:
    papers = papers_with({})

    def try_database(address: str) -> None:
        with open_program(folder / "office", address, TRYING):
            pass

    yield Check("字体", lambda: f"{len([font(name) for name in _FONTS])} 种")
    yield from core_checks(_open, try_database, papers, [form.id for form in papers.list_forms()], folder)
    yield Check("窗口", lambda: _window_shows(folder / "data"))


@contextmanager
def _open(folder: Path, clock: StoryClock, ids: StoryIds) -> Iterator[Program]:
    with open_program(folder, None, TRYING, clock, ids) as program:
        yield program


def _window_shows(folder: Path) -> str:
    if not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.app import check_window  # noqa: PLC0415 - other commands need no Qt

    folder.mkdir(parents=True, exist_ok=True)
    seen = check_window(folder)
    where = "" if _has_screen() and os.environ.get("QT_QPA_PLATFORM") != "offscreen" else "（没有屏幕，在内存里画出）"
    return f"“{seen.title}”{seen.width}×{seen.height}{where}"
