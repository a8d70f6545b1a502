"""Papers that are not there although their act is on file: told, and made with one key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mq_enforce.base.resources import resource
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.case_page import case_page
from mq_enforce.services.cases import record_act
from mq_enforce.services.diary import read_diary
from ui.case.unmade import Unmade
from ui.desk import Desk

UNTIL_OFFICERS = 7


@pytest.fixture
def case_id(desk: Desk, play_story: Callable[..., str]) -> str:
    """A case whose order to put things right was recorded when the power went, before its paper was made."""
    case_id = play_story("straw_burning", UNTIL_OFFICERS)
    order = read_diary(resource("samples", "straw_burning.toml"), load_lawbook()).acts[UNTIL_OFFICERS]
    record_act(desk.program, case_id, order)
    return case_id


def test_a_paper_that_the_power_took_is_told_and_made(desk: Desk, case_id: str, qtbot: QtBot) -> None:
    bar = Unmade(desk, case_id)
    qtbot.addWidget(bar)
    bar.show_missing(case_page(desk.program, case_id).missing_papers)
    assert bar.isVisible()
    assert "责令（限期）改正通知书" in bar.words.text()
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(bar.button, Qt.Key.Key_Space)
    page = case_page(desk.program, case_id)
    assert page.missing_papers == ()
    assert any(one.title == "责令（限期）改正通知书" and one.number for one in page.papers)
    bar.show_missing(page.missing_papers)
    assert not bar.isVisible()
