"""The last rungs of verification: what the payload says. Each file is read once and each question is asked of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from mq_enforce.base.chain_file import read_chain
from mq_enforce.base.errors import BadInput
from mq_enforce.base.files import telling
from mq_enforce.dossier import journal_checks, layout, pdf_checks
from mq_enforce.dossier.case_file import CaseFile, read_case_file
from mq_enforce.dossier.contents_table import read_contents
from mq_enforce.dossier.faults import PackageFault, RecordsDisagree, Unreadable
from mq_enforce.dossier.inventory import Inventory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ContentReport:
    """The faults found in the payload, remarks, and how many entries and pages were looked at."""

    faults: tuple[PackageFault, ...]
    notes: tuple[str, ...]
    entries: int
    pages: int


def check_contents(inventory: Inventory, info: dict[str, str]) -> ContentReport:
    """Check journal, case data, contents and PDFs. ``info`` are the fields of bag-info.txt. Raises EnvironmentProblem."""
    faults: list[PackageFault] = []
    entries = _parsed(inventory, layout.JOURNAL, lambda data: read_chain(data, layout.JOURNAL), faults)
    case_file = _parsed(inventory, layout.CASE_JSON, lambda data: read_case_file(data, layout.CASE_JSON), faults)
    lines = _parsed(inventory, layout.CONTENTS_CSV, read_contents, faults)
    if case_file is not None:
        faults += _same(info, case_file)
    if entries is not None:
        faults += journal_checks.chain(entries, case_file)
        if case_file is not None:
            faults += journal_checks.seal(entries, case_file)
            faults += journal_checks.sheets(entries, case_file)
    pages = 0
    if layout.DOSSIER_PDF in inventory.sizes:
        numbers = pdf_checks.page_numbers(inventory, layout.DOSSIER_PDF)
        if isinstance(numbers, Unreadable):
            faults.append(numbers)
        else:
            pages = len(numbers)
            faults += pdf_checks.bound(numbers, info, lines)
    faults += pdf_checks.papers(inventory)
    lost = journal_checks.destroyed(entries or ())
    notes = (f"记录链中有 {lost} 条的内容已经销毁，只能核对它们在链中的位置",) if lost else ()
    return ContentReport(tuple(faults), notes, len(entries or ()), pages)


def _parsed(inventory: Inventory, path: str, parse: Callable[[bytes], T], faults: list[PackageFault]) -> T | None:
    if path not in inventory.sizes:
        return None
    with telling(f"读取“{path}”"):
        data = (inventory.root / path).read_bytes()
    try:
        return parse(data)
    except BadInput as error:
        faults.extend(Unreadable(path, fault.sentence()) for fault in error.faults)
    except (ValueError, AttributeError):
        faults.append(Unreadable(path, "不是本程序写成的样子"))
    return None


def _same(info: dict[str, str], case_file: CaseFile) -> Iterator[PackageFault]:
    """bag-info.txt and case.json say the same of the case, its head and the seal."""
    pairs = {
        "Case-Number": ("案号", layout.plain_line(case_file.case_number)),
        "External-Identifier": ("编号", layout.plain_line(case_file.identifier)),
        "Case-Head": ("链首", case_file.case_head.hash),
        "Case-Head-Number": ("链首序号", str(case_file.case_head.number)),
        "Last-Seal": ("最后封记", case_file.last_seal.hash),
        "Last-Seal-Number": ("最后封记的序号", str(case_file.last_seal.number)),
    }
    for label, (subject, value) in pairs.items():
        if label in info and info[label] != value:
            yield RecordsDisagree(layout.BAG_INFO, subject, info[label], value)
