"""The papers from the notice to the decision: legally complete, true to the case, readable when blank."""

from __future__ import annotations

import re
from functools import cache

import pytest
from support.filled_papers import FOLDER, edition, filled_paper, golden, paper_text, source_for, with_numbers
from support.paper_sources import case

from forms.filled import FilledForm
from forms.filling import fill
from forms.loading import check_edition
from forms.papers import FormPapers
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.facts import Passage
from mq_enforce.case.state import CaseState
from mq_enforce.documents.bindings.catalogue import known_names
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.ports import Rendering
from mq_enforce.law.articles import Article
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.named import PROPOSITIONS

STORIES = {
    "prior_notice": (("straw_burning", "notice"), ("fire_hearing", "notice2")),
    "hearing_rights_notice": (("fire_hearing", "notice1"),),
    "hearing_application": (("fire_hearing", "hearing_request"),),
    "hearing_notice": (("fire_hearing", "hearing_notice"),),
    "hearing_announcement": (("fire_hearing", "hearing_notice"),),
    "hearing_record": (("fire_hearing", "hearing"),),
    "hearing_report": (("fire_hearing", "hearing_report"),),
    "statement_defense_record": (("straw_burning", "statement"),),
    "defense_review_opinion": (("straw_burning", "statement_review"),),
    "legal_review_submission": (("straw_burning", "review_submitted"), ("fire_hearing", "review_submitted")),
    "legal_review_opinion": (("straw_burning", "review"), ("fire_hearing", "review")),
    "deliberation_record": (("straw_burning", "deliberation"), ("fire_hearing", "deliberation")),
    "penalty_decision_approval": (("straw_burning", "decision_approval"), ("fire_hearing", "decision_approval")),
    "penalty_decision": (("straw_burning", "decision"), ("fire_hearing", "decision1"), ("fire_hearing", "decision2")),
    "no_penalty_approval": (("straw_no_penalty", "exemption_approved"),),
    "no_penalty_decision": (("straw_no_penalty", "exemption"),),
    "education_record": (("straw_no_penalty", "education"),),
}
PAPERS = (*STORIES, "waiver_statement")
MADE = [(document, story, act) for document, made in STORIES.items() for story, act in made]
PARTY_OF = {"hearing_notice": "p1"}
WAIVER = {
    "id": "waiver",
    "kind": "rights_waived",
    "at": "2026-06-10T09:00:00+08:00",
    "by": ["wang", "li"],
    "party": "p1",
    "in_writing": True,
}
DECISION = {"id": "decision", "kind": "penalty_decided", "at": "2026-06-23T09:00:00+08:00", "by": ["wang", "li"], "party": "p1"}


@cache
def state_of(story: str) -> CaseState:
    return with_numbers(case(story))


def paper(document: str, story: str, act: str) -> FilledForm:
    return filled_paper(state_of(story), act, document, PARTY_OF.get(document))


def without(state: CaseState, *ids: str) -> CaseState:
    """Return the straw case without some acts; what else was recorded stays."""
    kept = tuple(record for record in state.records if record.act.id not in ids)
    return CaseState(state.head, state.office, state.original_parties, state.original_conduct, kept)


def straw(*more: Act, leave_out: tuple[str, ...] = ()) -> CaseState:
    return with_numbers(without(case(more=more), *leave_out))


def decision(**changes: object) -> Act:
    return read_act({**DECISION, "id": "decision2", **changes})


# -- the files ------------------------------------------------------------------------------------------------------


def test_the_form_files_have_no_fault() -> None:
    own = {f"{name}.toml" for name in PAPERS}
    faults = check_edition(FOLDER, known_names(PROPOSITIONS, load_lawbook().rules))
    assert [fault.sentence() for fault in faults if any(fault.where.startswith(name) for name in own)] == []


@pytest.mark.parametrize("document", PAPERS)
def test_a_paper_is_what_the_register_of_kinds_says(document: str) -> None:
    kind, head = document_kinds()[document], edition().forms[document].head
    assert head.title in {kind.title, kind.label}
    assert (head.heading == "agency") == kind.outgoing
    assert (head.number == "own") == (kind.series is not None)
    assert head.per == kind.per
    assert head.confidence == kind.confidence
    assert head.source
    assert head.satisfies


@pytest.mark.parametrize(("document", "story", "act"), MADE)
def test_a_paper_needs_nothing_that_the_story_does_not_hold(document: str, story: str, act: str) -> None:
    assert paper(document, story, act).missing == ()


