"""不予处罚: its ground is what the investigation found and the head approved, and it orders what the law wants ordered.

行政处罚法第三十条、第三十一条、第三十三条、第三十六条、第四十条、第五十七条第一款; 河南省行政执法条例第二十九条.
HB-15 to HB-17, HB-19, HB-26.
"""

from __future__ import annotations

from mq_enforce.case.acts.decision import NoPenaltyApproved, NoPenaltyDecided, NoPenaltyGround
from mq_enforce.case.acts.investigation import CapacityAssessed, NoFaultShown
from mq_enforce.case.acts.proposal import InvestigationEnded
from mq_enforce.law.articles import Article
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.basis import conduct_day
from mq_enforce.procedures.propositions.discretion import ANSWERABLE_AGE, younger_than

_AGAIN = "改为与查明的事实相符的情形；事实有出入的，补充调查后重新提出调查终结报告"


def _ground(j: Judgement) -> NoPenaltyGround | None:
    if isinstance(j.act, NoPenaltyApproved):
        return j.act.ground if j.act.approval.granted else None
    return j.act.ground if isinstance(j.act, NoPenaltyDecided) else None


def _wanting(report: InvestigationEnded, ground: NoPenaltyGround) -> list[str]:
    """Return which of the conditions of 第三十三条第一款 the report does not find."""
    both = {"及时改正": report.corrected_in_time}
    if ground is NoPenaltyGround.TRIVIAL:
        found = {"违法行为轻微": report.trivial, **both, "没有造成危害后果": report.harmless}
    elif ground is NoPenaltyGround.FIRST_TIME:
        found = {"初次违法": report.first_time, "危害后果轻微": report.slight_harm or report.harmless, **both}
    else:
        found = {}
    return [what for what, holds in found.items() if not holds]


@gate("HB-16", NoPenaltyApproved, NoPenaltyDecided, per_party=True)
def report_bears_the_ground(j: Judgement) -> Fail | None:
    """Hold that the report finds what makes the conduct trivial, or a slight first offence (行政处罚法第三十三条第一款)."""
    ground, report = _ground(j), j.state.last(InvestigationEnded)
    missing = _wanting(report, ground) if report is not None and ground is not None else []
    if ground is None or not missing:
        return None
    return Fail(
        f"对{j.the_party.name}以“{ground.label}”不予处罚，但调查终结报告没有认定{'、'.join(missing)}",
        _AGAIN,
        Article("行政处罚法", 33, 1).cite(),
    )


@gate("HB-17", NoPenaltyApproved, NoPenaltyDecided, per_party=True)
def want_of_fault_shown(j: Judgement) -> Fail | None:
    """Hold that the party proved the want of fault sufficiently (行政处罚法第三十三条第二款)."""
    if _ground(j) is not NoPenaltyGround.NO_FAULT:
        return None
    if any(one.sufficient and not one.exception for one in j.state.done(NoFaultShown, party=j.party)):
        return None
    return Fail(
        f"{j.the_party.name}没有足以证明没有主观过错的证据登记在案（或者法律、行政法规另有规定），不能以此不予处罚",
        _AGAIN,
        Article("行政处罚法", 33, 2).cite(),
    )


def _is_child(j: Judgement) -> bool:
    born = j.the_party.born_on
    return born is not None and younger_than(born, ANSWERABLE_AGE, conduct_day(j))


@gate("HB-15", NoPenaltyApproved, NoPenaltyDecided, per_party=True)
def want_of_capacity_found(j: Judgement) -> Fail | None:
    """Hold that the party was under fourteen, or was found unable to understand or control the conduct (第三十条、第三十一条)."""
    if _ground(j) is not NoPenaltyGround.NO_CAPACITY or _is_child(j):
        return None
    assessed = j.state.done(CapacityAssessed, party=j.party)
    if assessed and not assessed[-1].could_control:
        return None
    return Fail(
        f"{j.the_party.name}行为时已满{ANSWERABLE_AGE}周岁，也没有不能辨认或者不能控制自己行为的认定，不能以没有责任能力不予处罚",
        _AGAIN,
        Article("行政处罚法", 31).cite(),
    )


@gate("HB-19", NoPenaltyApproved, NoPenaltyDecided, per_party=True)
def facts_not_established(j: Judgement) -> Fail | None:
    """Hold that a case dropped for want of proof is one whose report does not find the facts clear (行政处罚法第四十条)."""
    report = j.state.last(InvestigationEnded)
    if _ground(j) is not NoPenaltyGround.NOT_PROVEN or report is None or not report.facts_clear:
        return None
    return Fail(
        f"调查终结报告认为违法事实清楚、证据充分，不能以“{NoPenaltyGround.NOT_PROVEN.label}”对{j.the_party.name}不予处罚",
        _AGAIN,
        Article("行政处罚法", 57, 1).cite(),
    )


@gate("", NoPenaltyDecided, per_party=True)
def ground_as_approved(j: Judgement) -> Fail | None:
    """Hold that the decision rests on the ground and the article that the head approved (行政处罚法第五十七条第一款)."""
    act, approved = j.the_act(NoPenaltyDecided), j.state.last(NoPenaltyApproved, party=j.party)
    if act is None or approved is None or not approved.approval.granted:
        return None
    if act.ground is approved.ground and act.ground_article == approved.ground_article:
        return None
    return Fail(
        f"不予处罚决定的情形是“{act.ground.label}”（{act.ground_article.cite()}），"
        f"批准的是“{approved.ground.label}”（{approved.ground_article.cite()}）",
        "按批准的情形和依据作出决定；情形有变化的，重新报行政机关负责人批准",
        Article("行政处罚法", 57, 1).cite(),
    )


@gate("HB-15", NoPenaltyDecided, per_party=True)
def guardian_is_ordered(j: Judgement) -> Fail | None:
    """Hold that the guardian of somebody without capacity is ordered to take care (行政处罚法第三十条、第三十一条)."""
    act = j.the_act(NoPenaltyDecided)
    if act is None or act.ground is not NoPenaltyGround.NO_CAPACITY or "监护人" in act.order:
        return None
    child = _is_child(j)
    what = "加以管教" if child else "严加看管和治疗"
    return Fail(
        f"对{j.the_party.name}不予处罚，没有责令监护人{what}",
        f"在决定中写明责令监护人{what}，并登记监护人",
        Article("行政处罚法", 30 if child else 31).cite(),
    )


@gate("HB-26", NoPenaltyDecided)
def exemption_sealed(j: Judgement) -> Fail | None:
    """Hold that the decision not to punish bears the agency's seal (河南省行政执法条例第二十九条)."""
    act = j.the_act(NoPenaltyDecided)
    if act is None or act.sealed:
        return None
    return Fail(
        "不予行政处罚决定书没有加盖本机关印章",
        "加盖作出决定的行政机关印章，不能用内设机构或者执法队的印章代替",
        Article("河南省行政执法条例", 29).cite(),
    )


GATES: tuple[Gate, ...] = (
    report_bears_the_ground,
    want_of_fault_shown,
    want_of_capacity_found,
    facts_not_established,
    ground_as_approved,
    guardian_is_ordered,
    exemption_sealed,
)
"""The gates of this file."""
