"""公示: secrets are checked, personal data leave the text, nothing is published before it was delivered.

行政处罚法第四十八条、第五十条; 个人信息保护法第二十五条、第二十八条; 河南省行政执法条例第三十条; 信用修复管理办法.
HB-51, HB-58; W-16, W-27. Which data must go is a reading of these articles, not their wording: always identity numbers,
addresses, telephones and bank accounts; names of natural persons; whatever else the decision really contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mq_enforce.base.ages import ADULT_AGE, full_years
from mq_enforce.case.acts.closing import PublicationApproved, Published, Redaction
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.intake import ClueRegistered
from mq_enforce.case.acts.investigation import CapacityAssessed, InterviewHeld, SiteInspected
from mq_enforce.case.acts.proposal import InvestigationEnded, PenaltyKind
from mq_enforce.case.facts import Party, PartyKind
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.evidence import relied_on
from mq_enforce.procedures.propositions.proposal import decided_proposal

ALWAYS = (Redaction.ID_NUMBER, Redaction.ADDRESS, Redaction.PHONE, Redaction.BANK)
"""What every decision carries about somebody."""

_PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z0-9]{4,5}[A-Z0-9挂学警港澳]")
"""A number plate, for finding one in a text."""


# -- HB-51 ------------------------------------------------------------------------------------------------------


def _approval(j: Judgement) -> PublicationApproved | None:
    return j.the_act(PublicationApproved) or j.state.last(PublicationApproved)


@gate("HB-51", PublicationApproved, Published)
def secrets_checked(j: Judgement) -> Fail | None:
    """Hold that the text was checked for secrets and holds none (行政处罚法第五十条); a refusal to publish needs neither."""
    approval = _approval(j)
    if approval is None or not approval.agency_opinion.agree:
        return None
    if not approval.secrets_checked:
        return Fail("公示之前没有作保密审查", "先由公示专员审查是否含有国家秘密、商业秘密和个人隐私，再报批公示")
    if approval.contains_secrets:
        return Fail("公示的内容含有国家秘密或者商业秘密", "删去涉密内容，或者对该部分不予公示，审查通过后重新报批")
    return None


# -- HB-58 ------------------------------------------------------------------------------------------------------


def private_classes(j: Judgement) -> dict[Redaction, str]:
    """Return what has to leave the decisions of the case before they are published, each with what it is about."""
    found = dict.fromkeys(ALWAYS, "决定书载有")
    for what, why in _special(j):
        found.setdefault(what, why)
    return found


def _special(j: Judgement) -> Iterator[tuple[Redaction, str]]:
    for party_id, party in j.state.parties.items():
        natural = party.kind is not PartyKind.UNIT
        if party.kind is PartyKind.PERSON:
            yield Redaction.NAME, f"当事人{party.name}是自然人"
        age = party.age_on(j.day)
        if natural and ((age is not None and age < ADULT_AGE) or _was_minor(j, party)):
            yield Redaction.MINOR, f"当事人{party.name}行为时或者现在是未成年人"
        if j.state.done(CapacityAssessed, party=party_id):
            yield Redaction.HEALTH, f"当事人{party.name}作过行为能力认定"
    text = _decided_text(j)
    witness = next((name for name in _others(j) if name in text), "") or _questioned(j)
    if witness:
        yield Redaction.WITNESS, f"决定书提到{witness}"
    minor = next((act.person.name for act in _interviews(j) if _under_age(act)), "")
    if minor:
        yield Redaction.MINOR, f"被询问人{minor}是未成年人"
    plate = _PLATE.search(text)
    if plate is not None:
        yield Redaction.PLATE, f"决定书提到{plate.group()}"


def _was_minor(j: Judgement, party: Party) -> bool:
    age = party.age_on(j.state.conduct.last_day)
    return age is not None and age < ADULT_AGE


def _under_age(act: InterviewHeld) -> bool:
    return full_years(act.person.born_on, act.on) < ADULT_AGE


def _own_names(j: Judgement) -> set[str]:
    names: set[str] = set()
    for party in j.state.parties.values():
        names |= {party.name, party.head, party.guardian.name if party.guardian else "", party.agent.name if party.agent else ""}
    return names


def _interviews(j: Judgement) -> list[InterviewHeld]:
    """Return the interviews with other people that the case relies on: the decision names them among its evidence."""
    own = _own_names(j)
    return [act for act in relied_on(j) if isinstance(act, InterviewHeld) and act.person.name not in own]


def _questioned(j: Judgement) -> str:
    return next((act.person.name for act in _interviews(j)), "")


def _others(j: Judgement) -> Iterator[str]:
    """Yield the names of everybody else the case knows: witnesses, those present, informers."""
    own = _own_names(j)
    names = [act.person.name for act in j.state.done(InterviewHeld)]
    names += [act.present_name for act in j.state.done(SiteInspected)]
    names += [act.reporter.name for act in j.state.done(ClueRegistered) if act.reporter is not None]
    yield from (name for name in names if name and name not in own)


def _decided_text(j: Judgement) -> str:
    """Return the words of the decisions: facts, reasons, amounts, evidence, and the reasons for not punishing."""
    parts: list[str] = [j.state.conduct.description, j.state.conduct.place]
    for party_id in j.state.parties:
        proposal = decided_proposal(j.about(party_id))
        if proposal is not None:
            parts += [*proposal.findings, *proposal.reasons, proposal.amount_reason]
    parts += [act.reason for act in j.state.done(NoPenaltyDecided)]
    parts += [act.nature for act in j.state.done(InvestigationEnded)]
    return "\n".join(parts)


@gate("HB-58", PublicationApproved, Published)
def personal_data_removed(j: Judgement) -> Fail | None:
    """Hold that every class of personal data in the decision was dealt with (行政处罚法第五十条; 个人信息保护法)."""
    approval = _approval(j)
    if approval is None or not approval.agency_opinion.agree:
        return None
    wanted = private_classes(j)
    missing = [what for what in wanted if what not in approval.redacted]
    if not missing:
        return None
    labels = "、".join(what.label for what in missing)
    reasons = "；".join(dict.fromkeys(wanted[what] for what in missing if what not in ALWAYS))
    return Fail(
        f"公示的内容中下列个人信息还没有处理：{labels}{f'（{reasons}）' if reasons else ''}",
        f"从公示文本中隐去{labels}，检查后重新报批",
    )


# -- W-27, W-16 ---------------------------------------------------------------------------------------------------


@gate("W-27", Published, per_party=True)
def delivered_before_published(j: Judgement) -> Fail | None:
    """Hold that the decision was delivered first: it takes effect only then (河南省行政执法条例第三十条第一款)."""
    if not j.state.valid(PenaltyDecided, party=j.party):
        return None
    delivered = j.state.delivered_on("penalty_decision", j.party)
    if delivered is not None and delivered <= j.day:
        return None
    return Fail(
        f"对{j.the_party.name}的处罚决定书还没有送达，决定尚未生效（{Article('河南省行政执法条例', 30, 1).cite()}）",
        "送达后再公示；公示期限将满的，在理由中写明送达的进展，并在公示内容中注明尚未送达",
    )


_REGULATED_FROM = date(2026, 4, 1)
"""信用修复管理办法 in force."""

_MINOR = frozenset({PenaltyKind.WARNING, PenaltyKind.CRITICISM})
_SERIOUS = frozenset({PenaltyKind.REVOKE_LICENCE, PenaltyKind.BAR})


def _credit_rule(j: Judgement) -> str:
    kinds = set()
    for party_id in j.state.parties:
        proposal = decided_proposal(j.about(party_id))
        kinds |= {penalty.kind for penalty in proposal.penalties} if proposal is not None else set()
    if kinds & _SERIOUS:
        return "CRD-SER"
    return "CRD-MINOR" if kinds and kinds <= _MINOR else "CRD-GEN"


@gate("W-16", PublicationApproved)
def published_as_long_as_its_class(j: Judgement) -> Fail | None:
    """Hold that the last day of publication lies in the window of the decision's class (信用修复管理办法).

    Warnings and public criticism are minor; revoking a licence and barring from an occupation are serious; what else there is
    counts as general. Whether a fine is so great that it is serious, or so small that it is minor, no figure on file says:
    therefore a general decision is only held against the longest time.
    """
    act = j.the_act(PublicationApproved)
    decision = j.state.last(PenaltyDecided)
    if act is None or act.until is None or decision is None or decision.on < _REGULATED_FROM:
        return None
    rule = _credit_rule(j)
    window = j.due(rule, start=decision.on).window
    if window is None or not isinstance(window.latest, date) or not isinstance(window.earliest, date):
        return None
    name = j.law.rules[rule].name
    if act.until > window.latest:
        return Fail(
            f"公示到{day_text(act.until)}，超过了“{name}”的最长期限（{day_text(window.latest)}）",
            f"把公示截止日期改为{day_text(window.latest)}以前，或者写明分类不同的理由",
        )
    if rule == "CRD-SER" and act.until < window.earliest:
        return Fail(
            f"公示到{day_text(act.until)}，短于“{name}”的最短期限（{day_text(window.earliest)}）",
            f"把公示截止日期改为{day_text(window.earliest)}以后，或者写明分类不同的理由",
        )
    return None


GATES: tuple[Gate, ...] = (
    secrets_checked,
    personal_data_removed,
    delivered_before_published,
    published_as_long_as_its_class,
)
