"""What an act names must exist: parties, people, other acts, things, meetings, papers, evidence, facts, warnings.

Used by ``possibility``; each function raises BadInput naming what was given and what the case knows instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import RecordingsArchived
from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.delivery import AddressConfirmed, Delivered, Unreachable
from mq_enforce.case.acts.intake import RecusalCauseFound, RecusalDecided
from mq_enforce.case.acts.investigation import (
    CapacityAssessed,
    EvidenceCollected,
    Goods,
    NoFaultShown,
    PreservationApproved,
    PreservationDisposed,
    PreservationStarted,
    RectificationOrdered,
    RectificationReviewed,
    Session,
)
from mq_enforce.case.acts.notice import (
    HearingHeld,
    HearingNotified,
    HearingReported,
    HearingRequested,
    RightsWaived,
    StatementMade,
    StatementReviewed,
)
from mq_enforce.case.acts.performance import (
    DeferralApproved,
    DeferralRequested,
    FineCollected,
    FinePaid,
    RemedyEnded,
    RemedyStarted,
    SurchargeDecided,
)
from mq_enforce.case.acts.proposal import InvestigationEnded, ProposalApproved
from mq_enforce.case.acts.records import ActVoided, FactCorrected, IrregularityAccepted, PaperIssued, PaperVoided, ScanAttached
from mq_enforce.case.acts.review import DeliberationHeld
from mq_enforce.case.facts import Conduct, Party
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.participants import participants

ONE_PARTY = (
    AddressConfirmed,
    Unreachable,
    Delivered,
    CapacityAssessed,
    NoFaultShown,
    StatementMade,
    RightsWaived,
    HearingRequested,
    FinePaid,
    FineCollected,
    DeferralRequested,
    DeferralApproved,
    SurchargeDecided,
    RemedyStarted,
)
"""Acts of or towards one party alone: with several parties they must say which."""

REFERRED: dict[type[Act], tuple[type[Act], ...]] = {
    PreservationStarted: (PreservationApproved,),
    PreservationDisposed: (PreservationStarted,),
    RectificationReviewed: (RectificationOrdered,),
    StatementReviewed: (StatementMade,),
    DeferralApproved: (DeferralRequested,),
    RemedyStarted: (PenaltyDecided,),
    RemedyEnded: (RemedyStarted,),
    ActVoided: (Act,),
    IrregularityAccepted: (Act,),
}
"""What kind of act an act refers to, where it is always the same."""

MUST_REFER = (ActVoided, IrregularityAccepted)
"""Acts that are about another act and say nothing without naming it."""

BEGIN_A_MEETING = (Session, StatementMade, HearingNotified, DeliberationHeld)
"""Acts that may give a meeting its name; all others name one that is known."""


def _act_of(j: Judgement) -> Act:
    if j.act is None:
        raise BadInput(Fault("没有写明是哪一个行为", expected="一个行为"))
    return j.act


def _refuse(message: str, act: Act, field: str, known: Iterable[str]) -> BadInput:
    expected = "、".join(dict.fromkeys(known)) or "（本案还没有）"
    return BadInput(Fault(message, f"{act.label}（{act.id}）的 {field}", expected))


# -- parties and people -------------------------------------------------------------------------------------------


def party_is_known(j: Judgement) -> None:
    """Every party an act names is a party of the case, and an act of one party alone says which."""
    act, parties = _act_of(j), j.state.parties
    for field, party in _parties_named(act):
        if party not in parties:
            raise _refuse(f"没有当事人“{party}”", act, field, parties)
    if act.party is None and len(parties) > 1 and isinstance(act, ONE_PARTY):
        raise _refuse("本案有多名当事人，没有写明是哪一名", act, "party", parties)


def _parties_named(act: Act) -> Iterator[tuple[str, str]]:
    if act.party is not None:
        yield "party", act.party
    if isinstance(act, InvestigationEnded | ProposalApproved):
        yield from ((f"proposals[{number}].party", proposal.party) for number, proposal in enumerate(act.proposals))
    if isinstance(act, PenaltyDecided) and act.decided is not None:
        yield "decided.party", act.decided.party
    if isinstance(act, HearingHeld):
        yield from (("present_parties", party) for party in act.present_parties)


def people_are_known(j: Judgement) -> None:
    """Everybody who acts for the agency stands in its register; recorders and other helpers may be written by name."""
    act, people = _act_of(j), j.state.office.people
    named = [(one.part, one.person) for one in participants(act) if not one.helper]
    if isinstance(act, RecusalCauseFound | RecusalDecided):
        named.append(("涉及人员", act.person))
    for part, person in named:
        if person not in people:
            raise _refuse(f"人员“{person}”不在本机关人员名册中", act, part, people)


def irregularity_accepted_by_head(j: Judgement) -> None:
    """The written decision that an irregular act may be relied on is the head's (or a deputy head's)."""
    act, people = _act_of(j), j.state.office.people
    if not isinstance(act, IrregularityAccepted):
        return
    heads = [person for person in people.values() if person.is_leader]
    if not any(act.head in {person.id, person.name} for person in heads):
        raise _refuse(f"“{act.head}”不是本机关负责人", act, "head", [person.id for person in heads])


# -- acts, things, meetings, papers ---------------------------------------------------------------------------------


def referred_act_is_known(j: Judgement) -> None:
    """The act referred to is on file, is of the right kind and was not voided already."""
    act = _act_of(j)
    if act.refers_to is None:
        if isinstance(act, MUST_REFER):
            raise _refuse("没有写明所指的行为", act, "refers_to", _ids(j, Act))
        return
    kinds = REFERRED.get(type(act), (Act,))
    record = j.state.record(act.refers_to)
    if record is None or record.act.id == act.id:
        raise _refuse(f"没有编号为“{act.refers_to}”的行为", act, "refers_to", _ids(j, *kinds))
    if not isinstance(record.act, kinds):
        raise _refuse(f"“{act.refers_to}”是“{record.act.label}”，不能这样引用", act, "refers_to", _ids(j, *kinds))
    if act.refers_to in j.state.voided:
        raise _refuse(f"“{act.refers_to}”已经作废", act, "refers_to", _ids(j, *kinds))


def _ids(j: Judgement, *kinds: type[Act]) -> list[str]:
    return [act.id for act in j.state.done(*kinds) if not isinstance(act, PaperIssued)]


def item_is_known(j: Judgement) -> None:
    """A thing that an act is about stands on a list of the case, or on the act's own."""
    act = _act_of(j)
    listed = [goods.id for one in (*j.state.done(PreservationApproved, PreservationStarted), act) for goods in _goods(one)]
    if act.item is not None and act.item not in listed:
        raise _refuse(f"没有编号为“{act.item}”的物品", act, "item", listed)


