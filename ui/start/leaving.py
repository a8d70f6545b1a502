"""Asking why an entry leaves a register, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldFault, FieldKind, FieldSpec
from ui.desk import Desk
from ui.start.parts import form_of_fields, label
from ui.theme import GAP_LARGE

_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why an entry leaves, and its last day; None: it never should have been there."""

    why: str
    last_day: date | None = None


class LeavingDialog(QDialog):
    """The two questions."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, asks_last_day: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("移出登记")
        self.setMinimumWidth(_WIDTH)
        why = FieldSpec(name="why", label="原因", kind=FieldKind.LINE, required=True, hint="如 调离、退休、登记有误")
        last = FieldSpec(name="last_day", label="最后一日", kind=FieldKind.DATE, hint="登记有误的不填；以前的案件仍然记着原来的人员")
        fields = (why, last) if asks_last_day else (why,)
        self.form = form_of_fields(desk, FieldSpec(name="", label="移出登记", kind=FieldKind.GROUP, required=True, fields=fields))
        buttons = QDialogButtonBox()
        self.out = buttons.addButton("移出", QDialogButtonBox.ButtonRole.AcceptRole)
        self.stay = buttons.addButton("不移出", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE)
        layout.setSpacing(GAP_LARGE)
        layout.addWidget(label(title))
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        self.leaving: Leaving | None = None
        self.form.focus_first()

    def accept(self) -> None:
        """Take the answers, or tell what is wrong with them."""
        data = self.form.value() or {}
        faults: list[FieldFault] = []
        if not data.get("why"):
            faults.append(FieldFault(("why",), "还没有填写"))
        day: date | None = None
        if text := data.get("last_day"):
            try:
                day = date.fromisoformat(text)
            except ValueError:
                faults.append(FieldFault(("last_day",), f"“{text}”不是日期", "如 2026-06-03"))
        first = self.form.show_faults(tuple(faults))
        if first is not None:
            first.focus_first()
            return
        self.leaving = Leaving(data["why"], day)
        super().accept()


def ask_leaving(parent: QWidget, desk: Desk, title: str, asks_last_day: bool) -> Leaving | None:
    """Ask and return the answers; None when the entry stays."""
    dialog = LeavingDialog(parent, desk, title, asks_last_day)
    dialog.exec()
    dialog.deleteLater()
    return dialog.leaving
