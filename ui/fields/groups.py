"""GROUP: fields in a frame with a title; a group that may be left out has a check box, and what is seldom needed is folded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldSpec
from ui.fields.base import Field, Form
from ui.fields.boxes import WordyCheckBox

_OPEN, _CLOSED = "▼", "▶"


class Folding(QWidget):
    """The section 更多: a button, and what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.button, self.inside = QPushButton(), QWidget()
        self.button.setObjectName("folding")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.inside)
        self.rows = QVBoxLayout(self.inside)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self._filled = 0
        self._toggled(on=False)

    def count(self, filled: int) -> None:
        """Say on the button how many fields inside are filled in."""
        self._filled = filled
        self._toggled(on=self.button.isChecked())

    def _toggled(self, on: bool) -> None:
        self.inside.setVisible(on)
        filled = f"（已填{self._filled}项）" if self._filled else ""
        self.button.setText(f"{_OPEN if on else _CLOSED} 更多{filled}")


class GroupField(Field):
    """GROUP. Keys of the data that it has no field for are kept as they are."""

    beside = False

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None, *, element: bool = False) -> None:
        super().__init__(spec, form, above)
        self._rest: dict[str, Any] = {}
        self._element = element
        optional = above is not None and not element and not spec.required and spec.default is None
        self.switch = WordyCheckBox(spec.label) if optional else None
        self._always = element or spec.required or optional
        self.inside = QFrame()
        if above is not None and not element:
            self.inside.setObjectName("group")
            self.inside.setFrameShape(QFrame.Shape.StyledPanel)
        self._rows = QVBoxLayout(self.inside)
        margin = 10 if above is not None and not element else 0
        self._rows.setContentsMargins(margin, margin, margin, margin)
        self._rows.setSpacing(8)
        plain = [self._make(one) for one in spec.fields if not one.folded]
        folded = [self._make(one) for one in spec.fields if one.folded]
        self._parts = (*plain, *folded)
        for part in plain:
            self._rows.addWidget(part)
        self.folding = Folding() if folded else None
        self._folded = tuple(folded)
        if self.folding is not None:
            for part in folded:
                self.folding.rows.addWidget(part)
                part.changed.connect(self._count)
            self._rows.addWidget(self.folding)
        if above is None:
            self._rows.addStretch(1)
        self._assemble()

    def spread(self, *names: str) -> QBoxLayout:
        """Let these fields stand in a second column and return the layout of the two, to be turned where there is no room.

        They have to be the last ones, so that one reads on from the first column.
        """
        line, columns = QBoxLayout(QBoxLayout.Direction.LeftToRight), (QVBoxLayout(), QVBoxLayout())
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                columns[isinstance(widget, Field) and str(widget.key) in names].addWidget(widget)
        for column in columns:
            column.setSpacing(8)
            column.addStretch(1)
            line.addLayout(column, 1)
        self._rows.addLayout(line)
        return line

    def _make(self, spec: FieldSpec) -> Field:
        return self.form.make(spec, self.form, self)

    def _assemble(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        if self.switch is not None:
            self.switch.toggled.connect(self._switched)
            column.addWidget(self.switch)
        column.addWidget(self.inside)
        self.settle(body)

    def parts(self) -> tuple[Field, ...]:
        """Return the fields, folded ones last."""
        return self._parts

    def part(self, name: str) -> Field:
        """Return the field of a name. Raises KeyError."""
        return {str(one.key): one for one in self._parts}[name]

    def inputs(self) -> list[QWidget]:
        """Return the check box that switches the group on."""
        return [self.switch] if self.switch is not None else []

    def chain(self) -> list[QWidget]:
        """Return switch, fields, the button 更多, folded fields."""
        chain = [*self.inputs(), *(one for part in self._parts if part not in self._folded for one in part.chain())]
        if self.folding is not None:
            chain.append(self.folding.button)
        return [*chain, *(one for part in self._folded for one in part.chain())]

    def name_others(self) -> None:
        """Show the title once: on the check box, or above the frame; the panel around shows that of the whole form."""
        if self.switch is not None or self.above is None or not self.spec.label:
            self.caption.setText("")
            self.caption.hide()
        if self.folding is not None:
            self.folding.button.setAccessibleName(f"{self.title()}：更多")

    def shows_parts(self) -> bool:
        """Whether the group is switched on."""
        return self.is_on()

    def is_on(self) -> bool:
        """Whether the group is there at all."""
        return self.switch is None or self.switch.isChecked()

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return what the fields say by name. A group that was switched on is there even when they say nothing."""
        if not self.is_on():
            return None
        said = {str(part.key): value for part in self._parts if (value := part.value()) is not None}
        data = {**self._rest, **said}
        return data if data or self._always else None

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show a mapping; anything else shows an empty group."""
        shown = self.spec.default if plain is None else plain
        data = shown if isinstance(shown, Mapping) else {}
        names = {str(part.key) for part in self._parts}
        self._rest = {key: value for key, value in data.items() if key not in names and value is not None}
        for part in self._parts:
            part.set_value(data.get(str(part.key)))
        if self.switch is not None:
            self.switch.setChecked(isinstance(shown, Mapping))
            self.inside.setVisible(self.is_on())
        self._count()
        if plain is None:
            return self._unsaid()
        return self.read() or ({} if isinstance(plain, Mapping) else None)

    def _unsaid(self) -> dict[str, Any] | None:
        """Return what is said when nobody touched anything: an element of a list is there all the same."""
        if self.spec.default is not None:
            return None
        return self.read() or ({} if self._element else None)

    def open_for(self, part: Field) -> None:
        """Open 更多 for what is folded in it."""
        if self.folding is not None and part in self._folded:
            self.folding.button.setChecked(True)

    def _switched(self, on: bool) -> None:
        self.inside.setVisible(on)
        self.edited()

    def _count(self) -> None:
        if self.folding is not None:
            self.folding.count(sum(part.value() is not None for part in self._folded))
