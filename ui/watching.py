"""Watching for a window from outside: for self-test and measurements, never for the window itself."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication


class Watcher(QObject):
    """Looks every so many milliseconds until it is stopped; its patience, in seconds, ends by closing all windows."""

    def __init__(self, every_ms: int, patience_s: float) -> None:
        super().__init__()
        self._until = time.monotonic() + patience_s
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look once. Subclasses note what they see first."""
        if self.content() or time.monotonic() > self._until:
            QApplication.closeAllWindows()

    def content(self) -> bool:
        """Return whether what was watched for has been seen."""
        return False

    def stop(self) -> None:
        """Close nothing that comes after: that it is to be deleted does not reach the timer before the next loop."""
        self._timer.stop()
        self.setParent(None)
        self.deleteLater()
