"""A penalty rests on the articles of the granted matter and is of a kind they provide for: HB-22."""

from __future__ import annotations

from typing import Any

import pytest
from builder_b import against, catalogued, fine, fire, free, proposal, straw, why
from hypothesis import given
from hypothesis import strategies as st
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.proposal import PenaltyKind
from mq_enforce.law.articles import Article
from mq_enforce.law.matters import load_matters
from mq_enforce.procedures.propositions.granted_basis import permits, same_place

GATE = "basis_belongs_to_the_matter"


def approve(tale: Story, **fields: Any) -> Act:  # noqa: ANN401 - fields of a proposal
    return tale.act("proposal", proposals=[proposal(tale, band="", **fields)])


def before() -> Story:
    return straw(before="proposal").office(bands=())


@pytest.mark.parametrize("step", ["proposal", "decision_approval", "decision"])
def test_the_articles_of_the_matter_are_let_through(step: str) -> None:
    tale = straw(before=step)
    assert free(tale, tale.act(step), "HB-22")


def test_a_fine_under_the_article_of_another_matter_is_refused() -> None:
    one = approve(before(), basis=["消防法第六十条第一款第一项"], violated=["消防法第十六条第一款第二项"], penalties=fine(5000))
    message = why(before(), one, "HB-22")
    assert "消防法第六十条第一款第一项不是该事项的处罚依据" in message
    assert "违反消防法第十六条第一款第二项不是该事项的违法行为" in message
    assert against(before(), one, "HB-22")[0].article == "《中华人民共和国行政处罚法》第二十四条第二款"


def test_the_general_law_alone_is_no_basis_but_may_stand_beside_the_articles_of_the_matter() -> None:
    alone = approve(before(), basis=["行政处罚法第一条"], penalties=fine(4999))
    assert "没有该事项的处罚条款" in why(before(), alone, "HB-22")
    assert free(before(), approve(before(), basis=["河南省大气污染防治条例第八十条", "行政处罚法第三十二条第一项"]), "HB-22")


def test_an_article_of_another_matter_beside_the_right_one_is_refused_too() -> None:
    one = approve(before(), basis=["河南省大气污染防治条例第八十条", "消防法第六十条第一款第一项"])
    assert "消防法第六十条第一款第一项不是" in against(before(), one, "HB-22")[0].message


@pytest.mark.parametrize(
    "penalty", [{"kind": "confiscate_goods", "content": "联合收割机一台"}, {"kind": "stop_business", "content": "停产三个月"}]
)
def test_a_kind_that_the_article_does_not_provide_for_is_refused(penalty: dict[str, str]) -> None:
    message = why(before(), approve(before(), penalties=[penalty]), "HB-22")
    assert f"所引条款没有规定“{PenaltyKind(penalty['kind']).label}”" in message


def test_another_item_of_the_same_article_is_another_matter() -> None:
    tale = fire(before="proposal")
    at = {"at": "2026-03-23T09:00:00"}
    lawful = tale.act("proposal", **at, proposals=[proposal(tale), proposal(tale, "p2")])
    other = tale.act("proposal", **at, proposals=[proposal(tale, basis=["消防法第六十条第一款第四项"]), proposal(tale, "p2")])
    assert free(tale, lawful, "HB-22")
    assert against(tale, other, "HB-22")


def test_the_higher_norm_of_another_matter_applies_where_the_agency_holds_that_matter() -> None:
    higher = {"basis": ["消防法第六十条第一款第一项"], "violated": ["消防法第十六条第一款第二项"], "penalties": fine(5000)}
    competing = [{"basis": "消防法第六十条第一款第一项", "fine_to": 50000}]
    tale = before()
    grant = tale.state.office.grants[0]
    both = tale.office(grants=(grant, grant.model_copy(update={"matter": "HN25-XF-01"})))
    assert not [v for v in both.verdict(approve(both, **higher, competing=competing)).violations if v.requirement == GATE]
    for held, norms in ((tale, competing), (both, [])):
        assert [v for v in held.verdict(approve(held, **higher, competing=norms)).violations if v.requirement == GATE]


def test_no_penalty_may_rest_on_the_general_law_alone() -> None:
    assert free(before(), approve(before(), basis=["行政处罚法第三十三条第一款"], penalties=[]), "HB-22")


def test_a_matter_with_a_penalty_whose_articles_were_not_obtained_is_not_judged() -> None:
    tale = catalogued(before(), basis=(), basis_note="未取得")
    assert free(tale, approve(tale, basis=["消防法第六十条第一款第一项"], penalties=fine(9)), "HB-22")


def test_a_law_newer_than_the_catalogue_may_be_applied_once_it_was_compared() -> None:
    comparison = {"new_law": "行政强制法（示例）", "new_is_lighter_or_lawful": True, "applied": "new", "reason": "逐条比较"}
    new = {"basis": ["行政强制法第四十五条"], "violated": ["行政强制法第四十五条"]}
    assert free(before(), approve(before(), **new, comparison=comparison), "HB-22")
    assert against(before(), approve(before(), **new, comparison={**comparison, "applied": "old"}), "HB-22")


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [
        ("警告（个人）", "warning", True),
        ("罚款", "fine", True),
        ("没收渔具", "confiscate_goods", True),
        ("没收违法所得", "confiscate_gains", True),
        ("没收违法所得", "confiscate_goods", False),
        ("没收实物或违法收入", "confiscate_gains", True),
        ("责令停产停业", "stop_business", True),
        ("限期拆除", "other", True),
        ("罚款", "other", False),
        ("罚款", "warning", False),
    ],
)
def test_kinds_are_read_as_the_catalogue_writes_them(word: str, kind: str, expected: bool) -> None:
    assert permits(word, PenaltyKind(kind)) is expected


def test_every_word_of_the_catalogue_is_some_kind_of_penalty() -> None:
    words = {word for matter in load_matters().values() for option in matter.options for word in option.kinds}
    assert [word for word in words if not any(permits(word, kind) for kind in PenaltyKind)] == []


@given(st.tuples(*(st.one_of(st.none(), st.integers(1, 3)) for _ in range(4))))
def test_places_fit_each_other_both_ways(parts: tuple[int | None, int | None, int | None, int | None]) -> None:
    one, other = Article("消防法", 60, parts[0], parts[1]), Article("消防法", 60, parts[2], parts[3])
    assert same_place(one, other) is same_place(other, one)
    assert same_place(one, one)
    assert not same_place(one, Article("消防法", 61, parts[2], parts[3]))
