"""完成: what the office still lacks, in words; one can go on nevertheless."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mq_enforce.services.office_gaps import office_gaps, office_summary
from ui.desk import Desk
from ui.start.parts import OfficePart, label, show, today_of
from ui.start.rows import WARNING
from ui.theme import GAP

NOTHING_LACKS = "需要的内容都已登记，可以开始办案。"


class GapsPage(OfficePart):
    """The list of what is lacking."""

    heading = "完成"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.lead = label(" ", "", "登记情况")
        self.summary = label("", "", "已登记的内容")
        self.gaps = QListWidget()
        self.gaps.setAccessibleName("还缺的内容")
        self.gaps.setWordWrap(True)
        self.gaps.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.gaps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.summary)
        layout.addWidget(self.lead)
        layout.addWidget(self.gaps, 20)
        layout.addWidget(self.told)
        layout.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        program, today = self.desk.program, today_of(self.desk)
        self.desk.tasks.run(
            lambda _progress: (office_gaps(program, today), office_summary(program, today)),
            lambda found: self._show(*found),
            lambda error: self.failed(error, "检查登记情况"),
            what="检查登记情况",
        )

    def _show(self, gaps: tuple[str, ...], summary: tuple[str, ...]) -> None:
        show(self.summary, "\n".join(summary), "")
        more = f"还有 {len(gaps)} 处没有登记。现在就可以进入，以后在“本单位”里补上。"
        show(self.lead, more if gaps else NOTHING_LACKS, "" if gaps else "done")
        self.gaps.clear()
        for gap in gaps:
            QListWidgetItem(f"{WARNING} {gap}", self.gaps)
        self.gaps.setVisible(bool(gaps))

    def start(self) -> None:
        """Go to what is lacking."""
        self.gaps.setFocus()
