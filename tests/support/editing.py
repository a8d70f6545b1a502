"""Changing a diary as text: stories that differ in one point from a bundled one."""

from __future__ import annotations

import shutil
from pathlib import Path

from mq_enforce.base.resources import resource


def variant(folder: Path, name: str, *changes: tuple[str, str], acts: str = "", until: str | None = None) -> Path:
    """Write a bundled story with texts replaced (each must occur) and acts put before its expectations; return its path.

    With ``until`` everything after that act is left out, expectations too.
    """
    text = resource("samples", f"{name}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"the story holds no {old!r}"
        text = text.replace(old, new)
    head, mark, tail = text.partition("[[expect.")
    if until is not None:
        blocks = head.split("[[acts]]")
        kept = next(index for index, block in enumerate(blocks) if f'id = "{until}"' in block)
        head, mark, tail = "[[acts]]".join(blocks[: kept + 1]), "", ""
    path = folder / f"{name}.toml"
    path.write_text(f"{head}\n{acts}\n{mark}{tail}", encoding="utf-8")
    if not (folder / "photos").exists():
        shutil.copytree(resource("samples", "photos"), folder / "photos")
    return path
