"""The journal: an entry for every change, a seal for every unit, a chain that can be taken along."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from store_office import START, CountingIds, Office, SteppingClock, open_case

from mq_enforce.base.chain import verify_chain, verify_seals
from mq_enforce.base.chain_file import read_chain
from mq_enforce.base.errors import BadInput
from mq_enforce.store import Store, case_stream, doctor


def test_every_change_is_an_entry_and_every_unit_one_seal(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
        w.add_act("c1", "filing", {}, at=START, done_by=["p1"])
        w.set_register("officer", "p1", {"name": "张三"}, valid_from=date(2026, 1, 1))
        w.record("exports", "case_list_exported", {"rows": 3})
    with with_case.store.read("民权县某镇") as r:
        assert [entry.kind for entry in r.journal("case:c1")] == ["case_opened", "fact_set", "act_added", "act_added"]
        assert r.streams() == ("case:c1", "exports", "register:officer")
        first, second = r.seals()
        assert [head.stream for head in first.heads] == ["case:c1"]
        assert [head.stream for head in second.heads] == ["case:c1", "exports", "register:officer"]
        assert r.last_seal() == second
        assert verify_seals(r.seals(), r.heads()) == []
        for stream in r.streams():
            assert verify_chain(r.journal(stream), r.head(stream)) == []
        assert r.journal("nothing") == ()
        assert r.head("nothing") is None


def test_a_unit_that_only_reads_or_only_takes_leaves_no_seal(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 1)
    with with_case.store.read("民权县某镇") as r:
        assert len(r.seals()) == 1


def test_a_chain_taken_along_verifies_far_from_the_store(with_case: Office) -> None:
    with with_case.store.read("民权县某镇") as r:
        data = r.export_chain(case_stream("c1"))
        entries, head = r.journal("case:c1"), r.head("case:c1")
    assert tuple(read_chain(data, "chain.jsonl")) == entries
    assert verify_chain(read_chain(data, "chain.jsonl"), head) == []
    assert json.loads(data.splitlines()[1])["payload"]["rows"][0][1]["value"] == "张𬭎"


def test_a_destroyed_payload_is_on_record_and_the_chain_still_verifies(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        w.record("exports", "shown", {"id": "secret"})
    with with_case.store.write(*with_case.unit) as w:
        w.destroy_payload("exports", 1, "依法销毁")
    with with_case.store.read("民权县某镇") as r:
        entries = r.journal("exports")
        assert entries[0].payload is None
        assert verify_chain(entries, r.head("exports")) == []
        assert read_chain(r.export_chain("exports"), "x") == list(entries)
        assert b"secret" not in r.export_chain("exports")
    assert doctor(with_case.store) == []
    with pytest.raises(BadInput), with_case.store.write(*with_case.unit) as w:
        w.destroy_payload("exports", 1, "再来一次")


def test_the_same_story_gives_the_same_bytes_on_any_engine(with_case: Office, tmp_path: Path) -> None:
    with Store.open("sqlite://", tmp_path / "again") as store:
        again = replace(with_case, store=store, clock=SteppingClock(), ids=CountingIds())
        open_case(again, "c1")
        with store.read("民权县某镇") as r, with_case.store.read("民权县某镇") as q:
            assert r.export_chain("case:c1") == q.export_chain("case:c1")
            assert r.last_seal() == q.last_seal()


def test_registers_tell_what_was_in_force_on_a_day(office: Office) -> None:
    with office.store.write(*office.unit) as w:
        w.set_register("officer", "p1", {"post": "队员"}, valid_from=date(2025, 1, 1), valid_to=date(2026, 12, 31))
        w.set_register("officer", "p1", {"post": "队长"}, valid_from=date(2026, 6, 1))
        w.set_register("officer", "p2", {"post": "队员"}, valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 30))
        with pytest.raises(BadInput):
            w.set_register("officer", "p2", {}, valid_from=date(2026, 6, 2), valid_to=date(2026, 6, 1))
    with office.store.write(*office.unit) as w:
        corrected = w.set_register("officer", "p2", {"post": "副队长"}, valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 30), why="笔误")
    assert corrected.version == 2
    with office.store.read("民权县某镇") as r:

        def posts(day: date) -> dict[str, str]:
            return {row.key: row.value["post"] for row in r.register("officer", day)}

        assert posts(date(2024, 12, 31)) == {}
        assert posts(date(2026, 5, 31)) == {"p1": "队员"}
        assert posts(date(2026, 6, 1)) == {"p1": "队长", "p2": "副队长"}
        assert posts(date(2026, 7, 1)) == {"p1": "队长"}
        assert [row.value["post"] for row in r.register_history("officer", "p2")] == ["队员", "副队长"]
        row = r.register_row("officer", "p1", date(2026, 5, 1))
        assert row is not None
        assert row.value == {"post": "队员"}
        assert r.register_row("officer", "p2", date(2026, 7, 1)) is None
        assert r.register_row("matter", "x", date(2026, 7, 1)) is None


def test_settings_are_kept_and_the_journal_has_the_ones_before(office: Office) -> None:
    for value in ("a", {"b": [1]}):
        with office.store.write(*office.unit) as w:
            w.set_setting("theme", value)
    with office.store.read("民权县某镇") as r:
        assert r.setting("theme") == {"b": [1]}
        assert r.setting("other", 5) == 5
        assert len(r.journal("settings")) == 2
    assert doctor(office.store) == []
