"""Faults in JSON files are told by line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.base.json_reading import parse_json, read_json


def test_a_plain_file_is_read_with_and_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": [1, "\xe6\xa1\x88"]}')
    assert read_json(path) == {"a": [1, "案"]}


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ('{"a": 1,\n "b" 2}', "x.json 第 2 行第 6 列", "冒号"),
        ('{"a": 1\n "b": 2}', "x.json 第 2 行第 2 列", "逗号"),
        ('{"a": }', "x.json 第 1 行第 7 列", "缺少一个值"),
        ("{a: 1}", "x.json 第 1 行第 2 列", "双引号"),
        ('{"a": "x', "x.json 第 1 行第 7 列", "没有结束"),
        ('{"a": "x\ny"}', "x.json 第 1 行第 9 列", "换行"),
        ("{}\n{}", "x.json 第 2 行第 1 列", "结束"),
        ('{"a": 1, "a": 2}', "x.json", "出现了两次"),
        ("[NaN]", "x.json", "不是数"),
        ("[" * 200_000, "x.json", "太深"),
    ],
)
def test_wrong_json_is_told_in_chinese_with_its_place(text: str, where: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_json(text, "x.json")
    (fault,) = caught.value.faults
    assert fault.where == where
    assert words in fault.message
