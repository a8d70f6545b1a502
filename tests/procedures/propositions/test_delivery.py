"""Delivery that counts and delivery that does not: HB-29, HB-64, W-05."""

from __future__ import annotations

import pytest
from builder_a import act, against, told, why
from support.stories import Story

from mq_enforce.case.acts import Act

_LEFT = {"method": "left", "refused_reason": "当事人拒绝签收"}
_WITNESSED = {"witness": "韩主任", "witness_unit": "东岗村村民委员会"}


def _decision(tale: Story, **fields: object) -> Act:
    return tale.act("decision_delivered", **fields)


# -- HB-64: left --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("proof", [_WITNESSED, {"filmed": True}, {**_WITNESSED, "filmed": True}])
def test_a_refused_paper_may_be_left_before_a_witness_or_on_film(proof: dict[str, object]) -> None:
    tale = told(before="decision_delivered")
    assert not against(tale, _decision(tale, **_LEFT, **proof), "HB-64")


@pytest.mark.parametrize("proof", [{}, {"witness": "韩主任"}, {"witness_unit": "东岗村村民委员会"}])
def test_a_paper_left_without_witness_and_without_film_is_not_delivered(proof: dict[str, object]) -> None:
    tale = told(before="decision_delivered")
    message = why(tale, _decision(tale, **_LEFT, **proof), "HB-64")
    assert against(tale, _decision(tale, **_LEFT, **proof), "HB-64")[0].article == "《中华人民共和国民事诉讼法》第八十九条"
    assert "行政处罚决定书" in message
    assert "没有拍照、录像" in message


def test_a_paper_is_left_only_after_it_was_refused() -> None:
    tale = told(before="decision_delivered")
    assert "拒收事由" in why(tale, _decision(tale, method="left", filmed=True), "HB-64")


def test_a_refused_paper_is_not_entered_as_handed_over() -> None:
    tale = told(before="decision_delivered")
    assert not against(tale, _decision(tale), "HB-64")
    assert "不能登记为直接送达" in why(tale, _decision(tale, refused_reason="拒绝签收"), "HB-64")


def test_a_delivery_that_did_not_count_is_kept_when_it_was_done_and_starts_no_period() -> None:
    tale = told(before="decision_delivered")
    left = _decision(tale, **_LEFT, irregular="当时没有见证人")
    after = tale.with_acts(left)
    assert after.state.record("decision_delivered") is not None
    assert after.state.delivered_on("penalty_decision", "p1") is None


# -- HB-64: public notice -----------------------------------------------------------------------------------------


def test_public_notice_needs_the_proof_that_the_party_cannot_be_reached() -> None:
    tale = told("fire_hearing", before="public_notice")
    assert not against(tale, tale.act("public_notice"), "HB-64")
    without = told("fire_hearing", before="unreachable")
    assert "民权县示例物业服务有限公司下落不明" in why(without, tale.act("public_notice"), "HB-64")


def test_the_other_partys_absence_proves_nothing() -> None:
    tale = told("fire_hearing", before="unreachable")
    other = tale.with_acts(tale.act("unreachable", party="p1"))
    assert against(other, tale.act("public_notice"), "HB-64")


@pytest.mark.parametrize(("received", "counts"), [("2026-05-21", False), ("2026-05-22", True), ("2026-05-25", True)])
def test_public_notice_counts_from_the_thirtieth_day(received: str, counts: bool) -> None:
    """Posted on 22 April: the thirtieth day is Friday 22 May."""
    tale = told("fire_hearing", before="decision2_delivered")
    assert bool(against(tale, tale.act("decision2_delivered", received_on=received), "HB-64")) is not counts


def test_the_refusal_names_the_day_on_which_the_notice_runs_out() -> None:
    tale = told("fire_hearing", before="decision2_delivered")
    assert "2026年5月22日" in why(tale, tale.act("decision2_delivered", received_on="2026-05-10"), "HB-64")


def test_without_a_notice_for_this_very_paper_nothing_was_delivered() -> None:
    tale = told("fire_hearing", before="decision2_delivered")
    assert "没有" in why(tale, tale.act("decision2_delivered", document="rectification_order"), "HB-64")


def test_an_unproved_notice_carries_no_delivery() -> None:
    tale = told("fire_hearing", before="decision2_delivered")
    notice = tale.act("public_notice", irregular="没有先取得证明")
    rest = tale.without("unreachable", "public_notice").with_acts(notice)
    assert against(rest, tale.act("decision2_delivered"), "HB-64")


