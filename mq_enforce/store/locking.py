"""One program per data folder: the lock that a second start runs into."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.base.files import telling

_LOCK_NAME = "in-use.lock"


class FolderLock:
    """An exclusive lock on a folder, released when closed or when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises EnvironmentProblem when another program holds it or the folder cannot be written."""
        with telling("锁定数据文件夹"):
            self._descriptor: int | None = os.open(folder / _LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
        if not _lock(self._descriptor):
            self.close()
            raise EnvironmentProblem(
                f"数据文件夹“{folder}”正在被另一个窗口或程序使用",
                "数据没有受影响",
                "请回到已经打开的窗口，或者关闭它以后再试",
            )

    def close(self) -> None:
        """Release the lock; again is fine."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
