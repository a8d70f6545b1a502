"""The papers of a case as lines: what became of each, by the acts on file alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.part_way import PartWay, part_way

from mq_enforce.services.cases import read_case
from mq_enforce.services.paper_acts import void_paper
from mq_enforce.services.paper_lines import PaperLine, missing_line, paper_lines
from mq_enforce.services.results import missing_papers


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PartWay]:
    with part_way(tmp_path_factory.mktemp("lines"), "straw_burning", "rectify_delivered") as found:
        yield found


def lines(case: PartWay) -> dict[str, PaperLine]:
    return {one.id: one for one in paper_lines(read_case(case.program, case.case_id))}


def test_papers_stand_in_the_order_in_which_they_were_made(case: PartWay) -> None:
    found = list(lines(case).values())
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert found[0].document == "report_register"
    assert all(one.pages >= 1 and one.title for one in found)


def test_a_paper_is_delivered_by_the_delivery_that_is_about_its_kind_and_party(case: PartWay) -> None:
    order = next(one for one in lines(case).values() if one.document == "rectification_order")
    assert (order.party, order.name) == ("p1", "张守田")
    assert order.delivered_on == case.act("rectify_delivered").at.date()
    assert all(one.delivered_on is None for one in lines(case).values() if one.document == "report_register")


@pytest.mark.slow
def test_a_voided_paper_stays_and_names_the_one_in_its_place(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "filing") as case:
        (old,) = [one for one in lines(case).values() if one.document == "case_filing_approval"]
        void_paper(case.program, case.case_id, old.id, "案由有误", again=True, out=tmp_path)
        now = lines(case)
        assert now[old.id].voided
        instead = now[now[old.id].replaced]
        assert not instead.voided
        assert (old.number.endswith("第1号"), instead.number.endswith("第2号")) == (True, True)


def test_a_paper_that_is_not_there_is_told_by_its_title_and_party(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "officers") as case:
        case.record(case.act("rectify"))
        state = read_case(case.program, case.case_id)
        (missing,) = missing_papers(case.program, state)
        line = missing_line(case.program, state, missing)
        assert (line.act, line.document, line.party, line.name) == ("rectify", "rectification_order", "p1", "张守田")
        assert "责令" in line.title
