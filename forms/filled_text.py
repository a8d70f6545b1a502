"""A filled paper as readable plain text: for goldens, for search, for the record of what an issued paper said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from forms.filled import (
    FilledBlock,
    FilledCell,
    FilledDrawing,
    FilledField,
    FilledFields,
    FilledForm,
    FilledGrid,
    FilledNumber,
    FilledParagraphs,
    FilledPhotos,
    FilledRules,
    FilledSeal,
    FilledSign,
    FilledSignature,
    FilledStub,
    FilledTitle,
    plain,
)

BLANK_NUMBER = "〔    〕第    号"
BLANK_DATE = "    年  月  日"


def filled_text(filled: FilledForm) -> str:
    """Return the paper's text, one line per paragraph or row, cells parted by ``｜``."""
    return "\n".join(line for block in filled.blocks for line in _block(block)) + "\n"


@singledispatch
def _block(block: FilledBlock) -> Iterator[str]:
    """Spacers and page breaks have no text."""
    del block
    return iter(())


@_block.register
def _(block: FilledTitle) -> Iterator[str]:
    return filter(None, (block.copy, block.agency, block.title))


@_block.register
def _(block: FilledNumber) -> Iterator[str]:
    yield block.label + (block.text or BLANK_NUMBER)


@_block.register
def _(block: FilledParagraphs) -> Iterator[str]:
    for number, paragraph in enumerate(block.paragraphs):
        yield (block.mark if number == 0 else "") + plain(paragraph)


@_block.register
def _(block: FilledRules) -> Iterator[str]:
    yield block.mark + "＿＿＿＿"


@_block.register
def _(block: FilledFields) -> Iterator[str]:
    return (_fields(row) for row in block.rows)


@_block.register
def _(block: FilledGrid) -> Iterator[str]:
    return ("｜".join(_cell(cell) for cell in row.cells) for row in block.rows)


@_block.register
def _(block: FilledPhotos) -> Iterator[str]:
    return ("【照片】" + "　".join(plain(one) for one in caption) for _, caption in block.frames)


@_block.register
def _(block: FilledDrawing) -> Iterator[str]:
    yield f"【图】{block.label}"


@_block.register
def _(block: FilledSignature) -> Iterator[str]:
    return ("　".join(_sign(sign) for sign in row) for row in block.rows)


@_block.register
def _(block: FilledSeal) -> Iterator[str]:
    yield plain(block.name)
    yield plain(block.date)


@_block.register
def _(block: FilledStub) -> Iterator[str]:
    yield block.title
    yield block.number or BLANK_NUMBER
    yield from (_fields(row) for row in block.rows)


def _fields(row: tuple[FilledField, ...]) -> str:
    return "　".join(f"{field.label}{plain(field.content) or '＿＿＿＿'}{field.after}" for field in row)


def _sign(sign: FilledSign) -> str:
    if sign.date is not None and not sign.label:
        return sign.date or BLANK_DATE
    line = plain(sign.content) or "　".join(["＿＿＿＿"] * sign.lines)
    return f"{sign.label}{line}" + (f"　{sign.date or BLANK_DATE}" if sign.date is not None else "")


def _cell(cell: FilledCell) -> str:
    lines = [plain(paragraph) for paragraph in cell.paragraphs]
    lines += [_fields(row) for row in cell.fields]
    if cell.signs:
        lines.append("　".join(_sign(sign) for sign in cell.signs))
    return " / ".join(lines)
