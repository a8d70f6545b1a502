"""``screens``: every page at every size, each picture as large as its screen, the same each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from mq_enforce.base.errors import EXIT_BAD_INPUT, EXIT_DONE
from ui.scenes import scene_names
from ui.screens import SIZES

_STEP = 7
_FEWEST_COLOURS = 8
"""A picture with text on it has more."""


def screens(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "mq_enforce.cli", "screens", str(folder), *options],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), _STEP) for y in range(0, image.height(), _STEP)})


@pytest.mark.slow
def test_every_page_is_pictured_at_every_size_and_each_time_the_same(tmp_path: Path) -> None:
    whole, one, other = tmp_path / "whole", tmp_path / "one", tmp_path / "other"
    done = screens(whole)
    assert done.returncode == EXIT_DONE, done.stderr
    pictures = sorted(path.name for path in whole.iterdir())
    assert pictures == sorted(
        f"{number:02d}-{name}-{size.name}.png" for number, name in enumerate(scene_names(), start=1) for size in SIZES
    )
    for size in SIZES:
        for path in whole.glob(f"*-{size.name}.png"):
            image = QImage(str(path))
            assert (image.width(), image.height()) == (size.width, size.height), path.name
            assert colours(image) >= _FEWEST_COLOURS, f"{path.name} is empty"
    part = "panel-rectification"
    for folder in (one, other):
        assert screens(folder, "--only", part).returncode == EXIT_DONE
        assert sorted(path.name for path in folder.iterdir()) == [name for name in pictures if part in name]
    for path in one.iterdir():
        assert path.read_bytes() == (other / path.name).read_bytes(), path.name


def test_a_page_that_there_is_not_is_told(tmp_path: Path) -> None:
    done = screens(tmp_path, "--only", "没有的")
    assert done.returncode == EXIT_BAD_INPUT
    assert "没有名称里有“没有的”的页面" in done.stderr
    assert not list(tmp_path.iterdir())
