"""The bound PDF: it opens, and its pages are those that bag-info.txt and the contents promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import PasswordError, Pdf, PdfError

from mq_enforce.base.files import telling
from mq_enforce.dossier import layout
from mq_enforce.dossier.contents_table import Line
from mq_enforce.dossier.faults import PackageFault, PagesDisagree, Unreadable
from mq_enforce.dossier.inventory import Inventory
from mq_enforce.dossier.page_labels import read_numbers


def page_numbers(inventory: Inventory, path: str) -> list[int | None] | Unreadable:
    """Return the number that each page of a PDF bears (None: no number), or the fault that keeps it from being read.

    Raises EnvironmentProblem when the file vanished.
    """
    try:
        with telling(f"读取“{path}”"), Pdf.open(inventory.root / path, attempt_recovery=False) as pdf:
            return read_numbers(pdf)
    except PasswordError:
        return Unreadable(path, "PDF 有打开密码")
    except PdfError:
        return Unreadable(path, "PDF 已损坏")
    except (ValueError, TypeError, AttributeError):
        return Unreadable(path, "PDF 的页码标签不是本程序写成的样子")


def papers(inventory: Inventory) -> Iterator[PackageFault]:
    """Yield the issued papers that do not open."""
    for path in sorted(inventory.sizes):
        if path.startswith(f"{layout.PAPERS}/") and path.endswith(".pdf"):
            found = page_numbers(inventory, path)
            if isinstance(found, Unreadable):
                yield found


def bound(numbers: Sequence[int | None], info: dict[str, str], lines: Sequence[Line] | None) -> Iterator[PackageFault]:
    """Compare the pages of the dossier with bag-info.txt and with the lines of the contents."""
    numbered = [number for number in numbers if number is not None]
    for label, subject, found in (("Dossier-Pages", "总页数", len(numbers)), ("Numbered-Pages", "编了页号的页数", len(numbered))):
        value = info.get(label, "")
        if value.isascii() and value.isdigit() and int(value) != found:
            yield PagesDisagree(layout.DOSSIER_PDF, subject, int(value), found)
    if lines is not None:
        yield from _against_contents(numbered, lines)


def _against_contents(numbered: Sequence[int], lines: Sequence[Line]) -> Iterator[PackageFault]:
    volumes: dict[int, list[Line]] = {}
    for line in lines:
        volumes.setdefault(line.volume, []).append(line)
    for volume, entries in volumes.items():
        following = 1
        for position, line in enumerate(entries, 1):
            if line.order != position:
                yield PagesDisagree(layout.CONTENTS_CSV, f"第 {volume} 卷第 {position} 行的序号", position, line.order)
            if line.first_page != following:
                yield PagesDisagree(layout.CONTENTS_CSV, f"第 {volume} 卷第 {position} 件的起页", following, line.first_page)
            if line.last_page < line.first_page:
                yield PagesDisagree(layout.CONTENTS_CSV, f"第 {volume} 卷第 {position} 件的止页", line.first_page, line.last_page)
            following = line.last_page + 1
    expected = [number for entries in volumes.values() for number in range(1, entries[-1].last_page + 1)]
    if len(expected) != len(numbered):
        yield PagesDisagree(layout.DOSSIER_PDF, "编了页号的页数（按卷内目录）", len(expected), len(numbered))
    elif expected != list(numbered):
        place = next(index for index, pair in enumerate(zip(expected, numbered, strict=True)) if pair[0] != pair[1])
        yield PagesDisagree(layout.DOSSIER_PDF, f"第 {place + 1} 个页号", expected[place], numbered[place])
