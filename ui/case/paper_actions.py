"""What can be done to a paper on file: void it with a reason, make it again, attach the signed scan, print all of a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mq_enforce.services.crossing import EnvironmentProblem, MqError
from mq_enforce.services.paper_acts import Voided, attach_signed, make_again, void_paper
from mq_enforce.services.paper_lines import PaperLine
from mq_enforce.services.previewing import paper_bytes
from ui.buttons import named_button
from ui.desk import Desk
from ui.fields.texts import LineEdit
from ui.paper.printing import ask_and_print
from ui.tables import shortcut_of
from ui.tasks import Result
from ui.theme import GAP, GAP_SMALL

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png)"
ChooseFile = Callable[[QWidget, str], str]
PrintAll = Callable[[QWidget, Sequence[bytes], str], int]


def choose_scan(parent: QWidget, title: str) -> str:
    """Ask for the file of a scan; empty when the officer changed their mind."""
    return QFileDialog.getOpenFileName(parent, title, "", SCANS)[0]


def print_papers(parent: QWidget, pdfs: Sequence[bytes], title: str) -> int:
    """Print through the system's dialog and return the pages that went out."""
    return ask_and_print(parent, pdfs, title)


class PaperActions(QWidget):
    """A bar of actions with a small form in place. ``changed``: something was recorded, the case is to be read anew."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        case_id: str,
        parent: QWidget | None = None,
        *,
        choose: ChooseFile = choose_scan,
        print_them: PrintAll = print_papers,
    ) -> None:
        super().__init__(parent)
        self.desk, self.case_id = desk, case_id
        self.paper: PaperLine | None = None
        self.step_papers: tuple[PaperLine, ...] = ()
        self._choose, self._print_them = choose, print_them
        self._busy = self._just_done = False
        self.void = named_button("作废…", "作废这份文书", self.open_form)
        self.again = named_button("重新制作", "重新制作已经作废的文书", self.make_again)
        self.attach = named_button("归入签字扫描件…", "归入签字的扫描件", self.attach_scan)
        self.print_all = named_button("打印本步骤全部文书…", "打印本步骤的全部文书", self.print_step)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.setAccessibleName("结果")
        self.told.hide()
        self.form = self._make_form()
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        for button in (self.void, self.again, self.attach, self.print_all):
            bar.addWidget(button)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addLayout(bar)
        layout.addWidget(self.form)
        layout.addWidget(self.told)
        self.set_paper(None, ())

    def _make_form(self) -> QWidget:
        form = QWidget()
        form.setAccessibleName("作废文书")
        self.what = QLabel()
        self.what.setWordWrap(True)
        self.reason = LineEdit()
        self.reason.setAccessibleName("作废的理由")
        self.reason.setPlaceholderText("作废的理由（必填），如：打印时当事人姓名有误")
        self.reason.returnPressed.connect(self.do_void)
        self.reissue = QCheckBox("作废后按现在的事实重新制作一份（有字号的用新的字号）")
        self.reissue.setChecked(True)
        self.confirm = named_button("确认作废", "确认作废这份文书", self.do_void)
        self.leave = named_button("不作废", "不作废，收起", self.close_form)
        shortcut_of(form, QKeySequence(Qt.Key.Key_Escape), self.close_form, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.reissue, 1)
        line.addWidget(self.confirm)
        line.addWidget(self.leave)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self.what)
        column.addWidget(self.reason)
        column.addLayout(line)
        form.hide()
        return form

    # -- what it is about ---------------------------------------------------------------------------------

    def set_paper(self, paper: PaperLine | None, step_papers: Sequence[PaperLine]) -> None:
        """Be about a paper on file, or none, and the papers of its step; what was told of another paper goes."""
        if self.paper is None or paper is None or paper.id != self.paper.id:
            self.form.hide()
            self.reason.clear()
            self.reissue.setChecked(True)
            if not self._just_done:
                self.say("")
        self._just_done = False
        self.paper = paper
        self.step_papers = tuple(one for one in step_papers if not one.voided)
        self._settle()

    def has_something(self) -> bool:
        """Whether anything can be done here, or is told."""
        return self.paper is not None or bool(self.step_papers) or not self.told.isHidden()

    def _settle(self) -> None:
        """Offer what can be done to the paper, and say of the rest why not."""
        paper = self.paper
        free = not self._busy
        stands = paper is not None and not paper.voided
        delivered = paper is not None and paper.delivered_on is not None
        self.void.setEnabled(free and stands and not delivered)
        self.void.setToolTip("已经送达的文书不能作废" if stands and delivered else "")
        self.again.setVisible(paper is not None and paper.voided and not paper.replaced)
        self.again.setEnabled(free)
        self.attach.setEnabled(free and stands)
        self.attach.setToolTip(f"已经归入 {paper.scans} 份扫描件" if paper is not None and paper.scans else "")
        count = len(self.step_papers)
        self.print_all.setText(f"打印本步骤全部文书（{count} 份）…" if count else "打印本步骤全部文书…")
        self.print_all.setEnabled(free and count > 0)
        for one in (self.confirm, self.leave, self.reason, self.reissue):
            one.setEnabled(free)

    def say(self, words: str) -> None:
        """Tell something below the bar."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    # -- void ---------------------------------------------------------------------------------------------

    def open_form(self) -> None:
        """Ask for the reason, in place."""
        if self.paper is None:
            return
        number = f"（{self.paper.number}）" if self.paper.number else ""
        self.what.setText(f"作废《{self.paper.title}》{number}。原来的文书和字号留在案中，标明作废，不能恢复。")
        self.say("")
        self.form.show()
        self.reason.setFocus()

    def close_form(self) -> None:
        """Leave the paper as it is."""
        self.form.hide()
        self.say("")
        self.void.setFocus()

    def do_void(self) -> None:
        """Void the paper with the reason that was given."""
        paper = self.paper
        if paper is None or self._busy:
            return
        if not self.reason.text().strip():
            self.say("▲ 请先写明作废的理由。")
            self.reason.setFocus()
            return
        program, case_id, reason, again = self.desk.program, self.case_id, self.reason.text(), self.reissue.isChecked()
        out = self.desk.out / case_id
        self._run("作废文书", lambda: void_paper(program, case_id, paper.id, reason, again=again, out=out), self._voided, self.reason)

    def _voided(self, done: Voided) -> None:
        self.form.hide()
        self.reason.clear()
        words = f"● 《{done.title}》已经作废。"
        if done.instead is not None:
            words += f"已经重新制作{f'，字号为{done.instead.number}' if done.instead.number else ''}。"
        if done.trouble is not None:
            words += f"\n▲ 没有重新制作：{'；'.join(done.trouble.sentences())}"
        self._did(words)

    def make_again(self) -> None:
        """Make a paper in place of the voided one."""
        paper = self.paper
        if paper is None:
            return
        program, case_id = self.desk.program, self.case_id
        self._run(
            "重新制作文书",
            lambda: make_again(program, case_id, paper.id),
            lambda made: self._did(f"● 《{made.title}》已经重新制作{f'，字号为{made.number}' if made.number else ''}。"),
            self.again,
        )

    # -- scan and print -----------------------------------------------------------------------------------

    def attach_scan(self) -> None:
        """Ask for the file of the signed paper and take it in."""
        paper = self.paper
        if paper is None:
            return
        chosen = self._choose(self, f"《{paper.title}》签字后的扫描件")
        if not chosen:
            return
        program, case_id, path = self.desk.program, self.case_id, Path(chosen)
        self._run(
            "归入扫描件",
            lambda: attach_signed(program, case_id, paper.id, path),
            lambda act: self._did(f"● “{path.name}”（{act.pages} 页）已经归入《{paper.title}》，原样保存。"),
            self.attach,
        )

    def print_step(self) -> None:
        """Fetch all papers of the step and print them as one job through the system's dialog."""
        program, case_id, papers = self.desk.program, self.case_id, self.step_papers
        self._run(
            "取出文书",
            lambda: [paper_bytes(program, case_id, one.id) for one in papers],
            lambda pdfs: self._print(papers, pdfs),
            self.print_all,
        )

    def _print(self, papers: Sequence[PaperLine], pdfs: Sequence[bytes]) -> None:
        title = papers[0].title if len(papers) == 1 else f"{papers[0].title}等 {len(papers)} 份文书"
        try:
            pages = self._print_them(self, pdfs, title)
        except MqError as error:
            self._failed(error, "打印")
        else:
            self.say(f"● 已经送去打印，共 {pages} 页。" if pages else "没有打印。")
        self.print_all.setFocus()

    # -- work ---------------------------------------------------------------------------------------------

    def _run(self, what: str, work: Callable[[], Result], done: Callable[[Result], object], back: QWidget) -> None:
        """Do a short action off the window's thread; meanwhile nothing else can be begun, afterwards the focus is back."""
        self._busy = True
        self.say(f"正在{what}…")
        self._settle()

        def ended() -> None:
            self._busy = False
            self.say("")
            self._settle()

        def told(result: Result) -> None:
            ended()
            done(result)

        def failed(error: BaseException) -> None:
            ended()
            self._failed(error, what)
            if back.isVisible():
                back.setFocus()

        self.desk.tasks.run(lambda _progress: work(), told, failed, what=what)

    def _did(self, words: str) -> None:
        """Tell what was done; it stands until the next paper but one is chosen, as reading the case anew may choose one."""
        self._just_done = True
        self.changed.emit()
        self.say(words)
        first = next((one for one in (self.void, self.again, self.attach, self.print_all) if one.isVisible() and one.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def _failed(self, error: BaseException, what: str) -> None:
        if isinstance(error, EnvironmentProblem):
            self.say(f"▲ {what}没有完成：{error.what}。\n{error.safe}。{error.todo}。")
            return
        self.say("\n".join(f"▲ {line}" for line in self.desk.tell.error(error, what).splitlines()))
