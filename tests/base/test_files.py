"""Files are written whole or not at all, and failures are told in words."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from mq_enforce.base import files
from mq_enforce.base.errors import EnvironmentProblem


def test_writing_replaces_the_content_whole(tmp_path: Path) -> None:
    path = tmp_path / "案卷.txt"
    files.write_atomically(path, b"one")
    files.write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in tmp_path.iterdir()] == ["案卷.txt"]


def test_a_full_disk_leaves_the_old_content_and_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "案卷.txt"
    files.write_atomically(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as caught:
        files.write_atomically(path, b"new")
    assert "磁盘空间不足" in caught.value.what
    assert "案卷.txt" in caught.value.what
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["案卷.txt"]


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced on Windows")
def test_file_and_folder_are_synced_before_writing_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def note(descriptor: int) -> None:
        synced.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")  # noqa: PTH112 - a descriptor
        real(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    files.write_atomically(tmp_path / "a", b"x")
    assert synced == ["file", "folder"]


def test_an_interrupt_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        files.write_atomically(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_copying_tells_the_hash_of_what_was_copied(tmp_path: Path) -> None:
    data = os.urandom(3_000_000)
    (tmp_path / "photo.jpg").write_bytes(data)
    digest = files.copy_hashed(tmp_path / "photo.jpg", tmp_path / "kept")
    assert digest == hashlib.sha256(data).hexdigest() == files.hash_file(tmp_path / "kept")
    assert (tmp_path / "kept").read_bytes() == data


def test_copying_what_vanished_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        files.copy_hashed(tmp_path / "gone.jpg", tmp_path / "kept")
    assert "不存在" in caught.value.what
    assert caught.value.exit_code == 4
    assert list(tmp_path.iterdir()) == []


def test_read_only_files_say_so_and_can_be_released(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    files.make_read_only(path)
    assert path.stat().st_mode & 0o222 == 0
    files.make_writable(path)
    assert path.stat().st_mode & 0o200


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "没有读写权限"),
        (errno.EROFS, "没有读写权限"),
        (errno.ENOENT, "不存在"),
        (errno.EIO, "断开"),
        (errno.EISDIR, "不符"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EMFILE, "Too many"),
    ],
)
def test_every_failure_says_what_failed_what_is_safe_and_what_to_do(number: int, words: str) -> None:
    problem = files.explain(OSError(number, os.strerror(number)), "写入“a”")
    assert words in problem.what
    assert problem.safe
    assert problem.todo


def test_a_file_in_use_on_windows_is_told_as_such() -> None:
    error = OSError(errno.EACCES, "sharing violation")
    error.winerror = 32  # type: ignore[attr-defined] # exists on Windows only
    assert "占用" in files.explain(error, "写入“a”").what


def test_other_errors_pass_through_untouched() -> None:
    with pytest.raises(ValueError, match="own"), files.telling("x"):
        raise ValueError("own")
