"""The labels under which a viewer offers the pages of a dossier: the printed number where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


@dataclass(frozen=True, slots=True)
class PageLabel:
    """``text`` alone, or ``text`` before a number."""

    text: str
    number: int | None = None


def write_page_labels(pdf: Pdf, labels: Sequence[PageLabel], title: str) -> None:
    """Give the PDF its labels and its title, and open it with the bookmarks shown."""
    nums: list[object] = []
    before: PageLabel | None = None
    for index, label in enumerate(labels):
        if not _continues(before, label):
            entry = Dictionary()
            if label.text:
                entry.P = String(label.text)
            if label.number is not None:
                entry.S = Name.D
                entry.St = label.number
            nums += [index, entry]
        before = label
    pdf.Root.PageLabels = Dictionary(Nums=Array(nums))
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Lang = String("zh-CN")
    pdf.docinfo[Name.Title] = String(title)


def _continues(before: PageLabel | None, label: PageLabel) -> bool:
    return before is not None and before.number is not None and label.number == before.number + 1 and label.text == before.text


def read_numbers(pdf: Pdf) -> list[int | None]:
    """Return the number that the labels give each page, None for a page without one.

    A PDF without labels has no numbered page. Raises ValueError when the labels are not as ``write_page_labels`` leaves them.
    """
    pages = len(pdf.pages)
    labels = pdf.Root.get(Name.PageLabels)
    if not isinstance(labels, Object) or not isinstance(labels.get(Name.Nums), Array):
        return [None] * pages
    nums = list(labels.Nums.as_list())
    starts = [int(start) for start in nums[::2]]
    if starts != sorted(set(starts)) or starts[:1] != [0] or len(nums) != 2 * len(starts):
        raise ValueError("page labels out of order")
    numbers: list[int | None] = []
    for start, end, entry in zip(starts, [*starts[1:], max(pages, starts[-1])], nums[1::2], strict=True):
        first = int(entry.get(Name.St, 1)) if entry.get(Name.S) == Name.D else None
        numbers += [None if first is None else first + offset for offset in range(end - start)]
    return numbers[:pages]
