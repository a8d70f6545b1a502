"""Bad diaries: one clear sentence each that says file, line, key and what was expected (2), before anything is opened."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from support.cli_stories import act_text, id_number, one_sentence, play_changed, with_check_digit
from support.playing import play_diary


class Fault(NamedTuple):
    """One change to the bundled story: the text where the fault stands, and what the sentence must say of key and expectation."""

    old: str
    new: str
    at: str
    key: str
    expected: str


PARTY_ID = 'ethnicity = "汉族"\nid_number = "419999196805120011"\nocc'
GRANT = 'effective_from = 2026-01-01\nsource = "示例数据：本机关'
IN_THE_FILE = {
    "a wrong field": Fault(
        'source_detail = "秸秆禁烧日常巡查"', 'source_datail = "巡查"', "source_datail", "acts[0].source_datail", "没有"
    ),
    "a wrong type": Fault("photos = 2", 'photos = "two"', 'photos = "two"', "acts[1].photos", "整数"),
    "a text instead of a list": Fault('by = ["wang", "li"]\nsource = ', 'by = "wang"\nsource = ', 'by = "wang"', "acts[0].by", "列表"),
    "an impossible date": Fault("until = 2026-06-05", "until = 2026-02-30", "until = 2026-02-30", "第 ", "没有这样的日期"),
    "an impossible date as text": Fault("until = 2026-06-05", 'until = "2026-02-30"', 'until = "2026-02-30"', "until", "2026-06-03"),
    "an unknown matter": Fault('matter = "HN25-NY-02"', 'matter = "HN25-NY-99"', 'matter = "HN25-NY-99"', "matter", "HN25-NY-02"),
    "an unknown kind of act": Fault(
        'kind = "clue_registered"', 'kind = "clue_registred"', '[[acts]]\nid = "clue"', "acts[0]", "clue_registered"
    ),
    "an unknown procedure": Fault('procedure = "ordinary_penalty"', 'procedure = "p"', 'procedure = "p"', "procedure", "ordinary_penalty"),
    "a word outside the choices": Fault('source = "inspection"', 'source = "rumour"', 'source = "rumour"', "acts[0].source", "inspection"),
    "a false check digit": Fault(
        PARTY_ID, PARTY_ID.replace("0011", "0012"), 'id_number = "419999196805120012"', "parties[0].id_number", "id_confirmed"
    ),
    "an old identity number": Fault(
        PARTY_ID, PARTY_ID.replace("419999196805120011", "419999680512001"), "419999680512001", "parties[0].id_number", "18 位"
    ),
    "a birth date that the number contradicts": Fault(
        "born_on = 1968-05-12\nethnicity", "born_on = 1969-05-12\nethnicity", "born_on = 1969", "parties[0].born_on", "1968-05-12"
    ),
    "an empty text": Fault(
        'description = "收割后点燃自家承包地内的麦秸"', 'description = ""', 'description = ""', "conduct.description", "不能为空"
    ),
    "an empty address": Fault(
        'address = "民权县示例镇东岗村88号"\npostcode', 'address = " "\npostcode', 'address = " "', "parties[0].address", "不能为空"
    ),
    "an act without kind": Fault('kind = "clue_registered"\n', "", '[[acts]]\nid = "clue"', "acts[0]", "kind"),
    "an id used twice": Fault('id = "site"', 'id = "clue"', '[[acts]]\nid = "clue"', "acts", "重复"),
    "an amount with three decimals": Fault("fine_from = 800", "fine_from = 800.005", "fine_from = 800.005", "bands[0].fine_from", "两位"),
    "an article that is none": Fault(
        'article = "河南省大气污染防治条例第八十条"',
        'article = "大气条例80条"',
        'article = "大气条例80条"',
        "passages[1].article",
        "第几条",
    ),
    "a grant that ends before it begins": Fault(
        GRANT, GRANT.replace("\n", "\neffective_to = 2025-01-01\n"), "[[grants]]", "grants[0]", "早于"
    ),
    "a blank short name": Fault('short = "民示"', 'short = " "', 'short = " "', "agency.short", "代字"),
    "an id with a dot": Fault('id = "site"', 'id = "si.te"', 'id = "si.te"', "acts[1].id", "64"),
    "a certificate that ends before it begins": Fault(
        'number = "16140000001", valid_from = 2023', 'number = "16140000001", valid_from = 2033', "16140000001", "valid_to", "起始日期以后"
    ),
    "conduct that ends before it begins": Fault(
        "ended_at = 2026-06-03", "ended_at = 2026-06-02", "ended_at = 2026-06-02", "conduct.ended_at", "开始时间以后"
    ),
    "a party born after the conduct": Fault(
        "born_on = 1968-05-12\n" + PARTY_ID, "born_on = 2027-01-01\nocc", "born_on = 2027", "parties[0].born_on", "证件"
    ),
    "a line break in an address": Fault(
        'address = "民权县示例镇东岗村88号"\npostcode',
        'address = "东岗村\\n88号"\npostcode',
        "东岗村\\n88号",
        "parties[0].address",
        "一行文字",
    ),
    "a parameter that there is not": Fault("[conduct]", "[parameters]\nnope = 3\n\n[conduct]", "nope = 3", "parameters.nope", "stmt_wd"),
    "a parameter below its floor": Fault(
        "[conduct]", "[parameters]\nstmt_wd = 2\n\n[conduct]", "stmt_wd = 2", "parameters.stmt_wd", "3 以上"
    ),
    "a moment in the year one": Fault("at = 2026-06-03T09:20", "at = 0001-01-01T09:20", "at = 0001", "acts[0].at", "1950"),
    "a moment as a number": Fault("at = 2026-06-03T09:20:00+08:00", "at = 20260603", "at = 20260603", "acts[0].at", "2026-06-03T"),
    "a future format": Fault("format = 1", "format = 2", "format = 2", "format", "1"),
}


def _line_of(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").split(text)[0].count("\n") + 1


@pytest.mark.parametrize("name", IN_THE_FILE)
def test_a_fault_of_the_file_names_line_key_and_what_was_expected(name: str, tmp_path: Path) -> None:
    fault = IN_THE_FILE[name]
    played = play_changed(tmp_path, (fault.old, fault.new), until="recheck")
    sentence = one_sentence(played)
    assert played.code == 2
    assert f"straw_burning.toml 第 {_line_of(tmp_path / 'straw_burning.toml', fault.at)} 行" in sentence
    assert fault.key in sentence
    assert fault.expected in sentence
    assert not (tmp_path / "out").exists()
    assert played.json["error"] == "bad_input"


def test_several_faults_are_all_told_one_on_a_line(tmp_path: Path) -> None:
    played = play_changed(tmp_path, ("photos = 2", 'photos = "two"'), ('source = "inspection"', 'source = "rumour"'), until="clue")
    assert played.code == 2
    assert len(played.err.splitlines()) == 1  # the site is not in this short story
    played = play_changed(tmp_path, ("photos = 2", 'photos = "two"'), ('source = "inspection"', 'source = "rumour"'))
    assert [("photos" in line, "source" in line) for line in played.err.splitlines()] == [(False, True), (True, False)]


def test_one_officer_is_too_few_for_a_diary(tmp_path: Path) -> None:
    played = play_changed(tmp_path, ('[[officers]]\nid = "li"', '[[staff]]\nid = "li"'), until="clue")
    assert played.code == 2
    assert "只有 1 项" in one_sentence(played)
    assert "至少 2 项" in played.err


def test_papers_and_check_sums_are_not_written_by_hand(tmp_path: Path) -> None:
    forged = act_text(
        "x",
        "paper_issued",
        "2026-06-03T09:25",
        refers_to='"clue"',
        document='"penalty_decision"',
        title='"行政处罚决定书"',
        number='"民示罚决字〔2026〕第9号"',
        sha256='"00"',
        pages="1",
        specification='"0"',
    )
    played = play_changed(tmp_path, until="clue", acts=forged)
    assert played.code == 2
    assert "由程序在制发文书时自己登记" in one_sentence(played)
    played = play_changed(tmp_path, ('file = "photos/field.jpg"', f'sha256 = "{"0" * 64}"'))
    assert (played.code, "acts[2].sha256" in one_sentence(played)) == (2, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "缺少“format”"),
        (b"format = \n", "第 1 行"),
        ('title = "秸秆"'.encode("gbk"), "GBK"),
        (b"\xff\xfe\x00a", "UTF-16"),
    ],
)
def test_a_file_that_is_no_diary_is_told_so(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "日志.toml").write_bytes(content)
    played = play_diary(tmp_path / "日志.toml", tmp_path / "out")
    assert played.code == 2
    assert said in played.err.splitlines()[0]
    assert "日志.toml" in played.err


def test_a_diary_that_is_not_there_is_a_problem_of_the_machine(tmp_path: Path) -> None:
    played = play_diary(tmp_path / "没有.toml", tmp_path / "out")
    assert played.code == 4
    assert "没有.toml" in one_sentence(played)


# -- numbers that are unusual or confirmed ----------------------------------------------------------------------------


def test_a_confirmed_number_plays_and_its_warning_stays_in_the_result(tmp_path: Path) -> None:
    played = play_changed(tmp_path, id_number("419999196805120012", 'id_confirmed = "派出所户籍证明"\n'), until="clue")
    assert (played.code, played.err) == (0, "")
    assert any("校验码" in warning and "派出所户籍证明" in warning for warning in played.result["warnings"])


@pytest.mark.parametrize(
    ("body", "said"),
    [("99999919680512001", "999999"), ("81000019680512001", "香港"), ("82000019680512001", "澳门"), ("83000019680512001", "台湾")],
)
def test_an_unknown_region_and_a_residence_permit_only_warn(body: str, said: str, tmp_path: Path) -> None:
    played = play_changed(tmp_path, id_number(with_check_digit(body)), until="clue")
    assert (played.code, played.err) == (0, "")
    assert any(said in warning for warning in played.result["warnings"])
