"""Identity numbers: a false "invalid" is the worse error, a wrong check digit is still a fault."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.numbers import check_citizen_id, check_credit_code, check_phone

DAY = date(2026, 6, 3)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _citizen(body: str) -> str:
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def _company(body: str) -> str:
    total = sum(_CHARACTERS.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _CHARACTERS[-total % 31]


def test_the_example_of_the_standard_is_right_and_told_apart() -> None:
    found = check_citizen_id(" 11010519491231002x ", DAY)
    assert found.valid
    assert found.warnings == ()
    assert found.normalized == "11010519491231002X"
    assert found.birth == date(1949, 12, 31)
    assert found.sex == "女"


def test_full_width_digits_and_dashes_are_taken_as_meant() -> None:
    assert check_citizen_id("１１０１０５-19491231—002Ｘ", DAY).normalized == "11010519491231002X"


@given(st.dates(date(1900, 1, 1), DAY), st.integers(0, 999))
def test_every_number_made_by_the_standard_passes(birth: date, order: int) -> None:
    number = _citizen(f"411421{birth:%Y%m%d}{order:03d}")
    found = check_citizen_id(number, DAY)
    assert found.faults == ()
    assert found.birth == birth
    assert found.sex == ("男" if order % 2 else "女")


@given(st.dates(date(1900, 1, 1), DAY), st.integers(0, 999), st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(birth: date, order: int, place: int, shift: int) -> None:
    number = _citizen(f"411421{birth:%Y%m%d}{order:03d}")
    if number[place] == "X":
        return
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not check_citizen_id(wrong, DAY).valid


def test_a_birth_after_the_day_is_a_fault_and_without_a_day_is_not_looked_at() -> None:
    number = _citizen("41142120260604001")
    assert "晚于" in check_citizen_id(number, DAY).faults[0]
    assert check_citizen_id(number).valid
    assert check_citizen_id(number, date(2026, 6, 4)).valid


def test_a_birthday_that_does_not_exist_is_a_fault() -> None:
    found = check_citizen_id(_citizen("41142120230229001"), DAY)
    assert "2023-02-29" in found.faults[0]
    assert found.birth is None


def test_an_unknown_region_only_warns() -> None:
    found = check_citizen_id(_citizen("99999919900101001"), DAY)
    assert found.valid
    assert "999999" in found.warnings[0]


@pytest.mark.parametrize(("region", "place"), [("810000", "香港"), ("820000", "澳门"), ("830000", "台湾")])
def test_residence_permits_only_warn(region: str, place: str) -> None:
    found = check_citizen_id(_citizen(f"{region}19940823002"), DAY)
    assert found.valid
    assert place in found.warnings[0]
    assert found.birth == date(1994, 8, 23)


@pytest.mark.parametrize(
    ("text", "words"), [("", "0 位"), ("4114211990", "10 位"), ("110105491231002", "旧号"), ("1101051949123100XX", "字符")]
)
def test_what_has_not_the_form_is_told_how(text: str, words: str) -> None:
    (fault,) = check_citizen_id(text, DAY).faults
    assert words in fault


def test_known_credit_codes_pass_in_any_writing() -> None:
    found = check_credit_code("9111 0000 6000 3734 1l")
    assert found.valid
    assert found.normalized == "91110000600037341L"
    assert found.sex is None


@given(st.sampled_from(["11", "12", "51", "91", "92", "93", "Y1", "N1"]), st.text(alphabet=_CHARACTERS, min_size=9, max_size=9))
def test_every_credit_code_made_by_the_standard_passes(kind: str, subject: str) -> None:
    assert check_credit_code(_company(f"{kind}411421{subject}")).valid


@given(st.text(alphabet=_CHARACTERS, min_size=9, max_size=9), st.integers(0, 17), st.sampled_from(_CHARACTERS))
def test_every_single_wrong_character_of_a_credit_code_is_found(subject: str, place: int, char: str) -> None:
    code = _company(f"91411421{subject}")
    wrong = code[:place] + char + code[place + 1 :]
    assert check_credit_code(wrong).valid == (wrong == code)


@pytest.mark.parametrize(
    ("text", "words"),
    [("9141", "4 位"), ("91411421MA4XXXXXIO", "I、O"), ("91A11421MA4XXXXX11", "第 3 至 8 位"), ("91110000600037341M", "校验码")],
)
def test_a_wrong_credit_code_is_told_how(text: str, words: str) -> None:
    (fault,) = check_credit_code(text).faults
    assert words in fault


def test_phones_only_warn() -> None:
    assert check_phone("138 1234 5678").warnings == ()
    assert check_phone("0370-8512345").valid
    assert check_phone("0370-8512345").warnings
    assert check_phone("12812345678").warnings
