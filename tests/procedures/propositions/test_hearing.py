"""Hearings: told, asked for, notified, chaired and followed: HB-05, HB-06, HB-07, HB-08, HB-56, HB-61, HB-63."""

from __future__ import annotations

from datetime import date

import pytest
from builder_b import act, against, catalogued, changed, fine, fire, free, look, proposal, straw, why
from pydantic import ValidationError
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.proposal import Proposal
from mq_enforce.case.facts import PartyKind
from mq_enforce.procedures.propositions.hearing import hearing_causes, investigators

ALL = ("HB-05", "HB-06", "HB-07", "HB-08", "HB-56", "HB-61", "HB-63")


def plain_notice(tale: Story, act_id: str = "notice1") -> Story:
    """The same case, told by a plain notice instead of the hearing notice, on which the head let the case go on."""
    kind = {"kind": "prior_notice_issued", "irregular": "误用事先告知书"}
    told = changed(changed(tale, act_id, **kind), f"{act_id}_delivered", document="prior_notice")
    relied = act("irregularity_accepted", "2026-03-23T11:50:00", "relied", refers_to=act_id, head="zhao", reason="示例", by=["zhao"])
    return told.with_acts(relied)


def unasked(before: str = "decision1") -> Story:
    """The fire story in which nobody asks for a hearing."""
    gone = ("hearing_request", "hearing_notice", "hearing_notice_delivered", "hearing", "hearing_report")
    return fire(before=before).without(*gone)


# -- the whole story ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["hearing_notice", "hearing", "decision_approval", "decision1", "decision2"])
def test_the_lawful_hearing_is_let_through(step: str) -> None:
    tale = fire(before=step)
    assert free(tale, tale.act(step), *ALL)


# -- HB-56, HB-05: the right is told -----------------------------------------------------------------------------------


def causes(tale: Story, party: str = "p1", **change: object) -> list[str]:
    one = Proposal.model_validate(proposal(tale, party, **change))
    return [cause.text for cause in hearing_causes(look(tale, "2026-06-20T12:00:00", party), one)]


@pytest.mark.parametrize(("amount", "reached"), [("29999.99", False), (30000, True), (30001, True)])
def test_in_fire_matters_a_unit_has_the_right_from_exactly_thirty_thousand(amount: int | str, reached: bool) -> None:
    assert bool(causes(fire(), penalties=fine(amount))) is reached


@pytest.mark.parametrize(("amount", "reached"), [(1999, False), (2000, True)])
def test_in_fire_matters_a_citizen_has_the_right_from_two_thousand(amount: int, reached: bool) -> None:
    tale = fire().party("p1", kind=PartyKind.PERSON)
    found = causes(tale, penalties=fine(amount))
    assert bool(found) is reached
    assert all("待核" in text for text in found)


@pytest.mark.parametrize(
    ("kind", "amount", "reached"),
    [
        (PartyKind.PERSON, 4999, False),
        (PartyKind.PERSON, 5000, True),
        (PartyKind.SOLE_TRADER, 4999, False),
        (PartyKind.SOLE_TRADER, 5000, True),
        (PartyKind.UNIT, 49999, False),
        (PartyKind.UNIT, 50000, True),
    ],
)
def test_elsewhere_the_provincial_amounts_hold_and_a_sole_trader_counts_as_a_citizen(kind: PartyKind, amount: int, reached: bool) -> None:
    assert bool(causes(straw().party("p1", kind=kind), penalties=fine(amount))) is reached


def test_what_is_confiscated_counts_like_a_fine_but_apart_from_it() -> None:
    gains, goods = {"kind": "confiscate_gains", "amount": 3000}, {"kind": "confiscate_goods", "amount": 2000}
    assert causes(straw(), penalties=[gains, goods])
    assert not causes(straw(), penalties=[gains, *fine(4000)])


@pytest.mark.parametrize(
    ("kind", "reached"),
    [
        ("downgrade", True),
        ("revoke_licence", True),
        ("stop_business", True),
        ("close", True),
        ("bar", True),
        ("warning", False),
        ("criticism", False),
        ("suspend_licence", False),
        ("restrict_business", False),
    ],
)
def test_severe_kinds_always_give_the_right(kind: str, reached: bool) -> None:
    assert bool(causes(straw(), penalties=[{"kind": kind, "content": "内容"}])) is reached


