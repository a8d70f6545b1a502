"""The window tries itself out: opened as a person opens it, shown, photographed, and closed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from mq_enforce.services.crossing import EnvironmentProblem
from ui.start.who import WhoDialog
from ui.watching import Watcher

SITTER = "自检"
"""Who is at the keyboard of a trial."""
_LOOK_EVERY_MS = 20
_PATIENCE_S = 60.0
_FEWEST_COLOURS = 8
"""A window that shows text has more; one that was not drawn has one or two."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of the window: its title, size in pixels, and how many colours its picture has."""

    title: str
    width: int
    height: int
    colours: int


class _Watcher(Watcher):
    """Looks again and again while the window runs; once it is shown, takes its picture and closes it."""

    def __init__(self) -> None:
        super().__init__(_LOOK_EVERY_MS, _PATIENCE_S)
        self.seen: Seen | None = None
        self.told: str = ""

    def content(self) -> bool:
        """Return whether the window has been seen."""
        return self.seen is not None

    def look(self) -> None:
        """Note the window when it is there."""
        shown = next((one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, (QMainWindow, QDialog))), None)
        if shown is not None and sit_down(shown):
            return
        if shown is not None and self.seen is None:
            self.seen = _seen(shown)
            self.told = _words_of(shown)
        super().look()


def sit_down(window: QWidget) -> bool:
    """Answer the question who is at the keyboard, where it is asked, and tell whether it was."""
    if not isinstance(window, WhoDialog):
        return False
    if not window.people.count():
        window.name.setText(SITTER)
    window.accept()
    return True


def look_at(run: Callable[[], int]) -> Seen:
    """Open the window with ``run``, look at it and close it. Raises EnvironmentProblem when it does not show, or stays empty.

    There has to be no Qt application running yet, or one that is idle.
    """
    app = QApplication.instance() or QApplication(["mq-enforce"])
    watcher = _Watcher()
    watcher.setParent(app)
    try:
        code = run()
    finally:
        watcher.stop()
    if code != 0:
        raise EnvironmentProblem(f"窗口没有打开：{watcher.told or f'退出代码 {code}'}", "办案数据没有受影响", "请按提示处理，然后重试")
    if watcher.seen is None or watcher.seen.colours < _FEWEST_COLOURS:
        raise EnvironmentProblem("窗口打开了，但是没有画出内容", "办案数据没有受影响", "请更新显卡驱动，或者重新安装本程序")
    return watcher.seen


def _seen(window: QWidget) -> Seen:
    image = window.grab().toImage()
    step = 3
    points = ((x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step))
    return Seen(window.windowTitle(), image.width(), image.height(), len({image.pixel(x, y) for x, y in points}))


def _words_of(window: QWidget) -> str:
    text = getattr(window, "informativeText", None)
    return str(text()).replace("\n", "；") if callable(text) else ""
