"""Acts whose papers have narratives that an officer may write in his own words.

What the law asks of such a paper stays the same (行政处罚法第四十四条、第五十九条); only how it is told is the officer's.
"""

from __future__ import annotations

from operator import not_
from typing import Annotated

from pydantic import Field

from mq_enforce.case.acts.common import Act
from mq_enforce.case.values import Asks, DocumentId, LongText, Text, Value


class Wording(Value):
    """An officer's own words in place of one generated narrative of a paper.

    ``name`` is the narrative's ``edit`` name in the form. Without ``party`` it is that of every copy the act makes.
    ``replaces`` is the SHA-256, in hex, of the generated text that the officer had before him; a diary may leave it out.
    """

    document: DocumentId = Field(title="文书")
    name: Text = Field(title="段落")
    text: LongText = Field(title="改写后的文字")
    party: str | None = Field(default=None, title="当事人")
    replaces: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = Field(default="", title="所替换文字的校验值")


class Worded(Act):
    """An act that makes a paper with such narratives; what says nothing of them is kept as if the field were not there."""

    wording: Annotated[tuple[Wording, ...], Asks(hidden=True)] = Field(default=(), title="改写的段落", exclude_if=not_)
