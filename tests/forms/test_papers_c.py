"""The papers from delivery to the filed dossier: true to the case, legally complete, one page where an archivist expects one."""

from __future__ import annotations

import re
from functools import cache

import pytest
from forms_geometry import glyphs, outside, printed_over
from support.dossier_sheets import HEAD, SEAL, TAG_MANIFEST, evidence, sheet, slip
from support.filled_papers import FOLDER, edition, filled_paper, golden, source_for, with_numbers
from support.paper_sources import case

from forms.filled import FilledForm
from forms.filled_text import filled_text
from forms.filling import fill
from forms.layout import lay_out
from forms.loading import check_edition
from forms.papers import FormPapers
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.state import CaseState
from mq_enforce.documents.bindings.catalogue import known_names
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.ports import Rendering
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.named import PROPOSITIONS

FRAME = ("dossier_cover", "dossier_contents", "dossier_reference_sheet")
SLIP = "dossier_slip"
MADE = (
    ("delivery_receipt", "straw_burning", "rectify_delivered"),
    ("delivery_receipt", "straw_burning", "notice_delivered"),
    ("delivery_receipt", "straw_burning", "decision_delivered"),
    ("delivery_receipt", "straw_no_penalty", "exemption_delivered"),
    ("delivery_receipt", "fire_hearing", "preservation_delivered"),
    ("delivery_receipt", "fire_hearing", "hearing_notice_delivered"),
    ("delivery_receipt", "fire_hearing", "decision2_delivered"),
    ("delivery_receipt", "fire_hearing", "surcharge_delivered"),
    ("delivery_announcement", "fire_hearing", "public_notice"),
    ("fine_deferral_application", "fire_hearing", "deferral_request"),
    ("fine_deferral_approval", "fire_hearing", "deferral"),
    ("fine_deferral_notice", "fire_hearing", "deferral"),
    ("additional_fine_decision", "fire_hearing", "surcharge"),
    ("publication_approval", "straw_burning", "publication_approval"),
    ("publication_approval", "fire_hearing", "publication_approval"),
    ("av_record_archive", "straw_burning", "recordings"),
    ("av_record_archive", "fire_hearing", "recordings"),
    ("case_closing_approval", "straw_burning", "closing"),
    ("case_closing_approval", "straw_no_penalty", "closing"),
    ("case_closing_approval", "fire_hearing", "closing"),
    *((document, story, "filing_dossier") for document in (*FRAME, "evidence_index", SLIP) for story in ("straw_burning", "fire_hearing")),
)
PAPERS = tuple(dict.fromkeys(document for document, _, _ in MADE))
ONE_PAGE = (
    ("delivery_receipt", "fire_hearing", "decision2_delivered"),
    ("fine_deferral_application", "fire_hearing", "deferral_request"),
    ("fine_deferral_approval", "fire_hearing", "deferral"),
    ("publication_approval", "fire_hearing", "publication_approval"),
    ("av_record_archive", "fire_hearing", "recordings"),
    ("case_closing_approval", "straw_burning", "closing"),
    ("dossier_cover", "fire_hearing", "filing_dossier"),
    ("dossier_reference_sheet", "fire_hearing", "filing_dossier"),
    ("dossier_slip", "fire_hearing", "filing_dossier"),
)
EXTRA = {"sheet": sheet(), "evidence": evidence(), "slip": slip()}


@cache
def state_of(story: str) -> CaseState:
    return with_numbers(case(story))


def paper(document: str, story: str = "fire_hearing", act: str = "filing_dossier", **extra: object) -> FilledForm:
    return filled_paper(state_of(story), act, document, extra={**EXTRA, **extra})


def of_acts(document: str, act: str, *more: Act, story: str = "fire_hearing") -> str:
    """Return the text of a paper of a story with more acts."""
    return filled_text(filled_paper(with_numbers(case(story, more=more)), act, document))


def blank(document: str) -> FilledForm:
    return fill(edition().forms[document], TableContext(), Rendering.BLANK)


# -- the files ------------------------------------------------------------------------------------------------------


