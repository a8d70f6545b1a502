"""What every use case stands on: the store, the law, the papers, the clock, the person at the keyboard."""

from __future__ import annotations

import hashlib
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mq_enforce.base.actors import CHINA, Actor, Clock, Ids
from mq_enforce.documents.kinds import DocumentKinds
from mq_enforce.documents.ports import PageStamps, Papers
from mq_enforce.law.lawbook import LawBook
from mq_enforce.store import Store

PapersFor = Callable[[Mapping[str, bytes]], Papers]
"""Gives the drawing port with the pictures that the papers may need, by key."""


@dataclass(frozen=True)
class Program:
    """The running program, put together by ``bootstrap`` and handed to every use case."""

    store: Store
    law: LawBook
    kinds: DocumentKinds
    papers: PapersFor
    stamps: PageStamps
    clock: Clock
    ids: Ids
    actor: Actor


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


def this_machine() -> str:
    """Return the computer's name as the journal records it."""
    return socket.gethostname() or "本机"
