"""The pages of a PDF as images, drawn by QtPdf when asked for. No widget: the view and the printer both stand on it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

POINTS_PER_INCH = 72.0


class Pages:
    """One PDF in memory. It owns the bytes as long as QtPdf reads them; ``count`` is 0 for bytes that are no PDF."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument()
        self._document.load(self._buffer)
        ready = self._document.status() == QPdfDocument.Status.Ready
        self.sizes: tuple[QSizeF, ...] = (
            tuple(self._document.pagePointSize(page) for page in range(self._document.pageCount())) if ready else ()
        )

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def image(self, page: int, size: QSize) -> QImage:
        """Return a page, counted from 0, on white paper, in pixels; an empty image when there is no memory for it."""
        drawn = self._document.render(page, size)
        if drawn.isNull():
            return drawn
        # The paper is laid under the ink: a second image would double what a page takes at a printer's resolution.
        painter = QPainter(drawn)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        painter.fillRect(drawn.rect(), Qt.GlobalColor.white)
        painter.end()
        drawn.convertTo(QImage.Format.Format_RGB32)
        return drawn

    def close(self) -> None:
        """Let go of the bytes, the reader before what it reads from."""
        self._document.close()
        self._buffer.close()


def size_at(points: QSizeF, dots_per_inch: float) -> QSize:
    """Return the size of a page in pixels at a resolution."""
    scale = dots_per_inch / POINTS_PER_INCH
    return QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
