"""证据与先行登记保存: clear facts, lawful and examined evidence, preservation approved beforehand and ended in time.

行政处罚法第四十条、第四十一条、第四十六条、第五十六条. HB-19, HB-20, HB-21, HB-28; W-12.
"""

from __future__ import annotations

from collections.abc import Iterator

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.decision import DecisionApproved, PenaltyDecided
from mq_enforce.case.acts.investigation import (
    Disposal,
    EvidenceCollected,
    Goods,
    PreservationApproved,
    PreservationDisposed,
    PreservationStarted,
)
from mq_enforce.case.acts.proposal import InvestigationEnded
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.periods import last_day

RELYING = (InvestigationEnded, DecisionApproved, PenaltyDecided)
"""Acts that establish facts on evidence."""


# -- HB-19, HB-20, HB-21 --------------------------------------------------------------------------------------


def _report(j: Judgement) -> InvestigationEnded | None:
    return j.the_act(InvestigationEnded) or j.state.last(InvestigationEnded)


def relied_on(j: Judgement) -> list[Act]:
    """Return the acts behind the evidence on which the investigation report relies, by number of evidence or id of the act."""
    report = _report(j)
    named = set(report.evidence) if report is not None else set()
    return [act for act in j.state.done(Act) if act.id in named or (isinstance(act, EvidenceCollected) and act.evidence in named)]


def _collected(j: Judgement) -> list[EvidenceCollected]:
    return [act for act in relied_on(j) if isinstance(act, EvidenceCollected)]


def _name(act: Act) -> str:
    return f"“{act.name}”（{act.evidence}）" if isinstance(act, EvidenceCollected) else f"“{act.label}”（{act.id}）"


@gate("HB-19", DecisionApproved, PenaltyDecided, foreseeable=True)
def facts_clear(j: Judgement) -> Fail | None:
    """Hold that the report finds the facts clear and that the evidence it names is on file (行政处罚法第四十条).

    A head who refuses the decision because the facts are not clear does what the law asks.
    """
    report, act = j.state.last(InvestigationEnded), j.the_act(DecisionApproved)
    if report is None or (act is not None and not act.approval.granted):
        return None
    if not report.facts_clear:
        return Fail(
            f"{day_text(report.on)}的调查终结报告认为违法事实不清或者证据不足，不能给予行政处罚",
            "补充调查后重新提出调查终结报告；仍然不能查清的，作出不予行政处罚决定",
        )
    found = relied_on(j)
    known = {act.id for act in found} | {act.evidence for act in found if isinstance(act, EvidenceCollected)}
    missing = [one for one in report.evidence if one not in known]
    if missing:
        return Fail(
            f"调查终结报告据以认定事实的证据 {'、'.join(missing)} 不在卷内或者已经作废",
            "补充收集证据，或者改正调查终结报告后重新提出",
        )
    return None


@gate("HB-20", *RELYING)
def no_unlawful_evidence(j: Judgement) -> Fail | None:
    """Hold that nothing relied on was gained by unlawful means (行政处罚法第四十六条第三款).

    What was gathered against the procedure (by one officer, without certificates) cannot be relied on either until it is
    done again or the head has decided on it in writing.
    """
    for act in relied_on(j):
        if isinstance(act, EvidenceCollected) and act.unlawful:
            return Fail(f"证据{_name(act)}是以非法手段取得的，不能作为认定案件事实的根据", "从据以认定的证据中去掉，另行依法收集")
        if not j.state.reliable(act):
            record = j.state.record(act.id)
            blocks = "、".join(record.blocks) if record is not None else ""
            return Fail(
                f"证据{_name(act)}取得时不合法定程序{f'（{blocks}）' if blocks else ''}，不能作为认定案件事实的根据",
                "依法重新收集，或者从据以认定的证据中去掉；确有理由使用的，由行政机关负责人书面决定",
            )
    return None


@gate("HB-21", *RELYING)
def monitoring_records_reviewed(j: Judgement) -> Fail | None:
    """Hold that records of electronic monitoring were examined (行政处罚法第四十一条).

    An unexamined record is no evidence. A device without legal basis, legal and technical examination or a published place
    cannot carry the case alone (第一款).
    """
    relied = relied_on(j)
    monitored = [act for act in _collected(j) if act.monitoring is not None]
    for act in monitored:
        if act.monitoring is not None and not act.monitoring.record_reviewed:
            return Fail(
                f"电子技术监控记录{_name(act)}没有经过审核，不能作为行政处罚的证据",
                "审核记录内容是否真实、清晰、完整、准确，符合要求的登记审核结果后再使用",
            )
    wanting = [(act, lacks) for act in monitored if (lacks := _device_lacks(act))]
    if wanting and len(wanting) == len(relied):
        act, lacks = wanting[0]
        return Fail(
            f"本案只有电子技术监控记录，而{_name(act)}的设备{'、'.join(lacks)}，不能单独作为定案的根据",
            "用现场检查、询问等依法取得的其他证据印证",
        )
    return None


def _device_lacks(act: EvidenceCollected) -> list[str]:
    device = act.monitoring
    if device is None:
        return []
    lacks = {
        "没有法律、行政法规依据": device.legal_basis,
        "没有经过法制和技术审核": device.device_reviewed,
        "设置地点没有公布": device.place_published,
    }
    return [what for what, there in lacks.items() if not there]


