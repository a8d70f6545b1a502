"""What is proposed against a party, and the acts that propose it (行政处罚法第二十八条至第三十七条、第五十七条)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mq_enforce.base.money import Money
from mq_enforce.case.acts.common import Act
from mq_enforce.case.acts.wording import Worded
from mq_enforce.case.values import Approval, Asks, Labelled, LongText, Opinion, Text, Value, Yuan
from mq_enforce.law.articles import Article


class PenaltyKind(Labelled):
    """Kinds of penalty (行政处罚法第九条), from the lightest to the heaviest as statistics rank them."""

    WARNING = ("warning", "警告")
    CRITICISM = ("criticism", "通报批评")
    FINE = ("fine", "罚款")
    CONFISCATE_GAINS = ("confiscate_gains", "没收违法所得")
    CONFISCATE_GOODS = ("confiscate_goods", "没收非法财物")
    SUSPEND_LICENCE = ("suspend_licence", "暂扣许可证件")
    DOWNGRADE = ("downgrade", "降低资质等级")
    REVOKE_LICENCE = ("revoke_licence", "吊销许可证件")
    RESTRICT_BUSINESS = ("restrict_business", "限制开展生产经营活动")
    STOP_BUSINESS = ("stop_business", "责令停产停业")
    CLOSE = ("close", "责令关闭")
    BAR = ("bar", "限制从业")
    OTHER = ("other", "法律、行政法规规定的其他行政处罚")


class Penalty(Value):
    """One penalty; ``amount`` for fines and confiscation in yuan."""

    kind: PenaltyKind = Field(title="处罚种类")
    amount: Yuan | None = Field(default=None, title="金额")
    content: str = Field(default="", title="内容")

    @property
    def text(self) -> str:
        """The penalty in words: 罚款人民币壹仟元整（1000元）."""
        if self.amount is not None:
            return f"{self.kind.label}人民币{self.amount.capitals}（{self.amount.short}元）" + (f"，{self.content}" if self.content else "")
        return self.kind.label + (f"：{self.content}" if self.content else "")


class FactorEffect(Labelled):
    """What a circumstance does to the penalty."""

    MUST_MITIGATE = ("must_mitigate", "应当从轻或者减轻")
    MAY_MITIGATE = ("may_mitigate", "可以从轻或者减轻")
    AGGRAVATE = ("aggravate", "从重")
    NEUTRAL = ("neutral", "一般情节")


class Factor(Value):
    """One circumstance with its proof and article (行政处罚法第三十条至第三十二条、第四十九条)."""

    fact: Text = Field(title="情节")
    article: Article = Field(title="依据条款")
    effect: FactorEffect = Field(title="影响")
    proof: Text = Field(title="证据")


class Degree(Labelled):
    """Where the penalty stands to the statutory range."""

    BELOW = ("below", "减轻处罚")
    LIGHT = ("light", "从轻处罚")
    NORMAL = ("normal", "一般处罚")
    HEAVY = ("heavy", "从重处罚")


class CompetingNorm(Value):
    """Another norm that the same conduct breaks and that also orders a fine (行政处罚法第二十九条)."""

    basis: Article = Field(title="处罚依据")
    fine_to: Yuan = Field(title="罚款上限")


_APPLIED = (("old", "行为时的规定"), ("new", "新的规定"))


class LawComparison(Value):
    """Old and new law compared when it changed between conduct and decision (行政处罚法第三十七条)."""

    new_law: Text = Field(title="新的规定")
    new_is_lighter_or_lawful: bool = Field(title="新规定处罚较轻或者不认为违法")
    applied: Annotated[Text, Asks(choices=_APPLIED)] = Field(pattern="^(old|new)$", title="适用")
    reason: LongText = Field(title="比较说明")


_BAND = "本机关登记的裁量基准中的等次；没有登记裁量基准的不填"
_COMPETING = "同一行为还违反其他应当罚款的规定的才填：按照罚款数额高的规定处罚（行政处罚法第二十九条）"
_COMPARED = "违法行为发生以后规定修改或者废止的才填（行政处罚法第三十七条）"


class Proposal(Value):
    """What is to be decided about one party, by names that later papers are compared with (HB-12, HB-59).

    ``findings`` and ``reasons`` are short numbered statements; a decision may drop some, never add any.
    """

    party: Annotated[Text, Asks(picked="party")] = Field(title="当事人")
    findings: tuple[Text, ...] = Field(min_length=1, title="违法事实")
    reasons: tuple[Text, ...] = Field(min_length=1, title="理由")
    violated: tuple[Article, ...] = Field(min_length=1, title="违反的规定")
    basis: tuple[Article, ...] = Field(min_length=1, title="处罚依据")
    penalties: tuple[Penalty, ...] = Field(default=(), title="拟作出的处罚")
    degree: Degree = Field(default=Degree.NORMAL, title="裁量")
    band: Annotated[str, Asks(hint=_BAND)] = Field(default="", title="违法行为等次")
    amount_reason: LongText = Field(title="裁量理由")
    factors: tuple[Factor, ...] = Field(default=(), title="裁量情节")
    competing: Annotated[tuple[CompetingNorm, ...], Asks(folded=True, hint=_COMPETING)] = Field(default=(), title="竞合规范")
    comparison: Annotated[LawComparison | None, Asks(folded=True, hint=_COMPARED)] = Field(default=None, title="新旧法比较")

    @property
    def fine(self) -> Money | None:
        """The fine, or None when none is proposed."""
        return next((p.amount for p in self.penalties if p.kind is PenaltyKind.FINE), None)

    @property
    def confiscated(self) -> Money:
        """The value of what is confiscated."""
        kinds = {PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS}
        return Money(sum(p.amount.fen for p in self.penalties if p.kind in kinds and p.amount is not None))


class InvestigationEnded(Worded):
    """调查终结 (行政处罚法第五十七条第一款)."""

    label: ClassVar[str] = "调查终结"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["investigation_ended"] = "investigation_ended"
    process: LongText = Field(title="调查经过")
    nature: Text = Field(title="案件性质")
    facts_clear: bool = Field(title="违法事实清楚、证据充分")
    evidence: Annotated[tuple[str, ...], Asks(picked="evidence")] = Field(min_length=1, title="据以认定的证据")
    trivial: bool = Field(default=False, title="违法行为轻微")
    corrected_in_time: bool = Field(default=False, title="及时改正")
    harmless: bool = Field(default=False, title="没有造成危害后果")
    first_time: bool = Field(default=False, title="初次违法")
    slight_harm: bool = Field(default=False, title="危害后果轻微")
    complex_or_major: bool = Field(default=False, title="情节复杂或者重大违法行为")
    public_interest: bool = Field(default=False, title="涉及重大公共利益")
    several_legal_relations: bool = Field(default=False, title="情况疑难复杂、涉及多个法律关系")
    proposals: tuple[Proposal, ...] = Field(min_length=1, title="处理建议")
    team_opinion: Opinion = Field(title="承办机构意见")


class ProposalApproved(Act):
    """批准拟处罚意见和告知 (form 15)."""

    label: ClassVar[str] = "批准拟处罚意见"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["proposal_approved"] = "proposal_approved"
    approval: Approval = Field(title="审批")
    proposals: Annotated[tuple[Proposal, ...], Asks(folded=True)] = Field(default=(), title="改变后的处理建议（空为照调查终结报告）")
    change_reason: Annotated[str, Asks(long=True, folded=True)] = Field(default="", title="改变的理由")
    new_facts: Annotated[str, Asks(long=True, folded=True)] = Field(default="", title="非因申辩、听证而新查明的事实")