@pytest.mark.parametrize("article", ["土地管理法第七十七条第一款", "土地管理法第七十八条"])
def test_an_order_to_demolish_under_the_land_act_always_gives_the_right(article: str) -> None:
    demolition = [{"kind": "other", "content": "限期拆除新建房屋"}]
    assert "限期拆除" in causes(straw(), basis=[article], penalties=demolition)[0]
    assert not causes(straw(), basis=[article], penalties=fine(1000))


def test_the_offices_own_amount_for_the_matter_goes_first() -> None:
    tale = straw().office(parameters={"hearing_person:HN25-NY-02": 1000})
    assert causes(tale, penalties=fine(1000))
    assert not causes(tale, penalties=fine(999))


@pytest.mark.parametrize("step", ["decision_approval", "decision1"])
def test_a_plain_notice_is_not_enough_where_the_amount_gives_the_right(step: str) -> None:
    tale = plain_notice(unasked(before=step))
    message = why(tale, tale.act(step), "HB-56")
    assert "罚款30000元，达到法人或者其他组织30000元以上的听证数额" in message
    (violation,) = against(tale, tale.act(step), "HB-56")
    assert "听证告知书" in violation.remedy
    assert "第204号" in violation.article


def test_a_plain_notice_is_not_enough_where_the_kind_gives_the_right() -> None:
    penalties = [{"kind": "stop_business", "content": "停业整顿七日"}]
    tale = catalogued(unasked(), kinds=("罚款", "责令停产停业"))
    tale = plain_notice(changed(tale, "report", proposals=[proposal(fire(), penalties=penalties), proposal(fire(), "p2")]))
    assert "拟责令停产停业" in why(tale, tale.act("decision1"), "HB-05")
    assert free(tale, tale.act("decision1"), "HB-56")


def test_a_plain_notice_is_not_issued_where_the_right_to_a_hearing_has_to_be_told() -> None:
    tale = fire(before="notice1")
    plain = fire().act("notice1", kind="prior_notice_issued")
    assert "改用听证告知书" in against(tale, plain, "HB-56")[0].remedy
    assert "第204号" in against(tale, plain, "HB-56")[0].article
    assert free(tale, fire().act("notice2"), "HB-56")
    severe = [{"kind": "stop_business", "content": "停业整顿七日"}]
    harsh = changed(tale, "report", proposals=[proposal(fire(), penalties=severe), proposal(fire(), "p2")])
    assert against(harsh, plain, "HB-56")[0].article == "《中华人民共和国行政处罚法》第六十三条第一款"


@pytest.mark.parametrize("kind", ["confiscate_goods", "confiscate_gains"])
def test_a_confiscation_without_its_value_counts_as_reaching_the_amount(kind: str) -> None:
    assert "没有写明数额（价值）" in causes(fire(), penalties=[{"kind": kind, "content": "违法所用的设备一台"}])[0]
    assert not causes(fire(), penalties=[{"kind": kind, "amount": 200}])


def test_a_later_plain_notice_of_the_same_proposal_takes_the_right_not_away() -> None:
    tale = unasked().with_acts(
        act("prior_notice_issued", "2026-03-30T09:00:00", "more", party="p1", statement_place="示例镇"),
        fire().act("notice1_delivered", id="more_delivered", at="2026-03-30T10:00:00", document="prior_notice", received_on="2026-03-30"),
    )
    assert free(tale, tale.act("decision1"), "HB-05", "HB-56", "HB-06")


# -- HB-05: held where asked for ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["decision_approval", "decision1"])
def test_a_hearing_asked_for_must_be_held(step: str) -> None:
    tale = fire(before=step).without("hearing", "hearing_report")
    assert "于2026年3月26日（星期四）要求听证，还没有依法举行听证" in why(tale, tale.act(step), "HB-05")


def test_the_other_party_who_did_not_ask_is_not_held_up() -> None:
    tale = fire(before="decision2").without("hearing", "hearing_report")
    assert free(tale, tale.act("decision2"), *ALL)


