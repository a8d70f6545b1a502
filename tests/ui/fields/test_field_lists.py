"""Lists by the keyboard alone: questions and answers, elements that come, move and go, officers as check boxes."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from support.field_forms import Compose, MakeForm, group_of, item_of, spec_of, talk_of

from mq_enforce.services.fields import FieldKind, Source
from ui.fields.repeating import RepeatingField
from ui.fields.spoken import SpokenField

OFFICERS = spec_of("by", FieldKind.LIST, "执法人员", required=True, at_least=2, item=item_of(FieldKind.CHOICE, source=Source.OFFICER))
PHOTOS = spec_of("photos", FieldKind.LIST, "照片", item=group_of(spec_of("caption", FieldKind.LINE, "说明"), label="照片"))


def focused() -> QWidget:
    """What the keyboard goes to."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_an_interview_is_kept_with_enter_alone(make: MakeForm, compose: Compose) -> None:
    form = make(group_of(talk_of()))
    form.focus_first()
    for words in ("点火的是谁？", "是我。", "为什么？", "麦茬高。"):
        compose(focused(), words)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    wanted = [{"question": "点火的是谁？", "answer": "是我。"}, {"question": "为什么？", "answer": "麦茬高。"}]
    assert form.value() == {"talk": wanted}
    assert focused().accessibleName() == "第3项 问"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused().accessibleName() == "问答 添加问答"
    assert form.value() == {"talk": wanted}


def test_an_answer_takes_several_lines_and_enter_goes_back_into_what_stands(make: MakeForm, compose: Compose) -> None:
    form = make(group_of(talk_of()))
    form.set_value({"talk": [{"question": "一", "answer": "甲"}, {"question": "二", "answer": "乙"}]})
    talk = cast("SpokenField", form.at(("talk",)))
    talk.pairs[0].answer.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_End)
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    compose(focused(), "又")
    assert form.value() == {"talk": [{"question": "一", "answer": "甲\n又"}, {"question": "二", "answer": "乙"}]}
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is talk.pairs[1].question
    talk.pairs[0].answer.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focused() is talk.pairs[1].question
    compose(focused(), "插")
    assert [pair["question"] for pair in form.value()["talk"]] == ["一", "插", "二"]
    assert talk.pairs[2].question.accessibleName() == "第3项 问"


def test_a_blank_pair_goes_with_ctrl_backspace(make: MakeForm) -> None:
    form = make(group_of(talk_of()))
    form.set_value({"talk": [{"question": "一", "answer": "甲"}]})
    talk = cast("SpokenField", form.at(("talk",)))
    talk.add.click()
    assert len(talk.pairs) == 2
    QTest.keyClick(focused(), Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert len(talk.pairs) == 1
    assert focused() is talk.pairs[0].answer
    assert form.value() == {"talk": [{"question": "一", "answer": "甲"}]}


def test_elements_come_with_ctrl_enter_and_move_and_go(make: MakeForm) -> None:
    form = make(group_of(PHOTOS))
    photos = cast("RepeatingField", form.at(("photos",)))
    photos.add.click()
    for words in "ab":
        QTest.keyClicks(focused(), words)
        QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), "c")
    assert form.value() == {"photos": [{"caption": "a"}, {"caption": "b"}, {"caption": "c"}]}
    assert focused().accessibleName() == "第3项 说明"
    photos.elements[2].up.click()
    assert form.value() == {"photos": [{"caption": "a"}, {"caption": "c"}, {"caption": "b"}]}
    assert focused() is photos.elements[1].up
    photos.elements[0].remove.click()
    assert form.value() == {"photos": [{"caption": "c"}, {"caption": "b"}]}
    assert focused().accessibleName() == "第1项 说明"
    caption = form.at(("photos", 1, "caption"))
    assert caption is not None
    assert caption.value() == "b"
    for element in tuple(photos.elements):
        element.remove.click()
    assert form.value() is None
    assert focused() is photos.add


def test_elements_that_must_be_there_are_offered_and_are_none_while_blank(make: MakeForm) -> None:
    form = make(group_of(spec_of("goods", FieldKind.LIST, "物品", required=True, at_least=2, item=PHOTOS.item)))
    assert form.value() is None
    assert form.at(("goods", 1)) is not None
    form.focus_first()
    place = form.at(("goods", 0, "caption"))
    assert place is not None
    place.focus_first()
    QTest.keyClicks(focused(), "x")
    assert form.value() == {"goods": [{"caption": "x"}, {}]}


def test_officers_are_ticked_in_the_order_of_signing_and_expired_ones_are_not_offered(make: MakeForm) -> None:
    form = make(group_of(OFFICERS))
    by = form.at(("by",))
    assert by is not None
    boxes = cast("list[QCheckBox]", by.inputs())
    assert [box.accessibleName() for box in boxes] == ["执法人员：王建国", "执法人员：李秀英"]
    boxes[1].click()
    boxes[0].click()
    assert form.value() == {"by": ["li", "wang"]}
    boxes[0].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is boxes[1]
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert form.value() == {"by": ["wang"]}
    form.set_value({"by": ["old", "走了"]})
    assert [box.accessibleName() for box in by.inputs()][2:] == ["执法人员：旧人", "执法人员：走了（不在可选范围内）"]
    assert form.value() == {"by": ["old", "走了"]}
