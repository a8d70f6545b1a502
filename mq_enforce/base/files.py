"""Files that survive a power cut: atomic writing, syncing, read-only originals, and failures told in words.

POSIX and Windows differ in two points, which are settled here and nowhere else: a folder is synced on POSIX only
(Windows has no such call; there the rename itself is written through), and read-only is a permission or an attribute.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from mq_enforce.base.errors import EnvironmentProblem

_CHUNK = 1 << 20
_REASONS: tuple[tuple[frozenset[int], str, str], ...] = (
    (
        frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}),
        "磁盘空间不足",
        "请清理磁盘或换一个有空间的位置，然后重试",
    ),
    (
        frozenset({errno.EACCES, errno.EPERM, errno.EROFS}),
        "没有读写权限",
        "请检查文件或文件夹的权限，或换一个位置，然后重试",
    ),
    (
        frozenset({errno.ENOENT}),
        "文件或文件夹不存在",
        "请确认路径是否正确、移动存储是否已拔出，然后重试",
    ),
    (
        frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, getattr(errno, "ESTALE", errno.EIO)}),
        "存储设备读写出错或已断开",
        "请重新插好设备并检查磁盘，然后重试",
    ),
    (
        frozenset({errno.EISDIR, errno.ENOTDIR}),
        "路径上的文件与文件夹不符",
        "请检查路径，然后重试",
    ),
    (
        frozenset({errno.ENAMETOOLONG}),
        "文件名或路径太长",
        "请换一个层级较浅的文件夹，然后重试",
    ),
)
_SHARING_VIOLATIONS = frozenset({32, 33})
_SAFE = "已经保存的内容没有受影响"


def explain(error: OSError, doing: str, safe: str = _SAFE) -> EnvironmentProblem:
    """Return what the failure of a file operation means for a person: what failed, what is safe, what to do.

    ``doing`` is the action in Chinese, such as “写入文件《决定书.pdf》”.
    """
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return EnvironmentProblem(f"{doing}失败：文件正被其他程序占用", safe, "请关闭占用该文件的程序，然后重试")
    for numbers, reason, todo in _REASONS:
        if error.errno in numbers:
            return EnvironmentProblem(f"{doing}失败：{reason}", safe, todo)
    return EnvironmentProblem(f"{doing}失败：{error.strerror or error}", safe, "请检查磁盘和文件夹，然后重试")


@contextmanager
def telling(doing: str, safe: str = _SAFE) -> Iterator[None]:
    """Turn an OSError of the enclosed file operations into the EnvironmentProblem that ``explain`` gives."""
    try:
        yield
    except OSError as error:
        raise explain(error, doing, safe) from error


def fsync_folder(folder: Path) -> None:
    """Make the entries of a folder durable. On Windows nothing is to be done: renames are written through. Raises OSError."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_durably(source: Path, target: Path) -> None:
    """Move a file within one disk over whatever stands at the target, and make that last. Raises OSError."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - exists with this function on Windows only

        replace_existing, write_through = 0x1, 0x8
        if not ctypes.windll.kernel32.MoveFileExW(str(source), str(target), replace_existing | write_through):
            raise ctypes.WinError()
        return
    os.replace(source, target)  # noqa: PTH105 - the plain call, next to its Windows twin
    fsync_folder(target.parent)


def _write_through_temporary(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Let ``fill`` write into a temporary file of the same folder, sync it and move it into place."""
    descriptor, name = tempfile.mkstemp(prefix=".mq-", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            fill(out)
            out.flush()
            os.fsync(out.fileno())
        if sys.platform != "win32":
            temporary.chmod(0o644)
        move_durably(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def make_folder(folder: Path) -> None:
    """Make a folder with its parents, durably; one that exists is fine. Raises EnvironmentProblem."""
    with telling(f"建立文件夹“{folder.name}”"):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for made in reversed(missing):
            fsync_folder(made.parent)


def write_atomically(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, and durably. Raises EnvironmentProblem; the old content then stands unchanged."""

    def fill(out: BinaryIO) -> None:
        out.write(data)

    with telling(f"写入文件“{path.name}”"):
        _write_through_temporary(path, fill)


def make_read_only(path: Path) -> None:
    """Protect a file against accidental change. Raises EnvironmentProblem."""
    with telling(f"把文件“{path.name}”设为只读"):
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def make_writable(path: Path) -> None:
    """Take the protection away again, before a file is removed on purpose. Raises EnvironmentProblem."""
    with telling(f"取消文件“{path.name}”的只读"):
        path.chmod(stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH)


def hash_stream(stream: BinaryIO) -> str:
    """Return the SHA-256 of all that is left in the stream, in lower-case hex. Raises OSError."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in lower-case hex. Raises EnvironmentProblem."""
    with telling(f"读取文件“{path.name}”"), path.open("rb") as stream:
        return hash_stream(stream)


def copy_hashed(source: Path, target: Path) -> str:
    """Copy a file whole or not at all, and durably, and return the SHA-256 of what was copied, in lower-case hex.

    Raises EnvironmentProblem; then nothing stands under the target's name that did not stand there before.
    """
    digest = hashlib.sha256()

    def fill(out: BinaryIO) -> None:
        with source.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                out.write(chunk)

    with telling(f"复制文件“{source.name}”"):
        _write_through_temporary(target, fill)
    return digest.hexdigest()
