"""Fields: the widgets of what the window asks for, made from plain descriptions."""

from __future__ import annotations

from ui.fields.base import Field
from ui.fields.hints import Hints
from ui.fields.making import make_field
from ui.fields.texts import LongField

__all__ = ["Field", "Hints", "LongField", "make_field"]
