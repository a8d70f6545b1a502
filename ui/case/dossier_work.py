"""Building and checking a dossier from the window: one job at a time, its progress, stopping it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from mq_enforce.services.crossing import EnvironmentProblem
from mq_enforce.services.dossier_page import Checked, check_dossier
from mq_enforce.services.dossiers import Filed, file_dossier
from ui.desk import Desk
from ui.tasks import Cancelled, Lane, Progress, Task

BUILDING, CHECKING = "生成案卷", "核对案卷"
STOPPED_BUILDING = "已停下，没有留下做了一半的案卷。需要时再按“生成案卷”，从头做起。"
STOPPED_CHECKING = "已停下核对；案卷没有被改动。"


class DossierWork(QObject):
    """Does the long work of a dossier. ``going`` says what is being done, empty when nothing is; ``failed`` brings words."""

    going = Signal(str)
    built = Signal(object)
    checked = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, case_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._case_id = desk, case_id
        self._task: Task | None = None
        desk.tasks.changed.connect(self._say)

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def build(self, out: Path) -> None:
        """Build the dossier in a folder; then it is checked against its own slip."""
        program, case_id = self._desk.program, self._case_id

        def work(progress: Progress) -> Filed:
            return file_dossier(program, case_id, out, progress, progress)

        self._run(work, self._was_built, BUILDING, STOPPED_BUILDING)

    def check(self, path: Path, slip: str = "") -> None:
        """Check the dossier in a folder, against the slip's digest where one is given."""

        def work(progress: Progress) -> Checked:
            return check_dossier(path, slip, progress)

        self._run(work, self.checked.emit, CHECKING, STOPPED_CHECKING)

    def stop(self) -> None:
        """Tell what is being done to stop."""
        if self._task is not None:
            self._task.cancel()
            self._say()

    def _was_built(self, filed: Filed) -> None:
        self.built.emit(filed)
        self.check(filed.package, filed.digest)

    def _run(self, work: Callable[[Progress], Any], done: Callable[[Any], object], what: str, stopped: str) -> None:
        if self._task is not None:
            return

        def ended(then: Callable[[Any], object], value: Any) -> None:  # noqa: ANN401 - what the work brought
            self._task = None
            self.going.emit("")
            then(value)

        def failed(error: BaseException) -> None:
            self.failed.emit(self._words(error, what, stopped))

        self._task = self._desk.tasks.run(work, lambda value: ended(done, value), lambda error: ended(failed, error), Lane.LONG, f"{what}")
        self._say()

    def _words(self, error: BaseException, what: str, stopped: str) -> str:
        """Return what to say in place; our own faults are told by the window."""
        if isinstance(error, Cancelled):
            return stopped
        if isinstance(error, EnvironmentProblem):
            return f"▲ {what}没有完成：{error.what}。\n{error.safe}，没有留下做了一半的文件。{error.todo}。"
        return "\n".join(f"▲ {line}" for line in self._desk.tell.error(error, what).splitlines())

    def _say(self) -> None:
        task = self._task
        if task is not None:
            stopping = "，正在停下" if task.cancelled else ""
            self.going.emit(f"正在{task.what}：{task.text or '等待开始'}{stopping}")
