"""Search that finds two-character Chinese words: an index of characters and pairs of characters.

The full-text indexes of both engines know nothing of Chinese, so each character and each pair of neighbours becomes a
token of plain letters and digits (``5f20z4f1f`` is 张伟), which no tokenizer can misread and which works beyond the
basic plane. A term is found where all its pairs occur and, to be exact, where the text really contains it: the result
equals that of LIKE over the text.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from sqlalchemy import ARRAY, ColumnElement, Text, and_, bindparam, cast, column, func, select, table

from mq_enforce.store.tables import projections

INDEX = "case_search"
_TERMS_AT_MOST = 20


def normalise(text: str) -> str:
    """Return text as it is compared: full-width and compatibility forms made one, case folded, blanks single, lines kept."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("\x00", "")
    return "\n".join(" ".join(line.split()) for line in folded.splitlines())


def grams(normalised: str) -> str:
    """Return the tokens of a normalised text, each once, joined by blanks. Pairs do not reach over the end of a line."""
    found: dict[str, None] = {}
    for line in normalised.split("\n"):
        found |= dict.fromkeys(_token(one) for one in line)
        found |= dict.fromkeys(_token(one + two) for one, two in pairwise(line))
    return " ".join(found)


def terms(search: str) -> tuple[str, ...]:
    """Return the terms of what was typed, all of which must occur; at most twenty."""
    return tuple(dict.fromkeys(normalise(search).split()))[:_TERMS_AT_MOST]


def condition(dialect: str, search: str) -> ColumnElement[bool] | None:
    """Return the condition on ``projections`` for what was typed, or None when nothing was."""
    wanted = terms(search)
    if not wanted:
        return None
    tokens = [token for term in wanted for token in _query_tokens(term)]
    if dialect == "postgresql":
        indexed = func.string_to_array(projections.c.grams, " ").op("@>")(cast(tokens, ARRAY(Text)))
        exact = [func.strpos(projections.c.search, term) > 0 for term in wanted]
        return and_(indexed, *exact)
    index = table(INDEX, column("rowid"), column(INDEX))
    hits = select(index.c.rowid).where(index.c[INDEX].op("MATCH")(bindparam(None, " AND ".join(tokens))))
    exact = [func.instr(projections.c.search, term) > 0 for term in wanted]
    return and_(projections.c.row_id.in_(hits), *exact)


def _query_tokens(term: str) -> list[str]:
    if len(term) == 1:
        return [_token(term)]
    return [_token(one + two) for one, two in pairwise(term)]


def _token(characters: str) -> str:
    return "z".join(f"{ord(char):x}" for char in characters)
