"""Privacy classes: read from the types, found again inside narratives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paper_sources import case, diary, source

from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts.delivery import AddressConfirmed
from mq_enforce.case.facts import Party
from mq_enforce.documents.bindings.privacy import narrative, privacy_of, private_values
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain

ADULT = date(2026, 6, 3)
UNIT = {
    "id": "p1",
    "kind": "unit",
    "name": "民权示例农业有限公司",
    "credit_code": "91411421MA00000001",
    "head": "张守田",
    "address": "示例路1号",
}


def _classes(name: str, act: str) -> set[Privacy]:
    return {one.privacy for one in CaseContext(source(case(), act)).value(name)}


@pytest.mark.parametrize(
    ("name", "privacy"),
    [
        ("party.name", Privacy.NAME),
        ("party.id_number", Privacy.ID_NUMBER),
        ("party.address", Privacy.ADDRESS),
        ("party.phone", Privacy.PHONE),
        ("party.sex", Privacy.OPEN),
        ("party.code", Privacy.ID_NUMBER),
        ("delivery_address.address", Privacy.ADDRESS),
        ("delivery_address.electronic", Privacy.OPEN),
    ],
)
def test_a_value_has_the_class_of_its_field(name: str, privacy: Privacy) -> None:
    assert _classes(name, act="address") == {privacy}


def test_a_witness_is_a_witness_though_the_party_is_interviewed_too() -> None:
    assert _classes("interviewee.name", act="witness") == {Privacy.WITNESS}
    assert _classes("interviewee.id_number", act="witness") == {Privacy.ID_NUMBER}


def test_name_and_seat_of_a_unit_are_public_its_head_is_not() -> None:
    unit = Party.model_validate(UNIT)
    assert privacy_of(unit, "name", ADULT) is Privacy.OPEN
    assert privacy_of(unit, "address", ADULT) is Privacy.OPEN
    assert privacy_of(unit, "head", ADULT) is Privacy.NAME


def test_whatever_identifies_a_minor_has_the_class_of_minors_until_the_birthday() -> None:
    child = Party(id="p1", name="小明", born_on=date(2010, 6, 3), id_number="4", address="某村")
    assert privacy_of(child, "name", date(2028, 6, 2)) is Privacy.MINOR
    assert privacy_of(child, "id_number", date(2028, 6, 2)) is Privacy.MINOR
    assert privacy_of(child, "sex", date(2028, 6, 2)) is Privacy.OPEN
    assert privacy_of(child, "name", date(2028, 6, 3)) is Privacy.NAME


def test_who_was_a_minor_at_the_time_of_the_conduct_stays_protected_on_later_papers() -> None:
    parties = [{**diary().parties[0].model_dump(), "born_on": date(2008, 6, 5), "guardian": {"name": "张某", "relation": "父亲"}}]
    state = case(parties=parties)
    late = source(state, "filing_dossier")
    assert late.on > date(2026, 6, 5)
    assert {one.privacy for one in CaseContext(late).value("party.name")} == {Privacy.MINOR}


def test_a_private_value_inside_a_narrative_keeps_its_class() -> None:
    runs = CaseContext(source(case(), "filing")).value("filing.summary")
    assert [(one.text, one.privacy) for one in runs][:3] == [
        ("2026年6月3日上午，", Privacy.OPEN),
        ("张守田", Privacy.NAME),
        (runs[2].text, Privacy.OPEN),
    ]
    assert all(one.facts == ("acts.filing.summary",) for one in runs)


def test_a_narrative_before_an_interview_is_searched_for_the_witness_of_a_later_one() -> None:
    private = private_values(case(), ADULT)
    assert private["刘桂兰"] is Privacy.WITNESS
    assert private["张守田"] is Privacy.NAME
    assert private["419999197008200021"] is Privacy.ID_NUMBER


def test_a_longer_private_value_is_found_before_a_shorter_one_inside_it() -> None:
    private = {"民权县示例镇东岗村88号": Privacy.ADDRESS, "东岗村": Privacy.WITNESS}
    runs = narrative("住民权县示例镇东岗村88号。", ("f",), private)
    assert [(one.text, one.privacy) for one in runs] == [
        ("住", Privacy.OPEN),
        ("民权县示例镇东岗村88号", Privacy.ADDRESS),
        ("。", Privacy.OPEN),
    ]


@given(st.text(alphabet="张守田甲乙丙，。1", max_size=40), st.lists(st.sampled_from(["张守田", "张守", "甲乙", "乙丙", "11"]), max_size=4))
def test_splitting_a_narrative_never_changes_its_words(text: str, private: list[str]) -> None:
    runs = narrative(text, (), dict.fromkeys(private, Privacy.NAME))
    assert plain(runs) == text
    assert all(one.text for one in runs)
    assert not any(secret in one.text for one in runs if one.privacy is Privacy.OPEN for secret in private)


def test_every_private_field_of_an_act_is_declared_at_its_type() -> None:
    act = AddressConfirmed(id="a", at=diary().acts[0].at, address="某村1号", receiver="张三", phone="1390")
    assert {field: privacy_of(act, field, ADULT) for field in ("address", "receiver", "phone")} == {
        "address": Privacy.ADDRESS,
        "receiver": Privacy.NAME,
        "phone": Privacy.PHONE,
    }
