"""What is still wanting: listed beside the paper, and one key away from the field where it is filled in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.case_windows import CaseWindow
from support.filling_fields import tab_to, write
from support.keyboard import focused, press

from mq_enforce.services.panels import Lack
from ui.case.lacking import ELSEWHERE, Lacking


def row_of(shown: CaseWindow, words: str) -> int:
    rows = shown.work.papers.lacking.rows
    return next(row for row in range(rows.count()) if words in rows.item(row).text())


def test_enter_and_a_click_lead_to_the_field(begun: CaseWindow) -> None:
    begun.open("site")
    lacking = begun.work.papers.lacking
    begun.qtbot.waitUntil(lacking.isVisible)
    assert begun.panel.form is not None
    findings, ended = begun.panel.form.at(("findings",)), begun.panel.form.at(("ended",))
    assert findings is not None
    assert ended is not None
    tab_to(lacking.rows)
    lacking.rows.setCurrentRow(row_of(begun, findings.title()))
    press(Qt.Key.Key_Return)
    assert focused() in findings.chain()
    item = lacking.rows.item(row_of(begun, ended.title()))
    place = lacking.rows.visualItemRect(item).center()
    QTest.mouseClick(lacking.rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert focused() in ended.chain()


def test_what_is_filled_in_leaves_the_list(begun: CaseWindow) -> None:
    begun.open("site")
    lacking = begun.work.papers.lacking
    begun.qtbot.waitUntil(lacking.isVisible)
    count = lacking.rows.count()
    assert f"还缺 {count} 项" in lacking.heading.text()
    assert begun.panel.form is not None
    findings = begun.panel.form.at(("findings",))
    assert findings is not None
    tab_to(findings.inputs()[0])
    write("麦秸已烧尽")
    begun.qtbot.waitUntil(lambda: lacking.rows.count() == count - 1)
    assert all(findings.title() not in lacking.rows.item(row).text() for row in range(lacking.rows.count()))


def test_what_is_filled_in_elsewhere_says_so_and_leads_nowhere(qtbot: QtBot) -> None:
    lacking = Lacking()
    qtbot.addWidget(lacking)
    asked: list[object] = []
    lacking.wanted.connect(asked.append)
    lacking.show_lacks((Lack("联系电话", "《告知书》需要", None), Lack("问答 第2项 答", "还没有填写", ("turns", 1, "answer"))))
    lacking.show()
    assert ELSEWHERE in lacking.rows.item(0).toolTip()
    for row in range(2):
        lacking.rows.setCurrentRow(row)
        QTest.keyClick(lacking.rows, Qt.Key.Key_Return)
    assert asked == [("turns", 1, "answer")]


def test_the_chosen_row_stays_chosen_and_an_empty_list_goes(qtbot: QtBot) -> None:
    lacking = Lacking()
    qtbot.addWidget(lacking)
    one, other = Lack("地点", "还没有填写", ("place",)), Lack("天气", "还没有填写", ("weather",))
    lacking.show_lacks((one, other))
    lacking.rows.setCurrentRow(1)
    lacking.show_lacks((other,))
    assert lacking.rows.currentItem().text() == "天气：还没有填写"
    lacking.show_lacks(())
    assert lacking.isHidden()
