"""Walking a window with Tab, and what one must be able to say of the walk: names, no trap, reading order, nothing cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar, cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from support.keyboard import name_of

from ui.elided import ElidedLabel

_MOST = 400
_SLACK = 3
"""Pixels by which things in one row may stand higher or lower, or a size may miss what is asked for."""
Kind = TypeVar("Kind", bound=QWidget)


def of_kind(inside: QWidget, kind: type[Kind]) -> list[Kind]:
    """Return what can be seen of a kind inside a widget."""
    found = [one for one in cast("list[QWidget]", inside.findChildren(QWidget)) if isinstance(one, kind)]
    return [one for one in found if one.isVisible() and one.window() is inside.window()]


def stops_of(window: QWidget) -> list[QWidget]:
    """Return what Tab has to reach: everything that can be seen and used."""
    found = [one for one in of_kind(window, QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus]
    return [one for one in found if one.isEnabled() and one.focusProxy() is None]


def walk(start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Press Tab until it comes back to where it started, and return what had the focus on the way."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    passed: list[QWidget] = []
    for _ in range(_MOST):
        here = QApplication.focusWidget()
        assert here is not None, f"the focus is lost after {told(passed[-1:])}"
        if passed and here is start:
            return passed
        assert here not in passed, f"Tab goes round in {told(passed[passed.index(here) :])} and never comes back to {told([start])}"
        passed.append(here)
        QTest.keyClick(here, key)
    raise AssertionError(f"Tab never comes back to {told([start])}")


def told(widgets: Sequence[QWidget]) -> list[str]:
    """Return what widgets are called, for a message."""
    return [f"{type(one).__name__}“{name_of(one)}”" for one in widgets]


def from_the_top(window: QWidget, ring: list[QWidget]) -> list[QWidget]:
    """Return the round beginning with what stands highest in the window."""
    places = [_apart(window, one, window) for one in ring]
    first = min(range(len(ring)), key=lambda at: (places[at].top(), places[at].left()))
    return [*ring[first:], *ring[:first]]


def out_of_order(window: QWidget, ring: Sequence[QWidget]) -> list[str]:
    """Return the steps of a walk that go up within a column, or back within a row."""
    wrong = []
    for one, following in pairwise(ring):
        here, there = _apart(window, one, following), _apart(window, following, one)
        same_column = here.left() < there.right() - _SLACK and there.left() < here.right() - _SLACK
        up = there.bottom() <= here.top() + _SLACK
        same_row = here.top() < there.bottom() - _SLACK and there.top() < here.bottom() - _SLACK
        back = there.right() <= here.left() + _SLACK
        if (same_column and up) or (same_row and back and abs(here.top() - there.top()) <= here.height()):
            wrong.append(" → ".join(told([one, following])))
    return wrong


def cut(window: QWidget) -> list[str]:
    """Return the buttons and labels that have less room than their words need."""
    wrong = []
    for button in of_kind(window, QAbstractButton):
        asked = button.sizeHint()
        if button.text() and (asked.width() > button.width() + _SLACK or asked.height() > button.height() + _SLACK):
            wrong.append(f"{told([button])[0]} {asked.toTuple()} in {button.size().toTuple()}")
    for label in of_kind(window, QLabel):
        if not label.text() or isinstance(label, ElidedLabel):
            continue
        lacks_width = not label.wordWrap() and label.sizeHint().width() > label.width() + _SLACK
        lacks_height = label.wordWrap() and label.heightForWidth(label.width()) > label.height() + _SLACK
        if lacks_width or lacks_height:
            wrong.append(f"QLabel“{label.text()}” in {label.size().toTuple()}")
    return wrong


def _rect(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _apart(window: QWidget, widget: QWidget, other: QWidget) -> QRect:
    """Return the place of a widget; of one in a scrolled area that the other stands outside of, the area's."""
    place, around = _rect(widget, window), widget.parentWidget()
    while around is not None and around is not window:
        if isinstance(around, QScrollArea) and not around.isAncestorOf(other):
            place = _rect(around, window)
        around = around.parentWidget()
    return place
