"""Which notice a paper speaks of, what the party answered, and what became of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.filled_papers import source_for, with_numbers
from support.paper_sources import case, diary, source, value

from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.documents.source import PaperSource

WAYS = ("spoke_in_statement", "spoke_at_hearing_only", "waived_statement", "kept_silent")


def act(kind: str, at: str, **more: object) -> Act:
    return read_act({"id": f"{kind}@{at}", "kind": kind, "at": f"{at}+08:00", "by": ["wang", "li"], "party": "p1", **more})


def notice(at: str, days: int = 3) -> Act:
    return act("prior_notice_issued", at, statement_days=days, statement_place="镇便民服务中心")


def delivered(at: str, **more: object) -> Act:
    day = at.partition("T")[0]
    return act("delivered", at, document="prior_notice", method="direct", place="住处", received_on=day, receiver="张守田", **more)


def statement(at: str, content: str, **more: object) -> Act:
    start = {"began": f"{at}+08:00", "ended": f"{at}+08:00"}
    return act("statement_made", at, place="队部", speaker="张守田", recorder="li", content=content, **start, **more)


def way(of: PaperSource) -> str:
    """Return the one way that holds; fails when it is not exactly one."""
    context = CaseContext(of)
    (found,) = [name for name in WAYS if context.holds(name)]
    return found


def rows(of: PaperSource, name: str) -> list[dict[str, str]]:
    return [{key: plain(runs) for key, runs in row.items()} for row in CaseContext(of).rows(name)]


# -- the notice -----------------------------------------------------------------------------------------------------


def test_a_paper_speaks_of_the_notice_with_number_and_day_of_receipt() -> None:
    of = source_for(with_numbers(case()), "decision", "penalty_decision")
    assert value(of, "notice.reference") == "《行政处罚事先告知书》（民示罚告字〔2026〕第1号）"
    assert value(of, "notice.delivered_on") == "2026年6月9日"
    assert value(of, "notice.statement_days") == "五个工作日"
    assert value(of, "notice.lines") == "《行政处罚事先告知书》（民示罚告字〔2026〕第1号），2026年6月9日送达"


def test_a_notice_without_a_number_on_file_is_named_by_its_title() -> None:
    assert value(source(case(), "decision", party="p1"), "notice.reference") == "《行政处罚事先告知书》"


def test_a_notice_that_never_arrived_does_not_replace_the_one_that_did() -> None:
    later = [notice("2026-06-12T09:00:00"), delivered("2026-06-12T10:00:00", returned=True)]
    of = source_for(with_numbers(case(more=later)), "decision", "penalty_decision")
    assert value(of, "notice.number") == "民示罚告字〔2026〕第1号"
    assert value(of, "notice.statement_days") == "五个工作日"


def test_the_last_notice_that_arrived_counts() -> None:
    later = [notice("2026-06-12T09:00:00"), delivered("2026-06-12T10:00:00")]
    of = source_for(with_numbers(case(more=later)), "decision", "penalty_decision")
    assert (value(of, "notice.number"), value(of, "notice.delivered_on")) == ("民示罚告字〔2026〕第2号", "2026年6月12日")
    assert value(of, "notice.statement_days") == "三个工作日"


def test_a_delivery_that_names_its_notice_counts_for_that_notice_alone() -> None:
    later = [notice("2026-06-12T09:00:00"), delivered("2026-06-12T10:00:00", refers_to="notice")]
    of = source_for(with_numbers(case(more=later)), "decision", "penalty_decision")
    assert (value(of, "notice.number"), value(of, "notice.delivered_on")) == ("民示罚告字〔2026〕第1号", "2026年6月12日")


def test_the_notice_itself_speaks_of_itself_before_its_delivery() -> None:
    of = source(case(until="notice"), "notice", party="p1")
    assert value(of, "notice.statement_place") == "示例镇综合行政执法队（府前路1号）"
    assert value(of, "notice.delivered_on") == ""


def test_a_paper_about_two_parties_names_each_notice_after_its_party() -> None:
    of = source(case("fire_hearing"), "decision_approval")
    first, second = value(of, "notice.lines").split("；")
    assert first == "民权县示例食品有限公司：《行政处罚听证告知书》，2026年3月23日送达"
    assert second == "民权县示例物业服务有限公司：《行政处罚事先告知书》，2026年3月24日送达"
    assert value(of, "notice.reference") == ""


# -- statements and answers -----------------------------------------------------------------------------------------


def test_several_statements_stand_each_after_its_day() -> None:
    of = source_for(case(more=[statement("2026-06-12T09:00:00", "再请从轻。")]), "decision", "penalty_decision")
    told = value(of, "statements.contents")
    assert told.startswith("2026年6月11日：烧麦秸是我不对。")
    assert told.endswith("；2026年6月12日：再请从轻")


def test_the_record_and_the_review_of_one_statement_speak_of_that_one_alone() -> None:
    later = statement("2026-06-12T09:00:00", "再请从轻。")
    review = act(
        "statement_reviewed",
        "2026-06-18T09:00:00",
        refers_to=later.id,
        answers=[{"point": "再请从轻。", "adopted": False, "reason": "没有新的理由。"}],
        conclusion="不予采纳",
    )
    state = case(more=[later, review])
    assert value(source(state, later.id, party="p1"), "statements.contents") == "再请从轻"
    of = source(state, review.id, party="p1")
    assert value(of, "statements.contents") == "再请从轻"
    assert rows(of, "statement_review.answers") == [{"point": "再请从轻", "adopted": "不予采纳", "reason": "没有新的理由"}]
    assert value(of, "statement_review.conclusion") == "不予采纳。"
    assert len(rows(source(state, "decision", party="p1"), "statement_review.answers")) == 3


def test_private_values_inside_a_statement_keep_their_class() -> None:
    state = case(more=[statement("2026-06-12T09:00:00", "我是张守田，电话13900000001。")])
    runs = CaseContext(source(state, "decision", party="p1")).value("statements.contents")
    assert {one.privacy for one in runs if one.text in {"张守田", "13900000001"}} == {Privacy.NAME, Privacy.PHONE}


def test_the_file_tells_what_it_knows_of_the_speaker_and_nothing_of_a_stranger() -> None:
    known = source(case(), "statement", party="p1")
    assert value(known, "statement.speaker.id_number") == "419999196805120011"
    stranger = case(more=[statement("2026-06-12T09:00:00", "他是我邻居。").model_copy(update={"speaker": "赵六"})])
    of = source(stranger, "statement_made@2026-06-12T09:00:00", party="p1")
    assert value(of, "statement.speaker") == "赵六"
    assert [value(of, f"statement.speaker.{key}") for key in ("sex", "post", "work_unit", "id_number", "phone", "address")] == [""] * 6


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("白志远", ("法律工作者", "示例法律服务所", "419999198806125016", "13900000013")),
        ("何俊峰", ("执行董事", "民权县示例食品有限公司", "", "13900000011")),
    ],
)
def test_agent_and_head_of_a_unit_are_known(speaker: str, expected: tuple[str, ...]) -> None:
    made = statement("2026-03-26T09:00:00", "请求从轻。").model_copy(update={"speaker": speaker})
    of = source(case("fire_hearing", more=[made]), made.id, party="p1")
    assert tuple(value(of, f"statement.speaker.{key}") for key in ("post", "work_unit", "id_number", "phone")) == expected


# -- what the party did ---------------------------------------------------------------------------------------------


def silent(*more: Act) -> CaseState:
    state = case(more=more)
    kept = tuple(record for record in state.records if record.act.id not in {"statement", "statement_review"})
    return CaseState(state.head, state.office, state.original_parties, state.original_conduct, kept)


def test_a_waiver_counts_only_in_writing_and_after_the_notice() -> None:
    early = act("rights_waived", "2026-06-09T09:00:00", in_writing=True)
    spoken = act("rights_waived", "2026-06-10T09:00:00", in_writing=False)
    hearing_only = act("rights_waived", "2026-06-10T09:30:00", in_writing=True, statement=False, hearing=True)
    written = act("rights_waived", "2026-06-10T10:00:00", in_writing=True)
    for waivers, expected in (
        ((), "kept_silent"),
        ((early,), "kept_silent"),
        ((spoken,), "kept_silent"),
        ((hearing_only,), "kept_silent"),
        ((written,), "waived_statement"),
        ((written, statement("2026-06-11T09:00:00", "还是说几句。")), "spoke_in_statement"),
    ):
        assert way(source(silent(*waivers), "decision", party="p1")) == expected


def test_who_spoke_at_the_hearing_alone_was_not_silent() -> None:
    state = case("fire_hearing")
    assert way(source(state, "decision1", party="p1")) == "spoke_at_hearing_only"
    assert way(source(state, "decision2", party="p2")) == "kept_silent"


@pytest.mark.parametrize("name", ["straw_burning", "fire_hearing", "straw_no_penalty"])
@given(data=st.data())
def test_at_any_time_exactly_one_way_holds_for_each_party(name: str, data: st.DataObject) -> None:
    told = diary(name)
    refused = {one.act for one in told.expect.refusals}
    last = data.draw(st.sampled_from([one.id for one in told.acts if one.id not in refused]))
    for party in told.parties:
        way(source(case(name, until=last), last, party=party.id))


def test_a_waiver_before_the_notice_was_received_is_none_on_paper_either() -> None:
    """The notice is issued at 10:00 and received at 11:00."""
    for at, expected in (("2026-06-09T10:30:00", "kept_silent"), ("2026-06-09T11:00:00", "waived_statement")):
        waiver = act("rights_waived", at, in_writing=True)
        assert way(source(silent(waiver), "decision", party="p1")) == expected
