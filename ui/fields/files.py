"""FILE: a path that is typed, chosen or dropped, with a small picture of it and what is wrong with it told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldSpec
from ui.fields.base import Field, Form
from ui.fields.looking import Look, looker
from ui.fields.texts import LineEdit, as_set, said_text, shown_text

_REST_MS = 300
"""How long typing rests before the path is looked at."""
_PHOTO = "照片"


class FileField(Field):
    """FILE. The dialog is only for choosing; nothing is copied here."""

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.setAcceptDrops(True)
        self._turn = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self.line, self.button, self.picture = LineEdit(), QPushButton("选择…"), QLabel()
        self.line.setPlaceholderText("写出文件的位置，或者把文件拖到这里")
        self.line.setAcceptDrops(False)
        self.line.settled.connect(self._typed)
        self.line.left.connect(self._left)
        looker().found.connect(self._found)
        self.button.clicked.connect(self._choose)
        self.picture.hide()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column.addLayout(row)
        column.addWidget(self.picture)
        self.settle(body)

    def inputs(self) -> list[QWidget]:
        """Return the line."""
        return [self.line]

    def chain(self) -> list[QWidget]:
        """Return the line and the button."""
        return [self.line, self.button]

    def name_others(self) -> None:
        """Name button and picture."""
        self.button.setAccessibleName(f"{self.title()}：选择文件")
        self.picture.setAccessibleName(f"{self.title()}：预览")

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the path as it is typed."""
        return said_text(self.line.text(), self.spec)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the path."""
        text = shown_text(plain, self.spec)
        self.line.setText(text)
        return as_set(plain, self.read(), unchanged=self.line.text() == text)

    def take(self, path: Path) -> None:
        """Take a file that was chosen or dropped."""
        self.line.typing = False
        self.line.setText(str(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one file of this machine."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the file that is dropped."""
        if (path := self._dropped(event)) is not None:
            event.acceptProposedAction()
            self.take(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

    def _choose(self) -> None:
        start = self.line.text().strip()
        chosen, _kind = QFileDialog.getOpenFileName(self, f"选择：{self.title()}", start, _filter(self.spec.label))
        if chosen:
            self.take(Path(chosen))

    def _left(self) -> None:
        if self._rest.isActive():
            self._look()

    def _typed(self, note: str) -> None:
        self._turn = 0
        self._show(Look())
        if self.form.quiet or not self.line.typing:
            self._look()
        else:
            self._rest.start()
        self.edited(note)

    def _look(self) -> None:
        """Begin to look at the file; what was asked before is answered in vain."""
        self._rest.stop()
        text = self.line.text().strip()
        self._turn = looker().look(text, photo=_PHOTO in self.spec.label) if text else 0

    def _found(self, number: int, look: Look) -> None:
        if number == self._turn:
            self._turn = 0
            self._show(look)

    def _show(self, look: Look) -> None:
        self.picture.setVisible(look.picture is not None)
        if look.picture is not None:
            self.picture.setPixmap(QPixmap.fromImage(look.picture))
        else:
            self.picture.clear()
        self.say(hint=look.hint, fault=look.fault)


def _filter(label: str) -> str:
    pictures = "*.jpg *.jpeg *.png"
    return f"图片 ({pictures})" if _PHOTO in label else f"图片和 PDF ({pictures} *.pdf);;所有文件 (*)"