def test_an_announcement_is_not_posted_before_the_party_was_found_to_be_out_of_reach() -> None:
    tale = told("fire_hearing", before="public_notice")
    message = why(tale, tale.act("public_notice", posted_on="2026-04-20"), "HB-64")
    assert "才查明民权县示例物业服务有限公司无法送达" in message


def test_an_announcement_is_not_posted_before_its_paper_was_issued() -> None:
    tale = told("fire_hearing", before="public_notice")
    early = tale.with_acts(tale.act("unreachable", id="before", at="2026-03-05T10:00:00+08:00"))
    assert "发出的，不能在2026年4月1日（星期三）公告送达" in why(early, early.act("public_notice", posted_on="2026-04-01"), "HB-64")
    assert "还没有发出" in why(tale, tale.act("public_notice", document="no_penalty_decision"), "HB-64")


def test_the_announcement_of_an_earlier_paper_does_not_deliver_a_later_one() -> None:
    tale = told("fire_hearing", before="decision2_delivered")
    later = tale.with_acts(tale.act("decision2", id="anew", at="2026-05-20T09:00:00+08:00", irregular="重新作出"))
    assert "以前文书的公告不能用于后来的文书" in why(later, tale.act("decision2_delivered"), "HB-64")
    assert not against(later, tale.act("decision2_delivered", refers_to="decision2"), "HB-64")


# -- HB-64: who receives --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"receiver": "王五", "receiver_relation": "邻居"}, "不能认定是本人签收"),
        ({"receiver": "张小", "receiver_relation": "十二岁的儿子", "received_by": "other"}, "不是可以代张守田签收的人"),
        ({"receiver": "王五", "receiver_relation": "村主任", "received_by": "other", "method": "post"}, "不是可以代张守田签收的人"),
        ({"receiver": "", "receiver_relation": "本人"}, "没有写明由谁签收"),
        ({"receiver": "王五", "receiver_relation": "负责人", "received_by": "head"}, "签收人身份不能登记为“法定代表人（主要负责人）”"),
        ({"receiver": "李某", "receiver_relation": "妻子", "received_by": "adult_household"}, ""),
        ({"receiver": "赵律师", "receiver_relation": "委托代理人", "received_by": "agent"}, ""),
        ({"receiver": "钱某", "receiver_relation": "确认书指定", "received_by": "nominated"}, ""),
    ],
)
def test_only_some_people_can_take_a_citizens_paper(fields: dict[str, object], words: str) -> None:
    tale = told(before="decision_delivered")
    delivered = _decision(tale, **fields)
    if not words:
        assert not against(tale, delivered, "HB-64")
        return
    assert words in why(tale, delivered, "HB-64")
    assert against(tale, delivered, "HB-64")[0].article == "《中华人民共和国民事诉讼法》第八十八条"


@pytest.mark.parametrize(("by", "lawful"), [("self", False), ("adult_household", False), ("head", True), ("receiving_clerk", True)])
def test_a_units_paper_goes_to_its_head_or_to_who_receives_its_mail(by: str, lawful: bool) -> None:
    tale = told("fire_hearing", before="decision1_delivered")
    assert bool(against(tale, tale.act("decision1_delivered", received_by=by), "HB-64")) is not lawful


def test_mail_is_not_received_before_it_was_posted() -> None:
    tale = told(before="decision_delivered")
    mail = {"method": "post", "tracking_number": "示例0001", "at": "2026-06-27T10:00:00+08:00", "posted_on": "2026-06-26"}
    assert "交邮" in why(tale, _decision(tale, **mail, received_on="2026-06-24"), "HB-64")
    assert not against(tale, _decision(tale, **mail, received_on="2026-06-27"), "HB-64")


# -- HB-64: mail and demands --------------------------------------------------------------------------------------


def test_mail_that_came_back_is_recorded_and_never_counts() -> None:
    tale = told(before="decision_delivered")
    returned = _decision(tale, method="post", tracking_number="示例0001", returned=True)
    assert not tale.blocks(returned)
    assert tale.with_acts(returned).state.delivered_on("penalty_decision", "p1") is None
    arrived = _decision(tale, method="post", tracking_number="示例0001")
    assert tale.with_acts(arrived).state.delivered_on("penalty_decision", "p1") is not None


@pytest.mark.parametrize(("fields", "refused"), [({}, True), ({"refused_reason": "拒收"}, False)])
def test_a_demand_goes_another_way_only_after_refusal(fields: dict[str, object], refused: bool) -> None:
    tale = told(until="decision_delivered")
    demand = act(
        "delivered",
        "2026-07-20T10:00:00",
        party="p1",
        by=["wang", "li"],
        document="penalty_demand",
        method="post",
        place="东岗村88号",
        received_on="2026-07-20",
        **fields,
    )
    assert bool(against(tale, demand, "HB-64")) is refused


