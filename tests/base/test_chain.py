"""The journal's arithmetic: every change, cut, swap and insertion shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.actors import CHINA
from mq_enforce.base.chain import (
    GENESIS,
    Entry,
    Head,
    Seal,
    canonical,
    entry_hash,
    link,
    payload_digest,
    plain_copy,
    seal_hash,
    verify_chain,
    verify_seals,
)

SALT = bytes(range(16))


def _chain(length: int, stream: str = "case:1") -> list[Entry]:
    entries: list[Entry] = []
    head: Head | None = None
    for number in range(length):
        payload = canonical({"n": number})
        entry = link(head, stream, "act", "张三", "2026-06-03T09:20:00+08:00", "pc", SALT + bytes([number]), payload)
        entries.append(entry)
        head = Head(stream, entry.number, entry.hash)
    return entries


def test_canonical_bytes_are_sorted_tight_and_in_utf8() -> None:
    value = {"b": (1, None), "a": date(2026, 6, 3), "案": datetime(2026, 6, 3, 9, 20, tzinfo=CHINA), "𬭎": True}
    assert canonical(value).decode() == '{"a":"2026-06-03","b":[1,null],"案":"2026-06-03T09:20:00+08:00","𬭎":true}'
    assert plain_copy(value)["b"] == [1, None]


@pytest.mark.parametrize("value", [{1: 2}, {"a": {1, 2}}, b"x", datetime(2026, 6, 3, 9, 20), object()])  # noqa: DTZ001 - the naive moment is the point
def test_what_is_not_plain_data_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_has_no_bytes_of_its_own_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"JSON compliant|surrogates"):
        canonical(value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10
)


@given(_JSON)
def test_canonical_bytes_read_back_and_stay_the_same(value: object) -> None:
    assert plain_copy(value) == value
    assert canonical(plain_copy(value)) == canonical(value)


@given(st.dictionaries(st.text(), st.integers(), max_size=5))
def test_canonical_bytes_do_not_depend_on_order(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_hashes_are_fixed_for_ever() -> None:
    digest = payload_digest(SALT, b"{}")
    assert digest == "92c9f5cecbecf5bed5d04ca7d74629fe1b53c5e6fdd197881430e4b20735a3d3"
    assert (
        entry_hash("case:1", 1, GENESIS, "act", "张三", "2026-06-03T09:20:00+08:00", "pc", digest)
        == "5024757dc1f004a18c1a34e4476051bc063a8b22087b347f811126343e78f63a"
    )
    assert (
        seal_hash(1, GENESIS, [Head("b", 2, "f" * 64), Head("a", 1, "e" * 64)])
        == "a3b970e7841eceb9661aba49cac7d1850e76bc02b61d356fed6fec29a2fcb608"
    )


@given(st.binary(max_size=20), st.binary(max_size=20), st.binary(max_size=20), st.binary(max_size=20))
def test_salt_and_payload_cannot_be_shifted_into_each_other(salt: bytes, payload: bytes, salt2: bytes, payload2: bytes) -> None:
    assert (payload_digest(salt, payload) == payload_digest(salt2, payload2)) == ((salt, payload) == (salt2, payload2))


def test_a_whole_chain_verifies_with_and_without_its_head() -> None:
    entries = _chain(4)
    assert verify_chain(entries) == []
    assert verify_chain(entries, Head("case:1", 4, entries[3].hash)) == []
    assert verify_chain(entries, Head("case:1", 2, entries[1].hash)) == []
    assert verify_chain([]) == []


def test_a_destroyed_payload_leaves_the_chain_whole() -> None:
    entries = _chain(3)
    entries[1] = replace(entries[1], salt=None, payload=None)
    assert verify_chain(entries) == []


def test_a_cut_tail_shows_against_a_head_noted_elsewhere() -> None:
    entries = _chain(4)
    head = Head("case:1", 4, entries[3].hash)
    assert verify_chain(entries[:3]) == []
    assert "截断" in verify_chain(entries[:3], head)[0]
    assert "截断" in verify_chain([], head)[0]
    assert "链首不符" in verify_chain(_chain(3), Head("case:1", 3, "0" * 64))[0]


@given(
    st.integers(0, 3),
    st.sampled_from(["stream", "number", "previous", "kind", "person", "recorded_at", "machine", "digest", "hash", "payload", "salt"]),
)
def test_every_changed_field_shows(position: int, field: str) -> None:
    entries = _chain(4)
    old = getattr(entries[position], field)
    changed: dict[str, Any] = {field: old + 1 if isinstance(old, int) else old + (b"x" if isinstance(old, bytes) else "x")}
    entries[position] = replace(entries[position], **changed)
    assert verify_chain(entries) != []


@given(st.permutations(range(5)), st.integers(1, 5))
def test_only_the_true_order_from_the_beginning_verifies(order: Sequence[int], kept: int) -> None:
    entries = _chain(5)
    chosen = [entries[index] for index in order][:kept]
    assert (verify_chain(chosen) == []) == (list(order[:kept]) == list(range(kept)))


def _seals(*changes: tuple[Head, ...]) -> list[Seal]:
    seals: list[Seal] = []
    previous = GENESIS
    for number, heads in enumerate(changes, 1):
        seals.append(Seal(number, previous, heads, seal_hash(number, previous, heads)))
        previous = seals[-1].hash
    return seals


def test_seals_cover_the_heads_as_they_stand() -> None:
    first, second, other = Head("a", 1, "1" * 64), Head("a", 3, "3" * 64), Head("b", 1, "b" * 64)
    seals = _seals((first, other), (second,))
    assert verify_seals(seals, {"a": second, "b": other}) == []
    assert verify_seals(seals) == []
    assert "不符" in verify_seals(seals, {"a": first, "b": other})[0]
    assert "没有条目" in verify_seals(seals, {"a": second})[0]
    assert "没有封记" in verify_seals(seals, {"a": second, "b": other, "c": other})[0]


def test_broken_seals_show() -> None:
    seals = _seals((Head("a", 2, "2" * 64),), (Head("a", 1, "1" * 64),))
    assert "倒退" in verify_seals(seals)[0]
    good = _seals((Head("a", 1, "1" * 64),), (Head("a", 2, "2" * 64),))
    assert verify_seals(good[1:]) != []
    assert verify_seals([good[0], replace(good[1], heads=())]) != []
    assert verify_seals([good[0], replace(good[1], number=3)]) != []
    assert verify_seals([good[0], good[0]]) != []


def test_the_seal_does_not_depend_on_the_order_of_its_heads() -> None:
    one, two = Head("a", 1, "1" * 64), Head("b", 1, "2" * 64)
    assert seal_hash(1, GENESIS, (one, two)) == seal_hash(1, GENESIS, (two, one))


def test_moments_in_other_zones_keep_their_offset() -> None:
    assert canonical(datetime(2026, 6, 3, tzinfo=UTC)) == b'"2026-06-03T00:00:00+00:00"'
