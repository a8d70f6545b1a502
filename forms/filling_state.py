"""What is known while one paper is being filled, block after block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.blocks import Block
from forms.filled import FilledBlock, Pieces, Words, plain
from forms.filling_values import Values
from forms.specification import Form
from mq_enforce.documents.ports import Narrative
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
    narratives: dict[str, Narrative] = field(default_factory=dict)
    satisfied: list[str] = field(default_factory=list)
    demanded: tuple[str, ...] = ()
    """What the law asks of the block being filled and of those that it stands in."""

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[FilledBlock]:
        """Fill the blocks that apply; what has been printed decides what the paper satisfies."""
        for block in blocks:
            if self.values.blank and not block.in_blank:
                continue
            if self.values.applies(block.when, block.unless):
                self.satisfied.extend(block.satisfies)
                above, self.demanded = self.demanded, (*self.demanded, *block.satisfies)
                yield from self.fillers[type(block)](self, block)
                self.demanded = above

    def narrative(self, edit: str, label: str, generate: Callable[[], Pieces]) -> Pieces:
        """Return the text that an officer wrote, or the generated one; the latter is remembered under its name in any case.

        Where the law demands what the narrative tells, the facts for it are demanded however it is worded.
        """
        if not edit:
            return generate()
        missing = dict(self.values.missing)
        generated = generate()
        demanded = tuple(dict.fromkeys(self.demanded))
        self.narratives[edit] = Narrative(self.form.id, edit, label or self.form.title, plain(generated), demanded)
        rewritten = self.values.rewritten(edit)
        if not rewritten:
            return generated
        if not demanded:
            self.values.missing = missing
        name = f"edit.{edit}"
        self.values.printed[name] = plain_runs(rewritten)
        return tuple(Words(run, name) for run in rewritten)