def test_a_hearing_withdrawn_in_writing_need_not_be_held() -> None:
    tale = fire(before="decision1").without("hearing_notice", "hearing_notice_delivered", "hearing", "hearing_report")
    waiver = act("rights_waived", "2026-03-27T09:00:00", party="p1", statement=False, hearing=True, in_writing=True)
    assert free(tale.with_acts(waiver), tale.act("decision1"), *ALL)


@pytest.mark.parametrize(("asked", "binding"), [("2026-03-30T17:00:00", True), ("2026-03-31T09:00:00", False)])
def test_a_request_after_the_fifth_working_day_gives_no_right(asked: str, binding: bool) -> None:
    tale = changed(
        fire(before="decision1").without("hearing_notice", "hearing_notice_delivered", "hearing", "hearing_report"),
        "hearing_request",
        at=asked,
    )
    assert bool(against(tale, tale.act("decision1"), "HB-05")) is binding


@pytest.mark.parametrize(("posted", "binding"), [("2026-03-30", True), ("2026-03-31", False), (None, False)])
def test_a_request_posted_in_time_is_in_time_when_it_comes_later(posted: str | None, binding: bool) -> None:
    tale = changed(
        fire(before="decision1").without("hearing_notice", "hearing_notice_delivered", "hearing", "hearing_report"),
        "hearing_request",
        at="2026-04-01T09:00:00",
        posted_on=posted,
    )
    assert bool(against(tale, tale.act("decision1"), "HB-05")) is binding


def test_a_request_is_not_posted_after_it_came_in() -> None:
    with pytest.raises(ValidationError, match="交邮日期晚于收到的日期"):
        fire().act("hearing_request", posted_on="2026-03-27")


def test_a_hearing_offered_beyond_need_binds() -> None:
    tale = fire(before="decision2").without("hearing", "hearing_report")
    tale = changed(changed(tale, "notice2", kind="hearing_rights_notice_issued"), "notice2_delivered", document="hearing_rights_notice")
    asked = act("hearing_requested", "2026-03-26T09:00:00", "asks_too", party="p2", matter="罚款八千元")
    assert against(tale.with_acts(asked), tale.act("decision2"), "HB-05")


@pytest.mark.parametrize("outcome", ["absent", "left"])
def test_a_hearing_that_the_party_left_or_shunned_was_organised(outcome: str) -> None:
    present = ["p1"] if outcome == "left" else []
    tale = changed(fire(before="decision1"), "hearing", outcome=outcome, present_parties=present)
    assert free(tale, tale.act("decision1", based_on_hearing_record=False), "HB-05", "HB-08")


def test_a_hearing_chaired_by_an_investigator_was_not_held_lawfully() -> None:
    tale = changed(fire(before="decision1"), "hearing", chair="wang", irregular="临时替换主持人")
    record = tale.state.record("hearing")
    assert record is not None
    assert {"HB-07", "HB-63"} <= set(record.blocks)
    assert against(tale, tale.act("decision1"), "HB-05")


# -- HB-06 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "lawful"), [("2026-03-27", False), ("2026-03-30", False), ("2026-03-31", True)])
def test_the_fifth_working_day_must_have_fully_passed(day: str, lawful: bool) -> None:
    """Received on Monday 23 March: the fifth working day is Monday 30 March."""
    tale = unasked(before="hearing_request")
    assert free(tale, fire().act("decision1", at=f"{day}T09:00:00"), "HB-06") is lawful


@pytest.mark.parametrize(
    ("received", "last", "first"), [("2026-09-14", "2026-09-20", "2026-09-21"), ("2026-04-30", "2026-05-11", "2026-05-12")]
)
def test_working_days_at_a_weekend_count(received: str, last: str, first: str) -> None:
    tale = changed(unasked(), "notice1_delivered", at=f"{received}T09:00:00", received_on=received)
    assert not free(tale, fire().act("decision1", at=f"{last}T23:00:00"), "HB-06")
    assert free(tale, fire().act("decision1", at=f"{first}T00:00:00"), "HB-06")


