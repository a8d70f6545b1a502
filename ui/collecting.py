"""Python's garbage collector kept to the window's thread: a widget that it frees on a worker's takes the process down.

It runs in whatever thread happens to allocate. So it rests while a worker works, and is made up for on the window's thread.
"""

from __future__ import annotations

import gc

_ENOUGH = 50_000
"""So many objects made since the last collection are worth one while work is under way."""


class Collecting:
    """Counts what is under way, of all lanes in the process; called on the window's thread alone."""

    def __init__(self) -> None:
        self._under_way = 0

    def begin(self) -> None:
        """Let the collector rest: a worker gets something to do."""
        self._under_way += 1
        gc.disable()

    def end(self) -> None:
        """Let it run again when nothing is under way any more."""
        self._under_way -= 1
        if self._under_way == 0:
            gc.enable()

    def make_up(self) -> None:
        """Collect here and now when much has gathered."""
        if not gc.isenabled() and gc.get_count()[0] > _ENOUGH:
            gc.collect()


COLLECTING = Collecting()
