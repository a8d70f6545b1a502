"""No command: the window. Qt is imported here, when it is wanted, and nowhere else in the command line."""

from __future__ import annotations

import argparse
import os
import sys

from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.bootstrap import data_folder


def window(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed. Raises EnvironmentProblem where there is no screen, or Qt cannot be used."""
    if not _has_screen():
        raise EnvironmentProblem(
            "这里没有图形界面，窗口不能打开", "数据没有受影响", "请在桌面上启动，或者使用命令（mq-enforce --help 列出全部命令）"
        )
    try:
        from ui.app import run_window  # noqa: PLC0415 - other commands need no Qt
    except ImportError as error:
        raise EnvironmentProblem(
            f"图形界面的组件不能使用：{error}", "数据没有受影响", "请重新安装本程序；Linux 上还要安装说明里列出的系统组件"
        ) from error
    return run_window(data_folder(options.data), options.database)


def _has_screen() -> bool:
    """Tell whether a window can be shown: Qt would end the process where there is no display."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
