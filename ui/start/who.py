"""Who is at the keyboard: chosen at the start and whenever somebody else sits down; stands in every entry from then on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.office_lines import Seat, seats
from mq_enforce.services.seating import seat_by_name, seated
from ui.desk import Desk
from ui.start.parts import FAULT_MARK, label, show, today_of
from ui.theme import GAP, GAP_LARGE

PRACTICE = 2
"""The result of a dialog when practising is wanted instead."""
_KEY, _KEY_OF_PRACTICE = "at_keyboard", "at_keyboard_of_practice"
_WIDTH, _HEIGHT = 460, 420
_SHORTEST_NAME = 2


class WhoDialog(QDialog):
    """The people of the office, the one of last time first, and a line for somebody whom the register does not hold."""

    def __init__(
        self, people: Sequence[Seat], last: str = "", parent: QWidget | None = None, *, starting: bool = True, practice: bool = False
    ) -> None:
        """``starting`` also offers to practise, unless that is done already; later the dialog only changes who is there."""
        super().__init__(parent)
        self.setWindowTitle("谁在操作")
        self.setMinimumSize(_WIDTH, _HEIGHT if people else 0)
        self._seats = tuple(sorted(people, key=lambda seat: seat.person != last))
        self.seat: Seat | None = None
        self.people = QListWidget()
        self.people.setAccessibleName("本机关人员")
        for seat in self._seats:
            item = QListWidgetItem("　".join(text for text in (seat.name, seat.post) if text), self.people)
            item.setToolTip(seat.person)
        self.people.setCurrentRow(0)
        self.people.setVisible(bool(self._seats))
        self.people.itemDoubleClicked.connect(lambda _item: self.accept())
        self.name = QLineEdit()
        self.name.setAccessibleName("不在名册中的，填写姓名" if self._seats else "您的姓名")
        self.name.setPlaceholderText("不在名册中的，填写姓名" if self._seats else "您的姓名")
        if not self._seats:
            self.name.setText(last)
        self.fault = label("", "fault", "需要改正")
        self.enter = QPushButton("进入" if starting else "换成此人")
        self.enter.setDefault(True)
        self.practise = QPushButton("先练一练")
        self.practise.setToolTip("用示例单位和三件示例案件练习，文书都印有“练习”")
        self.away = QPushButton("退出" if starting else "不换")
        self.practise.setVisible(starting and not practice)
        self.enter.clicked.connect(self.accept)
        self.practise.clicked.connect(lambda: self.done(PRACTICE))
        self.away.clicked.connect(self.reject)
        self._lay_out()
        (self.people if self._seats else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        title = label("现在是谁在操作？")
        title.setProperty("role", "title")
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.practise)
        row.addStretch(1)
        row.addWidget(self.away)
        row.addWidget(self.enter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(GAP_LARGE,) * 4)
        layout.setSpacing(GAP + GAP // 2)
        layout.addWidget(title)
        layout.addWidget(label("以后的每一条记录都写明是谁做的。可以在窗口右下角随时更换。", "hint"))
        layout.addWidget(self.people, 1)
        layout.addWidget(self.name)
        layout.addWidget(self.fault)
        layout.addLayout(row)
        for before, after in (
            (self.people, self.name),
            (self.name, self.practise),
            (self.practise, self.away),
            (self.away, self.enter),
        ):
            QWidget.setTabOrder(before, after)

    def accept(self) -> None:
        """Take the name that was typed, else the chosen person."""
        typed = seat_by_name(self.name.text())
        row = self.people.currentRow()
        if typed.name:
            same = [seat for seat in self._seats if seat.name == typed.name]
            self.seat = same[0] if len(same) == 1 else typed
            if not _is_name(typed.name):
                self._refuse(f"“{typed.name}”不是姓名，应填写两个字以上的姓名")
                return
        elif 0 <= row < len(self._seats):
            self.seat = self._seats[row]
        else:
            self._refuse("请填写姓名")
            return
        super().accept()

    def _refuse(self, why: str) -> None:
        self.seat = None
        show(self.fault, f"{FAULT_MARK} {why}", "fault")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_name(text: str) -> bool:
    return len(text) >= _SHORTEST_NAME and text.isprintable()


def choose_who(desk: Desk, settings: QSettings, parent: QWidget | None = None, *, practice: bool = False, starting: bool = True) -> int:
    """Ask who is at the keyboard and seat them at the desk; return the dialog's result, PRACTICE among them."""
    key = _KEY_OF_PRACTICE if practice else _KEY
    last = str(settings.value(key) or "")
    dialog = WhoDialog(seats(desk.program, today_of(desk)), last, parent, starting=starting, practice=practice)
    result = dialog.exec()
    if result == QDialog.DialogCode.Accepted and dialog.seat is not None:
        desk.program = seated(desk.program, dialog.seat)
        settings.setValue(key, dialog.seat.person)
    dialog.deleteLater()
    return result
