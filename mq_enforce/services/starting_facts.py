"""Starting values of the acts up to the end of the investigation: clue, filing, inspection, interview, evidence, report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from mq_enforce.base.resources import resource
from mq_enforce.base.toml_reading import read_toml
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved
from mq_enforce.case.acts.investigation import (
    EvidenceCollected,
    InterviewHeld,
    PreservationApproved,
    PreservationStarted,
    RectificationOrdered,
    RectificationReviewed,
    SiteInspected,
)
from mq_enforce.case.acts.notice import StatementMade
from mq_enforce.case.facts import Party, PartyKind
from mq_enforce.documents.bindings.words import day
from mq_enforce.law.articles import Article
from mq_enforce.law.matters import granted_on
from mq_enforce.office.people import Role
from mq_enforce.services.known import Known, filled

Filler = Callable[[Known], dict[str, Any]]

_ORDER_BASIS = "行政处罚法第二十八条第一款"
_RECORDS = (SiteInspected, InterviewHeld, StatementMade)
_STAGES: tuple[tuple[type[Act], str], ...] = (
    (ClueRegistered, "登记线索"),
    (SiteInspected, "进行现场检查"),
    (FilingApproved, "批准立案"),
    (PreservationStarted, "先行登记保存有关物品"),
    (InterviewHeld, "询问有关人员"),
    (RectificationOrdered, "责令改正"),
    (RectificationReviewed, "复查改正情况"),
)


@cache
def starter_questions(record: str) -> tuple[str, ...]:
    """Return the questions with which a record may begin: of an ``interview`` or a ``hearing``."""
    return tuple(read_toml(resource("documents", "starter_questions.toml")).data[record])


def turns(record: str) -> list[dict[str, str]]:
    """Return the questions still without answers."""
    return [{"question": one} for one in starter_questions(record)]


def _clue(known: Known) -> dict[str, Any]:
    return filled(content=known.words("conduct.sentence"))


def _jurisdiction(known: Known) -> dict[str, Any]:
    grant = granted_on(known.matter, known.state.office.grants, known.now.date())
    if grant is None:
        return {}
    number = f"（{grant.number}）" if grant.number else ""
    place = known.state.conduct.place
    return {"reason": f"违法行为发生地为{place}；“{known.matter.name}”依《{grant.document}》{number}由本机关承接。"}


def violated(known: Known) -> list[str]:
    """Return the provisions said to be broken: those of the filing, else those of the matter on the day of the conduct."""
    filing = known.last(FilingApproved)
    on = known.state.conduct.last_day
    articles = filing.violated if filing is not None else known.matter.violations_on(on, known.program.law.statutes)
    return [one.short() for one in articles]


def basis(known: Known) -> list[str]:
    """Return the provisions that the penalty can rest on, when the matter knows one set of them alone."""
    options = known.matter.options_on(known.state.conduct.last_day, known.program.law.statutes)
    sets = {option.basis for option in options if option.basis}
    return [one.short() for one in next(iter(sets))] if len(sets) == 1 else []


def _finding(known: Known, who: str) -> str:
    """Return when, who, where and what as one clause without full stop."""
    conduct = known.state.conduct
    return f"{known.words('conduct.when')}，{who}在{conduct.place}，{conduct.description.rstrip('。')}"


def _filing(known: Known) -> dict[str, Any]:
    clue = known.last(ClueRegistered)
    broken = violated(known)
    cited = "、".join(Article.parse(one).cite() for one in broken)
    found = _finding(known, "、".join(party.name for party in known.parties))
    summary = f"{found}，涉嫌违反{cited}的规定，应当立案调查。" if cited else f"{found}，应当立案调查。"
    return filled(
        summary=summary,
        violated=broken,
        discovered_on=clue.on.isoformat() if clue is not None else None,
        approval=known.approval(),
    )


def _assigned(known: Known) -> dict[str, Any]:
    head = known.only(Role.HEAD_OF_TEAM)
    return filled(officers=known.officers, by=[head] if head else [])


def _recorder(known: Known) -> str:
    session = known.last(*_RECORDS)
    return session.recorder if isinstance(session, SiteInspected | InterviewHeld | StatementMade) else ""


def _site(known: Known) -> dict[str, Any]:
    party = known.party
    person = party is not None and party.kind is PartyKind.PERSON
    return filled(
        place=known.state.conduct.place,
        recorder=_recorder(known),
        present_name=known.receiver(party) if party is not None else "",
        present_relation="当事人本人" if person else "",
    )


def _interview(known: Known) -> dict[str, Any]:
    held = known.done(InterviewHeld)
    party = known.party
    before = [one for one in held if isinstance(one, InterviewHeld) and party is not None and one.person.name == known.receiver(party)]
    return filled(
        place=next((one.place for one in reversed(held) if isinstance(one, InterviewHeld)), ""),
        recorder=_recorder(known),
        person=_interviewee(known, party) if party is not None else {},
        ordinal=len(before) + 1 if before else None,
        turns=turns("interview"),
    )


def _interviewee(known: Known, party: Party) -> dict[str, Any]:
    if party.is_unit:
        return filled(
            name=party.head,
            work_unit=party.name,
            post=party.head_post,
            phone=party.phone,
            relation="当事人的法定代表人（负责人）" if party.head else "",
        )
    return filled(
        name=known.receiver(party),
        sex=party.sex.value if party.sex is not None else None,
        born_on=party.born_on.isoformat() if party.born_on is not None else None,
        id_number=party.id_number,
        ethnicity=party.ethnicity,
        work_unit=party.work_unit,
        address=party.address,
        phone=party.phone,
        relation="当事人",
    )


def _evidence(known: Known) -> dict[str, Any]:
    taken = {act.evidence for act in known.state.done(EvidenceCollected)}
    number = next(f"e{n}" for n in range(1, len(taken) + 2) if f"e{n}" not in taken)
    return filled(evidence=number, place=known.state.conduct.place)


def _address(known: Known) -> dict[str, Any]:
    party = known.party
    if party is None:
        return {}
    return filled(address=party.address, receiver=known.receiver(party), phone=party.phone)


def _preservation_approval(known: Known) -> dict[str, Any]:
    return {"approval": known.approval()}


def _preservation(known: Known) -> dict[str, Any]:
    approved = known.last(PreservationApproved)
    if approved is None:
        return {}
    goods = [one.model_dump(mode="json", exclude_defaults=True) for one in approved.goods]
    return filled(goods=goods, method=approved.method, place=approved.place, item=approved.item)


def _disposal(known: Known) -> dict[str, Any]:
    started = known.last(PreservationStarted)
    return filled(item=started.item) if started is not None else {}


def _rectification(known: Known) -> dict[str, Any]:
    found = basis(known)
    names = "、".join(party.name for party in known.parties)
    return filled(violated=violated(known), basis=[*found, _ORDER_BASIS] if found else [], conduct=f"{_finding(known, names)}。")


def _recheck(known: Known) -> dict[str, Any]:
    ordered = known.last(RectificationOrdered)
    return filled(
        refers_to=ordered.id if ordered is not None else None,
        place=known.state.conduct.place,
        present_name=known.receiver(known.party) if known.party is not None else "",
    )


def _report(known: Known) -> dict[str, Any]:
    return filled(
        process=_process(known),
        nature=known.state.head.violation,
        evidence=_proofs(known),
        proposals=[_proposal(known, party) for party in known.parties],
        team_opinion=known.opinion(Role.HEAD_OF_TEAM),
    )


def _process(known: Known) -> str:
    """Tell the investigation by its acts, day by day; what is told of each is only that it was done."""
    words = dict(_STAGES)
    days: dict[str, dict[str, None]] = {}
    for act in known.state.done(*words):
        days.setdefault(day(act.on), {}).setdefault(words[type(act)])
    return "；".join(f"{when}，{'、'.join(done)}" for when, done in days.items()) + "。" if days else ""


def _proofs(known: Known) -> list[str]:
    acts = known.state.done(EvidenceCollected, *_RECORDS)
    return [act.evidence if isinstance(act, EvidenceCollected) else act.id for act in acts if not getattr(act, "unlawful", False)]


def _proposal(known: Known, party: Party) -> dict[str, Any]:
    about = replace(known, party=party)
    conduct = known.state.conduct
    return filled(
        party=party.id,
        findings=[one for one in (_finding(known, party.name), conduct.quantity, conduct.consequences) if one],
        violated=violated(about),
        basis=basis(about),
    )


INVESTIGATING: dict[str, Filler] = {
    "clue_registered": _clue,
    "jurisdiction_confirmed": _jurisdiction,
    "filing_approved": _filing,
    "officers_assigned": _assigned,
    "site_inspected": _site,
    "interview_held": _interview,
    "evidence_collected": _evidence,
    "address_confirmed": _address,
    "preservation_approved": _preservation_approval,
    "preservation_started": _preservation,
    "preservation_disposed": _disposal,
    "rectification_ordered": _rectification,
    "rectification_reviewed": _recheck,
    "investigation_ended": _report,
}
"""What fills in the start of each kind of act."""
