"""The dossier of a case: its contents, what is missing and where to go for it, findings; building, checking, opening it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mq_enforce.services.dossier_page import Checked, ContentsLine, DossierPage, dossier_page
from mq_enforce.services.dossiers import BAG, Filed
from ui.buttons import named_button
from ui.case.dossier_model import DAY, KIND, NUMBER, ORDER, PAGES, RESPONSIBLE, TITLE, ContentsModel, shown
from ui.case.dossier_work import DossierWork
from ui.desk import Desk
from ui.tables import plain_table, share_width
from ui.theme import GAP, GAP_SMALL

_WIDEST = {DAY: "2026-12-30", PAGES: "199-200"}
_SHARES = {TITLE: 16, NUMBER: 11, RESPONSIBLE: 8}
_ROOMY = 34
"""So many characters must the three have between them; with less the responsible is told below the table only."""
_SIDE = 330
NOT_FILED = "“立卷归档”还没有办理，现在只能看，还不能生成案卷。"
EMPTY = "还没有可以装订的文书。"
NOTHING_MISSING, NO_FINDINGS = "不缺什么", "没有记录在案的问题"

ChooseFolder = Callable[[QWidget, str, str], str]
OpenFolder = Callable[[Path], object]


def choose_folder(parent: QWidget, title: str, start: str) -> str:
    """Ask for a folder; empty when the officer changed their mind."""
    return QFileDialog.getExistingDirectory(parent, title, start)


def open_folder(path: Path) -> object:
    """Show a folder in the system's own window."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class DossierView(QWidget):
    """``paper_wanted`` brings the id of a paper to look at, ``step_wanted`` of a step to go to; ``changed``: read the case anew."""

    paper_wanted = Signal(str)
    step_wanted = Signal(str)
    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        case_id: str,
        parent: QWidget | None = None,
        *,
        choose: ChooseFolder = choose_folder,
        open_it: OpenFolder = open_folder,
    ) -> None:
        super().__init__(parent)
        self.desk, self.case_id = desk, case_id
        self.target = desk.out / case_id
        self.page: DossierPage | None = None
        self._choose, self._open_it = choose, open_it
        self._turn = 0
        self._just_built: str | None = None
        self.work = DossierWork(desk, case_id, self)
        self.model = ContentsModel(self)
        self.table = plain_table(self.model, "卷内目录", self._look)
        self.table.selectionModel().currentRowChanged.connect(self._tell_line)
        self.gaps, self.findings = _list("案卷还缺什么"), _list("记录在案的问题")
        self.gaps.itemActivated.connect(self._go)
        self.line = _label("这一件的全文", "hint")
        self.count, self.place, self.told = _label("案卷的大小", "hint"), _label("案卷的位置", "hint"), _label("结果", "")
        self.slip = QLineEdit()
        self.slip.setAccessibleName("核对条上的校验值")
        self.slip.setPlaceholderText("核对条上的校验值（可不填）")
        self._make_buttons()
        self.first = self.table
        self._lay_out()
        self.work.going.connect(self._going)
        self.work.failed.connect(self._failed)
        self.work.built.connect(self._built)
        self.work.checked.connect(self._checked)
        self.refresh()

    # -- building the widget ------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.build = named_button("生成案卷", "归档生成案卷", self.start_building)
        self.stop = named_button("停下", "停下正在进行的工作", self.work.stop)
        self.elsewhere = named_button("另选位置…", "另选生成案卷的位置", self.choose_target)
        self.open = named_button("打开文件夹", "打开案卷所在的文件夹", lambda: self._open_it(self.target))
        self.check = named_button("检查", "检查已经生成的案卷", self.check_own)
        self.check_other = named_button("检查别的案卷…", "检查别处的案卷文件夹", self.check_chosen)
        self.build.setDefault(True)
        self.stop.hide()

    def _lay_out(self) -> None:
        self.empty = QLabel(EMPTY)
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        side = QWidget()
        side.setMaximumWidth(round(_SIDE * max(1.0, self.font().pointSizeF() / 10.5)))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        self.gaps_title, self.findings_title = QLabel(), QLabel()
        for title, found, stretch in ((self.gaps_title, self.gaps, 3), (self.findings_title, self.findings, 2)):
            title.setBuddy(found)
            column.addWidget(title)
            column.addWidget(found, stretch)
        contents = QVBoxLayout()
        contents.setSpacing(GAP_SMALL)
        contents.addWidget(self._stack, 1)
        contents.addWidget(self.line)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GAP)
        middle.addLayout(contents, 1)
        middle.addWidget(side, 1)
        bottom = QGridLayout()
        bottom.setHorizontalSpacing(GAP)
        bottom.setVerticalSpacing(GAP_SMALL)
        for place, widget in enumerate((self.build, self.stop, self.elsewhere, self.open)):
            bottom.addWidget(widget, 0, place)
        bottom.addWidget(self.place, 0, 4)
        bottom.addWidget(self.check, 1, 0)
        bottom.addWidget(self.check_other, 1, 2, 1, 2)
        bottom.addWidget(self.slip, 1, 4)
        bottom.setColumnStretch(4, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.count)
        layout.addLayout(middle, 1)
        layout.addLayout(bottom)
        layout.addWidget(self.told)

    # -- what is shown ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Work out anew what would be bound and what is missing."""
        self._turn += 1
        turn, program, case_id = self._turn, self.desk.program, self.case_id
        self.desk.tasks.run(
            lambda _progress: dossier_page(program, case_id),
            lambda page: self._show(page) if turn == self._turn else None,
            self._unread,
            what="排列案卷",
        )

    def _unread(self, error: BaseException) -> None:
        if text := self.desk.tell.error(error, "排列案卷"):
            self.told.setText(text)

    def _show(self, page: DossierPage) -> None:
        chosen = self.current()
        self.page = page
        self.model.show(page.lines)
        self._stack.setCurrentWidget(self.table if page.lines else self.empty)
        if page.lines:
            keys = [(line.paper, line.kind) for line in page.lines]
            key = (chosen.paper, chosen.kind) if chosen is not None else None
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(keys.index(key) if key in keys else 0, 0), flags)
        self.count.setText(_counted(page))
        self._fill(self.gaps, [(f"{gap.text}", gap.step) for gap in page.gaps], NOTHING_MISSING)
        self._fill(
            self.findings,
            [(f"▲ {one.label}：{one.sentence}{_standing(one.accepted, one.voided)}", "") for one in page.findings],
            NO_FINDINGS,
        )
        self.gaps_title.setText(f"还缺 {len(page.gaps)} 项（回车去办理）" if page.gaps else "还缺什么")
        self.findings_title.setText(f"问题 {len(page.findings)} 项" if page.findings else "记录在案的问题")
        self._settle()
        self._share_width()

    def _fill(self, found: QListWidget, lines: list[tuple[str, str]], nothing: str) -> None:
        found.clear()
        for text, step in lines or [(nothing, "")]:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, step)
            item.setToolTip(text)
            found.addItem(item)
        if lines:
            found.setCurrentRow(0)

    def current(self) -> ContentsLine | None:
        """Return the chosen line."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _tell_line(self) -> None:
        """Tell the chosen line in full: the table cuts long titles."""
        line = self.current()
        parts = (line.title, line.number, line.responsible, f"第 {line.pages} 页") if line is not None else ()
        self.line.setText("　".join(part for part in parts if part))

    def _look(self) -> None:
        line = self.current()
        if line is not None and line.paper:
            self.paper_wanted.emit(line.paper)

    def _go(self, *_item: object) -> None:
        item = self.gaps.currentItem()
        if item is not None and item.data(Qt.ItemDataRole.UserRole):
            self.step_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    # -- work ---------------------------------------------------------------------------------------------

    def start_building(self) -> None:
        """Build the dossier at its place and check it."""
        self.told.setText("")
        self.work.build(self.target)

    def choose_target(self) -> None:
        """Ask for another folder; the dossier gets one of its own in it."""
        start = self.target.parent if self.target.parent.is_dir() else Path.home()
        chosen = self._choose(self, "在哪个文件夹里生成案卷", str(start))
        if chosen and self.page is not None:
            self.target = Path(chosen) / self.page.folder
            self.told.setText("")
            self._settle()
            self.build.setFocus()

    def check_own(self) -> None:
        """Check the dossier that was built at its place."""
        self.told.setText("")
        self.work.check(self.target, self.slip.text())

    def check_chosen(self) -> None:
        """Ask for the folder of a dossier and check it."""
        chosen = self._choose(self, "要检查的案卷文件夹", str(self.target.parent))
        if chosen:
            self.told.setText("")
            self.work.check(Path(chosen), self.slip.text())

    def _settle(self) -> None:
        """Let what can be done now be offered, and say where the dossier goes, or why none can be built."""
        filed = self.page is not None and self.page.filed_on is not None
        there, busy = _there(self.target / BAG), self.work.busy
        self.build.setEnabled(filed and not busy)
        self.elsewhere.setEnabled(filed and not busy)
        self.open.setEnabled(_there(self.target))
        self.check.setEnabled(there and not busy)
        self.check_other.setEnabled(not busy)
        state = "已经生成在" if there else "将生成在"
        self.place.setText(f"{state}：{self.target}" if filed or there else NOT_FILED)
        self.place.setToolTip(str(self.target))

    def _going(self, words: str) -> None:
        had_focus = self.focusWidget() is self.stop
        if words:
            self.told.setText(words)
        self.stop.setVisible(bool(words))
        self._settle()
        if words and not had_focus and self.focusWidget() in {None, self.build, self.check}:
            self.stop.setFocus()
        elif not words and had_focus:
            self.build.setFocus()

    def _failed(self, words: str) -> None:
        self.told.setText("\n".join(part for part in (self._just_built, words) if part))
        self._just_built = None
        self._settle()
        (self.elsewhere if self.elsewhere.isEnabled() and words.startswith("▲") else self.build).setFocus()
        self.changed.emit()

    def _built(self, filed: Filed) -> None:
        self._just_built = f"● 案卷已经生成，连同封面、卷内目录、备考表共 {filed.pages} 页。"
        self.told.setText(self._just_built)
        self.refresh()
        self.changed.emit()

    def _checked(self, found: Checked) -> None:
        own = found.path == self.target / BAG
        head = f"{'●' if found.ok else '▲'} {'' if own else f'{found.path}：'}{found.verdict}"
        lines = [head, *(f"▲ {one}" for one in found.faults), *(f"说明：{one}" for one in found.notes)]
        if own and self._just_built is not None:
            lines.insert(0, self._just_built)
            self._just_built = None
        self.told.setText("\n".join(lines))
        self._settle()
        (self.open if self.open.isEnabled() else self.check_other).setFocus()

    # -- width --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share_width)

    def _share_width(self) -> None:
        lines = self.page.lines if self.page is not None else ()
        longest = {column: max((shown(line, column) for line in lines), key=len, default="种类") for column in (ORDER, KIND)}
        share_width(self.table, _WIDEST | longest, _SHARES, spare=RESPONSIBLE, room=_ROOMY)


def _there(path: Path) -> bool:
    """Say whether something stands there; a place that cannot be looked at counts as empty until work tells better."""
    try:
        return path.exists()
    except OSError:
        return False


def _standing(accepted: bool, voided: bool) -> str:
    marks = [word for word, holds in (("负责人已书面决定", accepted), ("该记录已作废", voided)) if holds]
    return f"（{'，'.join(marks)}）" if marks else ""


def _counted(page: DossierPage) -> str:
    volumes = f"，分 {page.volumes} 卷" if page.volumes > 1 else ""
    unsigned = f"；其中 {page.unsigned} 件文书还没有归入签字扫描件" if page.unsigned else ""
    return f"现在装订共 {len(page.lines)} 件、{page.pages} 页{volumes}{unsigned}。"


def _label(name: str, role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(name)
    if role:
        label.setProperty("role", role)
    return label


def _list(name: str) -> QListWidget:
    found = QListWidget()
    found.setAccessibleName(name)
    found.setWordWrap(True)
    found.setTextElideMode(Qt.TextElideMode.ElideNone)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return found