def test_a_demand_goes_another_way_when_it_cannot_be_handed_over() -> None:
    tale = told(until="decision_delivered").with_acts(
        act("unreachable", "2026-07-19T10:00:00", "gone", party="p1", attempts="两次上门无人", proof="村委会证明")
    )
    demand = act(
        "delivered",
        "2026-07-20T10:00:00",
        party="p1",
        document="penalty_demand",
        method="post",
        place="东岗村88号",
        received_on="2026-07-20",
    )
    assert not against(tale, demand, "HB-64")


# -- HB-29 ------------------------------------------------------------------------------------------------------


def _address(at: str, act_id: str, **fields: object) -> Act:
    return act("address_confirmed", at, act_id, **{"party": "p1", "address": "东岗村88号", "receiver": "张守田", **fields})


_ELECTRONIC = {"method": "electronic", "place": "电子邮箱", "reconsideration_channel_given": True}


def test_electronic_delivery_needs_a_signed_consent_that_still_stands() -> None:
    tale = told(before="decision_delivered")
    electronic = _decision(tale, **_ELECTRONIC)
    assert "没有同意电子送达" in why(tale, electronic, "HB-29")
    agreed = tale.with_acts(_address("2026-06-10T09:00:00", "agreed", electronic=True, electronic_address="a@example.invalid"))
    assert not against(agreed, electronic, "HB-29")
    unsigned = tale.with_acts(_address("2026-06-10T09:00:00", "agreed", electronic=True, signed=False))
    assert "没有在" in why(unsigned, electronic, "HB-29")
    withdrawn = agreed.with_acts(_address("2026-06-12T09:00:00", "withdrawn"))
    assert against(withdrawn, electronic, "HB-29")


def test_without_any_confirmation_nothing_is_sent_electronically() -> None:
    tale = told(before="decision_delivered").without("address")
    assert "没有签订" in why(tale, _decision(tale, **_ELECTRONIC), "HB-29")


def test_a_decision_sent_over_the_internet_brings_the_online_channel_for_reconsideration() -> None:
    tale = told(before="decision_delivered").with_acts(_address("2026-06-10T09:00:00", "agreed", electronic=True))
    assert "互联网渠道" in why(tale, _decision(tale, **{**_ELECTRONIC, "reconsideration_channel_given": False}), "HB-29")
    (violation,) = against(tale, _decision(tale, **{**_ELECTRONIC, "reconsideration_channel_given": False}), "HB-29")
    assert violation.article == "《中华人民共和国行政复议法》第二十二条第二款"
    notice = tale.act("notice_delivered", id="notice_sent", at="2026-06-11T11:00:00+08:00", method="electronic")
    assert not against(tale, notice, "HB-29")


# -- W-05 -------------------------------------------------------------------------------------------------------


def _told_by_post() -> Story:
    tale = told(before="decision")
    posted = tale.act("notice_delivered", method="post", tracking_number="示例0002")
    return tale.without("notice_delivered").with_acts(posted)


@pytest.mark.parametrize(("day", "warned"), [("2026-06-24", True), ("2026-06-25", False)])
def test_after_a_notice_by_post_an_answer_may_still_be_on_its_way(day: str, warned: bool) -> None:
    """Received on 9 June 2026: five working days end on the 16th; 19 June is the Dragon Boat holiday, five more end on the 24th."""
    tale = _told_by_post()
    assert bool(against(tale, tale.act("decision", at=f"{day}T09:00:00+08:00"), "W-05")) is warned


def test_the_office_may_set_the_grace_itself() -> None:
    tale = _told_by_post().office(parameters={"mail_grace": 2})
    assert not against(tale, tale.act("decision", at="2026-06-19T09:00:00+08:00"), "W-05")
    assert against(tale, tale.act("decision", at="2026-06-18T09:00:00+08:00"), "W-05")


def test_a_notice_handed_over_or_rights_waived_in_writing_need_no_grace() -> None:
    handed_over = told(before="decision")
    assert not against(handed_over, handed_over.act("decision", at="2026-06-18T09:00:00+08:00"), "W-05")
    tale = _told_by_post()
    waived = tale.with_acts(act("rights_waived", "2026-06-12T09:00:00", "waived", party="p1", in_writing=True))
    assert not against(waived, tale.act("decision", at="2026-06-18T09:00:00+08:00"), "W-05")
    spoken = tale.with_acts(act("rights_waived", "2026-06-12T09:00:00", "waived", party="p1", in_writing=False))
    assert against(spoken, tale.act("decision", at="2026-06-18T09:00:00+08:00"), "W-05")
