"""What can be done to a paper on file, by keyboard: voiding in place, making again, attaching scans, printing a whole step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mq_enforce.services.case_page import case_page
from mq_enforce.services.crossing import EnvironmentProblem
from mq_enforce.services.paper_acts import void_paper
from mq_enforce.services.paper_lines import PaperLine
from mq_enforce.services.previewing import paper_bytes
from ui.case.paper_actions import PaperActions
from ui.desk import Desk

pytestmark = pytest.mark.slow

NOTICE = 18
"""So many acts of the story reach to the delivery of the notice."""


class Hands:
    """Stands in for the system's dialogs and the printer."""

    def __init__(self) -> None:
        self.chosen = ""
        self.printed: list[bytes] = []
        self.trouble: EnvironmentProblem | None = None

    def choose(self, _parent: QWidget, _title: str) -> str:
        return self.chosen

    def print_them(self, _parent: QWidget, pdfs: Sequence[bytes], _title: str) -> int:
        if self.trouble is not None:
            raise self.trouble
        self.printed = list(pdfs)
        return 7


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def bar(qtbot: QtBot, desk: Desk, play_story: Callable[..., str], hands: Hands) -> PaperActions:
    """The bar, about the record of the site."""
    case_id = play_story("straw_burning", NOTICE)
    made = PaperActions(desk, case_id, choose=hands.choose, print_them=hands.print_them)
    qtbot.addWidget(made)
    made.resize(700, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.set_paper(line(desk, case_id, "site_inspection_record"), lines(desk, case_id)[:2])
    return made


def lines(desk: Desk, case_id: str) -> list[PaperLine]:
    return list(case_page(desk.program, case_id).papers)


def line(desk: Desk, case_id: str, document: str) -> PaperLine:
    return next(one for one in lines(desk, case_id) if one.document == document)


def now(desk: Desk, bar: PaperActions) -> PaperLine:
    assert bar.paper is not None
    return next(one for one in lines(desk, bar.case_id) if one.id == bar.paper.id)


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def compose(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def scan(path: Path) -> Path:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(path)
    return path


def test_a_paper_is_voided_with_a_reason_and_made_again_under_a_new_number(bar: PaperActions, desk: Desk, qtbot: QtBot) -> None:
    filing = line(desk, bar.case_id, "case_filing_approval")
    bar.set_paper(filing, [filing])
    press(bar.void)
    assert bar.focusWidget() is bar.reason
    assert filing.number in bar.what.text()
    compose(bar.reason, "打印时案由有误")
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(bar.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已经作废" in bar.told.text())
    old = now(desk, bar)
    assert old.voided
    again = next(one for one in lines(desk, bar.case_id) if one.id == old.replaced)
    assert again.number in bar.told.text()
    assert not bar.form.isVisible()
    bar.set_paper(again, [again])
    assert "已经作废" in bar.told.text()
    bar.set_paper(line(desk, bar.case_id, "site_inspection_record"), [])
    assert bar.told.text() == ""


def test_without_a_reason_nothing_is_done_and_escape_leaves_the_paper_as_it_is(bar: PaperActions, desk: Desk) -> None:
    press(bar.void)
    compose(bar.reason, "　 ")
    press(bar.confirm)
    assert "写明作废的理由" in bar.told.text()
    assert bar.focusWidget() is bar.reason
    QTest.keyClick(bar.reason, Qt.Key.Key_Escape)
    assert not bar.form.isVisible()
    assert bar.focusWidget() is bar.void
    assert not now(desk, bar).voided


def test_a_paper_that_was_delivered_cannot_be_voided_and_the_law_says_so(bar: PaperActions, desk: Desk, qtbot: QtBot) -> None:
    delivered = next(one for one in lines(desk, bar.case_id) if one.delivered_on is not None)
    bar.set_paper(delivered, [])
    assert not bar.void.isEnabled()
    assert "送达" in bar.void.toolTip()
    bar.open_form()
    compose(bar.reason, "写错了")
    press(bar.confirm)
    qtbot.waitUntil(lambda: "不能作废" in bar.told.text())
    assert "河南省行政执法条例" in bar.told.text()
    assert bar.reason.text() == "写错了"
    assert not now(desk, bar).voided


def test_a_voided_paper_can_be_made_again_later(bar: PaperActions, desk: Desk, qtbot: QtBot) -> None:
    filing = line(desk, bar.case_id, "case_filing_approval")
    void_paper(desk.program, bar.case_id, filing.id, "打印错误", again=False, out=desk.out)
    bar.set_paper(line(desk, bar.case_id, "case_filing_approval"), [])
    assert not bar.void.isEnabled()
    assert not bar.attach.isEnabled()
    with qtbot.waitSignal(bar.changed):
        press(bar.again)
    qtbot.waitUntil(lambda: "已经重新制作" in bar.told.text())
    bar.set_paper(now(desk, bar), [])
    assert not bar.again.isVisible()


def test_a_signed_scan_is_attached_and_one_that_cannot_be_used_is_told(
    bar: PaperActions, desk: Desk, qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    press(bar.attach)
    assert bar.told.text() == ""
    hands.chosen = str(scan(tmp_path / "签字笔录.pdf"))
    with qtbot.waitSignal(bar.changed):
        press(bar.attach)
    qtbot.waitUntil(lambda: "已经归入" in bar.told.text())
    assert now(desk, bar).scans == 1
    press(bar.attach)
    qtbot.waitUntil(lambda: "不需要再次归入" in bar.told.text())
    (tmp_path / "假.pdf").write_bytes(b"no paper")
    for name, words in (("假.pdf", "不是 PDF"), ("没有.pdf", "找不到文件")):
        hands.chosen = str(tmp_path / name)
        press(bar.attach)
        qtbot.waitUntil(lambda words=words: words in bar.told.text())  # type: ignore[misc] # bound to this turn
    assert "案件数据没有改变" in bar.told.text()
    assert bar.focusWidget() is bar.attach
    assert now(desk, bar).scans == 1


def test_all_papers_of_a_step_go_to_the_printer_as_they_were_issued(bar: PaperActions, desk: Desk, qtbot: QtBot, hands: Hands) -> None:
    papers = bar.step_papers
    assert f"{len(papers)} 份" in bar.print_all.text()
    press(bar.print_all)
    qtbot.waitUntil(lambda: "共 7 页" in bar.told.text())
    assert hands.printed == [paper_bytes(desk.program, bar.case_id, one.id) for one in papers]
    hands.trouble = EnvironmentProblem("这台电脑上没有可用的打印机", "文书已经保存，没有受影响", "请先在系统里添加打印机")
    press(bar.print_all)
    qtbot.waitUntil(lambda: "没有可用的打印机" in bar.told.text())
    assert "文书已经保存" in bar.told.text()
    assert "添加打印机" in bar.told.text()


def test_voided_papers_of_the_step_are_not_printed_and_without_a_paper_nothing_is_offered(bar: PaperActions, desk: Desk) -> None:
    filing = line(desk, bar.case_id, "case_filing_approval")
    void_paper(desk.program, bar.case_id, filing.id, "打印错误", again=False, out=desk.out)
    bar.set_paper(None, [line(desk, bar.case_id, "case_filing_approval")])
    assert not any(one.isEnabled() for one in (bar.void, bar.attach, bar.print_all))
    assert not bar.again.isVisible()


def test_every_control_has_a_name_and_is_reached_by_tab(bar: PaperActions) -> None:
    press(bar.void)
    bar.void.setFocus()
    seen: list[QWidget] = []
    for _ in range(12):
        focused = bar.focusWidget()
        assert focused is not None
        assert focused.accessibleName() or isinstance(focused, type(bar.reissue))
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {bar.void, bar.attach, bar.print_all, bar.reason, bar.reissue, bar.confirm, bar.leave} <= set(seen)
    assert seen.index(bar.reason) < seen.index(bar.reissue) < seen.index(bar.confirm) < seen.index(bar.leave)
