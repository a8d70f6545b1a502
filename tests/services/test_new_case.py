"""A new case: the same case as a diary's first lines make, with each fault beside its field and nothing kept before it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mq_enforce.base.actors import CHINA, Actor
from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.base.resources import resource
from mq_enforce.base.toml_reading import read_toml
from mq_enforce.bootstrap import open_program
from mq_enforce.case.state import Office
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services import new_case as under_test
from mq_enforce.services.cases import read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.diary import Diary, read_diary
from mq_enforce.services.drafts import load_draft, save_draft
from mq_enforce.services.fields import FieldKind
from mq_enforce.services.input_faults import InputFaults
from mq_enforce.services.listing import count_cases, list_cases
from mq_enforce.services.new_case import (
    DRAFT_KEY,
    UNKNOWN_NAME,
    PartlyOpenedError,
    matters_on_offer,
    new_case,
    new_case_form,
    new_case_warnings,
    open_new_case,
)
from mq_enforce.services.office import write_office
from mq_enforce.services.playing import play
from mq_enforce.services.practice import make_practice_office
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.results import result_of

NOW = datetime(2026, 6, 3, 11, 0, tzinfo=CHINA)
DAY = NOW.date()
ACTOR = Actor("wang", "王建国", "agency", "办公室一号机")


def story(name: str = "straw_burning") -> Diary:
    return read_diary(resource("samples", f"{name}.toml"), load_lawbook())


def spoken(name: str = "straw_burning") -> dict[str, Any]:
    """Return what an officer types for a story, spelled as in its diary."""
    raw = read_toml(resource("samples", f"{name}.toml")).data
    clue = {key: value for key, value in raw["acts"][0].items() if key != "kind"}
    return {"matter": raw["matter"], "violation": raw["title"], "parties": raw["parties"], "conduct": raw["conduct"], "clue": clue}


SHORTEST: dict[str, Any] = {
    "matter": "HN25-NY-02",
    "parties": [{"name": "张守田", "address": "民权县示例镇东岗村88号"}],
    "conduct": {"begun_at": "2026-06-03T08:40:00+08:00", "place": "东岗村村西麦田", "description": "点燃麦秸"},
    "clue": {
        "at": "2026-06-03T09:20:00+08:00",
        "by": ["wang"],
        "source": "inspection",
        "suggestion": "核查",
        "team_opinion": "同意",
    },
}


def without(*path: str, data: dict[str, Any] = SHORTEST) -> dict[str, Any]:
    first, *rest = path
    if not rest:
        return {key: value for key, value in data.items() if key != first}
    return {**data, first: without(*rest, data=data[first])}


def changed(value: object, *path: str | int, data: Any = SHORTEST) -> Any:  # noqa: ANN401 - plain data
    if not path:
        return value
    first, *rest = path
    if isinstance(data, list):
        return [changed(value, *rest, data=one) if place == first else one for place, one in enumerate(data)]
    return {**data, first: changed(value, *rest, data=data.get(first, {}))}


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Program]:
    """A program in which no office is registered."""
    with open_program(tmp_path / "data", None, ACTOR, StoryClock(NOW), StoryIds(b"seed")) as program:
        yield program


@pytest.fixture
def program(bare: Program) -> Program:
    write_office(bare, story().office)
    return bare


def faults(program: Program, data: dict[str, Any]) -> dict[tuple[str | int, ...], str]:
    """Return what is wrong with the data, by path; nothing may be left of them."""
    with program.store.read(program.actor.agency) as reader:
        before = reader.last_seal()
    with pytest.raises(InputFaults) as refused:
        open_new_case(program, data)
    with program.store.read(program.actor.agency) as reader:
        assert reader.last_seal() == before
        assert reader.reserved_numbers() == ()
    assert count_cases(program, practice=None) == 0
    return {fault.path: fault.sentence() for fault in refused.value.by_field}


def outcome(program: Program, case_id: str) -> dict[str, Any]:
    return result_of(program, case_id, NOW)


@pytest.mark.parametrize("name", ["straw_burning", "fire_hearing", "straw_no_penalty"])
def test_the_case_is_the_one_that_the_diary_makes_to_the_last_seal(tmp_path: Path, name: str) -> None:
    diary = story(name)
    first = diary.model_copy(update={"acts": diary.acts[:1], "now": NOW})
    results = []
    for folder, by_hand in (("played", False), ("typed", True)):
        with open_program(tmp_path / folder, None, ACTOR, StoryClock(diary.acts[0].at), StoryIds(b"office")) as program:
            write_office(program, diary.office)
        clock = StoryClock(diary.acts[0].at)
        with open_program(tmp_path / folder, None, ACTOR, clock, StoryIds(b"seed")) as program:
            case_id = open_new_case(program, spoken(name)) if by_hand else play(program, first, tmp_path, tmp_path).case_id
            results.append(outcome(program, case_id))
            assert examine(program) == []
    assert results[0] == results[1]
    assert len(results[0]["papers"]) == 1


def test_what_must_be_said_suffices_and_the_rest_follows(program: Program) -> None:
    save_draft(program, "", DRAFT_KEY, SHORTEST)
    case_id = open_new_case(program, SHORTEST, case_id="case-of-mine")
    assert case_id == "case-of-mine"
    state = read_case(program, case_id)
    assert state.head.violation == "露天焚烧秸秆"
    assert state.head.title == "张守田露天焚烧秸秆案"
    assert not state.head.practice
    (clue, paper) = (record.act for record in state.records)
    assert (clue.id, clue.kind, getattr(clue, "content", "")) == ("clue", "clue_registered", "点燃麦秸")
    assert getattr(paper, "document", "") == "report_register"
    assert load_draft(program, "", DRAFT_KEY) is None


def test_every_field_that_the_form_requires_is_really_required_and_told_in_place(program: Program) -> None:
    form = new_case_form(program)
    required = {path for path, spec in form.walk() if spec.required and spec.kind is not FieldKind.GROUP}
    told = faults(program, {})
    assert required <= set(told)
    assert set(told) - required == {("parties",)}
    assert all(any("一" <= sign <= "鿿" for sign in sentence) for sentence in told.values())


def test_few_fields_are_required_and_few_are_seen_before_unfolding(program: Program) -> None:
    form = new_case_form(program)
    groups = [one for one in form.fields if one.kind is FieldKind.GROUP]
    item = next(one.item for one in form.fields if one.name == "parties")
    assert item is not None
    seen = [one.name for group in (*groups, item) for one in group.fields if not one.folded]
    assert seen == [
        "begun_at", "place", "description", "at", "source", "suggestion", "team_opinion", "by",
        "kind", "name", "id_number", "address", "phone",
    ]  # fmt: skip
    assert not any(one.name == "id" for one in item.fields)


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (without("matter"), ("matter",), "还没有选择"),
        (changed("HN25-XX-99", "matter"), ("matter",), "没有编号为“HN25-XX-99”"),
        (without("parties"), ("parties",), "还没有填写"),
        (changed([{"kind": "person"}], "parties"), ("parties",), "还没有填写"),
        (changed(True, "unknown"), ("unknown",), "已经填写了当事人"),
        (changed("", "parties", 0, "name"), ("parties", 0, "name"), "还没有填写"),
        (changed("419999196805120012", "parties", 0, "id_number"), ("parties", 0, "id_number"), "校验"),
        (changed("2026-02-30", "conduct", "begun_at"), ("conduct", "begun_at"), "不是有效的"),
        (changed("2031-01-01T08:00", "conduct", "begun_at"), ("conduct", "begun_at"), "还没有到"),
        (changed("2026-06-03T08:00", "conduct", "ended_at"), ("conduct", "ended_at"), "早于开始时间"),
        (without("conduct", "place"), ("conduct", "place"), "还没有填写"),
        (changed("2026-06-03T12:00:00+08:00", "clue", "at"), ("clue", "at"), "还没有到"),
        (changed(["nobody"], "clue", "by"), ("clue", "by"), "不在本机关人员名册中"),
        (changed("rumour", "clue", "source"), ("clue", "source"), ""),
        (without("clue", "team_opinion"), ("clue", "team_opinion"), "还没有填写"),
        (changed("露天\n焚烧", "violation"), ("violation",), "控制字符"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_kept(
    program: Program, data: dict[str, Any], path: tuple[str | int, ...], words: str
) -> None:
    told = faults(program, data)
    assert list(told) == [path]
    assert words in told[path]


def test_nobody_need_have_taken_the_clue_for_its_paper_to_be_made(program: Program) -> None:
    state = read_case(program, open_new_case(program, without("clue", "by")))
    assert [paper.document for paper in state.papers()] == ["report_register"]


def test_two_parties_get_ids_of_their_own_and_empty_ones_are_left_out(program: Program) -> None:
    two = [{"kind": "person"}, {"name": "甲", "address": "东岗村"}, {"name": "乙公司", "kind": "unit", "address": "镇上"}]
    state = read_case(program, open_new_case(program, changed(two, "parties")))
    assert {key: party.name for key, party in state.parties.items()} == {"p2": "甲", "p3": "乙公司"}
    again = changed([{"id": "p2", "name": "甲", "address": "东岗村"}, {"name": "乙", "address": "西岗村"}], "parties")
    with pytest.raises(InputFaults, match="编号“p2”重复"):
        open_new_case(program, again)


def test_an_unknown_party_has_a_place_that_a_correction_can_fill(program: Program) -> None:
    case_id = open_new_case(program, {**without("parties"), "unknown": True})
    state = read_case(program, case_id)
    assert [party.name for party in state.parties.values()] == [UNKNOWN_NAME]
    assert list_cases(program)[0].parties == (UNKNOWN_NAME,)


def test_without_an_office_nothing_is_asked_and_the_way_out_is_told(bare: Program) -> None:
    with pytest.raises(BadInput, match="还没有登记本机关"):
        new_case(bare)
    with pytest.raises(BadInput, match="还没有登记本机关"):
        open_new_case(bare, SHORTEST)


# -- what is offered and known ------------------------------------------------------------------------------------


def test_granted_matters_come_first_and_what_is_merely_possible_never(program: Program) -> None:
    offered = matters_on_offer(program, DAY)
    assert (offered[0].value, offered[0].note) == ("HN25-NY-02", "")
    notes = {choice.value: choice.note for choice in offered}
    assert notes["HN25-XF-01"] == "没有登记承接文件"
    assert notes["HN-OWN-04"] == "没有登记职权依据文件"
    assert not {"HN25-JT-10", "HN25-SL-03", "HN-REF-01"} & set(notes)
    assert matters_on_offer(program, date(2025, 12, 31))[0].note


def test_a_matter_that_is_not_granted_that_day_is_warned_of_and_may_be_opened(program: Program) -> None:
    assert new_case_warnings(program, SHORTEST) == ()
    (warning,) = new_case_warnings(program, changed("HN25-XF-01", "matter"))
    assert "没有登记承接文件" in warning
    (early,) = new_case_warnings(program, changed("2025-12-31T09:00:00+08:00", "clue", "at"))
    assert "露天焚烧秸秆" in early
    assert open_new_case(program, changed("HN25-XF-01", "matter"))


def test_odd_numbers_are_warned_of_while_typing_whatever_else_is_missing(program: Program) -> None:
    party = {"name": "张守田", "address": "东岗村", "sex": "female", "id_number": "419999196805120011"}
    told = new_case_warnings(program, {"parties": [party, None, {"name": 3}], "conduct": {"begun_at": "2026-06-03T08:40"}})
    assert any("性别" in warning for warning in told)
    assert new_case_warnings(program, {"parties": "?", "conduct": [], "clue": None, "matter": 7}) == ()


def test_the_first_values_are_what_is_known_and_a_draft_comes_before_them(program: Program) -> None:
    offered = new_case(program)
    assert not offered.from_draft
    assert offered.data["matter"] == "HN25-NY-02"
    assert offered.data["clue"]["by"] == ["wang"]
    assert offered.data["clue"]["at"] == "2026-06-03T11:00:00+08:00"
    save_draft(program, "", DRAFT_KEY, {"violation": "写到一半"})
    again = new_case(program)
    assert (again.from_draft, again.data) == (True, {"violation": "写到一半"})
    by = next(one for group in again.spec.fields for one in group.fields if one.name == "by")
    assert by.item is not None
    assert "wang" in {choice.value for choice in again.lookups.choices(by.item)}


def test_with_several_grants_none_is_chosen_for_the_officer(bare: Program) -> None:
    office = story().office
    write_office(bare, replace(office, grants=(*office.grants, *story("fire_hearing").office.grants)))
    assert "matter" not in new_case(bare).data


def test_a_case_opened_among_practice_cases_is_one_too(bare: Program, tmp_path: Path) -> None:
    def stop(_what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_practice_office(bare, tmp_path, stop)
    assert read_case(bare, open_new_case(bare, SHORTEST)).head.practice


def test_an_office_from_the_register_of_the_clues_day_goes_into_the_case(program: Program) -> None:
    office: Office = read_case(program, open_new_case(program, SHORTEST)).office
    assert office == story().office


def test_when_the_clue_cannot_be_kept_the_case_is_told_and_the_draft_stays(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise EnvironmentProblem("磁盘空间不足", "已经保存的内容没有受影响", "请清理磁盘")

    save_draft(program, "", DRAFT_KEY, SHORTEST)
    monkeypatch.setattr(under_test, "do", full)
    with pytest.raises(PartlyOpenedError, match="磁盘空间不足") as told:
        open_new_case(program, SHORTEST)
    assert read_case(program, told.value.case_id).records == ()
    assert load_draft(program, "", DRAFT_KEY) is not None
