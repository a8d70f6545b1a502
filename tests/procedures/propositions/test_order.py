"""What has been done reliably, for one party or for the case: the plain propositions of order."""

from __future__ import annotations

from builder_b import changed, fine, fire, look, proposal, straw
from support.stories import Story

from mq_enforce.case.acts import Act
from mq_enforce.procedures.propositions.order import (
    decision_approved,
    fine_of,
    no_penalty_proposed,
    penalty_proposed,
    proposal_approved,
)

END = "2026-07-15T09:00:00"


def refused(tale: Story, act_id: str, **fields: object) -> Act:
    """The act with an approval that the head refused."""
    approval = tale.act(act_id).model_dump(mode="json")["approval"]
    return tale.act(act_id, approval={**approval, "agency": {**approval["agency"], "agree": False, "text": "不同意"}}, **fields)


def unmet(tale: Story, one: Act) -> set[str]:
    """The needs of the step that stand against an act."""
    return {violation.requirement for violation in tale.verdict(one).violations if not violation.block}


def test_an_approval_of_the_decision_about_one_party_is_none_about_the_other() -> None:
    tale = fire(before="decision_approval").with_acts(fire().act("decision_approval", party="p1"))
    assert decision_approved(look(tale, END, "p1"))
    assert not decision_approved(look(tale, END, "p2"))
    assert "decision_approved" in unmet(tale, tale.act("decision2"))
    assert "decision_approved" not in unmet(tale, tale.act("decision1"))


def test_an_approval_of_the_proposal_about_one_party_lets_no_notice_go_to_the_other() -> None:
    tale = fire(before="proposal").with_acts(fire().act("proposal", party="p1"))
    assert proposal_approved(look(tale, END, "p1"))
    assert not proposal_approved(look(tale, END, "p2"))
    assert "proposal_approved" in unmet(tale, tale.act("notice2"))


def test_a_refusal_for_one_party_takes_nothing_from_the_other() -> None:
    tale = fire(before="decision1").with_acts(refused(fire(), "decision_approval", id="again", at="2026-04-17T17:00:00", party="p2"))
    assert decision_approved(look(tale, END, "p1"))
    assert not decision_approved(look(tale, END, "p2"))


def test_after_a_refused_change_the_standing_approval_still_counts() -> None:
    change = refused(straw(), "proposal", id="second", at="2026-06-18T17:00:00", proposals=[proposal(straw(), penalties=fine(1200))])
    tale = straw(before="decision_approval").office(review_list=()).with_acts(change)
    assert proposal_approved(look(tale, END))
    found = tale.verdict(tale.act("decision_approval"))
    assert not found.violations
    assert not found.warnings


def test_a_proposal_that_was_only_ever_refused_is_not_approved() -> None:
    tale = straw(before="proposal").with_acts(refused(straw(), "proposal"))
    assert not proposal_approved(look(tale, END))
    assert "proposal_approved" in unmet(tale, tale.act("notice"))


def test_whether_a_penalty_is_proposed_goes_by_party_and_by_what_stands_approved() -> None:
    report = fire().act("report").model_dump(mode="json")
    tale = changed(fire(before="proposal"), "report", proposals=[report["proposals"][0], {**report["proposals"][1], "penalties": []}])
    assert penalty_proposed(look(tale, END, None))
    assert penalty_proposed(look(tale, END, "p1"))
    assert not penalty_proposed(look(tale, END, "p2"))
    assert no_penalty_proposed(look(tale, END, "p2"))


def test_a_refused_change_to_no_penalty_leaves_the_penalty_proposed() -> None:
    change = refused(straw(), "proposal", id="second", at="2026-06-18T17:00:00", proposals=[proposal(straw(), penalties=[])])
    assert penalty_proposed(look(straw(before="decision").with_acts(change), END))


def test_the_fine_is_the_one_decided_whatever_was_approved_afterwards() -> None:
    later = straw().act("proposal", id="second", at="2026-07-01T09:00:00", proposals=[proposal(straw(), penalties=fine(800))])
    assert fine_of(look(straw().with_acts(later), END)) == 100000
