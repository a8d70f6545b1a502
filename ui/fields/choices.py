"""Fields that choose: yes or no, one of several, some of several."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from mq_enforce.services.fields import Choice, FieldSpec
from ui.fields.asides import AsideField
from ui.fields.base import Field, Form
from ui.fields.boxes import BoxGrid, WordyCheckBox
from ui.fields.combos import ComboBox
from ui.fields.texts import with_room

_LEGIBLE = 12
"""So many characters a choice is wide at least while its note stands beside it."""
PLEASE, NOTHING, NONE_THERE = "请选择", "（不填）", "目前没有可以选择的"


class YesNoField(Field):
    """YES_NO: two radio buttons when there is no default to go by, else a check box."""

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.asks = spec.required and spec.default is None
        self.yes, self.no, self.box = QRadioButton("是"), QRadioButton("否"), WordyCheckBox(spec.label)
        shown = (self.yes, self.no) if self.asks else (self.box,)
        for one in shown:
            one.toggled.connect(self._toggled)
        self.settle(with_room(*shown))

    def inputs(self) -> list[QWidget]:
        """Return the buttons."""
        return [self.yes, self.no] if self.asks else [self.box]

    def name_others(self) -> None:
        """Let each radio button say its own word too, and the check box stand for the label."""
        if self.asks:
            self.yes.setAccessibleName(f"{self.title()}：是")
            self.no.setAccessibleName(f"{self.title()}：否")
        else:
            self.box.set_words(self.spec.label or self.title())
            self.caption.setText("")

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the answer; None when none was given, or when it is the default."""
        if self.asks:
            return True if self.yes.isChecked() else False if self.no.isChecked() else None
        checked = self.box.isChecked()
        return None if checked == bool(self.spec.default) else checked

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the answer."""
        if not self.asks:
            self.box.setChecked(bool(self.spec.default if plain is None else plain))
            return plain
        for one in (self.yes, self.no):
            one.setAutoExclusive(False)
            one.setChecked(plain is not None and bool(plain) == (one is self.yes))
            one.setAutoExclusive(True)
        return plain

    def _toggled(self, _on: bool) -> None:
        self.edited()


class ChoiceField(AsideField):
    """CHOICE: what is not offered is shown only while it is chosen."""

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.combo = ComboBox()
        self._telling = False
        self._known = {one.value: one for one in form.lookups.choices(spec)}
        self.combo.currentIndexChanged.connect(self._chosen)
        self.combo.not_found.connect(self.remark)
        self.combo.resized.connect(self._tell_note)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo, 1)
        row.addWidget(self.aside)
        self.settle(body)

    def taken(self) -> int:
        """Return the width that leaves the chosen entry legible, and most notes beneath it where the panel is narrow."""
        metrics = self.combo.fontMetrics()
        return max(metrics.horizontalAdvance("字" * _LEGIBLE), metrics.horizontalAdvance(f"{self.combo.currentText()}字字字字"))

    def inputs(self) -> list[QWidget]:
        """Return the combo box."""
        return [self.combo]

    def name_others(self) -> None:
        """Name the line in which entries are filtered."""
        if (line := self.combo.lineEdit()) is not None:
            line.setAccessibleName(self.title())
            line.setCursorPosition(0)

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the value of the chosen entry."""
        return self.combo.currentData()

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the entries and choose one."""
        said = None if plain is None else str(plain)
        shown = self.spec.default if said is None else said
        shown = None if shown is None else str(shown)
        self.combo.clear()
        if self.spec.required or self.spec.default is None:
            blank = PLEASE if self.spec.required else NOTHING
            self.combo.addItem(blank if any(one.offered for one in self._known.values()) else NONE_THERE, None)
        for one in entries(self._known, () if shown is None else (shown,)):
            self.combo.addItem(one.label, one.value)
            self.combo.setItemData(self.combo.count() - 1, one.note or one.label, Qt.ItemDataRole.ToolTipRole)
        self.combo.let_filter()
        self.combo.setCurrentIndex(max(0, self.combo.findData(shown)) if shown is not None else 0)
        self.name_others()
        self._tell_note()
        return said

    def _chosen(self, _index: int) -> None:
        self._tell_note()
        self.edited()

    def _tell_note(self) -> None:
        if self._telling:
            return
        one = self._known.get(self.combo.currentData() or "")
        cut = self.combo.currentText() if self.combo.is_cut() else ""
        hint = "\n".join(text for text in (cut, one.note if one is not None else "") if text)
        if hint != self._aside:
            # A note that comes or goes makes the box narrower or wider, which asks for the note again.
            self._telling = True
            self.say(hint=hint)
            self._telling = False


def entries(known: dict[str, Choice], chosen: tuple[str, ...]) -> list[Choice]:
    """Return what is offered and what is chosen: an unknown value as itself, so that nothing on file is lost."""
    shown = [one for one in known.values() if one.offered or one.value in chosen]
    return [*shown, *(Choice(value, f"{value}（不在可选范围内）", offered=False) for value in chosen if value not in known)]


class CheckListField(Field):
    """LIST of CHOICE: check boxes in as many columns as fit; what is chosen stays in the order of choosing."""

    beside: ClassVar[bool] = True

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        item = spec.item or spec
        self._known = {one.value: one for one in form.lookups.choices(item)}
        self._chosen: list[str] = []
        self.boxes: dict[str, CheckListBox] = {}
        self._empty = QLabel(NONE_THERE)
        self._empty.setProperty("role", "hint")
        body = QWidget()
        self.grid_of_boxes = BoxGrid()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty)
        column.addWidget(self.grid_of_boxes)
        self.settle(body)

    def inputs(self) -> list[QWidget]:
        """Return the check boxes."""
        return list(self.boxes.values())

    def name_others(self) -> None:
        """Let each box say its entry."""
        for box in self.boxes.values():
            box.setAccessibleName(f"{self.title()}：{box.words}")

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the chosen values; None when there are none, unless that is an answer."""
        return list(self._chosen) if self._chosen else empty_list(self.spec)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the boxes and check some."""
        said = None if plain is None else [str(one) for one in plain]
        chosen = said if said is not None else [str(one) for one in self.spec.default or ()]
        self._chosen = list(chosen)
        for box in self.boxes.values():
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for one in entries(self._known, tuple(chosen)):
            box = CheckListBox(one.label, self)
            box.set_words(one.label, one.note)
            box.setChecked(one.value in chosen)
            box.toggled.connect(lambda on, value=one.value: self._toggled(value, on))
            self.boxes[one.value] = box
        self.grid_of_boxes.take(list(self.boxes.values()))
        self._empty.setVisible(not self.boxes)
        self.rename(self._where)
        return unsaid_list(self.spec) if said is None else said

    def _toggled(self, value: str, on: bool) -> None:
        self._chosen = [one for one in self._chosen if one != value] + ([value] if on else [])
        self.edited()


class CheckListBox(WordyCheckBox):
    """One entry of a check list; the arrows go to its neighbours."""

    def __init__(self, text: str, field: CheckListField) -> None:
        super().__init__(text)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the neighbours with the arrows; down from the last row to the top of the next column."""
        columns = self._field.grid_of_boxes.columns()
        key = Qt.Key(event.key())
        boxes = list(self._field.boxes.values())
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            order, step = boxes, 1 if key == Qt.Key.Key_Right else -1
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            order = [box for column in range(columns) for box in boxes[column::columns]]
            step = 1 if key == Qt.Key.Key_Down else -1
        else:
            super().keyPressEvent(event)
            return
        order[(order.index(self) + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)


def empty_list(spec: FieldSpec) -> list[Any] | None:
    """Return what a list without elements says: nothing, unless it takes back a default or is an answer that is asked for."""
    return [] if spec.default or (spec.required and spec.at_least == 0) else None


def unsaid_list(spec: FieldSpec) -> list[Any] | None:
    """Return what a list says that nobody touched: nothing, unless it is asked for and may be empty."""
    return [] if spec.required and spec.at_least == 0 and not spec.default else None
