"""The one theme: colours, sizes, fonts, words with shapes for how things stand, and the style sheet made of them.

Paper and ink: a warm ground, hairline rules, one blue for what can be pressed, and Chinese line heights. Every pair of
colours in ``TEXT_PAIRS`` has a contrast of at least 4.5; no meaning is carried by colour alone.
"""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from mq_enforce.services.crossing import EnvironmentProblem, resource

PAPER, SHEET, SHADE = "#F6F3EC", "#FFFEFB", "#EBE6DB"
INK, QUIET = "#211F1B", "#5C564C"
RULE, EDGE = "#D9D2C4", "#857D70"
BLUE, BLUE_DEEP, BLUE_PALE = "#1D4F80", "#143A60", "#DCE6EF"
RED, AMBER, GREEN = "#9E2A22", "#7A5200", "#2C6140"
RED_PALE, AMBER_PALE = "#F8E6E2", "#F8EDD3"

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in (INK, QUIET, RED, AMBER, GREEN, BLUE) for ground in (PAPER, SHEET)),
    *((text, ground) for text in (INK, QUIET, BLUE_DEEP, RED, AMBER) for ground in (SHADE, BLUE_PALE)),
    (SHEET, BLUE),
    (SHEET, BLUE_DEEP),
    (RED, RED_PALE),
    (INK, RED_PALE),
    (AMBER, AMBER_PALE),
    (INK, AMBER_PALE),
)
"""Every pair of text and ground that the style sheet uses."""
EDGE_PAIRS: tuple[tuple[str, str], ...] = ((EDGE, SHEET), (EDGE, PAPER), (BLUE, SHEET), (BLUE, PAPER))
"""Pairs of outline and ground: what shows where a control is, or which one has the focus."""

SCALES: tuple[int, ...] = (100, 125, 150, 175, 200)
"""The text sizes that can be chosen, in percent."""
BASE_POINTS = 10.5
"""五号, the body size of Chinese office papers."""
GAP, GAP_SMALL, GAP_LARGE = 8, 4, 16
"""Distances in pixels at 100 %."""

SANS, SERIF = "MQ Hei Medium", "MQ Song"
_FONT_FILES = ("MQHei-Medium.ttf", "MQSong-Regular.ttf")

STANDING_SHAPES = MappingProxyType({"已超期": "▲", "今日到期": "◆", "3天内": "●", "7天内": "○"})
"""The shape before a word for how near a date is; what is far off has none."""
STANDING_COLOURS = MappingProxyType({"已超期": RED, "今日到期": RED, "3天内": AMBER, "7天内": AMBER})
STATUS_COLOURS = MappingProxyType({"done": GREEN, "open": BLUE, "blocked": RED, "overdue": RED, "not_needed": QUIET})
"""Colours of the states of a step, by the ``role`` property of a label."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#RRGGBB``, from 1 to 21, as WCAG 2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        low_end = 0.04045
        return channel / 12.92 if channel <= low_end else float(((channel + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def standing_text(word: str) -> str:
    """Return a word for how near a date is with its shape before it; empty for none."""
    return f"{STANDING_SHAPES[word]} {word}" if word in STANDING_SHAPES else word


def apply_theme(app: QApplication, percent: int = 100) -> None:
    """Give the application its fonts, colours and style sheet at a text size from 100 to 200 percent; again to change it.

    Raises EnvironmentProblem when the installation lacks a font.
    """
    _load_fonts()
    app.setStyle("Fusion")
    app.setFont(ui_font(percent))
    app.setPalette(palette())
    app.setStyleSheet(style_sheet(percent))


def speak_chinese(app: QApplication) -> None:
    """Let Qt's own buttons and menus speak Chinese, and dates be written the Chinese way."""
    chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    QLocale.setDefault(chinese)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(chinese, "qtbase", "_", folder):
        raise EnvironmentProblem("程序自带的中文界面文件“qtbase_zh_CN.qm”不见了", "办案数据没有受影响", "请重新安装本程序")
    app.installTranslator(translator)


