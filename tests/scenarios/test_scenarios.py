"""Every diary plays as it says: its refusals, deadlines, findings and papers come true."""

from __future__ import annotations

from pathlib import Path

import pytest

from mq_enforce.base.resources import resource
from mq_enforce.cli.case_commands import STORIES
from support.playing import command, play_diary

HERE = Path(__file__).parent
DIARIES = sorted(HERE.glob("*.toml"))


@pytest.mark.slow
@pytest.mark.parametrize("name", STORIES)
def test_a_bundled_story_comes_to_its_filed_dossier(name: str, tmp_path: Path) -> None:
    played = play_diary(resource("samples", f"{name}.toml"), tmp_path / "out")
    assert (played.code, played.err) == (0, "")
    assert played.json["unmet"] == []
    assert played.result["case"]["stage"] == "done"
    assert played.result["findings"] == []
    checked = command("verify", tmp_path / "out" / "dossier", "--slip", played.result["dossier"]["slip"])
    assert checked.code == 0, checked.out


@pytest.mark.parametrize("path", DIARIES, ids=lambda path: path.stem)
def test_a_diary_comes_to_what_it_expects(path: Path, tmp_path: Path) -> None:
    played = play_diary(path, tmp_path / "out")
    assert (played.code, played.err) == (0, "")
    assert played.json["unmet"] == []
