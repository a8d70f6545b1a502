"""Evidence and preservation: HB-19, HB-20, HB-21, HB-28, W-12."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builder_a import act, against, told, why
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.case.state import ActRecord

# -- HB-19 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["decision_approval", "decision"])
def test_no_penalty_is_decided_on_facts_that_are_not_clear(step: str) -> None:
    tale = told(before=step)
    assert not against(tale, tale.act(step), "HB-19")
    unclear = _reported_otherwise(tale, facts_clear=False)
    assert "事实不清或者证据不足" in why(unclear, tale.act(step), "HB-19")


def _reported_otherwise(tale: Story, **fields: object) -> Story:
    report = tale.act("report").model_copy(update=fields)
    records = tuple(replace(record, act=report) if record.act.id == "report" else record for record in tale.state.records)
    return replace(tale, state=replace(tale.state, records=records))


def test_a_head_who_refuses_because_the_facts_are_not_clear_is_let_through() -> None:
    tale = _reported_otherwise(told(before="decision_approval"), facts_clear=False)
    approval = tale.act("decision_approval").approval.model_dump(mode="json")  # type: ignore[attr-defined]
    refusal = {**approval, "agency": {**approval["agency"], "agree": False, "text": "事实不清，不同意"}}
    assert not against(tale, tale.act("decision_approval", approval=refusal), "HB-19")


def test_evidence_that_was_voided_after_the_report_no_longer_carries_the_decision() -> None:
    tale = told(before="decision").with_acts(act("act_voided", "2026-06-22T17:00:00", "gone", refers_to="photo1", reason="误记"))
    assert "e1" in why(tale, tale.act("decision"), "HB-19")


def test_unclear_facts_do_not_stand_in_the_way_of_not_punishing() -> None:
    tale = _reported_otherwise(told("straw_no_penalty", before="exemption"), facts_clear=False)
    assert not against(tale, tale.act("exemption"), "HB-19")


# -- HB-20 ------------------------------------------------------------------------------------------------------


def _evidence(at: str = "2026-06-05T17:00:00", **fields: object) -> Act:
    return act(
        "evidence_collected",
        at,
        "extra",
        **{
            "by": ["wang", "li"],
            "evidence": "e9",
            "evidence_kind": "audiovisual",
            "name": "补充录像",
            "source": "示例",
            "place": "示例镇",
            "proves": "焚烧经过",
            **fields,
        },
    )


def test_what_the_party_hands_in_may_be_received_by_a_clerk() -> None:
    tale = told(before="report")
    assert not tale.blocks(_evidence(by=["wu"], handed_in=True, source="当事人送交"))
    assert "HB-02" in tale.blocks(_evidence(by=["wu"]))


def test_evidence_gained_unlawfully_may_lie_in_the_file_but_not_be_relied_on() -> None:
    tale = told(before="report").with_acts(_evidence(unlawful=True))
    assert not against(tale, tale.act("report"), "HB-20")
    relying = tale.act("report", evidence=["e1", "e9"])
    assert "“补充录像”（e9）是以非法手段取得的" in why(tale, relying, "HB-20")


def test_evidence_gathered_by_one_officer_is_not_relied_on_until_the_head_decides() -> None:
    alone = _evidence(by=["wang"], irregular="当时只有一人在场")
    tale = told(before="report").with_acts(alone)
    relying = tale.act("report", evidence=["e1", "e9"])
    assert "HB-02" in why(tale, relying, "HB-20")
    accepted = tale.with_acts(
        act(
            "irregularity_accepted", "2026-06-05T18:00:00", "accepted", by=["zhao"], refers_to="extra", head="zhao", reason="有同步录像印证"
        )
    )
    assert not against(accepted, relying, "HB-20")


def test_a_record_that_is_named_as_evidence_must_be_lawful_too() -> None:
    tale = told(before="report")
    hidden = tale.act(
        "interview",
        id="hidden",
        certificates_shown=False,
        irregular="忘记出示",
        at="2026-06-05T09:00:00+08:00",
        began="2026-06-05T08:30:00+08:00",
        ended="2026-06-05T09:00:00+08:00",
    )
    assert "HB-54" in why(tale.with_acts(hidden), tale.act("report", evidence=["e1", "hidden"]), "HB-20")


# -- HB-21 ------------------------------------------------------------------------------------------------------

_DEVICE = {"legal_basis": True, "device_reviewed": True, "place_published": True, "record_reviewed": True}


def test_a_record_of_monitoring_that_nobody_examined_is_no_evidence() -> None:
    relying = {"evidence": ["e1", "e9"]}
    tale = told(before="report").with_acts(_evidence(monitoring={**_DEVICE, "record_reviewed": False}))
    assert "没有经过审核" in why(tale, tale.act("report", **relying), "HB-21")
    assert not against(tale, tale.act("report"), "HB-21")
    examined = told(before="report").with_acts(_evidence(monitoring=_DEVICE))
    assert not against(examined, examined.act("report", **relying), "HB-21")


@pytest.mark.parametrize(
    ("lack", "words"),
    [("legal_basis", "没有法律、行政法规依据"), ("device_reviewed", "没有经过法制和技术审核"), ("place_published", "设置地点没有公布")],
)
def test_a_device_that_lacks_something_cannot_carry_the_case_alone(lack: str, words: str) -> None:
    tale = told(before="report").with_acts(_evidence(monitoring={**_DEVICE, lack: False}))
    assert words in why(tale, tale.act("report", evidence=["e9"]), "HB-21")
    assert not against(tale, tale.act("report", evidence=["e9", "site"]), "HB-21")


# -- HB-28 ------------------------------------------------------------------------------------------------------


def test_things_are_preserved_after_the_head_approved_and_not_before() -> None:
    tale = told("fire_hearing", before="preservation")
    assert not against(tale, tale.act("preservation"), "HB-28")
    without = told("fire_hearing", before="preservation_approval")
    assert "没有行政机关负责人的批准" in why(without, tale.act("preservation"), "HB-28")


def test_an_approval_signed_after_the_things_were_taken_is_none() -> None:
    tale = told("fire_hearing", before="preservation")
    early = tale.act("preservation", at="2026-03-03T14:59:00+08:00")
    assert against(tale, early, "HB-28")
    same_minute = tale.act("preservation", at="2026-03-03T15:00:00+08:00")
    assert not against(tale, same_minute, "HB-28")


def test_an_approval_that_was_refused_or_given_by_somebody_else_is_none() -> None:
    tale = told("fire_hearing", before="preservation_approval")
    approval = tale.act("preservation_approval")
    form = approval.model_dump(mode="json")["approval"]
    refused = tale.act("preservation_approval", approval={**form, "agency": {**form["agency"], "agree": False}})
    assert against(tale.with_acts(refused), tale.act("preservation"), "HB-28")
    by_team = tale.act("preservation_approval", approval={**form, "agency": {**form["agency"], "by": "sun"}})
    assert against(tale.with_acts(by_team), tale.act("preservation"), "HB-28")


def test_only_what_was_approved_is_preserved() -> None:
    tale = told("fire_hearing", before="preservation")
    goods = tale.act("preservation").model_dump(mode="json")["goods"]
    more = {"id": "g2", "name": "电脑主机", "unit": "台", "quantity": "1"}
    assert "电脑主机" in why(tale, tale.act("preservation", goods=[*goods, more]), "HB-28")


@pytest.mark.parametrize(
    ("day", "lawful"),
    # Preserved on Tuesday 3 March 2026: the seventh working day is Thursday 12 March.
    [("2026-03-12", True), ("2026-03-13", False)],
)
def test_after_seven_working_days_things_can_only_be_given_back(day: str, lawful: bool) -> None:
    tale = told("fire_hearing", before="preservation_disposal")
    kept = tale.act("preservation_disposal", at=f"{day}T10:00:00+08:00", disposal="sent_for_appraisal")
    assert bool(against(tale, kept, "HB-28")) is not lawful
    returned = tale.act("preservation_disposal", at=f"{day}T10:00:00+08:00")
    assert not against(tale, returned, "HB-28")


def test_the_refusal_of_a_late_disposal_names_the_thing_and_the_last_day() -> None:
    tale = told("fire_hearing", before="preservation_disposal")
    message = why(tale, tale.act("preservation_disposal", at="2026-03-20T10:00:00+08:00", disposal="confiscation"), "HB-28")
    assert "手提式干粉灭火器" in message
    assert "2026年3月12日" in message


def test_a_makeup_working_day_counts_among_the_seven() -> None:
    """Preserved on Friday 6 February 2026: 14 February is a working Saturday, 15 to 23 February are off."""
    tale = told("fire_hearing", before="preservation_disposal")
    tale = replace(tale, state=replace(tale.state, records=tuple(map(_preserved_on_6_february, tale.state.records))))
    late = tale.act("preservation_disposal", disposal="sent_for_appraisal")
    # 9, 10, 11, 12, 13 and 14 February are six working days, the seventh is 24 February.
    assert not against(tale, late.model_copy(update={"at": late.at.replace(month=2, day=24)}), "HB-28")
    assert against(tale, late.model_copy(update={"at": late.at.replace(month=2, day=25)}), "HB-28")


def _preserved_on_6_february(record: ActRecord) -> ActRecord:
    month, day = (2, 6) if record.act.id in {"preservation", "preservation_approval"} else (1, 5)
    return replace(record, act=record.act.model_copy(update={"at": record.act.at.replace(month=month, day=day)}))


def test_what_is_still_kept_is_not_preserved_over_again() -> None:
    tale = told("fire_hearing", before="preservation_disposal")
    again = tale.act("preservation", id="again", at="2026-03-11T09:00:00+08:00")
    assert "还没有处理" in why(tale, again, "HB-28")
    given_back = told("fire_hearing", until="preservation_disposal")
    again = given_back.act("preservation", id="again", at="2026-03-11T09:00:00+08:00")
    assert not against(given_back, again, "HB-28")
    assert "再次登记保存" in why(given_back, again, "W-12")


# -- W-12 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("disposal", "warned"), [("confiscation", True), ("seized", True), ("released", False), ("sent_for_appraisal", False)]
)
def test_preservation_that_ends_in_taking_the_things_is_warned_about(disposal: str, warned: bool) -> None:
    tale = told("fire_hearing", before="preservation_disposal")
    assert bool(against(tale, tale.act("preservation_disposal", disposal=disposal), "W-12")) is warned


def test_a_preservation_that_names_its_approval_rests_on_that_one() -> None:
    tale = told("fire_hearing", before="preservation")
    assert not against(tale, tale.act("preservation", refers_to="preservation_approval"), "HB-28")
    assert against(tale, tale.act("preservation", refers_to="filing"), "HB-28")


def test_the_days_of_another_preservation_do_not_make_this_disposal_late() -> None:
    tale = told("fire_hearing", before="preservation_disposal")
    goods = [{"id": "g5", "name": "水带", "unit": "盘", "quantity": "1"}]
    approved = tale.act("preservation_approval", id="pa5", at="2026-03-12T09:00:00+08:00", item=None, goods=goods)
    started = tale.act("preservation", id="p5", at="2026-03-12T10:00:00+08:00", item=None, goods=goods)
    both = tale.with_acts(approved, started)
    kept = tale.act("preservation_disposal", at="2026-03-16T10:00:00+08:00", item="g5", refers_to="p5", disposal="sent_for_appraisal")
    assert not against(both, kept, "HB-28")
    everything = tale.act("preservation_disposal", at="2026-03-16T10:00:00+08:00", item=None, refers_to=None, disposal="sent_for_appraisal")
    assert "手提式干粉灭火器" in why(both, everything, "HB-28")
