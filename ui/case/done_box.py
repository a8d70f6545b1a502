"""What is told after an act was done: what was recorded, which papers came of it, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.acting import Done
from mq_enforce.services.case_page import CasePage
from mq_enforce.services.paper_lines import PaperLine


class DoneBox(QFrame):
    """Tells what was done. ``onward`` brings the next step's id, ``again`` asks for the same act once more."""

    onward = Signal(str)
    again = Signal()

    def __init__(self, done: Done, page: CasePage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("done")
        layout = QVBoxLayout(self)
        for text, role in _lines(done, [paper for paper in page.papers if paper.act == done.act.id]):
            label = QLabel(text)
            label.setWordWrap(True)
            label.setProperty("role", role)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        row = QHBoxLayout()
        following = next((step for step in page.rail if step.id == page.now_step), None)
        self.next_button = QPushButton(f"下一步：{following.title}" if following is not None else "全部步骤已经办完")
        self.next_button.setEnabled(following is not None)
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(lambda: self.onward.emit(page.now_step))
        self.again_button = QPushButton(f"再记一项：{done.act.label}")
        self.again_button.clicked.connect(self.again)
        row.addWidget(self.next_button)
        row.addWidget(self.again_button)
        row.addStretch(1)
        layout.addLayout(row)

    def focus(self) -> None:
        """Go to the button that leads on."""
        (self.next_button if self.next_button.isEnabled() else self.again_button).setFocus(Qt.FocusReason.OtherFocusReason)


def _lines(done: Done, papers: Sequence[PaperLine]) -> list[tuple[str, str]]:
    lines = [(f"● 已记录：{done.act.label}", "done")]
    for paper in papers:
        name = " ".join(part for part in (f"《{paper.title}》", paper.number, paper.name) if part)
        lines.append((f"已制作{name}，{paper.pages}页，在右边打印。", ""))
    lines += [(f"▲ 没有制作《{one.title}》：{'；'.join(one.why.sentences())}", "overdue") for one in done.unmade]
    lines += [(f"▲ 不合程序，已记入问题：{one.sentence()}", "overdue") for one in done.violations]
    return lines
