"""Acts of investigation (行政处罚法第二十八条、第四十六条、第五十四条至第五十六条)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.acts.wording import Worded
from mq_enforce.case.values import (
    Approval,
    Asks,
    Labelled,
    LongNote,
    LongText,
    Moment,
    PersonId,
    Private,
    Sex,
    Signature,
    Text,
    Turn,
    Value,
)
from mq_enforce.law.articles import Article


class Session(Act):
    """An act before other people: it begins and ends, certificates are shown, recusal is told, somebody signs."""

    began: Moment = Field(title="开始时间")
    ended: Moment = Field(title="结束时间")
    place: Text = Field(title="地点")
    recorder: PersonId = Field(title="记录人")
    certificates_shown: bool = Field(title="已出示执法证件")
    certificate_answer: str = Field(default="看清楚了，没有异议。", title="对证件的答复")
    recusal_told: bool = Field(title="已告知申请回避等权利")
    recusal_answer: str = Field(default="不申请回避。", title="对回避的答复")
    signature: Signature = Field(default_factory=Signature, title="签名情况")


class SiteInspected(Session):
    """现场检查（勘验）."""

    label: ClassVar[str] = "现场检查（勘验）"
    kind: Literal["site_inspected"] = "site_inspected"
    weather: str = Field(default="", title="天气")
    present_name: Annotated[Text, Private(Privacy.WITNESS)] = Field(title="现场负责人（陪同人）")
    present_post: str = Field(default="", title="职务")
    present_relation: Text = Field(title="与当事人关系")
    findings: LongText = Field(title="现场情况")
    measures: LongNote = Field(default="", title="现场采取的措施")
    photos: int = Field(default=0, ge=0, title="照片（张）")
    recordings: int = Field(default=0, ge=0, title="录像（段）")
    sketches: int = Field(default=0, ge=0, title="示意图（张）")


class Interviewee(Value):
    """The person who answers."""

    name: Annotated[Text, Private(Privacy.WITNESS)] = Field(title="姓名")
    sex: Sex = Field(title="性别")
    born_on: Annotated[date, Private(Privacy.ID_NUMBER)] = Field(title="出生日期")
    id_number: Annotated[Text, Private(Privacy.ID_NUMBER)] = Field(title="身份证号码")
    ethnicity: str = Field(default="", title="民族")
    work_unit: str = Field(default="", title="工作单位")
    post: str = Field(default="", title="职务")
    address: Annotated[Text, Private(Privacy.ADDRESS)] = Field(title="住址")
    phone: Annotated[Text, Private(Privacy.PHONE)] = Field(title="联系电话")
    relation: Text = Field(title="与本案关系")


class InterviewHeld(Session):
    """询问: one person, one record."""

    label: ClassVar[str] = "询问"
    kind: Literal["interview_held"] = "interview_held"
    person: Interviewee = Field(title="被询问人")
    ordinal: int = Field(default=1, ge=1, title="第几次询问")
    guardian_present: Annotated[str, Private(Privacy.MINOR)] = Field(default="", title="在场的监护人等")
    turns: tuple[Turn, ...] = Field(min_length=1, title="问答")


class EvidenceKind(Labelled):
    """The eight kinds of evidence of 行政处罚法第四十六条第一款."""

    DOCUMENT = ("document", "书证")
    OBJECT = ("object", "物证")
    AUDIOVISUAL = ("audiovisual", "视听资料")
    ELECTRONIC = ("electronic", "电子数据")
    WITNESS = ("witness", "证人证言")
    PARTY = ("party", "当事人的陈述")
    EXPERT = ("expert", "鉴定意见")
    RECORD = ("record", "勘验笔录、现场笔录")


class Monitoring(Value):
    """Electronic monitoring as evidence: the conditions of 行政处罚法第四十一条."""

    legal_basis: bool = Field(title="有法律、行政法规依据")
    device_reviewed: bool = Field(title="设备经法制和技术审核")
    place_published: bool = Field(title="设置地点已公布")
    record_reviewed: bool = Field(title="记录内容经审核")


_UNLAWFUL = "以非法手段取得的证据，不得作为认定案件事实的根据（行政处罚法第四十六条第三款）"
_MONITORED = "电子技术监控设备取得的证据要合乎行政处罚法第四十一条的条件"


class EvidenceCollected(Act):
    """取得证据; papers ``handed_in`` are only received, which anybody of the office may do."""

    label: ClassVar[str] = "收集证据"
    kind: Literal["evidence_collected"] = "evidence_collected"
    evidence: Annotated[Text, Asks(folded=True)] = Field(title="证据编号")
    evidence_kind: EvidenceKind = Field(title="证据种类")
    name: Text = Field(title="证据名称")
    source: LongText = Field(title="来源（提供人、取得方式）")
    place: Text = Field(title="取得地点")
    proves: LongText = Field(title="证明内容")
    pages: int = Field(default=1, ge=0, title="页数（件数）")
    file: Annotated[str, Asks(file=True)] = Field(default="", title="文件")
    sha256: Annotated[str, Asks(hidden=True)] = Field(default="", title="校验值（程序填写）")
    compared_with_original: bool = Field(default=False, title="复制件已与原件核对")
    unlawful: Annotated[bool, Asks(folded=True, hint=_UNLAWFUL)] = Field(default=False, title="以非法手段取得")
    handed_in: bool = Field(default=False, title="当事人等主动提交，仅登记接收")
    monitoring: Annotated[Monitoring | None, Asks(folded=True, hint=_MONITORED)] = Field(default=None, title="电子技术监控设备记录")
    certificates_shown: bool = Field(default=True, title="已出示执法证件")


class Goods(Value):
    """A thing on a list of goods."""

    id: Text = Field(title="物品编号")
    name: Text = Field(title="名称")
    model: str = Field(default="", title="规格型号")
    unit: Text = Field(title="单位")
    quantity: Text = Field(title="数量")
    condition: str = Field(default="", title="备注（成色等）")


class PreservationApproved(Act):
    """批准先行登记保存 (行政处罚法第五十六条)."""

    label: ClassVar[str] = "批准先行登记保存"
    kind: Literal["preservation_approved"] = "preservation_approved"
    reason: LongText = Field(title="登记保存的理由")
    goods: tuple[Goods, ...] = Field(min_length=1, title="拟登记保存的物品")
    method: Text = Field(title="保存方式")
    place: Text = Field(title="保存地点")
    approval: Approval = Field(title="审批")


class PreservationStarted(Worded):
    """实施先行登记保存."""

    label: ClassVar[str] = "先行登记保存"
    kind: Literal["preservation_started"] = "preservation_started"
    goods: tuple[Goods, ...] = Field(min_length=1, title="登记保存的物品")
    method: Text = Field(title="保存方式")
    place: Text = Field(title="保存地点")
    keeper: Text = Field(title="保管人")
    certificates_shown: bool = Field(title="已出示执法证件")
    signature: Signature = Field(default_factory=Signature, title="签名情况")


class Disposal(Labelled):
    """How preserved things are dealt with within seven working days."""

    COPIED_AND_RETURNED = ("copied_and_returned", "采取复制、拍照等保全措施后返还")
    SENT_FOR_APPRAISAL = ("sent_for_appraisal", "送交检验、鉴定")
    SEIZED = ("seized", "依法转为查封、扣押")
    CONFISCATION = ("confiscation", "依法没收的，随处罚程序处理")
    TRANSFERRED = ("transferred", "移送有关部门处理")
    RELEASED = ("released", "解除登记保存并返还")

    @property
    def gives_back(self) -> bool:
        """Whether the things go back to the party."""
        return self in {Disposal.COPIED_AND_RETURNED, Disposal.RELEASED}


class PreservationDisposed(Act):
    """先行登记保存物品的处理决定."""

    label: ClassVar[str] = "处理先行登记保存物品"
    concerns: ClassVar[tuple[str, ...]] = ("party", "item")
    kind: Literal["preservation_disposed"] = "preservation_disposed"
    disposal: Disposal = Field(title="处理方式")
    explanation: LongText = Field(title="处理说明")
    certificates_shown: bool = Field(default=True, title="已出示执法证件")


class RectificationOrdered(Worded):
    """责令（限期）改正 (行政处罚法第二十八条第一款); not a penalty."""

    label: ClassVar[str] = "责令改正"
    kind: Literal["rectification_ordered"] = "rectification_ordered"
    violated: tuple[Article, ...] = Field(min_length=1, title="违反的规定")
    basis: tuple[Article, ...] = Field(min_length=1, title="责令改正的依据")
    conduct: LongText = Field(title="违法行为")
    content: LongText = Field(title="改正内容和要求")
    until: date | None = Field(default=None, title="改正期限（空为立即改正）")
    consequences: LongText = Field(title="逾期不改正的后果")
    remedies_told: Annotated[bool, Asks(folded=True)] = Field(default=True, title="载明救济途径")


class ReviewResult(Labelled):
    """What a re-check found."""

    DONE = ("done", "已经改正")
    PARTLY = ("partly", "部分改正")
    NOT_DONE = ("not_done", "未改正")


class RectificationReviewed(Act):
    """改正情况复查."""

    label: ClassVar[str] = "复查改正情况"
    kind: Literal["rectification_reviewed"] = "rectification_reviewed"
    place: Text = Field(title="复查地点")
    result: ReviewResult = Field(title="复查结果")
    findings: LongText = Field(title="复查情况")
    certificates_shown: bool = Field(title="已出示执法证件")
    present_name: Annotated[Text, Private(Privacy.WITNESS)] = Field(title="在场人")
    signature: Signature = Field(default_factory=Signature, title="签名情况")


class CrimeSuspected(Event):
    """发现涉嫌犯罪: the case must go to the police, a fine may not stand in for it (移送规定第三条、第十一条)."""

    label: ClassVar[str] = "发现涉嫌犯罪"
    kind: Literal["crime_suspected"] = "crime_suspected"
    facts: LongText = Field(title="涉嫌犯罪的事实")


class CrimeTransferred(Event):
    """案件移送公安机关 (移送规定第五条、第六条); ``document`` is the letter of transfer."""

    label: ClassVar[str] = "移送公安机关"
    kind: Literal["crime_transferred"] = "crime_transferred"
    document: Text = Field(title="涉嫌犯罪案件移送书")
    transferred_on: date = Field(title="移送日期")


class CrimeReturned(Event):
    """司法机关退回案件: no criminal case was opened, or no punishment followed (移送规定第十条; 行政处罚法第二十七条第一款)."""

    label: ClassVar[str] = "涉嫌犯罪案件退回"
    kind: Literal["crime_returned"] = "crime_returned"
    document: Text = Field(title="不予立案通知书（不起诉决定书、免予刑事处罚的判决书等）")


class CapacityAssessed(Event):
    """行为时能否辨认或者控制自己行为 (行政处罚法第三十一条)."""

    label: ClassVar[str] = "认定行为能力"
    kind: Literal["capacity_assessed"] = "capacity_assessed"
    could_control: bool = Field(title="行为时能够辨认和控制")
    proof: LongText = Field(title="依据")


class NoFaultShown(Event):
    """当事人提交证据证明没有主观过错 (行政处罚法第三十三条第二款)."""

    label: ClassVar[str] = "当事人证明没有主观过错"
    kind: Literal["no_fault_shown"] = "no_fault_shown"
    proof: LongText = Field(title="证据")
    sufficient: bool = Field(title="证据是否足以证明")
    exception: LongNote = Field(default="", title="法律、行政法规另有规定")


class EarlierFineFound(Event):
    """同一违法行为已有罚款决定 (行政处罚法第二十九条)."""

    label: ClassVar[str] = "查明已有罚款决定"
    kind: Literal["earlier_fine_found"] = "earlier_fine_found"
    decision: Text = Field(title="决定书")
    authority: Text = Field(title="作出机关")
    still_valid: bool = Field(title="现仍有效（未被撤销或者确认无效）")
