"""期限计算: the one place where a period becomes a date, with the explanation.

Rules P1 to P13 of the law notes: the first day is not counted; working days per the statute; a last day on a rest day moves
only where the rule says so; months and years end on the corresponding day; hours run on; a control date does not move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.law.backward import backward
from mq_enforce.law.calendar import ONE_DAY, WorkCalendar
from mq_enforce.law.day_math import plus, roll, walk_workdays
from mq_enforce.law.due import Due, Moment, Window
from mq_enforce.law.exclusions import exclusion
from mq_enforce.law.explain import closing, dated, day_text, length_text, moment_text, provisional, rolled, skipped
from mq_enforce.law.inputs import Inputs
from mq_enforce.law.question import Question, extra_inputs
from mq_enforce.law.rules import Kind, Reading, Roll, Rule, Unit, load_rules
from mq_enforce.law.surcharge import rate
from mq_enforce.law.windows import window

__all__ = ["Due", "Moment", "Window", "compute", "mail_grace"]

_MAIL_GRACE = "mail_grace"
_NO_PARAMETERS: Mapping[str, int] = MappingProxyType({})


def compute(rule: Rule, inputs: Mapping[str, object], calendar: WorkCalendar, parameters: Mapping[str, int] | None = None) -> Due:
    """Return what a rule gives for these inputs.

    ``inputs`` are keyed by the names of the rules file; dates, datetimes and ISO texts are taken at +08:00.
    ``parameters`` are the office's settings by name; those not given have the default. Raises BadInput naming the input
    or parameter that is missing, unknown or wrong.
    """
    given = Inputs.of(rule, inputs, extra_inputs(rule))
    return _KINDS[rule.counting.kind](Question(rule, given, calendar, _NO_PARAMETERS if parameters is None else parameters))


def _period(question: Question) -> Due:
    rule, calendar = question.rule, question.calendar
    count, unit = _count(question), rule.counting.unit or Unit.DAY
    start = question.inputs.day(rule.counting.inputs[0])
    head = f"{rule.name}：自{dated(rule.trigger, start)}的次日起算，{length_text(count, unit)}"
    if unit is Unit.WORKDAY:
        walk = walk_workdays(start, count, calendar)
        text = f"{head}，到{day_text(walk.end)}为止。{skipped(walk, calendar)}"
        return _answer(question, start, walk.end, walk.end, text)
    nominal = plus(start, count, unit)
    if rule.counting.roll is Roll.ROLL:
        due = roll(nominal, calendar)
        text = f"{head}，到{day_text(due)}为止。{_corresponding(start, nominal, unit)}{rolled(nominal, due, calendar)}"
        return _answer(question, start, due, due, text)
    text = f"{head}，到{day_text(nominal)}为止。{_corresponding(start, nominal, unit)}"
    if rule.counting.roll is Roll.FIXED_SHOW_ROLL:
        moved = roll(nominal, calendar)
        text += f"按控制日掌握，末日不顺延；如主张休息日顺延，则为{day_text(moved)}。"
        return _answer(question, start, nominal, moved, text, moved)
    return _answer(question, start, nominal, nominal, text + "末日不因休息日顺延。")


def _count(question: Question) -> int:
    """Return the number to count: of the rule, of the case named in the inputs, or of the office's setting."""
    counting = question.rule.counting
    if counting.counts:
        return question.inputs.case(counting.inputs[-1], counting.counts)
    count = counting.count or 0
    if not counting.parameter:
        return count
    return _setting(counting.parameter, question.parameters)


def _setting(name: str, parameters: Mapping[str, int]) -> int:
    """Return the office's setting, or its default. Raises BadInput when it is below its minimum or no whole number."""
    parameter = load_rules().parameters[name]
    value = parameters.get(name, parameter.default)
    if isinstance(value, bool) or not isinstance(value, int) or value < parameter.minimum:
        raise BadInput(Fault(f"参数“{name}”的值 {value} 不能用", name, f"{parameter.minimum} 以上的整数"))
    return value


def _corresponding(start: date, nominal: date, unit: Unit) -> str:
    if unit not in {Unit.MONTH, Unit.YEAR}:
        return ""
    basis = load_rules().bases["month"].cite()
    what = "到期月没有对应日，以月末为末日" if nominal.day != start.day else "末日是到期月的对应日"
    return f"{what}（{basis}）。"


def _answer(question: Question, start: date, due: date, last: date, text: str, rolled_due: date | None = None) -> Due:
    rule, calendar = question.rule, question.calendar
    strict, reason = _stricter(rule, due, calendar)
    years = calendar.unknown_years(start + ONE_DAY, last)
    parts = [text, f"{reason}。" if reason else "", _other_readings(question, start, due), _mailed(question, due)]
    parts += [_after(rule, due), _own(question)]
    parts += [provisional(years, moves=rule.counting.roll is not Roll.FIXED), closing(rule)]
    return Due(
        rule.id, due, rolled_due, strict, reason, None, bool(years), rule.counting.statutory, rule.citation, "".join(parts)
    )  # fmt: skip


