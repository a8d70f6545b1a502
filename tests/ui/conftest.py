"""A desk on a real program: SQLite in a temporary folder, cases played from the bundled diaries, the theme on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mq_enforce.base.actors import CHINA, Actor
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.diary import read_diary
from mq_enforce.services.playing import play
from mq_enforce.services.program import Program, StoryClock, StoryIds
from ui.desk import Desk
from ui.tasks import Tasks
from ui.telling import Tell
from ui.theme import apply_theme, speak_chinese

NOW = datetime(2026, 6, 20, 9, 0, tzinfo=CHINA)
OFFICER = Actor("officer-1", "李执法", "agency", "办公室一号机")

PlayStory = Callable[..., str]


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> QApplication:
    """The application with the theme of the program."""
    speak_chinese(qapp)
    apply_theme(qapp)
    return qapp


@pytest.fixture(autouse=True)
def nothing_in_front(qapp: QApplication) -> None:
    """Put away what an earlier test left on the screen: a window behind a modal one never becomes active."""
    for one in qapp.topLevelWidgets():
        if one.isVisible():
            one.close()


@pytest.fixture
def desk_data(tmp_path: Path) -> Path:
    """The folder of the office's data."""
    return tmp_path / "data"


@pytest.fixture
def desk_program(desk_data: Path) -> Iterator[Program]:
    """A program on a fresh SQLite file, on the morning of 20 June 2026."""
    with open_program(desk_data, actor=OFFICER, clock=StoryClock(NOW), ids=StoryIds(b"desk")) as program:
        yield program


@pytest.fixture
def desk(themed: QApplication, desk_program: Program, desk_data: Path) -> Iterator[Desk]:
    """What a page works with; its workers are waited for."""
    del themed
    tasks = Tasks()
    tell = Tell(desk_data / "reports")
    tasks.unhandled.connect(tell.unhandled)
    yield Desk(desk_program, tasks, tell, desk_data / "dossiers")
    tasks.close()


@pytest.fixture
def play_story(desk_program: Program, tmp_path: Path) -> PlayStory:
    """Play the first acts of a bundled diary into the desk's data and return the id of the case; ``live`` stays at the last act's time."""

    def play_it(story: str, acts: int | None = None, *, practice: bool = False, live: bool = False) -> str:
        path = resource("samples", f"{story}.toml")
        diary = read_diary(path, load_lawbook())
        chosen = diary.acts if acts is None else diary.acts[:acts]
        shorter = diary.model_copy(update={"acts": chosen, "practice": practice, "end": chosen[-1].at})
        played = play(desk_program, shorter, path.parent, tmp_path / "out" / f"{story}-{acts}")
        assert played.stopped is None, played.stopped
        clock = desk_program.clock
        assert isinstance(clock, StoryClock)
        clock.moment = chosen[-1].at if live else NOW
        return played.case_id

    return play_it