@pytest.mark.parametrize("document", PAPERS)
def test_no_period_is_typed_into_a_form(document: str) -> None:
    own = [FOLDER / family / f"{document}.toml" for family in ("penalty", "review")]
    names = {name for name in edition().forms[document].fragments if name != "approval_four"}
    files = [path for path in (*own, *(FOLDER / "fragments" / f"{name}.toml" for name in names)) if path.exists()]
    number = r"[0-9一二两三四五六七八九十百]+"
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith(("#", "note", "source", "satisfies")):
                assert re.search(rf"{number}\s*个?(?:工作日|日内|月内|个月|日以内)", line) is None, line


def test_every_blank_paper_can_be_drawn_and_asks_for_nothing() -> None:
    papers = FormPapers.from_folder(FOLDER)
    for document in PAPERS:
        assert fill(edition().forms[document], TableContext(), Rendering.BLANK).missing == ()
        assert papers.draw(document, TableContext(), Rendering.BLANK).pages <= 5


@pytest.mark.parametrize(
    ("document", "story", "act"),
    [("legal_review_submission", "straw_burning", "review_submitted"), ("no_penalty_approval", "straw_no_penalty", "exemption_approved")],
)
def test_a_form_of_an_ordinary_case_fits_on_one_page(document: str, story: str, act: str) -> None:
    context = CaseContext(source_for(state_of(story), act, document))
    assert FormPapers.from_folder(FOLDER).draw(document, context, Rendering.PREVIEW).pages == 1


# -- golden texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "story", "act"),
    [
        ("prior_notice", "straw_burning", "notice"),
        ("hearing_rights_notice", "fire_hearing", "notice1"),
        ("penalty_decision", "straw_burning", "decision"),
        ("penalty_decision", "fire_hearing", "decision1"),
        ("no_penalty_decision", "straw_no_penalty", "exemption"),
    ],
)
def test_the_paper_reads_as_it_did(document: str, story: str, act: str) -> None:
    text = paper_text(state_of(story), act, document)
    assert text == golden(f"{document}-{story}", text)


# -- what the Acts demand -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "story", "act", "items"),
    [
        ("penalty_decision", "straw_burning", "decision", {f"PUN-59-{item}" for item in range(1, 7)}),
        ("prior_notice", "straw_burning", "notice", {"PUN-44", "PUN-45-1", "PUN-45-2"}),
        ("hearing_rights_notice", "fire_hearing", "notice1", {"PUN-44", "PUN-45-1", "PUN-63-1", "PUN-63-2", "PUN-64-1"}),
        ("hearing_notice", "fire_hearing", "hearing_notice", {"PUN-64-2", "PUN-64-4", "PUN-64-5", "PUN-64-6", "PUN-63-2"}),
        ("no_penalty_decision", "straw_no_penalty", "exemption", {"PUN-57-1", "PUN-33-3", "PUN-28-1"}),
    ],
)
def test_a_paper_holds_each_item_that_the_act_lists(document: str, story: str, act: str, items: set[str]) -> None:
    assert items <= set(paper(document, story, act).satisfied)


@pytest.mark.parametrize(("document", "story", "act"), MADE)
def test_amounts_of_penalties_stand_in_figures_and_capitals(document: str, story: str, act: str) -> None:
    text = paper_text(state_of(story), act, document, PARTY_OF.get(document))
    for capitals, figures in re.findall(r"人民币([^（\n]*整)（([^）]*)）", text):
        assert (capitals, figures) in {("壹仟元整", "1000元"), ("叁万元整", "30000元"), ("捌仟元整", "8000元")}
    if document in {"prior_notice", "hearing_rights_notice", "penalty_decision", "penalty_decision_approval"}:
        assert "罚款人民币" in text


def test_the_notice_tells_its_own_period_in_working_days() -> None:
    notice = read_act(
        {
            "id": "second",
            "kind": "prior_notice_issued",
            "at": "2026-06-09T10:30:00+08:00",
            "by": ["wang", "li"],
            "party": "p1",
            "statement_days": 7,
            "statement_place": "镇便民服务中心",
        }
    )
    text = paper_text(straw(notice), "second", "prior_notice")
    assert "自收到本告知书之日起七个工作日内书面向本机关提出，或者到镇便民服务中心当面陈述" in text
    assert "五个工作日" not in text


def test_the_hearing_must_be_asked_for_within_five_working_days_and_costs_nothing() -> None:
    text = paper_text(state_of("fire_hearing"), "notice1", "hearing_rights_notice")
    assert "要求听证的，应当自收到本告知书之日起五个工作日内向本机关提出" in text
    assert "不承担本机关组织听证的费用" in text
    assert "有权进行陈述和申辩" in text


def test_a_decision_without_a_stated_surcharge_says_that_there_is_none() -> None:
    with_it = paper_text(state_of("straw_burning"), "decision", "penalty_decision")
    assert "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额" in with_it
    without_it = paper_text(straw(decision(surcharge_stated=False), leave_out=("decision",)), "decision2", "penalty_decision")
    assert "百分之三" not in without_it
    assert "本决定不加处罚款" in without_it


