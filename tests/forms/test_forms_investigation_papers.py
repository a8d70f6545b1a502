"""The papers from the clue to the proposal: they know their names, need nothing more than the case holds, and read rightly."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from support.paper_sources import case, preservation_acts, source

import forms
from forms.filled import FilledForm
from forms.filled_text import filled_text
from forms.filling import fill
from forms.loading import check_edition, load_edition
from forms.specification import Edition, Form
from mq_enforce.case.acts import Act
from mq_enforce.case.state import CaseState
from mq_enforce.documents.bindings.catalogue import known_names
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.ports import Rendering
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.named import PROPOSITIONS

PAPERS = {
    "report_register": ("clue",),
    "case_filing_approval": ("filing",),
    "inquiry_record": ("interview", "witness"),
    "site_inspection_record": ("site",),
    "rectification_order": ("rectify",),
    "preservation_approval": ("keep_approved",),
    "preservation_notice": ("kept",),
    "preservation_disposal_notice": ("given_back",),
    "investigation_report": ("report",),
    "penalty_approval": ("proposal",),
    "evidence_paste_page": ("photo1",),
    "rectification_review_record": ("recheck",),
    "items_list": ("kept",),
    "delivery_address_confirmation": ("address",),
    "party_documents": ("identity",),
}
FOLDER = Path(forms.__file__).parent / "henan"
OTHERS = {  # the same papers in a case of two units, one of them represented by an agent
    "report_register": "clue",
    "case_filing_approval": "filing",
    "site_inspection_record": "site",
    "inquiry_record": "interview1",
    "preservation_approval": "preservation_approval",
    "preservation_notice": "preservation",
    "rectification_order": "rectify2",
    "rectification_review_record": "recheck2",
    "investigation_report": "report",
    "penalty_approval": "proposal",
    "delivery_address_confirmation": "address1",
    "party_documents": "identity1",
}


@cache
def edition() -> Edition:
    return load_edition(FOLDER)


def form(document: str) -> Form:
    return edition().forms[document]


def filled(state: CaseState, act_id: str, document: str) -> FilledForm:
    upto = state.until(next(record.act.at for record in state.records if record.act.id == act_id))
    act: Act = next(record.act for record in state.records if record.act.id == act_id)

    def holds(name: str) -> bool:
        return PROPOSITIONS[name](Judgement(upto, load_lawbook(), act.at, act, act.party))

    context = CaseContext(source(upto, act_id, party=act.party, document=document, holds=holds))
    return fill(form(document), context, Rendering.ISSUED, "民示字〔2026〕第1号" if form(document).head.number == "own" else None)


def straw() -> CaseState:
    return case(more=preservation_acts())


def test_the_form_files_have_no_fault() -> None:
    own = {f"{name}.toml" for name in PAPERS}
    faults = check_edition(FOLDER, known_names(PROPOSITIONS, load_lawbook().rules))
    assert [fault.sentence() for fault in faults if any(fault.where.startswith(name) for name in own)] == []


@pytest.mark.parametrize("document", PAPERS)
def test_a_paper_is_what_the_register_of_kinds_says(document: str) -> None:
    kind, head = document_kinds()[document], form(document).head
    assert head.confidence == kind.confidence
    assert (head.heading == "agency") == kind.outgoing
    assert head.per == kind.per
    assert (head.number == "own") == (kind.series is not None)
    assert head.source


@pytest.mark.parametrize(("document", "act"), [(document, act) for document, acts in PAPERS.items() for act in acts])
def test_a_paper_needs_nothing_that_the_case_does_not_hold(document: str, act: str) -> None:
    assert filled(straw(), act, document).missing == ()


@pytest.mark.parametrize(("document", "act"), OTHERS.items())
def test_a_paper_about_units_needs_nothing_more(document: str, act: str) -> None:
    assert filled(case("fire_hearing"), act, document).missing == ()


@pytest.mark.parametrize("document", PAPERS)
def test_a_blank_paper_can_be_filled_by_hand(document: str) -> None:
    blank = fill(form(document), TableContext(), Rendering.BLANK)
    assert blank.missing == ()


@pytest.mark.parametrize("document", PAPERS)
def test_no_period_is_typed_into_a_form(document: str) -> None:
    text = (FOLDER / "penalty" / f"{document}.toml").read_text(encoding="utf-8")
    assert re.findall(r"[一二三四五六七八九十百\d]+(?:个工作日|个月|日内|日起)", text) == []


@pytest.mark.parametrize("name", [path.name for path in sorted((FOLDER / "fragments").glob("*.toml"))])
def test_no_period_is_typed_into_a_fragment(name: str) -> None:
    text = (FOLDER / "fragments" / name).read_text(encoding="utf-8")
    assert re.findall(r"[一二三四五六七八九十百\d]+(?:个工作日|个月|日内|日起)", text) == []


def test_the_filing_form_prints_opinions_and_leaves_signatures_to_the_pen() -> None:
    text = filled_text(filled(straw(), "filing", "case_filing_approval"))
    assert "张守田涉嫌露天焚烧秸秆案" in text
    assert "同意立案，由王建国、李秀英承办。 / 负责人签名：＿" in text
    assert "赵明德" not in text
    assert "孙国强" not in text


def test_a_filing_against_several_parties_lists_them_all() -> None:
    text = filled_text(filled(case("fire_hearing"), "filing", "case_filing_approval"))
    assert "1｜民权县示例食品有限公司｜91419999MA00000014" in text
    assert "2｜民权县示例物业服务有限公司｜" in text
    assert "公民" not in text


def test_the_interview_names_certificates_and_tells_rights_before_the_first_question() -> None:
    text = filled_text(filled(straw(), "interview", "inquiry_record"))
    told = [
        text.index(words)
        for words in ("16140000001、16140000002", "看清楚了", "申请其回避", "不申请回避", "请说明你的基本情况", "以下空白")
    ]
    assert told == sorted(told)


def test_the_order_to_rectify_says_until_when_and_where_to_turn() -> None:
    text = filled_text(filled(straw(), "rectify", "rectification_order"))
    assert "☐立即改正　☑限于2026年6月5日前改正完毕" in text
    assert "自收到本文书之日起六十日内向民权县人民政府申请行政复议" in text
    assert "自收到本文书之日起六个月内依法向民权县人民法院提起行政诉讼" in text
    assert "现场检查（勘验）笔录、现场照片（过火地块全貌）" in text


def test_the_disposal_prints_the_one_way_that_was_chosen() -> None:
    text = filled_text(filled(straw(), "given_back", "preservation_disposal_notice"))
    assert "解除先行登记保存并返还。" in text
    assert "送交检验" not in text
    assert "（民示登存字〔2026〕第1号）" in text


def test_a_preservation_names_the_last_day_for_its_disposal() -> None:
    text = filled_text(filled(straw(), "kept", "preservation_notice"))
    assert "自2026年6月3日　至2026年6月12日止" in text
    assert "七个工作日" in text


def test_an_end_that_nobody_knows_yet_stands_on_no_paper() -> None:
    text = filled_text(filled(case("fire_hearing"), "preservation", "preservation_notice"))
    assert "2026年3月18日" not in text


def test_the_report_says_that_no_band_was_on_file() -> None:
    state = case(office={"bands": ()})
    text = filled_text(filled(state, "report", "investigation_report"))
    assert "没有可以适用于本事项的裁量基准" in text
    assert "违法行为等次：" not in text


def test_the_approval_of_the_proposal_says_whether_a_hearing_is_due() -> None:
    assert "☐应当告知听证权利　☑不属于应当告知听证权利的情形" in filled_text(filled(straw(), "proposal", "penalty_approval"))


def test_the_list_of_goods_carries_the_number_of_its_notice() -> None:
    text = filled_text(filled(straw(), "kept", "items_list"))
    assert "先行登记保存物品清单" in text
    assert "所附文书文号：民示登存字〔2026〕第1号" in text
    assert "合计：共2项" in text
