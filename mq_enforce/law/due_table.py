"""期限一览: every rule as a plain row, for ``due --list``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mq_enforce.law.explain import length_text, per_cent
from mq_enforce.law.rules import Counting, Kind, Roll, Rule, RuleBook, Unit

FAMILIES = {
    "PUN": "行政处罚",
    "COE": "行政强制",
    "LIC": "行政许可",
    "REV": "行政复议",
    "LIT": "行政诉讼",
    "TRF": "移送公安",
    "PUB": "公开公示",
    "CRD": "信用",
    "HN": "河南规定与本机关参数",
    "CMP": "行政赔偿",
    "ARC": "档案",
}

_ROLLS = {
    Roll.WORKDAY: "按工作日计",
    Roll.ROLL: "末日遇休息日顺延",
    Roll.FIXED: "末日不顺延",
    Roll.FIXED_SHOW_ROLL: "控制日不顺延，另示顺延日",
    Roll.NONE: "",
}
_KINDS = {
    Kind.PERIOD: "自次日起算",
    Kind.CONFIGURED: "自次日起算",
    Kind.BACKWARD: "自事件日倒算",
    Kind.HOURS: "连续计算",
    Kind.WINDOW: "最早日与最迟日",
    Kind.RATE: "按日计数额",
    Kind.EXCLUSION: "扣除期间",
    Kind.UNTIL_EVENT: "文书载明",
    Kind.AT_ONCE: "立即",
    Kind.NONE: "不计天数",
}


@dataclass(frozen=True, slots=True)
class DueRow:
    """One rule in words: ``length`` with its unit, ``counting`` in a phrase, ``standing`` 法定 or 非法定."""

    rule: str
    family: str
    name: str
    article: str
    length: str
    counting: str
    who: str
    standing: str
    evidence: str
    inputs: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the row as plain data."""
        return {
            "rule": self.rule,
            "family": self.family,
            "name": self.name,
            "article": self.article,
            "length": self.length,
            "counting": self.counting,
            "who": self.who,
            "statutory": self.standing == "法定",
            "evidence": self.evidence,
            "inputs": list(self.inputs),
        }


def due_rows(rules: RuleBook) -> tuple[DueRow, ...]:
    """Return all rules as rows, grouped by family, in the order of the rules file."""
    order = list(FAMILIES)
    ranked = sorted(rules.values(), key=lambda rule: order.index(rule.family) if rule.family in order else len(order))
    return tuple(map(_row, ranked))


def _row(rule: Rule) -> DueRow:
    counting = rule.counting
    phrase = "，".join(part for part in (_KINDS[counting.kind], _ROLLS[counting.roll]) if part)
    return DueRow(
        rule=rule.id,
        family=FAMILIES.get(rule.family, rule.family),
        name=rule.name,
        article=rule.citation,
        length=_length(counting),
        counting=phrase,
        who=rule.who,
        standing="法定" if counting.statutory else "非法定",
        evidence=rule.evidence,
        inputs=counting.inputs,
    )


def _length(counting: Counting) -> str:
    unit = counting.unit or Unit.DAY
    if counting.counts:
        return "、".join(length_text(number, unit) for number in counting.counts.values())
    if counting.rate is not None:
        return f"每日{per_cent(counting.rate)}"
    return length_text(counting.count, unit) if counting.count and counting.unit else "—"
