"""倒算: the latest day for something that must be done a number of days before an event.

Rule P9: the event's day is not counted. ``due`` is the loose reading (the n-th working day back), ``conservative`` leaves n
full working days between. Sources: 行政处罚法第六十四条, 行政强制法第五十一条, 行政许可法第四十八条.
"""

from __future__ import annotations

from mq_enforce.law.calendar import ONE_DAY
from mq_enforce.law.day_math import walk_workdays
from mq_enforce.law.due import Due
from mq_enforce.law.explain import closing, dated, day_text, length_text, provisional, skipped
from mq_enforce.law.question import Question
from mq_enforce.law.rules import Unit


def backward(question: Question) -> Due:
    """Answer a rule of kind ``backward``. Raises BadInput naming the event when it is missing or no date."""
    rule, calendar = question.rule, question.calendar
    count, unit = rule.counting.count or 0, rule.counting.unit or Unit.DAY
    event = question.inputs.day(rule.counting.inputs[0])
    head = f"{rule.name}：{dated(rule.trigger, event)}当日不计，向前数{length_text(count, unit)}"
    if unit is Unit.WORKDAY:
        walk = walk_workdays(event, count, calendar, back=True)
        due, strict = walk.end, walk_workdays(event, count + 1, calendar, back=True).end
        reason = f"从严口径：办理之日与{rule.trigger}之间留足{count}个完整工作日，最迟{day_text(strict)}"
        text = f"{head}，最迟{day_text(due)}。{skipped(walk, calendar)}"
    else:
        due = event - ONE_DAY * count
        strict = walk_workdays(event, count, calendar, back=True).end
        reason = f"提醒日：按{count}个工作日倒推为{day_text(strict)}，宜在此前办理"
        text = f"{head}，最迟{day_text(due)}。日历日连续倒数，不扣除休息日。"
    years = calendar.unknown_years(strict, event)
    text += f"{reason}。{provisional(years, moves=True)}{closing(rule)}"
    return Due(rule.id, due, None, strict, reason, None, bool(years), rule.counting.statutory, rule.citation, text)
