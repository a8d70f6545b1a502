"""The same story on PostgreSQL leaves the same record as on SQLite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.editing import variant

from mq_enforce.base.actors import Actor
from mq_enforce.bootstrap import open_program
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.checking import examine
from mq_enforce.services.diary import read_diary
from mq_enforce.services.listing import list_cases
from mq_enforce.services.playing import play
from mq_enforce.services.program import StoryClock, StoryIds
from mq_enforce.services.results import result_of

ACTOR = Actor("diary", "案件日志", "agency", "diary")


def outcome(path: Path, folder: Path, database: str | None) -> dict[str, Any]:
    diary = read_diary(path, load_lawbook())
    with open_program(folder, database, ACTOR, StoryClock(diary.acts[0].at), StoryIds(b"seed")) as program:
        played = play(program, diary, path.parent, folder / "out")
        assert played.stopped is None
        assert examine(program) == []
        assert [line.id for line in list_cases(program, search="守田")] == [played.case_id]
        assert list_cases(program, search="守玉") == []
        return result_of(program, played.case_id, diary.end)


@pytest.mark.postgres
def test_a_story_on_postgresql_gives_the_result_it_gives_on_sqlite(tmp_path: Path, postgres_database: str) -> None:
    path = variant(tmp_path, "straw_burning", until="filing")
    assert outcome(path, tmp_path / "pg", postgres_database) == outcome(path, tmp_path / "lite", None)
