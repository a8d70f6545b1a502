"""Chinese numerals as statutes write them (第一百一十九条), both ways.

Source: the numbering of articles, paragraphs and items as it stands in the statutes themselves.
"""

from __future__ import annotations

from mq_enforce.base.errors import BadInput, Fault

LARGEST = 9999
"""The greatest number that is written here; the longest statute (民法典) has 1260 articles."""

_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_PLACES = {"十": 10, "百": 100, "千": 1000}


def to_chinese(number: int) -> str:
    """Return a number from 1 to 9999 as statutes write it: 10 → 十, 15 → 十五, 110 → 一百一十, 1057 → 一千零五十七.

    Raises BadInput outside that range.
    """
    if not 1 <= number <= LARGEST:
        raise BadInput(Fault(f"{number} 不能写成条款序号", expected=f"1 至 {LARGEST} 的整数"))
    text = ""
    pending_zero = False
    for name, place in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // place % 10
        if digit == 0:
            pending_zero = bool(text)
            continue
        if pending_zero:
            text += _DIGITS[0]
        text += _DIGITS[digit] + name
        pending_zero = False
    return text.removeprefix("一") if text.startswith("一十") else text


def from_chinese(text: str) -> int:
    """Return the number written in Chinese, ASCII or full-width digits. Raises BadInput for anything else.

    Only the canonical way of writing is accepted, so that a misprint does not silently become another article.
    """
    plain = text.strip().translate(_FULL_WIDTH)
    number = int(plain) if plain.isascii() and plain.isdigit() else _value(plain)
    if not 1 <= number <= LARGEST or (not plain.isdigit() and to_chinese(number) != plain):
        raise BadInput(Fault(f"“{text}”不是条款序号", expected="如“五十九”“一百一十九”或“59”"))
    return number


def _value(text: str) -> int:
    total = 0
    digit: int | None = None
    for character in text:
        if character in _PLACES:
            total += (1 if digit is None else digit) * _PLACES[character]
            digit = None
        elif character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            return 0
    return total + (digit or 0)
