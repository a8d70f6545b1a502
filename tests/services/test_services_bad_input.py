"""Bad input at the door of the services: numbers of people and units, typed values, references inside a diary."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric
from support.stories import story

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.base.toml_reading import Document, parse_toml
from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.case.facts import Party, PartyKind
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.diary import check_diary
from mq_enforce.services.identity import check_party, party_warnings

DAY = date(2026, 6, 3)
STRAW = resource("samples", "straw_burning.toml").read_text(encoding="utf-8")


def party(**fields: object) -> Party:
    return Party.model_validate({"id": "p1", "name": "张守田", "address": "示例镇", **fields})


# -- numbers ---------------------------------------------------------------------------------------------------------------

BIRTHS = st.dates(date(1998, 1, 1), date(2012, 12, 31))
"""Since 1997 the county has the code 411421."""
ORDINALS = st.integers(0, 999)


def _number(born: date, ordinal: int) -> str:
    body = f"411421{born:%Y%m%d}{ordinal:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


@given(BIRTHS, ORDINALS)
def test_a_right_number_of_a_known_region_has_neither_fault_nor_warning(born: date, ordinal: int) -> None:
    someone = party(id_number=_number(born, ordinal), born_on=born)
    assert check_party(someone, DAY) == []
    assert party_warnings(someone, DAY) == []


@given(BIRTHS, ORDINALS, st.integers(0, 16), st.integers(1, 9))
@settings(max_examples=200)
def test_one_wrong_digit_is_always_found(born: date, ordinal: int, place: int, shift: int) -> None:
    number = _number(born, ordinal)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    faults = check_party(party(id_number=wrong), DAY)
    assert any("校验码" in fault.message and fault.where == "id_number" for fault in faults)


@given(BIRTHS, ORDINALS)
def test_a_confirmed_number_is_no_fault_but_stays_a_warning(born: date, ordinal: int) -> None:
    number = _number(born, ordinal)
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    someone = party(id_number=wrong, id_confirmed="户籍证明")
    assert check_party(someone, DAY) == []
    assert any("户籍证明" in warning for warning in party_warnings(someone, DAY))


def test_a_birth_date_that_contradicts_the_number_is_a_fault_of_the_birth_date() -> None:
    (fault,) = check_party(party(id_number=_number(date(1968, 5, 12), 1), born_on=date(1968, 5, 13)), DAY)
    assert (fault.where, "1968-05-12" in fault.message) == ("born_on", True)


def test_a_sex_that_contradicts_the_number_warns() -> None:
    number = _number(date(1999, 5, 12), 2)  # even: a woman
    assert party_warnings(party(id_number=number, sex="female"), DAY) == []
    (warning,) = party_warnings(party(id_number=number, sex="male"), DAY)
    assert "性别" in warning


def test_a_number_of_somebody_not_yet_born_is_a_fault() -> None:
    assert check_party(party(id_number=_number(date(2026, 6, 4), 1)), DAY) != []
    assert check_party(party(id_number=_number(DAY, 1)), DAY) == []


@pytest.mark.parametrize(
    ("code", "faults"), [("91419999MA00000014", 0), ("91419999MA00000015", 1), ("91419999MA0000001", 1), ("91419999IA00000014", 1)]
)
def test_a_credit_code_is_checked_unless_somebody_confirmed_it(code: str, faults: int) -> None:
    unit = {"kind": PartyKind.UNIT, "credit_code": code}
    assert len(check_party(party(**unit), DAY)) == faults
    confirmed = party(**unit, id_confirmed="营业执照原件")
    assert check_party(confirmed, DAY) == []
    assert len(party_warnings(confirmed, DAY)) == faults


def test_a_party_without_numbers_is_nobodys_fault() -> None:
    assert check_party(party(), DAY) == []
    assert party_warnings(party(), DAY) == []


# -- typed values ------------------------------------------------------------------------------------------------------------


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as told:
        check_diary(parse_toml(text, "d.toml"), load_lawbook())
    return told.value.faults


def changed(old: str, new: str) -> str:
    assert old in STRAW
    return STRAW.replace(old, new, 1)


def test_the_bundled_diary_has_no_fault() -> None:
    assert check_diary(parse_toml(STRAW, "d.toml"), load_lawbook()).title == "露天焚烧秸秆"


@pytest.mark.parametrize("kind", ["clue_registred", "site_inspect", "penalty_decide", "deliver"])
def test_a_misspelt_kind_of_act_gets_near_suggestions_that_exist(kind: str) -> None:
    (fault,) = faults_of(changed('kind = "clue_registered"', f'kind = "{kind}"'))
    assert f"“{kind}”" in fault.message
    assert set(fault.expected.split("、")) <= set(ACT_TYPES)


def test_a_kind_like_no_other_is_told_where_to_find_them() -> None:
    (fault,) = faults_of(changed('kind = "clue_registered"', 'kind = "zzz"'))
    assert "schema diary" in fault.expected


def test_a_wrong_element_of_a_list_is_told_once_and_not_as_a_list_too_short() -> None:
    (fault,) = faults_of(changed('violated = ["河南省大气污染防治条例第五十四条第二款"]', 'violated = ["大气条例"]'))
    assert fault.where.endswith("violated[0]")


def test_a_list_that_is_really_too_short_says_how_many_there_are() -> None:
    (fault,) = faults_of(changed('violated = ["河南省大气污染防治条例第五十四条第二款"]', "violated = []"))
    assert (fault.message, fault.expected) == ("内容不能为空", "至少填写 1 项")


def test_a_long_wrong_value_is_shown_shortened() -> None:
    (fault,) = faults_of(changed("photos = 2", f'photos = "{"长" * 200}"'))
    assert len(fault.message) < 80
    assert "…" in fault.message


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters='"\\\r\n', exclude_categories=("Cc", "Cs")), max_size=30)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_text_in_place_of_a_moment_makes_the_program_stumble(text: str) -> None:
    for fault in faults_of(changed("ended_at = 2026-06-03T09:35:00+08:00", f'ended_at = "{text}"')):
        assert fault.where.startswith("d.toml 第 ")
        assert "\n" not in fault.sentence()


@pytest.mark.parametrize("number", ["0", "20260603", "1780450800", "1780450800.5", '"20260603"', "true"])
def test_a_number_is_no_moment(number: str) -> None:
    (fault,) = faults_of(changed("ended_at = 2026-06-03T09:35:00+08:00", f"ended_at = {number}"))
    assert fault.where.endswith("conduct.ended_at")


# -- references inside a diary -----------------------------------------------------------------------------------------------


def test_references_to_nothing_are_all_told_with_their_places() -> None:
    text = changed('matter = "HN25-NY-02"', 'matter = "HN25"').replace('act = "decision_too_early"', 'act = "nothing"')
    text = text.replace('rule = "PUN-90"', 'rule = "PUN-91"')
    told = faults_of(text)
    assert [fault.where.split(" ")[-1] for fault in told] == ["matter", "expect.refusals[0].act", "expect.deadlines[0].rule"]


def test_people_and_parties_have_ids_of_their_own() -> None:
    twice = faults_of(changed('[[officers]]\nid = "li"', '[[officers]]\nid = "wang"'))
    assert any("“wang”重复" in fault.message for fault in twice)
    both = faults_of(changed('[[staff]]\nid = "sun"', '[[staff]]\nid = "wang"'))
    assert any("“wang”重复" in fault.message for fault in both)


def test_the_story_ends_with_its_last_act_unless_it_says_when_it_is_read() -> None:
    diary = story("straw_burning").diary
    assert diary.end == diary.acts[-1].at
    later = check_diary(parse_toml(changed("sample = true", "sample = true\nnow = 2026-12-01T08:00:00"), "d.toml"), load_lawbook())
    assert later.end.isoformat() == "2026-12-01T08:00:00+08:00"


def test_a_document_tells_the_line_of_what_is_missing_by_its_table() -> None:
    document: Document = parse_toml(changed('description = "收割后点燃自家承包地内的麦秸"\n', ""), "d.toml")
    with pytest.raises(BadInput) as told:
        check_diary(document, load_lawbook())
    (fault,) = told.value.faults
    line = STRAW.split("[conduct]")[0].count("\n") + 1
    assert fault.where == f"d.toml 第 {line} 行 conduct.description"
