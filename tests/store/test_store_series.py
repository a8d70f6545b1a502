"""Numbers: every one up to the last has a row and a reason, whatever crashes and however many ask at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from store_office import CountingIds, Office, SteppingClock

from mq_enforce.base.errors import BadInput
from mq_enforce.store import Writer, doctor

CODE = "民罚决"
SERIES = "民罚决-2026"


def _open(office: Office, first: int = 1) -> None:
    with office.store.write(*office.unit) as w:
        w.ensure_series(CODE, "penalty_decision", 2026, first=first, owner="here")


def test_a_series_begins_where_the_office_says(office: Office) -> None:
    _open(office)
    with office.store.write(*office.unit) as w:
        assert w.set_first_number(SERIES, 38).next == 38
        assert w.reserve_number(SERIES).n == 38
        assert w.reserve_number(SERIES).n == 39
        assert w.ensure_series(CODE, "penalty_decision", 2026).next == 40
        with pytest.raises(BadInput, match="已经开始使用"):
            w.set_first_number(SERIES, 1)
        with pytest.raises(BadInput):
            w.ensure_series("x", "y", 2026, first=0)
        with pytest.raises(BadInput, match="没有字号"):
            w.reserve_number("nothing")
    with office.store.read("民权县某镇") as r:
        assert [(number.n, number.status) for number in r.numbers(SERIES)] == [(38, "reserved"), (39, "reserved")]
        assert r.find_series(CODE, 2026) == r.series(SERIES) == r.all_series()[0]
        assert r.series("nothing") is None


def test_a_number_goes_its_ways_and_no_other(office: Office) -> None:
    _open(office)
    with office.store.write(*office.unit) as w:
        for _ in range(4):
            w.reserve_number(SERIES)
        w.finish_number(SERIES, 1, "paper", "民罚决〔2026〕1号")
        w.void_number(SERIES, 1, "写错")
        w.void_number(SERIES, 2, "断电")
        w.spoil_number(SERIES, 3, "卡纸")
        for n in (1, 2, 3):
            with pytest.raises(BadInput, match=f"第 {n} 号"):
                w.finish_number(SERIES, n, "paper", "x")
        with pytest.raises(BadInput):
            w.void_number(SERIES, 3, "x")
        with pytest.raises(BadInput, match="没有编号"):
            w.void_number(SERIES, 5, "x")
    with office.store.read("民权县某镇") as r:
        assert [(number.n, number.status, number.reason) for number in r.numbers(SERIES)] == [
            (1, "void", "写错"),
            (2, "void", "断电"),
            (3, "spoiled", "卡纸"),
            (4, "reserved", ""),
        ]
        assert [number.n for number in r.reserved_numbers()] == [4]


def test_a_case_number_stands_on_its_case_without_a_paper(with_case: Office) -> None:
    with with_case.store.write(*with_case.unit) as w:
        series = w.ensure_series("民罚立", "case", 2026).series_id
        w.finish_number(series, w.reserve_number(series, case_id="c1").n, None, "民罚立〔2026〕1号")
        w.finish_number(series, w.reserve_number(series).n, None, "民罚立〔2026〕2号")
    assert [(finding.kind, finding.where) for finding in doctor(with_case.store)] == [("number_without_paper", f"{series} 第 2 号")]


def test_a_number_of_a_unit_that_failed_is_given_again(office: Office) -> None:
    _open(office)

    def reserve_and_fail(w: Writer) -> None:
        assert w.reserve_number(SERIES).n == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        office.do(reserve_and_fail)
    with office.store.write(*office.unit) as w:
        assert w.reserve_number(SERIES).n == 1


def test_many_who_ask_at_once_get_numbers_without_gap_or_double(office: Office) -> None:
    _open(office)
    got: list[int] = []
    failures: list[BaseException] = []

    def ask(person: int) -> None:
        mine = replace(office, clock=SteppingClock(), ids=CountingIds())
        for turn in range(8):
            try:
                with office.store.write(*mine.unit) as w:
                    number = w.reserve_number(SERIES, reason=f"{person}/{turn}")
                    if (person + turn) % 4 == 0:
                        raise ZeroDivisionError  # noqa: TRY301 - a unit that fails now and then
                got.append(number.n)
            except ZeroDivisionError:
                continue
            except BaseException as failure:  # noqa: BLE001 - told below, in the test's own thread
                failures.append(failure)

    threads = [threading.Thread(target=ask, args=(person,)) for person in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert sorted(got) == list(range(1, 6 * 8 - 12 + 1))
    kinds = {finding.kind for finding in doctor(office.store)}
    assert kinds == {"number_reserved"}


_RESERVE_AND_DIE = """
import os, sys
from pathlib import Path
from store_office import Office
from mq_enforce.store import Store
where = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
office = Office(Store.open(where, Path(sys.argv[2])), where, Path(sys.argv[2]))
with office.store.write(*office.unit) as w:
    w.ensure_series("民罚决", "penalty_decision", 2026)
    w.reserve_number("民罚决-2026", case_id="c1")
with office.store.write(*office.unit) as w:
    w.reserve_number("民罚决-2026", case_id="c1")
    os._exit(9)
"""


def test_a_crash_between_reserving_and_issuing_leaves_a_reserved_number(office: Office) -> None:
    office.store.close()
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", _RESERVE_AND_DIE, str(office.where), str(office.folder)]
    assert subprocess.run(command, env=environment, check=False).returncode == 9  # noqa: S603 - our own code
    office.reopen()
    with office.store.read("民权县某镇") as r:
        (left,) = r.reserved_numbers()
        assert (left.n, left.case_id) == (1, "c1")
    assert [finding.kind for finding in doctor(office.store)] == ["number_reserved"]
    with office.store.write(*office.unit) as w:
        w.void_number(left.series_id, left.n, "断电，未制作文书")
        assert w.reserve_number(SERIES).n == 2
