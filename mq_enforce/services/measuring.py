"""Measuring how fast the program is: figures with their spread, their peer and their aim; nothing here judges them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. ``middle`` and ``p95`` are in ``unit`` (``毫秒``, ``秒``, ``MB``); ``peer`` is what the same costs bare.

    ``aim`` is what was hoped for, in words; ``note`` says what was measured, and how often.
    """

    key: str
    label: str
    unit: str
    middle: float
    p95: float | None = None
    peer: float | None = None
    aim: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer it is, or None without one."""
        return self.middle / self.peer if self.peer else None

    def to_json(self) -> dict[str, Any]:
        """Return the figure as plain data, rounded to what repeats."""
        return {
            "key": self.key,
            "label": self.label,
            "unit": self.unit,
            "middle": round(self.middle, 3),
            "p95": None if self.p95 is None else round(self.p95, 3),
            "peer": None if self.peer is None else round(self.peer, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "aim": self.aim,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often things are measured: papers and steps, the list and the words searched, keystrokes for each paper, starts."""

    papers: int
    steps: int
    lists: int
    keys: int
    starts: int


def timed(work: Callable[[], object]) -> float:
    """Do something once and return how long it took, in milliseconds."""
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000


def middle(values: Sequence[float]) -> float:
    """Return the median. Raises ValueError for no values."""
    return quantile(values, 0.5)


def quantile(values: Sequence[float], part: float) -> float:
    """Return the smallest value that is not exceeded by that part of the values, from 0 to 1. Raises ValueError for none."""
    if not values:
        raise ValueError("no values were measured")
    return sorted(values)[max(0, ceil(part * len(values)) - 1)]


def spread(key: str, label: str, values: Sequence[float], *, aim: str = "", note: str = "") -> Figure:
    """Return the figure of repeated measurements in milliseconds."""
    told = "，".join(part for part in (note, f"{len(values)} 次") if part)
    return Figure(key=key, label=label, unit="毫秒", middle=middle(values), p95=quantile(values, 0.95), aim=aim, note=told)


def peak_memory() -> float:
    """Return the most memory that this process has had in use so far, in MB; 0.0 where the system does not tell."""
    if sys.platform == "win32":
        return _peak_on_windows()
    status = Path("/proc/self/status")
    if status.is_file():
        # getrusage would tell the parent's peak where that was higher: it outlives exec.
        told = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) * 1024 / 1e6
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _peak_on_windows() -> float:
    import ctypes  # noqa: PLC0415 - one system's way of asking

    class _Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_ulong),
            ("faults", ctypes.c_ulong),
            ("peak", ctypes.c_size_t),
            *((f"other_{number}", ctypes.c_size_t) for number in range(7)),
        )

    told = _Counters(size=ctypes.sizeof(_Counters))
    system = getattr(ctypes, "windll")  # noqa: B009 - types know it on Windows alone
    current = system.kernel32.GetCurrentProcess
    current.restype = ctypes.c_void_p
    found = system.psapi.GetProcessMemoryInfo(ctypes.c_void_p(current()), ctypes.byref(told), told.size)
    return float(told.peak) / 1e6 if found else 0.0


def machine() -> dict[str, Any]:
    """Return what the figures depend on: system, processor, Python."""
    import platform  # noqa: PLC0415 - slow to import, and wanted here alone

    return {
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "built": bool(getattr(sys, "frozen", False)),
    }
