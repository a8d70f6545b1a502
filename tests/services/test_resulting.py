"""The dates that would follow from an act, said before it is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.part_way import part_way

from mq_enforce.services.cases import read_case
from mq_enforce.services.resulting import resulting_deadlines

pytestmark = pytest.mark.slow


def test_a_delivered_notice_begins_the_partys_time_to_speak(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "notice") as way:
        delivered = way.act("notice_delivered")
        way.clock.moment = delivered.at
        lines = resulting_deadlines(way.program, read_case(way.program, way.case_id), delivered)
        assert lines == ("当事人陈述申辩（张守田）：2026年6月16日（星期二），非法定，不是本机关的期限",)
        later = way.act("notice_delivered", at="2026-06-10T11:00:00+08:00", received_on="2026-06-10")
        way.clock.moment = later.at
        assert "6月17日" in resulting_deadlines(way.program, read_case(way.program, way.case_id), later)[0]
        assert read_case(way.program, way.case_id).record("notice_delivered") is None


def test_an_act_that_moves_no_date_says_nothing(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "site") as way:
        photo = way.act("photo1")
        way.clock.moment = photo.at
        assert resulting_deadlines(way.program, read_case(way.program, way.case_id), photo) == ()
