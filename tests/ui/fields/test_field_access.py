"""Every input has a name, Tab goes in reading order, nothing is cut in a narrow column, no character is missing from the fonts."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.field_forms import MakeForm
from support.field_samples import sample_data, sample_form

from mq_enforce.base.resources import resource
from ui.fields import Field
from ui.fields.base import Field as AnyField
from ui.fields.groups import GroupField
from ui.theme import SANS

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)


Kind = TypeVar("Kind", bound=QWidget)


def of_kind(form: Field, kind: type[Kind]) -> list[Kind]:
    """The widgets of a kind in a form."""
    return [one for one in cast("list[QWidget]", form.findChildren(QWidget)) if isinstance(one, kind)]


@pytest.fixture
def wide(make: MakeForm) -> Field:
    """The sample form with data, everything unfolded."""
    form = make(sample_form())
    form.set_value(sample_data(str(resource("samples", "photos/field.jpg"))))
    for one in form.fields():
        one.reveal()
    return form


def test_every_input_and_button_has_a_name_and_every_required_one_says_so(wide: Field) -> None:
    for control in (one for one in of_kind(wide, QWidget) if isinstance(one, CONTROLS)):
        assert control.accessibleName().strip(), control
    for one in wide.fields():
        for box in one.inputs():
            assert not one.spec.required or "必填" in box.accessibleDescription(), one.path


def test_tab_goes_in_reading_order_through_everything_and_back(wide: Field) -> None:
    wide.focus_first()
    seen: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in seen:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    wanted = [one for one in wide.chain() if one.isVisible() and one.isEnabled()]
    radios = [one for one in wanted if isinstance(one, QRadioButton)]
    assert seen == [one for one in wanted if one not in radios[1:]]
    tops = [one.mapTo(wide, QPoint(0, 0)) for one in seen]
    assert all(two.y() >= one.y() - 8 for one, two in pairwise(tops))


@pytest.mark.parametrize("width", [520, 760])
def test_nothing_is_cut_in_a_column(wide: Field, qtbot: QtBot, width: int) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(wide)
    area.resize(width, 700)
    with qtbot.waitExposed(area):
        area.show()
    qtbot.wait(50)
    assert wide.minimumSizeHint().width() <= area.viewport().width()
    assert not area.horizontalScrollBar().isVisible()
    for label in of_kind(wide, QLabel):
        if label.isVisible() and label.text() and label.pixmap().isNull():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
    for box in of_kind(wide, QPlainTextEdit):
        if box.isVisible():
            assert box.verticalScrollBar().maximum() == 0, box.accessibleName()
    area.takeWidget()


def test_every_character_shown_is_in_the_font_of_the_window(wide: Field) -> None:
    font = QFont(SANS)
    assert SANS in QFontDatabase.families()
    metrics = QFontMetrics(font)
    shown = "".join([one.text() for one in of_kind(wide, QLabel)] + [one.text() for one in of_kind(wide, QAbstractButton)])
    assert not {one for one in shown if not one.isspace() and not metrics.inFontUcs4(ord(one))}


def test_what_is_folded_says_how_much_is_filled_in(make: MakeForm) -> None:
    form = make(sample_form())
    assert isinstance(form, GroupField)
    assert form.folding is not None
    assert form.folding.button.text() == "▶ 更多"
    form.set_value({"irregular": "补录"})
    assert form.folding.button.text() == "▶ 更多（已填1项）"
    note = form.at(("note",))
    assert isinstance(note, AnyField)
    note.focus_first()
    assert note.isVisible()
    assert form.folding.button.text() == "▼ 更多（已填1项）"
