"""Deadlines over all cases: what runs, for whom, how near it is, who has to act next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.part_way import PartWay, part_way
from support.stories import moment, story

from mq_enforce.case.acts import read_act
from mq_enforce.services.cases import read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.crossing import BadInput
from mq_enforce.services.overview import STANDINGS, deadlines_overview, explain, standing
from mq_enforce.services.projecting import projection_of
from mq_enforce.store import Projection

pytestmark = pytest.mark.slow

TODAY = date(2026, 6, 9)


def row_at(name: str, until: str) -> Projection:
    """The flat row of a story after an act, without store and papers."""
    told = story(name, until=until)
    return projection_of(told.state, told.law, moment("2030-01-01T00:00:00"))


@contextmanager
def told(folder: Path) -> Iterator[PartWay]:
    with part_way(folder, "straw_burning", "notice_delivered") as case:
        yield case


# -- how near ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "word"),
    [(-1, "已超期"), (0, "今日到期"), (1, "3天内"), (3, "3天内"), (4, "7天内"), (7, "7天内"), (8, "以后")],
)
def test_the_word_for_a_date_changes_on_the_right_day(left: int, word: str) -> None:
    assert standing(TODAY + timedelta(days=left), TODAY) == word
    assert standing(None, TODAY) == ""


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.integers(-4000, 4000))
def test_a_later_date_never_presses_more(today: date, left: int) -> None:
    words = [STANDINGS.index(standing(today + timedelta(days=days), today)) for days in (left, left + 1)]
    assert words == sorted(words)


# -- who has to act next -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "until", "who"),
    [
        ("straw_burning", "clue", "承办人"),
        ("straw_burning", "jurisdiction", "行政机关负责人"),
        ("straw_burning", "filing", "执法机构负责人"),
        ("straw_burning", "report", "行政机关负责人"),
        ("straw_burning", "notice", "承办人"),
        ("straw_burning", "notice_delivered", "当事人"),
        ("straw_burning", "statement", "承办人"),
        ("straw_burning", "review_submitted", "法制审核人员"),
        ("straw_burning", "published", "当事人"),
        ("straw_burning", "closing", "档案员"),
        ("straw_burning", "filing_dossier", ""),
        ("fire_hearing", "notice1_delivered", "承办人"),
        ("fire_hearing", "notice2_delivered", "当事人"),
        ("fire_hearing", "hearing_request", "承办人"),
        ("fire_hearing", "hearing_notice_delivered", "听证人员"),
        ("fire_hearing", "public_notice", "当事人"),
        ("straw_no_penalty", "report", "行政机关负责人"),
        ("straw_no_penalty", "exemption", "承办人"),
    ],
)
def test_a_case_waits_for_whoever_acts_next(name: str, until: str, who: str) -> None:
    assert row_at(name, until).waits_for == who


def test_nobody_waits_for_a_party_that_gave_up_its_statement() -> None:
    told = story("straw_burning", until="notice_delivered")
    waiver = {"id": "waiver", "kind": "rights_waived", "at": "2026-06-10T09:00:00+08:00", "by": ["wang"], "party": "p1", "in_writing": True}
    after = told.with_acts(read_act(waiver))
    assert projection_of(after.state, after.law, moment("2030-01-01T00:00:00")).waits_for == "承办人"


# -- the flat row --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["straw_burning", "fire_hearing", "straw_no_penalty"])
def test_the_row_of_a_case_does_not_depend_on_today_at_any_point(name: str) -> None:
    told = story(name)
    for count in range(1, len(told.state.records) + 1, 4):
        state = replace(told.state, records=told.state.records[:count])
        early, late = (projection_of(state, told.law, moment(f"{year}-01-01T00:00:00")) for year in (2026, 2040))
        assert early == late


def test_the_row_holds_the_running_periods_as_plain_data() -> None:
    assert row_at("straw_burning", "notice_delivered").flat["deadlines"] == [
        {
            "rule": "PUN-STMT",
            "label": "当事人陈述申辩",
            "party": "p1",
            "name": "张守田",
            "due": "2026-06-16",
            "duty": False,
            "provisional": False,
        },
        {"rule": "PUN-90", "label": "作出决定", "party": "p1", "name": "张守田", "due": "2026-09-01", "duty": True, "provisional": False},
    ]


def test_a_period_that_another_one_replaced_runs_no_more() -> None:
    before, after = row_at("fire_hearing", "deferral_request"), row_at("fire_hearing", "deferral_delivered")
    assert ("PUN-PAY15", "p1") in {(one["rule"], one["party"]) for one in before.flat["deadlines"]}
    assert {one["rule"] for one in after.flat["deadlines"]} == {"PUN-DEFER", "PUN-PUBSERV30", "REV-60", "LIT-6M"}
    assert (after.next_due, after.next_what) == (date(2026, 6, 26), "延期（分期）缴纳")


def test_a_period_over_two_years_without_notice_is_provisional() -> None:
    (limit,) = [one for one in row_at("straw_burning", "clue").flat["deadlines"] if one["rule"] == "PUN-LIM2"]
    assert limit["provisional"] is True


# -- over all cases ------------------------------------------------------------------------------------------


def test_the_overview_tells_every_period_by_date_with_its_case(tmp_path: Path) -> None:
    with told(tmp_path) as case:
        rows = deadlines_overview(case.program, today=TODAY)
        assert [(row.rule, row.due, row.standing, row.whose) for row in rows] == [
            ("PUN-STMT", date(2026, 6, 16), "7天内", "当事人"),
            ("PUN-90", date(2026, 9, 1), "以后", "机关"),
        ]
        assert {(row.case_id, row.number, row.title, row.name) for row in rows} == {
            (case.case_id, "民示案〔2026〕1号", "张守田露天焚烧秸秆案", "张守田")
        }
        assert [row.rule for row in deadlines_overview(case.program, date(2026, 6, 16), TODAY)] == ["PUN-STMT"]
        assert examine(case.program) == []


def test_a_right_that_ran_out_is_left_out_and_a_duty_that_was_missed_is_not(tmp_path: Path) -> None:
    with told(tmp_path) as case:
        rows = deadlines_overview(case.program, today=date(2026, 9, 2))
        assert [(row.rule, row.standing) for row in rows] == [("PUN-90", "已超期")]


def test_the_days_of_the_clock_are_those_of_the_overview(tmp_path: Path) -> None:
    with told(tmp_path) as case:
        case.at("2026-06-16T08:00:00")
        assert deadlines_overview(case.program)[0].standing == "今日到期"


def test_practice_cases_stay_apart(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_no_penalty", "filing", practice=True) as case:
        assert deadlines_overview(case.program) == ()
        assert {row.practice for row in deadlines_overview(case.program, practice=None)} == {True}


def test_an_explanation_is_computed_when_it_is_asked_for(tmp_path: Path) -> None:
    with told(tmp_path) as case:
        text = explain(case.program, case.case_id, "PUN-STMT", "p1")
        assert "2026年6月16日（星期二）" in text
        assert "非法定" in text
        with pytest.raises(BadInput, match="PUN-PAY15"):
            explain(case.program, case.case_id, "PUN-PAY15", "p1")
        with pytest.raises(BadInput):
            explain(case.program, case.case_id, "PUN-STMT", "p2")


def test_a_finished_case_tells_no_rights_of_the_other_side(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_no_penalty", "filing_dossier") as case:
        assert read_case(case.program, case.case_id).records
        assert deadlines_overview(case.program) == ()
