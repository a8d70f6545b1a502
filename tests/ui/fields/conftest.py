"""Forms of fields on real widgets."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.field_forms import HINTS, LOOKUPS, Compose, MakeForm

from mq_enforce.services.fields import FieldSpec
from ui.fields import Field, make_field


@pytest.fixture
def make(themed: QApplication, qtbot: QtBot) -> MakeForm:
    """Show the widget of a spec."""
    del themed

    def make_it(spec: FieldSpec) -> Field:
        field = make_field(spec, LOOKUPS, HINTS)
        qtbot.addWidget(field)
        with qtbot.waitExposed(field):
            field.show()
        field.activateWindow()
        return field

    return make_it


@pytest.fixture
def compose(themed: QApplication) -> Compose:
    """Type Chinese as an input method does: QTest's keys abort on it."""

    def compose_it(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        themed.sendEvent(widget, event)

    return compose_it
