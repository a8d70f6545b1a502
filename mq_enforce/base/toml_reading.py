"""TOML files whose faults are told by file, line and key.

``tomllib`` gives positions for syntax errors only; for everything else a locator goes over the text again, and only
when there is a fault to place.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.text_reading import read_text
from mq_enforce.base.toml_places import places

_POSITION = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_SYNTAX = (
    ("Invalid date or datetime", "没有这样的日期或时间"),
    ("Expected '='", "名称后面缺少等号"),
    ("Invalid initial character for a key part", "这里缺少名称，或者名称以不能用的字符开头（中文名称要加双引号）"),
    ("Invalid statement", "这一行不是“名称 = 值”，也不是表头（中文名称要加双引号）"),
    ("Invalid value", "等号后面缺少一个正确的值（文字要加双引号）"),
    ("Unclosed array", "数组没有用方括号结束"),
    ("Unclosed inline table", "花括号没有配对"),
    ("Unterminated string", "字符串没有结束的引号"),
    ("Expected \"'''\"", "字符串没有结束的引号"),
    ('Expected \'"""\'', "字符串没有结束的引号"),
    ('Expected "\'"', "字符串没有结束的引号"),
    ("Illegal character", "这里有不能用的字符（字符串可能没有结束的引号）"),
    ("Unescaped", "字符串里的反斜杠要写成两个，或者改用单引号"),
    ("Expected ']", "表头没有用方括号结束"),
    ("Expected newline or end", "值的后面还有多余的内容"),
    ("Cannot declare", "这个表已经写过一次"),
    ("Cannot overwrite a value", "这个名称已经有值了"),
    ("Cannot mutate immutable", "这个表已经写完，不能再添加"),
    ("Cannot redefine namespace", "这个表已经写过一次"),
    ("Duplicate inline table key", "花括号里的名称出现了两次"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML file: its data and the means to say where in it something stands."""

    data: dict[str, Any]
    name: str
    text: str

    def where(self, *keys: str | int) -> str:
        """Return the place of a value, such as ``日记.toml 第 12 行 acts[3].at``.

        ``keys`` lead from the top to the value; numbers are indices from 0. For something that is not there the line
        is that of the nearest enclosing table. Without keys: the file's name.
        """
        if not keys:
            return self.name
        known = places(self.text)
        line = next((known[keys[:length]] for length in range(len(keys), 0, -1) if keys[:length] in known), None)
        place = f" 第 {line} 行" if line else ""
        return f"{self.name}{place} {dotted(*keys)}"


def dotted(*keys: str | int) -> str:
    """Return a path of keys as people write it: ``acts[3].at``."""
    text = ""
    for key in keys:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def read_toml(path: Path) -> Document:
    """Return a TOML file. Raises EnvironmentProblem (cannot be read) or BadInput (not UTF-8, wrong syntax: line and column)."""
    return parse_toml(read_text(path), path.name)


def parse_toml(text: str, name: str) -> Document:
    """Return a TOML text; ``name`` is the file it is said to stand in. Raises BadInput with line and column."""
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    try:
        return Document(tomllib.loads(text), name, text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(_syntax_fault(str(error), name, text)) from None
    except RecursionError:
        raise BadInput(Fault("括号嵌套得太深", name)) from None


def _syntax_fault(message: str, name: str, text: str) -> Fault:
    position = _POSITION.search(message)
    if position is None:
        where = name
    elif position["line"]:
        where = f"{name} 第 {position['line']} 行第 {position['column']} 列"
    else:
        where = f"{name} 第 {text.rstrip().count(chr(10)) + 1} 行（文件末尾）"
    chinese = next((words for start, words in _SYNTAX if message.startswith(start)), "这里不符合 TOML 的写法")
    return Fault(chinese, where, "TOML 的写法")
