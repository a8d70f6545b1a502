"""The first command on a fresh machine: a wrong Python, a missing venv module, the environment it makes and keeps."""

from __future__ import annotations

import ast
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from mq_enforce import first_run

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (first_run.RUNTIME_LOCK, first_run.DEVELOPMENT_LOCK)
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


# ------------------------------------------------------------------------------------------------ a wrong Python


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 0)])
def test_python_3_11_to_3_13_are_accepted(version: tuple[int, ...]) -> None:
    first_run.check_version(version, ["demo"], list)


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 0), (3, 14, 1)])
def test_another_python_is_refused_in_both_languages_with_its_version(version: tuple[int, ...]) -> None:
    with pytest.raises(first_run.SetupError) as caught:
        first_run.check_version(version, ["demo"], list)
    number = ".".join(map(str, version))
    for sentence in (caught.value.chinese, caught.value.english):
        assert "3.11" in sentence
        assert "3.13" in sentence
        assert number in sentence


def test_a_suitable_python_on_the_machine_is_named_with_the_whole_command() -> None:
    with pytest.raises(first_run.SetupError) as caught:
        first_run.check_version((3, 9, 2), ["demo", "--out", "demo-out"], lambda: ["py -3.12"])
    assert "py -3.12 -m mq_enforce.first_run demo --out demo-out" in caught.value.chinese


def test_the_module_is_python_3_8_and_standard_library_only() -> None:
    text = Path(first_run.__file__).read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
    ast.parse((ROOT / "mq_enforce" / "__init__.py").read_text(encoding="utf-8"), feature_version=(3, 8))


# ------------------------------------------------------------------------------------------- the environment


class Machine:
    """A machine on which every command is written down and succeeds, but for those that hold one of ``failing``."""

    def __init__(self, *failing: str) -> None:
        self.commands: list[list[str]] = []
        self.environments: list[Mapping[str, str]] = []
        self.failing = failing

    def __call__(self, command: Sequence[str], environment: Mapping[str, str]) -> int:
        """Take a command."""
        self.commands.append(list(command))
        self.environments.append(environment)
        return int(any(word in command for word in self.failing))

    def said(self, *words: str) -> bool:
        """Tell whether a command with all these words was run."""
        return any(set(words) <= set(command) for command in self.commands)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with small lock files, whose environment's Python seems to be this one."""
    for lock, text in zip(LOCKS, ("a==1 \\\n    --hash=sha256:00\nbagit==1.9.0 \\\n    --hash=sha256:11\n", "a==1\nb==2\n"), strict=True):
        (tmp_path / lock).write_text(text, encoding="utf-8")
    monkeypatch.setattr(first_run, "answers", lambda _command: VERSION)
    monkeypatch.setattr(first_run, "can_make_environments", lambda: True)
    return tmp_path


def test_an_environment_is_made_checked_against_hashes_and_reused(project: Path) -> None:
    machine = Machine()
    python = first_run.prepare(project, development=False, run=machine)
    assert python == first_run.interpreter(project / ".venv")
    assert machine.commands[0][1:] == ["-m", "venv", str(project / ".venv")]
    wheels, everything, check = machine.commands[1:]
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(wheels)
    assert {"--require-hashes", "--no-deps", "--no-build-isolation", str(project / first_run.RUNTIME_LOCK)} <= set(everything)
    assert check[-1] == "check"
    again = Machine()
    assert first_run.prepare(project, development=False, run=again) == python
    assert again.commands == []


def test_the_tests_add_their_tools_to_the_environment_of_the_program(project: Path) -> None:
    first_run.prepare(project, development=False, run=Machine())
    machine = Machine()
    first_run.prepare(project, development=True, run=machine)
    assert not machine.said("venv")
    assert machine.said(str(project / first_run.DEVELOPMENT_LOCK))
    after = Machine()
    first_run.prepare(project, development=False, run=after)
    first_run.prepare(project, development=True, run=after)
    assert after.commands == []


@pytest.mark.parametrize("development", [False, True])
def test_a_changed_lock_makes_the_environment_anew(project: Path, development: bool) -> None:
    first_run.prepare(project, development=development, run=Machine())
    stray = project / ".venv" / "stray.py"
    stray.touch()
    (project / (first_run.DEVELOPMENT_LOCK if development else first_run.RUNTIME_LOCK)).write_text("a==2\n", encoding="utf-8")
    machine = Machine()
    first_run.prepare(project, development=development, run=machine)
    assert machine.said("venv")
    assert not stray.exists()


def test_line_ends_do_not_change_what_a_lock_says(project: Path) -> None:
    lock = project / first_run.RUNTIME_LOCK
    before = first_run.digest(lock)
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert first_run.digest(lock) == before