# -- HB-28, W-12 ------------------------------------------------------------------------------------------------


def _approvals(j: Judgement) -> list[PreservationApproved]:
    """Return the approvals by the head that were there beforehand; one signed later is none (review.md B14)."""
    people = j.state.office.people
    return [
        act
        for act in j.state.valid(PreservationApproved)
        if act.approval.granted
        and act.approval.agency.on <= j.day
        and act.approval.agency.by in people
        and people[act.approval.agency.by].is_leader
    ]


@gate("HB-28", PreservationStarted, foreseeable=True)
def preservation_approved_beforehand(j: Judgement) -> Fail | None:
    """Hold that the head approved the preservation of these things before it began (行政处罚法第五十六条)."""
    act = j.the_act(PreservationStarted)
    approvals = _approvals(j)
    if act is not None and act.refers_to is not None:
        approvals = [approval for approval in approvals if approval.id == act.refers_to]
    if not approvals:
        return Fail(
            "先行登记保存之前没有行政机关负责人的批准，事后补签不等于批准",
            "先报行政机关负责人批准（紧急时可以电话报批，记明批准人和时间），批准之后再实施",
        )
    covered = {word for approval in approvals for goods in approval.goods for word in (goods.id, goods.name)}
    beyond = [goods.name for goods in act.goods if not {goods.id, goods.name} & covered] if act is not None else []
    if beyond:
        return Fail(f"{'、'.join(beyond)}不在批准先行登记保存的物品之内", "对超出批准范围的物品另行报批后再登记保存")
    return None


def _disposed(j: Judgement, started: PreservationStarted, goods: Goods) -> bool:
    return any(
        act.refers_to in {None, started.id} and act.item in {None, goods.id} and act.at >= started.at
        for act in j.state.done(PreservationDisposed)
    )


def kept(j: Judgement) -> Iterator[tuple[PreservationStarted, Goods]]:
    """Yield every preserved thing that was not dealt with yet."""
    for started in j.state.done(PreservationStarted):
        for goods in started.goods:
            if not _disposed(j, started, goods):
                yield started, goods


@gate("HB-28", PreservationDisposed)
def kept_within_seven_days(j: Judgement) -> Fail | None:
    """Hold that things are kept on only by a decision made within seven working days (行政处罚法第五十六条).

    Once the days have passed the measure has lost its footing: the only decision left is to give the things back.
    """
    act = j.the_act(PreservationDisposed)
    if act is None or act.disposal.gives_back:
        return None
    for started, goods in kept(j):
        if act.refers_to not in {None, started.id} or act.item not in {None, goods.id}:
            continue
        last = last_day(j, "PUN-EVID7", start=started.on)
        if act.on > last:
            return Fail(
                f"{goods.name}自{day_text(started.on)}先行登记保存，最迟应在{day_text(last)}作出处理决定，现已逾期，不能再“{act.disposal.label}”",
                "立即解除先行登记保存，把物品返还当事人；证据可以先复制、拍照固定",
            )
    return None


@gate("HB-28", PreservationStarted)
def not_preserved_over_again(j: Judgement) -> Fail | None:
    """Hold that what is being kept is not preserved a second time, which would only lengthen the seven days."""
    act = j.the_act(PreservationStarted)
    if act is None:
        return None
    ids = {goods.id for goods in act.goods}
    for started, goods in kept(j):
        if goods.id in ids:
            return Fail(
                f"{goods.name}已于{day_text(started.on)}先行登记保存，还没有处理，不能用重新登记来延长保存期限",
                "先对原来登记保存的物品作出处理决定",
            )
    return None


@gate("W-12", PreservationDisposed, PreservationStarted)
def preservation_not_instead_of_seizure(j: Judgement) -> Fail | None:
    """Hold that preservation secures evidence and does not stand in for seizure (行政处罚法第五十六条)."""
    disposed = j.the_act(PreservationDisposed)
    if disposed is not None and disposed.disposal in {Disposal.CONFISCATION, Disposal.SEIZED}:
        return Fail(
            f"先行登记保存的物品按“{disposed.disposal.label}”处理：登记保存只能固定证据，不能代替扣押把物品留到处罚时",
            "说明物品为什么是证据、为什么不能复制后返还；需要控制物品的，依法另行办理查封、扣押",
        )
    started = j.the_act(PreservationStarted)
    if started is None:
        return None
    before = {goods.id: act for act in j.state.done(PreservationStarted) for goods in act.goods}
    again = [goods for goods in started.goods if goods.id in before]
    if again:
        return Fail(
            f"{again[0].name}曾于{day_text(before[again[0].id].on)}先行登记保存，现再次登记保存",
            "说明再次登记保存的新情况；需要长时间控制物品的，依法另行办理查封、扣押",
        )
    return None


GATES: tuple[Gate, ...] = (
    facts_clear,
    no_unlawful_evidence,
    monitoring_records_reviewed,
    preservation_approved_beforehand,
    kept_within_seven_days,
    not_preserved_over_again,
    preservation_not_instead_of_seizure,
)
