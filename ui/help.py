"""The page of help: how a case is worked on, and the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from mq_enforce.services.crossing import resource

_WIDTH, _HEIGHT = 760, 600


class HelpDialog(QDialog):
    """Shows the help; it stays open beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.setModal(False)
        self.page = QTextBrowser()
        self.page.setAccessibleName("帮助")
        self.page.setMarkdown(resource("help", "window.md").read_text(encoding="utf-8"))
        self.page.setOpenLinks(False)
        buttons = QDialogButtonBox()
        away = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        away.setAccessibleName("关闭帮助")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)
        self.resize(_WIDTH, _HEIGHT)
        self.page.setFocus()


def help_button(show: Callable[[], object]) -> QToolButton:
    """Return the button that opens the help."""
    button = QToolButton()
    button.setText("帮助")
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName("帮助")
    button.setToolTip("怎样用这个窗口（F1）")
    button.clicked.connect(lambda _checked=False: show())
    return button
