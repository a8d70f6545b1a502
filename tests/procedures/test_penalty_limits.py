"""The periods: what starts them, what meets them, and when another one takes their place."""

from __future__ import annotations

from datetime import date, datetime

from support.stories import Story, story

from mq_enforce.case.acts import read_act
from mq_enforce.procedures.engine import Deadline, Status, checklist, deadlines


def _at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+08:00")


def _limit(tale: Story, rule: str, day: str, party: str | None = "p1") -> Deadline | None:
    found = deadlines(tale.state, tale.procedure, tale.law, _at(day))
    return next((one for one in found if one.limit.rule == rule and one.subject in {None, party}), None)


def test_who_was_given_time_before_the_fifteen_days_were_over_is_not_late() -> None:
    tale = story("fire_hearing", until="deferral")
    found = _limit(tale, "PUN-PAY15", "2026-05-20")
    assert found is not None
    assert found.late is None
    states = checklist(tale.state, tale.procedure, tale.law, _at("2026-05-20"))
    assert next(one.status for one in states if one.step.id == "payment" and one.subject == "p1") is not Status.OVERDUE
    late = _limit(story("fire_hearing", before="deferral"), "PUN-PAY15", "2026-05-20")
    assert late is not None
    assert late.late


def test_a_decision_posted_in_time_was_delivered_in_time() -> None:
    tale = story("straw_burning", before="decision_delivered")
    fields = {"method": "post", "tracking_number": "1", "at": "2026-07-10T10:00:00+08:00", "received_on": "2026-07-09"}
    for posted, late in (("2026-06-25", False), ("2026-07-08", True)):
        mailed = tale.with_acts(tale.act("decision_delivered", **fields, posted_on=posted))
        found = _limit(mailed, "PUN-SERV7", "2026-07-10")
        assert found is not None
        assert found.met_on == date.fromisoformat(posted)
        assert found.late is late


def test_a_refused_filing_starts_no_time_for_deciding() -> None:
    tale = story("straw_burning", before="filing")
    approval = {**tale.act("filing").model_dump(mode="json")["approval"]}
    approval["agency"] = {**approval["agency"], "agree": False, "text": "不同意立案"}
    refused = tale.with_acts(tale.act("filing", approval=approval))
    assert _limit(refused, "PUN-90", "2026-06-10") is None
    assert _limit(tale.with_acts(tale.act("filing")), "PUN-90", "2026-06-10") is not None


def test_cash_is_handed_over_in_two_working_days_and_banked_in_two_more() -> None:
    tale = story("straw_burning", until="decision_delivered")
    fields = {
        "id": "cash",
        "kind": "fine_collected",
        "at": "2026-06-23T16:00:00+08:00",
        "by": ["wang", "li"],
        "party": "p1",
        "amount": 1000,
        "ground": "remote",
        "requested_by_party": True,
        "special_receipt": True,
    }
    waiting = _limit(tale.with_acts(read_act(fields)), "PUN-CASH2", "2026-06-26")
    assert waiting is not None
    assert waiting.due.due == date(2026, 6, 25)
    assert waiting.late
    assert _limit(tale.with_acts(read_act(fields)), "PUN-BANK2", "2026-06-26") is None
    banked = read_act({**fields, "handed_to_agency_on": "2026-06-24", "paid_to_bank_on": "2026-06-26"})
    found = _limit(tale.with_acts(banked), "PUN-BANK2", "2026-06-30")
    assert found is not None
    assert (found.due.due, found.met_on, found.late) == (date(2026, 6, 26), date(2026, 6, 26), False)


def test_what_fell_after_its_publication_is_withdrawn_within_three_working_days() -> None:
    tale = story("straw_burning", until="published")
    assert _limit(tale, "PUN-WDRAW3", "2026-07-30") is None
    fallen = tale.with_acts(
        read_act(
            {
                "id": "rs",
                "kind": "remedy_started",
                "at": "2026-07-01T10:00:00+08:00",
                "party": "p1",
                "remedy": "lawsuit",
                "body": "法院",
                "applied_on": "2026-07-01",
            }
        ),
        read_act(
            {
                "id": "re",
                "kind": "remedy_ended",
                "at": "2026-07-27T10:00:00+08:00",
                "party": "p1",
                "outcome": "revoked",
                "document": "判决书",
                "ended_on": "2026-07-27",
            }
        ),
    )
    found = _limit(fallen, "PUN-WDRAW3", "2026-07-31")
    assert found is not None
    assert found.due.due == date(2026, 7, 30)
    assert found.late
    states = checklist(fallen.state, fallen.procedure, fallen.law, _at("2026-07-28"))
    assert next(one.status for one in states if one.step.id == "publication_withdrawal") is Status.OPEN


def test_interview_order_and_preservation_on_the_scene_need_no_filing() -> None:
    straw, fire = story("straw_burning", before="jurisdiction"), story("fire_hearing", before="jurisdiction")
    scene = {"at": "2026-06-03T11:00:00+08:00", "began": "2026-06-03T10:40:00+08:00", "ended": "2026-06-03T11:00:00+08:00"}
    plain = [one for one in straw.verdict(straw.act("interview", **scene)).violations if one.block is None]
    plain += [one for one in straw.verdict(straw.act("rectify", at="2026-06-03T10:50:00+08:00")).violations if one.block is None]
    approval = fire.act("preservation_approval", at="2026-03-03T15:00:00+08:00")
    plain += [one for one in fire.verdict(approval).violations if one.requirement == "officers_assigned"]
    assert plain == []
