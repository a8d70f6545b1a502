"""The step rail: the procedure in statutory order under its phases, each step with its state in words, per party."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from mq_enforce.services.case_page import CasePage, RailStep, RailSubject
from ui.theme import BLUE_DEEP, QUIET, STATUS_COLOURS

_STEP, _PARTY, _KIND = (Qt.ItemDataRole.UserRole + number for number in range(3))
MARKS = {"done": "●", "open": "○", "blocked": "×", "overdue": "▲", "not_needed": "－"}
"""The shape before the words for the state of a step."""
NOW, OTHERS = "现在办", "其他记录"
_REST_MS = 150


class Rail(QTreeWidget):
    """Shows phases and steps. ``chosen`` brings the id of a step and the party, empty for the whole case; ``other`` a kind of act.

    Both wait until the arrows rest; ``entered`` says that somebody pressed Enter on the line and wants to work there.
    """

    chosen = Signal(str, str)
    other = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName("办案步骤")
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tell)
        self.currentItemChanged.connect(lambda _item: self._rest.start())
        self.itemClicked.connect(self._clicked)

    def show_page(self, page: CasePage) -> None:
        """Show the steps of a case and keep the chosen one chosen; at first the step that is next."""
        wanted, kind = self.current() or (page.now_step, ""), self.current_kind()
        open_phases = self._open_phases()
        self.blockSignals(True)
        self.clear()
        later = False
        for phase, grouped in groupby(page.rail, key=lambda step: step.phase):
            steps = list(grouped)
            self.addTopLevelItem(_phase(phase, steps, page.now_step, later=later))
            later = later or any(step.id == page.now_step for step in steps)
        self.addTopLevelItem(_others(page.others))
        for index in range(self.topLevelItemCount()):
            top = self.topLevelItem(index)
            if top is not None and (top.text(0) in open_phases or _holds(top, page.now_step)):
                top.setExpanded(True)
        self.blockSignals(False)
        self._rest.start()
        if kind:
            self.choose_other(kind)
        else:
            self.choose(*wanted)

    def current(self) -> tuple[str, str] | None:
        """Return the chosen step and party, or None before anything was chosen, or when it is no step."""
        item = self.currentItem()
        return None if item is None or not item.data(0, _STEP) else (item.data(0, _STEP), item.data(0, _PARTY))

    def choose(self, step: str, party: str = "") -> None:
        """Choose a step, for a party where it has lines for parties; its phase opens."""
        lines = [one for one in self._lines() if one.data(0, _STEP) == step]
        if not lines:
            first = self.topLevelItem(0)
            if first is not None and self.currentItem() is None:
                self.setCurrentItem(first)
            return
        self._go(next((one for one in lines if party and one.data(0, _PARTY) == party), lines[0]))

    def choose_other(self, kind: str) -> None:
        """Choose an act that belongs to no step."""
        for one in self._lines():
            if one.data(0, _KIND) == kind:
                self._go(one)

    def _go(self, item: QTreeWidgetItem) -> None:
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        self.setCurrentItem(item)
        self.scrollToItem(item)
        self._tell_now()

    def _lines(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.invisibleRootItem()]
        while waiting:
            one = waiting.pop(0)
            children = [one.child(index) for index in range(one.childCount())]
            found.extend(children)
            waiting = [*children, *waiting]
        return found

    def _open_phases(self) -> set[str]:
        tops = (self.topLevelItem(index) for index in range(self.topLevelItemCount()))
        return {top.text(0) for top in tops if top is not None and top.isExpanded()}

    def current_kind(self) -> str:
        """Return the kind of act of the chosen line where it belongs to no step, else an empty text."""
        item = self.currentItem()
        return (item.data(0, _KIND) or "") if item is not None else ""

    def _tell(self) -> None:
        item = self.currentItem()
        if item is None:
            return
        if item.data(0, _KIND):
            self.other.emit(item.data(0, _KIND))
        elif item.data(0, _STEP):
            self.chosen.emit(item.data(0, _STEP), item.data(0, _PARTY))

    def _tell_now(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self._tell()

    def _clicked(self, item: QTreeWidgetItem) -> None:
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
        self._tell_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Work on the chosen line with Enter; open or close a phase with it."""
        item = self.currentItem()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or item is None:
            super().keyPressEvent(event)
        elif item.parent() is None:
            item.setExpanded(not item.isExpanded())
        else:
            self._tell_now()
            self.entered.emit()


def _holds(top: QTreeWidgetItem, step: str) -> bool:
    return any(top.child(index).data(0, _STEP) == step for index in range(top.childCount()))


def _phase(title: str, steps: list[RailStep], now_step: str, *, later: bool) -> QTreeWidgetItem:
    demanded = [step for step in steps if step.status.value != "not_needed" and not (step.optional and step.status.value == "open")]
    done = sum(step.status.value == "done" for step in demanded)
    pressing = next((step for step in demanded if step.status.value == "overdue"), None)
    none = "" if later else "不需要"
    word = pressing.word if pressing is not None else (f"{done}/{len(demanded)}" if demanded else none)
    item = QTreeWidgetItem([title, word])
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    item.setForeground(1, QColor(STATUS_COLOURS["overdue"] if pressing is not None else QUIET))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    said = pressing.word if pressing is not None else (f"{len(demanded)}步中已办{done}步" if demanded else none or "还没有到")
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"阶段 {title}，{said}")
    item.addChildren([_step(step, is_now=step.id == now_step) for step in steps])
    return item


def _step(step: RailStep, *, is_now: bool) -> QTreeWidgetItem:
    status = step.status.value
    word = NOW if is_now and status == "open" else step.word
    item = _line(f"{MARKS[status]} {step.text}", word, status, quiet=step.optional and status == "open")
    item.setData(0, _STEP, step.id)
    item.setData(0, _PARTY, step.subjects[0].party or "" if len(step.subjects) == 1 else "")
    if is_now:
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setForeground(0, QColor(BLUE_DEEP))
    if len(step.subjects) > 1:
        item.addChildren([_subject(step, one) for one in step.subjects])
    return item


def _subject(step: RailStep, subject: RailSubject) -> QTreeWidgetItem:
    status = subject.status.value
    item = _line(f"{MARKS[status]} {subject.name}", subject.word, status, quiet=step.optional and status == "open")
    item.setData(0, _STEP, step.id)
    item.setData(0, _PARTY, subject.party or "")
    return item


def _others(others: tuple[tuple[str, str], ...]) -> QTreeWidgetItem:
    top = QTreeWidgetItem([OTHERS, ""])
    for kind, label in others:
        item = _line(label, "", "open", quiet=True)
        item.setData(0, _KIND, kind)
        top.addChild(item)
    return top


def _line(text: str, word: str, status: str, *, quiet: bool) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text, word])
    item.setForeground(1, QColor(QUIET if quiet else STATUS_COLOURS[status]))
    if quiet or status == "not_needed":
        item.setForeground(0, QColor(QUIET))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    spoken = "，".join(part for part in (text.lstrip("●○×▲－ "), word) if part)
    item.setToolTip(0, spoken)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
    return item
