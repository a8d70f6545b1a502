"""The package: its files, its canonical form, and that there is a whole one or none."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import bagit
import pytest
from dossier_samples import chain_with_sheet, sample_content, sample_facts, sample_package

from mq_enforce.base.chain_file import write_chain
from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.dossier import package as package_module
from mq_enforce.dossier.explanation import explanation
from mq_enforce.dossier.layout import LABELS, bag_info_bytes
from mq_enforce.dossier.package import PackageContent, PackageFacts, Packed, PackedEvidence, PackedPaper, package
from mq_enforce.dossier.slip import read_digest, slip_fields, tag_manifest_digest
from mq_enforce.dossier.verify import verify


@pytest.fixture
def parts(tmp_path: Path) -> tuple[PackageContent, PackageFacts]:
    entries, head, seal = chain_with_sheet()
    return sample_content(tmp_path, entries), sample_facts(head, seal)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_package_holds_dossier_papers_originals_case_journal_contents_and_explanation(tmp_path: Path) -> None:
    assert set(files(sample_package(tmp_path).path)) == {
        "bag-info.txt",
        "bagit.txt",
        "data/case.json",
        "data/contents.csv",
        "data/dossier.pdf",
        "data/evidence/001-现场 照片_1.jpg",
        "data/journal.jsonl",
        "data/papers/001-case_filing_approval-民程镇罚立字〔2026〕第1号.pdf",
        "data/说明.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    }


def test_papers_originals_and_journal_are_the_given_bytes(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    content, facts = parts
    found = files(package(tmp_path / "bag", content, facts).path)
    assert found["data/papers/001-case_filing_approval-民程镇罚立字〔2026〕第1号.pdf"] == content.papers[0].pdf
    assert found["data/evidence/001-现场 照片_1.jpg"] == content.evidence[0].source
    assert found["data/journal.jsonl"] == write_chain(chain_with_sheet()[0])
    assert found["data/dossier.pdf"] == (tmp_path / "bound.pdf").read_bytes()
    assert json.loads(found["data/case.json"])["case"] == content.case


def test_plain_bagit_accepts_the_package(tmp_path: Path) -> None:
    bagit.Bag(str(sample_package(tmp_path).path)).validate()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this system has no sha256sum")
@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum_accepts_the_package(tmp_path: Path, manifest: str) -> None:
    packed = sample_package(tmp_path)
    command = [shutil.which("sha256sum") or "", "--strict", "-c", manifest]
    done = subprocess.run(command, cwd=packed.path, capture_output=True, check=False)  # noqa: S603 - the archivist's own tool
    assert done.returncode == 0, done.stderr


def test_the_manifests_are_sorted_by_bytes_with_two_spaces_and_line_feeds(tmp_path: Path) -> None:
    packed = sample_package(tmp_path)
    raw = (packed.path / "manifest-sha256.txt").read_bytes()
    lines = raw.decode().removesuffix("\n").split("\n")
    paths = [line.split("  ", 1)[1] for line in lines]
    assert paths == sorted(paths, key=str.encode)
    assert b"\r" not in raw
    for line in lines:
        digest, path = line.split("  ", 1)
        assert digest == hashlib.sha256((packed.path / path).read_bytes()).hexdigest()


def test_the_bag_info_says_what_the_package_is(tmp_path: Path) -> None:
    packed = sample_package(tmp_path)
    lines = dict(line.split(": ", 1) for line in (packed.path / "bag-info.txt").read_text(encoding="utf-8").splitlines())
    _, head, seal = chain_with_sheet()
    assert tuple(lines) == LABELS == tuple(sorted(LABELS))
    assert lines["Payload-Oxum"] == f"{packed.bytes}.{packed.files}" == f"{packed.bytes}.7"
    assert (lines["Case-Number"], lines["Source-Organization"]) == ("民程镇罚立字〔2026〕第1号", "民权县程庄镇人民政府")
    assert (lines["Case-Head"], lines["Case-Head-Number"], lines["Last-Seal"]) == (head.hash, "2", seal.hash)
    assert (lines["Bagging-Date"], lines["Format"], lines["Dossier-Pages"], lines["Numbered-Pages"]) == ("2026-08-03", "1", "5", "2")


def test_the_contents_open_in_a_spreadsheet_and_no_title_becomes_a_formula(tmp_path: Path) -> None:
    raw = (sample_package(tmp_path).path / "data" / "contents.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[1] == ["1", "1", "民程镇罚立字〔2026〕第1号", "filing", "", "2026-06-03", "1", "1", ""]
    assert rows[2][3] == "'=现场照片"


def test_the_explanation_names_both_tools_and_the_slip() -> None:
    text = explanation().decode("utf-8-sig")
    assert all(word in text for word in ("sha256sum -c manifest-sha256.txt", "certutil -hashfile", "核对条", "tagmanifest-sha256.txt"))
    assert "\n" not in text.replace("\r\n", "")


def test_the_same_input_gives_the_same_package(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    content, facts = parts
    first, second = package(tmp_path / "one", content, facts), package(tmp_path / "two", content, facts)
    assert first.tag_manifest_sha256 == second.tag_manifest_sha256
    assert files(first.path) == files(second.path)


def test_names_that_no_system_would_take_are_made_safe(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    content, facts = parts
    names = [
        "../../etc/passwd",
        "C:\\照片?.jpg",
        "NUL",
        "e\u0301.txt",
        "很" * 200 + ".mp4",
        " .hidden. ",
        "a\u202egnp.exe",
        "50%.csv",
        "\n",
    ]
    evidence = [PackedEvidence(order, name, name.encode()) for order, name in enumerate(names, 1)]
    packed = package(tmp_path / "bag", replace(content, evidence=evidence), facts)
    assert verify(packed.path, packed.tag_manifest_sha256).sentences()[1:] == []
    assert len(list((packed.path / "data" / "evidence").iterdir())) == len(names)


def test_a_paper_without_a_number_is_named_by_its_document() -> None:
    assert PackedPaper(7, "inquiry_record", "", b"").name == "007-inquiry_record.pdf"


def test_two_files_for_one_name_are_refused(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    content, facts = parts
    evidence = [PackedEvidence(1, "A.txt", b"1"), PackedEvidence(1, "a.txt", b"2")]
    with pytest.raises(BadInput, match="会有两个"):
        package(tmp_path / "bag", replace(content, evidence=evidence), facts)


def test_an_original_that_is_no_longer_what_was_taken_in_is_never_packed(
    tmp_path: Path, parts: tuple[PackageContent, PackageFacts]
) -> None:
    content, facts = parts
    (tmp_path / "photo.jpg").write_bytes(b"tampered")
    taken_in = hashlib.sha256(b"original").hexdigest()
    evidence = [PackedEvidence(1, "photo.jpg", tmp_path / "photo.jpg", taken_in)]
    with pytest.raises(BadInput, match="入库时的内容"):
        package(tmp_path / "bag", replace(content, evidence=evidence), facts)
    assert not (tmp_path / "bag").exists()


def test_texts_with_line_breaks_become_plain_lines(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    content, facts = parts
    packed = package(tmp_path / "bag", content, replace(facts, title=" 张某某\n露天\u200b焚烧  案 ", agency=""))
    assert slip_fields(packed.path).title == "张某某 露天焚烧 案"
    assert slip_fields(packed.path).agency == "-"
    assert verify(packed.path, packed.tag_manifest_sha256).ok


@pytest.mark.parametrize("value", ["", " a", "a ", "a\nb", "a\u2028b", "e\u0301", "\udcff"])
def test_a_tag_file_never_holds_what_is_no_plain_line(value: str) -> None:
    with pytest.raises(ValueError, match="not a plain line"):
        bag_info_bytes({**dict.fromkeys(LABELS, "x"), "Case-Number": value})
    with pytest.raises(ValueError, match="differ"):
        bag_info_bytes({"Case-Number": "x"})


def test_an_existing_target_is_refused_and_left_alone(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="已经存在"):
        package(tmp_path / "bag", *parts)
    assert files(tmp_path / "bag") == {"mine.txt": b"mine"}


def test_an_existing_target_is_replaced_whole_when_asked(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "mine.txt").write_text("mine", encoding="utf-8")
    packed = package(tmp_path / "bag", *parts, replace=True)
    assert verify(packed.path, packed.tag_manifest_sha256).ok
    assert leftovers(tmp_path) == []


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def break_at(monkeypatch: pytest.MonkeyPatch, function: str, error: BaseException) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(package_module, function, fail)


@pytest.mark.parametrize("place", ["write_atomically", "copy_hashed", "_make_durable", "_move"])
def test_a_full_disk_leaves_the_old_package_and_no_trace(
    tmp_path: Path, parts: tuple[PackageContent, PackageFacts], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    old = package(tmp_path / "bag", *parts)
    before = files(old.path)
    broken = EnvironmentProblem("满", "安", "清") if place in {"write_atomically", "copy_hashed"} else OSError(errno.ENOSPC, "full")
    break_at(monkeypatch, place, broken)
    with pytest.raises(EnvironmentProblem):
        package(tmp_path / "bag", *parts, replace=True)
    assert files(old.path) == before
    assert leftovers(tmp_path) == []


def test_the_old_package_comes_back_when_the_new_one_cannot_be_put_in_place(
    tmp_path: Path, parts: tuple[PackageContent, PackageFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = package(tmp_path / "bag", *parts)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(EnvironmentProblem, match="权限"):
        package(tmp_path / "bag", *parts, replace=True)
    assert verify(old.path, old.tag_manifest_sha256).ok
    assert leftovers(tmp_path) == []


def test_packing_can_be_cancelled_and_leaves_no_trace(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    seen: list[str] = []

    def progress(path: str) -> None:
        seen.append(path)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        package(tmp_path / "bag", *parts, progress=progress)
    assert seen[0] == "data/dossier.pdf"
    assert not (tmp_path / "bag").exists()
    assert leftovers(tmp_path) == []


def test_case_data_that_is_not_plain_is_an_error_of_the_caller(tmp_path: Path, parts: tuple[PackageContent, PackageFacts]) -> None:
    content, facts = parts
    with pytest.raises(TypeError):
        package(tmp_path / "bag", replace(content, case={"x": {1, 2}}), facts)
    dated = package(tmp_path / "bag", replace(content, case={"on": date(2026, 6, 3)}), facts)
    assert '"on": "2026-06-03"' in (dated.path / "data" / "case.json").read_text(encoding="utf-8")


@pytest.fixture
def packed(tmp_path: Path) -> Packed:
    return sample_package(tmp_path)


def test_the_slip_carries_the_digest_of_the_tag_manifest_in_groups_of_eight(packed: Packed) -> None:
    slip = slip_fields(packed.path)
    assert slip.digest == packed.tag_manifest_sha256 == tag_manifest_digest(packed.path)
    assert slip.digest == hashlib.sha256((packed.path / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert [len(group) for group in slip.groups] == [8] * 8
    assert "".join(slip.groups) == slip.digest
    assert (slip.files, slip.bytes, slip.pages, slip.packed_on) == (packed.files, packed.bytes, 5, "2026-08-03")


def test_no_slip_is_made_for_a_package_that_was_touched(packed: Packed) -> None:
    info = packed.path / "bag-info.txt"
    info.write_bytes(info.read_bytes().replace(b"Format: 1", b"Format:  1"))
    with pytest.raises(BadInput, match=r"bag-info\.txt"):
        slip_fields(packed.path)


def test_a_digest_may_be_typed_with_blanks_hyphens_and_capitals() -> None:
    assert read_digest(" ABCD-" + "0" * 56 + " ef01\n") == "abcd" + "0" * 56 + "ef01"


@pytest.mark.parametrize("text", ["", "0" * 63, "0" * 65, "g" * 64, "０" * 64])
def test_what_is_no_digest_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="64 位"):
        read_digest(text)
