"""Taking in files: originals are copied in once, by content, and never changed."""

from __future__ import annotations

from pathlib import Path

from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.recording.pictures import check_media
from mq_enforce.services.program import Program


def take_in(program: Program, path: Path) -> str:
    """Copy a file into the store and return its SHA-256.

    Raises EnvironmentProblem when the file is gone or unreadable, BadInput when a picture is no picture.
    """
    if not path.is_file():
        raise EnvironmentProblem(f"找不到文件“{path.name}”", "案件数据没有改变", f"请确认文件仍在“{path.parent.name}”文件夹，再重试")
    kind = check_media(path)
    blob = program.store.blobs.copy(path, kind)
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.add_blob(blob)
    return blob.sha256
