"""What an act begins with in the window: what the case knows, and nothing that only a person can say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.part_way import part_way
from support.stories import Story, moment, story

from mq_enforce.base.actors import Actor
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.services.act_faults import spec_at
from mq_enforce.services.act_forms import act_form
from mq_enforce.services.act_input import check_input
from mq_enforce.services.cases import read_case
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.starting_facts import starter_questions
from mq_enforce.services.starting_values import starting_values

CLOCK = StoryClock(moment("2026-06-03T18:00:00"))
IDS = StoryIds(b"seed")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """An office with 李秀英 at the keyboard; the stories are in memory."""
    actor = Actor("li", "李秀英", "agency", "test")
    with open_program(tmp_path_factory.mktemp("office") / "data", None, actor, CLOCK, IDS) as opened:
        yield opened


def begun(program: Program, told: Story, kind: str, party: str | None = None, at: str = "2026-06-23T09:00:30") -> dict[str, Any]:
    CLOCK.moment = moment(at)
    return starting_values(program, told.state, kind, party, CLOCK.moment)


def test_an_act_begins_with_a_free_id_and_the_minute(program: Program) -> None:
    data = begun(program, story("straw_burning", until="filing"), "site_inspected")
    assert (data["kind"], data["id"], data["at"]) == ("site_inspected", "site_inspected_1", "2026-06-23T09:00+08:00")
    told = story("straw_burning", until="filing")
    taken = told.with_acts(told.act("site", id="site_inspected_1"), told.act("site", id="site_inspected_3"))
    assert begun(program, taken, "site_inspected")["id"] == "site_inspected_2"


def test_no_identifier_is_used_up(program: Program) -> None:
    before = IDS.count
    begun(program, story("straw_burning"), "evidence_collected")
    assert IDS.count == before


@pytest.mark.parametrize("name", ["straw_burning", "fire_hearing", "straw_no_penalty"])
def test_every_kind_of_act_begins_lawfully_spelled_at_every_stage(program: Program, name: str) -> None:
    whole = story(name)
    for record in (None, *whole.state.records[::6]):
        told = story(name, until=record.act.id) if record is not None else story(name, before=whole.diary.acts[0].id)
        for kind in ACT_TYPES:
            for party in (None, *told.state.parties):
                data = begun(program, told, kind, party, "2026-07-20T09:00:00")
                assert data.get("party") in {party, *(told.state.parties if len(told.state.parties) == 1 else ())}
                for fault in check_input(kind, data).faults:
                    assert fault.message.startswith("还没有") or fault.path == ("sha256",), (name, kind, fault)
                for key in data:
                    assert key in {"kind", "sha256"} or spec_at(act_form(kind), (key,)) is not None, (kind, key)


def test_what_only_a_person_can_say_begins_empty(program: Program) -> None:
    told = story("fire_hearing", before="review")
    for kind in ("site_inspected", "interview_held", "statement_made", "hearing_held", "deliberation_held"):
        data = begun(program, told, kind, "p1")
        assert not {"began", "ended", "certificates_shown", "recusal_told", "findings", "content", "conclusion"} & set(data)
    review = begun(program, told, "legal_review_given")
    assert len(review["heads"]) == 9
    assert not any("passed" in head for head in review["heads"])
    assert not {"opinion", "text"} & set(review)
    deliberation = begun(program, told, "deliberation_held")
    assert not any({"vote", "opinion"} & set(voice) for voice in deliberation["voices"])
    filing = begun(program, story("straw_burning", before="filing"), "filing_approved")
    assert not any("text" in filing["approval"][level] or "agree" in filing["approval"][level] for level in ("team", "agency"))


def test_the_officers_of_the_case_do_it_while_their_certificates_are_in_force(program: Program) -> None:
    told = story("straw_burning", until="officers")
    assert begun(program, told, "interview_held")["by"] == ["wang", "li"]
    assert "by" not in begun(program, told, "interview_held", at="2028-05-01T09:00:00")
    assert begun(program, story("straw_burning", until="clue"), "site_inspected")["by"] == ["wang", "li"]
    assert begun(program, story("straw_burning", before="clue"), "site_inspected")["by"] == ["li"]


def test_whoever_alone_holds_a_post_is_named_and_of_several_none(program: Program) -> None:
    told = story("straw_burning", before="report")
    assert begun(program, told, "legal_review_given")["by"] == ["chen"]
    assert begun(program, told, "irregularity_accepted")["by"] == ["zhao"]
    assert begun(program, told, "officers_assigned")["by"] == ["sun"]
    assert begun(program, told, "publication_approved")["by"] == ["wu"]
    assert "by" not in begun(program, told, "publication_approved")["agency_opinion"]
    assert begun(program, told, "filing_approved")["approval"]["agency"] == {"by": "zhao", "on": "2026-06-23"}


def test_a_filing_begins_with_the_facts_and_the_broken_rule(program: Program) -> None:
    data = begun(program, story("straw_burning", before="filing"), "filing_approved")
    assert data["discovered_on"] == "2026-06-03"
    assert data["violated"][0] == "河南省大气污染防治条例第五十四条第二款"
    assert data["summary"].startswith("2026年6月3日8时40分至9时35分，张守田在民权县示例镇东岗村村西麦田，")
    assert "涉嫌违反《河南省大气污染防治条例》第五十四条第二款" in data["summary"]


def test_the_reason_of_competence_names_the_document_that_grants_it_and_says_nothing_without_one(program: Program) -> None:
    told = story("straw_burning", before="jurisdiction")
    data = begun(program, told, "jurisdiction_confirmed")
    assert "民示政〔2025〕示例1号" in data["reason"]
    assert "within_area" not in data
    assert "reason" not in begun(program, told.office(grants=()), "jurisdiction_confirmed")


def test_an_interview_begins_with_the_party_and_questions_without_answers(program: Program) -> None:
    data = begun(program, story("straw_burning", before="interview"), "interview_held", "p1")
    assert data["person"]["id_number"] == "419999196805120011"
    assert data["person"]["relation"] == "当事人"
    assert [turn["question"] for turn in data["turns"]] == list(starter_questions("interview"))
    assert not any("answer" in turn for turn in data["turns"])
    assert "ordinal" not in data
    assert begun(program, story("straw_burning", until="interview"), "interview_held", "p1")["ordinal"] == 2


def test_the_head_of_a_unit_is_interviewed_for_it(program: Program) -> None:
    person = begun(program, story("fire_hearing", before="interview1"), "interview_held", "p1")["person"]
    assert person == {
        "name": "何俊峰",
        "work_unit": "民权县示例食品有限公司",
        "post": "执行董事",
        "phone": "13900000011",
        "relation": "当事人的法定代表人（负责人）",
    }


def test_the_report_begins_with_all_lawful_evidence_and_one_proposal_for_each_party(program: Program) -> None:
    data = begun(program, story("fire_hearing", before="report"), "investigation_ended")
    assert data["evidence"] == ["e1", "e2", "site", "e3", "site2", "interview1", "interview2"]
    assert [one["party"] for one in data["proposals"]] == ["p1", "p2"]
    assert data["proposals"][0]["basis"] == ["消防法第六十条第一款第一项"]
    assert "penalties" not in data["proposals"][0]
    assert data["process"].startswith("2026年3月2日，登记线索；2026年3月3日，进行现场检查、批准立案")


def test_what_was_approved_is_carried_out_on_the_same_goods(program: Program) -> None:
    data = begun(program, story("fire_hearing", before="preservation"), "preservation_started", "p1")
    assert data["item"] == "g1"
    assert data["goods"][0]["name"] == "手提式干粉灭火器"
    assert begun(program, story("fire_hearing", before="preservation_disposal"), "preservation_disposed", "p1")["item"] == "g1"


def test_what_was_notified_is_heard(program: Program) -> None:
    told = story("fire_hearing", before="hearing")
    data = begun(program, told, "hearing_held", "p1", "2026-04-09T11:00:00")
    assert (data["meeting"], data["chair"], data["members"], data["recorder"]) == ("hearing1", "zheng", ["feng"], "wu")
    assert (data["by"], data["investigators"], data["present_parties"]) == (["zheng", "feng"], ["wang", "li"], ["p1"])
    assert begun(program, told, "hearing_notified")["meeting"] == "hearing2"


def test_the_approval_of_a_decision_tells_what_the_parties_said(program: Program) -> None:
    data = begun(program, story("straw_burning", before="decision_approval"), "decision_approved")
    assert data["statement_summary"].startswith("当事人提出：烧麦秸是我不对。")
    assert data["statement_answer"].endswith("分期缴纳。")
    both = begun(program, story("fire_hearing", before="decision_approval"), "decision_approved")
    assert "民权县示例食品有限公司没有提出陈述、申辩；2026年4月9日举行了听证" in both["statement_summary"]
    untold = begun(program, story("straw_burning", before="notice"), "decision_approved")
    assert "statement_summary" not in untold


def test_a_decision_not_to_punish_carries_what_was_approved(program: Program) -> None:
    told = story("straw_no_penalty", before="decision")
    data = begun(program, told, "no_penalty_decided", "p1")
    approved = next(act for act in told.diary.acts if act.kind == "no_penalty_approved")
    assert data["ground"] == getattr(approved, "ground", None)
    assert data["reason"] == getattr(approved, "reason", None)


def test_the_fine_of_the_decision_is_what_is_paid_first(program: Program) -> None:
    assert begun(program, story("straw_burning", before="paid"), "fine_paid", "p1")["amount"] == "1000"
    assert "amount" not in begun(program, story("straw_burning", until="paid"), "fine_paid", "p1")


def test_the_surcharge_begins_with_what_has_run_up(program: Program) -> None:
    data = begun(program, story("fire_hearing", before="surcharge"), "surcharge_decided", "p2", "2026-06-18T09:00:00")
    assert (data["until"], data["amount"]) == ("2026-06-18", "2400")
    assert "amount" not in begun(program, story("fire_hearing", before="surcharge"), "surcharge_decided", "p1", "2026-06-18T09:00:00")


def test_the_closing_tells_what_was_paid(program: Program) -> None:
    data = begun(program, story("fire_hearing", before="closing"), "case_closed")
    assert data["performance"] == (
        "民权县示例食品有限公司缴纳30000元（2026年6月25日缴完最后一笔）；民权县示例物业服务有限公司缴纳10400元（2026年6月18日缴完最后一笔）。"
    )
    assert "way" not in data


def test_recordings_of_inspections_are_listed_with_their_times(program: Program) -> None:
    data = begun(program, story("fire_hearing", before="recordings"), "recordings_archived")
    assert [(one["act"], one["began"]) for one in data["recordings"]] == [
        ("site", "2026-03-03T09:30+08:00"),
        ("site2", "2026-03-03T10:35+08:00"),
    ]
    assert not any({"recorded_by", "device", "medium"} & set(one) for one in data["recordings"])


def test_the_instalments_that_were_asked_for_are_approved(program: Program) -> None:
    data = begun(program, story("fire_hearing", before="deferral"), "deferral_approved", "p1")
    assert data["instalments"] == [{"due": "2026-05-29", "amount": "15000"}, {"due": "2026-06-26", "amount": "15000"}]


def test_the_paper_that_has_not_reached_the_party_is_delivered_at_the_confirmed_address(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "rectify") as case:
        state = read_case(case.program, case.case_id)
        data = starting_values(case.program, state, "delivered", "p1", case.clock.now())
        assert (data["document"], data["place"], data["receiver"]) == ("rectification_order", "民权县示例镇东岗村88号", "张守田")
        assert "received_by" not in data
        case.record(case.act("address", address="民权县示例镇东岗村90号", at="2026-06-03T15:35:00+08:00"))
        state = read_case(case.program, case.case_id)
        assert starting_values(case.program, state, "delivered", "p1", case.clock.now())["place"] == "民权县示例镇东岗村90号"
        case.record(case.act("rectify_delivered"))
        state = read_case(case.program, case.case_id)
        assert "document" not in starting_values(case.program, state, "delivered", "p1", case.clock.now())
