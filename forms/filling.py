"""Fills a form with the values of a case: form + context → ``FilledForm``, plain data without any place on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from forms import filling_texts
from forms.blocks import (
    AnswerBlock,
    Block,
    DrawingBlock,
    FieldsBlock,
    FragmentBlock,
    GridBlock,
    HeadingBlock,
    ListBlock,
    NumberBlock,
    OneOfBlock,
    PageBreakBlock,
    PhotoBlock,
    ProseBlock,
    QaBlock,
    QuestionBlock,
    RuledBlock,
    SealBlock,
    SignatureBlock,
    SpacerBlock,
    StubBlock,
    TableBlock,
    TitleBlock,
)
from forms.copies import copies_note, copy_name
from forms.filled import (
    FilledBlock,
    FilledDrawing,
    FilledFields,
    FilledForm,
    FilledNumber,
    FilledPageBreak,
    FilledParagraphs,
    FilledPhotos,
    FilledSeal,
    FilledSignature,
    FilledSpacer,
    FilledStub,
    FilledTitle,
    Pieces,
    Words,
    plain,
    words,
)
from forms.filling_cells import field_rows, grid, sign_rows, signs, table, with_colon
from forms.filling_state import FillOne, Paper
from forms.filling_values import LabelOf, Values, need_of, no_labels, paragraphs
from forms.names import AGENCY_NAME, PRACTICE_CASE, ValueName
from forms.specification import Form
from forms.texts import Need
from mq_enforce.documents.context import PaperContext
from mq_enforce.documents.ports import Rendering
from mq_enforce.documents.runs import plain as plain_runs


def fill(
    form: Form, context: PaperContext, rendering: Rendering, number: str | None = None, copy: str = "", label_of: LabelOf = no_labels
) -> FilledForm:
    """Fill a form.

    ``number`` is the 字号 of an issued paper; without it the number has blanks. ``copy`` names the copy (联) that is
    printed. Never raises for missing values: they are listed in ``missing``. Raises BadInput for a name or copy that
    does not exist.
    """
    values = Values(context, rendering, form.title, label_of)
    agency = plain(_printed(values.value(AGENCY_NAME, Need.KNOWN, label="行政机关名称"))) if form.head.heading == "agency" else ""
    paper = Paper(form, values, _number(form, values, number), agency, copy_name(form, copy), FILLERS)
    blocks: list[FilledBlock] = []
    if not any(isinstance(block, TitleBlock) for block in form.blocks):
        blocks.append(FilledTitle(agency=agency, title=form.title, size="normal", copy=paper.copy))
    blocks.extend(paper.blocks(form.blocks))
    note = copies_note(form, values)
    if note:
        blocks.append(FilledParagraphs(paragraphs=(words(note),), style="note", indent=False))
    return FilledForm(
        id=form.id,
        title=form.title,
        agency=agency,
        number=paper.number,
        page=form.head.page,
        page_count=form.head.page_count,
        page_foot=form.page_foot,
        rendering=rendering,
        blocks=tuple(blocks),
        missing=tuple(values.missing.values()),
        values=values.printed,
        propositions=values.propositions,
        narratives=tuple(paper.narratives.values()),
        satisfied=tuple(dict.fromkeys((*form.head.satisfies, *paper.satisfied))),
        practice=_is_practice(context),
    )


def _is_practice(context: PaperContext) -> bool:
    """Say whether the paper belongs to a practice case; a context that knows nothing of practice cases has none."""
    try:
        return context.holds(PRACTICE_CASE)
    except KeyError:
        return False


def _number(form: Form, values: Values, number: str | None) -> str:
    """Return the number that is printed: a preview has none of its own, so that nobody mistakes it for the paper."""
    if form.head.number == "of_parent":
        name = ValueName(f"paper.{form.head.parent}.number")
        return number or plain(_printed(values.value(name, Need.KNOWN, label="主文书字号")))
    return "" if values.rendering is Rendering.PREVIEW else number or ""


def _printed(pieces: Pieces) -> Pieces:
    return tuple(piece for piece in pieces if isinstance(piece, Words))


def _number_line(paper: Paper, block: NumberBlock) -> Iterator[FilledBlock]:
    yield FilledNumber(text=paper.number, label=with_colon(block.label), align=block.align)


def _title(paper: Paper, block: TitleBlock) -> Iterator[FilledBlock]:
    title = plain(paper.values.text(block.text)) if block.text else paper.form.title
    yield FilledTitle(agency=paper.agency, title=title, size=block.size, copy=paper.copy)


def _fields(paper: Paper, block: FieldsBlock) -> Iterator[FilledBlock]:
    yield FilledFields(rows=field_rows(paper.values, block.rows), size=block.size)


def _grid(paper: Paper, block: GridBlock) -> Iterator[FilledBlock]:
    yield grid(paper.values, block)


def _table(paper: Paper, block: TableBlock) -> Iterator[FilledBlock]:
    yield table(paper.values, block, block.label or paper.form.title)


def _photos(paper: Paper, block: PhotoBlock) -> Iterator[FilledBlock]:
    values = paper.values
    need = need_of(hand=block.hand, optional=block.optional)
    label = block.label or "照片"
    known = need is Need.KNOWN and not values.blank
    frames: list[tuple[str, tuple[Pieces, ...]]] = []
    items = values.rows(block.each) if block.each else ({},)
    for _ in values.each(block.each, items) if block.each else (1,):
        key = plain_runs(values.runs(block.image))
        if key:
            values.printed.setdefault(block.image, key)
        elif known:
            values.note_missing(block.image, label)
        if key or not values.blank:
            frames.append((key, paragraphs(values.text(block.caption, need, label))))
    if not frames:
        if known and block.each:
            values.note_missing(block.each, label)
        frames = [("", paragraphs(values.text(block.caption, Need.HAND)))] * block.frames
    yield FilledPhotos(frames=tuple(frames), columns=block.columns, height=block.height, empty=block.empty)


def _drawing(paper: Paper, block: DrawingBlock) -> Iterator[FilledBlock]:
    image = plain_runs(paper.values.runs(block.image)) if block.image else ""
    yield FilledDrawing(label=block.label, image=image, height=block.height, north=block.north)


def _signature(paper: Paper, block: SignatureBlock) -> Iterator[FilledBlock]:
    rows = sign_rows(paper.values, block.rows) + tuple(signs(paper.values, (item,)) for item in block.extra)
    yield FilledSignature(rows=tuple(row for row in rows if row), keep_lines=block.keep_lines, align=block.align)


def _seal(paper: Paper, block: SealBlock) -> Iterator[FilledBlock]:
    name = paper.values.value(block.name, Need.KNOWN, label="行政机关名称")
    date = paper.values.value(block.date, Need.HAND if block.hand else Need.KNOWN, label="成文日期")
    yield FilledSeal(name=name, date=date, label=block.label, keep_lines=block.keep_lines)


def _stub(paper: Paper, block: StubBlock) -> Iterator[FilledBlock]:
    rows = field_rows(paper.values, block.rows)
    yield FilledStub(title=paper.form.title + block.label, number=paper.number, rows=rows, place=block.place)


def _spacer(_paper: Paper, block: SpacerBlock) -> Iterator[FilledBlock]:
    yield FilledSpacer(lines=block.lines, height=block.height)


def _page_break(_paper: Paper, _block: PageBreakBlock) -> Iterator[FilledBlock]:
    yield FilledPageBreak()


FILLERS: Mapping[type[Block], FillOne] = MappingProxyType(
    {
        NumberBlock: _number_line,
        TitleBlock: _title,
        HeadingBlock: filling_texts.heading,
        ProseBlock: filling_texts.prose,
        FragmentBlock: filling_texts.fragment,
        OneOfBlock: filling_texts.one_of,
        ListBlock: filling_texts.numbered_list,
        FieldsBlock: _fields,
        GridBlock: _grid,
        TableBlock: _table,
        QuestionBlock: filling_texts.question,
        AnswerBlock: filling_texts.answer,
        QaBlock: filling_texts.questions,
        RuledBlock: filling_texts.ruled,
        PhotoBlock: _photos,
        DrawingBlock: _drawing,
        SignatureBlock: _signature,
        SealBlock: _seal,
        StubBlock: _stub,
        SpacerBlock: _spacer,
        PageBreakBlock: _page_break,
    }
)
"""One function per kind of block."""
