"""One form in two columns, so that more of it is seen at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldFault, FieldSpec
from ui.beside import beside
from ui.desk import Desk
from ui.fields import Field
from ui.start.parts import form_of_fields
from ui.theme import GAP

_TWO_COLUMNS = 44
"""How wide two columns are at least, in Chinese characters."""


class _Area(QScrollArea):
    """Scrolls when there is too little room; Tab does not stop at the area itself."""

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._columns = columns
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(columns)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the columns know how much room there is."""
        super().resizeEvent(event)
        self._columns.fit(self.viewport().width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the columns know that the text has another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._columns.fit(self.viewport().width())


class Columns(QWidget):
    """The fields of a group, those named in ``right`` in the second column; with none named there is one column."""

    changed = Signal()

    def __init__(self, desk: Desk, spec: FieldSpec, right: frozenset[str] = frozenset()) -> None:
        super().__init__()
        left = tuple(one for one in spec.fields if one.name not in right)
        others = tuple(one for one in spec.fields if one.name in right)
        self.forms: tuple[Field, ...] = tuple(form_of_fields(desk, replace(spec, fields=fields)) for fields in (left, others) if fields)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, GAP, 0)
        for form in self.forms:
            column = QVBoxLayout()
            column.addWidget(form)
            column.addStretch(1)
            self._line.addLayout(column, 1)
            form.changed.connect(self.changed)
        self.area = _Area(self)

    def fit(self, width: int) -> None:
        """Put the columns beneath each other where two do not fit beside each other."""
        beside(self._line, width, self.fontMetrics().horizontalAdvance("字") * _TWO_COLUMNS)

    def value(self) -> dict[str, Any]:
        """Return what is typed, spelled as in a diary."""
        return {key: value for form in self.forms for key, value in (form.value() or {}).items()}

    def set_value(self, data: Mapping[str, Any]) -> None:
        """Show these data; what the form does not ask for is left out."""
        for form in self.forms:
            names = {part.spec.name for part in form.parts()}
            form.set_value({key: value for key, value in data.items() if key in names})

    def show_faults(self, faults: tuple[FieldFault, ...]) -> Field | None:
        """Tell faults beside their fields and return the first field with one."""
        first: Field | None = None
        rest = list(faults)
        for form in reversed(self.forms):
            names = {part.spec.name for part in form.parts()}
            mine = tuple(fault for fault in rest if form is self.forms[0] or (fault.path[:1] and fault.path[0] in names))
            rest = [fault for fault in rest if fault not in mine]
            first = form.show_faults(mine) or first
        return first

    def field(self, name: str) -> Field:
        """Return the field of a name. Raises KeyError."""
        return {str(part.key): part for form in self.forms for part in form.parts()}[name]

    def focus_first(self) -> None:
        """Go to the first place to type."""
        self.forms[0].focus_first()

    def chain(self) -> list[QWidget]:
        """Return everything that Tab reaches, in reading order."""
        return [one for form in self.forms for one in form.chain()]
