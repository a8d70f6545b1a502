"""What was typed becomes the very act of the diary, or a fault beside the field; half an act can be looked at."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.diary_acts import keys_of, one_of_each_kind, plain_acts, without

from mq_enforce.case.acts import ACT_TYPES, read_act
from mq_enforce.services.act_faults import spec_at
from mq_enforce.services.act_forms import act_form
from mq_enforce.services.act_input import check_conduct_input, check_input, check_party_input, stand_in
from mq_enforce.services.fields import FieldFault, FieldKind
from mq_enforce.services.identity import party_warnings

AT = "2026-06-03T10:00:00+08:00"
PARTY = {"id": "p1", "name": "张守田", "address": "民权县示例镇东岗村88号"}
DAY = date(2026, 6, 3)
EACH = one_of_each_kind()


def fault(kind: str, data: Mapping[str, Any], *path: str | int) -> FieldFault:
    """Return the fault at a place."""
    checked = check_input(kind, data)
    return next(one for one in checked.faults if one.path == path)


def test_what_a_diary_says_is_read_back_as_the_same_act() -> None:
    assert len(plain_acts()) > 1000
    for diary, act in plain_acts():
        checked = check_input(act["kind"], act)
        assert checked.faults == (), (diary, act["id"])
        assert checked.act == read_act(dict(act))
        assert stand_in(act["kind"], act).act == checked.act


@pytest.mark.parametrize("act", EACH, ids=lambda act: act["kind"])
def test_each_required_field_that_is_left_out_is_one_fault_at_its_place(act: dict[str, Any]) -> None:
    form = act_form(act["kind"])
    for path in keys_of(act):
        spec = spec_at(form, path)
        if spec is not None and spec.required:
            checked = check_input(act["kind"], without(act, path))
            assert checked.act is None
            assert [one.path for one in checked.faults] == [path]
            assert "还没有" in checked.faults[0].message


@pytest.mark.parametrize("act", EACH, ids=lambda act: act["kind"])
def test_each_element_needed_that_is_left_out_is_told_at_the_list(act: dict[str, Any]) -> None:
    form = act_form(act["kind"])
    for path in keys_of(act):
        spec = spec_at(form, path)
        if spec is not None and spec.kind is FieldKind.LIST and spec.at_least:
            emptied = check_input(act["kind"], _with(act, path, []))
            assert [(one.path, one.message) for one in emptied.faults] == [(path, "还没有填写，至少要有一项")]


def _with(value: Any, path: tuple[str | int, ...], new: object) -> Any:  # noqa: ANN401 - plain data
    if not path:
        return new
    head, *rest = path
    if isinstance(value, list):
        return [_with(one, tuple(rest), new) if index == head else one for index, one in enumerate(value)]
    return {**value, head: _with(value[head], tuple(rest), new)}


def test_nothing_and_blanks_are_no_answers() -> None:
    act = next(act for _, act in plain_acts() if act["kind"] == "fine_paid")
    told = {**act, "surcharge": None, "note": "  ", "irregular": "", "party": "p1", "item": "", "refers_to": None}
    assert check_input("fine_paid", told).act == check_input("fine_paid", act).act
    assert fault("fine_paid", {**act, "paid_on": ""}, "paid_on").message == "还没有填写"
    assert fault("fine_paid", {**act, "bank": " "}, "bank").message == "还没有填写"


def test_a_blank_takes_back_a_wording_that_is_there_by_default() -> None:
    act = next(act for _, act in plain_acts() if act["kind"] == "dossier_filed")
    filed = check_input("dossier_filed", {**act, "remark": ""}).act
    assert getattr(filed, "remark", None) == ""


@pytest.mark.parametrize(
    ("kind", "change", "path", "message", "expected"),
    [
        ("fine_paid", {"paid_on": "2026-02-30"}, ("paid_on",), "“2026-02-30”不是有效的日期", "如 2026-06-03"),
        ("fine_paid", {"at": "昨天"}, ("at",), "“昨天”不是有效的时间", "如 2026-06-03 09:20"),
        ("fine_paid", {"at": 5}, ("at",), "“5”不是时间，应为 2026-06-03T09:20:00+08:00 这样的写法", ""),
        ("site_inspected", {"photos": "几"}, ("photos",), "“几”不是整数", "整数，如 3"),
        ("site_inspected", {"photos": -1}, ("photos",), "“-1”超出范围", "不小于 0"),
        ("prior_notice_issued", {"statement_days": 2}, ("statement_days",), "“2”超出范围", "不小于 3"),
        ("site_inspected", {"recusal_told": "也许"}, ("recusal_told",), "“也许”不是“是”或者“否”", "是、否"),
        ("clue_registered", {"source": "梦"}, ("source",), "“梦”不在可选范围内", "行政检查中发现、举报"),
        ("filing_approved", {"violated": ["没有这部法第一条"]}, ("violated", 0), "没有这部法", ""),
        ("fine_paid", {"nothing": 1}, ("nothing",), "没有“nothing”这一项", ""),
        ("fine_paid", {"bank": ["a"]}, ("bank",), "不是一行文字", "文字"),
        ("investigation_ended", {"proposals": "甲"}, ("proposals",), "不能填在这里", ""),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    kind: str, change: dict[str, Any], path: tuple[str | int, ...], message: str, expected: str
) -> None:
    act = next(act for act in EACH if act["kind"] == kind)
    checked = check_input(kind, {**act, **change})
    assert checked.act is None
    (found,) = checked.faults
    assert found.path == path
    assert message in found.message
    assert expected in found.expected


def test_a_fault_of_the_whole_act_stands_at_the_field_that_it_is_about() -> None:
    act = next(act for act in EACH if act["kind"] == "hearing_requested")
    assert "交邮日期晚于" in fault("hearing_requested", {**act, "posted_on": "2199-01-01"}, "posted_on").message


def test_an_unknown_kind_is_a_fault_and_no_error() -> None:
    assert check_input("no_such_act", {}).faults[0].message == "没有“no_such_act”这种行为"
    assert stand_in("no_such_act", {}).act is None


def test_what_the_program_fills_in_is_not_asked_for() -> None:
    told = check_input("scan_attached", {"id": "x", "at": AT, "paper": "p", "pages": 1})
    assert [(one.path, one.message) for one in told.faults] == [(("sha256",), "这一项由程序填写")]


def test_odd_numbers_of_an_interviewed_person_are_told_and_keep_nothing_out() -> None:
    act = next(act for _, act in plain_acts() if act["kind"] == "interview_held")
    person = act["person"]
    odd = check_input("interview_held", {**act, "person": {**person, "id_number": "419999198009092038"}})
    assert odd.act is not None
    assert [one.path for one in odd.faults] == [("person", "id_number")]
    assert "校验码" in odd.faults[0].message
    other = check_input("interview_held", {**act, "person": {**person, "born_on": "1980-09-10", "sex": "female"}})
    assert [one.path for one in other.faults] == [("person", "born_on"), ("person", "sex")]


def test_a_corrected_fact_is_typed_in_the_words_of_the_window() -> None:
    base = {"id": "x", "at": AT, "why": "写错"}

    def value(path: str, word: str) -> object:
        return getattr(check_input("fact_corrected", {**base, "path": path, "value": word}).act, "value", None)

    assert value("conduct.continuing", "是") is True
    assert value("conduct.continuing", "否") is False
    assert value("parties.p1.kind", "个体工商户") == "sole_trader"
    assert value("parties.p1.sex", "女") == "female"
    assert value("parties.p1.address", "是") == "是"
    odd = check_input("fact_corrected", {**base, "path": "parties.p1.id_number", "value": "123"})
    assert odd.act is not None
    assert odd.faults[0].path == ("value",)
    assert check_input("fact_corrected", {**base, "path": "everything", "value": "x"}).faults[0].path == ("path",)


def test_the_numbers_of_a_party_are_checked_until_somebody_says_how_they_were_confirmed() -> None:
    good = check_party_input({**PARTY, "id_number": "419999196805120011"}, DAY)
    assert good.facts is not None
    wrong = check_party_input({**PARTY, "id_number": "419999196805120012"}, DAY)
    assert wrong.facts is None
    assert wrong.faults[0].path == ("id_number",)
    assert "“号码如何核实”" in wrong.faults[0].expected
    assert check_party_input({**PARTY, "id_number": "419999196805120012", "id_confirmed": "查验户口簿"}, DAY).facts is not None
    assert check_party_input({**PARTY, "kind": "unit", "credit_code": "91419999MA00000015"}, DAY).faults[0].path == ("credit_code",)


def test_what_is_only_unusual_about_a_party_is_no_fault() -> None:
    odd = check_party_input({**PARTY, "id_number": "419999196805120011", "sex": "female"}, DAY)
    assert odd.facts is not None
    assert odd.faults == ()
    assert any("公民身份号码中的是男" in text for text in party_warnings(odd.facts, DAY))


def test_a_party_needs_a_name_and_a_guardian_who_is_there_needs_one_too() -> None:
    assert [one.path for one in check_party_input({"id": "p1"}, DAY).faults] == [("name",), ("address",)]
    assert [one.path for one in check_party_input({**PARTY, "guardian": {}}, DAY).faults] == [
        ("guardian", "name"),
        ("guardian", "relation"),
    ]


def test_conduct_does_not_end_before_it_begins() -> None:
    data = {"begun_at": "2026-06-03T09:00", "place": "村西", "description": "焚烧麦秸"}
    assert check_conduct_input(data).facts is not None
    assert check_conduct_input({**data, "ended_at": "2026-06-03T08:00"}).faults[0].path == ("ended_at",)
    assert [one.path for one in check_conduct_input({**data, "place": ""}).faults] == [("place",)]


# -- stand-ins ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in ACT_TYPES if kind not in {"paper_issued", "scan_attached"}])
def test_an_act_of_which_only_the_time_is_known_can_be_looked_at(kind: str) -> None:
    found = stand_in(kind, {"at": AT})
    assert found.act is not None
    assert found.act.at.isoformat() == AT
    assert {one.path for one in found.missing} == {one.path for one in check_input(kind, {"at": AT}).faults}


def test_what_is_missing_stands_as_nothing_and_what_is_there_stays() -> None:
    data = {
        "at": AT,
        "id": "x",
        "by": ["wang"],
        "violated": ["消防法第十六条", "不是法条"],
        "approval": {"officers": "同意", "team": {"by": "sun"}},
    }
    found = stand_in("filing_approved", data)
    told = found.act.model_dump(mode="json") if found.act is not None else {}
    assert (told["id"], told["by"], told["summary"], told["violated"]) == ("x", ["wang"], "", ["消防法第十六条"])
    assert told["approval"]["officers"] == "同意"
    assert (told["approval"]["team"]["by"], told["approval"]["team"]["text"], told["approval"]["agency"]["by"]) == ("sun", "", "")
    assert told["discovered_on"] == "2026-06-03"


def test_a_choice_not_made_prints_as_nothing() -> None:
    found = stand_in("clue_registered", {"at": AT}).act
    source = getattr(found, "source", None)
    assert (str(source), getattr(source, "label", None)) == ("", "")
    ground = getattr(stand_in("no_penalty_decided", {"at": AT}).act, "ground_article", None)
    assert ground is not None
    assert (ground.cite(), str(ground.place)) == ("", "")


def test_what_no_field_asks_for_is_left_out_of_what_is_looked_at() -> None:
    found = stand_in("prior_notice_issued", {"at": AT, "wording": [{}], "override": {"W-25": 5}, "more": {"and": "more"}}).act
    assert found is not None
    assert (getattr(found, "wording", None), found.override) == ((), {})


def test_without_a_time_there_is_nothing_to_look_at() -> None:
    assert stand_in("clue_registered", {}).act is None
    assert stand_in("clue_registered", {"at": "昨天"}).act is None


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_no_part_of_an_act_makes_a_stand_in_fail(data: st.DataObject) -> None:
    act = data.draw(st.sampled_from(EACH))
    part: Any = dict(act)
    for _ in range(data.draw(st.integers(0, 6))):
        paths = [path for path in keys_of(part) if path != ("at",)]
        if not paths:
            break
        path = data.draw(st.sampled_from(paths))
        part = without(part, path) if data.draw(st.booleans()) else _with(part, path, data.draw(_ANY))
    found = stand_in(act["kind"], part)
    checked = check_input(act["kind"], part)
    assert found.act is not None
    assert (checked.act is None) == bool(found.missing)


@given(st.sampled_from(list(ACT_TYPES)), st.dictionaries(st.text(max_size=8) | st.sampled_from(["at", "by", "party", "approval"]), _ANY))
def test_no_data_at_all_make_reading_fail(kind: str, data: dict[str, Any]) -> None:
    check_input(kind, data)
    stand_in(kind, data)


def test_reading_is_quick() -> None:
    act = next(act for act in EACH if act["kind"] == "investigation_ended")
    part = without(act, ("proposals", 0, "party"))
    for work in (lambda: check_input("investigation_ended", act), lambda: stand_in("investigation_ended", part)):
        work()
        times = []
        for _ in range(20):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        assert min(times) < 0.003
