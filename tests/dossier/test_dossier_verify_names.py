"""Verification of names and kinds of files, of listed paths, and the sentences of the faults."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest
from dossier_samples import rewrite_lists, sample_package

from mq_enforce.dossier.faults import (
    BadField,
    ChecksumMismatch,
    FileMissing,
    ListedTwice,
    NameClash,
    NameNotNormal,
    NotAPackage,
    NotAPlainFile,
    NotCanonical,
    OxumMismatch,
    PackageFault,
    SlipMismatch,
    UnexpectedFile,
    UnexpectedFolder,
    UnsafePath,
)
from mq_enforce.dossier.layout import MANIFEST, TAG_MANIFEST
from mq_enforce.dossier.package import Packed
from mq_enforce.dossier.verify import Report, verify


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return sample_package(tmp_path_factory.mktemp("original"))


@pytest.fixture
def packed(original: Packed, tmp_path: Path) -> Packed:
    shutil.copytree(original.path, tmp_path / "dossier")
    return Packed(tmp_path / "dossier", original.tag_manifest_sha256, original.files, original.bytes)


def kinds(report: Report) -> set[type[PackageFault]]:
    return {type(fault) for fault in report.faults}


def test_names_that_differ_only_in_case_clash(packed: Packed) -> None:
    (packed.path / "data/evidence/001-现场 照片_1.JPG").write_bytes(b"x")
    assert NameClash in kinds(verify(packed.path))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems compose names themselves")
def test_names_that_are_not_composed_are_found(packed: Packed) -> None:
    (packed.path / "data/evidence" / unicodedata.normalize("NFD", "é.txt")).write_bytes(b"x")
    (packed.path / "data/evidence" / "é.txt").write_bytes(b"x")
    rewrite_lists(packed.path)
    assert {NameNotNormal, NameClash} <= kinds(verify(packed.path))


@pytest.mark.skipif(sys.platform != "linux", reason="names of arbitrary bytes exist there only")
def test_a_name_that_is_no_text_is_found_and_can_be_printed(packed: Packed) -> None:
    (Path(os.fsdecode(os.fsencode(packed.path) + b"/data/\xff\xfe\n"))).write_bytes(b"x")
    report = verify(packed.path)
    assert NameNotNormal in kinds(report)
    for sentence in report.sentences():
        assert sentence.encode("utf-8").decode() == sentence
        assert "\n" not in sentence


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["data/papers/link.pdf", "link", "data/case.json", "bagit.txt"])
def test_a_link_is_no_plain_file_even_when_it_leads_to_the_right_bytes(packed: Packed, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    path = packed.path / name
    elsewhere.write_bytes(path.read_bytes() if path.exists() else b"x")
    path.unlink(missing_ok=True)
    path.symlink_to(elsewhere)
    assert NotAPlainFile(name) in verify(packed.path).faults


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_linked_folder_is_not_followed(packed: Packed, tmp_path: Path) -> None:
    (packed.path / "data/papers").rename(tmp_path / "papers")
    (packed.path / "data/papers").symlink_to(tmp_path / "papers")
    faults = verify(packed.path).faults
    assert NotAPlainFile("data/papers") in faults
    assert any(isinstance(fault, FileMissing) and fault.path.startswith("data/papers/") for fault in faults)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are no files there")
def test_a_pipe_is_found_and_never_opened(packed: Packed) -> None:
    os.mkfifo(packed.path / "data/papers/pipe.pdf")
    assert NotAPlainFile("data/papers/pipe.pdf") in verify(packed.path).faults


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/passwd", "data/../../x", "C:/x", "data\\x", "data//x", "data/./x", "bagit.txt", "data/50%25.txt"]
)
def test_a_listed_path_that_is_none_of_the_payload_is_named_and_never_opened(packed: Packed, path: str) -> None:
    manifest = packed.path / MANIFEST
    manifest.write_bytes(manifest.read_bytes() + f"{'0' * 64}  {path}\n".encode())
    assert UnsafePath(path, MANIFEST) in verify(packed.path).faults


@pytest.mark.parametrize("path", ["data/case.json", "../x", "tagmanifest-sha256.txt"])
def test_the_tag_manifest_lists_three_files_only(packed: Packed, path: str) -> None:
    manifest = packed.path / TAG_MANIFEST
    manifest.write_bytes(manifest.read_bytes() + f"{'0' * 64}  {path}\n".encode())
    assert UnsafePath(path, TAG_MANIFEST) in verify(packed.path).faults


ALL_FAULTS = [
    NotAPackage("x"),
    FileMissing("x"),
    UnexpectedFile("x"),
    UnexpectedFolder("x"),
    NotAPlainFile("x"),
    UnsafePath("x", MANIFEST),
    ListedTwice("x", MANIFEST),
    NameClash("x", "X"),
    NameNotNormal("e\u0301\udcff\n"),
    OxumMismatch("x", 1, 2, 3, 4),
    NotCanonical("x"),
    BadField("x", "Format", "没有写"),
    ChecksumMismatch("x", "a", "b"),
    SlipMismatch("x", "a", "b"),
]


@pytest.mark.parametrize("fault", ALL_FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_fault_is_one_line_that_names_the_file_and_can_be_written_anywhere(fault: PackageFault) -> None:
    sentence = fault.sentence()
    assert sentence.startswith("“")
    assert "\n" not in sentence
    assert json.loads(json.dumps(fault.to_json()))["fault"] == type(fault).__name__
    assert sentence.encode("utf-8").decode() == sentence
