"""Two parts beside each other where there is room, else beneath each other."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from ui.theme import GAP, GAP_LARGE


def beside(line: QBoxLayout, width: int, least: int) -> None:
    """Lay out beside each other where the width is enough, else beneath each other."""
    enough = width >= least
    line.setDirection(QBoxLayout.Direction.LeftToRight if enough else QBoxLayout.Direction.TopToBottom)
    line.setSpacing(2 * GAP_LARGE if enough else GAP)
