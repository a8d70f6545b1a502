"""Printing: the pages as images at the printer's resolution, in their true size on the paper.

The system's print dialog chooses printer, pages and copies. Pages are drawn from the same PDF that is kept, so that what
is printed is what was issued.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from mq_enforce.services.crossing import BadInput, EnvironmentProblem, Fault
from ui.paper.pages import POINTS_PER_INCH, Pages, size_at

Progress = Callable[[int, int], None]
"""Told after each page: pages done, pages in all."""

_MOST_DPI = 600
_LEAST_DPI = 300
"""What a page is drawn at where there is no memory for more."""
_SAME_SIZE = 0.003
"""Printers tell paper sizes in whole dots or points: what is off by less than this share is the same paper, to be filled."""
_SAFE = "文书已经保存，没有受影响"


def print_pdf(pdf: bytes, printer: QPrinter, progress: Progress | None = None) -> int:
    """Print a PDF and return how many pages went out; range, order and copies are those the printer was set to.

    A page keeps its true size (A4 on A4); on smaller paper it is made to fit. Raises BadInput for bytes that are no PDF or a
    range without pages, EnvironmentProblem when the printer does not take them.
    """
    return print_all([pdf], printer, progress)


def print_all(pdfs: Sequence[bytes], printer: QPrinter, progress: Progress | None = None) -> int:
    """Print several PDFs as one job, as ``print_pdf`` does; the range counts the pages of all of them through."""
    opened = [Pages(pdf) for pdf in pdfs]
    try:
        if not opened or not all(pages.count for pages in opened):
            raise BadInput(Fault("要打印的文书打不开", "打印", "重新打开这份文书，再打印"))
        every = [(pages, page) for pages in opened for page in range(pages.count)]
        return _print(_wanted(every, printer), printer, progress or (lambda _done, _all: None))
    finally:
        for pages in opened:
            pages.close()


def ask_and_print(parent: QWidget | None, pdf: bytes | Sequence[bytes], title: str, progress: Progress | None = None) -> int:
    """Print through the system's dialog and return how many pages went out; 0 when the officer changed their mind.

    Raises EnvironmentProblem when there is no printer, otherwise as ``print_pdf``.
    """
    pdfs = [pdf] if isinstance(pdf, bytes) else list(pdf)
    if not QPrinterInfo.availablePrinterNames():
        raise EnvironmentProblem("这台电脑上没有可用的打印机", _SAFE, "请先在系统里添加打印机，或者把文书另存为 PDF，到别的电脑上打印")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    count = sum(_count(one) for one in pdfs)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印《{title}》")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    if count:
        dialog.setMinMax(1, count)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return 0
    return print_all(pdfs, printer, progress)


def _count(pdf: bytes) -> int:
    pages = Pages(pdf)
    try:
        return pages.count
    finally:
        pages.close()


def _wanted(every: list[tuple[Pages, int]], printer: QPrinter) -> list[tuple[Pages, int]]:
    """Return the pages in the order in which they come out."""
    chosen = every
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        chosen = every[printer.fromPage() - 1 : printer.toPage()]
        if not chosen:
            raise BadInput(Fault("选定的页码范围里没有页", "打印", f"第 1 到 {len(every)} 页"))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen = chosen[::-1]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return chosen * copies
    return [one for one in chosen for _ in range(copies)]


def _print(wanted: list[tuple[Pages, int]], printer: QPrinter, progress: Progress) -> int:
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for done, (pages, page) in enumerate(wanted):
            size = pages.sizes[page]
            landscape = size.width() > size.height()
            printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
            if not (printer.newPage() if done else painter.begin(printer)):
                raise _not_taken(printer)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_target(size, printer), _image(pages, page, printer))
            progress(done + 1, len(wanted))
        if painter.isActive() and not painter.end():
            raise _not_taken(printer)
    finally:
        if painter.isActive():
            painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise _not_taken(printer)
    return len(wanted)


def _image(pages: Pages, page: int, printer: QPrinter) -> QImage:
    for dots in (min(printer.resolution(), _MOST_DPI), _LEAST_DPI):
        image = pages.image(page, size_at(pages.sizes[page], dots))
        if not image.isNull():
            return image
    raise EnvironmentProblem("内存不够，这一页没有打印出来", _SAFE, "请关闭其他程序，再重试")


def _target(size: QSizeF, printer: QPrinter) -> QRect:
    """Return where a page goes on the paper, in dots: its true size in the middle, smaller only where it does not fit."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    width = size.width() * printer.logicalDpiX() / POINTS_PER_INCH
    height = size.height() * printer.logicalDpiY() / POINTS_PER_INCH
    across, down = paper.width() / width, paper.height() / height
    if max(abs(across - 1), abs(down - 1)) <= _SAME_SIZE:
        return QRect(0, 0, round(paper.width()), round(paper.height()))
    shrink = min(1.0, across, down)
    # Whole dots: half a dot would blur every line of the page.
    wide, high = round(width * shrink), round(height * shrink)
    return QRect(round((paper.width() - wide) / 2), round((paper.height() - high) / 2), wide, high)


def _not_taken(printer: QPrinter) -> EnvironmentProblem:
    name = printer.printerName() or printer.outputFileName() or "打印机"
    return EnvironmentProblem(f"“{name}”没有接受打印任务", _SAFE, "请检查打印机是否开机、有纸、已连接，再重试")
