"""A paper beside the work: its pages, which one is shown, how large; words in its place when there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui.paper.canvas import PageCanvas
from ui.paper.pages import Pages
from ui.theme import GAP, GAP_SMALL

NOTHING = "还没有可以看的文书"
BROKEN = "这份文书的文件打不开，可能已经损坏；案件的其他内容没有受影响"


class PaperView(QWidget):
    """Shows the PDF of one paper.

    ``show_pdf`` again with other bytes keeps place and zoom; the old pages stay until the new ones are drawn. Keys: arrows,
    PageUp, PageDown, Home, End, Space; Ctrl with plus, minus, 0 (fit the width), 1 (real size), or with the wheel.
    ``page_changed`` brings the page shown and how many there are, both from 1.
    """

    page_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self.canvas = PageCanvas()
        self._words = QLabel(NOTHING)
        self._words.setProperty("role", "empty")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAccessibleName("文书预览的说明")
        self._where = QLabel()
        self._where.setProperty("role", "hint")
        self._where.setAccessibleName("页码和大小")
        self._stack = QStackedLayout()
        self._bar = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addLayout(self._stack, 1)
        # A stack without a window around it shows its first widget as a window of its own.
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.canvas)
        layout.addWidget(self._bar)
        self._fill_bar()
        self.canvas.page_changed.connect(self._say_where)
        self.canvas.zoom_changed.connect(self._say_where)
        self.show_words(NOTHING)

    def _fill_bar(self) -> None:
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, GAP_SMALL)
        line.setSpacing(GAP)
        line.addWidget(self._where, 1)
        for text, keys, act in (
            ("缩小", ("Ctrl+-",), lambda: self.canvas.zoom_by(-1)),
            ("放大", ("Ctrl++", "Ctrl+="), lambda: self.canvas.zoom_by(1)),
            ("原大", ("Ctrl+1",), lambda: self.canvas.set_zoom(1.0)),
            ("适合宽度", ("Ctrl+0",), self.canvas.fit_width),
        ):
            button = QPushButton(text)
            button.setAccessibleName(f"{text}文书" if text != "适合宽度" else "文书适合窗口宽度")
            button.setToolTip(f"{text}（{keys[0]}）")
            button.clicked.connect(act)
            line.addWidget(button)
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    # -- what is shown ------------------------------------------------------------------------------------

    @property
    def pdf(self) -> bytes:
        """The bytes that are shown; empty when words stand there instead."""
        return self.canvas.pages.pdf

    @property
    def page(self) -> int:
        """The page shown, from 1; 0 when there is none."""
        return self.canvas.page + 1 if self.pages else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.canvas.pages.count

    @property
    def words(self) -> str:
        """What stands in place of pages; empty when pages are shown."""
        return "" if self.pages else self._words.text()

    def show_pdf(self, pdf: bytes, title: str = "") -> None:
        """Show a paper; bytes that are no PDF are told in its place. The same bytes again change nothing.

        Another title is another paper, which begins at its top; under the same title the place is kept.
        """
        another, self._title = title != self._title, title
        if pdf != self.pdf:
            pages = Pages(pdf)
            if not pages.count:
                pages.close()
                self.show_words(BROKEN if pdf else NOTHING)
                return
            self.canvas.show_pages(pages, from_top=another)
        self._stack.setCurrentWidget(self.canvas)
        self._bar.setEnabled(True)
        self._say_where()

    def show_words(self, words: str) -> None:
        """Take the paper away and say why in its place; the paper's place is found again when it comes back."""
        self.canvas.show_pages(Pages(b""))
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)
        self._bar.setEnabled(False)
        self._say_where()

    def go_to(self, page: int) -> None:
        """Show a page, from 1."""
        self.canvas.go_to(page - 1)

    def _say_where(self) -> None:
        told = f"第 {self.page} 页，共 {self.pages} 页 · {self.canvas.zoom:.0%}" if self.pages else ""
        self._where.setText(told)
        name = f"《{self._title}》" if self._title else "文书"
        self.canvas.setAccessibleName(f"{name}的页面")
        self.canvas.setAccessibleDescription(told or self.words)
        self.setAccessibleName(f"{name}预览")
        self.page_changed.emit(self.page, self.pages)
