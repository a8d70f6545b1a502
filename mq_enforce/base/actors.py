"""Who acts, when, on which machine: the ports that make a diary replay byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "+08:00")
"""All dates of the program are dates at fixed +08:00."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the keyboard. ``roles`` are role names of ``mq_enforce.office``; ``machine`` names the computer."""

    person: str
    name: str
    agency: str
    machine: str
    roles: frozenset[str] = frozenset()


class Clock(Protocol):
    """Tells the time; aware, at +08:00."""

    def now(self) -> datetime:
        """Return the present moment."""
        ...


class Ids(Protocol):
    """Gives fresh identifiers and salts; a diary derives them from itself, so that replays agree."""

    def new(self, kind: str) -> str:
        """Return an identifier that has not been given before, for a thing of this kind."""
        ...

    def salt(self) -> bytes:
        """Return 16 bytes that cannot be guessed from what they salt."""
        ...
