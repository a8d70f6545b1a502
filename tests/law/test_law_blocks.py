"""Blocks and warnings: complete, equal to the agreed list, each with a short title and its article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.law.articles import Article
from mq_enforce.law.blocks import TITLE_LENGTH, load_blocks, read_blocks

BLOCKS = load_blocks()
AGREED = Path(__file__).resolve().parents[3] / "shared" / "law" / "procedure_rules.json"
BLOCK = {"id": "HB-01", "title": "示例", "applies": "全部", "condition": "示例", "article": "行政处罚法第二十四条", "evidence": "A"}


def book(tmp_path: Path, *blocks: dict[str, Any], warnings: tuple[dict[str, Any], ...] = ()) -> Path:
    path = tmp_path / "blocks.json"
    path.write_text(json.dumps({"format": 1, "blocks": blocks, "warnings": warnings}, ensure_ascii=False), encoding="utf-8")
    return path


def test_all_blocks_and_warnings_are_there() -> None:
    assert len(list(BLOCKS.hard())) == 76
    assert len(list(BLOCKS.warnings())) == 26
    assert len(BLOCKS) == len(set(BLOCKS)) == 102
    assert "HB-70" not in BLOCKS


@pytest.mark.skipif(not AGREED.is_file(), reason="硬阻断的整理稿（../shared/law）不在项目旁边，无法核对")
def test_the_data_equal_the_agreed_list() -> None:
    agreed = json.loads(AGREED.read_text(encoding="utf-8"))
    assert {block["id"] for block in agreed["hard_blocks"]} == {block.id for block in BLOCKS.hard()}
    assert {warning["id"] for warning in agreed["warnings"]} == {block.id for block in BLOCKS.warnings()}
    for block in agreed["hard_blocks"]:
        ours = BLOCKS[block["id"]]
        assert (ours.article.number if ours.article else None) == block["art"]
        assert ours.evidence == block.get("evidence", "A")
        assert ours.applies == block["applies"]


def test_every_title_is_short_and_no_two_are_alike() -> None:
    titles = [block.title for block in BLOCKS.entries.values()]
    assert all(0 < len(title) <= TITLE_LENGTH for title in titles)
    assert len(set(titles)) == len(titles)


def test_a_block_knows_its_article_or_its_source() -> None:
    assert BLOCKS["HB-60"].article == Article("行政处罚法", 45)
    assert BLOCKS["HB-60"].citation == "《中华人民共和国行政处罚法》第四十五条"
    assert BLOCKS["HB-57"].citation == "法释〔2013〕5号"
    assert BLOCKS["HB-57"].evidence == "B"
    assert BLOCKS["W-19"].citation == ""
    assert all(block.citation for block in BLOCKS.hard())
    assert BLOCKS["HB-60"].hard
    assert not BLOCKS["W-03"].hard


def test_an_unknown_block_is_refused_with_what_is_near() -> None:
    assert BLOCKS.get("HB-70") is None
    with pytest.raises(BadInput, match="没有编号为“HB-70”的阻断或警告，相近的有"):
        _ = BLOCKS["HB-70"]


def test_a_file_of_blocks_is_read(tmp_path: Path) -> None:
    assert read_blocks(book(tmp_path, BLOCK))["HB-01"].title == "示例"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "二" * 21}, r"blocks.json blocks\[0\].title：标题有 21 个字"),
        ({"article": "行政处罚法"}, r"blocks\[0\].article"),
        ({"source": "也写了来源"}, "只写一项"),
        ({"id": "W-01"}, "放错了地方"),
        ({"evidence": "S"}, "不在允许的范围内"),
        ({"condition": None}, "不是文字"),
    ],
)
def test_a_fault_in_the_file_is_told_with_file_and_key(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_blocks(book(tmp_path, {**BLOCK, **change}))


def test_a_block_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="出现了两次"):
        read_blocks(book(tmp_path, BLOCK, BLOCK))
