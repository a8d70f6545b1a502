"""Working on a case: the step rail, the panel of the chosen step, and its papers beside it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mq_enforce.services.acting import Done
from mq_enforce.services.case_page import CasePage, RailStep
from mq_enforce.services.panels import Followed, lacks
from ui.case.act_panel import ActPanel
from ui.case.done_box import DoneBox
from ui.case.papers import Papers, sheets_of
from ui.case.rail import Rail
from ui.case.step_head import StepHead
from ui.desk import Desk
from ui.tables import shortcut_of
from ui.theme import GAP

_RAIL, _MIDDLE, _PAPERS = 256, 580, 510
_RAIL_EMS = 18
"""The least width of the rail in Chinese characters."""
_NARROW_EMS = 84
"""Below so many characters of width the paper starts folded."""


class WorkView(QWidget):
    """``changed`` says that something was recorded and the case must be read anew."""

    changed = Signal()

    def __init__(self, desk: Desk, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.case_id = desk, case_id
        self.page: CasePage | None = None
        self.panel: ActPanel | None = None
        self._done: Done | None = None
        self._shown: tuple[str, str | None, str] | None = None
        self.rail = Rail()
        self.step_head = StepHead()
        self.papers = Papers(desk, case_id)
        self._kinds, self._kind_row = QButtonGroup(self), QHBoxLayout()
        self._place, self._foot = QVBoxLayout(), QVBoxLayout()
        self.fold = QPushButton("收起文书")
        self._lay_out()
        self.rail.chosen.connect(self._show_step)
        self.rail.other.connect(self._show_other)
        self.rail.entered.connect(self.go_to_panel)
        self.step_head.jump.connect(self.rail.choose)
        self.papers.changed.connect(self.changed)
        self.papers.lacking.wanted.connect(self._go_to_field)
        for keys, what in (("Ctrl+S", self._submit), ("F6", self._next_part), ("F9", self.fold.click)):
            shortcut_of(self, QKeySequence(keys), what, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(GAP, 0, GAP, GAP)
        inner.setSpacing(GAP)
        inner.addWidget(self.step_head)
        inner.addLayout(self._kind_row)
        inner.addLayout(self._place)
        inner.addStretch(1)
        self.middle = QScrollArea()
        self.middle.setWidgetResizable(True)
        self.middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.middle.setWidget(inside)
        column_of = QWidget()
        column = QVBoxLayout(column_of)
        column.setContentsMargins(GAP, 0, GAP, 0)
        column.addWidget(self.middle, 1)
        column.addLayout(self._foot)
        self.fold.setCheckable(True)
        self.fold.setToolTip("F9")
        self.fold.toggled.connect(self._fold)
        self.parts = QSplitter()
        self.parts.setChildrenCollapsible(False)
        for part in (self.rail, column_of, self.papers):
            self.parts.addWidget(part)
        self.parts.setSizes([_RAIL, _MIDDLE, _PAPERS])
        self._keep_rail_legible()
        for index, stretch in enumerate((0, 1, 1)):
            self.parts.setStretchFactor(index, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts, 1)

    def _fold(self, folded: bool) -> None:
        self.papers.setVisible(not folded)
        self.fold.setText("显示文书" if folded else "收起文书")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the rail as wide as the text is large."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._keep_rail_legible()

    def _keep_rail_legible(self) -> None:
        self.rail.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * _RAIL_EMS)

    def fold_when_narrow(self) -> None:
        """Fold the paper when large text leaves no room for it."""
        if self.width() < _NARROW_EMS * self.fontMetrics().horizontalAdvance("字"):
            self.fold.setChecked(True)

    def go_to_panel(self) -> None:
        """Go to the first field of the panel, as soon as it is there."""
        if self.panel is None:
            return
        if self.panel.form is not None:
            self.panel.form.focus_first()
        else:
            self.panel.ready.connect(self.go_to_panel)

    def _order_tabs(self) -> None:
        """Let Tab go as one reads: rail, head of the step, fields, buttons, papers."""
        panel = self.panel
        stops: list[QWidget] = [self.rail, *self.step_head.findChildren(QPushButton), *self._kinds.buttons()]
        if panel is not None and panel.form is not None:
            stops += [*panel.against.stops(), *panel.form.chain(), *panel.wordings.stops(), panel.drop_button, panel.do_button]
        for one, following in pairwise([*stops, *self.papers.stops()]):
            QWidget.setTabOrder(one, following)

    def _next_part(self) -> None:
        """Go round: rail, panel, paper."""
        if self.rail.hasFocus():
            self.go_to_panel()
        elif self.middle.isAncestorOf(self.focusWidget() or self) and self.papers.isVisible():
            self.papers.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.rail.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- the case -----------------------------------------------------------------------------------------

    def show_page(self, page: CasePage) -> None:
        """Show the case as it is now; a panel that is being typed into stays."""
        first = self.page is None
        self.page = page
        self.rail.show_page(page)
        if first:
            self.rail.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_papers()

    def keep_now(self) -> None:
        """Keep what is being typed."""
        if self.panel is not None:
            self.panel.keep_now()

    # -- the step -----------------------------------------------------------------------------------------

    def step(self) -> RailStep | None:
        """Return the chosen step."""
        current = self.rail.current()
        wanted = current[0] if current is not None else ""
        return next((one for one in self.page.rail if one.id == wanted), None) if self.page is not None else None

    def _show_step(self, step_id: str, party: str) -> None:
        step = self.step()
        if step is None or step.id != step_id or self.page is None:
            return
        subjects = [one for one in step.subjects if not party or one.party == party]
        self.step_head.show_step(step, subjects, {one.id: one.title for one in self.page.rail})
        waiting = [one.party for one in subjects if one.party and one.status.value not in {"done", "not_needed"}]
        about = party or next(iter(waiting), None) or (subjects[0].party if subjects else None)
        self._offer(step.acts, about, self._document(step, about))

    def _show_other(self, kind: str) -> None:
        label = dict(self.page.others).get(kind, kind) if self.page is not None else kind
        self.step_head.show_other(label)
        self._offer(((kind, label),), None, "")

    def _document(self, step: RailStep, party: str | None) -> str:
        """Return the kind of document that a delivery is about: the one on file and not delivered yet, where there is one."""
        papers = self.page.papers if self.page is not None else ()
        there = [one.document for one in papers if one.document in step.about and not one.voided and one.party in {None, party}]
        waiting = [one.document for one in papers if one.document in there and one.delivered_on is None and one.party in {None, party}]
        return next(iter(waiting or there or step.about), "")

    def _offer(self, acts: tuple[tuple[str, str], ...], party: str | None, about: str) -> None:
        """Offer the acts that do this step; one is open at once: the one that is open already where it is among them."""
        kinds = [kind for kind, _label in acts]
        if self._done is not None:
            self._tell_done()
            return
        if self._shown is not None and self._shown[0] in kinds and self._shown[1:] == (party, about) and self.panel is not None:
            return
        for button in self._kinds.buttons():
            self._kinds.removeButton(button)
            button.deleteLater()
        while self._kind_row.takeAt(0) is not None:
            continue
        for kind, label in acts:
            button = QPushButton(label)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, kind=kind: self.open_act(kind, party, about))
            self._kinds.addButton(button)
            self._kind_row.addWidget(button)
            button.setVisible(len(acts) > 1)
        self._kind_row.addStretch(1)
        if acts:
            self._kinds.buttons()[0].setChecked(True)
            self.open_act(kinds[0], party, about)

    def kind_buttons(self) -> list[QAbstractButton]:
        """Return the buttons of the acts that do the chosen step."""
        return self._kinds.buttons()

    def open_act(self, kind: str, party: str | None, about: str) -> None:
        """Open the panel of an act, about a party and a kind of document."""
        self._clear()
        self._shown = (kind, party, about)
        self.panel = ActPanel(self.desk, self.case_id, kind, party, about)
        step = self.step()
        if step is not None:
            self.panel.against.leave_out(one.sentence() for subject in step.subjects for one in subject.blocked)
        self.panel.followed.connect(self._followed)
        self.panel.done.connect(self._did)
        self.panel.ready.connect(self._order_tabs)
        self._place.addWidget(self.panel)
        self._foot.addWidget(self.panel.foot)
        for one in (self.panel, self.panel.foot):
            one.show()
        self.middle.verticalScrollBar().setValue(0)
        self.show_papers()

    def _clear(self) -> None:
        """Put away the panel; what was typed into it is kept."""
        self.keep_now()
        self.panel = None
        self._shown = None
        for layout in (self._place, self._foot):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()

    def _submit(self) -> None:
        if self.panel is not None:
            self.panel.submit()

    def _go_to_field(self, path: tuple[str | int, ...]) -> None:
        if self.panel is not None:
            self.panel.go_to(path)

    def _followed(self, _found: Followed) -> None:
        self.show_papers()
        self._order_tabs()

    def _did(self, done: Done) -> None:
        self._done = done
        self.changed.emit()

    def _tell_done(self) -> None:
        """Tell what was done in place of its panel, and offer to go on."""
        done, self._done = self._done, None
        if done is None or self.page is None:
            return
        shown = self._shown
        self._clear()
        box = DoneBox(done, self.page)
        box.onward.connect(self._onward)
        if shown is not None:
            box.again.connect(lambda: self.open_act(*shown))
        self._place.addWidget(box)
        box.focus()
        self.show_papers()

    def _onward(self, step: str) -> None:
        current = self.rail.current()
        if current is not None and current[0] == step:
            self._show_step(*current)
        else:
            self.rail.choose(step)

    # -- papers -------------------------------------------------------------------------------------------

    def show_papers(self) -> None:
        """Show the papers of the step: those that the act would make, and those on file."""
        step, found = self.step(), self.panel.found if self.panel is not None else None
        on_file = self.page.papers if self.page is not None else ()
        panel = self.panel.panel if self.panel is not None else None
        self.papers.show_sheets(sheets_of(found.previews if found is not None else (), on_file, step))
        self.papers.unmade.show_missing(self.page.missing_papers if self.page is not None else ())
        self.papers.lacking.show_lacks(lacks(panel.spec, found) if panel is not None and found is not None else ())
