"""Verification of what the payload says: packages that were packed around a change, with fitting lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from dossier_samples import SHEET, STREAM, chain_with_sheet, pdf_of, rewrite_lists, sample_content, sample_facts, sample_package, spaced
from pikepdf import Encryption, Name, Pdf

from mq_enforce.base.chain import GENESIS, Entry, Head, Seal, canonical, link, seal_hash
from mq_enforce.base.chain_file import write_chain
from mq_enforce.dossier.assemble import Assembled
from mq_enforce.dossier.faults import (
    ChainBroken,
    PackageFault,
    PagesDisagree,
    RecordsDisagree,
    SheetContradicted,
    StandardRefuses,
    Unreadable,
)
from mq_enforce.dossier.package import PackageContent, PackageFacts, PackedPaper, package
from mq_enforce.dossier.verify import Report, verify


class Packing:
    """A package about to be made, with something wrong in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries, self.head, self.seal = chain_with_sheet()
        self.content: PackageContent = sample_content(folder, self.entries)
        self.facts: PackageFacts = sample_facts(self.head, self.seal)

    def report(self) -> Report:
        """Pack and check."""
        packed = package(self.folder / "bag", self.content, self.facts)
        return verify(packed.path, packed.tag_manifest_sha256)

    def faults(self) -> tuple[PackageFault, ...]:
        """Pack and check; only the faults."""
        return self.report().faults

    def with_journal(self, entries: list[Entry]) -> Packing:
        """Take another chain."""
        self.content = replace(self.content, journal=write_chain(entries))
        return self


@pytest.fixture
def packing(tmp_path: Path) -> Packing:
    return Packing(tmp_path)


def only(faults: tuple[PackageFault, ...], kind: type[PackageFault], words: str) -> None:
    assert {type(fault) for fault in faults} == {kind}
    assert any(words in fault.sentence() for fault in faults), [fault.sentence() for fault in faults]


def test_a_changed_payload_of_an_entry_breaks_the_chain(packing: Packing) -> None:
    packing.entries[0] = replace(packing.entries[0], payload=canonical({"act": "不立案"}))
    only(packing.with_journal(packing.entries).faults(), ChainBroken, "第 1 条的内容被改动过")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("person", "u2"),
        ("recorded_at", "2026-06-04T09:20:00+08:00"),
        ("machine", "other"),
        ("kind", "fact"),
        ("digest", "0" * 64),
        ("hash", "1" * 64),
    ],
)
def test_a_changed_field_of_an_entry_breaks_the_chain(packing: Packing, field: str, value: str) -> None:
    packing.entries[0] = replace(packing.entries[0], **{field: value})  # type: ignore[arg-type] # all of them are texts
    assert ChainBroken in {type(fault) for fault in packing.with_journal(packing.entries).faults()}


def test_a_dropped_entry_breaks_the_chain(packing: Packing) -> None:
    assert ChainBroken in {type(fault) for fault in packing.with_journal(packing.entries[1:]).faults()}


def test_a_tail_that_was_cut_before_the_sheet_is_seen(packing: Packing) -> None:
    faults = packing.with_journal(packing.entries[:2]).faults()
    only(faults, SheetContradicted, "没有备考表")


def test_a_tail_that_was_cut_before_the_head_is_seen(packing: Packing) -> None:
    faults = packing.with_journal(packing.entries[:1]).faults()
    assert any(isinstance(fault, ChainBroken) and "末尾被截断" in fault.sentence() for fault in faults)


def test_an_empty_journal_is_seen(packing: Packing) -> None:
    faults = packing.with_journal([]).faults()
    assert any("一条记录也没有" in fault.sentence() for fault in faults)


def test_the_journal_of_another_case_is_seen(packing: Packing) -> None:
    packing.facts = replace(packing.facts, case_head=Head("case:c2", packing.head.number, packing.head.hash))
    assert any(isinstance(fault, ChainBroken) and "case:c2" in fault.sentence() for fault in packing.faults())


