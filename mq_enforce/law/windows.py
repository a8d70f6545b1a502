"""最早和最迟: rules that give a window.

The window for asking the court (强制法第五十三条、第五十四条), the conditions for pulling down what was built unlawfully (第四十四条),
the hours in which nothing may be enforced (第四十三条), and how long a record of bad credit may stand.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from mq_enforce.base.actors import CHINA
from mq_enforce.law.calendar import ONE_DAY, WorkCalendar
from mq_enforce.law.day_math import plus, roll, roll_back, walk_workdays
from mq_enforce.law.due import Due, Moment, Window
from mq_enforce.law.explain import closing, dated, day_text, moment_text, provisional, rolled
from mq_enforce.law.question import Question
from mq_enforce.law.rules import Rule, Unit, load_rules

NIGHT_BEGINS = 22
NIGHT_ENDS = 6
"""Hours of the night, by 噪声污染防治法第八十八条 (行政强制法 does not define it)."""

_OFFICE_BEGINS = 8
_OFFICE_ENDS = 18
_DEMAND = "COE-URGE10"
_NOT_APPLIED, _PENDING, _UPHELD = "none", "pending", "upheld"


def window(question: Question) -> Due:
    """Answer a rule of kind ``window``. Raises BadInput naming a missing or wrong input."""
    match question.rule.counting.inputs[0]:
        case "e_date":
            return _court(question)
        case "order_delivered":
            return _demolition(question)
        case "at":
            return _night(question)
        case _:
            return _publicity(question)


def _answer(question: Question, span: Window, strict: Moment | None, reason: str, text: str, years: tuple[int, ...]) -> Due:
    rule = question.rule
    text += (f"{reason}。" if reason else "") + provisional(years, moves=True) + closing(rule)
    return Due(rule.id, span.latest, None, strict, reason, span, bool(years), rule.counting.statutory, rule.citation, text)


def _court(question: Question) -> Due:
    rule, inputs, calendar = question.rule, question.inputs, question.calendar
    remedies, deferral = inputs.day("e_date"), inputs.maybe_day("deferral_until")
    demand = inputs.maybe_day("demand_delivered")
    months = rule.counting.count or 0
    base = max(remedies, deferral or remedies)
    nominal = plus(base, months, Unit.MONTH)
    latest = roll(nominal, calendar)
    demanded = None if demand is None else walk_workdays(demand, _number(_DEMAND), calendar).end
    earliest = None if demanded is None else max(base, demanded) + ONE_DAY
    strict = plus(max(inputs.maybe_day("e_nominal") or remedies, deferral or date.min), months, Unit.MONTH)
    text = f"{rule.name}：复议、起诉期限到{day_text(remedies)}届满" + (f"，批准的延期、分期到{day_text(deferral)}为止" if deferral else "")
    text += f"；自{day_text(base)}的次日起{months}个月，最迟{day_text(latest)}。{rolled(nominal, latest, calendar)}"
    if earliest is None or demanded is None:
        text += "催告书还没有送达，最早可以申请的日期不能确定。"
    else:
        text += f"催告书送达后第{_number(_DEMAND)}个工作日是{day_text(demanded)}（{load_rules()[_DEMAND].citation}），"
        text += f"最早{day_text(earliest)}可以申请。"
        text += "最早日已晚于最迟日：逾期申请须说明正当理由并附证据。" if earliest > latest else ""
    reason = ""
    if strict != latest:
        workday = roll_back(strict, calendar)
        before = f"，其前最后一个工作日是{day_text(workday)}" if workday != strict else ""
        reason = f"从严按名义末日掌握，为{day_text(strict)}{before}"
    years = calendar.unknown_years(min(remedies, demand or remedies) + ONE_DAY, latest)
    return _answer(question, Window(earliest, latest), strict if reason else None, reason, text, years)


def _number(rule: str) -> int:
    return load_rules()[rule].counting.count or 0


def _remedies_end(order: date, calendar: WorkCalendar, *, told: bool) -> date:
    """Return the later of the last days for reconsideration and suit, one year each when they were not told."""
    names = ("REV-60", "LIT-6M") if told else ("REV-1Y", "LIT-1Y")
    return max(roll(_nominal(load_rules()[name], order), calendar) for name in names)


def _nominal(rule: Rule, start: date) -> date:
    return plus(start, rule.counting.count or 0, rule.counting.unit or Unit.DAY)


def _demolition(question: Question) -> Due:
    rule, inputs, calendar = question.rule, question.inputs, question.calendar
    order = inputs.day("order_delivered")
    state = inputs.choice("remedy_state", (_NOT_APPLIED, _PENDING, _UPHELD))
    told = inputs.maybe_flag("remedies_notified") is not False
    missing: list[str] = []
    ends: list[date] = []
    text = f"{rule.name}：责令限期改正（拆除）的决定{day_text(order)}送达。"
    if state == _PENDING:
        missing.append("复议或者诉讼没有终结")
    elif state == _UPHELD:
        ends.append(inputs.day("remedy_final_on"))
        text += "复议、诉讼已终局维持或者驳回。"
    else:
        ends.append(_remedies_end(order, calendar, told=told))
        text += f"没有申请复议、没有起诉，复议和起诉期限到{day_text(ends[-1])}均届满{'' if told else '（没有告知救济权利，按一年计）'}。"
    for name, what in (("demand_expired", "催告期限"), ("notice_expired", "公告限期自行拆除的期限")):
        last = inputs.maybe_day(name)
        if last is None:
            missing.append(f"{what}没有届满")
        else:
            ends.append(last)
            text += f"{what}到{day_text(last)}为止。"
    decided = inputs.maybe_day("decision_delivered")
    if decided is None:
        missing.append("强制执行决定没有送达")
    last_end = max(ends, default=order)
    years = calendar.unknown_years(order + ONE_DAY, last_end)
    if missing or decided is None:
        return _answer(question, Window(None, None), None, "", f"{text}现在不得拆除：{'；'.join(missing)}。", years)
    earliest = max(last_end + ONE_DAY, decided)
    text += f"强制执行决定{day_text(decided)}送达。各项条件都具备，最早{day_text(earliest)}可以拆除，夜间和法定节假日除外；没有最迟日。"
    return _answer(question, Window(earliest, None), None, "", text, years)


def _night(question: Question) -> Due:
    rule, calendar = question.rule, question.calendar
    at = question.inputs.moment("at")
    earliest = _next_lawful(at, calendar)
    latest = datetime.combine(earliest.date(), time(NIGHT_BEGINS), CHINA)
    night = load_rules().bases["night"].cite()
    text = f"{rule.name}：{moment_text(at)}"
    if earliest == at:
        text += f"不在夜间（{NIGHT_BEGINS}时至次日{NIGHT_ENDS}时，参照{night}）和法定节假日内，当日{NIGHT_BEGINS}时前可以实施。"
    else:
        why = f"是法定节假日（{name}）" if (name := calendar.holiday_name(at.date())) else f"在夜间（参照{night}）"
        text += f"{why}，不得实施，情况紧急的除外；最早{moment_text(earliest)}可以实施，到当日{NIGHT_BEGINS}时为止。"
    strict = _next_office_hour(earliest, calendar)
    reason = f"周末、清早和晚间是否妥当有争议，从严安排在{moment_text(strict)}" if strict != earliest else ""
    years = calendar.unknown_years(at.date(), latest.date())
    return _answer(question, Window(earliest, latest), strict if reason else None, reason, text, years)


def _next_lawful(at: datetime, calendar: WorkCalendar) -> datetime:
    """Return the moment, or the first after it that is neither at night nor on a statutory holiday."""
    while calendar.statutory_off(at.date()) or not NIGHT_ENDS <= at.hour < NIGHT_BEGINS:
        before_dawn = at.hour < NIGHT_ENDS and not calendar.statutory_off(at.date())
        day = at.date() if before_dawn else at.date() + ONE_DAY
        at = datetime.combine(day, time(NIGHT_ENDS), CHINA)
    return at


def _next_office_hour(at: datetime, calendar: WorkCalendar) -> datetime:
    if calendar.is_workday(at.date()) and _OFFICE_BEGINS <= at.hour < _OFFICE_ENDS:
        return at
    early = calendar.is_workday(at.date()) and at.hour < _OFFICE_BEGINS
    day = roll(at.date() if early else at.date() + timedelta(days=1), calendar)
    return datetime.combine(day, time(_OFFICE_BEGINS), CHINA)


def _publicity(question: Question) -> Due:
    """Answer how long a record may stand: the two numbers of the rule are its earliest and latest end, in months."""
    rule, calendar = question.rule, question.calendar
    start = question.inputs.day(rule.counting.inputs[0])
    shortest, longest = rule.counting.counts.values()
    earliest, latest = (plus(start, months, rule.counting.unit or Unit.MONTH) for months in (shortest, longest))
    if shortest:
        text = f"{rule.name}：自{dated(rule.trigger, start)}起，最短{shortest}个月，到{day_text(earliest)}为止，其后可以申请修复；"
        text += f"最长{longest}个月，到{day_text(latest)}为止，期满停止公示。"
    else:
        text = f"{rule.name}：原则上不公示；确需公示的，自{dated(rule.trigger, start)}起最长{longest}个月，到{day_text(latest)}为止。"
    years = calendar.unknown_years(start + ONE_DAY, latest)
    text += provisional(years, moves=False) + closing(rule)
    return Due(rule.id, latest, None, None, "", Window(earliest, latest), bool(years), rule.counting.statutory, rule.citation, text)
