"""The scrolled sheet of pages: draws those that show, one at a time between two strokes of the keyboard.

An image stays on the page until the new one is there, stretched when the size has changed, so nothing flickers while somebody
types beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.paper.arrangement import MARGIN, Anchor, Arrangement
from ui.paper.pages import POINTS_PER_INCH, Pages
from ui.theme import BLUE, EDGE, SHADE

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_LINE = 40
_RESIZED_MS = 60
"""How long a size must rest before pages are drawn anew for it."""
_MOST_PIXELS = 24_000_000
_NEAR = 3
"""How many pages before and behind those that show keep their images."""


@dataclass(slots=True)
class _Shown:
    image: QImage
    pages: Pages


class PageCanvas(QAbstractScrollArea):
    """Shows the pages of one PDF below each other. ``page_changed`` brings the page at the top, ``zoom_changed`` the new zoom."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    drawn = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = Pages(b"")
        self._images: dict[int, _Shown] = {}
        self._arrangement = Arrangement((), 0, 0)
        self._fit = True
        self._zoom = 1.0
        self._page = 0
        self._place: Anchor | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that came and went with the zoom would change the width that the zoom was taken from.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.setAccessibleName("文书页面")

    # -- what is shown ------------------------------------------------------------------------------------

    @property
    def pages(self) -> Pages:
        """The PDF at hand."""
        return self._pages

    @property
    def page(self) -> int:
        """The page at the top, counted from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """How large a page is: 1.0 is its real size on a screen that tells its resolution truly."""
        return self._zoom

    @property
    def fits_width(self) -> bool:
        """Whether the zoom follows the width of the window."""
        return self._fit

    @property
    def settled(self) -> bool:
        """Whether everything that shows is drawn as sharp as it will be."""
        return self._pending() is None

    def image_of(self, page: int) -> QImage | None:
        """Return the image that a page shows at the moment, or None while it is white paper."""
        shown = self._images.get(page)
        return None if shown is None else shown.image

    def show_pages(self, pages: Pages, *, from_top: bool = False) -> None:
        """Show another PDF where the old one was: the same place of the same page, the old images until the new ones are there.

        The place is remembered while nothing is shown. ``from_top`` is for another paper: it begins at its beginning.
        """
        if self._pages.count:
            self._place = self._top()
        if from_top:
            self._place = None
            self._images.clear()
        old, self._pages = self._pages, pages
        self._images = {page: shown for page, shown in self._images.items() if page < pages.count}
        self._arrange(self._place)
        old.close()
        self._soon()

    # -- zoom and place -----------------------------------------------------------------------------------

    def fit_width(self) -> None:
        """Let the widest page take the whole width, now and whenever the width changes."""
        self._fit = True
        self._arrange(self._top())
        self._soon()

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Show pages at a zoom, keeping the place ``at`` (of the viewport; its middle when left out) where it is."""
        self._fit = False
        held = at or QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        x, y = self.horizontalScrollBar().value() + held.x(), self.verticalScrollBar().value() + held.y()
        anchor = self._arrangement.anchor(x, y)
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._arrange(anchor, held)
        self._soon()

    def zoom_by(self, steps: int, at: QPointF | None = None) -> None:
        """Go up or down the ladder of zooms."""
        almost = 1.001
        for _ in range(abs(steps)):
            larger = [one for one in ZOOMS if one > self._zoom * almost]
            smaller = [one for one in ZOOMS if one < self._zoom / almost]
            self.set_zoom((larger or ZOOMS[-1:])[0] if steps > 0 else (smaller or ZOOMS[:1])[-1], at)

    def go_to(self, page: int) -> None:
        """Bring the top of a page, counted from 0, to the top."""
        if self._arrangement.rects:
            rect = self._arrangement.rects[min(max(page, 0), len(self._arrangement.rects) - 1)]
            self.verticalScrollBar().setValue(rect.top() - MARGIN)

    def _scale(self) -> float:
        return self._zoom * self.logicalDpiX() / POINTS_PER_INCH

    def _top(self) -> Anchor | None:
        """Return the place at the upper left corner; None at the very top, which stays the top at any size."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._arrangement.anchor(across, down) if down or across else None

    def _arrange(self, anchor: Anchor | None, held: QPointF | None = None) -> None:
        """Lay the pages out with ``anchor`` at ``held`` of the viewport; from the top when there is none."""
        view = self.viewport().size()
        if self._fit:
            scale = Arrangement.fitting(self._pages.sizes, view.width())
            self._zoom = scale * POINTS_PER_INCH / self.logicalDpiX()
        self._arrangement = Arrangement.of(self._pages.sizes, self._scale(), view.width())
        for bar, whole, seen in (
            (self.horizontalScrollBar(), self._arrangement.width, view.width()),
            (self.verticalScrollBar(), self._arrangement.height, view.height()),
        ):
            bar.setPageStep(seen)
            bar.setRange(0, max(0, whole - seen))
        x, y = self._arrangement.place(anchor) if anchor is not None else (0.0, 0.0)
        at = held or QPointF(0, 0)
        self.horizontalScrollBar().setValue(round(x - at.x()))
        self.verticalScrollBar().setValue(round(y - at.y()))
        self._tell_page()
        self.zoom_changed.emit(self._zoom)
        self.viewport().update()

    def _tell_page(self) -> None:
        top = self.verticalScrollBar().value()
        # The page that fills the upper third is the one that is read.
        page = self._arrangement.anchor(0, top + self.viewport().height() / 3).page
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    # -- drawing ------------------------------------------------------------------------------------------

    def _soon(self, after: int = 0) -> None:
        self._timer.start(after)

    def _seen(self) -> list[int]:
        top = self.verticalScrollBar().value()
        return self._arrangement.visible(top, top + self.viewport().height())

    def _pixels(self, page: int) -> QSize:
        ratio = self.devicePixelRatioF()
        size = self._arrangement.rects[page].size()
        wanted = QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
        area = wanted.width() * wanted.height()
        return wanted if area <= _MOST_PIXELS else wanted * (_MOST_PIXELS / area) ** 0.5

    def _stale(self, page: int) -> bool:
        shown = self._images.get(page)
        return shown is None or shown.pages is not self._pages or shown.image.size() != self._pixels(page)

    def _pending(self) -> int | None:
        return next((page for page in self._seen() if self._stale(page)), None)

    def _draw_next(self) -> None:
        page = self._pending()
        if page is None:
            page = self._next_neighbour()
        if page is None:
            return
        self._images[page] = _Shown(self._pages.image(page, self._pixels(page)), self._pages)
        self.viewport().update()
        self.drawn.emit(page)
        self._soon()

    def _next_neighbour(self) -> int | None:
        """Return a page next to those that show and forget the images of those far away."""
        seen = self._seen()
        if not seen:
            return None
        for page in [one for one in self._images if not seen[0] - _NEAR <= one <= seen[-1] + _NEAR]:
            del self._images[page]
        beside = [page for page in (seen[-1] + 1, seen[0] - 1) if 0 <= page < self._pages.count]
        return next((page for page in beside if self._stale(page)), None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pages that show on the desk."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(SHADE))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            self._paint_page(painter, page, self._arrangement.rects[page])
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(QColor(BLUE), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, rect: QRect) -> None:
        shown = self._images.get(page)
        if shown is None:
            painter.fillRect(rect, Qt.GlobalColor.white)
        else:
            painter.drawImage(rect, shown.image)
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    # -- hands --------------------------------------------------------------------------------------------

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        """Follow the scroll bars."""
        self.viewport().update()
        self._tell_page()
        self._soon()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the place while the room changes."""
        super().resizeEvent(event)
        self._arrange(self._top())
        self._soon(_RESIZED_MS)

    def event(self, event: QEvent) -> bool:
        """Draw anew, sharp, when the window comes to another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._soon()
        return bool(super().event(event))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl, scroll without."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self.zoom_by(1 if turned > 0 else -1, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll by keyboard; arrows and PageUp, PageDown are Qt's own."""
        bar = self.verticalScrollBar()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + (-1 if back else 1) * max(_LINE, bar.pageStep() - _LINE))
            case _:
                super().keyPressEvent(event)
