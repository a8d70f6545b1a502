"""Who may be punished, once, in time, with the prescribed circumstances: HB-13 to HB-18, HB-76, HB-77; W-18."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builder_b import act, against, changed, fine, fire, free, look, proposal, straw, why
from hypothesis import given
from hypothesis import strategies as st
from support.stories import Story, story

from mq_enforce.case.acts import Act
from mq_enforce.case.facts import PartyKind
from mq_enforce.procedures.propositions.discretion import birth_of, limitation_last_day, younger_than

ALL = ("HB-13", "HB-14", "HB-15", "HB-16", "HB-17", "HB-18", "HB-76", "HB-77", "W-18")
STEPS = ["proposal", "decision_approval", "decision"]


def on_file(*acts: Act, before: str = "decision") -> Story:
    return straw(before=before).with_acts(*acts)


@pytest.mark.parametrize("step", ["filing", *STEPS])
def test_the_lawful_case_is_let_through(step: str) -> None:
    tale = straw(before=step)
    assert free(tale, tale.act(step), *ALL)


# -- HB-13 -----------------------------------------------------------------------------------------------------------


def earlier(at: str = "2026-06-08T09:00:00", act_id: str = "earlier", *, valid: bool = True) -> Act:
    return act("earlier_fine_found", at, act_id, party="p1", decision="民环罚〔2026〕9号", authority="某局", still_valid=valid)


@pytest.mark.parametrize("step", STEPS)
def test_a_fine_in_force_elsewhere_forbids_a_second_one(step: str) -> None:
    tale = on_file(earlier(), before=step)
    assert "某局民环罚〔2026〕9号" in why(tale, tale.act(step), "HB-13")


def test_another_kind_of_penalty_may_stand_beside_it() -> None:
    tale = on_file(earlier(), before="proposal")
    assert free(tale, tale.act("proposal", proposals=[proposal(tale, penalties=[{"kind": "warning"}])]), "HB-13")


def test_a_decision_that_was_revoked_forbids_nothing() -> None:
    tale = on_file(earlier(), earlier("2026-06-20T09:00:00", "revoked", valid=False))
    assert free(tale, tale.act("decision"), "HB-13")


@pytest.mark.parametrize(
    ("outcome", "document", "again"),
    [
        ("revoked", "复议决定书", True),
        ("upheld", "复议决定书", False),
        ("unlawful", "确认违法判决书", False),
        ("unlawful", "确认无效判决书", True),
    ],
)
def test_the_case_itself_may_be_decided_again_only_when_its_decision_fell(outcome: str, document: str, again: bool) -> None:
    ended = act("remedy_ended", "2026-07-20T09:00:00", party="p1", outcome=outcome, document=document, ended_on="2026-07-20")
    tale = straw(before="publication_approval").with_acts(ended)
    assert free(tale, tale.act("decision", id="second", at="2026-07-21T09:00:00"), "HB-13") is again


def test_the_other_partys_fine_is_another_matter() -> None:
    tale = fire(before="decision2")
    assert free(tale, tale.act("decision2"), "HB-13")


# -- HB-14, HB-76 for minors ----------------------------------------------------------------------------------------------


def born(on: str, before: str = "decision") -> Story:
    return straw(before=before).party("p1", born_on=on)


@pytest.mark.parametrize(
    ("birthday", "punishable"),
    [("2012-06-04", False), ("2012-06-03", False), ("2012-06-02", True), ("2008-06-02", True)],
    ids=["14 tomorrow", "14 on the day itself", "14 since yesterday", "18 since yesterday"],
)
@pytest.mark.parametrize("step", STEPS)
def test_who_has_not_completed_fourteen_years_on_the_day_of_the_conduct_is_not_punished(step: str, birthday: str, punishable: bool) -> None:
    """The conduct is of 3 June 2026."""
    tale = born(birthday, step)
    assert free(tale, tale.act(step), "HB-14") is punishable
    if not punishable:
        assert "不满14周岁" in why(tale, tale.act(step), "HB-14")


def test_the_day_of_the_conduct_counts_not_that_of_the_decision() -> None:
    tale = born("2012-06-10")
    assert against(tale, tale.act("decision"), "HB-14")


def test_a_birth_date_that_is_not_recorded_is_read_from_the_identity_number() -> None:
    tale = straw().party("p1", born_on=None)
    assert birth_of(tale.state.parties["p1"]) == date(1968, 5, 12)
    assert birth_of(fire().state.parties["p1"]) is None
    assert birth_of(straw().party("p1", born_on=None, id_number="").state.parties["p1"]) is None


def test_a_child_may_be_found_not_punishable_and_its_case_closed() -> None:
    tale = born("2013-01-01", "proposal")
    none = proposal(tale, penalties=[])
    assert free(tale, tale.act("proposal", proposals=[none]), "HB-14")


@pytest.mark.parametrize(
    ("birthday", "degree", "lawful"),
    [("2010-01-01", "normal", False), ("2010-01-01", "light", True), ("2008-06-03", "normal", False), ("2008-06-02", "normal", True)],
)
def test_between_fourteen_and_eighteen_the_penalty_must_be_lighter(birthday: str, degree: str, lawful: bool) -> None:
    tale = changed(born(birthday), "report", proposals=[proposal(straw(), degree=degree, penalties=fine(900))])
    assert free(tale, tale.act("decision"), "HB-76") is lawful


@pytest.mark.parametrize(
    ("degree", "band", "amount", "lawful"),
    [
        ("light", "", 2000, False),
        ("light", "", 1250, False),
        ("light", "", 1249, True),
        ("light", "一般", 1000, False),
        ("light", "一般", 999, True),
        ("below", "", 2000, False),
        ("below", "", 1250, False),
        ("normal", "", 2000, True),
    ],
)
def test_a_fine_called_light_lies_below_the_middle_of_range_and_band(degree: str, band: str, amount: int, lawful: bool) -> None:
    """The range is 500 to 2000 yuan, the band 800 to 1200."""
    tale = straw(before="proposal")
    one = tale.act("proposal", proposals=[proposal(tale, degree=degree, band=band, penalties=fine(amount))])
    assert free(tale, one, "HB-76") is lawful


def test_a_minor_of_sixteen_is_not_fined_the_maximum_under_the_name_of_leniency() -> None:
    tale = born("2010-01-01", "proposal").office(bands=())
    one = tale.act("proposal", proposals=[proposal(tale, degree="light", band="", penalties=fine(2000))])
    assert "没有体现从轻、减轻" in why(tale, one, "HB-76")


def test_an_unconfirmed_identity_number_that_says_younger_counts() -> None:
    party = straw().state.parties["p1"].model_copy(update={"born_on": date(1990, 1, 1), "id_number": "41999920130101001X"})
    assert birth_of(party) == date(2013, 1, 1)
    assert birth_of(party.model_copy(update={"id_confirmed": "派出所证明号码录入有误"})) == date(1990, 1, 1)


def exempted() -> Story:
    """The child's case after it was decided not to punish."""
    return story("a_child_of_thirteen_is_not_punished", before="closing")


