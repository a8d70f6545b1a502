"""Buttons that screen readers call by a fuller name than they show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def named_button(text: str, name: str, pressed: Callable[[], object]) -> QPushButton:
    """Return a button that shows ``text``, is called ``name``, and calls ``pressed``."""
    button = QPushButton(text)
    button.setAccessibleName(name)
    button.clicked.connect(lambda _checked=False: pressed())
    return button
