"""行政处罚普通程序 (行政处罚法第五十四条至第六十二条).

One constant per step, in the order in which the Act tells them; hearing and performance have files of their own.
"""

from __future__ import annotations

from mq_enforce.case.acts.closing import (
    PartyDocumentsTaken,
)
from mq_enforce.case.acts.decision import (
    DecisionApproved,
    PenaltyDecided,
)
from mq_enforce.case.acts.delivery import AddressConfirmed, Delivered
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved, JurisdictionConfirmed, OfficersAssigned
from mq_enforce.case.acts.investigation import (
    EvidenceCollected,
    InterviewHeld,
    PreservationApproved,
    PreservationDisposed,
    PreservationStarted,
    RectificationOrdered,
    RectificationReviewed,
    SiteInspected,
)
from mq_enforce.case.acts.notice import (
    PriorNoticeIssued,
    RightsWaived,
    StatementMade,
    StatementReviewed,
)
from mq_enforce.case.acts.proposal import InvestigationEnded, ProposalApproved
from mq_enforce.case.acts.review import DeliberationHeld, ReviewGiven, ReviewSubmitted
from mq_enforce.procedures import penalty_exemption as exemption
from mq_enforce.procedures import penalty_hearing as hearing
from mq_enforce.procedures import penalty_limits as limits
from mq_enforce.procedures import penalty_performance as performance
from mq_enforce.procedures.propositions import branches, order, words
from mq_enforce.procedures.steps import Making, Need, Phase, Procedure, Scope, Step, Tag

_FILED = Need(order.case_filed, "本案尚未批准立案", "《中华人民共和国行政处罚法》第五十四条第二款", "先报行政机关负责人批准立案")
_OFFICERS = Need(
    order.officers_assigned, "本案尚未指派承办人员", "《中华人民共和国行政处罚法》第四十二条第一款", "先指派两名以上持证执法人员承办"
)
_INVESTIGATED = Need(order.investigation_over, "调查尚未终结", "《中华人民共和国行政处罚法》第五十七条第一款", "先完成调查终结报告")
_PROPOSAL = Need(
    order.proposal_approved, "拟处罚意见尚未批准", "《中华人民共和国行政处罚法》第五十七条第一款", "先报行政机关负责人审批拟处罚意见"
)

