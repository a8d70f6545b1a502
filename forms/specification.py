"""A form file as typed data: one paper of an edition, readable like the paper itself.

``[form]`` says what the paper is, ``[[block]]`` after block what stands on it, ``[page_foot]`` what stands at the foot
of every page. Source of titles, order and fields: forms.md (each form file names its own).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from forms.blocks import Block
from forms.names import PropositionName

PageKind = Literal["letter", "form", "record"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """One copy (联) of a paper."""

    to: Annotated[str, "who gets it: party, file, court, keeper, witness, agency, police, sender, bank, or a Chinese word"]
    label: Annotated[str, "what is printed for it; default: the Chinese word for `to`"] = ""
    when: Annotated[PropositionName | None, "made only when it holds"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FootItem:
    """A label with ruled lines at the foot of every page."""

    label: Annotated[str, "printed before the line (a colon is added)"]
    lines: Annotated[int, "ruled lines, side by side"] = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFoot:
    """What stands at the foot of every page, above 第 x 页 共 y 页."""

    left: Annotated[FootItem | None, "at the left"] = None
    right: Annotated[FootItem | None, "at the right"] = None
    on_last: Annotated[bool, "`false`: not on the last page, which has the signature block"] = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What a paper is."""

    id: Annotated[str, "document id of forms.md; the file is named by it"]
    title: Annotated[str, "title as printed"]
    heading: Annotated[Literal["agency", "none"], "`agency`: the agency's name stands over the title (papers that go out)"] = "none"
    edition: Annotated[str, "edition the form was taken from, when not that of the folder"] = ""
    series: Annotated[str, "series of numbers (字号); default: the id"] = ""
    per: Annotated[str, "what there is one paper for: case, party, interview, inspection, item, hearing, delivery, paper …"] = "case"
    number: Annotated[
        Literal["own", "of_parent", "none"], "`own`: takes a number of its series at issue; `of_parent`: carries that of `parent`"
    ] = "own"
    parent: Annotated[str, "document id of the paper that this one belongs to"] = ""
    copies: Annotated[tuple[Copy, ...], "copies made, in order; two or more are announced at the end of the paper"] = ()
    page: Annotated[Literal["letter", "form", "record"], "page and sizes of text: `letter` 公文, `form` 表格, `record` 笔录"] = "letter"
    page_count: Annotated[bool, "`false`: no 第 x 页 共 y 页 (covers)"] = True
    satisfies: Annotated[tuple[str, ...], "items of an Act that the paper as a whole fulfils"] = ()
    source: Annotated[str, "where title and fields come from (codes of forms.md)"] = ""
    confidence: Annotated[Literal["A", "B", "C", "D", ""], "how well the source supports the fields (forms.md)"] = ""
    note: Annotated[str, "for those who keep the form; never printed"] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A whole form file. ``digest`` is the SHA-256, in hex, of the file with its fragments."""

    head: Head
    blocks: tuple[Block, ...]
    page_foot: PageFoot | None
    fragments: dict[str, tuple[Block, ...]]
    digest: str

    @property
    def id(self) -> str:
        """The document id."""
        return self.head.id

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.head.title


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionHead:
    """What an edition is: ``edition.toml``."""

    id: Annotated[str, "name of the edition, such as henan-2016r"]
    title: Annotated[str, "name as people say it"]
    issuer: Annotated[str, "who issued it"] = ""
    source: Annotated[str, "where it comes from"] = ""
    effective_from: Annotated[str, "first day, YYYY-MM-DD"] = ""
    confidence: Annotated[str, "how well the source supports it"] = ""
    note: Annotated[str, "for those who keep it; never printed"] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """All forms of one edition by document id."""

    head: EditionHead
    forms: dict[str, Form]
