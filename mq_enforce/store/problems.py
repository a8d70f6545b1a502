"""What a failing database means for a person: what failed, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault

_SAFE = "这一步没有保存，此前保存的内容没有受影响"
_AGAIN = "请稍候重试"
_DISK_FULL = ("磁盘空间不足", "请清理磁盘，然后重试")
_BUSY = ("数据正被另一项操作占用", _AGAIN)
_UNREACHABLE = ("连接不上数据库", "请检查网络和数据库服务器，然后重试")
_READ_ONLY = ("数据文件不能写入", "请检查数据文件夹的权限和磁盘，然后重试")
_BROKEN = ("数据文件已经损坏或者不是本程序的数据", "请不要继续使用这份数据，先复制保存，再用备份恢复")

_SQLITE = {
    "SQLITE_FULL": _DISK_FULL,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_CANTOPEN": ("打不开数据文件", "请检查数据文件夹是否存在、有没有权限，然后重试"),
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_IOERR": ("磁盘读写出错", "请检查磁盘是否完好、是否已满，然后重试"),
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_NOTADB": _BROKEN,
}
_POSTGRES = {
    "53100": _DISK_FULL,
    "53200": ("数据库服务器内存不足", _AGAIN),
    "53300": ("数据库的连接数已满", _AGAIN),
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
    "25006": ("数据库处于只读状态", "请联系管理员"),
    "3D000": ("数据库不存在", "请联系管理员建立数据库，或检查连接地址"),
    "42501": ("数据库账号没有权限", "请联系管理员"),
    "08": _UNREACHABLE,
    "28": ("数据库不接受这个账号或密码", "请检查连接地址中的账号和密码"),
    "57": ("数据库服务器中断了操作", _AGAIN),
}


class StaleCase(EnvironmentProblem):
    """Someone else changed the case after it was looked at."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__("另一位同事刚刚改了这里", "本案保持同事保存的样子，您这一步没有保存", "请重新打开本案，看过改动后再办")


def unknown(what: str, name: str) -> BadInput:
    """Return the error for something that the store does not hold, such as ``unknown("案件", id)``."""
    return BadInput(Fault(f"没有{what}“{name}”", expected=f"已有的{what}"))


@contextmanager
def telling(doing: str) -> Iterator[None]:
    """Turn a failure of the database, not of our statements, into an EnvironmentProblem that begins with ``doing``."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        reason, todo = meaning
        raise EnvironmentProblem(f"{doing}失败：{reason}", _SAFE, todo) from error
    except PoolTimeoutError as error:
        raise EnvironmentProblem(f"{doing}失败：{_BUSY[0]}", _SAFE, _AGAIN) from error


def _meaning(error: DBAPIError) -> tuple[str, str] | None:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return next((meaning for start, meaning in _SQLITE.items() if name.startswith(start)), None)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    return _UNREACHABLE if error.connection_invalidated or type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"} else None
