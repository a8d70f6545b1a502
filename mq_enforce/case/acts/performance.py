"""Performance: payment, deferral, surcharge, remedies (行政处罚法第六十六条至第七十三条)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.values import Approval, Asks, Labelled, LongText, Picked, Text, Value, Yuan


class FinePaid(Event):
    """当事人缴纳罚款 to the bank or by electronic payment."""

    label: ClassVar[str] = "当事人缴纳罚款"
    done_by: ClassVar[Picked] = "person"
    kind: Literal["fine_paid"] = "fine_paid"
    amount: Yuan = Field(title="金额")
    surcharge: Yuan | None = Field(default=None, title="其中加处罚款")
    paid_on: date = Field(title="缴款日期")
    bank: Text = Field(title="收款机构")
    receipt: Text = Field(title="票据号码")


class SpotCollection(Labelled):
    """The lawful cases of collecting on the spot (行政处罚法第六十八条、第六十九条)."""

    UP_TO_100 = ("up_to_100", "一百元以下的罚款")
    HARD_LATER = ("hard_later", "不当场收缴事后难以执行")
    REMOTE = ("remote", "边远、水上、交通不便地区，当事人缴纳有困难并提出")
    NONE = ("none", "不属于以上情形")


class FineCollected(Act):
    """执法人员当场收缴罚款."""

    label: ClassVar[str] = "当场收缴罚款"
    kind: Literal["fine_collected"] = "fine_collected"
    amount: Yuan = Field(title="金额")
    ground: SpotCollection = Field(title="当场收缴的情形")
    requested_by_party: bool = Field(default=False, title="当事人提出")
    special_receipt: bool = Field(title="出具财政部门统一制发的专用票据")
    receipt: str = Field(default="", title="票据号码")
    handed_to_agency_on: date | None = Field(default=None, title="交至本机关日期")
    paid_to_bank_on: date | None = Field(default=None, title="缴付银行日期")


class Instalment(Value):
    """One instalment: what is due when."""

    due: date = Field(title="应缴日期")
    amount: Yuan = Field(title="金额")


class DeferralRequested(Event):
    """申请延期（分期）缴纳."""

    label: ClassVar[str] = "申请延期（分期）缴纳罚款"
    done_by: ClassVar[Picked] = "person"
    kind: Literal["deferral_requested"] = "deferral_requested"
    reason: LongText = Field(title="经济困难的理由")
    proof: LongText = Field(title="证明材料")
    instalments: tuple[Instalment, ...] = Field(min_length=1, title="申请的期次")


class DeferralApproved(Act):
    """批准延期（分期）缴纳 (行政处罚法第六十六条第二款)."""

    label: ClassVar[str] = "批准延期（分期）缴纳罚款"
    kind: Literal["deferral_approved"] = "deferral_approved"
    instalments: tuple[Instalment, ...] = Field(min_length=1, title="批准的期次")
    approval: Approval = Field(title="审批")


class SurchargeDecided(Act):
    """加处罚款决定 (行政处罚法第七十二条第一款第一项)."""

    label: ClassVar[str] = "决定加处罚款"
    kind: Literal["surcharge_decided"] = "surcharge_decided"
    until: date = Field(title="计算至")
    amount: Yuan = Field(title="加处罚款数额")
    sealed: Annotated[bool, Asks(folded=True)] = Field(default=True, title="盖有本机关印章")


class RemedyKind(Labelled):
    """A remedy the party took."""

    RECONSIDERATION = ("reconsideration", "行政复议")
    LAWSUIT = ("lawsuit", "行政诉讼")


class RemedyStarted(Event):
    """当事人申请行政复议或者提起行政诉讼."""

    label: ClassVar[str] = "当事人申请复议（起诉）"
    done_by: ClassVar[Picked] = "person"
    kind: Literal["remedy_started"] = "remedy_started"
    remedy: RemedyKind = Field(title="救济方式")
    body: Text = Field(title="受理机关")
    applied_on: date = Field(title="申请（起诉）日期")


class RemedyOutcome(Labelled):
    """How a remedy ended."""

    UPHELD = ("upheld", "维持或者驳回")
    CHANGED = ("changed", "变更")
    REVOKED = ("revoked", "撤销")
    UNLAWFUL = ("unlawful", "确认违法或者无效")
    WITHDRAWN = ("withdrawn", "撤回")


class RemedyEnded(Event):
    """复议、诉讼终结; ``refers_to`` names its start."""

    label: ClassVar[str] = "复议（诉讼）终结"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ("party", "refers_to")
    kind: Literal["remedy_ended"] = "remedy_ended"
    outcome: RemedyOutcome = Field(title="结果")
    document: Text = Field(title="生效文书")
    amount: Yuan | None = Field(default=None, title="变更后的罚款数额")
    for_procedure: bool = Field(default=False, title="以违反法定程序为由撤销")
    ended_on: date = Field(title="文书送达本机关日期")