def test_a_chain_that_was_forged_as_a_whole_does_not_fit_the_printed_head(packing: Packing) -> None:
    forged, _, _ = chain_with_sheet(({"act": "立案"}, {"act": "销案"}))
    faults = packing.with_journal(forged).faults()
    assert any(isinstance(fault, ChainBroken) and "与另处记下的链首不符" in fault.sentence() for fault in faults)
    assert any(isinstance(fault, SheetContradicted) and "与记录链不符" in fault.sentence() for fault in faults)
    assert any(isinstance(fault, SheetContradicted) and "印的不是这个链首" in fault.sentence() for fault in faults)


def test_destroyed_payloads_are_a_remark_and_no_fault(packing: Packing) -> None:
    packing.entries[0] = replace(packing.entries[0], salt=None, payload=None)
    report = packing.with_journal(packing.entries).report()
    assert report.ok
    assert "1 条" in report.notes[0]


def test_a_head_of_after_the_sheet_is_seen(packing: Packing) -> None:
    last = packing.entries[-1]
    packing.facts = replace(packing.facts, case_head=Head(STREAM, last.number, last.hash))
    faults = packing.faults()
    assert any("早于它所印的链首" in fault.sentence() for fault in faults)


def test_a_sheet_that_prints_another_seal_is_seen(packing: Packing) -> None:
    other = Seal(8, packing.seal.hash, packing.seal.heads, seal_hash(8, packing.seal.hash, packing.seal.heads))
    packing.facts = replace(packing.facts, last_seal=other)
    only(packing.faults(), SheetContradicted, "印的不是这个封记")


def test_a_seal_that_does_not_compute_is_seen(packing: Packing) -> None:
    packing.facts = replace(packing.facts, last_seal=replace(packing.seal, previous="f" * 64))
    only(packing.faults(), SheetContradicted, "封记的哈希值与内容不符")


@pytest.mark.parametrize(("number", "words"), [(1, "与记录链不符"), (3, "备考表的链首却是第 2 条")])
def test_a_seal_over_another_state_of_the_case_is_seen(packing: Packing, number: int, words: str) -> None:
    heads = (Head(STREAM, number, "a" * 64),)
    seal = Seal(7, GENESIS, heads, seal_hash(7, GENESIS, heads))
    packing.facts = replace(packing.facts, last_seal=seal)
    assert any(words in fault.sentence() for fault in packing.faults())


def test_a_seal_over_other_streams_only_is_in_order(packing: Packing) -> None:
    heads = (Head("series:1", 4, "a" * 64),)
    seal = Seal(7, GENESIS, heads, seal_hash(7, GENESIS, heads))
    entries = packing.entries[:2]
    payload = {"id": SHEET, "values": {"head": spaced(packing.head.hash), "seal": spaced(seal.hash)}}
    entries.append(link(packing.head, STREAM, "paper", "u1", "2026-08-03T09:00:00+08:00", "pc", b"s" * 16, canonical(payload)))
    packing.facts = replace(packing.facts, last_seal=seal)
    assert packing.with_journal(entries).faults() == ()


@pytest.mark.parametrize("sheets", [(), ("another-paper",)])
def test_a_sheet_that_is_not_on_record_is_seen(packing: Packing, sheets: tuple[str, ...]) -> None:
    packing.facts = replace(packing.facts, sheets=sheets)
    only(packing.faults(), SheetContradicted, "备考表")


@pytest.mark.parametrize(("pages", "numbered"), [(6, 2), (5, 3)])
def test_other_pages_than_bag_info_says_are_seen(packing: Packing, pages: int, numbered: int) -> None:
    packing.content = replace(packing.content, assembled=Assembled(pages, numbered))
    only(packing.faults(), PagesDisagree, "应为")


def changed_pdf(path: Path, change: Callable[[Pdf], object]) -> bytes:
    with Pdf.open(path) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("index", [0, 2, 3])
