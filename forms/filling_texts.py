"""Fills what is read as running text: prose, lists, questions and answers, ruled lines, texts that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.blocks import (
    AnswerBlock,
    Block,
    FragmentBlock,
    HeadingBlock,
    ListBlock,
    OneOfBlock,
    ProseBlock,
    QaBlock,
    QuestionBlock,
    RuledBlock,
)
from forms.filled import Box, FilledBlock, FilledParagraphs, FilledRules, Gap, ParagraphStyle, Pieces, mark_of, plain, words
from forms.filling_cells import with_colon
from forms.filling_state import Paper
from forms.filling_values import Values, need_of, paragraphs
from forms.texts import Need, parts

_HEADINGS: dict[int, ParagraphStyle] = {1: "heading1", 2: "heading2", 3: "heading3"}
_ANSWER_LINES = 2
_QUESTION_LINES = 6
_CASE_LENGTH = 18


def heading(paper: Paper, block: HeadingBlock) -> Iterator[FilledBlock]:
    """Fill a heading."""
    yield FilledParagraphs(paragraphs=paragraphs(paper.values.text(block.text)), style=_HEADINGS[block.level], keep_next=True)


def prose(paper: Paper, block: ProseBlock) -> Iterator[FilledBlock]:
    """Fill a paragraph, or ruled lines in its place in a blank form."""
    if paper.values.blank and block.blank_lines:
        yield FilledRules(lines=block.blank_lines)
        return
    need = need_of(hand=block.hand, optional=block.optional)
    found = paragraphs(paper.narrative(block.edit, block.label, lambda: paper.values.text(block.text, need, block.label)))
    if found:
        yield FilledParagraphs(paragraphs=found, style=block.style, indent=block.indent, align=block.align)


def fragment(paper: Paper, block: FragmentBlock) -> Iterator[FilledBlock]:
    """Fill the blocks of a shared text."""
    yield from paper.blocks(paper.form.fragments[block.name])


def one_of(paper: Paper, block: OneOfBlock) -> Iterator[FilledBlock]:
    """Fill the one option that holds; all with a box in a blank form; those that hold and a red gap when it is not exactly one."""
    values = paper.values
    holding = [one for one in block.options if values.applies(one.when, one.unless)]
    for option in holding:
        filled = paper.blocks((option,))
        yield from _boxed(filled) if values.blank else filled
    if values.blank or len(holding) == 1:
        return
    names = [one.when or one.unless or "" for one in block.options]
    told = "下列情形须有且只有一种成立：" + "；".join(_case(values, one) for one in block.options)
    values.note_missing("|".join(names), told)
    yield FilledParagraphs(paragraphs=((Gap(8, told, missing=True),),))


def _case(values: Values, option: Block) -> str:
    """Return what people call one of several texts: the name of its condition, else how it begins."""
    known = values.label_of(option.when or option.unless or "")
    if known or not isinstance(option, ProseBlock):
        return known or getattr(option, "label", "") or "其他情形"
    begun = "".join(part if isinstance(part, str) else "…" for part in parts(option.text))
    return begun[:_CASE_LENGTH].rstrip("，、：“”") + ("…" if len(begun) > _CASE_LENGTH else "")


def _boxed(blocks: Iterator[FilledBlock]) -> Iterator[FilledBlock]:
    """Put a box before the first paragraph."""
    for number, block in enumerate(blocks):
        if number == 0 and isinstance(block, FilledParagraphs):
            first, *rest = block.paragraphs
            yield replace(block, paragraphs=((Box(ticked=False), *first), *rest))
        else:
            yield block


def numbered_list(paper: Paper, block: ListBlock) -> Iterator[FilledBlock]:
    """Fill a list: the words before it, and one numbered paragraph per row."""
    values = paper.values
    items = values.rows(block.each)
    need = need_of(hand=block.hand, optional=block.optional)
    if not items and need is Need.OPTIONAL and not block.empty and not values.blank:
        return
    label = block.label or plain(values.text(block.lead, Need.OPTIONAL)).rstrip("：:")
    if block.lead:
        yield FilledParagraphs(paragraphs=paragraphs(values.text(block.lead, label=label)), keep_next=True)
    for number in values.each(block.each, items):
        mark = words(mark_of(block.marks, number))
        yield FilledParagraphs(paragraphs=paragraphs((*mark, *values.text(block.text, label=label))))
    if items:
        return
    if values.blank or need is Need.HAND:
        yield FilledRules(lines=block.blank_lines)
    elif block.empty:
        yield FilledParagraphs(paragraphs=paragraphs(values.text(block.empty)))
    else:
        yield _missing(paper, block.each, label)


def question(paper: Paper, block: QuestionBlock) -> Iterator[FilledBlock]:
    """Fill a fixed question."""
    asked = paragraphs(paper.values.text(block.text, need_of(hand=block.hand, optional=block.optional)))
    yield FilledParagraphs(paragraphs=asked, style="question", mark=block.mark, keep_next=True)


def answer(paper: Paper, block: AnswerBlock) -> Iterator[FilledBlock]:
    """Fill the answer to a fixed question, or lines for the pen."""
    found = paper.values.value(block.value, need_of(hand=block.hand, optional=block.optional), label=block.label)
    yield from _answer_or_lines(found, block.mark, block.blank_lines)


def questions(paper: Paper, block: QaBlock) -> Iterator[FilledBlock]:
    """Fill questions and answers, and the mark after the last."""
    values = paper.values
    items = values.rows(block.each)
    need = need_of(hand=block.hand, optional=block.optional)
    for _ in values.each(block.each, items):
        asked = paragraphs(values.value(block.question, Need.KNOWN, label="问"))
        yield FilledParagraphs(paragraphs=asked, style="question", mark=block.question_mark, keep_next=True)
        yield from _answer_or_lines(values.value(block.answer, Need.HAND, label="答"), block.answer_mark, _ANSWER_LINES)
    if items:
        yield from _end(block.end_mark)
    elif values.blank or need is Need.HAND:
        yield FilledRules(lines=_QUESTION_LINES, fill=block.fill == "page", pages=block.pages if values.blank else 1)
    elif need is Need.KNOWN:
        yield _missing(paper, block.each, block.label or "问答内容")


def ruled(paper: Paper, block: RuledBlock) -> Iterator[FilledBlock]:
    """Fill a long text, or lines for the pen."""
    need = need_of(hand=block.hand, optional=block.optional)
    label = plain(paper.values.text(block.label, Need.OPTIONAL))
    mark = with_colon(label)
    found = paper.narrative(block.edit, label.rstrip("："), lambda: paper.values.value(block.value or "", need, label=label.rstrip("：")))
    if _for_the_pen(found):
        pages = block.pages if paper.values.blank else 1
        yield FilledRules(mark=mark, lines=block.lines, fill=block.fill == "page", pages=pages)
    elif found:
        yield FilledParagraphs(paragraphs=paragraphs(found), style="answer" if mark else "body", mark=mark)
        yield from _end(block.end_mark)


def _answer_or_lines(found: Pieces, mark: str, lines: int) -> Iterator[FilledBlock]:
    if _for_the_pen(found):
        yield FilledRules(mark=mark, lines=lines)
    elif found:
        yield FilledParagraphs(paragraphs=paragraphs(found), style="answer", mark=mark)


def _end(mark: str) -> Iterator[FilledBlock]:
    if mark:
        yield FilledParagraphs(paragraphs=(words(mark),), style="answer")


def _missing(paper: Paper, name: str, label: str) -> FilledBlock:
    return FilledParagraphs(paragraphs=((Gap(8, paper.values.note_missing(name, label), missing=True),),))


def _for_the_pen(pieces: Pieces) -> bool:
    return bool(pieces) and all(isinstance(piece, Gap) and not piece.missing for piece in pieces)
