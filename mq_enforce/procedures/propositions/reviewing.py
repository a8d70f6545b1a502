"""何时审核、何时讨论: in which cases legal review and deliberation are due, and whether they were passed.

行政处罚法第五十七条第二款、第五十八条; 河南省行政执法条例第二十八条.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mq_enforce.case.acts.proposal import Degree, InvestigationEnded, PenaltyKind, Proposal
from mq_enforce.case.acts.review import DeliberationHeld, ReviewGiven, ReviewHead, ReviewOpinion, Vote
from mq_enforce.case.facts import ReviewListEntry
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.hearing import heard, hearing_causes
from mq_enforce.procedures.propositions.proposal import amount_of, approved_proposal, decided_proposal, kinds_of

FEWEST_FOR_COLLECTIVE = 2
"""Fewer leaders than this discuss nothing together (集体讨论)."""


@dataclass(frozen=True, slots=True)
class ReviewReason:
    """Why the decision must be reviewed; ``listed`` when it stands on the agency's own published list."""

    text: str
    listed: bool = False


def review_reasons(j: Judgement) -> tuple[ReviewReason, ...]:
    """Return why legal review is due before a penalty is decided: the four cases of 行政处罚法第五十八条第一款.

    The fourth, 法律、法规规定的其他情形, is met by 河南省行政执法条例第二十八条第二款: major decisions on the agency's published list.
    """
    return tuple(_reasons(j))


def _reasons(j: Judgement) -> Iterator[ReviewReason]:
    ended = j.state.last(InvestigationEnded, party=j.party)
    if ended is not None and ended.public_interest:
        yield ReviewReason("涉及重大公共利益")
    if heard(j) is not None:
        yield ReviewReason("直接关系当事人重大权益，经过听证程序")
    if ended is not None and ended.several_legal_relations:
        yield ReviewReason("案件情况疑难复杂，涉及多个法律关系")
    proposal = decided_proposal(j) or approved_proposal(j)
    if proposal is not None:
        yield from (ReviewReason(f"属于本机关公布的目录：{entry.text}", listed=True) for entry in list_entries(j, proposal))


def list_entries(j: Judgement, proposal: Proposal) -> tuple[ReviewListEntry, ...]:
    """Return the entries of the agency's published list under which a penalty falls."""
    if not proposal.penalties:
        return ()
    return tuple(entry for entry in j.state.office.review_list if _on_list(j, entry, proposal))


def _on_list(j: Judgement, entry: ReviewListEntry, proposal: Proposal) -> bool:
    """An entry with amounts is met by the fine; one without by the kinds of penalty, 减轻 or 听证 it names, else by any penalty."""
    if entry.matters and j.state.head.matter not in entry.matters:
        return False
    party = j.state.parties.get(proposal.party)
    if entry.fine_from_person is not None or entry.fine_from_unit is not None:
        least = entry.fine_from_unit if party is not None and party.is_unit else entry.fine_from_person
        return least is not None and PenaltyKind.FINE in kinds_of(proposal) and amount_of(proposal, PenaltyKind.FINE) >= least
    if "不予" in entry.outcome:
        return False
    tests = [kind in kinds_of(proposal) for kind in PenaltyKind if kind.label in entry.outcome]
    if "减轻" in entry.outcome:
        tests.append(proposal.degree is Degree.BELOW)
    if "听证" in entry.outcome:
        tests.append(bool(hearing_causes(j, proposal)) or heard(j) is not None)
    return any(tests) if tests else True


def deliberation_reasons(j: Judgement) -> tuple[str, ...]:
    """Return why the leaders must deliberate (行政处罚法第五十七条第二款; 河南省行政执法条例第二十八条第二款).

    Complex or major cases, and every decision that must be reviewed: the regulation puts the deliberation after the review.
    """
    ended = j.state.last(InvestigationEnded, party=j.party)
    complex_case = ("情节复杂或者属于重大违法行为",) if ended is not None and ended.complex_or_major else ()
    return complex_case + tuple(reason.text for reason in review_reasons(j))


def review_passed(j: Judgement) -> ReviewGiven | None:
    """Return the last opinion of the reviewer when it agrees and every head of the checklist was looked at and passed; else None.

    A later opinion against the decision takes the standing one away even when it was given irregularly; an irregular one
    in favour adds nothing.
    """
    given = j.state.done(ReviewGiven, party=j.party)
    last = j.state.last(ReviewGiven, party=j.party)
    if last is None or not agrees(last) or not agrees(given[-1]) or heads_left_out(last):
        return None
    return last


def agrees(review: ReviewGiven) -> bool:
    """Say whether an opinion agrees and no head of its checklist failed."""
    return review.opinion is ReviewOpinion.AGREE and all(head.passed for head in review.heads)


def heads_left_out(review: ReviewGiven) -> tuple[ReviewHead, ...]:
    """Return the heads of the checklist that the reviewer did not look at."""
    seen = {one.head for one in review.heads}
    return tuple(head for head in ReviewHead if head not in seen)


def voting_leaders(j: Judgement, act: DeliberationHeld) -> dict[str, Vote]:
    """Return the votes of the leaders of the agency; the votes of others do not count."""
    people = j.state.office.people
    votes = {voice.person: voice.vote for voice in act.voices if voice.vote is not Vote.NONE}
    return {person: vote for person, vote in votes.items() if (known := people.get(person)) is not None and known.is_leader}


def carried(j: Judgement, act: DeliberationHeld) -> bool:
    """Say whether more than half of the leaders who voted agreed."""
    votes = voting_leaders(j, act).values()
    return sum(1 for vote in votes if vote is Vote.AGREE) * 2 > len(votes)


def deliberated(j: Judgement) -> DeliberationHeld | None:
    """Return the last deliberation when it adopted the proposal with a majority of at least two voting leaders; else None.

    A later one that rejected the proposal takes the standing one away even when it was held irregularly.
    """
    held = j.state.done(DeliberationHeld, party=j.party)
    last = j.state.last(DeliberationHeld, party=j.party)
    if last is None or not last.adopted or not held[-1].adopted:
        return None
    return last if len(voting_leaders(j, last)) >= FEWEST_FOR_COLLECTIVE and carried(j, last) else None
