"""Playing a diary in a test exactly as the command line does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

from mq_enforce.cli import main


@dataclass(frozen=True)
class Outcome:
    """What a command came to: exit code, what it printed, what it left."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def result(self) -> dict[str, Any]:
        """The content of result.json."""
        data: dict[str, Any] = json.loads((self.folder / "result.json").read_text(encoding="utf-8"))
        return data

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """What was printed, as JSON."""
        return json.loads(self.out)


def command(*words: str | Path, folder: Path | None = None) -> Outcome:
    """Run a command in this process."""
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    err = StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
    out.flush()
    buffer = out.buffer
    assert isinstance(buffer, BytesIO)
    return Outcome(code, buffer.getvalue().decode("utf-8"), err.getvalue(), folder or Path())


def command_elsewhere(*words: str | Path, folder: Path, **environment: str) -> Outcome:
    """Run a command in a process of its own: one that opens the window leaves the application of this one as it is."""
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "mq_enforce.cli", *(str(word) for word in words)],
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    return Outcome(ran.returncode, ran.stdout, ran.stderr, folder)


def play_diary(path: Path, folder: Path) -> Outcome:
    """Play a diary file into a folder."""
    return command("run", path, "--out", folder, "--json", folder=folder)
