"""Cash, receipts, surcharge: HB-30, HB-31, HB-32, HB-65, W-23."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builder_a import act, against, told, why
from hypothesis import given
from hypothesis import strategies as st
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.performance import DeferralApproved
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.force import fallen, fine_in_force
from mq_enforce.procedures.propositions.payment import instalments_cover_the_fine, payment_due, surcharge_until

# -- HB-30, HB-31 -----------------------------------------------------------------------------------------------


def _collected(act_id: str = "new", **fields: object) -> Act:
    return act(
        "fine_collected",
        "2026-06-23T10:40:00",
        act_id,
        **{
            "by": ["wang", "li"],
            "party": "p1",
            "amount": 1000,
            "ground": "remote",
            "requested_by_party": True,
            "special_receipt": True,
            "receipt": "示例票据0000009",
            **fields,
        },
    )


def test_after_the_ordinary_procedure_cash_is_taken_only_in_a_remote_place_at_the_partys_request() -> None:
    tale = told(until="decision_delivered")
    assert not tale.blocks(_collected())
    assert "没有提出" in why(tale, _collected(requested_by_party=False), "HB-30")
    assert "不属于可以当场收缴" in why(tale, _collected(ground="none"), "HB-30")


@pytest.mark.parametrize("ground", ["up_to_100", "hard_later"])
def test_the_grounds_of_a_penalty_on_the_spot_do_not_serve_the_ordinary_procedure(ground: str) -> None:
    tale = told(until="decision_delivered")
    message = why(tale, _collected(ground=ground, amount=50), "HB-30")
    assert "普通程序" in message


@pytest.mark.parametrize(("amount", "lawful"), [(100, True), (101, False)])
def test_on_the_spot_up_to_a_hundred_yuan_may_be_taken(amount: int, lawful: bool) -> None:
    tale = told(until="decision_delivered")
    simple = replace(tale, state=replace(tale.state, head=replace(tale.state.head, procedure="simple_penalty")))
    assert bool(against(simple, _collected(ground="up_to_100", amount=amount), "HB-30")) is not lawful
    assert not against(simple, _collected(ground="hard_later", amount=200), "HB-30")


def test_nothing_is_taken_before_there_is_a_decision_and_never_more_than_is_open() -> None:
    assert "还没有对张守田作出罚款决定" in why(told(before="decision"), _collected(), "HB-30")
    tale = told(until="decision_delivered")
    assert "尚未缴纳的罚款1000元" in why(tale, _collected(amount=1001), "HB-30")
    partly = tale.with_acts(
        act("fine_paid", "2026-06-23T10:35:00", "part", party="p1", amount=400, paid_on="2026-06-23", bank="示例银行", receipt="1")
    )
    assert against(partly, _collected(amount=601), "HB-30")
    assert not against(partly, _collected(amount=600), "HB-30")


def test_cash_needs_the_treasurys_receipt() -> None:
    tale = told(until="decision_delivered")
    (violation,) = against(tale, _collected(special_receipt=False), "HB-31")
    assert "专用票据" in violation.message
    assert violation.article == "《中华人民共和国行政处罚法》第七十条"


# -- HB-32 ------------------------------------------------------------------------------------------------------
# Party p2 of the hearing story: fined 8000, delivered by public notice on 23 May 2026; the fifteenth day, 7 June, is a Sunday, so
# payment was due on 8 June, and three per cent a day is 240 yuan.


def _surcharge(tale: Story, **fields: object) -> Act:
    return tale.act("surcharge", **fields)


def _unpaid() -> Story:
    return told("fire_hearing", before="surcharge")


def test_the_surcharge_is_what_ran_up_and_not_a_fen_more() -> None:
    tale = _unpaid()
    assert not against(tale, _surcharge(tale), "HB-32")
    (violation,) = against(tale, _surcharge(tale, amount="2400.01"), "HB-32")
    assert "超过了可以加处的2400元" in violation.message
    assert "2026年6月8日" in violation.remedy
    assert not against(tale, _surcharge(tale, amount=2000), "HB-32")


def test_on_the_last_day_for_payment_nothing_has_run_up() -> None:
    tale = _unpaid()
    day = {"at": "2026-06-08T09:00:00+08:00", "until": "2026-06-08"}
    assert against(tale, _surcharge(tale, **day, amount="0.01"), "HB-32")
    next_day = {"at": "2026-06-09T09:00:00+08:00", "until": "2026-06-09"}
    assert not against(tale, _surcharge(tale, **next_day, amount=240), "HB-32")


def test_the_surcharge_never_exceeds_the_fine() -> None:
    tale = _unpaid()
    late = {"at": "2026-12-01T09:00:00+08:00", "until": "2026-12-01"}
    assert not against(tale, _surcharge(tale, **late, amount=8000), "HB-32")
    assert "可以加处的8000元" in why(tale, _surcharge(tale, **late, amount="8000.01"), "HB-32")


def test_days_still_to_come_have_run_up_nothing() -> None:
    tale = _unpaid()
    assert "2400元" in why(tale, _surcharge(tale, until="2026-07-18", amount=4800), "HB-32")


def test_days_of_reconsideration_do_not_count() -> None:
    tale = _unpaid().with_acts(
        act(
            "remedy_started",
            "2026-06-12T09:00:00",
            "r1",
            party="p2",
            remedy="reconsideration",
            body="民权县人民政府",
            applied_on="2026-06-12",
        ),
        act(
            "remedy_ended",
            "2026-06-15T09:00:00",
            "r2",
            party="p2",
            refers_to="r1",
            outcome="upheld",
            document="复议决定书",
            ended_on="2026-06-15",
        ),
    )
    # 9, 10, 11, then 16, 17, 18 June: six days.
    assert not against(tale, _surcharge(tale, amount=1440), "HB-32")
    assert "1440元" in why(tale, _surcharge(tale, amount=1441), "HB-32")
    assert not against(tale, _surcharge(tale, amount=1440), "W-23")


def test_while_a_remedy_runs_a_surcharge_is_warned_about() -> None:
    tale = _unpaid().with_acts(
        act("remedy_started", "2026-06-12T09:00:00", "r1", party="p2", remedy="lawsuit", body="民权县人民法院", applied_on="2026-06-12")
    )
    assert "提起行政诉讼" in why(tale, _surcharge(tale, amount=720), "W-23")
    assert not against(tale, _surcharge(tale, amount=720), "HB-32")
    assert against(tale, _surcharge(tale, amount=960), "HB-32")
    assert not tale.warnings(_surcharge(tale, amount=720, override={"W-23": "只计算到起诉之前"}))


def test_the_other_partys_remedy_changes_nothing() -> None:
    tale = _unpaid().with_acts(
        act("remedy_started", "2026-06-12T09:00:00", "r1", party="p1", remedy="lawsuit", body="民权县人民法院", applied_on="2026-06-12")
    )
    assert not tale.warnings(_surcharge(tale))
    assert not against(tale, _surcharge(tale), "HB-32")


@pytest.mark.parametrize("outcome", ["revoked", "unlawful"])
def test_a_decision_that_fell_leaves_nothing_to_add_to(outcome: str) -> None:
    tale = _unpaid().with_acts(
        act(
            "remedy_started",
            "2026-06-12T09:00:00",
            "r1",
            party="p2",
            remedy="reconsideration",
            body="民权县人民政府",
            applied_on="2026-06-12",
        ),
        act("remedy_ended", "2026-06-15T09:00:00", "r2", party="p2", outcome=outcome, document="复议决定书", ended_on="2026-06-15"),
    )
    assert "没有可以加处罚款的本金" in why(tale, _surcharge(tale, amount=240), "HB-32")


def test_earlier_decisions_on_the_surcharge_count_towards_the_limit() -> None:
    tale = _unpaid()
    first = _surcharge(tale, id="first", at="2026-06-12T09:00:00+08:00", until="2026-06-12", amount=960)
    assert not against(tale, first, "HB-32")
    again = tale.with_acts(first)
    assert "1440元" in why(again, _surcharge(again), "HB-32")
    assert not against(again, _surcharge(again, amount=1440), "HB-32")


def test_before_delivery_no_surcharge_runs() -> None:
    tale = _unpaid().without("decision2_delivered")
    assert "还没有送达" in why(tale, _surcharge(tale), "HB-32")


def test_payment_in_part_lowers_what_the_next_days_are_counted_from() -> None:
    tale = _unpaid().with_acts(
        act("fine_paid", "2026-06-10T09:00:00", "part", party="p2", amount=4000, paid_on="2026-06-10", bank="示例银行", receipt="1")
    )
    # Two days of 240, then eight of 120.
    assert not against(tale, _surcharge(tale, amount=1440), "HB-32")
    assert against(tale, _surcharge(tale, amount=1441), "HB-32")


def _about(tale: Story, party: str, day: str) -> Judgement:
    at = act("case_closed", f"{day}T09:00:00", way="performed", performance="示例", approval=_APPROVAL)
    return Judgement(tale.state.until(at.at), tale.law, at.at, None, party)


_APPROVAL = {
    "officers": "示例",
    "officers_on": "2026-06-01",
    "team": {"by": "sun", "text": "同意", "on": "2026-06-01"},
    "agency": {"by": "zhao", "text": "同意", "on": "2026-06-01"},
}


def test_instalments_paid_in_time_run_up_nothing_and_a_missed_one_starts_the_surcharge_on_what_is_open() -> None:
    """Party p1: 30000 in two parts, due on 29 May and 26 June 2026; the first was paid on 28 May."""
    tale = told("fire_hearing", until="paid1a")
    later = _about(tale, "p1", "2026-06-30")
    assert payment_due(later) == date(2026, 6, 26)
    ran_up = surcharge_until(later, date(2026, 6, 30))
    assert ran_up is not None
    assert ran_up.amount.short == "1800"
    both = _about(told("fire_hearing", until="paid1b"), "p1", "2026-06-30")
    assert payment_due(both) is None
    assert surcharge_until(both, date(2026, 6, 30)) is None
    nothing_paid = _about(tale.without("paid1a"), "p1", "2026-06-10")
    assert payment_due(nothing_paid) == date(2026, 5, 29)


def test_while_the_parts_are_paid_in_time_no_surcharge_may_be_decided() -> None:
    tale = told("fire_hearing", until="paid1b")
    assert "没有逾期" in against(tale, _surcharge(tale, id="s1", party="p1", at="2026-06-29T09:00:00+08:00", amount=1), "HB-32")[0].remedy


@given(days=st.integers(1, 60), extra=st.integers(1, 10_000))
def test_whatever_the_day_the_limit_is_three_per_cent_a_day_up_to_the_fine(days: int, extra: int) -> None:
    tale = _unpaid()
    until = date(2026, 6, 8).toordinal() + days
    day = date.fromordinal(until).isoformat()
    most = min(240 * days, 8000)
    fields = {"at": f"{day}T09:00:00+08:00", "until": day}
    assert not against(tale, _surcharge(tale, **fields, amount=most), "HB-32")
    assert against(tale, _surcharge(tale, **fields, amount=most + extra), "HB-32")


# -- HB-65 ------------------------------------------------------------------------------------------------------


def test_a_decision_that_did_not_tell_of_the_surcharge_carries_none() -> None:
    tale = _unpaid()
    assert not against(tale, _surcharge(tale), "HB-65")
    decision = tale.act("decision2", surcharge_stated=False)
    records = tuple(replace(record, act=decision) if record.act.id == "decision2" else record for record in tale.state.records)
    silent = replace(tale, state=replace(tale.state, records=records))
    assert "没有载明逾期加处罚款" in why(silent, _surcharge(tale), "HB-65")


# -- instalments ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "holds"), [(15000, True), (14000, False), (16000, False)])
def test_the_parts_allowed_come_to_the_whole_fine(second: int, holds: bool) -> None:
    tale = told("fire_hearing", before="deferral")
    parts = [{"due": "2026-05-29", "amount": 15000}, {"due": "2026-06-26", "amount": second}]
    deferral = tale.act("deferral", instalments=parts)
    assert isinstance(deferral, DeferralApproved)
    assert instalments_cover_the_fine(Judgement(tale.state, tale.law, deferral.at, deferral, "p1")) is holds


def test_what_was_taken_in_cash_is_paid_on_the_fine() -> None:
    tale = told(until="decision_delivered")
    first = _collected("first", amount=700)
    assert "尚未缴纳的罚款300元" in why(tale.with_acts(first), _collected(amount=301), "HB-30")


# -- after a remedy ---------------------------------------------------------------------------------------------


def _ended(outcome: str, **fields: object) -> tuple[Act, Act]:
    return (
        act("remedy_started", "2026-06-30T10:00:00", "rs", party="p1", remedy="reconsideration", body="县政府", applied_on="2026-06-30"),
        act("remedy_ended", "2026-08-10T10:00:00", "re", party="p1", outcome=outcome, document="复议决定", ended_on="2026-08-10", **fields),
    )


def _added(amount: int, on: str) -> Act:
    return act("surcharge_decided", f"{on}T10:00:00", "sc", by=["wang", "li"], party="p1", until=on, amount=amount)


def test_the_surcharge_on_a_changed_fine_is_counted_from_the_new_amount() -> None:
    tale = told(until="decision_delivered").with_acts(*_ended("changed", amount=500))
    assert not against(tale, _added(45, "2026-08-13"), "HB-32")
    assert "45元" in why(tale, _added(90, "2026-08-13"), "HB-32")


def test_a_revoked_fine_is_not_owed_and_the_case_closes_by_the_remedy() -> None:
    tale = told(until="decision_delivered").with_acts(*_ended("revoked"))
    assert fine_in_force(_about(tale, "p1", "2026-08-20")).fen == 0
    for way, missing in (("reconsidered", set()), ("performed", {"way_fits_the_fall"})):
        closing = tale.act("closing", at="2026-08-20T10:00:00+08:00", way=way)
        found = {one.requirement for one in tale.verdict(closing).violations}
        assert found & {"nothing_owed", "way_fits_the_fall"} == missing


def test_an_unpaid_fine_is_closed_only_with_the_document_that_ended_enforcement() -> None:
    tale = told(until="decision_delivered")
    fields = {"at": "2027-07-06T10:00:00+08:00"}
    for way, document, open_fine in (("enforced", "", True), ("performed", "终结执行裁定书", True), ("other", "终结执行裁定书", False)):
        closing = tale.act("closing", way=way, termination=document, **fields)
        assert ("nothing_owed" in {one.requirement for one in tale.verdict(closing).violations}) is open_fine


@pytest.mark.parametrize(("for_procedure", "refused"), [(False, True), (True, False)])
def test_the_same_decision_is_made_again_only_after_a_fault_of_procedure_and_from_the_notice_on(for_procedure: bool, refused: bool) -> None:
    tale = told(until="decision_delivered").with_acts(*_ended("revoked", for_procedure=for_procedure))
    again = tale.act("decision", id="d2", at="2026-08-27T10:00:00+08:00")
    assert "没有重新告知" in why(tale, again, "HB-74")
    anew = tale.with_acts(
        tale.act("proposal", id="p2", at="2026-08-12T09:00:00+08:00"),
        tale.act("notice", id="n2", at="2026-08-12T10:00:00+08:00"),
        tale.act("notice_delivered", id="nd2", at="2026-08-12T11:00:00+08:00", received_on="2026-08-12", refers_to="n2"),
    )
    approval = tale.act("decision_approval", id="a2", at="2026-08-26T09:00:00+08:00")
    records = (*anew.state.records, replace(anew.state.records[-1], act=approval, violations=()))
    lawful = replace(anew, state=replace(anew.state, records=tuple(replace(one, violations=()) for one in records)))
    found = against(lawful, again, "HB-74")
    assert bool(found) is refused, found


# -- late deferral, missed parts ----------------------------------------------------------------------------------


def _deferred(asked: str, allowed: str, *parts: tuple[str, int]) -> Story:
    instalments = [{"due": due, "amount": amount} for due, amount in parts]
    approval = {
        "officers": "示例",
        "officers_on": allowed,
        "team": {"by": "sun", "text": "同意", "on": allowed},
        "agency": {"by": "zhao", "text": "同意", "on": allowed},
    }
    return told(until="decision_delivered").with_acts(
        act("deferral_requested", f"{asked}T10:00:00", "dr", party="p1", reason="困难", proof="证明", instalments=instalments),
        act("deferral_approved", f"{allowed}T10:00:00", "da", by=["wang"], party="p1", instalments=instalments, approval=approval),
    )


def test_days_that_ran_before_a_late_deferral_are_not_forgotten() -> None:
    """Due on 8 July; allowed on 22 July until 28 August: fourteen days had run."""
    tale = _deferred("2026-07-20", "2026-07-22", ("2026-08-28", 1000))
    assert not against(tale, _added(420, "2026-07-24"), "HB-32")
    assert against(tale, _added(421, "2026-07-24"), "HB-32")
    assert not against(tale, _added(450, "2026-08-29"), "HB-32")
    assert payment_due(_about(tale, "p1", "2026-07-24")) == date(2026, 7, 8)


def test_a_part_due_before_the_fifteen_days_end_bears_nothing_before_they_do() -> None:
    tale = _deferred("2026-06-25", "2026-06-26", ("2026-07-03", 500), ("2026-08-03", 500))
    assert against(tale, _added(1, "2026-07-07"), "HB-32")
    assert not against(tale, _added(15, "2026-07-09"), "HB-32")


def test_only_the_missed_part_bears_the_surcharge() -> None:
    tale = _deferred("2026-06-25", "2026-06-26", ("2026-08-03", 500), ("2026-09-03", 500))
    assert not against(tale, _added(45, "2026-08-06"), "HB-32")
    assert "45元" in why(tale, _added(90, "2026-08-06"), "HB-32")
    # Both missed: 34 days of the first part would be 510, its cap is 500; three days of the second are 45.
    assert not against(tale, _added(510, "2026-09-06"), "HB-32")
    both = surcharge_until(_about(tale, "p1", "2026-09-06"), date(2026, 9, 6))
    assert both is not None
    assert both.amount.short == "545"


def test_a_decision_made_after_the_fall_of_another_stands() -> None:
    tale = told(until="decision_delivered").with_acts(*_ended("revoked"))
    first = tale.act("decision")
    again = tale.act("decision", id="d2", at="2026-08-27T10:00:00+08:00")
    record = replace(tale.state.records[-1], act=again, violations=())
    state = replace(tale.state, records=(*tale.state.records, record))
    now = Judgement(state, tale.law, again.at, None, "p1")
    assert isinstance(first, PenaltyDecided)
    assert fallen(now, first) is not None
    assert fallen(now) is None
    assert fine_in_force(now).short == "1000"
