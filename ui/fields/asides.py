"""A field that tells its hint to the right of what it is about where there is room, so that a form is no longer than it must be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from mq_enforce.services.fields import FieldSpec
from ui.fields.base import Field, Form


class AsideField(Field):
    """The subclass puts ``aside`` into its body, and says in ``taken`` what width the rest of the body needs."""

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.aside = QLabel()
        self.aside.setProperty("role", "hint")
        self.aside.setTextFormat(Qt.TextFormat.PlainText)

    def taken(self) -> int:
        """Return the width in pixels that the rest of the body needs."""
        return 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the hint beside or beneath, as there is room now."""
        super().resizeEvent(event)
        self._tell_line("hint", 2, self.hint())

    def _tell_line(self, role: str, row: int, text: str) -> None:
        if role == "hint":
            fits = self._fits(text)
            self.aside.setText(text if fits else "")
            self.aside.setVisible(bool(self.aside.text()))
            text = "" if fits else text
        super()._tell_line(role, row, text)

    def _fits(self, text: str) -> bool:
        """Whether a hint has room beside; before the first layout a short one counts as having it."""
        if "\n" in text or not self.isVisible():
            return "\n" not in text
        metrics = self.fontMetrics()
        between = metrics.horizontalAdvance("字字")
        return self.caption.width() + self.taken() + between + metrics.horizontalAdvance(text) < self.width()


def width_of(*widgets: QWidget) -> int:
    """Return the width of widgets side by side."""
    return sum(one.sizeHint().width() if one.minimumWidth() == 0 else one.minimumWidth() for one in widgets)
