"""责任和裁量: who may be punished at all, once, in time, and with the circumstances that the law prescribes.

行政处罚法第二十九条至第三十三条、第三十六条. HB-13 to HB-18, HB-76, HB-77; W-18. Basis and range (HB-22, HB-23; W-03, W-17, W-20) stand in
``basis``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mq_enforce.base.money import Money
from mq_enforce.base.numbers import check_citizen_id
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.intake import FilingApproved
from mq_enforce.case.acts.investigation import CapacityAssessed, EarlierFineFound, NoFaultShown
from mq_enforce.case.acts.performance import RemedyEnded, RemedyOutcome
from mq_enforce.case.acts.proposal import Degree, Factor, InvestigationEnded, PenaltyKind, Proposal
from mq_enforce.case.facts import Party
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions import basis
from mq_enforce.procedures.propositions.basis import band_of, conduct_day, fine_ranges, must_mitigate, options_of
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import (
    PUNISHING,
    amount_of,
    approved_proposal,
    kinds_of,
    proposal_at_stake,
    punishes,
    told,
    told_proposal,
)

ANSWERABLE_AGE = 14
"""行政处罚法第三十条: 不满十四周岁的未成年人有违法行为的，不予行政处罚."""

ADULT_AGE = 18
"""行政处罚法第三十条: 已满十四周岁不满十八周岁的，应当从轻或者减轻行政处罚."""

FEW_DAYS = 3
"""W-18: so few days before the limit runs out, whether its first day counts makes the difference."""

_DECISION_STANDS = "《河南省行政执法条例》第三十二条"
_NO_PENALTY = "不予行政处罚，按规定作出不予处罚决定"

# -- what the gates ask ----------------------------------------------------------------------------------------


def birth_of(party: Party) -> date | None:
    """Return the birth date of a citizen or sole trader: as recorded, else as the identity number has it.

    Where the two disagree and nobody has confirmed the number, the later date counts, in the party's favour.
    """
    if party.is_unit:
        return None
    by_number = check_citizen_id(party.id_number).birth if party.id_number else None
    if party.born_on is None or by_number is None or party.id_confirmed:
        return party.born_on or by_number
    return max(party.born_on, by_number)


def younger_than(born: date, years: int, day: date) -> bool:
    """Say whether somebody has not yet completed these years on a day.

    A year of age is complete when the birthday is past, so on the birthday itself the party is still taken as younger.
    """
    year = born.year + years
    leap_day = (born.month, born.day) == (2, 29) and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0))
    return day <= (date(year, 2, 28) if leap_day else born.replace(year=year))


def limitation_last_day(j: Judgement) -> date | None:
    """Return the last day on which the conduct could be discovered (行政处罚法第三十六条); None while it still goes on."""
    conduct = j.state.conduct
    if conduct.continuing and conduct.ended_at is None:
        return None
    return last_day(j, "PUN-LIM5" if conduct.harmful_to_life_or_health else "PUN-LIM2", start=conduct.last_day)


def mitigating_factors(j: Judgement) -> tuple[Factor, ...]:
    """Return the circumstances found at any stage that demand a lighter penalty (行政处罚法第三十条、第三十二条)."""
    ended = j.state.valid(InvestigationEnded, party=j.party)
    stages = [proposal for act in ended for proposal in act.proposals if proposal.party == j.party]
    stages += [one for one in (approved_proposal(j), told_proposal(j), proposal_at_stake(j)) if one is not None]
    return tuple(dict.fromkeys(factor for proposal in stages for factor in proposal.factors if must_mitigate(factor)))


# -- HB-13 -------------------------------------------------------------------------------------------------------


@gate("HB-13", *PUNISHING, per_party=True, foreseeable=True)
def not_fined_already(j: Judgement) -> Fail | None:
    """Hold that no fine for the same conduct is in force (行政处罚法第二十九条): other penalties may stand beside one.

    A decision that was revoked or found void is no fine any more, so the matter may be decided anew.
    """
    proposal = proposal_at_stake(j)
    if proposal is None or PenaltyKind.FINE not in kinds_of(proposal):
        return None
    earlier = [*_found_elsewhere(j), *_decided_here(j)]
    if not earlier:
        return None
    return Fail(
        f"{j.the_party.name}的同一违法行为已有罚款决定：{'；'.join(earlier)}，不能再次罚款",
        "去掉罚款；依法可以给予其他种类处罚的只给予其他处罚，否则不再处罚；原决定已被撤销或者确认无效的，先登记该情况",
    )


def _found_elsewhere(j: Judgement) -> Iterator[str]:
    latest = {found.decision: found for found in j.state.done(EarlierFineFound, party=j.party)}
    for found in latest.values():
        if found.still_valid:
            yield f"{found.authority}{found.decision}"


def _decided_here(j: Judgement) -> Iterator[str]:
    if j.the_act(PenaltyDecided) is None:
        return
    for act in j.state.valid(PenaltyDecided, party=j.party):
        notice = told(j, act.at)
        decided = act.decided or (notice.proposal if notice is not None else None)
        undone = any(end.at > act.at and _undoes(end) for end in j.state.done(RemedyEnded, party=j.party))
        if decided is not None and PenaltyKind.FINE in kinds_of(decided) and not undone and j.act is not None and act.id != j.act.id:
            yield f"本案{day_text(act.on)}作出的处罚决定"


@gate("", *PUNISHING, per_party=True, foreseeable=True)
def not_exempted_already(j: Judgement) -> Fail | None:
    """Hold that no decision not to punish the party stands (河南省行政执法条例第三十二条: no change without lawful cause and procedure)."""
    exempted = j.state.done(NoPenaltyDecided, party=j.party)
    if not exempted or not punishes(j):
        return None
    if any(end.at > exempted[-1].at and _undoes(end) for end in j.state.done(RemedyEnded, party=j.party)):
        return None
    return Fail(
        f"{day_text(exempted[-1].on)}已经对{j.the_party.name}作出不予行政处罚决定，该决定没有撤销，不能再给予处罚",
        "维持不予处罚决定；确有法定事由应当改变的，先依照法定权限和程序撤销原决定并登记",
        _DECISION_STANDS,
    )


def _undoes(end: RemedyEnded) -> bool:
    """确认违法 alone leaves the decision standing; the paper must say 无效."""
    return end.outcome is RemedyOutcome.REVOKED or (end.outcome is RemedyOutcome.UNLAWFUL and "无效" in end.document + end.note)


# -- HB-14, HB-15, HB-16, HB-17 ------------------------------------------------------------------------------------


@gate("HB-14", *PUNISHING, per_party=True, foreseeable=True)
def old_enough(j: Judgement) -> Fail | None:
    """Hold that the party had completed fourteen years on the day of the conduct (行政处罚法第三十条)."""
    born = birth_of(j.the_party)
    if born is None or not punishes(j) or not younger_than(born, ANSWERABLE_AGE, conduct_day(j)):
        return None
    return Fail(
        f"{j.the_party.name}{day_text(born)}出生，违法行为发生时（{day_text(conduct_day(j))}）不满{ANSWERABLE_AGE}周岁，不能给予行政处罚",
        f"{_NO_PENALTY}，并责令监护人加以管教",
    )


@gate("HB-15", *PUNISHING, per_party=True, foreseeable=True)
def able_to_control(j: Judgement) -> Fail | None:
    """Hold that the party could understand and control what it did (行政处罚法第三十一条)."""
    found = j.state.done(CapacityAssessed, party=j.party)
    if not found or found[-1].could_control or not punishes(j):
        return None
    return Fail(
        f"已经认定{j.the_party.name}行为时不能辨认或者不能控制自己的行为（{found[-1].proof}），不能给予行政处罚",
        f"{_NO_PENALTY}，并责令其监护人严加看管和治疗",
    )


@gate("HB-16", *PUNISHING, per_party=True, foreseeable=True)
def not_trivial(j: Judgement) -> Fail | None:
    """Hold that the conduct is not at once trivial, corrected in time and without harm (行政处罚法第三十三条第一款)."""
    ended = j.state.last(InvestigationEnded, party=j.party)
    if ended is None or not (ended.trivial and ended.corrected_in_time and ended.harmless) or not punishes(j):
        return None
    return Fail(
        f"调查终结报告认定{j.the_party.name}的违法行为轻微、及时改正、没有造成危害后果，三项都符合的不能给予行政处罚",
        f"{_NO_PENALTY}，并进行批评教育；三项认定有误的，先补充调查，更正调查终结报告",
    )


@gate("HB-17", *PUNISHING, per_party=True, foreseeable=True)
def at_fault(j: Judgement) -> Fail | None:
    """Hold that the party has not proved to be without fault (行政处罚法第三十三条第二款).

    A law or administrative regulation may provide otherwise; then it is named.
    """
    found = j.state.done(NoFaultShown, party=j.party)
    if not found or not found[-1].sufficient or found[-1].exception.strip() or not punishes(j):
        return None
    return Fail(
        f"{j.the_party.name}的证据（{found[-1].proof}）足以证明没有主观过错，不能给予行政处罚",
        f"{_NO_PENALTY}，并进行教育；法律、行政法规另有规定的，写明该规定",
    )


# -- HB-18, W-18 ---------------------------------------------------------------------------------------------------


@gate("HB-18", *PUNISHING, per_party=True, foreseeable=True)
def discovered_in_time(j: Judgement) -> Fail | None:
    """Hold that the conduct was discovered within two (five) years of its end (行政处罚法第三十六条).

    The day of discovery is compared, not that of the decision. Conduct that still goes on cannot be out of time.
    """
    filing, limit = j.state.last(FilingApproved, party=j.party), limitation_last_day(j)
    if filing is None or limit is None or filing.discovered_on <= limit or not punishes(j):
        return None
    return Fail(
        f"{j.the_party.name}的违法行为{day_text(j.state.conduct.last_day)}终了，处罚时效到{day_text(limit)}届满，"
        f"{day_text(filing.discovered_on)}才发现，不能再给予行政处罚",
        f"{_NO_PENALTY}（超过时效）；违法状态仍在继续的，更正行为的起止时间；责令改正不受时效限制",
    )


@gate("W-18", FilingApproved, PenaltyDecided, per_party=True)
def well_within_limitation(j: Judgement) -> Fail | None:
    """Expect a discovery more than three days before the limit; whether its first day counts is unsettled."""
    filing = j.the_act(FilingApproved) or j.state.last(FilingApproved, party=j.party)
    limit = limitation_last_day(j)
    if filing is None or limit is None:
        return None
    left = (limit - filing.discovered_on).days
    if left > FEW_DAYS or (left < 0 and j.the_act(PenaltyDecided) is not None):
        return None
    if left < 0:
        return Fail(
            f"违法行为在{day_text(filing.discovered_on)}才发现，处罚时效已于{day_text(limit)}届满",
            "核实行为是否仍在连续或者继续；确已超过时效的，立案后只能责令改正，不再给予处罚",
        )
    return Fail(
        f"发现违法行为的日期（{day_text(filing.discovered_on)}）距处罚时效届满（{day_text(limit)}）只有{left}日，首日是否计入没有统一口径",
        "提请法制审核确认没有超过时效，并写明计算方法",
    )


# -- HB-76, HB-77 --------------------------------------------------------------------------------------------------


@gate("HB-76", *PUNISHING, per_party=True, foreseeable=True)
def mitigation_shown(j: Judgement) -> Fail | None:
    """Hold that circumstances which demand a lighter penalty are reflected in it (行政处罚法第三十条、第三十二条)."""
    proposal, born, day = proposal_at_stake(j), birth_of(j.the_party), conduct_day(j)
    if proposal is None or not proposal.penalties or proposal.degree in {Degree.LIGHT, Degree.BELOW}:
        return None
    reasons = [f"“{factor.fact}”" for factor in mitigating_factors(j)]
    if born is not None and younger_than(born, ADULT_AGE, day) and not younger_than(born, ANSWERABLE_AGE, day):
        reasons.insert(0, f"违法行为发生时已满{ANSWERABLE_AGE}周岁不满{ADULT_AGE}周岁")
    if not reasons:
        return None
    return Fail(
        f"{j.the_party.name}有应当从轻或者减轻处罚的情节（{'、'.join(reasons)}），裁量却是“{proposal.degree.label}”",
        "改为从轻或者减轻处罚，相应降低数额或者种类，并在裁量理由中写明情节和依据",
    )


@gate("HB-76", *PUNISHING, per_party=True, foreseeable=True)
def lighter_in_amount(j: Judgement) -> Fail | None:
    """Hold that a fine called 从轻 or 减轻 is lighter in fact: below the middle of the statutory range, 从轻 also of the band named.

    A fixed amount has no middle.
    """
    proposal = proposal_at_stake(j)
    if proposal is None or PenaltyKind.FINE not in kinds_of(proposal) or proposal.degree not in {Degree.LIGHT, Degree.BELOW}:
        return None
    amount = amount_of(proposal, PenaltyKind.FINE)
    too_high = [
        f"{what}（{least.short}元至{most.short}元）"
        for what, least, most in _spans(j, proposal)
        if least < most and amount.fen * 2 >= least.fen + most.fen
    ]
    if not too_high:
        return None
    return Fail(
        f"对{j.the_party.name}写明“{proposal.degree.label}”，罚款{amount.short}元却不低于{'、'.join(too_high)}的中间值，没有体现从轻、减轻",
        "把数额降到中间值以下；没有从轻、减轻情节的，改写裁量等次并说明理由",
    )


def _spans(j: Judgement, proposal: Proposal) -> Iterator[tuple[str, Money, Money]]:
    amount = amount_of(proposal, PenaltyKind.FINE)
    ranges = [one for one in fine_ranges(j, proposal) or () if one.maximum is not None and amount <= one.maximum]
    widest = max(ranges, key=lambda one: one.maximum or one.minimum, default=None)
    if widest is not None and widest.maximum is not None:
        yield "法定幅度", widest.minimum, widest.maximum
    band = band_of(j, proposal)
    if band is not None and proposal.degree is Degree.LIGHT:
        yield f"“{band.name}”等次", band.fine_from, band.fine_to


@gate("HB-77", *PUNISHING, per_party=True, foreseeable=True)
def highest_fine_norm_applied(j: Judgement) -> Fail | None:
    """Hold that of several norms that order a fine for one conduct the one with the higher fine is applied (行政处罚法第二十九条)."""
    proposal = proposal_at_stake(j)
    if proposal is None or PenaltyKind.FINE not in kinds_of(proposal) or not proposal.competing:
        return None
    highest = max(proposal.competing, key=lambda norm: norm.fine_to)
    applied = [norm.fine_to for norm in proposal.competing if norm.basis in proposal.basis]
    own = _own_maximum(j, proposal)
    applied += [own] if own is not None else []
    if own is None and not applied and amount_of(proposal, PenaltyKind.FINE) > highest.fine_to:
        return None
    if applied and max(applied) >= highest.fine_to:
        return None
    most = f"上限{max(applied).short}元" if applied else "上限没有登记"
    return Fail(
        f"{j.the_party.name}的同一行为还违反罚款更高的规定（{highest.basis.cite()}，上限{highest.fine_to.short}元），"
        f"拟适用的依据{'、'.join(a.cite() for a in proposal.basis)}{most}",
        "按罚款数额高的规定处罚；该规定不属于本机关职权的，移送有权机关",
    )


def _own_maximum(j: Judgement, proposal: Proposal) -> Money | None:
    party = j.state.parties.get(proposal.party)
    if party is None:
        return None
    found = [option.fine(is_unit=party.is_unit) for option in options_of(j, proposal)]
    known = [one.maximum for one in found if one is not None and one.maximum is not None]
    return max(known, default=None)


GATES: tuple[Gate, ...] = (
    not_fined_already,
    not_exempted_already,
    old_enough,
    able_to_control,
    not_trivial,
    at_fault,
    discovered_in_time,
    well_within_limitation,
    mitigation_shown,
    lighter_in_amount,
    highest_fine_norm_applied,
    *basis.GATES,
)
"""The gates of this file and of ``basis``."""
