"""Making the practice office: what is being done is told, and it can be stopped; the next time it goes on from there."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.practice import make_practice_office
from ui.desk import Desk
from ui.start.parts import FAULT_MARK, label, show
from ui.tasks import Cancelled, Lane, Task
from ui.theme import GAP_LARGE

_WHAT = "准备练习"
_WIDTH = 520


class PractiseDialog(QDialog):
    """Plays the sample cases into the data at hand. Accepted when all is there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_WHAT)
        self.setMinimumWidth(_WIDTH)
        self._desk = desk
        self._task: Task | None = None
        title = label("正在准备示例单位和三件示例案件")
        title.setProperty("role", "title")
        self.doing = label(" ", "hint", "正在做")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_WHAT)
        self.stop = QPushButton("停下")
        self.stop.setAccessibleName("停下，不练习")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(GAP_LARGE,) * 4)
        layout.setSpacing(GAP_LARGE)
        for widget in (title, self.doing, self.bar):
            layout.addWidget(widget)
        layout.addLayout(row)
        desk.tasks.changed.connect(self._show)
        program, out = desk.program, desk.out
        self._task = desk.tasks.run(
            lambda progress: make_practice_office(program, out, progress), lambda _cases: self._made(), self._failed, Lane.LONG, _WHAT
        )

    def _show(self) -> None:
        if self._task is not None and self._task.text:
            show(self.doing, "正在停下…" if self._task.cancelled else self._task.text, "hint")

    def _made(self) -> None:
        self._task = None
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, Cancelled):
            super().reject()
            return
        self.bar.hide()
        show(self.doing, f"{FAULT_MARK} {self._desk.tell.error(error, _WHAT) or '练习没有准备好'}", "fault")
        self.stop.setText("返回")

    def reject(self) -> None:
        """Stop the work first; the dialog closes when it has stopped."""
        if self._task is None:
            super().reject()
            return
        self._task.cancel()
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop as the button does."""
        event.ignore()
        self.reject()
