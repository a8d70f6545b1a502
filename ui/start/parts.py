"""What the pages of the office have in common: a lead, words told beside the work, and how a failure is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from mq_enforce.services.day_hints import weekday_text
from mq_enforce.services.fields import FieldFault, FieldSpec, Lookups
from mq_enforce.services.input_faults import InputFaults
from ui.desk import Desk
from ui.fields import Field, make_field
from ui.hints import hints_of
from ui.main_window import Leaf
from ui.tasks import Cancelled

FAULT_MARK = "▲"
Then = Callable[[], object]


class OfficePart(Leaf):
    """A page about the office, in the assistant and in the window alike. ``saved`` tells that the register changed."""

    saved = Signal()
    heading = ""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.told = label("", "hint", "办理情况")
        self.saving = False

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not in the register yet."""
        return False

    def submit(self, then: Then = lambda: None) -> None:
        """Put what is typed into the register, and go on with ``then`` when that succeeded."""
        then()

    def start(self) -> None:
        """Go to the first place to type."""

    def begin_saving(self) -> bool:
        """Tell whether saving may begin: not while the last one is under way, or an entry would be made twice."""
        if self.saving:
            return False
        self.saving = True
        return True

    def default_button(self) -> bool:
        """Tell whether Enter means this page's own button now."""
        return False

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Tell something beside the work."""
        show(self.told, f"{FAULT_MARK} {text}" if fault and text else text, "fault" if fault else "hint")

    def failed(self, error: BaseException, what: str) -> None:
        """Tell an error of some work beside it, or where such errors are told."""
        if not isinstance(error, Cancelled):
            self.tell(self.desk.tell.error(error, what), fault=True)


def label(text: str, role: str = "", name: str = "") -> QLabel:
    """Return a label of plain text that wraps."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("role", role)
    made.setAccessibleName(name or text)
    made.setVisible(bool(text))
    return made


def show(where: QLabel, text: str, role: str) -> None:
    """Let a label say something in a role; an empty text takes it away."""
    where.setText(text)
    where.setProperty("role", role)
    where.style().unpolish(where)
    where.style().polish(where)
    where.setVisible(bool(text))


def form_of_fields(desk: Desk, spec: FieldSpec) -> Field:
    """Return the widget of fields that need no choices from a case; holidays do not matter to what is dated here."""
    return make_field(spec, Lookups(), replace(hints_of(desk.program), day=weekday_text))


def faults_of(error: BaseException) -> tuple[FieldFault, ...]:
    """Return the faults that stand beside fields; none for any other error."""
    return error.by_field if isinstance(error, InputFaults) else ()


def today_of(desk: Desk) -> date:
    """Return the day by the program's clock."""
    return desk.program.clock.now().date()
