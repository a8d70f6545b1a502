"""Looking at a paper: pages drawn as they come into sight, the place kept while somebody types, everything by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.paper_images import difference, first_pages, grey, page_images, paper, repeated

from ui.paper.view import BROKEN, NOTHING, PaperView

PLAIN, MARKED = paper(), paper(practice=True)


@pytest.fixture
def view(qtbot: QtBot) -> PaperView:
    shown = PaperView()
    qtbot.addWidget(shown)
    shown.resize(520, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def settle(qtbot: QtBot, view: PaperView) -> None:
    qtbot.waitUntil(lambda: view.canvas.settled)


def shown(view: PaperView, page: int) -> QImage:
    image = view.canvas.image_of(page - 1)
    assert image is not None
    return image


def down(view: PaperView) -> int:
    return view.canvas.verticalScrollBar().value()


def focus(qtbot: QtBot, view: PaperView) -> None:
    with qtbot.waitActive(view):
        view.activateWindow()
    view.canvas.setFocus()
    assert view.canvas.hasFocus()


def press(widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, keys)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def buttons(view: PaperView) -> list[QPushButton]:
    found: list[QPushButton] = list(view.findChildren(QPushButton))
    return found


def wheel(view: PaperView, steps: int, at: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    port = view.canvas.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(port.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def test_the_paper_on_the_screen_is_the_paper_in_the_file(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN, "行政处罚决定书")
    settle(qtbot, view)
    image = shown(view, 1)
    (first, *_) = page_images(PLAIN, image.size())
    assert difference(grey(image), first) == 0
    rect = QRect(12, 12, image.width(), 400)
    grabbed = grey(view.canvas.viewport().grab(rect).toImage())
    assert difference(grabbed, first.crop((0, 0, first.width, 400))) < 0.5


def test_page_and_zoom_are_told_in_words(qtbot: QtBot, view: PaperView) -> None:
    told: list[tuple[int, int]] = []
    view.page_changed.connect(lambda page, pages: told.append((page, pages)))
    view.show_pdf(PLAIN, "行政处罚决定书")
    assert (view.page, view.pages) == (1, told[-1][1])
    assert view.pages > 1
    view.go_to(2)
    assert told[-1] == (2, view.pages)
    assert view.canvas.accessibleDescription().startswith(f"第 2 页，共 {view.pages} 页 · ")
    assert view.canvas.accessibleName() == "《行政处罚决定书》的页面"
    assert view.accessibleName() == "《行政处罚决定书》预览"
    assert all(button.accessibleName() and button.toolTip() for button in buttons(view))
    settle(qtbot, view)


def test_new_bytes_keep_the_place_and_the_old_image_until_the_new_one_is_there(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN, "决定书")
    view.go_to(2)
    view.canvas.verticalScrollBar().setValue(down(view) + 123)
    settle(qtbot, view)
    place, old = down(view), shown(view, 2)
    view.show_pdf(MARKED, "决定书")
    assert down(view) == place
    assert view.page == 2
    assert shown(view, 2) is old
    settle(qtbot, view)
    assert down(view) == place
    assert difference(grey(shown(view, 2)), page_images(MARKED, old.size())[1]) == 0
    assert difference(grey(shown(view, 2)), grey(old)) > 0


def test_another_paper_begins_at_its_top(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN, "决定书")
    view.go_to(2)
    settle(qtbot, view)
    view.show_pdf(MARKED, "告知书")
    assert (view.page, down(view)) == (1, 0)
    assert view.canvas.image_of(0) is None


def test_the_same_bytes_again_draw_nothing(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    settle(qtbot, view)
    qtbot.wait(50)
    drawn: list[int] = []
    view.canvas.drawn.connect(drawn.append)
    view.show_pdf(bytes(bytearray(PLAIN)))
    qtbot.wait(50)
    assert drawn == []


def test_a_paper_that_lost_pages_shows_its_last_one(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    view.go_to(view.pages)
    settle(qtbot, view)
    view.show_pdf(first_pages(PLAIN, 1))
    assert (view.page, view.pages) == (1, 1)
    settle(qtbot, view)


def test_only_pages_in_sight_and_their_neighbours_are_drawn(qtbot: QtBot, view: PaperView) -> None:
    drawn: list[int] = []
    view.canvas.drawn.connect(drawn.append)
    view.show_pdf(repeated(PLAIN, 40))
    assert view.pages > 100
    settle(qtbot, view)
    qtbot.wait(100)
    assert set(drawn) <= {0, 1, 2}
    view.go_to(90)
    settle(qtbot, view)
    qtbot.wait(100)
    assert set(drawn) <= {0, 1, 2, 88, 89, 90, 91}
    assert view.canvas.image_of(0) is None
    assert view.canvas.image_of(89) is not None


def test_the_page_takes_the_width_whatever_the_width(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    for width in (900, 400):
        view.resize(width, 640)
        settle(qtbot, view)
        assert shown(view, 1).width() == view.canvas.viewport().width() - 24
        assert view.canvas.horizontalScrollBar().maximum() == 0


def test_while_the_width_changes_the_place_is_kept(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    view.go_to(2)
    view.resize(900, 640)
    assert view.page == 2
    view.resize(420, 500)
    assert view.page == 2
    settle(qtbot, view)


def test_zoom_by_keys(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    focus(qtbot, view)
    fitting = view.canvas.zoom
    control = Qt.KeyboardModifier.ControlModifier
    press(view.canvas, Qt.Key.Key_1, control)
    assert (view.canvas.zoom, view.canvas.fits_width) == (1.0, False)
    press(view.canvas, Qt.Key.Key_Plus, control)
    assert view.canvas.zoom == 1.1
    press(view.canvas, Qt.Key.Key_Equal, control)
    assert view.canvas.zoom == 1.25
    press(view.canvas, Qt.Key.Key_Minus, control)
    assert view.canvas.zoom == 1.1
    press(view.canvas, Qt.Key.Key_0, control)
    assert (view.canvas.zoom, view.canvas.fits_width) == (fitting, True)
    settle(qtbot, view)


def test_real_size_is_the_size_of_the_paper(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    view.canvas.set_zoom(1.0)
    settle(qtbot, view)
    assert shown(view, 1).width() == round(210 / 25.4 * view.canvas.logicalDpiX())


def test_control_and_wheel_zoom_about_the_pointer_and_the_wheel_alone_scrolls(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    view.go_to(2)
    canvas, at = view.canvas, QPoint(260, 300)

    def under() -> tuple[int, float, float]:
        place = canvas._arrangement.anchor(canvas.horizontalScrollBar().value() + at.x(), down(view) + at.y())
        return place.page, place.across, place.down

    before = under()
    wheel(view, 1, at)
    wheel(view, 1, at)
    after = under()
    assert after[0] == before[0]
    assert after[1:] == pytest.approx(before[1:], abs=0.01)
    for _ in range(30):
        wheel(view, 1, at)
    assert canvas.zoom == 4.0
    for _ in range(30):
        wheel(view, -1, at)
    assert canvas.zoom == 0.25
    canvas.fit_width()
    view.go_to(1)
    wheel(view, -1, at, Qt.KeyboardModifier.NoModifier)
    assert down(view) > 0
    settle(qtbot, view)


def test_scrolling_by_keys(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    focus(qtbot, view)
    canvas = view.canvas
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_End):
        press(canvas, key)
        places.append(down(view))
    assert places == sorted(set(places))
    assert places[-1] == canvas.verticalScrollBar().maximum()
    assert view.page == view.pages
    press(canvas, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert down(view) < places[-1]
    press(canvas, Qt.Key.Key_Home)
    assert (down(view), view.page) == (0, 1)
    settle(qtbot, view)


def test_the_focus_is_visible(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    settle(qtbot, view)
    focus(qtbot, view)
    corner = view.canvas.viewport().grab(QRect(0, 0, 2, 2)).toImage().pixelColor(1, 1).name()
    buttons(view)[0].setFocus()
    assert view.canvas.viewport().grab(QRect(0, 0, 2, 2)).toImage().pixelColor(1, 1).name() != corner


def test_tab_goes_from_the_pages_through_the_buttons(qtbot: QtBot, view: PaperView) -> None:
    view.show_pdf(PLAIN)
    focus(qtbot, view)
    names = []
    for _ in range(4):
        press(focused(), Qt.Key.Key_Tab)
        names.append(focused().accessibleName())
    assert names == ["缩小文书", "放大文书", "原大文书", "文书适合窗口宽度"]


@pytest.mark.parametrize("data", [b"no paper", b"%PDF-1.7\nbroken", PLAIN[:400]])
def test_bytes_that_are_no_pdf_are_told_in_place(view: PaperView, data: bytes) -> None:
    view.show_pdf(PLAIN)
    view.show_pdf(data)
    assert (view.words, view.pages, view.page, view.pdf) == (BROKEN, 0, 0, b"")
    assert view.canvas.accessibleDescription() == BROKEN
    assert not any(button.isEnabled() for button in buttons(view))


def test_words_take_the_papers_place_and_give_it_back(qtbot: QtBot, view: PaperView) -> None:
    assert view.words == NOTHING
    view.show_pdf(PLAIN, "决定书")
    view.go_to(2)
    place = down(view)
    view.show_words("还缺违法事实，暂时不能预览")
    assert view.words == "还缺违法事实，暂时不能预览"
    view.show_pdf(MARKED, "决定书")
    assert (view.words, view.page, down(view)) == ("", 2, place)
    settle(qtbot, view)


def test_many_refreshes_in_a_row_draw_the_last_one(qtbot: QtBot, view: PaperView) -> None:
    drawn: list[int] = []
    view.canvas.drawn.connect(drawn.append)
    for _ in range(10):
        view.show_pdf(PLAIN)
        view.show_pdf(MARKED)
    settle(qtbot, view)
    assert drawn.count(0) == 1
    assert difference(grey(shown(view, 1)), page_images(MARKED, shown(view, 1).size())[0]) == 0
