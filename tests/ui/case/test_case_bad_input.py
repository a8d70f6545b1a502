"""What cannot be used, typed, pasted or chosen: told in place, in Chinese; nothing lost, nothing half on file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from support.case_acts import ctrl_s, draft_of, field_at, on_file, opened
from support.case_windows import CaseWindow, OpenStory
from support.desk_stories import typed_data
from support.filling_fields import tab_to, write
from support.keyboard import focused, press

from mq_enforce.services.checking import examine
from ui.fields.files import FileField
from ui.fields.moments import MomentField
from ui.fields.texts import LineField, LongField

pytestmark = pytest.mark.slow

FAR = 30_000
CTRL = Qt.KeyboardModifier.ControlModifier


# -- what was typed ------------------------------------------------------------------------------------------------------


DATES = {
    "2026-02-30": "2026年2月没有30日",
    "2026-13-1": "2026年没有13月",
    "13月": "不是日期",
    "1900-01-01": "1950 年至 2200 年",
}


def test_an_impossible_date_is_told_once_beneath_the_field_and_nothing_is_recorded(begun: CaseWindow) -> None:
    opened(begun, "site")
    when = field_at(begun, "at")
    assert isinstance(when, MomentField)
    tab_to(when.day_line)
    for typed, told in DATES.items():
        write(typed)
        tab_to(begun.panel.do_button)
        ctrl_s(begun)
        assert told in when.fault()
        assert "\n" not in when.fault()
        assert "1 处需要填写或者改正" in begun.panel.told.text()
        assert focused() is when.day_line
        assert when.day_line.text() == typed
    assert on_file(begun) == ["clue", "clue.report_register"]
    assert draft_of(begun)["findings"] == typed_data(begun.act("site"), Path())["findings"]
    write("2026-06-03")
    ctrl_s(begun)
    assert begun.work.panel is None
    assert "site" in on_file(begun)


def test_ctrl_s_goes_to_the_first_fault_in_reading_order(begun: CaseWindow) -> None:
    opened(begun, "site")
    place, findings = field_at(begun, "place"), field_at(begun, "findings")
    assert isinstance(place, LineField)
    assert isinstance(findings, LongField)
    begun.give({"place": "", "findings": ""})
    tab_to(findings.text_edit)
    ctrl_s(begun)
    assert place.fault()
    assert findings.fault()
    assert focused() is place.line


def test_pasted_control_characters_are_taken_out_and_told(begun: CaseWindow) -> None:
    opened(begun, "site")
    findings, weather = field_at(begun, "findings"), field_at(begun, "weather")
    assert isinstance(findings, LongField)
    assert isinstance(weather, LineField)
    QApplication.clipboard().setText("过火\x00面积\x07约0.4亩\r\n麦秸\u2028已烧尽")
    tab_to(findings.text_edit)
    write("")
    press(Qt.Key.Key_V, CTRL)
    assert findings.text_edit.text() == "过火面积约0.4亩\n麦秸\n已烧尽"
    assert "已去掉" in findings.hint()
    QApplication.clipboard().setText("晴\t微风\n")
    tab_to(weather.line)
    write("")
    press(Qt.Key.Key_V, CTRL)
    assert weather.line.text() == "晴微风"
    assert "制表符" in weather.hint()
    tab_to(begun.panel.do_button)
    ctrl_s(begun)
    record = begun.state.record("site")
    assert record is not None
    data = record.act.model_dump()
    assert (data["findings"], data["weather"]) == ("过火面积约0.4亩\n麦秸\n已烧尽", "晴微风")


# -- files ---------------------------------------------------------------------------------------------------------------


def pick(shown: CaseWindow, path: Path) -> FileField:
    """Type the place of a file and wait until it was looked at."""
    field = field_at(shown, "file")
    assert isinstance(field, FileField)
    tab_to(field.line)
    write(str(path))
    shown.qtbot.waitUntil(lambda: bool(field.fault() or "大小" in field.hint()))
    shown.rest()
    return field


BAD_FILES: tuple[tuple[str, bytes | None, str], ...] = (
    ("现场.jpg", b"%PDF-1.7\n", "内容是 PDF 文件"),
    ("全景.jpg", b"GIF89a", "不是JPEG 图片"),
    ("空.jpg", b"", "空文件"),
    ("材料.pdf", b"", "空文件"),
    ("没有.jpg", None, "没有找到文件"),
    ("", None, "是文件夹"),
    ("笔记.txt", b"abc", "不能收入"),
)


def test_a_file_that_cannot_be_taken_is_told_at_its_field(photo: CaseWindow, tmp_path: Path) -> None:
    for name, content, told in BAD_FILES:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        field = pick(photo, path)
        assert told in field.fault()
        tab_to(photo.panel.do_button)
        ctrl_s(photo)
        assert told in field.fault()
        assert focused() is field.line
        assert photo.panel.told.text() or photo.window.problems.isVisible()
        assert "photo1" not in on_file(photo)
        assert draft_of(photo)["file"] == str(path)
    assert examine(photo.desk.program) == []
    broken = tmp_path / "打不开.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing\n%%EOF\n")
    pick(photo, broken)
    tab_to(photo.panel.do_button)
    ctrl_s(photo)
    assert "打不开" in photo.panel.told.text()
    assert "photo1" not in on_file(photo)


class Ticks:
    """The longest time that the window did not come round to anything else."""

    def __init__(self) -> None:
        self.longest = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)

    def _tick(self) -> None:
        self.longest = max(self.longest, self._since.restart())


def large_photo(path: Path) -> Path:
    """Write a photo of more than 20 MB: noise, which no packing makes smaller."""
    side, channels = 2700, 3
    noise = QImage(os.urandom(side * side * channels), side, side, side * channels, QImage.Format.Format_RGB888)
    assert noise.save(str(path), quality=100)
    assert path.stat().st_size > 20_000_000
    return path


def take_in(shown: CaseWindow, act_id: str, path: Path) -> int:
    """Take a photo in by keyboard and return the longest time in milliseconds that the window did not answer."""
    opened(shown, act_id)
    field = field_at(shown, "file")
    assert isinstance(field, FileField)
    tab_to(field.line)
    ticks = Ticks()
    write(str(path))
    shown.qtbot.waitUntil(lambda: "大小" in field.hint(), timeout=FAR)
    shown.qtbot.waitUntil(lambda: not shown.desk.tasks.running(), timeout=FAR)
    press(Qt.Key.Key_S, CTRL)
    shown.qtbot.waitUntil(lambda: shown.work.panel is None, timeout=FAR)
    shown.qtbot.waitUntil(lambda: not shown.desk.tasks.running(), timeout=FAR)
    record = shown.state.record(act_id)
    assert record is not None
    with shown.desk.program.store.read("agency") as reader:
        assert reader.read_blob(record.act.model_dump()["sha256"]) == path.read_bytes()
    return ticks.longest


@pytest.mark.slow
def test_the_window_answers_while_a_photo_of_20_mb_is_looked_at_and_taken_in(open_story: OpenStory, tmp_path: Path) -> None:
    """The second photo counts only where others kept the machine busy during the first."""
    shown = open_story("straw_burning", 2)
    longest = (take_in(shown, act_id, large_photo(tmp_path / f"{act_id}.png")) for act_id in ("photo1", "photo2"))
    assert any(one < 250 for one in longest)
