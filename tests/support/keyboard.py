"""Playing a window with the keyboard alone: Tab to a control by its name, compose Chinese, press keys."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from ui.desk import Desk
from ui.tasks import Lane

_MOST_TABS = 150


def focused() -> QWidget:
    """Return the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(key: Qt.Key, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, more)


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def tab_to(name: str) -> QWidget:
    """Press Tab until the control with this accessible name has the focus."""
    passed: list[str] = []
    for _ in range(_MOST_TABS):
        widget = focused()
        if name_of(widget) == name:
            return widget
        passed.append(name_of(widget) or type(widget).__name__)
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name!r}, only to {list(dict.fromkeys(passed))}")


def compose(text: str) -> None:
    """Type as an input method does: QTest's keys abort on Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused(), event)


def fill(fields: dict[str, str]) -> None:
    """Go to each control by its name and type."""
    for name, text in fields.items():
        tab_to(name)
        compose(text)


def tick(*names: str) -> None:
    """Go to each box by its name and press Space."""
    for name in names:
        tab_to(name)
        press(Qt.Key.Key_Space)


def settle(desk: Desk) -> None:
    """Wait for what was begun, and for what that begins."""
    for _ in range(4):
        desk.tasks.settle(Lane.SHORT)
        QApplication.processEvents()


def nameless(inside: QWidget) -> list[str]:
    """Return what Tab reaches inside a widget that has no accessible name."""
    children = cast("list[QWidget]", inside.findChildren(QWidget))
    reached = [one for one in children if one.isVisibleTo(inside) and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy()]
    return [f"{type(one).__name__} {one.objectName()}" for one in reached if not name_of(one)]


def scrolled_areas(inside: QWidget) -> list[str]:
    """Return the areas of a form that need a scroll bar; lists may."""
    areas = cast("list[QScrollArea]", inside.findChildren(QScrollArea))
    return [type(one.widget()).__name__ for one in areas if one.isVisibleTo(inside) and _bars(one)]


def _bars(area: QAbstractScrollArea) -> bool:
    return area.verticalScrollBar().maximum() > 0 or area.horizontalScrollBar().maximum() > 0