def test_a_dossier_that_lacks_a_page_is_seen(packing: Packing, index: int) -> None:
    def drop(pdf: Pdf) -> None:
        del pdf.pages[index]

    packing.content = replace(packing.content, dossier=changed_pdf(packing.folder / "bound.pdf", drop))
    assert PagesDisagree in {type(fault) for fault in packing.faults()}


def test_a_dossier_without_page_labels_is_seen(packing: Packing) -> None:
    def drop(pdf: Pdf) -> None:
        del pdf.Root["/PageLabels"]

    packing.content = replace(packing.content, dossier=changed_pdf(packing.folder / "bound.pdf", drop))
    only(packing.faults(), PagesDisagree, "编了页号的页数")


def test_a_dossier_with_senseless_page_labels_is_seen(packing: Packing) -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.Root.PageLabels.Nums[0] = 3

    packing.content = replace(packing.content, dossier=changed_pdf(packing.folder / "bound.pdf", spoil))
    only(packing.faults(), Unreadable, "页码标签")


def test_a_dossier_that_counts_otherwise_than_the_contents_is_seen(packing: Packing) -> None:
    def shift(pdf: Pdf) -> None:
        for entry in pdf.Root.PageLabels.Nums.as_list()[1::2]:
            if Name.St in entry:
                entry.St = 2

    packing.content = replace(packing.content, dossier=changed_pdf(packing.folder / "bound.pdf", shift))
    only(packing.faults(), PagesDisagree, "第 1 个页号应为 1，实际为 2")


@pytest.mark.parametrize("data", [b"", b"not a pdf", pdf_of(["x"])[:-200]])
def test_a_dossier_that_does_not_open_is_seen(packing: Packing, data: bytes) -> None:
    packing.content = replace(packing.content, dossier=data)
    only(packing.faults(), Unreadable, "PDF 已损坏")


def test_a_dossier_or_paper_with_a_password_is_seen(packing: Packing) -> None:
    with Pdf.open(BytesIO(pdf_of(["x"]))) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=Encryption(user="u", owner="o"))
    packing.content = replace(packing.content, dossier=out.getvalue(), papers=[PackedPaper(1, "prior_notice", "", out.getvalue())])
    faults = packing.faults()
    assert [fault.path for fault in faults if "有打开密码" in fault.sentence()] == ["data/dossier.pdf", "data/papers/001-prior_notice.pdf"]


def test_a_paper_that_does_not_open_is_seen(packing: Packing) -> None:
    packing.content = replace(packing.content, papers=[PackedPaper(1, "prior_notice", "", b"%PDF-1.7 broken")])
    only(packing.faults(), Unreadable, "001-prior_notice.pdf")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sample_package(tmp_path).path


def rewritten(root: Path, name: str, data: bytes) -> tuple[PackageFault, ...]:
    """Put other bytes into a file, write size and lists anew as a careful forger does, and check."""
    (root / name).write_bytes(data)
    sizes = [path.stat().st_size for path in (root / "data").rglob("*") if path.is_file()]
    info = (root / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    lines = [f"Payload-Oxum: {sum(sizes)}.{len(sizes)}" if line.startswith("Payload-Oxum") else line for line in info]
    (root / "bag-info.txt").write_bytes("".join(f"{line}\n" for line in lines).encode())
    rewrite_lists(root)
    return verify(root).faults


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"format": 1, "case": {}}', b"\xff", b"[" * 5000, b"null", b'{"a": 1, "a": 2}'])
def test_case_data_of_another_shape_is_unreadable(root: Path, data: bytes) -> None:
    faults = rewritten(root, "data/case.json", data)
    assert {type(fault) for fault in faults} == {Unreadable}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("case",), []),
        (("dossier", "case_head", "number"), -5),
        (("dossier", "case_head", "number"), "2"),
        (("dossier", "case_head", "hash"), None),
        (("dossier", "last_seal", "heads"), 7),
        (("dossier", "last_seal", "number"), True),
        (("dossier", "sheets"), "paper"),
        (("dossier", "sheets"), [1]),
    ],
)
def test_case_data_with_a_wrong_value_is_unreadable(root: Path, path: tuple[str, ...], value: object) -> None:
    faults = with_value(root, path, value)
    assert {type(fault) for fault in faults} == {Unreadable}


