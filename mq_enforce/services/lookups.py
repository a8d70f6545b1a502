"""What can be chosen in one case on one day: people of the office's register, parties, papers, acts, evidence, goods, facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.investigation import EvidenceCollected, InterviewHeld, PreservationApproved, PreservationStarted, SiteInspected
from mq_enforce.case.acts.notice import HearingHeld, StatementMade
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import CaseState
from mq_enforce.case.values import Value
from mq_enforce.documents.bindings.words import day as day_text
from mq_enforce.documents.bindings.words import printed
from mq_enforce.office.people import Person, Role
from mq_enforce.procedures.propositions.competence import why_not_certified
from mq_enforce.procedures.propositions.possibility import MADE_BY
from mq_enforce.services.act_forms import conduct_form, party_form
from mq_enforce.services.fields import Choice, FieldKind, FieldSpec, Lookups, Source
from mq_enforce.services.program import Program

_RECORDS = (SiteInspected, InterviewHeld, StatementMade, HearingHeld)
_NO_CHOICE = frozenset({FieldKind.GROUP, FieldKind.LIST})


def lookups(state: CaseState, program: Program, day: date) -> Lookups:
    """Return what can be chosen in a case on a day, each spelled as a diary spells it."""
    people = tuple(state.office.people.values())
    return Lookups(
        {
            Source.OFFICER: tuple(_officer(one, day) for one in people if one.certificate is not None or Role.OFFICER in one.roles),
            Source.PERSON: tuple(map(_person, people)),
            Source.LEADER: tuple(_person(one) for one in people if one.is_leader),
            Source.REVIEWER: tuple(_reviewer(one) for one in people if Role.LEGAL_REVIEWER in one.roles or one.legal_qualification),
            Source.PARTY: tuple(Choice(one.id, one.name, one.kind.label) for one in state.parties.values()),
            Source.DOCUMENT: tuple(_documents(state, program)),
            Source.PAPER: tuple(_papers(state)),
            Source.ACT: tuple(_act(one) for one in reversed(state.done(Act)) if not isinstance(one, PaperIssued)),
            Source.EVIDENCE: tuple(_evidence(state)),
            Source.GOODS: tuple(_goods(state)),
            Source.FACT: tuple(_facts(state)),
        }
    )


def _person(person: Person, note: str = "", *, offered: bool = True) -> Choice:
    return Choice(person.id, person.name, "，".join(text for text in (person.post, note) if text), offered=offered)


def _officer(person: Person, day: date) -> Choice:
    """Only who is certified on the day is offered (行政处罚法第四十二条第一款; 河南省行政执法条例第二十一条)."""
    why = why_not_certified(person, day)
    certificate = person.certificate
    if why or certificate is None:
        return _person(person, why, offered=False)
    return _person(person, f"执法证{certificate.number}，有效期至{day_text(certificate.valid_to)}")


def _reviewer(person: Person) -> Choice:
    return _person(person, person.legal_qualification or "没有登记法律职业资格")


def _documents(state: CaseState, program: Program) -> Iterator[Choice]:
    """Yield the papers that go out to a party and that some act makes; offered are those that the case has made."""
    made = {paper.document for paper in state.papers()}
    for document in MADE_BY:
        if document in program.kinds and program.kinds[document].outgoing:
            label = program.kinds[document].label
            yield Choice(document, label, "" if document in made else "本案还没有制作", offered=document in made)


def _papers(state: CaseState) -> Iterator[Choice]:
    for paper in reversed(state.papers()):
        party = state.parties.get(paper.party or "")
        about = f"（{party.name}）" if party is not None and len(state.parties) > 1 else ""
        yield Choice(paper.id, f"{day_text(paper.on)}　{paper.title}{about}", paper.number)


def _act(act: Act) -> Choice:
    return Choice(act.id, f"{day_text(act.on)}　{act.label}", act.note)


def _evidence(state: CaseState) -> Iterator[Choice]:
    """Yield what was collected by its number, and the records that prove something themselves by the act that made them."""
    for act in state.done(EvidenceCollected, *_RECORDS):
        if isinstance(act, EvidenceCollected):
            yield Choice(
                act.evidence, f"{act.evidence}　{act.name}", "以非法手段取得" if act.unlawful else act.proves, offered=not act.unlawful
            )
        else:
            who = f"　{act.person.name}" if isinstance(act, InterviewHeld) else ""
            yield Choice(act.id, f"{day_text(act.on)}　{act.label}笔录{who}")


def _goods(state: CaseState) -> Iterator[Choice]:
    lists = (act.goods for act in state.done(Act) if isinstance(act, PreservationApproved | PreservationStarted))
    listed = {one.id: one for goods in lists for one in goods}
    for one in listed.values():
        yield Choice(
            one.id, f"{one.id}　{one.name}", "，".join(text for text in (one.model, f"{one.quantity}{one.unit}", one.condition) if text)
        )


def _facts(state: CaseState) -> Iterator[Choice]:
    """Yield the facts that a correction can name with what they are now; whole groups of facts are not corrected in one line."""
    for party in state.parties.values():
        yield from _facts_of(party, f"parties.{party.id}", party.name, party_form())
    yield from _facts_of(state.conduct, "conduct", "违法行为", conduct_form())


def _facts_of(owner: Value, path: str, whose: str, form: FieldSpec) -> Iterator[Choice]:
    for one in form.fields:
        if one.name != "id" and one.kind not in _NO_CHOICE:
            now = printed(getattr(owner, one.name))
            yield Choice(f"{path}.{one.name}", f"{whose}：{one.label}", f"现为：{now}" if now else "现在没有填写")
