"""Fields for words: one line, and long text that grows and can go back to what the program worded."""

from __future__ import annotations

from math import ceil
from typing import Any, ClassVar

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldSpec
from ui.fields.base import Field, Form, is_ctrl_enter
from ui.fields.cleaning import clean_line, clean_text
from ui.fields.difference import difference_html

_MOST = 2**31 - 1
"""Qt cuts a line at 32767 units without a word; nothing pasted may be lost."""
_COUNTED = 100
"""From how many characters on their number is told: that of a short answer is only noise."""


class LineEdit(QLineEdit):
    """One line without control characters. ``settled`` follows each change with what was taken out, or an empty text.

    ``left`` comes when a person is done with the line; until then it is ``typing``, and what is half typed is no fault yet.
    """

    settled = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.typing = False
        self.setMaxLength(_MOST)
        self.textEdited.connect(self._begin)
        self.textChanged.connect(self._settle)
        self.editingFinished.connect(self._leave)

    def _begin(self, _text: str) -> None:
        self.typing = True

    def _leave(self) -> None:
        self.typing = False
        self.left.emit()

    def _settle(self, text: str) -> None:
        cleaned = clean_line(text)
        if cleaned.text != text:
            before = text.encode("utf-16-le", "surrogatepass")[: 2 * self.cursorPosition()].decode("utf-16-le", "ignore")
            self.setText(cleaned.text)
            self.setCursorPosition(len(clean_line(before).text.encode("utf-16-le")) // 2)
        self.settled.emit(cleaned.note)


class GrowingText(QPlainTextEdit):
    """Plain text that is as high as it needs to be; Tab moves on. ``cleaned`` tells what was taken out of pasted text.

    With ``one_line`` it wraps as well, but holds no line break.
    """

    cleaned = Signal(str)

    def __init__(self, lines: int, parent: QWidget | None = None, *, one_line: bool = False) -> None:
        super().__init__(parent)
        self._lines = lines
        self.clean = clean_line if one_line else clean_text
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def text(self) -> str:
        """Return the text; Qt's own toPlainText turns no-break spaces into blanks."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def replace_all(self, text: str) -> None:
        """Put a text in place of all, so that one Ctrl+Z brings back what was there."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste plain text without control characters."""
        if source.hasText():
            cleaned = self.clean(source.text())
            self.insertPlainText(cleaned.text)
            self.ensureCursorVisible()
            if cleaned.note:
                self.cleaned.emit(cleaned.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave Ctrl+Enter to the list around."""
        if is_ctrl_enter(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Grow when narrower lines need more of them."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self, *_size: object) -> None:
        least = self._lines * self.fontMetrics().lineSpacing()
        written, block = 0.0, self.document().begin()
        while block.isValid():
            written += self.blockBoundingRect(block).height()
            block = block.next()
        extra = self.height() - self.viewport().height() if self.isVisible() else 2 * self.frameWidth() + 14
        height = max(least, ceil(written)) + ceil(2 * self.document().documentMargin()) + extra
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no width, so that a narrow panel needs no scroll bar."""
        return QSize(120, self.minimumHeight())


def with_room(*widgets: QWidget) -> QWidget:
    """Return widgets side by side, with what room there is after them."""
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(0, 0, 0, 0)
    for one in widgets:
        row.addWidget(one)
    row.addStretch(1)
    return body


class LineField(Field):
    """LINE. ``signs`` is the width in digits; 0 for all there is."""

    signs: ClassVar[int] = 0

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.line = LineEdit()
        self.line.settled.connect(self._typed)
        self.line.left.connect(self._left)
        self.settle(self.line if not self.signs else with_room(self.line))

    def inputs(self) -> list[QWidget]:
        """Return the line."""
        return [self.line]

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the text; None when blank, unless that takes back a default."""
        return said_text(self.line.text(), self.spec)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the text."""
        text = shown_text(plain, self.spec)
        self.line.setText(text)
        self.line.setCursorPosition(0)
        return as_set(plain, self.read(), unchanged=self.line.text() == text)

    def _widen(self) -> None:
        super()._widen()
        if self.signs:
            self.line.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * self.signs))

    def _typed(self, note: str) -> None:
        self.typed()
        self.edited(note)

    def _left(self) -> None:
        with self.form.quietly():
            self.typed()
            ordered = self.in_order()
            if ordered != self.line.text():
                self.line.setText(ordered)

    def typed(self) -> None:
        """Tell what follows from what is typed."""

    def in_order(self) -> str:
        """Return what is typed as it is usually written."""
        return self.line.text()

    def say_typed(self, hint: str, fault: str) -> None:
        """Tell a hint, and a fault once the person is done with the line."""
        self.say(hint=hint, fault="" if self.line.typing else fault)