@pytest.mark.parametrize(
    ("fields", "lawful"),
    [
        ({"hearing": True, "statement": True, "in_writing": True}, True),
        ({"hearing": True, "in_writing": False}, False),
        ({"hearing": False, "statement": True, "in_writing": True}, False),
    ],
)
def test_only_a_written_waiver_of_the_hearing_shortens_it(fields: dict[str, bool], lawful: bool) -> None:
    tale = unasked(before="hearing_request").with_acts(act("rights_waived", "2026-03-24T15:00:00", party="p1", **fields))
    assert free(tale, fire().act("decision1", at="2026-03-25T09:00:00"), "HB-06") is lawful


# -- HB-07, HB-63 ------------------------------------------------------------------------------------------------------


def test_an_investigator_may_not_chair() -> None:
    tale = fire(before="hearing_notice")
    assert why(tale, tale.act("hearing_notice", chair="li"), "HB-07") == "听证主持人李秀英是本案调查人员"
    assert "李秀英" in why(tale, tale.act("hearing_notice", chair="li"), "HB-63")


def test_nor_sit_as_a_member() -> None:
    tale = fire(before="hearing")
    mixed = tale.act("hearing", members=["wang"])
    assert free(tale, mixed, "HB-07")
    assert "王建国参与了本案调查" in why(tale, mixed, "HB-63")


def test_whoever_argues_the_case_at_the_hearing_is_an_investigator() -> None:
    tale = fire(before="hearing")
    assert against(tale, tale.act("hearing", investigators=["wang", "zheng"]), "HB-07")


@pytest.mark.parametrize("recorder", ["zheng", "郑和平"])
def test_who_recorded_an_interview_does_not_chair(recorder: str) -> None:
    tale = changed(fire(before="hearing_notice"), "interview1", recorder=recorder)
    assert against(tale, tale.act("hearing_notice"), "HB-07")
    (violation,) = against(tale, tale.act("hearing_notice"), "HB-63")
    assert violation.article == "《中华人民共和国行政处罚法》第六十四条第四项"


@pytest.mark.parametrize("recorder", ["chen", "陈立言"])
def test_who_recorded_an_interview_does_not_review(recorder: str) -> None:
    tale = changed(straw(before="review_submitted"), "interview", recorder=recorder)
    assert against(tale, tale.act("review_submitted"), "HB-63")


def test_an_officer_replaced_later_remains_an_investigator() -> None:
    tale = fire(before="hearing_notice")
    again = act("officers_assigned", "2026-03-25T09:00:00", "again", officers=["li", "sun"], by=["sun"])
    assert {"wang", "li", "sun"} <= investigators(look(tale.with_acts(again), "2026-03-27T09:00:00"))


# -- HB-61 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("received", "lawful"), [("2026-03-27", True), ("2026-03-30", True), ("2026-03-31", False)])
def test_the_notice_must_come_by_the_seventh_working_day_before(received: str, lawful: bool) -> None:
    """Hearing on Thursday 9 April: 4 to 6 April are holidays, so the seventh working day before is Monday 30 March."""
    tale = changed(fire(before="hearing"), "hearing_notice_delivered", at=f"{received}T10:30:00", received_on=received)
    assert free(tale, tale.act("hearing"), "HB-61") is lawful
    if not lawful:
        assert "最迟应在2026年3月30日（星期一）通知到" in why(tale, tale.act("hearing"), "HB-61")


@pytest.mark.parametrize(("on", "lawful"), [("2026-03-30", True), ("2026-03-31", False)])
def test_a_hearing_set_too_soon_is_refused_when_it_is_notified(on: str, lawful: bool) -> None:
    tale = fire(before="hearing_notice")
    late = tale.act("hearing_notice", at=f"{on}T09:00:00")
    assert free(tale, late, "HB-61") is lawful


def test_make_up_days_count_backwards_too() -> None:
    """Hearing on Monday 12 October 2026: 10 October works, 1 to 7 October and 25 to 27 September do not."""
    tale = fire(before="hearing_notice")
    assert free(tale, tale.act("hearing_notice", at="2026-09-24T09:00:00", hearing_at="2026-10-12T09:00:00"), "HB-61")
    assert not free(tale, tale.act("hearing_notice", at="2026-09-25T09:00:00", hearing_at="2026-10-12T09:00:00"), "HB-61")