def with_value(root: Path, path: tuple[str, ...], value: object) -> tuple[PackageFault, ...]:
    data: Any = json.loads((root / "data/case.json").read_text(encoding="utf-8"))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return rewritten(root, "data/case.json", json.dumps(data, ensure_ascii=False).encode())


@pytest.mark.parametrize(
    ("path", "value", "subject"),
    [
        (("dossier", "case_number"), "另一案号", "案号"),
        (("dossier", "identifier"), "c2", "编号"),
        (("dossier", "case_head", "hash"), "0" * 64, "链首"),
        (("dossier", "case_head", "number"), 1, "链首序号"),
        (("dossier", "last_seal", "hash"), "0" * 64, "最后封记"),
        (("dossier", "last_seal", "number"), 6, "最后封记的序号"),
    ],
)
def test_case_data_and_bag_info_must_agree(root: Path, path: tuple[str, ...], value: object, subject: str) -> None:
    faults = with_value(root, path, value)
    assert any(isinstance(fault, RecordsDisagree) and fault.subject == subject for fault in faults)


@pytest.mark.parametrize("line", [b"{}\n", b"x\n", b"\xff\n", b"1e\n"])
def test_a_journal_of_other_lines_is_unreadable_by_line(root: Path, line: bytes) -> None:
    whole = (root / "data/journal.jsonl").read_bytes()
    faults = rewritten(root, "data/journal.jsonl", whole + line)
    assert any(isinstance(fault, Unreadable) and "第 4 行" in fault.sentence() for fault in faults)


@pytest.mark.parametrize("line", [b'"\\ud800"\n', b"1e999\n", b"[]\n", b"null\n"])
def test_a_journal_with_a_line_that_is_no_entry_is_unreadable(root: Path, line: bytes) -> None:
    whole = (root / "data/journal.jsonl").read_bytes()
    assert {type(fault) for fault in rewritten(root, "data/journal.jsonl", whole + line)} == {Unreadable}


@pytest.mark.parametrize("data", [b"", b"a,b\r\n", b"\xff", b"\xef\xbb\xbf\x00"])
def test_contents_of_another_shape_are_unreadable(root: Path, data: bytes) -> None:
    assert {type(fault) for fault in rewritten(root, "data/contents.csv", data)} == {Unreadable}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"2026-06-03,1,1,", b"2026-06-03,1,2,"),
        (b",2,2,\r\n", b",3,3,\r\n"),
        (b"1,2,,", b"1,3,,"),
        (b",2,2,\r\n", b",2,1,\r\n"),
        (b"1,2,,", b"2,1,,"),
    ],
)
def test_contents_that_do_not_fit_the_dossier_are_seen(root: Path, before: bytes, after: bytes) -> None:
    whole = (root / "data/contents.csv").read_bytes()
    assert before in whole
    assert {type(fault) for fault in rewritten(root, "data/contents.csv", whole.replace(before, after))} == {PagesDisagree}


@pytest.mark.parametrize("row", [b"1,3,x\r\n", b"1,x,,,,,3,3,\r\n", b'1,"3\r\n'])
def test_contents_with_a_broken_row_are_unreadable(root: Path, row: bytes) -> None:
    whole = (root / "data/contents.csv").read_bytes()
    assert {type(fault) for fault in rewritten(root, "data/contents.csv", whole + row)} == {Unreadable}


def test_what_only_the_reference_implementation_finds_is_told_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import bagit  # noqa: PLC0415 - replaced here alone

    def refuse(*_: object, **__: object) -> None:
        raise bagit.BagError("no")

    monkeypatch.setattr(bagit.Bag, "validate", refuse)
    assert verify(root).faults == (StandardRefuses(".", "no"),)
