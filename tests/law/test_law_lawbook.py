"""The whole law data in one value."""

from __future__ import annotations

from datetime import date

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.law.lawbook import load_lawbook


def test_the_law_data_are_read_once() -> None:
    assert load_lawbook() is load_lawbook()


def test_the_lawbook_holds_every_part() -> None:
    law = load_lawbook()
    assert "PUN-90" in law.rules
    assert "HB-60" in law.blocks
    assert "HN25-NY-02" in law.matters
    assert law.calendar.known(2026)
    assert law.statutes["行政处罚法"].on_file
    assert law.thresholds.review_cases(date(2026, 6, 1))


def test_a_period_is_asked_by_its_id() -> None:
    law = load_lawbook()
    assert law.due("PUN-90", {"from": "2026-06-03"}).due == date(2026, 9, 1)
    assert law.due("PUN-STMT", {"from": "2026-06-01"}, {"stmt_wd": 3}).due == date(2026, 6, 4)
    with pytest.raises(BadInput, match="没有编号为“PUN-9”的期限规则"):
        law.due("PUN-9", {"from": "2026-06-03"})


def test_every_field_of_the_catalogue_has_a_hearing_threshold() -> None:
    law = load_lawbook()
    for matter in law.matters.values():
        assert law.thresholds.hearing_threshold(matter.field, is_unit=True, on=date(2026, 6, 1)).amount.fen
