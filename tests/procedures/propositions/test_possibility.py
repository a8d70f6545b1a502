"""What cannot have happened is refused even as an event, with what was given and what was expected."""

from __future__ import annotations

import pytest
from builder_a import act, impossible, told
from support.stories import Story

from mq_enforce.base.errors import BadInput
from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.possibility import MADE_BY, POSSIBILITIES


def _closed() -> Story:
    return told(until="closing")


@pytest.mark.parametrize("name", ["straw_burning", "straw_no_penalty", "fire_hearing"])
def test_everything_in_the_bundled_stories_can_have_happened(name: str) -> None:
    tale = told(name)
    for record in tale.state.records:
        before = tale.state.before(record.act)
        for possible in POSSIBILITIES:
            possible(Judgement(before, tale.law, record.act.at, record.act))


def test_every_possibility_asks_for_an_act() -> None:
    tale = _closed()
    for possible in POSSIBILITIES:
        with pytest.raises(BadInput, match="没有写明是哪一个行为"):
            possible(Judgement(tale.state, tale.law, tale.state.records[-1].act.at))


# -- ids and times ------------------------------------------------------------------------------------------------


def test_an_act_id_is_used_once() -> None:
    tale = _closed()
    assert "“paid”已经用过" in impossible(
        tale, act("clue_registered", "2026-07-07T09:00:00", "paid", source="other", content="a", suggestion="b", team_opinion="c")
    )


def test_nothing_happens_in_the_future() -> None:
    tale = told(before="statement")
    statement = tale.act("statement")
    assert "还没有到" in impossible(tale, statement, now="2026-06-11T10:09:59+08:00")
    assert not impossible(tale, statement, now="2026-06-11T10:10:00+08:00")


def test_a_session_that_goes_on_after_now_has_not_ended() -> None:
    tale = told(before="statement")
    statement = tale.act("statement", at="2026-06-11T09:40:00+08:00")
    assert "结束时间" in impossible(tale, statement, now="2026-06-11T10:00:00+08:00")


def test_nothing_happens_before_the_clue() -> None:
    tale = told(until="clue")
    site = tale.act("site", began="2026-06-03T09:00:00+08:00", ended="2026-06-03T09:10:00+08:00", at="2026-06-03T09:19:59+08:00")
    assert "早于登记线索的时间" in impossible(tale, site)
    assert not impossible(tale, tale.act("site"))


def test_without_any_clue_nothing_but_a_clue_is_entered() -> None:
    tale = told(until="clue").without("clue")
    assert "之前没有登记线索" in impossible(tale, tale.act("jurisdiction"))
    assert not impossible(tale, tale.act("clue"))


def test_a_voided_clue_begins_nothing() -> None:
    tale = told(until="clue").with_acts(act("act_voided", "2026-06-03T09:25:00", "gone", refers_to="clue", reason="误记"))
    assert "没有登记线索" in impossible(tale, tale.act("site"))


@pytest.mark.parametrize("step", ["site", "interview", "statement", "deliberation"])
def test_no_session_ends_before_it_began(step: str) -> None:
    tale = told(before=step)
    began = tale.act(step).model_dump(mode="json")["began"]
    earlier = f"{began[:10]}T00:10:00+08:00"
    assert "早于开始时间" in impossible(tale, tale.act(step, ended=earlier))


def test_no_hearing_ends_before_it_began() -> None:
    tale = told("fire_hearing", before="hearing")
    assert "早于开始时间" in impossible(tale, tale.act("hearing", ended="2026-04-09T08:00:00+08:00"))


def test_no_recording_ends_before_it_began() -> None:
    tale = told(before="recordings")
    recordings = tale.act("recordings").model_dump(mode="json")["recordings"]
    turned = [{**recordings[0], "ended": "2026-06-03T09:00:00+08:00"}]
    assert "recordings[0].ended" in impossible(tale, tale.act("recordings", recordings=turned))


def test_the_time_of_an_interview_lies_on_its_own_day() -> None:
    tale = told(before="interview")
    assert "不是同一天" in impossible(tale, tale.act("interview", at="2026-06-05T09:50:00+08:00"))


