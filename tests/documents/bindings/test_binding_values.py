"""What the bindings say for the bundled stories and for cases at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.paper_sources import case, diary, preservation_acts, source, value

from mq_enforce.case.acts import read_act
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain

BASE = diary().parties[0].model_dump()
NEW = {"by": ["wang", "li"], "at": "2026-06-04T12:00:00+08:00"}


def _parties(*names: str) -> list[dict[str, Any]]:
    return [{**BASE, "id": f"p{place}", "name": name} for place, name in enumerate(names, 1)]


def _holds(of: Any, name: str) -> bool:  # noqa: ANN401 - a source
    return CaseContext(of).holds(name)


def _rows(of: Any, name: str) -> list[dict[str, str]]:  # noqa: ANN401 - a source
    return [{key: plain(runs) for key, runs in row.items()} for row in CaseContext(of).rows(name)]


def diary_act(name: str) -> dict[str, Any]:
    data: dict[str, Any] = next(act for act in diary().acts if act.id == name).model_dump(mode="json")
    return data


# -- case and people ----------------------------------------------------------------------------------------------


def test_the_title_says_suspected_until_it_is_decided() -> None:
    of = source(case(), "filing")
    assert value(of, "case.title_suspected") == "张守田涉嫌露天焚烧秸秆案"
    assert value(of, "case.title") == "张守田露天焚烧秸秆案"


def test_three_parties_stand_in_the_title_by_name_more_do_not() -> None:
    assert value(source(case(parties=_parties("甲某", "乙某", "丙某"), until="clue")), "case.title") == "甲某、乙某、丙某露天焚烧秸秆案"
    many = source(case(parties=_parties("甲某", "乙某", "丙某", "丁某"), until="clue"))
    assert value(many, "case.title") == "甲某等4名当事人露天焚烧秸秆案"
    assert value(many, "party.name") == "甲某、乙某、丙某、丁某"


def test_a_violation_that_ends_in_case_does_not_say_case_twice() -> None:
    state = case(until="")
    state = replace(state, head=replace(state.head, violation="无照经营案"))
    assert value(source(state), "case.title") == "张守田无照经营案"


def test_a_paper_about_several_parties_lists_them_and_one_about_a_party_names_it() -> None:
    state = case(parties=_parties("甲某", "乙某"), until="clue")
    both = source(state)
    assert value(both, "party.address") == ""
    assert [row["name"] for row in _rows(both, "parties")] == ["甲某", "乙某"]
    assert (_holds(both, "several_parties"), _holds(both, "party_is_person")) == (True, False)
    one = source(state, party="p2")
    assert value(one, "party.name") == "乙某"
    assert (_holds(one, "several_parties"), _holds(one, "party_is_person")) == (False, True)


def test_the_identity_line_follows_the_kind_of_party() -> None:
    trader = {**BASE, "kind": "sole_trader", "name": "示例便利店", "head": "张守田", "credit_code": "92411421MA00000001"}
    unit = {"id": "p1", "kind": "unit", "name": "示例公司", "head": "李四", "head_post": "经理", "address": "示例路1号"}
    assert value(source(case(until="")), "party.identity_line") == (
        "张守田，男，汉族，1968年5月12日出生，公民身份号码419999196805120011，务农，住址民权县示例镇东岗村88号，联系电话13900000001"
    )
    assert (
        value(source(case(until="", parties=[unit])), "party.identity_line")
        == "示例公司，法定代表人（负责人）李四，职务经理，住所示例路1号"
    )
    said = value(source(case(until="", parties=[trader])), "party.identity_line")
    assert said.startswith("示例便利店，经营者张守田，统一社会信用代码92411421MA00000001，")
    assert "经营场所民权县示例镇东岗村88号" in said


def test_the_age_is_that_on_the_papers_day() -> None:
    birthday = {**BASE, "born_on": date(2000, 6, 9)}
    state = case(parties=[birthday])
    assert value(source(state, "report"), "party.age") == "25"
    assert value(source(state, "notice"), "party.age") == "26"


def test_the_officers_are_those_of_the_act_then_those_assigned() -> None:
    state = case()
    assert value(source(state, "interview"), "officers.line") == "王建国（执法证号16140000001）、李秀英（执法证号16140000002）"
    assert value(source(state, "review"), "officer.1.name") == "陈立言"
    assert value(source(state), "officers.names") == "王建国、李秀英"
    assert value(source(case(until="")), "officers.names") == ""


def test_an_officer_stands_on_the_paper_as_the_act_froze_them() -> None:
    state = case(until="site")
    later = replace(
        state, office=replace(state.office, people={**state.office.people, "wang": replace(state.office.people["wang"], name="王改名")})
    )
    assert value(source(later, "site"), "officer.1.name") == "王建国"
    assert value(source(later), "officers.names") == ""


def test_a_corrected_fact_stands_on_later_papers_only() -> None:
    correction = read_act(
        {**NEW, "id": "fix", "kind": "fact_corrected", "path": "parties.p1.address", "value": "东岗村99号", "why": "门牌更正"}
    )
    assert value(source(case(more=[correction]), "report"), "party.address") == "东岗村99号"
    assert value(source(case(until="interview", more=[correction]), "interview"), "party.address") == "民权县示例镇东岗村88号"


def test_times_of_the_conduct_name_the_day_once() -> None:
    assert value(source(case(until="")), "conduct.when") == "2026年6月3日8时40分至9时35分"


# -- law ------------------------------------------------------------------------------------------------------------


def test_citations_name_a_statute_once_for_neighbours() -> None:
    order = read_act(
        {
            **diary_act("rectify"),
            "id": "second",
            "violated": ["行政处罚法第二十八条第一款", "行政处罚法第三十条", "河南省大气污染防治条例第八十条"],
        }
    )
    of = source(case(more=[order]), "second")
    assert value(of, "rectification.violated") == (
        "《中华人民共和国行政处罚法》第二十八条第一款、第三十条，《河南省大气污染防治条例》第八十条"
    )


def test_the_wording_stands_where_it_is_on_file_and_is_not_made_up_where_it_is_not() -> None:
    of = source(case(), "rectify")
    assert value(of, "rectification.basis_quoted").endswith("以下罚款。”、《中华人民共和国行政处罚法》第二十八条第一款")
    bare = source(case(office={"passages": ()}), "rectify")
    assert value(bare, "rectification.violated_wording") == "《河南省大气污染防治条例》第五十四条第二款"
    assert value(bare, "rectification.violated_quoted") == "《河南省大气污染防治条例》第五十四条第二款"
    assert [row["wording"] for row in _rows(bare, "rectification.violated_articles")] == [""]


def test_before_the_filing_the_matter_says_what_is_suspected() -> None:
    assert "《河南省大气污染防治条例》" in value(source(case(until="clue")), "law.suspected")
    assert value(source(case(until="clue")), "filing.violated") == ""
    assert value(source(case()), "law.suspected") == value(source(case()), "filing.violated")


def test_the_basis_is_that_of_the_order_on_an_order_and_of_the_penalty_elsewhere() -> None:
    assert "第二十八条第一款" in value(source(case(), "rectify"), "law.basis")
    assert value(source(case(), "report"), "law.basis") == "《河南省大气污染防治条例》第八十条"


# -- investigation, measures, proposal --------------------------------------------------------------------------------


def test_each_interview_speaks_of_its_own_person() -> None:
    state = case()
    assert value(source(state, "interview"), "interviewee.name") == "张守田"
    assert value(source(state, "witness"), "interviewee.name") == "刘桂兰"
    assert value(source(state, "witness"), "interviewee.age") == "55"
    assert len(_rows(source(state, "witness"), "interview.turns")) == 3


def test_the_evidence_of_the_report_stands_in_its_order_with_records_named_by_their_acts() -> None:
    rows = _rows(source(case(), "report"), "evidence.admitted")
    assert [(row["name"], row["kind"]) for row in rows][2:] == [
        ("现场检查（勘验）笔录", "勘验笔录、现场笔录"),
        ("对张守田的询问笔录", "当事人的陈述"),
        ("对刘桂兰的询问笔录", "证人证言"),
    ]
    assert all(row["proves"] for row in rows)


def test_unlawfully_taken_evidence_stands_on_no_list() -> None:
    bad = read_act({**diary_act("photo2"), "id": "photo3", "evidence": "e3", "name": "偷录", "unlawful": True})
    state = case(more=[bad])
    assert "偷录" not in [row["name"] for row in _rows(source(state), "evidence.all")]
    assert "偷录" not in value(source(state), "evidence.line")


def test_the_preservation_ends_seven_working_days_after_it_began() -> None:
    state = case(more=preservation_acts())
    of = source(state, "kept")
    assert (value(of, "preservation.from"), value(of, "due.PUN-EVID7")) == ("2026年6月3日", "2026年6月12日")
    assert value(of, "items.purpose") == "先行登记保存"
    assert value(of, "preservation.goods_count") == "共2项"
    assert value(source(case(until="clue")), "due.PUN-EVID7") == ""


def test_the_disposal_names_the_notice_and_may_be_about_one_thing() -> None:
    acts = preservation_acts()
    of = source(case(more=acts), "given_back")
    assert value(of, "paper.preservation_notice.number") == "民示登存字〔2026〕第1号"
    assert value(of, "paper.preservation_notice.title") == "《先行登记保存证据通知书》"
    assert value(of, "items.purpose") == "解除先行登记保存"
    assert (_holds(of, "goods_given_back"), _holds(of, "disposal_released"), _holds(of, "disposal_seized")) == (True, True, False)
    single = read_act({**acts[-1].model_dump(mode="json"), "item": "g2"})
    assert [row["name"] for row in _rows(source(case(more=[*acts[:-1], single]), "given_back"), "preservation.goods")] == ["铁叉"]


@pytest.mark.parametrize("kind", ["keep_approved", "kept"])
def test_what_is_kept_is_listed_whole_even_when_the_act_names_one_thing(kind: str) -> None:
    acts = [read_act({**one.model_dump(mode="json"), "item": "g2"}) if one.id == kind else one for one in preservation_acts()]
    of = source(case(more=acts), kind)
    assert [row["name"] for row in _rows(of, "preservation.goods")] == ["打火机", "铁叉"]
    assert value(of, "preservation.goods_count") == "共2项"


def test_a_voided_paper_is_not_named() -> None:
    void = read_act({**NEW, "id": "void", "kind": "paper_voided", "paper": "kept_notice", "reason": "错字"})
    of = source(case(more=[*preservation_acts(), void]), "given_back")
    assert value(of, "paper.preservation_notice.number") == ""


@pytest.mark.parametrize(
    ("result", "completed", "unfinished"),
    [("done", "已经熄灭", "无"), ("partly", "已经熄灭", ""), ("not_done", "无", "已经熄灭")],
)
def test_the_recheck_stands_in_the_column_of_its_result(result: str, completed: str, unfinished: str) -> None:
    act = read_act({**diary_act("recheck"), "id": "again", "result": result, "findings": "已经熄灭"})
    of = source(case(more=[act]), "again")
    assert (value(of, "rectification_review.completed"), value(of, "rectification_review.unfinished")) == (completed, unfinished)
    assert _holds(of, f"rectification_{result}")


def test_the_approved_proposal_prevails_over_that_of_the_report() -> None:
    changed = diary_act("report")["proposals"][0] | {"penalties": [{"kind": "fine", "amount": 900}]}
    approval = read_act({**diary_act("proposal"), "id": "changed", "proposals": [changed], "change_reason": "情节"})
    state = case(more=[approval])
    assert value(source(state, "changed"), "proposal.penalties") == "罚款人民币玖佰元整（900元）"
    assert value(source(state, "report"), "proposal.penalties") == "罚款人民币壹仟元整（1000元）"
    assert value(source(state, "notice"), "proposal.fine") == "玖佰元整（900元）"


def test_the_proposal_of_each_party_stands_after_its_name() -> None:
    first = diary_act("report")["proposals"][0]
    second = {**first, "party": "p2", "penalties": []}
    report = read_act({**diary_act("report"), "id": "both", "proposals": [first, second]})
    state = case(parties=_parties("甲某", "乙某"), more=[report])
    assert value(source(state, "both"), "proposal.penalties") == "甲某：罚款人民币壹仟元整（1000元）\n乙某：不予行政处罚"
    assert value(source(state, "both", party="p2"), "proposal.penalties") == "不予行政处罚"
    assert [row["party_name"] for row in _rows(source(state, "both"), "proposals")] == ["甲某", "乙某"]


def test_a_band_that_is_not_on_file_is_never_named() -> None:
    assert value(source(case(), "report"), "proposal.band") == "一般"
    without = source(case(office={"bands": ()}), "report")
    assert value(without, "proposal.band") == ""
    assert (_holds(without, "discretion_band_applied"), _holds(without, "discretion_band_missing")) == (False, True)


def test_the_opinions_are_those_of_the_papers_own_act() -> None:
    state = case()
    assert value(source(state, "filing"), "approval.agency.text") == "同意立案，由王建国、李秀英承办。"
    assert value(source(state, "proposal"), "approval.review.by") == "陈立言"
    assert value(source(state, "report"), "approval.agency.text") == ""
    assert (_holds(source(state, "filing"), "approval_reviewed"), _holds(source(state, "proposal"), "approval_reviewed")) == (False, True)


def test_a_narrative_without_a_full_stop_gets_one() -> None:
    act = read_act({**diary_act("rectify"), "id": "open", "content": "立即清理"})
    assert value(source(case(more=[act]), "open"), "rectification.content") == "立即清理。"
    assert value(source(case(), "rectify"), "rectification.content").count("。") == 1


def test_an_irregular_act_is_named_when_there_is_no_better_one() -> None:
    state = case()
    irregular = read_act({**diary_act("filing"), "irregular": "补办手续"})
    records = tuple(replace(record, act=irregular) if record.act.id == "filing" else record for record in state.records)
    assert value(source(replace(state, records=records), "report"), "filing.date") == "2026年6月3日"


def test_an_officers_own_narrative_takes_the_place_of_the_generated_one() -> None:
    context = CaseContext(source(case(), "rectify", extra={"edit.facts": "改写的事实"}))
    assert plain(context.value("edit.facts")) == "改写的事实"
    assert context.value("edit.other") == ()


def test_the_party_receives_with_its_own_number_and_somebody_else_does_not() -> None:
    state = case()
    assert value(source(state, "address"), "delivery_address.receiver_code") == "419999196805120011"
    other = read_act({**diary_act("address"), "id": "other", "receiver": "王某"})
    of = source(case(more=[other]), "other")
    assert value(of, "delivery_address.receiver_code") == ""
    assert not _holds(of, "address_receiver_is_party")
