"""What the fields ask about what is typed; the caller brings it, so that no field calls a service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from mq_enforce.services.crossing import CHINA


def _today() -> date:
    return datetime.now(CHINA).date()


@dataclass(frozen=True, slots=True)
class Hints:
    """Words beside what is typed.

    ``day`` tells weekday and holiday of a date. ``capitals`` spells an amount, ``article`` a citation in full; both raise
    MqError or ValueError with the sentence to show. ``today`` gives the year of a date typed without one.
    """

    day: Callable[[date], str]
    capitals: Callable[[str], str]
    article: Callable[[str], str]
    today: Callable[[], date] = _today
