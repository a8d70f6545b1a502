"""Acts of telling, hearing statements, and the hearing (行政处罚法第四十四条、第四十五条、第六十二条至第六十五条)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from mq_enforce.base.privacy import Privacy
from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.acts.wording import Worded
from mq_enforce.case.values import Asks, Labelled, LongNote, LongText, Moment, PersonId, Picked, Private, Signature, Text, Turn, Value


class NoticeIssued(Worded):
    """A notice of what is proposed; the proposal is the one last approved for the party."""

    statement_days: int = Field(default=5, ge=3, title="陈述申辩期限（工作日）")
    statement_place: Text = Field(title="陈述申辩地点")


class PriorNoticeIssued(NoticeIssued):
    """行政处罚事先告知."""

    label: ClassVar[str] = "发出行政处罚事先告知书"
    kind: Literal["prior_notice_issued"] = "prior_notice_issued"


class HearingRightsNoticeIssued(NoticeIssued):
    """听证告知, which also tells the right to make a statement."""

    label: ClassVar[str] = "发出行政处罚听证告知书"
    kind: Literal["hearing_rights_notice_issued"] = "hearing_rights_notice_issued"


class StatementMade(Event):
    """当事人陈述、申辩."""

    label: ClassVar[str] = "听取陈述申辩"
    kind: Literal["statement_made"] = "statement_made"
    began: Moment = Field(title="开始时间")
    ended: Moment = Field(title="结束时间")
    place: Text = Field(title="地点")
    speaker: Annotated[Text, Private(Privacy.NAME)] = Field(title="陈述申辩人")
    speaker_relation: Text = Field(default="当事人本人", title="与当事人关系")
    recorder: PersonId = Field(title="记录人")
    content: LongText = Field(title="陈述申辩内容")
    materials: tuple[str, ...] = Field(default=(), title="提交的材料")
    signature: Signature = Field(default_factory=Signature, title="签名情况")


class RightsWaived(Event):
    """当事人书面放弃陈述申辩或者听证的权利; the notice itself can never be waived."""

    label: ClassVar[str] = "放弃陈述申辩（听证）权利"
    kind: Literal["rights_waived"] = "rights_waived"
    statement: bool = Field(default=True, title="放弃陈述、申辩")
    hearing: bool = Field(default=False, title="放弃听证")
    in_writing: bool = Field(title="书面明确放弃")


class Answer(Value):
    """One point the party made and what the office answers."""

    point: Text = Field(title="当事人意见")
    adopted: bool = Field(title="是否采纳")
    reason: LongText = Field(title="复核情况和理由")


class StatementReviewed(Act):
    """陈述申辩的复核 (行政处罚法第四十五条)."""

    label: ClassVar[str] = "复核陈述申辩"
    kind: Literal["statement_reviewed"] = "statement_reviewed"
    answers: tuple[Answer, ...] = Field(min_length=1, title="逐项复核")
    conclusion: LongText = Field(title="复核结论")


class HearingRequested(Event):
    """当事人要求听证; what was posted before the period ran out is in time (民事诉讼法第八十五条第四款)."""

    label: ClassVar[str] = "收到听证申请"
    done_by: ClassVar[Picked] = "person"
    kind: Literal["hearing_requested"] = "hearing_requested"
    reason: LongNote = Field(default="", title="申请理由")
    matter: Text = Field(title="申请听证事项")
    posted_on: date | None = Field(default=None, title="申请书交邮日期（邮寄提出的）")

    @model_validator(mode="after")
    def _posted_before_it_came(self) -> Self:
        if self.posted_on is not None and self.posted_on > self.on:
            message = "听证申请书的交邮日期晚于收到的日期；交邮日期应当不晚于收到申请的当天"
            raise ValueError(message)
        return self


_CLOSED = "只有涉及国家秘密、商业秘密或者个人隐私依法予以保密的，才不公开（行政处罚法第六十四条第三项）"


class HearingNotified(Worded):
    """通知听证; ``meeting`` names the hearing; the notice is delivered to each party that asked for it."""

    label: ClassVar[str] = "发出听证通知"
    done_by: ClassVar[Picked] = "person"
    kind: Literal["hearing_notified"] = "hearing_notified"
    hearing_at: Moment = Field(title="听证时间")
    place: Text = Field(title="听证地点")
    open: bool = Field(default=True, title="公开举行")
    closed_reason: Annotated[str, Asks(hint=_CLOSED)] = Field(default="", title="不公开的理由")
    chair: PersonId = Field(title="听证主持人")
    members: Annotated[tuple[str, ...], Asks(picked="person")] = Field(default=(), title="听证员")
    recorder: PersonId = Field(title="记录员")
    recusal_until: date = Field(title="申请回避的截止日期")
    announced_on: date | None = Field(default=None, title="听证公告日期")


class HearingOutcome(Labelled):
    """How a hearing ended."""

    HELD = ("held", "听证举行完毕")
    ABSENT = ("absent", "当事人无正当理由不出席，终止听证")
    LEFT = ("left", "当事人中途退出，终止听证")


class HearingHeld(Act):
    """举行听证."""

    label: ClassVar[str] = "举行听证"
    done_by: ClassVar[Picked] = "person"
    kind: Literal["hearing_held"] = "hearing_held"
    began: Moment = Field(title="开始时间")
    ended: Moment = Field(title="结束时间")
    place: Text = Field(title="听证地点")
    chair: PersonId = Field(title="听证主持人")
    members: Annotated[tuple[str, ...], Asks(picked="person")] = Field(default=(), title="听证员")
    recorder: PersonId = Field(title="记录员")
    investigators: Annotated[tuple[str, ...], Asks(picked="officer")] = Field(min_length=1, title="案件调查人员")
    present_parties: Annotated[tuple[str, ...], Asks(picked="party")] = Field(default=(), title="到场当事人")
    outcome: HearingOutcome = Field(default=HearingOutcome.HELD, title="听证结果")
    turns: tuple[Turn, ...] = Field(min_length=1, title="听证记录")
    signature: Signature = Field(default_factory=Signature, title="签名情况")


class HearingReported(Act):
    """听证报告."""

    label: ClassVar[str] = "提出听证报告"
    done_by: ClassVar[Picked] = "person"
    kind: Literal["hearing_reported"] = "hearing_reported"
    summary: LongText = Field(title="听证基本情况")
    disputes: LongText = Field(title="争议焦点和双方意见")
    opinion: LongText = Field(title="听证意见")
