"""处罚依据和幅度: a law, regulation or rule in force, the newer law where it is lighter, a fine within the statutory range.

行政处罚法第四条、第五条、第三十条至第三十二条、第三十七条. HB-22, HB-23; W-03, W-17, W-20. A fine outside its range has no basis, so
it stands under HB-22. What the catalogue does not hold (a range by formula, a basis of the office's own) is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.proposal import Degree, Factor, FactorEffect, PenaltyKind, Proposal, ProposalApproved
from mq_enforce.case.facts import Band, PartyKind
from mq_enforce.law.discretion import band_for, bands_on, contains
from mq_enforce.law.explain import day_text
from mq_enforce.law.matters import FineRange, PenaltyOption
from mq_enforce.law.statutes import Statute
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions import granted_basis
from mq_enforce.procedures.propositions.granted_basis import PENALTY_LAW, RANKS, matching_options
from mq_enforce.procedures.propositions.hearing import hearing_threshold
from mq_enforce.procedures.propositions.proposal import PUNISHING, amount_of, kinds_of, proposal_at_stake, told_proposal

MUST_ARTICLES = frozenset({30, 32})
"""行政处罚法第三十条、第三十二条: 应当从轻或者减轻."""

REDUCING_ARTICLES = frozenset({30, 31, 32})
"""行政处罚法第三十条至第三十二条: 从轻或者减轻, so that they alone of this law carry a penalty below the range."""

_STEPS_IN_BAND = 10
_CHOSEN: Mapping[str, str] = MappingProxyType({"old": "行为时的规定", "new": "新的规定"})

# -- what the gates ask ----------------------------------------------------------------------------------------


def conduct_day(j: Judgement) -> date:
    """Return the day whose law governs: the conduct's last, or today's while it goes on."""
    conduct = j.state.conduct
    return j.day if conduct.continuing and conduct.ended_at is None else conduct.last_day


def must_mitigate(factor: Factor) -> bool:
    """Say whether a circumstance demands a lighter penalty, whatever effect was written down for it."""
    cited = factor.article.law == PENALTY_LAW and factor.article.number in MUST_ARTICLES
    return cited or factor.effect is FactorEffect.MUST_MITIGATE


def mitigates(factor: Factor) -> bool:
    """Say whether a circumstance demands or allows a lighter penalty."""
    return must_mitigate(factor) or factor.effect is FactorEffect.MAY_MITIGATE


def may_reduce(factor: Factor) -> bool:
    """Say whether a circumstance lets the penalty go below the statutory range (减轻).

    Of the general law only 第三十条至第三十二条 do; another statute must order it.
    """
    if factor.article.law == PENALTY_LAW:
        return factor.article.number in REDUCING_ARTICLES
    return factor.effect is FactorEffect.MUST_MITIGATE


def options_of(j: Judgement, proposal: Proposal) -> tuple[PenaltyOption, ...]:
    """Return the penalties of the matter whose basis the proposal cites, more or less exactly."""
    return matching_options(j.matter, proposal.basis)


def fine_ranges(j: Judgement, proposal: Proposal) -> tuple[FineRange, ...] | None:
    """Return the statutory ranges the fine may lie in; None when one of them is not known, or the basis is not in the catalogue.

    For a sole trader the ranges of citizens and of units both count: statutes are read both ways (W-17).
    """
    options, party = options_of(j, proposal), j.state.parties.get(proposal.party)
    if not options or party is None:
        return None
    found = [option.fine(is_unit=party.is_unit) for option in options]
    if party.kind is PartyKind.SOLE_TRADER:
        found += [option.fine(is_unit=True) for option in options]
    known = tuple(one for one in found if one is not None)
    return None if any(not one.known for one in known) else known


def bands_on_file(j: Judgement) -> tuple[Band, ...]:
    """Return the bands of the discretion standard that the office has on file for the matter and that are in force on the day."""
    return bands_on(j.state.office.bands, j.state.head.matter, j.day)


def band_of(j: Judgement, proposal: Proposal) -> Band | None:
    """Return the band that the proposal names, when it is on file for the matter and in force on the day."""
    return band_for(j.state.office.bands, j.state.head.matter, proposal.band, j.day)


def _newly_weighed(j: Judgement) -> Proposal | None:
    """Return the proposal whose discretion is to be looked at: not again when the decision keeps to what was told."""
    proposal = proposal_at_stake(j)
    before = told_proposal(j) if j.the_act(PenaltyDecided) is not None else None
    if proposal is None or before is None:
        return proposal
    same = (proposal.penalties, proposal.band, proposal.degree) == (before.penalties, before.band, before.degree)
    return None if same else proposal


# -- HB-22 -------------------------------------------------------------------------------------------------------


@gate("HB-22", *PUNISHING, per_party=True, foreseeable=True)
def basis_is_published_law(j: Judgement) -> Fail | None:
    """Hold that every basis is a published law, regulation or rule in force on the day of the conduct (行政处罚法第四条、第五条第三款)."""
    proposal = proposal_at_stake(j)
    if proposal is None or not proposal.penalties:
        return None
    problems = list(_unfit_bases(j, proposal))
    if not problems:
        return None
    return Fail(
        f"对{j.the_party.name}的处罚依据不能用：{'；'.join(problems)}",
        "改用违法行为发生时有效的法律、法规、规章的条款作依据；裁量基准等规范性文件只用来说明裁量理由",
    )


def _unfit_bases(j: Judgement, proposal: Proposal) -> Iterator[str]:
    day = conduct_day(j)
    newer = proposal.comparison is not None and proposal.comparison.applied == "new"
    for article in dict.fromkeys(proposal.basis):
        statute = j.law.statutes.get(article.law)
        if statute is None:
            yield f"{article}所在的文件没有登记"
        elif statute.rank not in RANKS:
            yield f"{statute.quoted}是{statute.rank.value}，不是法律、法规、规章"
        elif statute.in_force(j.day if newer else day) is False:
            what = "作出处理时" if newer else f"违法行为发生时（{day_text(day)}）"
            yield f"{statute.quoted}在{what}不是有效的规定{_validity(statute)}"


def _validity(statute: Statute) -> str:
    if statute.effective_to is not None:
        return f"（到{day_text(statute.effective_to)}为止）"
    return f"（自{day_text(statute.effective_from)}起施行）" if statute.effective_from is not None else ""


@gate("HB-22", *PUNISHING, per_party=True, foreseeable=True)
def fine_within_statute(j: Judgement) -> Fail | None:
    """Hold that the fine lies in the statutory range, both ends included; below it only by 减轻处罚 with its circumstance."""
    proposal = proposal_at_stake(j)
    if proposal is None or PenaltyKind.FINE not in kinds_of(proposal):
        return None
    ranges, amount = fine_ranges(j, proposal), amount_of(proposal, PenaltyKind.FINE)
    if ranges is None:
        return None
    cited = "、".join(article.cite() for article in proposal.basis)
    if not ranges:
        whom = "法人或者其他组织" if j.the_party.is_unit else "个人"
        return Fail(f"{cited}没有对{whom}规定罚款，不能对{j.the_party.name}罚款", "改用该条规定的处罚种类，或者核对处罚依据是否引用正确")
    if any(one.contains(amount) for one in ranges):
        return None
    return _outside(j, proposal, amount, ranges)


def _outside(j: Judgement, proposal: Proposal, amount: Money, ranges: tuple[FineRange, ...]) -> Fail | None:
    least = min(one.minimum for one in ranges)
    most = max(one.maximum for one in ranges if one.maximum is not None)
    bounds = f"{least.short}元以上{most.short}元以下" if least.fen else f"{most.short}元以下"
    cited = "、".join(article.cite() for article in proposal.basis)
    head = f"对{j.the_party.name}拟罚款{amount.short}元，不在法定幅度（{cited}，{bounds}）内"
    if amount.fen and amount < least and proposal.degree is Degree.BELOW:
        if any(map(may_reduce, proposal.factors)):
            return None
        return Fail(
            f"{head}，写明是减轻处罚，但没有法定的从轻、减轻情节（行政处罚法第三十条至第三十二条，或者其他法律、法规的应当规定）",
            "写明法定的从轻、减轻情节、依据条款和证据；没有的，在法定幅度内确定数额",
        )
    if amount.fen and amount < least:
        return Fail(f"{head}，又没有写明是减轻处罚", "在法定幅度内确定数额；有法定减轻情节的，写明“减轻处罚”、情节、依据条款和证据")
    return Fail(head, "在法定幅度内确定罚款数额")


# -- HB-23 -------------------------------------------------------------------------------------------------------


@gate("HB-23", *PUNISHING, per_party=True, foreseeable=True)
def lighter_law_applied(j: Judgement) -> Fail | None:
    """Hold that old and new law were compared when the law changed, and the right one applied (行政处罚法第三十七条).

    It may have changed when a cited statute ended, or is no longer known to be in force, between conduct and decision.
    """
    proposal = proposal_at_stake(j)
    if proposal is None or not proposal.penalties:
        return None
    comparison, changed = proposal.comparison, list(_changed_since(j, proposal))
    if comparison is None:
        if not changed:
            return None
        return Fail(
            f"违法行为发生在{day_text(conduct_day(j))}，其后{'；'.join(changed)}，对{j.the_party.name}没有作新旧规定的比较",
            "核实现行规定，登记新旧规定的比较：新规定处罚较轻或者不认为违法的适用新规定，否则适用行为时的规定，并写明理由",
        )
    right = "new" if comparison.new_is_lighter_or_lawful else "old"
    if comparison.applied == right:
        return None
    finding = "新规定处罚较轻或者不认为违法" if comparison.new_is_lighter_or_lawful else "新规定并不较轻"
    return Fail(
        f"比较的结果是{finding}，却对{j.the_party.name}适用了{_CHOSEN[comparison.applied]}",
        f"改为适用{_CHOSEN[right]}；新规定不认为违法的，不予处罚",
    )


def _changed_since(j: Judgement, proposal: Proposal) -> Iterator[str]:
    day = conduct_day(j)
    for law in dict.fromkeys(article.law for article in (*proposal.violated, *proposal.basis)):
        statute = j.law.statutes.get(law)
        if statute is None:
            continue
        if statute.effective_to is not None and day <= statute.effective_to < j.day:
            yield f"{statute.quoted}自{day_text(statute.effective_to)}后不再有效"
        elif statute.uncertain_from is not None and day < statute.uncertain_from <= j.day:
            yield f"{statute.quoted}自{day_text(statute.uncertain_from)}起的效力待核"


# -- W-03, W-17, W-20 ---------------------------------------------------------------------------------------------


@gate("W-03", ProposalApproved, PenaltyDecided, per_party=True)
def within_band(j: Judgement) -> Fail | None:
    """Expect the fine to lie in the band named, and a band to be named where bands are on file (行政处罚法第三十四条)."""
    proposal = _newly_weighed(j)
    if proposal is None or PenaltyKind.FINE not in kinds_of(proposal):
        return None
    amount, band, known = amount_of(proposal, PenaltyKind.FINE), band_of(j, proposal), bands_on_file(j)
    remedy = "按裁量基准的等次确定数额；确需超出的，说明理由并提请法制审核、负责人集体讨论"
    if band is not None:
        if contains(band, amount):
            return None
        ends = f"{band.fine_from.short}元{_end(band.includes_from)}至{band.fine_to.short}元{_end(band.includes_to)}"
        return Fail(f"罚款{amount.short}元超出“{band.name}”等次（{ends}）", remedy)
    if proposal.band:
        return Fail(f"写明的等次“{proposal.band}”在本机关登记的裁量基准中没有", "先登记裁量基准及其来源，或者不写等次并说明数额的理由")
    if known:
        return Fail(f"本机关登记有该事项的裁量基准（{'、'.join(one.name for one in known)}），但没有写明适用哪个等次", remedy)
    return None


def _end(included: bool) -> str:
    return "" if included else "（不含）"


@gate("W-20", ProposalApproved, PenaltyDecided, per_party=True)
def round_amount(j: Judgement) -> Fail | None:
    """Expect no odd amount within a band: its ends, or a multiple of the power of ten that a tenth of its width reaches (practice)."""
    proposal = _newly_weighed(j)
    band = band_of(j, proposal) if proposal is not None else None
    if proposal is None or band is None or PenaltyKind.FINE not in kinds_of(proposal):
        return None
    amount = amount_of(proposal, PenaltyKind.FINE)
    width = (band.fine_to.fen - band.fine_from.fen) // 100 // _STEPS_IN_BAND
    step = Money.of(10 ** (len(str(width)) - 1)) if width else Money.of(1)
    if amount in {band.fine_from, band.fine_to} or amount.fen % step.fen == 0:
        return None
    return Fail(
        f"罚款{amount.short}元不是“{band.name}”等次内的整档数额（以{step.short}元为档）",
        "改为整档数额；按面积、倍数等计算得出的，写明计算方法",
    )


@gate("W-17", ProposalApproved, PenaltyDecided, per_party=True)
def sole_trader_reading(j: Judgement) -> Fail | None:
    """Expect the reading to be recorded where it matters whether a sole trader counts as a citizen or as a unit."""
    proposal, party = _newly_weighed(j), j.the_party
    if proposal is None or party.kind is not PartyKind.SOLE_TRADER:
        return None
    matters = [*_straddling(j, proposal), *_one_range_only(j, proposal)]
    if not matters:
        return None
    return Fail(
        f"{party.name}是个体工商户，按公民还是按单位掌握结果不同：{'；'.join(matters)}",
        "听证一律按公民的数额告知；罚款幅度的口径由本机关固定下来，在理由中写明采用哪种口径及依据",
    )


def _straddling(j: Judgement, proposal: Proposal) -> Iterator[str]:
    person, unit = hearing_threshold(j, is_unit=False), hearing_threshold(j, is_unit=True)
    if person is None or unit is None:
        return
    for what, amount in (
        ("罚款", amount_of(proposal, PenaltyKind.FINE)),
        ("没收", amount_of(proposal, PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS)),
    ):
        if amount.fen and person.reached_by(amount) != unit.reached_by(amount):
            yield f"{what}{amount.short}元在公民（{person.amount.short}元）和单位（{unit.amount.short}元）的听证数额之间"


def _one_range_only(j: Judgement, proposal: Proposal) -> Iterator[str]:
    amount = amount_of(proposal, PenaltyKind.FINE)
    if not amount.fen:
        return
    for option in options_of(j, proposal):
        person, unit = option.fine(is_unit=False), option.fine(is_unit=True)
        fits = [one is not None and one.contains(amount) is not False for one in (person, unit)]
        if fits[0] != fits[1]:
            yield f"罚款{amount.short}元只在对{'个人' if fits[0] else '单位'}的罚款幅度内"


GATES: tuple[Gate, ...] = (
    *granted_basis.GATES,
    basis_is_published_law,
    fine_within_statute,
    lighter_law_applied,
    within_band,
    round_amount,
    sole_trader_reading,
)
"""The gates of this file."""
