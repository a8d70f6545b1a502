"""What only the window can measure: its start, the list as the table loads it, and a paper coming onto the screen.

Nothing here is used by the window itself; ``mq-enforce bench`` reaches it through ``ui.app``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from mq_enforce.services.crossing import EnvironmentProblem, Program
from mq_enforce.services.measuring import peak_memory, timed
from ui.cases.model import PARTY, Wanted, load
from ui.main_window import MainWindow
from ui.paper.view import PaperView
from ui.selftest import sit_down
from ui.tasks import Lane, Progress, Task
from ui.watching import Watcher

_LOOK_EVERY_MS = 2
_PATIENCE_S = 60.0
_FIRST = (1280, 720)
_PAPER = (720, 900)


@dataclass(frozen=True, slots=True)
class Started:
    """When a window could be used, on the clock that all processes of the machine share, and the memory it took, in MB."""

    title: str
    at: float
    megabytes: float


class _Watcher(Watcher):
    """Notes the moment at which a window is shown and nothing is being read any more; then closes it."""

    def __init__(self) -> None:
        super().__init__(_LOOK_EVERY_MS, _PATIENCE_S)
        self.started: Started | None = None

    def content(self) -> bool:
        """Return whether the window has been seen."""
        return self.started is not None

    def look(self) -> None:
        """Note the window when it is there."""
        usable = next((one for one in QApplication.topLevelWidgets() if _usable(one)), None)
        if usable is not None and sit_down(usable):
            return
        if usable is not None and self.started is None:
            self.started = Started(usable.windowTitle(), time.monotonic(), peak_memory())
        super().look()


def _usable(window: QWidget) -> bool:
    handle = window.windowHandle()
    if not window.isVisible() or handle is None or not handle.isExposed():
        return False
    if isinstance(window, MainWindow):
        return not window.desk.tasks.running()
    return isinstance(window, (QMainWindow, QDialog))


class WindowMeasures:
    """The measurements; ``run`` opens the program's window on a data folder and stays until it is closed."""

    def __init__(self, run: Callable[[Path], int]) -> None:
        self._run = run

    def program_started(self, data: Path) -> Started:
        """Open the program's window and return when it could be used, with the list of its cases read.

        Somebody sits down at once; what a person takes to say who it is does not belong to the program's time.
        """
        return _started(lambda: self._run(data))

    def bare_started(self) -> Started:
        """Open the barest window, with all imports of the program: what its start is measured against."""
        return _started(_run_bare)

    def list_times(self, program: Program, words: Iterable[str], repeats: int) -> dict[str, list[float]]:
        """Return milliseconds for lines and count as the table asks for them: ``list``, ``search``, ``sorted`` by party."""
        progress = Progress(Task("", Lane.SHORT), lambda _task: None)
        found = {"list": [_load(program, Wanted(practice=None), progress) for _ in range(repeats)]}
        found["search"] = [_load(program, Wanted(search=word, state="all", practice=None), progress) for word in words]
        by_party = Wanted(practice=None, column=PARTY)
        found["sorted"] = [_load(program, by_party, progress) for _ in range(max(1, repeats // 10))]
        return found

    def screen(self) -> Screen:
        """Return a view of papers on the screen."""
        return Screen()


class Screen:
    """A view of papers that is shown; needs a Qt application for as long as it lives."""

    def __init__(self) -> None:
        self._app = QApplication.instance() or QApplication(["mq-enforce"])
        self._view = PaperView()
        self._view.resize(*_PAPER)
        self._view.show()
        QCoreApplication.processEvents()

    def show(self, pdf: bytes, title: str) -> None:
        """Show a paper and return when the pages in sight are drawn and painted. Raises EnvironmentProblem when they never are."""
        self._view.show_pdf(pdf, title)
        until = time.monotonic() + _PATIENCE_S
        while not self._view.canvas.settled:
            QCoreApplication.processEvents()
            if time.monotonic() > until:
                raise EnvironmentProblem("预览一直没有画完", "办案数据没有受影响", "请关闭占用电脑的其他程序，再量一次")
        self._view.canvas.viewport().repaint()

    def close(self) -> None:
        """Take the view away."""
        self._view.close()
        self._view.deleteLater()
        QCoreApplication.processEvents()


def _load(program: Program, wanted: Wanted, progress: Progress) -> float:
    return timed(lambda: load(program, wanted, progress))


def _started(run: Callable[[], int]) -> Started:
    app = QApplication.instance() or QApplication(["mq-enforce"])
    watcher = _Watcher()
    watcher.setParent(app)
    run()
    found = watcher.started
    watcher.stop()
    if found is None:
        raise EnvironmentProblem("窗口一直没有准备好，启动时间没有量出来", "办案数据没有受影响", "请关闭占用电脑的其他程序，再量一次")
    return found


def _run_bare() -> int:
    window = QMainWindow()
    window.setWindowTitle("bare")
    window.resize(*_FIRST)
    window.show()
    return QCoreApplication.exec()
