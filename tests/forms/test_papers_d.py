"""What papers may say only when it is on record: certificates shown, rights told, approvals, competence, payee, enforcement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.filled_papers import filled_paper, paper_text, with_numbers
from support.paper_sources import case, preservation_acts, source, value

from mq_enforce.case.acts import read_act
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext

COMPETENCE = (
    "根据《中华人民共和国行政处罚法》第二十四条和《民权县示例镇承接行政处罚事项公告（示例）》（民示政〔2025〕示例1号），本机关承接并行使"
)
TOLD = [
    ("prior_notice", "straw_burning", "notice"),
    ("hearing_rights_notice", "fire_hearing", "notice1"),
    ("penalty_decision", "straw_burning", "decision"),
    ("penalty_decision", "fire_hearing", "decision2"),
    ("rectification_order", "fire_hearing", "rectify2"),
    ("no_penalty_decision", "straw_no_penalty", "exemption"),
]
SHOWN = "出示行政执法证件，说明了检查事由"
COURT = "申请人民法院强制执行"


def changed(state: CaseState, act_id: str, **changes: object) -> CaseState:
    """Return the case with an act as if it had been recorded otherwise."""
    records = tuple(
        replace(one, act=read_act({**one.act.model_dump(mode="json"), **changes})) if one.act.id == act_id else one for one in state.records
    )
    return with_numbers(CaseState(state.head, state.office, state.original_parties, state.original_conduct, records))


def decided(state: CaseState, act_id: str = "decision", **changes: object) -> CaseState:
    """Return the straw case with another content of its decision."""
    proposal = next(one.act for one in state.records if one.act.id == "report").model_dump(mode="json")["proposals"][0]
    return changed(state, act_id, decided={**proposal, **changes}, change_reason="测试")


# -- competence -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("document", "story", "act"), TOLD)
def test_papers_state_the_competence_with_the_recorded_grant(document: str, story: str, act: str) -> None:
    assert COMPETENCE in paper_text(with_numbers(case(story)), act, document)


@pytest.mark.parametrize(("document", "story", "act"), TOLD)
def test_without_a_grant_on_file_nothing_is_said_of_one(document: str, story: str, act: str) -> None:
    filled = filled_paper(with_numbers(case(story, office={"grants": ()})), act, document)
    assert filled.missing == ()
    assert "承接" not in paper_text(with_numbers(case(story, office={"grants": ()})), act, document)


def test_the_grant_is_the_one_in_force_on_the_papers_date() -> None:
    (old,) = case().office.grants
    new = old.model_copy(update={"document": "《新公告》", "number": "", "effective_from": date(2026, 6, 20)})
    state = with_numbers(case(office={"grants": (old, new)}))
    assert "《民权县示例镇承接行政处罚事项公告（示例）》（" in paper_text(state, "notice", "prior_notice")
    assert "第二十四条和《新公告》，本机关" in paper_text(state, "decision", "penalty_decision")
    ended = old.model_copy(update={"effective_to": date(2026, 6, 2)})
    assert value(source(case(office={"grants": (ended,)}), "notice"), "grant.reference") == ""


# -- certificates and rights ----------------------------------------------------------------------------------------


def test_the_site_record_says_that_certificates_were_shown_only_when_it_is_on_record() -> None:
    said = paper_text(case(), "site", "site_inspection_record")
    assert SHOWN in said
    assert "现场人员对证件的确认" in said
    silent = paper_text(changed(case(), "site", certificates_shown=False), "site", "site_inspection_record")
    assert SHOWN not in silent
    assert "对证件的确认" not in silent
    assert "本次检查（勘验）未记载出示执法证件。" in silent
    untold = paper_text(changed(case(), "site", recusal_told=False), "site", "site_inspection_record")
    assert "未记载告知申请回避等权利" in untold
    assert "申请执法人员回避的权利" not in untold
    assert "不申请回避" not in untold


def test_the_interview_says_only_what_is_on_record() -> None:
    silent = paper_text(changed(case(), "interview", certificates_shown=False, recusal_told=False), "interview", "inquiry_record")
    assert "本次询问未记载出示执法证件。" in silent
    assert "本次询问未记载告知申请回避等权利。" in silent
    assert "看清楚了" not in silent
    assert "不申请回避" not in silent


def test_a_witness_is_told_the_duty_and_not_the_rights_of_a_party() -> None:
    text = paper_text(case(), "witness", "inquiry_record")
    assert "有关人员应当如实回答询问，并协助调查，不得拒绝或者阻挠" in text
    assert "陈述和申辩的权利" not in text
    assert "回避" not in text
    party = paper_text(case(), "interview", "inquiry_record")
    assert "你有陈述和申辩的权利" in party
    assert "有关人员应当" not in party


def test_the_head_of_a_unit_and_an_agent_have_the_rights_of_the_party() -> None:
    state = case("fire_hearing")
    assert CaseContext(source(state, "interview1")).holds("interviewee_is_party")
    person = next(one.act for one in state.records if one.act.id == "interview1").model_dump(mode="json")["person"]
    for name, party in (("白志远", True), ("路人甲", False)):
        other = changed(state, "interview1", person={**person, "name": name})
        context = CaseContext(source(other, "interview1"))
        assert context.holds("interviewee_is_party") is party
        assert context.holds("interviewee_is_witness") is not party


def test_the_record_of_a_recheck_says_what_is_on_record() -> None:
    assert "向在场人出示了行政执法证件" in paper_text(case(), "recheck", "rectification_review_record")
    silent = paper_text(changed(case(), "recheck", certificates_shown=False), "recheck", "rectification_review_record")
    assert "向在场人出示" not in silent
    assert "未记载出示执法证件" in silent


def test_a_statement_record_claims_nothing_that_no_fact_holds() -> None:
    assert "出示" not in paper_text(case(), "statement", "statement_defense_record")


def test_the_notice_of_preservation_names_the_heads_approval_only_when_there_is_one() -> None:
    kept = case(more=preservation_acts())
    assert "经本机关负责人批准" in paper_text(kept, "kept", "preservation_notice")
    bare = case(more=[act for act in preservation_acts() if act.id != "keep_approved"])
    assert "经本机关负责人批准" not in paper_text(bare, "kept", "preservation_notice")
    approval = next(one.act for one in kept.records if one.act.id == "keep_approved").model_dump(mode="json")["approval"]
    refusal = {**approval, "agency": {**approval["agency"], "agree": False, "text": "不同意。"}}
    refused = paper_text(changed(kept, "keep_approved", approval=refusal), "kept", "preservation_notice")
    assert "经本机关负责人批准" not in refused


# -- the decision ---------------------------------------------------------------------------------------------------


def test_no_court_is_named_where_the_township_itself_may_demolish() -> None:
    assert COURT in paper_text(with_numbers(case()), "decision", "penalty_decision")
    state = decided(case(), basis=["城乡规划法第六十五条"], penalties=[{"kind": "other", "content": "限期拆除"}])
    assert COURT not in paper_text(state, "decision", "penalty_decision")


def test_confiscated_gains_name_amount_period_and_payee() -> None:
    gains = {"kind": "confiscate_gains", "amount": 500}
    alone = paper_text(decided(case(), penalties=[gains]), "decision", "penalty_decision")
    assert "自收到本决定书之日起十五日内，将没收的违法所得伍佰元整（500元）缴至代收机构" in alone
    assert alone.count("代收机构：示例银行民权支行") == 1
    assert "自本决定书送达之日起执行" not in alone
    both = paper_text(decided(case(), penalties=[{"kind": "fine", "amount": 1000}, gains]), "decision", "penalty_decision")
    assert both.count("代收机构：示例银行民权支行") == 1
    assert "将没收的违法所得伍佰元整（500元）" in both
    unknown = paper_text(decided(case(), penalties=[{"kind": "confiscate_gains"}]), "decision", "penalty_decision")
    assert "将没收的违法所得" not in unknown
    assert "自本决定书送达之日起执行" in unknown


def test_arguments_at_the_hearing_are_answered() -> None:
    text = paper_text(with_numbers(case("fire_hearing")), "decision1", "penalty_decision")
    assert "对上述意见，听证报告认为：事实清楚" in text
    assert "本机关的答复：按期整改的情节已经在裁量时考虑，降低罚款的意见不予采纳" in text


def test_a_hearing_that_the_party_did_not_ask_for_is_not_said_to_be_asked_for() -> None:
    state = case("fire_hearing")
    kept = tuple(one for one in state.records if one.act.id != "hearing_request")
    unasked = with_numbers(CaseState(state.head, state.office, state.original_parties, state.original_conduct, kept))
    text = paper_text(unasked, "decision1", "penalty_decision")
    assert "经当事人要求" not in text
    assert "本机关于2026年4月9日举行听证。" in text


def test_a_waiver_admits_no_fact() -> None:
    waiver = {"id": "w", "kind": "rights_waived", "at": "2026-06-10T09:00:00+08:00", "by": ["wang"], "party": "p1", "in_writing": True}
    text = paper_text(with_numbers(case(more=[read_act(waiver)])), "w", "waiver_statement")
    assert "没有异议" not in text
    assert "本人（单位）自愿书面放弃下列权利" in text


def test_the_address_paper_says_that_returned_mail_is_no_delivery() -> None:
    text = paper_text(case("fire_hearing"), "address1", "delivery_address_confirmation")
    assert "邮寄的文书被退回的，不视为送达" in text
    assert "自行承担" not in text
    assert "户籍" not in text


def test_a_conduct_whose_hour_nobody_knows_is_dated_by_the_day() -> None:
    assert value(source(case("fire_hearing"), "filing"), "conduct.when") == "2025年12月20日起"


def test_a_band_that_was_passed_over_is_not_said_to_be_missing() -> None:
    state = decided(case(), band="")
    text = paper_text(state, "decision", "penalty_decision")
    assert "没有适用已有的行政处罚裁量基准" in text
    assert "没有可以适用" not in text