def test_a_warning_alone_is_not_paid() -> None:
    proposal = next(r.act for r in case().records if r.act.id == "report").model_dump(mode="json")["proposals"][0]
    warned = decision(decided={**proposal, "penalties": [{"kind": "warning"}]}, change_reason="情节较轻，改为警告")
    text = paper_text(straw(warned, leave_out=("decision",)), "decision2", "penalty_decision")
    assert "（一）警告。" in text
    assert "代收机构" not in text
    assert "自本决定书送达之日起执行" in text
    assert "本决定与告知的内容不同，理由是：情节较轻，改为警告。" in text


def test_a_band_is_named_only_when_it_is_on_file() -> None:
    assert "属于“一般”等次" in paper_text(state_of("straw_burning"), "decision", "penalty_decision")
    bare = with_numbers(case(office={"bands": ()}))
    text = paper_text(bare, "decision", "penalty_decision")
    assert "属于“一般”等次" not in text
    assert "没有可以适用于该行为的行政处罚裁量基准" in text
    assert "理由：过火面积不足一亩" in text


def test_the_wording_of_an_article_stands_there_only_when_it_is_on_file() -> None:
    assert "第五十四条第二款“县级以上人民政府" in paper_text(state_of("straw_burning"), "notice", "prior_notice")
    bare = with_numbers(case(office={"passages": ()}))
    assert "违反了《河南省大气污染防治条例》第五十四条第二款的规定。" in paper_text(bare, "notice", "prior_notice")


def test_the_ground_of_an_exemption_is_quoted_when_its_wording_is_on_file() -> None:
    passage = Passage(article=Article("行政处罚法", 33, 1), text="条文内容", source="测试")
    state = with_numbers(case("straw_no_penalty", office={"passages": (passage,)}))
    text = paper_text(state, "exemption", "no_penalty_decision")
    assert "依据《中华人民共和国行政处罚法》第三十三条第一款“条文内容”的规定，决定对当事人不予行政处罚。" in text


def test_remedies_name_body_court_and_periods() -> None:
    for document, story, act in (
        ("penalty_decision", "straw_burning", "decision"),
        ("no_penalty_decision", "straw_no_penalty", "exemption"),
    ):
        text = paper_text(state_of(story), act, document)
        assert "六十日内向民权县人民政府申请行政复议" in text
        assert "六个月内依法向民权县人民法院提起行政诉讼" in text
        assert "不停止执行" in text


def test_a_demolition_under_the_land_law_has_a_period_for_suits_of_its_own() -> None:
    proposal = next(r.act for r in case().records if r.act.id == "report").model_dump(mode="json")["proposals"][0]
    demolition = {"kind": "other", "content": "限期拆除在非法占用的土地上新建的房屋"}
    land = decision(decided={**proposal, "basis": ["土地管理法第七十八条第一款"], "penalties": [demolition]}, change_reason="测试")
    text = paper_text(straw(land, leave_out=("decision",)), "decision2", "penalty_decision")
    assert "对责令限期拆除的内容不服的，自接到本文书之日起十五日内提起，对其他内容不服的，自收到本文书之日起六个月内提起" in text
    assert text.count("申请行政复议；") == 1


# -- what the party did ---------------------------------------------------------------------------------------------


def test_the_decision_answers_every_point_of_the_statement() -> None:
    text = paper_text(state_of("straw_burning"), "decision", "penalty_decision")
    assert "关于“焚烧面积不大，当场扑灭，剩余麦秸已经交收储点”的意见，予以采纳，理由是：" in text
    assert "关于“家庭收入不高，希望少罚”的意见，不予采纳，理由是：" in text


def test_a_party_that_kept_silent_or_waived_is_reported_so() -> None:
    silent = paper_text(straw(leave_out=("statement", "statement_review")), "decision", "penalty_decision")
    assert "在告知的期限内，当事人没有提出陈述、申辩。" in silent
    waived = straw(read_act(WAIVER), leave_out=("statement", "statement_review"))
    text = paper_text(waived, "decision", "penalty_decision")
    assert "当事人书面明确表示放弃陈述、申辩的权利。" in text
    assert "没有提出" not in text


def test_what_became_of_the_hearing_stands_in_the_decision() -> None:
    text = paper_text(state_of("fire_hearing"), "decision1", "penalty_decision")
    assert "经当事人要求，本机关于2026年4月9日举行听证。" in text
    assert "本决定根据听证笔录作出。" in text
    other = paper_text(state_of("fire_hearing"), "decision2", "penalty_decision")
    assert "听证" not in other.split("三、")[0].split("二、告知、陈述申辩和听证情况")[1]


