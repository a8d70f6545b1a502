"""机关: name, county, who reconsiders and judges, where fines are paid; two columns, so that all is seen at once."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.office import agency_on_file, put_agency
from mq_enforce.services.office_forms import SINCE, agency_form, parted, with_since
from ui.desk import Desk
from ui.start.columns import Columns
from ui.start.keeping import Keeper
from ui.start.parts import OfficePart, Then, faults_of, today_of
from ui.tasks import Progress
from ui.theme import GAP

_RIGHT = frozenset(
    {
        "reconsideration_body",
        "reconsideration_address",
        "court",
        "court_address",
        "bank",
        "bank_address",
        "bank_account_name",
        "bank_account",
        "online_payment",
        "online_reconsideration",
        "publication_site",
        "archive",
        "province",
        "credit_code",
        SINCE,
    }
)


class AgencyPage(OfficePart):
    """The agency's own page."""

    heading = "机关"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, buttons: bool = True) -> None:
        """``buttons`` False leaves saving to what is around: the assistant saves when one goes on."""
        super().__init__(desk, parent)
        spec = agency_form()
        self.form = Columns(desk, with_since(spec) if buttons else spec, _RIGHT)
        self._on_file: dict[str, Any] = {}
        self.ready = False
        self.keeper = Keeper(desk, "start/agency", self.data, self)
        self.save, self.drop = QPushButton("保存"), QPushButton("放弃修改")
        self.save.clicked.connect(self._save)
        self.drop.clicked.connect(self.drop_changes)
        self.form.changed.connect(self._changed)
        self._lay_out(buttons=buttons)
        self._settle()
        self.refresh()

    def _lay_out(self, *, buttons: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.form.area, 1)
        layout.addWidget(self.told)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.drop)
        row.addStretch(1)
        layout.addLayout(row)
        chain = [*self.form.chain(), self.save, self.drop]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)
        for button in (self.save, self.drop):
            button.setVisible(buttons)

    # -- what is typed ------------------------------------------------------------------------------------

    def data(self) -> dict[str, Any]:
        """Return what is typed in both columns, spelled as in a diary."""
        return self.form.value()

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not in the register yet."""
        return self.ready and self.data() != self._on_file

    def refresh(self) -> None:
        """Show the register, or what was being typed; what is being typed now stays."""
        if self.is_dirty():
            return
        program, today = self.desk.program, today_of(self.desk)

        def read(_progress: Progress) -> tuple[dict[str, Any], dict[str, Any] | None]:
            known = agency_on_file(program, today)
            return (dict(known.data) if known is not None else {}), self.keeper.load()

        self.desk.tasks.run(read, lambda found: self._show(*found), lambda error: self.failed(error, "读取机关信息"), what="读取机关信息")

    def _show(self, on_file: dict[str, Any], draft: dict[str, Any] | None) -> None:
        self.form.set_value(on_file)
        self._on_file, self.ready = self.data(), True
        if draft is not None and draft != self._on_file:
            self.form.set_value(draft)
            self.tell("已恢复上次没有保存的内容。")
        self._settle()

    def _changed(self) -> None:
        self.tell("")
        self.keeper.typed()
        self._settle()

    def _settle(self) -> None:
        for button in (self.save, self.drop):
            button.setEnabled(self.is_dirty())

    def start(self) -> None:
        """Go to the first field."""
        self.form.focus_first()

    def leave(self) -> None:
        """Keep what is typed."""
        self.keeper.keep_now()

    # -- saving -------------------------------------------------------------------------------------------

    def _save(self) -> None:
        self.submit()

    def submit(self, then: Then = lambda: None) -> None:
        """Put the agency into the register; faults are told beside their fields."""
        if not self.begin_saving():
            return
        self.keeper.stop()
        program, data = self.desk.program, self.data()

        def put(_progress: Progress) -> None:
            put_agency(program, *parted(data))
            self.keeper.discard()

        self.desk.tasks.run(put, lambda _none: self._put(then), self._refused, what="保存机关信息")

    def _put(self, then: Then) -> None:
        self.saving = False
        self.form.show_faults(())
        self._on_file = {key: value for key, value in self.data().items() if key != SINCE}
        self.form.set_value(self._on_file)
        self.tell("已保存。")
        self._settle()
        self.saved.emit()
        then()

    def _refused(self, error: BaseException) -> None:
        self.saving = False
        self.keeper.typed()
        self.keeper.keep_now()
        faults = faults_of(error)
        if not faults:
            self.failed(error, "保存机关信息")
            return
        first = self.form.show_faults(faults)
        self.tell(f"有 {len(faults)} 处需要改正，已在旁边标明。", fault=True)
        if first is not None:
            first.focus_first()

    def drop_changes(self) -> None:
        """Forget what is typed and show the register again."""
        self.keeper.stop()
        self.form.set_value(self._on_file)
        self.tell("")
        self._settle()
        self.desk.tasks.run(
            lambda _progress: self.keeper.discard(), lambda _none: None, lambda error: self.failed(error, "放弃草稿"), what="放弃草稿"
        )
