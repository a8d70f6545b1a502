"""What is set comes back, for every kind and any nesting, and what a person does is said as the diary spells it."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from support.field_forms import MakeForm, group_of, item_of, panel_of, spec_of, talk_of

from mq_enforce.base.resources import resource
from mq_enforce.services.act_forms import act_form
from mq_enforce.services.fields import Choice, FieldFault, FieldKind, FieldSpec, Source

pytestmark = pytest.mark.slow

CHOICES = (Choice("a", "甲"), Choice("b", "乙", "说明"), Choice("z", "停用", offered=False))
MANY = tuple(Choice(f"m{number}", f"第{number}项") for number in range(20))
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"])
LINES = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
TEXTS = st.text(LETTERS | st.just("\n"), min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
MOMENTS = st.datetimes(timezones=st.just(timezone(timedelta(hours=8)))).filter(lambda when: 1900 <= when.year <= 2100)
SIMPLE = [kind for kind in FieldKind if kind not in {FieldKind.GROUP, FieldKind.LIST}]


@st.composite
def specs(draw: st.DrawFn, name: str = "", depth: int = 2) -> FieldSpec:
    """Any field."""
    kinds = [*SIMPLE, FieldKind.GROUP, FieldKind.LIST] if depth else SIMPLE
    kind = draw(st.sampled_from(kinds))
    more: dict[str, Any] = {"required": draw(st.booleans()), "folded": draw(st.booleans())}
    if kind is FieldKind.CHOICE:
        more |= draw(st.sampled_from([{"choices": CHOICES}, {"choices": MANY}, {"source": Source.OFFICER}]))
    if kind is FieldKind.YES_NO:
        more["default"] = draw(st.sampled_from([None, True, False]))
    if kind is FieldKind.GROUP:
        more["fields"] = tuple(draw(specs(f"f{number}", depth - 1)) for number in range(draw(st.integers(0, 4))))
    if kind is FieldKind.LIST:
        if draw(st.booleans()):
            return talk_of(name)
        more |= {"item": draw(specs("", depth - 1)), "at_least": draw(st.integers(1 if more["required"] else 0, 2))}
    return spec_of(name, kind, **more)


def values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Data of a field, finished or half typed, as a diary or a draft holds them."""
    if spec.kind is FieldKind.GROUP:
        optional = {one.name: values(one) for one in spec.fields}
        return st.fixed_dictionaries({}, optional=optional | {"kept": st.just(["甲", {"乙": 1}])})
    if spec.kind is FieldKind.LIST:
        item = spec.item or spec
        least = 1 if spec.spoken else 0
        one = values(item).filter(bool) if spec.spoken else values(item)
        return st.lists(one, min_size=least, max_size=3, unique_by=repr if item.kind is FieldKind.CHOICE else None)
    by_kind: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.LONG: TEXTS,
        FieldKind.NUMBER: st.integers(-(10**9), 10**12) | st.just("十二"),
        FieldKind.YES_NO: st.booleans(),
        FieldKind.CHOICE: st.sampled_from(["a", "z", "m3", "li", "old", "不在里面"]),
        FieldKind.DATE: st.dates().map(str) | LINES,
        FieldKind.MOMENT: MOMENTS.map(datetime.isoformat) | st.just("2026-06-03T") | st.just("T09:"),
        FieldKind.MONEY: st.decimals(0, 10**9, places=2).map(str) | st.sampled_from(["1000", "一千", "1,0"]) | st.just(500),
    }
    return by_kind.get(spec.kind, LINES)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_is_set_comes_back(themed: QApplication, data: st.DataObject) -> None:
    del themed
    spec = group_of(*(data.draw(specs(f"r{number}")) for number in range(data.draw(st.integers(1, 5)))))
    with panel_of(spec) as form:
        told: list[bool] = []
        form.changed.connect(lambda: told.append(True))
        assert form.value() is None
        for _again in range(2):
            wanted = data.draw(values(spec))
            form.set_value(wanted)
            assert form.value() == wanted
        form.set_value(None)
        assert form.value() is None
        assert not told


