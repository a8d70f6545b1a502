"""Citations: printed as official papers print them, read in every notation of the catalogue, refused when wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from mq_enforce.base.errors import BadInput
from mq_enforce.law.articles import Article
from mq_enforce.law.statutes import load_statutes


def article_values() -> st.SearchStrategy[Article]:
    maybe = st.none() | st.integers(1, 30)
    return st.builds(Article, st.sampled_from(sorted(load_statutes().entries)), st.integers(1, 300), maybe, maybe)


def shorts(text: str) -> list[str]:
    return [article.short() for article in Article.parse_many(text)]


def test_a_citation_is_printed_with_the_official_title() -> None:
    assert Article("行政处罚法", 59, 1, 4).cite() == "《中华人民共和国行政处罚法》第五十九条第一款第四项"
    assert Article("河南省实施城乡规划法办法", 47).cite() == "《河南省实施〈中华人民共和国城乡规划法〉办法》第四十七条"
    assert Article("行政诉讼法解释", 156).cite() == "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第一百五十六条"
    assert Article("行政执法机关移送涉嫌犯罪案件的规定", 5).cite() == "《行政执法机关移送涉嫌犯罪案件的规定》第五条"


@given(article_values())
def test_both_printed_forms_are_read_back(article: Article) -> None:
    assert Article.parse(article.short()) == article
    assert Article.parse(article.cite()) == article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("消防法 第六十条第一款第（二）项、第二款", ["消防法第六十条第一款第二项", "消防法第六十条第二款"]),
        ("公路法第七十六条第（一）项", ["公路法第七十六条第一项"]),
        ("行政处罚法第五十九条第一款第四项", ["行政处罚法第五十九条第一款第四项"]),
        ("河南省消防条例第十三条第（一）（三）项、第十四条",
         ["河南省消防条例第十三条第一项", "河南省消防条例第十三条第三项", "河南省消防条例第十四条"]),
        ("高层民用建筑消防安全管理规定第四十七条第（一）至（三）项",
         ["高层民用建筑消防安全管理规定第四十七条第一项", "高层民用建筑消防安全管理规定第四十七条第二项",
          "高层民用建筑消防安全管理规定第四十七条第三项"]),
        ("高层民用建筑消防安全管理规定第二十六条等", ["高层民用建筑消防安全管理规定第二十六条"]),
        ("土地管理法第七十七条；土地管理法实施条例第五十七条", ["土地管理法第七十七条", "土地管理法实施条例第五十七条"]),
        ("处罚法第４４条、第45条", ["行政处罚法第四十四条", "行政处罚法第四十五条"]),
        ("《中华人民共和国行政处罚法》第五十六条", ["行政处罚法第五十六条"]),
        ("河南省实施《城乡规划法》办法第四十六条、第四十七条",
         ["河南省实施城乡规划法办法第四十六条", "河南省实施城乡规划法办法第四十七条"]),
        ("省政府令第204号第四条", ["河南省行政处罚听证办法第四条"]),
    ],
)  # fmt: skip
def test_every_notation_of_the_catalogue_is_read(text: str, expected: list[str]) -> None:
    assert shorts(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("行政处罚发第五条", "是不是“行政处罚法”"),
        ("行政处罚法", "没有“第几条”"),
        ("", "没有条文序号"),
        ("第五条", "法规登记表里没有"),
        ("行政处罚法第五十九条第一款第一款", "次序不对"),
        ("行政处罚法第五十九条第四项第一款", "次序不对"),
        ("行政处罚法第五十九条（条号未见）", "不是条款序号"),
        ("行政处罚法第五九条", "不是条款序号"),
        ("消防法第六十条第（三）至（二）项", "次序不对"),
        ("行政处罚法第零条", "不是条款序号"),
    ],
)
def test_a_wrong_citation_is_refused_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        Article.parse_many(text)


def test_parse_wants_exactly_one_place() -> None:
    with pytest.raises(BadInput, match="引用了 2 处"):
        Article.parse("行政处罚法第四十四条、第四十五条")


@pytest.mark.parametrize("numbers", [(0,), (1, 0), (1, 1, 0), (-3,)])
def test_places_that_cannot_be_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(BadInput, match="不存在"):
        Article("行政处罚法", *numbers)


def test_articles_sort_by_place_with_the_whole_before_its_parts() -> None:
    whole, first, item, later = (
        Article("行政处罚法", 59),
        Article("行政处罚法", 59, 1),
        Article("行政处罚法", 59, 1, 4),
        Article("行政处罚法", 60),
    )
    assert sorted([later, item, first, whole]) == [whole, first, item, later]
    assert whole <= first
    assert later >= first > whole


def test_an_unregistered_statute_cannot_be_printed() -> None:
    with pytest.raises(BadInput, match="法规登记表里没有"):
        Article("不存在的法", 1).cite()


class Holder(BaseModel):
    """A model as cases and diaries have them."""

    basis: Article
    more: tuple[Article, ...] = ()


def test_models_hold_articles_written_as_text() -> None:
    held = Holder.model_validate({"basis": "行政处罚法第五十九条第一款第（四）项", "more": ["公路法第四十六条"]})
    assert held.basis == Article("行政处罚法", 59, 1, 4)
    assert json.loads(held.model_dump_json()) == {"basis": "行政处罚法第五十九条第一款第四项", "more": ["公路法第四十六条"]}
    assert Holder.model_validate_json(held.model_dump_json()) == held
    assert Holder(basis=held.basis) == Holder.model_validate({"basis": held.basis})
    assert Holder.model_json_schema()["properties"]["basis"]["type"] == "string"


@pytest.mark.parametrize(("value", "said"), [("行政处罚发第五条", "是不是"), (59, "不是条文引用"), (None, "不是条文引用")])
def test_models_refuse_what_is_no_citation(value: object, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Holder.model_validate({"basis": value})
