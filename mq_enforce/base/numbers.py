"""Checks of identity numbers: 公民身份号码 (GB 11643), 统一社会信用代码 (GB 32100), mobile phones.

A *fault* means that the number cannot be right as written; whether someone confirmed it otherwise is the caller's
business. A *warning* means unusual: a false "invalid" is the worse error. Unknown or abolished regions, and the
residence permits of 港澳台居民 (81, 82, 83), therefore only warn.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

_CITIZEN_ID = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD_CITIZEN_ID = re.compile(r"\d{15}", re.ASCII)
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}", re.ASCII)
_CREDIT_CHARACTERS = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}", re.ASCII)
_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_IGNORED = re.compile(r"[\s\-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]+")
_PERMITS = {"81": "香港", "82": "澳门", "83": "台湾"}
_LENGTH = 18

Sex = Literal["男", "女"]


@dataclass(frozen=True, slots=True)
class IdCheck:
    """What a check found. ``normalized`` has no blanks, and capitals; birth and sex only where the number tells them."""

    normalized: str
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    birth: date | None = None
    sex: Sex | None = None

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return not self.faults


def normalize(text: str) -> str:
    """Return a number as it is stored: half-width, capitals, without blanks and dashes."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_citizen_id(text: str, on: date | None = None) -> IdCheck:
    """Check a 公民身份号码 (18 digits): form, check digit, date of birth, not born after ``on``, region.

    ``on`` is the day of the act or of entry; without it the future is not looked at. Never raises.
    """
    number = normalize(text)
    if _OLD_CITIZEN_ID.fullmatch(number):
        return IdCheck(number, ("公民身份号码是 15 位的旧号，应填写现行的 18 位号码",))
    if not _CITIZEN_ID.fullmatch(number):
        found = f"现有 {len(number)} 位" if len(number) != _LENGTH else "含有不应出现的字符"
        return IdCheck(number, (f"公民身份号码应为 17 位数字加 1 位数字或 X，{found}",))
    faults: list[str] = []
    warnings: list[str] = []
    if number[-1] != ric.calc_check_digit(number):
        faults.append("公民身份号码的校验码（最后一位）不对，请对照证件核对")
    birth = _birth(number)
    if birth is None:
        faults.append(f"公民身份号码中的出生日期 {number[6:10]}-{number[10:12]}-{number[12:14]} 不存在")
    elif on is not None and birth > on:
        faults.append(f"公民身份号码中的出生日期 {birth.isoformat()} 晚于 {on.isoformat()}")
    if number[:2] in _PERMITS:
        warnings.append(f"这是{_PERMITS[number[:2]]}居民居住证的号码，请核对证件种类")
    elif birth is not None and not _region_known(number):
        warnings.append(f"公民身份号码的地区码 {number[:6]} 不在行政区划表中，请对照证件核对")
    sex: Sex = "男" if int(number[16]) % 2 else "女"
    return IdCheck(number, tuple(faults), tuple(warnings), birth, sex)


def check_credit_code(text: str) -> IdCheck:
    """Check a 统一社会信用代码 (18 characters): character set, digits of the region, check character. Never raises."""
    code = normalize(text)
    if len(code) != _LENGTH:
        return IdCheck(code, (f"统一社会信用代码应为 18 位，现有 {len(code)} 位",))
    if not _CREDIT_CHARACTERS.fullmatch(code):
        return IdCheck(code, ("统一社会信用代码含有不应出现的字符；只用数字和大写字母，不用 I、O、S、V、Z",))
    if not _CREDIT_CODE.fullmatch(code):
        return IdCheck(code, ("统一社会信用代码的第 3 至 8 位（登记机关行政区划码）应为数字",))
    if code[-1] != uscc.calc_check_digit(code):
        return IdCheck(code, ("统一社会信用代码的校验码（最后一位）不对，请对照证照核对",))
    return IdCheck(code)


def check_phone(text: str) -> IdCheck:
    """Check a mobile phone number. Only warns: land lines and foreign numbers exist."""
    number = normalize(text)
    if _PHONE.fullmatch(number):
        return IdCheck(number)
    return IdCheck(number, warnings=("电话不是 11 位的手机号码，请确认能够联系到本人",))


def _birth(number: str) -> date | None:
    try:
        return ric.get_birth_date(number)
    except ValidationError:
        return None


def _region_known(number: str) -> bool:
    try:
        return bool(ric.get_birth_place(number))
    except (ValidationError, KeyError):
        # stdnum raises KeyError for a province code that it knows with a county code that it does not
        return False
