"""LIST of any kind: elements under one another, each with buttons to move and remove it; Ctrl+Enter adds one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldSpec
from ui.fields.base import Field, Form, is_ctrl_enter
from ui.fields.choices import empty_list, unsaid_list


class Element(QFrame):
    """One element: its field, its number, and its buttons."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.setObjectName("element")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.field = field
        self.number = QLabel()
        self.up, self.down, self.remove = QPushButton("上移"), QPushButton("下移"), QPushButton("删除")
        head = QHBoxLayout()
        head.addWidget(self.number)
        head.addStretch(1)
        for button in self.buttons():
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(field)

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons in reading order."""
        return self.up, self.down, self.remove

    def rename(self, where: str, place: int, count: int) -> None:
        """Take a place among the elements."""
        self.number.setText(f"第{place + 1}项 {self.field.spec.label}".strip())
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        for button in self.buttons():
            button.setAccessibleName(f"{where} {button.text()}")


class RepeatingField(Field):
    """LIST. Elements that the form itself offered and nobody filled in are no elements."""

    beside = False

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.elements: list[Element] = []
        self._offered = 0
        self.add = QPushButton("添加")
        self.add.setToolTip("Ctrl+Enter")
        self.add.clicked.connect(self.add_one)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        self._rows = QVBoxLayout()
        column.addLayout(self._rows)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.settle(body)

    def parts(self) -> tuple[Field, ...]:
        """Return the fields of the elements."""
        return tuple(one.field for one in self.elements)

    def inputs(self) -> list[QWidget]:
        """Return the button that adds: what is told about the list is said there."""
        return [self.add]

    def chain(self) -> list[QWidget]:
        """Return the elements with their buttons, then the button that adds."""
        return [*(one for element in self.elements for one in (*element.buttons(), *element.field.chain())), self.add]

    def rename(self, where: str) -> None:
        """Name the elements by their numbers."""
        super().rename(where)
        for place, element in enumerate(self.elements):
            inside = " ".join(text for text in (where, f"第{place + 1}项") if text)
            element.field.key = place
            element.field.rename(inside)
            element.field.caption.hide()
            element.rename(inside, place, len(self.elements))

    def name_others(self) -> None:
        """Name the button that adds by what it adds to."""
        self.add.setAccessibleName(f"{self.title()} 添加")

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the elements; one that says nothing keeps its place."""
        values = [one.field.value() for one in self.elements]
        if not values:
            return empty_list(self.spec)
        if len(values) <= self._offered and not any(value not in (None, {}) for value in values):
            return None
        return values

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the elements, or as many empty ones as are needed at least."""
        shown = self.spec.default if plain is None else plain
        values = list(shown or ())
        self._offered = 0 if values or plain is not None else self.spec.at_least
        wanted = values or [None] * self._offered
        while len(self.elements) > len(wanted):
            self._drop(self.elements.pop())
        while len(self.elements) < len(wanted):
            self._insert()
        self._settle_places()
        for element, value in zip(self.elements, wanted, strict=True):
            element.field.set_value(value)
        return unsaid_list(self.spec) if plain is None else self.read() or []

    def add_one(self) -> None:
        """Add an empty element and go to it."""
        self._offered = 0
        self._insert()
        self._settle_places()
        self.edited()
        self.elements[-1].field.focus_first()

    def shift(self, element: Element, by: int) -> None:
        """Move an element by one place."""
        place = self.elements.index(element)
        target = place + by
        if not 0 <= target < len(self.elements):
            return
        self.elements.insert(target, self.elements.pop(place))
        self._rows.removeWidget(element)
        self._rows.insertWidget(target, element)
        self._settle_places()
        button = element.up if by < 0 else element.down
        (button if button.isEnabled() else element.remove).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited()

    def remove(self, element: Element) -> None:
        """Remove an element and go to its neighbour."""
        place = self.elements.index(element)
        self._offered = 0
        self.elements.remove(element)
        self._drop(element)
        self._settle_places()
        if self.elements:
            self.elements[min(place, len(self.elements) - 1)].field.focus_first()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Add an element with Ctrl+Enter."""
        if is_ctrl_enter(event):
            self.add_one()
            return
        super().keyPressEvent(event)

    def _insert(self) -> None:
        element = Element(self.form.make(self.spec.item or self.spec, self.form, self))
        element.up.clicked.connect(lambda: self.shift(element, -1))
        element.down.clicked.connect(lambda: self.shift(element, 1))
        element.remove.clicked.connect(lambda: self.remove(element))
        self._rows.addWidget(element)
        element.show()
        self.elements.append(element)

    def _drop(self, element: Element) -> None:
        self._rows.removeWidget(element)
        element.hide()
        element.deleteLater()

    def _settle_places(self) -> None:
        self.rename(self._where)
        self.order_tabs()
