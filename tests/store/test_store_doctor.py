"""The doctor finds every fault that is planted past the store, and none where there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from store_office import START, Office, open_case

from mq_enforce.store import Projection, Reader, doctor


def _busy(office: Office) -> None:
    """A little of everything."""
    open_case(office, "c1")
    blob = office.store.blobs.write(b"%PDF", "application/pdf")
    with office.store.write(*office.unit) as w:
        w.take_case("c1", 1)
        w.set_fact("c1", "party.p1.name", "张宏", at=START, done_by="p2")
        w.add_blob(blob)
        series = w.ensure_series("民罚决", "penalty_decision", 2026).series_id
        n = w.reserve_number(series).n
        w.add_paper("penalty_decision", {}, blob.sha256, "f" * 64, {"a": "b"}, 1, START, case_id="c1", series_id=series, n=n, number="1号")
        w.void_number(series, w.reserve_number(series).n, "断电")
        w.set_register("officer", "p1", {"name": "张三"}, valid_from=date(2026, 1, 1))
        w.set_setting("theme", "light")
        w.keep_snapshot({"name": "张三"})


def test_a_sound_store_has_no_findings(office: Office) -> None:
    assert doctor(office.store) == []
    _busy(office)
    assert doctor(office.store) == []


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        ("UPDATE facts SET value = '\"李四\"' WHERE version = 1", {"row_differs"}),
        ("UPDATE facts SET superseded = (version = 2)", {"fact_versions"}),
        ("DELETE FROM facts WHERE version = 1", {"row_missing", "fact_versions"}),
        ("UPDATE acts SET at = '2026-06-01T09:00:00.000000+08:00'", {"row_differs"}),
        ("UPDATE acts SET payload = '{}'", {"row_differs"}),
        ("DELETE FROM acts", {"row_missing"}),
        ("UPDATE cases SET title = 'x'", {"row_differs"}),
        ('UPDATE papers SET printed = \'{"a":"c"}\'', {"row_differs"}),
        ("UPDATE papers SET status = 'voided'", {"row_differs", "number_disagrees"}),
        ("UPDATE registers SET value = '{}'", {"row_differs"}),
        ("UPDATE settings SET value = '1'", {"row_differs"}),
        ("DELETE FROM settings", {"row_missing"}),
        ("UPDATE snapshots SET value = '{}'", {"row_differs"}),
        ("UPDATE series SET next = 5", {"row_differs", "number_gap"}),
        ("UPDATE series SET next = 2", {"row_differs", "number_beyond"}),
        ("DELETE FROM numbers WHERE n = 2", {"row_missing", "number_gap"}),
        ("UPDATE numbers SET reason = '' WHERE n = 2", {"row_differs", "number_without_reason"}),
        ("UPDATE numbers SET status = 'reserved', paper_id = NULL WHERE n = 2", {"row_differs", "number_reserved"}),
        ("UPDATE numbers SET status = 'issued' WHERE n = 2", {"row_differs", "number_without_paper"}),
        ("INSERT INTO settings (agency_id, key, value) VALUES ('民权县某镇', 'x', '1')", {"row_not_in_journal"}),
        ("DELETE FROM journal_payloads WHERE number = 2 AND stream = 'case:c1'", {"payload_missing"}),
        ("UPDATE journal_payloads SET salt = payload WHERE number = 1", {"chain_broken"}),
        ("UPDATE journal_entries SET person = 'p9' WHERE number = 1", {"chain_broken"}),
        ("UPDATE streams SET number = 1 WHERE stream = 'case:c1'", {"chain_broken", "seal_broken"}),
        ("DELETE FROM streams WHERE stream = 'settings'", {"seal_broken"}),
        ("UPDATE seals SET heads = '[]' WHERE number = 1", {"seal_broken"}),
        ("DELETE FROM seals WHERE number = 2", {"seal_broken"}),
        ("DELETE FROM seals WHERE number = 1", {"seal_broken"}),
        ("UPDATE agencies SET seal_number = 1", {"seal_broken"}),
        ("DELETE FROM projections", {"projection_missing"}),
        ("UPDATE projections SET grams = '5f20'", {"projection_stale"}),
    ],
)
def test_a_change_past_the_store_is_found(office: Office, statement: str, kinds: set[str]) -> None:
    _busy(office)
    office.by_hand(statement)
    assert {finding.kind for finding in doctor(office.store)} >= kinds


def test_a_tail_cut_off_everywhere_shows_in_the_seals(office: Office) -> None:
    _busy(office)
    open_case(office, "c2")
    for table in ("journal_payloads", "journal_entries"):
        office.by_hand(f"DELETE FROM {table} WHERE stream = 'case:c2' AND number = 3")  # noqa: S608 - our own table names
    hash_before = "(SELECT hash FROM journal_entries WHERE stream = 'case:c2' AND number = 2)"
    office.by_hand(f"UPDATE streams SET number = 2, hash = {hash_before} WHERE stream = 'case:c2'")  # noqa: S608 - the same
    office.by_hand("DELETE FROM acts WHERE case_id = 'c2'")
    assert "seal_broken" in {finding.kind for finding in doctor(office.store)}


def test_a_missing_file_a_row_without_use_and_a_stray_file_are_found(office: Office) -> None:
    _busy(office)
    unused = office.store.blobs.write(b"unused", "text/plain")
    photo = office.store.blobs.write(b"photo", "image/jpeg")
    with office.store.write(*office.unit) as w:
        w.add_blob(unused)
        w.add_blob(photo)
        w.take_case("c1", 2)
        w.add_act("c1", "photo_taken", {"blob": photo.sha256}, at=START, done_by=["p1"])
    (office.store.blobs.folder / "stray").write_bytes(b"?")
    path = office.store.blobs.folder / photo.file_name
    path.chmod(0o644)
    path.unlink()
    found = [(finding.kind, finding.where) for finding in doctor(office.store)]
    assert found == [("blob_broken", photo.sha256), ("blob_orphan_row", unused.sha256), ("blob_orphan_file", "stray")]


def test_a_flat_row_that_no_longer_fits_the_case_is_found_by_evaluating_anew(office: Office) -> None:
    open_case(office, "c1")

    def fresh(stage: str) -> Callable[[Reader, str], Projection]:
        def evaluate(reader: Reader, case_id: str) -> Projection:
            return Projection(case_id, stage, search=f"{reader.case_row(case_id).title}\n张𬭎")

        return evaluate

    assert doctor(office.store, fresh("clue")) == []
    (finding,) = doctor(office.store, fresh("filing"))
    assert (finding.kind, finding.severe) == ("projection_stale", False)
    assert "stage" in finding.message


def test_the_database_itself_keeps_what_belongs_together(office: Office) -> None:
    _busy(office)
    for statement in ("DELETE FROM cases", "DELETE FROM blobs", "DELETE FROM series", "UPDATE numbers SET status = 'lost'"):
        with pytest.raises(IntegrityError):
            office.by_hand(statement)
    assert doctor(office.store) == []