@pytest.mark.parametrize("answer", ["", "3.10"])
def test_an_environment_whose_python_is_gone_or_another_is_made_anew(project: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    first_run.prepare(project, development=False, run=Machine())
    monkeypatch.setattr(first_run, "answers", lambda _command: answer)
    machine = Machine()
    first_run.prepare(project, development=False, run=machine)
    assert machine.said("venv")


@pytest.mark.parametrize("failing", ["venv", "install", "check"])
def test_a_set_up_cut_short_says_so_and_starts_afresh_next_time(project: Path, failing: str) -> None:
    with pytest.raises(first_run.SetupError, match="没有成功"):
        first_run.prepare(project, development=False, run=Machine(failing))
    machine = Machine()
    first_run.prepare(project, development=False, run=machine)
    assert machine.said("venv")


def test_a_foreign_environment_is_left_alone(project: Path) -> None:
    mine = project / ".venv" / "mine.txt"
    mine.parent.mkdir()
    mine.touch()
    with pytest.raises(first_run.SetupError, match="不是本命令建立的"):
        first_run.prepare(project, development=False, run=Machine())
    assert mine.exists()


@pytest.mark.parametrize("note", ["", "[1]", "{"])
def test_a_damaged_note_counts_as_unfinished(project: Path, note: str) -> None:
    home = project / ".venv"
    home.mkdir()
    (home / first_run.STATE_FILE).write_text(note, encoding="utf-8")
    machine = Machine()
    first_run.prepare(project, development=False, run=machine)
    assert machine.said("venv")
    assert json.loads((home / first_run.STATE_FILE).read_text(encoding="utf-8"))["python"] == VERSION


def test_windows_keeps_its_python_in_scripts() -> None:
    assert first_run.interpreter(Path("x"), windows=True) == Path("x/Scripts/python.exe")
    assert first_run.interpreter(Path("x"), windows=False) == Path("x/bin/python")


# -------------------------------------------------------------------------------------- packages of the system


@pytest.fixture
def without_venv(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool, bool], None]:
    """Return a switch that makes this look like a machine without the venv module: as root or not, with apt-get or not."""

    def switch(root: bool, apt: bool) -> None:
        monkeypatch.setattr(first_run, "can_make_environments", lambda: False)
        monkeypatch.setattr(first_run, "is_root", lambda: root)
        monkeypatch.setattr(first_run, "answers", lambda _command: "1")
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if apt and name == "apt-get" else None)

    return switch


def test_root_on_debian_gets_the_venv_package(without_venv: Callable[[bool, bool], None]) -> None:
    without_venv(True, True)
    machine = Machine()
    first_run.ensure_venv_module(machine)
    assert machine.commands[0][:2] == ["apt-get", "update"]
    assert machine.said("apt-get", "install", f"python{VERSION}-venv")
    with pytest.raises(first_run.SetupError, match="没有装上"):
        first_run.ensure_venv_module(Machine("install"))


@pytest.mark.parametrize("apt", [True, False])
def test_who_is_not_root_is_told_the_package_to_install(without_venv: Callable[[bool, bool], None], apt: bool) -> None:
    without_venv(False, apt)
    machine = Machine()
    with pytest.raises(first_run.SetupError) as caught:
        first_run.ensure_venv_module(machine)
    wanted = f"apt-get update && apt-get install -y python{VERSION}-venv" if apt else f"python{VERSION}-venv"
    assert wanted in caught.value.chinese
    assert wanted in caught.value.english
    assert machine.commands == []


@pytest.mark.parametrize(("root", "installs"), [(True, True), (False, False)])
def test_postgresql_is_installed_for_the_tests_only_where_root_may(
    without_venv: Callable[[bool, bool], None], monkeypatch: pytest.MonkeyPatch, root: bool, installs: bool
) -> None:
    without_venv(root, True)
    monkeypatch.setattr(first_run, "has_postgresql", lambda: False)
    machine = Machine()
    first_run.offer_postgresql(machine)
    assert machine.said("apt-get", "install", "postgresql") is installs
    first_run.offer_postgresql(Machine("update"))  # no network: those tests skip, the others run


def lacking(monkeypatch: pytest.MonkeyPatch, *looks: list[str]) -> None:
    """Let each look at the libraries of the machine, one after the other, find these missing."""
    left = iter(looks)
    monkeypatch.setattr(first_run, "missing_libraries", lambda names: [name for name in next(left) if name in names])


