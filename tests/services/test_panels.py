"""Panels: what one begins with, what follows from what is typed, what is still wanting, and that a refusal keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.part_way import PartWay, part_way

from mq_enforce.base.errors import BadInput, EnvironmentProblem, RuleViolation
from mq_enforce.services import panels
from mq_enforce.services.case_page import case_page
from mq_enforce.services.cases import read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.drafts import drafts_of, load_draft, save_draft
from mq_enforce.services.input_faults import InputFaults
from mq_enforce.services.panels import draft_key, follow, lacks, open_panel, submit
from mq_enforce.store import case_stream


@pytest.fixture
def case(tmp_path: Path) -> Iterator[PartWay]:
    with part_way(tmp_path, "straw_burning", "clue") as found:
        yield found


def trace(case: PartWay) -> tuple[object, ...]:
    """Return what would show that something was put on record."""
    with case.program.store.read(case.program.actor.agency) as reader:
        return reader.case_row(case.case_id), reader.head(case_stream(case.case_id)), reader.last_seal(), reader.reserved_numbers()


def typed(case: PartWay, act_id: str, **changes: object) -> dict[str, Any]:
    case.clock.moment = max(case.clock.moment, case.act(act_id).at)
    return {**case.act(act_id).model_dump(mode="json"), **changes}


def test_a_panel_begins_with_what_is_known(case: PartWay) -> None:
    panel = open_panel(case.program, case.case_id, "site_inspected", "p1")
    assert not panel.from_draft
    assert panel.data["party"] == "p1"
    assert panel.data["place"] == read_case(case.program, case.case_id).conduct.place
    assert panel.draft_key == "site_inspected/p1"
    assert {one.name for one in panel.spec.fields} >= set(panel.data) - {"kind", "id"}


def test_a_panel_begins_with_the_draft_where_there_is_one(case: PartWay) -> None:
    save_draft(case.program, case.case_id, "site_inspected/p1", {"place": "写到一半"})
    panel = open_panel(case.program, case.case_id, "site_inspected", "p1")
    assert panel.from_draft
    assert panel.data == {"place": "写到一半"}
    assert not open_panel(case.program, case.case_id, "site_inspected").from_draft


def test_a_delivery_keeps_its_drafts_by_document(case: PartWay) -> None:
    assert draft_key("delivered", "p1", "prior_notice") == "delivered/p1/prior_notice"
    save_draft(case.program, case.case_id, "delivered/p1/prior_notice", {"note": "甲"})
    assert open_panel(case.program, case.case_id, "delivered", "p1", "prior_notice").data == {"note": "甲"}
    other = open_panel(case.program, case.case_id, "delivered", "p1", "penalty_decision")
    assert not other.from_draft
    assert other.data["document"] == "penalty_decision"


def test_an_unknown_kind_is_told_with_those_there_are(case: PartWay) -> None:
    with pytest.raises(BadInput, match="没有“no_such_act”这种行为") as fault:
        open_panel(case.program, case.case_id, "no_such_act")
    assert "site_inspected" in fault.value.faults[0].expected


def test_opening_and_following_keep_nothing(case: PartWay) -> None:
    before = trace(case)
    open_panel(case.program, case.case_id, "site_inspected", "p1")
    follow(case.program, case.case_id, "site_inspected", typed(case, "site"))
    assert trace(case) == before
    assert drafts_of(case.program, case.case_id) == ()


def test_from_whole_data_follow_the_law_and_the_paper(case: PartWay) -> None:
    found = follow(case.program, case.case_id, "site_inspected", typed(case, "site"))
    assert found.faults == ()
    assert found.lawful is not None
    assert found.lawful.may_be_done
    (paper,) = found.previews
    assert (paper.document, paper.problem) == ("site_inspection_record", "")
    assert paper.pdf.startswith(b"%PDF-")


def test_half_typed_data_still_have_a_preview_and_say_what_is_wanting(case: PartWay) -> None:
    data = typed(case, "site", findings="", ended=None)
    found = follow(case.program, case.case_id, "site_inspected", data)
    assert found.lawful is None
    assert {fault.path for fault in found.faults} == {("findings",), ("ended",)}
    (paper,) = found.previews
    assert paper.pdf.startswith(b"%PDF-")
    panel = open_panel(case.program, case.case_id, "site_inspected", "p1")
    wanting = lacks(panel.spec, found)
    assert [one.path for one in wanting[:2]] == [fault.path for fault in found.faults]
    assert all(one.label for one in wanting)
    assert len({one.label for one in wanting}) == len(wanting)


def test_without_a_time_there_is_nothing_to_preview(case: PartWay) -> None:
    found = follow(case.program, case.case_id, "site_inspected", {"findings": "麦秸已烧尽"})
    assert (found.lawful, found.previews) == (None, ())
    assert ("at",) in {fault.path for fault in found.faults}


def test_what_is_wanting_inside_a_list_is_told_with_its_place(case: PartWay) -> None:
    turns = [{"question": "问", "answer": "答"}, {"question": "问", "answer": ""}]
    data = typed(case, "interview", turns=turns)
    panel = open_panel(case.program, case.case_id, "interview_held", "p1")
    wanting = lacks(panel.spec, follow(case.program, case.case_id, "interview_held", data))
    assert any("第2项" in one.label and one.path is not None and one.path[:2] == ("turns", 1) for one in wanting)


def test_doing_it_records_the_act_with_its_paper_and_forgets_the_draft(case: PartWay, tmp_path: Path) -> None:
    save_draft(case.program, case.case_id, "site_inspected/p1", {"note": "甲"})
    save_draft(case.program, case.case_id, "evidence_collected/p1", {"note": "乙"})
    done = submit(case.program, case.case_id, "site_inspected", typed(case, "site"), tmp_path, draft="site_inspected/p1")
    assert done.act.id == "site"
    assert [paper.document for paper in read_case(case.program, case.case_id).papers()] == ["report_register", "site_inspection_record"]
    assert [one.key for one in drafts_of(case.program, case.case_id)] == ["evidence_collected/p1"]


def test_data_that_make_no_act_are_refused_by_field_and_nothing_is_kept(case: PartWay, tmp_path: Path) -> None:
    before = trace(case)
    with pytest.raises(InputFaults) as refusal:
        submit(case.program, case.case_id, "site_inspected", typed(case, "site", findings=""), tmp_path, draft="k")
    assert [fault.path for fault in refusal.value.by_field] == [("findings",)]
    assert trace(case) == before


def test_a_refusal_by_law_keeps_nothing_and_leaves_the_draft(case: PartWay, tmp_path: Path) -> None:
    save_draft(case.program, case.case_id, "k", {"note": "甲"})
    before = trace(case)
    with pytest.raises(RuleViolation):
        submit(case.program, case.case_id, "filing_approved", typed(case, "filing"), tmp_path, draft="k")
    assert trace(case) == before
    assert load_draft(case.program, case.case_id, "k") is not None


def test_a_paper_that_cannot_be_kept_leaves_neither_act_nor_reserved_number(
    case: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(case.program, case.case_id, "jurisdiction_confirmed", typed(case, "jurisdiction"), tmp_path)
    before = [record.act.id for record in read_case(case.program, case.case_id).records]

    def full(*_rest: object) -> object:
        raise EnvironmentProblem("磁盘空间不足", "已经保存的内容没有受影响", "请清理磁盘，然后重试")

    with monkeypatch.context() as patch:
        patch.setattr(type(case.program.store.blobs), "write", full)
        with pytest.raises(EnvironmentProblem):
            submit(case.program, case.case_id, "filing_approved", typed(case, "filing"), tmp_path)
    assert [record.act.id for record in read_case(case.program, case.case_id).records] == before
    with case.program.store.read(case.program.actor.agency) as reader:
        assert reader.reserved_numbers() == ()
    assert case_page(case.program, case.case_id).missing_papers == ()
    submit(case.program, case.case_id, "filing_approved", typed(case, "filing"), tmp_path)
    (paper,) = read_case(case.program, case.case_id).papers("case_filing_approval")
    assert paper.number.endswith("第2号")
    assert examine(case.program) == []


def test_a_draft_that_cannot_be_forgotten_undoes_nothing_and_is_not_offered_again(
    case: PartWay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_rest: object) -> None:
        raise EnvironmentProblem("数据正被另一项操作占用", "数据没有受影响", "请稍候重试")

    monkeypatch.setattr(panels, "discard_draft", busy)
    save_draft(case.program, case.case_id, "site_inspected/p1", typed(case, "site"))
    done = submit(case.program, case.case_id, "site_inspected", typed(case, "site"), tmp_path, draft="site_inspected/p1")
    assert done.act.id == "site"
    again = open_panel(case.program, case.case_id, "site_inspected", "p1")
    assert not again.from_draft
    assert again.data["id"] != "site"
