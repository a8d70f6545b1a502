"""Contrast of every pair of colours, fonts that have every sign the window uses, Chinese buttons, text sizes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from mq_enforce.services.overview import STANDINGS
from ui import theme

READABLE, VISIBLE = 4.5, 3.0


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert theme.contrast("#123456", "#123456") == 1


@pytest.mark.parametrize(("text", "ground"), theme.TEXT_PAIRS)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert theme.contrast(text, ground) >= READABLE


@pytest.mark.parametrize(("edge", "ground"), theme.EDGE_PAIRS)
def test_outlines_and_the_focus_can_be_seen(edge: str, ground: str) -> None:
    assert theme.contrast(edge, ground) >= VISIBLE


def test_every_pair_of_the_style_sheet_is_among_the_pairs_that_are_tested() -> None:
    for block in re.findall(r"\{([^}]*)\}", theme.style_sheet()):
        ground = re.search(r"(?<![-\w])background: (#\w+)", block)
        text = re.search(r"(?<![-\w])color: (#\w+)", block)
        if ground and text:
            assert (text[1], ground[1]) in theme.TEXT_PAIRS, block
        if (chosen := re.search(r"selection-background-color: (#\w+)", block)) and (shown := re.search(r"selection-color: (#\w+)", block)):
            assert (shown[1], chosen[1]) in theme.TEXT_PAIRS, block


def test_what_qt_draws_itself_can_be_read_too() -> None:
    role, colours = QPalette.ColorRole, theme.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for text, ground in (
            (role.WindowText, role.Window),
            (role.Text, role.Base),
            (role.ButtonText, role.Button),
            (role.HighlightedText, role.Highlight),
            (role.Link, role.Base),
            (role.PlaceholderText, role.Base),
            (role.ToolTipText, role.ToolTipBase),
        ):
            assert theme.contrast(colours.color(group, text).name(), colours.color(group, ground).name()) >= READABLE, (group, text)


def test_every_pressing_word_has_a_shape_of_its_own_colour_apart() -> None:
    pressing = STANDINGS[:-1]
    assert set(theme.STANDING_SHAPES) == set(theme.STANDING_COLOURS) == set(pressing)
    assert len(set(theme.STANDING_SHAPES.values())) == len(pressing)
    assert theme.standing_text("已超期") == "▲ 已超期"
    assert theme.standing_text("以后") == "以后"
    assert theme.standing_text("") == ""


def test_the_bundled_fonts_are_used_and_have_the_signs_and_rare_characters(themed: QApplication) -> None:
    assert QFontInfo(themed.font()).family() == theme.SANS
    raw = QRawFont.fromFont(themed.font())
    for sign in "".join(theme.STANDING_SHAPES.values()) + "案件〔2026〕“”—…×，。䶮":
        assert raw.supportsCharacter(ord(sign)), sign


@pytest.mark.parametrize("percent", theme.SCALES)
def test_text_grows_with_the_scale(percent: int, themed: QApplication, qtbot: QtBot) -> None:
    del qtbot
    try:
        theme.apply_theme(themed, percent)
        assert themed.font().pointSizeF() == pytest.approx(theme.BASE_POINTS * percent / 100)
        assert f"font-size: {round(19 * percent / 100)}px" in themed.styleSheet()
    finally:
        theme.apply_theme(themed)


@pytest.mark.parametrize("percent", [99, 201, 0, -100])
def test_a_scale_out_of_range_is_refused(percent: int) -> None:
    with pytest.raises(ValueError, match="not within"):
        theme.ui_font(percent)


def test_qts_own_buttons_and_dates_are_chinese(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    words = [button.text().replace("&", "") for button in box.buttons()]
    assert words == ["确定", "取消"]
    assert QLocale().dayName(3) == "星期三"
