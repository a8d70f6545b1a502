"""What is still wanting for an act and its papers, as a list to jump from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mq_enforce.services.panels import Lack
from ui.theme import GAP_SMALL, QUIET

_ROWS = 4
ELSEWHERE = "不在这一页填写：机关信息在“本单位”里改，已登记的当事人信息用“更正事实”"


class Lacking(QWidget):
    """The list; ``wanted`` brings the path of the field to go to."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setProperty("role", "hint")
        self.rows = QListWidget()
        self.rows.setAccessibleName("还缺的内容，回车到要填写的地方")
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setUniformItemSizes(True)
        self.rows.setTabKeyNavigation(False)
        self.rows.itemActivated.connect(self._go)
        self.rows.itemClicked.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(self.heading)
        layout.addWidget(self.rows)
        self.show_lacks(())

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        """Show what is wanting; hidden when nothing is. The chosen row stays chosen while it is there."""
        current = self.rows.currentItem()
        chosen = current.text() if current is not None else ""
        self.rows.clear()
        for one in lacks:
            item = QListWidgetItem(f"{one.label}：{one.why}" if one.label else one.why)
            item.setData(Qt.ItemDataRole.UserRole, one.path)
            item.setToolTip(item.text() if one.path is not None else f"{item.text()}。{ELSEWHERE}")
            if one.path is None:
                item.setForeground(QColor(QUIET))
            self.rows.addItem(item)
            if item.text() == chosen:
                self.rows.setCurrentItem(item)
        self.heading.setText(f"还缺 {len(lacks)} 项，点一下到要填写的地方")
        height = self.rows.sizeHintForRow(0) if lacks else 0
        self.rows.setFixedHeight(min(len(lacks), _ROWS) * height + 2 * self.rows.frameWidth() + 2)
        self.setVisible(bool(lacks))

    def _go(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        if path is not None:
            self.wanted.emit(tuple(path))