def as_set(plain: object, read: object, *, unchanged: bool) -> object:
    """Return what a field says that was just set: the very value where the widgets took it as it is, else what they say."""
    if plain is None:
        return None
    return plain if unchanged and isinstance(plain, str | int | float) else read


def shown_text(plain: object, spec: FieldSpec) -> str:
    """Return a value as it stands in a line; for None the default."""
    shown = spec.default if plain is None else plain
    return "" if shown is None else str(shown)


def said_text(text: str, spec: FieldSpec) -> str | None:
    """Return a text as it is said; None when blank, unless that takes back a default."""
    if text.strip():
        return text
    return "" if spec.default else None


class LongField(Field):
    """LONG: with ``set_generated`` it follows the program's wording until a person changes it."""

    beside = False

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self._generated = ""
        self._followed = ""
        self._touched = False
        self.text_edit = GrowingText(2)
        self.text_edit.textChanged.connect(self._typed)
        self.text_edit.cleaned.connect(self.edited)
        self.restore, self.compare = QPushButton("恢复生成的文字"), QPushButton("看差异")
        self.compare.setCheckable(True)
        self.restore.clicked.connect(self._restore)
        self.compare.toggled.connect(lambda _on: self._refresh())
        self.difference = QLabel()
        self.difference.setObjectName("difference")
        self.difference.setTextFormat(Qt.TextFormat.RichText)
        self.difference.setWordWrap(True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text_edit)
        buttons = QHBoxLayout()
        for button in (self.restore, self.compare):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.difference)
        self.settle(body)
        self._refresh()

    def inputs(self) -> list[QWidget]:
        """Return the text."""
        return [self.text_edit]

    def chain(self) -> list[QWidget]:
        """Return the text and its buttons."""
        return [self.text_edit, self.restore, self.compare]

    def name_others(self) -> None:
        """Name the buttons and the difference."""
        for one, what in ((self.restore, "恢复生成的文字"), (self.compare, "看差异"), (self.difference, "与生成的文字的差异")):
            one.setAccessibleName(f"{self.title()}：{what}")

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the text; None when blank, unless that takes back a default."""
        return said_text(self.text_edit.text(), self.spec)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the text."""
        text = shown_text(plain, self.spec)
        cleaned = clean_text(text)
        self.text_edit.setPlainText(cleaned.text)
        self._touched = False
        self._refresh()
        self.edited(cleaned.note)
        return as_set(plain, self.read(), unchanged=self.text_edit.text() == text)

    def set_generated(self, text: str) -> None:
        """Take the wording that the program works out; it fills the field unless a person wrote something else."""
        follows = not self._touched and self.text_edit.text() in {"", self._followed}
        self._generated = clean_text(text).text
        if follows and self.text_edit.text() != self._generated:
            self._fill()
        elif not self.differs():
            self._followed = self._generated
        self._refresh()

    def differs(self) -> bool:
        """Whether the text is not the one that the program worked out."""
        return bool(self._generated) and self.text_edit.text() != self._generated

    def _restore(self) -> None:
        self._fill(undoable=True)
        self.text_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, *, undoable: bool = False) -> None:
        with self.form.quietly():
            if undoable:
                self.text_edit.replace_all(self._generated)
            else:
                self.text_edit.setPlainText(self._generated)
        self._followed, self._touched = self._generated, False
        self._refresh()
        # What the program words anew by itself is nothing that a person did, and no draft.
        if undoable:
            self.edited()

    def _typed(self) -> None:
        if not self.form.quiet:
            self._touched = True
        self._refresh()
        self.edited()

    def _refresh(self) -> None:
        differs = self.differs()
        self.restore.setVisible(differs)
        self.compare.setVisible(differs)
        self.compare.setText("收起差异" if self.compare.isChecked() else "看差异")
        shown = differs and self.compare.isChecked()
        self.difference.setVisible(shown)
        self.difference.setText(difference_html(self._generated, self.text_edit.text()) if shown else "")
        count = len(self.text_edit.text())
        parts = (f"共{count}字" if count >= _COUNTED else "", "与生成的文字不同，恢复后可以按 Ctrl+Z 撤销" if differs else "")
        self.say(hint="，".join(part for part in parts if part))
