"""What the fields are told about what is typed: the weekday of a date, an amount in capitals, a citation in full."""

from __future__ import annotations

from datetime import date

from mq_enforce.services.crossing import Program
from mq_enforce.services.day_hints import article_text, capitals, day_hint
from ui.fields import Hints


def hints_of(program: Program) -> Hints:
    """Return the hints of an office's calendar and statutes."""

    def day(when: date) -> str:
        hint = day_hint(program, when)
        return "　".join(part for part in (hint.weekday, hint.note) if part)

    return Hints(day=day, capitals=capitals, article=article_text)
