"""The command line itself: words written wrongly (2), help, and output folders that are somebody else's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.cli_stories import on_file, one_sentence, play_changed
from support.editing import variant
from support.playing import command, play_diary

# -- the command itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run",), "--out"),
        (("nonsense",), "“nonsense”"),
        (("cases", "--limit", "x"), "不是整数"),
        (("demo", "--out", "x", "--story", "nope"), "straw_burning"),
        (("due", "--nope"), "--nope"),
        (("due",), "没有写明期限规则"),
        (("due", "PUN-PAY"), "PUN-PAY15"),
        (("due", "PUN-PAY15"), "缺少“from”"),
        (("due", "PUN-PAY15", "--from", "2026-02-30"), "不是存在的日期"),
        (("due", "PUN-PAY15", "--from", "2026-06-23", "--with", "x"), "--with"),
        (("due", "PUN-PAY15", "--from", "2026-06-23", "--with", "x=1"), "没有“x”这项输入"),
        (("due", "PUN-STMT", "--from", "2026-06-23", "--set", "stmt_wd=1"), "3 以上"),
        (("forms", "render", "nope", "--out", "x"), "“nope”"),
        (("verify", "nowhere"), "没有文件"),
        (("cases", "--database", "mysql://x"), "mysql"),
    ],
)
def test_a_command_written_wrongly_is_told_in_one_chinese_sentence(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MQ_ENFORCE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    told = command(*words)
    assert told.code == 2
    assert said in one_sentence(told)
    assert not any(word in told.err for word in ("usage", "error:", "invalid"))


def test_help_is_chinese() -> None:
    told = command("run", "--help")
    assert told.code == 0
    assert "用法：mq-enforce run" in told.out
    assert "usage" not in told.out


# -- the output folder ---------------------------------------------------------------------------------------------------


def test_a_folder_with_other_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "照片.txt").write_text("我的", encoding="utf-8")
    played = play_changed(tmp_path, until="clue")
    assert played.code == 2
    assert "里有别的内容" in one_sentence(played)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["照片.txt"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    played = play_changed(tmp_path, until="clue")
    assert (played.code, "不是文件夹" in one_sentence(played)) == (2, True)


def test_an_earlier_output_is_replaced_whole(tmp_path: Path) -> None:
    assert play_changed(tmp_path, until="photo2").code == 0
    again = play_changed(tmp_path, until="clue")
    assert again.code == 0
    assert on_file(tmp_path / "out" / "data") == ["clue"]
    assert len(list((tmp_path / "out" / "papers").iterdir())) == 1


def test_an_offices_data_are_never_taken_for_an_earlier_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = variant(tmp_path, "straw_burning", until="clue")
    office = tmp_path / "office"
    assert command("run", path, "--out", tmp_path / "first", "--into", "--data", office / "data").code == 0
    into = command("run", path, "--out", office, "--into", "--data", office / "data")
    assert (into.code, "在输出文件夹" in into.err) == (2, True)
    assert command("run", path, "--out", office).code == 2
    monkeypatch.setenv("MQ_ENFORCE_HOME", str(office / "data"))
    assert command("run", path, "--out", office).code == 2
    assert on_file(office / "data") == ["clue"]


def test_the_photos_of_a_diary_are_sought_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = variant(tmp_path, "straw_burning", until="photo1")
    monkeypatch.chdir(tmp_path.parent)
    assert play_diary(path, tmp_path / "out").code == 0
    shutil.rmtree(tmp_path / "photos")
    assert play_diary(path, tmp_path / "out").code == 4
