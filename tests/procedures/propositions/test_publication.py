"""Publication: HB-51, HB-58, W-16, W-27."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builder_a import act, against, told, why
from support.stories import Story

from mq_enforce.case.acts import Act

_ALL = ["id_number", "address", "phone", "bank", "name", "witness"]


def _approval(tale: Story, **fields: object) -> Act:
    return tale.act("publication_approval", **fields)


# -- HB-51 ------------------------------------------------------------------------------------------------------


def test_publication_needs_a_check_for_secrets_that_finds_none() -> None:
    tale = told(before="publication_approval")
    assert not against(tale, _approval(tale), "HB-51")
    assert "没有作保密审查" in why(tale, _approval(tale, secrets_checked=False), "HB-51")
    (violation,) = against(tale, _approval(tale, contains_secrets=True), "HB-51")
    assert "国家秘密或者商业秘密" in violation.message
    assert violation.article == "《中华人民共和国行政处罚法》第五十条"


# -- HB-58 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left_out", "label"),
    [
        ("id_number", "公民身份号码"),
        ("address", "住址门牌"),
        ("phone", "联系电话"),
        ("bank", "银行账号"),
        ("name", "自然人姓名"),
        ("witness", "证人"),
    ],
)
def test_every_class_of_personal_data_leaves_the_text(left_out: str, label: str) -> None:
    tale = told(before="publication_approval")
    assert not against(tale, _approval(tale), "HB-58")
    assert label in why(tale, _approval(tale, redacted=[one for one in _ALL if one != left_out]), "HB-58")


def test_names_of_units_need_not_leave_the_text() -> None:
    tale = told("fire_hearing", before="publication_approval")
    assert not against(tale, _approval(tale, redacted=["id_number", "address", "phone", "bank"]), "HB-58")


def test_a_witness_on_whose_statement_the_case_rests_stays_unnamed() -> None:
    tale = told(before="publication_approval")
    assert "刘桂兰" in why(tale, _approval(tale, redacted=[one for one in _ALL if one != "witness"]), "HB-58")


def test_an_informer_whose_name_stands_in_the_facts_stays_unnamed() -> None:
    tale = told("fire_hearing", before="publication_approval")
    clue = tale.act("clue", reporter={"name": "冯老五", "anonymous": False})
    told_of = {"conduct": {"description": "冯老五发现厂房内消防设施、器材未保持完好有效"}}
    records = tuple(replace(record, act=clue) if record.act.id == "clue" else record for record in tale.state.records)
    named = replace(tale, state=replace(tale.state, records=records)).conduct(**told_of["conduct"])
    assert "冯老五" in why(named, _approval(named, redacted=["id_number", "address", "phone", "bank"]), "HB-58")


@pytest.mark.parametrize(("born", "minor"), [("2008-06-04", True), ("2008-06-03", False)])
def test_a_party_who_was_a_minor_when_it_happened_stays_unrecognised(born: str, minor: bool) -> None:
    """The conduct was on 3 June 2026, the publication is approved on the 29th."""
    tale = told(before="publication_approval").party("p1", born_on=born)
    assert bool(against(tale, _approval(tale), "HB-58")) is minor
    assert not against(tale, _approval(tale, redacted=[*_ALL, "minor"]), "HB-58")


def test_health_and_number_plates_leave_the_text_when_the_case_speaks_of_them() -> None:
    tale = told(before="publication_approval")
    ill = tale.with_acts(act("capacity_assessed", "2026-06-05T10:00:00", "capacity", party="p1", could_control=True, proof="门诊病历"))
    assert "健康信息" in why(ill, _approval(ill), "HB-58")
    driving = tale.conduct(description="驾驶豫N·A1234拖拉机到承包地点燃麦秸")
    assert "豫N·A1234" in why(driving, _approval(driving), "HB-58")
    assert not against(driving, _approval(driving, redacted=[*_ALL, "plate"]), "HB-58")


def test_what_became_known_after_the_approval_is_asked_again_at_publication() -> None:
    tale = told(before="published")
    assert not tale.blocks(tale.act("published"))
    corrected = tale.with_acts(
        act("fact_corrected", "2026-06-29T15:00:00", "born", path="parties.p1.born_on", value="2009-05-12", why="核对户籍后更正")
    )
    assert "未成年人信息" in why(corrected, corrected.act("published"), "HB-58")


# -- W-27 -------------------------------------------------------------------------------------------------------


def test_what_was_not_delivered_is_published_only_with_a_reason() -> None:
    tale = told(before="published")
    assert not against(tale, tale.act("published"), "W-27")
    undelivered = tale.without("decision_delivered")
    assert "尚未生效" in why(undelivered, undelivered.act("published"), "W-27")
    assert not against(undelivered, undelivered.act("published", override={"W-27": "正在公告送达"}), "W-27")


def test_with_two_parties_the_warning_names_the_one_who_has_no_decision_yet() -> None:
    tale = told("fire_hearing", before="published")
    (warning,) = against(tale, tale.act("published", override={}), "W-27")
    assert warning.subject == "民权县示例物业服务有限公司"


# -- W-16 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("until", "warned"), [(None, False), ("2026-09-29", False), ("2027-06-23", False), ("2027-06-24", True)])
def test_a_general_decision_is_published_for_a_year_at_most(until: str | None, warned: bool) -> None:
    """Decided on 23 June 2026."""
    tale = told(before="publication_approval")
    assert bool(against(tale, _approval(tale, until=until), "W-16")) is warned


def _decided(tale: Story, *kinds: str) -> Story:
    proposal = tale.act("report").model_dump(mode="json")["proposals"][0]
    decided = {**proposal, "penalties": [{"kind": kind} for kind in kinds]}
    decision = tale.act("decision", decided=decided)
    records = tuple(replace(record, act=decision) if record.act.id == "decision" else record for record in tale.state.records)
    return replace(tale, state=replace(tale.state, records=records))


@pytest.mark.parametrize(("until", "warned"), [("2026-09-23", False), ("2026-09-24", True)])
def test_a_warning_is_published_for_three_months_at_most(until: str, warned: bool) -> None:
    tale = _decided(told(before="publication_approval"), "warning")
    assert bool(against(tale, _approval(tale, until=until), "W-16")) is warned


@pytest.mark.parametrize(("until", "warned"), [("2027-06-22", True), ("2027-06-23", False), ("2029-06-23", False), ("2029-06-24", True)])
def test_a_revoked_licence_is_published_from_one_to_three_years(until: str, warned: bool) -> None:
    tale = _decided(told(before="publication_approval"), "fine", "revoke_licence")
    assert bool(against(tale, _approval(tale, until=until), "W-16")) is warned


def test_before_the_rules_on_credit_were_in_force_no_window_is_held_against_a_decision() -> None:
    tale = told(before="publication_approval")
    decision = tale.act("decision")
    early = decision.model_copy(update={"at": decision.at.replace(month=3, day=31)})
    records = tuple(replace(record, act=early) if record.act.id == "decision" else record for record in tale.state.records)
    old = replace(tale, state=replace(tale.state, records=records))
    assert not against(old, _approval(old, until="2030-01-01"), "W-16")


def test_a_minor_who_was_questioned_as_a_witness_stays_unrecognised() -> None:
    tale = told(before="publication_approval")
    person = {**tale.act("witness").model_dump(mode="json")["person"], "born_on": "2010-01-01"}
    witness = tale.act("witness", person=person, guardian_present="其父在场")
    records = tuple(replace(record, act=witness) if record.act.id == "witness" else record for record in tale.state.records)
    young = replace(tale, state=replace(tale.state, records=records))
    assert "刘桂兰是未成年人" in why(young, _approval(young), "HB-58")


def test_a_refusal_to_publish_needs_neither_check_nor_redaction_and_lets_the_case_be_closed() -> None:
    tale = told(before="publication_approval")
    opinion = {"by": "qian", "agree": False, "text": "没有一定社会影响，不予公示", "on": "2026-06-29"}
    for fields in ({"contains_secrets": True}, {"redacted": ["name"]}, {"secrets_checked": False}):
        refused = _approval(tale, agency_opinion=opinion, **fields)
        assert not against(tale, refused, "HB-51")
        assert not against(tale, refused, "HB-58")
    paid = tale.with_acts(_approval(tale, agency_opinion=opinion), tale.act("paid"))
    assert "published_as_due" not in {one.requirement for one in paid.verdict(tale.act("closing")).violations}
    silent = tale.with_acts(tale.act("paid"))
    assert "published_as_due" in {one.requirement for one in silent.verdict(tale.act("closing")).violations}


def _revoked(tale: Story) -> Story:
    return tale.with_acts(
        act(
            "remedy_started",
            "2026-06-25T10:00:00",
            "rs",
            party="p1",
            remedy="reconsideration",
            body="民权县人民政府",
            applied_on="2026-06-25",
        ),
        act("remedy_ended", "2026-06-26T10:00:00", "re", party="p1", outcome="revoked", document="复议决定书", ended_on="2026-06-26"),
    )


def test_a_decision_that_fell_is_not_published() -> None:
    tale = _revoked(told(before="publication_approval"))
    for step in ("publication_approval", "published"):
        found = {one.requirement: one.article for one in tale.verdict(tale.act(step)).violations}
        assert "第四十八条第二款" in found["decision_in_force"]


def test_a_withdrawal_needs_a_published_decision_that_was_changed_or_fell() -> None:
    withdrawn = act("publication_withdrawn", "2026-07-30T10:00:00", by=["wu"], site="示例", reason="处罚决定已被撤销")
    tale = told(until="published")
    assert {one.requirement for one in tale.verdict(withdrawn).violations} == {"withdrawal_due"}
    later = tale.with_acts(
        act("remedy_started", "2026-07-01T10:00:00", "rs", party="p1", remedy="lawsuit", body="法院", applied_on="2026-07-01"),
        act("remedy_ended", "2026-07-28T10:00:00", "re", party="p1", outcome="changed", amount=600, document="判决", ended_on="2026-07-28"),
    )
    assert not later.verdict(withdrawn).violations
