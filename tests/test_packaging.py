"""The lock files that the first command installs from, what pyproject.toml declares, and the README that names the commands."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest

from mq_enforce import first_run

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (first_run.RUNTIME_LOCK, first_run.DEVELOPMENT_LOCK)


# ----------------------------------------------------------------------------------------------- lock files


def normal(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Return what a lock file names: distribution → version and hashes."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if head := re.match(r"([a-z0-9-]+)==([^\s;]+)", line):
            name = head[1]
            found[name] = (head[2], [])
        elif hashed := re.match(r"    --hash=sha256:([0-9a-f]{64})", line):
            found[name][1].append(hashed[1])
        else:
            assert line.startswith("#"), line
    return found


def declared(*extras: str) -> dict[str, str]:
    """Return what pyproject.toml names: distribution → exact version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    parsed = [re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^;\s]+)(?:\s*;.*)?", line) for line in lines]
    assert all(parsed), "every dependency names its exact version"
    return {normal(match[1]): match[2] for match in parsed if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_exact_versions_with_hashes_and_no_addresses(lock: str) -> None:
    assert all(hashes for _version, hashes in locked(lock).values())
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_locks_hold_what_the_project_declares() -> None:
    runtime = {name: version for name, (version, _hashes) in locked(first_run.RUNTIME_LOCK).items()}
    development = {name: version for name, (version, _hashes) in locked(first_run.DEVELOPMENT_LOCK).items()}
    assert declared("build").items() <= runtime.items()
    assert declared("build", "dev").items() <= development.items()
    assert runtime.items() <= development.items()
    tools = declared("dev").keys() - declared().keys()
    assert not tools & runtime.keys()


def test_the_wheels_part_of_the_lock_leaves_out_just_the_sdists() -> None:
    whole = (ROOT / first_run.RUNTIME_LOCK).read_text(encoding="utf-8")
    part = first_run.without_sdists(whole)
    names = [set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)) for text in (whole, part)]
    assert names[0] - names[1] == set(first_run.SDIST_ONLY)
    left_out = [line for line in whole.splitlines() if line not in part.splitlines()]
    assert len(left_out) == 1 + len(locked(first_run.RUNTIME_LOCK)["bagit"][1])


@pytest.mark.parametrize(("folders", "extras"), [(("mq_enforce", "forms", "ui", "resources"), ()), (("tests",), ("dev",))])
def test_every_library_that_is_imported_is_declared(folders: tuple[str, ...], extras: tuple[str, ...]) -> None:
    homes = packages_distributions()
    wanted = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            wanted |= {name.split(".")[0] for name in names}
    own = {"mq_enforce", "forms", "ui", "resources", "build_installer", "support"} | {path.stem for path in (ROOT / "tests").rglob("*.py")}
    foreign = wanted - sys.stdlib_module_names - own
    listed = declared(*extras).keys()
    assert [name for name in sorted(foreign) if not {normal(home) for home in homes.get(name, [])} & listed] == []


# --------------------------------------------------------------------------------------------------- README


@pytest.fixture(scope="module")
def reader() -> ModuleType:
    """Return the module by which CI takes its commands out of the README."""
    spec = importlib.util.spec_from_file_location("readme_command", ROOT / ".ci" / "readme_command.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_names_the_commands_that_ci_runs(reader: ModuleType) -> None:
    text = reader.README.read_text(encoding="utf-8")
    for name in ("demo", "test"):
        command = reader.command(name, text)
        assert command.startswith(f"python3 -m mq_enforce.first_run {name}")
        assert reader.command(f"{name}-windows", text) == command.replace("python3", "py -3.11")
    assert text.index(reader.command("demo", text)) < text.index(reader.command("test", text))
    out = reader.command("demo", text).split("--out ")[1]
    assert reader.command("verify", text) == f"python3 -m mq_enforce.first_run verify {out}/dossier"
    for made in ("papers/", "dossier/", "dossier.pdf", "dossier-slip.pdf"):
        assert f"`{out}/{made}`" in text


def test_the_readme_names_the_system_libraries_that_the_first_command_installs(reader: ModuleType) -> None:
    rows = [line for line in reader.README.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "`lib" in line]
    named = [re.findall(r"`(lib[^`]+)`", row) for row in rows]
    assert named == [list(first_run.QT_LIBRARIES.values()), list(first_run.WINDOW_LIBRARIES.values())]


@pytest.mark.parametrize("text", ["", "<!-- command: demo -->\n```sh\na\nb\n```\n", 2 * "<!-- command: demo -->\n```sh\na\n```\n"])
def test_a_readme_without_exactly_one_such_line_is_refused(reader: ModuleType, text: str) -> None:
    with pytest.raises(LookupError):
        reader.command("demo", text)