@settings(max_examples=40)
@given(text=st.text(max_size=30))
def test_any_text_at_all_is_taken_without_control_characters(themed: QApplication, text: str) -> None:
    del themed
    with panel_of(group_of(spec_of("line", FieldKind.LINE), spec_of("long", FieldKind.LONG))) as form:
        form.set_value({"line": text, "long": text})
        said = form.value() or {}
        for part in said.values():
            assert not [one for one in part if one != "\n" and unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"}]


def test_defaults_are_shown_and_not_said(make: MakeForm) -> None:
    form = make(
        group_of(
            spec_of("line", FieldKind.LINE, default="民权县"),
            spec_of("yes", FieldKind.YES_NO, default=True),
            spec_of("kind", FieldKind.CHOICE, default="b", choices=CHOICES),
            spec_of("count", FieldKind.NUMBER, default=3),
        )
    )
    assert form.value() is None
    line = form.at(("line",))
    assert line is not None
    line.inputs()[0].setProperty("text", "")
    assert form.value() == {"line": ""}


def test_dates_of_python_are_said_as_a_diary_spells_them(make: MakeForm) -> None:
    form = make(group_of(spec_of("day", FieldKind.DATE), spec_of("at", FieldKind.MOMENT)))
    form.set_value({"day": date(2026, 6, 3), "at": datetime.fromisoformat("2026-06-03T01:20:00+00:00")})
    assert form.value() == {"day": "2026-06-03", "at": "2026-06-03T09:20:00+08:00"}


@pytest.mark.parametrize("wanted", [[], ["甲"], ["乙", "甲"]])
def test_a_list_that_must_be_said_may_be_empty(make: MakeForm, wanted: list[str]) -> None:
    form = make(group_of(spec_of("names", FieldKind.LIST, required=True, item=item_of(FieldKind.LINE))))
    assert form.value() == {"names": []}
    form.set_value({"names": wanted})
    assert form.value() == {"names": wanted}


def test_a_group_that_is_switched_off_says_nothing_and_forgets_nothing(make: MakeForm) -> None:
    form = make(group_of(group_of(spec_of("name", FieldKind.LINE, "姓名", required=True), name="agent", label="代理人")))
    agent = form.at(("agent",))
    assert agent is not None
    assert form.value() is None
    form.set_value({"agent": {"name": "刘敏"}})
    switch = agent.inputs()[0]
    switch.click()  # type: ignore[attr-defined]
    assert form.value() is None
    switch.click()  # type: ignore[attr-defined]
    assert form.value() == {"agent": {"name": "刘敏"}}


def test_faults_are_told_beside_their_fields_or_where_they_can_be_seen(make: MakeForm) -> None:
    photo = group_of(spec_of("caption", FieldKind.LINE, "说明"), label="照片")
    form = make(
        group_of(
            spec_of("place", FieldKind.LINE, "地点"),
            group_of(spec_of("name", FieldKind.LINE, "姓名"), name="agent", label="代理人"),
            spec_of("photos", FieldKind.LIST, "照片", item=photo),
            spec_of("note", FieldKind.LINE, "备注", folded=True),
        )
    )
    form.set_value({"photos": [{"caption": "甲"}, {"caption": "乙"}]})
    faults = (
        FieldFault(("note",), "太长", "200字以内"),
        FieldFault(("photos", 1, "caption"), "没有写"),
        FieldFault(("agent", "name"), "没有填写"),
        FieldFault(("unknown", "x"), "没有这一项"),
    )
    first = form.show_faults(faults)
    assert first is form
    told = {one.path: one.fault() for one in form.fields() if one.fault()}
    assert told == {
        (): "没有这一项",
        ("agent",): "姓名：没有填写",
        ("photos", 1, "caption"): "没有写",
        ("note",): "太长；应为：200字以内",
    }
    note = form.at(("note",))
    assert note is not None
    assert note.isVisible()
    assert form.show_faults(()) is None
    assert not [one for one in form.fields() if one.fault()]


def spelled(data: Any) -> Any:  # noqa: ANN401 - plain data
    """Data of a TOML file as a form says them: dates as text."""
    if isinstance(data, dict):
        return {key: spelled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [spelled(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


@pytest.mark.parametrize("story", ["straw_burning", "fire_hearing", "straw_no_penalty"])
def test_every_act_of_a_bundled_diary_comes_back_from_its_form(themed: QApplication, story: str) -> None:
    del themed
    acts = tomllib.loads(resource("samples", f"{story}.toml").read_text(encoding="utf-8"))["acts"]
    assert len(acts) > 10
    for act in map(spelled, acts):
        with panel_of(act_form(act["kind"])) as form:
            form.set_value(act)
            assert form.value() == act
