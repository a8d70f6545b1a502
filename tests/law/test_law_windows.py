"""Windows: the court, pulling down, forbidden hours, how long a record may stand; and days taken out."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from mq_enforce.base.actors import CHINA
from mq_enforce.base.errors import BadInput
from mq_enforce.law.calendar import load_calendar
from mq_enforce.law.counting import compute
from mq_enforce.law.due import Due, Window
from mq_enforce.law.rules import load_rules

RULES, CALENDAR = load_rules(), load_calendar()


def due(rule: str, **inputs: object) -> Due:
    return compute(RULES[rule], {("from" if name == "start" else name): value for name, value in inputs.items()}, CALENDAR)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def test_the_court_may_be_asked_after_the_demand_has_run_and_within_three_months() -> None:
    # Demand delivered 24 September: the tenth working day is 15 October.
    found = due("COE-CRT3M", e_date="2026-09-23", demand_delivered="2026-09-24")
    assert found.window == Window(date(2026, 10, 16), date(2026, 12, 23))
    assert (found.due, found.conservative) == (date(2026, 12, 23), None)
    assert found.to_json()["window"] == {"earliest": "2026-10-16", "latest": "2026-12-23"}


def test_a_demand_that_ran_out_long_ago_leaves_the_day_after_the_remedies() -> None:
    assert due("COE-CRT3M", e_date="2026-09-23", demand_delivered="2026-06-01").window == Window(date(2026, 9, 24), date(2026, 12, 23))


def test_a_deferral_moves_both_ends_only_when_it_ends_later() -> None:
    later = due("COE-CRT3M", e_date="2026-03-02", demand_delivered="2026-03-03", deferral_until="2026-06-30")
    assert later.window == Window(date(2026, 7, 1), date(2026, 9, 30))
    sooner = due("COE-CRT3M", e_date="2026-03-02", demand_delivered="2026-03-03", deferral_until="2026-01-31")
    assert sooner.window == due("COE-CRT3M", e_date="2026-03-02", demand_delivered="2026-03-03").window


def test_the_stricter_reading_of_the_courts_window_is_the_nominal_last_day() -> None:
    # The remedies' nominal last day, 11 January 2026, is a Sunday; 12 April is one too, 11 April a Saturday.
    found = due("COE-CRT3M", e_date="2026-01-12", e_nominal="2026-01-11", demand_delivered="2026-01-12")
    assert (found.due, found.conservative) == (date(2026, 4, 13), date(2026, 4, 11))
    assert "最后一个工作日是2026年4月10日" in found.conservative_reason
    found = due("COE-CRT3M", e_date="2024-09-18", e_nominal="2024-09-15", demand_delivered="2024-09-18")
    assert (found.due, found.conservative) == (date(2024, 12, 18), date(2024, 12, 15))


def test_without_a_demand_the_latest_day_is_known_and_the_earliest_is_not() -> None:
    found = due("COE-CRT3M", e_date="2026-09-23")
    assert found.window == Window(None, date(2026, 12, 23))
    assert "催告书还没有送达" in found.explanation


def test_a_demand_made_too_late_is_told() -> None:
    assert "正当理由" in due("COE-CRT3M", e_date="2026-03-02", demand_delivered="2026-05-29").explanation


def test_pulling_down_waits_for_every_condition() -> None:
    ready = {"order_delivered": "2026-01-12", "remedy_state": "none", "demand_expired": "2026-03-01", "notice_expired": "2026-03-20"}
    # Six months end on Sunday 12 July: Monday 13; the day after is the first.
    found = due("COE-DEMO", **ready, decision_delivered="2026-03-10")
    assert found.window == Window(date(2026, 7, 14), None)
    assert found.due is None
    assert due("COE-DEMO", **ready, decision_delivered="2026-08-03").window == Window(date(2026, 8, 3), None)


def test_remedies_that_were_not_told_last_a_year() -> None:
    found = due(
        "COE-DEMO",
        order_delivered="2025-01-13",
        remedy_state="none",
        demand_expired="2025-03-01",
        notice_expired="2025-03-20",
        decision_delivered="2025-03-10",
        remedies_notified=False,
    )
    assert found.window == Window(date(2026, 1, 14), None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"remedy_state": "pending"}, "复议或者诉讼没有终结"),
        ({"demand_expired": None}, "催告期限没有届满"),
        ({"notice_expired": None}, "公告限期自行拆除的期限没有届满"),
        ({"decision_delivered": None}, "强制执行决定没有送达"),
    ],
)
def test_pulling_down_is_closed_while_a_condition_is_open(change: dict[str, object], said: str) -> None:
    ready: dict[str, object] = {
        "order_delivered": "2025-01-13",
        "remedy_state": "upheld",
        "remedy_final_on": "2025-06-30",
        "demand_expired": "2025-03-01",
        "notice_expired": "2025-03-20",
        "decision_delivered": "2025-03-10",
    }
    assert due("COE-DEMO", **ready).window == Window(date(2025, 7, 1), None)
    closed = due("COE-DEMO", **{**ready, **change})
    assert closed.window == Window(None, None)
    assert said in closed.explanation


def test_the_state_of_the_remedies_must_be_said() -> None:
    with pytest.raises(BadInput, match=r"remedy_state：.*缺少“remedy_state”；应为：none、pending、upheld"):
        due("COE-DEMO", order_delivered="2025-01-13")


def test_the_day_on_which_an_upheld_order_became_final_must_be_said() -> None:
    with pytest.raises(BadInput, match="缺少“remedy_final_on”"):
        due(
            "COE-DEMO",
            order_delivered="2025-01-13",
            remedy_state="upheld",
            demand_expired="2025-03-01",
            notice_expired="2025-03-20",
            decision_delivered="2025-03-10",
        )


@pytest.mark.parametrize(
    ("moment", "earliest", "latest", "strict"),
    [
        ("2026-06-03T09:20", "2026-06-03T09:20", "2026-06-03T22:00", None),
        ("2026-06-03T21:59", "2026-06-03T21:59", "2026-06-03T22:00", "2026-06-04T08:00"),
        ("2026-06-03T22:00", "2026-06-04T06:00", "2026-06-04T22:00", "2026-06-04T08:00"),
        ("2026-06-04T05:59", "2026-06-04T06:00", "2026-06-04T22:00", "2026-06-04T08:00"),
        ("2026-06-06T10:00", "2026-06-06T10:00", "2026-06-06T22:00", "2026-06-08T08:00"),
        ("2026-10-03T10:00", "2026-10-08T06:00", "2026-10-08T22:00", "2026-10-08T08:00"),
        ("2026-09-30T23:00", "2026-10-08T06:00", "2026-10-08T22:00", "2026-10-08T08:00"),
        ("2026-10-10T10:00", "2026-10-10T10:00", "2026-10-10T22:00", None),
        ("2026-10-01T03:00", "2026-10-08T06:00", "2026-10-08T22:00", "2026-10-08T08:00"),
    ],
)
def test_nothing_is_enforced_at_night_or_on_a_holiday(moment: str, earliest: str, latest: str, strict: str | None) -> None:
    found = due("COE-NIGHT", at=moment)
    assert found.window == Window(at(earliest), at(latest))
    assert found.due == at(latest)
    assert found.conservative == (None if strict is None else at(strict))


def test_a_record_of_bad_credit_stands_between_its_two_lengths() -> None:
    assert due("CRD-GEN", start="2026-04-15").window == Window(date(2026, 7, 15), date(2027, 4, 15))
    assert due("CRD-SER", start="2023-01-31").window == Window(date(2024, 1, 31), date(2026, 1, 31))
    minor = due("CRD-MINOR", start="2026-06-30")
    assert minor.window == Window(date(2026, 6, 30), date(2026, 9, 30))
    assert "原则上不公示" in minor.explanation


def test_days_of_reconsideration_and_suit_are_taken_out_with_both_ends() -> None:
    found = due("PUN-LATEHALT", halted_from="2026-07-01", halted_to="2026-07-20")
    assert found.due is None
    assert "共扣除20日" in found.explanation
    assert "还不能确定" in due("PUN-LATEHALT", halted_from="2026-07-01").explanation
    with pytest.raises(BadInput, match="halted_to：结束日 2026-06-30 早于开始日 2026-07-01"):
        due("PUN-LATEHALT", halted_from="2026-07-01", halted_to="2026-06-30")


def test_time_for_testing_is_taken_out_as_far_as_it_was_told_in_writing() -> None:
    seizure = {"start": "2026-06-01", "test_from": "2026-06-05", "test_to": "2026-06-20"}
    assert "扣除10日；查封、扣押期限相应到2026年7月11日" in due("COE-TESTEX", **seizure, test_period_notified_days=10).explanation
    assert "扣除16日" in due("COE-TESTEX", **seizure, test_period_notified_days="30").explanation
    assert "不得扣除" in due("COE-TESTEX", **seizure).explanation
    assert "没有送检" in due("COE-TESTEX", start="2026-06-01").explanation
    open_test = due("COE-TESTEX", start="2026-06-01", test_from="2026-06-05", test_period_notified_days=10)
    assert "暂按告知的天数，扣除10日" in open_test.explanation
    with pytest.raises(BadInput, match="test_period_notified_days：“十”不是天数"):
        due("COE-TESTEX", **seizure, test_period_notified_days="十")


def test_time_for_hearing_and_expertise_is_taken_out_of_a_permits_period() -> None:
    text = due("LIC-EXCL", start="2026-06-01", excluded_from="2026-06-15", excluded_to="2026-06-21").explanation
    assert "其间有4个工作日" in text
    assert "还不能确定" in due("LIC-EXCL", start="2026-06-01", excluded_from="2026-06-15").explanation
    assert "不扣除" in due("LIC-EXCL", start="2026-06-01").explanation
