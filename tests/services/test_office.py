"""The office's registers: entered piece by piece they are a diary's office; dated, journaled, checked field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mq_enforce.base.actors import CHINA, Actor
from mq_enforce.base.errors import BadInput
from mq_enforce.base.resources import resource
from mq_enforce.base.toml_reading import read_toml
from mq_enforce.bootstrap import open_program
from mq_enforce.case.facts import Grant
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Certificate, Person
from mq_enforce.services.cases import office_json
from mq_enforce.services.diary import read_diary
from mq_enforce.services.fields import FieldSpec
from mq_enforce.services.input_faults import InputFaults
from mq_enforce.services.office import (
    agency_on_file,
    grants_on_file,
    office_of,
    people_on_file,
    put_agency,
    put_grant,
    put_person,
    read_office,
    remove_grant,
    remove_person,
    write_office,
)
from mq_enforce.services.office_forms import agency_form, grant_form, person_form
from mq_enforce.services.office_gaps import calendar_years, office_gaps
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.store import doctor, register_stream

TODAY = date(2026, 6, 20)
ACTOR = Actor("zhao", "赵明德", "agency", "办公室一号机")
STORIES = ("fire_hearing", "straw_burning", "straw_no_penalty")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    clock = StoryClock(datetime(2026, 6, 20, 9, 0, tzinfo=CHINA))
    with open_program(tmp_path / "data", actor=ACTOR, clock=clock, ids=StoryIds(b"office")) as opened:
        yield opened


def story(name: str) -> Path:
    return resource("samples", f"{name}.toml")


def sample(name: str = "fire_hearing") -> dict[str, Any]:
    """The plain data of a bundled diary."""
    return read_toml(story(name)).data


def paths(error: pytest.ExceptionInfo[InputFaults]) -> set[tuple[str | int, ...]]:
    return {fault.path for fault in error.value.by_field}


@pytest.mark.parametrize("name", STORIES)
def test_an_office_that_was_written_reads_back_as_the_diary_had_it(program: Program, name: str) -> None:
    office = read_diary(story(name), load_lawbook()).office
    write_office(program, office)
    assert read_office(program, TODAY) == office
    assert read_office(program, date(2020, 1, 1)) == office
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        kept = writer.keep_snapshot(office_json(office))
        read = office_of(writer, TODAY)
        assert read is not None
        assert writer.keep_snapshot(office_json(read)) == kept


def test_an_office_entered_field_by_field_is_that_of_the_diary(program: Program) -> None:
    data = sample()
    put_agency(program, data["agency"])
    clock = program.clock
    assert isinstance(clock, StoryClock)
    for person in (*data["officers"], *data["staff"]):
        clock.moment += timedelta(seconds=1)
        put_person(program, person)
    for grant in data.get("grants", ()):
        put_grant(program, {**{key: value for key, value in grant.items() if key != "matter"}, "matters": [grant["matter"]]})
    office, told = read_office(program, TODAY), read_diary(story("fire_hearing"), load_lawbook()).office
    assert office is not None
    assert office.agency == told.agency
    assert dict(office.people) == dict(told.people)
    assert list(office.people) == list(told.people)
    assert office.grants == told.grants
    assert not doctor(program.store)


def test_writing_what_is_there_already_leaves_no_entry(program: Program) -> None:
    office = read_diary(story("fire_hearing"), load_lawbook()).office
    write_office(program, office)
    with program.store.read("agency") as reader:
        before = len(reader.register_history("person"))
    write_office(program, office)
    put_agency(program, sample()["agency"])
    with program.store.read("agency") as reader:
        assert len(reader.register_history("person")) == before
        assert len(reader.register_history("agency")) == 1


def test_a_smaller_office_takes_out_what_it_no_longer_has(program: Program) -> None:
    large = read_diary(story("fire_hearing"), load_lawbook()).office
    small = read_diary(story("straw_burning"), load_lawbook()).office
    write_office(program, large)
    write_office(program, small, date(2026, 6, 1), "整体更新")
    assert read_office(program, TODAY) == small
    assert read_office(program, date(2026, 5, 31)) == large


def test_before_the_agency_is_entered_there_is_no_office(program: Program) -> None:
    assert read_office(program, TODAY) is None
    assert agency_on_file(program, TODAY) is None
    assert people_on_file(program, TODAY) == ()
    put_person(program, {"name": "王建国", "post": "执法队员"})
    assert read_office(program, TODAY) is None
    assert office_gaps(program, TODAY) == ("还没有登记本机关，不能立案。",)


def test_every_entry_bears_who_made_it(program: Program) -> None:
    put_agency(program, {"name": "民权县示例镇人民政府", "short": "民示"})
    put_person(program, {"name": "王建国", "post": "执法队员"})
    with program.store.read("agency") as reader:
        rows = (*reader.register_history("agency"), *reader.register_history("person"))
        entries = [entry for kind in ("agency", "person") for entry in reader.journal(register_stream(kind))]
    assert {row.recorded_by for row in rows} == {"zhao"}
    assert {entry.person for entry in entries} == {"zhao"}
    assert len(entries) == 2


def test_a_correction_holds_for_all_days_and_a_change_from_its_day_on(program: Program) -> None:
    agency = sample()["agency"]
    put_agency(program, {**agency, "head": "赵明"})
    put_agency(program, agency, why="笔误")
    put_agency(program, {**agency, "head": "孙新任"}, date(2026, 6, 10), "换届")
    for day, head in ((date(2024, 1, 1), "赵明德"), (date(2026, 6, 9), "赵明德"), (date(2026, 6, 10), "孙新任")):
        office = read_office(program, day)
        assert office is not None
        assert office.agency.head == head
    put_agency(program, {**agency, "head": "孙新任命"}, why="笔误")
    office = read_office(program, TODAY)
    assert office is not None
    assert office.agency.head == "孙新任命"


def test_what_is_not_known_stays_empty_and_is_not_made_up(program: Program) -> None:
    agency = put_agency(program, {"name": " 民权县示例镇人民政府 ", "short": "民示", "court": "  "})
    assert agency.name == "民权县示例镇人民政府"
    assert (agency.court, agency.bank, agency.reconsideration_body) == ("", "", "")
    on_file = agency_on_file(program, TODAY)
    assert on_file is not None
    assert "court" not in on_file.data


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": ""}, "name"),
        ({"short": "民示" * 6}, None),
        ({"short": "民示" * 7}, "short"),
        ({"short": "民 示"}, "short"),
        ({"postcode": "47680"}, "postcode"),
        ({"postcode": "４７６８００"}, "postcode"),
        ({"credit_code": "11419999MB0000001X"}, "credit_code"),
        ({"kind": "village"}, "kind"),
        ({"address": "府前路\n1号"}, "address"),
        ({"mayor": "赵"}, "mayor"),
    ],
)
def test_the_agency_is_checked_field_by_field(program: Program, change: dict[str, str], path: str | None) -> None:
    data = {**sample()["agency"], **change}
    if path is None:
        put_agency(program, data)
        return
    with pytest.raises(InputFaults) as error:
        put_agency(program, data)
    assert paths(error) == {(path,)}
    assert read_office(program, TODAY) is None


CERTIFICATE = {"number": "16140000001", "valid_from": "2023-05-01", "valid_to": "2028-04-30"}
WANG = {"name": "王建国", "post": "执法队员", "roles": ["officer"], "certificate": CERTIFICATE}


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"name": None, "post": " "}, {("name",), ("post",)}),
        ({"id": "王.建国"}, {("id",)}),
        ({"roles": ["officer", "king"]}, {("roles", 1)}),
        ({"certificate": {}}, {("certificate", "number"), ("certificate", "valid_from"), ("certificate", "valid_to")}),
        ({"certificate": {**CERTIFICATE, "valid_to": "2022-01-01"}}, {("certificate", "valid_to")}),
        ({"certificate": {**CERTIFICATE, "valid_to": "2026-02-30"}}, {("certificate", "valid_to")}),
        ({"certificate": {**CERTIFICATE, "revoked_on": "2022-01-01"}}, {("certificate", "revoked_on")}),
        ({"certificate": {**CERTIFICATE, "number": "1614\t0000001"}}, {("certificate", "number")}),
    ],
)
def test_a_person_is_checked_field_by_field(program: Program, change: dict[str, Any], wanted: set[tuple[str | int, ...]]) -> None:
    with pytest.raises(InputFaults) as error:
        put_person(program, {**WANG, **change})
    assert paths(error) == wanted
    assert people_on_file(program, TODAY) == ()


def test_two_people_do_not_hold_the_same_certificate(program: Program) -> None:
    wang = put_person(program, WANG)
    with pytest.raises(InputFaults) as error:
        put_person(program, {**WANG, "name": "李秀英"})
    assert "王建国的执法证也是这个号" in error.value.by_field[0].sentence()
    put_person(program, {**WANG, "id": wang.id, "post": "队长"})
    assert [one.data["post"] for one in people_on_file(program, TODAY)] == ["队长"]


def test_somebody_who_left_was_here_until_the_last_day(program: Program) -> None:
    put_agency(program, sample()["agency"])
    wang = put_person(program, WANG)
    li = put_person(program, {"name": "李秀英", "post": "执法队员"})
    remove_person(program, wang.id, date(2026, 6, 10), "调出")
    remove_person(program, li.id, why="登记有误")
    with pytest.raises(BadInput):
        remove_person(program, li.id)
    assert people_on_file(program, TODAY) == ()
    office = read_office(program, date(2026, 6, 10))
    assert office is not None
    assert list(office.people) == [wang.id]
    with program.store.read("agency") as reader:
        assert len(reader.register_history("person", li.id)) == 2


GRANT = {"document": "示例文件", "number": "示〔2025〕1号", "effective_from": "2025-10-01", "source": "县政府网站（示例）"}


def test_a_document_grants_each_of_its_matters_once(program: Program) -> None:
    put_agency(program, sample()["agency"])
    put_grant(program, {**GRANT, "matters": ["HN25-NY-02", "HN25-XF-01"]})
    put_grant(program, {**GRANT, "matters": ["HN25-XF-01", "HN25-JT-01"]})
    rows = grants_on_file(program, TODAY)
    assert [row.data["matter"] for row in rows] == ["HN25-NY-02", "HN25-XF-01", "HN25-JT-01"]
    put_grant(program, {**GRANT, "matters": ["HN25-NY-02"], "effective_to": "2026-05-31"}, rows[0].key, "退出")
    office = read_office(program, TODAY)
    assert office is not None
    assert [grant.effective_to for grant in office.grants] == [date(2026, 5, 31), None, None]
    remove_grant(program, rows[1].key, "登记有误")
    assert [row.data["matter"] for row in grants_on_file(program, TODAY)] == ["HN25-NY-02", "HN25-JT-01"]
    put_grant(program, {**GRANT, "matters": ["HN25-XF-01"]})
    assert [row.key for row in grants_on_file(program, TODAY)] == ["00001", "00003", "00004"]
    with pytest.raises(BadInput):
        put_grant(program, {**GRANT, "matters": ["HN25-NY-02"]}, "00002")


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"matters": []}, {("matters",)}),
        ({"matters": ["HN25-NY-02", "HN99"]}, {("matters", 1)}),
        ({"matters": ["HN25-NY-02"], "source": ""}, {("source",)}),
        ({"matters": ["HN25-NY-02"], "document": None, "effective_from": "明天"}, {("document",), ("effective_from",)}),
    ],
)
def test_a_grant_is_checked_field_by_field(program: Program, change: dict[str, Any], wanted: set[tuple[str | int, ...]]) -> None:
    with pytest.raises(InputFaults) as error:
        put_grant(program, {**GRANT, **change})
    assert paths(error) == wanted
    assert grants_on_file(program, TODAY) == ()


def test_a_grant_does_not_end_before_it_begins(program: Program) -> None:
    with pytest.raises(InputFaults, match="最后一日早于起始日"):
        put_grant(program, {**GRANT, "matters": ["HN25-NY-02"], "effective_to": "2025-09-30"})


def test_a_subdistrict_office_is_not_granted_what_statutes_give_to_townships(program: Program) -> None:
    own = next(one.id for one in program.law.matters.values() if one.own_power and one.scope.subdistrict is False)
    put_agency(program, {**sample()["agency"], "kind": "subdistrict"})
    with pytest.raises(InputFaults, match="街道办事处没有这项职权"):
        put_grant(program, {**GRANT, "matters": [own]})


def test_the_forms_ask_for_every_field_of_the_types() -> None:
    def names(spec: FieldSpec) -> set[str]:
        return {one.name for one in spec.fields}

    def known(model: Any) -> set[str]:  # noqa: ANN401 - a dataclass
        return {one.name for one in fields(model)} - {"id"}

    assert names(agency_form()) == known(Agency)
    assert names(person_form()) == known(Person)
    certificate = next(one for one in person_form().fields if one.name == "certificate")
    assert names(certificate) == known(Certificate)
    asked = names(grant_form(load_lawbook().matters))
    assert asked == (set(Grant.model_fields) - {"matter"}) | {"matters"}


def test_what_is_merely_possible_is_not_offered() -> None:
    matters = load_lawbook().matters
    listed = next(one for one in grant_form(matters).fields if one.name == "matters")
    assert listed.item is not None
    offered = {choice.value for choice in listed.item.choices if choice.offered}
    assert offered == {one.id for one in matters.offered()}


def test_a_whole_office_lacks_nothing_and_a_bare_one_is_told_what(program: Program) -> None:
    put_agency(program, {"name": "民权县示例镇人民政府", "short": "民示"})
    told = "\n".join(office_gaps(program, TODAY))
    for words in ("只有 0 人", "《河南省行政执法条例》第二十四条", "行政机关负责人", "法制审核", "承接文件", "银行", "复议机关", "法院"):
        assert words in told
    write_office(program, read_diary(story("straw_burning"), load_lawbook()).office)
    assert office_gaps(program, TODAY) == ()
    assert any("不在有效期内" in gap for gap in office_gaps(program, date(2029, 1, 1)))
    assert any("2029 年的放假安排" in gap for gap in office_gaps(program, date(2029, 1, 1)))


def test_years_without_a_notice_are_provisional(program: Program) -> None:
    years = calendar_years(program, TODAY)
    assert [year.year for year in years if year.known] == sorted(program.law.calendar.notices)
    assert [year.year for year in years if not year.known] == [2027]
    assert "暂定" in years[-1].words
    assert years[-2].notice == "国办发明电〔2025〕7号"
