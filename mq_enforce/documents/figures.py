"""What can be checked in a narrative: cited articles, amounts, dates, times, 字号, counted things – however they are written.

Amounts in figures and capitals, dates with figures or characters, and 第14条 and 第十四条 are the same thing told twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mq_enforce.base.errors import BadInput
from mq_enforce.law.statutes import load_statutes

Key = tuple[str, ...]
"""What a figure says, however it is written; the first part is its kind."""

ARTICLE, AMOUNT, DATE, TIME, NUMBER, COUNT = "条文", "金额", "日期", "时间", "字号", "数字"
"""The kinds of figure, as people call them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands in a text, and what it says."""

    key: Key
    shown: str

    @property
    def kind(self) -> str:
        """The kind of figure, as people call it."""
        return self.key[0]


_WIDE = str.maketrans("０１２３４５６７８９．％〇", "0123456789.%零")
_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "两": 2,
}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_CN = "零一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_PLAIN_CN = "零一二三四五六七八九十百千"
_UNITS = (
    "个工作日|工作日|个月|平方米|平方公里|公里|千克|公斤|小时|分钟|毫升|毫克|厘米|毫米|千瓦|立方米|"
    "亩|米|吨|克|升|日|天|年|月|周|人|名|户|处|台|辆|件|份|张|页|次|倍|头|只|株|棵|袋|瓶|箱|桶|间|层|%"
)
_SURE_UNITS = "个工作日|工作日|个月|平方米|公里|千克|公斤|小时|分钟|亩|吨|日|天|倍"
"""Units before which a number in characters is meant as one; 一次、一件 are mostly turns of phrase."""

_GAP = "\N{LINE SEPARATOR}"
_MISSING = re.compile(r"【缺：[^】]*】|＿+")
_ORDINAL = re.compile(r"(?:^|(?<=[\n。；：]))\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[、.．)）])(?!\d)", re.MULTILINE)
_PLACE = rf"第(?P<article>[{_PLAIN_CN}\d]+)条(?:第(?P<paragraph>[{_PLAIN_CN}\d]+)款)?(?:第[（(]?(?P<item>[{_PLAIN_CN}\d]+)[）)]?项)?"
_CITED = re.compile(rf"(?:《(?P<title>[^》]+)》\s*)?{_PLACE}|《(?P<alone>[^》]+)》")
_PAPER = re.compile(r"(?P<word>[^\W\d_]{0,2})字?〔(?P<year>\d{4})〕第?(?P<number>\d+)号")
_YUAN = re.compile(
    rf"(?:人民币)?(?:(?P<figures>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<group>[万亿])?元"
    rf"|(?P<words>[{_CN}]+)元(?:(?P<jiao>[{_CN}])角)?零?(?:(?P<fen>[{_CN}])分)?)整?"
)
_DAY = re.compile(
    r"(?:(?P<year>\d{4}|[零一二三四五六七八九]{4})年)(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?"
    r"|(?P<iso_year>\d{4})[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})"
    r"|(?P<short_month>\d{1,2})月(?P<short_day>\d{1,2})[日号]"
)
_CLOCK = re.compile(r"(?P<late>下午|晚上|傍晚)?(?P<hour>\d{1,2})(?:时(?:(?P<minute>\d{1,2})分)?(?!间)|:(?P<minutes>\d{2}))")
_COUNTED = re.compile(rf"(?P<figures>\d+(?:\.\d+)?)\s*(?P<unit>{_UNITS})?|(?P<words>[{_CN}]+)(?P<sure>{_SURE_UNITS})")
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]*\d[0-9A-Z]{7,}(?![0-9A-Za-z])")


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in the order of their kinds, each only once; marks of missing facts hold none."""
    rest = _ORDINAL.sub(_GAP, _MISSING.sub(_GAP, text.translate(_WIDE)))
    found: dict[Key, Figure] = {}
    for read in (_articles, _papers, _amounts, _days, _clocks, _codes, _counts):
        taken: list[Figure] = []
        rest = read(rest, taken)
        for figure in taken:
            found.setdefault(figure.key, figure)
    return tuple(found.values())


def _taking(pattern: re.Pattern[str], key: Callable[[re.Match[str]], Key | None]) -> Callable[[str, list[Figure]], str]:
    """Return what takes the figures of one kind out of a text, so that no later kind reads their digits again."""

    def read(text: str, taken: list[Figure]) -> str:
        def take(match: re.Match[str]) -> str:
            said = key(match)
            if said is None:
                return match.group()
            taken.append(Figure(said, match.group().strip()))
            return _GAP

        return pattern.sub(take, text)

    return read


