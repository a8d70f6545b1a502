"""What ``bench`` measures from outside: whole processes, from their start to a window that can be used, or to their end."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mq_enforce.base.errors import EXIT_DONE, EnvironmentProblem
from mq_enforce.cli.case_commands import STORIES, demo
from mq_enforce.cli.window_commands import _has_screen
from mq_enforce.services.measuring import Figure, middle, peak_memory, quantile

CHILDREN = ("window", "bare", "demo")
"""What a process of its own can be started for, by the name that ``--child`` gives."""
_PATIENCE_S = 300
_LAST = "bench-child "


def child(options: argparse.Namespace) -> int:
    """Do one thing in this process, and say as its last line when it was ready and how much memory it took."""
    if options.child == "demo":
        with contextlib.redirect_stdout(io.StringIO()):
            code = demo(argparse.Namespace(story=STORIES[0], out=options.data, json=False, data=None, database=None))
        told: dict[str, Any] = {"at": time.monotonic(), "megabytes": peak_memory(), "code": code}
    else:
        from ui.app import window_measures  # noqa: PLC0415 - the process of the demo needs no Qt

        measures = window_measures()
        started = measures.program_started(options.data) if options.child == "window" else measures.bare_started()
        told = {"at": started.at, "megabytes": started.megabytes, "title": started.title, "code": EXIT_DONE}
    sys.stdout.write(_LAST + json.dumps(told, ensure_ascii=True) + "\n")
    return int(told["code"])


def processes(data: Path, repeats: int) -> Iterator[Figure]:
    """Measure the start of the window on a data folder against a bare one, and the bundled case from clue to filed dossier.

    Raises EnvironmentProblem when a process fails.
    """
    windows, bares = [], []
    megabytes = 0.0
    _run("bare", data)
    for _ in range(repeats):
        seconds, told = _run("window", data)
        windows.append(seconds)
        megabytes = max(megabytes, float(told["megabytes"]))
        bares.append(_run("bare", data)[0])
    yield Figure(
        key="start",
        label="启动到窗口可用",
        unit="秒",
        middle=middle(windows),
        p95=quantile(windows, 0.95),
        peer=middle(bares),
        note=f"对照：同样的组件、空窗口；{_platform()}，{repeats} 次",
    )
    yield Figure(key="memory_window", label="内存峰值：窗口", unit="MB", middle=megabytes, note="列表读完时")
    with tempfile.TemporaryDirectory(prefix="mq-bench-demo-", ignore_cleanup_errors=True) as scratch:
        seconds, told = _run("demo", Path(scratch) / "out")
    yield Figure(key="demo", label="自带案件：线索到归档", unit="秒", middle=seconds, note="整个进程，1 次")
    yield Figure(key="memory_demo", label="内存峰值：办完自带案件", unit="MB", middle=float(told["megabytes"]))


def _run(what: str, data: Path) -> tuple[float, dict[str, Any]]:
    """Start a process of our own; return the seconds from before its start until it was ready, and what it said."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "mq_enforce.cli"]
    root = Path(__file__).resolve().parents[2]
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    if not _has_screen():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    before = time.monotonic()
    command = [*own, "--data", str(data), "bench", "--child", what]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=_PATIENCE_S, check=False)  # noqa: S603 - ourselves
    lines = [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.startswith(_LAST)]
    if not lines:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EnvironmentProblem(f"测量没有完成（{what}）：{said[-1] if said else done.returncode}", "办案数据没有受影响", "请重试")
    told: dict[str, Any] = json.loads(lines[-1].removeprefix(_LAST))
    return float(told["at"]) - before, told


def _platform() -> str:
    return os.environ.get("QT_QPA_PLATFORM") or ("屏幕" if _has_screen() else "offscreen")
