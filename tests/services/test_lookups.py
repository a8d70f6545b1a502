"""What can be chosen in a case on a day, spelled as a diary spells it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.part_way import PartWay, part_way
from support.stories import story

from mq_enforce.bootstrap import open_program
from mq_enforce.services.cases import read_case
from mq_enforce.services.fields import Choice, FieldKind, FieldSpec, Source
from mq_enforce.services.lookups import lookups
from mq_enforce.services.program import Program

DAY = date(2026, 6, 23)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """An office without a case; the stories are in memory."""
    with open_program(tmp_path_factory.mktemp("office") / "data", None) as opened:
        yield opened


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PartWay]:
    """A case with an order issued to the party."""
    with part_way(tmp_path_factory.mktemp("ordered"), "straw_burning", "rectify") as case:
        yield case


def offered(choices: tuple[Choice, ...]) -> list[str]:
    return [one.value for one in choices if one.offered]


def test_officers_are_offered_while_their_certificates_are_in_force(program: Program) -> None:
    state = story("straw_burning").state
    found = lookups(state, program, DAY).by_source[Source.OFFICER]
    assert offered(found) == ["wang", "li", "sun"]
    assert found[0] == Choice("wang", "王建国", "执法队员，执法证16140000001，有效期至2028年4月30日")


def test_an_officer_whose_certificate_has_expired_is_shown_with_the_day_and_not_offered(program: Program) -> None:
    state = story("straw_burning").state
    late = lookups(state, program, date(2028, 5, 1)).by_source[Source.OFFICER]
    assert offered(late) == []
    assert late[0].note == "执法队员，王建国的执法证已于2028年4月30日（星期日）到期"
    assert offered(lookups(state, program, date(2028, 4, 30)).by_source[Source.OFFICER]) == ["wang", "li", "sun"]
    assert offered(lookups(state, program, date(2023, 4, 30)).by_source[Source.OFFICER]) == []


def test_an_officer_without_a_certificate_is_not_offered(program: Program) -> None:
    base = story("straw_burning")
    people = {**base.state.office.people, "wang": replace(base.state.office.people["wang"], certificate=None)}
    found = {one.value: one for one in lookups(base.office(people=people).state, program, DAY).by_source[Source.OFFICER]}
    assert not found["wang"].offered
    assert "没有执法证" in found["wang"].note


def test_leaders_and_reviewers_are_told_apart_from_the_others(program: Program) -> None:
    found = lookups(story("fire_hearing").state, program, DAY).by_source
    assert [one.label for one in found[Source.LEADER]] == ["赵明德", "钱卫东", "周晓梅"]
    assert offered(found[Source.REVIEWER]) == ["chen"]
    assert {one.value for one in found[Source.PERSON]} == set(story("fire_hearing").state.office.people)


def test_parties_goods_and_evidence_come_from_the_case(program: Program) -> None:
    found = lookups(story("fire_hearing").state, program, DAY).by_source
    assert [(one.value, one.label, one.note) for one in found[Source.PARTY]] == [
        ("p1", "民权县示例食品有限公司", "法人或者其他组织"),
        ("p2", "民权县示例物业服务有限公司", "法人或者其他组织"),
    ]
    assert [(one.value, one.label) for one in found[Source.GOODS]] == [("g1", "g1　手提式干粉灭火器")]
    assert found[Source.GOODS][0].note == "MFZ/ABC4，4具，压力不足"
    evidence = [one.value for one in found[Source.EVIDENCE]]
    assert evidence == ["e1", "e2", "site", "e3", "site2", "interview1", "interview2", "hearing"]


def test_unlawful_evidence_is_not_offered(program: Program) -> None:
    base = story("straw_burning", before="report")
    changed = base.without("photo1").with_acts(base.act("photo1", unlawful=True))
    found = {one.value: one for one in lookups(changed.state, program, DAY).by_source[Source.EVIDENCE]}
    assert not found["e1"].offered
    assert found["e2"].offered


def test_voided_acts_cannot_be_chosen(program: Program) -> None:
    state = story("a_wrong_act_is_voided").state
    values = {one.value for one in lookups(state, program, DAY).by_source[Source.ACT]}
    assert state.voided
    assert not values & state.voided


def test_acts_are_named_by_day_and_label_the_latest_first(program: Program) -> None:
    found = lookups(story("straw_burning", until="filing").state, program, DAY).by_source[Source.ACT]
    assert (found[0].value, found[0].label) == ("filing", "2026年6月3日　批准立案")
    assert found[-1].value == "clue"


def test_papers_on_file_are_chosen_by_id_and_their_kinds_can_be_delivered(ordered: PartWay) -> None:
    state = read_case(ordered.program, ordered.case_id)
    found = lookups(state, ordered.program, DAY).by_source
    papers = {one.value: one for one in found[Source.PAPER]}
    assert papers["rectify.rectification_order.p1"].label == "2026年6月3日　责令（限期）改正通知书"
    assert "责改字" in papers["rectify.rectification_order.p1"].note
    documents = {one.value: one for one in found[Source.DOCUMENT]}
    assert documents["rectification_order"] == Choice("rectification_order", "责令（限期）改正通知书")
    assert not documents["hearing_notice"].offered
    assert "case_filing_approval" not in documents
    assert not any(one.value.endswith("rectification_order.p1") for one in found[Source.ACT])


def test_facts_are_named_with_what_they_are_now(program: Program) -> None:
    found = {one.value: one for one in lookups(story("straw_burning").state, program, DAY).by_source[Source.FACT]}
    assert found["parties.p1.address"] == Choice("parties.p1.address", "张守田：住址（住所）", "现为：民权县示例镇东岗村88号")
    assert found["parties.p1.credit_code"].note == "现在没有填写"
    assert found["conduct.begun_at"].note == "现为：2026年6月3日8时40分"
    assert not {"parties.p1.id", "parties.p1.guardian"} & set(found)


def test_a_field_gets_the_choices_of_its_source(program: Program) -> None:
    found = lookups(story("straw_burning").state, program, DAY)
    for source in Source:
        spec = FieldSpec(name="one", label="一", kind=FieldKind.CHOICE, source=source)
        assert (source is Source.FIXED) or source in found.by_source
        assert found.choices(spec) == found.by_source.get(source, ())


def test_choices_are_found_quickly(program: Program) -> None:
    state = story("fire_hearing").state
    times = []
    for _ in range(10):
        start = time.perf_counter()
        lookups(state, program, DAY)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.005


def test_choices_of_a_case_without_acts_are_empty_where_nothing_is_there(tmp_path: Path) -> None:
    with open_program(tmp_path / "data", None) as opened:
        found = lookups(story("straw_burning", before="clue").state, opened, DAY).by_source
    assert [found[one] for one in (Source.ACT, Source.PAPER, Source.EVIDENCE, Source.GOODS)] == [(), (), (), ()]
    assert not any(one.offered for one in found[Source.DOCUMENT])
