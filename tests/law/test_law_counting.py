"""Periods become dates: hand-computed answers, and what must hold for every calendar and every start.

The comments show the counting, so that a reader can check it with a calendar on the wall.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mq_enforce.base.actors import CHINA
from mq_enforce.base.errors import BadInput
from mq_enforce.law.calendar import Holiday, WorkCalendar, load_calendar
from mq_enforce.law.counting import Due, compute, mail_grace
from mq_enforce.law.day_math import plus
from mq_enforce.law.rules import Kind, Unit, load_rules

RULES, CALENDAR = load_rules(), load_calendar()
ONE_DATE = sorted(
    rule.id
    for rule in RULES.values()
    if rule.counting.kind in {Kind.PERIOD, Kind.CONFIGURED, Kind.BACKWARD} and len(rule.counting.inputs) == 1
)
DAYS = st.dates(date(2022, 1, 1), date(2026, 9, 30))


def due(rule: str, start: object, parameters: Mapping[str, int] | None = None, **more: object) -> Due:
    return compute(RULES[rule], {RULES[rule].counting.inputs[0]: start, **more}, CALENDAR, parameters)


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        # 90 days after 3 June: 27 left in June, 31 July, 31 August, 1 September.
        ("PUN-90", "2026-06-03", "2026-09-01"),
        # Fri 18 (1), Sun 20 worked (2), Mon 21 (3), Tue 22 (4), Wed 23 (5).
        ("PUN-HEAR5", "2026-09-17", "2026-09-23"),
        # Thu 24 (1), festival 25 to 27, Mon 28 (2), 29 (3), 30 (4), holiday 1 to 7, Thu 8 (5), Fri 9 (6), Sat 10 worked (7).
        ("PUN-SERV7", "2026-09-23", "2026-10-10"),
        ("PUN-EVID7", "2026-09-23", "2026-10-10"),
        ("PUB-DEC7", "2026-09-23", "2026-10-10"),
        ("CRD-7", "2026-09-23", "2026-10-10"),
        # 2024-02-09, the eve of the festival, was a working day: 8 (1), 9 (2).
        ("PUN-CASH2", "2024-02-07", "2024-02-09"),
        # 15 days after 25 January 2024 is that same Friday: it does not move.
        ("PUN-PAY15", "2024-01-25", "2024-02-09"),
        # 15 days after 17 September is 2 October: moves over the holiday to Thursday the 8th.
        ("PUN-PAY15", "2026-09-17", "2026-10-08"),
        # 15 days after 5 September is Sunday the 20th, on which work makes up: no move.
        ("PUN-PAY15", "2026-09-05", "2026-09-20"),
        # The day of the event itself is never counted, be it a rest day.
        ("PUN-WDRAW3", "2026-10-04", "2026-10-10"),
        ("PUN-BANK2", "2026-02-13", "2026-02-24"),
        # 60 days after 10 June is 9 August, a Sunday.
        ("REV-60", "2026-06-10", "2026-08-10"),
        # Six months after 31 August end on the last of February: Saturday 28, worked by the notice.
        ("LIT-6M", "2025-08-31", "2026-02-28"),
        ("LIT-6M", "2026-01-12", "2026-07-13"),
        ("LIT-15R", "2026-06-05", "2026-06-22"),
        ("LIT-2M", "2025-12-31", "2026-02-28"),
        ("REV-1Y", "2024-02-29", "2025-02-28"),
        ("PUN-PUBSERV30", "2026-06-01", "2026-07-01"),
        ("PUN-LIM2", "2024-06-03", "2026-06-03"),
        ("PUN-LIM2", "2024-02-29", "2026-02-28"),
        ("PUN-LIM5", "2021-06-06", "2026-06-06"),
        ("COE-SEAL30", "2026-09-05", "2026-10-05"),
        ("COE-URGE10", "2026-09-23", "2026-10-14"),
        ("HN-ARCH", "2026-09-05", "2026-10-08"),
        ("HN-REVIEW", "2026-06-12", "2026-06-22"),
        ("PUN-FILE", "2026-06-03", "2026-06-12"),
        ("PUN-STMT", "2026-06-12", "2026-06-22"),
        ("PUN-ONSPOT", "2026-06-17", "2026-06-22"),
        # 19 June is the dragon boat festival, a Friday: 20 days and 20 working days both pass over it.
        ("PUB-DEC20", "2026-06-01", "2026-06-30"),
        ("LIC-RENEW30", "2026-12-31", "2026-12-01"),
    ],
)  # fmt: skip
def test_hand_computed_last_days(rule: str, start: str, expected: str) -> None:
    assert due(rule, start).due == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("rule", "event", "loose", "strict"),
    [
        # Before Wed 15 July: 14, 13, 10, 9, 8, 7, 6 – the seventh is Monday the 6th; seven full days between: Friday the 3rd.
        ("PUN-HNOT7", "2026-07-15", "2026-07-06", "2026-07-03"),
        # Before Wed 23 September: 22, 21, 20 (worked), 18, 17, 16, 15; one more: 14.
        ("PUN-HNOT7", "2026-09-23", "2026-09-15", "2026-09-14"),
        # Before Fri 9 October: 8, then 30, 29 September; one more: 28.
        ("COE-SUB3", "2026-10-09", "2026-09-29", "2026-09-28"),
        ("REV-HNOT5", "2026-06-15", "2026-06-08", "2026-06-05"),
        ("LIC-HNOT7", "2026-07-15", "2026-07-06", "2026-07-03"),
    ],
)
def test_counting_back_gives_the_loose_and_the_strict_day(rule: str, event: str, loose: str, strict: str) -> None:
    found = due(rule, event)
    assert (found.due, found.conservative) == (date.fromisoformat(loose), date.fromisoformat(strict))
    assert "完整工作日" in found.conservative_reason


def test_a_control_date_does_not_move_and_shows_the_rolled_date_beside_it() -> None:
    found = due("PUN-90", "2026-07-05")
    assert (found.due, found.rolled_due) == (date(2026, 10, 3), date(2026, 10, 8))
    found = due("TRF-3", "2026-06-03")
    assert (found.due, found.rolled_due) == (date(2026, 6, 6), date(2026, 6, 8))
    assert due("PUN-PAY15", "2026-09-17").rolled_due is None
    found = due("LIC-HN-RURAL10", "2026-09-23")
    assert (found.due, found.rolled_due) == (date(2026, 10, 3), date(2026, 10, 8))
    assert "另有按工作日计算的说法，则到2026年10月14日" in found.explanation


def test_limits_show_the_reading_in_which_the_first_day_counts() -> None:
    assert due("COE-SEAL30", "2026-09-05").conservative == date(2026, 10, 4)
    assert due("PUN-LIM2", "2024-06-03").conservative == date(2026, 6, 2)
    assert due("COE-SEALEXT", "2026-09-05").conservative is None
    assert due("PUN-PAY15", "2026-09-17").conservative is None


def test_delivery_by_notice_keeps_its_thirtieth_day_and_names_the_safe_start_of_what_follows() -> None:
    found = due("PUN-PUBSERV30", "2026-09-05")
    assert (found.due, found.conservative) == (date(2026, 10, 5), date(2026, 10, 8))
    assert due("PUN-PUBSERV30", "2026-06-01").conservative is None


def test_counting_into_a_year_without_notice_is_provisional_and_says_so() -> None:
    # 29, 30, 31 December (3), 1 January is fixed by statute, 4 (4), 5 (5), 6 (6), 7 (7).
    found = due("PUN-SERV7", "2026-12-28")
    assert (found.due, found.provisional) == (date(2027, 1, 7), True)
    assert "2027年的放假通知没有登记" in found.explanation
    assert "暂定" in found.explanation
    assert due("PUN-PAY15", "2026-12-17").due == date(2027, 1, 4)
    assert not due("PUN-SERV7", "2026-12-18").provisional
    assert not due("PUN-CASH2", "2026-12-29").provisional
    fixed = due("PUN-LIM2", "2025-06-03")
    assert fixed.provisional
    assert "放假安排不改变它" in fixed.explanation


def test_hours_run_through_nights_and_holidays() -> None:
    found = due("COE-24H", "2026-09-30T18:30:00+08:00")
    assert found.due == datetime(2026, 10, 1, 18, 30, tzinfo=CHINA)
    assert found.to_json()["due"] == "2026-10-01T18:30:00+08:00"
    assert due("TRF-24", datetime(2026, 6, 3, 9, 20)).due == datetime(2026, 6, 4, 9, 20, tzinfo=CHINA)  # noqa: DTZ001 - a diary's time
    assert due("TRF-24", datetime(2026, 6, 3, 1, 20, tzinfo=UTC)).due == datetime(2026, 6, 4, 9, 20, tzinfo=CHINA)


def test_a_moment_late_in_the_utc_day_belongs_to_the_next_day_here() -> None:
    assert due("PUN-90", datetime(2026, 6, 2, 16, 30, tzinfo=UTC)).due == date(2026, 9, 1)
    assert due("PUN-90", "2026-06-02T16:30:00+00:00").due == date(2026, 9, 1)
    assert due("PUN-90", "2026-06-03 09:20").due == date(2026, 9, 1)


def test_office_parameters_replace_the_default_and_are_never_statutory() -> None:
    found = due("PUN-STMT", "2026-06-01", {"stmt_wd": 3, "file_wd": 9})
    assert (found.due, found.statutory) == (date(2026, 6, 4), False)
    assert "非法定" in found.explanation
    assert "stmt_wd" in found.explanation
    assert due("HN-ARCH", "2026-06-01", {"archive_days": 10}).due == date(2026, 6, 11)


@pytest.mark.parametrize("value", [2, 0, -1, True, "5"])
def test_a_parameter_below_its_minimum_or_of_another_type_is_refused(value: int) -> None:
    with pytest.raises(BadInput, match=r"stmt_wd：参数“stmt_wd”的值 .*应为：3 以上的整数"):
        due("PUN-STMT", "2026-06-01", {"stmt_wd": value})


def test_a_rule_of_several_cases_takes_the_case_from_its_input() -> None:
    assert due("LIT-APP", "2026-06-01", kind="judgment").due == date(2026, 6, 16)
    assert due("LIT-APP", "2026-06-01", kind="ruling").due == date(2026, 6, 11)
    assert due("REV-MAX", "2020-06-01", immovable=True).due == date(2040, 6, 1)
    assert due("REV-MAX", "2020-06-01", immovable="否").due == date(2025, 6, 1)
    with pytest.raises(BadInput, match=r"kind：.*缺少“kind”；应为：judgment、ruling"):
        due("LIT-APP", "2026-06-01")
    with pytest.raises(BadInput, match="kind：“order”不在允许的范围内"):
        due("LIT-APP", "2026-06-01", kind="order")
    with pytest.raises(BadInput, match="immovable：“也许”不是“是”或“否”"):
        due("REV-MAX", "2026-06-01", immovable="也许")


def test_what_must_exceed_a_period_is_lawful_from_the_day_after() -> None:
    found = due("COE-CAN30", "2026-06-01")
    assert found.due == date(2026, 7, 1)
    assert "自2026年7月2日（星期四）起方可进行" in found.explanation


def test_a_period_fixed_by_a_paper_takes_its_date_from_it() -> None:
    assert due("PUN-DEFER", "2026-10-03").due == date(2026, 10, 8)
    assert due("COE-URGE", "2026-10-03").due == date(2026, 10, 3)
    found = compute(RULES["PUN-DEFER"], {}, CALENDAR)
    assert found.due is None
    assert "还没有载明" in found.explanation


@pytest.mark.parametrize("rule", ["PUN-RECUSE", "REV-PRE", "CRD-HN-NOREP", "HN-ISSUE", "TRF-NOW", "COE-RELEASE"])
def test_rules_without_days_give_no_date_and_say_why(rule: str) -> None:
    found = due(rule, "2026-06-01")
    assert (found.due, found.window, found.provisional) == (None, None, False)
    assert found.explanation.startswith(RULES[rule].name)
    assert compute(RULES[rule], {}, CALENDAR) == found


def test_the_explanation_names_start_unit_skipped_days_article_and_person() -> None:
    text = due("PUN-SERV7", "2026-09-23").explanation
    assert "自2026年9月23日星期三（作出决定（宣告）之日）的次日起算，7个工作日，到2026年10月10日（星期六）为止" in text
    assert "2026年9月25日至27日（中秋节）、10月1日至7日（国庆节）" in text
    assert "调休上班日照常计入：2026年10月10日（星期六）" in text
    assert "谁的期限：机关" in text
    assert "《中华人民共和国行政处罚法》第六十一条" in text
    assert "《中华人民共和国行政处罚法》第八十五条" in text


def test_the_explanation_of_a_moved_day_names_the_days_passed_and_why() -> None:
    text = due("PUN-PAY15", "2026-09-17").explanation
    assert (
        "名义末日2026年10月2日（星期五）是休息日，跳过2026年10月2日至7日（国庆节），顺延到其后第一个工作日2026年10月8日（星期四）" in text
    )
    assert "《中华人民共和国民事诉讼法》第八十五条第三款" in text


def test_a_party_may_post_its_paper_on_the_last_day_so_the_office_waits() -> None:
    found = due("PUN-HEAR5", "2026-09-17", {"mail_grace": 2})
    # Until 23 September; then 24 (1), festival, 28 (2).
    assert "宜等到2026年9月28日（星期一）再认定逾期（参数 mail_grace，非法定）" in found.explanation
    assert mail_grace(date(2026, 9, 23), CALENDAR) == date(2026, 10, 8)
    with pytest.raises(BadInput, match="mail_grace：参数“mail_grace”的值 0 不能用"):
        mail_grace(date(2026, 9, 23), CALENDAR, {"mail_grace": 0})
    assert "交邮" not in due("PUN-SERV7", "2026-09-17").explanation


def test_what_rests_on_excerpts_is_marked() -> None:
    assert "只见摘录" in due("CRD-7", "2026-06-01").explanation
    assert due("CRD-7", "2026-06-01").article == "发改办财金〔2018〕424号"


def test_the_json_has_exactly_the_agreed_keys() -> None:
    data = due("PUN-90", "2026-06-03").to_json()
    assert list(data) == ["rule", "due", "rolled_due", "conservative", "window", "provisional", "statutory", "article", "explanation"]
    assert data["due"] == "2026-09-01"
    assert data["window"] is None
    json.dumps(data)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "from：PUN-90（办案期限（作出处罚决定））缺少“from”；应为：日期"),
        ({"from": None}, "缺少“from”"),
        ({"from": "2026-02-30"}, "from：“2026-02-30”不是存在的日期"),
        ({"from": "三月一日"}, "from：“三月一日”不是日期；应为：日期，如 2026-06-03"),
        ({"from": "20260603"}, "不是日期"),
        ({"from": 20260603}, "不是日期"),
        ({"from": "1026-06-03"}, "超出可以计算的范围"),
        ({"from": "2026-06-03", "form": "2026-06-03"}, "form：PUN-90 没有“form”这项输入；应为：from"),
    ],
)
def test_a_wrong_input_is_named_with_what_was_expected(given: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        compute(RULES["PUN-90"], given, CALENDAR)
    assert said in str(caught.value)


def test_a_rule_in_hours_wants_a_time() -> None:
    with pytest.raises(BadInput, match="from：“2026-06-03”不是时刻；应为：日期和时刻"):
        due("COE-24H", "2026-06-03")
    with pytest.raises(BadInput, match="不是存在的日期"):
        due("COE-24H", "2026-06-03T25:00")


def test_months_and_years_end_on_the_corresponding_day_or_the_last_of_the_month() -> None:
    assert plus(date(2026, 1, 31), 1, Unit.MONTH) == date(2026, 2, 28)
    assert plus(date(2024, 1, 31), 1, Unit.MONTH) == date(2024, 2, 29)
    assert plus(date(2024, 2, 29), 1, Unit.YEAR) == date(2025, 2, 28)


def with_rest_day(day: date) -> WorkCalendar:
    notice = CALENDAR.notices[day.year]
    return CALENDAR.with_notice(replace(notice, holidays=(*notice.holidays, Holiday("临时放假", day, day))))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ONE_DATE), DAYS, st.integers(-40, 60))
def test_one_more_rest_day_never_helps_the_one_whose_time_it_is_to_be_late(rule: str, start: date, distance: int) -> None:
    extra = start + timedelta(days=distance)
    if extra.year not in CALENDAR.notices:
        return
    inputs = {RULES[rule].counting.inputs[0]: start}
    plain, stretched = compute(RULES[rule], inputs, CALENDAR).due, compute(RULES[rule], inputs, with_rest_day(extra)).due
    assert isinstance(plain, date)
    assert isinstance(stretched, date)
    if RULES[rule].counting.kind is Kind.BACKWARD:
        assert stretched <= plain
    else:
        assert stretched >= plain


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ONE_DATE), DAYS, st.integers(0, 40))
def test_a_later_start_never_ends_earlier(rule: str, start: date, later: int) -> None:
    first, second = due(rule, start).due, due(rule, start + timedelta(days=later)).due
    assert isinstance(first, date)
    assert isinstance(second, date)
    assert first <= second


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ONE_DATE), DAYS)
def test_every_answer_ends_where_its_rule_says_and_repeats_itself(rule: str, start: date) -> None:
    found = due(rule, start)
    assert found == due(rule, start.isoformat())
    assert isinstance(found.due, date)
    if RULES[rule].counting.roll in {"workday", "roll"}:
        assert CALENDAR.is_workday(found.due)
    assert (found.due < start) if RULES[rule].counting.kind is Kind.BACKWARD else (found.due > start)
    assert (found.rolled_due is None) == (RULES[rule].counting.roll != "fixed_show_roll")
