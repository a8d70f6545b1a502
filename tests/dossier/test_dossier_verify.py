"""Verification: every changed byte anywhere is found, and every fault is listed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dossier_samples import rewrite_lists, sample_package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.dossier.faults import (
    BadField,
    ChecksumMismatch,
    FileMissing,
    ListedTwice,
    NotAPackage,
    NotCanonical,
    OxumMismatch,
    PackageFault,
    SlipMismatch,
    UnexpectedFile,
    UnexpectedFolder,
)
from mq_enforce.dossier.layout import MANIFEST, TAG_MANIFEST
from mq_enforce.dossier.package import Packed
from mq_enforce.dossier.verify import Report, verify

TAG_FILES = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
PAYLOAD = [
    "data/case.json",
    "data/contents.csv",
    "data/dossier.pdf",
    "data/journal.jsonl",
    "data/说明.txt",
    "data/evidence/001-现场 照片_1.jpg",
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return sample_package(tmp_path_factory.mktemp("original"))


@pytest.fixture
def packed(original: Packed, tmp_path: Path) -> Packed:
    shutil.copytree(original.path, tmp_path / "dossier")
    return Packed(tmp_path / "dossier", original.tag_manifest_sha256, original.files, original.bytes)


def kinds(report: Report) -> set[type[PackageFault]]:
    return {type(fault) for fault in report.faults}


def test_an_untouched_package_has_no_fault(packed: Packed) -> None:
    report = verify(packed.path, packed.tag_manifest_sha256)
    assert report.ok
    assert report.notes == ()
    assert (report.files, report.entries, report.pages) == (7, 3, 5)
    assert report.sentences() == [f"核对了 7 个文件（{packed.bytes} 字节）、3 条记录、5 页案卷：没有发现问题"]


def test_without_the_slip_a_remark_says_what_was_not_checked(packed: Packed) -> None:
    report = verify(packed.path)
    assert report.ok
    assert "核对条" in report.notes[0]


@pytest.mark.parametrize("name", TAG_FILES)
def test_one_flipped_bit_in_any_byte_of_a_tag_file_is_found(packed: Packed, name: str) -> None:
    flip_all(packed.path, name, lambda position: [position % 8])


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TAG_FILES, "data/contents.csv", "data/evidence/001-现场 照片_1.jpg", "data/journal.jsonl"])
def test_every_flipped_bit_of_every_small_file_is_found(packed: Packed, name: str) -> None:
    flip_all(packed.path, name, lambda _position: list(range(8)))


def flip_all(root: Path, name: str, bits: Callable[[int], list[int]]) -> None:
    path = root / name
    whole = path.read_bytes()
    missed = []
    for position in range(len(whole)):
        for bit in bits(position):
            changed = bytearray(whole)
            changed[position] ^= 1 << bit
            path.write_bytes(changed)
            if verify(root).ok:
                missed.append((position, bit))
    path.write_bytes(whole)
    assert missed == []
    assert verify(root).ok


@pytest.mark.parametrize("name", PAYLOAD)
def test_changed_bytes_of_payload_files_are_found_by_checksum(packed: Packed, name: str) -> None:
    path = packed.path / name
    whole = path.read_bytes()
    for position in random.Random(name).sample(range(len(whole)), min(25, len(whole))):  # noqa: S311 - a fixed sample
        changed = bytearray(whole)
        changed[position] ^= 0x10
        path.write_bytes(changed)
        assert any(isinstance(fault, ChecksumMismatch) and fault.path == name for fault in verify(packed.path).faults)


@pytest.mark.parametrize("name", [*TAG_FILES, *PAYLOAD])
@pytest.mark.parametrize("added", [b"\n", b" ", b"\x00", b"x"])
def test_an_appended_or_cut_byte_is_found(packed: Packed, name: str, added: bytes) -> None:
    path = packed.path / name
    whole = path.read_bytes()
    for changed in (whole + added, added + whole, whole[:-1], b""):
        path.write_bytes(changed)
        assert not verify(packed.path).ok


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(TAG_FILES), start=st.integers(0, 400), length=st.integers(0, 40), put=st.binary(max_size=40))
def test_any_other_bytes_in_a_tag_file_are_found(original: Packed, name: str, start: int, length: int, put: bytes) -> None:
    path = original.path / name
    whole = path.read_bytes()
    changed = whole[:start] + put + whole[start + length :]
    path.write_bytes(changed)
    try:
        assert verify(original.path).ok == (changed == whole)
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("name", [*TAG_FILES, *PAYLOAD])
def test_a_removed_file_is_missing(packed: Packed, name: str) -> None:
    (packed.path / name).unlink()
    faults = verify(packed.path, packed.tag_manifest_sha256).faults
    assert FileMissing(name) in faults


@pytest.mark.parametrize("name", TAG_FILES)
def test_line_ends_of_windows_are_not_canonical(packed: Packed, name: str) -> None:
    path = packed.path / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert any(isinstance(fault, NotCanonical) and fault.path == name for fault in verify(packed.path).faults)


@pytest.mark.parametrize("name", [MANIFEST, TAG_MANIFEST])
def test_a_hash_in_capitals_is_not_canonical_although_plain_bagit_takes_it(packed: Packed, name: str) -> None:
    path = packed.path / name
    first, rest = path.read_bytes().split(b"\n", 1)
    path.write_bytes(first[:64].upper() + first[64:] + b"\n" + rest)
    assert NotCanonical(name, "第 1 行") in verify(packed.path).faults


@pytest.mark.parametrize(
    "change", [lambda lines: lines[::-1], lambda lines: [*lines, lines[0]], lambda lines: ["", *lines], lambda lines: ["# x", *lines]]
)
def test_other_orders_comments_blank_lines_and_repetitions_are_not_canonical(
    packed: Packed, change: Callable[[list[str]], list[str]]
) -> None:
    path = packed.path / TAG_MANIFEST
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8", newline="\n")
    assert NotCanonical in kinds(verify(packed.path))


def test_a_path_listed_twice_is_named(packed: Packed) -> None:
    path = packed.path / MANIFEST
    path.write_bytes(path.read_bytes() + path.read_bytes().split(b"\n")[0] + b"\n")
    assert ListedTwice("data/case.json", MANIFEST) in verify(packed.path).faults


@pytest.mark.parametrize(
    "name",
    [
        "extra.txt",
        "data/extra.txt",
        "data/papers/extra.pdf",
        ".hidden",
        "data/.DS_Store",
        "fetch.txt",
        "manifest-md5.txt",
        "tagmanifest-md5.txt",
        "meta/x.txt",
    ],
)
def test_an_added_file_is_unexpected_wherever_it_lies(packed: Packed, name: str) -> None:
    (packed.path / name).parent.mkdir(exist_ok=True)
    (packed.path / name).write_bytes(b"")
    assert UnexpectedFile(name) in verify(packed.path, packed.tag_manifest_sha256).faults


@pytest.mark.parametrize("name", ["data/extra.txt", "data/evidence/deep/x.jpg", "data/papers/.x.pdf", "data/evidence/.DS_Store"])
def test_a_file_without_a_place_in_the_layout_is_unexpected_even_when_it_is_listed(packed: Packed, name: str) -> None:
    (packed.path / name).parent.mkdir(exist_ok=True)
    (packed.path / name).write_bytes(b"x")
    rewrite_lists(packed.path)
    assert UnexpectedFile(name) in verify(packed.path).faults


@pytest.mark.parametrize("name", ["empty", "data/empty", "data/papers/empty", ".git"])
def test_an_empty_folder_is_found(packed: Packed, name: str) -> None:
    (packed.path / name).mkdir()
    assert verify(packed.path, packed.tag_manifest_sha256).faults == (UnexpectedFolder(name),)


def test_a_renamed_file_is_missing_and_unexpected(packed: Packed) -> None:
    (packed.path / "data/case.json").rename(packed.path / "data/Case.json")
    faults = verify(packed.path).faults
    assert FileMissing("data/case.json") in faults
    assert UnexpectedFile("data/Case.json") in faults


def test_exchanged_files_are_found(packed: Packed) -> None:
    one, other = packed.path / "data/case.json", packed.path / "data/journal.jsonl"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert sum(isinstance(fault, ChecksumMismatch) for fault in verify(packed.path).faults) == 2


def test_a_package_that_was_written_anew_around_a_change_is_found_through_the_slip_alone(packed: Packed) -> None:
    (packed.path / "data/evidence/001-现场 照片_1.jpg").write_bytes(b"another photo, sir")
    rewrite_lists(packed.path)
    assert verify(packed.path).ok
    report = verify(packed.path, packed.tag_manifest_sha256)
    assert kinds(report) == {SlipMismatch}
    assert packed.tag_manifest_sha256 in report.sentences()[1]


def test_another_size_is_found_by_count_even_when_all_lists_were_written_anew(packed: Packed) -> None:
    with (packed.path / "data/evidence/001-现场 照片_1.jpg").open("ab") as photo:
        photo.write(b"!")
    rewrite_lists(packed.path)
    report = verify(packed.path)
    assert report.faults == (OxumMismatch("bag-info.txt", packed.bytes, 7, packed.bytes + 1, 7),)
    assert "7 个文件" in report.sentences()[1]


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ("Format: 1", "Format: 2", "Format"),
        ("Bagging-Date: 2026-08-03", "Bagging-Date: 2026-02-30", "Bagging-Date"),
        ("Payload-Oxum: ", "Payload-Oxum: 0", "Payload-Oxum"),
        ("Case-Head-Number: 2", "Case-Head-Number: two", "Case-Head-Number"),
        ("Dossier-Pages: 5\n", "", "Dossier-Pages"),
    ],
)
def test_a_field_that_cannot_be_is_named(packed: Packed, before: str, after: str, label: str) -> None:
    info = packed.path / "bag-info.txt"
    info.write_bytes(info.read_bytes().replace(before.encode(), after.encode()))
    rewrite_lists(packed.path)
    assert any(isinstance(fault, BadField) and fault.label == label for fault in verify(packed.path).faults)


@pytest.mark.parametrize("line", ["Extra: x\n", "Format: 1\n", " folded\n", "\n", "no label\n"])
def test_another_line_in_bag_info_is_not_canonical_even_when_all_lists_were_written_anew(packed: Packed, line: str) -> None:
    info = packed.path / "bag-info.txt"
    info.write_bytes(info.read_bytes() + line.encode())
    rewrite_lists(packed.path)
    assert NotCanonical("bag-info.txt") in verify(packed.path).faults


def test_every_fault_is_listed_not_only_the_first(packed: Packed) -> None:
    (packed.path / "data/说明.txt").unlink()
    (packed.path / "extra").write_bytes(b"")
    (packed.path / "data/empty").mkdir()
    with (packed.path / "data/case.json").open("ab") as case:
        case.write(b" ")
    (packed.path / "bagit.txt").write_bytes(b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")
    report = verify(packed.path, "0" * 64)
    assert {FileMissing, UnexpectedFile, UnexpectedFolder, OxumMismatch, NotCanonical, ChecksumMismatch, SlipMismatch} <= kinds(report)
    assert report.sentences()[0].endswith(f"发现 {len(report.faults)} 处问题")
    assert all(fault.to_json()["message"] == fault.sentence() for fault in report.faults)
    assert report.to_json()["ok"] is False


def test_nothing_is_repaired(packed: Packed) -> None:
    (packed.path / "extra").write_bytes(b"x")
    before = {path: path.read_bytes() for path in packed.path.rglob("*") if path.is_file()}
    verify(packed.path)
    assert {path: path.read_bytes() for path in packed.path.rglob("*") if path.is_file()} == before


def test_what_is_no_package_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    assert kinds(verify(tmp_path)) == {NotAPackage}
    assert kinds(verify(tmp_path / "file.txt")) == {NotAPackage}


def test_a_path_where_nothing_lies_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="没有文件或文件夹"):
        verify(tmp_path / "gone")


def test_a_digest_that_is_none_is_bad_input(packed: Packed) -> None:
    with pytest.raises(BadInput, match="64 位"):
        verify(packed.path, "12345")


def test_progress_is_told_in_bytes_and_may_cancel(packed: Packed) -> None:
    seen: list[tuple[int, int]] = []
    verify(packed.path, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, packed.bytes)
    assert seen[-1] == (packed.bytes, packed.bytes)

    def cancel(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(packed.path, progress=cancel)


def test_a_file_that_vanishes_during_the_check_is_a_problem_of_the_machine(packed: Packed) -> None:
    def pull_out(_done: int, _total: int) -> None:
        shutil.rmtree(packed.path, ignore_errors=True)

    with pytest.raises(EnvironmentProblem, match="不存在"):
        verify(packed.path, progress=pull_out)