@pytest.mark.parametrize(
    ("before", "fields", "field"),
    [
        ("decision_delivered", {"received_on": "2026-06-24"}, "received_on"),
        ("filing", {"discovered_on": "2026-06-04"}, "discovered_on"),
        ("paid", {"paid_on": "2026-07-01"}, "paid_on"),
    ],
)
def test_what_an_act_reports_is_not_later_than_the_act(before: str, fields: dict[str, object], field: str) -> None:
    tale = told(before=before)
    assert field in impossible(tale, tale.act(before, **fields))


def test_no_opinion_is_given_after_the_approval_that_rests_on_it() -> None:
    tale = told(before="filing")
    form = tale.act("filing").model_dump(mode="json")["approval"]
    late = {**form, "agency": {**form["agency"], "on": "2026-06-04"}}
    assert "行政机关负责人意见" in impossible(tale, tale.act("filing", approval=late))
    assert "officers_on" in impossible(tale, tale.act("filing", approval={**form, "officers_on": "2026-06-04"}))


def test_conduct_is_not_discovered_before_it_began() -> None:
    tale = told(before="filing")
    assert "早于行为开始的日期" in impossible(tale, tale.act("filing", discovered_on="2026-06-02"))


def test_a_time_for_putting_right_does_not_end_before_it_was_set() -> None:
    tale = told(before="rectify")
    assert "until" in impossible(tale, tale.act("rectify", until="2026-06-02"))
    assert not impossible(tale, tale.act("rectify", until="2026-06-03"))


def test_cash_is_not_handed_over_before_it_was_taken() -> None:
    tale = told(until="decision_delivered")
    cash = {"by": ["wang", "li"], "party": "p1", "amount": 1000, "ground": "remote", "requested_by_party": True, "special_receipt": True}
    early = act("fine_collected", "2026-06-24T09:00:00", **cash, handed_to_agency_on="2026-06-23")
    assert "handed_to_agency_on" in impossible(tale, early)
    crossed = act("fine_collected", "2026-06-24T09:00:00", **cash, handed_to_agency_on="2026-06-25", paid_to_bank_on="2026-06-24")
    assert "paid_to_bank_on" in impossible(tale, crossed)


def test_a_remedy_does_not_end_before_it_began() -> None:
    tale = _closed().with_acts(
        act(
            "remedy_started",
            "2026-07-07T09:00:00",
            "r1",
            party="p1",
            remedy="reconsideration",
            body="民权县人民政府",
            applied_on="2026-07-07",
        )
    )
    ended = act(
        "remedy_ended",
        "2026-07-08T09:00:00",
        "r2",
        party="p1",
        refers_to="r1",
        outcome="withdrawn",
        document="终止决定",
        ended_on="2026-07-06",
    )
    assert "终结日期" in impossible(tale, ended)


# -- papers -----------------------------------------------------------------------------------------------------


def test_a_paper_is_not_delivered_before_it_was_made() -> None:
    tale = told(before="decision")
    assert "没有对张守田制作《行政处罚决定书》" in impossible(
        tale, tale.act("decision_delivered", at="2026-06-22T17:00:00+08:00", received_on="2026-06-22")
    )
    decided = told(before="decision_delivered")
    assert "早于《行政处罚决定书》制作的日期" in impossible(decided, decided.act("decision_delivered", received_on="2026-06-22"))
    assert not impossible(decided, decided.act("decision_delivered"))


def test_another_partys_paper_is_not_this_partys() -> None:
    tale = told("fire_hearing", before="decision2")
    delivered = tale.act("decision1_delivered", party="p2")
    assert "没有对民权县示例物业服务有限公司制作" in impossible(tale, delivered)


def test_no_notice_is_posted_for_a_paper_that_was_not_made() -> None:
    tale = told("fire_hearing", before="decision1")
    posted = tale.act("public_notice", at="2026-04-19T09:00:00+08:00", posted_on="2026-04-19")
    assert "没有对民权县示例物业服务有限公司制作" in impossible(tale, posted)


@pytest.mark.parametrize("document", ["no_such_paper", "investigation_report"])
def test_only_papers_for_parties_are_delivered(document: str) -> None:
    tale = told(before="decision_delivered")
    assert "不是送达当事人的文书" in impossible(tale, tale.act("decision_delivered", document=document))


