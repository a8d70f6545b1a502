"""JSON files with faults told by line and column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.text_reading import read_text

_SYNTAX = (
    ("Expecting property name", "这里缺少用双引号括起来的名称"),
    ("Expecting ':'", "名称后面缺少冒号"),
    ("Expecting ','", "两项之间缺少逗号，或者括号没有配对"),
    ("Expecting value", "这里缺少一个值"),
    ("Illegal trailing comma", "最后一项后面多了一个逗号"),
    ("Unterminated string", "字符串没有结束的双引号"),
    ("Invalid control character", "字符串里有换行或控制字符"),
    ("Invalid \\", "字符串里的反斜杠写法不对"),
    ("Extra data", "文件的内容在这里应当已经结束"),
)


def read_json(path: Path) -> Any:  # noqa: ANN401 - JSON holds anything
    """Return the value of a JSON file. Raises EnvironmentProblem (cannot be read) or BadInput (with line and column)."""
    return parse_json(read_text(path), path.name)


def parse_json(text: str, name: str) -> Any:  # noqa: ANN401 - JSON holds anything
    """Return the value of a JSON text; ``name`` is the file it is said to stand in.

    Raises BadInput for wrong syntax (with line and column), for a name given twice in one object and for NaN and Infinity.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise BadInput(Fault(f"名称“{key}”在同一处出现了两次", name, "每个名称只写一次"))
            found[key] = value
        return found

    def refuse(constant: str) -> NoReturn:
        raise BadInput(Fault(f"“{constant}”不是数", name, "普通的数字"))

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise BadInput(Fault(_in_chinese(error.msg), f"{name} 第 {error.lineno} 行第 {error.colno} 列", "JSON 的写法")) from None
    except RecursionError:
        raise BadInput(Fault("括号嵌套得太深", name)) from None


def _in_chinese(message: str) -> str:
    return next((chinese for start, chinese in _SYNTAX if message.startswith(start)), "这里不符合 JSON 的写法")
