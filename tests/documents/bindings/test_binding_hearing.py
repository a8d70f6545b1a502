"""The hearing on papers: who, when, and how it stands with it."""

from __future__ import annotations

import pytest
from support.paper_sources import case, source, value

from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.state import CaseState
from mq_enforce.documents.bindings.hearing import hearing_of
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.documents.source import PaperSource

STANDS = ("hearing_completed", "hearing_absent", "hearing_left", "hearing_given_up", "hearing_not_asked", "hearing_still_owed")
WAIVED = {"id": "waiver", "kind": "rights_waived", "by": ["wang"], "party": "p1", "in_writing": True, "hearing": True}


def fire(*leave_out: str, more: tuple[Act, ...] = ()) -> CaseState:
    state = case("fire_hearing", more=more)
    kept = tuple(record for record in state.records if record.act.id not in leave_out)
    return CaseState(state.head, state.office, state.original_parties, state.original_conduct, kept)


def stands(of: PaperSource) -> list[str]:
    context = CaseContext(of)
    return [name for name in STANDS if context.holds(name)]


def changed(act: str, **changes: object) -> Act:
    found = next(record.act for record in case("fire_hearing").records if record.act.id == act)
    return read_act({**found.model_dump(mode="json"), "id": f"{act}2", **changes})


def test_the_notice_names_time_place_and_who_conducts_it() -> None:
    of = source(case("fire_hearing"), "hearing_notice", party="p1")
    assert value(of, "hearing_notice.at") == "2026年4月9日9时00分"
    assert value(of, "hearing_notice.chair") == "郑和平"
    assert value(of, "hearing_notice.chair_post") == "党政办主任"
    assert value(of, "hearing_notice.members") == "冯雅琴（党政办副主任）"
    assert value(of, "hearing_notice.recusal_until") == "2026年4月3日"
    assert value(of, "hearing.applicants") == "民权县示例食品有限公司"


def test_the_record_names_investigators_with_certificates_and_parties_with_agents() -> None:
    of = source(case("fire_hearing"), "hearing", party="p1")
    assert value(of, "hearing.investigators") == "王建国（执法证号16140000001）、李秀英（执法证号16140000002）"
    assert value(of, "hearing.present") == "民权县示例食品有限公司（委托代理人：白志远）"
    row = CaseContext(of).rows("hearing.investigators")[0]
    assert plain(row["unit"]) == "示例镇综合行政执法队"


def test_somebody_from_outside_the_office_is_written_by_name() -> None:
    held = changed("hearing", chair="县司法局张平", investigators=["外聘人员甲"], members=["乙某"])
    of = source(fire("hearing", more=(held,)), "hearing2", party="p1")
    assert (value(of, "hearing.chair"), value(of, "hearing.chair_post")) == ("县司法局张平", "")
    assert (value(of, "hearing.members"), value(of, "hearing.investigators")) == ("乙某", "外聘人员甲")


@pytest.mark.parametrize(
    ("state", "party", "expected"),
    [
        (fire(), "p1", ["hearing_completed"]),
        (fire(), "p2", []),
        (fire("hearing", more=(changed("hearing", outcome="absent", present_parties=[]),)), "p1", ["hearing_absent"]),
        (fire("hearing", more=(changed("hearing", outcome="left"),)), "p1", ["hearing_left"]),
        (fire("hearing"), "p1", ["hearing_still_owed"]),
        (fire("hearing", "hearing_request"), "p1", ["hearing_not_asked"]),
        (fire("hearing", more=(read_act({**WAIVED, "at": "2026-03-30T09:00:00+08:00"}),)), "p1", ["hearing_given_up"]),
        (fire("hearing", more=(read_act({**WAIVED, "at": "2026-03-25T09:00:00+08:00"}),)), "p1", ["hearing_still_owed"]),
        (
            fire("hearing", more=(read_act({**WAIVED, "at": "2026-03-30T09:00:00+08:00", "in_writing": False}),)),
            "p1",
            ["hearing_still_owed"],
        ),
    ],
)
def test_exactly_one_state_of_the_hearing_holds_once_the_right_was_told(state: CaseState, party: str, expected: list[str]) -> None:
    assert stands(source(state, "decision1" if party == "p1" else "decision2", party=party)) == expected


def test_a_hearing_for_all_is_about_those_who_came_or_had_asked() -> None:
    held = changed("hearing", party=None, present_parties=["p1"])
    state = fire("hearing", more=(held,))
    assert hearing_of(source(state, "decision1", party="p1")) == held
    assert hearing_of(source(state, "decision2", party="p2")) is None


def test_an_open_hearing_is_not_a_closed_one() -> None:
    context = CaseContext(source(case("fire_hearing"), "hearing_notice", party="p1"))
    assert (context.holds("hearing_open"), context.holds("hearing_closed")) == (True, False)
    before = CaseContext(source(case("fire_hearing", until="notice1"), "notice1", party="p1"))
    assert (before.holds("hearing_open"), before.holds("hearing_closed")) == (False, False)
