"""Chinese line breaking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from forms.linebreaking import Atom, break_lines

ALPHABET = "民权县镇人政府，。；：？！”’）》〕、“‘（《〔￥%…—1234567890ABCabc- "


def atoms(text: str) -> list[Atom]:
    return [Atom(one, 0.5 if one.isascii() else 1.0) for one in text]


def lines(text: str, width: float, first: float | None = None) -> list[str]:
    shaped = atoms(text)
    return [text[start:end] for start, end in break_lines(shaped, first if first is not None else width, width)]


def test_closing_marks_never_begin_a_line() -> None:
    assert lines("民权县人民政府，依法决定", 7) == ["民权县人民政", "府，依法决定"]
    assert lines("一二三四五六”）。七八", 6) == ["一二三四五", "六”）。七八"]


def test_opening_marks_never_end_a_line() -> None:
    assert lines("依据《中华人民共和国》", 3) == ["依据", "《中华", "人民共", "和国》"]


def test_figures_and_words_stay_whole() -> None:
    assert lines("罚款人民币500.00元", 7) == ["罚款人民币", "500.00元"]


def test_a_word_longer_than_the_line_is_broken_all_the_same() -> None:
    assert lines("A" * 25, 5) == ["A" * 10, "A" * 10, "A" * 5]


def test_dashes_and_ellipses_are_not_torn_apart() -> None:
    assert lines("一二三四五……六", 6) == ["一二三四", "五……六"]


def test_a_line_begins_with_no_space() -> None:
    assert [line.rstrip() for line in lines("一二三 四五六", 3)] == ["一二三", "四五六"]


def test_the_first_line_may_be_shorter() -> None:
    assert lines("一二三四五六", 4, first=2) == ["一二", "三四五六"]


@given(st.text(st.sampled_from(ALPHABET), max_size=120), st.integers(1, 30))
def test_no_character_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    shaped = atoms(text)
    ranges = break_lines(shaped, width, width)
    joined = "".join(text[start:end] for start, end in ranges)
    assert joined.replace(" ", "") == text.replace(" ", "")
    for start, end in ranges:
        printed = text[start:end].rstrip(" ")
        assert end - start == 1 or sum(0.5 if one.isascii() else 1.0 for one in printed) <= width + 0.01
