"""The decision on papers: approval, surcharge, rectification, 不予行政处罚, education."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paper_sources import case, source, value

from mq_enforce.base.errors import BadInput
from mq_enforce.case.acts import Act, read_act
from mq_enforce.documents.bindings.decision import in_hundredths
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.law.numerals import from_chinese


def changed(name: str, act: str, **changes: object) -> Act:
    found = next(record.act for record in case(name).records if record.act.id == act)
    return read_act({**found.model_dump(mode="json"), "id": f"{act}2", **changes})


def proposal(**changes: object) -> dict[str, object]:
    report = next(record.act for record in case().records if record.act.id == "report")
    return {**report.model_dump(mode="json")["proposals"][0], **changes}


def test_the_rate_of_the_surcharge_comes_from_the_rule() -> None:
    assert value(source(case(), "decision", party="p1"), "surcharge.rate") == "百分之三"


@given(st.integers(1, 100))
def test_a_rate_in_words_can_be_read_back(hundredths: int) -> None:
    words = in_hundredths(Decimal(hundredths) / 100)
    assert from_chinese(words.removeprefix("百分之")) == hundredths


@pytest.mark.parametrize("rate", ["0", "-0.03", "0.0005"])
def test_a_rate_that_is_no_hundredth_is_refused(rate: str) -> None:
    with pytest.raises(BadInput):
        in_hundredths(Decimal(rate))


def test_order_and_recheck_make_one_sentence() -> None:
    assert value(source(case(until="filing"), "filing", party="p1"), "decision.rectification") == ""
    assert (
        value(source(case(until="rectify"), "rectify", party="p1"), "decision.rectification")
        == "本机关已于2026年6月3日责令当事人改正违法行为"
    )
    of = source(case(), "decision", party="p1")
    assert value(of, "decision.rectification") == "本机关已于2026年6月3日责令当事人改正违法行为；2026年6月5日复查，已经改正"


def test_the_order_to_one_party_is_not_told_to_the_other() -> None:
    state = case("fire_hearing", until="rectify1")
    assert CaseContext(source(state, "rectify1", party="p1")).holds("rectification_on_file")
    assert not CaseContext(source(state, party="p2")).holds("rectification_on_file")


def test_only_a_demolition_under_the_land_law_has_its_own_remedy() -> None:
    demolition = [{"kind": "other", "content": "限期拆除在非法占用的土地上新建的房屋"}]
    for basis, penalties, expected in (
        ("土地管理法第七十八条第一款", demolition, True),
        ("城乡规划法第六十五条", demolition, False),
        ("土地管理法第七十八条第一款", [{"kind": "fine", "amount": 1000}], False),
    ):
        decided = changed("straw_burning", "decision", decided=proposal(basis=[basis], penalties=penalties), at="2026-06-23T09:01:00+08:00")
        of = source(case(more=[decided]), "decision2", party="p1")
        assert CaseContext(of).holds("decision_orders_land_demolition") is expected


def test_penalties_beside_a_fine_are_noticed() -> None:
    assert not CaseContext(source(case(), "decision", party="p1")).holds("decision_has_other_penalties")
    both = proposal(penalties=[{"kind": "warning"}, {"kind": "fine", "amount": 1000}])
    decided = changed("straw_burning", "decision", decided=both, at="2026-06-23T09:01:00+08:00")
    assert CaseContext(source(case(more=[decided]), "decision2", party="p1")).holds("decision_has_other_penalties")


def test_the_approval_tells_its_own_ground_even_after_an_earlier_decision() -> None:
    again = changed("straw_no_penalty", "exemption_approved", ground="not_proven", at="2026-06-17T10:00:00+08:00")
    state = case("straw_no_penalty", more=[again])
    of = source(state, "exemption_approved2", party="p1")
    assert CaseContext(of).holds("no_penalty_not_proven")
    assert not CaseContext(source(state, "exemption", party="p1")).holds("no_penalty_not_proven")


def test_sentences_are_closed_whether_or_not_the_officer_did() -> None:
    of = source(case("straw_no_penalty"), "exemption", party="p1")
    assert value(of, "no_penalty.reason") == "违法行为轻微并及时改正，没有造成危害后果。"
    assert value(of, "no_penalty.order") == "不得再次露天焚烧秸秆，麦秸交由秸秆收储点处理。"
    assert value(of, "no_penalty.ground_quoted") == "《中华人民共和国行政处罚法》第三十三条第一款"


def test_education_without_a_promise_leaves_room_for_it() -> None:
    given_ = changed("straw_no_penalty", "education", promise="")
    of = source(case("straw_no_penalty", more=[given_]), "education2", party="p1")
    assert value(of, "education.promise") == ""
