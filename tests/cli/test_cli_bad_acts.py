"""What goes wrong in the middle of a story: exit 2, 3 or 4, one sentence, nothing of the act kept, everything before it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.cli_stories import act_text, assert_sound, id_number, on_file, one_sentence, play_changed
from support.editing import variant
from support.playing import Outcome, play_diary

pytestmark = pytest.mark.slow


def _assert_kept(played: Outcome, folder: Path, *acts: str) -> None:
    """The acts before are on file, in the result, and nothing else is; the data are sound."""
    assert on_file(folder / "out" / "data") == list(acts)
    assert [act["id"] for act in played.result["acts"]] == list(acts)
    assert {paper["id"].split(".")[0] for paper in played.result["papers"]} <= set(acts)
    assert_sound(folder / "out" / "data")


def test_a_matter_not_granted_on_the_day_is_refused_with_its_article(tmp_path: Path) -> None:
    granted_later = ('effective_from = 2026-01-01\nsource = "示例数据：本机关', 'effective_from = 2026-07-01\nsource = "示例数据：本机关')
    played = play_changed(tmp_path, granted_later, until="filing")
    sentence = one_sentence(played)
    assert played.code == 3
    assert "[HB-01]" in sentence
    assert "《中华人民共和国行政处罚法》第二十四条" in sentence
    assert "可以这样办" in sentence
    assert played.json["stopped"]["violations"][0]["block"] == "HB-01"
    _assert_kept(played, tmp_path, "clue", "site", "photo1", "photo2", "jurisdiction")


def test_an_act_before_its_precondition_is_refused_with_the_way_out(tmp_path: Path) -> None:
    early = act_text("early", "officers_assigned", "2026-06-03T11:00", by='["sun"]', officers='["wang", "li"]')
    played = play_changed(tmp_path, until="site", acts=early)
    assert played.code == 3
    assert "尚未批准立案" in one_sentence(played)
    assert "先报行政机关负责人批准立案" in played.err
    _assert_kept(played, tmp_path, "clue", "site")


def test_a_penalty_on_a_child_is_refused_although_the_case_is_open(tmp_path: Path) -> None:
    child = id_number("419999201209104019"), ("born_on = 1968-05-12\nethnicity", "born_on = 2012-09-10\nethnicity")
    played = play_changed(tmp_path, *child, until="proposal")
    assert played.code == 3
    assert "[HB-14]" in one_sentence(played)
    assert on_file(tmp_path / "out" / "data")[-1] == "report"


def test_a_refused_act_leaves_no_file_of_its_evidence(tmp_path: Path) -> None:
    alone = ('at = 2026-06-03T10:25:00+08:00\nby = ["wang", "li"]', 'at = 2026-06-03T10:25:00+08:00\nby = ["wang"]')
    played = play_changed(tmp_path, alone)
    assert played.code == 3
    assert "[HB-02]" in one_sentence(played)
    _assert_kept(played, tmp_path, "clue", "site")


def test_a_photo_that_is_no_image_is_bad_input(tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="photo2")
    (tmp_path / "photos" / "ashes.jpg").write_bytes(b"not a picture")
    played = play_diary(path, tmp_path / "out")
    assert played.code == 2
    assert "ashes.jpg" in one_sentence(played)
    assert "图片" in played.err
    _assert_kept(played, tmp_path, "clue", "site", "photo1")


def test_a_photo_of_another_kind_than_its_ending_is_bad_input(tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", ('file = "photos/ashes.jpg"', 'file = "photos/ashes.png"'), until="photo2")
    (tmp_path / "photos" / "ashes.jpg").rename(tmp_path / "photos" / "ashes.png")
    played = play_diary(path, tmp_path / "out")
    assert played.code == 2
    assert "与扩展名不符" in one_sentence(played)
    _assert_kept(played, tmp_path, "clue", "site", "photo1")


def test_a_photo_that_vanished_is_a_problem_of_the_machine(tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="photo2")
    (tmp_path / "photos" / "ashes.jpg").unlink()
    played = play_diary(path, tmp_path / "out")
    assert played.code == 4
    assert "找不到文件“ashes.jpg”" in one_sentence(played)
    _assert_kept(played, tmp_path, "clue", "site", "photo1")


BY = 'at = 2026-06-03T10:20:00+08:00\nby = ["wang", "li"]'
IMPOSSIBLE = {
    "an unknown party": (('party = "p1"\nmeeting = "site1"', 'party = "p9"\nmeeting = "site1"'), ("没有当事人“p9”", "p1", "（site）")),
    "an unknown officer": ((BY, BY.replace("li", "nobody")), ("“nobody”", "wang", "（site）")),
    "an end before the beginning": (
        ("ended = 2026-06-03T10", "ended = 2026-06-03T09:20:00+08:00 # "),
        ("早于开始时间", "ended", "（site）"),
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_have_happened_is_bad_input_naming_act_and_field(name: str, tmp_path: Path) -> None:
    change, said = IMPOSSIBLE[name]
    played = play_changed(tmp_path, change, until="site")
    sentence = one_sentence(played)
    assert played.code == 2
    assert [text for text in said if text not in sentence] == []
    _assert_kept(played, tmp_path, "clue")


def test_an_expected_refusal_that_does_not_come_is_found_wanting(tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="clue")
    path.write_text(path.read_text(encoding="utf-8") + '\n[[expect.refusals]]\nact = "clue"\nblock = "HB-01"\n', encoding="utf-8")
    played = play_diary(path, tmp_path / "out")
    assert played.code == 1
    assert "应当被拒绝" in one_sentence(played)
    assert played.json["unmet"] == ["行为“clue”应当被拒绝，实际没有"]


def test_the_same_act_done_all_the_same_is_kept_as_a_finding(tmp_path: Path) -> None:
    alone = (
        'at = 2026-06-03T10:25:00+08:00\nby = ["wang", "li"]',
        'at = 2026-06-03T10:25:00+08:00\nby = ["wang"]\nirregular = "另一人正在灭火"',
    )
    played = play_changed(tmp_path, alone)
    assert (played.code, played.err) == (0, "")
    (finding,) = played.result["findings"]
    assert (finding["act"], finding["block"], finding["irregular"], finding["accepted"]) == ("photo1", "HB-02", "另一人正在灭火", False)


def test_a_fact_that_a_paper_needs_is_asked_for_before_anything_is_recorded(tmp_path: Path) -> None:
    played = play_changed(tmp_path, ('contact = "王建国"\n', 'contact = ""\n'), until="recheck")
    sentence = one_sentence(played)
    assert played.code == 2
    assert "《责令（限期）改正通知书》还缺" in sentence
    assert "agency.contact" in sentence
    assert played.json["stopped"]["error"] == "missing_fact"
    _assert_kept(played, tmp_path, "clue", "site", "photo1", "photo2", "jurisdiction", "filing", "officers")


def test_a_character_that_no_font_has_is_told_before_anything_is_recorded(tmp_path: Path) -> None:
    played = play_changed(tmp_path, ('summary = "2026年6月3日上午', 'summary = "😀6月3日上午'), until="filing")
    sentence = one_sentence(played)
    assert played.code == 2
    assert "U+1F600" in sentence
    assert "案情摘要" in sentence
    _assert_kept(played, tmp_path, "clue", "site", "photo1", "photo2", "jurisdiction")


def test_what_was_done_all_the_same_is_recorded_even_where_its_paper_lacks_a_fact(tmp_path: Path) -> None:
    alone = (
        'at = 2026-06-04T09:50:00+08:00\nby = ["wang", "li"]',
        'at = 2026-06-04T09:50:00+08:00\nby = ["wang"]\nirregular = "另一人临时出警"',
    )
    played = play_changed(tmp_path, alone, until="interview")
    assert (played.code, played.err) == (0, "")
    assert [(one["act"], one["document"]) for one in played.result["papers_lacking"]] == [("interview", "inquiry_record")]
    assert "interview" in on_file(tmp_path / "out" / "data")
    assert_sound(tmp_path / "out" / "data")
