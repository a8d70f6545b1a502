"""Small typed values that facts and acts are made of, with their words for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema

from mq_enforce.base.actors import CHINA
from mq_enforce.base.errors import BadInput
from mq_enforce.base.money import Money
from mq_enforce.base.privacy import Privacy

_FIRST_YEAR, _LAST_YEAR = 1950, 2200


class Value(BaseModel):
    """Base of all typed values: frozen, unknown keys refused, surrounding blanks removed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _no_number(value: object) -> object:
    """A bare number is no moment, although pydantic would count seconds from 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and value.strip().replace(".", "").isdecimal()):
        raise ValueError(f"“{value}”不是时间，应为 2026-06-03T09:20:00+08:00 这样的写法")
    return value


def _at_china(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"{moment.date()}超出可以办理的范围，应为 {_FIRST_YEAR} 年至 {_LAST_YEAR} 年")
    return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)


def _money(value: object) -> Money:
    if isinstance(value, Money):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("金额应为以元计的数字")
    try:
        return Money.of(str(value))
    except BadInput as error:
        raise ValueError(str(error)) from None


Moment = Annotated[datetime, BeforeValidator(_no_number), AfterValidator(_at_china)]
"""A moment at +08:00; a time without offset means +08:00."""

Yuan = Annotated[
    Money,
    PlainValidator(_money),
    PlainSerializer(lambda money: money.short, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "description": "金额（元），最多两位小数"}),
]
"""An amount given in yuan."""

Text = Annotated[str, Field(min_length=1)]
"""A text that must say something."""


class Private:
    """Marks a field with its privacy class: ``Annotated[str, Private(Privacy.PHONE)]``."""

    def __init__(self, privacy: Privacy) -> None:
        self.privacy = privacy


Picked = Literal["officer", "person", "leader", "reviewer", "party", "document", "paper", "act", "evidence", "goods", "fact"]
"""What a value names: somebody of the office's register, or something of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """Says how a window asks for a field where its type alone does not: ``Annotated[str, Asks(long=True)]``.

    ``picked`` is what the text, or each text of a list, names; ``by`` the same for the field ``by`` of a group. ``choices``
    are the only texts with their labels. ``long`` texts have several lines; ``file`` names a file; ``folded`` fields are
    seldom needed; ``hidden`` ones the program fills in. ``hint`` helps an officer who is no lawyer.
    """

    picked: Picked | None = None
    by: Picked | None = None
    choices: tuple[tuple[str, str], ...] = ()
    long: bool = False
    file: bool = False
    folded: bool = False
    hidden: bool = False
    hint: str = ""


LongText = Annotated[Text, Asks(long=True)]
"""A text of several lines that must say something."""

LongNote = Annotated[str, Asks(long=True)]
"""A text of several lines that may be empty."""

OfficerId = Annotated[Text, Asks(picked="officer")]
"""The id of somebody who holds an enforcement certificate."""

PersonId = Annotated[Text, Asks(picked="person")]
"""The id of somebody of the office; helpers may be written by name."""

LeaderId = Annotated[Text, Asks(picked="leader")]
"""The id of the head of the agency or of a deputy."""

ReviewerId = Annotated[Text, Asks(picked="reviewer")]
"""The id of a legal reviewer."""

DocumentId = Annotated[Text, Asks(picked="document")]
"""The id of a kind of document."""


class Labelled(StrEnum):
    """A stored word with a label for people: members are ``NAME = ("stored", "标签")``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member of its stored word and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Sex(Labelled):
    """Sex as on the identity card."""

    MALE = ("male", "男")
    FEMALE = ("female", "女")


class Signature(Value):
    """How a record was signed: by whom, or why not and who witnessed it."""

    signed: bool = Field(default=True, title="当事人已签名")
    opinion: str = Field(default="以上笔录我已看过，与我说的相符", title="核对意见")
    refused_reason: Annotated[str, Asks(folded=True)] = Field(default="", title="拒绝签名的情况")
    witness: Annotated[str, Private(Privacy.WITNESS), Asks(folded=True)] = Field(default="", title="见证人")
    witness_unit: Annotated[str, Asks(folded=True)] = Field(default="", title="见证人单位")


_PROOFS = (("paper", "纸质签字"), ("scan", "签字扫描件"), ("program", "本系统记录"))


class Opinion(Value):
    """One step of an approval: who, when, agree or not, in which words, and what proves it."""

    by: PersonId = Field(title="审批人")
    agree: bool = Field(default=True, title="是否同意")
    text: LongText = Field(title="意见")
    on: date = Field(title="日期")
    proof: Annotated[str, Field(pattern="^(program|scan|paper)$"), Asks(choices=_PROOFS, folded=True)] = Field(
        default="paper", title="凭证"
    )


class Approval(Value):
    """The chain of opinions on one approval form; ``agency`` decides."""

    officers: LongText = Field(title="承办人意见")
    officers_on: date = Field(title="承办人签署日期")
    team: Opinion = Field(title="承办机构意见")
    review: Annotated[Opinion | None, Asks(by="reviewer")] = Field(default=None, title="法制机构意见")
    agency: Annotated[Opinion, Asks(by="leader")] = Field(title="行政机关负责人意见")

    @property
    def granted(self) -> bool:
        """Whether the head agreed."""
        return self.agency.agree


class Turn(Value):
    """One question and its answer."""

    question: Text = Field(title="问")
    answer: LongText = Field(title="答")
