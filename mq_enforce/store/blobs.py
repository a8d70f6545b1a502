"""Bytes on the disk, addressed by the SHA-256 of their content: papers as issued, evidence as it came.

A file is whole, synced and read-only before the database is told of it. Callers know a hash and get a stream; the
file's name is a column of the database and means nothing to them.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.base.files import (
    copy_hashed,
    hash_file,
    make_folder,
    make_read_only,
    make_writable,
    move_durably,
    telling,
    write_atomically,
)
from mq_enforce.store.rows import BlobFile, BlobRow

_INCOMING = "incoming-"
_BAD_STORAGE = "请不要再写入这块磁盘，用最近的备份恢复这个文件"


class BlobFiles:
    """The folder of blobs."""

    def __init__(self, folder: Path) -> None:
        """Make the folder when it is not there. Raises EnvironmentProblem."""
        make_folder(folder)
        self.folder = folder

    def write(self, data: bytes, media_type: str) -> BlobFile:
        """Keep bytes durably; the same bytes twice are one file. Raises EnvironmentProblem. Slow: never inside a unit of work."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self._target(sha256)
        if not self._holds(target, sha256):
            self._make_way(target)
            write_atomically(target, data)
            make_read_only(target)
        return BlobFile(sha256, len(data), media_type, self._name(target))

    def copy(self, path: Path, media_type: str) -> BlobFile:
        """Keep a copy of a file durably, as ``write`` does, without reading it into memory whole."""
        incoming = self.folder / f"{_INCOMING}{secrets.token_hex(8)}"
        sha256 = copy_hashed(path, incoming)
        target = self._target(sha256)
        try:
            size = incoming.stat().st_size
            if not self._holds(target, sha256):
                self._make_way(target)
                with telling(f"保存文件“{path.name}”"):
                    move_durably(incoming, target)
                make_read_only(target)
        finally:
            with suppress(FileNotFoundError):
                incoming.unlink()
        return BlobFile(sha256, size, media_type, self._name(target))

    def open(self, row: BlobRow | BlobFile) -> BinaryIO:
        """Return a stream over the bytes of a blob; the caller closes it. Raises EnvironmentProblem."""
        with telling(f"读取保存的文件（{row.sha256[:12]}…）"):
            return (self.folder / row.file_name).open("rb")

    def read(self, row: BlobRow | BlobFile) -> bytes:
        """Return the bytes of a blob, checked against its hash. Raises EnvironmentProblem also when they have changed."""
        with self.open(row) as stream, telling(f"读取保存的文件（{row.sha256[:12]}…）"):
            data = stream.read()
        if hashlib.sha256(data).hexdigest() != row.sha256:
            raise EnvironmentProblem(f"保存的文件（{row.sha256[:12]}…）已经损坏", "其他内容没有受影响", _BAD_STORAGE)
        return data

    def fault(self, row: BlobRow) -> str | None:
        """Return what is wrong with the file of a blob, or None. Reads it whole."""
        path = self.folder / row.file_name
        if not path.is_file():
            return "文件不见了"
        if path.stat().st_size != row.size or hash_file(path) != row.sha256:
            return "文件的内容被改动或损坏"
        return None

    def names(self) -> Iterator[str]:
        """Give the names of all files that are there, also of those that the database does not know."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                yield self._name(path)

    def _target(self, sha256: str) -> Path:
        folder = self.folder / sha256[:2]
        make_folder(folder)
        return folder / sha256

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _holds(self, target: Path, sha256: str) -> bool:
        """A file left by a crash, or damaged since, is not taken for the real one on the strength of its name."""
        return target.is_file() and hash_file(target) == sha256

    def _make_way(self, target: Path) -> None:
        if target.exists():
            make_writable(target)
