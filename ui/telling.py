"""How errors are told, in one place: refusals and faults beside the work, troubles of the machine in a band, our own in a dialog."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.crossing import CHINA, BadInput, EnvironmentProblem, MqError, RuleViolation
from ui.tasks import Cancelled
from ui.theme import GAP, GAP_SMALL

UNHARMED = "数据没有受影响"


class Tell(QObject):
    """Takes every error. ``problem`` brings what failed, what is safe and what to do, for the window's band."""

    problem = Signal(str, str, str)

    def __init__(self, reports: Path, parent: QObject | None = None) -> None:
        """Keep reports of our own faults in a folder, which is made when the first one comes."""
        super().__init__(parent)
        self.reports = reports
        self._box: QMessageBox | None = None

    def error(self, error: BaseException, what: str = "") -> str:
        """Tell an error of some work and return the lines to show beside it; empty when it was told elsewhere."""
        if isinstance(error, EnvironmentProblem):
            self.problem.emit(f"{what}：{error.what}" if what else error.what, error.safe, error.todo)
            return ""
        if isinstance(error, Cancelled):
            return f"已停止：{what}" if what else "已停止"
        if isinstance(error, (RuleViolation, BadInput, MqError)):
            return "\n".join(error.sentences())
        self._our_fault(error, what)
        return ""

    def unhandled(self, error: BaseException, what: str) -> None:
        """Tell an error that no page took; what would stand beside the work goes to the band instead."""
        text = self.error(error, what)
        if text and not isinstance(error, Cancelled):
            self.problem.emit(text, UNHARMED, "")

    def _our_fault(self, error: BaseException, what: str) -> None:
        saved = save_report(error, what, (self.reports, Path(tempfile.gettempdir())))
        where = f"报告已经保存：{saved}" if saved is not None else "报告没有能够保存（磁盘可能已满）。"
        if self._box is None:
            parent = self.parent()
            self._box = QMessageBox(parent if isinstance(parent, QWidget) else None)
            self._box.setIcon(QMessageBox.Icon.Warning)
            self._box.setWindowTitle("程序出错了")
            self._box.setTextFormat(Qt.TextFormat.PlainText)
            self._box.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self._box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        more = "" if not self._box.isVisible() else f"{self._box.informativeText()}\n"
        doing = f"“{what}”没有完成。" if what else "刚才的操作没有完成。"
        self._box.setText(f"程序出错了，不是您的操作问题。{UNHARMED}：已经保存的内容都在。")
        self._box.setInformativeText(f"{more}{doing}{where}")
        self._box.open()


def save_report(error: BaseException, what: str, folders: Sequence[Path]) -> Path | None:
    """Write a report of our own fault into the first folder that takes it and return its path; None when none does."""
    at = datetime.now(CHINA)
    lines = [f"{at:%Y-%m-%d %H:%M:%S}", what, f"{platform.platform()} Python {sys.version.split()[0]}", ""]
    text = "\n".join(lines) + "".join(traceback.format_exception(error))
    for folder in folders:
        path = folder / f"mq-enforce-{at:%Y%m%d-%H%M%S-%f}.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError:
            continue
        return path
    return None


class ProblemBand(QFrame):
    """The band above the pages that tells a trouble of the machine until it is put away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem")
        self._what, self._help = QLabel(), QLabel()
        self._what.setProperty("role", "fault")
        words = QVBoxLayout()
        words.setSpacing(GAP_SMALL)
        for label, name in ((self._what, "出了什么问题"), (self._help, "怎么办")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAccessibleName(name)
            words.addWidget(label)
        self._away = QPushButton("知道了")
        self._away.setAccessibleName("收起提示")
        self._away.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        line.addLayout(words, 1)
        line.addWidget(self._away, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_problem(self, what: str, safe: str, todo: str) -> None:
        """Show what failed, what is safe, and what to do."""
        self._what.setText(f"▲ {what}")
        self._help.setText("。".join(part.rstrip("。") for part in (safe, todo) if part) + "。")
        self.show()

    def text(self) -> str:
        """Return what the band says."""
        return f"{self._what.text()}\n{self._help.text()}"


def practice_band() -> QFrame:
    """Return the band that says that the data are for practice."""
    band = QFrame()
    band.setObjectName("practice")
    line = QHBoxLayout(band)
    line.setContentsMargins(2 * GAP, GAP // 2, 2 * GAP, GAP // 2)
    label = QLabel("◆ 练习：这里的案件和文书都不是真的，文书每页印有“练习”字样，不得使用。")
    label.setAccessibleName("练习")
    line.addWidget(label)
    return band
