"""不予处罚: ground, order and seal. HB-15 to HB-17, HB-19, HB-26."""

from __future__ import annotations

import pytest
from builder_a import act, against, told, why
from builder_b import changed
from support.stories import Story

from mq_enforce.case.acts import Act

TALE = "straw_no_penalty"


def _approval(tale: Story, **fields: object) -> Act:
    return tale.act("exemption_approved", **fields)


@pytest.mark.parametrize(
    ("found", "missing"),
    [({"trivial": False}, "违法行为轻微"), ({"corrected_in_time": False}, "及时改正"), ({"harmless": False}, "没有造成危害后果")],
)
def test_what_the_report_does_not_find_is_no_trivial_matter(found: dict[str, bool], missing: str) -> None:
    tale = changed(told(TALE, before="exemption_approved"), "report", **found)
    assert missing in why(tale, _approval(tale), "HB-16")


def test_a_first_offence_is_found_to_be_one() -> None:
    tale = told(TALE, before="exemption_approved")
    assert not against(tale, _approval(tale), "HB-16")
    again = changed(tale, "report", first_time=False)
    assert "初次违法" in why(again, _approval(again, ground="first_time"), "HB-16")
    first = changed(tale, "report", trivial=False, harmless=False, first_time=True, slight_harm=True)
    assert not against(first, _approval(tale, ground="first_time"), "HB-16")


def test_a_refused_approval_is_about_no_ground() -> None:
    tale = changed(told(TALE, before="exemption_approved"), "report", trivial=False)
    approval = tale.act("exemption_approved").model_dump(mode="json")["approval"]
    approval["agency"] = {**approval["agency"], "agree": False}
    assert not against(tale, _approval(tale, approval=approval), "HB-16")


@pytest.mark.parametrize(("sufficient", "exception", "lawful"), [(True, "", True), (False, "", False), (True, "另有规定", False)])
def test_want_of_fault_is_proved_by_the_party(sufficient: bool, exception: str, lawful: bool) -> None:
    tale = told(TALE, before="exemption_approved")
    approval = _approval(tale, ground="no_fault")
    assert against(tale, approval, "HB-17")
    shown = act("no_fault_shown", "2026-06-10T09:00:00", "nf", party="p1", proof="证据", sufficient=sufficient, exception=exception)
    refused = bool(against(tale.with_acts(shown), approval, "HB-17"))
    assert refused != lawful


def test_want_of_capacity_is_youth_or_a_finding() -> None:
    tale = told(TALE, before="exemption_approved")
    approval = _approval(tale, ground="no_capacity")
    assert against(tale, approval, "HB-15")
    assert not against(tale.party("p1", born_on="2013-01-01", id_number=""), approval, "HB-15")
    assessed = act("capacity_assessed", "2026-06-10T09:00:00", "ca", party="p1", could_control=False, proof="鉴定意见")
    assert not against(tale.with_acts(assessed), approval, "HB-15")


def test_clear_facts_are_not_dropped_for_want_of_proof() -> None:
    tale = told(TALE, before="exemption_approved")
    approval = _approval(tale, ground="not_proven", ground_article="行政处罚法第五十七条第一款第三项")
    assert against(tale, approval, "HB-19")
    assert not against(changed(tale, "report", facts_clear=False), approval, "HB-19")


def test_the_decision_rests_on_the_approved_ground() -> None:
    tale = told(TALE, before="exemption")
    other = tale.act("exemption", ground="first_time", ground_article="行政处罚法第三十三条第二款")
    found = {one.requirement: one.article for one in tale.verdict(other).violations}
    assert "第五十七条第一款" in found["ground_as_approved"]
    assert not tale.verdict(tale.act("exemption")).violations


@pytest.mark.parametrize(("born", "words", "article"), [("2013-01-01", "加以管教", "第三十条"), ("1968-05-12", "看管和治疗", "第三十一条")])
def test_the_guardian_is_ordered(born: str, words: str, article: str) -> None:
    tale = told(TALE, before="exemption").party("p1", born_on=born, id_number="")
    fields = {"ground": "no_capacity", "ground_article": "行政处罚法第三十条"}
    found = [one for one in against(tale, tale.act("exemption", **fields, order=""), "HB-15") if one.requirement == "guardian_is_ordered"]
    assert words in found[0].message
    assert article in found[0].article
    ordered = tale.act("exemption", **fields, order=f"责令监护人{words}")
    assert not [one for one in against(tale, ordered, "HB-15") if one.requirement == "guardian_is_ordered"]


def test_the_decision_is_sealed() -> None:
    tale = told(TALE, before="exemption")
    (violation,) = against(tale, tale.act("exemption", sealed=False), "HB-26")
    assert "第二十九条" in violation.article
