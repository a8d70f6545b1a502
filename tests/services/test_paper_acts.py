"""What an officer does to a paper on file: kept with who did it; refused or failing, it leaves what there was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.part_way import PartWay, part_way

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput, Fault, MissingFact, RuleViolation
from mq_enforce.case.acts.records import PaperVoided
from mq_enforce.services import acting
from mq_enforce.services.cases import read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.paper_acts import make_again, void_paper

pytestmark = pytest.mark.slow

FILING = "filing.case_filing_approval"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[PartWay]:
    with part_way(tmp_path, "straw_burning", "filing") as played:
        yield played


def papers(case: PartWay) -> list[str]:
    return [paper.id for paper in read_case(case.program, case.case_id).papers()]


def test_a_paper_is_voided_by_whoever_is_at_the_keyboard_and_made_again(case: PartWay, tmp_path: Path) -> None:
    program = replace(case.program, actor=Actor("wang", "王建国", "agency", "test"))
    done = void_paper(program, case.case_id, FILING, " 打印错误 ", again=True, out=tmp_path)
    assert done.instead is not None
    assert done.instead.replaces == FILING
    (act,) = read_case(program, case.case_id).done(PaperVoided)
    assert (act.by, act.reason) == (("wang",), "打印错误")
    assert examine(program) == []


def test_somebody_whom_the_office_does_not_know_is_named_by_the_entry_alone(case: PartWay, tmp_path: Path) -> None:
    void_paper(case.program, case.case_id, FILING, "打印错误", again=False, out=tmp_path)
    (act,) = read_case(case.program, case.case_id).done(PaperVoided)
    assert act.by == ()


@pytest.mark.parametrize(("paper", "reason"), [(FILING, " \u3000"), ("nothing", "打印错误")])
def test_without_a_reason_or_a_paper_nothing_is_kept(case: PartWay, tmp_path: Path, paper: str, reason: str) -> None:
    before = papers(case)
    with pytest.raises(BadInput):
        void_paper(case.program, case.case_id, paper, reason, again=True, out=tmp_path)
    assert papers(case) == before


def test_a_void_paper_is_not_voided_again_and_made_again_once_only(case: PartWay, tmp_path: Path) -> None:
    void_paper(case.program, case.case_id, FILING, "打印错误", again=False, out=tmp_path)
    with pytest.raises(BadInput, match="已经作废"):
        void_paper(case.program, case.case_id, FILING, "再次", again=False, out=tmp_path)
    assert make_again(case.program, case.case_id, FILING).replaces == FILING
    with pytest.raises(BadInput, match="已经重新制作"):
        make_again(case.program, case.case_id, FILING)


def test_where_no_new_one_can_be_made_the_voiding_stands_and_the_reason_is_told(
    case: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_args: object) -> None:
        raise MissingFact(Fault("《立案审批表》还缺“案由”"))

    monkeypatch.setattr(acting, "reissue", lacking)
    done = void_paper(case.program, case.case_id, FILING, "打印错误", again=True, out=tmp_path)
    assert done.instead is None
    assert done.trouble is not None
    assert "还缺“案由”" in done.trouble.sentences()[0]
    assert FILING not in papers(case)


def test_a_delivered_paper_is_not_voided(tmp_path: Path) -> None:
    with part_way(tmp_path / "delivered", "straw_burning", "rectify_delivered") as case:
        order = next(paper for paper in papers(case) if "rectification_order" in paper)
        with pytest.raises(RuleViolation, match="送达"):
            void_paper(case.program, case.case_id, order, "写错了", again=True, out=tmp_path)
        assert order in papers(case)