def test_a_paper_that_no_act_of_the_program_makes_may_be_delivered() -> None:
    tale = told(until="interview")
    notice = tale.act("rectify_delivered", id="asked", at="2026-06-04T17:00:00+08:00", document="inquiry_notice", received_on="2026-06-04")
    assert not impossible(tale, notice)


def test_what_makes_a_paper_is_an_act_on_file() -> None:
    assert all(kind in ACT_TYPES.values() for kinds in MADE_BY.values() for kind in kinds)


# -- references ---------------------------------------------------------------------------------------------------


def test_an_unknown_party_is_named_with_those_there_are() -> None:
    tale = told(before="statement")
    message = impossible(tale, tale.act("statement", party="p9"))
    assert "没有当事人“p9”" in message
    assert "p1" in message


def test_with_several_parties_an_act_of_one_says_which() -> None:
    tale = told("fire_hearing", before="decision1_delivered")
    assert "没有写明是哪一名" in impossible(tale, tale.act("decision1_delivered", party=None))
    single = told(before="decision_delivered")
    assert not impossible(single, single.act("decision_delivered", party=None))


def test_a_proposal_names_known_parties() -> None:
    tale = told(before="report")
    proposals = tale.act("report").model_dump(mode="json")["proposals"]
    assert "proposals[0].party" in impossible(tale, tale.act("report", proposals=[{**proposals[0], "party": "p7"}]))


def test_parties_at_a_hearing_are_parties_of_the_case() -> None:
    tale = told("fire_hearing", before="hearing")
    assert "present_parties" in impossible(tale, tale.act("hearing", present_parties=["p1", "p5"]))


@pytest.mark.parametrize(
    ("step", "fields", "part"),
    [
        ("site", {"by": ["wang", "nobody"]}, "经办人"),
        ("officers", {"officers": ["wang", "nobody"]}, "承办人员"),
        ("review", {"reviewer": "nobody"}, "法制审核人员"),
        ("review_submitted", {"reviewer": "nobody"}, "法制审核人员"),
        ("deliberation", {"host": "nobody"}, "主持人"),
    ],
)
def test_everybody_who_acts_stands_in_the_register(step: str, fields: dict[str, object], part: str) -> None:
    tale = told(before=step)
    message = impossible(tale, tale.act(step, **fields))
    assert "人员“nobody”不在本机关人员名册中" in message
    assert part in message


def test_an_approver_stands_in_the_register() -> None:
    tale = told(before="filing")
    form = tale.act("filing").model_dump(mode="json")["approval"]
    stranger = {**form, "agency": {**form["agency"], "by": "nobody"}}
    assert "行政机关负责人意见" in impossible(tale, tale.act("filing", approval=stranger))


def test_the_person_of_a_recusal_stands_in_the_register() -> None:
    tale = told(until="officers")
    assert "nobody" in impossible(tale, act("recusal_cause_found", "2026-06-03T16:00:00", person="nobody", cause="亲属"))


def test_a_recorder_may_stand_in_no_register() -> None:
    tale = told(before="interview")
    assert not impossible(tale, tale.act("interview", recorder="临时记录人员"))


def test_the_act_referred_to_is_on_file_and_of_its_kind() -> None:
    tale = told(before="recheck")
    assert "没有编号为“rectify9”的行为" in impossible(tale, tale.act("recheck", refers_to="rectify9"))
    message = impossible(tale, tale.act("recheck", refers_to="interview"))
    assert "“interview”是“询问”" in message
    assert "rectify" in message


def test_what_was_voided_is_not_referred_to_again() -> None:
    tale = told(before="recheck").with_acts(act("act_voided", "2026-06-04T18:00:00", "gone", refers_to="rectify", reason="误记"))
    assert "已经作废" in impossible(tale, tale.act("recheck"))
    assert "已经作废" in impossible(tale, act("act_voided", "2026-06-04T19:00:00", refers_to="rectify", reason="误记"))


@pytest.mark.parametrize("kind", ["act_voided", "irregularity_accepted"])
def test_an_act_about_another_act_names_it(kind: str) -> None:
    fields = {"reason": "误记"} if kind == "act_voided" else {"reason": "已补救", "head": "zhao"}
    assert "没有写明所指的行为" in impossible(_closed(), act(kind, "2026-07-07T09:00:00", **fields))


