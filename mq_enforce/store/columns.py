"""Column types that mean the same on both engines: moments, days, and plain data as canonical JSON text."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from mq_enforce.base.actors import CHINA
from mq_enforce.base.chain import canonical


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as ISO text at +08:00 of one length, so that text order is the order of time."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base class's signature
        """Return the text; a moment without offset is our mistake and raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"moment without offset: {value!r}")
        return value.astimezone(CHINA).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class's signature
        """Return the moment at +08:00."""
        return None if value is None else datetime.fromisoformat(value).astimezone(CHINA)


class Day(TypeDecorator[date]):
    """A day, kept as ISO text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base class's signature
        """Return the text; a moment in place of a day is our mistake and raises TypeError."""
        if isinstance(value, datetime):
            raise TypeError(f"a day is wanted, not a moment: {value!r}")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002 - the base class's signature
        """Return the day."""
        return None if value is None else date.fromisoformat(value)


class PlainData(TypeDecorator[Any]):
    """Plain data as canonical JSON text: the very bytes that the journal has."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:  # noqa: ARG002 - the base class's signature
        """Return the text; raises TypeError for what is not plain data."""
        return canonical(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - JSON holds anything; the base class's signature
        """Return the data."""
        return None if value is None else json.loads(value)
