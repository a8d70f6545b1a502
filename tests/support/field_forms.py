"""Hand-written descriptions of fields, and what their widgets ask about what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mq_enforce.services.day_hints import article_text, capitals, weekday_text
from mq_enforce.services.fields import Choice, FieldKind, FieldSpec, Lookups, Source
from ui.fields import Field, Hints, make_field

MakeForm = Callable[[FieldSpec], Field]
"""Shows the widget of a spec."""
Compose = Callable[[QWidget, str], None]
"""Types Chinese as an input method does."""

TODAY = date(2026, 6, 20)
HINTS = Hints(day=weekday_text, capitals=capitals, article=article_text, today=lambda: TODAY)
LOOKUPS = Lookups({Source.OFFICER: (Choice("wang", "王建国"), Choice("li", "李秀英"), Choice("old", "旧人", offered=False))})


def spec_of(name: str, kind: FieldKind, label: str = "", **more: Any) -> FieldSpec:  # noqa: ANN401 - what FieldSpec takes
    """A field; its label is 标签 and its name unless another is given."""
    return FieldSpec(name=name, label=label or f"标签{name}", kind=kind, **more)


def group_of(*fields: FieldSpec, name: str = "", label: str = "表", **more: Any) -> FieldSpec:  # noqa: ANN401
    """A group of fields."""
    return FieldSpec(name=name, label=label, kind=FieldKind.GROUP, fields=fields, **more)


def item_of(kind: FieldKind, **more: Any) -> FieldSpec:  # noqa: ANN401 - what FieldSpec takes
    """A nameless element of a list."""
    return FieldSpec(name="", label="", kind=kind, **more)


def talk_of(name: str = "talk", **more: Any) -> FieldSpec:  # noqa: ANN401 - what FieldSpec takes
    """A list of questions and answers."""
    pair = group_of(spec_of("question", FieldKind.LINE, "问"), spec_of("answer", FieldKind.LONG, "答"))
    return spec_of(name, FieldKind.LIST, "问答", spoken=True, item=pair, **more)


@contextmanager
def panel_of(spec: FieldSpec) -> Iterator[Field]:
    """A form on a panel that Qt deletes afterwards, as a page does; never the garbage collector, which takes a tree apart anyhow."""
    panel = QWidget()
    layout = QVBoxLayout(panel)
    form = make_field(spec, LOOKUPS, HINTS, panel)
    layout.addWidget(form)
    try:
        yield form
    finally:
        panel.deleteLater()
        QCoreApplication.sendPostedEvents(panel, QEvent.Type.DeferredDelete.value)
