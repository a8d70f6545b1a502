"""Printing: what comes out is the paper, page by page, in its size and place."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from support.paper_images import difference, first_pages, page_images, paper, shifted

from mq_enforce.services.crossing import BadInput, EnvironmentProblem
from ui.paper.printing import ask_and_print, print_all, print_pdf

pytestmark = pytest.mark.slow

PDF = paper()
A4 = (595.3, 841.9)
ALIKE = 0.2
"""Mean difference (0 to 255) of two pages that a person cannot tell apart; moved by a third of a millimetre it is over 2.5."""


@pytest.fixture
def printer(qapp: object, tmp_path: Path) -> QPrinter:
    assert qapp is not None
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    made.setResolution(300)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return made


def printed(printer: QPrinter) -> bytes:
    return Path(printer.outputFileName()).read_bytes()


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in document.pages]


def least_moved(one: Image.Image, other: Image.Image) -> float:
    """Return the difference of a page from another one moved by a pixel (0.34 mm), in the direction where it is least."""
    return min(difference(one, shifted(other, *by)) for by in ((1, 0), (-1, 0), (0, 1), (0, -1)))


def landscape(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(first_pages(pdf, 1))) as document:
        document.pages[0].rotate(90, relative=True)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def test_every_printed_page_is_the_page_of_the_paper_in_its_place(printer: QPrinter) -> None:
    told: list[tuple[int, int]] = []
    count = print_pdf(PDF, printer, lambda done, every: told.append((done, every)))
    before, after = page_images(PDF), page_images(printed(printer))
    assert count == len(before) == len(after) > 1
    assert told == [(number, count) for number in range(1, count + 1)]
    for one, other in zip(before, after, strict=True):
        assert difference(one, other) < ALIKE
        assert least_moved(one, other) > 10 * ALIKE
    for size in sizes(printed(printer)):
        assert size == pytest.approx(A4, abs=1.0)


def test_a_comparison_sees_pages_in_the_wrong_order_and_another_paper(printer: QPrinter) -> None:
    print_pdf(PDF, printer)
    (first, second, *_), after = page_images(PDF), page_images(printed(printer))
    assert difference(second, after[0]) > 3 * difference(first, after[0])


@pytest.mark.parametrize("dots", [150, 203, 1200])
def test_the_resolution_of_the_printer_changes_neither_size_nor_place(printer: QPrinter, dots: int) -> None:
    printer.setResolution(dots)
    print_pdf(first_pages(PDF, 1), printer)
    (one,), (other,) = page_images(first_pages(PDF, 1)), page_images(printed(printer))
    assert difference(one, other) < least_moved(one, other) / 2


def test_smaller_paper_gets_the_whole_page_made_smaller_and_larger_paper_its_true_size(printer: QPrinter, tmp_path: Path) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    print_pdf(first_pages(PDF, 1), printer)
    (one,), (other,) = page_images(first_pages(PDF, 1)), page_images(printed(printer))
    assert difference(one, other) < 4.0
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    printer.setOutputFileName(str(tmp_path / "a3.pdf"))
    print_pdf(first_pages(PDF, 1), printer)
    (large,) = page_images(printed(printer))
    ratio = 210 / 297
    middle = large.resize((round(620 / ratio), round(877 / ratio)))
    left, top = (middle.width - 620) // 2, (middle.height - 877) // 2
    assert difference(one, middle.crop((left, top, left + 620, top + 877))) < 4.0


def test_a_page_that_lies_on_its_side_is_printed_on_its_side(printer: QPrinter) -> None:
    wide = landscape(PDF)
    assert print_all([wide, first_pages(PDF, 1)], printer) == 2
    first, second = sizes(printed(printer))
    assert first == pytest.approx(A4[::-1], abs=1.0)
    assert second == pytest.approx(A4, abs=1.0)


def test_range_copies_and_order_are_those_asked_for(printer: QPrinter, tmp_path: Path) -> None:
    one, two, *_ = page_images(PDF)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert print_pdf(PDF, printer) == 4
    expected = [one, two, one, two]
    for page, wanted in zip(page_images(printed(printer)), expected, strict=True):
        assert difference(page, wanted) < ALIKE
    printer.setCollateCopies(False)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setOutputFileName(str(tmp_path / "b.pdf"))
    assert print_pdf(PDF, printer) == 4
    for page, wanted in zip(page_images(printed(printer)), [two, two, one, one], strict=True):
        assert difference(page, wanted) < ALIKE


def test_a_range_without_pages_and_bytes_that_are_no_pdf_are_told(printer: QPrinter) -> None:
    with pytest.raises(BadInput, match="打不开"):
        print_pdf(b"no paper", printer)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(80, 90)
    with pytest.raises(BadInput, match="页码范围里没有页"):
        print_pdf(PDF, printer)


def test_a_printer_that_takes_nothing_is_told_and_nothing_breaks(printer: QPrinter, tmp_path: Path, qtbot: QtBot) -> None:
    printer.setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
    with qtbot.captureExceptions() as raised, pytest.raises(EnvironmentProblem) as caught:
        print_pdf(PDF, printer)
    assert raised == []
    assert "没有接受打印任务" in caught.value.what
    assert "没有受影响" in caught.value.safe


def test_without_a_printer_it_is_said_so_and_no_dialog_opens(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert qapp is not None
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: pytest.fail("a dialog opened"))
    with pytest.raises(EnvironmentProblem, match="没有可用的打印机") as caught:
        ask_and_print(None, PDF, "行政处罚决定书")
    assert "另存为 PDF" in caught.value.todo


def test_the_dialog_decides(qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert qapp is not None
    seen: list[tuple[str, str, int, int]] = []
    answers = [QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted]

    def answer(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        seen.append((dialog.windowTitle(), printer.docName(), dialog.minPage(), dialog.maxPage()))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "asked.pdf"))
        printer.setResolution(150)
        return answers.pop(0).value

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["办公室打印机"]))
    monkeypatch.setattr(QPrintDialog, "exec", answer)
    pages = len(page_images(PDF))
    assert ask_and_print(None, PDF, "行政处罚决定书") == 0
    assert not (tmp_path / "asked.pdf").exists()
    assert ask_and_print(None, [PDF, PDF], "本步骤的文书") == 2 * pages
    assert len(page_images((tmp_path / "asked.pdf").read_bytes())) == 2 * pages
    assert seen == [("打印《行政处罚决定书》", "行政处罚决定书", 1, pages), ("打印《本步骤的文书》", "本步骤的文书", 1, 2 * pages)]
