"""权限: which document grants which matters, and since when; what is merely possible is not offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mq_enforce.services.fields import FieldFault, FieldSpec
from mq_enforce.services.office import put_grant, remove_grant
from mq_enforce.services.office_forms import grant_form
from mq_enforce.services.office_lines import GRANT_HEADINGS, grant_lines
from ui.desk import Desk
from ui.start.leaving import Leaving
from ui.start.matter_list import MatterList
from ui.start.parts import today_of
from ui.start.register_page import Editor, Register, RegisterPage

_MATTERS = "matters"


class GrantEditor(Editor):
    """The document to the left, its matters to the right."""

    def __init__(self, desk: Desk) -> None:
        spec = grant_form(desk.program.law.matters)
        listed = next(one for one in spec.fields if one.name == _MATTERS)
        super().__init__(desk, replace(spec, fields=tuple(one for one in spec.fields if one is not listed)))
        self.matters = MatterList(_choices(listed), listed.label)
        self.matters.changed.connect(self.changed)
        self.line.addWidget(self.matters, 1)
        QWidget.setTabOrder(self.form.chain()[-1], self.matters.search)

    def value(self) -> dict[str, Any]:
        """Return the document with its matters."""
        ticked = self.matters.value()
        return {**super().value(), **({_MATTERS: ticked} if ticked else {})}

    def set_value(self, data: Mapping[str, Any]) -> None:
        """Show a document with its matters."""
        super().set_value({key: value for key, value in data.items() if key != _MATTERS})
        self.matters.set_value(tuple(data.get(_MATTERS, ())))

    def show_faults(self, faults: tuple[FieldFault, ...]) -> None:
        """Tell faults beside their fields; those of matters beneath the list."""
        mine = tuple(fault for fault in faults if fault.path[:1] == (_MATTERS,))
        self.matters.set_fault("\n".join(fault.sentence() for fault in mine))
        super().show_faults(tuple(fault for fault in faults if fault not in mine))
        if len(mine) == len(faults):
            self.matters.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def chain(self) -> list[QWidget]:
        """Return everything that Tab reaches."""
        return [*super().chain(), *self.matters.chain()]


class GrantsPage(RegisterPage):
    """What is granted to the office."""

    heading = "权限"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _GRANTS, GrantEditor(desk), parent)


def _choices(listed: FieldSpec) -> tuple[Any, ...]:
    return listed.item.choices if listed.item is not None else ()


def _take_out(desk: Desk, key: str, leaving: Leaving) -> None:
    remove_grant(desk.program, key, leaving.why)


_GRANTS = Register(
    one="承接文件",
    unit="项",
    headings=GRANT_HEADINGS,
    draft_key="start/grant",
    removing="移出登记",
    longest=("", "", "承接中承接"),
    widths=(8, 18),
    asks_last_day=False,
    read=lambda desk: grant_lines(desk.program, today_of(desk)),
    put=lambda desk, key, data: put_grant(desk.program, data, key),
    take_out=_take_out,
)
