"""The catalogue of matters: complete, dated, and off until granted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from mq_enforce.base.errors import BadInput
from mq_enforce.base.money import Money
from mq_enforce.case.facts import Grant
from mq_enforce.law.articles import Article
from mq_enforce.law.matters import FineRange, Listed, granted_on, load_matters, read_matters
from mq_enforce.law.statutes import load_statutes

MATTERS, STATUTES = load_matters(), load_statutes()
AGREED = Path(__file__).resolve().parents[3] / "shared" / "catalogue" / "catalogue.json"
GRANT = Grant(
    matter="HN25-NY-02", document="示例通知", number="民政〔2025〕1号",
    effective_from=date(2026, 1, 1), effective_to=date(2026, 12, 31), source="示例",
)  # fmt: skip
OPTION: dict[str, Any] = {
    "basis": ["行政处罚法第九条"], "kinds": ["罚款"], "order": "", "fine_person": [0, 500], "fine_unit": None, "optional": True,
    "hearing": {"person": False, "unit": None, "mandatory": False, "reasons": []}, "on_spot": {"person": True, "unit": False},
}  # fmt: skip
MATTER: dict[str, Any] = {
    "id": "X-1", "name": "示例", "list": "示例", "field": "示例", "name_status": "statute", "in_2025_list": "n/a",
    "orig_department": "示例", "scope": {"township": True, "limit": "示例"}, "violations": ["行政处罚法第九条"], "options": [OPTION],
    "coercive": [], "refer_to": [], "notes": [], "source": "示例", "confidence": "low",
}  # fmt: skip


def book(tmp_path: Path, *matters: dict[str, Any]) -> Path:
    path = tmp_path / "matters.json"
    path.write_text(json.dumps({"format": 1, "matters": matters}, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.skipif(not AGREED.is_file(), reason="事项目录（../shared/catalogue）不在项目旁边，无法核对")
def test_the_whole_catalogue_is_there_with_the_same_fines() -> None:
    agreed = json.loads(AGREED.read_text(encoding="utf-8"))
    assert [matter["id"] for matter in agreed] == list(MATTERS)
    for matter in agreed:
        ours = MATTERS[matter["id"]]
        assert (ours.name, ours.field, ours.listed) == (matter["name"], matter["field"], matter["in_2025_list"])
        assert len(ours.options) == len(matter["penalty_options"])
        for option, theirs in zip(ours.options, matter["penalty_options"], strict=True):
            for fine, key in ((option.fine_person, "fine_person"), (option.fine_unit, "fine_unit")):
                assert (fine is None) == (theirs[key] is None)
                if fine is not None:
                    least, most = theirs[key]
                    assert fine.minimum == Money.of(least or 0)
                    assert fine.maximum == (None if most is None else Money.of(most))


def test_straw_burning_has_its_articles_and_range() -> None:
    matter = MATTERS["HN25-NY-02"]
    assert matter.violations == (Article("河南省大气污染防治条例", 54, 2), Article("大气污染防治法", 77))
    fine = matter.options[0].fine(is_unit=False)
    assert fine == FineRange(Money.of(500), Money.of(2000))
    assert fine.contains(Money.of(500))
    assert fine.contains(Money.of(2000))
    assert fine.contains(Money.of(499)) is False


def test_after_the_environment_code_the_old_act_is_no_basis_any_more() -> None:
    matter = MATTERS["HN25-NY-02"]
    before, after = date(2026, 8, 14), date(2026, 8, 15)
    assert len(matter.options_on(before, STATUTES)) == 2
    left = matter.options_on(after, STATUTES)
    assert [option.basis for option in left] == [(Article("河南省大气污染防治条例", 80),)]
    assert left[0].in_force(after, STATUTES) is None
    assert matter.options[0].in_force(before, STATUTES) is True
    assert matter.violations_on(after, STATUTES) == (Article("河南省大气污染防治条例", 54, 2),)


def test_a_fire_matter_fines_units_alone_and_can_reach_a_hearing() -> None:
    option = MATTERS["HN25-XF-01"].options[0]
    assert option.fine(is_unit=False) is None
    assert option.fine(is_unit=True) == FineRange(Money.of(5000), Money.of(50000))
    assert option.hearing.unit


def test_pulling_down_on_land_always_offers_a_hearing() -> None:
    option = MATTERS["HN25-NY-01"].options[0]
    assert option.hearing.mandatory
    assert option.fine(is_unit=False) is None


def test_a_range_without_amounts_answers_neither_yes_nor_no() -> None:
    unknown = MATTERS["HN25-SL-01"].options[0]
    assert unknown.basis == ()
    assert "未见" in unknown.basis_note
    assert unknown.fine_person is not None
    assert not unknown.fine_person.known
    assert unknown.fine_person.contains(Money.of(500)) is None
    assert unknown.in_force(date(2026, 1, 1), STATUTES) is None
    computed = MATTERS["HN-REF-01"].options[0].fine_unit
    assert computed is not None
    assert computed.formula == "每平方米100–1000元"


def test_a_range_from_zero_does_not_make_zero_a_fine() -> None:
    assert FineRange(Money(0), Money.of(500)).contains(Money(0)) is False
    assert FineRange(Money(0), Money.of(500)).contains(Money(1)) is True


def test_what_is_merely_possible_guessed_or_anothers_is_not_offered() -> None:
    offered = MATTERS.offered()
    assert all(matter.listed in {Listed.CONFIRMED, Listed.LIKELY, Listed.OWN} for matter in offered)
    assert "HN25-SL-03" not in {matter.id for matter in offered}
    assert len(offered) == 11 + 12 - 2 + 11
    assert MATTERS["HN-OWN-01"].own_power
    assert not MATTERS["HN25-NY-02"].own_power


def test_a_matter_is_off_until_the_day_of_its_grant_and_after_its_last_day() -> None:
    matter = MATTERS["HN25-NY-02"]
    assert granted_on(matter, [], date(2026, 6, 1)) is None
    assert granted_on(matter, [GRANT], date(2025, 12, 31)) is None
    assert granted_on(matter, [GRANT], date(2026, 1, 1)) is GRANT
    assert granted_on(matter, [GRANT], date(2026, 12, 31)) is GRANT
    assert granted_on(matter, [GRANT], date(2027, 1, 1)) is None
    assert granted_on("HN25-NY-01", [GRANT], date(2026, 6, 1)) is None


def test_of_several_grants_the_latest_counts() -> None:
    newer = GRANT.model_copy(update={"effective_from": date(2026, 5, 1), "effective_to": None})
    assert granted_on("HN25-NY-02", [newer, GRANT], date(2026, 6, 1)) is newer
    assert granted_on("HN25-NY-02", [newer, GRANT], date(2026, 4, 1)) is GRANT


@pytest.mark.parametrize("change", [{"effective_to": "2025-12-31"}, {"document": ""}, {"source": None}, {"extra": 1}])
def test_a_grant_without_document_source_or_order_of_days_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Grant.model_validate({**GRANT.model_dump(), **change})


def test_an_unknown_matter_is_refused_with_what_is_near() -> None:
    assert MATTERS.get("HN25-NY-09") is None
    assert "HN25-NY-09" not in MATTERS
    assert len(MATTERS) == len(list(MATTERS.values())) == 59
    with pytest.raises(BadInput, match="目录里没有编号为“HN25-NY-09”的权责事项，相近的有"):
        _ = MATTERS["HN25-NY-09"]


def test_a_catalogue_is_read(tmp_path: Path) -> None:
    assert read_matters(book(tmp_path, MATTER))["X-1"].scope.subdistrict is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"violations": ["行政处罚法"]}, r"matters.json matters\[0\].violations：.*没有“第几条”"),
        ({"in_2025_list": "maybe"}, r"matters\[0\].in_2025_list"),
        ({"options": [{**OPTION, "basis": []}]}, "罚则没有依据条款"),
        ({"options": [{**OPTION, "fine_person": [500, 200]}]}, "上限低于下限"),
        ({"options": [{**OPTION, "fine_person": [500]}]}, "不是罚款幅度"),
        ({"options": [{**OPTION, "fine_person": [0, "五百"]}]}, "不是金额的值"),
        ({"options": [{**OPTION, "optional": "可以"}]}, "不是 true 或 false"),
        ({"scope": "乡镇"}, "不是一组值"),
        ({"options": "罚款"}, "不是一列值组"),
        ({"coercive": "拆除"}, "不是文字的列表"),
    ],
)
def test_a_fault_in_a_catalogue_is_told_with_file_and_key(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_matters(book(tmp_path, {**MATTER, **change}))


def test_a_matter_given_twice_and_a_file_that_is_no_table_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="出现了两次"):
        read_matters(book(tmp_path, MATTER, MATTER))
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    with pytest.raises(BadInput, match="不是一组值"):
        read_matters(tmp_path / "list.json")
