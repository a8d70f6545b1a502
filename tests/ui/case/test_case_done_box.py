"""What is told after an act was done, and the way on from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from support.case_windows import CaseWindow, all_inside
from support.desk_stories import typed_data
from support.filling_fields import tab_to
from support.keyboard import focused, press

from mq_enforce.base.resources import resource
from ui.case.done_box import DoneBox


def do(shown: CaseWindow, act_id: str) -> DoneBox:
    shown.open(act_id)
    shown.give(typed_data(shown.act(act_id), resource("samples")))
    tab_to(shown.panel.do_button)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    shown.ended()
    shown.rest()
    (box,) = all_inside(shown.work, DoneBox)
    return box


def words(box: DoneBox) -> list[str]:
    return [label.text() for label in all_inside(box, QLabel)]


def test_it_tells_the_record_and_the_papers_and_leads_to_the_next_step_with_enter(begun: CaseWindow) -> None:
    box = do(begun, "jurisdiction")
    assert words(box)[0] == "● 已记录：核对管辖和职权"
    assert begun.leaf.page is not None
    following = next(step for step in begun.leaf.page.rail if step.id == begun.leaf.page.now_step)
    assert focused() is box.next_button
    assert box.next_button.text() == f"下一步：{following.title}"
    press(Qt.Key.Key_Space)
    begun.rest()
    assert begun.work.rail.current() is not None
    assert (begun.work.rail.current() or ("", ""))[0] == following.id
    assert begun.panel.kind in dict(following.acts)


def test_papers_are_told_with_their_pages(begun: CaseWindow) -> None:
    box = do(begun, "site")
    (paper,) = begun.state.papers("site_inspection_record")
    assert any(f"《{paper.title}》" in line and f"{paper.pages}页" in line for line in words(box))


@pytest.mark.slow
def test_again_opens_the_same_act_with_a_fresh_id(begun: CaseWindow) -> None:
    do(begun, "site")
    box = do(begun, "photo1")
    assert "再记一项" in box.again_button.text()
    tab_to(box.again_button)
    press(Qt.Key.Key_Space)
    begun.rest()
    assert begun.panel.kind == "evidence_collected"
    data = begun.panel.data()
    assert data["id"] not in {record.act.id for record in begun.state.records}
    assert data["evidence"] != begun.act("photo1").model_dump()["evidence"]
    assert Path(str(data.get("file") or "")) == Path()
