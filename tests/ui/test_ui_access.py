"""Every page by the keyboard: all that Tab reaches has a name, Tab goes round everything in reading order, and back with Shift."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from support.keyboard import name_of
from support.tab_walk import cut, from_the_top, out_of_order, stops_of, told, walk

from mq_enforce.bootstrap import open_program
from ui.app import CASE_PAGE, PAGES
from ui.main_window import MainWindow
from ui.scenes import Scene, Stage, scene_names, scenes
from ui.screens import SIZES, Studio, fit
from ui.theme import apply_theme

pytestmark = pytest.mark.slow

NAMES = scene_names()


@pytest.fixture(scope="module")
def stage(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The window with the sample office, once for all pages."""
    apply_theme(qapp)
    studio = Studio(qapp, open_program, lambda desk: MainWindow(desk, PAGES, CASE_PAGE, practice=True))
    scratch: Path = tmp_path_factory.mktemp("stage")
    with studio.stage(scratch, lambda _words: None) as made:
        yield made
    apply_theme(qapp)


def shown(stage: Stage, name: str, size: int) -> QWidget:
    """Bring a page to the front at one of the sizes and return its window."""
    scene: Scene = next(one for one in scenes(stage) if one.name == name)
    page = scene.set_up()
    stage.wait()
    fit(page, SIZES[size])
    page.activateWindow()
    stage.wait()
    return page


def put_away(stage: Stage, page: QWidget) -> None:
    """Take a dialog away; the window stays."""
    if page is not stage.window:
        page.hide()
        page.deleteLater()
    stage.wait()


@pytest.mark.parametrize("name", NAMES)
def test_tab_goes_round_every_control_once_in_reading_order_and_each_has_a_name(stage: Stage, name: str) -> None:
    page = shown(stage, name, 0)
    try:
        stops = stops_of(page)
        assert not told([one for one in stops if not name_of(one)]), "without a name"
        ring = from_the_top(page, walk(QApplication.focusWidget() or stops[0]))
        assert not told([one for one in stops_of(page) if one not in ring]), "never reached"
        assert not told([one for one in ring if one not in stops_of(page)]), "reached, though it is no stop"
        assert not out_of_order(page, ring)
        back = walk(ring[0], Qt.Key.Key_Backtab)
        assert told([back[0], *reversed(back[1:])]) == told(ring)
    finally:
        put_away(stage, page)


@pytest.fixture(scope="module")
def large(stage: Stage, qapp: QApplication) -> Stage:
    """The same at the largest text."""
    apply_theme(qapp, SIZES[-1].percent)
    return stage


@pytest.mark.parametrize("name", NAMES)
def test_no_button_and_no_label_is_cut_at_the_largest_text(large: Stage, name: str) -> None:
    page = shown(large, name, -1)
    try:
        assert not cut(page)
    finally:
        put_away(large, page)
