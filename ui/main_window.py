"""The main window: a tab for every page and every open case, who is at the keyboard, what is under way, and asking before it closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QTabBar,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.help import HelpDialog, help_button
from ui.tasks import Lane, Task
from ui.telling import UNHARMED, ProblemBand, practice_band
from ui.theme import SCALES, apply_theme

TITLE = "民权执法办案"
SCALE_KEY, GEOMETRY_KEY = "text_percent", "geometry"
_SMALLEST = QSize(960, 600)
_FIRST = QSize(1280, 720)


class Leaf(QWidget):
    """A page of the window. A page need not be one; one that is hears when it comes back to the front and before it goes.

    ``first`` gets the focus when the page is shown. It is no focus proxy: Tab would jump to it from whatever stands before.
    """

    first: QWidget | None = None

    def take_focus(self) -> None:
        """Let work begin here."""
        (self.first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read anew what may have changed elsewhere."""

    def leave(self) -> None:
        """Keep what is being typed: the page is about to close."""


@dataclass(frozen=True)
class Page:
    """A page that is always there. ``make`` gets the desk and a function that opens a case by its id."""

    key: str
    title: str
    make: Callable[[Desk, Callable[[str], None]], QWidget]


CasePageMaker = Callable[[Desk, str], QWidget]
"""Makes the page of a case; the tab bears its ``windowTitle``, and follows it."""


def kept_scale(settings: QSettings) -> int:
    """Return the text size in percent that was chosen last; 100 when none was, or none that there is."""
    text = str(settings.value(SCALE_KEY))
    return int(text) if text.isdecimal() and int(text) in SCALES else SCALES[0]


