"""Drafts of the pages of the office: what is typed is kept within a second and comes back after a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from mq_enforce.services.drafts import discard_draft, load_draft, save_draft
from ui.desk import Desk
from ui.tasks import Cancelled, Lane

DRAFT_MS = 1000
"""How long typing may go on before it is kept; with the write itself a kill loses less than two seconds."""
NO_CASE = ""


class Keeper(QObject):
    """Keeps one draft that belongs to no case. ``typed`` says that something changed, ``data`` gives what to keep."""

    def __init__(self, desk: Desk, key: str, data: Callable[[], dict[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.key, self._data = desk, key, data
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self._keep)

    def typed(self) -> None:
        """Keep what is typed soon."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Keep at once what was typed since the last time; nothing when there is nothing."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def _keep(self) -> None:
        program, key, data = self._desk.program, self.key, self._data()
        self._desk.tasks.run(
            lambda _progress: save_draft(program, NO_CASE, key, data), lambda _none: None, self._failed, Lane.SHORT, "保存草稿"
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self._desk.tell.unhandled(error, "保存草稿")

    def load(self) -> dict[str, Any] | None:
        """Return what was being typed, or None; called on a worker's thread."""
        draft = load_draft(self._desk.program, NO_CASE, self.key)
        return None if draft is None else dict(draft.data)

    def stop(self) -> None:
        """Keep nothing more of what was typed so far."""
        self._timer.stop()

    def discard(self) -> None:
        """Forget the draft; called on a worker's thread, after ``stop``."""
        discard_draft(self._desk.program, NO_CASE, self.key)
