"""What the framing sheets of a dossier and its slip say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.dossier_sheets import HEAD, SEAL, TAG_MANIFEST, evidence, sheet, slip
from support.paper_sources import case, source, value

from mq_enforce.base.privacy import Privacy
from mq_enforce.documents.bindings.dossier_ import in_groups
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.documents.source import PaperSource


def filed(name: str = "straw_burning", **extra: object) -> PaperSource:
    return source(case(name, until="filing_dossier"), "filing_dossier", extra=extra)


def rows(of: PaperSource, name: str) -> list[dict[str, str]]:
    return [{key: plain(runs) for key, runs in row.items()} for row in CaseContext(of).rows(name)]


def test_the_cover_knows_who_handled_the_case_and_not_only_who_filed_it() -> None:
    of = filed(sheet=sheet())
    assert value(of, "dossier.officers") == "王建国、李秀英"
    assert value(of, "dossier.archivist") == "吴静"
    assert value(of, "dossier.checker") == "孙国强"
    told = {key: value(of, f"dossier.{key}") for key in ("year", "number", "retention", "pieces", "pages", "text_pages", "photo_pages")}
    assert told == {
        "year": "2026",
        "number": "2026-1",
        "retention": "30年",
        "pieces": "5",
        "pages": "9",
        "text_pages": "7",
        "photo_pages": "2",
    }


def test_head_and_seal_are_printed_whole() -> None:
    of = filed(sheet=sheet())
    assert value(of, "dossier.case_head").split() == [HEAD[start : start + 8] for start in range(0, 64, 8)]
    assert "".join(value(of, "dossier.last_seal").split()) == SEAL
    assert (value(of, "dossier.case_head_number"), value(of, "dossier.last_seal_number")) == ("63", "9")


@given(st.text("0123456789abcdef", max_size=130))
def test_groups_without_blanks_are_the_digest(digest: str) -> None:
    grouped = in_groups(digest)
    assert "".join(grouped.split()) == digest
    assert all(len(group) == 8 for group in grouped.split()[:-1])


def test_a_line_names_its_pages_and_the_last_line_first_and_last() -> None:
    assert [row["pages"] for row in rows(filed(sheet=sheet()), "dossier.contents")] == ["1", "2-3", "4-5", "6-8", "9-9"]


def test_a_name_in_the_contents_keeps_its_privacy() -> None:
    title = CaseContext(filed(sheet=sheet())).rows("dossier.contents")[3]["title"]
    assert [(one.text, one.privacy) for one in title if one.privacy is not Privacy.OPEN] == [("张守田", Privacy.NAME)]


@pytest.mark.parametrize(("volume", "holds"), [("", False), ("第1卷（共2卷）", True)])
def test_only_a_dossier_of_several_volumes_names_the_volume(volume: str, holds: bool) -> None:
    of = filed(sheet=sheet(volume=volume))
    assert value(of, "dossier.volume") == volume
    assert CaseContext(of).holds("dossier_in_volumes") is holds


def test_before_the_dossier_is_built_its_sheets_know_nothing_of_it() -> None:
    of = filed()
    assert value(of, "dossier.pages") == ""
    assert rows(of, "dossier.contents") == []
    assert value(of, "slip.group.1") == ""


def test_the_index_of_evidence_takes_its_page_numbers_from_the_dossier() -> None:
    assert [(row["order"], row["name"], row["pages"]) for row in rows(filed(evidence=evidence()), "evidence_index")] == [
        ("1", "现场照片1", "6"),
        ("2", "现场照片2", "7"),
    ]
    on_file = rows(filed(), "evidence_index")
    assert on_file
    assert {row["pages"] for row in on_file} == {""}


def test_the_slip_reads_out_the_tag_manifest_in_eight_groups() -> None:
    of = filed(slip=slip())
    assert "".join(value(of, f"slip.group.{place}") for place in range(1, 9)) == TAG_MANIFEST
    assert value(of, "slip.size") == "3456789"
    assert "".join(value(of, "slip.case_head").split()) == HEAD