def stands(tale: Story) -> list[str]:
    one = tale.act("a_fine_after_the_exemption")
    return [violation.article for violation in tale.verdict(one).violations if violation.requirement == "not_exempted_already"]


def test_after_a_decision_not_to_punish_no_penalty_is_proposed() -> None:
    assert stands(exempted()) == ["《河南省行政执法条例》第三十二条"]
    assert stands(exempted().without("exemption", "no_penalty_decision_delivered")) == []


def test_unless_that_decision_was_revoked() -> None:
    started = act(
        "remedy_started", "2026-06-09T17:00:00", "s", party="p1", remedy="reconsideration", body="县政府", applied_on="2026-06-09"
    )
    ended = act(
        "remedy_ended", "2026-06-09T18:00:00", "e", party="p1", refers_to="s", outcome="revoked", document="决定", ended_on="2026-06-09"
    )
    assert stands(exempted().with_acts(started, ended)) == []


@given(birth=st.dates(date(1950, 1, 1), date(2020, 12, 31)), years=st.sampled_from([14, 18]))
def test_a_year_of_age_is_complete_when_the_birthday_is_past(birth: date, years: int) -> None:
    year = birth.year + years
    leap = birth.month == 2 and birth.day == 29
    birthday = date(year, 2, 28) if leap and year % 4 else birth.replace(year=year)
    assert younger_than(birth, years, birthday)
    assert not younger_than(birth, years, date.fromordinal(birthday.toordinal() + 1))


