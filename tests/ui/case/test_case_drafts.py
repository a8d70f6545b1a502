"""What is being typed keeps itself, is offered again after anything, even a kill, and leaves no trace in the record."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from support.case_windows import CaseWindow, diary_of, open_window
from support.desk_stories import go_to_rail, typed_data
from support.filling_fields import tab_to, write
from support.keyboard import press

from mq_enforce.base.actors import Actor
from mq_enforce.bootstrap import open_program
from mq_enforce.services.cases import Opening, open_case
from mq_enforce.services.checking import examine
from mq_enforce.services.drafts import Draft, drafts_of, load_draft
from mq_enforce.services.program import StoryIds
from mq_enforce.store import case_stream
from ui.case.act_panel import RESTORED
from ui.fields.texts import LongField

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
KEPT_WITHIN_SECONDS = 2
KEY, KEY_OF_PARTY = "site_inspected/", "site_inspected/p1"
WORDS = "东岗村村西麦田有过火痕迹，𬭎"

_TYPES_UNTIL_KILLED = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from mq_enforce.bootstrap import open_program
from ui.case.page import CaseLeaf
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.telling import Tell

data, case_id = Path(sys.argv[1]), sys.argv[2]
app = QApplication([])
with open_program(data) as program:
    window = MainWindow(Desk(program, Tasks(), Tell(data / "reports"), data / "dossiers"), (), CaseLeaf)
    window.show()
    window.open_case(case_id)
    work = window.tabs.currentWidget().work
    while work.page is None:
        app.processEvents()
    work.open_act("site_inspected", "p1", "")
    while work.panel is None or work.panel.form is None:
        app.processEvents()
    target = work.panel.form.at(("findings",)).text_edit
    typed = 0

    def type_one():
        global typed
        event = QInputMethodEvent()
        event.setCommitString("字")
        QApplication.sendEvent(target, event)
        typed += 1
        print(typed, time.time(), flush=True)

    timer = QTimer(interval=50)
    timer.timeout.connect(type_one)
    timer.start()
    app.exec()
"""


def draft(shown: CaseWindow) -> Draft | None:
    return load_draft(shown.desk.program, shown.case_id, KEY)


def typing(shown: CaseWindow, words: str = WORDS) -> LongField:
    """Open the record of the site and write what was found."""
    shown.open("site")
    findings = shown.panel.form.at(("findings",)) if shown.panel.form is not None else None
    assert isinstance(findings, LongField)
    tab_to(findings.text_edit)
    write(words)
    return findings


def trace(shown: CaseWindow) -> tuple[Any, ...]:
    """Return what would show that something was put on record."""
    program = shown.desk.program
    assert isinstance(program.ids, StoryIds)
    with program.store.read("agency") as reader:
        stream = case_stream(shown.case_id)
        return reader.case_row(shown.case_id), reader.head(stream), reader.last_seal(), reader.heads(), program.ids.count


def test_typing_is_kept_within_two_seconds_and_leaves_no_trace_in_the_record(begun: CaseWindow) -> None:
    before = trace(begun)
    typing(begun)
    begun.qtbot.waitUntil(lambda: (kept := draft(begun)) is not None and kept.data["findings"] == WORDS, timeout=2_000)
    write("更正")
    begun.qtbot.waitUntil(lambda: (kept := draft(begun)) is not None and kept.data["findings"] == "更正", timeout=2_000)
    begun.rest()
    assert trace(begun) == before


def test_going_to_another_step_and_back_keeps_what_was_typed(begun: CaseWindow) -> None:
    typing(begun)
    begun.open("photo1")
    assert begun.panel.kind == "evidence_collected"
    begun.open("site")
    assert begun.panel.told.text() == RESTORED
    assert begun.panel.data()["findings"] == WORDS
    assert begun.panel.told.isVisible()


def test_a_closed_and_reopened_case_offers_the_same_values(begun: CaseWindow) -> None:
    typing(begun)
    typed = begun.panel.data()
    begun.window.close_tab(begun.window.tabs.currentIndex())
    begun.rest()
    again = open_window(begun.qtbot, begun.desk, begun.case_id, "straw_burning")
    again.open("site")
    assert again.panel.told.text() == RESTORED
    assert again.panel.data() == typed


def test_closing_the_window_keeps_what_was_typed_a_moment_ago(begun: CaseWindow) -> None:
    typing(begun)
    assert draft(begun) is None
    assert begun.window.close()
    kept = draft(begun)
    assert kept is not None
    assert kept.data["findings"] == WORDS


@pytest.mark.slow
def test_giving_up_the_draft_forgets_it_and_begins_again(begun: CaseWindow) -> None:
    findings = typing(begun)
    begun.panel.keep_now()
    begun.rest()
    tab_to(begun.panel.drop_button)
    press(Qt.Key.Key_Space)
    begun.rest()
    assert draft(begun) is None
    assert findings.text_edit.text() == ""
    assert begun.panel.told.text() == ""
    go_to_rail(begun.work)
    begun.rest()
    begun.qtbot.wait(KEPT_WITHIN_SECONDS * 600)
    assert draft(begun) is None


@pytest.mark.slow
def test_doing_the_act_forgets_its_draft_and_only_that(begun: CaseWindow) -> None:
    typing(begun)
    begun.open("photo1")
    begun.give({"name": "现场照片"})
    begun.open("site")
    begun.give(typed_data(begun.act("site"), Path()))
    begun.panel.do_button.setFocus()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    begun.ended()
    begun.rest()
    assert begun.work.panel is None
    assert [one.key for one in drafts_of(begun.desk.program, begun.case_id)] == ["evidence_collected/"]
    begun.qtbot.wait(1_200)
    begun.rest()
    assert [one.key for one in drafts_of(begun.desk.program, begun.case_id)] == ["evidence_collected/"]


@pytest.mark.slow
def test_what_was_kept_by_a_colleague_since_is_not_overwritten_by_looking(begun: CaseWindow) -> None:
    typing(begun)
    begun.panel.keep_now()
    begun.rest()
    kept = draft(begun)
    again = open_window(begun.qtbot, begun.desk, begun.case_id, "straw_burning")
    again.open("site")
    assert again.window.close()
    assert draft(begun) == kept


@pytest.mark.slow
def test_a_kill_while_typing_loses_two_seconds_at_most(tmp_path: Path) -> None:
    diary = diary_of("straw_burning")
    data = tmp_path / "data"
    with open_program(data, actor=Actor("wang", "王建国", "agency", "办公室一号机")) as program:
        case_id = open_case(
            program,
            Opening(
                procedure=diary.procedure,
                matter=diary.matter,
                violation=diary.title,
                parties=diary.parties,
                conduct=diary.conduct,
                office=diary.office,
                at=diary.acts[0].at,
            ),
        )
    typed: list[tuple[int, float]] = []
    command = [sys.executable, "-c", _TYPES_UNTIL_KILLED, str(data), case_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        while not typed or typed[-1][1] - typed[0][1] < 2 * KEPT_WITHIN_SECONDS + 0.5:
            number, at = process.stdout.readline().split()
            typed.append((int(number), float(at)))
        process.kill()
        killed = time.time()
    with open_program(data) as program:
        found = load_draft(program, case_id, KEY_OF_PARTY)
        assert [one for one in examine(program) if not one.leftover] == []
    due = max(number for number, at in typed if at <= killed - KEPT_WITHIN_SECONDS)
    assert found is not None
    assert len(found.data["findings"]) >= due
    assert set(found.data["findings"]) == {"字"}