@pytest.mark.parametrize(
    ("outcome", "words"), [("absent", "当事人无正当理由拒不出席，视为放弃听证权利"), ("left", "当事人未经许可中途退出，视为放弃听证权利")]
)
def test_a_hearing_that_ended_early_is_reported_so(outcome: str, words: str) -> None:
    state = case("fire_hearing")
    held = next(record.act for record in state.records if record.act.id == "hearing")
    ended = read_act({**held.model_dump(mode="json"), "id": "ended", "outcome": outcome, "present_parties": []})
    changed = with_numbers(without(case("fire_hearing", more=(ended,)), "hearing", "hearing_report"))
    text = paper_text(changed, "decision1", "penalty_decision")
    assert words in text
    assert "没有提出陈述、申辩" in text


def test_a_waiver_names_the_notice_and_ticks_what_is_given_up() -> None:
    filled = filled_paper(straw(read_act(WAIVER)), "waiver", "waiver_statement")
    assert filled.missing == ()
    text = paper_text(straw(read_act(WAIVER)), "waiver", "waiver_statement")
    assert "于2026年6月9日收到《行政处罚事先告知书》（民示罚告字〔2026〕第1号）" in text
    assert "☑陈述、申辩　☐要求举行听证" in text


def test_an_officer_may_rewrite_the_facts_of_a_notice() -> None:
    filled = filled_paper(state_of("straw_burning"), "notice", "prior_notice", extra={"edit.notice_facts": "经查明：另行写明的事实。"})
    assert "notice_facts" in filled.editable
    assert "另行写明的事实" in " ".join(str(block) for block in filled.blocks)


# -- no penalty, review ---------------------------------------------------------------------------------------------


def test_unproven_facts_are_not_called_a_violation() -> None:
    state = case("straw_no_penalty")
    decided = next(record.act for record in state.records if record.act.id == "exemption").model_dump(mode="json")
    changes = {"id": "unproven", "ground": "not_proven", "ground_article": "行政处罚法第五十七条第一款第三项", "order": ""}
    unproven = read_act({**decided, **changes, "reason": "现有证据不能证明燃烧由当事人造成"})
    state = with_numbers(without(case("straw_no_penalty", more=(unproven,)), "exemption"))
    text = paper_text(state, "unproven", "no_penalty_decision")
    assert "上述行为违反了" not in text
    assert "教育" not in text
    assert "本机关认为：现有证据不能证明燃烧由当事人造成。依据《中华人民共和国行政处罚法》第五十七条第一款第三项的规定" in text


def test_the_guardian_is_ordered_when_the_party_cannot_be_held_responsible() -> None:
    state = case("straw_no_penalty")
    decided = next(record.act for record in state.records if record.act.id == "exemption").model_dump(mode="json")
    changes = {"id": "minor", "ground": "no_capacity", "ground_article": "行政处罚法第三十条", "order": "加以管教"}
    state = with_numbers(without(case("straw_no_penalty", more=(read_act({**decided, **changes}),)), "exemption"))
    assert "责令监护人：加以管教。" in paper_text(state, "minor", "no_penalty_decision")


@pytest.mark.parametrize("ground", ["trivial", "first_time", "no_fault", "no_capacity", "not_proven", "limitation"])
def test_each_ground_of_an_exemption_has_its_box(ground: str) -> None:
    approved = next(r.act for r in case("straw_no_penalty").records if r.act.id == "exemption_approved").model_dump(mode="json")
    state = without(case("straw_no_penalty", more=(read_act({**approved, "id": "again", "ground": ground}),)), "exemption_approved")
    filled = filled_paper(state, "again", "no_penalty_approval")
    assert filled.missing == ()
    assert paper_text(state, "again", "no_penalty_approval").count("☑") == 1


@pytest.mark.parametrize("opinion", ["agree", "correct", "investigate", "disagree", "transfer"])
def test_each_opinion_of_the_reviewer_has_its_box(opinion: str) -> None:
    given = next(r.act for r in case().records if r.act.id == "review").model_dump(mode="json")
    state = case(more=(read_act({**given, "id": "again", "opinion": opinion, "at": "2026-06-18T17:00:00+08:00"}),))
    assert paper_text(state, "again", "legal_review_opinion").count("☑") == 1


def test_those_who_only_attend_a_deliberation_do_not_count_as_votes() -> None:
    text = paper_text(state_of("straw_burning"), "deliberation", "deliberation_record")
    assert "表决情况：参加表决3人，同意3人，不同意0人，弃权0人" in text
    assert "列席人员（职务）：王建国（执法队员）、陈立言（司法所所长）" in text


def test_the_announcement_bears_the_day_on_which_it_was_posted() -> None:
    text = paper_text(state_of("fire_hearing"), "hearing_notice", "hearing_announcement")
    assert text.endswith("民权县示例镇人民政府\n2026年3月30日\n")
    assert "13900000011" not in text
