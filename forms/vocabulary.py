"""The reference of ``forms/README.md``, made from the classes that read form files, so that it cannot grow old."""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from forms.blocks import KINDS, Block
from forms.cells import Alternative, Cell, Column, FieldRow, GridRow, Option, SignItem, SignRow
from forms.cells import Field as FormField
from forms.names import FragmentName, ListName, PropositionName, Text, ValueName
from forms.specification import Copy, EditionHead, FootItem, Head, PageFoot

MARK = "<!-- made by `python -m forms.vocabulary`; do not edit below -->"
_WORDS: dict[Any, str] = {
    str: "words",
    bool: "true/false",
    int: "number",
    float: "number",
    ValueName: "binding",
    ListName: "list",
    PropositionName: "proposition",
    Text: "text",
    FragmentName: "fragment",
    Block: "block",
}
_PARTS = (FormField, FieldRow, Cell, GridRow, Column, Option, Alternative, SignItem, SignRow)


def reference() -> str:
    """Return the tables of all keys as Markdown."""
    common = {field.name for field in fields(Block)}
    sections = [
        _section("[form]", Head),
        _section("copies = [{ … }]", Copy),
        _section("[page_foot]", PageFoot),
        _section("left / right = { … }", FootItem),
        _section("every [[block]]", Block),
        *(_section(f'kind = "{kind}"', block, without=common) for kind, block in KINDS.items()),
        *(_section(part.__name__, part, without=_inherited(part)) for part in _PARTS),
        _section("edition.toml: [edition]", EditionHead),
    ]
    return "\n".join(sections)


def _inherited(part: type) -> set[str]:
    return {field.name for field in fields(FormField)} if part is Cell else set()


def _section(title: str, part: type[Any], without: set[str] | None = None) -> str:
    hints = get_type_hints(part, include_extras=True)
    rows = [_row(field, hints[field.name]) for field in fields(part) if field.name not in (without or set())]
    summary = " ".join((part.__doc__ or "").split("\n\n", maxsplit=1)[0].split())
    if part is Cell:
        summary += " All keys of Field, and:"
    head = f"#### `{title}`\n{summary}\n"
    return head + ("\n| key | takes | default | meaning |\n|---|---|---|---|\n" + "".join(rows) if rows else "")


def _row(field: Field[Any], hint: Any) -> str:  # noqa: ANN401 - type hints are anything
    takes, meaning = get_args(hint)[:2] if get_origin(hint) is Annotated else (hint, "")
    return f"| `{field.name}` | {_type(takes)} | {_default(field)} | {meaning} |\n"


def _default(field: Field[Any]) -> str:
    if field.default is MISSING:
        return "**required**"
    if field.default is None or field.default in ("", ()):
        return ""
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _type(hint: Any) -> str:  # noqa: ANN401 - type hints are anything
    origin = get_origin(hint)
    if origin is Literal:
        return " / ".join(f"`{value}`" for value in get_args(hint))
    if origin is tuple:
        return f"array of {_type(get_args(hint)[0])}"
    if origin in (Union, types.UnionType):
        return " or ".join(_type(one) for one in get_args(hint) if one is not type(None))
    return _WORDS.get(hint) or hint.__name__


def refresh(path: Path) -> None:
    """Write the reference under its mark in the README."""
    head = path.read_text(encoding="utf-8").partition(MARK)[0]
    path.write_text(f"{head}{MARK}\n{reference()}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    refresh(Path(__file__).with_name("README.md"))
