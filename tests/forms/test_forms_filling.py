"""Filling: form and context become plain data; what is missing, printed, asked and editable is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms_samples import EDITION, TRUE, context

from forms.filled import FilledParagraphs, FilledRules, Gap, Words, chinese_number, mark_of, plain
from forms.filled_text import filled_text
from forms.filling import fill
from forms.loading import load_edition
from forms.specification import Form
from mq_enforce.base.errors import BadInput
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.ports import MissingField, Narrative, Rendering
from mq_enforce.documents.runs import Runs, run

FORMS = load_edition(EDITION).forms
BLANK = TableContext({"agency.name": run("民权县程庄镇人民政府")})


def form(tmp_path: Path, blocks: str, head: str = "") -> Form:
    (tmp_path / "edition.toml").write_text('[edition]\nid = "x"\ntitle = "试验"\n', encoding="utf-8")
    text = f'[form]\nid = "paper"\ntitle = "文书"\n{head}\n{blocks}'
    (tmp_path / "paper.toml").write_text(text, encoding="utf-8")
    return load_edition(tmp_path).forms["paper"]


def text(tmp_path: Path, blocks: str, given: TableContext, rendering: Rendering = Rendering.ISSUED, head: str = "") -> list[str]:
    return filled_text(fill(form(tmp_path, blocks, head), given, rendering)).splitlines()[1:]


def missing(tmp_path: Path, blocks: str, given: TableContext) -> list[MissingField]:
    return list(fill(form(tmp_path, blocks), given, Rendering.ISSUED).missing)


def table(**values: str) -> TableContext:
    return TableContext({name.replace("__", "."): run(value) for name, value in values.items()})


def test_the_decision_reads_like_the_paper() -> None:
    filled = fill(FORMS["penalty_decision"], context(), Rendering.ISSUED, "民程镇罚决字〔2026〕第1号")
    assert filled_text(filled) == (EDITION.parent / "penalty_decision.txt").read_text(encoding="utf-8")
    assert filled.missing == ()


def test_values_and_propositions_and_items_of_acts_are_remembered() -> None:
    filled = fill(FORMS["penalty_decision"], context(), Rendering.ISSUED, "第1号")
    assert filled.values["evidence.admitted[2].name"] == "现场照片6张"
    assert filled.values["party.id_number"] == "411421198001011234"
    assert "statement.summary" in filled.values
    assert filled.propositions["party_is_unit"] is False
    assert filled.satisfied[:2] == ("PUN-59-1", "PUN-59-2")


def test_pieces_keep_the_facts_and_names_behind_their_words() -> None:
    filled = fill(FORMS["penalty_decision"], context(), Rendering.ISSUED, "第1号")
    facts = [piece for block in filled.blocks if isinstance(block, FilledParagraphs) for one in block.paragraphs for piece in one]
    found = next(piece for piece in facts if isinstance(piece, Words) and piece.name == "finding.facts")
    assert found.run.facts == ("fact:finding.facts",)


def test_a_known_value_is_missing_at_issue_and_told_by_its_label(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "fields"\n'
        'rows = [[{ label = "住址", value = "a" }, { label = "电话", value = "b", optional = true }, '
        '{ label = "至", value = "c", hand = true }]]\n'
    )
    assert missing(tmp_path, blocks, TableContext()) == [MissingField("a", "住址")]


def test_in_a_grid_the_label_cell_to_the_left_tells(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "grid"\nwidths = [25, 25, 25, 25]\n'
        'rows = [[{ label = "姓名" }, { value = "a" }, { label = "性别" }, { value = "b" }]]\n'
    )
    assert [field.label for field in missing(tmp_path, blocks, TableContext())] == ["姓名", "性别"]


def test_prose_is_told_by_the_label_of_the_binding_then_its_own_then_the_name(tmp_path: Path) -> None:
    made = form(tmp_path, '[[block]]\nkind = "prose"\ntext = "{a}，{b}"\nlabel = ""\n')
    filled = fill(made, TableContext(), Rendering.ISSUED, label_of=lambda name: {"a": "违法事实"}.get(name, ""))
    assert [field.label for field in filled.missing] == ["违法事实", "b"]


def test_a_missing_value_of_a_row_is_told_by_its_number(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "table"\neach = "goods"\n'
        'columns = [{ label = "名称", width = 50, value = "item.name" }, { label = "数量", width = 50, '
        'value = "item.count" }]\n'
    )
    given = TableContext({}, {"goods": [{"name": run("秤"), "count": run("1")}, {"name": run("瓶")}]})
    assert missing(tmp_path, blocks, given) == [MissingField("goods[2].count", "数量（第 2 项）")]


def test_a_preview_shows_what_is_missing_and_has_no_number_of_its_own() -> None:
    filled = fill(FORMS["penalty_decision"], context(party__name=""), Rendering.PREVIEW, "民程镇罚决字〔2026〕第1号")
    assert "【缺：当事人】" in filled_text(filled)
    assert "〔    〕第    号" in filled_text(filled)
    assert filled.number == ""


def test_exactly_one_text_of_several_holds_at_issue() -> None:
    none = fill(FORMS["penalty_decision"], context(TRUE - {"statement_made"}), Rendering.ISSUED, "第1号")
    both = fill(FORMS["penalty_decision"], context(TRUE | {"statement_waived"}), Rendering.PREVIEW)
    for filled in (none, both):
        assert [field.name for field in filled.missing] == ["statement_made|statement_waived|statement_not_made"]
    assert "当事人提出" in filled_text(both)
    assert "明确表示放弃" in filled_text(both)


def test_a_blank_form_prints_every_alternative_with_a_box() -> None:
    lines = filled_text(fill(FORMS["seal_strip"], BLANK, Rendering.BLANK)).splitlines()
    assert sum(line.startswith("☐物品") for line in lines) == 2
    assert fill(FORMS["seal_strip"], BLANK, Rendering.BLANK).missing == ()


def test_a_block_may_stay_out_of_blank_forms(tmp_path: Path) -> None:
    blocks = '[[block]]\nkind = "prose"\ntext = "一"\nin_blank = false\n[[block]]\nkind = "prose"\nwhen = "never"\ntext = "二"\n'
    assert text(tmp_path, blocks, TableContext(), Rendering.BLANK) == ["二"]
    assert text(tmp_path, blocks, TableContext()) == ["一"]


def test_the_box_of_the_chosen_option_is_ticked_and_its_gaps_filled() -> None:
    shown = filled_text(fill(FORMS["case_filing_approval"], context(), Rendering.ISSUED, "第1号"))
    assert "☑商丘市生态环境局民权分局移送" in shown
    assert "☐＿＿＿＿交办" in shown


def test_a_choice_outside_the_options_is_missing(tmp_path: Path) -> None:
    blocks = '[[block]]\nkind = "fields"\nrows = [[{ label = "措施", choice = "a", options = ["查封", "扣押"] }]]\n'
    assert missing(tmp_path, blocks, table(a="冻结")) == [MissingField("a", "措施")]
    assert missing(tmp_path, blocks, table(a="查封")) == []


def test_several_options_may_be_ticked(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "fields"\nrows = [[{ label = "方式", choice = "a", multiple = true, options = ["手机", "微信", "邮箱"] }]]\n'
    )
    assert text(tmp_path, blocks, table(a="手机、邮箱")) == ["方式：☑手机　☐微信　☑邮箱"]


def test_an_option_may_be_ticked_by_a_proposition(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "fields"\n'
        'rows = [[{ label = "送达", choice = true, options = [{ text = "直接", when = "handed_over" }, '
        '{ text = "留置", when = "left_there" }] }]]\n'
    )
    assert text(tmp_path, blocks, TableContext(true=frozenset({"left_there"}))) == ["送达：☐直接　☑留置"]
    assert len(missing(tmp_path, blocks, TableContext())) == 1


def test_boxes_without_condition_are_for_the_pen(tmp_path: Path) -> None:
    blocks = '[[block]]\nkind = "fields"\nrows = [[{ label = "是否同意", choice = true, options = ["是", "否"] }]]\n'
    assert missing(tmp_path, blocks, TableContext()) == []


def test_an_opinion_waits_for_the_pen_unless_it_must_be_known(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "grid"\nwidths = [50, 50]\n'
        'rows = [[{ label = "意见" }, { opinion = "a" }], [{ label = "复核" }, { opinion = "b", known = true }]]\n'
    )
    assert missing(tmp_path, blocks, TableContext()) == [MissingField("b", "复核")]
    assert text(tmp_path, blocks, table(a="同意。", b="同意。"))[0] == "意见｜同意。 / 签名：＿＿＿＿　    年  月  日"


def test_a_cell_under_a_failing_condition_stays_empty_in_its_place() -> None:
    shown = filled_text(fill(FORMS["case_filing_approval"], context(), Rendering.ISSUED, "第1号"))
    assert "单位｜名称｜｜法定代表人｜" in shown


def test_what_an_officer_wrote_replaces_the_generated_narrative_which_is_kept() -> None:
    given = context(edit__facts="改写后的事实。", finding__facts="")
    filled = fill(FORMS["penalty_decision"], given, Rendering.ISSUED, "第1号")
    assert "改写后的事实。" in filled_text(filled)
    assert filled.values["edit.facts"] == "改写后的事实。"
    assert "【缺：" in filled.editable["facts"]
    assert [field.name for field in filled.missing] == ["finding.facts"], "what the law demands to be told is demanded however it is worded"


def test_a_narrative_that_no_law_demands_misses_nothing_once_it_is_written(tmp_path: Path) -> None:
    made = form(tmp_path, '[[block]]\nkind = "prose"\nlabel = "旁听办法"\ntext = "联系{a}"\nedit = "audience"\n')
    assert [field.name for field in fill(made, TableContext(), Rendering.ISSUED).missing] == ["a"]
    written = fill(made, TableContext({"edit.audience": run("凭证件旁听。")}), Rendering.ISSUED)
    assert written.missing == ()
    assert written.narratives == (Narrative(made.id, "audience", "旁听办法", "联系【缺：旁听办法】"),)


def test_what_the_law_asks_of_a_block_it_asks_of_the_narratives_inside_it(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "one_of"\nsatisfies = ["PUN-45-1"]\n'
        'options = [{ when = "spoke", text = "称：{a}", edit = "said", satisfies = ["PUN-44"] }, '
        '{ unless = "spoke", text = "没有意见。" }]\n'
        '[[block]]\nkind = "prose"\ntext = "其他"\nedit = "other"\n'
    )
    filled = fill(form(tmp_path, blocks), TableContext({"a": run("没有点火")}, true=frozenset({"spoke"})), Rendering.ISSUED)
    assert [(one.name, one.demanded) for one in filled.narratives] == [("said", ("PUN-45-1", "PUN-44")), ("other", ())]


def test_texts_that_exclude_each_other_are_told_by_their_words_never_by_the_names_of_conditions(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "one_of"\n'
        'options = [{ when = "spoke_up", text = "当事人称：“{a}”" }, { when = "kept_silent", text = "当事人没有意见。" }]\n'
    )
    (found,) = fill(form(tmp_path, blocks), TableContext(), Rendering.ISSUED).missing
    assert found.label == "下列情形须有且只有一种成立：当事人称：“…；当事人没有意见。"


def test_a_context_that_knows_no_rewriting_is_no_fault(tmp_path: Path) -> None:
    class Strict:
        def value(self, name: str) -> Runs:
            return {"a": run("甲")}[name]

        def rows(self, name: str) -> list[dict[str, Runs]]:
            raise KeyError(name)

        def holds(self, proposition: str) -> bool:
            raise KeyError(proposition)

    made = form(tmp_path, '[[block]]\nkind = "prose"\ntext = "{a}"\nedit = "facts"\n')
    assert fill(made, Strict(), Rendering.ISSUED).editable == {"facts": "甲"}
    for block in ('kind = "prose"\ntext = "{b}"', 'kind = "prose"\nwhen = "x"\ntext = "一"', 'kind = "list"\neach = "x"\ntext = "一"'):
        with pytest.raises(BadInput, match="不存在"):
            fill(form(tmp_path, f"[[block]]\n{block}\n"), Strict(), Rendering.ISSUED)


def test_lists_are_numbered_and_may_say_that_they_are_empty(tmp_path: Path) -> None:
    blocks = '[[block]]\nkind = "list"\nlead = "附件："\neach = "x"\ntext = "{item.a}"\nmarks = "（一）"\nempty = "无"\n'
    given = TableContext({}, {"x": [{"a": run(str(number))} for number in range(12)]})
    assert text(tmp_path, blocks, given)[12] == "（十二）11"
    assert text(tmp_path, blocks, TableContext()) == ["附件：", "无"]


def test_a_list_that_must_be_there_is_missing_when_empty(tmp_path: Path) -> None:
    blocks = '[[block]]\nkind = "list"\nlead = "有下列证据："\neach = "x"\ntext = "{item.a}"\n'
    assert missing(tmp_path, blocks, TableContext()) == [MissingField("x", "有下列证据")]
    assert text(tmp_path, blocks + "optional = true\n", TableContext()) == []


def test_a_table_ends_with_its_mark_and_totals() -> None:
    lines = filled_text(fill(FORMS["seizure_list"], context(), Rendering.ISSUED)).splitlines()
    assert "以下空白" in lines
    assert lines[lines.index("以下空白") + 1] == "合计：叁种肆拾壹件"
    assert "3｜电子秤｜TCS-150｜台｜5｜旧" in lines


def test_rows_of_a_grid_repeat_for_a_list(tmp_path: Path) -> None:
    blocks = (
        '[[block]]\nkind = "grid"\nwidths = [50, 50]\n'
        'rows = [[{ label = "期次" }, { label = "金额" }], { each = "x", '
        'cells = [{ value = "row.number" }, { value = "item.sum" }] }]\n'
    )
    given = TableContext({}, {"x": [{"sum": run("100")}, {"sum": run("200")}]})
    assert text(tmp_path, blocks, given) == ["期次｜金额", "1｜100", "2｜200"]
    assert len(text(tmp_path, blocks, TableContext(), Rendering.BLANK)) == 4


def test_line_breaks_in_a_value_begin_paragraphs(tmp_path: Path) -> None:
    assert text(tmp_path, '[[block]]\nkind = "prose"\ntext = "经查明：{a}"\n', table(a="一。\r\n\n二。")) == ["经查明：一。", "二。"]


def test_an_answer_by_hand_becomes_ruled_lines(tmp_path: Path) -> None:
    made = form(tmp_path, '[[block]]\nkind = "answer"\nvalue = "a"\nhand = true\nblank_lines = 3\n')
    assert fill(made, TableContext(), Rendering.ISSUED).blocks[-1] == FilledRules(mark="答：", lines=3)


def test_a_paper_carries_the_number_of_its_parent() -> None:
    given = context(paper__seizure_decision__number="")
    assert fill(FORMS["seizure_list"], context(), Rendering.PREVIEW).number == "民程镇查扣字〔2026〕第1号"
    assert fill(FORMS["seizure_list"], given, Rendering.ISSUED).missing[0].name == "paper.seizure_decision.number"


def test_two_copies_are_announced_and_each_can_be_named() -> None:
    lines = filled_text(fill(FORMS["penalty_decision"], context(), Rendering.ISSUED, "第1号", copy="party")).splitlines()
    assert lines[0] == "当事人联"
    assert lines[-1] == "注：本文书一式两份，当事人、存卷各一份。"
    with pytest.raises(BadInput, match="没有“bank”这一联"):
        fill(FORMS["penalty_decision"], context(), Rendering.ISSUED, "第1号", copy="bank")


def test_gaps_for_the_pen_stand_inside_texts() -> None:
    filled = fill(FORMS["seal_strip"], context(), Rendering.ISSUED, "第1号")
    texts = [one for block in filled.blocks if isinstance(block, FilledParagraphs) for one in block.paragraphs]
    gaps = [piece.width for one in texts for piece in one if isinstance(piece, Gap)]
    assert gaps == [4, 2, 2, 8]
    assert any("自＿＿＿＿年＿＿月＿＿日" in plain(one) for one in texts)


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (999, "九百九十九")]
)
def test_numbers_are_written_as_lists_write_them(number: int, expected: str) -> None:
    assert chinese_number(number) == expected
    assert mark_of("一、", number) == f"{expected}、"


def test_circled_numbers_end_at_twenty() -> None:
    assert (mark_of("①", 20), mark_of("①", 21)) == ("⑳", "（21）")
