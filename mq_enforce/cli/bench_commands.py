"""``bench``: how fast the program is on this machine, as figures beside what the same costs bare. Nothing is judged, nothing asserted."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mq_enforce import __version__
from mq_enforce.base.errors import EXIT_DONE, BadInput, Fault
from mq_enforce.base.files import write_atomically
from mq_enforce.cli.bench_processes import child, processes
from mq_enforce.cli.output import say, say_json, say_table
from mq_enforce.cli.window_commands import _has_screen
from mq_enforce.services.measuring import Figure, Repeats, machine, peak_memory

STANDARD_OUTPUT = Path("-")
CASES, QUICK_CASES = 20_000, 2_000
_THOROUGH = Repeats(papers=7, steps=200, lists=100, keys=12, starts=7)
_QUICK = Repeats(papers=1, steps=20, lists=20, keys=2, starts=2)


def bench(options: argparse.Namespace) -> int:
    """Measure in folders of its own and tell; the office's data are neither read nor written.

    Raises BadInput for a number of cases that is none.
    """
    if options.child is not None:
        return child(options)
    cases = options.cases if options.cases is not None else QUICK_CASES if options.quick else CASES
    if cases < 1:
        raise BadInput(Fault(f"案件数不能是 {cases}", "--cases", "1 以上的整数"))
    only_json = options.json == STANDARD_OUTPUT
    if not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="mq-bench-", ignore_cleanup_errors=True) as scratch:
        for figure in _figures(Path(scratch), cases, _QUICK if options.quick else _THOROUGH):
            figures.append(figure)
            if not only_json:
                say(f"已测：{figure.label}")
    result = _result(figures, cases, quick=options.quick)
    if only_json:
        say_json(result)
        return EXIT_DONE
    _show(figures)
    if options.json is not None:
        write_atomically(options.json, (json.dumps(result, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
        say(f"已存为 {options.json}")
    return EXIT_DONE


def _figures(folder: Path, cases: int, repeats: Repeats) -> Iterator[Figure]:
    from mq_enforce.cli.bench_parts import case_figures, list_figures, played_story  # noqa: PLC0415 - every command would pay for it

    with played_story(folder) as (program, state):
        yield from case_figures(program, state, repeats)
        yield from list_figures(program, cases, repeats)
    yield from processes(folder / "data", repeats.starts)
    yield Figure(key="memory_bench", label="内存峰值：本次测量", unit="MB", middle=peak_memory())


def _result(figures: Sequence[Figure], cases: int, *, quick: bool) -> dict[str, Any]:
    return {
        "format": 1,
        "version": __version__,
        "machine": machine(),
        "cases": cases,
        "quick": quick,
        "figures": [figure.to_json() for figure in figures],
    }


def _show(figures: Sequence[Figure]) -> None:
    rows = [["项目", "中位", "p95", "单位", "对照", "倍数", "目标", "说明"]]
    rows += [
        [
            figure.label,
            _number(figure.middle),
            _number(figure.p95),
            figure.unit,
            _number(figure.peer),
            f"{figure.ratio:.2f}" if figure.ratio is not None else "",
            figure.aim,
            figure.note,
        ]
        for figure in figures
    ]
    say("")
    say_table(rows)


def _number(value: float | None) -> str:
    few = 10
    return "" if value is None else f"{value:.2f}" if value < few else f"{value:.0f}"
