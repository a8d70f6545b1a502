"""Texts with bindings in braces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.texts import Need, Slot, parts, slots
from mq_enforce.base.errors import BadInput


def test_words_and_slots_come_apart_in_order() -> None:
    assert parts("本机关于{filing.date}立案。") == ("本机关于", Slot("filing.date", Need.KNOWN, 8), "立案。")


def test_marks_say_what_may_be_missing() -> None:
    assert slots("{a?}{b~}{~}{c:12}{d~:6}{~:3}") == (
        Slot("a", Need.OPTIONAL, 8),
        Slot("b", Need.HAND, 8),
        Slot("", Need.HAND, 8),
        Slot("c", Need.KNOWN, 12),
        Slot("d", Need.HAND, 6),
        Slot("", Need.HAND, 3),
    )


def test_a_rule_id_is_an_ordinary_name() -> None:
    assert slots("自收到之日起{period.PUN-PAY15}内")[0].name == "period.PUN-PAY15"


@pytest.mark.parametrize("text", ["{a", "a}", "{}", "{?}", "{a b}", "{a|b}", "{a+1}", "{{a}}", "{a:}", "{a:123}", "一\t二"])
def test_anything_that_is_no_plain_name_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parts(text)


@given(st.text(st.characters(blacklist_characters="{}\t", codec="utf-8")))
def test_a_text_without_braces_is_itself(text: str) -> None:
    assert "".join(part for part in parts(text) if isinstance(part, str)) == text
