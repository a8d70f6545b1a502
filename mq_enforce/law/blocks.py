"""硬阻断与警告: what may not be done, and what may be done only with a reason, each with its article.

A block is data here; the proposition that tests it lives with the procedures.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.law.articles import Article
from mq_enforce.law.reading import Table, json_table
from mq_enforce.law.rules import article_of

TITLE_LENGTH = 20
"""The most characters a title may have: it stands in lists and on buttons."""


@dataclass(frozen=True, slots=True)
class Block:
    """One hard block (``HB-60``) or warning (``W-03``).

    ``applies`` says to what, ``condition`` what is unlawful or unusual. A block rests on an ``article`` that was checked
    (evidence A) or on a ``source`` known from excerpts only (B); warnings are practice (C) and may rest on nothing.
    """

    id: str
    title: str
    applies: str
    condition: str
    evidence: str
    article: Article | None = None
    source: str = ""

    @property
    def hard(self) -> bool:
        """Whether the act is refused; a warning can be overridden with a reason."""
        return self.id.startswith("HB-")

    @property
    def citation(self) -> str:
        """The printed citation, or the source where no article is on file; empty for a warning without one."""
        return self.article.cite() if self.article else self.source


@dataclass(frozen=True, slots=True, eq=False)
class BlockBook:
    """All blocks and warnings by id."""

    entries: Mapping[str, Block]

    def __getitem__(self, block: str) -> Block:
        """Return the block or warning of an id. Raises BadInput when there is none, naming what is near."""
        found = self.entries.get(block)
        if found is None:
            near = difflib.get_close_matches(block.upper(), self.entries, n=3, cutoff=0.6)
            hint = f"，相近的有 {'、'.join(near)}" if near else ""
            raise BadInput(Fault(f"没有编号为“{block}”的阻断或警告{hint}", expected="编号，如 HB-60、W-03"))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, block: object) -> bool:
        return block in self.entries

    def get(self, block: str) -> Block | None:
        """Return the block or warning of an id, or None."""
        return self.entries.get(block)

    def hard(self) -> Iterator[Block]:
        """Yield the hard blocks."""
        return (block for block in self.entries.values() if block.hard)

    def warnings(self) -> Iterator[Block]:
        """Yield the warnings."""
        return (block for block in self.entries.values() if not block.hard)


def read_blocks(path: Path) -> BlockBook:
    """Read a file of blocks. Raises BadInput naming file and key, or EnvironmentProblem."""
    top = json_table(path)
    top.only("format", "blocks", "warnings")
    entries: dict[str, Block] = {}
    for key in ("blocks", "warnings"):
        for table in top.tables(key):
            block = _block(table)
            if block.id in entries:
                raise table.fault("id", f"“{block.id}”出现了两次", "每个编号只写一次")
            if block.hard != (key == "blocks"):
                raise table.fault("id", f"“{block.id}”放错了地方", "HB- 开头的在 blocks，W- 开头的在 warnings")
            entries[block.id] = block
    return BlockBook(entries)


def _block(table: Table) -> Block:
    table.only("id", "title", "applies", "condition", "article", "source", "evidence")
    title = table.text("title")
    if len(title) > TITLE_LENGTH:
        raise table.fault("title", f"标题有 {len(title)} 个字", f"{TITLE_LENGTH} 字以内")
    block = Block(
        id=table.text("id"),
        title=title,
        applies=table.text("applies"),
        condition=table.text("condition"),
        evidence=table.choice("evidence", ("A", "B", "C")),
        article=article_of(table, "article") if "article" in table.data else None,
        source=table.maybe_text("source"),
    )
    if block.hard and (block.article is None) == (not block.source):
        raise table.fault("article", "硬阻断必须有依据，“article”和“source”只写一项", "已核对的条文写 article，否则写 source")
    return block


@cache
def load_blocks() -> BlockBook:
    """Return the blocks and warnings that come with the program."""
    return read_blocks(resource("law", "blocks.json"))