def test_the_form_files_have_no_fault() -> None:
    own = {f"{name}.toml" for name in PAPERS}
    faults = check_edition(FOLDER, known_names(PROPOSITIONS, load_lawbook().rules))
    assert [fault.sentence() for fault in faults if any(fault.where.startswith(name) for name in own)] == []


@pytest.mark.parametrize("document", [name for name in PAPERS if name != SLIP])
def test_a_paper_is_what_the_register_of_kinds_says(document: str) -> None:
    kind, head = document_kinds()[document], edition().forms[document].head
    assert head.title in {kind.title, kind.label}
    assert (head.heading == "agency") == kind.outgoing
    assert (head.number == "own") == (kind.series is not None)
    assert head.per == kind.per
    assert head.confidence == kind.confidence
    assert head.source


def test_the_slip_is_no_kind_of_document_and_takes_no_number() -> None:
    assert SLIP not in document_kinds()
    assert edition().forms[SLIP].head.number == "none"


@pytest.mark.parametrize(("document", "story", "act"), MADE)
def test_a_paper_needs_nothing_that_the_story_does_not_hold(document: str, story: str, act: str) -> None:
    assert paper(document, story, act).missing == ()


@pytest.mark.parametrize("document", PAPERS)
def test_no_period_and_no_rate_is_typed_into_a_form(document: str) -> None:
    (path,) = FOLDER.rglob(f"{document}.toml")
    number = r"[0-9一二两三四五六七八九十百]+"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "note", "source", "satisfies")):
            assert re.search(rf"{number}\s*个?(?:工作日|日内|月内|个月|日以内)|百分之{number}|经过{number}日", line) is None, line


@pytest.mark.parametrize("document", PAPERS)
def test_a_blank_paper_asks_for_nothing_and_has_room_for_the_pen(document: str) -> None:
    filled = blank(document)
    assert filled.missing == ()
    laid = lay_out(filled, {})
    assert len(laid.pages) <= 3
    assert [words for page in laid.pages for words in (*printed_over(page), *outside(page))] == []


@pytest.mark.parametrize(("document", "story", "act"), MADE)
def test_nothing_is_printed_over_anything_else(document: str, story: str, act: str) -> None:
    laid = lay_out(paper(document, story, act), {})
    assert [words for page in laid.pages for words in (*printed_over(page), *outside(page))] == []


@pytest.mark.parametrize(("document", "story", "act"), ONE_PAGE)
def test_a_form_that_fits_on_one_page_stands_on_one_page(document: str, story: str, act: str) -> None:
    assert len(lay_out(paper(document, story, act), {}).pages) == 1


@pytest.mark.parametrize("document", ["case_closing_approval", "delivery_receipt", "fine_deferral_approval", "publication_approval"])
def test_a_blank_form_stands_on_one_page(document: str) -> None:
    assert len(lay_out(blank(document), {}).pages) == 1


# -- golden texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "story", "act"),
    [
        ("delivery_receipt", "straw_burning", "decision_delivered"),
        ("delivery_receipt", "fire_hearing", "decision2_delivered"),
        ("additional_fine_decision", "fire_hearing", "surcharge"),
        ("dossier_contents", "straw_burning", "filing_dossier"),
        ("dossier_reference_sheet", "straw_burning", "filing_dossier"),
    ],
)
def test_the_paper_reads_as_it_did(document: str, story: str, act: str) -> None:
    text = filled_text(paper(document, story, act))
    assert text == golden(f"{document}-{story}", text)


# -- delivery -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["直接", "留置", "委托", "邮寄", "转交", "电子", "公告"])
def test_the_receipt_offers_every_way_of_delivery(method: str) -> None:
    assert f"☐{method}" in filled_text(blank("delivery_receipt")).replace(" ", "")


def test_the_notes_on_the_receipt_take_their_period_from_the_rules() -> None:
    text = filled_text(paper("delivery_receipt", "straw_burning", "decision_delivered"))
    assert "自发出公告之日起经过三十日" in text


