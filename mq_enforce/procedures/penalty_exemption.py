"""不予行政处罚 (行政处罚法第三十条、第三十一条、第三十三条、第三十六条、第五十七条第一款): approval, decision, education."""

from __future__ import annotations

from mq_enforce.case.acts.decision import (
    EducationGiven,
    NoPenaltyApproved,
    NoPenaltyDecided,
)
from mq_enforce.procedures.propositions import order
from mq_enforce.procedures.steps import Making, Need, Scope, Step

_INVESTIGATED = Need(order.investigation_over, "调查尚未终结", "《中华人民共和国行政处罚法》第五十七条第一款", "先完成调查终结报告")
_PROPOSAL = Need(
    order.proposal_approved, "拟处罚意见尚未批准", "《中华人民共和国行政处罚法》第五十七条第一款", "先报行政机关负责人审批拟处罚意见"
)

NO_PENALTY_APPROVAL = Step(
    id="no_penalty_approval",
    title="批准不予处罚",
    article="《中华人民共和国行政处罚法》第五十七条第一款",
    acts=(NoPenaltyApproved,),
    scope=Scope.PARTY,
    when=order.no_penalty_proposed,
    unneeded="拟给予处罚",
    needs=(_INVESTIGATED,),
    makes=(Making("no_penalty_approval", "party"),),
)
NO_PENALTY = Step(
    id="no_penalty",
    title="作出不予处罚决定",
    article="《中华人民共和国行政处罚法》第五十七条第一款",
    acts=(NoPenaltyDecided,),
    scope=Scope.PARTY,
    when=order.no_penalty_proposed,
    unneeded="拟给予处罚",
    needs=(
        Need(
            order.no_penalty_approved, "不予处罚尚未批准", "《中华人民共和国行政处罚法》第五十七条第一款", "先报行政机关负责人批准不予处罚"
        ),
    ),
    makes=(Making("no_penalty_decision", "party"),),
)
EDUCATION = Step(
    id="education",
    title="批评教育",
    article="《中华人民共和国行政处罚法》第三十三条第三款",
    acts=(EducationGiven,),
    scope=Scope.PARTY,
    when=order.no_penalty_decided,
    unneeded="没有作出不予处罚决定",
    makes=(Making("education_record", "party"),),
)
