"""What no paper can print is taken out and told; nothing else is lost."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ui.fields.cleaning import clean_line, clean_text
from ui.fields.difference import difference_html

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]))


@given(text=WORDS)
def test_words_stay_as_they_are(text: str) -> None:
    assert clean_line(text).text == clean_text(text).text == text
    assert not clean_line(text).note


@given(text=st.text())
def test_only_control_characters_go(text: str) -> None:
    gone = [one for one in text if one not in clean_line(text).text]
    assert all(unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp", "Cn"} for one in gone)
    assert clean_line(clean_line(text).text).text == clean_line(text).text
    assert bool(clean_line(text).note) == (clean_line(text).text != text)
    assert not set(clean_text(text).text) & set("\r\x00\t\u2028\u2029\ufdd0")


def test_what_went_is_named() -> None:
    assert clean_line("甲\t乙\x00丙\r\n丁𬭎").text == "甲乙丙丁𬭎"
    assert clean_line("甲\t乙\x00丙\r\n丁").note == "已去掉这里不能有的制表符、控制字符、换行，其余文字都在"
    assert clean_text("甲\r\n乙\x0b丙\r丁\n").text == "甲\n乙\n丙\n丁\n"


@given(before=st.text("甲乙<&\n", max_size=30), after=st.text("甲乙<&\n", max_size=30))
def test_the_difference_of_any_texts_is_shown_without_markup_of_theirs(before: str, after: str) -> None:
    shown = difference_html(before, after)
    assert "<甲" not in shown
    assert ("【删】<s>" in shown or "【增】<u>" in shown) == (before != after)


def test_a_changed_word_is_shown_within_its_line() -> None:
    shown = difference_html("收割完的麦田", "收割后的麦田")
    assert "收割【删】<s>完</s>【增】<u>后</u>的麦田" in shown


def test_a_small_change_in_a_very_long_text_is_shown_as_small() -> None:
    long = "麦田里的火" * 600
    shown = difference_html(long, f"{long[:1500]}大{long[1500:]}")
    assert shown.count("【增】") == 2
    assert "【增】<u>大</u>" in shown