def test_no_hearing_without_a_delivered_notice() -> None:
    tale = fire(before="hearing")
    assert "还没有收到听证通知" in why(tale.without("hearing_notice_delivered"), tale.act("hearing"), "HB-61")
    assert "没有通知民权县示例食品有限公司" in why(tale.without("hearing_notice", "hearing_notice_delivered"), tale.act("hearing"), "HB-61")


def test_a_hearing_on_another_day_than_notified_must_be_notified_again() -> None:
    tale = fire(before="hearing")
    moved = tale.act("hearing", at="2026-04-10T11:00:00", began="2026-04-10T09:00:00", ended="2026-04-10T11:00:00")
    assert "实际在2026年4月10日（星期五）举行" in why(tale, moved, "HB-61")


def test_the_notice_of_another_hearing_does_not_count() -> None:
    tale = changed(fire(before="hearing"), "hearing_notice_delivered", refers_to="elsewhere")
    assert against(tale, tale.act("hearing"), "HB-61")


# -- HB-08 -------------------------------------------------------------------------------------------------------------


def test_after_a_hearing_the_decision_rests_on_its_record() -> None:
    tale = fire(before="decision1")
    assert "没有根据听证笔录作出" in why(tale, tale.act("decision1", based_on_hearing_record=False), "HB-08")
    assert free(tale, tale.act("decision2"), "HB-08")


def test_evaluating_a_case_older_than_the_amounts_never_raises() -> None:
    tale = fire()
    judgement = look(tale, "2026-06-20T12:00:00")
    assert judgement.day == date(2026, 6, 20)
    early = look(tale, "2021-11-30T12:00:00")
    assert hearing_causes(early, Proposal.model_validate(proposal(tale))) == ()


# -- openness, the chair told of, the report, the sitting --------------------------------------------------------------------


def plain_reasons(tale: Story, one: Act, name: str) -> list[str]:
    """Return the articles under which a requirement without a block refuses an act."""
    return [violation.article for violation in tale.verdict(one).violations if violation.requirement == name and violation.block is None]


def test_a_hearing_is_closed_only_with_a_reason() -> None:
    tale = fire(before="hearing_notice")
    closed = tale.act("hearing_notice", open=False, announced_on=None)
    assert plain_reasons(tale, closed, "hearing_open") == ["《中华人民共和国行政处罚法》第六十四条第三项"]
    assert not plain_reasons(tale, tale.act("hearing_notice", open=False, closed_reason="涉及商业秘密"), "hearing_open")
    assert not plain_reasons(tale, tale.act("hearing_notice"), "hearing_open")


def test_the_hearing_is_chaired_by_whom_the_party_was_told_of() -> None:
    tale = fire(before="hearing")
    other = tale.act("hearing", chair="sun")
    assert plain_reasons(tale, other, "chair_as_notified") == ["《中华人民共和国行政处罚法》第六十四条第四项"]
    assert not plain_reasons(tale, tale.act("hearing"), "chair_as_notified")
    gone = act("recusal_decided", "2026-04-08T09:00:00", "gone", by=["zhao"], person="zheng", recused=True, reason="与当事人有亲属关系")
    assert not plain_reasons(tale.with_acts(gone), other, "chair_as_notified")


@pytest.mark.parametrize("step", ["decision_approval", "decision1"])
def test_what_was_argued_at_the_hearing_is_weighed_in_a_report_first(step: str) -> None:
    tale = fire(before=step).without("hearing_report")
    assert "没有听证报告" in why(tale, tale.act(step, party="p1"), "HB-08")
    assert free(fire(before=step), tale.act(step), "HB-08")
    early = changed(fire(before=step), "hearing_report", at="2026-04-09T08:00:00")
    assert against(early, early.act(step, party="p1"), "HB-08")


def test_nothing_is_reviewed_or_deliberated_while_the_hearing_sits() -> None:
    sitting = changed(fire(before="review"), "hearing", at="2026-04-09T09:00:00")
    review = fire().act("review", at="2026-04-09T10:00:00")
    assert "举行听证到" in against(sitting, review, "HB-62")[0].message
    assert free(sitting, fire().act("review", at="2026-04-09T11:00:00"), "HB-62")
    began = fire().act("deliberation", at="2026-04-09T11:30:00", began="2026-04-09T10:00:00", ended="2026-04-09T11:30:00")
    assert against(sitting, began, "HB-62")
