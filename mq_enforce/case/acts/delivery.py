"""Delivery of papers (行政处罚法第六十一条; 民事诉讼法第八十七条至第九十五条)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.acts.wording import Worded
from mq_enforce.case.values import Asks, DocumentId, Labelled, LongText, Private, Text


class AddressConfirmed(Event):
    """当事人确认送达地址和方式; electronic delivery needs the party's signed consent."""

    label: ClassVar[str] = "确认送达地址"
    kind: Literal["address_confirmed"] = "address_confirmed"
    address: Annotated[Text, Private(Privacy.ADDRESS)] = Field(title="送达地址")
    receiver: Annotated[Text, Private(Privacy.NAME)] = Field(title="收件人")
    phone: Annotated[str, Private(Privacy.PHONE)] = Field(default="", title="电话")
    electronic: bool = Field(default=False, title="同意电子送达")
    electronic_address: Annotated[str, Private(Privacy.PHONE)] = Field(default="", title="电子送达地址")
    signed: bool = Field(default=True, title="当事人已签名")


class DeliveryMethod(Labelled):
    """Ways of delivery."""

    DIRECT = ("direct", "直接送达")
    LEFT = ("left", "留置送达")
    ENTRUSTED = ("entrusted", "委托送达")
    POST = ("post", "邮寄送达")
    TRANSFERRED = ("transferred", "转交送达")
    ELECTRONIC = ("electronic", "电子送达")
    PUBLIC_NOTICE = ("public_notice", "公告送达")


class ReceivedBy(Labelled):
    """Who took the paper: the persons of 民事诉讼法第八十八条, or somebody else, with whom nothing is delivered."""

    SELF = ("self", "本人")
    ADULT_HOUSEHOLD = ("adult_household", "同住成年家属")
    HEAD = ("head", "法定代表人（主要负责人）")
    RECEIVING_CLERK = ("receiving_clerk", "单位负责收件的人")
    AGENT = ("agent", "代理人")
    NOMINATED = ("nominated", "指定代收人")
    OTHER = ("other", "其他人")


class Unreachable(Event):
    """受送达人下落不明，或者用其他方式无法送达, with its proof."""

    label: ClassVar[str] = "查明无法送达"
    kind: Literal["unreachable"] = "unreachable"
    attempts: LongText = Field(title="已用过的送达方式和结果")
    proof: LongText = Field(title="下落不明或者无法送达的证明")


class PublicNoticePosted(Worded):
    """发出送达公告 (民事诉讼法第九十五条); thirty days later the paper counts as delivered."""

    label: ClassVar[str] = "发出送达公告"
    kind: Literal["public_notice_posted"] = "public_notice_posted"
    document: DocumentId = Field(title="公告送达的文书")
    reason: LongText = Field(title="公告送达的原因和经过")
    channels: tuple[Text, ...] = Field(min_length=1, title="公告方式")
    posted_on: date = Field(title="最后张贴（刊登）日期")


_RECEIVED = "邮寄的填回执上注明的收到日期；公告的填期满视为送达的日期"


class Delivered(Act):
    """送达. ``document`` is the id of the paper's kind; ``refers_to`` names the act that issued it when there are several.

    ``received_by`` is what the law asks about the receiver; ``receiver_relation`` says it more closely for the receipt.
    """

    label: ClassVar[str] = "送达文书"
    kind: Literal["delivered"] = "delivered"
    document: DocumentId = Field(title="送达文书")
    method: DeliveryMethod = Field(title="送达方式")
    place: Text = Field(title="送达地点")
    received_on: Annotated[date, Asks(hint=_RECEIVED)] = Field(title="收到（视为送达）日期")
    receiver: Annotated[str, Private(Privacy.NAME)] = Field(default="", title="收件人")
    received_by: ReceivedBy = Field(default=ReceivedBy.SELF, title="签收人身份")
    receiver_relation: str = Field(default="本人", title="与受送达人关系")
    refused_reason: str = Field(default="", title="拒收事由")
    witness: Annotated[str, Private(Privacy.WITNESS)] = Field(default="", title="见证人")
    witness_unit: str = Field(default="", title="见证人单位")
    filmed: bool = Field(default=False, title="已拍照、录像记录送达过程")
    tracking_number: Annotated[str, Asks(folded=True)] = Field(default="", title="邮件号码")
    returned: Annotated[bool, Asks(folded=True)] = Field(default=False, title="邮件被退回")
    posted_on: Annotated[date | None, Asks(folded=True)] = Field(default=None, title="交邮或者公告日期")
    reconsideration_channel_given: Annotated[bool, Asks(folded=True)] = Field(default=False, title="已同时提供网上申请复议的渠道")
