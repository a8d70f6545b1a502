"""Cases, facts and acts: every version kept, two writers never both right, nothing half-written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from store_office import START, Office, open_case

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.store import CaseFilter, Projection, StaleCase, Store, Writer, doctor


def test_a_case_comes_back_as_it_was_written(with_case: Office) -> None:
    with with_case.store.read("民权县某镇") as r:
        case = r.case("c1")
    assert (case.case_id, case.version, case.row.title, case.row.opened_at) == ("c1", 1, "露天焚烧秸秆", START)
    (fact,) = case.facts
    assert (fact.path, fact.version, fact.value, fact.superseded) == ("party.p1.name", 1, "张𬭎", False)
    (act,) = case.acts
    assert (act.act_id, act.seq, act.kind, act.done_by, act.payload) == (
        "clue",
        1,
        "clue_registered",
        ("p1", "p2"),
        {"source": "inspection"},
    )
    assert act.recorded_at > act.at
    assert act.recorded_by == "p1"


def test_a_corrected_fact_keeps_every_version_with_who_when_and_why(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        w.set_fact("c1", "party.p1.name", "张宏", at=START, done_by="p2", why="证件核对")
        w.set_fact("c1", "area", {"mu": 0.5, "seen": date(2026, 6, 3)}, at=START, done_by="p2")
    with with_case.store.read("民权县某镇") as r:
        assert [(fact.path, fact.value) for fact in r.case("c1").facts] == [
            ("area", {"mu": 0.5, "seen": "2026-06-03"}),
            ("party.p1.name", "张宏"),
        ]
        first, second = r.fact_history("c1", "party.p1.name")
    assert (first.value, first.superseded) == ("张𬭎", True)
    assert (second.version, second.done_by, second.why, second.superseded) == (2, "p2", "证件核对", False)


def test_moments_of_other_zones_are_kept_at_ours(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        act = w.add_act("c1", "x", {}, at=datetime(2026, 6, 3, 20, 0, 0, 5, tzinfo=UTC), done_by=[])
    assert act.at.isoformat() == "2026-06-04T04:00:00.000005+08:00"
    with with_case.store.read("民权县某镇") as r:
        assert r.case("c1").acts[-1] == act
    assert doctor(with_case.store) == []


def test_the_second_of_two_writers_who_saw_the_same_is_refused(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        assert w.take_case("c1", 1).version == 2
    with pytest.raises(StaleCase) as caught, with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
    assert "另一位同事刚刚改了这里" in caught.value.what
    assert caught.value.exit_code == 4
    with pytest.raises(BadInput, match="没有案件"), with_case.store.write(*with_case.unit) as w:
        w.take_case("c9", 1)


def test_a_writer_waits_for_the_one_before_and_is_then_refused(with_case: Office) -> None:
    taken, results = threading.Event(), list[str]()

    def late() -> None:
        taken.wait(5)
        try:
            with with_case.store.write(*with_case.unit) as w:
                w.take_case("c1", 1)
                w.add_act("c1", "late", {}, at=START, done_by=[])
            results.append("written")
        except StaleCase:
            results.append("stale")

    other = threading.Thread(target=late)
    other.start()
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        taken.set()
        other.join(0.3)
        w.add_act("c1", "early", {}, at=START, done_by=[])
    other.join(20)
    assert results == ["stale"]
    with with_case.store.read("民权县某镇") as r:
        assert [act.kind for act in r.case("c1").acts] == ["clue_registered", "early"]


def test_a_unit_that_fails_leaves_nothing_at_all(with_case: Office) -> None:
    with with_case.store.read("民权县某镇") as r:
        before = (r.case("c1"), r.last_seal(), r.streams())

    def much_and_then_failure(w: Writer) -> None:
        w.take_case("c1", 1)
        w.add_act("c1", "x", {}, at=START, done_by=[])
        w.set_fact("c1", "party.p1.name", "别人", at=START, done_by="p1")
        w.open_case("ordinary_penalty", "m", "t", START, case_id="c2")
        w.ensure_series("民罚决", "penalty_decision", 2026)
        w.reserve_number("民罚决-2026")
        w.set_setting("a", 1)
        w.save_draft("c1", "reason", "text")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        with_case.do(much_and_then_failure)
    with with_case.store.read("民权县某镇") as r:
        assert (r.case("c1"), r.last_seal(), r.streams()) == before
        assert r.all_series() == ()
        assert r.draft("c1", "reason") is None
    assert doctor(with_case.store) == []


def test_a_full_disk_is_told_and_leaves_the_data_whole(tmp_path: Path) -> None:
    office = Office(Store.open(tmp_path / "x.db", tmp_path), tmp_path / "x.db", tmp_path)
    open_case(office, "c1")
    office.store.engine.dispose()

    @event.listens_for(office.store.engine, "connect")
    def limit(connection: object, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined] # sqlite3's connection
        connection.execute(f"PRAGMA max_page_count = {pages + 3}").close()  # type: ignore[attr-defined] # the same

    def much(w: Writer) -> None:
        w.take_case("c1", 1)
        w.set_fact("c1", "text", "字" * 100_000, at=START, done_by="p1")

    with pytest.raises(EnvironmentProblem) as caught:
        office.do(much)
    assert "磁盘空间不足" in caught.value.what
    office.reopen()
    with office.store.read("民权县某镇") as r:
        assert r.case("c1").version == 1
    assert doctor(office.store) == []
    office.store.close()


def test_what_was_not_taken_cannot_be_written(with_case: Office) -> None:
    with pytest.raises(RuntimeError, match="not taken"), with_case.store.write(*with_case.unit) as w:
        w.add_act("c1", "x", {}, at=START, done_by=[])
    with pytest.raises(RuntimeError, match="not taken"), with_case.store.write(*with_case.unit) as w:
        w.set_fact("c1", "x", 1, at=START, done_by="p1")
    with pytest.raises(RuntimeError, match="not taken"), with_case.store.write(*with_case.unit) as w:
        w.change_case("c1", title="x")


def test_ids_and_case_numbers_are_used_once(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        w.change_case("c1", case_number="民罚立〔2026〕1号")
        w.change_case("c1", case_number="民罚立〔2026〕1号")
    with pytest.raises(BadInput, match="案号"), with_case.store.write(*with_case.unit) as w:
        w.open_case("p", "m", "t", START, case_number="民罚立〔2026〕1号")
    with pytest.raises(BadInput, match="c1"), with_case.store.write(*with_case.unit) as w:
        w.open_case("p", "m", "t", START, case_id="c1")
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 2)
        with pytest.raises(BadInput, match="clue"):
            w.add_act("c1", "x", {}, at=START, done_by=[], act_id="clue")


def test_changing_a_case_keeps_what_is_left_out(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        row = w.change_case("c1", closed_at=START, title="改")
        assert w.change_case("c1") == row
    assert (row.title, row.closed_at, row.matter_id) == ("改", START, "HN25-NY-02")
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 2)
        assert w.change_case("c1", closed_at=None).closed_at is None


def test_acts_keep_irregularity_taking_over_and_what_they_relied_on(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        officer = w.keep_snapshot({"name": "张三", "valid_to": date(2027, 1, 1)})
        assert w.keep_snapshot({"valid_to": "2027-01-01", "name": "张三"}) == officer
        w.add_act(
            "c1",
            "filing",
            {},
            at=START,
            done_by=["p1"],
            irregular="先办后补",
            taken_over=True,
            relied_on={"pack": "1"},
            snapshots=[officer],
        )
    with with_case.store.read("民权县某镇") as r:
        act = r.case("c1").acts[-1]
        assert (act.irregular, act.taken_over, act.relied_on, act.snapshots) == ("先办后补", True, {"pack": "1"}, (officer,))
        assert r.snapshot(officer) == {"name": "张三", "valid_to": "2027-01-01"}
        with pytest.raises(BadInput):
            r.snapshot("0" * 64)


def test_what_is_not_plain_data_is_our_mistake(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        with pytest.raises(TypeError):
            w.set_fact("c1", "x", {1, 2}, at=START, done_by="p1")


def test_agencies_do_not_see_each_other(with_case: Office) -> None:
    other = Actor("p9", "李四", "另一个镇", "pc-2")
    with with_case.store.write(other, with_case.clock, with_case.ids) as w:
        assert w.count_cases() == 0
        with pytest.raises(BadInput):
            w.case("c1")
        w.open_case("p", "m", "另案", START, case_id="c1")
        w.set_setting("a", 1)
    with with_case.store.read("民权县某镇") as r:
        assert r.case_row("c1").title == "露天焚烧秸秆"
        assert r.setting("a", "none") == "none"
    assert with_case.store.agencies() == tuple(sorted(["民权县某镇", "另一个镇"]))
    assert [finding.kind for finding in doctor(with_case.store)] == ["projection_missing"]


def test_the_list_filters_and_orders(office: Office) -> None:
    for number, due in enumerate([date(2026, 7, 2), None, date(2026, 6, 30)], 1):
        open_case(office, f"c{number}", title=f"案{4 - number}")
        with office.store.write(*office.unit) as w:
            w.put_projection(
                Projection(f"c{number}", "stage-b" if number == 2 else "stage-a", waits_for="head", next_due=due, flat={"n": number})
            )
    with office.store.write(*office.unit) as w:
        w.open_case("simple_penalty", "m", "演练", START + timedelta(days=1), case_id="c4", practice=True)
        w.take_case("c3", 1)
        w.change_case("c3", closed_at=START, case_number="2")
    with office.store.read("民权县某镇") as r:

        def ids(order: str = "due", **filters: object) -> list[str]:
            return [row.case.case_id for row in r.list_cases(CaseFilter(**filters), order=order)]  # type: ignore[arg-type] # test's own names

        assert ids() == ["c3", "c1", "c2"]
        assert ids("title") == ["c3", "c2", "c1"]
        assert ids("number") == ["c3", "c1", "c2"]
        assert ids("changed")[0] == "c3"
        assert ids("opened", practice=None)[0] == "c4"
        assert ids(practice=True) == ["c4"]
        assert ids(closed=True) == ["c3"]
        assert ids(closed=False) == ["c1", "c2"]
        assert ids(stage="stage-b", waits_for="head") == ["c2"]
        assert ids(due_until=date(2026, 6, 30)) == ["c3"]
        assert ids(procedure="simple_penalty", practice=None) == ["c4"]
        assert ids(matter_id="nothing") == []
        assert [row.case.case_id for row in r.list_cases(limit=1, offset=1)] == ["c1"]
        assert r.count_cases() == 3
        assert r.list_cases(CaseFilter(practice=True))[0].projection is None
        projection = r.projection("c1")
        assert projection is not None
        assert (projection.next_due, projection.flat) == (date(2026, 7, 2), {"n": 1})


def test_reading_sees_one_moment(with_case: Office) -> None:
    written = threading.Event()

    def write() -> None:
        with with_case.store.write(*with_case.unit) as w:
            w.take_case("c1", 1)
            w.add_act("c1", "x", {}, at=START, done_by=[])
        written.set()

    with with_case.store.read("民权县某镇") as r:
        before = r.case("c1")
        threading.Thread(target=write).start()
        assert written.wait(10)
        assert r.case("c1") == before


def test_drafts_come_back_and_leave_no_trace_in_the_journal(with_case: Office, opened: Callable[..., None]) -> None:
    opened("c2")
    with with_case.store.read("民权县某镇") as r:
        before = r.heads(), r.last_seal()
    for text in ("一", "一二", "一二三"):
        with with_case.store.write(*with_case.unit) as w:
            w.save_draft("c1", "reason", text)
    with with_case.store.read("民权县某镇") as r:
        draft = r.draft("c1", "reason")
        assert draft is not None
        assert draft.text == "一二三"
        assert r.drafts("c1") == (draft,)
        assert r.drafts("c2") == ()
    for _ in range(2):
        with with_case.store.write(*with_case.unit) as w:
            w.discard_draft("c1", "reason")
    with with_case.store.read("民权县某镇") as r:
        assert r.drafts("c1") == ()
        assert (r.heads(), r.last_seal()) == before
