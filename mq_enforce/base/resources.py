"""The one place that knows where data files and art lie, in a checkout and in a built program alike."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from mq_enforce.base.errors import EnvironmentProblem


def resource(*parts: str) -> Path:
    """Return the path of a data file or folder of the program, such as ``resource("law", "periods.json")``.

    Raises EnvironmentProblem when the installation lacks it.
    """
    path = Path(str(files("resources").joinpath(*parts)))
    if not path.exists():
        raise EnvironmentProblem(f"程序自带的文件“{'/'.join(parts)}”不见了", "办案数据没有受影响", "请重新安装本程序")
    return path
