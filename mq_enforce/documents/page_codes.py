"""The text of a page code: which paper, which page, and a check that finds misreadings.

Eighteen characters of the QR code's alphanumeric mode: paper 12, page 2, check 4. The alphabet is 0–9 and A–Z without
I, L, O and U, so that a person can type what a scanner could not read.

The paper's 12 characters are 60 bits of SHA-256 of its id. Two of *n* papers share a code with a probability of about
n² / 2⁶¹: one in two million for a million papers. The check is a Reed–Solomon code over GF(32) of distance 5: up to
four wrong characters and every swap of two characters are found with certainty, anything else but once in 2²⁰.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mq_enforce.base.errors import BadInput, Fault

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAPER, _PAGE, _CHECK = 12, 2, 4
_LENGTH = _PAPER + _PAGE + _CHECK
_BITS = 5
MOST_PAGES = 2 ** (_BITS * _PAGE) - 1
"""The highest page number that a code can hold."""

_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})
_SALT = "mq-enforce page code 1\n"
_PRIMITIVE = 0b100101
_ORDER = 31


@dataclass(frozen=True, slots=True)
class PageCode:
    """One page of one paper: the paper's code of 12 characters and the page from 1."""

    paper: str
    page: int

    def __post_init__(self) -> None:
        if len(self.paper) != _PAPER or not set(self.paper) <= set(_ALPHABET):
            raise BadInput(Fault(f"“{self.paper}”不是文书码", expected=f"{_PAPER} 位数字和大写字母（没有 I、L、O、U）"))
        if not 1 <= self.page <= MOST_PAGES:
            raise BadInput(Fault(f"页码 {self.page} 超出页码标识能容纳的范围", expected=f"1 至 {MOST_PAGES}"))

    @property
    def text(self) -> str:
        """The 18 characters that are printed."""
        body = self.paper + _ALPHABET[self.page >> _BITS] + _ALPHABET[self.page & _ORDER]
        return body + _check(body)


def paper_code(paper_id: str) -> str:
    """Return the 12 characters that stand for a paper on its pages. Raises ValueError for an empty id."""
    if not paper_id:
        raise ValueError("a paper without an id has no code")
    digest = hashlib.sha256((_SALT + paper_id).encode()).digest()
    number = int.from_bytes(digest, "big")
    return "".join(_ALPHABET[number >> _BITS * place & _ORDER] for place in reversed(range(_PAPER)))


def page_code(paper_id: str, page: int) -> str:
    """Return the text of the code on a page of a paper; ``page`` counts from 1. Raises BadInput above ``MOST_PAGES`` pages."""
    return PageCode(paper_code(paper_id), page).text


def read_page_code(text: str) -> PageCode:
    """Return what a code says, whether scanned or typed (small letters, spaces, hyphens, O for 0, I and L for 1).

    Raises BadInput when it is no page code or a character was read wrongly.
    """
    code = text.strip().upper().translate(_LOOK_ALIKES)
    if len(code) != _LENGTH or not set(code) <= set(_ALPHABET):
        raise BadInput(Fault(f"“{text}”不是页码标识", expected=f"{_LENGTH} 位数字和大写字母"))
    body, check = code[:-_CHECK], code[-_CHECK:]
    if _check(body) != check:
        raise BadInput(Fault(f"页码标识“{text}”校验不符，有字符读错", expected="与纸上印的 18 位完全一致"))
    page = _ALPHABET.index(body[-2]) << _BITS | _ALPHABET.index(body[-1])
    return PageCode(body[:_PAPER], page)


def _powers() -> list[int]:
    powers = [1]
    while len(powers) < _ORDER:
        value = powers[-1] << 1
        powers.append(value ^ _PRIMITIVE if value > _ORDER else value)
    return powers


_POWER = _powers()
_LOG = {value: exponent for exponent, value in enumerate(_POWER)}


def _times(left: int, right: int) -> int:
    return _POWER[(_LOG[left] + _LOG[right]) % _ORDER] if left and right else 0


def _generator() -> list[int]:
    """The polynomial with the roots α¹ to α⁴, highest coefficient first."""
    polynomial = [1]
    for exponent in range(1, _CHECK + 1):
        shifted = [*polynomial, 0]
        scaled = [0, *(_times(coefficient, _POWER[exponent]) for coefficient in polynomial)]
        polynomial = [one ^ other for one, other in zip(shifted, scaled, strict=True)]
    return polynomial


_GENERATOR = _generator()


def _check(body: str) -> str:
    """Return the check characters: the remainder of the body by the generator."""
    rest = [0] * _CHECK
    for character in body:
        factor = _ALPHABET.index(character) ^ rest[0]
        rest = [value ^ _times(factor, coefficient) for value, coefficient in zip([*rest[1:], 0], _GENERATOR[1:], strict=True)]
    return "".join(_ALPHABET[value] for value in rest)