# -- HB-15, HB-16, HB-17 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
def test_who_could_not_control_the_conduct_is_not_punished(step: str) -> None:
    found = act("capacity_assessed", "2026-06-20T09:00:00", party="p1", could_control=False, proof="司法鉴定意见")
    tale = on_file(found, before=step)
    assert "司法鉴定意见" in why(tale, tale.act(step), "HB-15")
    again = act("capacity_assessed", "2026-06-21T09:00:00", "again", party="p1", could_control=True, proof="重新鉴定意见")
    assert free(tale.with_acts(again), tale.act(step), "HB-15")


@pytest.mark.parametrize(
    ("fields", "punishable"),
    [
        ({"trivial": True, "corrected_in_time": True, "harmless": True}, False),
        ({"trivial": False, "corrected_in_time": True, "harmless": True}, True),
        ({"trivial": True, "corrected_in_time": False, "harmless": True}, True),
        ({"trivial": True, "corrected_in_time": True, "harmless": False}, True),
    ],
)
@pytest.mark.parametrize("step", STEPS)
def test_only_all_three_together_forbid_a_penalty(step: str, fields: dict[str, bool], punishable: bool) -> None:
    tale = changed(straw(before=step), "report", **fields)
    assert free(tale, tale.act(step), "HB-16") is punishable


@pytest.mark.parametrize(
    ("fields", "punishable"),
    [({"sufficient": True}, False), ({"sufficient": False}, True), ({"sufficient": True, "exception": "某法另有规定"}, True)],
)
def test_proved_lack_of_fault_forbids_a_penalty_unless_a_law_says_otherwise(fields: dict[str, Any], punishable: bool) -> None:
    tale = on_file(act("no_fault_shown", "2026-06-22T17:00:00", party="p1", proof="购买凭证", **fields))
    assert free(tale, tale.act("decision"), "HB-17") is punishable


# -- HB-18, W-18 -------------------------------------------------------------------------------------------------------------


def ended(day: str, before: str = "decision", **fields: object) -> Story:
    return straw(before=before).conduct(**{"begun_at": f"{day}T08:00:00+08:00", "ended_at": f"{day}T09:00:00+08:00", **fields})


@pytest.mark.parametrize(("day", "lawful"), [("2024-06-02", False), ("2024-06-03", True), ("2024-06-04", True)])
@pytest.mark.parametrize("step", STEPS)
def test_the_day_of_discovery_is_compared_with_two_years(step: str, day: str, lawful: bool) -> None:
    """Discovered on 3 June 2026, decided on 23 June."""
    tale = ended(day, step)
    assert free(tale, tale.act(step), "HB-18") is lawful


@pytest.mark.parametrize(("day", "lawful"), [("2021-06-02", False), ("2021-06-03", True)])
def test_five_years_where_life_or_health_was_harmed(day: str, lawful: bool) -> None:
    tale = ended(day, harmful_to_life_or_health=True)
    assert free(tale, tale.act("decision"), "HB-18") is lawful


def test_conduct_that_goes_on_is_never_out_of_time_and_one_that_ended_counts_from_its_end() -> None:
    going_on = straw(before="decision").conduct(begun_at="2019-01-01T08:00:00+08:00", ended_at=None, continuing=True)
    assert free(going_on, going_on.act("decision"), "HB-18", "W-18")
    assert limitation_last_day(look(going_on, "2026-06-22T09:00:00")) is None
    lasted = ended("2024-06-03", begun_at="2019-01-01T08:00:00+08:00", continuing=True)
    assert free(lasted, lasted.act("decision"), "HB-18")


def test_the_refusal_names_the_days() -> None:
    message = why(ended("2024-06-02"), straw().act("decision"), "HB-18")
    assert "处罚时效到2026年6月2日（星期二）届满" in message
    assert "2026年6月3日（星期三）才发现" in message


