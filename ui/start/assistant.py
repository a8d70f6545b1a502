"""The assistant for an empty data folder: agency, people, calendar, what is granted, and what is still lacking.

One can go back and forth; what is saved stands in the registers, what is being typed is kept as drafts, and the assistant
comes back at the same page when it was left before its end.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mq_enforce.services.crossing import Program
from mq_enforce.services.drafts import load_draft
from mq_enforce.services.fields import FieldKind, FieldSpec
from mq_enforce.services.office import read_office
from mq_enforce.services.seating import seat_by_name, seated
from ui.desk import Desk
from ui.start.agency_page import AgencyPage
from ui.start.calendar_page import CalendarPage
from ui.start.gaps_page import GapsPage
from ui.start.grants_page import GrantsPage
from ui.start.keeping import NO_CASE, Keeper
from ui.start.parts import OfficePart, form_of_fields, label
from ui.start.people_page import PeoplePage
from ui.start.who import PRACTICE
from ui.tasks import Lane
from ui.telling import ProblemBand
from ui.theme import GAP, GAP_LARGE

DRAFT = "start/assistant"
_WIDTH, _HEIGHT = 90, 34
"""The size in Chinese characters and lines; a smaller screen makes it smaller."""
_LEADS = (
    "登记记录写明由谁填写。除机关全称和代字外，现在不清楚的可以先空着；程序不会替您猜。",
    "登记执法人员、负责人、法制审核等人员。执法人员要有在有效期内的执法证。",
    "",
    "只选承接（赋权）文件列明的事项。没有登记的事项不能立案。",
    "",
)


def needs_assistant(program: Program) -> bool:
    """Tell whether the office is still to be set up: there is none, or the assistant was left before its end."""
    return read_office(program, program.clock.now().date()) is None or load_draft(program, NO_CASE, DRAFT) is not None


class Assistant(QDialog):
    """The pages one after the other. Its result is Accepted, Rejected, or PRACTICE."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle("启用：登记本单位")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(self.wanted_size().boundedTo(self.screen().availableGeometry().size() * 0.96))
        self.by = form_of_fields(desk, FieldSpec(name="by", label="填表人", kind=FieldKind.LINE, required=True))
        self.pages: tuple[OfficePart, ...] = (
            AgencyPage(desk, buttons=False),
            PeoplePage(desk),
            CalendarPage(desk),
            GrantsPage(desk),
            GapsPage(desk),
        )
        self.keeper = Keeper(desk, DRAFT, self._draft, self)
        self.by.changed.connect(self.keeper.typed)
        self.problems = ProblemBand()
        desk.tell.problem.connect(self.problems.show_problem)
        self._busy = False
        self._make_strip()
        self._make_buttons()
        self._lay_out()
        self._resume()

    # -- building -----------------------------------------------------------------------------------------

    def _make_strip(self) -> None:
        self.steps = [QLabel() for _page in self.pages]
        self.lead = label(" ", "hint", "说明")
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
        for page in self.pages[1:]:
            page.saved.connect(self._settle)

    def _make_buttons(self) -> None:
        self.practise, self.back, self.next = QPushButton("先练一练"), QPushButton("上一步"), QPushButton("下一步")
        self.practise.setToolTip("用示例单位和三件示例案件练习，文书都印有“练习”；这里填写的内容会留着")
        for button in (self.practise, self.back):
            button.setAutoDefault(False)
        self.practise.clicked.connect(lambda: self._leave(PRACTICE))
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(0)
        self._watch.timeout.connect(self._choose_default)
        for page in self.pages:
            for editor in (getattr(page, "editor", None),):
                if editor is not None:
                    editor.changed.connect(self._watch.start)

    def _lay_out(self) -> None:
        self._by_row = QWidget()
        by = QHBoxLayout(self._by_row)
        by.setContentsMargins(0, 0, GAP, 0)
        by.setSpacing(2 * GAP_LARGE)
        by.addWidget(self.by, 1)
        by.addWidget(QWidget(), 1)
        title = label("登记本单位")
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setSpacing(2 * GAP_LARGE)
        head.addWidget(title)
        for step in self.steps:
            head.addWidget(step)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.practise)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP_LARGE, GAP_LARGE, 2 * GAP_LARGE, GAP_LARGE)
        layout.setSpacing(GAP + GAP // 2)
        layout.addLayout(head)
        layout.addWidget(self.problems)
        layout.addWidget(self.lead)
        layout.addWidget(self._by_row)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)

    def wanted_size(self) -> QSize:
        """Return the size at which nothing has to be scrolled as a rule: larger for larger text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("字") * _WIDTH, metrics.lineSpacing() * _HEIGHT)

    def _resume(self) -> None:
        draft = load_draft(self.desk.program, NO_CASE, DRAFT)
        data: dict[str, Any] = dict(draft.data) if draft is not None else {}
        self.by.set_value(data.get("by"))
        if data.get("by"):
            self._seat()
        step = data.get("step")
        self._go(step if isinstance(step, int) and 0 <= step < len(self.pages) else 0)

    # -- going --------------------------------------------------------------------------------------------

    def page(self) -> OfficePart:
        """Return the page that is shown."""
        return self.pages[self.stack.currentIndex()]

    def go_on(self) -> None:
        """Save what the page holds and show the next one; after the last the assistant is done."""
        if self._busy:
            return
        if self.stack.currentIndex() == 0 and not self._seat():
            return
        self.page().submit(self._forward)

    def _forward(self) -> None:
        if self.stack.currentIndex() == len(self.pages) - 1:
            self._finish()
        else:
            self._go(self.stack.currentIndex() + 1)

    def go_back(self) -> None:
        """Show the page before; what is typed stays."""
        if self.stack.currentIndex() > 0:
            self._go(self.stack.currentIndex() - 1)

    def show_step(self, index: int) -> None:
        """Show a page by its place; nothing is saved on the way."""
        self._go(index)

    def _go(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self.keeper.typed()
        self.keeper.keep_now()
        self._settle()
        self.page().refresh()
        if isinstance(self.page(), (CalendarPage, GapsPage)):
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        elif index == 0 and not self.by.value():
            self.by.focus_first()
        else:
            self.page().start()

    def _seat(self) -> bool:
        """Let the entries bear who fills this in; tell when nobody is named."""
        name = seat_by_name(str(self.by.value() or ""))
        if not name.name:
            self.by.set_fault("还没有填写姓名")
            self.by.focus_first()
            return False
        self.desk.program = seated(self.desk.program, name)
        return True

    def _settle(self) -> None:
        index = self.stack.currentIndex()
        for place, (step, page) in enumerate(zip(self.steps, self.pages, strict=True)):
            here = place == index
            step.setText(f"▸ {place + 1} {page.heading}" if here else f"{place + 1} {page.heading}")
            step.setAccessibleName(f"第{place + 1}步 {page.heading}{'（现在）' if here else ''}")
            step.setProperty("role", "open" if here else "hint")
            step.style().unpolish(step)
            step.style().polish(step)
        self.lead.setText(_LEADS[index])
        self.lead.setVisible(bool(_LEADS[index]))
        self._by_row.setVisible(index == 0)
        self.back.setEnabled(index > 0)
        self.next.setText("进入" if index == len(self.pages) - 1 else "下一步")
        self._choose_default()

    def _choose_default(self) -> None:
        """Enter saves an entry that is being filled in, and goes on otherwise."""
        self.next.setDefault(not self.page().default_button())

    def _draft(self) -> dict[str, Any]:
        return {"step": self.stack.currentIndex(), "by": self.by.value()}

    # -- leaving ------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        self.keeper.stop()
        self._busy = True
        self.desk.tasks.run(
            lambda _progress: self.keeper.discard(), lambda _none: self._leave(QDialog.DialogCode.Accepted), self._stuck, what="完成登记"
        )

    def _stuck(self, error: BaseException) -> None:
        self._busy = False
        self.page().failed(error, "完成登记")

    def _leave(self, result: int) -> None:
        for page in self.pages:
            page.leave()
        self.keeper.keep_now()
        self.desk.tasks.settle(Lane.SHORT)
        self.done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back with Escape: it never closes the assistant."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is typed before the assistant goes."""
        event.accept()
        self._leave(QDialog.DialogCode.Rejected)
