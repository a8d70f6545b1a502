"""Loading an edition: every fault with file, line, key and what was expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from forms_samples import EDITION, LISTS, VALUES

from forms.loading import check_edition, load_edition
from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault
from mq_enforce.documents.context import KnownNames

KNOWN = KnownNames(
    frozenset(VALUES),
    {name: frozenset(items[0]) for name, items in LISTS.items()},
    frozenset({"party_is_person", "party_is_unit", "statement_made"}),
)
HEAD = '[form]\nid = "paper"\ntitle = "文书"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "edition.toml").write_text('[edition]\nid = "x"\ntitle = "试验"\n', encoding="utf-8")
    (tmp_path / "fragments").mkdir()
    (tmp_path / "fragments" / "remedies.toml").write_text(
        '[fragment]\ntitle = "救济"\n[[block]]\nkind = "prose"\ntext = "如不服。"\n', encoding="utf-8"
    )
    return tmp_path


def faults(folder: Path, text: str, known: KnownNames | None = None, name: str = "paper.toml") -> list[Fault]:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return check_edition(folder, known)


def only(found: list[Fault]) -> Fault:
    assert len(found) == 1, [fault.sentence() for fault in found]
    return found[0]


def test_the_test_edition_and_the_edition_of_the_program_have_no_faults() -> None:
    assert check_edition(EDITION) == []


def test_forms_are_found_by_their_ids_and_know_their_fragments() -> None:
    edition = load_edition(EDITION)
    decision = edition.forms["penalty_decision"]
    assert decision.title == "行政处罚决定书"
    assert decision.head.copies[2].when == "court_copy_needed"
    assert sorted(decision.fragments) == ["pay_fine", "remedies"]


def test_an_unknown_key_is_told_with_line_and_the_likeliest_meant(folder: Path) -> None:
    fault = only(faults(folder, HEAD + '[[block]]\nkind = "prose"\ntexts = "一"\ntext = "二"\n'))
    assert fault.where == "paper.toml 第 6 行 block[0].texts"
    assert "texts" in fault.message
    assert fault.expected == "text"


def test_an_unknown_kind_of_block_is_told_with_the_likeliest_meant(folder: Path) -> None:
    fault = only(faults(folder, HEAD + '[[block]]\nkind = "sael"\n'))
    assert (fault.expected, "第 5 行" in fault.where) == ("seal", True)


def test_a_block_without_kind_lists_the_kinds(folder: Path) -> None:
    assert "grid" in only(faults(folder, HEAD + '[[block]]\ntext = "一"\n')).expected


def test_a_missing_required_key_is_told(folder: Path) -> None:
    fault = only(faults(folder, HEAD + '[[block]]\nkind = "prose"\n'))
    assert "缺少“text”" in fault.message


def test_wrong_types_are_told_with_the_type_that_was_expected(folder: Path) -> None:
    found = faults(folder, HEAD + '[[block]]\nkind = "prose"\ntext = 3\n[[block]]\nkind = "spacer"\nlines = true\n')
    assert [fault.expected for fault in found] == ["加双引号的文字", "数字"]


def test_syntax_errors_carry_line_and_column_and_hide_no_other_file(folder: Path) -> None:
    (folder / "other.toml").write_text("[form]\nid = \n", encoding="utf-8")
    found = faults(folder, HEAD + '[[block]]\nkind = "x"\n')
    assert any("other.toml 第 2 行第" in fault.where for fault in found)
    assert any(fault.where.startswith("paper.toml") for fault in found)


def test_widths_add_up_to_100(folder: Path) -> None:
    fault = only(faults(folder, HEAD + '[[block]]\nkind = "grid"\nwidths = [28, 70]\nrows = [[{ label = "甲" }, { hand = true }]]\n'))
    assert fault.expected == "100"
    assert "98" in fault.message
    assert "block[0].widths" in fault.where


def test_rows_fill_the_grid_exactly(folder: Path) -> None:
    text = (
        '[[block]]\nkind = "grid"\nwidths = [50, 50]\n'
        'rows = [\n  [{ label = "甲", rowspan = 2 }, { hand = true }],\n  [{ label = "乙" }, { hand = true }],\n]\n'
    )
    fault = only(faults(folder, HEAD + text))
    assert "第 9 行" in fault.where


def test_a_cell_does_not_leave_the_grid_below(folder: Path) -> None:
    text = '[[block]]\nkind = "grid"\nwidths = [50, 50]\nrows = [[{ label = "甲", rowspan = 3 }, { hand = true }]]\n'
    assert "向下" in only(faults(folder, HEAD + text)).message


def test_a_field_has_one_content(folder: Path) -> None:
    text = '[[block]]\nkind = "fields"\nrows = [[{ label = "甲", value = "a", text = "{b}" }]]\n'
    assert "value、text" in only(faults(folder, HEAD + text)).message


def test_options_and_choice_go_together(folder: Path) -> None:
    text = '[[block]]\nkind = "fields"\nrows = [[{ label = "甲", choice = "a" }, { label = "乙", options = ["一"] }]]\n'
    assert len(faults(folder, HEAD + text)) == 2


def test_every_option_of_one_of_has_a_condition(folder: Path) -> None:
    text = '[[block]]\nkind = "one_of"\noptions = [{ when = "a", text = "一" }, { text = "二" }]\n'
    assert "options[1]" in only(faults(folder, HEAD + text)).where


def test_a_fragment_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    fault = only(faults(folder, HEAD + '[[block]]\nkind = "fragment"\nname = "remedy"\n'))
    assert fault.expected == "remedies"


def test_the_id_is_the_name_of_the_file_and_stands_once(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "paper.toml").write_text(HEAD + '[[block]]\nkind = "page_break"\n', encoding="utf-8")
    found = faults(folder, HEAD + '[[block]]\nkind = "page_break"\n')
    assert "已经有了" in only(found).message
    found = faults(folder, HEAD.replace('"paper"', '"other"') + '[[block]]\nkind = "page_break"\n')
    assert "不一致" in only(found).message


def test_a_paper_with_its_parents_number_names_the_parent(folder: Path) -> None:
    assert "主文书" in only(faults(folder, HEAD + 'number = "of_parent"\n[[block]]\nkind = "number"\n')).message


def test_broken_braces_are_told_at_their_place(folder: Path) -> None:
    fault = only(faults(folder, HEAD + '[[block]]\nkind = "prose"\ntext = "本机关{agency.name"\n'))
    assert "block[0].text" in fault.where


def test_names_are_checked_against_those_of_the_program(folder: Path) -> None:
    text = (
        '[[block]]\nkind = "prose"\nwhen = "party_is_persn"\ntext = "{agency.nam}"\n'
        '[[block]]\nkind = "list"\neach = "evidence.admited"\ntext = "{item.name}"\n'
        '[[block]]\nkind = "list"\neach = "evidence.admitted"\ntext = "{row.number}{item.nme}"\n'
    )
    found = faults(folder, HEAD + text, KNOWN)
    assert [fault.expected.split("、")[0] for fault in found] == [
        "party_is_person",
        "agency.name",
        "evidence.admitted",
        "item.name",
    ]


def test_item_names_belong_into_a_repetition(folder: Path) -> None:
    fault = only(faults(folder, HEAD + '[[block]]\nkind = "prose"\ntext = "{item.name}"\n'))
    assert "item.name" in fault.message


def test_names_in_fragments_and_nested_cells_are_checked_too(folder: Path) -> None:
    text = (
        '[[block]]\nkind = "grid"\nwidths = [50, 50]\n'
        'rows = [[{ label = "甲" }, { choice = "seizure.measure", options = [{ text = "{x.y}", when = "z" }] }]]\n'
    )
    assert len(faults(folder, HEAD + text, KNOWN)) == 2


def test_all_faults_of_a_folder_are_raised_at_once(folder: Path) -> None:
    (folder / "paper.toml").write_text(HEAD + "x = 1\n", encoding="utf-8")
    (folder / "other.toml").write_text("y = 1\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_edition(folder)
    assert len(caught.value.faults) >= 3


def test_a_folder_that_is_not_there_is_told() -> None:
    with pytest.raises(EnvironmentProblem):
        load_edition(Path("no such folder"))


def test_the_digest_follows_form_and_fragments_but_not_line_ends(tmp_path: Path) -> None:
    copy = tmp_path / "edition"
    shutil.copytree(EDITION, copy)
    before = load_edition(copy).forms
    windows = copy / "penalty" / "penalty_decision.toml"
    windows.write_bytes(windows.read_bytes().replace(b"\n", b"\r\n"))
    fragment = copy / "fragments" / "pay_fine.toml"
    assert load_edition(copy).forms["penalty_decision"].digest == before["penalty_decision"].digest
    fragment.write_text(fragment.read_text(encoding="utf-8").replace("到期", "逾期"), encoding="utf-8")
    after = load_edition(copy).forms
    assert after["penalty_decision"].digest != before["penalty_decision"].digest
    assert after["seizure_list"].digest == before["seizure_list"].digest
