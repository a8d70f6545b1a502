"""Pictures of every page with the sample office, at the sizes that have to look right: what ``mq-enforce screens`` writes.

The pages are the program's own, on data made for it in a folder that is thrown away; nothing is drawn for the picture alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, QTimer
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mq_enforce.services.crossing import CHINA, Actor, EnvironmentProblem, Program, StoryClock
from mq_enforce.services.practice import make_practice_office
from mq_enforce.services.program import StoryIds
from ui.case.page import CaseLeaf
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.paper.canvas import PageCanvas
from ui.scenes import ENDED, FIRE, STRAW, Scene, Stage, chosen, scenes
from ui.tasks import Tasks
from ui.telling import Tell
from ui.theme import SHADE, apply_theme

NOW = datetime(2026, 6, 25, 9, 0, tzinfo=CHINA)
"""When the pictures are taken: after the sample cases, while two of them are still under way."""
_SITTER = Actor("wang", "王建国", "agency", "办公室一号机")
"""The officer of the sample cases is at the keyboard."""
_PATIENCE_S = 60.0
_GLANCE_S = 0.004
_PNG_QUALITY = 60
_QUIET_ROUNDS = 8
"""So many rounds of the event loop in which nothing happens: what is laid out anew may want one more."""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a screen in pixels and of the text in percent; ``folded`` puts the paper away."""

    width: int
    height: int
    percent: int
    folded: bool = False

    @property
    def name(self) -> str:
        """``1366x768-100``."""
        return f"{self.width}x{self.height}-{self.percent}"


SIZES = (Size(1366, 768, 100), Size(1366, 768, 125, folded=True), Size(1920, 1080, 150), Size(1920, 1080, 200, folded=True))


Open = Callable[..., AbstractContextManager[Program]]
Say = Callable[[str], None]


class Studio:
    """Makes the sample office and pictures its pages. ``open_program`` opens data, ``window`` makes the window on a desk."""

    def __init__(self, app: QApplication, open_program: Open, window: Callable[[Desk], MainWindow]) -> None:
        self._app, self._open, self._window = app, open_program, window
        self._desks: list[Desk] = []
        self._percent = 0

    def picture(self, folder: Path, scratch: Path, part: str, say: Say) -> tuple[Path, ...]:
        """Write the pictures of the scenes whose names hold a part, and return their files.

        Raises EnvironmentProblem when a page never comes to rest or a file cannot be written.
        """
        made: list[Path] = []
        folder = folder.resolve()
        with self.stage(scratch, say) as stage:
            for number, scene in chosen(scenes(stage), part):
                for path in self._take(folder, number, scene):
                    made.append(path)
                    say(path.name)
        return tuple(made)

    @contextmanager
    def stage(self, scratch: Path, say: Say) -> Iterator[Stage]:
        """Set the stage with the sample office, and clear it afterwards; meanwhile ``scratch`` is the working folder."""
        # A cursor that blinks would be there in one picture and not in the next.
        self._app.setCursorFlashTime(0)
        # Paths within a folder that is called otherwise each time would stand in the pictures.
        with chdir(scratch), self._sample(Path("data"), say) as desk, self._bare(Path("empty")) as empty:
            cases = {story: f"practice-{story}" for story in (STRAW, FIRE, ENDED)}
            stage = Stage(self._window(desk), desk, empty, cases, self._settle)
            try:
                yield stage
            finally:
                stage.clear()

    @contextmanager
    def _bare(self, folder: Path) -> Iterator[Desk]:
        """Open a desk on a folder of its own."""
        with self._open(folder, None, _SITTER, StoryClock(NOW), StoryIds(b"screens")) as program:
            desk = Desk(program, Tasks(), Tell(folder / "reports"), folder / "dossiers")
            self._desks.append(desk)
            try:
                yield desk
            finally:
                desk.tasks.close()
                self._desks.remove(desk)

    @contextmanager
    def _sample(self, folder: Path, say: Say) -> Iterator[Desk]:
        """Open a desk on the sample office."""
        with self._bare(folder) as desk:
            make_practice_office(desk.program, desk.out, say)
            yield desk

    def _take(self, folder: Path, number: int, scene: Scene) -> Iterator[Path]:
        self._use(SIZES[0].percent)
        shown = scene.set_up()
        behind = shown.parentWidget()
        for size in SIZES:
            self._settle()
            self._use(size.percent)
            for one in (behind, shown):
                if one is not None:
                    fit(one, size)
            self._settle()
            path = folder / f"{number:02d}-{scene.name}-{size.name}.png"
            writer = QImageWriter(str(path))
            writer.setQuality(_PNG_QUALITY)
            if not writer.write(_picture(shown, behind, size)):
                raise EnvironmentProblem(f"图片没有存成：{path}", "其他图片已经存好", "请检查文件夹的写入权限和剩余空间")
            yield path
        if isinstance(shown, QDialog):
            shown.hide()
            shown.deleteLater()

    def _use(self, percent: int) -> None:
        """Show text at a size; setting the style anew takes longer than all else here."""
        if percent != self._percent:
            apply_theme(self._app, percent)
            self._percent = percent

    def _settle(self) -> None:
        """Let all begun work end, papers be drawn, and pages be laid out. Raises EnvironmentProblem when that never happens."""
        until = time.monotonic() + _PATIENCE_S
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            quiet = 0 if self._is_busy() else quiet + 1
            if time.monotonic() > until:
                raise EnvironmentProblem("页面一直没有画完", "办案数据没有受影响", "请关闭占用电脑的其他程序，再试一次")
            if not quiet:
                time.sleep(_GLANCE_S)

    def _is_busy(self) -> bool:
        if any(desk.tasks.running() for desk in self._desks):
            return True
        windows = [one for one in self._app.topLevelWidgets() if one.isVisible()]
        if any(timer.isActive() and timer.isSingleShot() for one in windows for timer in _timers(one)):
            return True
        return any(canvas.isVisible() and not canvas.settled for one in windows for canvas in _canvases(one))


def _timers(window: QWidget) -> list[QTimer]:
    return cast("list[QTimer]", window.findChildren(QTimer))


def _canvases(window: QWidget) -> list[PageCanvas]:
    return cast("list[PageCanvas]", window.findChildren(PageCanvas))


def fit(shown: QWidget, size: Size) -> None:
    """Give a window the whole screen, and a dialog the size that it asks for there."""
    if isinstance(shown, MainWindow):
        shown.resize(size.width, size.height)
        leaf = shown.tabs.currentWidget()
        if isinstance(leaf, CaseLeaf):
            leaf.work.fold.setChecked(size.folded)
        return
    ask = getattr(shown, "wanted_size", None)
    wanted = ask() if callable(ask) else shown.sizeHint().expandedTo(shown.minimumSize())
    shown.resize(wanted.boundedTo(QSize(size.width, size.height) * 0.96))


def _picture(shown: QWidget, behind: QWidget | None, size: Size) -> QImage:
    image = QImage(size.width, size.height, QImage.Format.Format_RGB32)
    image.fill(QColor(SHADE))
    painter = QPainter(image)
    if behind is not None:
        painter.drawPixmap(QPoint(0, 0), behind.grab())
    grabbed = shown.grab()
    corner = QPoint((size.width - grabbed.width()) // 2, (size.height - grabbed.height()) // 2)
    if isinstance(shown, QDialog):
        painter.fillRect(image.rect(), QColor(0, 0, 0, 40))
    painter.drawPixmap(corner, grabbed)
    painter.end()
    return image
