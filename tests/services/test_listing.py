"""The list of cases: what a line says, whom it waits for today, how many there are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support.part_way import part_way

from mq_enforce.services.listing import CaseLine, count_cases, list_cases

pytestmark = pytest.mark.slow


def test_a_line_says_who_what_until_when_and_whom_it_waits_for(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "notice_delivered") as case:
        line = CaseLine(
            id=case.case_id,
            number="民示案〔2026〕1号",
            title="张守田露天焚烧秸秆案",
            stage="送法制审核",
            next_due="2026-09-01",
            next_what="作出决定",
            parties=("张守田",),
            violation="露天焚烧秸秆",
            waits_for="当事人",
            standing="以后",
            practice=False,
        )
        assert list_cases(case.program) == [line]
        assert line.to_json()["parties"] == ["张守田"]
        assert list_cases(case.program, search="守田", order="number") == [line]
        assert list_cases(case.program, search="守玉") == []
        assert (count_cases(case.program), count_cases(case.program, search="守玉"), count_cases(case.program, stage="立案")) == (1, 0, 0)
        assert list_cases(case.program, offset=1) == []


def test_once_the_period_of_the_party_is_over_the_office_has_to_act(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "notice_delivered") as case:
        days = (date(2026, 6, 16), date(2026, 6, 17), date(2026, 9, 1), date(2026, 9, 2))
        lines = [list_cases(case.program, today=day)[0] for day in days]
        assert [line.waits_for for line in lines] == ["当事人", "承办人", "承办人", "承办人"]
        assert [line.standing for line in lines] == ["以后", "以后", "今日到期", "已超期"]


def test_practice_cases_are_shown_when_asked_for(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_no_penalty", "clue", practice=True) as case:
        shown = {practice: [line.practice for line in list_cases(case.program, practice=practice)] for practice in (False, True, None)}
        assert shown == {False: [], True: [True], None: [True]}
        assert [count_cases(case.program, practice=practice) for practice in (False, True, None)] == [0, 1, 1]
