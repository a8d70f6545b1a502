"""Bases and ranges: HB-22, HB-23, W-03, W-17, W-20."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builder_b import against, changed, fine, fire, free, look, proposal, straw, why
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.case.facts import Band, PartyKind
from mq_enforce.law.articles import Article
from mq_enforce.law.statutes import Statutes
from mq_enforce.procedures.propositions.basis import options_of

LOCAL = "河南省大气污染防治条例第八十条"
NATIONAL = "大气污染防治法第一百一十九条第一款"
NATIONAL_DUTY = "大气污染防治法第七十七条"


def approve(tale: Story, at: str = "2026-06-09T09:30:00", party: str = "p1", **change: object) -> Act:
    """Approve the proposal of the investigation, changed as given."""
    return tale.act("proposal", at=at, proposals=[proposal(tale, party, **change)])


def before_proposal() -> Story:
    return straw(before="proposal")


def banded(fine_from: int, fine_to: int, **fields: object) -> Story:
    band = {"matter": "HN25-NY-02", "name": "一般", "circumstances": "情节一般", "standard": "基准（示例）", "source": "示例"}
    data = {**band, "effective_from": "2026-01-01", "fine_from": fine_from, "fine_to": fine_to, **fields}
    return before_proposal().office(bands=(Band.model_validate(data),))


# -- HB-22: what may be a basis ------------------------------------------------------------------------------------------


def test_the_lawful_proposal_and_decision_are_let_through() -> None:
    assert free(before_proposal(), straw().act("proposal"), "HB-22", "HB-23", "W-03", "W-17", "W-20")
    assert free(straw(before="decision"), straw().act("decision"), "HB-22", "HB-23", "W-03", "W-17", "W-20")
    assert free(fire(before="proposal"), fire().act("proposal"), "HB-22", "HB-23", "W-03", "W-17", "W-20")


def test_a_normative_document_is_no_basis() -> None:
    statutes = straw().law.statutes
    document = replace(
        statutes["河南省大气污染防治条例"],
        key="示例裁量意见",
        title="示例裁量意见",
        rank=type(statutes["行政处罚法"].rank)("规范性文件"),
        aliases=(),
    )
    tale = before_proposal()
    law = replace(tale.law, statutes=Statutes.of({**statutes.entries, "示例裁量意见": document}))
    told = proposal(tale)
    act = tale.act("proposal")
    report = tale.act("report")
    changed_report = report.model_copy(
        update={"proposals": (type(report.proposals[0]).model_validate({**told, "basis": [Article("示例裁量意见", 3)]}),)}  # type: ignore[attr-defined]
    )
    records = tuple(replace(r, act=changed_report) if r.act.id == "report" else r for r in tale.state.records)
    tale = replace(tale, law=law, state=replace(tale.state, records=records))
    assert "《示例裁量意见》是规范性文件，不是法律、法规、规章" in why(tale, act, "HB-22")


@pytest.mark.parametrize(("day", "lawful"), [("2026-08-14", True), ("2026-08-15", False)])
def test_the_air_act_is_a_basis_for_conduct_up_to_its_last_day(day: str, lawful: bool) -> None:
    tale = before_proposal().conduct(begun_at=f"{day}T08:00:00+08:00", ended_at=f"{day}T09:00:00+08:00")
    one = approve(tale, "2026-08-20T09:00:00", violated=[NATIONAL_DUTY], basis=[NATIONAL])
    assert free(tale, one, "HB-22") is lawful
    if not lawful:
        assert (
            "《中华人民共和国大气污染防治法》在违法行为发生时（2026年8月15日（星期六））不是有效的规定（到2026年8月14日（星期五）为止）"
            in why(tale, one, "HB-22")
        )


def test_conduct_that_still_goes_on_is_judged_by_the_law_of_today() -> None:
    tale = before_proposal().conduct(continuing=True, ended_at=None)
    assert free(tale, approve(tale, "2026-08-14T09:00:00", basis=[NATIONAL]), "HB-22")
    assert against(tale, approve(tale, "2026-08-15T09:00:00", basis=[NATIONAL]), "HB-22")


# -- HB-22: the range -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "lawful"), [("499.99", False), (500, True), (2000, True), ("2000.01", False)])
def test_a_fine_lies_in_the_statutory_range_ends_included(amount: int | str, lawful: bool) -> None:
    tale = before_proposal()
    one = approve(tale, penalties=fine(amount))
    assert free(tale, one, "HB-22") is lawful
    if not lawful:
        assert "不在法定幅度（《河南省大气污染防治条例》第八十条，500元以上2000元以下）内" in why(tale, one, "HB-22")


def test_below_the_range_only_by_mitigation_with_its_circumstance() -> None:
    tale = before_proposal()
    factor = {"fact": "主动消除危害后果", "article": "行政处罚法第三十二条第一项", "effect": "must_mitigate", "proof": "复查笔录"}
    assert "没有写明是减轻处罚" in why(tale, approve(tale, penalties=fine(300), factors=[factor]), "HB-22")
    assert "没有法定的从轻、减轻情节" in why(tale, approve(tale, penalties=fine(300), degree="below"), "HB-22")
    assert free(tale, approve(tale, penalties=fine(300), degree="below", factors=[factor]), "HB-22")
    neutral = {**factor, "article": "行政处罚法第五条第二款", "effect": "neutral"}
    assert not free(tale, approve(tale, penalties=fine(300), degree="below", factors=[neutral]), "HB-22")


def test_mitigation_never_allows_more_than_the_maximum_nor_a_fine_of_nothing() -> None:
    tale = before_proposal()
    factor = {"fact": "立功", "article": "行政处罚法第三十二条第四项", "effect": "must_mitigate", "proof": "证明"}
    assert against(tale, approve(tale, penalties=fine(2001), degree="below", factors=[factor]), "HB-22")
    assert against(tale, approve(tale, penalties=fine(0), degree="below", factors=[factor]), "HB-22")


def test_where_the_article_fines_units_alone_a_citizen_cannot_be_fined() -> None:
    tale = fire(before="proposal").party("p1", kind=PartyKind.PERSON)
    assert "没有对个人规定罚款" in why(tale, approve(tale, "2026-03-23T09:00:00", penalties=fine(6000)), "HB-22")


def test_for_a_sole_trader_both_ranges_count() -> None:
    tale = fire(before="proposal").party("p1", kind=PartyKind.SOLE_TRADER)
    assert free(tale, approve(tale, "2026-03-23T09:00:00", penalties=fine(6000)), "HB-22")
    assert against(tale, approve(tale, "2026-03-23T09:00:00", penalties=fine(4000)), "HB-22")


def test_a_basis_that_the_catalogue_does_not_hold_is_refused_before_its_range_is_asked_for() -> None:
    tale = before_proposal()
    found = against(tale, approve(tale, basis=["消防法第六十条第一款"], penalties=fine(9)), "HB-22")
    assert [violation.requirement for violation in found] == ["basis_belongs_to_the_matter"]


@pytest.mark.parametrize(
    ("article", "effect", "lawful"),
    [
        ("行政处罚法第三十条", "must_mitigate", True),
        ("行政处罚法第三十一条", "may_mitigate", True),
        ("行政处罚法第三十三条第一款", "may_mitigate", False),
        ("行政处罚法第三十三条第一款", "must_mitigate", False),
        ("河南省大气污染防治条例第八十条", "may_mitigate", False),
        ("河南省大气污染防治条例第八十条", "must_mitigate", True),
    ],
)
def test_only_circumstances_that_allow_reduction_carry_a_fine_below_the_range(article: str, effect: str, lawful: bool) -> None:
    tale = before_proposal()
    factor = {"fact": "情节", "article": article, "effect": effect, "proof": "证据"}
    assert free(tale, approve(tale, penalties=fine(300), degree="below", factors=[factor]), "HB-22") is lawful


def test_articles_match_when_one_is_only_less_exact() -> None:
    tale = fire()
    one = type(fire().act("report").proposals[0])  # type: ignore[attr-defined]
    judgement = look(tale, "2026-06-01T00:00:00")
    assert options_of(judgement, one.model_validate(proposal(tale, basis=["消防法第六十条"])))
    assert options_of(judgement, one.model_validate(proposal(tale, basis=["消防法第六十条第一款第一项"])))
    assert not options_of(judgement, one.model_validate(proposal(tale, basis=["消防法第六十条第一款第二项"])))


# -- HB-23 ----------------------------------------------------------------------------------------------------------------------


def compared(*, lighter: bool, applied: str) -> dict[str, Any]:
    return {"new_law": "生态环境法典", "new_is_lighter_or_lawful": lighter, "applied": applied, "reason": "逐条比较"}


@pytest.mark.parametrize(("at", "needed"), [("2026-08-14T09:00:00", False), ("2026-08-15T09:00:00", True)])
def test_a_statute_that_ended_before_the_decision_must_be_compared(at: str, needed: bool) -> None:
    tale = before_proposal()
    one = approve(tale, at, violated=[NATIONAL_DUTY], basis=[NATIONAL])
    assert bool(against(tale, one, "HB-23")) is needed
    if needed:
        assert "《中华人民共和国大气污染防治法》自2026年8月14日（星期五）后不再有效" in why(tale, one, "HB-23")


def test_so_must_one_whose_validity_is_no_longer_certain() -> None:
    tale = before_proposal()
    assert free(tale, approve(tale, "2026-08-14T09:00:00"), "HB-23")
    assert "《河南省大气污染防治条例》自2026年8月15日（星期六）起的效力待核" in why(tale, approve(tale, "2026-08-15T09:00:00"), "HB-23")


@pytest.mark.parametrize(
    ("lighter", "applied", "lawful"), [(True, "new", True), (False, "old", True), (True, "old", False), (False, "new", False)]
)
def test_the_result_of_the_comparison_must_be_applied(lighter: bool, applied: str, lawful: bool) -> None:
    tale = before_proposal()
    one = approve(tale, "2026-08-20T09:00:00", comparison=compared(lighter=lighter, applied=applied))
    assert free(tale, one, "HB-23") is lawful
    if not lawful:
        assert "适用了" in why(tale, one, "HB-23")


def test_a_case_told_before_the_change_and_decided_after_it_is_caught_at_the_decision() -> None:
    tale = straw(before="decision")
    late = tale.act("decision", at="2026-08-17T09:00:00")
    assert "没有作新旧规定的比较" in why(tale, late, "HB-23")
    shown = tale.act("decision", at="2026-08-17T09:00:00", decided=proposal(tale, comparison=compared(lighter=False, applied="old")))
    assert free(tale, shown, "HB-23", "HB-59", "HB-12")


def test_where_the_new_law_is_applied_it_must_be_in_force_at_the_decision() -> None:
    tale = before_proposal()
    new = compared(lighter=True, applied="new")
    assert "在作出处理时不是有效的规定" in why(tale, approve(tale, "2026-08-20T09:00:00", basis=[NATIONAL], comparison=new), "HB-22")


# -- W-03, W-20 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "fits"), [(799, False), (800, True), (1200, True), (1201, False)])
def test_a_fine_outside_the_band_needs_a_reason(amount: int, fits: bool) -> None:
    tale = banded(800, 1200)
    one = approve(tale, penalties=fine(amount))
    assert free(tale, one, "W-03") is fits
    assert free(tale, one.model_copy(update={"override": {"W-03": "情节特殊，已报负责人"}}), "W-03")


def test_a_band_that_is_not_on_file_is_not_named_in_silence() -> None:
    tale = before_proposal().office(bands=())
    assert "“一般”在本机关登记的裁量基准中没有" in why(tale, approve(tale), "W-03")
    assert free(tale, approve(tale, band=""), "W-03")


def test_an_end_that_the_standard_leaves_out_does_not_belong_to_the_band() -> None:
    tale = banded(800, 1200, includes_to=False)
    assert "800元至1200元（不含）" in why(tale, approve(tale, penalties=fine(1200)), "W-03")


@pytest.mark.parametrize(("last", "on_file"), [("2026-06-09", True), ("2026-06-08", False)])
def test_a_band_that_is_out_of_force_is_not_on_file(last: str, on_file: bool) -> None:
    tale = banded(800, 1200, effective_to=last)
    assert free(tale, approve(tale), "W-03") is on_file


def test_where_bands_are_on_file_one_must_be_named() -> None:
    assert "没有写明适用哪个等次" in why(before_proposal(), approve(before_proposal(), band=""), "W-03")


def test_a_decision_that_keeps_to_what_was_told_is_not_asked_again() -> None:
    tale = changed(straw(before="decision"), "report", proposals=[proposal(straw(), penalties=fine(1500))])
    assert free(tale, tale.act("decision"), "W-03")
    assert against(tale, tale.act("decision", decided=proposal(straw(), penalties=fine(1400))), "W-03")


@pytest.mark.parametrize(
    ("low", "high", "amount", "round_"),
    [
        (800, 1200, 1000, True),
        (800, 1200, 950, True),
        (800, 1200, 1037, False),
        (805, 1205, 805, True),
        (5000, 50000, 35000, True),
        (5000, 50000, 35500, False),
        (200, 205, 203, True),
        (200, 205, "203.50", False),
    ],
)
def test_odd_amounts_within_a_band_are_warned_about(low: int, high: int, amount: int | str, round_: bool) -> None:
    tale = banded(low, high)
    assert free(tale, approve(tale, penalties=fine(amount)), "W-20") is round_


# -- W-17 ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "matters"), [(4999, False), (5000, True), (49999, True), (50000, False)])
def test_a_sole_trader_between_the_two_hearing_amounts_needs_the_reading_recorded(amount: int, matters: bool) -> None:
    tale = before_proposal().party("p1", kind=PartyKind.SOLE_TRADER)
    one = approve(tale, basis=["消防法第六十条第一款"], penalties=fine(amount))
    assert bool(against(tale, one, "W-17")) is matters
    assert not against(before_proposal(), approve(before_proposal(), penalties=fine(amount)), "W-17")


def test_so_does_one_whose_fine_lies_in_the_range_for_units_alone() -> None:
    tale = fire(before="proposal").party("p1", kind=PartyKind.SOLE_TRADER)
    assert "只在对单位的罚款幅度内" in why(tale, approve(tale, "2026-03-23T09:00:00", penalties=fine(50000)), "W-17")


def test_the_day_of_the_conduct_is_its_end() -> None:
    assert straw().state.conduct.last_day == date(2026, 6, 3)
