"""What stands against an act being entered: the law's not-yet with its way out, and warnings that a stated reason gets over."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.acting import TriedOut
from mq_enforce.services.crossing import Violation
from ui.theme import GAP_SMALL

STANDS = "照实记录后，下面各项会作为不合程序的问题一直留在案件里："
NOT_YET = "现在还不能办："
IMPOSSIBLE = "填写的内容不可能："


class Against(QFrame):
    """Tells what stands against the act; ``irregular`` asks for the field where one says why it was done all the same."""

    irregular = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("against")
        self.setAccessibleName("依法还不能办的原因")
        self._told: TriedOut | None = None
        self._told_above: frozenset[str] = frozenset()
        self._lines: dict[str, QLineEdit] = {}
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("role", "blocked")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._all_the_same = QPushButton("事情已经这样办了，照实补记…")
        self._all_the_same.setAccessibleName("事情已经这样办了，照实补记")
        self._all_the_same.clicked.connect(self.irregular)
        self._warnings = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(self._words)
        layout.addWidget(self._all_the_same, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._warnings)
        self.hide()

    def leave_out(self, sentences: Iterable[str]) -> None:
        """Do not tell again what is told above the panel."""
        self._told_above = frozenset(sentences)

    def show_lawful(self, tried: TriedOut | None) -> None:
        """Show what would come of the act; None while the data make no act, which leaves what is shown."""
        if tried is None:
            return
        self._told = tried
        lines: list[str] = []
        if tried.faults:
            lines += [IMPOSSIBLE, *(fault.sentence() for fault in tried.faults)]
        refused = [sentence for one in tried.refused if (sentence := one.sentence()) not in self._told_above or tried.stands]
        if refused:
            lines += [STANDS if tried.stands else NOT_YET, *refused]
        self._words.setText("\n".join(lines))
        self._words.setVisible(bool(lines))
        self._all_the_same.setVisible(bool(tried.refused) and not tried.stands)
        self._ask_reasons(tried.warnings)
        self.setVisible(bool(lines or tried.refused or self._lines))

    def _ask_reasons(self, warnings: tuple[Violation, ...]) -> None:
        for violation in warnings:
            block = violation.block or ""
            if not block or block in self._lines:
                continue
            label = QLabel(told_last(violation.sentence()))
            label.setWordWrap(True)
            label.setProperty("role", "overdue")
            line = QLineEdit()
            line.setAccessibleName(f"继续办理的理由：{violation.sentence()}")
            line.setPlaceholderText("确有必要继续的，在这里写明理由")
            label.setBuddy(line)
            self._warnings.addWidget(label)
            self._warnings.addWidget(line)
            self._lines[block] = line

    def tells(self, block: str) -> bool:
        """Whether a warning is told."""
        return block in self._lines

    def line_for(self, block: str) -> QLineEdit | None:
        """Return the line for the reason that gets over a warning; None when it is not told."""
        return self._lines.get(block)

    def reasons(self) -> dict[str, str]:
        """Return the stated reasons by the block that they get over."""
        return {block: line.text().strip() for block, line in self._lines.items() if line.text().strip()}

    def stops(self) -> list[QWidget]:
        """Return what Tab reaches here, in reading order."""
        return [self._all_the_same, *self._lines.values()]

    def summary(self) -> str:
        """Return in a few words how many points stand against the act."""
        tried = self._told
        if tried is None:
            return ""
        without = [one for one in tried.warnings if (one.block or "") not in self.reasons()]
        parts = [
            f"{len(tried.faults)} 处不可能" if tried.faults else "",
            f"依法还有 {len(tried.refused)} 项不能办" if tried.refused and not tried.stands else "",
            f"{len(without)} 项要写明理由" if without else "",
        ]
        return "；".join(part for part in parts if part)


def told_last(sentence: str) -> str:
    """Return a sentence with the number of what it is about at its end: the number matters least to who reads it."""
    number, space, rest = sentence.partition("] ")
    return f"{rest} {number}]" if space and number.startswith("[") else sentence
