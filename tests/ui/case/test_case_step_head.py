"""The head of a step: article, state of each party, what blocks it with the sentence, and a way to what would satisfy it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from support.case_windows import CaseWindow, all_inside
from support.part_way import part_way

from mq_enforce.services.case_page import CasePage, RailStep, case_page
from ui.case.step_head import StepHead


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> CasePage:
    with part_way(tmp_path_factory.mktemp("straw"), "straw_burning", "clue") as case:
        return case_page(case.program, case.case_id)


@pytest.fixture
def head(qtbot: QtBot) -> StepHead:
    made = StepHead()
    qtbot.addWidget(made)
    return made


def show(head: StepHead, page: CasePage, step_id: str) -> RailStep:
    step = next(one for one in page.rail if one.id == step_id)
    head.show_step(step, step.subjects, {one.id: one.title for one in page.rail})
    return step


def words(head: StepHead) -> str:
    shown = [label.text() for label in all_inside(head, QLabel)]
    return "\n".join(QTextDocumentFragment.fromHtml(text).toPlainText() if text.startswith("<") else text for text in shown)


def buttons(head: StepHead) -> list[QPushButton]:
    return all_inside(head, QPushButton)


def test_a_step_tells_its_article_its_state_and_what_it_makes(head: StepHead, page: CasePage) -> None:
    step = show(head, page, "site")
    assert step.title in words(head)
    assert f"依据：{step.article}" in words(head)
    assert "《现场检查（勘验）笔录》" in words(head)
    assert step.subjects[0].word in words(head)
    assert buttons(head) == []


def test_a_blocked_step_tells_why_and_leads_to_what_would_satisfy_it(head: StepHead, page: CasePage) -> None:
    step = show(head, page, "filing")
    (subject,) = step.subjects
    assert subject.blocked
    for violation in subject.blocked:
        assert violation.message in words(head)
        assert violation.article in words(head)
        assert violation.remedy in words(head)
    asked: list[str] = []
    head.jump.connect(asked.append)
    (button,) = buttons(head)
    assert button.text() == button.accessibleName() == "去办理：核对管辖和职权"
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert asked == ["jurisdiction"]


def test_a_step_that_is_not_needed_says_why(head: StepHead, page: CasePage) -> None:
    step = next(one for one in page.rail if one.status.value == "not_needed")
    show(head, page, step.id)
    assert step.subjects[0].reason
    assert step.subjects[0].reason in words(head)


def test_the_next_step_shown_leaves_nothing_of_the_one_before(head: StepHead, page: CasePage) -> None:
    show(head, page, "filing")
    head.show_other("更正事实")
    assert "更正事实" in words(head)
    assert "立案" not in words(head)
    assert buttons(head) == []


def test_the_jump_brings_rail_and_panel_to_the_remedy(begun: CaseWindow) -> None:
    begun.work.rail.choose("filing")
    begun.rest()
    (button,) = buttons(begun.work.step_head)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    begun.rest()
    assert begun.work.rail.current() == ("jurisdiction", "")
    assert begun.panel.kind == "jurisdiction_confirmed"
