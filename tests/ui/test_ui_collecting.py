"""The garbage collector runs on the window's thread alone."""

from __future__ import annotations

import gc
import threading

from pytestqt.qtbot import QtBot

from ui.collecting import Collecting
from ui.tasks import Lane, Tasks


def test_it_rests_while_a_worker_works_and_runs_again_afterwards(qtbot: QtBot) -> None:
    tasks = Tasks()
    seen: list[bool] = []
    go = threading.Event()

    def work(_progress: object) -> bool:
        go.wait()
        return gc.isenabled()

    tasks.run(work, seen.append, lane=Lane.LONG)
    tasks.run(lambda _progress: gc.isenabled(), seen.append)
    go.set()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [False, False]
    assert gc.isenabled()
    tasks.close()


def test_it_is_made_up_for_while_work_is_under_way() -> None:
    collecting = Collecting()
    collecting.begin()
    made: list[object] = []
    made.extend([made] for _ in range(60_000))
    assert gc.get_count()[0] > 50_000
    collecting.make_up()
    assert gc.get_count()[0] < 50_000
    assert not gc.isenabled()
    collecting.end()
    assert gc.isenabled()
    made.clear()
