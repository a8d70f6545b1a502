"""Plain propositions about party, case, records, delivery and publication, as form files use them (see ``words``)."""

from __future__ import annotations

from collections.abc import Iterable

from mq_enforce.case.acts.closing import PublicationApproved
from mq_enforce.case.acts.delivery import Delivered, DeliveryMethod
from mq_enforce.case.acts.investigation import CrimeReturned, CrimeSuspected, InterviewHeld, RectificationReviewed, ReviewResult
from mq_enforce.case.acts.performance import DeferralApproved
from mq_enforce.case.facts import Party
from mq_enforce.procedures.judgement import Judgement, Proposition
from mq_enforce.procedures.propositions import order
from mq_enforce.procedures.propositions.basis import conduct_day
from mq_enforce.procedures.propositions.discretion import ADULT_AGE, birth_of, younger_than
from mq_enforce.procedures.propositions.periods import last_day


def each(j: Judgement) -> Iterable[Judgement]:
    """Yield the judgement about its party, or about every party when it has none."""
    return (j,) if j.party is not None else tuple(j.about(party) for party in j.state.parties)


def _party(j: Judgement) -> Party | None:
    """The party asked about: the judgement's, else the act's, else the only one."""
    named = j.party or (j.act.party if j.act is not None else None)
    if named is None and len(j.state.parties) == 1:
        return next(iter(j.state.parties.values()))
    return j.state.parties.get(named or "")


# -- the party ------------------------------------------------------------------------------------------------


def party_is_minor(j: Judgement) -> bool:
    """The party had not completed eighteen years when the conduct happened (行政处罚法第三十条)."""
    party = _party(j)
    born = birth_of(party) if party is not None else None
    return born is not None and younger_than(born, ADULT_AGE, conduct_day(j))


def guardian_known(j: Judgement) -> bool:
    """The party's guardian is on file."""
    party = _party(j)
    return party is not None and party.guardian is not None


def agent_known(j: Judgement) -> bool:
    """Somebody acts for the party."""
    party = _party(j)
    return party is not None and party.agent is not None


# -- the case --------------------------------------------------------------------------------------------------


def matter_is_sample(j: Judgement) -> bool:
    """The registers of the office are sample data (示例): no real local document stands behind them."""
    return j.state.office.sample


def crime_suspected(j: Judgement) -> bool:
    """A crime is suspected and the police have not sent the case back."""
    suspected, returned = j.state.done(CrimeSuspected, party=j.party), j.state.done(CrimeReturned, party=j.party)
    return bool(suspected) and not any(one.at >= suspected[-1].at for one in returned)


def rectified(j: Judgement) -> bool:
    """The last re-check found that the conduct has been put right."""
    act = j.the_act(RectificationReviewed) or j.state.last(RectificationReviewed, party=j.party)
    return act is not None and act.result is ReviewResult.DONE


def minor_interviewed(j: Judgement) -> bool:
    """The person who answers is under eighteen on the day of the interview."""
    act = j.the_act(InterviewHeld)
    return act is not None and younger_than(act.person.born_on, ADULT_AGE, act.on)


# -- delivery, performance, publication --------------------------------------------------------------------------------


def paper_left(j: Judgement) -> bool:
    """The delivery under judgement left the paper (留置送达)."""
    act = j.the_act(Delivered)
    return act is not None and act.method is DeliveryMethod.LEFT


def paper_returned(j: Judgement) -> bool:
    """The paper came back, so it was not delivered."""
    act = j.the_act(Delivered)
    return act is not None and act.returned


def deferral_granted(j: Judgement) -> bool:
    """The head allowed the party to pay later or in parts (行政处罚法第六十六条第二款)."""
    act = j.the_act(DeferralApproved)
    return act.approval.granted if act is not None else order.deferral_granted(j)


def court_copy_needed(j: Judgement) -> bool:
    """The decision was delivered, its fine is not paid and the period for paying has passed: the court may be asked."""
    for one in each(j):
        delivered = one.state.delivered_on("penalty_decision", one.party)
        if delivered is not None and not order.paid_in_full(one) and one.day > last_day(one, "PUN-PAY15", start=delivered):
            return True
    return False


def publication_withheld(j: Judgement) -> bool:
    """Publication was not approved, or the decision contains secrets (行政处罚法第五十条)."""
    act = j.the_act(PublicationApproved) or j.state.last(PublicationApproved, party=j.party)
    return act is not None and (act.contains_secrets or not act.agency_opinion.agree)


PARTICULARS: tuple[Proposition, ...] = (
    order.rectification_ordered,
    order.goods_preserved,
    party_is_minor,
    guardian_known,
    agent_known,
    matter_is_sample,
    crime_suspected,
    rectified,
    minor_interviewed,
    paper_left,
    paper_returned,
    deferral_granted,
    court_copy_needed,
    publication_withheld,
)
"""The propositions of this file, and the two of ``order`` that belong to them."""
