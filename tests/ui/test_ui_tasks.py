"""Two lanes, results and errors on the window's thread, cancelling, closing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.tasks import Cancelled, Lane, Progress, Tasks

WAIT = 5


def giving(number: int) -> Callable[[Progress], int]:
    """Return work that gives a number."""
    return lambda _progress: number


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    del qtbot
    made = Tasks()
    yield made
    made.close()


def test_work_is_done_elsewhere_and_its_result_told_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    tasks.run(lambda _p: threading.get_ident(), lambda worker: told.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    worker, window = told[0]
    assert window == threading.get_ident() != worker


def test_a_short_action_does_not_queue_behind_a_long_job(tasks: Tasks, qtbot: QtBot) -> None:
    go, told = threading.Event(), list[str]()
    tasks.run(lambda _p: go.wait(WAIT), lambda _r: told.append("long"), lane=Lane.LONG)
    tasks.run(lambda _p: None, lambda _r: told.append("short"))
    qtbot.waitUntil(lambda: told == ["short"])
    go.set()
    qtbot.waitUntil(lambda: told == ["short", "long"])


def test_work_of_a_lane_is_done_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(50):
        tasks.run(giving(number), told.append)
    qtbot.waitUntil(lambda: told == list(range(50)))


def test_an_error_goes_to_failed_and_the_lane_works_on(tasks: Tasks, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    told: list[int] = []
    tasks.run(lambda _p: 1 // 0, told.append, errors.append)
    tasks.run(lambda _p: 7, told.append)
    qtbot.waitUntil(lambda: told == [7])
    assert [type(error) for error in errors] == [ZeroDivisionError]


def test_an_error_that_nobody_takes_is_unhandled_with_the_name_of_the_work(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.unhandled) as caught:
        tasks.run(lambda _p: 1 // 0, lambda _r: None, what="算")
    error, what = caught.args
    assert isinstance(error, ZeroDivisionError)
    assert what == "算"


def test_an_error_in_telling_the_result_is_not_lost_either(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.unhandled) as caught:
        tasks.run(lambda _p: 0, lambda number: 1 // number, what="算")
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_without_anybody_to_tell_an_error_reaches_the_interpreters_hook(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: caught.append(kind))
    tasks.run(lambda _p: 1 // 0, lambda _r: None)
    qtbot.waitUntil(lambda: caught == [ZeroDivisionError])


def test_what_work_says_is_shown_and_cancelling_stops_it_at_its_next_word(tasks: Tasks, qtbot: QtBot) -> None:
    go, errors = threading.Event(), list[BaseException]()

    def work(progress: Progress) -> None:
        progress("第1步")
        go.wait(WAIT)
        progress("第2步")

    task = tasks.run(work, lambda _r: pytest.fail("was cancelled"), errors.append, Lane.LONG, "长活")
    qtbot.waitUntil(lambda: task.text == "第1步")
    assert tasks.running(Lane.LONG) == (task,)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: task.finished)
    assert [type(error) for error in errors] == [Cancelled]
    assert task.text == "第1步"
    assert tasks.running() == ()


def test_work_that_was_cancelled_while_it_waited_never_begins(tasks: Tasks, qtbot: QtBot) -> None:
    go, begun = threading.Event(), list[str]()
    tasks.run(lambda _p: go.wait(WAIT), lambda _r: None)
    waiting = tasks.run(lambda _p: begun.append("begun"), lambda _r: begun.append("done"))
    waiting.cancel()
    go.set()
    qtbot.waitUntil(lambda: waiting.finished)
    assert begun == []


def test_busy_tells_the_first_and_the_last(tasks: Tasks, qtbot: QtBot) -> None:
    said: list[bool] = []
    tasks.busy.connect(said.append)
    go = threading.Event()
    tasks.run(lambda _p: go.wait(WAIT), lambda _r: None)
    tasks.run(lambda _p: None, lambda _r: None, lane=Lane.LONG)
    assert said == [True]
    go.set()
    qtbot.waitUntil(lambda: said == [True, False])


def test_a_result_for_a_widget_that_was_closed_meanwhile_is_dropped_but_an_error_is_not(tasks: Tasks, qtbot: QtBot) -> None:
    unhandled: list[BaseException] = []
    tasks.unhandled.connect(lambda error, _what: unhandled.append(error))
    go, told = threading.Event(), list[int]()
    gone = QWidget()
    tasks.run(lambda _p: go.wait(WAIT), lambda _r: gone.setWindowTitle("晚了"))
    tasks.run(lambda _p: 1 // 0, told.append, lambda _e: gone.setWindowTitle("晚了"))
    tasks.run(lambda _p: 1, told.append)
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    go.set()
    qtbot.waitUntil(lambda: told == [1])
    assert [type(error) for error in unhandled] == [ZeroDivisionError]


def test_closing_waits_tells_what_came_and_takes_no_more(qtbot: QtBot) -> None:
    del qtbot
    tasks, told = Tasks(), list[int]()
    for number in range(5):
        tasks.run(giving(number), told.append, lane=Lane.LONG)
    tasks.close()
    assert told == [0, 1, 2, 3, 4]
    with pytest.raises(RuntimeError):
        tasks.run(lambda _p: 1, told.append)
    tasks.close()


def test_settling_waits_for_one_lane_only(tasks: Tasks, qtbot: QtBot) -> None:
    go, told = threading.Event(), list[str]()
    tasks.run(lambda _p: go.wait(WAIT), lambda _r: told.append("long"), lane=Lane.LONG)
    tasks.run(lambda _p: None, lambda _r: told.append("short"))
    tasks.settle(Lane.SHORT)
    assert told == ["short"]
    go.set()
    qtbot.waitUntil(lambda: told == ["short", "long"])
