"""The machine fails: a full disk, a second start, an interruption, a fault of our own. What was kept stays, and it is told in one line."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.cli_stories import assert_sound, in_a_process, on_file, one_sentence, play_changed
from support.editing import variant
from support.playing import Outcome, command

from mq_enforce.base import files
from mq_enforce.services import acting, cases, issuing
from mq_enforce.store import Store

Fill = Callable[[Any], None]


class FullAfter:
    """Writing of files that fails for want of space from a given file on, until there is room again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, written: int) -> None:
        self.left = written
        self.real = files._write_through_temporary
        monkeypatch.setattr(files, "_write_through_temporary", self)

    def __call__(self, path: Path, fill: Fill) -> None:
        if self.left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= 1
        self.real(path, fill)


def _numbers(data: Path) -> list[dict[str, Any]]:
    told = command("numbers", "list", "--data", data, "--json")
    assert told.code == 0, told.err
    numbers: list[dict[str, Any]] = told.json
    return numbers


# -- a full disk -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", range(1, 5))
def test_a_full_disk_leaves_nothing_half_written(written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        FullAfter(patch, written)
        played = play_changed(tmp_path, until="photo1")
    assert played.code == 4
    assert "磁盘空间不足" in one_sentence(played)
    data = tmp_path / "out" / "data"
    assert_sound(data)
    numbers = _numbers(data)
    assert {number["status"] for number in numbers} <= {"issued", "void"}
    assert all(number["reason"] for number in numbers if number["status"] == "void")
    assert on_file(data) in ([], ["clue"], ["clue", "site"], ["clue", "site", "photo1"])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small file system")
@pytest.mark.parametrize("kilobytes", [300, 420, 560, 700, 900, 1100, 1400])
def test_a_disk_that_is_really_full_leaves_nothing_half_written(kilobytes: int, small_disk: Callable[[int], Path], tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="recheck")
    disk = small_disk(kilobytes)
    played = command("run", path, "--out", disk / "out", "--json")
    assert played.code == 4
    assert "磁盘" in one_sentence(played)
    small_disk(40_000)
    data = disk / "out" / "data"
    findings = command("doctor", "--data", data, "--json").json
    assert [finding for finding in findings if finding["severe"] or finding["kind"].startswith("number")] == []
    assert all(number["status"] == "issued" or number["reason"] for number in _numbers(data))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Gives a disk of so many kilobytes; asked again, it makes the disk larger."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted: list[Path] = []

    def sized(kilobytes: int) -> Path:
        option = f"{'remount,' if mounted else ''}size={kilobytes}k"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", option, "tmpfs", str(place)], check=False, capture_output=True)  # noqa: S603, S607 - our own words
        if done.returncode != 0:
            pytest.skip("may not mount here")
        mounted.append(place)
        return place

    yield sized
    if mounted:
        subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607 - our own words


# -- a second start ------------------------------------------------------------------------------------------------------


def test_a_second_start_on_the_same_data_is_told_and_changes_nothing(tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="clue")
    data = tmp_path / "data"
    assert command("run", path, "--out", tmp_path / "first", "--into", "--data", data).code == 0
    with Store.open(data / "mq.sqlite3", data):
        for words in (
            ("run", path, "--out", tmp_path / "second", "--into", "--data", data),
            ("cases", "--data", data),
            ("doctor", "--data", data),
        ):
            told = command(*words)
            assert told.code == 4
            assert "正在被另一个窗口或程序使用" in one_sentence(told)
    assert on_file(data) == ["clue"]


def test_an_output_that_is_open_elsewhere_is_not_cleared(tmp_path: Path) -> None:
    assert play_changed(tmp_path, until="clue").code == 0
    data = tmp_path / "out" / "data"
    with Store.open(data / "mq.sqlite3", data):
        again = play_changed(tmp_path, until="clue")
    assert again.code == 4
    assert on_file(data) == ["clue"]
    assert (tmp_path / "out" / "result.json").is_file()


# -- interruption and our own faults -------------------------------------------------------------------------------------


def _raise_at(monkeypatch: pytest.MonkeyPatch, module: object, name: str, call: int, error: BaseException) -> None:
    """Let a function raise on its so-manieth call instead of working."""
    real = getattr(module, name)
    count = 0

    def failing(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        nonlocal count
        count += 1
        if count == call:
            raise error
        return real(*arguments, **more)

    monkeypatch.setattr(module, name, failing)


@pytest.mark.parametrize(
    ("module", "name"), [(acting, "record_with_papers"), (issuing, "make_ready"), (issuing, "record_act"), (cases, "keep_act")]
)
def test_ctrl_c_ends_with_130_and_what_was_kept_stays(module: object, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        _raise_at(patch, module, name, 2, KeyboardInterrupt())
        played = play_changed(tmp_path, until="photo1")
    assert played.code == 130
    assert "已中断" in one_sentence(played)
    assert on_file(tmp_path / "out" / "data") == ["clue"]
    assert_sound(tmp_path / "out" / "data")


def test_a_fault_of_our_own_leaves_a_report_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with monkeypatch.context() as patch:
        _raise_at(patch, cases, "keep_act", 2, RuntimeError("something of ours"))
        played = play_changed(tmp_path, until="photo1")
    assert played.code == 70
    sentence = one_sentence(played)
    assert "不是您的操作问题" in sentence
    report = Path(sentence.rpartition("：")[2])
    assert "something of ours" in report.read_text(encoding="utf-8")
    assert "Traceback" in report.read_text(encoding="utf-8")
    assert on_file(tmp_path / "out" / "data") == ["clue"]
    assert_sound(tmp_path / "out" / "data")


# -- consoles -------------------------------------------------------------------------------------------------------------


def test_a_gbk_console_shows_escapes_and_never_raises() -> None:
    told = in_a_process("due", "PUN-𠮷", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert told.returncode == 2
    sentence = told.stderr.decode("gbk")
    assert "\\U00020bb7" in sentence
    assert "没有编号为" in sentence
    assert told.stdout == b""


def test_json_is_utf_8_on_every_console() -> None:
    told = in_a_process("due", "PUN-PAY15", "--from", "2026-06-23", "--json", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert told.returncode == 0
    assert json.loads(told.stdout.decode("utf-8"))["article"] == "《中华人民共和国行政处罚法》第六十七条"


@pytest.mark.slow
def test_a_story_with_a_rare_name_plays_on_a_gbk_console(tmp_path: Path) -> None:
    renamed = ('name = "张守田"\nsex', 'name = "张𠮷"\nsex'), ('present_name = "张守田"', 'present_name = "张𠮷"')
    path = variant(tmp_path, "straw_burning", renamed[0], until="site")
    told = in_a_process("run", path, "--out", tmp_path / "out", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert (told.returncode, told.stderr) == (0, b"")
    assert "张\\U00020bb7露天焚烧秸秆案" in told.stdout.decode("gbk")
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert result["case"]["title"] == "张𠮷露天焚烧秸秆案"


def test_with_json_a_refusal_is_told_as_data_too(tmp_path: Path) -> None:
    played: Outcome = play_changed(tmp_path, ('"wang", "li"]\nparty = "p1"\nmeeting = "site1"', '"wang"]\nmeeting = "site1"'), until="site")
    assert played.code == 3
    stopped = played.json["stopped"]
    assert (stopped["exit"], stopped["error"]) == (3, "refused_by_law")
    assert stopped["violations"][0]["article"]
