"""File names that every system accepts."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.file_names import safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("行政处罚决定书.pdf", "行政处罚决定书.pdf"),
        ("民罚决〔2026〕1号", "民罚决〔2026〕1号"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1 .log", "_com1 .log"),
        ("COM¹", "_COM¹"),
        ("CONTRACT", "CONTRACT"),
        ("end. . ", "end"),
        ("..", "未命名"),
        ("", "未命名"),
        ("\x00\x07", "未命名"),
        ("a\tb\nc", "a b c"),
        ("e\u0301", "é"),
        ("张\u200b三\u202e", "张三"),
        ("𬭎.pdf", "𬭎.pdf"),
    ],
)
def test_names_are_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_long_name_keeps_its_ending_and_no_half_character() -> None:
    name = safe_name("案" * 100 + ".pdf", 50)
    assert name == "案" * 15 + ".pdf"
    assert safe_name("案" * 100, 50) == "案" * 16


def test_too_short_a_limit_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="max_bytes"):
        safe_name("a", 15)


@given(st.text(), st.integers(16, 60))
def test_every_text_gives_a_name_that_is_safe_everywhere_and_stays_so(text: str, limit: int) -> None:
    name = safe_name(text, limit)
    assert name
    assert len(name.encode()) <= limit
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.rstrip(" .")
    assert unicodedata.normalize("NFC", name) == name
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d) *(\..*)?", name)
    assert safe_name(name, limit) == name


@given(st.sampled_from(["CON", "prn", "Aux", "NUL", "com0", "LPT9", "CONIN$"]), st.sampled_from(["", ".", ".pdf", " .x.y", "..."]))
def test_device_names_never_come_through(device: str, ending: str) -> None:
    assert safe_name(device + ending).startswith("_")
