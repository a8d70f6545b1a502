"""The rules as data: complete, equal to the agreed rules file, and refused when damaged."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.law.articles import Article
from mq_enforce.law.due_table import FAMILIES, due_rows
from mq_enforce.law.rules import Kind, Reading, Roll, Unit, load_rules, read_rules
from mq_enforce.law.thresholds import SURCHARGE, load_thresholds

RULES = load_rules()
AGREED = Path(__file__).resolve().parents[3] / "shared" / "law" / "procedure_rules.json"
RULE: dict[str, Any] = {
    "id": "X-1", "name": "示例", "trigger": "开始之日", "who": "机关", "article": "行政处罚法第六十条", "evidence": "A",
    "counting": {"kind": "period", "count": 90, "unit": "day", "roll": "roll", "inputs": ["from"]},
}  # fmt: skip


def book(tmp_path: Path, *rules: dict[str, Any]) -> Path:
    path = tmp_path / "periods.json"
    data = {"format": 1, "bases": {}, "working_days": {}, "parameters": [], "rules": rules}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_all_115_rules_are_there() -> None:
    assert len(RULES) == 115
    assert len(list(RULES)) == len(set(RULES))


@pytest.mark.skipif(not AGREED.is_file(), reason="期限规则的整理稿（../shared/law）不在项目旁边，无法核对")
def test_the_data_equal_the_agreed_rules() -> None:
    agreed = json.loads(AGREED.read_text(encoding="utf-8"))
    both = {rule["id"]: rule for rule in (*agreed["rules"], *agreed["secondary"])}
    assert set(RULES) == set(both)
    for key, rule in both.items():
        counting, ours = rule["counting"], RULES[key].counting
        assert (ours.kind, list(ours.inputs), ours.count) == (counting["kind"], counting["inputs"], counting.get("count"))
        assert (ours.unit, ours.roll) == (counting.get("unit"), counting.get("roll") or "none")
        assert (ours.statutory, ours.parameter) == (counting.get("statutory", True), counting.get("parameter", ""))
        assert (ours.minimum, ours.counts) == (counting.get("minimum"), counting.get("counts", {}))
        assert (ours.more_than, ours.cap) == (counting.get("more_than", False), counting.get("cap", ""))
        assert ours.rate == (Decimal(counting["rate"]) if "rate" in counting else None)
        assert RULES[key].evidence == rule["evidence"]


def test_a_rule_knows_article_person_and_citation() -> None:
    rule = RULES["PUN-90"]
    assert rule.article == Article("行政处罚法", 60)
    assert rule.who == "机关"
    assert rule.citation == "《中华人民共和国行政处罚法》第六十条"
    assert (rule.counting.kind, rule.counting.unit, rule.counting.roll) == (Kind.PERIOD, Unit.DAY, Roll.FIXED_SHOW_ROLL)
    assert RULES["PUB-DEC7"].citation == "国办发〔2018〕118号"


def test_the_rate_of_the_surcharge_is_the_same_in_rules_and_thresholds() -> None:
    from datetime import date  # noqa: PLC0415 - used here alone

    assert load_thresholds().rate(SURCHARGE, date(2026, 6, 1)).rate == RULES["PUN-LATE3"].counting.rate


def test_every_configured_rule_has_its_parameter_listed_with_the_same_default() -> None:
    for rule in RULES.values():
        if rule.counting.kind is Kind.CONFIGURED:
            parameter = RULES.parameters[rule.counting.parameter]
            assert (parameter.default, parameter.unit) == (rule.counting.count, rule.counting.unit)
            assert parameter.minimum == (rule.counting.minimum or 1)
            assert not rule.counting.statutory


def test_limits_on_coercion_and_on_punishing_have_the_first_day_reading() -> None:
    readings = {rule.id for rule in RULES.values() if Reading.FIRST_DAY in rule.readings}
    assert readings == {"COE-SEAL30", "COE-FRZ30", "PUN-LIM2", "PUN-LIM5"}


def test_an_unknown_rule_is_refused_with_what_is_near() -> None:
    assert "PUN-91" not in RULES
    assert RULES.get("PUN-91") is None
    with pytest.raises(BadInput, match=r"相近的有 .*PUN-90"):
        _ = RULES["PUN-91"]
    with pytest.raises(BadInput, match="没有编号为“？”的期限规则；"):
        _ = RULES["？"]


def test_a_rules_file_is_read(tmp_path: Path) -> None:
    assert read_rules(book(tmp_path, RULE))["X-1"].counting.count == 90


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"article": "行政处罚法第六十条款"}, r"periods.json rules\[0\].article："),
        ({"source": "也写了来源"}, "有且只有一项"),
        ({"name": ""}, r"rules\[0\].name"),
        ({"nmae": "示例"}, "没有“nmae”这一项"),
        ({"readings": ["last_day"]}, "口径的名称不对"),
        ({"counting": {"kind": "perod", "inputs": ["from"]}}, r"rules\[0\].counting.kind"),
        ({"counting": {"kind": "period", "unit": "day", "inputs": ["from"]}}, "没有数目或单位"),
        ({"counting": {"kind": "none", "inputs": []}}, "没有列出它需要的数据"),
        ({"counting": {"kind": "configured", "count": 5, "unit": "day", "inputs": ["from"]}}, "须有参数"),
        ({"counting": {"kind": "configured", "count": 5, "unit": "day", "inputs": ["from"], "parameter": "x"}}, "没有列出"),
        ({"counting": {"kind": "rate", "inputs": ["from"]}}, "没有费率"),
        ({"counting": {"kind": "rate", "inputs": ["from"], "rate": "三"}}, "不是数字"),
        ({"counting": {"kind": "period", "count": -5, "unit": "day", "inputs": ["from"]}}, "不是整数"),
    ],
)
def test_a_fault_in_a_rules_file_is_told_with_file_and_key(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_rules(book(tmp_path, {**RULE, **change}))


def test_a_rule_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="出现了两次"):
        read_rules(book(tmp_path, RULE, RULE))


def test_the_table_of_rules_names_family_article_unit_person_and_standing() -> None:
    rows = {row.rule: row for row in due_rows(RULES)}
    assert len(rows) == 115
    assert [row.family for row in due_rows(RULES)][:20] == ["行政处罚"] * 20
    assert {row.family for row in rows.values()} == set(FAMILIES.values())
    assert (rows["PUN-90"].length, rows["PUN-90"].standing) == ("90日", "法定")
    assert (rows["PUN-STMT"].length, rows["PUN-STMT"].standing) == ("5个工作日", "非法定")
    assert rows["LIT-APP"].length == "15日、10日"
    assert rows["PUN-LATE3"].length == "每日3%"
    assert rows["PUN-RECUSE"].length == "—"
    assert rows["PUN-HNOT7"].to_json()["counting"] == "自事件日倒算"
    assert rows["PUN-HNOT7"].to_json()["statutory"] is True
