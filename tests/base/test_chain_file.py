"""A chain as a file: the very bytes or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mq_enforce.base.chain import Entry, Head, canonical, link, verify_chain
from mq_enforce.base.chain_file import read_chain, write_chain
from mq_enforce.base.errors import BadInput


def _entries() -> list[Entry]:
    first = link(None, "case:1", "act", "张三", "2026-06-03T09:20:00+08:00", "pc", b"s" * 16, canonical({"name": "张𬭎", "n": 1.5}))
    second = link(Head("case:1", 1, first.hash), "case:1", "act", "p", "2026-06-03T09:21:00+08:00", "pc", b"t" * 16, canonical(None))
    return [first, second]


def test_what_was_written_reads_back_and_verifies() -> None:
    data = write_chain(_entries())
    assert read_chain(data, "x") == _entries()
    assert verify_chain(read_chain(data, "x")) == []
    assert read_chain(b"", "x") == []


_DATA = write_chain(_entries())


@given(st.integers(0, len(_DATA) - 1), st.integers(0, 7))
@example(place=237, bit=3)
def test_every_flipped_bit_shows(place: int, bit: int) -> None:
    data = bytearray(_DATA)
    data[place] ^= 1 << bit
    try:
        entries = read_chain(bytes(data), "x")
    except BadInput:
        return
    head = Head("case:1", 2, _entries()[1].hash)
    assert verify_chain(entries, head) != []


@pytest.mark.parametrize(
    "line",
    [
        b"{}\n",
        b"[]\n",
        b"x\n",
        b"\n",
        b"\xff\n",
        _DATA.splitlines()[0],
        _DATA.replace(b'"number":1', b'"number": 1'),
        _DATA.replace(b"\n", b"\r\n"),
    ],
)
def test_what_is_not_the_very_bytes_is_refused_with_its_line(line: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read_chain(line, "chain.jsonl")
    assert caught.value.faults[0].where == "chain.jsonl 第 1 行"
