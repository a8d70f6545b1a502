"""Recording, publication, closing and filing (行政处罚法第四十七条、第四十八条、第五十条; 河南省行政执法条例第三十三条第二款)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.values import Approval, Asks, Labelled, LongNote, LongText, Moment, Opinion, PersonId, Picked, Text, Value


class Recording(Value):
    """One recording of the case."""

    id: Text = Field(title="编号")
    content: Text = Field(title="记录内容")
    began: Moment = Field(title="开始时间")
    ended: Moment = Field(title="结束时间")
    place: Text = Field(title="地点")
    recorded_by: PersonId = Field(title="摄录人")
    device: Text = Field(title="设备编号")
    medium: Text = Field(title="存储载体")
    act: Annotated[str, Asks(picked="act")] = Field(default="", title="所记录的行为")


class RecordingsArchived(Act):
    """音像记录归档."""

    label: ClassVar[str] = "音像记录归档登记"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["recordings_archived"] = "recordings_archived"
    recordings: tuple[Recording, ...] = Field(min_length=1, title="音像记录")
    keeper: PersonId = Field(title="保管人")
    retention: Text = Field(title="保存期限")


class Redaction(Labelled):
    """What has to leave a decision before it is published."""

    ID_NUMBER = ("id_number", "公民身份号码")
    ADDRESS = ("address", "住址门牌")
    PHONE = ("phone", "联系电话")
    BANK = ("bank", "银行账号")
    NAME = ("name", "自然人姓名（保留姓氏）")
    WITNESS = ("witness", "举报人、证人等其他自然人姓名")
    HEALTH = ("health", "健康信息")
    PLATE = ("plate", "车辆号牌")
    MINOR = ("minor", "未成年人信息")


class PublicationApproved(Act):
    """公示审批: secrecy check and redaction (行政处罚法第五十条)."""

    label: ClassVar[str] = "批准公示"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["publication_approved"] = "publication_approved"
    site: Text = Field(title="公示平台")
    until: date | None = Field(default=None, title="公示截止日期")
    redacted: tuple[Redaction, ...] = Field(min_length=1, title="已处理的信息")
    secrets_checked: bool = Field(title="已作保密审查")
    contains_secrets: bool = Field(default=False, title="含国家秘密、商业秘密")
    officer_opinion: Opinion = Field(title="公示专员意见")
    agency_opinion: Annotated[Opinion, Asks(by="leader")] = Field(title="负责人意见")


class Published(Act):
    """决定公示 (7 working days for penalties, 国办发〔2018〕118号); ``redacted`` is what the public text left out."""

    label: ClassVar[str] = "公示处罚决定"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["published"] = "published"
    site: Text = Field(title="公示平台")
    credit_reported: bool = Field(default=False, title="已归集至信用平台")


class PublicationWithdrawn(Act):
    """撤回公示 (行政处罚法第四十八条第二款): the published decision was changed, revoked, or found unlawful or void."""

    label: ClassVar[str] = "撤回处罚公示"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["publication_withdrawn"] = "publication_withdrawn"
    site: Text = Field(title="公示平台")
    reason: LongText = Field(title="公开说明的理由")


class ClosingWay(Labelled):
    """How the case ended."""

    PERFORMED = ("performed", "当事人自动履行完毕")
    RECONSIDERED = ("reconsidered", "经行政复议结案")
    LITIGATED = ("litigated", "经行政诉讼结案")
    ENFORCED = ("enforced", "强制执行完毕")
    NO_PENALTY = ("no_penalty", "不予行政处罚")
    OTHER = ("other", "其他")


class CaseClosed(Act):
    """结案."""

    label: ClassVar[str] = "批准结案"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["case_closed"] = "case_closed"
    way: ClosingWay = Field(title="结案方式")
    performance: LongText = Field(title="执行情况")
    termination: str = Field(default="", title="终结执行的文书（没有的留空）")
    approval: Approval = Field(title="审批")


_FONDS = "档案管理部门给本机关编的号，没有的不填"


class DossierFiled(Act):
    """立卷归档."""

    label: ClassVar[str] = "立卷归档"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["dossier_filed"] = "dossier_filed"
    archivist: PersonId = Field(title="立卷人")
    checker: PersonId = Field(title="检查人")
    retention: Text = Field(title="保管期限")
    fonds: Annotated[str, Asks(hint=_FONDS)] = Field(default="", title="全宗号")
    dossier_number: Text = Field(title="案卷号")
    remark: LongNote = Field(default="本卷材料齐全，排列有序。", title="备考说明")


class PartyDocumentsTaken(Event):
    """收取当事人主体资格材料 (form 72)."""

    label: ClassVar[str] = "收取主体资格材料"
    kind: Literal["party_documents_taken"] = "party_documents_taken"
    documents: tuple[Text, ...] = Field(min_length=1, title="材料")
    compared: bool = Field(default=True, title="与原件核对无误")
