"""The order of a dossier, in both modes and from an office's own file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mq_enforce.base.errors import BadInput
from mq_enforce.documents.dossier_order import EntryKind, Part, dossier_orders, load_orders, order
from mq_enforce.documents.kinds import document_kinds


@dataclass(frozen=True, slots=True)
class Entry:
    """The least that the order asks of an entry."""

    key: str
    document: str | None = None
    kind: EntryKind = EntryKind.PAPER
    date: date | None = None
    follows: str | None = None
    section: str | None = None


def keys(entries: list[Entry], mode: str = "A") -> list[str]:
    return [placed.entry.key for placed in order(entries, dossier_orders().mode(mode))]


STORY = [
    Entry("closing", "case_closing_approval"),
    Entry("decision", "penalty_decision"),
    Entry("photo", kind=EntryKind.EVIDENCE),
    Entry("notice", "prior_notice"),
    Entry("filing", "case_filing_approval"),
    Entry("report", "investigation_report"),
    Entry("site", "site_inspection_record"),
    Entry("review", "legal_review_opinion"),
    Entry("talk", "deliberation_record"),
    Entry("source", "report_register"),
    Entry("recording", "av_record_archive"),
    Entry("approval", "penalty_decision_approval"),
]


def test_mode_a_follows_the_course_of_the_case_and_is_the_default() -> None:
    assert dossier_orders().mode().id == "A"
    assert keys(STORY) == [
        "filing", "source", "site", "photo", "report", "notice", "review", "talk", "approval", "decision", "closing", "recording"
    ]  # fmt: skip


def test_mode_b_puts_the_outcome_first_and_what_is_internal_into_the_second_part() -> None:
    placed = order(STORY, dossier_orders().mode("B"))
    assert [one.entry.key for one in placed if one.section.part is Part.MAIN] == ["filing", "decision", "notice", "site", "photo"]
    assert [one.entry.key for one in placed if one.section.part is Part.SUB] == [
        "source", "report", "review", "talk", "closing", "approval", "recording"
    ]  # fmt: skip


@pytest.mark.parametrize("mode", ["A", "B"])
def test_a_receipt_stands_behind_the_paper_that_it_delivers_and_the_scan_behind_the_receipt(mode: str) -> None:
    entries = [
        Entry("scan", "delivery_receipt", EntryKind.SCAN, follows="receipt"),
        Entry("receipt", "delivery_receipt", follows="notice"),
        Entry("decision", "penalty_decision"),
        Entry("notice", "prior_notice"),
    ]
    found = keys(entries, mode)
    assert found[found.index("notice") :][:3] == ["notice", "receipt", "scan"]


def test_a_receipt_whose_paper_is_not_in_the_dossier_stands_with_the_receipts() -> None:
    entries = [
        Entry("closing", "case_closing_approval"),
        Entry("receipt", "delivery_receipt", follows="elsewhere"),
        Entry("d", "penalty_decision"),
    ]
    assert keys(entries) == ["d", "receipt", "closing"]


def test_papers_of_one_kind_stand_by_date_then_undated_then_as_they_came() -> None:
    entries = [
        Entry("none-1", "inquiry_record"),
        Entry("late", "inquiry_record", date=date(2026, 6, 9)),
        Entry("none-2", "inquiry_record"),
        Entry("early", "inquiry_record", date=date(2026, 6, 4)),
    ]
    assert keys(entries) == ["early", "late", "none-1", "none-2"]


def test_a_slip_without_a_document_id_goes_where_it_is_sent() -> None:
    entries = [
        Entry("closing", "case_closing_approval"),
        Entry("slip", kind=EntryKind.SCAN, section="execution"),
        Entry("d", "penalty_decision"),
    ]
    assert keys(entries) == ["d", "slip", "closing"]


def test_what_is_sent_to_a_section_that_the_order_lacks_goes_to_the_rest() -> None:
    assert keys([Entry("slip", kind=EntryKind.SCAN, section="nowhere"), Entry("closing", "case_closing_approval")]) == ["closing", "slip"]


def test_an_outgoing_paper_that_mode_b_does_not_name_stands_with_the_outgoing_ones() -> None:
    placed = order([Entry("n", "fine_deferral_notice")], dossier_orders().mode("B"))
    assert placed[0].section.title == "对当事人制发的其他文书"


@pytest.mark.parametrize("mode", ["A", "B"])
def test_every_kind_of_document_has_a_place(mode: str) -> None:
    entries = [Entry(kind.id, kind.id) for kind in document_kinds()]
    assert sorted(keys(entries, mode)) == sorted(kind.id for kind in document_kinds())


@given(
    documents=st.lists(st.sampled_from([*(kind.id for kind in document_kinds()), None]), max_size=12),
    follows=st.lists(st.integers(0, 11), max_size=12),
    mode=st.sampled_from(["A", "B"]),
)
def test_nothing_is_lost_and_nothing_doubled(documents: list[str | None], follows: list[int], mode: str) -> None:
    entries = [
        Entry(str(index), document, follows=str(follows[index]) if index < len(follows) and follows[index] < index else None)
        for index, document in enumerate(documents)
    ]
    assert sorted(keys(entries, mode)) == sorted(entry.key for entry in entries)


def test_entries_that_follow_one_another_in_a_circle_are_refused() -> None:
    entries = [Entry("a", follows="b"), Entry("b", follows="a"), Entry("c")]
    with pytest.raises(BadInput, match=r"a、b.*互相跟随"):
        keys(entries)


def test_two_entries_with_one_key_are_refused() -> None:
    with pytest.raises(BadInput, match="编号都是“a”"):
        keys([Entry("a"), Entry("a")])


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(BadInput, match="A、B"):
        dossier_orders().mode("C")


@pytest.mark.parametrize("mode", dossier_orders().modes, ids=lambda mode: mode.id)
def test_an_order_says_where_it_comes_from_and_how_sure_that_is(mode: object) -> None:
    assert getattr(mode, "source", "")
    assert getattr(mode, "confidence", "") in {"B", "C", "D"}


OWN = """\
format = 1
default = "own"
[[mode]]
id = "own"
title = "本机关顺序"
source = "本机关立卷办法"
confidence = "B"
[[mode.section]]
id = "all"
title = "全部"
documents = ["penalty_decision", "@evidence", "@outgoing", "@rest"]
"""


def own(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_office_can_bring_its_own_order(tmp_path: Path) -> None:
    mode = load_orders(own(tmp_path, OWN)).mode()
    placed = order([Entry("x", "prior_notice"), Entry("y", kind=EntryKind.EVIDENCE), Entry("z", "penalty_decision")], mode)
    assert [one.entry.key for one in placed] == ["z", "y", "x"]
    assert not mode.two_parts


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("penalty_decision", "penalty_desision", "没有“penalty_desision”这种文书"),
        ('"@rest"', '"@rest", "@rest"', "排了两次"),
        (', "@rest"', "", "没有写“@rest”"),
        ('source = "本机关立卷办法"', 'source = ""', "缺少“source”"),
        ('default = "own"', "", "没有写明默认的顺序"),
        ('title = "全部"', 'title = "全部"\npart = "third"', "main 或 sub"),
        ('"penalty_decision"', "[1]", "这种文书"),
        ("format = 1", "format = 2", "不是立卷顺序文件"),
        ('documents = ["penalty_decision", "@evidence", "@outgoing", "@rest"]', "", "缺少“documents”"),
        ("[[mode.section]]", "[[mode.other]]", "缺少各部分的顺序"),
        (
            "confidence",
            '[[mode.section]]\nid = "all"\ntitle = "x"\npart = "main"\ndocuments = ["prior_notice"]\n[mode.x]\nconfidence',
            "id 相同",
        ),
        (
            "confidence",
            '[[mode.section]]\nid = "x"\ntitle = "x"\npart = "main"\ndocuments = ["prior_notice"]\n[mode.x]\nconfidence',
            "都写或者都不写",
        ),
    ],
)
def test_a_fault_in_an_order_is_told_with_its_place(tmp_path: Path, before: str, after: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        load_orders(own(tmp_path, OWN.replace(before, after)))
    assert "own.toml" in str(caught.value)
