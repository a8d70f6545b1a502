"""期限的结果: a date with everything that must be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Moment = date | datetime
"""A day, or for periods in hours a moment at +08:00."""


def moment_json(moment: Moment | None) -> str | None:
    """Return a day or moment in ISO form; None stays None."""
    return None if moment is None else moment.isoformat()


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last lawful day (or moment); None where there is no limit or it is not known yet."""

    earliest: Moment | None
    latest: Moment | None

    def to_json(self) -> dict[str, str | None]:
        """Return the window as plain data."""
        return {"earliest": moment_json(self.earliest), "latest": moment_json(self.latest)}


@dataclass(frozen=True, slots=True)
class Due:
    """What one rule gives for one set of inputs.

    ``due`` is the date that counts; None where a rule gives no date (the explanation says why). ``rolled_due`` stands
    beside a control date that does not move. ``conservative`` is the stricter reading where readings differ, with its
    reason. ``provisional``: a year counted through has no holiday notice on file. ``statutory`` is false for the office's
    own parameters. ``article`` is the printed citation or source.
    """

    rule: str
    due: Moment | None
    rolled_due: date | None
    conservative: Moment | None
    conservative_reason: str
    window: Window | None
    provisional: bool
    statutory: bool
    article: str
    explanation: str

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain data, dates in ISO form."""
        return {
            "rule": self.rule,
            "due": moment_json(self.due),
            "rolled_due": moment_json(self.rolled_due),
            "conservative": moment_json(self.conservative),
            "window": None if self.window is None else self.window.to_json(),
            "provisional": self.provisional,
            "statutory": self.statutory,
            "article": self.article,
            "explanation": self.explanation,
        }
