"""Fixtures for all tests: PostgreSQL as a throwaway cluster on a socket in a temporary folder, and a store on each engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url, text
from store_office import Office, open_case

from mq_enforce.store import Store

# A busy machine is no fault of the program: what takes how long is measured elsewhere.
settings.register_profile("mq", deadline=None)
settings.load_profile("mq")

# Widgets are drawn without a screen, the same everywhere, unless a developer asks for another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests; skips where there is no server binary."""
    binaries = _postgres_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server binaries (initdb, pg_ctl) on this machine")
    folder = Path(tempfile.mkdtemp(prefix="mqpg"))
    as_user = _not_root(folder)

    def run(tool: str, *arguments: str) -> None:
        command = [str(binaries / tool), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user)  # noqa: S603 - our own arguments

    run("initdb", "--no-sync", "--username=mq", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=80"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://mq@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_binaries() -> Path | None:
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb") or (str(packaged[-1]) if packaged else None)
    return Path(found).resolve().parent if found else None


def _not_root(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root; give the folder to another user and return how to start programs as that user."""
    if sys.platform == "win32" or os.getuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - not on Windows

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    owner = known.get("postgres") or known["nobody"]
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


_EMPTY = """DO $$ BEGIN EXECUTE (
    SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ')
    FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
); END $$"""


@pytest.fixture(scope="session")
def _tables(postgres_url: str) -> Iterator[tuple[str, Engine]]:
    _administer(postgres_url, "CREATE DATABASE mq_tests")
    address = _database(postgres_url, "mq_tests")
    with tempfile.TemporaryDirectory() as folder:
        Store.open(address, Path(folder)).close()
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    yield address, engine
    engine.dispose()


@pytest.fixture
def postgres_database(_tables: tuple[str, Engine]) -> Iterator[str]:
    """The address of a database with the tables of this version and no rows."""
    address, engine = _tables
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    yield address
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        connection.execute(text(_EMPTY))


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[str]:
    """The address of a database without tables."""
    _administer(postgres_url, "CREATE DATABASE mq_empty")
    yield _database(postgres_url, "mq_empty")
    _administer(postgres_url, "DROP DATABASE mq_empty WITH (FORCE)")


def _administer(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _database(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


BOTH = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a store lies, on each engine."""
    if request.param == "sqlite":
        return tmp_path / "data" / "mq.sqlite3"
    address: str = request.getfixturevalue("postgres_database")
    return address


@pytest.fixture
def office(where: str | Path, tmp_path: Path) -> Iterator[Office]:
    """An open store on each engine."""
    office = Office(Store.open(where, tmp_path / "data"), where, tmp_path / "data")
    yield office
    office.store.close()


@pytest.fixture
def with_case(office: Office) -> Office:
    """An office with one case ``c1`` at version 1, one fact, one act and its flat row."""
    open_case(office, "c1")
    return office


@pytest.fixture
def opened(office: Office) -> Callable[..., None]:
    """Open further cases."""
    return lambda case_id, **more: open_case(office, case_id, **more)