def ui_font(percent: int = 100) -> QFont:
    """Return the font of the window: 黑体, and 宋体 for characters that it lacks."""
    font = QFont()
    font.setFamilies([SANS, SERIF])
    font.setPointSizeF(BASE_POINTS * _checked(percent) / 100)
    return font


def pixels(size: float, percent: int = 100) -> int:
    """Return a distance given at 100 % at another text size."""
    return round(size * _checked(percent) / 100)


def _checked(percent: int) -> int:
    if not SCALES[0] <= percent <= SCALES[-1]:
        raise ValueError(f"text size {percent} % is not within {SCALES[0]} and {SCALES[-1]} %")
    return percent


def _load_fonts() -> None:
    known = set(QFontDatabase.families())
    for family, name in zip((SANS, SERIF), _FONT_FILES, strict=True):
        if family in known:
            continue
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            raise EnvironmentProblem(f"程序自带的字体“{name}”不能使用", "办案数据没有受影响", "请重新安装本程序")


def palette() -> QPalette:
    """Return the colours for what Qt draws by itself."""
    colours = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, PAPER),
        (role.WindowText, INK),
        (role.Base, SHEET),
        (role.AlternateBase, PAPER),
        (role.Text, INK),
        (role.Button, SHEET),
        (role.ButtonText, INK),
        (role.BrightText, SHEET),
        (role.Highlight, BLUE),
        (role.HighlightedText, SHEET),
        (role.Link, BLUE),
        (role.LinkVisited, BLUE_DEEP),
        (role.ToolTipBase, SHEET),
        (role.ToolTipText, INK),
        (role.PlaceholderText, QUIET),
        (role.Mid, RULE),
        (role.Accent, BLUE),
    ):
        colours.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, which, QColor(QUIET))
    return colours


