"""Propositions that choose between the branches of a procedure."""

from __future__ import annotations

from mq_enforce.case.acts.investigation import PreservationDisposed, PreservationStarted
from mq_enforce.case.acts.notice import HearingNotified, HearingRequested, RightsWaived, StatementMade
from mq_enforce.case.acts.performance import DeferralApproved
from mq_enforce.case.acts.records import PaperIssued, PaperVoided
from mq_enforce.case.state import CaseState
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions import order, words


def prior_notice_fits(j: Judgement) -> bool:
    """A penalty is proposed and the hearing threshold is not reached: the plain notice is the right one."""
    return order.penalty_proposed(j) and not words.hearing_reached(j)


def act_is_statement(j: Judgement) -> bool:
    """The act records a statement."""
    return j.the_act(StatementMade) is not None


def act_is_waiver(j: Judgement) -> bool:
    """The act records a waiver."""
    return j.the_act(RightsWaived) is not None


def act_hearing_open(j: Judgement) -> bool:
    """The notified hearing is open to the public and was announced."""
    act = j.the_act(HearingNotified) or j.state.last(HearingNotified)
    return act is not None and act.open and act.announced_on is not None


def hearing_to_be_held(j: Judgement) -> bool:
    """At least one party asked for a hearing and did not withdraw in writing afterwards."""
    for request in j.state.done(HearingRequested, party=j.party):
        waived = [w for w in j.state.done(RightsWaived, party=request.party) if w.hearing and w.in_writing and w.at > request.at]
        if not waived:
            return True
    return False


def hearing_notice_delivered(j: Judgement) -> bool:
    """The hearing notice was effectively delivered to the party."""
    return bool(j.state.deliveries("hearing_notice", j.party))


def fine_settled(j: Judgement) -> bool:
    """There is a fine and it is paid in full with its surcharge."""
    return order.fine_imposed(j) and order.paid_in_full(j)


def instalments_granted(j: Judgement) -> bool:
    """The fine may be paid in more than one part."""
    act = j.state.last(DeferralApproved, party=j.party)
    return act is not None and act.approval.granted and len(act.instalments) > 1


def voided_papers_replaced(j: Judgement) -> bool:
    """Every voided paper has another in its place (of its own act, or of a later act of the kind), or its act was voided too."""
    state = j.state
    records = [state.record(void.paper or "") for void in state.done(PaperVoided)]
    voided = [record.act for record in records if record is not None and isinstance(record.act, PaperIssued)]
    return all(paper.refers_to in state.voided or _replaced(state, paper) for paper in voided)


def _replaced(state: CaseState, paper: PaperIssued) -> bool:
    there = state.papers(paper.document)
    return any(one.party == paper.party and (one.refers_to == paper.refers_to or one.at > paper.at) for one in there)


def preservation_settled(j: Judgement) -> bool:
    """Nothing is preserved that was not dealt with."""
    return len(j.state.done(PreservationDisposed)) >= len(j.state.done(PreservationStarted))
