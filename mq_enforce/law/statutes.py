"""法规登记表: which statutes exist, what they are officially called, and when the registered version is in force.

The wording of articles is not shipped; a paper prints title, article, paragraph and item. An entry stands for one
version: when a statute is replaced, ``effective_to`` closes the entry and the replacement is another entry.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.law.reading import Table, toml_table

_BRACKETS = re.compile(r"[《》〈〉<>\s]")
_COUNTRY = "中华人民共和国"


class Rank(StrEnum):
    """效力位阶, from the highest to the lowest."""

    LAW = "法律"
    REGULATION = "行政法规"
    INTERPRETATION = "司法解释"
    LOCAL_REGULATION = "地方性法规"
    RULE = "规章"
    NORMATIVE = "规范性文件"


@dataclass(frozen=True, slots=True)
class Statute:
    """One statute in one version.

    ``title`` is the official title without outer brackets; ``number`` is the 文号 where the document is cited by it;
    ``version`` says which version the entry stands for. ``uncertain_from`` is the first day from which it is not known
    whether the version is in force. ``file`` names the text against which citations are audited; without it nothing
    of the statute could be checked (``on_file`` is false). ``confidence`` is A (checked against the text), B (excerpts
    or reprints) or C (recollection, to be confirmed by the office).
    """

    key: str
    title: str
    rank: Rank
    confidence: str
    source: str
    version: str = ""
    number: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    uncertain_from: date | None = None
    file: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def on_file(self) -> bool:
        """Whether the text lay before those who wrote the data."""
        return bool(self.file)

    @property
    def quoted(self) -> str:
        """The title as it is printed: ``《河南省实施〈中华人民共和国城乡规划法〉办法》``."""
        return "《" + self.title.replace("《", "〈").replace("》", "〉") + "》"

    def in_force(self, on: date) -> bool | None:
        """Say whether the registered version is in force on a day; None when the register cannot tell."""
        if self.effective_to is not None and on > self.effective_to:
            return False
        if self.effective_from is not None and on < self.effective_from:
            return False
        if self.effective_from is None or (self.uncertain_from is not None and on >= self.uncertain_from):
            return None
        return True


def plain_name(name: str) -> str:
    """Return a statute's name without brackets, blanks and 中华人民共和国, for comparing."""
    return _BRACKETS.sub("", name).replace(_COUNTRY, "")


@dataclass(frozen=True, slots=True, eq=False)
class Statutes:
    """The register: entries by key, and by every name under which they are cited."""

    entries: Mapping[str, Statute]
    _names: Mapping[str, str] = field(repr=False, compare=False)

    @classmethod
    def of(cls, entries: Mapping[str, Statute]) -> Statutes:
        """Build the register. Raises BadInput when two statutes claim the same name."""
        names: dict[str, str] = {}
        for key, entry in entries.items():
            for name in {key, entry.title, *entry.aliases, *([entry.number] if entry.number else [])}:
                known = names.setdefault(plain_name(name), key)
                if known != key:
                    raise BadInput(Fault(f"“{name}”同时指“{known}”和“{key}”", "statutes.toml", "每个名称只指一部法规"))
        return cls(entries, names)

    def __iter__(self) -> Iterator[Statute]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: str) -> Statute | None:
        """Return the statute of a key, or None."""
        return self.entries.get(key)

    def __getitem__(self, key: str) -> Statute:
        """Return the statute of a key. Raises BadInput when it is not registered."""
        found = self.entries.get(key)
        if found is None:
            raise self._unknown(key)
        return found

    def resolve(self, name: str) -> str:
        """Return the key for a key, title, alias or 文号, with or without brackets. Raises BadInput naming what is near."""
        key = self._names.get(plain_name(name))
        if key is None:
            raise self._unknown(name)
        return key

    def in_force(self, key: str, on: date) -> bool | None:
        """Say whether the registered version of a statute is in force on a day; None when that is not known."""
        found = self.entries.get(key)
        return None if found is None else found.in_force(on)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a registered statute may be cited, without brackets, longest first."""
        return tuple(sorted(self._names, key=lambda name: (-len(name), name)))

    def _unknown(self, name: str) -> BadInput:
        near = difflib.get_close_matches(plain_name(name), self._names, n=1, cutoff=0.6)
        hint = f"，是不是“{self._names[near[0]]}”" if near else ""
        return BadInput(Fault(f"法规登记表里没有“{name}”{hint}", expected="已登记的法规简称或全称，如“行政处罚法”"))


_KEYS = (
    "key", "title", "rank", "number", "version", "effective_from", "effective_to", "uncertain_from", "file", "source", "confidence",
    "note", "aliases",
)  # fmt: skip


def read_statutes(path: Path) -> Statutes:
    """Read a register. Raises BadInput naming file and key, or EnvironmentProblem."""
    top = toml_table(path)
    top.only("format", "statute")
    entries: dict[str, Statute] = {}
    for table in top.tables("statute"):
        entry = _statute(table)
        if entry.key in entries:
            raise table.fault("key", f"“{entry.key}”登记了两次", "每部法规只登记一次")
        entries[entry.key] = entry
    return Statutes.of(entries)


def _statute(table: Table) -> Statute:
    table.only(*_KEYS)
    return Statute(
        key=table.text("key"),
        title=table.text("title"),
        rank=Rank(table.choice("rank", tuple(Rank))),
        confidence=table.choice("confidence", ("A", "B", "C")),
        source=table.text("source"),
        version=table.maybe_text("version"),
        number=table.maybe_text("number"),
        effective_from=table.maybe_day("effective_from"),
        effective_to=table.maybe_day("effective_to"),
        uncertain_from=table.maybe_day("uncertain_from"),
        file=table.maybe_text("file"),
        note=table.maybe_text("note"),
        aliases=table.texts("aliases"),
    )


@cache
def load_statutes() -> Statutes:
    """Return the register that comes with the program."""
    return read_statutes(resource("law", "statutes.toml"))
