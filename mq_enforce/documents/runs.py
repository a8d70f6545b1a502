"""Runs: text that still knows the facts it came from and how private they are.

A value on a paper is a tuple of runs, so that redaction, "where does this fact show" and one click to the field
need no second list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mq_enforce.base.privacy import Privacy


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, the paths of the facts behind it, and its privacy class."""

    text: str
    facts: tuple[str, ...] = ()
    privacy: Privacy = Privacy.OPEN


Runs = tuple[Run, ...]
"""The value of a binding; an empty tuple means that nothing is known yet."""

NOTHING: Runs = ()


def run(text: str | None, *facts: str, privacy: Privacy = Privacy.OPEN) -> Runs:
    """Return the text as runs, or nothing when there is no text."""
    return (Run(text, facts, privacy),) if text else NOTHING


def join(separator: str, pieces: Iterable[Runs]) -> Runs:
    """Join several values into one, leaving out those that are empty."""
    joined: list[Run] = []
    for piece in pieces:
        if not piece:
            continue
        if joined:
            joined.append(Run(separator))
        joined.extend(piece)
    return tuple(joined)


def plain(runs: Runs) -> str:
    """Return the text alone."""
    return "".join(one.text for one in runs)