def test_only_the_head_decides_that_an_irregular_act_may_be_relied_on() -> None:
    tale = _closed()
    fields = {"refers_to": "paid", "reason": "已补救"}
    assert "不是本机关负责人" in impossible(tale, act("irregularity_accepted", "2026-07-07T09:00:00", head="sun", **fields))
    for head in ("zhao", "赵明德", "qian"):
        assert not impossible(tale, act("irregularity_accepted", "2026-07-07T09:00:00", head=head, **fields))


def test_a_thing_stands_on_a_list_of_the_case() -> None:
    tale = told("fire_hearing", before="preservation_disposal")
    assert "没有编号为“g9”的物品" in impossible(tale, tale.act("preservation_disposal", item="g9"))


def test_a_hearing_belongs_to_a_notice() -> None:
    tale = told("fire_hearing", before="hearing")
    message = impossible(tale, tale.act("hearing", meeting="hearing9"))
    assert "没有编号为“hearing9”的场次" in message
    assert "hearing1" in message


def test_evidence_gets_its_number_once_and_a_report_names_what_there_is() -> None:
    tale = told(before="photo2")
    assert "证据编号“e1”已经用过" in impossible(tale, tale.act("photo2", evidence="e1"))
    report = told(before="report")
    assert "没有编号为“e7”的证据" in impossible(report, report.act("report", evidence=["e1", "e7"]))


def test_a_recording_belongs_to_an_act_of_the_case() -> None:
    tale = told(before="recordings")
    recordings = tale.act("recordings").model_dump(mode="json")["recordings"]
    assert "没有编号为“nothing”的行为" in impossible(tale, tale.act("recordings", recordings=[{**recordings[0], "act": "nothing"}]))


# -- corrections and reasons --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("parties.p9.address", "某处", "没有当事人“p9”"),
        ("parties.p1.height", "180", "没有“height”这一项事实"),
        ("parties.p1.id", "p2", "没有“id”这一项事实"),
        ("parties.p1.born_on", "1968-13-40", "不能作为出生日期"),
        ("parties.p1.address", "", "不能作为住址"),
        ("conduct.begun_at", "昨天", "不能作为行为开始时间"),
        ("conduct.nothing", "x", "没有“nothing”这一项事实"),
    ],
)
def test_a_correction_names_a_fact_and_fits_it(path: str, value: str, words: str) -> None:
    tale = told(until="interview")
    assert words in impossible(tale, act("fact_corrected", "2026-06-04T18:00:00", path=path, value=value, why="核对"))


def test_a_fitting_correction_is_taken() -> None:
    tale = told(until="interview")
    fitting = act("fact_corrected", "2026-06-04T18:00:00", path="parties.p1.born_on", value="1968-05-13", why="核对户口簿")
    assert not impossible(tale, fitting)


def test_reasons_are_given_for_warnings_alone() -> None:
    tale = told(before="decision")
    assert "“HB-60”不是可以说明理由后继续的警告" in impossible(tale, tale.act("decision", override={"HB-60": "着急"}))
    assert "“W-99”" in impossible(tale, tale.act("decision", override={"W-99": "着急"}))
    assert "没有写明越过警告 W-05 的理由" in impossible(tale, tale.act("decision", override={"W-05": " "}))
    assert not impossible(tale, tale.act("decision", override={"W-05": "已核实没有在途邮件"}))


def test_a_remedy_is_not_entered_before_it_was_taken_or_ended() -> None:
    fields = {"party": "p1", "remedy": "lawsuit", "body": "民权县人民法院"}
    assert "applied_on" in impossible(_closed(), act("remedy_started", "2026-07-07T09:00:00", "r1", applied_on="2026-07-08", **fields))
    tale = _closed().with_acts(act("remedy_started", "2026-07-07T09:00:00", "r1", applied_on="2026-07-07", **fields))
    ended = act(
        "remedy_ended", "2026-07-08T09:00:00", "r2", party="p1", outcome="withdrawn", document="准许撤诉裁定", ended_on="2026-07-09"
    )
    assert "ended_on" in impossible(tale, ended)


def test_a_decision_with_content_of_its_own_names_its_party() -> None:
    tale = told(before="decision")
    proposal = tale.act("report").model_dump(mode="json")["proposals"][0]
    assert "decided.party" in impossible(tale, tale.act("decision", decided={**proposal, "party": "p3"}))
