"""The history of the tables, from the first version on, and the way up it.

All steps that are missing run in one transaction, so that a data file is never left between two versions.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.store.engine import writing

_ADVISORY_LOCK = 7_224_001
"""Any number that no other program uses: two programs that start at once migrate one after the other."""


def upgrade(engine: Engine) -> None:
    """Bring the tables to this program's version. Raises EnvironmentProblem when they are of a newer one, or not ours."""
    config = Config()
    config.set_main_option("script_location", Path(__file__).parent.as_posix().replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    with writing(engine) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            _demand_utf8(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        present = set(MigrationContext.configure(connection).get_current_heads())
        if not present <= known:
            raise EnvironmentProblem(
                "这份数据是用更新版本的程序保存的，本程序不能打开",
                "数据没有受影响",
                "请安装新版本的程序后再打开",
            )
        if present != set(script.get_heads()):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _demand_utf8(connection: Connection) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise EnvironmentProblem(f"数据库的编码是 {encoding}", "数据没有受影响", "请管理员用 UTF8 编码另建一个数据库")
