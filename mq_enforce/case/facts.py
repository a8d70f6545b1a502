"""Facts of a case: parties, conduct, and what the office has on file for it; each field knows its privacy class.

Facts are corrected, never overwritten: each correction is an act (``fact_corrected``) and the store keeps every version.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from mq_enforce.base.ages import full_years
from mq_enforce.base.privacy import Privacy
from mq_enforce.case.values import Asks, Labelled, LongNote, LongText, Moment, Private, Sex, Text, Value, Yuan
from mq_enforce.law.articles import Article


class PartyKind(Labelled):
    """Kind of party: it decides thresholds, papers and publication."""

    PERSON = ("person", "公民")
    UNIT = ("unit", "法人或者其他组织")
    SOLE_TRADER = ("sole_trader", "个体工商户")


class Guardian(Value):
    """The guardian of a minor or of a person without full capacity."""

    name: Annotated[Text, Private(Privacy.MINOR)] = Field(title="监护人姓名")
    relation: Text = Field(title="与当事人关系")
    phone: Annotated[str, Private(Privacy.PHONE)] = Field(default="", title="监护人电话")
    address: Annotated[str, Private(Privacy.ADDRESS)] = Field(default="", title="监护人住址")


class Agent(Value):
    """Somebody who acts for a party, with the scope of the mandate."""

    name: Annotated[Text, Private(Privacy.WITNESS)] = Field(title="代理人姓名")
    id_number: Annotated[str, Private(Privacy.ID_NUMBER)] = Field(default="", title="代理人身份证号")
    unit: str = Field(default="", title="代理人单位")
    post: str = Field(default="", title="代理人职务")
    phone: Annotated[str, Private(Privacy.PHONE)] = Field(default="", title="代理人电话")
    scope: Text = Field(title="代理权限")


_CONFIRMED = "校验不符而证件上确实如此的，写明看过什么证件、向谁核实"


class Party(Value):
    """A party (当事人). For a unit ``head`` is the legal representative or responsible person."""

    id: Annotated[Text, Asks(folded=True)] = Field(title="当事人编号")
    kind: PartyKind = Field(default=PartyKind.PERSON, title="当事人类别")
    name: Annotated[Text, Private(Privacy.NAME)] = Field(title="姓名（名称）")
    sex: Sex | None = Field(default=None, title="性别")
    born_on: Annotated[date | None, Private(Privacy.ID_NUMBER)] = Field(default=None, title="出生日期")
    ethnicity: str = Field(default="", title="民族")
    id_number: Annotated[str, Private(Privacy.ID_NUMBER)] = Field(default="", title="公民身份号码")
    id_confirmed: Annotated[str, Asks(folded=True, hint=_CONFIRMED)] = Field(default="", title="号码如何核实")
    credit_code: str = Field(default="", title="统一社会信用代码")
    head: Annotated[str, Private(Privacy.NAME)] = Field(default="", title="法定代表人（负责人、经营者）")
    head_post: str = Field(default="", title="职务")
    occupation: Annotated[str, Asks(folded=True)] = Field(default="", title="职业")
    work_unit: Annotated[str, Private(Privacy.ADDRESS), Asks(folded=True)] = Field(default="", title="工作单位")
    address: Annotated[Text, Private(Privacy.ADDRESS)] = Field(title="住址（住所）")
    postcode: Annotated[str, Asks(folded=True)] = Field(default="", title="邮政编码")
    phone: Annotated[str, Private(Privacy.PHONE)] = Field(default="", title="联系电话")
    guardian: Guardian | None = Field(default=None, title="监护人")
    agent: Agent | None = Field(default=None, title="委托代理人")

    @property
    def is_unit(self) -> bool:
        """Whether the party is a legal person or other organisation; a sole trader counts as a citizen (W-17)."""
        return self.kind is PartyKind.UNIT

    def age_on(self, day: date) -> int | None:
        """Return the full years of age on a day, or None when the birth date is unknown."""
        return None if self.born_on is None else full_years(self.born_on, day)


_CONTINUING = "追究的期限从行为终了之日起计算（行政处罚法第三十六条第二款）"


class Conduct(Value):
    """The conduct: when, where, what; its end counts for limits when it lasted (行政处罚法第三十六条第二款)."""

    begun_at: Moment = Field(title="行为开始时间")
    ended_at: Moment | None = Field(default=None, title="行为终了时间")
    continuing: Annotated[bool, Asks(hint=_CONTINUING)] = Field(default=False, title="行为是否连续或者继续")
    place: Annotated[Text, Private(Privacy.OPEN)] = Field(title="行为地点")
    description: LongText = Field(title="行为经过")
    quantity: str = Field(default="", title="数量、面积等")
    consequences: LongNote = Field(default="", title="后果")
    harmful_to_life_or_health: bool = Field(default=False, title="涉及公民生命健康安全且有危害后果")

    @property
    def last_day(self) -> date:
        """The day from which the limit for punishing counts."""
        return (self.ended_at or self.begun_at).date()


class Grant(Value):
    """The document by which the agency took over a matter (承接文件), entered by the agency; HB-01 rests on it."""

    matter: Text = Field(title="权责事项")
    document: Text = Field(title="承接文件名称")
    number: str = Field(default="", title="文号")
    effective_from: date = Field(title="承接起始日")
    effective_to: date | None = Field(default=None, title="承接的最后一日")
    finish_old_cases: bool = Field(default=False, title="退出后已立案件由本机关办结")
    source: Text = Field(title="来源")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _in_order(self.effective_from, self.effective_to)
        return self


def _in_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise ValueError("最后一日早于起始日")


class ReviewListEntry(Value):
    """An entry of the agency's own published list of major decisions (河南省行政执法条例第二十八条第三款)."""

    matters: tuple[str, ...] = Field(default=(), title="事项范围（空为全部）")
    outcome: Text = Field(title="决定种类")
    fine_from_person: Yuan | None = Field(default=None, title="公民罚款起点")
    fine_from_unit: Yuan | None = Field(default=None, title="单位罚款起点")
    text: Text = Field(title="目录条目")
    source: Text = Field(title="公布文件")


class Band(Value):
    """A band of the discretion standard on file for a matter (裁量基准)."""

    matter: Text = Field(title="权责事项")
    name: Text = Field(title="违法行为等次")
    circumstances: Text = Field(title="情节")
    fine_from: Yuan = Field(title="罚款下限")
    fine_to: Yuan = Field(title="罚款上限")
    includes_from: bool = Field(default=True, title="含下限")
    includes_to: bool = Field(default=True, title="含上限")
    effective_from: date = Field(title="施行日期")
    effective_to: date | None = Field(default=None, title="最后一日")
    standard: Text = Field(title="裁量基准名称")
    source: Text = Field(title="来源")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _in_order(self.effective_from, self.effective_to)
        if self.fine_to < self.fine_from:
            raise ValueError("罚款上限低于下限")
        return self


class Passage(Value):
    """The wording of an article as the office has it on file."""

    article: Article = Field(title="条款")
    text: Text = Field(title="条文内容")
    source: Text = Field(title="来源")
