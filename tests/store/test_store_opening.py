"""Opening a store: once per data folder, on any version up to ours, with clear words for everything else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from store_office import Office, open_case

from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.store import DATABASE_NAME, Store, doctor
from mq_enforce.store.tables import cases, metadata


def test_opening_makes_what_is_needed_and_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "办案 数据" / "深"
    for _ in range(2):
        with Store.open(folder / DATABASE_NAME, folder) as store:
            assert store.agencies() == ()
            assert (folder / "blobs").is_dir()


def test_a_second_start_on_the_same_data_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    first = Store.open(tmp_path / DATABASE_NAME, tmp_path)
    with pytest.raises(EnvironmentProblem) as caught:
        Store.open(tmp_path / DATABASE_NAME, tmp_path)
    assert "另一个窗口或程序" in caught.value.what
    assert caught.value.exit_code == 4
    first.close()
    Store.open(tmp_path / DATABASE_NAME, tmp_path).close()


def test_the_same_database_under_another_data_folder_is_refused_too(tmp_path: Path) -> None:
    with Store.open(tmp_path / "shared" / "x.db", tmp_path / "one"), pytest.raises(EnvironmentProblem, match="另一个窗口或程序"):
        Store.open(tmp_path / "shared" / "x.db", tmp_path / "two")
    Store.open(tmp_path / "shared" / "x.db", tmp_path / "two").close()


def test_a_reader_cannot_write(with_case: Office) -> None:
    with pytest.raises(EnvironmentProblem, match=r"只读|不能写入"), with_case.store.read(with_case.actor.agency) as r:
        r.update(cases, {"case_id": "c1"}, {"title": "x"})


def test_another_process_is_refused_too_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from mq_enforce.store import Store\n"
        "store = Store.open(Path(sys.argv[1]) / 'mq.sqlite3', Path(sys.argv[1]))\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603 - our own code
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(EnvironmentProblem, match="另一个窗口或程序"):
            Store.open(tmp_path / DATABASE_NAME, tmp_path)
        other.kill()
    Store.open(tmp_path / DATABASE_NAME, tmp_path).close()


def test_a_failed_opening_leaves_no_lock(tmp_path: Path) -> None:
    database = tmp_path / DATABASE_NAME
    database.write_bytes(b"this is no database, and long enough to be told apart from an empty one" * 20)
    with pytest.raises(EnvironmentProblem, match="不是本程序的数据"):
        Store.open(database, tmp_path)
    database.unlink()
    Store.open(database, tmp_path).close()


def test_data_of_a_newer_program_are_refused_politely(office: Office) -> None:
    office.by_hand("UPDATE alembic_version SET version_num = '9999'")
    office.store.close()
    with pytest.raises(EnvironmentProblem) as caught:
        office.reopen()
    assert "更新版本" in caught.value.what
    assert "安装新版本" in caught.value.todo


def test_the_migrations_make_exactly_the_tables_that_the_program_uses(office: Office) -> None:
    def ours(name: str | None, kind: str, _: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith("case_search")) and name != "ix_projections_grams"

    with office.store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.postgres
def test_an_empty_postgres_database_is_filled_on_first_opening(empty_postgres: str, tmp_path: Path) -> None:
    with Store.open(empty_postgres, tmp_path) as store, Store.open(empty_postgres, tmp_path):
        assert store.agencies() == ()


@pytest.mark.postgres
def test_the_plain_postgres_address_means_the_same_driver(postgres_database: str, tmp_path: Path) -> None:
    with Store.open(postgres_database.replace("+psycopg", ""), tmp_path) as store:
        assert store.engine.driver == "psycopg"


def test_a_store_in_memory_works_for_previews(tmp_path: Path) -> None:
    with Store.open("sqlite://", tmp_path) as store:
        office = Office(store, "sqlite://", tmp_path)
        open_case(office, "c1")
        with store.read(office.actor.agency) as r:
            assert r.case("c1").acts[0].act_id == "clue"
        assert doctor(store) == []


def test_the_sqlite_file_is_set_up_for_evidence(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}", tmp_path) as store, store.engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize("address", ["mysql://localhost/x", "postgresql://:::", "://"])
def test_an_address_that_is_none_is_bad_input(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        Store.open(address, tmp_path)


def test_a_server_that_cannot_be_reached_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        Store.open(f"postgresql+psycopg://mq@/mq?host={tmp_path}", tmp_path)
    assert "连接不上数据库" in caught.value.what


@pytest.mark.postgres
def test_a_database_that_does_not_exist_is_told_as_such(postgres_url: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="数据库"):
        Store.open(postgres_url.replace("/postgres?", "/nowhere?"), tmp_path)


def test_reading_beside_an_open_unit_of_the_same_thread_is_our_mistake(with_case: Office) -> None:
    store = with_case.store
    with store.write(*with_case.unit) as w:
        with pytest.raises(RuntimeError, match="unit of work"), store.read(w.agency):
            pass
        assert w.case_row("c1").version == 1
    with store.read(with_case.actor.agency) as r:
        assert r.case_row("c1").version == 1
