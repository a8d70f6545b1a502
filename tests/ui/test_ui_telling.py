"""The four kinds of error, each told once and in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from mq_enforce.services.crossing import BadInput, EnvironmentProblem, Fault, MissingFact, RuleViolation, Violation
from ui.desk import Desk
from ui.tasks import Cancelled
from ui.telling import ProblemBand, Tell, save_report


@pytest.fixture
def problems(desk: Desk) -> list[tuple[str, str, str]]:
    """What was told to the band."""
    told: list[tuple[str, str, str]] = []
    desk.tell.problem.connect(lambda *words: told.append(words))
    return told


def raised(error: BaseException) -> BaseException:
    """Return an error with a trace, as work leaves it."""
    try:
        raise error  # noqa: TRY301 - the trace is what is wanted
    except BaseException as caught:  # noqa: BLE001 - that is the point
        return caught


def box_of(tell: Tell) -> QMessageBox:
    """Return the dialog that is shown."""
    assert tell._box is not None
    return tell._box


def test_a_refusal_and_a_fault_come_back_as_lines_to_show_beside_the_work(desk: Desk, problems: list[tuple[str, str, str]]) -> None:
    refused = RuleViolation(Violation("notice", "没有告知", "行政处罚法第四十四条", "先告知", "HB-60"), act="作出处罚决定")
    lines = desk.tell.error(refused).splitlines()
    assert len(lines) == 1
    assert all(word in lines[0] for word in ("作出处罚决定", "没有告知", "第四十四条", "先告知"))
    assert desk.tell.error(BadInput(Fault("不是日期", "立案"), Fault("没有填写", "当事人"))).splitlines() == [
        "立案：不是日期",
        "当事人：没有填写",
    ]
    assert desk.tell.error(MissingFact(Fault("没有填写", "案由"))) == "案由：没有填写"
    assert problems == []


def test_a_trouble_of_the_machine_goes_to_the_band_with_what_is_safe_and_what_to_do(
    desk: Desk, problems: list[tuple[str, str, str]]
) -> None:
    assert desk.tell.error(EnvironmentProblem("磁盘已满", "数据没有受影响", "请清理磁盘"), "保存") == ""
    assert problems == [("保存：磁盘已满", "数据没有受影响", "请清理磁盘")]


def test_what_no_page_took_is_never_silent(desk: Desk, problems: list[tuple[str, str, str]]) -> None:
    desk.tell.unhandled(BadInput(Fault("没有这个案件")), "打开案件")
    assert problems == [("没有这个案件", "数据没有受影响", "")]
    desk.tell.unhandled(Cancelled(), "打开案件")
    assert len(problems) == 1


def test_stopping_is_told_as_what_it_is(desk: Desk) -> None:
    assert desk.tell.error(Cancelled(), "装订") == "已停止：装订"


def test_our_own_fault_is_one_dialog_with_a_saved_report_and_no_trace(desk: Desk, desk_data: Path) -> None:
    assert desk.tell.error(raised(ZeroDivisionError("division by zero")), "核对") == ""
    box = box_of(desk.tell)
    assert box.isVisible()
    assert "数据没有受影响" in box.text()
    saved = list((desk_data / "reports").glob("*.log"))
    assert len(saved) == 1
    assert str(saved[0]) in box.informativeText()
    assert "“核对”没有完成" in box.informativeText()
    shown = box.text() + box.informativeText() + box.detailedText()
    assert not any(word in shown for word in ("Traceback", "ZeroDivisionError", "division"))
    report = saved[0].read_text(encoding="utf-8")
    assert "ZeroDivisionError: division by zero" in report
    assert "核对" in report

    desk.tell.error(raised(KeyError("x")), "保存")
    assert box_of(desk.tell) is box
    assert all(f"“{what}”没有完成" in box.informativeText() for what in ("核对", "保存"))
    assert len(list((desk_data / "reports").glob("*.log"))) == 2
    box.close()
    desk.tell.error(raised(KeyError("x")), "打印")
    assert "核对" not in box.informativeText()
    box.close()


def test_a_report_goes_where_it_can_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    saved = save_report(raised(ValueError("x")), "核对", (blocked, tmp_path / "other"))
    assert saved is not None
    assert saved.parent == tmp_path / "other"
    assert save_report(raised(ValueError("x")), "核对", (blocked,)) is None


def test_that_no_report_could_be_saved_is_said(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    desk.tell.reports = blocked
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(blocked))
    desk.tell.error(raised(ValueError("x")))
    assert "没有能够保存" in box_of(desk.tell).informativeText()
    box_of(desk.tell).close()


def test_the_band_shows_everything_and_can_be_put_away(desk: Desk, qtbot: QtBot) -> None:
    del desk
    band = ProblemBand()
    qtbot.addWidget(band)
    assert band.isHidden()
    band.show_problem("磁盘已满", "数据没有受影响", "请清理磁盘。")
    assert band.isVisible()
    assert band.text() == "▲ 磁盘已满\n数据没有受影响。请清理磁盘。"
    band._away.click()
    assert band.isHidden()
