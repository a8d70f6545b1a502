"""Blanks printed in advance: papers without a case whose number and page codes are reserved, and what became of each number."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.file_names import safe_name
from mq_enforce.base.files import make_folder, write_atomically
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.page_codes import paper_code
from mq_enforce.documents.ports import Rendering
from mq_enforce.services.office import read_office
from mq_enforce.services.packs import pack_ids
from mq_enforce.services.papers import coded
from mq_enforce.services.practice import is_practice
from mq_enforce.services.previewing import blank
from mq_enforce.services.program import Program

_MOST = 200


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number of a series with what became of it."""

    series: str
    year: int
    n: int
    status: str
    document: str
    reason: str

    def to_json(self) -> dict[str, object]:
        """Return the line as plain data."""
        return {
            "series": self.series,
            "year": self.year,
            "n": self.n,
            "status": self.status,
            "document": self.document,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form that can be printed empty. ``series`` is the 字号代字 of papers that bear a number, else empty."""

    document: str
    title: str
    family: str
    series: str


def blank_forms(program: Program) -> tuple[BlankForm, ...]:
    """Return every form of the active edition, in the order of the catalogue."""
    papers, nothing = program.papers({}), TableContext()
    found: list[BlankForm] = []
    for kind in program.kinds:
        with suppress(BadInput):
            papers.missing(kind.id, nothing)
            found.append(BlankForm(kind.id, kind.label, kind.family.label, kind.series or ""))
    return tuple(found)


def blank_pdf(program: Program, document: str) -> bytes:
    """Return an empty form without number or page codes, marked 练习 where the data are for practice."""
    return blank(program, document, practice=is_practice(program))


def print_numbered(program: Program, document: str, count: int, out: Path) -> list[Path]:
    """Draw blanks as ``print_blanks`` does, with the 机关代字 of the office on file. Raises BadInput while there is none."""
    office = read_office(program, program.clock.now().date())
    if office is None:
        raise BadInput(Fault("还没有登记本机关，不知道字号用什么机关代字", "机关", "先登记机关的名称和机关代字"))
    return print_blanks(program, document, office.agency.short, count, out)


def print_blanks(program: Program, document: str, short: str, count: int, out: Path) -> list[Path]:
    """Draw so many blanks of a paper, each with its own reserved number and page codes, and keep them on record.

    ``short`` is the agency's 机关代字; practice data mark them 练习. Raises BadInput for a paper without numbers or a silly count.
    """
    kind = program.kinds[document]
    if kind.series is None:
        raise BadInput(Fault(f"《{kind.label}》没有字号，不需要预领", document, "直接打印空白文书即可"))
    if not 1 <= count <= _MOST:
        raise BadInput(Fault(f"一次预领 {count} 份", "count", f"1 到 {_MOST} 份"))
    make_folder(out)
    return [_print_one(program, document, f"{short}{kind.series}", out) for _ in range(count)]


def _print_one(program: Program, document: str, code: str, out: Path) -> Path:
    now = program.clock.now()
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        series = writer.ensure_series(code, document, now.year)
        reserved = writer.reserve_number(series.series_id, document=document, reason="预领空白文书")
    number = f"{code}字〔{series.year}〕第{reserved.n}号"
    paper = program.ids.new("blank")
    context = TableContext(true=frozenset({"practice_case"}) if is_practice(program) else frozenset())
    drawn = program.papers({}).draw(document, context, Rendering.BLANK, number, page_code=coded(paper))
    blob = program.store.blobs.write(drawn.pdf, "application/pdf")
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.add_blob(blob)
        writer.add_paper(
            document,
            {},
            blob.sha256,
            drawn.specification,
            {},
            drawn.pages,
            now,
            paper_id=paper,
            number=number,
            series_id=reserved.series_id,
            n=reserved.n,
            code=paper_code(paper),
            law=pack_ids(),
            status="blank",
        )
    path = out / safe_name(f"{document}-{number}.pdf")
    write_atomically(path, drawn.pdf)
    return path


def spoil_blank(program: Program, number: str, reason: str) -> None:
    """Put a spoilt blank on record: its number is used up, with the reason. Raises BadInput when there is no such blank."""
    with program.store.read(program.actor.agency) as reader:
        blanks = {paper.number: paper.paper_id for paper in reader.papers(None) if paper.status == "blank"}
    if number not in blanks:
        raise BadInput(Fault(f"没有预领的空白文书“{number}”", "number", "、".join(str(one) for one in blanks) or "先预领空白文书"))
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.void_paper(blanks[number], reason)


def list_numbers(program: Program) -> list[NumberLine]:
    """Return every number of every series, in order: no number is without a row and a reason."""
    with program.store.read(program.actor.agency) as reader:
        return [
            NumberLine(series.code, series.year, number.n, number.status, number.document, number.reason)
            for series in reader.all_series()
            for number in reader.numbers(series.series_id)
        ]


def set_first_number(program: Program, code: str, document: str, year: int, first: int) -> None:
    """Let a series begin at a number other than one, before its first number is given. Raises BadInput afterwards."""
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        series = writer.ensure_series(code, document, year)
        writer.set_first_number(series.series_id, first)
