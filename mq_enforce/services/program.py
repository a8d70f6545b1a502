"""What every use case stands on: the store, the law, the papers, the clock, the person at the keyboard."""

from __future__ import annotations

import hashlib
import secrets
import socket
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mq_enforce.base.actors import CHINA, Actor, Clock, Ids
from mq_enforce.case.state import CaseState
from mq_enforce.documents.kinds import DocumentKinds
from mq_enforce.documents.ports import PageStamps, Papers
from mq_enforce.law.lawbook import LawBook
from mq_enforce.store import CaseRow, Store

PapersFor = Callable[[Mapping[str, bytes]], Papers]
"""Gives the drawing port with the pictures that the papers may need, by key."""


class JudgedCases:
    """The cases judged last, each with its row as it stood in the same snapshot; threads may share it.

    Only what is committed belongs here. Every unit of work that changes a case changes its row (version, time), in
    whatever process; a state counts only beside the very same row.
    """

    def __init__(self, room: int = 64) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[CaseRow, CaseState]] = OrderedDict()

    def at(self, row: CaseRow) -> CaseState | None:
        """Return the case as judged at this row, or None."""
        with self._lock:
            kept = self._kept.get(row.case_id)
        return kept[1] if kept is not None and kept[0] == row else None

    def last(self, case_id: str) -> CaseState | None:
        """Return the case as it was judged last, whatever became of it since, or None."""
        with self._lock:
            kept = self._kept.get(case_id)
        return kept[1] if kept is not None else None

    def keep(self, row: CaseRow, state: CaseState) -> None:
        """Keep a case as read or committed with this row; the one unused longest makes room."""
        with self._lock:
            self._kept[row.case_id] = (row, state)
            self._kept.move_to_end(row.case_id)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)


@dataclass(frozen=True)
class Program:
    """The running program, put together by ``bootstrap`` and handed to every use case.

    ``judged`` belongs to this store, law and agency: a program made of this one with another of them begins its own.
    """

    store: Store
    law: LawBook
    kinds: DocumentKinds
    papers: PapersFor
    stamps: PageStamps
    clock: Clock
    ids: Ids
    actor: Actor
    judged: JudgedCases = field(default_factory=JudgedCases, init=False, compare=False, repr=False)


class SystemClock:
    """The computer's clock at +08:00, to the second."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(CHINA).replace(microsecond=0)


class SystemIds:
    """Identifiers and salts that cannot be guessed."""

    def new(self, kind: str) -> str:
        """Return a fresh identifier."""
        return f"{kind}-{secrets.token_hex(8)}"

    def salt(self) -> bytes:
        """Return 16 random bytes."""
        return secrets.token_bytes(16)


@dataclass
class StoryClock:
    """A clock that a diary sets, so that the same diary leaves the same record."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment the story has come to."""
        return self.moment


@dataclass
class StoryIds:
    """Identifiers and salts derived from a diary's content."""

    seed: bytes
    count: int = field(default=0)

    def _next(self) -> bytes:
        self.count += 1
        return hashlib.sha256(self.seed + self.count.to_bytes(8, "big")).digest()

    def new(self, kind: str) -> str:
        """Return the next identifier of the story."""
        return f"{kind}-{self._next()[:8].hex()}"

    def salt(self) -> bytes:
        """Return the next 16 bytes of the story."""
        return self._next()[:16]


NOBODY, NOBODY_NAME = "local", "本机用户"
"""Who acts before anybody has sat down at the keyboard: a command line, the first start."""


def this_machine() -> str:
    """Return the computer's name as the journal records it."""
    return socket.gethostname() or "本机"
