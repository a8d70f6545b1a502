"""The dossier in the window: contents, what is missing, building with progress, stopping, failing, checking, opening."""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.part_way import part_way

from mq_enforce.dossier.package import package
from mq_enforce.services.crossing import CHINA, StoryClock
from mq_enforce.services.dossier_page import check_dossier, dossier_page
from mq_enforce.services.listing import list_cases
from ui.case.dossier import NOT_FILED, NOTHING_MISSING, DossierView
from ui.case.dossier_model import HEADINGS, TITLE
from ui.case.dossier_work import STOPPED_BUILDING
from ui.desk import Desk

pytestmark = pytest.mark.slow

FAR = 60_000
STORY = "straw_no_penalty"


class Hands:
    """Stands in for the system's dialogs and windows."""

    def __init__(self) -> None:
        self.chosen = ""
        self.opened: list[Path] = []

    def choose(self, _parent: QWidget, _title: str, _start: str) -> str:
        return self.chosen


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of a case whose filing is on record (``data``) and the dossier that the play built (``out``)."""
    folder = tmp_path_factory.mktemp("filed")
    with part_way(folder, STORY, "filing_dossier"):
        return folder


@pytest.fixture
def desk_data(filed: Path, tmp_path: Path) -> Path:
    """The folder of the desk's data: that case lies in it already."""
    return Path(shutil.copytree(filed / "data", tmp_path / "data"))


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, hands: Hands) -> Callable[[str], DossierView]:
    def show_it(case_id: str) -> DossierView:
        view = DossierView(desk, case_id, choose=hands.choose, open_it=hands.opened.append)
        qtbot.addWidget(view)
        view.resize(1366, 640)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        qtbot.waitUntil(lambda: view.page is not None)
        return view

    return show_it


@pytest.fixture
def view(desk: Desk, show: Callable[[str], DossierView]) -> DossierView:
    """The page of the case whose filing is on record."""
    (line,) = list_cases(desk.program)
    assert isinstance(desk.program.clock, StoryClock)
    desk.program.clock.moment = datetime(2026, 6, 25, 9, 0, tzinfo=CHINA)
    return show(line.id)


@pytest.fixture
def early(show: Callable[[str], DossierView], play_story: Callable[..., str]) -> DossierView:
    """The page of another case, only begun."""
    return show(play_story(STORY, 6))


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def finished(qtbot: QtBot, view: DossierView, words: str) -> None:
    qtbot.waitUntil(lambda: words in view.told.text() and not view.work.busy, timeout=FAR)


def test_the_dossier_is_built_checked_against_its_slip_and_opened_by_keyboard(
    view: DossierView, qtbot: QtBot, desk: Desk, hands: Hands
) -> None:
    assert view.gaps.item(0).text() == NOTHING_MISSING
    said: list[str] = []
    view.work.going.connect(said.append)
    with qtbot.waitSignal(view.changed, timeout=FAR):
        press(view.build)
    finished(qtbot, view, "没有发现问题")
    assert "已经生成" in view.told.text()
    assert "核对条" not in view.told.text()
    assert any("打包" in words for words in said)
    assert check_dossier(desk.out / view.case_id).ok
    assert view.focusWidget() is view.open
    press(view.open)
    assert hands.opened == [desk.out / view.case_id]


def test_a_place_that_is_taken_is_told_and_another_one_offered(view: DossierView, qtbot: QtBot, tmp_path: Path, hands: Hands) -> None:
    (view.target / "dossier").mkdir(parents=True)
    press(view.build)
    finished(qtbot, view, "已经有生成过的案卷")
    assert view.focusWidget() is view.elsewhere
    hands.chosen = str(tmp_path / "stick")
    (tmp_path / "stick").mkdir()
    press(view.elsewhere)
    assert view.target.parent == tmp_path / "stick"
    assert str(view.target) in view.place.text()
    press(view.build)
    finished(qtbot, view, "没有发现问题")
    assert check_dossier(view.target).ok


