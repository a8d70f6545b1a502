"""What all fields have in common: their place in the data, label, what is told beneath them, and the order of Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from mq_enforce.services.fields import FieldFault, FieldSpec, Lookups, Path
from ui.fields.hints import Hints

FAULT_MARK = "▲"
_LABEL_SIGNS = 8
"""The width of the column of labels, in Chinese characters."""


@dataclass
class Form:
    """What all fields of one form share. While ``quiet`` is above 0 a change comes from the program, not from a person."""

    lookups: Lookups
    hints: Hints
    make: Callable[[FieldSpec, Form, Field | None], Field]
    parent: QWidget | None = None
    quiet: int = field(default=0)
    complete: bool = False
    """Whether all of the form is made, so that the order of Tab can be settled."""

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Let nothing be told as changed meanwhile."""
        self.quiet += 1
        try:
            yield
        finally:
            self.quiet -= 1


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Whether the keys are those that begin the next element of a list."""
    return is_enter(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is one of the two that say Enter."""
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class Field(QWidget):
    """One field with its label and what is told beneath it.

    ``changed`` is for what a person does; ``set_value`` is silent. A value that nobody touched comes back as it was set.
    """

    changed = Signal()
    beside: ClassVar[bool] = True
    """Whether the label stands to the left; else above."""

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(above if above is not None else form.parent)
        self.spec, self.form, self.above = spec, form, above
        self.key: str | int = spec.name
        self._where = ""
        self._said: Any = None
        self._shown: Any = None
        self._told = self._own = self._aside = self._note = ""
        self.setObjectName("field")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.caption = _words(self)
        self._lines: dict[str, QLabel] = {}
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(1, 1)

    def settle(self, body: QWidget) -> None:
        """Lay out the field with its body, name everything, and show the default. Subclasses call it last."""
        place = (0, 1, 1, 1) if self.beside else (1, 0, 1, 2)
        self.grid.addWidget(self.caption, 0, 0, 1, 1 if self.beside else 2, alignment=Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(body, *place)
        self._widen()
        self.rename("")
        if inputs := self.inputs():
            self.caption.setBuddy(inputs[0])
        self.set_value(None)

    # -- the place in the data ----------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The place from the root of the form, with the present indices of list elements."""
        if self.above is None:
            return (self.spec.name,) if self.spec.name else ()
        return (*self.above.path, self.key)

    def parts(self) -> tuple[Field, ...]:
        """Return the fields right inside this one, in reading order."""
        return ()

    def fields(self) -> Iterator[Field]:
        """Yield this field and all inside it, in reading order."""
        yield self
        for part in self.parts():
            yield from part.fields()

    def at(self, path: Path) -> Field | None:
        """Return the field of a path from the root; of a place inside a field without parts, that field."""
        mine, wanted = self.path, tuple(path)
        if wanted[: len(mine)] != mine:
            return None
        if wanted == mine or not self.parts():
            return self
        return next((found for part in self.parts() if (found := part.at(wanted)) is not None), None)

    def nearest(self, path: Path) -> Field:
        """Return the field of a path, or the innermost one around it; this one at the last."""
        for length in range(len(path), 0, -1):
            if (found := self.at(tuple(path[:length]))) is not None:
                return found
        return self

    # -- the value ----------------------------------------------------------------------------------------

    def value(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return what is said as plain data; None when nothing is."""
        now = self.read()
        return self._said if now == self._shown else now

    def set_value(self, plain: Any) -> None:  # noqa: ANN401 - plain data of a diary
        """Show plain data; None shows the default. Whatever was told beneath goes."""
        with self.form.quietly():
            self._told = self._note = ""
            self._said = self.show_value(plain)
            self._shown = self.read()
        self.tell()
        self.order_tabs()

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return what the widgets say; a field without widgets says nothing."""
        return None

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show a value, or the default for None, and return what is said by it now."""
        return plain

    def edited(self, note: str = "") -> None:
        """A person changed something: what was told goes, and the fields around hear of it. ``note`` tells what was taken out."""
        if self.form.quiet:
            self._note = note or self._note
            return
        self._note = note
        one: Field | None = self
        while one is not None:
            if one._told or one is self:  # noqa: SLF001 - a field of the same class
                one._told = ""  # noqa: SLF001
                one.tell()
            one.changed.emit()
            one = one.above

    # -- what is told -------------------------------------------------------------------------------------

    def set_fault(self, text: str) -> None:
        """Tell a fault beneath the field until it is edited; an empty text takes it away."""
        self._told = text
        self.tell()
        if text:
            self.reveal()

    def show_faults(self, faults: tuple[FieldFault, ...]) -> Field | None:
        """Tell these faults, each beside its field, and no others; return the first field with one, in reading order."""
        sentences: dict[int, list[str]] = {}
        for fault in faults:
            meant = self.nearest(fault.path)
            seen = meant.where_seen()
            text = meant.fault_sentence(fault)
            sentences.setdefault(id(seen), []).append(text if seen is meant else f"{meant.title()}：{text}")
        first = None
        for one in self.fields():
            text = "\n".join(sentences.get(id(one), ()))
            if text or one._told:  # noqa: SLF001 - a field of the same class
                one.set_fault(text)
            first = first or (one if text else None)
        return first

    def where_seen(self) -> Field:
        """Return the field that can show a fault of this one: itself, or the group around that is switched off."""
        if self.above is None:
            return self
        around = self.above.where_seen()
        return self if around is self.above and self.above.shows_parts() else around

    def shows_parts(self) -> bool:
        """Whether the fields inside can be seen, when they are unfolded."""
        return True

    def fault_sentence(self, fault: FieldFault) -> str:
        """Return a fault as it stands beneath this field."""
        return fault.sentence()

    def fault(self) -> str:
        """Return the fault that stands beneath the field."""
        return "\n".join(text for text in (self._own, self._told) if text)

    def hint(self) -> str:
        """Return the hint that stands beneath the field."""
        return "\n".join(text for text in (self.spec.hint, self._aside, self._note) if text)

    def say(self, *, hint: str = "", fault: str = "") -> None:
        """Tell what follows from what is typed."""
        self._aside, self._own = hint, fault
        self.tell()

    def remark(self, note: str) -> None:
        """Tell a note until the next change."""
        self._note = note
        self.tell()

    def tell(self) -> None:
        """Show hint and fault, mark the inputs, and let screen readers say both."""
        hint, fault = self.hint(), self.fault()
        self._tell_line("hint", 2, hint)
        self._tell_line("fault", 3, "\n".join(f"{FAULT_MARK} {line}" for line in fault.splitlines()))
        about = "；".join(text for text in ("必填" if self.spec.required else "", fault, hint) if text).replace("\n", "；")
        if about != self.accessibleDescription():
            self.setAccessibleDescription(about)
        for one in self.inputs():
            one.setAccessibleDescription(about)
            if bool(one.property("fault")) != bool(fault):
                one.setProperty("fault", bool(fault))
                one.style().unpolish(one)
                one.style().polish(one)

    def _tell_line(self, role: str, row: int, text: str) -> None:
        """Show a text beneath the field; its label is made when it is needed first, for most fields have nothing to tell."""
        label = self._lines.get(role)
        if label is None:
            if not text:
                return
            label = self._lines[role] = _words(self)
            label.setProperty("role", role)
            column = 1 if self.beside else 0
            self.grid.addWidget(label, row, column, 1, 2 - column)
            label.show()
        if label.text() != text:
            label.setText(text)
            label.setVisible(bool(text))

    # -- names and focus ----------------------------------------------------------------------------------

    def title(self) -> str:
        """Return the label with the place in a list before it: ``第2项 姓名``."""
        return " ".join(text for text in (self._where, self.spec.label) if text)

    def rename(self, where: str) -> None:
        """Take the place in a list (``第2项``), or none, and name everything by it."""
        self._where = where
        self.caption.setText(self.spec.label or where)
        if not self.caption.text() or self.caption.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            self.caption.setVisible(bool(self.caption.text()))
        if self.spec.required and self.spec.label:
            self.caption.setText(f"{self.spec.label} *")
        self.setAccessibleName(self.title())
        for one in self.inputs():
            one.setAccessibleName(self.title())
        self.name_others()
        for part in self.parts():
            part.rename(where)

    def name_others(self) -> None:
        """Name what has a name of its own, such as buttons."""

    def inputs(self) -> list[QWidget]:
        """Return the widgets that take the answer."""
        return []

    def chain(self) -> list[QWidget]:
        """Return everything that Tab reaches here, in reading order."""
        return [*self.inputs(), *(one for part in self.parts() for one in part.chain())]

    def root(self) -> Field:
        """Return the outermost field."""
        return self if self.above is None else self.above.root()

    def order_tabs(self) -> None:
        """Let Tab follow the reading order through the whole form."""
        if self.form.quiet or not self.form.complete:
            return
        for one, following in pairwise(self.root().chain()):
            QWidget.setTabOrder(one, following)

    def focus_first(self) -> None:
        """Go to the first place to type that can be seen."""
        self.reveal()
        target = next((one for one in self.chain() if one.isVisibleTo(self.window()) and one.isEnabled()), None)
        if target is None:
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target)

    def reveal(self) -> None:
        """Open what this field is folded into."""
        if self.above is not None:
            self.above.open_for(self)
            self.above.reveal()

    def open_for(self, part: Field) -> None:
        """Open the section in which a part is folded."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column of labels as wide as the text is large."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._widen()

    def _widen(self) -> None:
        if self.beside:
            metrics = self.fontMetrics()
            self.caption.setFixedWidth(metrics.horizontalAdvance("字" * _LABEL_SIGNS))
            self.caption.setContentsMargins(0, metrics.height() // 3, 0, 0)
