"""行政处罚的送达、执行、公示和结案 (行政处罚法第四十七条、第四十八条、第六十一条、第六十六条至第七十三条)."""

from __future__ import annotations

from mq_enforce.case.acts.closing import (
    CaseClosed,
    DossierFiled,
    PublicationApproved,
    PublicationWithdrawn,
    Published,
    RecordingsArchived,
)
from mq_enforce.case.acts.delivery import Delivered, PublicNoticePosted
from mq_enforce.case.acts.performance import (
    DeferralApproved,
    DeferralRequested,
    FineCollected,
    FinePaid,
    SurchargeDecided,
)
from mq_enforce.procedures import penalty_limits as limits
from mq_enforce.procedures.propositions import branches, ending, order, payment
from mq_enforce.procedures.steps import Making, Need, Scope, Step, Tag

_PAPERS = Need(
    branches.voided_papers_replaced,
    "有作废后没有重新制作的文书",
    "《河南省行政执法条例》第三十三条第二款",
    "重新制作并（需要的）送达后，再结案归档",
)

DECISION_DELIVERY = Step(
    id="decision_delivery",
    title="送达决定书",
    article="《中华人民共和国行政处罚法》第六十一条",
    acts=(Delivered,),
    about=frozenset({"penalty_decision", "no_penalty_decision"}),
    scope=Scope.PARTY,
    done=order.decision_delivered,
    needs=(Need(order.decided, "还没有作出决定", "《中华人民共和国行政处罚法》第六十一条", "先作出决定"),),
    limit=limits.DELIVER,
    makes=(Making("delivery_receipt", "act"),),
)
PUBLIC_NOTICE = Step(
    id="public_notice",
    title="公告送达",
    article="《中华人民共和国民事诉讼法》第九十五条第一款",
    acts=(PublicNoticePosted,),
    scope=Scope.PARTY,
    optional=True,
    makes=(Making("delivery_announcement", "act"),),
)
OTHER_DELIVERY = Step(
    id="other_delivery",
    title="送达其他文书",
    article="《中华人民共和国行政处罚法》第六十一条",
    acts=(Delivered,),
    scope=Scope.PARTY,
    optional=True,
    makes=(Making("delivery_receipt", "act"),),
)
DEFERRAL_REQUEST = Step(
    id="deferral_request",
    title="申请延期（分期）缴纳",
    article="《中华人民共和国行政处罚法》第六十六条第二款",
    acts=(DeferralRequested,),
    scope=Scope.PARTY,
    when=order.penalty_decided,
    unneeded="没有处罚决定",
    optional=True,
    makes=(Making("fine_deferral_application", "act"),),
)
DEFERRAL = Step(
    id="deferral",
    title="批准延期（分期）缴纳",
    article="《中华人民共和国行政处罚法》第六十六条第二款",
    acts=(DeferralApproved,),
    scope=Scope.PARTY,
    when=order.deferral_requested,
    unneeded="当事人没有申请延期或者分期",
    needs=(
        Need(
            order.deferral_requested,
            "当事人没有申请延期或者分期缴纳罚款",
            "《中华人民共和国行政处罚法》第六十六条第二款",
            "确有经济困难的，由当事人提出申请后再审批",
        ),
        Need(
            payment.instalments_cover_the_fine,
            "批准的各期金额合计与应缴罚款不一致",
            "《中华人民共和国行政处罚法》第六十六条第二款",
            "各期金额合计应当等于尚未缴纳的罚款",
        ),
    ),
    makes=(Making("fine_deferral_approval", "act"), Making("fine_deferral_notice", "act")),
)
SURCHARGE = Step(
    id="surcharge",
    title="加处罚款",
    article="《中华人民共和国行政处罚法》第七十二条第一款第一项",
    acts=(SurchargeDecided,),
    scope=Scope.PARTY,
    when=order.fine_imposed,
    unneeded="没有罚款",
    optional=True,
    makes=(Making("additional_fine_decision", "act"),),
)
PAYMENT = Step(
    id="payment",
    title="缴纳罚款",
    article="《中华人民共和国行政处罚法》第六十七条",
    acts=(FinePaid, FineCollected),
    scope=Scope.PARTY,
    when=order.fine_imposed,
    unneeded="没有罚款",
    done=branches.fine_settled,
    limit=limits.PAY,
)
_WITHDRAW = "《中华人民共和国行政处罚法》第四十八条第二款"
_IN_FORCE = Need(
    ending.decision_in_force,
    "没有有效的处罚决定，或者处罚决定已被撤销、确认违法或者无效",
    _WITHDRAW,
    "不再公示；已经公示的，三日内撤回并公开说明理由",
)
PUBLICATION_APPROVAL = Step(
    id="publication_approval",
    title="批准公示",
    article="《中华人民共和国行政处罚法》第四十八条第一款、第五十条",
    acts=(PublicationApproved,),
    when=ending.decision_in_force,
    unneeded="没有需要公示的处罚决定",
    needs=(Need(order.all_decided, "还没有作出决定", "《中华人民共和国行政处罚法》第四十八条第一款", "先作出决定"), _IN_FORCE),
    makes=(Making("publication_approval", "act"),),
    tags=frozenset({Tag.PUBLISH}),
)
PUBLICATION = Step(
    id="publication",
    title="公示处罚决定",
    article="《中华人民共和国行政处罚法》第四十八条第一款",
    acts=(Published,),
    when=ending.to_publish,
    unneeded="没有需要公示的处罚决定，或者负责人决定不予公示",
    needs=(
        Need(order.publication_approved, "公示尚未批准", "《中华人民共和国行政处罚法》第五十条", "先完成保密审查和公示审批"),
        _IN_FORCE,
    ),
    limit=limits.PUBLISH,
    tags=frozenset({Tag.PUBLISH}),
)
PUBLICATION_WITHDRAWAL = Step(
    id="publication_withdrawal",
    title="撤回处罚公示",
    article=_WITHDRAW,
    acts=(PublicationWithdrawn,),
    when=ending.withdrawal_due,
    unneeded="没有已经公示又被变更、撤销、确认违法或者无效的处罚决定",
    done=ending.publication_withdrawn,
    needs=(
        Need(
            ending.withdrawal_due,
            "没有已经公示又被变更、撤销、确认违法或者无效的处罚决定",
            _WITHDRAW,
            "先登记公示和复议（诉讼）的结果；公示内容有误的，更正后重新公示",
        ),
    ),
    limit=limits.WITHDRAW,
    tags=frozenset({Tag.PUBLISH}),
)
RECORDINGS = Step(
    id="recordings",
    title="音像记录归档",
    article="《中华人民共和国行政处罚法》第四十七条",
    acts=(RecordingsArchived,),
    optional=True,
    makes=(Making("av_record_archive", "act"),),
)
CLOSING = Step(
    id="closing",
    title="结案",
    article="《河南省行政执法条例》第三十三条第二款",
    acts=(CaseClosed,),
    needs=(
        _PAPERS,
        Need(
            ending.all_settled,
            "还有当事人没有处理决定",
            "《中华人民共和国行政处罚法》第五十七条第一款",
            "对每名当事人作出处理决定；涉嫌犯罪的移送公安机关",
        ),
        Need(ending.all_informed, "决定书还没有送达全部当事人", "《中华人民共和国行政处罚法》第六十一条", "先送达决定书"),
        Need(
            ending.nothing_owed,
            "罚款（加处罚款）还没有缴清",
            "《中华人民共和国行政处罚法》第六十六条第一款",
            "缴清后再结案；依法终结执行的，写明终结执行的文书，结案方式选“强制执行完毕”或者“其他”",
        ),
        Need(
            ending.published_as_due,
            "处罚决定还没有公示",
            "《中华人民共和国行政处罚法》第四十八条第一款",
            "先按期公示处罚决定；不属于应当公示的，由负责人在公示审批中决定不予公示",
        ),
        Need(ending.withdrawn_or_not_due, "已被变更、撤销的处罚决定还没有撤回公示", _WITHDRAW, "先撤回公示并公开说明理由"),
        Need(
            ending.way_fits_the_fall,
            "处罚决定已被撤销、确认违法或者无效，结案方式与此不符",
            "《河南省行政执法条例》第三十三条第二款",
            "按“经行政复议结案”“经行政诉讼结案”或者“其他”结案",
        ),
        Need(branches.preservation_settled, "先行登记保存的物品还没有处理", "《中华人民共和国行政处罚法》第五十六条", "先作出处理决定"),
    ),
    makes=(Making("case_closing_approval"),),
)
FILING_DOSSIER = Step(
    id="dossier",
    title="立卷归档",
    article="《河南省行政执法条例》第三十三条第二款",
    acts=(DossierFiled,),
    needs=(_PAPERS, Need(order.case_closed, "案件还没有结案", "《河南省行政执法条例》第三十三条第二款", "先报批结案")),
    limit=limits.ARCHIVE,
)