def test_a_receipt_of_a_refused_paper_has_lines_for_the_witness_and_none_for_the_receiver() -> None:
    left = read_act(
        {
            "id": "left",
            "kind": "delivered",
            "at": "2026-04-20T11:00:00+08:00",
            "by": ["wang", "li"],
            "party": "p1",
            "document": "penalty_decision",
            "method": "left",
            "place": "工业路18号",
            "received_on": "2026-04-20",
            "refused_reason": "拒绝签收",
            "witness": "刘某",
            "witness_unit": "工业路社区居民委员会",
        }
    )
    lines = of_acts("delivery_receipt", "left", left).splitlines()
    witness = next(line for line in lines if line.startswith("见证人签名"))
    receiver = next(line for line in lines if line.startswith("收件人签名"))
    assert "单位：工业路社区居民委员会" in witness
    assert "＿＿" in witness
    assert "刘某" not in witness
    assert "＿＿" not in receiver


def test_an_announcement_says_why_how_long_and_what_then() -> None:
    filled = paper("delivery_announcement", "fire_hearing", "public_notice")
    text = filled_text(filled)
    for words in (
        "下落不明或者用其他方式无法送达",
        "经过三十日，即视为送达",
        "罚款人民币捌仟元整（8000元）",
        "自视为送达之日起十五日内",
        "自视为送达之日起六十日内向民权县人民政府申请行政复议",
        "六个月内依法向民权县人民法院提起行政诉讼",
        "迁移新址不明",
    ):
        assert words in text
    assert {"CIV-95-1", "CIV-95-2"} <= set(filled.satisfied)


def test_an_announced_proposal_tells_the_right_to_answer_and_no_remedies() -> None:
    posted = read_act(
        {
            "id": "posted",
            "kind": "public_notice_posted",
            "at": "2026-03-25T09:00:00+08:00",
            "by": ["wang", "li"],
            "party": "p2",
            "document": "prior_notice",
            "reason": "无法联系",
            "channels": ["公告栏"],
            "posted_on": "2026-03-25",
        }
    )
    text = of_acts("delivery_announcement", "posted", posted)
    assert "自视为送达之日起五个工作日内，有权向本机关陈述和申辩" in text
    assert "行政复议" not in text
    assert "视为放弃" not in text


# -- performance ----------------------------------------------------------------------------------------------------


def _surcharge(amount: int, until: str, at: str) -> Act:
    return read_act(
        {"id": "more", "kind": "surcharge_decided", "at": at, "by": ["wang", "li"], "party": "p2", "until": until, "amount": amount}
    )


def test_the_surcharge_decision_names_fine_days_rate_amount_and_limit() -> None:
    filled = paper("additional_fine_decision", "fire_hearing", "surcharge")
    text = filled_text(filled)
    for words in (
        "罚款捌仟元整（8000元）",
        "到2026年6月8日届满",
        "自2026年6月9日起至2026年6月18日止，共计算10日",
        "每日按罚款数额的百分之三加处罚款，加处罚款贰仟肆佰元整（2400元）",
        "加处罚款的总额不超出罚款的数额",
        "申请行政复议",
    ):
        assert words in text
    assert {"PUN-72-1-1", "COE-45-1", "COE-45-2"} <= set(filled.satisfied)


def test_a_surcharge_that_has_reached_the_fine_grows_no_more() -> None:
    text = of_acts("additional_fine_decision", "more", _surcharge(5600, "2026-06-18", "2026-06-18T09:30:00+08:00"))
    assert "已经达到罚款的数额，以后不再增加" in text
    assert "继续按上述标准计算" not in text
    assert "此前已决定加处罚款贰仟肆佰元整（2400元）" in text