def _goods(act: Act) -> tuple[Goods, ...]:
    return act.goods if isinstance(act, PreservationApproved | PreservationStarted) else ()


def meeting_is_known(j: Judgement) -> None:
    """A hearing or other meeting that an act belongs to was named before; its notice, or the meeting itself, names it."""
    act = _act_of(j)
    if act.meeting is None or isinstance(act, BEGIN_A_MEETING):
        return
    kinds: tuple[type[Act], ...] = (HearingNotified,) if isinstance(act, HearingHeld | HearingReported) else BEGIN_A_MEETING
    known = [one.meeting for one in j.state.done(*kinds) if one.meeting is not None]
    if act.meeting not in known:
        raise _refuse(f"没有编号为“{act.meeting}”的场次", act, "meeting", known)


def paper_is_known(j: Judgement) -> None:
    """A paper that is voided, scanned or delivered was made and is not void.

    A delivery that names only the kind of paper is about one that still stands, wherever papers of that kind were made.
    """
    act = _act_of(j)
    known = [paper.id for paper in j.state.done(PaperIssued)]
    if act.paper is None:
        if isinstance(act, PaperVoided | ScanAttached):
            raise _refuse("没有写明是哪一份文书", act, "paper", known)
        if isinstance(act, Delivered):
            _one_still_stands(j, act)
        return
    if act.paper not in known:
        raise _refuse(f"没有编号为“{act.paper}”的文书", act, "paper", known)
    if act.paper in {one.paper for one in j.state.done(PaperVoided)}:
        raise _refuse(f"文书“{act.paper}”已经作废", act, "paper", [paper.id for paper in j.state.papers()])


def _one_still_stands(j: Judgement, act: Delivered) -> None:
    made = [
        one for one in j.state.done(PaperIssued, party=act.party) if one.document == act.document and act.refers_to in {None, one.refers_to}
    ]
    if made and not any(one in made for one in j.state.papers(act.document, act.party)):
        raise _refuse(f"《{made[-1].title}》已经作废，没有可以送达的", act, "document", [f"先重新制作《{made[-1].title}》，再送达"])


def evidence_is_known(j: Judgement) -> None:
    """Evidence gets its number once; what a report or a register of recordings names was collected or recorded."""
    act = _act_of(j)
    numbers = [one.evidence for one in j.state.done(EvidenceCollected)]
    if isinstance(act, EvidenceCollected) and act.evidence in numbers:
        raise BadInput(Fault(f"证据编号“{act.evidence}”已经用过", f"{act.label}（{act.id}）的 evidence", "本案中没有用过的编号"))
    acts = _ids(j, Act)
    if isinstance(act, InvestigationEnded):
        for one in act.evidence:
            if one not in numbers and one not in acts:
                raise _refuse(f"没有编号为“{one}”的证据", act, "evidence", [*numbers, *_ids(j, Session)])
    if isinstance(act, RecordingsArchived):
        for recording in act.recordings:
            if recording.act and recording.act not in acts:
                raise _refuse(f"没有编号为“{recording.act}”的行为", act, "recordings", acts)


# -- facts and warnings -----------------------------------------------------------------------------------------------


def correction_fits(j: Judgement) -> None:
    """A corrected fact exists and the new value is of its type; the id of a party is no fact."""
    act = _act_of(j)
    if not isinstance(act, FactCorrected):
        return
    path = act.path.split(".")
    if path[0] == "parties" and path[1] not in j.state.parties:
        raise _refuse(f"没有当事人“{path[1]}”", act, "path", [f"parties.{one}" for one in j.state.parties])
    facts: Party | Conduct = j.state.parties[path[1]] if path[0] == "parties" else j.state.conduct
    fields = [name for name in type(facts).model_fields if name != "id"]
    if path[-1] not in fields:
        raise _refuse(f"没有“{path[-1]}”这一项事实", act, "path", fields)
    try:
        type(facts).model_validate({**facts.model_dump(), path[-1]: act.value})
    except ValueError:
        title = type(facts).model_fields[path[-1]].title or path[-1]
        raise BadInput(Fault(f"“{act.value}”不能作为{title}", f"{act.label}（{act.id}）的 value", f"{title}的正确内容")) from None


def override_names_a_warning(j: Judgement) -> None:
    """Reasons are given for warnings, by their ids; a hard block cannot be reasoned away."""
    act = _act_of(j)
    warnings = [block.id for block in j.law.blocks.warnings()]
    for block, reason in act.override.items():
        if block not in warnings:
            raise _refuse(f"“{block}”不是可以说明理由后继续的警告", act, "override", warnings)
        if not reason.strip():
            raise BadInput(Fault(f"没有写明越过警告 {block} 的理由", f"{act.label}（{act.id}）的 override", "具体的理由"))
