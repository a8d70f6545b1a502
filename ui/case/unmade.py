"""Papers that acts on file should have made and that are not there, told above the paper with the means to make them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.paper_acts import make_missing
from mq_enforce.services.paper_lines import MissingPaper
from ui.desk import Desk
from ui.theme import GAP_SMALL


class Unmade(QWidget):
    """Hidden while nothing is missing. ``changed``: papers were made, read the case anew."""

    changed = Signal()

    def __init__(self, desk: Desk, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._case_id = desk, case_id
        self._missing: tuple[MissingPaper, ...] = ()
        self.words, self.told = QLabel(), QLabel()
        for label, role, name in ((self.words, "overdue", "应当制作而没有制作的文书"), (self.told, "fault", "补制的结果")):
            label.setWordWrap(True)
            label.setProperty("role", role)
            label.setAccessibleName(name)
        self.told.hide()
        self.button = QPushButton("补制这些文书")
        self.button.clicked.connect(self.make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(self.words)
        layout.addWidget(self.told)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_missing(self, missing: Sequence[MissingPaper]) -> None:
        """Show what is missing in the case."""
        if tuple(missing) != self._missing:
            self.told.hide()
        self._missing = tuple(missing)
        names = "、".join(f"《{one.title}》{f'（{one.name}）' if one.name else ''}" for one in self._missing)
        self.words.setText(f"▲ 应当制作而没有制作：{names}")
        self.setVisible(bool(self._missing))

    def make(self) -> None:
        """Make all of them; one that lacks a fact still says which."""
        program, case_id, acts = self._desk.program, self._case_id, [one.act for one in self._missing]
        self.button.setEnabled(False)
        self._desk.tasks.run(
            lambda _progress: make_missing(program, case_id, acts), lambda _made: self._ended(""), self._failed, what="补制文书"
        )

    def _failed(self, error: BaseException) -> None:
        self._ended(self._desk.tell.error(error, "补制文书"))

    def _ended(self, words: str) -> None:
        self.button.setEnabled(True)
        self.changed.emit()
        self.told.setText(words)
        self.told.setVisible(bool(words))
