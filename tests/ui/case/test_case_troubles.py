"""A machine that fails while an act is done, and the law that refuses it: told in place with what is safe; nothing is lost."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import event
from support.case_acts import ctrl_s, draft_of, on_file, opened
from support.case_windows import CaseWindow, OpenStory
from support.filling_fields import tab_to
from support.keyboard import focused, press

from mq_enforce.base import files
from mq_enforce.services.checking import examine
from mq_enforce.services.drafts import load_draft
from mq_enforce.store import NumberRow

pytestmark = pytest.mark.slow

FILING = 5
"""So many acts stand before the approval of the filing, whose paper takes a number."""


def numbers(shown: CaseWindow, document: str) -> list[NumberRow]:
    with shown.desk.program.store.read("agency") as reader:
        return [one for row in reader.all_series() if row.document == document for one in reader.numbers(row.series_id)]


# -- the machine ---------------------------------------------------------------------------------------------------------


@contextmanager
def failing_writes(monkeypatch: pytest.MonkeyPatch, number: int, *, after: int = 0) -> Iterator[None]:
    """Let files be written no more, after so many."""
    real, left = files._write_through_temporary, after

    def write_it(path: Path, fill: Callable[..., None]) -> None:
        nonlocal left
        if left <= 0:
            raise OSError(number, os.strerror(number))
        left -= 1
        real(path, fill)

    with monkeypatch.context() as patch:
        patch.setattr(files, "_write_through_temporary", write_it)
        yield


def test_a_full_disk_while_issuing_leaves_no_act_and_a_void_number_and_the_draft(
    open_story: OpenStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = opened(open_story("straw_burning", FILING), "filing")
    before = on_file(shown)
    tab_to(shown.panel.do_button)
    with failing_writes(monkeypatch, errno.ENOSPC):
        ctrl_s(shown)
    assert shown.window.problems.isVisible()
    assert "磁盘空间不足" in shown.window.problems.text()
    assert "没有受影响" in shown.window.problems.text()
    assert "请清理磁盘" in shown.window.problems.text()
    assert on_file(shown) == before
    (number,) = numbers(shown, "case_filing_approval")
    assert (number.status, "没有完成" in number.reason) == ("void", True)
    assert draft_of(shown)["id"] == "filing"
    assert [one for one in examine(shown.desk.program) if not one.leftover] == []
    ctrl_s(shown)
    assert shown.work.panel is None
    assert {"filing", "filing.case_filing_approval"} <= set(on_file(shown))
    assert [one.status for one in numbers(shown, "case_filing_approval")] == ["void", "issued"]
    assert load_draft(shown.desk.program, shown.case_id, "filing_approved/p1") is None
    assert [one for one in examine(shown.desk.program) if not one.leftover] == []


@pytest.mark.slow
def test_a_photo_that_the_disk_cannot_hold_leaves_nothing(photo: CaseWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    tab_to(photo.panel.do_button)
    for after in (0, 1):
        with failing_writes(monkeypatch, errno.ENOSPC, after=after):
            ctrl_s(photo)
        assert "磁盘空间不足" in photo.window.problems.text()
        assert "photo1" not in on_file(photo)
        assert [one for one in examine(photo.desk.program) if not one.leftover] == []
    ctrl_s(photo)
    assert "photo1" in on_file(photo)


@contextmanager
def pragma(shown: CaseWindow, during: str, afterwards: str) -> Iterator[None]:
    """Set a switch of SQLite on every connection for a while."""
    engine = shown.desk.program.store.engine

    def switch(words: str) -> Callable[..., None]:
        return lambda connection, *_rest: connection.execute(f"PRAGMA {words}").close()

    on, off = switch(during), switch(afterwards)
    event.listen(engine, "checkout", on)
    try:
        yield
    finally:
        event.remove(engine, "checkout", on)
        event.listen(engine, "checkout", off)


@pytest.mark.slow
def test_a_database_that_is_full_is_told_and_nothing_is_lost(open_story: OpenStory) -> None:
    shown = opened(open_story("straw_burning", FILING), "filing")
    shown.panel.keep()
    shown.rest()
    before = on_file(shown)
    tab_to(shown.panel.do_button)
    with pragma(shown, "max_page_count=1", "max_page_count=1073741823"):
        ctrl_s(shown)
        told = shown.window.problems.text()
    assert "磁盘空间不足" in told
    assert "这一步没有保存，此前保存的内容没有受影响" in told
    assert on_file(shown) == before
    assert draft_of(shown)["id"] == "filing"
    ctrl_s(shown)
    assert shown.work.panel is None
    assert "filing.case_filing_approval" in on_file(shown)
    assert [one for one in examine(shown.desk.program) if not one.leftover] == []


@pytest.mark.slow
def test_a_database_that_another_program_holds_is_told_and_nothing_is_lost(begun: CaseWindow, desk_data: Path) -> None:
    opened(begun, "site")
    tab_to(begun.panel.do_button)
    before = on_file(begun)
    other = sqlite3.connect(desk_data / "mq.sqlite3", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pragma(begun, "busy_timeout=20", "busy_timeout=15000"):
            ctrl_s(begun)
        assert "正被另一项操作占用" in begun.window.problems.text()
        assert on_file(begun) == before
        other.execute("ROLLBACK")
    finally:
        other.close()
    assert begun.panel.data()["id"] == "site"
    ctrl_s(begun)
    assert "site" in on_file(begun)


@pytest.mark.slow
def test_data_that_cannot_be_written_are_told_and_what_is_typed_stays(begun: CaseWindow) -> None:
    opened(begun, "site")
    tab_to(begun.panel.do_button)

    def refuse(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            error = sqlite3.OperationalError("attempt to write a readonly database")
            error.sqlite_errorname = "SQLITE_READONLY"
            raise error

    engine = begun.desk.program.store.engine
    event.listen(engine, "before_cursor_execute", refuse)
    try:
        ctrl_s(begun)
    finally:
        event.remove(engine, "before_cursor_execute", refuse)
    assert "数据文件不能写入" in begun.window.problems.text()
    assert begun.panel.data()["id"] == "site"
    ctrl_s(begun)
    assert "site" in on_file(begun)


def test_a_printer_that_is_not_there_is_told_in_place(begun: CaseWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    begun.work.papers.show_paper("clue.report_register")
    begun.rest()
    tab_to(begun.work.papers.print_button)
    press(Qt.Key.Key_Space)
    assert "没有可用的打印机" in begun.work.papers.words.text()
    assert "文书已经保存" in begun.work.papers.words.text()
    assert "另存为 PDF" in begun.work.papers.words.text()
    assert focused() is begun.work.papers.print_button


def test_a_folder_without_rights_is_told_in_place_and_another_one_takes_the_copy(
    begun: CaseWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "副本.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_rest: (str(target), "")))
    papers = begun.work.papers
    papers.show_paper("clue.report_register")
    begun.rest()
    tab_to(papers.save_button)
    with failing_writes(monkeypatch, errno.EACCES):
        press(Qt.Key.Key_Space)
        begun.rest()
    assert "没有读写权限" in papers.words.text()
    assert "换一个位置" in papers.words.text()
    assert not target.exists()
    press(Qt.Key.Key_Space)
    begun.rest()
    assert str(target) in papers.words.text()
    assert target.read_bytes().startswith(b"%PDF-")


# -- the law -------------------------------------------------------------------------------------------------------------


def test_a_refusal_by_law_says_sentence_and_article_and_keeps_the_draft(open_story: OpenStory) -> None:
    shown = opened(open_story("straw_burning", FILING), "decision")
    before = on_file(shown)
    tab_to(shown.panel.do_button)
    ctrl_s(shown)
    assert "依据：《中华人民共和国行政处罚法》" in shown.panel.told.text()
    assert "可以这样办：" in shown.panel.told.text()
    assert on_file(shown) == before
    assert draft_of(shown)["id"] == "decision"
    assert numbers(shown, "penalty_decision") == []
