"""Who signs as head of the agency, in which order, and not before what the signature rests on; acts taken over."""

from __future__ import annotations

from typing import Any

import pytest
from builder_b import act, fire, free, straw, why
from support.stories import Story, story

from mq_enforce.base.errors import BadInput
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.procedures.engine import admit
from mq_enforce.procedures.propositions.approvals import APPROVING


def found(tale: Story, one: Act, gate: str) -> list[str]:
    """Return what a gate without a block says against an act; each with an article and a way out."""
    violations = [violation for violation in tale.verdict(one).violations if violation.requirement == gate]
    assert all(violation.article.startswith("《") and violation.remedy and violation.block is None for violation in violations)
    return [violation.message for violation in violations]


def signed(tale: Story, act_id: str, **changes: Any) -> Act:  # noqa: ANN401 - parts of an approval
    """Return an act with parts of its approval changed: agency={...}, team={...}, review={...}, officers_on=..."""
    one = tale.act(act_id)
    approval: dict[str, Any] = one.approval.model_dump(mode="json")  # type: ignore[attr-defined]
    for part, value in changes.items():
        approval[part] = {**(approval.get(part) or {}), **value} if isinstance(value, dict) else value
    return tale.act(act_id, approval=approval)


def who(tale: Story, one: Act) -> list[str]:
    return found(tale, one, "approved_by_a_leader")


def order(tale: Story, one: Act) -> list[str]:
    return found(tale, one, "opinions_follow_each_other")


LAWFUL = [
    *(("straw_burning", act_id) for act_id in ("filing", "proposal", "decision_approval", "publication_approval", "closing")),
    *(("straw_no_penalty", act_id) for act_id in ("exemption_approved",)),
    *(("fire_hearing", act_id) for act_id in ("preservation_approval", "deferral")),
]


@pytest.mark.parametrize(("name", "act_id"), LAWFUL)
def test_a_lawful_approval_passes_and_one_by_an_officer_or_the_head_of_the_team_does_not(name: str, act_id: str) -> None:
    tale = story(name, before=act_id)
    lawful = tale.act(act_id)
    assert isinstance(lawful, APPROVING)
    assert (who(tale, lawful), order(tale, lawful)) == ([], [])
    field = "agency_opinion" if act_id == "publication_approval" else "approval"
    for person, name_of in (("wang", "王建国"), ("sun", "孙国强")):
        data = lawful.model_dump(mode="json")[field]
        (data if field == "agency_opinion" else data["agency"])["by"] = person
        (message,) = who(tale, tale.act(act_id, **{field: data}))
        assert name_of in message
        assert "不是本机关负责人" in message


def test_the_clerk_does_not_approve_her_own_publication() -> None:
    tale = straw(before="publication_approval")
    opinion = {"by": "wu", "text": "同意", "on": "2026-06-29"}
    assert who(tale, tale.act("publication_approval", agency_opinion=opinion))


@pytest.mark.parametrize(("by", "lawful"), [("钱卫东", True), ("qian", True), ("王建国", False), ("查无此人", False), ("nobody", False)])
def test_whoever_signs_is_known_by_id_or_by_name(by: str, lawful: bool) -> None:
    tale = straw(before="filing")
    assert (who(tale, signed(tale, "filing", agency={"by": by})) == []) is lawful


def test_a_leader_who_investigated_the_case_does_not_approve_it() -> None:
    tale = straw(before="decision_approval")
    mixed = tale.without("officers").with_acts(tale.act("officers", officers=["wang", "li", "qian"]))
    (message,) = who(mixed, signed(mixed, "decision_approval", agency={"by": "qian"}))
    assert "承办（调查）人员" in message
    assert who(mixed, mixed.act("decision_approval")) == []


def test_a_refusal_is_the_heads_as_well() -> None:
    tale = straw(before="filing")
    assert who(tale, signed(tale, "filing", agency={"by": "wang", "agree": False}))
    assert who(tale, signed(tale, "filing", agency={"agree": False})) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"officers_on": "2026-06-23"}, "承办机构2026年6月22日（星期一）签署，早于承办人的2026年6月23日"),
        ({"team": {"on": "2026-06-23"}}, "法制机构2026年6月22日（星期一）签署，早于承办机构的2026年6月23日"),
        ({"agency": {"on": "2026-06-18"}}, "行政机关负责人2026年6月18日（星期四）签署，早于法制机构的2026年6月22日"),
        ({"agency": {"on": "2026-06-23"}}, "行政机关负责人2026年6月23日（星期二）才签署，晚于登记批准处罚决定的2026年6月22日"),
        ({"officers_on": "2026-06-02"}, "承办人2026年6月2日（星期二）签署，早于发现线索的2026年6月3日"),
    ],
)
def test_opinions_go_from_officer_to_head_none_before_the_clue_none_after_the_act(changes: dict[str, Any], words: str) -> None:
    tale = straw(before="decision_approval")
    assert words in order(tale, signed(tale, "decision_approval", **changes))[0]


def test_a_filing_is_not_approved_before_the_conduct_came_to_light() -> None:
    tale = straw(before="filing")
    early = signed(tale, "filing", officers_on="2026-05-01", team={"on": "2026-05-01"}, agency={"on": "2026-05-01"})
    assert "早于发现线索" in order(tale, early)[0]


