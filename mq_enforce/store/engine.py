"""Engines: SQLite for one office PC, PostgreSQL for an office; the same statements run on both.

SQLite: write-ahead log, full sync (evidence must outlive a power cut), foreign keys, and transactions that begin when
we say so: a write takes the lock at once, so that it never fails half-way for want of it. PostgreSQL: reads see one
snapshot, writes wait a bounded time for a lock.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.schema import Table

from mq_enforce.base.errors import BadInput, Fault

BUSY_SECONDS = 15
_WRITING = "mq_writing"
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}")
_EXPECTED = "SQLite 文件的路径，或 postgresql+psycopg:// 开头的地址"


def database_url(where: str | Path) -> URL:
    """Return the address of a database: a path means a SQLite file. Raises BadInput for any other kind of database."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise BadInput(Fault("数据库地址的写法不对", expected=_EXPECTED)) from None
    kind = url.get_backend_name()
    if kind == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if kind == "sqlite":
        return url.set(drivername="sqlite")
    raise BadInput(Fault(f"不支持“{kind}”数据库", expected=_EXPECTED))


def in_memory(url: URL) -> bool:
    """Say whether the database lives in memory only: for tests and previews."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def make_engine(url: URL) -> Engine:
    """Return the engine with our way of beginning transactions. Connects to nothing yet."""
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=24, pool_timeout=BUSY_SECONDS)
        event.listen(engine, "connect", _prepare_postgres)
        return engine
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}, "poolclass": StaticPool} if in_memory(url) else {}
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading(engine: Engine) -> Connection:
    """Return a connection whose transaction sees one snapshot and writes nothing."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.connect()


def writing(engine: Engine) -> Connection:
    """Return a connection whose transaction may write."""
    if engine.dialect.name == "postgresql":
        return engine.connect()
    return engine.connect().execution_options(**{_WRITING: True})


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT in the words of the engine."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a connection of any driver
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    may_write = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {0 if may_write else 1}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write else "BEGIN")


def _prepare_postgres(connection: Any, _record: object) -> None:  # noqa: ANN401 - a connection of any driver
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    connection.autocommit = False
