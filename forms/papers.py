"""Papers from an edition of forms: the port ``Papers`` of ``mq_enforce.documents``, by which services draw without knowing how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from forms.copies import name_of
from forms.drawing import DRAWING, PageCodeText, draw
from forms.filled import FilledForm, FilledNumber
from forms.filled_text import filled_text
from forms.filling import fill
from forms.filling_values import LabelOf, no_labels
from forms.layout import NO_IMAGES, lay_out
from forms.loading import load_edition
from forms.names import AGENCY_NAME
from forms.pdfa import finish
from forms.specification import Edition, Form
from mq_enforce.base.errors import BadInput, Fault, MissingFact
from mq_enforce.documents.context import KnownNames, PaperContext
from mq_enforce.documents.ports import DrawnPaper, MissingField, Narrative, Rendering
from mq_enforce.documents.runs import plain


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One form of the edition, as a list of forms shows it. ``copies`` are (key, words) in order."""

    id: str
    title: str
    per: str
    number: str
    series: str
    parent: str
    copies: tuple[tuple[str, str], ...]
    source: str
    confidence: str
    satisfies: tuple[str, ...]


def edition_folder(name: str = "henan") -> Path:
    """Return the folder of an edition that comes with the program."""
    return Path(__file__).with_name(name)


class FormPapers:
    """Fills, lays out and draws papers from one edition.

    ``images`` are the pictures that photo blocks may name, by key; ``label_of`` gives the Chinese label of a binding for
    messages about prose, where no label stands beside the value.
    """

    def __init__(self, edition: Edition, images: Mapping[str, bytes] = NO_IMAGES, label_of: LabelOf = no_labels) -> None:
        self.edition = edition
        self.images = images
        self.label_of = label_of

    @classmethod
    def from_folder(cls, folder: Path, known: KnownNames | None = None, label_of: LabelOf = no_labels) -> FormPapers:
        """Load an edition. Raises BadInput with every fault of its files."""
        return cls(load_edition(folder, known), label_of=label_of)

    def list_forms(self) -> tuple[FormEntry, ...]:
        """Return all forms by their ids."""
        return tuple(_entry(form) for _, form in sorted(self.edition.forms.items()))

    def form(self, document: str) -> Form:
        """Return the form of a document. Raises BadInput for an id that the edition does not have."""
        try:
            return self.edition.forms[document]
        except KeyError:
            raise BadInput(Fault(f"文书版本“{self.edition.head.title}”里没有“{document}”这种文书")) from None

    def fill(self, document: str, context: PaperContext, rendering: Rendering, number: str | None = None, copy: str = "") -> FilledForm:
        """Return a filled paper as plain data: what is printed, what is missing, which narratives can be edited."""
        return fill(self.form(document), context, rendering, number, copy, self.label_of)

    def missing(self, document: str, context: PaperContext) -> tuple[MissingField, ...]:
        """Return the known fields that are empty, in the order of the paper; the number is not one of them."""
        return self.fill(document, context, Rendering.ISSUED).missing

    def narratives(self, document: str, context: PaperContext) -> tuple[Narrative, ...]:
        """Return what officers may word themselves of what is printed, as generated, in the order of the paper."""
        return self.fill(document, context, Rendering.PREVIEW).narratives

    def draw(
        self,
        document: str,
        context: PaperContext,
        rendering: Rendering,
        number: str | None = None,
        copy: str = "",
        *,
        images: Mapping[str, bytes] | None = None,
        page_code: PageCodeText | None = None,
    ) -> DrawnPaper:
        """Draw one paper.

        ``number`` is the 字号 of an issued paper; ``images`` replace those of the constructor; ``page_code`` gives the text of
        the code on each page, counted from 1. Raises MissingFact when an issued paper lacks a known field or its number,
        BadInput for characters that no font has and for pictures that are missing or broken.
        """
        form = self.form(document)
        filled = self.fill(document, context, rendering, number, copy)
        if rendering is Rendering.ISSUED:
            _demand_all(filled)
        author = _author(context)
        with DRAWING:
            laid = lay_out(filled, self.images if images is None else images)
            pdf = draw(laid.pages, laid.pictures, title=form.title, author=author, page_code=page_code)
        if rendering is not Rendering.PREVIEW:
            pdf = finish(pdf)
        return DrawnPaper(pdf, len(laid.pages), filled_text(filled), dict(filled.values), form.digest, filled.missing, filled.narratives)


def _demand_all(filled: FilledForm) -> None:
    faults = [Fault(f"《{filled.title}》还缺“{field.label}”", field.name) for field in filled.missing]
    if any(isinstance(block, FilledNumber) and not block.text for block in filled.blocks):
        faults.append(Fault(f"《{filled.title}》还没有字号", "number", "先取得字号再制发"))
    if faults:
        raise MissingFact(*faults)


def _author(context: PaperContext) -> str:
    try:
        return plain(context.value(AGENCY_NAME))
    except KeyError:
        return ""


def _entry(form: Form) -> FormEntry:
    head = form.head
    return FormEntry(
        id=head.id,
        title=head.title,
        per=head.per,
        number=head.number,
        series=head.series or head.id,
        parent=head.parent,
        copies=tuple((one.to, name_of(one)) for one in head.copies),
        source=head.source,
        confidence=head.confidence,
        satisfies=head.satisfies,
    )
