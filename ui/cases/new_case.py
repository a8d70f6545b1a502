"""The dialog of a new case: a few fields in a minute, kept while they are typed, each fault beside its field."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mq_enforce.services.crossing import MqError
from mq_enforce.services.drafts import discard_draft, save_draft
from mq_enforce.services.input_faults import InputFaults
from mq_enforce.services.new_case import DRAFT_KEY, NewCase, PartlyOpenedError, new_case, new_case_warnings, open_new_case
from ui.beside import beside
from ui.desk import Desk
from ui.fields import Field, make_field
from ui.fields.base import is_enter
from ui.fields.groups import GroupField
from ui.hints import hints_of
from ui.tasks import Lane
from ui.theme import GAP, GAP_LARGE

DRAFT_MS = 1000
"""How long typing may go on before it is kept; with the write itself a kill loses less than two seconds."""
WARN_MS = 300
"""How long typing rests before it is looked at."""
_WIDTH, _HEIGHT = 84, 34
"""The size in Chinese characters and lines; a smaller screen makes it smaller."""
_TWO_COLUMNS = 70
"""From so many characters on, what and who stand beside where, when and how known."""
_RESTORED = "已恢复上次没有填完的内容；不要的，可以放弃重填。"


class NewCaseDialog(QDialog):
    """What, who, where, when, how known. ``opened`` brings the id of the new case; leaving keeps what was typed as a draft."""

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Show the dialog's frame; the fields come as soon as they are read."""
        super().__init__(parent)
        self._desk = desk
        self._busy = False
        self.form: Field | None = None
        self._columns: QBoxLayout | None = None
        self.setWindowTitle("新建案件")
        self.setModal(True)
        self._make_words()
        self._make_buttons()
        self._lay_out()
        self._warn_timer = self._timer(WARN_MS, self._look)
        self._draft_timer = self._timer(DRAFT_MS, self.keep)
        self._read()

    # -- building -------------------------------------------------------------------------------------------

    def _make_words(self) -> None:
        self.told, self.warned = QLabel(), QLabel()
        for label, name, role in ((self.told, "填写情况", "hint"), (self.warned, "提醒", "overdue")):
            label.setAccessibleName(name)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.hide()

    def _make_buttons(self) -> None:
        self.create_button = QPushButton("建立案件")
        self.create_button.setToolTip("Ctrl+S")
        self.drop_button = QPushButton("放弃重填")
        self.later_button = QPushButton("以后再填")
        self.later_button.setToolTip("Esc；已经填写的内容会保存")
        actions = ((self.create_button, self.submit), (self.drop_button, self.drop), (self.later_button, self.reject))
        for button, action in actions:
            button.setAutoDefault(False)
            button.clicked.connect(action)
        self.create_button.setDefault(True)
        QShortcut(QKeySequence.StandardKey.Save, self, self.submit)
        self._allow(on=False)

    def _lay_out(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.create_button)
        line.addStretch(1)
        line.addWidget(self.drop_button)
        line.addWidget(self.later_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE)
        layout.setSpacing(GAP)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.warned)
        layout.addWidget(self.told)
        layout.addLayout(line)
        self.resize(self.wanted_size().boundedTo(self.screen().availableGeometry().size() * 0.9))

    def wanted_size(self) -> QSize:
        """Return the size at which nothing has to be scrolled as a rule."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("字") * _WIDTH, metrics.lineSpacing() * _HEIGHT)

    def _timer(self, after: int, what: Any) -> QTimer:  # noqa: ANN401 - a slot
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(what)
        return timer

    def _allow(self, *, on: bool) -> None:
        for button in (self.create_button, self.drop_button):
            button.setEnabled(on)

    # -- showing --------------------------------------------------------------------------------------------

    def _read(self) -> None:
        program = self._desk.program
        self._desk.tasks.run(lambda _progress: new_case(program), self._show, self._failed, what="新建案件")

    def _show(self, found: NewCase) -> None:
        self.form = make_field(found.spec, found.lookups, hints_of(self._desk.program))
        if isinstance(self.form, GroupField):
            self._columns = self.form.spread("conduct", "clue")
            self._fit()
        self.form.set_value(found.data)
        self.form.changed.connect(self._changed)
        self._area.setWidget(self.form)
        QWidget.setTabOrder(self.form.chain()[-1], self.create_button)
        QWidget.setTabOrder(self.create_button, self.drop_button)
        QWidget.setTabOrder(self.drop_button, self.later_button)
        self._say(_RESTORED if found.from_draft else "")
        self._allow(on=True)
        self.form.focus_first()
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the two columns beneath each other where there is no room for both."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._columns is not None:
            beside(self._columns, self.width(), self.fontMetrics().horizontalAdvance("字") * _TWO_COLUMNS)

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def data(self) -> dict[str, Any]:
        """Return what is typed, as plain data."""
        value = self.form.value() if self.form is not None else None
        return dict(value or {})

    # -- typing ---------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._warn_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _look(self) -> None:
        """Tell what is unusual; an answer that comes late is overtaken by the next one, as both are given in order."""
        program, data = self._desk.program, self.data()
        self._desk.tasks.run(lambda _progress: new_case_warnings(program, data), self._warn, self._failed, what="核对")

    def _warn(self, warnings: tuple[str, ...]) -> None:
        self.warned.setText("\n".join(f"● {text}" for text in warnings))
        self.warned.setVisible(bool(warnings))

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        program, data = self._desk.program, self.data()
        self._desk.tasks.run(lambda _progress: save_draft(program, "", DRAFT_KEY, data), lambda _none: None, self._failed, what="保存草稿")

    def keep_now(self) -> None:
        """Keep what was typed since the last draft; nothing when there is none."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.keep()

    def drop(self) -> None:
        """Forget what was typed and begin again."""
        self._draft_timer.stop()
        self._allow(on=False)
        program = self._desk.program
        self._desk.tasks.run(
            lambda _progress: discard_draft(program, "", DRAFT_KEY), lambda _none: self._read(), self._failed, what="放弃草稿"
        )

    def reject(self) -> None:
        """Leave and keep what was typed; while the case is being opened, stay."""
        if not self._busy:
            self.keep_now()
            super().reject()

    def done(self, result: int) -> None:
        """Rest: nothing is looked at or kept after the dialog has gone."""
        self._warn_timer.stop()
        self._draft_timer.stop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter in a field do nothing: it must not open a case by accident."""
        if is_enter(event):
            event.accept()
            return
        super().keyPressEvent(event)

    # -- opening --------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Open the case; what is wrong is told beside its field, and nothing typed is lost."""
        if self._busy or self.form is None:
            return
        self.keep_now()
        self._be_busy(busy=True)
        program, data = self._desk.program, self.data()
        self._desk.tasks.run(lambda _progress: open_new_case(program, data), self._opened, self._refused, lane=Lane.LONG, what="建立案件")

    def _be_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._allow(on=not busy)
        self.later_button.setEnabled(not busy)
        self._area.setEnabled(not busy)
        if busy:
            self._say("正在建立案件…")

    def _opened(self, case_id: str) -> None:
        self._be_busy(busy=False)
        # In the lane of the drafts, so that none that was still waiting there comes after.
        self._desk.tasks.run(partial(_forget, self._desk), lambda _none: None, what="清理草稿")
        # The dialog goes first: the page of the case takes the focus, which the dialog would keep.
        self.accept()
        self.opened.emit(case_id)

    def _refused(self, error: BaseException) -> None:
        self._be_busy(busy=False)
        if isinstance(error, InputFaults) and self.form is not None:
            first = self.form.show_faults(error.by_field)
            if first is not None:
                first.focus_first()
            self._say(f"有 {len(error.by_field)} 处需要填写或者改正，已在各项下面注明。")
            return
        self._failed(error)
        if isinstance(error, PartlyOpenedError):
            self.opened.emit(error.case_id)
            self.reject()

    def _failed(self, error: BaseException) -> None:
        text = self._desk.tell.error(error, "新建案件")
        # What the window behind says in its band is said here too: a dialog covers it.
        self._say(text or (str(error) if isinstance(error, MqError) else ""))


def _forget(desk: Desk, _progress: object) -> None:
    discard_draft(desk.program, "", DRAFT_KEY)
