"""Who may act for the agency, and in what: HB-01, HB-02, HB-03, HB-54, W-09, W-11, W-25."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builder_a import act, against, certified, granted, somebody, told, why, with_people
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.case.facts import Grant
from mq_enforce.office.agency import AgencyKind
from mq_enforce.office.people import Certificate, Role

# -- HB-01, W-25 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grant", "lawful"),
    [
        ({"effective_from": "2026-06-03"}, True),
        ({"effective_from": "2026-06-04"}, False),
        ({"effective_to": "2026-06-03"}, True),
        ({"effective_to": "2026-06-02"}, False),
    ],
)
def test_the_matter_must_be_granted_on_the_very_day_of_filing(grant: dict[str, str], lawful: bool) -> None:
    tale = granted(told(before="filing"), **grant)
    assert bool(against(tale, tale.act("filing"), "HB-01")) is not lawful


def test_the_refusal_says_that_no_document_is_on_file_and_what_to_record() -> None:
    tale = told(before="filing").office(grants=())
    (violation,) = against(tale, tale.act("filing"), "HB-01")
    assert "没有登记承接" in violation.message
    assert "露天焚烧秸秆" in violation.message
    assert "登记" in violation.remedy
    assert violation.article == "《中华人民共和国行政处罚法》第二十四条"


def test_the_refusal_says_from_when_on_or_until_when_the_matter_was_granted() -> None:
    tale = told(before="filing")
    assert "自2026年6月4日" in why(granted(tale, effective_from="2026-06-04"), tale.act("filing"), "HB-01")
    assert "已于2026年6月2日" in why(granted(tale, effective_to="2026-06-02"), tale.act("filing"), "HB-01")


def _head_says(tale: Story, act_id: str, *, agree: bool) -> Act:
    approval = tale.act(act_id).approval.model_dump(mode="json")  # type: ignore[attr-defined]
    text = "不属本机关职权，不予批准"
    return tale.act(act_id, approval={**approval, "agency": {**approval["agency"], "agree": agree, "text": text}})


@pytest.mark.parametrize("step", ["filing", "decision_approval"])
def test_a_head_who_refuses_needs_no_grant_for_it(step: str) -> None:
    tale = told(before=step).office(grants=())
    assert against(tale, _head_says(tale, step, agree=True), "HB-01")
    assert not against(tale, _head_says(tale, step, agree=False), "HB-01")


def test_a_grant_of_another_matter_does_not_help() -> None:
    tale = granted(told(before="filing"), matter="HN25-XF-01")
    assert against(tale, tale.act("filing"), "HB-01")


def test_the_day_of_the_conduct_does_not_matter_for_the_power_but_is_warned_about() -> None:
    tale = granted(told(before="filing").conduct(begun_at="2025-12-20T08:40:00+08:00", ended_at=None), effective_from="2026-01-01")
    filing = tale.act("filing")
    assert not against(tale, filing, "HB-01")
    assert "2025年12月20日" in why(tale, filing, "W-25")
    assert not tale.warnings(tale.act("filing", override={"W-25": "已向原主管部门核实没有立案"}))


def test_a_filing_clear_of_any_switch_meets_no_warning() -> None:
    tale = told(before="filing")
    assert not against(tale, tale.act("filing"), "W-25")


@pytest.mark.parametrize(("last", "warned"), [("2026-09-01", False), ("2026-08-31", True)])
def test_a_grant_that_ends_before_the_ninety_days_are_over_is_warned_about(last: str, warned: bool) -> None:
    tale = granted(told(before="filing"), effective_to=last)
    assert bool(against(tale, tale.act("filing"), "W-25")) is warned


def _left_before_the_decision(**fields: object) -> Story:
    return granted(told(before="decision_approval"), effective_to="2026-06-21", **fields)


def test_after_the_matter_left_the_list_the_decision_needs_a_transition_clause() -> None:
    tale = _left_before_the_decision()
    assert "2026年6月21日" in why(tale, tale.act("decision_approval"), "HB-01")
    assert not against(tale, tale.act("decision_approval"), "W-25"), "no clause exists that a reason could rest on"
    allowed = _left_before_the_decision(finish_old_cases=True)
    assert not against(allowed, allowed.act("decision_approval"), "HB-01")
    assert "过渡规定" in why(allowed, allowed.act("decision_approval"), "W-25")


def test_on_the_last_day_of_the_grant_the_decision_needs_nothing() -> None:
    tale = granted(told(before="decision_approval"), effective_to="2026-06-22")
    assert not against(tale, tale.act("decision_approval"), "HB-01")
    assert not against(tale, tale.act("decision_approval"), "W-25")


def test_a_later_grant_takes_over_where_the_earlier_one_ended() -> None:
    tale = told(before="decision")
    older, newer = (
        Grant(matter="HN25-NY-02", document="示例", effective_from=first, effective_to=last, source="示例")
        for first, last in ((date(2026, 1, 1), date(2026, 6, 10)), (date(2026, 6, 20), None))
    )
    tale = tale.office(grants=(older, newer))
    assert not against(tale, tale.act("decision"), "HB-01")


def test_no_penalty_too_is_decided_only_while_the_matter_is_granted() -> None:
    tale = granted(told("straw_no_penalty", before="exemption_approved"), effective_to="2026-06-15")
    assert against(tale, tale.act("exemption_approved"), "HB-01")


def test_a_case_that_another_agency_filed_is_not_decided_in_this_ones_name() -> None:
    tale = told(before="decision")
    other = replace(tale.state.office.agency, id="other", name="民权县邻镇人民政府")
    records = tuple(replace(record, agency=other) if record.act.id == "filing" else record for record in tale.state.records)
    foreign = replace(tale, state=replace(tale.state, records=records))
    assert "民权县邻镇人民政府" in why(foreign, tale.act("decision"), "HB-01")
    assert not against(tale, tale.act("decision"), "HB-01")


def test_the_townships_own_power_needs_its_recorded_basis_and_is_no_sub_districts() -> None:
    tale = told(before="filing")
    own = replace(tale, state=replace(tale.state, head=replace(tale.state.head, matter="HN-OWN-01")))
    filing = own.act("filing")
    assert "没有登记" in why(own.office(grants=()), filing, "HB-01")
    assert not against(granted(own), filing, "HB-01")
    street = granted(own).office(agency=replace(own.state.office.agency, kind=AgencyKind.SUBDISTRICT))
    assert "乡镇人民政府的职权" in why(street, filing, "HB-01")


# -- HB-02 ------------------------------------------------------------------------------------------------------


def test_two_certified_officers_may_inspect_and_one_may_not() -> None:
    tale = told(before="site")
    assert not against(tale, tale.act("site"), "HB-02")
    message = why(tale, tale.act("site", by=["wang"]), "HB-02")
    assert "王建国" in message
    assert "只有1人" in message
    assert "只有0人" in why(tale, tale.act("site", by=[]), "HB-02")


def test_the_same_officer_twice_is_one_officer() -> None:
    tale = told(before="interview")
    assert "只有1人" in why(tale, tale.act("interview", by=["wang", "wang"]), "HB-02")


def test_the_certificate_counts_on_its_last_day_and_not_on_the_next() -> None:
    tale = told(before="interview")
    interview = tale.act("interview")
    assert not against(certified(tale, "li", valid_to=date(2026, 6, 4)), interview, "HB-02")
    assert "李秀英的执法证已于2026年6月3日（星期三）到期" in why(certified(tale, "li", valid_to=date(2026, 6, 3)), interview, "HB-02")


def test_the_certificate_counts_from_its_first_day_and_until_it_is_revoked() -> None:
    tale = told(before="interview")
    interview = tale.act("interview")
    assert not against(certified(tale, "li", valid_from=date(2026, 6, 4)), interview, "HB-02")
    assert "起才有效" in why(certified(tale, "li", valid_from=date(2026, 6, 5)), interview, "HB-02")
    assert not against(certified(tale, "li", revoked_on=date(2026, 6, 5)), interview, "HB-02")
    assert "收回或者注销" in why(certified(tale, "li", revoked_on=date(2026, 6, 4)), interview, "HB-02")


def test_a_third_person_without_certificate_may_help_but_not_be_listed_as_an_officer() -> None:
    tale = told(before="interview")
    message = why(tale, tale.act("interview", by=["wang", "li", "wu"]), "HB-02")
    assert "吴静没有执法证" in message
    assert not against(tale, tale.act("interview", recorder="wu"), "HB-02")


@pytest.mark.parametrize("step", ["site", "photo1", "interview", "recheck"])
def test_every_act_of_investigation_needs_two(step: str) -> None:
    tale = told(before=step)
    assert not against(tale, tale.act(step), "HB-02")
    assert against(tale, tale.act(step, by=["li"]), "HB-02")


def test_preserving_things_needs_two() -> None:
    tale = told("fire_hearing", before="preservation")
    assert not against(tale, tale.act("preservation"), "HB-02")
    assert against(tale, tale.act("preservation", by=["li"]), "HB-02")


def test_delivery_by_one_person_is_no_matter_of_two_officers() -> None:
    tale = told(before="notice_delivered")
    assert not against(tale, tale.act("notice_delivered", by=["wu"]), "HB-02")


def test_the_officers_of_the_case_are_at_least_two_and_all_certified() -> None:
    tale = told(before="officers")
    assert not against(tale, tale.act("officers"), "HB-02")
    assert against(tale, tale.act("officers", officers=["wang"]), "HB-02")
    assert "吴静" in why(tale, tale.act("officers", officers=["wang", "li", "wu"]), "HB-02")


# -- HB-54 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("straw_burning", "site"),
        ("straw_burning", "photo1"),
        ("straw_burning", "interview"),
        ("straw_burning", "recheck"),
        ("fire_hearing", "preservation"),
    ],
)
def test_certificates_are_shown_at_every_investigation(name: str, step: str) -> None:
    tale = told(name, before=step)
    assert not against(tale, tale.act(step), "HB-54")
    assert "没有向当事人或者有关人员出示" in why(tale, tale.act(step, certificates_shown=False), "HB-54")


# -- HB-03 ------------------------------------------------------------------------------------------------------

_CAUSE = {"person": "li", "cause": "与当事人是近亲属"}


def _with_cause(before: str, at: str, **fields: object) -> Story:
    return told(before=before).with_acts(act("recusal_cause_found", at, "cause", **{**_CAUSE, **fields}))


def test_an_officer_with_a_cause_for_recusal_stays_out_and_others_go_on() -> None:
    tale = _with_cause("interview", "2026-06-03T17:00:00")
    message = why(tale, tale.act("interview"), "HB-03")
    assert "李秀英" in message
    assert "近亲属" in message
    assert not against(tale, tale.act("interview", by=["wang", "sun"], recorder="wu"), "HB-03")


def test_what_was_done_before_the_cause_appeared_stands() -> None:
    tale = _with_cause("interview", "2026-06-03T17:00:00")
    assert not against(tale, tale.act("site"), "HB-03")


def test_the_heads_decision_that_nobody_need_withdraw_lets_the_officer_go_on() -> None:
    tale = _with_cause("interview", "2026-06-03T17:00:00")
    decided = {"person": "li", "reason": "经查不是近亲属"}
    kept = tale.with_acts(act("recusal_decided", "2026-06-03T18:00:00", "kept", by=["zhao"], recused=False, **decided))
    assert not against(kept, tale.act("interview"), "HB-03")
    gone = tale.with_acts(act("recusal_decided", "2026-06-03T18:00:00", "gone", by=["zhao"], recused=True, **decided))
    assert against(gone, tale.act("interview"), "HB-03")


def test_a_new_cause_after_the_decision_bars_again() -> None:
    tale = _with_cause("interview", "2026-06-03T17:00:00").with_acts(
        act("recusal_decided", "2026-06-03T18:00:00", "kept", by=["zhao"], person="li", recused=False, reason="无关系"),
        act("recusal_cause_found", "2026-06-03T19:00:00", "again", person="li", cause="收受当事人礼品"),
    )
    assert "礼品" in why(tale, tale.act("interview"), "HB-03")


def test_only_the_head_may_decide_that_nobody_need_withdraw() -> None:
    tale = _with_cause("interview", "2026-06-03T17:00:00")
    by_team = act("recusal_decided", "2026-06-03T18:00:00", "kept", by=["sun"], person="li", recused=False, reason="无关系")
    assert "不是行政机关负责人" in why(tale, by_team, "HB-03")
    assert against(tale.with_acts(by_team), tale.act("interview"), "HB-03")
    by_head = act("recusal_decided", "2026-06-03T18:00:00", "kept", by=["zhao"], person="li", recused=False, reason="无关系")
    assert not against(tale, by_head, "HB-03")


@pytest.mark.parametrize(
    ("reason", "lawful"),
    [
        ("不影响公正", False),
        ("经示例镇人民政府研究，不需回避", False),
        ("民权县人民政府决定不需回避", True),
        ("上级行政执法机关决定不需回避", True),
    ],
)
def test_a_deputy_does_not_clear_the_head(reason: str, lawful: bool) -> None:
    tale = _with_cause("deliberation", "2026-06-21T08:00:00", person="zhao", cause="系当事人亲属")
    cleared = act("recusal_decided", "2026-06-21T08:30:00", "kept", by=["qian"], person="zhao", recused=False, reason=reason)
    assert bool(against(tale, cleared, "HB-03")) is not lawful
    if not lawful:
        assert "没有写明作出决定的上级机关" in why(tale, cleared, "HB-03")
        assert against(tale, cleared, "HB-03")[0].article == "《河南省行政执法条例》第二十三条第二款"
        assert against(tale.with_acts(cleared), tale.act("deliberation"), "HB-03")


def test_nobody_decides_on_their_own_recusal() -> None:
    tale = _with_cause("interview", "2026-06-03T17:00:00", person="zhao", cause="当事人是其亲戚")
    own = act("recusal_decided", "2026-06-03T18:00:00", "kept", by=["zhao"], person="zhao", recused=False, reason="不影响")
    assert against(tale, own, "HB-03")
    superior = act(
        "recusal_decided", "2026-06-03T18:00:00", "kept", by=["wu"], person="zhao", recused=False, reason="县人民政府决定不需回避"
    )
    assert not against(tale, superior, "HB-03")


@pytest.mark.parametrize(
    ("person", "step", "part"),
    [
        ("chen", "review", "法制审核人员"),
        ("qian", "deliberation", "集体讨论参加人"),
        ("zhao", "decision_approval", "行政机关负责人意见"),
        ("sun", "report", "承办机构意见"),
        ("wu", "deliberation", "记录人"),
    ],
)
def test_reviewers_voters_approvers_and_recorders_withdraw_as_well(person: str, step: str, part: str) -> None:
    tale = _with_cause(step, "2026-06-03T17:00:00", person=person)
    assert part in why(tale, tale.act(step), "HB-03")


def test_chair_members_and_recorder_of_a_hearing_withdraw_even_when_written_by_name() -> None:
    tale = told("fire_hearing", before="hearing")
    for person in ("zheng", "feng"):
        barred = tale.with_acts(act("recusal_cause_found", "2026-03-28T09:00:00", "cause", person=person, cause="与当事人有利害关系"))
        assert against(barred, tale.act("hearing"), "HB-03")
    barred = tale.with_acts(act("recusal_cause_found", "2026-03-28T09:00:00", "cause", person="wu", cause="与当事人有利害关系"))
    assert against(barred, tale.act("hearing", recorder="吴静"), "HB-03")


# -- W-09, W-11 ---------------------------------------------------------------------------------------------------


def test_an_officer_cannot_be_in_two_places_at_once() -> None:
    tale = told(before="witness")
    assert not against(tale, tale.act("witness"), "W-09")
    overlapping = tale.act("witness", began="2026-06-04T09:30:00+08:00", ended="2026-06-04T10:10:00+08:00", at="2026-06-04T10:10:00+08:00")
    assert "同一时间在两地" in why(tale, overlapping, "W-09")
    next_minute = tale.act("witness", began="2026-06-04T09:50:00+08:00", ended="2026-06-04T10:20:00+08:00")
    assert not against(tale, next_minute, "W-09")
    reasoned = overlapping.model_copy(update={"override": {"W-09": "记录时间有误差，另有说明"}})
    assert not against(tale, reasoned, "W-09")


def test_two_teams_may_work_in_two_places_at_once() -> None:
    more = [
        somebody(one, one, Role.OFFICER, certificate=Certificate(number=one, valid_from=date(2023, 1, 1), valid_to=date(2028, 1, 1)))
        for one in ("ma", "he")
    ]
    tale = with_people(told(before="witness"), *more)
    times = {"began": "2026-06-04T09:10:00+08:00", "ended": "2026-06-04T09:40:00+08:00", "at": "2026-06-04T09:55:00+08:00"}
    assert not against(tale, tale.act("witness", by=["ma", "he"], recorder="ma", **times), "W-09")


def test_nobody_is_questioned_twice_at_the_same_time() -> None:
    tale = told(before="witness")
    again = tale.act(
        "interview",
        id="again",
        place="另一处",
        by=["wang", "sun"],
        recorder="sun",
        at="2026-06-04T10:00:00+08:00",
        began="2026-06-04T09:40:00+08:00",
        ended="2026-06-04T10:00:00+08:00",
    )
    assert "张守田同时接受两场询问" in why(tale, again, "W-09")


@pytest.mark.parametrize(("born", "warned"), [("2008-06-04", False), ("2008-06-05", True)])
def test_questioning_somebody_under_eighteen_needs_a_guardian(born: str, warned: bool) -> None:
    tale = told(before="witness")
    person = {**tale.act("witness").model_dump(mode="json")["person"], "born_on": born}
    assert bool(against(tale, tale.act("witness", person=person), "W-11")) is warned
    assert not against(tale, tale.act("witness", person=person, guardian_present="其母刘某在场"), "W-11")


def test_a_case_filed_without_any_grant_is_not_decided_either() -> None:
    tale = told(before="decision").office(grants=())
    assert "不在本机关的承接清单上" in why(tale, tale.act("decision"), "HB-01")
