"""What every page works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mq_enforce.services.crossing import Program
from ui.tasks import Tasks
from ui.telling import Tell


@dataclass
class Desk:
    """The running program, the lanes for work, who is told of errors, and the folder that dossiers are built in.

    ``program`` becomes another when somebody else sits down at the keyboard: ask the desk for it each time.
    """

    program: Program
    tasks: Tasks
    tell: Tell
    out: Path