def _stricter(rule: Rule, due: date, calendar: WorkCalendar) -> tuple[date | None, str]:
    """Return the stricter reading of a forward period and the reason, where there is one."""
    if Reading.FIRST_DAY in rule.readings:
        strict = due - ONE_DAY
        return strict, f"首日是否计入有争议，从严把首日计入则到{day_text(strict)}为止"
    if Reading.ROLL in rule.readings and (moved := roll(due, calendar)) != due:
        return moved, f"末日是休息日，是否顺延没有统一口径，其后的期限从{day_text(moved)}起算较稳妥"
    return None, ""


def _other_readings(question: Question, start: date, due: date) -> str:
    if Reading.WORKDAY not in question.rule.readings:
        return ""
    walk = walk_workdays(start, _count(question), question.calendar)
    return f"另有按工作日计算的说法，则到{day_text(walk.end)}为止；取早的{day_text(due)}掌握。"


def mail_grace(due: date, calendar: WorkCalendar, parameters: Mapping[str, int] | None = None) -> date:
    """Return until when papers posted within a party's period may still be under way (W-05).

    The number of working days is the office's parameter ``mail_grace``, not statutory. Source: 民事诉讼法第八十五条第四款.
    Raises BadInput when the parameter cannot be used.
    """
    return walk_workdays(due, _setting(_MAIL_GRACE, parameters or _NO_PARAMETERS), calendar).end


def _mailed(question: Question, due: date) -> str:
    if Reading.MAIL not in question.rule.readings:
        return ""
    until = mail_grace(due, question.calendar, question.parameters)
    basis = load_rules().bases["mail"].cite()
    return f"期满前交邮的不算过期（{basis}），宜等到{day_text(until)}再认定逾期（参数 {_MAIL_GRACE}，非法定）。"


def _after(rule: Rule, due: date) -> str:
    return f"须超过这一期间，自{day_text(due + ONE_DAY)}起方可进行。" if rule.counting.more_than else ""


def _own(question: Question) -> str:
    counting = question.rule.counting
    if counting.statutory:
        return ""
    least = f"，不得低于{counting.minimum}" if counting.minimum else ""
    return f"法律没有规定天数：这是本机关自定的期限（参数 {counting.parameter}{least}），非法定。"


def _hours(question: Question) -> Due:
    rule = question.rule
    start = question.inputs.moment(rule.counting.inputs[0])
    hours = rule.counting.count or 0
    end = start + timedelta(hours=hours)
    years = question.calendar.unknown_years(start.date(), end.date())
    basis = load_rules().bases["hours"].cite()
    text = (
        f"{rule.name}：自{rule.trigger}{moment_text(start)}起连续计算{hours}小时，到{moment_text(end)}为止；夜间和节假日不扣除（{basis}）。"
    )
    text += provisional(years, moves=False) + closing(rule)
    return Due(rule.id, end, None, None, "", None, bool(years), rule.counting.statutory, rule.citation, text)


def _until_event(question: Question) -> Due:
    rule, calendar, name = question.rule, question.calendar, question.rule.counting.inputs[0]
    last = question.inputs.maybe_day(name)
    if last is None:
        return question.undated(f"{rule.name}：期限由文书载明（{name}），还没有载明的日期，不能计算。")
    due = roll(last, calendar) if rule.counting.roll is Roll.ROLL else last
    text = f"{rule.name}：期限由文书载明，到{day_text(due)}为止。"
    text += rolled(last, due, calendar) if rule.counting.roll is Roll.ROLL else ""
    years = calendar.unknown_years(last, due)
    text += provisional(years, moves=rule.counting.roll is Roll.ROLL) + closing(rule)
    return Due(rule.id, due, None, None, "", None, bool(years), rule.counting.statutory, rule.citation, text)


def _at_once(question: Question) -> Due:
    return question.undated(f"{question.rule.name}：应当立即办理，不计算天数。")


def _none(question: Question) -> Due:
    rule = question.rule
    return question.undated(f"{rule.name}：没有可以计算的天数。{rule.effect}{'。' if rule.effect else ''}")


_KINDS: Mapping[Kind, Callable[[Question], Due]] = MappingProxyType(
    {
        Kind.PERIOD: _period,
        Kind.CONFIGURED: _period,
        Kind.BACKWARD: backward,
        Kind.HOURS: _hours,
        Kind.WINDOW: window,
        Kind.RATE: rate,
        Kind.EXCLUSION: exclusion,
        Kind.UNTIL_EVENT: _until_event,
        Kind.AT_ONCE: _at_once,
        Kind.NONE: _none,
    }
)
