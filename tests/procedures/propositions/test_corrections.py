"""What may be voided, and by whom; what the head may accept stands in test_engine."""

from __future__ import annotations

import pytest
from builder_a import act, told
from support.stories import Story

from mq_enforce.case.acts import Act


def _void(ref: str, by: str = "zhao", at: str = "2026-07-02T09:00:00") -> Act:
    return act("act_voided", at, f"v-{ref}", by=[by], refers_to=ref, reason="误记")


def _against(tale: Story, one: Act) -> set[str]:
    return {violation.requirement for violation in tale.verdict(one).violations}


def test_a_delivered_decision_is_not_voided_by_anybody() -> None:
    tale = told(until="paid")
    (violation,) = tale.verdict(_void("decision")).violations
    assert "第三十二条" in violation.article
    forced = tale.with_acts(_void("decision").model_copy(update={"irregular": "坚持作废"}))
    assert "decision" not in forced.state.voided
    exempt = told("straw_no_penalty", until="exemption_delivered")
    assert _against(exempt, _void("exemption")) == {"decision_not_delivered"}


def test_an_undelivered_decision_and_one_that_came_back_may_be_voided() -> None:
    assert not _against(told(until="decision"), _void("decision"))
    back = told(until="decision").with_acts(told().act("decision_delivered", method="post", returned=True, tracking_number="1"))
    assert not _against(back, _void("decision"))


@pytest.mark.parametrize("ref", ["statement", "paid", "notice_delivered"])
def test_what_the_party_did_and_what_was_delivered_is_voided_by_a_head_only(ref: str) -> None:
    tale = told(until="paid")
    assert _against(tale, _void(ref, by="wang")) == {"voided_by_a_leader"}
    assert not _against(tale, _void(ref, by="qian"))


def test_an_officers_own_slip_is_voided_by_an_officer() -> None:
    assert not _against(told(until="recheck"), _void("recheck", by="wang"))
