"""What is known while one paper is being filled, block after block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.blocks import Block
from forms.filled import FilledBlock, Pieces, Words, plain
from forms.filling_values import Values
from forms.specification import Form
from mq_enforce.documents.runs import plain as plain_runs

FillOne = Callable[["Paper", Any], Iterable[FilledBlock]]
"""Fills one kind of block."""


@dataclass(slots=True)
class Paper:
    """A paper being filled; ``fillers`` has one function per kind of block."""

    form: Form
    values: Values
    number: str
    agency: str
    copy: str
    fillers: Mapping[type[Block], FillOne]
    editable: dict[str, str] = field(default_factory=dict)
    satisfied: list[str] = field(default_factory=list)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[FilledBlock]:
        """Fill the blocks that apply; what has been printed decides what the paper satisfies."""
        for block in blocks:
            if self.values.blank and not block.in_blank:
                continue
            if self.values.applies(block.when, block.unless):
                self.satisfied.extend(block.satisfies)
                yield from self.fillers[type(block)](self, block)

    def narrative(self, edit: str, generate: Callable[[], Pieces]) -> Pieces:
        """Return the text that an officer wrote, or the generated one; the latter is remembered under its name in any case."""
        rewritten = self.values.rewritten(edit)
        if not rewritten:
            text = generate()
            if edit:
                self.editable[edit] = plain(text)
            return text
        missing = dict(self.values.missing)
        self.editable[edit] = plain(generate())
        self.values.missing = missing
        name = f"edit.{edit}"
        self.values.printed[name] = plain_runs(rewritten)
        return tuple(Words(run, name) for run in rewritten)
