"""The paper beside the panel: previews that follow the typing, and the papers on file with what can be done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.case_page import RailStep
from mq_enforce.services.crossing import EnvironmentProblem, MqError
from mq_enforce.services.exporting import save_copy
from mq_enforce.services.paper_lines import PaperLine
from mq_enforce.services.previewing import Previewed, paper_bytes
from ui.case.lacking import Lacking
from ui.case.paper_actions import PaperActions
from ui.case.unmade import Unmade
from ui.desk import Desk
from ui.paper.printing import ask_and_print
from ui.paper.view import PaperView
from ui.theme import GAP_SMALL

NONE = "这一步不制作文书"
FETCHING = "正在取出文书"


@dataclass(frozen=True)
class Sheet:
    """One paper to look at: what the list calls it, and its preview's bytes or its line on file."""

    key: str
    title: str
    pdf: bytes = b""
    words: str = ""
    line: PaperLine | None = None
    of_step: bool = True


class Papers(QWidget):
    """Shows one of several papers. ``changed`` says that something was done to one on file."""

    changed = Signal()

    def __init__(self, desk: Desk, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._case_id = desk, case_id
        self._sheets: tuple[Sheet, ...] = ()
        self._issued: dict[str, bytes] = {}
        self._wanted = ""
        self.choice = QComboBox()
        self.choice.setAccessibleName("文书")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view = PaperView()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("role", "hint")
        self.words.setAccessibleName("关于这份文书")
        self.lacking = Lacking()
        self.print_button, self.save_button = QPushButton("打印…"), QPushButton("另存…")
        self.actions_bar = PaperActions(desk, case_id)
        self.actions_bar.changed.connect(self.changed)
        self.unmade = Unmade(desk, case_id)
        self.unmade.changed.connect(self.changed)
        self.print_button.clicked.connect(self.print_paper)
        self.save_button.clicked.connect(self.save_paper)
        self.choice.currentIndexChanged.connect(self._show)
        self._lay_out()
        self.show_sheets(())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.choice, 1)
        bar.addWidget(self.print_button)
        bar.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addLayout(bar)
        layout.addWidget(self.unmade)
        layout.addWidget(self.actions_bar)
        layout.addWidget(self.words)
        layout.addWidget(self.lacking)
        layout.addWidget(self.view, 1)

    def sheet(self) -> Sheet | None:
        """Return the paper that is shown."""
        index = self.choice.currentIndex()
        return self._sheets[index] if 0 <= index < len(self._sheets) else None

    def stops(self) -> list[QWidget]:
        """Return what Tab reaches here, in reading order."""
        first: list[QWidget] = [
            self.choice,
            self.print_button,
            self.save_button,
            self.unmade.button,
            *self.actions_bar.findChildren(QPushButton),
        ]
        return [*first, self.lacking.rows, self.view.canvas, *self.view.findChildren(QPushButton)]

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show these papers; the one that was looked at stays in sight where it is among them."""
        looked_at = self.sheet()
        self._sheets = tuple(sheets)
        keys = [one.key for one in self._sheets]
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([one.title for one in self._sheets])
        for key in (self._wanted, looked_at.key if looked_at is not None and looked_at.of_step else ""):
            if key in keys:
                self.choice.setCurrentIndex(keys.index(key))
                break
        else:
            if self._sheets and not self._sheets[0].of_step:
                self.choice.setCurrentIndex(-1)
        if self._wanted in keys:
            self._wanted = ""
        self.choice.blockSignals(False)
        self.choice.setEnabled(bool(self._sheets))
        self._show()

    def show_paper(self, paper: str) -> None:
        """Show a paper on file by its id, now or as soon as it is among the papers."""
        self._wanted = paper
        self.show_sheets(self._sheets)

    def _show(self) -> None:
        sheet = self.sheet()
        line = sheet.line if sheet is not None else None
        pdf = self._bytes(sheet)
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(pdf))
        self.actions_bar.set_paper(line, [one.line for one in self._sheets if one.line is not None and one.of_step])
        self.actions_bar.setVisible(self.actions_bar.has_something())
        self._say(sheet.words if sheet is not None else "")
        if sheet is None:
            self.view.show_words(NONE)
        elif pdf:
            self.view.show_pdf(pdf, sheet.title)
        else:
            self.view.show_words(sheet.words or FETCHING)
            if line is not None:
                self._fetch(line.id)

    def _bytes(self, sheet: Sheet | None) -> bytes:
        if sheet is None:
            return b""
        return self._issued.get(sheet.line.id, b"") if sheet.line is not None else sheet.pdf

    def _fetch(self, paper: str) -> None:
        program, case_id = self._desk.program, self._case_id

        def fetched(data: bytes) -> None:
            self._issued[paper] = data
            sheet = self.sheet()
            if sheet is not None and sheet.line is not None and sheet.line.id == paper:
                self._show()

        self._desk.tasks.run(lambda _progress: paper_bytes(program, case_id, paper), fetched, self._failed, what="取出文书")

    def print_paper(self) -> None:
        """Print the paper through the system's dialog; a printer that is not there is told in place."""
        sheet = self.sheet()
        if sheet is None:
            return
        try:
            ask_and_print(self, self._bytes(sheet), sheet.title)
        except MqError as error:
            self._failed(error, "打印")

    def save_paper(self) -> None:
        """Save the paper as a PDF where the officer says."""
        sheet = self.sheet()
        if sheet is None:
            return
        target, _filter = QFileDialog.getSaveFileName(self, "另存文书", f"{sheet.title}.pdf", "PDF 文件 (*.pdf)")
        if not target:
            return
        data = self._bytes(sheet)
        self._desk.tasks.run(
            lambda _progress: save_copy(Path(target), data),
            lambda _none: self._say(f"已存为 {target}"),
            self._failed,
            what="另存文书",
        )

    def _failed(self, error: BaseException, what: str = "文书") -> None:
        if isinstance(error, EnvironmentProblem):
            self._say(f"▲ {error.what}。{error.safe}。{error.todo}。")
            return
        self._say(self._desk.tell.error(error, what))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))


def sheets_of(previews: Iterable[Previewed], on_file: Sequence[PaperLine], step: RailStep | None) -> list[Sheet]:
    """Return what can be looked at: papers as they would be, those of the step on file, then all others of the case."""
    titles = {*(step.makes if step is not None else ()), *(one.title for one in previews)}
    mine = [one for one in on_file if one.title in titles or (step is not None and one.document in step.about)]
    others = [one for one in on_file if one not in mine]
    return [
        *(_preview_sheet(one) for one in previews),
        *(_issued_sheet(one, of_step=True) for one in reversed(mine)),
        *(_issued_sheet(one, of_step=False) for one in others),
    ]


def _preview_sheet(one: Previewed) -> Sheet:
    return Sheet(f"{one.document}/{one.party or ''}", f"预览：{one.title}", one.pdf, words=one.problem)


def _issued_sheet(line: PaperLine, *, of_step: bool) -> Sheet:
    marks = ["作废"] if line.voided else []
    name = " ".join(part for part in (line.title, line.number, line.name) if part)
    return Sheet(line.id, "".join(f"［{mark}］" for mark in marks) + name, line=line, of_step=of_step)
