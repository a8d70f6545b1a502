"""Acts from the clue to the assigned officers (行政处罚法第二十二条、第四十二条、第四十三条、第五十四条)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.values import Approval, Asks, Labelled, LongText, PersonId, Picked, Private, Value
from mq_enforce.law.articles import Article


class ClueSource(Labelled):
    """Where a clue came from."""

    INSPECTION = ("inspection", "行政检查中发现")
    REPORT = ("report", "举报")
    COMPLAINT = ("complaint", "投诉")
    ASSIGNED = ("assigned", "上级交办")
    TRANSFERRED = ("transferred", "有关部门移送")
    MONITORING = ("monitoring", "电子监控发现")
    OTHER = ("other", "其他途径")


class Reporter(Value):
    """Who reported; kept secret unless they agree otherwise."""

    name: Annotated[str, Private(Privacy.WITNESS)] = Field(default="", title="举报人姓名")
    sex: str = Field(default="", title="性别")
    phone: Annotated[str, Private(Privacy.PHONE)] = Field(default="", title="联系电话")
    address: Annotated[str, Private(Privacy.ADDRESS)] = Field(default="", title="住址")
    anonymous: bool = Field(default=False, title="匿名")
    confidential: bool = Field(default=True, title="要求保密")
    wants_reply: bool = Field(default=False, title="要求回复")


class ClueRegistered(Event):
    """线索登记."""

    label: ClassVar[str] = "登记线索"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["clue_registered"] = "clue_registered"
    source: ClueSource = Field(title="案件来源")
    source_detail: str = Field(default="", title="来源说明")
    reporter: Reporter | None = Field(default=None, title="举报人")
    content: LongText = Field(title="线索内容")
    suggestion: LongText = Field(title="承办建议")
    team_opinion: LongText = Field(title="承办部门意见")


class JurisdictionConfirmed(Act):
    """管辖与职权核对: the place lies in the agency's area and the matter is granted (行政处罚法第二十二条、第二十四条)."""

    label: ClassVar[str] = "核对管辖和职权"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["jurisdiction_confirmed"] = "jurisdiction_confirmed"
    within_area: bool = Field(title="行为地在本机关辖区")
    reason: LongText = Field(title="管辖说明")


class FilingApproved(Act):
    """立案 (行政处罚法第五十四条第二款)."""

    label: ClassVar[str] = "批准立案"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["filing_approved"] = "filing_approved"
    summary: LongText = Field(title="案情摘要及立案理由")
    violated: tuple[Article, ...] = Field(min_length=1, title="涉嫌违反的条款")
    discovered_on: date = Field(title="发现违法行为的日期")
    approval: Approval = Field(title="审批")


class OfficersAssigned(Act):
    """指派承办人 (行政处罚法第四十二条: at least two, certified)."""

    label: ClassVar[str] = "指派承办人员"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["officers_assigned"] = "officers_assigned"
    officers: Annotated[tuple[str, ...], Asks(picked="officer")] = Field(min_length=1, title="承办人员")


class RecusalCauseFound(Event):
    """回避事由: a relation of an officer, reviewer, chair or head to the case (行政处罚法第四十三条)."""

    label: ClassVar[str] = "出现回避事由"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["recusal_cause_found"] = "recusal_cause_found"
    person: PersonId = Field(title="涉及人员")
    cause: LongText = Field(title="事由")
    raised_by_party: bool = Field(default=False, title="由当事人申请")


class RecusalDecided(Act):
    """回避决定."""

    label: ClassVar[str] = "决定是否回避"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["recusal_decided"] = "recusal_decided"
    person: PersonId = Field(title="涉及人员")
    recused: bool = Field(title="是否回避")
    reason: LongText = Field(title="理由")
