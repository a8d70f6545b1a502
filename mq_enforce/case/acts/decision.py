"""Decisions (行政处罚法第三十三条、第五十七条、第五十九条至第六十一条)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mq_enforce.case.acts.common import Act
from mq_enforce.case.acts.proposal import Penalty, PenaltyKind, Proposal
from mq_enforce.case.acts.wording import Worded
from mq_enforce.case.values import Approval, Asks, Labelled, LongNote, LongText, Signature, Text
from mq_enforce.law.articles import Article


class DecisionApproved(Act):
    """批准处罚决定 (form 23)."""

    label: ClassVar[str] = "批准处罚决定"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["decision_approved"] = "decision_approved"
    statement_summary: LongText = Field(title="陈述申辩及听证情况")
    statement_answer: LongText = Field(title="复核及采纳情况")
    approval: Approval = Field(title="审批")


_DECIDED = "决定与最后一次告知一致的不填"


class PenaltyDecided(Worded):
    """作出行政处罚决定; ``decided`` left out means exactly what the last notice told the party."""

    label: ClassVar[str] = "作出行政处罚决定"
    kind: Literal["penalty_decided"] = "penalty_decided"
    decided: Annotated[Proposal | None, Asks(folded=True, hint=_DECIDED)] = Field(default=None, title="决定内容（空为照最后一次告知）")
    change_reason: Annotated[str, Asks(long=True, folded=True)] = Field(default="", title="与告知不同的理由")
    based_on_hearing_record: bool = Field(default=False, title="根据听证笔录作出")
    surcharge_stated: Annotated[bool, Asks(folded=True)] = Field(default=True, title="载明逾期加处罚款及标准")
    sealed: Annotated[bool, Asks(folded=True)] = Field(default=True, title="盖有本机关印章")
    announced_in_presence: bool = Field(default=False, title="当场宣告并交付")
    payment_channel: Annotated[Text, Asks(folded=True)] = Field(default="指定银行或者电子支付系统", title="缴款方式")


class NoPenaltyGround(Labelled):
    """The six grounds of 不予行政处罚 (procedure.md §2.8)."""

    TRIVIAL = ("trivial", "违法行为轻微并及时改正，没有造成危害后果")
    FIRST_TIME = ("first_time", "初次违法且危害后果轻微并及时改正")
    NO_FAULT = ("no_fault", "有证据足以证明没有主观过错")
    NO_CAPACITY = ("no_capacity", "没有责任能力")
    NOT_PROVEN = ("not_proven", "违法事实不能成立")
    LIMITATION = ("limitation", "超过行政处罚时效")


class NoPenaltyApproved(Act):
    """批准不予行政处罚 (form 54)."""

    label: ClassVar[str] = "批准不予行政处罚"
    kind: Literal["no_penalty_approved"] = "no_penalty_approved"
    ground: NoPenaltyGround = Field(title="不予处罚的情形")
    ground_article: Article = Field(title="依据条款")
    reason: LongText = Field(title="理由和证据")
    approval: Approval = Field(title="审批")


class NoPenaltyDecided(Worded):
    """作出不予行政处罚决定."""

    label: ClassVar[str] = "作出不予行政处罚决定"
    kind: Literal["no_penalty_decided"] = "no_penalty_decided"
    ground: NoPenaltyGround = Field(title="不予处罚的情形")
    ground_article: Article = Field(title="依据条款")
    reason: LongText = Field(title="理由")
    order: LongNote = Field(default="", title="责令改正、责令监护人管教等内容")
    sealed: Annotated[bool, Asks(folded=True)] = Field(default=True, title="盖有本机关印章")


class EducationGiven(Act):
    """批评教育 (行政处罚法第三十三条第三款)."""

    label: ClassVar[str] = "批评教育"
    kind: Literal["education_given"] = "education_given"
    place: Text = Field(title="地点")
    content: LongText = Field(title="教育内容")
    promise: LongNote = Field(default="", title="当事人承诺")
    signature: Signature = Field(default_factory=Signature, title="签名情况")


def fines(penalties: tuple[Penalty, ...]) -> tuple[Penalty, ...]:
    """Return the fines among the penalties."""
    return tuple(penalty for penalty in penalties if penalty.kind is PenaltyKind.FINE)
