"""Faults in TOML files are told by file, line and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.base.toml_places import Keys, places
from mq_enforce.base.toml_reading import parse_toml, read_toml

DIARY = '''format = 1
title = "露天焚烧秸秆"

[agency]
name = """某镇
人民政府"""   # two lines
"中文 键" = { head = "张三", "a.b" = 1 }

[[officers]]
id = "o1"
certificates = [
    { number = "1" },  # the first
    [1, 2,
     "]"],
]

[[officers]]
id = "o2"
[officers.post]
name.short = "队长"
[[officers.training]]
hours = 60

[[acts]]
at = 2026-06-03 09:20:00
'''


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), "日记.toml"),
        (("title",), "日记.toml 第 2 行 title"),
        (("agency",), "日记.toml 第 4 行 agency"),
        (("agency", "中文 键", "head"), "日记.toml 第 7 行 agency.中文 键.head"),
        (("agency", "中文 键", "a.b"), "日记.toml 第 7 行 agency.中文 键.a.b"),
        (("officers", 0, "id"), "日记.toml 第 10 行 officers[0].id"),
        (("officers", 0, "certificates", 0, "number"), "日记.toml 第 12 行 officers[0].certificates[0].number"),
        (("officers", 0, "certificates", 1, 2), "日记.toml 第 14 行 officers[0].certificates[1][2]"),
        (("officers", 1), "日记.toml 第 17 行 officers[1]"),
        (("officers", 1, "post", "name", "short"), "日记.toml 第 20 行 officers[1].post.name.short"),
        (("officers", 1, "training", 0, "hours"), "日记.toml 第 22 行 officers[1].training[0].hours"),
        (("acts", 0, "at"), "日记.toml 第 25 行 acts[0].at"),
        (("acts", 0, "missing"), "日记.toml 第 24 行 acts[0].missing"),
        (("nowhere",), "日记.toml nowhere"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_value_is_found_on_its_line(keys: tuple[str | int, ...], place: str, line_end: str) -> None:
    document = parse_toml(DIARY.replace("\n", line_end), "日记.toml")
    assert document.where(*keys) == place


def test_the_locator_knows_every_key_that_the_data_hold() -> None:
    known = places(DIARY)
    assert set(_paths(parse_toml(DIARY, "d").data)) <= known.keys()


_SCALARS = st.one_of(st.integers(-5, 5), st.booleans(), st.text(alphabet='a#"]}[=,\n\\中', max_size=4))
_NAMES = st.text(alphabet="ab-#中]. =\"'", min_size=1, max_size=3)
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3), max_leaves=8)


@given(st.dictionaries(_NAMES, _VALUES, max_size=4))
def test_the_locator_survives_any_nesting_and_quoting(data: dict[str, Any]) -> None:
    lines = [f"{_quoted(key)} = {_toml(value)}" for key, value in data.items()]
    text = "# head\n" + "\n".join(lines) + "\n"
    document = parse_toml(text, "x.toml")
    assert document.data == data
    known = places(text)
    assert set(_paths(data)) <= known.keys()
    for number, key in enumerate(data, 2):
        assert known[(key,)] == number


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ('a = 1\nb = "x', "x.toml 第 2 行", "引号"),
        ("a = 2026-02-30\n", "x.toml 第 1 行第 5 列", "没有这样的日期"),
        ("a = [1,\n2\n", "x.toml 第 2 行（文件末尾）", "方括号"),
        ("a 1\n", "x.toml 第 1 行第 3 列", "等号"),
        ("标题 = 1\n", "x.toml 第 1 行第 1 列", "双引号"),
        ("a = 1\na = 2\n", "x.toml 第 2 行第 6 列", "已经有值"),
        ("[a]\n[a]\n", "x.toml 第 2 行第 3 列", "已经写过"),
        ("a = 第一\n", "x.toml 第 1 行第 5 列", "值"),
        ('a = "1" 2\n', "x.toml 第 1 行第 9 列", "多余"),
        ("a = " + "[" * 20_000, "x.toml", "太深"),
    ],
)
def test_wrong_syntax_is_told_in_chinese_with_its_place(text: str, where: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_toml(text, "x.toml")
    (fault,) = caught.value.faults
    assert fault.where.startswith(where)
    assert words in fault.message


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "日记.toml"
    path.write_bytes(b"\xef\xbb\xbftitle = '\xe6\xa1\x88'\r\n")
    assert read_toml(path).data == {"title": "案"}
    assert parse_toml("\ufefftitle = 1", "x").data == {"title": 1}


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ("# 甲\ntitle = '露天焚烧'\n".encode("gbk"), "GBK"),
        ("title = '案'\n".encode("utf-16"), "UTF-16"),
        (b"title = 1\n\x00\xff\xff\xff", "字节"),
    ],
)
def test_another_encoding_is_named_with_what_was_expected(tmp_path: Path, data: bytes, hint: str) -> None:
    path = tmp_path / "日记.toml"
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read_toml(path)
    (fault,) = caught.value.faults
    assert hint in fault.message
    assert "UTF-8" in fault.expected
    assert fault.where.startswith("日记.toml")


def test_a_file_that_vanished_is_a_matter_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        read_toml(tmp_path / "没有.toml")
    assert "没有.toml" in caught.value.what
    assert "不存在" in caught.value.what


def _paths(value: object, above: Keys = ()) -> list[Keys]:
    pairs: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [path for key, one in pairs for path in [(*above, key), *_paths(one, (*above, key))]]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value) if "\\" in value or '"' in value or "\n" in value else f"'{value}'"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    return str(value)
