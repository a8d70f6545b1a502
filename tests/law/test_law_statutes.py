"""The register of statutes: names, versions and when they are in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.law.statutes import Rank, load_statutes, plain_name, read_statutes

STATUTES = load_statutes()
ENTRY = '[[statute]]\nkey = "甲法"\ntitle = "中华人民共和国甲法"\nrank = "法律"\nsource = "示例"\nconfidence = "A"\n'


def register(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "statutes.toml"
    path.write_text("format = 1\n" + text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["行政处罚法", "处罚法", "中华人民共和国行政处罚法", "《中华人民共和国行政处罚法》", " 行政处罚法 "])
def test_a_statute_is_found_under_every_name(name: str) -> None:
    assert STATUTES.resolve(name) == "行政处罚法"


def test_documents_are_found_under_their_number() -> None:
    assert STATUTES.resolve("法释〔2013〕5号") == "违法建筑物强制拆除批复"
    assert STATUTES.resolve("国办发〔2018〕118号") == "行政执法三项制度指导意见"


def test_the_air_pollution_act_ends_with_the_day_before_the_environment_code() -> None:
    assert STATUTES.in_force("大气污染防治法", date(2026, 8, 14)) is True
    assert STATUTES.in_force("大气污染防治法", date(2026, 8, 15)) is False
    assert STATUTES.in_force("生态环境法典", date(2026, 8, 14)) is False
    assert STATUTES.in_force("生态环境法典", date(2026, 8, 15)) is True
    assert not STATUTES["生态环境法典"].on_file
    assert STATUTES["大气污染防治法"].confidence == "B"


def test_what_the_register_does_not_know_is_neither_yes_nor_no() -> None:
    assert STATUTES.in_force("河南省大气污染防治条例", date(2026, 8, 14)) is True
    assert STATUTES.in_force("河南省大气污染防治条例", date(2026, 8, 15)) is None
    assert STATUTES.in_force("公路安全保护条例", date(2026, 1, 1)) is None
    assert STATUTES.in_force("不存在的法", date(2026, 1, 1)) is None


def test_a_statute_is_not_in_force_before_its_day() -> None:
    assert STATUTES.in_force("行政处罚法", date(2021, 7, 14)) is False
    assert STATUTES.in_force("行政处罚法", date(2021, 7, 15)) is True


def test_outdated_texts_are_marked() -> None:
    assert STATUTES.in_force("治安管理处罚法", date(2026, 1, 1)) is False
    assert "不得引用" in STATUTES["治安管理处罚法"].note


def test_entries_have_rank_and_source() -> None:
    assert STATUTES["行政处罚法"].rank is Rank.LAW
    assert STATUTES["河南省行政处罚听证办法"].rank is Rank.RULE
    assert STATUTES["河南省行政处罚听证办法"].effective_from == date(2021, 12, 1)
    assert all(statute.source for statute in STATUTES)
    assert len(STATUTES) == len(STATUTES.entries)


def test_an_unknown_statute_is_refused_by_name() -> None:
    assert STATUTES.get("不存在的法") is None
    with pytest.raises(BadInput, match="是不是“行政强制法”"):
        _ = STATUTES["行政强制"]
    with pytest.raises(BadInput, match="没有“某某通则”；"):
        STATUTES.resolve("某某通则")


def test_names_are_compared_without_brackets_and_country() -> None:
    assert plain_name("《中华人民共和国 行政处罚法》") == "行政处罚法"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY + ENTRY, "登记了两次"),
        (ENTRY + ENTRY.replace('key = "甲法"', 'key = "乙法"'), "同时指"),
        (ENTRY.replace('rank = "法律"', 'rank = "法例"'), r"statutes.toml 第 5 行 statute\[0\].rank：.*应为：法律"),
        (ENTRY.replace('source = "示例"\n', ""), "缺少“source”"),
        (ENTRY + "effective_from = 2026\n", "不是日期"),
        (ENTRY + "effectve_to = 2026-01-01\n", "没有“effectve_to”这一项"),
    ],
)
def test_a_fault_in_the_register_is_told_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_statutes(register(tmp_path, text))