class MainWindow(QMainWindow):
    """The window with its pages. Pages are made when first shown; a case has one tab however often it is opened.

    ``seat_wanted`` says that somebody else wants to sit down at the keyboard.
    """

    seat_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        pages: Sequence[Page],
        case_page: CasePageMaker | None,
        *,
        practice: bool = False,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._pages, self._case_page, self._settings = tuple(pages), case_page, settings
        self._percent = kept_scale(settings) if settings is not None else SCALES[0]
        self._cases: dict[str, QWidget] = {}
        self._close_when_idle = False
        self._help: HelpDialog | None = None
        self._troubles: list[str] = []
        desk.tell.problem.connect(lambda what, _safe, _todo: self._troubles.append(what))
        self.setMinimumSize(_SMALLEST)
        self.problems = ProblemBand()
        desk.tell.problem.connect(self.problems.show_problem)
        self.practice_band = practice_band()
        self.set_practice(practice)
        self.tabs = self._make_tabs()
        self._lay_out()
        self._make_status()
        self._make_shortcuts()
        self._restore()
        self.tabs.currentChanged.connect(self._shown)
        self._shown(0)

    # -- building -------------------------------------------------------------------------------------------

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("pages")
        tabs.setDocumentMode(True)
        tabs.tabBar().setAccessibleName("页面")
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setExpanding(False)
        tabs.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        for number, page in enumerate(self._pages, start=1):
            holder = QWidget()
            layout = QVBoxLayout(holder)
            layout.setContentsMargins(0, 0, 0, 0)
            index = tabs.addTab(holder, page.title)
            tabs.setTabToolTip(index, f"{page.title}（Ctrl+{number}）")
        return tabs

    def _lay_out(self) -> None:
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.practice_band)
        layout.addWidget(self.problems)
        layout.addWidget(self.tabs, 1)
        self.setCentralWidget(centre)

    def _make_status(self) -> None:
        self.who = QToolButton()
        self.who.setAutoRaise(True)
        self.who.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.who.setToolTip("换人操作（Ctrl+U）")
        self.who.clicked.connect(self.seat_wanted)
        self.show_who()
        self.doing = QLabel()
        self.doing.setAccessibleName("正在进行的工作")
        self.stop = QPushButton("停下")
        self.stop.setAccessibleName("停下正在进行的工作")
        self.stop.clicked.connect(lambda: self.desk.tasks.cancel(Lane.LONG))
        self.stop.hide()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.doing, 1)
        bar.addWidget(self.stop)
        self.help_button = help_button(self.show_help)
        bar.addPermanentWidget(self.help_button)
        bar.addPermanentWidget(self.who)
        self.desk.tasks.changed.connect(self._show_work)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Let Tab come to the status bar last, whatever was made after it."""
        last = self.previousInFocusChain() or self
        while last is not self and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = last.previousInFocusChain() or self
        if last is not self.who:
            for before, after in pairwise((last, self.stop, self.help_button, self.who)):
                QWidget.setTabOrder(before, after)
        return super().focusNextPrevChild(forward)

    def show_help(self) -> None:
        """Show how to work here, beside the work."""
        if self._help is None:
            self._help = HelpDialog(self)
        self._help.show()
        self._help.raise_()

    def show_who(self) -> None:
        """Tell who is at the keyboard now."""
        actor = self.desk.program.actor
        self.who.setText(f"操作人：{actor.name}　本机：{actor.machine}")
        self.who.setAccessibleName(f"操作人：{actor.name}，换人操作")

    def _make_shortcuts(self) -> None:
        for number in range(1, len(self._pages) + 1):
            self._key(f"Ctrl+{number}", partial(self.tabs.setCurrentIndex, number - 1))
        self._key("Ctrl+W", lambda: self.close_tab(self.tabs.currentIndex()))
        self._key("Ctrl+Tab", lambda: self._step(1))
        self._key("Ctrl+Shift+Tab", lambda: self._step(-1))
        self._key("F5", self._refresh)
        self._key("F1", self.show_help)
        self._key("Ctrl+U", self.seat_wanted.emit)
        for keys, by in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            self._key(keys, partial(self._scale_by, by))
        self._key("Ctrl+0", lambda: self.set_scale(SCALES[0]))

    def _key(self, keys: str, what: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(what)

    def set_practice(self, practice: bool) -> None:
        """Show or take away the band that says that the data are for practice."""
        self.setWindowTitle(f"{TITLE}（练习）" if practice else TITLE)
        self.practice_band.setVisible(practice)

    # -- pages ----------------------------------------------------------------------------------------------

    def show_page(self, key: str) -> QWidget:
        """Bring a page to the front by its key and return it. Raises KeyError when there is none."""
        for index, page in enumerate(self._pages):
            if page.key == key:
                self.tabs.setCurrentIndex(index)
                return self._page_at(index)
        raise KeyError(key)

    def open_case(self, case_id: str) -> None:
        """Bring the page of a case to the front; it is made when the case is not open yet."""
        widget = self._cases.get(case_id)
        if self._case_page is None:
            self.problems.show_problem("这个版本还不能在窗口里打开案件", UNHARMED, "请先用命令行办理")
            return
        if widget is None:
            widget = self._cases[case_id] = self._case_page(self.desk, case_id)
            index = self.tabs.addTab(widget, widget.windowTitle() or "案件")
            self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button(widget))
            widget.windowTitleChanged.connect(lambda title, one=widget: self._retitle(one, title))
        self.tabs.setCurrentWidget(widget)

    def close_tab(self, index: int) -> None:
        """Close the tab of a case; pages that are always there stay."""
        widget = self.tabs.widget(index)
        case_id = next((key for key, one in self._cases.items() if one is widget), None)
        if case_id is None or widget is None:
            return
        if isinstance(widget, Leaf):
            widget.leave()
        del self._cases[case_id]
        self.tabs.removeTab(index)
        widget.deleteLater()

    def _close_button(self, widget: QWidget) -> QToolButton:
        button = QToolButton(self.tabs.tabBar())
        button.setText("×")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName("关闭这个案件的页面")
        button.setToolTip("关闭（Ctrl+W）")
        button.clicked.connect(lambda: self.close_tab(self.tabs.indexOf(widget)))
        return button

    def _retitle(self, widget: QWidget, title: str) -> None:
        self.tabs.setTabText(self.tabs.indexOf(widget), title)

    def _page_at(self, index: int) -> QWidget:
        """Return what a tab shows, made now when it is shown for the first time."""
        holder = self.tabs.widget(index)
        layout = holder.layout() if holder is not None and index < len(self._pages) else None
        if holder is None or layout is None:
            return holder if holder is not None else self.tabs
        if layout.count() == 0:
            layout.addWidget(self._pages[index].make(self.desk, self.open_case))
        item = layout.itemAt(0)
        made = item.widget() if item is not None else None
        return made if made is not None else holder

    def _shown(self, index: int) -> None:
        holder = self.tabs.widget(index)
        layout = holder.layout() if holder is not None and index < len(self._pages) else None
        fresh = layout is not None and layout.count() == 0
        widget = self._page_at(index)
        if isinstance(widget, Leaf) and not fresh:
            widget.refresh()
        if not self.tabs.tabBar().hasFocus():
            self._begin_in(widget)

    def _begin_in(self, widget: QWidget) -> None:
        if isinstance(widget, Leaf):
            widget.take_focus()
        else:
            widget.setFocus()

    def _refresh(self) -> None:
        widget = self._page_at(self.tabs.currentIndex())
        if isinstance(widget, Leaf):
            widget.refresh()

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    # -- text size and place --------------------------------------------------------------------------------

    def scale(self) -> int:
        """Return the text size in percent."""
        return self._percent

    def set_scale(self, percent: int) -> None:
        """Show all text at a size of ``theme.SCALES`` and remember it."""
        self._percent = percent
        if self._settings is not None:
            self._settings.setValue(SCALE_KEY, percent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, percent)

    def _scale_by(self, steps: int) -> None:
        at = SCALES.index(self.scale()) + steps
        self.set_scale(SCALES[max(0, min(at, len(SCALES) - 1))])

    def _restore(self) -> None:
        kept = self._settings.value(GEOMETRY_KEY) if self._settings is not None else None
        if kept is None or not self.restoreGeometry(kept):
            self.resize(_FIRST)

    # -- work and closing -----------------------------------------------------------------------------------

    def _show_work(self) -> None:
        jobs = self.desk.tasks.running(Lane.LONG)
        self.stop.setVisible(bool(jobs))
        self.stop.setEnabled(not all(job.cancelled for job in jobs))
        self.doing.setText(_told(jobs[0]) if jobs else "")
        if self._close_when_idle and not jobs:
            self._close_when_idle = False
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask when a long job is under way; what is being typed is kept before the window goes."""
        jobs = self.desk.tasks.running(Lane.LONG)
        if jobs and not self._may_close(jobs):
            event.ignore()
            return
        if not self._keep_all():
            event.ignore()
            return
        if self._settings is not None:
            self._settings.setValue(GEOMETRY_KEY, self.saveGeometry())
        event.accept()

    def _keep_all(self) -> bool:
        """Let every page keep what is being typed and wait for it; where that failed, ask whether to close all the same."""
        self._troubles.clear()
        made = (self._page_at(index) for index in range(len(self._pages)) if self._is_made(index))
        for widget in (*self._cases.values(), *made):
            if isinstance(widget, Leaf):
                widget.leave()
        self.desk.tasks.settle(Lane.SHORT)
        if not self._troubles:
            return True
        box = self._question("有内容没有存好", f"{'；'.join(self._troubles)}。仍然关闭吗？", "关闭以后，最后几秒输入的内容可能要重新输入。")
        close = box.addButton("仍然关闭", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("不关闭", QMessageBox.ButtonRole.RejectRole)
        return _ask(box, stay) is close

    def _is_made(self, index: int) -> bool:
        holder = self.tabs.widget(index)
        layout = holder.layout() if holder is not None else None
        return layout is not None and layout.count() > 0

    def _may_close(self, jobs: tuple[Task, ...]) -> bool:
        box = self._question(
            "还有工作没有做完",
            f"正在进行：{'、'.join(job.what for job in jobs)}。现在就关闭吗？",
            "已经保存的内容不会丢失；停下的工作以后要重新做。",
        )
        wait = box.addButton("做完再关闭", QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton("停下并关闭", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("不关闭", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(wait)
        chosen = _ask(box, stay)
        if chosen is stop:
            self.desk.tasks.cancel(Lane.LONG)
            return True
        if chosen is wait:
            self._close_when_idle = bool(self.desk.tasks.running(Lane.LONG))
            return not self._close_when_idle
        return False

    def _question(self, title: str, text: str, more: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=self)
        box.setInformativeText(more)
        return box


def _ask(box: QMessageBox, escape: QPushButton) -> QAbstractButton:
    box.setEscapeButton(escape)
    box.exec()
    box.deleteLater()
    return box.clickedButton()


def _told(task: Task) -> str:
    return "：".join(part for part in (task.what, task.text) if part) + ("（正在停下）" if task.cancelled else "")
