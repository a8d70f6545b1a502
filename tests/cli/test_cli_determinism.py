"""The same diary gives the same bytes: two processes, two hash seeds, two time zones."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.cli_stories import in_a_process
from support.editing import variant

from mq_enforce.base.resources import resource


def _digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file that a run leaves, but for its database and lock."""
    files = (path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in files if path.name not in {"mq.sqlite3", "in-use.lock"})
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def _play_twice(path: Path, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    def played(seed: str, zone: str) -> dict[str, str]:
        told = in_a_process("run", path, "--out", folder / seed, PYTHONHASHSEED=seed, TZ=zone)
        assert (told.returncode, told.stderr) == (0, b""), told.stderr.decode()
        return _digests(folder / seed)

    with ThreadPoolExecutor(2) as at_once:
        first, second = at_once.map(played, ("1", "4711"), ("UTC", "Asia/Shanghai"))
    return first, second


def test_the_beginning_of_a_case_is_the_same_in_every_process(tmp_path: Path) -> None:
    first, second = _play_twice(variant(tmp_path, "straw_burning", until="clue"), tmp_path)
    assert first == second
    assert "result.json" in first
    assert sum(name.startswith("papers/") for name in first) == 1


@pytest.mark.slow
def test_a_whole_case_with_its_dossier_is_the_same_in_every_process(tmp_path: Path) -> None:
    first, second = _play_twice(resource("samples", "straw_no_penalty.toml"), tmp_path)
    assert first == second
    wanted = {"result.json", "dossier.pdf", "dossier-slip.pdf", "dossier/tagmanifest-sha256.txt", "dossier/manifest-sha256.txt"}
    assert wanted <= set(first)
    assert sum(name.startswith("papers/") for name in first) > 10
