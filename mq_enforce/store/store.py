"""The store: where an office's records lie, and the only way to them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine

from mq_enforce.base.actors import Actor, Clock, Ids
from mq_enforce.base.files import make_folder
from mq_enforce.store import engine as engines
from mq_enforce.store.blobs import BlobFiles
from mq_enforce.store.journal import agency_ids
from mq_enforce.store.locking import FolderLock
from mq_enforce.store.migrations import upgrade
from mq_enforce.store.problems import telling
from mq_enforce.store.projections import rebuild_index
from mq_enforce.store.reading import Reader
from mq_enforce.store.scope import Scope
from mq_enforce.store.writing import Writer

DATABASE_NAME = "mq.sqlite3"
"""The name of the SQLite file inside the data folder."""


class Store:
    """An open store. Threads may share it; each has its own units of work."""

    def __init__(self, engine: Engine, blob_files: BlobFiles, locks: ExitStack, one_connection: bool) -> None:
        self.engine = engine
        self.blobs = blob_files
        self._locks = locks
        self._local = threading.local()
        self._turn = threading.RLock() if one_connection else None

    @classmethod
    def open(cls, where: str | Path, data_dir: Path) -> Self:
        """Open a store, making and migrating what is needed.

        ``where`` is the path of a SQLite file, or an address (``sqlite://`` in memory, ``postgresql+psycopg://…``);
        ``data_dir`` holds the blobs and, for SQLite, the lock. Raises EnvironmentProblem: a second start, data of a newer
        version, no connection, no permission; BadInput: an address that is none.
        """
        url = engines.database_url(where)
        make_folder(data_dir)
        with ExitStack() as undo:
            locks = undo.enter_context(ExitStack())
            for folder in _locked_folders(url, data_dir):
                make_folder(folder)
                locks.callback(FolderLock(folder).close)
            engine = engines.make_engine(url)
            undo.callback(engine.dispose)
            with telling("打开数据"):
                upgrade(engine)
            store = cls(engine, BlobFiles(data_dir / "blobs"), locks, engines.in_memory(url))
            undo.pop_all()
            return store

    def close(self) -> None:
        """Close all connections and let go of the data folder."""
        self.engine.dispose()
        self._locks.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def read(self, agency: str) -> Iterator[Reader]:
        """Read an agency's records from one snapshot."""
        with self._transaction(engines.reading, "读取数据") as connection:
            yield Reader(connection, agency, self.blobs)

    @contextmanager
    def write(self, actor: Actor, clock: Clock, ids: Ids) -> Iterator[Writer]:
        """Open a unit of work for the actor's agency: all of it is kept, journaled and sealed, or nothing."""
        with self._transaction(engines.writing, "保存") as connection:
            writer = Writer(connection, self.blobs, actor, clock, ids)
            yield writer
            writer.pending.flush()

    def agencies(self) -> tuple[str, ...]:
        """Return the ids of all agencies with records here."""
        with self._transaction(engines.reading, "读取数据") as connection:
            return agency_ids(Scope(connection, ""))

    def rebuild_search(self) -> None:
        """Make the search index anew from the flat rows of the cases."""
        for agency in self.agencies():
            with self._transaction(engines.writing, "重建检索") as connection:
                rebuild_index(Scope(connection, agency))

    @contextmanager
    def _transaction(self, connect: Callable[[Engine], Connection], doing: str) -> Iterator[Connection]:
        if getattr(self._local, "busy", False):
            raise RuntimeError("a unit of work of this thread is open: read and write through it")
        with ExitStack() as stack:
            if self._turn is not None:
                stack.enter_context(self._turn)
            stack.enter_context(telling(doing))
            self._local.busy = True
            stack.callback(setattr, self._local, "busy", False)
            connection = stack.enter_context(connect(self.engine))
            with connection.begin():
                yield connection


def _locked_folders(url: URL, data_dir: Path) -> set[Path]:
    """On SQLite one program at a time: over the blobs, and over the database should it lie elsewhere. PostgreSQL is for many."""
    if url.get_backend_name() != "sqlite":
        return set()
    own = {data_dir.resolve()}
    return own if engines.in_memory(url) else own | {Path(str(url.database)).resolve().parent}