def test_the_answer_to_a_request_is_one_of_three() -> None:
    refused = read_act(
        {
            "id": "refused",
            "kind": "deferral_approved",
            "at": "2026-04-29T09:00:00+08:00",
            "by": ["wang", "li"],
            "party": "p1",
            "instalments": [{"due": "2026-06-26", "amount": 30000}],
            "approval": {
                "officers": "建议不批准",
                "officers_on": "2026-04-29",
                "team": {"by": "sun", "text": "同意", "on": "2026-04-29"},
                "agency": {"by": "zhao", "agree": False, "text": "没有证明经济困难", "on": "2026-04-29"},
            },
        }
    )
    text = of_acts("fine_deferral_notice", "refused", refused)
    assert "不同意你（单位）延期（分期）缴纳。理由：没有证明经济困难。" in text
    assert "申请行政复议" in text
    granted = filled_text(paper("fine_deferral_notice", "fire_hearing", "deferral"))
    assert "同意你（单位）分两期缴纳" in granted
    assert "2｜2026年6月26日｜壹万伍仟元整（15000元）｜0元" in granted
    assert "申请行政复议" not in granted
    assert "百分之三" in granted


# -- publication, recordings, closing -------------------------------------------------------------------------------


def test_the_name_of_a_citizen_is_not_put_up_for_publication() -> None:
    lines = filled_text(paper("publication_approval", "straw_burning", "publication_approval")).split("拟公示内容")[1]
    assert "执法对象：张某某" in lines
    assert "张守田" not in lines


@pytest.mark.parametrize(("story", "way"), [("straw_burning", "自动履行"), ("straw_no_penalty", "不予处罚"), ("fire_hearing", "自动履行")])
def test_the_way_in_which_a_case_ended_is_ticked(story: str, way: str) -> None:
    line = next(one for one in filled_text(paper("case_closing_approval", story, "closing")).splitlines() if one.startswith("结案方式"))
    assert re.findall(r"☑\s*([^\s☐☑　]+)", line) == [way]


# -- the dossier ----------------------------------------------------------------------------------------------------


def test_the_reference_sheet_freezes_head_and_seal_as_the_verifier_looks_for_them() -> None:
    values = paper("dossier_reference_sheet", "straw_burning").values
    printed = "".join("".join(text.split()) for text in values.values())
    assert HEAD in printed
    assert SEAL in printed
    assert (values["dossier.case_head_number"], values["dossier.last_seal_number"]) == ("63", "9")


def test_the_contents_are_ruled_to_the_foot_of_every_page() -> None:
    for times, pages in ((1, 1), (8, 3)):
        laid = lay_out(paper("dossier_contents", "straw_burning", sheet=sheet(times)), {})
        assert len(laid.pages) == pages
        heads = [mark.text for page in laid.pages for mark in glyphs(page) if mark.text == "页号"]
        assert len(heads) == pages


def test_a_volume_is_named_on_each_of_its_sheets_and_a_single_one_is_not() -> None:
    for document in FRAME:
        assert "第1卷（共2卷）" in filled_text(paper(document, volume="", sheet=sheet(volume="第1卷（共2卷）")))
        assert "卷次" not in filled_text(paper(document))


def test_the_title_of_a_closed_case_says_no_longer_suspected() -> None:
    for document in (*FRAME, "evidence_index"):
        assert "涉嫌" not in filled_text(paper(document, "straw_burning"))


def test_the_slip_shows_the_digest_large_and_says_how_to_check_it() -> None:
    filled = paper(SLIP)
    (page,) = lay_out(filled, {}).pages
    groups = [TAG_MANIFEST[start : start + 8] for start in range(0, 64, 8)]
    assert all(mark.size >= 16 for mark in glyphs(page) if mark.text in groups)
    assert sum(mark.text in groups for mark in glyphs(page)) == 8
    text = filled_text(filled)
    for words in ("mq-enforce verify", "--slip", "certutil -hashfile tagmanifest-sha256.txt SHA256", "sha256sum tagmanifest-sha256.txt"):
        assert words in text


def test_every_paper_can_be_issued() -> None:
    papers = FormPapers.from_folder(FOLDER)
    for document, story, act in (MADE[0], MADE[8], MADE[12], MADE[-1]):
        made_from = source_for(state_of(story), act, document)
        context = CaseContext(type(made_from)(**{**vars(made_from), "extra": EXTRA}))
        number = "民示字〔2026〕第1号" if edition().forms[document].head.number == "own" else None
        drawn = papers.draw(document, context, Rendering.ISSUED, number)
        assert drawn.pdf.startswith(b"%PDF")