def test_without_a_review_column_team_and_head_follow_each_other() -> None:
    tale = straw(before="decision_approval")
    one = signed(tale, "decision_approval", agency={"on": "2026-06-21"})
    data = one.model_dump(mode="json")["approval"] | {"review": None}
    assert "早于承办机构" in order(tale, tale.act("decision_approval", approval=data))[0]


def signed_on(tale: Story, day: str) -> Act:
    """Return the approval of the decision with every signature on one day, recorded as in the story."""
    return signed(tale, "decision_approval", officers_on=day, team={"on": day}, review={"on": day}, agency={"on": day})


@pytest.mark.parametrize(("day", "lawful"), [("2026-06-16", False), ("2026-06-17", False), ("2026-06-18", True)])
def test_the_head_signs_after_the_statement_period_and_the_answer(day: str, lawful: bool) -> None:
    """The period runs to the end of 16 June; the statement is answered on the 18th or before."""
    tale = straw(before="decision_approval")
    answered = tale.act("statement_review").on.isoformat()
    assert answered in {"2026-06-17", "2026-06-18"}
    expected = lawful or day >= answered
    assert (not [v for v in tale.verdict(signed_on(tale, day)).violations if v.requirement == "head_signed_after_the_periods"]) is expected


def test_a_head_who_signed_before_the_notice_did_not_hear_the_party() -> None:
    tale = straw(before="decision_approval")
    messages = [
        v.message for v in tale.verdict(signed_on(tale, "2026-06-04")).violations if v.requirement == "head_signed_after_the_periods"
    ]
    assert messages
    assert "陈述申辩期到2026年6月16日（星期二）才届满" in messages[0]


def test_nor_before_the_time_for_asking_for_a_hearing_is_over() -> None:
    gone = ("hearing_request", "hearing_notice", "hearing_notice_delivered", "hearing", "hearing_report", "statement", "statement_review")
    tale = fire(before="decision_approval")
    tale = tale.without(*(one for one in gone if tale.state.record(one) is not None))
    waived = act("rights_waived", "2026-03-25T10:00:00", "waived", party="p1", in_writing=True, statement=True, hearing=False)
    other = act("rights_waived", "2026-03-25T10:00:00", "waived2", party="p2", in_writing=True)
    tale = tale.with_acts(waived, other)
    found_ = [v for v in tale.verdict(signed_on(tale, "2026-03-27")).violations if v.requirement == "head_signed_after_the_periods"]
    assert [v.block for v in found_][:1] == ["HB-60"]
    assert "要求听证的期限" in found_[0].message
    assert found_[0].article == "《中华人民共和国行政处罚法》第六十四条第一项"


@pytest.mark.parametrize(("day", "lawful"), [("2026-06-19", False), ("2026-06-21", False), ("2026-06-22", True)])
def test_the_head_signs_after_review_and_deliberation(day: str, lawful: bool) -> None:
    tale = straw(before="decision_approval")
    assert free(tale, signed_on(tale, day), "HB-62") is lawful
    if not lawful:
        assert "集体讨论（2026年6月22日（星期一））" in why(tale, signed_on(tale, day), "HB-62")


def test_and_after_the_hearing() -> None:
    tale = fire(before="decision_approval")
    messages = [v.message for v in tale.verdict(signed_on(tale, "2026-04-08")).violations if v.requirement == "head_signed_last"]
    assert "听证（2026年4月9日（星期四））" in messages[0]


def test_the_head_does_not_agree_over_the_reviewers_refusal_where_review_is_due() -> None:
    tale = straw(before="decision_approval")
    against = signed(tale, "decision_approval", review={"agree": False, "text": "裁量不当，不同意"})
    assert "法制机构在审批表上不同意" in why(tale, against, "HB-09")
    free_office = tale.office(review_list=())
    assert free(free_office, against, "HB-09")
    assert free(tale, signed(tale, "decision_approval", review={"agree": False}, agency={"agree": False}), "HB-09")


def test_an_act_of_today_is_not_taken_over_from_before_the_installation() -> None:
    tale = straw(before="notice")
    late = tale.act("decision", taken_over=True)
    with pytest.raises(BadInput, match="启用前已办理"):
        admit(tale.state, late, tale.procedure, tale.law, late.at)


def test_the_paper_of_an_event_before_the_installation_stands_in_nobodys_way() -> None:
    tale = story("a_running_case_is_taken_over", before="filing")
    clue = tale.state.records[0].act
    paper = PaperIssued(
        id=f"{clue.id}.report_register", at=clue.at, refers_to=clue.id, document="report_register", title="登记表",
        sha256="0" * 64, pages=1, specification="0" * 64,
    )  # fmt: skip
    filing = tale.act("filing")
    assert filing.taken_over
    admit(tale.with_acts(paper).state, filing, tale.procedure, tale.law, filing.at)


def test_acts_before_the_first_one_done_with_the_program_are_taken_over() -> None:
    tale = story("a_running_case_is_taken_over", before="interview")
    one = tale.act("interview")
    admit(tale.state, one, tale.procedure, tale.law, one.at)
    assert one.taken_over