CLUE = Step(
    id="clue",
    title="登记线索",
    article="《中华人民共和国行政处罚法》第五十四条第一款",
    acts=(ClueRegistered,),
    makes=(Making("report_register"),),
)
JURISDICTION = Step(
    id="jurisdiction",
    title="核对管辖和职权",
    article="《中华人民共和国行政处罚法》第二十二条、第二十四条",
    acts=(JurisdictionConfirmed,),
    needs=(Need(order.clue_registered, "还没有登记线索", "《中华人民共和国行政处罚法》第五十四条第一款", "先登记线索"),),
)
FILING = Step(
    id="filing",
    title="立案",
    article="《中华人民共和国行政处罚法》第五十四条第二款",
    acts=(FilingApproved,),
    needs=(
        Need(
            order.jurisdiction_confirmed,
            "管辖和职权尚未核对，或者行为地不在本机关辖区",
            "《中华人民共和国行政处罚法》第二十二条",
            "先核对管辖和职权；不属于本机关管辖的移送有管辖权的机关",
        ),
    ),
    limit=limits.FILE,
    makes=(Making("case_filing_approval"),),
)
OFFICERS = Step(
    id="officers",
    title="指派承办人员",
    article="《中华人民共和国行政处罚法》第四十二条第一款",
    acts=(OfficersAssigned,),
    needs=(_FILED,),
)
SITE = Step(
    id="site",
    title="现场检查（勘验）",
    article="《中华人民共和国行政处罚法》第五十四条第一款、第五十五条",
    acts=(SiteInspected,),
    optional=True,
    makes=(Making("site_inspection_record", "act"),),
    tags=frozenset({Tag.FILM}),
)
INTERVIEW = Step(
    id="interview",
    title="询问",
    article="《中华人民共和国行政处罚法》第五十五条第二款",
    acts=(InterviewHeld,),
    optional=True,
    makes=(Making("inquiry_record", "act"),),
    tags=frozenset({Tag.FILM}),
)
EVIDENCE = Step(
    id="evidence",
    title="收集证据",
    article="《中华人民共和国行政处罚法》第四十六条",
    acts=(EvidenceCollected,),
    makes=(Making("evidence_paste_page", "act"),),
)
PARTY_DOCUMENTS = Step(
    id="party_documents",
    title="收取主体资格材料",
    article="《中华人民共和国行政处罚法》第四十条",
    acts=(PartyDocumentsTaken,),
    scope=Scope.PARTY,
    optional=True,
    makes=(Making("party_documents", "party"),),
)
ADDRESS = Step(
    id="address",
    title="确认送达地址",
    article="《中华人民共和国行政处罚法》第六十一条",
    acts=(AddressConfirmed,),
    scope=Scope.PARTY,
    optional=True,
    makes=(Making("delivery_address_confirmation", "party"),),
)
PRESERVATION_APPROVAL = Step(
    id="preservation_approval",
    title="批准先行登记保存",
    article="《中华人民共和国行政处罚法》第五十六条",
    acts=(PreservationApproved,),
    optional=True,
    makes=(Making("preservation_approval", "act"),),
)
PRESERVATION = Step(
    id="preservation",
    title="先行登记保存",
    article="《中华人民共和国行政处罚法》第五十六条",
    acts=(PreservationStarted,),
    when=order.preservation_approved,
    unneeded="没有需要先行登记保存的证据",
    makes=(Making("preservation_notice", "act"), Making("items_list", "act")),
    tags=frozenset({Tag.FILM}),
)
PRESERVATION_DISPOSAL = Step(
    id="preservation_disposal",
    title="处理先行登记保存物品",
    article="《中华人民共和国行政处罚法》第五十六条",
    acts=(PreservationDisposed,),
    when=order.goods_preserved,
    unneeded="没有先行登记保存的物品",
    done=order.preserved_goods_disposed,
    needs=(Need(order.goods_preserved, "没有先行登记保存的物品", "《中华人民共和国行政处罚法》第五十六条", "先办理先行登记保存"),),
    limit=limits.PRESERVED,
    makes=(Making("preservation_disposal_notice", "act"),),
)
RECTIFICATION = Step(
    id="rectification",
    title="责令改正",
    article="《中华人民共和国行政处罚法》第二十八条第一款",
    acts=(RectificationOrdered,),
    scope=Scope.PARTY,
    makes=(Making("rectification_order", "party"),),
)
RECTIFICATION_REVIEW = Step(
    id="rectification_review",
    title="复查改正情况",
    article="《中华人民共和国行政处罚法》第二十八条第一款",
    acts=(RectificationReviewed,),
    scope=Scope.PARTY,
    when=order.rectification_ordered,
    unneeded="没有责令改正",
    needs=(Need(order.rectification_ordered, "还没有责令改正", "《中华人民共和国行政处罚法》第二十八条第一款", "先责令当事人改正"),),
    makes=(Making("rectification_review_record", "party"),),
)
INVESTIGATION_END = Step(
    id="investigation_end",
    title="调查终结",
    article="《中华人民共和国行政处罚法》第五十七条第一款",
    acts=(InvestigationEnded,),
    needs=(
        _FILED,
        _OFFICERS,
        Need(
            order.facts_investigated,
            "还没有现场检查、询问等调查材料",
            "《中华人民共和国行政处罚法》第五十四条第一款",
            "先依法调查、收集证据",
        ),
    ),
    makes=(Making("investigation_report"),),
)
PROPOSAL = Step(
    id="proposal",
    title="批准拟处罚意见",
    article="《中华人民共和国行政处罚法》第五十七条第一款",
    acts=(ProposalApproved,),
    when=order.penalty_proposed,
    unneeded="没有拟处罚意见",
    needs=(_INVESTIGATED,),
    makes=(Making("penalty_approval", "act"),),
)
PRIOR_NOTICE = Step(
    id="prior_notice",
    title="处罚事先告知",
    article="《中华人民共和国行政处罚法》第四十四条",
    acts=(PriorNoticeIssued,),
    scope=Scope.PARTY,
    when=branches.prior_notice_fits,
    unneeded="达到听证标准，用听证告知书；或者不拟处罚",
    needs=(_PROPOSAL,),
    makes=(Making("prior_notice", "party"),),
)
NOTICE_DELIVERY = Step(
    id="notice_delivery",
    title="送达告知书",
    article="《中华人民共和国行政处罚法》第四十四条、第六十一条",
    acts=(Delivered,),
    about=frozenset({"prior_notice", "hearing_rights_notice"}),
    scope=Scope.PARTY,
    when=order.penalty_proposed,
    unneeded="没有拟处罚意见",
    done=order.told,
    makes=(Making("delivery_receipt", "act"),),
)
STATEMENT = Step(
    id="statement",
    title="听取陈述申辩",
    article="《中华人民共和国行政处罚法》第四十五条第一款",
    acts=(StatementMade, RightsWaived),
    scope=Scope.PARTY,
    when=order.penalty_proposed,
    unneeded="没有拟处罚意见",
    optional=True,
    limit=limits.STATEMENT,
    makes=(
        Making("statement_defense_record", "act", branches.act_is_statement),
        Making("waiver_statement", "act", branches.act_is_waiver),
    ),
)
STATEMENT_REVIEW = Step(
    id="statement_review",
    title="复核陈述申辩",
    article="《中华人民共和国行政处罚法》第四十五条第一款",
    acts=(StatementReviewed,),
    scope=Scope.PARTY,
    when=order.statement_made,
    unneeded="当事人没有陈述申辩",
    done=order.statements_reviewed,
    needs=(Need(order.statement_made, "当事人没有提出陈述申辩", "《中华人民共和国行政处罚法》第四十五条第一款", "有陈述申辩时再复核"),),
    makes=(Making("defense_review_opinion", "act"),),
)
REVIEW_SUBMISSION = Step(
    id="review_submission",
    title="送法制审核",
    article="《中华人民共和国行政处罚法》第五十八条",
    acts=(ReviewSubmitted,),
    when=words.review_needed,
    unneeded="不属于应当法制审核的情形，也不在本机关公布的目录内",
    needs=(_INVESTIGATED,),
    makes=(Making("legal_review_submission", "act"),),
    tags=frozenset({Tag.REVIEW}),
)
REVIEW = Step(
    id="review",
    title="法制审核",
    article="《中华人民共和国行政处罚法》第五十八条",
    acts=(ReviewGiven,),
    when=words.review_needed,
    unneeded="不属于应当法制审核的情形，也不在本机关公布的目录内",
    done=order.review_given,
    needs=(Need(order.review_submitted, "还没有送法制审核", "《中华人民共和国行政处罚法》第五十八条", "先把案卷材料送法制审核人员"),),
    limit=limits.REVIEW,
    makes=(Making("legal_review_opinion", "act"),),
    tags=frozenset({Tag.REVIEW}),
)
DELIBERATION = Step(
    id="deliberation",
    title="负责人集体讨论",
    article="《中华人民共和国行政处罚法》第五十七条第二款",
    acts=(DeliberationHeld,),
    when=words.deliberation_needed,
    unneeded="不属于应当集体讨论的情形",
    needs=(_INVESTIGATED,),
    makes=(Making("deliberation_record", "act"),),
)
DECISION_APPROVAL = Step(
    id="decision_approval",
    title="批准处罚决定",
    article="《中华人民共和国行政处罚法》第五十七条第一款",
    acts=(DecisionApproved,),
    when=order.penalty_proposed,
    unneeded="没有拟处罚意见",
    needs=(_PROPOSAL,),
    makes=(Making("penalty_decision_approval", "act"),),
)
DECISION = Step(
    id="decision",
    title="作出处罚决定",
    article="《中华人民共和国行政处罚法》第五十七条、第五十九条",
    acts=(PenaltyDecided,),
    scope=Scope.PARTY,
    when=order.penalty_proposed,
    unneeded="对该当事人不予处罚",
    needs=(
        Need(order.decision_approved, "处罚决定尚未批准", "《中华人民共和国行政处罚法》第五十七条第一款", "先报行政机关负责人批准处罚决定"),
    ),
    limit=limits.DECIDE,
    makes=(Making("penalty_decision", "party"),),
)
ORDINARY_PENALTY = Procedure(
    id="ordinary_penalty",
    title="行政处罚普通程序",
    articles="《中华人民共和国行政处罚法》第五十四条至第六十五条",
    steps=(
        CLUE,
        JURISDICTION,
        FILING,
        OFFICERS,
        SITE,
        INTERVIEW,
        EVIDENCE,
        PARTY_DOCUMENTS,
        ADDRESS,
        PRESERVATION_APPROVAL,
        PRESERVATION,
        PRESERVATION_DISPOSAL,
        RECTIFICATION,
        RECTIFICATION_REVIEW,
        INVESTIGATION_END,
        PROPOSAL,
        PRIOR_NOTICE,
        hearing.HEARING_NOTICE,
        NOTICE_DELIVERY,
        STATEMENT,
        STATEMENT_REVIEW,
        hearing.HEARING_REQUEST,
        hearing.HEARING_NOTIFICATION,
        hearing.HEARING_NOTICE_DELIVERY,
        hearing.HEARING,
        hearing.HEARING_REPORT,
        REVIEW_SUBMISSION,
        REVIEW,
        DELIBERATION,
        DECISION_APPROVAL,
        DECISION,
        exemption.NO_PENALTY_APPROVAL,
        exemption.NO_PENALTY,
        exemption.EDUCATION,
        performance.DECISION_DELIVERY,
        performance.PUBLIC_NOTICE,
        performance.OTHER_DELIVERY,
        performance.DEFERRAL_REQUEST,
        performance.DEFERRAL,
        performance.SURCHARGE,
        performance.PAYMENT,
        performance.PUBLICATION_APPROVAL,
        performance.PUBLICATION,
        performance.PUBLICATION_WITHDRAWAL,
        performance.RECORDINGS,
        performance.CLOSING,
        performance.FILING_DOSSIER,
    ),
    limits=limits.OTHERS,
    phases=(
        Phase("立案", CLUE.id),
        Phase("调查取证", SITE.id),
        Phase("调查终结", INVESTIGATION_END.id),
        Phase("告知", PRIOR_NOTICE.id),
        Phase("听证", hearing.HEARING_REQUEST.id),
        Phase("法制审核和集体讨论", REVIEW_SUBMISSION.id),
        Phase("决定", DECISION_APPROVAL.id),
        Phase("送达", performance.DECISION_DELIVERY.id),
        Phase("执行", performance.DEFERRAL_REQUEST.id),
        Phase("公示", performance.PUBLICATION_APPROVAL.id),
        Phase("结案归档", performance.RECORDINGS.id),
    ),
)
