"""Page codes: short, unmistakable, and never read as another page."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput
from mq_enforce.documents.page_codes import MOST_PAGES, PageCode, page_code, paper_code, read_page_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.builds(page_code, st.text(min_size=1, max_size=40), st.integers(1, MOST_PAGES))


@given(paper=st.text(min_size=1, max_size=60), page=st.integers(1, MOST_PAGES))
def test_a_code_has_18_alphanumeric_characters_and_says_its_paper_and_page(paper: str, page: int) -> None:
    code = page_code(paper, page)
    assert re.fullmatch(r"[0-9A-Z]{18}", code)
    assert read_page_code(code) == PageCode(paper_code(paper), page)


@given(code=codes, data=st.data())
def test_up_to_four_wrong_characters_are_always_noticed(code: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, 17), min_size=1, max_size=4, unique=True))
    wrong = list(code)
    for place in places:
        wrong[place] = data.draw(st.sampled_from(sorted(set(ALPHABET) - {code[place]})))
    with pytest.raises(BadInput, match="校验不符"):
        read_page_code("".join(wrong))


def test_every_swap_of_two_characters_is_noticed() -> None:
    code = page_code("paper-7", 12)
    for left, right in combinations(range(18), 2):
        swapped = list(code)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        if swapped != list(code):
            with pytest.raises(BadInput, match="校验不符"):
                read_page_code("".join(swapped))


@given(code=codes)
def test_a_code_typed_by_hand_may_have_small_letters_blanks_and_look_alikes(code: str) -> None:
    typed = f" {code[:6].lower()} {code[6:12]}-{code[12:]}".replace("0", "o").replace("1", "l")
    assert read_page_code(typed) == read_page_code(code)


@pytest.mark.parametrize("text", ["", "ABC", "0" * 17, "0" * 19, "页码" * 9, "U" * 18])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="不是页码标识"):
        read_page_code(text)


def test_zeros_alone_are_no_page_although_their_check_fits() -> None:
    with pytest.raises(BadInput, match="页码 0"):
        read_page_code("0" * 18)


@pytest.mark.parametrize("page", [0, -1, MOST_PAGES + 1])
def test_a_page_that_does_not_fit_is_refused(page: int) -> None:
    with pytest.raises(BadInput, match=f"1 至 {MOST_PAGES}"):
        page_code("paper-1", page)


def test_papers_keep_their_codes_for_ever() -> None:
    assert page_code("p-1", 3) == "R2G3S9CKEGVE03MZFZ"


def test_a_paper_without_an_id_has_no_code() -> None:
    with pytest.raises(ValueError, match="without an id"):
        paper_code("")


def test_a_given_paper_code_is_used_as_it_is() -> None:
    assert read_page_code(PageCode("ABCDEFGH0123", 1).text).paper == "ABCDEFGH0123"
    with pytest.raises(BadInput, match="不是文书码"):
        PageCode("ABCDEFGHIJKL", 1)


def test_ten_thousand_papers_have_ten_thousand_codes() -> None:
    assert len({paper_code(f"paper-{number}") for number in range(10_000)}) == 10_000