def test_stopping_leaves_nothing_and_building_again_works(view: DossierView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slow(*args: object, **more: object) -> object:
        reached.set()
        go_on.wait(20)
        return package(*args, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("mq_enforce.services.dossiers.package", slow)
        press(view.build)
        qtbot.waitUntil(reached.is_set, timeout=FAR)
        qtbot.waitUntil(lambda: view.focusWidget() is view.stop)
        QTest.keyClick(view.stop, Qt.Key.Key_Space)
        assert "正在停下" in view.told.text()
        go_on.set()
        finished(qtbot, view, STOPPED_BUILDING)
    assert not view.target.exists()
    assert not view.stop.isVisible()
    press(view.build)
    finished(qtbot, view, "没有发现问题")


@pytest.mark.parametrize(("number", "reason"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有读写权限")])
def test_a_full_disk_or_a_folder_without_rights_is_told_in_place_with_what_is_safe_and_what_to_do(
    view: DossierView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:

    def broken(*_args: object, **_more: object) -> str:
        raise OSError(number, "broken")

    with monkeypatch.context() as patch:
        patch.setattr("mq_enforce.services.dossiers.tempfile.mkdtemp", broken)
        press(view.build)
        finished(qtbot, view, reason)
    for words in ("没有完成", "已经保存的内容没有受影响", "没有留下做了一半的文件", "重试"):
        assert words in view.told.text()
    assert not view.target.exists()
    assert view.focusWidget() is view.elsewhere


def test_before_the_filing_the_missing_parts_lead_to_their_steps_and_nothing_can_be_built(
    early: DossierView, qtbot: QtBot, desk: Desk
) -> None:
    gaps = dossier_page(desk.program, early.case_id).gaps
    assert [early.gaps.item(row).text() for row in range(early.gaps.count())] == [gap.text for gap in gaps]
    assert not early.build.isEnabled()
    assert early.place.text() == NOT_FILED
    early.gaps.setFocus()
    QTest.keyClick(early.gaps, Qt.Key.Key_Down)
    with qtbot.waitSignal(early.step_wanted) as wanted:
        QTest.keyClick(early.gaps, Qt.Key.Key_Return)
    assert wanted.args == [gaps[1].step]


def test_enter_on_a_line_of_the_contents_asks_for_its_paper(early: DossierView, qtbot: QtBot) -> None:
    early.first.setFocus()
    assert early.focusWidget() is early.table
    QTest.keyClick(early.table, Qt.Key.Key_Down)
    line = early.current()
    assert line is not None
    with qtbot.waitSignal(early.paper_wanted) as wanted:
        QTest.keyClick(early.table, Qt.Key.Key_Return)
    assert wanted.args == [line.paper]


def test_a_changed_dossier_elsewhere_is_found_out(view: DossierView, qtbot: QtBot, tmp_path: Path, hands: Hands, filed: Path) -> None:
    bag = Path(shutil.copytree(filed / "out" / "dossier", tmp_path / "stick" / "dossier"))
    hands.chosen = str(bag)
    press(view.check_other)
    finished(qtbot, view, "没有发现问题")
    assert str(bag) in view.told.text()
    (bag / "data" / "case.json").write_bytes(b"{}")
    press(view.check_other)
    finished(qtbot, view, "处问题")
    assert "case.json" in view.told.text()
    view.slip.setText("no digest")
    press(view.check_other)
    finished(qtbot, view, "▲")
    hands.chosen = str(tmp_path / "nowhere")
    view.slip.clear()
    press(view.check_other)
    finished(qtbot, view, "没有文件或文件夹")


def test_every_control_has_a_name_and_is_reached_by_tab(early: DossierView) -> None:
    early.table.setFocus()
    seen: list[QWidget] = []
    for _ in range(20):
        now = early.focusWidget()
        assert now is not None
        assert now.accessibleName(), now
        if now in seen:
            break
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert {early.table, early.gaps, early.findings, early.check_other, early.slip} <= set(seen)
    spoken = early.model.index(0, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(HEADINGS[TITLE])
