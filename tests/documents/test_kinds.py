"""The register of kinds: whole, consistent, and true to the catalogue it was taken from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.documents.kinds import DocumentKinds, Family, Per, SeriesSource, document_kinds, load_kinds

CATALOGUE = Path(__file__).parents[3] / "shared" / "forms" / "forms.md"
OUTGOING_IN_THE_PROVINCIAL_CATALOGUE = {6, 8, 9, 11, 12, 16, 17, 19, 22, 24, 28}
DETAILED = {*range(2, 7), *range(10, 22), *range(23, 28), 38, *range(49, 53), *range(54, 58), 60, 61, 62, 64, 70, 71, 72, 79, 80, 83, 86}


def test_there_are_166_kinds_with_numbers_without_gaps() -> None:
    assert [kind.number for kind in document_kinds()] == list(range(1, 167))


def test_ids_titles_and_confidence_are_those_of_the_catalogue() -> None:
    if not CATALOGUE.exists():
        pytest.skip("the catalogue of facts is not on this machine")
    row = re.compile(r"\| (\d+) \| (\w+) \| (.*?) \| .* \| ([A-D]) \|")
    rows = [found.groups() for line in CATALOGUE.read_text(encoding="utf-8").splitlines() if (found := row.fullmatch(line.strip()))]
    wide = str.maketrans("()", "（）")
    assert [(str(kind.number), kind.id, kind.title, kind.confidence) for kind in document_kinds()] == [
        (number, document, title.translate(wide), confidence) for number, document, title, confidence in rows
    ]


def test_outgoing_papers_of_the_provincial_catalogue_are_exactly_those_with_the_agency_in_brackets() -> None:
    assert {kind.number for kind in document_kinds() if kind.number <= 28 and kind.outgoing} == OUTGOING_IN_THE_PROVINCIAL_CATALOGUE


def test_the_papers_of_an_ordinary_penalty_case_say_what_they_are_about() -> None:
    assert {kind.number for kind in document_kinds() if kind.per} == DETAILED | {160, 161, 162, 163}


@pytest.mark.parametrize(
    ("document", "per"),
    [
        ("penalty_decision", Per.PARTY),
        ("inquiry_record", Per.INTERVIEW),
        ("delivery_receipt", Per.DELIVERY),
        ("hearing_record", Per.HEARING),
    ],
)
def test_a_kind_is_about_its_subject(document: str, per: Per) -> None:
    assert document_kinds()[document].per is per


def test_proven_series_are_the_three_that_were_seen_in_henan_originals() -> None:
    assert {kind.series for kind in document_kinds() if kind.series_source is SeriesSource.PROVEN} == {"委", "案登", "责停"}


def test_no_two_kinds_share_a_series() -> None:
    series = [kind.series for kind in document_kinds() if kind.series]
    assert len(series) == len(set(series))


def test_every_outgoing_notice_or_decision_that_can_be_issued_today_has_a_series() -> None:
    wanted = [kind for kind in document_kinds() if kind.per and kind.outgoing and re.search(r"(决定书|通知书|告知书)$", kind.title)]
    assert wanted
    assert all(kind.series for kind in wanted)


def test_labels_offer_no_alternatives() -> None:
    assert all("/" not in kind.label and "××" not in kind.label for kind in document_kinds() if kind.per)


def test_a_kind_is_found_by_its_number() -> None:
    assert document_kinds().number(24).id == "penalty_decision"
    assert Family.PENALTY.label == "行政处罚"


@pytest.mark.parametrize("unknown", ["penalty_desision", ""])
def test_an_unknown_id_is_refused_with_the_id(unknown: str) -> None:
    assert unknown not in document_kinds()
    with pytest.raises(BadInput, match=f"“{unknown}”"):
        document_kinds()[unknown]


@pytest.mark.parametrize("number", [0, 167])
def test_an_unknown_number_is_refused(number: int) -> None:
    with pytest.raises(BadInput, match="1 至 166"):
        document_kinds().number(number)


GOOD = 'number = 1, id = "a", title = "甲", family = "penalty", edition = "e", confidence = "A", outgoing = true'


def loaded(folder: Path, *rows: str) -> DocumentKinds:
    path = folder / "kinds.toml"
    path.write_text("format = 1\nkind = [\n" + "".join(f"  {{ {row} }},\n" for row in rows) + "]\n", encoding="utf-8")
    return load_kinds(path)


def test_a_register_of_an_office_can_be_read(tmp_path: Path) -> None:
    assert [kind.id for kind in loaded(tmp_path, GOOD)] == ["a"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD.replace("number = 1, ", ""), "缺少“number”"),
        (GOOD + ', colour = "red"', "不认识“colour”"),
        (GOOD.replace('"A"', '"E"'), "A、B、C、D"),
        (GOOD.replace("number = 1", "number = 167"), "1 至 166"),
        (GOOD.replace("number = 1", "number = true"), "整数"),
        (GOOD.replace("true", '"yes"'), "true 或 false"),
        (GOOD.replace('"甲"', '""'), "不空的文字"),
        (GOOD + ', per = "village"', "village"),
        (GOOD + ', series = "罚"', "series_source"),
    ],
)
def test_a_fault_in_a_register_is_told_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        loaded(tmp_path, row)
    assert "kinds.toml 第 3 行" in str(caught.value)


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="出现了两次"):
        loaded(tmp_path, GOOD, GOOD.replace("number = 1", "number = 2"))


def test_a_row_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text("format = 1\nkind = [3]\n", encoding="utf-8")
    with pytest.raises(BadInput, match="应为一张表"):
        load_kinds(path)


def test_another_file_is_no_register(tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    path.write_text("format = 2\n", encoding="utf-8")
    with pytest.raises(BadInput, match="不是文书种类登记文件"):
        load_kinds(path)
