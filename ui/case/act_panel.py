"""The panel of an act: its fields, what is wrong or against the law told in place, drafts that keep themselves, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.acting import Done
from mq_enforce.services.crossing import RuleViolation
from mq_enforce.services.drafts import discard_draft, save_draft
from mq_enforce.services.fields import FieldFault
from mq_enforce.services.fields import Path as FieldPath
from mq_enforce.services.input_faults import InputFaults
from mq_enforce.services.panels import Followed, Panel, follow, open_panel, submit
from ui.case.against import Against
from ui.case.wording import Wordings
from ui.desk import Desk
from ui.fields import Field, make_field
from ui.hints import hints_of
from ui.tasks import Lane, Progress
from ui.theme import GAP

FOLLOW_MS = 150
"""How long typing rests before what follows from it is worked out."""
DRAFT_MS = 1000
"""How long typing may go on before it is kept; with the write itself a kill loses less than two seconds."""
RESTORED = "已恢复上次没有办完的内容；不要了可以按“放弃草稿”。"


class ActPanel(QWidget):
    """One act being entered; its buttons stand apart in ``foot``.

    ``followed`` brings what follows from the data, ``done`` the act on file with its papers, ``asked`` a field to bring in sight.
    """

    followed = Signal(object)
    done = Signal(object)
    ready = Signal()

    def __init__(self, desk: Desk, case_id: str, kind: str, party: str | None, about: str = "") -> None:
        super().__init__()
        self.desk, self.case_id, self.kind, self.party, self.about = desk, case_id, kind, party, about
        self.form: Field | None = None
        self.panel: Panel | None = None
        self.found: Followed | None = None
        self._turn = 0
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("role", "hint")
        self.told.setAccessibleName("办理情况")
        self.told.hide()
        self.dates = QLabel()
        self.dates.setWordWrap(True)
        self.dates.setProperty("role", "open")
        self.dates.setAccessibleName("办理后的期限")
        self.dates.hide()
        self.against = Against()
        self.against.irregular.connect(lambda: self.go_to(("irregular",)))
        self.wordings = Wordings()
        self.wordings.changed.connect(self._changed)
        self.foot = self._make_foot()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        for part in (self.told, self.against, self.dates, self.wordings):
            self._layout.addWidget(part)
        self._follow_timer = self._timer(FOLLOW_MS, self.follow)
        self._draft_timer = self._timer(DRAFT_MS, self.keep)
        desk.tasks.run(self._open, self._opened, self._failed, what="打开办理页")

    def _open(self, _progress: Progress) -> Panel:
        return open_panel(self.desk.program, self.case_id, self.kind, self.party, self.about)

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setAccessibleName("还差什么")
        self.do_button = QPushButton("办理并制作文书")
        self.do_button.setDefault(True)
        self.do_button.setToolTip("Ctrl+S")
        self.do_button.setEnabled(False)
        self.do_button.clicked.connect(self.submit)
        self.drop_button = QPushButton("放弃草稿")
        self.drop_button.clicked.connect(self.drop)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, GAP, 0, 0)
        row.addWidget(self.summary, 1)
        row.addWidget(self.drop_button)
        row.addWidget(self.do_button)
        return foot

    def _timer(self, after: int, what: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(what)
        return timer

    def _opened(self, panel: Panel) -> None:
        self.panel = panel
        self.form = make_field(panel.spec, panel.lookups, hints_of(self.desk.program), self)
        self.form.set_value(panel.data)
        self.form.changed.connect(self._changed)
        self._layout.insertWidget(2, self.form)
        # A layout shows what it takes only when the event loop comes round; the focus goes there before.
        self.form.show()
        self.wordings.take(panel.data.get("wording"))
        self.say(RESTORED if panel.from_draft else "")
        self.do_button.setEnabled(True)
        self.ready.emit()
        self.follow()

    def say(self, text: str) -> None:
        """Tell something above the fields; an empty text takes it away."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    # -- typing -------------------------------------------------------------------------------------------

    def data(self) -> dict[str, Any]:
        """Return what is typed, as a diary would spell it."""
        value = self.form.value() if self.form is not None else None
        data = {"kind": self.kind, **(value or {})}
        if said := self.wordings.value():
            data["wording"] = said
        if reasons := self.against.reasons():
            data["override"] = {**data.get("override", {}), **reasons}
        return data

    def _changed(self) -> None:
        self._follow_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        if self.panel is None:
            return
        program, case_id, key, data = self.desk.program, self.case_id, self.panel.draft_key, self.data()
        self.desk.tasks.run(lambda _progress: save_draft(program, case_id, key, data), lambda _none: None, self._failed, what="保存草稿")

    def keep_now(self) -> None:
        """Keep what was typed since the last draft; nothing when there is none."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.keep()

    def drop(self) -> None:
        """Forget the draft and begin again from what is known."""
        if self.panel is None:
            return
        self._draft_timer.stop()
        program, case_id, key = self.desk.program, self.case_id, self.panel.draft_key

        def again(progress: Progress) -> Panel:
            discard_draft(program, case_id, key)
            return self._open(progress)

        self.desk.tasks.run(again, self._begin_again, self._failed, what="放弃草稿")

    def _begin_again(self, panel: Panel) -> None:
        self.panel = panel
        self.wordings.take(None)
        if self.form is not None:
            self.form.set_value(panel.data)
            self.form.focus_first()
        self._draft_timer.stop()
        self.say("")
        self.follow()

    def follow(self) -> None:
        """Work out what follows from what is typed; an answer that comes after a later question is dropped."""
        if self.panel is None or self.desk.tasks.closed:
            return
        self._turn += 1
        turn, program, case_id, kind, data = self._turn, self.desk.program, self.case_id, self.kind, self.data()
        pictures = self.panel.pictures
        self.desk.tasks.run(
            lambda _progress: follow(program, case_id, kind, data, pictures=pictures),
            lambda found: self._show(found) if turn == self._turn else None,
            self._failed,
            what="核对",
        )

    def _show(self, found: Followed) -> None:
        self.found = found
        self.against.show_lawful(found.lawful)
        self.wordings.show_narratives(found.previews, found.wording_notes)
        self.dates.setText("\n".join(f"办理后的期限　{line}" for line in found.deadlines))
        self.dates.setVisible(bool(found.deadlines))
        if self.form is not None and found.lawful is not None:
            self.form.show_faults(found.faults)
        self._summarise()
        self.followed.emit(found)

    def _summarise(self) -> None:
        if self.found is None:
            return
        what = "要填" if self.found.lawful is None else "请再核对"
        parts = [f"还有 {len(self.found.faults)} 处{what}" if self.found.faults else "", self.against.summary()]
        self.summary.setText("；".join(part for part in parts if part) or "可以办理")

    # -- doing --------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Do the act: record it and make its papers; whatever stands against it is told in place and nothing is lost."""
        if self.panel is None or not self.do_button.isEnabled():
            return
        self._draft_timer.stop()
        self._follow_timer.stop()
        program, case_id, kind, data, out = self.desk.program, self.case_id, self.kind, self.data(), self.desk.out
        key = self.panel.draft_key
        self.do_button.setEnabled(False)

        def do_it(_progress: Progress) -> Done:
            save_draft(program, case_id, key, data)
            return submit(program, case_id, kind, data, Path(out), draft=key)

        self.desk.tasks.run(do_it, self._did, self._refused, lane=Lane.LONG, what="办理")

    def _did(self, done: Done) -> None:
        self.do_button.setEnabled(True)
        self.done.emit(done)

    def _refused(self, error: BaseException) -> None:
        self.do_button.setEnabled(True)
        if isinstance(error, InputFaults):
            self.show_faults(error.by_field)
        else:
            self._failed(error)
            if not isinstance(error, RuleViolation):
                self._go_to_told()

    def _go_to_told(self) -> None:
        """Go to the first field beneath which a fault stands, such as a file that cannot be opened."""
        told = next((one for one in self.form.fields() if one.fault()), None) if self.form is not None else None
        if told is not None:
            told.focus_first()

    def show_faults(self, faults: tuple[FieldFault, ...]) -> None:
        """Tell each fault beside its field and go to the first."""
        if self.form is None:
            return
        first = self.form.show_faults(faults)
        self.say(f"▲ 有 {len(faults)} 处需要填写或者改正，已在各项下面注明。")
        if first is not None:
            first.focus_first()

    def go_to(self, path: FieldPath) -> None:
        """Go to the field of a path, or the innermost one around it."""
        if self.form is not None:
            self.form.nearest(path).focus_first()

    def _failed(self, error: BaseException) -> None:
        self.say(self.desk.tell.error(error, "办理"))
