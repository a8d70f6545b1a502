"""Fields filled by somebody with nothing but a keyboard: Tab to each, real keys, and an input method for Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from support.keyboard import compose, focused, press

from ui.fields.base import Field
from ui.fields.choices import CheckListField, ChoiceField, YesNoField
from ui.fields.groups import GroupField
from ui.fields.lines import LinesField
from ui.fields.moments import DateField, MomentField
from ui.fields.repeating import RepeatingField
from ui.fields.spoken import SpokenField

_FAR = 600
_CTRL = Qt.KeyboardModifier.ControlModifier


def write(text: str) -> None:
    """Replace what stands in the focused input; each line comes from the input method."""
    press(Qt.Key.Key_A, _CTRL)
    press(Qt.Key.Key_Delete)
    for number, line in enumerate(text.split("\n")):
        if number:
            press(Qt.Key.Key_Return)
        if line:
            compose(line)


def tab_to(*wanted: QWidget) -> None:
    """Press Tab until one of these has the focus. Fails when Tab never gets there."""
    passed: list[str] = []
    for _ in range(_FAR):
        if focused() in wanted:
            return
        passed.append(focused().accessibleName() or type(focused()).__name__)
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {[one.accessibleName() for one in wanted]} but {list(dict.fromkeys(passed))}")


def fill(field: Field, wanted: Any) -> None:  # noqa: ANN401 - plain data of a diary
    """Bring a field, with all in it, to say what is wanted; None takes away what it says."""
    if _same(field, wanted):
        return
    if isinstance(field, GroupField):
        _fill_group(field, wanted)
    elif isinstance(field, SpokenField):
        _fill_spoken(field, wanted or [])
    elif isinstance(field, RepeatingField):
        _fill_list(field, wanted or [])
    elif isinstance(field, CheckListField):
        _check(field, [str(one) for one in wanted or []])
    elif isinstance(field, YesNoField):
        _say_yes_or_no(field, wanted)
    elif isinstance(field, ChoiceField):
        _choose(field, wanted)
    else:
        _fill_text(field, wanted)
    assert _same(field, wanted), f"{field.title()} {field.path}: wanted {wanted!r}, says {field.value()!r}"


def _same(field: Field, wanted: Any) -> bool:  # noqa: ANN401 - plain data of a diary
    return bool(_plain(field.value(), field) == _plain(wanted, field))


def _plain(value: Any, field: Field) -> Any:  # noqa: ANN401 - plain data of a diary
    """Return a value with what is left out filled by the defaults, so that ways to say the same are equal."""
    default = field.spec.default
    if isinstance(field, GroupField):
        data = value if isinstance(value, Mapping) else (default if isinstance(default, Mapping) else None)
        return None if data is None else {str(part.key): _plain(data.get(str(part.key)), part) for part in field.parts()}
    if isinstance(field, RepeatingField) and field.elements and value:
        inner = field.elements[0].field
        return [_plain(one, inner) for one in value]
    if isinstance(field, YesNoField):
        return value if field.asks else bool(default if value is None else value)
    if value in (None, "", []):
        value = default
    if isinstance(field, MomentField) and value:
        return datetime.fromisoformat(str(value))
    if value in (None, "", [], (), {}):
        return None
    return list(value) if isinstance(value, list | tuple) else str(value)


def _fill_group(field: GroupField, wanted: Any) -> None:  # noqa: ANN401 - plain data of a diary
    on = isinstance(wanted, Mapping) or (wanted is None and isinstance(field.spec.default, Mapping))
    if field.is_on() is not on:
        assert field.switch is not None, f"{field.title()} cannot be switched"
        tab_to(field.switch)
        press(Qt.Key.Key_Space)
    if not on:
        return
    data = wanted if isinstance(wanted, Mapping) else (field.spec.default or {})
    for part in field.parts():
        mine = data.get(str(part.key))
        if _same(part, mine):
            continue
        if part.spec.folded and field.folding is not None and not field.folding.button.isChecked():
            tab_to(field.folding.button)
            press(Qt.Key.Key_Space)
        fill(part, mine)


def _fill_list(field: RepeatingField, wanted: Sequence[Any]) -> None:
    while len(field.elements) > len(wanted):
        tab_to(field.elements[-1].remove)
        press(Qt.Key.Key_Space)
    while len(field.elements) < len(wanted):
        tab_to(field.add)
        press(Qt.Key.Key_Space)
    for element, one in zip(field.elements, wanted, strict=True):
        fill(element.field, one)


def _fill_spoken(field: SpokenField, wanted: Sequence[Mapping[str, str]]) -> None:
    """Question, Enter, answer, Ctrl+Enter, the next question; what stands too much is emptied."""
    tab_to(field.pairs[0].question)
    for number, turn in enumerate(wanted):
        if number:
            press(Qt.Key.Key_Return, _CTRL)
            assert focused() is field.pairs[number].question
        write(turn["question"])
        press(Qt.Key.Key_Return)
        write(turn["answer"])
    for pair in field.pairs[len(wanted) :]:
        tab_to(pair.question)
        write("")
        press(Qt.Key.Key_Return)
        write("")


def _check(field: CheckListField, wanted: Sequence[str]) -> None:
    for value, box in list(field.boxes.items()):
        if box.isChecked():
            tab_to(box)
            press(Qt.Key.Key_Space)
        assert not box.isChecked(), value
    for value in wanted:
        assert value in field.boxes, f"{field.title()} does not offer {value!r} but {list(field.boxes)}"
        tab_to(field.boxes[value])
        press(Qt.Key.Key_Space)


def _say_yes_or_no(field: YesNoField, wanted: object) -> None:
    if not field.asks:
        tab_to(field.box)
        press(Qt.Key.Key_Space)
        return
    target = field.yes if wanted else field.no
    tab_to(field.yes, field.no)
    if focused() is not target:
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)


def _choose(field: ChoiceField, wanted: Any) -> None:  # noqa: ANN401 - plain data of a diary
    tab_to(field.combo, *([line] if (line := field.combo.lineEdit()) is not None else []))
    want = None if wanted in (None, "") else str(wanted)
    index = field.combo.findData(want)
    assert index >= 0, f"{field.title()} does not offer {want!r} but {[field.combo.itemData(i) for i in range(field.combo.count())]}"
    for _ in range(field.combo.count()):
        if field.combo.currentIndex() == index:
            break
        press(Qt.Key.Key_Down if field.combo.currentIndex() < index else Qt.Key.Key_Up)


def _fill_text(field: Field, wanted: Any) -> None:  # noqa: ANN401 - plain data of a diary
    if isinstance(field, MomentField):
        day, _, clock = ("" if wanted is None else str(wanted)).partition("T")
        tab_to(field.day_line)
        write(day)
        tab_to(field.time_line)
        write(clock[:5] if clock[5:8] in {"", ":00", "+08"} else clock[:8])
        return
    text = "" if wanted is None else "\n".join(wanted) if isinstance(field, LinesField) else str(wanted)
    tab_to(field.day_line if isinstance(field, DateField) else field.inputs()[0])
    write(text)
