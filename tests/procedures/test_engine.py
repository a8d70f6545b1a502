"""The engine: gates refuse, events are recorded, what violates stays a finding, and every prefix of a case can be judged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.stories import Story, from_acts, story

from mq_enforce.base.errors import BadInput, RuleViolation, Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import ActVoided, IrregularityAccepted
from mq_enforce.procedures.engine import Status, StepState, admit, checklist, deadlines
from mq_enforce.services.results import findings_of

STRAW = story("straw_burning")
FIRE = story("fire_hearing")
EXEMPT = story("straw_no_penalty")


def states(one: Story) -> dict[tuple[str, str | None], StepState]:
    now = one.state.records[-1].act.at
    return {(state.step.id, state.subject): state for state in checklist(one.state, one.procedure, one.law, now)}


@pytest.mark.parametrize("whole", [STRAW, FIRE, EXEMPT], ids=["straw", "fire", "exempt"])
def test_a_lawful_story_violates_nothing_and_ends_with_every_demanded_step_done(whole: Story) -> None:
    assert [record.act.id for record in whole.state.records if record.violations] == []
    open_steps = [key for key, one in states(whole).items() if not one.step.optional and one.status not in {Status.DONE, Status.NOT_NEEDED}]
    assert open_steps == []


def test_a_decision_within_the_statement_period_is_refused_and_nothing_is_kept() -> None:
    early = story(before="decision_too_early")
    act = early.act("decision_too_early")
    with pytest.raises(RuleViolation) as refused:
        admit(early.state, act, early.procedure, early.law, act.at)
    assert "HB-60" in refused.value.blocks
    assert all(violation.article and violation.remedy for violation in refused.value.violations)
    assert early.state.record(act.id) is None


def test_the_same_decision_marked_irregular_is_kept_as_a_finding_and_nothing_may_rely_on_it() -> None:
    early = story(before="decision_too_early")
    act = early.act("decision_too_early", irregular="值班人员误将决定书提前打印送出")
    found = admit(early.state, act, early.procedure, early.law, act.at)
    kept = early.with_acts(act)
    assert found == kept.state.records[-1].violations
    assert {finding["act"] for finding in findings_of(kept.state)} == {"decision_too_early"}
    assert states(kept)[("decision", "p1")].status is not Status.DONE
    delivery = early.act("decision_delivered", at="2026-06-12T10:00:00+08:00", received_on="2026-06-12")
    assert any("还没有作出决定" in violation.message for violation in kept.verdict(delivery).violations)


def _violations(one: Story, act_id: str) -> tuple[Violation, ...]:
    record = one.state.record(act_id)
    return record.violations if record is not None else ()


def _accepted(act: Act) -> IrregularityAccepted:
    return IrregularityAccepted(id="accepted", at=act.at, by=("zhao",), refers_to=act.id, head="zhao", reason="已经补办审批，内容一致")


def test_the_head_may_decide_in_writing_that_an_irregular_act_counts_but_the_finding_stays() -> None:
    early = story(before="proposal")
    act = early.act("notice", irregular="先发出告知书，后补办审批")
    kept = early.with_acts(act)
    delivery = early.act("notice_delivered")
    assert _violations(kept, act.id)
    assert not kept.state.valid(type(act))
    after = kept.with_acts(_accepted(act))
    assert after.state.valid(type(act)) == [act]
    assert [finding["accepted"] for finding in findings_of(after.state)] == [True] * len(findings_of(after.state))
    assert findings_of(after.state)
    assert not after.verdict(delivery).violations


def test_what_no_head_can_cure_is_not_accepted_even_when_the_acceptance_is_forced() -> None:
    early = story(before="decision_too_early")
    act = early.act("decision_too_early", irregular="已经送出")
    kept = early.with_acts(act)
    with pytest.raises(RuleViolation) as refused:
        admit(kept.state, _accepted(act), kept.procedure, kept.law, act.at)
    assert "第三十八条第二款" in refused.value.violations[0].article
    forced = kept.with_acts(_accepted(act).model_copy(update={"irregular": "坚持认可"}))
    assert states(forced)[("decision", "p1")].status is not Status.DONE
    assert not any(finding["accepted"] for finding in findings_of(forced.state) if finding["act"] == act.id)


def test_an_act_that_relied_on_what_was_voided_later_gets_the_finding_it_would_have_had() -> None:
    whole = story(until="decision")
    at = whole.act("decision_delivered").at.replace(hour=9, minute=5)
    void = ActVoided(id="void", at=at, by=("zhao",), refers_to="notice_delivered", reason="误记")
    after = whole.with_acts(void)
    assert "HB-04" in {one.block for one in _violations(after, "decision")}
    assert any("还没有作出决定" in one.message for one in after.verdict(whole.act("decision_delivered")).violations)
    assert _violations(after, "report") == ()


def test_a_voiding_takes_no_finding_away() -> None:
    early = story(before="decision_too_early")
    act = early.act("decision_too_early", irregular="已经送出")
    void = ActVoided(id="void", at=act.at.replace(hour=23), by=("zhao",), refers_to="statement", reason="误记")
    kept = early.with_acts(act)
    assert set(_violations(kept, act.id)) <= set(_violations(kept.with_acts(void), act.id))


def test_a_voided_act_is_as_if_it_had_not_been() -> None:
    whole = story(until="recheck")
    void = ActVoided(id="void", at=whole.state.records[-1].act.at, by=("wang",), refers_to="recheck", reason="误记")
    assert states(whole)[("rectification_review", "p1")].status is Status.DONE
    assert states(whole.with_acts(void))[("rectification_review", "p1")].status is Status.OPEN


def test_events_are_never_refused_for_being_unlawful() -> None:
    paid = story(until="clue").act("paid")
    bare = story(until="clue")
    assert admit(bare.state, paid, bare.procedure, bare.law, paid.at) == ()


def test_what_cannot_have_happened_is_refused_even_as_an_event() -> None:
    whole = story(until="clue")
    nobody = whole.act("statement", party="p9")
    with pytest.raises(BadInput):
        admit(whole.state, nobody, whole.procedure, whole.law, nobody.at)
    tomorrow = whole.act("statement")
    with pytest.raises(BadInput):
        admit(whole.state, tomorrow, whole.procedure, whole.law, whole.state.records[-1].act.at)


def test_steps_of_two_parties_stand_apart() -> None:
    half = story("fire_hearing", until="decision1_delivered")
    found = states(half)
    assert found[("decision_delivery", "p1")].status is Status.DONE
    assert found[("decision_delivery", "p2")].status is Status.OPEN
    assert found[("hearing_rights_notice", "p2")].status is Status.NOT_NEEDED


def test_a_blocked_step_says_why_under_which_article_and_what_helps() -> None:
    blocked = states(story(until="notice_delivered"))[("decision", "p1")]
    assert blocked.status is Status.BLOCKED
    assert {violation.block for violation in blocked.blocked_by} >= {"HB-60"}
    assert all(violation.article.startswith("《") or "号" in violation.article for violation in blocked.blocked_by)


def test_a_duty_not_met_in_time_is_late_and_a_right_never_is() -> None:
    whole = story(until="decision_delivered")
    now = whole.state.records[-1].act.at.replace(year=2027)
    late = {(d.limit.rule, d.late) for d in deadlines(whole.state, whole.procedure, whole.law, now)}
    assert ("PUN-PAY15", True) in late
    assert ("PUB-DEC7", True) in late
    assert ("REV-60", None) in late


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([STRAW, FIRE, EXEMPT]), st.data())
def test_any_prefix_of_a_story_is_a_case_that_can_be_judged(whole: Story, data: st.DataObject) -> None:
    acts = [record.act for record in whole.state.records]
    cut = data.draw(st.integers(0, len(acts)))
    part = from_acts(whole.diary, acts[:cut], whole.law)
    assert [record.act.id for record in part.state.records if record.violations] == []
    now = acts[-1].at
    assert len(checklist(part.state, part.procedure, part.law, now)) == len(checklist(whole.state, whole.procedure, whole.law, now))
    deadlines(part.state, part.procedure, part.law, now)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([STRAW, FIRE, EXEMPT]), st.data())
def test_an_act_brought_forward_is_refused_with_an_article_recorded_with_a_finding_or_lawful(whole: Story, data: st.DataObject) -> None:
    acts = [record.act for record in whole.state.records]
    later = data.draw(st.integers(1, len(acts) - 1))
    earlier = data.draw(st.integers(0, later - 1))
    part = from_acts(whole.diary, acts[:earlier], whole.law)
    act = acts[later].model_copy(update={"at": acts[earlier].at})
    refusal = _refusal(part, act)
    if isinstance(refusal, RuleViolation):
        assert all(violation.article and violation.remedy for violation in refusal.violations)
    elif refusal is not None:
        assert refusal.sentences()
    forced = act.model_copy(update={"irregular": "演练：提前办理"})
    try:
        found = admit(part.state, forced, part.procedure, part.law, forced.at)
    except BadInput:
        return
    assert {v.block for v in part.with_acts(forced).state.records[-1].violations} == {v.block for v in found} or not forced.official


def _refusal(part: Story, act: Act) -> RuleViolation | BadInput | None:
    try:
        admit(part.state, act, part.procedure, part.law, act.at)
    except (RuleViolation, BadInput) as refusal:
        return refusal
    return None
