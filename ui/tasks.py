"""Work off the window's thread: a lane for short actions and one for long jobs, so that no draft queues behind a job.

What comes of a piece of work is told on the window's thread. An exception is never lost: it goes to ``failed`` where that is
given, else to the signal ``unhandled``, else to the interpreter's hook.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ui.collecting import COLLECTING

Result = TypeVar("Result")


class Lane(Enum):
    """Which worker does a piece of work; each lane has one, so that work of a lane is done in order."""

    SHORT = "short"
    LONG = "long"


class Cancelled(Exception):
    """The work was told to stop and did; what it had finished before stays."""


class Progress:
    """Called by the work with what it is doing; raises Cancelled when it was told to stop."""

    def __init__(self, task: Task, said: Callable[[Task], None]) -> None:
        self._task = task
        self._said = said

    def __call__(self, text: str) -> None:
        """Tell what is being done now."""
        if self._task.cancelled:
            raise Cancelled
        self._task.text = text
        self._said(self._task)


@dataclass(eq=False)
class Task:
    """A piece of work: what it is called, its lane, what it said last; ``cancel`` asks it to stop at its next word."""

    what: str
    lane: Lane
    text: str = ""
    finished: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def cancelled(self) -> bool:
        """Whether the work was told to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Tell the work to stop; work that has not begun never begins."""
        self._stop.set()


@dataclass(frozen=True)
class _Job:
    task: Task
    work: Callable[[Progress], Any]
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object] | None


@dataclass(frozen=True)
class _Outcome:
    job: _Job
    value: Any
    error: BaseException | None


class Tasks(QObject):
    """Runs work in two lanes and tells what came of it on the thread that made this object.

    ``busy`` says whether anything is under way, ``changed`` that a task began, said something or ended, ``unhandled`` brings
    an error that nobody else took, with what the work was called.
    """

    busy = Signal(bool)
    changed = Signal()
    unhandled = Signal(object, str)
    _poke = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._news: deque[_Outcome | None] = deque()
        self._open: list[Task] = []
        self._let_go: deque[_Outcome] = deque(maxlen=len(Lane))
        self._closed = False
        self._queues: dict[Lane, SimpleQueue[_Job | None]] = {lane: SimpleQueue() for lane in Lane}
        self._threads = [
            threading.Thread(target=self._serve, args=(queue,), name=f"mq-{lane.value}", daemon=True)
            for lane, queue in self._queues.items()
        ]
        self._poke.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        for thread in self._threads:
            thread.start()

    def run(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], object],
        failed: Callable[[BaseException], object] | None = None,
        lane: Lane = Lane.SHORT,
        what: str = "",
    ) -> Task:
        """Do work in a lane; ``done`` gets its result, ``failed`` its error (Cancelled included), on the window's thread.

        Raises RuntimeError after ``close``. Without ``failed`` a cancelled piece of work ends silently.
        """
        if self._closed:
            raise RuntimeError(f"no work is taken after closing: {what}")
        task = Task(what, lane)
        self._open.append(task)
        COLLECTING.begin()
        self._queues[lane].put(_Job(task, work, done, failed))
        self.changed.emit()
        if len(self._open) == 1:
            self.busy.emit(True)
        return task

    @property
    def closed(self) -> bool:
        """Whether no more work is taken."""
        return self._closed

    def running(self, lane: Lane | None = None) -> tuple[Task, ...]:
        """Return what is under way or waiting, in order; of one lane or of both."""
        return tuple(task for task in self._open if lane in {None, task.lane})

    def cancel(self, lane: Lane) -> None:
        """Tell everything in a lane to stop."""
        for task in self.running(lane):
            task.cancel()

    def settle(self, lane: Lane) -> None:
        """Wait until what stands in a lane now is finished, and tell what came of it."""
        reached = threading.Event()
        self.run(lambda _progress: reached.set(), lambda _none: None, lane=lane)
        reached.wait()
        self._deliver()

    def close(self) -> None:
        """Take no more work, wait until everything taken is finished, and tell what came of it; again is fine."""
        self._closed = True
        for queue in self._queues.values():
            queue.put(None)
        for thread in self._threads:
            thread.join()
        self._deliver()

    # -- on the workers' threads ----------------------------------------------------------------------------

    def _serve(self, queue: SimpleQueue[_Job | None]) -> None:
        while (job := queue.get()) is not None:
            outcome = _attempt(job, self._said)
            self._news.append(outcome)
            # What a job holds are widgets: they must not be freed on this thread, so it lets go before the window hears.
            del job, outcome
            self._poke.emit()

    def _said(self, _task: Task) -> None:
        self._tell(None)

    def _tell(self, news: _Outcome | None) -> None:
        self._news.append(news)
        self._poke.emit()

    # -- on the window's thread -----------------------------------------------------------------------------

    def _deliver(self) -> None:
        while self._news:
            outcome = self._news.popleft()
            if outcome is not None:
                self._finish(outcome)
        COLLECTING.make_up()
        self.changed.emit()

    def _finish(self, outcome: _Outcome) -> None:
        task = outcome.job.task
        task.finished = True
        self._let_go.append(outcome)
        self._open.remove(task)
        COLLECTING.end()
        if not self._open:
            self.busy.emit(False)
        try:
            _hand_over(outcome)
        except BaseException as error:  # noqa: BLE001 - whatever it is, somebody has to hear of it
            self._nobody_took(error, task.what)

    def _nobody_took(self, error: BaseException, what: str) -> None:
        if self.isSignalConnected(self._unhandled_method()):
            self.unhandled.emit(error, what)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _unhandled_method(self) -> Any:  # noqa: ANN401 - QMetaMethod
        index = self.metaObject().indexOfSignal("unhandled(PyObject,QString)")
        return self.metaObject().method(index)


def _attempt(job: _Job, said: Callable[[Task], None]) -> _Outcome:
    try:
        if job.task.cancelled:
            raise Cancelled  # noqa: TRY301 - one way out for work that stops before and after it began
        return _Outcome(job, job.work(Progress(job.task, said)), None)
    except BaseException as error:  # noqa: BLE001 - told on the window's thread
        return _Outcome(job, None, error)


def _hand_over(outcome: _Outcome) -> None:
    """Give result or error to whom it is for. Raises what nobody took."""
    job, error = outcome.job, outcome.error
    if error is None:
        _to_the_living(lambda: job.done(outcome.value))
    elif job.failed is not None:
        if not _to_the_living(lambda: job.failed is not None and job.failed(error)):
            raise error
    elif not isinstance(error, Cancelled):
        raise error


def _to_the_living(tell: Callable[[], object]) -> bool:
    """Call and return True; False when the widget to be told has been closed meanwhile, which loses nothing of the work."""
    try:
        tell()
    except RuntimeError as error:
        if "already deleted" not in str(error):
            raise
        return False
    return True
