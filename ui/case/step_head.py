"""The head of a step: what it is, by which article, where it stands, and for what blocks it the sentence and a way there."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.case_page import RailStep, RailSubject
from mq_enforce.services.crossing import Violation
from ui.case.rail import MARKS
from ui.fields.texts import with_room
from ui.theme import GAP_SMALL, QUIET

_MANY = 2
"""With more points than these the ways out are folded, so that the form stays in sight."""


class StepHead(QWidget):
    """Tells about a step; ``jump`` brings the id of the step that would satisfy what blocks this one."""

    jump = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP_SMALL)
        self._told: set[str] = set()

    def show_step(self, step: RailStep, subjects: Iterable[RailSubject], titles: dict[str, str]) -> None:
        """Show a step and those of its subjects that were chosen; ``titles`` are those of all steps by id."""
        self._clear()
        self._say(step.text, "title")
        about = [f"依据：{step.article}"]
        if step.tags:
            about.append(f"三项制度：{'、'.join(step.tags)}")
        if step.makes:
            about.append(f"制作：{'、'.join(f'《{title}》' for title in step.makes)}")
        self._say("　".join(about), "hint")
        self._told = set()
        for subject in subjects:
            self._subject(subject, titles)

    def show_other(self, label: str) -> None:
        """Show the name of an act that belongs to no step."""
        self._clear()
        self._say(label, "title")
        self._say("这项记录不属于固定步骤，发生了才填写。", "hint")

    def _clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _subject(self, subject: RailSubject, titles: dict[str, str]) -> None:
        status = subject.status.value
        word = f"{MARKS[status]} {subject.word}"
        head = f"{subject.name}：{word}" if subject.name else word
        due = f"到期：{subject.due_text}" if subject.due_text else ""
        self._say("　".join(part for part in (head, due, subject.reason) if part), status)
        buttons = self._blocked(subject)
        if subject.remedy_step in titles:
            button = QPushButton(f"去办理：{titles[subject.remedy_step]}")
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _checked=False, step=subject.remedy_step: self.jump.emit(step))
            buttons.insert(0, button)
        if buttons:
            self._layout.addWidget(with_room(*buttons))

    def _blocked(self, subject: RailSubject) -> list[QWidget]:
        """Tell what blocks the step, each point with its article; of many the ways out at a press of the button that is returned."""
        found = [one for one in subject.blocked if one.message not in self._told]
        same = len(subject.blocked) - len(found)
        self._told |= {one.message for one in found}
        if found:
            label = self._say(_points(found, subject.name, ways_out=len(found) <= _MANY), "blocked")
        if same:
            self._say(f"另有 {same} 项与上面相同。" if found else f"这 {same} 项与上面相同。", "blocked")
        if len(found) <= _MANY:
            return []
        more = QPushButton(f"看这 {len(found)} 项怎样办理")
        more.setCheckable(True)
        more.setAccessibleName(more.text())
        more.toggled.connect(lambda on: label.setText(_points(found, subject.name, ways_out=on)))
        return [more]

    def _say(self, text: str, role: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(label)
        return label


def _points(found: Iterable[Violation], name: str, *, ways_out: bool) -> str:
    """Return what blocks a step as paragraphs: what is wrong in the label's colour, law, way out and number quiet."""
    return "".join(f'<p style="margin: 0 0 3px 0">{_point(one, name, ways_out=ways_out)}</p>' for one in found)


def _point(violation: Violation, name: str, *, ways_out: bool) -> str:
    about = f"（{violation.subject}）" if violation.subject and violation.subject != name else ""
    way = f"可以这样办：{violation.remedy}。" if ways_out and violation.remedy else ""
    law = f"依据：{violation.article}。" if violation.article else ""
    number = f"[{violation.block}]" if violation.block else ""
    quiet = "".join(part for part in (law, way, number) if part)
    return f'× {escape(violation.message + about)}。<span style="color: {QUIET}">{escape(quiet)}</span>'
