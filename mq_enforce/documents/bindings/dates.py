"""The paper's own date and number, and the generic families ``period.…``, ``due.…`` and ``paper.….number``.

Periods come from the rules' data, so that no form ever types one (forms.md 第十三节).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.intake import FilingApproved
from mq_enforce.case.acts.investigation import PreservationStarted
from mq_enforce.documents.bindings.registry import Conditions, Values
from mq_enforce.documents.bindings.words import day
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.runs import NOTHING, Runs, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.counting import compute
from mq_enforce.law.numerals import to_chinese
from mq_enforce.law.rules import RuleBook, Unit

_UNITS = {Unit.DAY: "日", Unit.WORKDAY: "个工作日", Unit.MONTH: "个月", Unit.YEAR: "年", Unit.HOUR: "小时"}
_TWO = 2
_STARTS: dict[str, type[Act]] = {"PUN-EVID7": PreservationStarted, "PUN-90": FilingApproved}
"""Rules whose period begins with an act that is on file when a paper is made; other ends depend on delivery and stand on no paper."""

PAPER_PARTS = ("number", "date", "title")


def period(source: PaperSource, rule_id: str) -> Runs:
    """Return a period in words: 十五日, 五个工作日, 六个月. Raises KeyError for a rule that fixes no single number."""
    rules = source.law.rules
    rule = rules.get(rule_id)
    if rule is None or rule.counting.count is None or rule.counting.unit is None:
        raise KeyError(rule_id)
    count = source.state.office.parameters.get(rule.counting.parameter, rule.counting.count)
    return run(in_words(max(count, rule.counting.minimum or 0), rule.counting.unit), f"law.{rule_id}")


def in_words(count: int, unit: Unit) -> str:
    """Return a number of units as papers say it; before 个 two is 两."""
    words = _UNITS[unit]
    return ("两" if count == _TWO and words.startswith("个") else to_chinese(count)) + words


def due(source: PaperSource, rule_id: str) -> Runs:
    """Return the last day of a period that an act of the case began. Raises KeyError for a rule without such an act."""
    begun = source.latest(_STARTS[rule_id])
    if begun is None:
        return NOTHING
    rule = source.law.rules[rule_id]
    found = compute(rule, {rule.counting.inputs[0]: begun.on}, source.law.calendar, source.state.office.parameters)
    return run(day(found.due), f"acts.{begun.id}.at", f"law.{rule_id}") if isinstance(found.due, date) else NOTHING


def paper(source: PaperSource, document: str, part: str) -> Runs:
    """Return number, date or title of the last paper of a kind about the same party that was issued and not voided.

    Raises KeyError for a kind or part that does not exist.
    """
    if part not in PAPER_PARTS or document not in document_kinds():
        raise KeyError(f"paper.{document}.{part}")
    issued = source.paper(document)
    if issued is None:
        return NOTHING
    path = f"acts.{issued.id}"
    match part:
        case "number":
            return run(issued.number, f"{path}.number")
        case "date":
            return run(day(issued.on), f"{path}.at")
        case _:
            return run(f"《{issued.title}》", f"{path}.title")


def family(source: PaperSource, name: str) -> Runs:
    """Return the value of a generic name. Raises KeyError when the name belongs to no family."""
    head, _, rest = name.partition(".")
    if head == "period" and rest:
        return period(source, rest)
    if head == "due" and rest:
        return due(source, rest)
    if head == "paper" and rest.count(".") == 1:
        document, part = rest.split(".")
        return paper(source, document, part)
    raise KeyError(name)


def family_names(rules: RuleBook, documents: Iterable[str]) -> frozenset[str]:
    """Return every name that ``family`` knows."""
    names = {f"period.{rule.id}" for rule in rules.values() if rule.counting.count is not None and rule.counting.unit is not None}
    names |= {f"due.{rule}" for rule in _STARTS}
    names |= {f"paper.{document}.{part}" for document in documents for part in PAPER_PARTS}
    return frozenset(names)


VALUES: Values = {
    "paper.date": lambda source: run(day(source.on), "paper.on"),
    "paper.number": lambda source: run(source.number, "paper.number"),
    "paper.year": lambda source: run(f"{source.on.year}年", "paper.on"),
}

CONDITIONS: Conditions = {
    "blank_form": lambda _source: False,
    "practice_case": lambda source: source.state.head.practice,
    "paper_numbered": lambda source: bool(source.number),
}
