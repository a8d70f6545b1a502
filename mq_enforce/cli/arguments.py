"""The parser of ``argparse`` with Chinese words: help, usage, and faults told like every other bad input."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from mq_enforce.base.errors import BadInput, Fault

_TOLD: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "没有写明 {what}", ""),
    (
        re.compile(r"argument (?P<what>[^:]+): invalid choice: (?P<given>.+?) \(choose from (?P<known>.+)\)"),
        "“{given}”不能用作{what}",
        "{known}",
    ),
    (re.compile(r"argument (?P<what>[^:]+): invalid int value: (?P<given>.+)"), "{what} 的“{given}”不是整数", "整数"),
    (re.compile(r"argument (?P<what>[^:]+): expected (?:one|at least one) argument"), "{what} 后面缺少内容", ""),
    (re.compile(r"argument (?P<what>[^:]+): ignored explicit argument (?P<given>.+)"), "{what} 后面不能写内容{given}", ""),
    (re.compile(r"unrecognized arguments: (?P<given>.+)"), "不认识“{given}”", ""),
    (re.compile(r"ambiguous option: (?P<given>.+) could match (?P<known>.+)"), "“{given}”可以有几种理解", "{known}"),
)
"""What ``argparse`` says in English, and how it is told here: the sentence, and what was expected."""


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose faults are BadInput; its sub-commands are of the same kind."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
        super().__init__(**{"formatter_class": _Help, **options, "add_help": False})
        self._positionals.title, self._optionals.title = "内容", "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """Raise BadInput with the fault in Chinese and where to find help."""
        for pattern, told, expected in _TOLD:
            found = pattern.fullmatch(message)
            if found is not None:
                parts = {name: text.strip("'") for name, text in found.groupdict().items()}
                known = expected.format(**parts).replace("'", "").replace(", ", "、")
                raise BadInput(Fault(told.format(**parts), self.prog, known or f"{self.prog} --help 列出的写法"))
        raise BadInput(Fault("命令的写法不对", self.prog, f"{self.prog} --help 列出的写法"))
