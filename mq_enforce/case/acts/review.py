"""Legal review and deliberation (行政处罚法第五十七条、第五十八条; 河南省行政执法条例第二十八条)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from mq_enforce.case.acts.common import Act
from mq_enforce.case.values import Labelled, LeaderId, LongText, Moment, PersonId, Picked, ReviewerId, Text, Value


class ReviewSubmitted(Act):
    """送法制审核."""

    label: ClassVar[str] = "送法制审核"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["legal_review_submitted"] = "legal_review_submitted"
    reasons: tuple[Text, ...] = Field(min_length=1, title="应当审核的理由")
    materials: tuple[Text, ...] = Field(min_length=1, title="送审材料")
    reviewer: ReviewerId = Field(title="法制审核人员")


class ReviewHead(Labelled):
    """The nine heads of the reviewer's checklist."""

    PERSONS = ("persons", "执法主体和人员资格")
    POWERS = ("powers", "职权")
    FACTS = ("facts", "事实")
    EVIDENCE = ("evidence", "证据")
    BASIS = ("basis", "适用依据")
    DISCRETION = ("discretion", "裁量")
    PROCEDURE = ("procedure", "程序")
    PAPERS = ("papers", "文书")
    CRIME = ("crime", "是否涉嫌犯罪需要移送")


class HeadChecked(Value):
    """One head of the checklist with its result."""

    head: ReviewHead = Field(title="审核项目")
    passed: bool = Field(title="是否符合")
    remark: str = Field(default="", title="说明")


class ReviewOpinion(Labelled):
    """Kinds of opinion of the reviewer."""

    AGREE = ("agree", "同意")
    CORRECT = ("correct", "建议改正")
    INVESTIGATE = ("investigate", "补充调查")
    DISAGREE = ("disagree", "不同意")
    TRANSFER = ("transfer", "移送")


class ReviewGiven(Act):
    """法制审核意见."""

    label: ClassVar[str] = "出具法制审核意见"
    done_by: ClassVar[Picked] = "reviewer"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["legal_review_given"] = "legal_review_given"
    reviewer: ReviewerId = Field(title="法制审核人员")
    opinion: ReviewOpinion = Field(title="审核结论")
    heads: tuple[HeadChecked, ...] = Field(min_length=1, title="审核项目")
    text: LongText = Field(title="审核意见")


class Vote(Labelled):
    """A person's vote in the deliberation."""

    AGREE = ("agree", "同意")
    DISAGREE = ("disagree", "不同意")
    ABSTAIN = ("abstain", "弃权")
    NONE = ("none", "列席，不参加表决")


class Voice(Value):
    """What one person said and how they voted."""

    person: PersonId = Field(title="参加人")
    vote: Vote = Field(title="表决")
    opinion: LongText = Field(title="意见和理由")


class DeliberationHeld(Act):
    """负责人集体讨论."""

    label: ClassVar[str] = "负责人集体讨论"
    done_by: ClassVar[Picked] = "leader"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["deliberation_held"] = "deliberation_held"
    began: Moment = Field(title="开始时间")
    ended: Moment = Field(title="结束时间")
    place: Text = Field(title="地点")
    host: LeaderId = Field(title="主持人")
    reporter: PersonId = Field(title="汇报人")
    recorder: PersonId = Field(title="记录人")
    reason: LongText = Field(title="集体讨论的原因")
    report: LongText = Field(title="案情汇报")
    voices: tuple[Voice, ...] = Field(min_length=1, title="参加人员意见")
    conclusion: LongText = Field(title="结论性意见")
    adopted: bool = Field(default=True, title="同意拟处理意见")
