"""A case of a bundled story, played part-way, open in the window. Each length of a story is played once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.case_acts import opened
from support.case_windows import CaseWindow, OpenStory, diary_of, open_window
from support.part_way import part_way

from mq_enforce.base.actors import Actor
from mq_enforce.bootstrap import open_program
from mq_enforce.services.program import StoryClock, StoryIds
from ui.desk import Desk
from ui.tasks import Tasks
from ui.telling import Tell

OFFICER = Actor("officer-1", "李执法", "agency", "办公室一号机")
Played = tuple[Path, str, datetime]


@pytest.fixture(scope="session")
def played_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], Played]:
    """Return data folder, case and last moment of a story of which so many acts were played."""
    known: dict[tuple[str, int], Played] = {}

    def play_it(story: str, acts: int) -> Played:
        if (story, acts) not in known:
            last = diary_of(story).acts[acts - 1]
            folder = tmp_path_factory.mktemp(f"{story}-{acts}")
            with part_way(folder, story, last.id) as case:
                known[story, acts] = folder / "data", case.case_id, case.clock.moment
        return known[story, acts]

    return play_it


@pytest.fixture
def open_story(qtbot: QtBot, themed: QApplication, tmp_path: Path, played_once: Callable[[str, int], Played]) -> Iterator[OpenStory]:
    """Show a case of which so many acts were played, at the moment of the last; its workers are waited for."""
    del themed
    with ExitStack() as stack:

        def open_it(story: str, acts: int) -> CaseWindow:
            played, case_id, moment = played_once(story, acts)
            data = tmp_path / "data"
            shutil.copytree(played, data)
            program = stack.enter_context(open_program(data, None, OFFICER, StoryClock(moment), StoryIds(b"desk")))
            tasks = Tasks()
            stack.callback(tasks.close)
            tell = Tell(data / "reports")
            tasks.unhandled.connect(tell.unhandled)
            return open_window(qtbot, Desk(program, tasks, tell, data / "dossiers"), case_id, story)

        yield open_it


@pytest.fixture
def begun(open_story: OpenStory) -> CaseWindow:
    """The straw case when only the clue is registered."""
    return open_story("straw_burning", 1)


@pytest.fixture
def photo(open_story: OpenStory) -> CaseWindow:
    """The panel of the first photo of the straw case, filled in."""
    return opened(open_story("straw_burning", 2), "photo1")