def style_sheet(percent: int = 100) -> str:
    """Return the style sheet at a text size in percent."""

    def px(size: float) -> str:
        return f"{pixels(size, percent)}px"

    def arrow(way: str) -> str:
        return resource("ui", f"arrow-{way}.png").as_posix()

    roles = "".join(f'QLabel[role="{role}"] {{ color: {colour}; }}\n' for role, colour in STATUS_COLOURS.items())
    return f"""
QToolTip {{ background: {SHEET}; color: {INK}; border: 1px solid {EDGE}; padding: {px(6)}; }}
QLabel[role="title"] {{ font-size: {px(19)}; }}
QLabel[role="hint"] {{ color: {QUIET}; }}
QLabel[role="fault"] {{ color: {RED}; }}
QLabel[role="empty"] {{ color: {QUIET}; font-size: {px(16)}; }}
{roles}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QDateTimeEdit, QTimeEdit, QSpinBox, QDoubleSpinBox {{
    background: {SHEET}; color: {INK}; border: 1px solid {EDGE}; border-radius: 2px; padding: {px(5)} {px(7)};
    selection-background-color: {BLUE}; selection-color: {SHEET}; placeholder-text-color: {QUIET};
}}
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {{ border: 0; width: {px(22)}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: {px(22)}; }}
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow, QAbstractSpinBox::down-arrow {{
    image: url("{arrow("down")}"); width: {px(11)}; height: {px(11)}; }}
QAbstractSpinBox::up-arrow {{ image: url("{arrow("up")}"); width: {px(11)}; height: {px(11)}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QDateTimeEdit:focus, QTimeEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus {{ border: 2px solid {BLUE}; padding: {px(4)} {px(6)}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {{ background: {SHADE}; color: {QUIET}; }}
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] {{ border: 2px solid {RED}; }}
QComboBox QAbstractItemView {{ background: {SHEET}; border: 1px solid {EDGE}; selection-background-color: {BLUE};
    selection-color: {SHEET}; }}
QPushButton {{ background: {SHEET}; color: {INK}; border: 1px solid {EDGE}; border-radius: 2px; padding: {px(5)} {px(14)}; }}
QPushButton:hover {{ background: {BLUE_PALE}; color: {BLUE_DEEP}; }}
QPushButton:pressed {{ background: {SHADE}; }}
QPushButton:checked {{ background: {BLUE_PALE}; color: {BLUE_DEEP}; border-color: {BLUE}; }}
QPushButton:default {{ background: {BLUE}; color: {SHEET}; border-color: {BLUE_DEEP}; }}
QPushButton:default:hover, QPushButton:default:pressed {{ background: {BLUE_DEEP}; color: {SHEET}; }}
QPushButton:focus {{ border: 2px solid {BLUE_DEEP}; padding: {px(4)} {px(13)}; }}
QPushButton:default:focus {{ border: 3px double {SHEET}; padding: {px(3)} {px(12)}; }}
QPushButton:disabled {{ background: {SHADE}; color: {QUIET}; border-color: {RULE}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {BLUE}; }}
QCheckBox, QRadioButton {{ border: 2px solid transparent; padding: {px(2)}; spacing: {px(6)}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{ width: {px(14)}; height: {px(14)}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {RULE}; }}
QTabBar {{ background: {PAPER}; }}
QTabBar::tab {{ background: {PAPER}; color: {QUIET}; border: 2px solid transparent; border-bottom: 3px solid transparent;
    padding: {px(6)} {px(16)}; }}
QTabBar::tab:selected {{ color: {BLUE_DEEP}; border-bottom: 3px solid {BLUE}; }}
QTabBar::tab:hover {{ color: {BLUE_DEEP}; background: {BLUE_PALE}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {BLUE}; border-bottom: 3px solid {BLUE}; }}
QTableView, QTreeView, QListView {{ background: {SHEET}; border: 1px solid {RULE}; padding: 1px; outline: 0;
    selection-background-color: {BLUE_PALE}; selection-color: {INK}; }}
QTableView:focus, QTreeView:focus, QListView:focus {{ border: 2px solid {BLUE}; padding: 0; }}
QTableView::item {{ border: 0; border-bottom: 1px solid {RULE}; padding: 0 {px(8)}; }}
QTableView::item:selected {{ background: {BLUE_PALE}; }}
QTreeView::item, QListView::item {{ padding: {px(4)} {px(6)}; border-bottom: 1px solid {RULE}; }}
QTreeView#rail::item {{ padding: {px(2)} {px(2)}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {BLUE_PALE}; color: {INK}; }}
QHeaderView {{ background: {PAPER}; border: 0; }}
QHeaderView::section {{ background: {PAPER}; color: {QUIET}; border: 0; border-bottom: 1px solid {EDGE};
    padding: {px(7)} {px(8)} {px(7)} {px(11)}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ image: none; width: 0; height: 0; }}
QHeaderView::section:hover {{ color: {BLUE_DEEP}; background: {BLUE_PALE}; }}
QStatusBar {{ background: {PAPER}; color: {QUIET}; border-top: 1px solid {RULE}; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ color: {QUIET}; padding: {px(1)} {px(8)}; }}
QStatusBar QPushButton {{ padding: 0 {px(10)}; }}
QStatusBar QToolButton {{ color: {QUIET}; border: 2px solid transparent; padding: 0 {px(6)}; }}
QStatusBar QToolButton:hover {{ color: {BLUE_DEEP}; background: {BLUE_PALE}; }}
QStatusBar QToolButton:focus {{ color: {INK}; border: 2px solid {BLUE}; }}
QFrame#practice {{ background: {AMBER_PALE}; border: 0; border-bottom: 1px solid {AMBER}; }}
QFrame#practice QLabel {{ color: {AMBER}; }}
QFrame#problem {{ background: {RED_PALE}; border: 0; border-bottom: 1px solid {RED}; }}
QFrame#problem QLabel {{ color: {INK}; }}
QFrame#problem QLabel[role="fault"] {{ color: {RED}; }}
QFrame#foot {{ border: 0; border-top: 1px solid {RULE}; }}
QFrame#done {{ background: {SHEET}; border: 1px solid {GREEN}; border-left: 4px solid {GREEN}; }}
QFrame#against {{ border: 0; border-left: 4px solid {RED}; padding-left: {px(8)}; }}
QSplitter::handle {{ background: {RULE}; }}
QScrollArea {{ border: 0; }}
"""
