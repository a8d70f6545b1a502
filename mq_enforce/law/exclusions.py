"""期间扣除: days that do not count – 复议、诉讼期间, 检测鉴定期间, 听证评审期间.

Sources: 行政处罚法第七十三条第三款, 行政强制法第二十五条第三款, 行政许可法第四十五条. First and last day of a stretch are both
taken out (an office reading). Such a rule gives no date of its own; the explanation says what it does to the other period.
"""

from __future__ import annotations

from datetime import date

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.law.day_math import days_between, plus
from mq_enforce.law.due import Due
from mq_enforce.law.explain import day_text
from mq_enforce.law.question import Question
from mq_enforce.law.rules import Unit, load_rules

_SEIZURE = "COE-SEAL30"


def exclusion(question: Question) -> Due:
    """Answer a rule of kind ``exclusion``: no date, but the days taken out. Raises BadInput for wrong or missing dates."""
    names = question.rule.counting.inputs
    if "test_from" in names:
        return question.undated(_test(question))
    if "excluded_from" in names:
        return question.undated(_licence(question))
    return question.undated(_halted(question))


def _halted(question: Question) -> str:
    first, last = question.inputs.day("halted_from"), question.inputs.maybe_day("halted_to")
    _ordered("halted_to", first, last)
    head = f"{question.rule.name}：自{day_text(first)}起停止计算"
    if last is None:
        return f"{head}，复议、诉讼尚未结束，停算的天数还不能确定。"
    return f"{head}，到{day_text(last)}为止，首尾两日都不计，共扣除{len(days_between(first, last))}日。"


def _test(question: Question) -> str:
    inputs, rule = question.inputs, load_rules()[_SEIZURE]
    start, first = inputs.day("from"), inputs.maybe_day("test_from")
    if first is None:
        return f"{question.rule.name}：没有送检，不扣除。"
    last, told = inputs.maybe_day("test_to"), inputs.maybe_number("test_period_notified_days")
    _ordered("test_to", first, last)
    if not told:
        return f"{question.rule.name}：检测、鉴定的期间没有书面告知当事人，不得扣除；查封、扣押仍自{day_text(start)}的次日起算30日。"
    actual = told if last is None else len(days_between(first, last))
    taken = min(actual, told)
    end = plus(start, (rule.counting.count or 0) + taken, Unit.DAY)
    how = "结论还没有收到，暂按告知的天数" if last is None else f"实际{actual}日，告知{told}日，取少的"
    head = f"{question.rule.name}：自{day_text(first)}送检，{how}，扣除{taken}日"
    return f"{head}；{rule.name}相应到{day_text(end)}为止，超过告知期间的须再次书面告知。"


def _licence(question: Question) -> str:
    inputs, calendar = question.inputs, question.calendar
    inputs.day("from")
    first, last = inputs.maybe_day("excluded_from"), inputs.maybe_day("excluded_to")
    if first is None:
        return f"{question.rule.name}：没有书面告知的听证、检验、鉴定、评审时间，不扣除。"
    _ordered("excluded_to", first, last)
    if last is None:
        return f"{question.rule.name}：自{day_text(first)}起扣除，尚未结束，天数还不能确定。"
    workdays = sum(calendar.is_workday(day) for day in days_between(first, last))
    return f"{question.rule.name}：{day_text(first)}至{day_text(last)}不计入办理期限，其间有{workdays}个工作日；所需时间须书面告知申请人。"


def _ordered(name: str, first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise BadInput(Fault(f"结束日 {last} 早于开始日 {first}", name, "不早于开始日的日期"))
