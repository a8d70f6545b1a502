"""The locator behind ``toml_reading``: the line on which each key of a valid TOML text stands."""

from __future__ import annotations

import re

Keys = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(["\\btnfr]))')
_ESCAPED = {'"': '"', "\\": "\\", "b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def places(text: str) -> dict[Keys, int]:
    """Return the line, from 1, of every table, key and array element of a TOML text that ``tomllib`` has accepted."""
    return _Locator(text.replace("\r\n", "\n")).run()


class _Locator:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.counted = 0
        self.line = 1
        self.lines: dict[Keys, int] = {}
        self.arrays: dict[Keys, int] = {}

    def run(self) -> dict[Keys, int]:
        table: Keys = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._head()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self.lines

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found.group()

    def _mark(self, keys: Keys) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        self.lines.setdefault(keys, self.line)

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            quoted = self._skip(_STRING)
            parts.append(_unquoted(quoted) if quoted else self._skip(_BARE_KEY))
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _head(self) -> Keys:
        many = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if many else 1
        *parents, last = self._key()
        self.at += 2 if many else 1
        end, self.at = self.at, start
        keys: Keys = ()
        for part in parents:
            keys = (*keys, part)
            self._mark(keys)
            keys = self._in_last(keys)
        keys = (*keys, last)
        self._mark(keys)
        if many:
            self.arrays[keys] = self.arrays.get(keys, -1) + 1
            keys = (*keys, self.arrays[keys])
            self._mark(keys)
        self.at = end
        return keys

    def _in_last(self, keys: Keys) -> Keys:
        """A parent that is an array of tables stands for its last table."""
        return (*keys, self.arrays[keys]) if keys in self.arrays else keys

    def _pair(self, table: Keys) -> None:
        start = self.at
        parts = self._key()
        end, self.at = self.at, start
        keys = table
        for part in parts:
            keys = (*keys, part)
            self._mark(keys)
        self.at = end + 1
        self._skip(_SPACE)
        self._value(keys)

    def _value(self, keys: Keys) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self._array(keys)
        elif opening == "{":
            self._inline(keys)
        elif not self._skip(_STRING):
            self._skip(_BARE_VALUE)

    def _array(self, keys: Keys) -> None:
        index = 0
        self.at += 1
        self._skip(_BLANK)
        while not self.text.startswith("]", self.at):
            self._mark((*keys, index))
            self._value((*keys, index))
            index += 1
            self._comma()
        self.at += 1

    def _inline(self, keys: Keys) -> None:
        self.at += 1
        self._skip(_BLANK)
        while not self.text.startswith("}", self.at):
            self._pair(keys)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_BLANK)


def _unquoted(quoted: str) -> str:
    if quoted.startswith("'"):
        return quoted[1:-1]
    return _ESCAPE.sub(_unescape, quoted[1:-1])


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED[match[3]]
