"""Starting values of the acts after the investigation: telling, hearing, review, decision, delivery, payment, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import NoPenaltyApproved
from mq_enforce.case.acts.delivery import AddressConfirmed, Delivered
from mq_enforce.case.acts.investigation import SiteInspected
from mq_enforce.case.acts.notice import (
    HearingHeld,
    HearingNotified,
    HearingRequested,
    NoticeIssued,
    RightsWaived,
    StatementMade,
    StatementReviewed,
)
from mq_enforce.case.acts.performance import DeferralRequested, FineCollected, FinePaid, RemedyStarted
from mq_enforce.case.acts.proposal import Penalty
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.acts.review import ReviewHead
from mq_enforce.case.facts import Party
from mq_enforce.case.proposals import approved, told
from mq_enforce.documents.bindings.words import day
from mq_enforce.office.people import LEADERS, Role
from mq_enforce.procedures.propositions.force import surcharge_in_force
from mq_enforce.procedures.propositions.payment import open_fine, surcharge_until
from mq_enforce.procedures.propositions.possibility import MADE_BY
from mq_enforce.procedures.propositions.reviewing import deliberation_reasons, review_reasons
from mq_enforce.services.known import Known, filled
from mq_enforce.services.starting_facts import turns

Filler = Callable[[Known], dict[str, Any]]


def _said_of(penalties: tuple[Penalty, ...]) -> str:
    return "、".join(one.text for one in penalties)


def _proposed(known: Known, party: Party) -> str:
    placed = approved(known.state, party.id, known.now)
    return _said_of(placed[0].penalties) if placed is not None else ""


def _each(known: Known, say: Callable[[Party], str]) -> str:
    """Return what is said of each party, joined; parties of whom nothing is said are left out."""
    return "；".join(text for party in known.parties if (text := say(party)))


def _approval(known: Known) -> dict[str, Any]:
    return {"approval": known.approval()}


def _proposal_approval(known: Known) -> dict[str, Any]:
    said = _each(known, lambda party: f"对{party.name}{text}" if (text := _proposed(known, party)) else "")
    return {"approval": known.approval(f"建议{said}，依法告知后作出决定。" if said else "")}


# -- telling and hearing --------------------------------------------------------------------------------------------------


def _notice(known: Known) -> dict[str, Any]:
    before = known.state.done(NoticeIssued)
    agency = known.agency
    return {"statement_place": before[-1].statement_place if before else f"{agency.team}（{agency.address}）"}


def _statement(known: Known) -> dict[str, Any]:
    notice = known.last(NoticeIssued)
    return filled(
        place=notice.statement_place if notice is not None else "",
        speaker=known.receiver(known.party) if known.party is not None else "",
        speaker_relation="法定代表人（负责人）" if known.party is not None and known.party.is_unit else None,
    )


def _statement_review(known: Known) -> dict[str, Any]:
    answered = {act.refers_to for act in known.done(StatementReviewed)}
    return {"answers": [{"point": act.content} for act in known.done(StatementMade) if act.id not in answered]}


def _hearing_request(known: Known) -> dict[str, Any]:
    said = _proposed(known, known.party) if known.party is not None else ""
    return filled(matter=f"对拟作出的{said}的行政处罚要求举行听证" if said else "")


def _hearing_notice(known: Known) -> dict[str, Any]:
    names = {act.meeting for act in known.state.done(HearingNotified)}
    meeting = next(f"hearing{n}" for n in range(1, len(names) + 2) if f"hearing{n}" not in names)
    return filled(meeting=meeting, chair=known.only(Role.HEARING_OFFICER), recorder=known.only(Role.RECORDER))


def _hearing(known: Known) -> dict[str, Any]:
    notified = known.last(HearingNotified)
    if notified is None:
        return {}
    requests = known.state.done(HearingRequested)
    return filled(
        by=[notified.chair, *notified.members],
        meeting=notified.meeting,
        place=notified.place,
        chair=notified.chair,
        members=list(notified.members),
        recorder=notified.recorder,
        investigators=known.officers,
        present_parties=list(dict.fromkeys(act.party for act in requests if act.party)),
        turns=turns("hearing"),
    )


def _hearing_report(known: Known) -> dict[str, Any]:
    held = known.last(HearingHeld)
    return filled(meeting=held.meeting, by=[held.chair]) if held is not None else {}


# -- review, deliberation, decision ---------------------------------------------------------------------------------------


def _review_submission(known: Known) -> dict[str, Any]:
    judged = (known.judgement.about(party.id) for party in known.parties)
    reasons = dict.fromkeys(reason.text for one in judged for reason in review_reasons(one))
    papers = dict.fromkeys(paper.title for paper in known.state.papers())
    return filled(reasons=list(reasons), materials=list(papers), reviewer=known.only(Role.LEGAL_REVIEWER))


def _review(known: Known) -> dict[str, Any]:
    return filled(reviewer=known.only(Role.LEGAL_REVIEWER), heads=[{"head": one.value} for one in ReviewHead])


def _deliberation(known: Known) -> dict[str, Any]:
    judged = (known.judgement.about(party.id) for party in known.parties)
    reasons = dict.fromkeys(reason for one in judged for reason in deliberation_reasons(one))
    leaders = [one for one in known.state.office.people.values() if one.is_leader]
    return filled(
        reason="；".join(reasons),
        voices=[{"person": one.id} for one in leaders],
        host=known.only(Role.HEAD_OF_AGENCY),
        recorder=known.only(Role.RECORDER),
        reporter=next(iter(known.officers), ""),
    )


def _decision_approval(known: Known) -> dict[str, Any]:
    several = len(known.parties) > 1

    def said(party: Party) -> str:
        return (party.name if several else "当事人") + _words_of(known, party)

    def answered(party: Party) -> str:
        reviews = known.state.done(StatementReviewed, party=party.id)
        return "；".join(review.conclusion.rstrip("。") for review in reviews)

    answers = _each(known, answered)
    told_all = all(told(known.state, party.id, known.now) is not None for party in known.parties)
    return filled(
        statement_summary=f"{_each(known, said)}。" if told_all else "",
        statement_answer=f"{answers}。" if answers else "",
        approval=known.approval(),
    )


def _words_of(known: Known, party: Party) -> str:
    """Return what a party has said so far, as a clause."""
    state = known.state
    said = [act.content.rstrip("。") for act in state.done(StatementMade, party=party.id)]
    if said:
        clause = f"提出：{'；'.join(said)}"
    elif any(act.statement for act in state.done(RightsWaived, party=party.id)):
        clause = "放弃陈述、申辩"
    else:
        clause = "没有提出陈述、申辩"
    held = state.done(HearingHeld, party=party.id)
    return clause + (f"；{day(held[-1].on)}举行了听证" if held else "")


def _decision(known: Known) -> dict[str, Any]:
    return filled(based_on_hearing_record=True if known.done(HearingHeld) else None)


def _no_penalty(known: Known) -> dict[str, Any]:
    granted = [act for act in known.done(NoPenaltyApproved) if act.approval.granted]
    if not granted:
        return {}
    last = granted[-1]
    return {"ground": last.ground.value, "ground_article": last.ground_article.short(), "reason": last.reason}


# -- delivery -------------------------------------------------------------------------------------------------------------


def _undelivered(known: Known) -> PaperIssued | None:
    """Return the last paper that goes out to the party and has not reached it."""
    party = known.party.id if known.party is not None else None
    brought = known.state.done(Delivered, party=party)
    for paper in reversed(known.state.papers(party=party)):
        reached = any(
            act.document == paper.document and not act.returned and act.at >= paper.at and act.paper in {None, paper.id} for act in brought
        )
        if paper.document in MADE_BY and not reached:
            return paper
    return None


def _delivery(known: Known) -> dict[str, Any]:
    paper, party, address = _undelivered(known), known.party, known.last(AddressConfirmed)
    unit = party is not None and party.is_unit
    return filled(
        document=paper.document if paper is not None else "",
        place=address.address if address is not None else party.address if party is not None else "",
        received_on=known.day,
        receiver=known.receiver(party) if party is not None else "",
        received_by="head" if unit else None,
        receiver_relation="法定代表人（负责人）" if unit else None,
    )


def _public_notice(known: Known) -> dict[str, Any]:
    paper = _undelivered(known)
    return filled(document=paper.document if paper is not None else "", posted_on=known.day)


# -- payment, publication, closing ----------------------------------------------------------------------------------------


def _payment(known: Known) -> dict[str, Any]:
    return filled(amount=_open_fine(known), paid_on=known.day, bank=known.agency.bank)


def _open_fine(known: Known) -> str:
    """Return what the party still has to pay on its fine; nothing when that is nothing."""
    owed = open_fine(known.judgement) if known.party is not None else Money(0)
    return owed.short if owed.fen else ""


def _collected(known: Known) -> dict[str, Any]:
    return filled(amount=_open_fine(known))


def _deferral(known: Known) -> dict[str, Any]:
    request = known.last(DeferralRequested)
    parts = [one.model_dump(mode="json") for one in request.instalments] if request is not None else []
    return filled(instalments=parts, approval=known.approval())


def _surcharge(known: Known) -> dict[str, Any]:
    judged = known.judgement
    ran_up = surcharge_until(judged, known.now.date()) if known.party is not None else None
    open_part = ran_up.amount.fen - surcharge_in_force(judged).fen if ran_up is not None else 0
    return filled(until=known.day, amount=Money(open_part).short if open_part > 0 else "")


def _remedy(known: Known) -> dict[str, Any]:
    return {"applied_on": known.day}


def _remedy_end(known: Known) -> dict[str, Any]:
    started = known.last(RemedyStarted)
    return filled(refers_to=started.id if started is not None else None, ended_on=known.day)


def _publication_approval(known: Known) -> dict[str, Any]:
    return filled(
        by=_publisher(known),
        site=known.agency.publication_site,
        officer_opinion=known.opinion(Role.PUBLICATION_CLERK),
        agency_opinion=known.opinion(*LEADERS),
    )


def _publisher(known: Known) -> list[str]:
    clerk = known.only(Role.PUBLICATION_CLERK)
    return [clerk] if clerk else []


def _publication(known: Known) -> dict[str, Any]:
    return filled(by=_publisher(known), site=known.agency.publication_site)


def _recordings(known: Known) -> dict[str, Any]:
    filmed = [act for act in known.state.done(SiteInspected) if act.recordings]
    return filled(
        recordings=[
            {
                "id": f"v{number}",
                "content": act.label,
                "began": act.began.isoformat(timespec="minutes"),
                "ended": act.ended.isoformat(timespec="minutes"),
                "place": act.place,
                "act": act.id,
            }
            for number, act in enumerate(filmed, 1)
        ],
        keeper=known.only(Role.ARCHIVIST),
    )


def _closing(known: Known) -> dict[str, Any]:
    said = _each(known, lambda party: _paid_by(known, party))
    return filled(performance=f"{said}。" if said else "", approval=known.approval())


def _paid_by(known: Known, party: Party) -> str:
    """Return what a party has paid, as a clause; nothing when it has paid nothing."""
    paid = [(act.paid_on, act.amount) for act in known.state.done(FinePaid, party=party.id)]
    paid += [(act.on, act.amount) for act in known.state.done(FineCollected, party=party.id)]
    total = Money(sum(amount.fen for _, amount in paid))
    return f"{party.name}缴纳{total.short}元（{day(max(on for on, _ in paid))}缴完最后一笔）" if paid else ""


def _filing(known: Known) -> dict[str, Any]:
    archivist = known.only(Role.ARCHIVIST)
    return filled(by=[archivist] if archivist else [], archivist=archivist, checker=known.only(Role.HEAD_OF_TEAM))


DECIDING: dict[str, Filler] = {
    "proposal_approved": _proposal_approval,
    "prior_notice_issued": _notice,
    "hearing_rights_notice_issued": _notice,
    "statement_made": _statement,
    "statement_reviewed": _statement_review,
    "hearing_requested": _hearing_request,
    "hearing_notified": _hearing_notice,
    "hearing_held": _hearing,
    "hearing_reported": _hearing_report,
    "legal_review_submitted": _review_submission,
    "legal_review_given": _review,
    "deliberation_held": _deliberation,
    "decision_approved": _decision_approval,
    "penalty_decided": _decision,
    "no_penalty_approved": _approval,
    "no_penalty_decided": _no_penalty,
    "delivered": _delivery,
    "public_notice_posted": _public_notice,
    "fine_paid": _payment,
    "fine_collected": _collected,
    "deferral_approved": _deferral,
    "surcharge_decided": _surcharge,
    "remedy_started": _remedy,
    "remedy_ended": _remedy_end,
    "publication_approved": _publication_approval,
    "published": _publication,
    "publication_withdrawn": _publication,
    "recordings_archived": _recordings,
    "case_closed": _closing,
    "dossier_filed": _filing,
}
"""What fills in the start of each kind of act."""
