"""Taking in files: originals are copied in once, by content, and never changed."""

from __future__ import annotations

from pathlib import Path

from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.recording.pictures import check_media
from mq_enforce.scans.files import page_count
from mq_enforce.services.program import Program
from mq_enforce.store import BlobFile


def take_in(program: Program, path: Path) -> BlobFile:
    """Copy a file into the store; whoever puts on file what needs it gives its bytes their row.

    Raises EnvironmentProblem when the file is gone or unreadable, BadInput when a picture is no picture or a PDF does not open.
    """
    if not path.is_file():
        raise EnvironmentProblem(f"找不到文件“{path.name}”", "案件数据没有改变", f"请确认文件仍在“{path.parent.name}”文件夹，再重试")
    kind = check_media(path)
    page_count(path, kind)
    return program.store.blobs.copy(path, kind)
