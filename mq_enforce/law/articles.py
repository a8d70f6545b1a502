"""法条: a citation as a value – statute, article, paragraph, item – that prints, parses and compares.

Citations are printed as courts and official papers do: 《中华人民共和国行政处罚法》第五十九条第一款第四项.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import GetCoreSchemaHandler, PlainSerializer, PlainValidator

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.law.numerals import from_chinese, to_chinese
from mq_enforce.law.statutes import load_statutes

_NUMBER = r"[零一二三四五六七八九十百千\d]+"
_ITEM = rf"[（(]{_NUMBER}[）)]"
_ARTICLE_HEAD = re.compile(rf"第{_NUMBER}条")
_TOKEN = re.compile(
    rf"第(?P<article>{_NUMBER})条"
    rf"|第(?P<paragraph>{_NUMBER})款"
    rf"|第?(?P<items>{_ITEM}(?:[、,，和至]?{_ITEM})*)项"
    rf"|第(?P<item>{_NUMBER})项"
    r"|(?P<separator>[、,，和与及或\s]+)"
)
_ONE_ITEM = re.compile(rf"(?P<until>至)?[、,，和]?[（(](?P<number>{_NUMBER})[）)]")
_EXPECTED = "如“行政处罚法第五十九条第一款第（四）项”"


@dataclass(frozen=True, slots=True)
class Article:
    """One place in a statute: ``law`` is the register's key, the rest are the numbers of 条, 款 and 项."""

    law: str
    number: int
    paragraph: int | None = None
    item: int | None = None

    def __post_init__(self) -> None:
        for number in (self.number, self.paragraph, self.item):
            if number is not None and number < 1:
                raise BadInput(Fault(f"“{self.law}”的条款序号 {number} 不存在", expected="1 以上的整数"))

    @property
    def _key(self) -> tuple[str, int, int, int]:
        return self.law, self.number, self.paragraph or 0, self.item or 0

    def __lt__(self, other: Article) -> bool:
        return self._key < other._key

    def __le__(self, other: Article) -> bool:
        return self._key <= other._key

    def __gt__(self, other: Article) -> bool:
        return self._key > other._key

    def __ge__(self, other: Article) -> bool:
        return self._key >= other._key

    @property
    def place(self) -> str:
        """The place within the statute: ``第五十九条第一款第四项``."""
        text = f"第{to_chinese(self.number)}条"
        if self.paragraph is not None:
            text += f"第{to_chinese(self.paragraph)}款"
        if self.item is not None:
            text += f"第{to_chinese(self.item)}项"
        return text

    def cite(self) -> str:
        """Return the citation with the official title. Raises BadInput when the statute is not registered."""
        return load_statutes()[self.law].quoted + self.place

    def short(self) -> str:
        """Return the citation with the short name: ``行政处罚法第五十九条第一款第四项``; ``parse`` reads it back."""
        return self.law + self.place

    def __str__(self) -> str:
        return self.short()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one citation. Raises BadInput when the statute is not registered or more or less than one place is cited."""
        found = cls.parse_many(text)
        if len(found) != 1:
            raise BadInput(Fault(f"“{text}”引用了 {len(found)} 处，这里只能有一处", expected=_EXPECTED))
        return found[0]

    @classmethod
    def parse_many(cls, text: str) -> tuple[Self, ...]:
        """Read a list of citations such as ``消防法 第六十条第一款第（二）项、第二款；公路法第四十六条``.

        A place without a new 条 belongs to the article before it; 第（一）至（三）项 stands for each of them; a closing
        等 says that there is more and is left out. Raises BadInput for an unknown statute or anything that is no citation.
        """
        found: list[Self] = []
        for part in re.split(r"[;；]", text):
            if part.strip():
                found.extend(cls._part(part.strip(), text))
        if not found:
            raise BadInput(Fault(f"“{text}”里没有条文序号", expected=_EXPECTED))
        return tuple(found)

    @classmethod
    def _part(cls, part: str, whole: str) -> list[Self]:
        head = _ARTICLE_HEAD.search(part)
        if head is None:
            raise BadInput(Fault(f"“{whole}”里没有“第几条”", expected=_EXPECTED))
        law = load_statutes().resolve(part[: head.start()])
        found: list[Self] = []
        apart = True
        for token in _tokens(part[head.start() :].removesuffix("等"), whole):
            if token["separator"]:
                apart = True
                continue
            if token["article"]:
                found.append(cls(law, from_chinese(token["article"])))
            else:
                before = found[-1] if apart else found.pop()
                found.extend(cls._narrowed(before, token, apart=apart, whole=whole))
            apart = False
        return found

    @classmethod
    def _narrowed(cls, before: Self, token: re.Match[str], *, apart: bool, whole: str) -> list[Self]:
        """Return the places that a 款 or 项 names within the article read before it."""
        if not apart and (before.item is not None or (token["paragraph"] and before.paragraph is not None)):
            raise BadInput(Fault(f"“{whole}”里条、款、项的次序不对", expected=_EXPECTED))
        if token["paragraph"]:
            return [cls(before.law, before.number, from_chinese(token["paragraph"]))]
        items = [from_chinese(token["item"])] if token["item"] else _items(token["items"], whole)
        return [cls(before.law, before.number, before.paragraph, item) for item in items]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> Any:  # noqa: ANN401 - pydantic's own type
        """Let models hold articles that are written as text and written back the same way."""
        schema = Annotated[Any, PlainValidator(cls._validated, json_schema_input_type=str), PlainSerializer(str, return_type=str)]
        return handler.generate_schema(schema)

    @classmethod
    def _validated(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise ValueError(f"不是条文引用；应为：{_EXPECTED}")
        try:
            return cls.parse(value)
        except BadInput as error:
            raise ValueError(str(error)) from None


def _tokens(places: str, whole: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(places):
        token = _TOKEN.match(places, at)
        if token is None:
            raise BadInput(Fault(f"“{whole}”里的“{places[at:]}”不是条款序号", expected=_EXPECTED))
        yield token
        at = token.end()


def _items(text: str, whole: str) -> list[int]:
    """Return the numbers of ``（一）（三）`` or ``（一）至（六）``."""
    found: list[int] = []
    for one in _ONE_ITEM.finditer(text):
        number = from_chinese(one["number"])
        if one["until"]:
            if number <= found[-1]:
                raise BadInput(Fault(f"“{whole}”里“至”前后的项次序不对", expected=_EXPECTED))
            found.extend(range(found[-1] + 1, number + 1))
        else:
            found.append(number)
    return found
