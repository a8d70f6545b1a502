"""Papers and bytes: issued once, voided with a reason, never changed, and durable before the database is told."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from store_office import START, Office

from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.store import BlobFile, PaperRow, Writer, doctor

SPECIFICATION = "f" * 64


def _draw(office: Office, content: bytes = b"%PDF-1.7 decision") -> BlobFile:
    return office.store.blobs.write(content, "application/pdf")


def _issue(w: Writer, blob: BlobFile, **more: Any) -> PaperRow:  # noqa: ANN401 - any field of a paper
    w.add_blob(blob)
    return w.add_paper("penalty_decision", {"party": "p1"}, blob.sha256, SPECIFICATION, {"amount": "壹佰元整"}, 2, START, **more)


def _issued(office: Office) -> PaperRow:
    """Issue a paper in three steps, as it is meant: reserve, draw, record."""
    with office.store.write(*office.unit) as w:
        series = w.ensure_series("民罚决", "penalty_decision", 2026)
        number = w.reserve_number(series.series_id, case_id="c1")
    blob = _draw(office)
    with office.store.write(*office.unit) as w:
        w.take_case("c1", w.case_row("c1").version)
        return _issue(
            w,
            blob,
            case_id="c1",
            act_id="clue",
            number="民罚决〔2026〕1号",
            series_id=number.series_id,
            n=number.n,
            code="ABCDEFGHJKLM",
            law={"pack": "1"},
        )


def test_an_issued_paper_comes_back_with_its_bytes_and_its_number(with_case: Office) -> None:
    paper = _issued(with_case)
    with with_case.store.read("民权县某镇") as r:
        assert r.papers("c1") == (paper,)
        assert r.papers(None) == ()
        assert r.paper(paper.paper_id) == r.paper_by_code("ABCDEFGHJKLM") == paper
        assert r.paper_by_code("nothing") is None
        assert (paper.status, paper.values, paper.law, paper.subject) == ("issued", {"amount": "壹佰元整"}, {"pack": "1"}, {"party": "p1"})
        (number,) = r.numbers("民罚决-2026")
        assert (number.status, number.paper_id, number.text) == ("issued", paper.paper_id, "民罚决〔2026〕1号")
        assert r.reserved_numbers() == ()
        assert r.read_blob(paper.sha256) == b"%PDF-1.7 decision"
        with r.open_blob(paper.sha256) as stream:
            assert hashlib.sha256(stream.read()).hexdigest() == paper.sha256
        with pytest.raises(BadInput):
            r.paper("nothing")
        with pytest.raises(BadInput):
            r.open_blob("0" * 64)
    assert doctor(with_case.store) == []


def test_a_voided_paper_stays_and_its_number_is_void(with_case: Office) -> None:
    paper = _issued(with_case)
    with pytest.raises(RuntimeError, match="not taken"), with_case.store.write(*with_case.unit) as w:
        w.void_paper(paper.paper_id, "写错")
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 2)
        assert w.void_paper(paper.paper_id, "写错").status == "voided"
        with pytest.raises(BadInput, match="已经作废"):
            w.void_paper(paper.paper_id, "再来")
    with with_case.store.read("民权县某镇") as r:
        assert r.paper(paper.paper_id).void_why == "写错"
        assert [(number.status, number.reason) for number in r.numbers("民罚决-2026")] == [("void", "写错")]
    assert doctor(with_case.store) == []


def test_a_replaced_paper_names_the_one_that_replaces_it(with_case: Office) -> None:
    old = _issued(with_case)
    blob = _draw(with_case, b"%PDF second")
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 2)
        new = _issue(w, blob, case_id="c1")
        replaced = w.void_paper(old.paper_id, "更正", replaced_by=new.paper_id)
    assert (replaced.status, replaced.replaced_by) == ("replaced", new.paper_id)
    assert doctor(with_case.store) == []


def test_a_blank_printed_in_advance_holds_its_number_until_it_is_spoiled(office: Office) -> None:
    blob = _draw(office)
    with office.store.write(*office.unit) as w:
        series = w.ensure_series("民罚当", "spot_decision", 2026).series_id
        n = w.reserve_number(series, reason="预印").n
        blank = _issue(w, blob, series_id=series, n=n, number="民罚当〔2026〕1号", status="blank")
    assert blank.case_id is None
    with office.store.read("民权县某镇") as r:
        assert r.papers(None) == (blank,)
        assert r.reserved_numbers() == ()
        assert r.numbers(series)[0].status == "reserved"
        assert [entry.kind for entry in r.journal("papers")] == ["paper_blank"]
    assert doctor(office.store) == []
    with office.store.write(*office.unit) as w:
        w.void_paper(blank.paper_id, "填写错误")
        assert w.numbers(series)[0].status == "spoiled"
    assert doctor(office.store) == []


def test_a_number_stands_on_one_paper_only(with_case: Office) -> None:
    _issued(with_case)
    blob = _draw(with_case)
    with with_case.store.write(*with_case.unit) as w:
        w.take_case("c1", 2)
        with pytest.raises(BadInput, match="第 1 号已使用"):
            _issue(w, blob, case_id="c1", series_id="民罚决-2026", n=1)


def test_a_paper_without_its_bytes_in_the_database_cannot_be(with_case: Office) -> None:
    def paper_alone(w: Writer) -> None:
        w.take_case("c1", 1)
        w.add_paper("x", {}, "0" * 64, SPECIFICATION, {}, 1, START, case_id="c1")

    with pytest.raises(IntegrityError):
        with_case.do(paper_alone)
    assert doctor(with_case.store) == []


def test_the_same_bytes_are_kept_once_read_only(office: Office, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"jpeg" * 1000)
    one = office.store.blobs.copy(photo, "image/jpeg")
    two = office.store.blobs.write(photo.read_bytes(), "image/jpeg")
    assert one == two
    files = [path for path in office.store.blobs.folder.rglob("*") if path.is_file()]
    assert [path.stat().st_mode & 0o222 for path in files] == [0]
    with office.store.write(*office.unit) as w:
        assert w.add_blob(one) == w.add_blob(two)
        assert w.read_blob(one.sha256) == photo.read_bytes()


def test_bytes_damaged_on_the_disk_are_noticed_and_mended_by_keeping_them_again(office: Office) -> None:
    blob = _draw(office)
    with office.store.write(*office.unit) as w:
        w.add_blob(blob)
    path = office.store.blobs.folder / blob.file_name
    path.chmod(0o644)
    path.write_bytes(b"%PDF-1.7 decisi0n")
    with office.store.read("民权县某镇") as r, pytest.raises(EnvironmentProblem, match="已经损坏"):
        r.read_blob(blob.sha256)
    assert "blob_broken" in {finding.kind for finding in doctor(office.store)}
    assert _draw(office) == blob
    assert "blob_broken" not in {finding.kind for finding in doctor(office.store)}
    path.unlink()
    with office.store.read("民权县某镇") as r, pytest.raises(EnvironmentProblem, match="不存在"):
        r.open_blob(blob.sha256)


def test_an_original_that_vanished_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="不存在"):
        office.store.blobs.copy(tmp_path / "gone.jpg", "image/jpeg")
    assert list(office.store.blobs.names()) == []


def test_a_full_disk_while_keeping_bytes_leaves_nothing_behind(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        _draw(office)
    monkeypatch.undo()
    assert list(office.store.blobs.names()) == []


def test_bytes_written_just_before_a_crash_are_found_as_orphans(office: Office) -> None:
    blob = _draw(office)
    assert [(finding.kind, finding.where, finding.severe) for finding in doctor(office.store)] == [
        ("blob_orphan_file", blob.file_name, False)
    ]
