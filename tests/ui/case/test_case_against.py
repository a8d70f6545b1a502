"""What stands against an act: told in whole sentences, with the way to record it all the same, and a line for each warning's reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mq_enforce.services.acting import TriedOut
from mq_enforce.services.crossing import Fault, Violation
from ui.case.against import IMPOSSIBLE, NOT_YET, STANDS, Against

REFUSED = Violation("statement_period_over", "陈述申辩期限未满", "《中华人民共和国行政处罚法》第四十五条", "期满后再作出决定", "HB-60")
WARNING = Violation("delivered_first", "决定书尚未送达", "《中华人民共和国行政处罚法》第四十八条", "送达后再公示", "W-27")


@pytest.fixture
def against(qtbot: QtBot) -> Against:
    made = Against()
    qtbot.addWidget(made)
    return made


def test_nothing_against_it_shows_nothing(against: Against) -> None:
    against.show_lawful(TriedOut())
    assert against.isHidden()
    assert against.summary() == ""


def test_a_refusal_is_told_with_article_and_remedy_and_can_be_recorded_all_the_same(against: Against) -> None:
    asked: list[bool] = []
    against.irregular.connect(lambda: asked.append(True))
    against.show_lawful(TriedOut(refused=(REFUSED,)))
    assert NOT_YET in against._words.text()
    assert REFUSED.sentence() in against._words.text()
    assert against.summary() == "依法还有 1 项不能办"
    QTest.keyClick(against._all_the_same, Qt.Key.Key_Space)
    assert asked == [True]
    against.show_lawful(TriedOut(refused=(REFUSED,), stands=True))
    assert STANDS in against._words.text()
    assert against._all_the_same.isHidden()
    assert against.summary() == ""


def test_what_is_told_above_is_not_told_again_but_still_counts(against: Against) -> None:
    against.leave_out([REFUSED.sentence()])
    against.show_lawful(TriedOut(refused=(REFUSED,)))
    assert against._words.text() == ""
    assert not against._all_the_same.isHidden()
    assert against.summary() == "依法还有 1 项不能办"


def test_what_is_impossible_is_told(against: Against) -> None:
    against.show_lawful(TriedOut(faults=(Fault("送达在制作以前", "at", "制作以后的时间"),)))
    assert IMPOSSIBLE in against._words.text()
    assert "送达在制作以前" in against._words.text()
    assert against._all_the_same.isHidden()
    assert against.summary() == "1 处不可能"


def test_a_warning_has_a_line_for_the_reason_that_survives_the_next_look(against: Against) -> None:
    against.show_lawful(TriedOut(warnings=(WARNING,)))
    assert against.summary() == "1 项要写明理由"
    line = against.line_for("W-27")
    assert line is not None
    assert WARNING.sentence() in line.accessibleName()
    assert line in against.stops()
    line.setText("  经负责人批准  ")
    against.show_lawful(TriedOut(warnings=(WARNING,)))
    assert against.line_for("W-27") is line
    assert against.reasons() == {"W-27": "经负责人批准"}
    assert against.summary() == ""
    assert against.tells("W-27")
    assert not against.tells("W-01")


def test_data_that_make_no_act_leave_what_is_shown(against: Against) -> None:
    against.show_lawful(TriedOut(refused=(REFUSED,)))
    against.show_lawful(None)
    assert REFUSED.sentence() in against._words.text()
