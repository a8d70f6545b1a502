"""What tests need to write into a store: a clock that steps, ids that count, an actor, and an open store with all three."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text

from mq_enforce.base.actors import CHINA, Actor
from mq_enforce.store import Projection, Store, Writer
from mq_enforce.store.engine import writing

Result = TypeVar("Result")
START = datetime(2026, 6, 3, 9, 20, tzinfo=CHINA)


@dataclass
class SteppingClock:
    """Goes on by a minute each time it is asked."""

    at: datetime = START

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@dataclass
class CountingIds:
    """Counts, so that a replay gives the same."""

    count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def new(self, kind: str) -> str:
        return f"{kind}-{next(self.count)}"

    def salt(self) -> bytes:
        return next(self.count).to_bytes(16, "big")


@dataclass
class Office:
    """A store with an actor, a clock and ids, as every unit of work wants them."""

    store: Store
    where: str | Path
    folder: Path
    actor: Actor = field(default_factory=lambda: Actor("p1", "张三", "民权县某镇", "pc-1"))
    clock: SteppingClock = field(default_factory=SteppingClock)
    ids: CountingIds = field(default_factory=CountingIds)

    @property
    def unit(self) -> tuple[Actor, SteppingClock, CountingIds]:
        return self.actor, self.clock, self.ids

    @property
    def postgres(self) -> bool:
        return self.store.engine.dialect.name == "postgresql"

    def do(self, action: Callable[[Writer], Result]) -> Result:
        """Run an action in a unit of work of its own."""
        with self.store.write(*self.unit) as w:
            return action(w)

    def by_hand(self, statement: str, **values: object) -> None:
        """Change rows past the store, as someone with a database tool would."""
        with writing(self.store.engine) as connection, connection.begin():
            connection.execute(text(statement), values)

    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.where, self.folder)


def open_case(office: Office, case_id: str, title: str = "露天焚烧秸秆", search: str = "") -> None:
    """Open a case with a fact, an act and a flat row; it is then at version 1."""
    with office.store.write(*office.unit) as w:
        w.open_case("ordinary_penalty", "HN25-NY-02", title, START, case_id=case_id)
        w.set_fact(case_id, "party.p1.name", "张𬭎", at=START, done_by="p1")
        w.add_act(case_id, "clue_registered", {"source": "inspection"}, at=START, done_by=["p1", "p2"], act_id="clue")
        w.put_projection(Projection(case_id, "clue", search=search or f"{title}\n张𬭎"))
