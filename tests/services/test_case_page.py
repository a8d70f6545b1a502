"""The page of a case: rail, deadlines, papers, findings and timeline of the bundled stories, part-way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.part_way import PartWay, part_way
from support.stories import moment

from mq_enforce.case.acts import read_act
from mq_enforce.services.case_page import CasePage, RailStep, case_page, worst
from mq_enforce.services.crossing import BadInput
from mq_enforce.services.papers import reissue, void
from mq_enforce.services.results import result_of

pytestmark = pytest.mark.slow


def step(page: CasePage, step_id: str) -> RailStep:
    return next(one for one in page.rail if one.id == step_id)


@pytest.fixture(scope="module")
def fire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PartWay]:
    with part_way(tmp_path_factory.mktemp("fire"), "fire_hearing", "deferral_delivered") as case:
        yield case


@pytest.fixture(scope="module")
def straw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PartWay]:
    with part_way(tmp_path_factory.mktemp("straw"), "straw_burning", "notice_delivered") as case:
        yield case


# -- rail ----------------------------------------------------------------------------------------------------


def test_the_rail_agrees_with_the_result(fire: PartWay, straw: PartWay) -> None:
    for case in (fire, straw):
        page = case_page(case.program, case.case_id)
        result = result_of(case.program, case.case_id, case.clock.now())
        assert page.now_step == result["case"]["stage"]
        shown = [(one.id, subject.party, subject.status.value) for one in page.rail for subject in one.subjects]
        kept = [(one["step"], one["party"], one["status"]) for one in result["checklist"]]
        assert shown == kept
        assert not any(line.late for line in page.deadlines)


def test_a_step_for_several_parties_counts_those_it_is_needed_for(fire: PartWay) -> None:
    page = case_page(fire.program, fire.case_id)
    assert step(page, "notice_delivery").text == "送达告知书（2/2）"
    assert step(page, "prior_notice").text == "处罚事先告知（1/1）"
    delivery = step(page, "decision_delivery")
    assert (delivery.text, delivery.word) == ("送达决定书（1/2）", "待办")
    assert [(one.name, one.word) for one in delivery.subjects] == [
        ("民权县示例食品有限公司", "已完成"),
        ("民权县示例物业服务有限公司", "待办"),
    ]
    assert step(page, "statement_review").text == "复核陈述申辩"
    assert step(page, "filing").text == "立案"


def test_a_step_says_its_article_acts_papers_and_systems(straw: PartWay) -> None:
    page = case_page(straw.program, straw.case_id)
    site = step(page, "site")
    assert (site.tags, site.acts, site.makes) == (("音像记录",), (("site_inspected", "现场检查（勘验）"),), ("现场检查（勘验）笔录",))
    assert site.article == "《中华人民共和国行政处罚法》第五十四条第一款、第五十五条"
    assert [kind for kind, _label in step(page, "payment").acts] == ["fine_paid", "fine_collected"]
    assert (step(page, "preservation_approval").word, step(page, "preservation").word) == ("可选", "不需要")
    assert step(page, "preservation").subjects[0].reason == "没有需要先行登记保存的证据"


def test_what_blocks_a_step_comes_with_article_and_the_step_that_would_satisfy_it(straw: PartWay, fire: PartWay) -> None:
    page = case_page(straw.program, straw.case_id)
    jumps = {one.id: subject.remedy_step for one in page.rail for subject in one.subjects if subject.blocked and one.id != "public_notice"}
    assert jumps == {
        "review": "review_submission",
        "decision_approval": "statement",
        "decision": "decision_approval",
        "decision_delivery": "decision",
        "closing": "decision",
        "dossier": "closing",
    }
    (blocked,) = step(page, "review").subjects[0].blocked
    assert blocked.article == "《中华人民共和国行政处罚法》第五十八条"
    assert step(page, "public_notice").subjects[0].remedy_step == ""
    later = step(case_page(fire.program, fire.case_id), "closing").subjects[0]
    assert (len(later.blocked), later.remedy_step) == (2, "decision_delivery")


def test_at_the_beginning_each_blocked_step_leads_to_one_before_it(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "clue") as case:
        page = case_page(case.program, case.case_id)
        order = [one.id for one in page.rail]
        jumps = {one.id: subject.remedy_step for one in page.rail for subject in one.subjects if subject.remedy_step}
        assert jumps["filing"] == "jurisdiction"
        assert jumps["officers"] == "filing"
        assert jumps["investigation_end"] == "filing"
        assert all(order.index(remedy) < order.index(blocked) for blocked, remedy in jumps.items())


def test_a_date_stands_with_weekday_and_doubt(straw: PartWay) -> None:
    page = case_page(straw.program, straw.case_id)
    assert step(page, "statement").subjects[0].due_text == "2026年6月16日（星期二），非法定"
    assert step(page, "decision").subjects[0].due_text == "2026年9月1日（星期二）"
    (limit,) = [line for line in page.deadlines if line.rule == "PUN-LIM2"]
    assert limit.due_text == "2028年6月3日（星期六），暂定"


def test_the_party_silent_until_the_end_of_its_period_makes_no_step_late(straw: PartWay) -> None:
    page = case_page(straw.program, straw.case_id, moment("2026-06-20T09:00:00"))
    assert step(page, "statement").word == "可选"
    late = case_page(straw.program, straw.case_id, moment("2026-09-02T09:00:00"))
    assert {line.rule for line in late.deadlines if line.late} == {"PUN-90"}


def test_a_step_whose_duty_was_missed_is_late(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "jurisdiction") as case:
        page = case_page(case.program, case.case_id, moment("2026-06-15T09:00:00"))
        assert (step(page, "filing").word, step(page, "filing").status.value) == ("超期", "overdue")
        assert page.now_step == "filing"


def test_the_worst_subject_speaks_for_the_step() -> None:
    status = type(worst(()))
    assert worst((status.DONE, status.BLOCKED, status.OVERDUE)) is status.OVERDUE
    assert worst((status.DONE, status.OPEN, status.BLOCKED)) is status.BLOCKED
    assert worst((status.NOT_NEEDED, status.DONE)) is status.DONE
    assert worst((status.NOT_NEEDED,)) is status.NOT_NEEDED


# -- head, deadlines, papers ---------------------------------------------------------------------------------


def test_the_head_names_the_case(straw: PartWay) -> None:
    head = case_page(straw.program, straw.case_id).head
    assert (head.number, head.title, head.violation, head.procedure) == (
        "民示案〔2026〕1号",
        "张守田露天焚烧秸秆案",
        "露天焚烧秸秆",
        "行政处罚普通程序",
    )
    assert (head.parties, head.stage, head.closed_on, head.marks) == ((("p1", "张守田"),), "送法制审核", None, ())


def test_a_replaced_period_is_marked_and_gives_its_step_no_date(fire: PartWay) -> None:
    page = case_page(fire.program, fire.case_id)
    (pay,) = [line for line in page.deadlines if line.rule == "PUN-PAY15"]
    assert (pay.replaced, pay.late, pay.name, pay.whose) == (True, None, "民权县示例食品有限公司", "当事人")
    assert [subject.due_text for subject in step(page, "payment").subjects] == ["", ""]


def test_papers_know_their_delivery_and_nothing_is_missing(fire: PartWay) -> None:
    page = case_page(fire.program, fire.case_id)
    decisions = [(paper.name, paper.number, paper.delivered_on) for paper in page.papers if paper.document == "penalty_decision"]
    assert decisions == [
        ("民权县示例食品有限公司", "民示罚决字〔2026〕第1号", date(2026, 4, 20)),
        ("民权县示例物业服务有限公司", "民示罚决字〔2026〕第2号", None),
    ]
    assert page.missing_papers == ()
    assert page.findings == ()


def test_a_voided_paper_is_missing_until_another_stands_in_its_place(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "notice") as case:
        old = "notice.prior_notice.p1"
        data = {"id": "void1", "kind": "paper_voided", "at": "2026-06-09T10:30:00+08:00", "by": ["wang"], "paper": old, "reason": "写错"}
        act = read_act(data)
        case.at("2026-06-09T10:30:00")
        void(case.program, case.case_id, act)  # type: ignore[arg-type] # the union's one kind
        page = case_page(case.program, case.case_id)
        assert [(one.title, one.name) for one in page.missing_papers] == [("行政处罚事先告知书", "张守田")]
        reissue(case.program, case.case_id, old)
        page = case_page(case.program, case.case_id)
        assert page.missing_papers == ()
        papers = {paper.id: (paper.voided, paper.replaced) for paper in page.papers if paper.document == "prior_notice"}
        assert papers == {old: (True, f"{old}+"), f"{old}+": (False, "")}
        (entry,) = [one for one in page.timeline if one.act == "notice"]
        assert entry.papers == ("《行政处罚事先告知书》民示罚告字〔2026〕第1号（已作废）", "《行政处罚事先告知书》民示罚告字〔2026〕第2号")


# -- timeline and findings -----------------------------------------------------------------------------------


def test_the_timeline_tells_who_did_what_and_who_recorded_it(straw: PartWay) -> None:
    entries = case_page(straw.program, straw.case_id).timeline
    assert [one.at for one in entries] == sorted(one.at for one in entries)
    last = entries[-1]
    assert (last.label, last.about, last.party, last.people) == ("送达文书", "行政处罚事先告知书", "张守田", ("王建国", "李秀英"))
    assert (last.recorded_by, last.recorded_at, last.marks, last.findings) == ("案件日志", last.at, (), ())
    assert last.papers == ("《行政处罚文书送达回证》",)


def test_what_was_done_against_the_law_taken_over_corrected_or_voided_is_marked(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "clue", practice=True, change=lambda act: act.model_copy(update={"taken_over": True})) as case:
        case.record(case.act("site", by=["wang"], irregular="只有一人到场"))
        case.record(
            read_act(
                {
                    "id": "fixed",
                    "kind": "fact_corrected",
                    "at": "2026-06-03T15:00:00+08:00",
                    "by": ["wang"],
                    "path": "parties.p1.address",
                    "value": "民权县示例乡一村",
                    "why": "以证件为准",
                }
            )
        )
        case.record(
            read_act(
                {
                    "id": "gone",
                    "kind": "act_voided",
                    "at": "2026-06-03T16:00:00+08:00",
                    "by": ["wang"],
                    "refers_to": "site",
                    "reason": "误记",
                }
            )
        )
        page = case_page(case.program, case.case_id)
        assert page.head.marks == ("练习", "启用前", "不合程序")
        marks = {one.act: one.marks for one in page.timeline}
        assert marks == {"clue": ("启用前",), "site": ("不合程序", "已作废"), "fixed": ("更正",), "gone": ()}
        (finding,) = page.findings
        assert (finding.act, finding.violation.block, finding.irregular, finding.voided) == ("site", "HB-02", "只有一人到场", True)
        assert finding.sentence.startswith("[HB-02]")


def test_a_finished_case_has_no_next_step(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_no_penalty", "filing_dossier") as case:
        page = case_page(case.program, case.case_id)
        assert (page.now_step, page.head.stage) == ("", "已办结")
        assert page.head.closed_on is not None


def test_an_unknown_case_is_bad_input(straw: PartWay) -> None:
    with pytest.raises(BadInput):
        case_page(straw.program, "case-0")