def test_root_on_debian_gets_just_the_libraries_of_qt_that_are_missing(
    without_venv: Callable[[bool, bool], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_venv(True, True)
    lacking(monkeypatch, ["libEGL.so.1", "libxcb-cursor.so.0"], [])
    machine = Machine()
    first_run.ensure_qt_libraries(machine, window=True)
    assert machine.commands[0][:2] == ["apt-get", "update"]
    assert machine.commands[1][-3:] == ["--no-install-recommends", "libegl1", "libxcb-cursor0"]
    assert "sudo" not in capsys.readouterr().err


def test_the_tests_want_no_libraries_of_a_screen(without_venv: Callable[[bool, bool], None], monkeypatch: pytest.MonkeyPatch) -> None:
    without_venv(True, True)
    lacking(monkeypatch, ["libxcb-cursor.so.0", "libcups.so.2"])
    machine = Machine()
    first_run.ensure_qt_libraries(machine, window=False)
    assert machine.commands == []


@pytest.mark.parametrize(("root", "apt", "failing"), [(False, True, ()), (True, False, ()), (True, True, ("update",)), (True, True, ())])
def test_libraries_that_could_not_be_installed_are_named_with_the_command_and_the_rest_goes_on(
    without_venv: Callable[[bool, bool], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    root: bool,
    apt: bool,
    failing: tuple[str, ...],
) -> None:
    without_venv(root, apt)
    lacking(monkeypatch, ["libGL.so.1", "libcups.so.2"], ["libcups.so.2"])
    machine = Machine(*failing)
    first_run.ensure_qt_libraries(machine, window=True)
    assert bool(machine.commands) is (root and apt)
    lacks, chinese, english = capsys.readouterr().err.splitlines()[-3:]
    packages = "libcups2" if root and apt and not failing else "libgl1 libcups2"
    command = f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {packages}'"
    assert command in chinese
    assert command in english
    assert "libcups.so.2" in lacks


def test_libraries_are_looked_for_by_loading_them() -> None:
    wanted = ["libmq-enforce-none.so.9", "libc.so.6", "libmq-enforce-other.so"]
    expected = [wanted[0], wanted[2]] if sys.platform.startswith("linux") else []
    assert first_run.missing_libraries(wanted) == expected


def test_no_library_is_missed_where_the_system_is_not_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert first_run.missing_libraries(list(first_run.QT_LIBRARIES)) == []


# ------------------------------------------------------------------------------------------------- commands


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Leave the set-up out; return what was asked for: Qt's libraries, if at all (True: for a screen), the environment (True: tests)."""
    asked: list[bool] = []

    def prepare(_root: Path, *, development: bool, run: first_run.Run) -> Path:
        assert run is not None
        asked.append(development)
        return Path("python")

    monkeypatch.setattr(first_run, "prepare", prepare)
    monkeypatch.setattr(first_run, "offer_postgresql", lambda _run: None)
    monkeypatch.setattr(first_run, "ensure_qt_libraries", lambda _run, *, window: asked.append(window))
    monkeypatch.setattr(os, "chdir", lambda _path: None)
    return asked


def test_any_first_word_but_test_goes_to_the_program_as_it_stands(prepared: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    machine = Machine()
    first_run.start(["demo", "--out", "案 卷"], step=machine, run=machine)
    assert machine.commands == [["python", "-m", "mq_enforce.cli", "demo", "--out", "案 卷"]]
    assert machine.environments[0]["PYTHONPATH"] == str(ROOT)
    assert "PIP_TARGET" not in machine.environments[0]
    assert prepared == [False]


def test_test_runs_pytest_and_passes_its_words_on(prepared: list[bool]) -> None:
    machine = Machine("-k")
    assert first_run.start(["test", "-k", "money"], step=machine, run=machine) == 1
    assert machine.commands == [["python", "-m", "pytest", "-k", "money"]]
    assert prepared == [False, True]


def test_no_words_open_the_window_with_the_libraries_of_the_screen(prepared: list[bool]) -> None:
    machine = Machine()
    first_run.start([], step=machine, run=machine)
    assert machine.commands == [["python", "-m", "mq_enforce.cli"]]
    assert prepared == [True, False]


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (first_run.SetupError("缺少某物。", "It is missing."), 4, "缺少某物。"),
        (OSError(28, "No space left on device"), 4, "已有的数据没有受影响"),
        (KeyboardInterrupt(), 130, "已中断"),
    ],
)
def test_problems_become_sentences_on_a_gbk_console(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, sentence: str
) -> None:
    def fail(_arguments: Sequence[str]) -> int:
        first_run.say("𬭎 is in no GBK")
        raise error

    console = io.BytesIO()
    monkeypatch.setattr(first_run, "start", fail)
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(console, encoding="gbk"))
    assert first_run.main(["demo"]) == code
    sys.stderr.flush()
    told = console.getvalue().decode("gbk")
    assert sentence in told
    assert "\\U0002cb4e" in told


def test_a_program_ended_by_a_signal_has_an_exit_code_above_128() -> None:
    if sys.platform == "win32":
        pytest.skip("signals end programs otherwise on Windows")
    code = first_run.run_program([sys.executable, "-c", "import os; os.kill(os.getpid(), 15)"], {})
    assert code == 128 + 15
