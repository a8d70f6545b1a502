"""What cannot be seen from one key alone: widths, spans, contents that exclude each other, names that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from forms.blocks import Block, FieldsBlock, FragmentBlock, GridBlock, HeadingBlock, NumberBlock, OneOfBlock, StubBlock, TableBlock
from forms.cells import Cell, Field, FieldRow, GridRow
from forms.decoding import Keys, Reader, Reference, is_conditioned
from forms.spans import placements
from forms.specification import Head
from mq_enforce.base.errors import Fault
from mq_enforce.documents.context import KnownNames

_TOLERANCE = 0.5
_HEADING_LEVELS = 3
_MOST_VERTICAL = 16
_ROW_NAMES = frozenset({"row.number"})
_KINDS = {"value": "绑定", "list": "清单", "proposition": "命题"}


def check_head(reader: Reader, head: Head, blocks: tuple[Block, ...]) -> None:
    """Note what does not fit together in ``[form]``."""
    if head.number == "of_parent" and not head.parent:
        reader.fault("沿用主文书字号的文书要写明主文书", ("form", "number"), 'parent = "…"')
    if head.number == "none" and any(isinstance(block, NumberBlock) for block in blocks):
        reader.fault("不编号的文书不能有字号块", ("form", "number"), 'number = "own"')


def check_blocks(reader: Reader, raw: list[object]) -> None:
    """Read every block of a file again for what only shows when the parts are put together.

    ``raw`` is the array of tables as it stands in the file, so that places are right even when some blocks had faults.
    """
    for index, data in enumerate(raw):
        quiet = Reader(reader.document)
        keys: Keys = ("block", index)
        block = quiet.block(data, keys)
        if block is not None:
            _check_block(reader, block, keys)


def _check_block(reader: Reader, block: Block, keys: Keys) -> None:
    match block:
        case GridBlock():
            _check_widths(reader, block.widths, (*keys, "widths"))
            _check_grid(reader, block, keys)
        case TableBlock():
            _check_widths(reader, tuple(column.width for column in block.columns), (*keys, "columns"))
            for number, field in enumerate(block.totals):
                _check_field(reader, field, (*keys, "totals", number))
        case FieldsBlock() | StubBlock():
            for number, row in enumerate(block.rows):
                _check_field_row(reader, row, (*keys, "rows", number))
        case HeadingBlock() if not 1 <= block.level <= _HEADING_LEVELS:
            reader.fault(f"没有第 {block.level} 级标题", (*keys, "level"), "1、2 或者 3")
        case OneOfBlock():
            _check_options(reader, block, keys)
        case _:
            pass


def _check_options(reader: Reader, block: OneOfBlock, keys: Keys) -> None:
    for number, option in enumerate(block.options):
        place = (*keys, "options", number)
        if not is_conditioned(option):
            reader.fault("“只能有一项成立”的每一项都要有条件，不能再套一层", place, 'when = "…"')
        _check_block(reader, option, place)


def _check_widths(reader: Reader, widths: tuple[float, ...], keys: Keys) -> None:
    if abs(sum(widths) - 100) > _TOLERANCE:
        reader.fault(f"各栏宽度加起来是 {sum(widths):g}", keys, "100")
    if any(width <= 0 for width in widths):
        reader.fault("有一栏没有宽度", keys, "大于 0 的数字")


def _check_grid(reader: Reader, block: GridBlock, keys: Keys) -> None:
    columns = len(block.widths)
    for number, row in enumerate(block.rows):
        for cell in row.cells:
            _check_cell(reader, cell, row, (*keys, "rows", number))
        if number + max((cell.rowspan for cell in row.cells), default=1) > len(block.rows):
            reader.fault("有格子向下跨出了表格", (*keys, "rows", number), "较小的 rowspan")
    _, bad = placements([[(cell.colspan, cell.rowspan) for cell in row.cells] for row in block.rows], columns)
    for number in bad:
        expected = "各格的 colspan 与上面跨下来的格子合起来正好占满"
        reader.fault(f"这一行的格子没有正好占满 {columns} 栏", (*keys, "rows", number), expected)


def _check_cell(reader: Reader, cell: Cell, row: GridRow, keys: Keys) -> None:
    if cell.colspan < 1 or cell.rowspan < 1:
        reader.fault("格子至少占一栏一行", keys, "colspan、rowspan 大于 0")
    if row.each and cell.rowspan > 1:
        reader.fault("重复的行里不能有跨行的格子", keys, "rowspan = 1")
    if cell.vertical and cell.label:
        reader.fault("竖排标签和横排标签只能有一个", keys, "vertical 或者 label")
    if len(cell.vertical) > _MOST_VERTICAL:
        reader.fault(f"竖排标签“{cell.vertical}”太长", keys, f"不超过 {_MOST_VERTICAL} 个字")
    _check_field(reader, cell, keys)
    for one in cell.fields:
        _check_field_row(reader, one, keys)


def _check_field_row(reader: Reader, row: FieldRow, keys: Keys) -> None:
    for field in row.fields:
        _check_field(reader, field, keys)


def _check_field(reader: Reader, field: Field, keys: Keys) -> None:
    given = [name for name in ("value", "text", "choice", "one_of", "opinion") if getattr(field, name, None)]
    if len(given) > 1:
        reader.fault(f"一个格子里同时有 {'、'.join(given)}", keys, "只留一项")
    if bool(field.choice) != bool(field.options):
        reader.fault("选择项要同时有 choice 和 options", keys, 'choice = "…", options = ["…", "…"]')


def name_faults(reader: Reader, known: KnownNames) -> Iterator[Fault]:
    """Yield a fault for each name of the file that the program does not have."""
    for reference in reader.references:
        problem = _problem(reference, known)
        if problem is not None:
            yield Fault(problem[0], reader.document.where(*reference.keys), problem[1])


def scope_faults(reader: Reader) -> Iterator[Fault]:
    """Yield a fault for each ``item.`` outside a repetition."""
    for reference in reader.references:
        if reference.kind == "value" and reference.name.startswith(("item.", "row.")) and reference.scope is None:
            yield Fault(
                f"“{reference.name}”不在重复的清单里", reader.document.where(*reference.keys), 'each = "…" 里面才能用 item. 和 row.'
            )


def _problem(reference: Reference, known: KnownNames) -> tuple[str, str] | None:
    name = reference.name
    if reference.kind == "value" and name.startswith(("item.", "row.")):
        if name in _ROW_NAMES or reference.scope is None or reference.scope not in known.rows:
            return None
        names = frozenset(f"item.{one}" for one in known.rows[reference.scope])
    else:
        names = {"value": known.values, "list": frozenset(known.rows), "proposition": known.propositions}.get(reference.kind, frozenset())
        if reference.kind == "fragment":
            return None
    if name in names:
        return None
    close = get_close_matches(name, sorted(names), n=3)
    return f"没有叫“{name}”的{_KINDS[reference.kind]}", "、".join(close)


def fragment_names(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the names of the fragments that blocks use, options of ``one_of`` included."""
    names: set[str] = set()
    for block in blocks:
        if isinstance(block, FragmentBlock):
            names.add(block.name)
        elif isinstance(block, OneOfBlock):
            names |= fragment_names(block.options)
    return frozenset(names)