def number_of(text: str) -> Decimal | None:
    """Return what figures or characters (also in capitals, with 万 and 亿) say; None for no number."""
    plain = text.translate(_WIDE).replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain, re.ASCII):
        return Decimal(plain)
    total = group = 0
    digit: int | None = None
    for character in plain:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _PLACES:
            group += (1 if digit is None else digit) * _PLACES[character]
            digit = None
        elif character in _GROUPS:
            here = group + (digit or 0)
            total = (total + here) * _GROUPS[character] if character == "亿" else total + here * _GROUPS[character]
            group, digit = 0, None
        else:
            return None
    return Decimal(total + group + (digit or 0)) if plain else None


def _said(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def _articles(text: str, taken: list[Figure]) -> str:
    """Take out the citations; a place without a title belongs to the statute named before it."""
    statute = ""
    kept: list[str] = []
    at = 0
    for match in _CITED.finditer(text):
        title = match["title"] or match["alone"]
        statute = _statute(title) if title else _named_before(text[: match.start()]) or statute
        if not match["article"]:
            continue
        places = tuple(_said(number_of(match[part])) if match[part] else "" for part in ("article", "paragraph", "item"))
        shown = match.group().strip() if title else f"{statute}{match.group().strip()}"
        taken.append(Figure((ARTICLE, statute, *places), shown))
        kept += [text[at : match.start()], _GAP]
        at = match.end()
    return "".join((*kept, text[at:]))


def _statute(title: str) -> str:
    try:
        return load_statutes().resolve(title)
    except BadInput:
        return title


def _named_before(text: str) -> str:
    """Return the registered statute whose name a text ends with, or nothing."""
    name = next((one for one in load_statutes().names if text.endswith(one)), "")
    return _statute(name) if name else ""


def _amount(match: re.Match[str]) -> Key | None:
    if match["figures"]:
        yuan = number_of(match["figures"]) or Decimal(0)
        return (AMOUNT, _said(yuan * _GROUPS.get(match["group"] or "", 1)))
    value = number_of(match["words"])
    if value is None:
        return None
    small = (number_of(match["jiao"] or "零") or Decimal(0)) / 10 + (number_of(match["fen"] or "零") or Decimal(0)) / 100
    return (AMOUNT, _said(value + small))


def _day(match: re.Match[str]) -> Key | None:
    year = match["year"] or match["iso_year"] or ""
    if year and not year.isdigit():
        year = "".join(str(_DIGITS[character]) for character in year)
    month = number_of(match["month"] or match["iso_month"] or match["short_month"])
    day = match["day"] or match["iso_day"] or match["short_day"]
    return (DATE, year, _said(month), _said(number_of(day)) if day else "")


def _clock(match: re.Match[str]) -> Key:
    noon = 12
    hour = int(match["hour"])
    hour += noon if match["late"] and hour < noon else 0
    return (TIME, str(hour), str(int(match["minute"] or match["minutes"] or 0)))


def _count(match: re.Match[str]) -> Key | None:
    value = number_of(match["figures"] or match["words"])
    unit = (match["unit"] or match["sure"] or "").removeprefix("个").replace("天", "日").replace("公斤", "千克")
    return None if value is None else (COUNT, _said(value), unit)


_papers = _taking(_PAPER, lambda match: (NUMBER, match["word"].removesuffix("字"), match["year"], str(int(match["number"]))))
_amounts = _taking(_YUAN, _amount)
_days = _taking(_DAY, _day)
_clocks = _taking(_CLOCK, _clock)
_codes = _taking(_CODE, lambda match: (COUNT, match.group()))
_counts = _taking(_COUNTED, _count)


def absent(wanted: tuple[Figure, ...], among: tuple[Figure, ...]) -> Iterator[Figure]:
    """Yield the figures that others do not say: a day without its year agrees with every year, a place without a statute with any."""
    keys = {figure.key for figure in among}
    for figure in wanted:
        if figure.key not in keys and not any(_agree(figure.key, key) for key in keys):
            yield figure


def _agree(one: Key, other: Key) -> bool:
    if one[0] != other[0] or one[0] not in {DATE, ARTICLE}:
        return False
    return one[2:] == other[2:] and "" in (one[1], other[1])
