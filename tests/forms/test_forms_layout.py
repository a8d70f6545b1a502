"""Laying out: nothing clipped, nothing printed over, what belongs together stays together, whatever the length."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from forms_geometry import doubled_lines, glyphs, outside, pictures, printed_over, struck, text_of
from forms_samples import EDITION, LISTS, TRUE, VALUES, context, images

from forms.filled_text import filled_text
from forms.filling import fill
from forms.layout import LaidOut, Page, lay_out
from forms.loading import load_edition
from forms.marks import Frame, Glyphs, Line
from forms.specification import Form
from forms.theme import FANGSONG, LEAST_ROW, MM, OUTER_LINE, PAGE_HEIGHT, SONG
from mq_enforce.base.errors import BadInput
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.ports import Rendering
from mq_enforce.documents.runs import run

FORMS = load_edition(EDITION).forms
NUMBER = "民程镇罚决字〔2026〕第1号"
HOSTILE = {
    "nothing": "",
    "5,000 characters without a mark": "焚烧秸秆" * 1250,
    "closing marks only": "，。；：！？" * 60,
    "opening marks only": "（《“" * 60,
    "one endless Latin word": "ABCDEFGHIJ" * 150,
    "many words": "lorem ipsum dolor " * 100,
    "many paragraphs": "一行\n" * 120,
    "everything mixed": "2026年6月3日ABC-123，“引文”——……①②③￥500.00张𬭎" * 30,
}


def laid(document: str, rendering: Rendering = Rendering.ISSUED, given: TableContext | None = None) -> LaidOut:
    return lay_out(fill(FORMS[document], given or context(), rendering, NUMBER), images())


def custom(tmp_path: Path, blocks: str, page: str = "letter") -> Form:
    (tmp_path / "edition.toml").write_text('[edition]\nid = "x"\ntitle = "试验"\n', encoding="utf-8")
    (tmp_path / "paper.toml").write_text(f'[form]\nid = "paper"\ntitle = "文书"\npage = "{page}"\n{blocks}', encoding="utf-8")
    return load_edition(tmp_path).forms["paper"]


def lay(form: Form, rendering: Rendering = Rendering.ISSUED, **values: str) -> LaidOut:
    given = TableContext({name: run(value) for name, value in values.items()})
    return lay_out(fill(form, given, rendering, NUMBER))


def lines_of(page: Page) -> list[str]:
    """Return the words of a page, line by line from the top, page number left out."""
    rows: dict[float, list[Glyphs]] = {}
    for mark in glyphs(page):
        rows.setdefault(round(mark.y, 1), []).append(mark)
    return ["".join(one.text for one in sorted(row, key=lambda mark: mark.x)) for y, row in sorted(rows.items()) if y < PAGE_HEIGHT - 60]


def test_the_clerk_who_looks_at_pages_sees_planted_faults() -> None:
    one = Glyphs(100, 100, "民权县人民政府", SONG, 12)
    assert printed_over(Page((one, one._replace(x=110, y=104))))
    assert outside(Page((one._replace(x=10), one._replace(x=560), one._replace(x=30, y=PAGE_HEIGHT - 30)))) == [one.text] * 3
    assert struck(Page((one, Line(90, 96, 200, 96, 0.5))))
    assert struck(Page((one, Line(130, 50, 130, 150, 0.5))))
    assert doubled_lines(Page((Line(0, 50, 90, 50, 1), Line(40, 50, 120, 50, 1))))
    clean = Page((one, one._replace(y=118), Line(90, 103, 200, 103, 0.5), Line(200, 103, 250, 103, 0.5)))
    assert printed_over(clean) + outside(clean) + struck(clean) + doubled_lines(clean) == []


CASES = [(kind, Rendering.ISSUED) for kind in sorted(HOSTILE)] + [("everything mixed", Rendering.PREVIEW), ("nothing", Rendering.BLANK)]


@pytest.mark.parametrize("document", sorted(FORMS))
@pytest.mark.parametrize(("kind", "rendering"), CASES)
def test_no_value_of_any_length_is_printed_over_or_leaves_the_page(document: str, kind: str, rendering: Rendering) -> None:
    text = HOSTILE[kind]
    values = {name: run(value if name == "agency.name" else text) for name, value in VALUES.items()}
    lists = {
        name: [{key: run(value if key == "image" else text) for key, value in row.items()} for row in rows] for name, rows in LISTS.items()
    }
    pages = lay_out(fill(FORMS[document], TableContext(values, lists, TRUE), rendering, NUMBER), images()).pages
    for page in (*pages[:2], pages[-1]):
        assert printed_over(page) == []
        assert outside(page) == []
        assert struck(page) == []
        assert doubled_lines(page) == []


@pytest.mark.parametrize("document", sorted(FORMS))
def test_every_character_of_the_filled_paper_is_printed(document: str) -> None:
    given = context(filing__reason="焚烧𬭎秸秆" * 400, finding__facts="过火面积" * 900, party__address="民权县程庄镇" * 30)
    filled = fill(FORMS[document], given, Rendering.ISSUED, NUMBER)
    wanted = Counter(filled_text(filled)) - Counter("｜ 　＿☐☑/\n【照片】图年月日")
    printed = Counter(text_of(lay_out(filled, images())))
    lost = {one: count for one, count in (wanted - printed).items() if one not in "｜ 　＿☐☑/\n【照片】图年月日"}
    assert lost == {}


@pytest.mark.parametrize("document", ["case_filing_approval", "evidence_paste_page", "site_sketch", "seizure_list"])
@pytest.mark.parametrize("rendering", list(Rendering))
def test_forms_with_boxes_take_one_page(document: str, rendering: Rendering) -> None:
    assert len(laid(document, rendering).pages) == 1


@pytest.mark.parametrize("lines", range(1, 46, 2))
def test_seal_and_signature_never_stand_alone_on_a_page(tmp_path: Path, lines: int) -> None:
    blocks = (
        '[[block]]\nkind = "prose"\ntext = "{a}"\n[[block]]\nkind = "seal"\nname = "n"\ndate = "d"\n'
        '[[block]]\nkind = "signature"\nkeep_lines = 1\nrows = [[{ label = "当事人签收" }, { date = true }]]\n'
    )
    paper = lay(
        custom(tmp_path, blocks), a="\n".join(f"第{number}行内容" for number in range(lines)), n="民权县程庄镇人民政府", d="2026年7月9日"
    )
    last = lines_of(paper.pages[-1])
    sealed = next(number for number, page in enumerate(paper.pages) if any("民权县程庄镇" in line for line in lines_of(page)))
    assert sum("行内容" in line for line in lines_of(paper.pages[sealed])) >= min(2, lines)
    assert sealed == len(paper.pages) - 1
    assert any("当事人签收" in line for line in last)


@pytest.mark.parametrize("rows", range(1, 40, 3))
def test_rows_of_a_table_travel_with_the_signature(tmp_path: Path, rows: int) -> None:
    blocks = (
        '[[block]]\nkind = "table"\neach = "x"\ncolumns = [{ label = "序号", width = 20, value = "row.number" }, '
        '{ label = "名称", width = 80, value = "item.a" }]\n'
        '[[block]]\nkind = "signature"\nkeep_lines = 2\nrows = [[{ label = "核对签名" }, { date = true }], [{ label = "见证人签名" }]]\n'
    )
    given = TableContext({}, {"x": [{"a": run(f"物品{number}")} for number in range(rows)]})
    paper = lay_out(fill(custom(tmp_path, blocks, "form"), given, Rendering.ISSUED))
    last = lines_of(paper.pages[-1])
    assert any("核对签名" in line for line in last)
    assert any("见证人签名" in line for line in last)
    assert sum("物品" in line for line in last) >= min(2, rows)


def test_a_long_text_in_a_cell_flows_over_pages_with_its_signature_at_the_end(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "grid"\nwidths = [20, 80]\n'
        'rows = [[{ label = "意见" }, { opinion = "a", min_height = 30 }], [{ label = "备注" }, { hand = true }]]\n'
    )
    pages = lay(custom(tmp_path, blocks, "form"), a="同意立案调查" * 900).pages
    assert len(pages) > 2
    signed = [number for number, page in enumerate(pages) if any("签名" in mark.text for mark in glyphs(page))]
    assert signed == [len(pages) - 1]
    for page in pages:
        assert any(mark.text == "意见" for mark in glyphs(page)), "the label of a split row stands on every page"
        assert sum(isinstance(mark, Line) and mark.width == OUTER_LINE for mark in page.marks) == 4, "each part has a whole frame"


def test_even_labels_and_signatures_of_any_length_come_to_an_end(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "grid"\nwidths = [20, 80]\nrows = [[{ label = "{a}" }, { hand = true }], '
        '[{ label = "签名" }, { opinion = "b", signature = [{ label = "证号", text = "{a}" }] }]]\n'
    )
    pages = lay(custom(tmp_path, blocks, "form"), a="执法证号" * 400, b="同意").pages
    assert 4 < len(pages) < 20
    assert all(printed_over(page) == [] for page in pages)


def test_a_vertical_label_over_many_rows_is_repeated_where_the_page_turns(tmp_path: Path) -> None:
    rows = ", ".join(f'[{{ label = "第{number}项" }}, {{ hand = true, min_height = 20 }}]' for number in range(2, 30))
    blocks = (
        f'[[block]]\nkind = "grid"\nwidths = [8, 22, 70]\n'
        f'rows = [[{{ vertical = "当事人", rowspan = 29 }}, {{ label = "第1项" }}, {{ hand = true }}], {rows}]\n'
    )
    pages = lay(custom(tmp_path, blocks, "form")).pages
    assert len(pages) >= 2
    for page in pages:
        assert "".join(mark.text for mark in glyphs(page) if mark.text in "当事人") == "当事人"


def test_the_head_of_a_table_is_repeated_on_every_page() -> None:
    many = [{"name": f"物品{number}", "model": "甲", "unit": "件", "quantity": "1", "condition": "新"} for number in range(90)]
    pages = laid("seizure_list", given=context(lists={"seizure.items": many})).pages
    assert len(pages) >= 3
    assert all(any(mark.text == "名称" for mark in glyphs(page)) for page in pages)
    printed = [line for page in pages for line in lines_of(page) if "物品" in line]
    assert printed == [f"{number + 1}物品{number}甲件1新" for number in range(90)]


@pytest.mark.parametrize("count", [0, 1, 7, 14, 15, 16, 17, 18, 30, 31, 33])
def test_a_table_is_ruled_down_to_what_follows_at_the_foot(count: int) -> None:
    many = [{"name": f"物品{number}", "model": "甲", "unit": "件", "quantity": "1", "condition": "新"} for number in range(count)]
    paper = lay_out(fill(FORMS["seizure_list"], context(lists={"seizure.items": many}), Rendering.PREVIEW), {})
    text = [line for page in paper.pages for line in lines_of(page)]
    assert text.index(next(line for line in text if "以下空白" in line)) < text.index(next(line for line in text if "合计" in line))
    last = [mark for mark in glyphs(paper.pages[-1]) if mark.y < PAGE_HEIGHT - 60]
    assert PAGE_HEIGHT - max(mark.y for mark in last) < 60 * MM, "no big hole is left above the foot"


def test_a_blank_record_is_ruled_to_the_foot_of_every_page() -> None:
    pages = laid("inquiry_record", Rendering.BLANK, TableContext()).pages
    first = [mark.y for mark in pages[0].marks if isinstance(mark, Line)]
    assert max(first) > PAGE_HEIGHT - 45 * MM
    assert len(pages) == 2
    gaps = sorted(first)
    assert max(after - before for before, after in zip(gaps[-8:-1], gaps[-7:], strict=True)) < 15 * MM


def test_rows_leave_room_for_handwriting() -> None:
    page = laid("case_filing_approval", Rendering.BLANK, TableContext()).pages[0]
    edge = (210 - 20) * MM
    levels = sorted(
        {round(mark.y, 1) for mark in page.marks if isinstance(mark, Line) and mark.y == mark.to_y and abs(mark.to_x - edge) < 1}
    )
    assert len(levels) > 10
    assert min(after - before for before, after in pairwise(levels)) >= LEAST_ROW - 0.2
    assert LEAST_ROW >= 8 * MM


def test_the_strip_at_the_foot_stands_on_every_page_but_the_last() -> None:
    pages = laid("inquiry_record").pages
    strips = [sum(mark.text.startswith("询问人签名") and mark.y > PAGE_HEIGHT - 40 * MM for mark in glyphs(page)) for page in pages]
    assert strips == [1] * (len(pages) - 1) + [0]


def test_pages_say_which_they_are_of_how_many_and_blank_ones_leave_it_open() -> None:
    assert [mark.text for mark in glyphs(laid("penalty_decision").pages[1])][-1] == "第 2 页 共 3 页"
    assert [mark.text for mark in glyphs(laid("penalty_decision", Rendering.BLANK, TableContext()).pages[0])][-1] == "第　　页 共　　页"


def test_only_a_preview_has_the_watermark_and_it_lies_under_the_words() -> None:
    for rendering in Rendering:
        angled = [
            number
            for number, mark in enumerate(laid("penalty_decision", rendering).pages[0].marks)
            if isinstance(mark, Glyphs) and mark.angle
        ]
        assert angled == ([0] if rendering is Rendering.PREVIEW else [])


def test_a_missing_value_is_a_red_line_with_its_label() -> None:
    page = laid("penalty_decision", Rendering.PREVIEW, context(party__name="")).pages[0]
    assert any(isinstance(mark, Line) and mark.ink == "red" for mark in page.marks)
    assert "".join(mark.text for mark in glyphs(page) if mark.ink == "grey") == "当事人"


def test_name_and_date_stand_right_with_four_characters_free() -> None:
    page = laid("penalty_decision").pages[-1]
    date = next(mark for mark in glyphs(page) if mark.text.startswith("2026"))
    name = next(mark for mark in glyphs(page) if mark.text.startswith("民权县程庄镇人民政府"))
    row = [mark for mark in glyphs(page) if mark.y == date.y]
    right = max(mark.x + mark.size * len(mark.text) for mark in row)
    edge = (210 - 26) * MM
    assert right == pytest.approx(edge - 4 * 16, abs=1)
    assert name.y < date.y
    assert name.x < date.x
    above = max(mark.y for mark in glyphs(page) if mark.y < name.y)
    below = min(mark.y for mark in glyphs(page) if mark.y > date.y)
    assert below - above >= 42 * MM, "the round seal covers neither the text nor the note"


def test_a_heading_is_never_left_at_the_foot(tmp_path: Path) -> None:
    form = custom(
        tmp_path,
        '[[block]]\nkind = "prose"\ntext = "{a}"\n[[block]]\nkind = "heading"\ntext = "一、标题"\n'
        '[[block]]\nkind = "prose"\ntext = "正文内容"\n',
    )
    for count in range(15, 24):
        pages = lay(form, a="\n".join(["行"] * count)).pages
        for page in pages:
            if any("一、标题" in line for line in lines_of(page)):
                assert any("正文内容" in line for line in lines_of(page))


def test_rare_characters_come_from_a_font_that_has_them() -> None:
    marks = glyphs(laid("case_filing_approval", given=context(party__name="张𪚥①", party__phone="12")).pages[0])
    fonts = {mark.text: mark.font for mark in marks}
    assert fonts["𪚥"] == "MQRareSong"
    assert fonts["①"] == SONG
    assert fonts["姓名"] == FANGSONG


def test_a_character_of_no_font_is_refused_with_its_field() -> None:
    with pytest.raises(BadInput) as caught:
        laid("case_filing_approval", given=context(party__name="张😀\U000e0101"))
    assert [fault.where for fault in caught.value.faults] == ["《行政处罚案件立案审批表》的“姓名”"] * 2
    assert "U+1F600" in caught.value.faults[0].message


def test_pictures_are_fitted_into_their_frames() -> None:
    page = laid("evidence_paste_page").pages[0]
    frames = [mark for mark in page.marks if isinstance(mark, Frame)]
    assert len(pictures(page)) == 2
    for picture, frame in zip(pictures(page), frames, strict=True):
        assert picture.width / picture.height == pytest.approx(640 / 480)
        assert frame.x < picture.x
        assert picture.x + picture.width < frame.x + frame.width
        assert frame.y < picture.y
        assert picture.y + picture.height < frame.y + frame.height


def test_an_issued_paper_does_not_leave_a_named_picture_out() -> None:
    filled = fill(FORMS["evidence_paste_page"], context(), Rendering.ISSUED)
    with pytest.raises(BadInput, match="photo-1"):
        lay_out(filled)
    assert lay_out(fill(FORMS["evidence_paste_page"], context(), Rendering.PREVIEW)).pages


def test_a_broken_picture_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"photo-1.*打不开"):
        lay_out(fill(FORMS["evidence_paste_page"], context(), Rendering.ISSUED), {**images(), "photo-1": b"no picture"})


def test_a_grid_joined_to_the_one_above_shares_its_line(tmp_path: Path) -> None:
    one = '[[block]]\nkind = "grid"\nwidths = [50, 50]\nrows = [[{ label = "甲" }, { hand = true }]]\n'
    page = lay(custom(tmp_path, one + one + "join = true\n")).pages[0]
    thick = [mark for mark in page.marks if isinstance(mark, Line) and mark.width == OUTER_LINE and mark.y == mark.to_y]
    assert len(thick) == 2


def test_a_paper_without_end_is_refused(tmp_path: Path) -> None:
    form = custom(tmp_path, '[[block]]\nkind = "page_break"\n' + '[[block]]\nkind = "prose"\ntext = "{a}"\n')
    with pytest.raises(BadInput, match="1000 页"):
        lay(form, a="行\n" * 25_000)
