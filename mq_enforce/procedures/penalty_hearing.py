"""行政处罚听证程序 (行政处罚法第六十三条至第六十五条): steps shared by the procedures that can lead to a hearing."""

from __future__ import annotations

from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.notice import (
    HearingHeld,
    HearingNotified,
    HearingReported,
    HearingRequested,
    HearingRightsNoticeIssued,
)
from mq_enforce.procedures import penalty_limits as limits
from mq_enforce.procedures.propositions import branches, order, words
from mq_enforce.procedures.steps import Making, Need, Scope, Step, Tag

_PROPOSAL = Need(
    order.proposal_approved, "拟处罚意见尚未批准", "《中华人民共和国行政处罚法》第五十七条第一款", "先报行政机关负责人审批拟处罚意见"
)

HEARING_NOTICE = Step(
    id="hearing_rights_notice",
    title="听证告知",
    article="《中华人民共和国行政处罚法》第六十三条",
    acts=(HearingRightsNoticeIssued,),
    scope=Scope.PARTY,
    when=words.hearing_reached,
    unneeded="没有达到听证标准",
    needs=(_PROPOSAL,),
    makes=(Making("hearing_rights_notice", "party"),),
)
HEARING_REQUEST = Step(
    id="hearing_request",
    title="听证申请",
    article="《中华人民共和国行政处罚法》第六十四条第一项",
    acts=(HearingRequested,),
    scope=Scope.PARTY,
    when=words.hearing_reached,
    unneeded="没有达到听证标准",
    optional=True,
    limit=limits.HEARING_REQUEST,
    makes=(Making("hearing_application", "act"),),
)
HEARING_NOTIFICATION = Step(
    id="hearing_notification",
    title="通知听证",
    article="《中华人民共和国行政处罚法》第六十四条第二项",
    acts=(HearingNotified,),
    when=branches.hearing_to_be_held,
    unneeded="没有当事人要求听证",
    makes=(Making("hearing_notice", "requesting_party"), Making("hearing_announcement", "act", branches.act_hearing_open)),
)
HEARING_NOTICE_DELIVERY = Step(
    id="hearing_notice_delivery",
    title="送达听证通知书",
    article="《中华人民共和国行政处罚法》第六十四条第二项",
    acts=(Delivered,),
    about=frozenset({"hearing_notice"}),
    scope=Scope.PARTY,
    when=order.hearing_requested,
    unneeded="该当事人没有要求听证",
    done=branches.hearing_notice_delivered,
    makes=(Making("delivery_receipt", "act"),),
)
HEARING = Step(
    id="hearing",
    title="举行听证",
    article="《中华人民共和国行政处罚法》第六十四条",
    acts=(HearingHeld,),
    when=branches.hearing_to_be_held,
    unneeded="没有当事人要求听证",
    needs=(
        Need(order.hearing_notified, "还没有发出听证通知", "《中华人民共和国行政处罚法》第六十四条第二项", "先通知当事人听证的时间、地点"),
    ),
    makes=(Making("hearing_record", "act"),),
    tags=frozenset({Tag.FILM}),
)
HEARING_REPORT = Step(
    id="hearing_report",
    title="听证报告",
    article="《中华人民共和国行政处罚法》第六十五条",
    acts=(HearingReported,),
    when=branches.hearing_to_be_held,
    unneeded="没有当事人要求听证",
    needs=(Need(order.hearing_held, "听证还没有举行", "《中华人民共和国行政处罚法》第六十五条", "先举行听证"),),
    makes=(Making("hearing_report", "act"),),
)
