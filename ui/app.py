"""Starting the window: theme, data, lanes, pages; and what is said when the data cannot be opened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from mq_enforce.bootstrap import open_program
from mq_enforce.services.crossing import MqError, Program
from mq_enforce.services.listing import count_cases
from ui.cases import PAGE as CASES
from ui.deadlines import PAGE as DEADLINES
from ui.desk import Desk
from ui.main_window import TITLE, CasePageMaker, MainWindow, Page, kept_scale
from ui.tasks import Tasks
from ui.telling import Tell
from ui.theme import apply_theme, speak_chinese

PAGES: tuple[Page, ...] = (CASES, DEADLINES)
"""The pages of the window in the order of their tabs."""
CASE_PAGE: CasePageMaker | None = None
"""Makes the page of a case; without it the window says that it cannot open one."""


def run_window(data: Path, database: str | None = None) -> int:
    """Open the window on a data folder, stay until it is closed, and return the exit code of the command line.

    Data that are open elsewhere, newer or out of reach are told in a box and left alone.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running in this process")
    app.setApplicationName("mq-enforce")
    app.setApplicationDisplayName(TITLE)
    settings = QSettings(str(data / "window.ini"), QSettings.Format.IniFormat)
    try:
        speak_chinese(app)
        apply_theme(app, kept_scale(settings))
        with open_program(data, database) as program:
            return _stay(app, program, data, settings)
    except MqError as error:
        _tell_at_start(error)
        return error.exit_code


def _stay(app: QApplication, program: Program, data: Path, settings: QSettings) -> int:
    tasks = Tasks()
    tell = Tell(data / "reports")
    tasks.unhandled.connect(tell.unhandled)
    desk = Desk(program, tasks, tell, data / "dossiers")
    before = sys.excepthook
    try:
        window = MainWindow(desk, PAGES, CASE_PAGE, practice=only_practice(program), settings=settings)
        tell.setParent(window)
        sys.excepthook = _hook(tell, before)
        window.show()
        return app.exec()
    finally:
        tasks.close()
        sys.excepthook = before


def _hook(tell: Tell, before: Callable[..., object]) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return the hook for what a page raised while Qt called it; an interruption from outside goes its own way."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            tell.unhandled(error, "")
        else:
            before(kind, error, trace)

    return hook


def only_practice(program: Program) -> bool:
    """Tell whether the data are for practice: they hold practice cases and no others."""
    return count_cases(program, practice=True) > 0 and count_cases(program, practice=False) == 0


def _tell_at_start(error: MqError) -> None:
    box = QMessageBox(QMessageBox.Icon.Warning, TITLE, "窗口没有打开")
    box.setInformativeText("\n".join(error.sentences()))
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
