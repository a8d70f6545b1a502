"""The kinds of block a paper is made of, one class each.

See ``forms/cells.py`` for how classes, keys and their documentation hang together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from forms.cells import Align, Column, Field, FieldRow, GridRow, SignItem, SignRow, Size
from forms.names import AGENCY_NAME, NO_TEXT, PAPER_DATE, FragmentName, ListName, PropositionName, Text, ValueName

Fill = Literal["none", "page"]
Marks = Literal["1.", "（1）", "（一）", "一、", "①", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Keys that every block has."""

    kind: ClassVar[str] = ""

    when: Annotated[PropositionName | None, "printed only when it holds"] = None
    unless: Annotated[PropositionName | None, "printed only when it does not hold"] = None
    in_blank: Annotated[bool, "`false`: left out of blank forms. A blank form prints every other block, whatever its condition"] = True
    satisfies: Annotated[tuple[str, ...], "items of an Act that the block fulfils: `PUN-59-4` = 处罚法第五十九条第一款第四项"] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberBlock(Block):
    """字号, right-aligned under the title."""

    kind: ClassVar[str] = "number"

    label: Annotated[str, "words before the number: 编号"] = ""
    align: Annotated[Align, "`auto`: right"] = "auto"


@dataclass(frozen=True, kw_only=True, slots=True)
class TitleBlock(Block):
    """The title in a place of its own; without this block it stands at the top."""

    kind: ClassVar[str] = "title"

    text: Annotated[Text | None, "title to print; default: the form's title"] = None
    size: Annotated[Size, "`large` for covers"] = "normal"


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadingBlock(Block):
    """A heading that never stands at the foot of a page."""

    kind: ClassVar[str] = "heading"

    text: Annotated[Text, "the heading with its mark: 一、违法事实"]
    level: Annotated[int, "1: 黑体, 2: 楷体, 3: 仿宋"] = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class ProseBlock(Block):
    """A paragraph; a line break in the text or in a value begins a new one."""

    kind: ClassVar[str] = "prose"

    text: Annotated[Text, "the words with `{bindings}`"]
    edit: Annotated[str, "name under which officers may rewrite it; the context is asked for `edit.<name>` first"] = ""
    label: Annotated[str, "what the paragraph is called when something in it is missing"] = ""
    indent: Annotated[bool, "first line two characters in"] = True
    align: Annotated[Align, "`auto`: justified"] = "auto"
    style: Annotated[Literal["body", "note", "strong", "kai"], "`note`: small, for 备注 and 说明; `strong`: 黑体; `kai`: 楷体"] = "body"
    optional: Annotated[bool, "every binding in it may be missing"] = False
    hand: Annotated[bool, "every binding in it is completed by hand when missing"] = False
    blank_lines: Annotated[int, "ruled lines instead of the text in a blank form (0: the text with gaps)"] = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FragmentBlock(Block):
    """A text shared by many papers: the blocks of ``fragments/NAME.toml``."""

    kind: ClassVar[str] = "fragment"

    name: Annotated[FragmentName, "file in `fragments/` without its ending"]


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOfBlock(Block):
    """Blocks of which exactly one must apply, else the paper cannot be issued. In blank forms each has a box to tick."""

    kind: ClassVar[str] = "one_of"

    options: Annotated[tuple[Block, ...], "blocks with `when` (or `unless`); without `kind` they are prose"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListBlock(Block):
    """A numbered list of paragraphs, one per row of a list."""

    kind: ClassVar[str] = "list"

    each: Annotated[ListName, "the list"]
    text: Annotated[Text, "one row; `{item.…}`"]
    lead: Annotated[Text, "words before the list"] = NO_TEXT
    marks: Annotated[Marks, "how rows are numbered"] = "1."
    empty: Annotated[Text, "printed when the list is empty: 无"] = NO_TEXT
    label: Annotated[str, "what the list is called when it is missing"] = ""
    optional: Annotated[bool, "may be empty at issue; then lead and list are left out, or `empty` is printed"] = False
    hand: Annotated[bool, "completed by hand when empty"] = False
    blank_lines: Annotated[int, "ruled lines for an empty list"] = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldsBlock(Block):
    """Labels with values on ruled lines, run on; no boxes."""

    kind: ClassVar[str] = "fields"

    rows: Annotated[tuple[FieldRow, ...], "each row fills the width; what does not fit runs on"]
    size: Annotated[Size, "`large` for covers"] = "normal"


@dataclass(frozen=True, kw_only=True, slots=True)
class GridBlock(Block):
    """A form with boxes: labels, vertical labels, values, choices, opinions, merged cells."""

    kind: ClassVar[str] = "grid"

    widths: Annotated[tuple[float, ...], "widths of the columns in per cent, adding up to 100"]
    rows: Annotated[tuple[GridRow, ...], "from top to bottom"]
    size: Annotated[Size, "size of the text"] = "normal"
    row_height: Annotated[float, "least height of every row in mm"] = 0.0
    join: Annotated[bool, "`true`: hangs on the grid or table above without a gap, as one frame"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TableBlock(Block):
    """A table with one row per row of a list."""

    kind: ClassVar[str] = "table"

    each: Annotated[ListName, "the list"]
    columns: Annotated[tuple[Column, ...], "from left to right"]
    totals: Annotated[tuple[Field, ...], "fields in one row under the table: 合计"] = ()
    fill: Annotated[Fill, "`page`: empty rows down to the foot of the page, leaving room for what follows"] = "none"
    pages: Annotated[int, 'with `fill = "page"` in blank forms: at least so many pages'] = 1
    min_rows: Annotated[int, "at least so many rows, empty ones included"] = 0
    row_height: Annotated[float, "least height of a row in mm"] = 9.0
    end_mark: Annotated[str, "words in the first empty row: 以下空白"] = ""
    repeat_head: Annotated[bool, "the head stands on every page"] = True
    label: Annotated[str, "what the table is called when it is missing"] = ""
    optional: Annotated[bool, "may be empty at issue"] = False
    hand: Annotated[bool, "completed by hand when empty"] = False
    size: Annotated[Size, "size of the text"] = "normal"
    join: Annotated[bool, "`true`: hangs on the grid above without a gap, as one frame"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionBlock(Block):
    """A fixed question of a record; an `answer` follows."""

    kind: ClassVar[str] = "question"

    text: Annotated[Text, "the question with `{bindings}`"]
    mark: Annotated[str, "words before it"] = "问："
    optional: Annotated[bool, "every binding in it may be missing"] = False
    hand: Annotated[bool, "every binding in it is completed by hand when missing"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerBlock(Block):
    """The answer to a fixed question."""

    kind: ClassVar[str] = "answer"

    value: Annotated[ValueName, "binding of the answer"]
    mark: Annotated[str, "words before it"] = "答："
    label: Annotated[str, "what the answer is called when it is missing"] = ""
    optional: Annotated[bool, "may be missing at issue"] = False
    hand: Annotated[bool, "completed by hand when missing"] = False
    blank_lines: Annotated[int, "ruled lines when there is nothing to print"] = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class QaBlock(Block):
    """Questions and answers, one pair per row of a list."""

    kind: ClassVar[str] = "qa"

    each: Annotated[ListName, "the list"]
    question: Annotated[ValueName, "`item.…` of the question"]
    answer: Annotated[ValueName, "`item.…` of the answer"]
    question_mark: Annotated[str, "words before a question"] = "问："
    answer_mark: Annotated[str, "words before an answer"] = "答："
    fill: Annotated[Fill, "`page`: in blank forms (and when `hand` and empty) ruled lines down to the foot of the page"] = "none"
    pages: Annotated[int, 'with `fill = "page"` in blank forms: at least so many pages'] = 1
    end_mark: Annotated[str, "words after the last answer: 以下空白"] = ""
    label: Annotated[str, "what the questions are called when they are missing"] = ""
    optional: Annotated[bool, "may be empty at issue"] = False
    hand: Annotated[bool, "completed by hand when empty"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RuledBlock(Block):
    """A long text that is often written by hand: the value, or ruled lines where there is none."""

    kind: ClassVar[str] = "ruled"

    label: Annotated[Text, "words before the text"] = NO_TEXT
    value: Annotated[ValueName | None, "binding of the text; without it only lines"] = None
    lines: Annotated[int, "ruled lines when there is nothing to print"] = 3
    fill: Annotated[Fill, "`page`: lines down to the foot of the page, leaving room for what follows"] = "none"
    pages: Annotated[int, 'with `fill = "page"` in blank forms: at least so many pages'] = 1
    end_mark: Annotated[str, "words after the text: 以下空白"] = ""
    edit: Annotated[str, "name under which officers may rewrite the text (see prose)"] = ""
    optional: Annotated[bool, "may be missing at issue"] = False
    hand: Annotated[bool, "completed by hand when missing"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoBlock(Block):
    """Pictures in frames with a caption under each; an empty frame is for pasting."""

    kind: ClassVar[str] = "photo"

    image: Annotated[ValueName, "binding whose value is the key of the picture among the images given for drawing"]
    each: Annotated[ListName | None, "one frame per row of the list; `item.` names may be used"] = None
    caption: Annotated[Text, "words under the picture"] = NO_TEXT
    columns: Annotated[int, "frames side by side"] = 1
    height: Annotated[float, "height of a frame in mm"] = 95.0
    frames: Annotated[int, "empty frames in a blank form, or when there is no picture"] = 1
    empty: Annotated[str, "words in an empty frame"] = "（粘贴处）"
    label: Annotated[str, "what the pictures are called when they are missing"] = ""
    optional: Annotated[bool, "may be missing at issue"] = False
    hand: Annotated[bool, "pasted by hand when missing"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawingBlock(Block):
    """Framed room for a sketch made by hand, or the picture of one."""

    kind: ClassVar[str] = "drawing"

    label: Annotated[str, "words in the upper left corner"] = ""
    image: Annotated[ValueName | None, "binding whose value is the key of a picture"] = None
    height: Annotated[float, "height in mm (0: down to the foot of the page, leaving room for what follows)"] = 120.0
    north: Annotated[bool, "an arrow 北 in the upper right corner"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureBlock(Block):
    """Lines for signatures and dates; never alone on a page."""

    kind: ClassVar[str] = "signature"

    rows: Annotated[tuple[SignRow, ...], "from top to bottom"]
    extra: Annotated[tuple[SignItem, ...], "further lines, each over the whole width, such as the reason of a refusal"] = ()
    keep_lines: Annotated[int, "lines of text before it that move with it to a new page"] = 2
    align: Annotated[Literal["left", "right"], "`right`: in the right half of the page, for receipts under letters"] = "left"


@dataclass(frozen=True, kw_only=True, slots=True)
class SealBlock(Block):
    """Name of the agency over the date, with room for a round seal of 42 mm; never alone on a page."""

    kind: ClassVar[str] = "seal"

    name: Annotated[ValueName, "binding of the agency's name"] = AGENCY_NAME
    date: Annotated[ValueName, "binding of 成文日期"] = PAPER_DATE
    hand: Annotated[bool, "the date is written by hand when it is not known"] = False
    label: Annotated[str, "words under the name in grey: （印章）"] = ""
    keep_lines: Annotated[int, "lines of text before it that move with it to a new page"] = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class StubBlock(Block):
    """存根: title, number and fields of the copy that stays, and the line to cut along with the number across it."""

    kind: ClassVar[str] = "stub"

    rows: Annotated[tuple[FieldRow, ...], "rows of label and ruled line"]
    label: Annotated[str, "words after the title"] = "（存根）"
    place: Annotated[Literal["above", "below"], "`above`: the line to cut is under the stub; `below`: over it"] = "above"


@dataclass(frozen=True, kw_only=True, slots=True)
class SpacerBlock(Block):
    """Empty room."""

    kind: ClassVar[str] = "spacer"

    lines: Annotated[float, "height in lines of the page's text"] = 1.0
    height: Annotated[float, "height in mm instead"] = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class PageBreakBlock(Block):
    """What follows begins on a new page."""

    kind: ClassVar[str] = "page_break"


KINDS: dict[str, type[Block]] = {
    block.kind: block
    for block in (
        NumberBlock,
        TitleBlock,
        HeadingBlock,
        ProseBlock,
        FragmentBlock,
        OneOfBlock,
        ListBlock,
        FieldsBlock,
        GridBlock,
        TableBlock,
        QuestionBlock,
        AnswerBlock,
        QaBlock,
        RuledBlock,
        PhotoBlock,
        DrawingBlock,
        SignatureBlock,
        SealBlock,
        StubBlock,
        SpacerBlock,
        PageBreakBlock,
    )
}
"""Every kind of block by the word after ``kind =``."""
