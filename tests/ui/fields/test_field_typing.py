"""Typing, pasting and composing on real widgets: what is read, what is told in place, and when."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from support.field_forms import Compose, MakeForm, group_of, item_of, spec_of, talk_of

from mq_enforce.services.fields import Choice, FieldKind, FieldSpec
from ui.fields import Field, LongField
from ui.fields.choices import ChoiceField
from ui.fields.moments import DateField, MomentField
from ui.fields.texts import GrowingText

OTHER = spec_of("other", FieldKind.LINE, "别的")
MANY = tuple(Choice(f"m{number}", f"第{number}项 {'焚烧秸秆' if number == 7 else '占用道路'}") for number in range(1, 31))


def shown(make: MakeForm, spec: FieldSpec) -> tuple[Field, Field]:
    """A form with the field and another one behind it."""
    form = make(group_of(spec, OTHER))
    field = form.at((spec.name,))
    assert field is not None
    field.focus_first()
    return form, field


@pytest.mark.parametrize("typed", ["2026-6-3", "6.3", "20260603", "2026/06/03", "6-3"])
def test_a_date_is_typed_in_any_usual_way(make: MakeForm, typed: str) -> None:
    form, field = shown(make, spec_of("day", FieldKind.DATE, "日期"))
    line = field.inputs()[0]
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert form.value() == {"day": "2026-06-03"}
    assert cast("QLineEdit", line).text() == "2026-06-03"
    assert field.hint() == "星期三"


def test_a_date_composed_in_chinese_is_read(make: MakeForm, compose: Compose) -> None:
    form, field = shown(make, spec_of("day", FieldKind.DATE, "日期"))
    compose(field.inputs()[0], "２０２６年６月３日")
    assert form.value() == {"day": "2026-06-03"}


def test_an_impossible_date_is_told_when_the_line_is_left_and_kept_as_typed(make: MakeForm) -> None:
    form, field = shown(make, spec_of("day", FieldKind.DATE, "日期"))
    line = field.inputs()[0]
    QTest.keyClicks(line, "2026-2-30")
    assert not field.fault()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert field.fault() == "2026年2月没有30日"
    told = [one for one in cast("list[QLabel]", field.findChildren(QLabel)) if one.isVisible() and one.property("role") == "fault"]
    assert [one.text() for one in told] == ["▲ 2026年2月没有30日"]
    assert "2026年2月没有30日" in line.accessibleDescription()
    assert form.value() == {"day": "2026-2-30"}
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, "28")
    assert not field.fault()
    assert form.value() == {"day": "2026-02-28"}


@pytest.mark.parametrize(("day", "clock"), [("2026-6-3", "0920"), ("6.3", "9:20"), ("20260603", "920"), ("2026-6-3 9:20", "")])
def test_a_moment_is_typed_in_two_lines_or_pasted_into_one(make: MakeForm, day: str, clock: str) -> None:
    form, field = shown(make, spec_of("at", FieldKind.MOMENT, "时间"))
    days, clocks = cast("list[QLineEdit]", field.inputs())
    QTest.keyClicks(days, day)
    QTest.keyClick(days, Qt.Key.Key_Tab)
    QTest.keyClicks(clocks, clock)
    QTest.keyClick(clocks, Qt.Key.Key_Tab)
    assert form.value() == {"at": "2026-06-03T09:20:00+08:00"}
    assert (days.text(), clocks.text()) == ("2026-06-03", "09:20")


def test_half_a_moment_says_what_is_lacking(make: MakeForm, compose: Compose) -> None:
    form, field = shown(make, spec_of("at", FieldKind.MOMENT, "时间"))
    compose(field.inputs()[0], "6月3日")
    assert "还要写时刻" in field.hint()
    compose(field.inputs()[1], "九点")
    assert form.value() == {"at": "6月3日T九点"}
    for line in cast("MomentField", field).lines:
        line.editingFinished.emit()
    assert field.fault() == "“九点”不是时刻，应写成 09:20"


def test_the_calendar_opens_by_key_gives_a_day_and_closes_with_escape(make: MakeForm) -> None:
    form, field = shown(make, spec_of("day", FieldKind.DATE, "日期"))
    dates = cast("DateField", field)
    QTest.keyClick(dates.day_line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = dates._calendar
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.month.selectedDate() == QDate(2026, 6, 20)
    room = calendar.screen().availableGeometry()
    assert room.contains(calendar.geometry())
    QTest.keyClick(QApplication.focusWidget() or calendar, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert form.value() is None
    dates.button.click()
    calendar.month.activated.emit(QDate(2026, 6, 22))
    assert form.value() == {"day": "2026-06-22"}
    calendar.open_at(dates.form.hints.today(), QPoint(room.right(), room.bottom()))
    assert room.contains(calendar.geometry())
    calendar.close()


@pytest.mark.parametrize("typed", ["1000", "1,000", "１，０００元", "￥1000"])
def test_money_is_read_with_separators_and_told_in_capitals(make: MakeForm, compose: Compose, typed: str) -> None:
    form, field = shown(make, spec_of("fine", FieldKind.MONEY, "罚款"))
    line = cast("QLineEdit", field.inputs()[0])
    compose(line, typed)
    assert form.value() == {"fine": "1000"}
    assert field.hint() == "大写：壹仟元整"
    line.editingFinished.emit()
    assert line.text() == "1000"


def test_what_is_no_amount_no_number_no_citation_is_told_on_leaving(make: MakeForm, compose: Compose) -> None:
    kinds = {"fine": FieldKind.MONEY, "count": FieldKind.NUMBER, "basis": FieldKind.ARTICLE}
    form = make(group_of(*(spec_of(name, kind, least=1) for name, kind in kinds.items())))
    for name in kinds:
        field = form.at((name,))
        assert field is not None
        line = cast("QLineEdit", field.inputs()[0])
        compose(line, "许多")
        assert not field.fault()
        line.editingFinished.emit()
        assert field.fault()
        assert line.property("fault")
    assert form.value() == {"fine": "许多", "count": "许多", "basis": "许多"}


def test_pasted_control_characters_go_and_the_note_says_so(make: MakeForm) -> None:
    form, field = shown(make, spec_of("place", FieldKind.LINE, "地点"))
    line = cast("QLineEdit", field.inputs()[0])
    QGuiApplication.clipboard().setText("东岗\x00村\t村西")
    line.paste()
    assert form.value() == {"place": "东岗村村西"}
    assert field.hint() == "已去掉这里不能有的控制字符、制表符，其余文字都在"
    QTest.keyClicks(line, "1")
    assert not field.hint()


def test_long_text_grows_and_pastes_only_words(make: MakeForm) -> None:
    form, field = shown(make, spec_of("facts", FieldKind.LONG, "事实"))
    box = cast("GrowingText", field.inputs()[0])
    before = box.height()
    data = QMimeData()
    data.setHtml("<b>甲</b>")
    data.setText("甲\x07\r\n" * 12)
    box.insertFromMimeData(data)
    assert form.value() == {"facts": "甲\n" * 12}
    assert box.height() > before
    assert "已去掉这里不能有的控制字符" in field.hint()


def test_generated_wording_follows_until_a_person_changes_it_and_can_be_brought_back(make: MakeForm, compose: Compose) -> None:
    form, field = shown(make, spec_of("facts", FieldKind.LONG, "事实"))
    long = cast("LongField", field)
    long.set_generated("焚烧麦秸。")
    long.set_generated("焚烧麦秸0.6亩。")
    assert form.value() == {"facts": "焚烧麦秸0.6亩。"}
    assert not long.restore.isVisible()
    compose(long.text_edit, "今天")
    long.set_generated("焚烧麦秸0.7亩。")
    assert form.value() == {"facts": "今天焚烧麦秸0.6亩。"}
    assert "与生成的文字不同" in long.hint()
    long.compare.click()
    assert "【增】<u>今天</u>" in long.difference.text()
    assert long.difference.isVisible()
    long.restore.click()
    assert form.value() == {"facts": "焚烧麦秸0.7亩。"}
    assert not long.compare.isVisible()
    long.text_edit.undo()
    assert form.value() == {"facts": "今天焚烧麦秸0.6亩。"}


def test_chinese_is_composed_into_every_place_for_words(make: MakeForm, compose: Compose) -> None:
    form = make(
        group_of(
            spec_of("line", FieldKind.LINE),
            spec_of("long", FieldKind.LONG),
            spec_of("lines", FieldKind.LIST, item=item_of(FieldKind.LINE)),
            talk_of(),
            spec_of("file", FieldKind.FILE),
        )
    )
    for box in form.chain():
        if isinstance(box, QLineEdit | GrowingText):
            compose(box, "𬭎土")
    talk = [{"question": "𬭎土", "answer": "𬭎土"}]
    assert form.value() == {"line": "𬭎土", "long": "𬭎土", "lines": ["𬭎土"], "talk": talk, "file": "𬭎土"}


def test_the_wheel_changes_no_choice_in_passing(make: MakeForm, themed: QApplication) -> None:
    form, field = shown(make, spec_of("kind", FieldKind.CHOICE, choices=MANY[:5]))
    combo = cast("QComboBox", field.inputs()[0])
    none, both = Qt.MouseButton.NoButton, QPoint(0, -120)
    event = QWheelEvent(QPointF(), QPointF(), QPoint(), both, none, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    themed.sendEvent(combo, event)
    assert form.value() is None
    assert not event.isAccepted()


def test_many_choices_are_filtered_by_any_part_of_a_label(make: MakeForm, compose: Compose) -> None:
    form, field = shown(make, spec_of("matter", FieldKind.CHOICE, "案由", required=True, choices=MANY))
    combo = cast("ChoiceField", field).combo
    line = combo.lineEdit()
    assert line is not None
    line.selectAll()
    compose(combo, "秸秆")
    finder = combo.completer()
    assert finder is not None
    assert finder.completionCount() == 1
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.value() == {"matter": "m7"}
    assert combo.currentText() == "第7项 焚烧秸秆"
    line.selectAll()
    compose(combo, "道路")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.value() == {"matter": "m7"}
    assert field.hint() == "有29项含有“道路”，请从中选一项；原来的选择没有改变"
    line.selectAll()
    compose(combo, "没有的")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "没有一项含有“没有的”" in field.hint()
    assert line.text() == "第7项 焚烧秸秆"


def test_few_choices_are_reached_by_composing_a_part(make: MakeForm, compose: Compose) -> None:
    form, field = shown(make, spec_of("matter", FieldKind.CHOICE, "案由", choices=MANY[:9]))
    compose(field.inputs()[0], "秸秆")
    assert form.value() == {"matter": "m7"}


def test_typing_makes_no_widget_anew(make: MakeForm) -> None:
    form, field = shown(make, spec_of("place", FieldKind.LINE, "地点"))
    before = [id(one) for one in form.fields()]
    told: list[bool] = []
    form.changed.connect(lambda: told.append(True))
    QTest.keyClicks(field.inputs()[0], "abc")
    assert [id(one) for one in form.fields()] == before
    assert len(told) == 3
