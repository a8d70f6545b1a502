"""``selftest`` and ``--selftest``: one line for each thing an installation needs, and what is broken is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.playing import Outcome, command, command_elsewhere

from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.cli import selftest_commands
from mq_enforce.cli.parser import build_parser
from mq_enforce.services import selftest
from mq_enforce.services.selftest import Check, Checked, run_checks

CHECKED = ["字体", "自带资料", "法律规则", "自带案件", "文书格式", "本机数据", "数据库组件", "窗口"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What the selftest says here, and an office's data folder that it must not touch."""
    home = tmp_path_factory.mktemp("home")
    return command_elsewhere("--selftest", folder=home, MQ_ENFORCE_HOME=str(home))


def test_a_whole_installation_passes_with_one_line_for_each_check(told: Outcome) -> None:
    assert told.code == 0, told.out
    *lines, last = told.out.splitlines()
    assert [line.removeprefix("正常　　").split("：")[0] for line in lines] == CHECKED
    assert last == "自检完毕：本程序可以使用。"


def test_the_offices_data_are_not_touched(told: Outcome) -> None:
    assert list(told.folder.iterdir()) == []


def test_the_window_was_really_drawn(told: Outcome) -> None:
    (line,) = [line for line in told.out.splitlines() if "窗口：" in line]
    assert "民权执法办案" in line
    assert "1280×720" in line


def test_the_words_selftest_and_the_option_are_the_same_command() -> None:
    parser = build_parser()
    assert parser.parse_args(["selftest"]).command is parser.parse_args(["--selftest"]).command is selftest_commands.selftest


def with_checks(monkeypatch: pytest.MonkeyPatch, *checks: Check) -> None:
    monkeypatch.setattr(selftest_commands, "_checks", lambda _folder: iter(checks))


def fails_with(error: Exception) -> Callable[[], str]:
    def look() -> str:
        raise error

    return look


def test_what_is_broken_is_named_the_others_are_still_tried_and_the_code_is_1(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = EnvironmentProblem("程序自带的文件“fonts/x.ttf”不见了", "办案数据没有受影响", "请重新安装本程序")
    with_checks(monkeypatch, Check("字体", fails_with(gone)), Check("别的", fails_with(ValueError("a\nb"))), Check("末项", lambda: "好"))
    outcome = command("selftest")
    assert outcome.code == 1
    first, second, third, last = outcome.out.splitlines()
    assert first.startswith("有问题　字体：程序自带的文件“fonts/x.ttf”不见了")
    assert second == "有问题　别的：程序出错：ValueError: a b"
    assert third == "正常　　末项：好"
    assert last.startswith("自检完毕：发现问题")


def test_the_outcome_can_be_had_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    with_checks(monkeypatch, Check("甲", lambda: "好"), Check("乙", fails_with(ValueError("坏"))))
    outcome = command("selftest", "--json")
    assert outcome.code == 1
    assert outcome.json == [
        {"what": "甲", "found": "好", "fault": ""},
        {"what": "乙", "found": "", "fault": "程序出错：ValueError: 坏"},
    ]


def test_each_check_is_told_as_soon_as_it_is_done() -> None:
    heard: list[Checked] = []

    def look() -> str:
        assert [one.what for one in heard] == ["先"]
        return ""

    assert run_checks([Check("先", lambda: ""), Check("后", look)], heard.append)


def test_an_empty_data_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "periods.json").touch()
    monkeypatch.setattr(selftest, "resource", tmp_path.joinpath)
    monkeypatch.setattr(selftest, "_FOLDERS", ("law",))
    with pytest.raises(EnvironmentProblem, match=r"law/periods\.json"):
        selftest.resources_present()


def test_a_driver_that_is_missing_is_not_taken_for_a_server_that_is_away() -> None:
    def no_driver(_address: str) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'")

    with pytest.raises(ModuleNotFoundError):
        selftest.database_driver(no_driver)
