"""Starting the window: theme, data, lanes, pages; and what is said when the data cannot be opened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from mq_enforce.bootstrap import open_program
from mq_enforce.services.crossing import MqError, Program
from mq_enforce.services.listing import count_cases
from mq_enforce.services.practice import is_practice, practice_folder
from ui.blanks import PAGE as BLANKS
from ui.case.page import CaseLeaf
from ui.cases import PAGE as CASES
from ui.deadlines import PAGE as DEADLINES
from ui.desk import Desk
from ui.main_window import TITLE, CasePageMaker, MainWindow, Page, kept_scale
from ui.measuring import WindowMeasures
from ui.selftest import Seen, look_at
from ui.start import PAGE as OFFICE
from ui.start import PRACTICE, Assistant, PractiseDialog, choose_who, needs_assistant
from ui.tasks import Tasks
from ui.telling import Tell
from ui.theme import apply_theme, speak_chinese

PAGES: tuple[Page, ...] = (CASES, DEADLINES, BLANKS, OFFICE)
"""The pages of the window in the order of their tabs."""
CASE_PAGE: CasePageMaker = CaseLeaf
"""Makes the page of a case."""


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
        return _run(app, data, database, settings)
    except MqError as error:
        _tell_at_start(error)
        return error.exit_code


def _run(app: QApplication, data: Path, database: str | None, settings: QSettings) -> int:
    """Stay in the office's data, and in the practice data as often as that is wanted in between."""
    visit: Path | None = data
    code = 0
    while visit is not None:
        own = visit == data
        with open_program(visit, database if own else None) as program:
            visit, code = _stay(app, program, visit, settings, practising=not own)
        if visit is None and not own:
            visit = data
    return code


def _stay(app: QApplication, program: Program, folder: Path, settings: QSettings, *, practising: bool) -> tuple[Path | None, int]:
    """Start and stay until the window is closed; return the folder to go on in, and the exit code."""
    tasks = Tasks()
    tell = Tell(folder / "reports")
    tasks.unhandled.connect(tell.unhandled)
    desk = Desk(program, tasks, tell, folder / "dossiers")
    practice = practising or is_practice(program) or only_practice(program)
    before = sys.excepthook
    try:
        sys.excepthook = _hook(tell, before)
        begun = _begin(desk, settings, practising=practising, practice=practice)
        if begun != QDialog.DialogCode.Accepted:
            return (practice_folder(folder) if begun == PRACTICE else None), 0
        window = MainWindow(desk, PAGES, CASE_PAGE, practice=practice, settings=settings)
        window.seat_wanted.connect(lambda: _change_seat(desk, window, settings, practice=practice))
        tell.setParent(window)
        window.show()
        return None, app.exec()
    finally:
        tasks.close()
        sys.excepthook = before


def _begin(desk: Desk, settings: QSettings, *, practising: bool, practice: bool) -> int:
    """Set up the office where there is none, and ask who is at the keyboard; return the result of the last dialog."""
    result: int = QDialog.DialogCode.Accepted
    if practising:
        result = PractiseDialog(desk).exec()
    elif not practice and needs_assistant(desk.program):
        result = Assistant(desk).exec()
    return choose_who(desk, settings, practice=practice) if result == QDialog.DialogCode.Accepted else result


def _change_seat(desk: Desk, window: MainWindow, settings: QSettings, *, practice: bool) -> None:
    choose_who(desk, settings, window, practice=practice, starting=False)
    window.show_who()


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


def check_window(data: Path) -> Seen:
    """Open the window on a data folder made for trials, look at it and close it. Raises EnvironmentProblem when it does not show."""
    return look_at(lambda: run_window(data))


def window_measures() -> WindowMeasures:
    """Return what ``bench`` measures of the window."""
    return WindowMeasures(run_window)


def _quiet(_words: str) -> None:
    return


def picture_pages(folder: Path, scratch: Path, part: str = "", say: Callable[[str], None] = _quiet) -> tuple[Path, ...]:
    """Write pictures of all pages with the sample office, or of those whose names hold a part, and return the files.

    ``scratch`` takes the data made for it. Raises EnvironmentProblem when a picture cannot be made or kept.
    """
    from ui.scenes import scene_names  # noqa: PLC0415 - the window itself does without
    from ui.screens import Studio  # noqa: PLC0415 - the same

    if not any(part in name for name in scene_names()):
        return ()
    app = QApplication.instance() or QApplication(["mq-enforce"])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running in this process")
    speak_chinese(app)
    apply_theme(app)
    studio = Studio(app, open_program, lambda desk: MainWindow(desk, PAGES, CASE_PAGE, practice=True))
    return studio.picture(folder, scratch, part, say)