@pytest.mark.parametrize(("day", "close"), [("2024-06-02", True), ("2024-06-03", True), ("2024-06-06", True), ("2024-06-07", False)])
def test_close_to_the_limit_the_filing_is_warned_about(day: str, close: bool) -> None:
    tale = ended(day, "filing")
    assert bool(against(tale, tale.act("filing"), "W-18")) is close
    reasoned = tale.act("filing", override={"W-18": "已提请法制审核，未超过时效"})
    assert free(tale, reasoned, "W-18")


def test_the_decision_is_warned_about_too_but_not_beside_its_refusal() -> None:
    assert "只有0日" in why(ended("2024-06-03"), straw().act("decision"), "W-18")
    assert free(ended("2024-06-02"), straw().act("decision"), "W-18")


# -- HB-76 --------------------------------------------------------------------------------------------------------------------


def factored(article: str, effect: str, degree: str = "normal") -> dict[str, Any]:
    factor = {"fact": "主动消除危害后果", "article": article, "effect": effect, "proof": "复查笔录"}
    return proposal(straw(), factors=[factor], degree=degree, penalties=fine(900))


@pytest.mark.parametrize(
    ("article", "effect", "degree", "lawful"),
    [
        ("行政处罚法第三十二条第一项", "must_mitigate", "normal", False),
        ("行政处罚法第三十二条第一项", "must_mitigate", "heavy", False),
        ("行政处罚法第三十二条第一项", "must_mitigate", "light", True),
        ("行政处罚法第三十二条第一项", "must_mitigate", "below", True),
        ("行政处罚法第三十二条第四项", "neutral", "normal", False),
        ("行政处罚法第三十一条", "may_mitigate", "normal", True),
        ("河南省大气污染防治条例第八十条", "must_mitigate", "normal", False),
    ],
)
@pytest.mark.parametrize("step", STEPS)
def test_circumstances_that_demand_a_lighter_penalty_must_show(step: str, article: str, effect: str, degree: str, lawful: bool) -> None:
    tale = changed(straw(before=step), "report", proposals=[factored(article, effect, degree)])
    assert free(tale, tale.act(step), "HB-76") is lawful


def test_a_circumstance_once_found_cannot_be_dropped_later() -> None:
    tale = changed(straw(before="proposal"), "report", proposals=[factored("行政处罚法第三十二条第一项", "must_mitigate")])
    without = tale.act("proposal", proposals=[proposal(straw())])
    assert "“主动消除危害后果”" in why(tale, without, "HB-76")


# -- HB-77 --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("most", "lawful"), [(1999, True), (2000, True), (2001, False), (50000, False)])
def test_of_competing_norms_the_higher_fine_applies(most: int, lawful: bool) -> None:
    tale = straw(before="proposal")
    competing = [{"basis": "消防法第六十条第一款", "fine_to": most}]
    one = tale.act("proposal", proposals=[proposal(tale, competing=competing)])
    assert free(tale, one, "HB-77") is lawful
    if not lawful:
        assert f"上限{most}元" in why(tale, one, "HB-77")


def test_applying_the_higher_norm_satisfies_it() -> None:
    tale = straw(before="proposal")
    competing = [{"basis": "消防法第六十条第一款", "fine_to": 50000}]
    one = tale.act("proposal", proposals=[proposal(tale, competing=competing, basis=["消防法第六十条第一款"], penalties=fine(6000))])
    assert free(tale, one, "HB-77")


def test_where_no_fine_is_imposed_nothing_competes() -> None:
    tale = straw(before="proposal")
    competing = [{"basis": "消防法第六十条第一款", "fine_to": 50000}]
    assert free(tale, tale.act("proposal", proposals=[proposal(tale, competing=competing, penalties=[{"kind": "warning"}])]), "HB-77")


def test_a_sole_traders_age_counts_like_a_citizens() -> None:
    tale = born("2013-01-01").party("p1", kind=PartyKind.SOLE_TRADER)
    assert against(tale, tale.act("decision"), "HB-14")
