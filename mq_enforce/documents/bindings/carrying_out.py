"""How other penalties than fines are carried out, and what became of the arguments at the hearing (行政处罚法第五十九条、第六十五条)."""

from __future__ import annotations

from mq_enforce.base.money import Money
from mq_enforce.case.acts.decision import DecisionApproved
from mq_enforce.case.acts.notice import HearingOutcome, HearingRequested
from mq_enforce.case.acts.proposal import Penalty, PenaltyKind
from mq_enforce.documents.bindings.facts import when_act
from mq_enforce.documents.bindings.hearing import hearing_of
from mq_enforce.documents.bindings.proposals import proposal
from mq_enforce.documents.bindings.registry import Conditions, Values
from mq_enforce.documents.bindings.words import amount
from mq_enforce.documents.runs import NOTHING, Runs, run
from mq_enforce.documents.source import PaperSource

_PAID = frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS})
"""Penalties that are paid to the collecting bank."""


def _penalties(source: PaperSource) -> tuple[Penalty, ...]:
    placed = proposal(source)
    return placed[0].penalties if placed is not None else ()


def _gains(source: PaperSource) -> Money | None:
    """The confiscated gains in all; None when none are confiscated or no amount is on file."""
    amounts = [one.amount for one in _penalties(source) if one.kind is PenaltyKind.CONFISCATE_GAINS and one.amount is not None]
    return sum(amounts[1:], amounts[0]) if amounts else None


def _gains_words(source: PaperSource) -> Runs:
    placed, gains = proposal(source), _gains(source)
    return run(amount(gains), f"{placed[1]}.penalties") if placed is not None and gains is not None else NOTHING


def _fined(source: PaperSource) -> bool:
    return any(one.kind is PenaltyKind.FINE for one in _penalties(source))


def _occasion(source: PaperSource) -> Runs:
    """The words before the hearing when this party asked for it; nothing when it was held for another reason."""
    party = source.the_party
    asked = source.state.done(HearingRequested, party=party.id) if party is not None else ()
    return run("经当事人要求，", f"acts.{asked[-1].id}.matter") if asked else NOTHING


_ANSWERED = when_act(lambda act: act.approval.granted and bool(act.statement_answer), DecisionApproved)


def _arguments_answered(source: PaperSource) -> bool:
    held = hearing_of(source)
    return held is not None and held.outcome is HearingOutcome.HELD and _ANSWERED(source)


VALUES: Values = {
    "decision.gains": _gains_words,
    "hearing.occasion": _occasion,
}

CONDITIONS: Conditions = {
    "gains_confiscated": lambda source: _gains(source) is not None,
    "gains_paid_without_fine": lambda source: _gains(source) is not None and not _fined(source),
    "decision_has_penalties_not_paid": lambda source: any(one.kind not in _PAID or one.amount is None for one in _penalties(source)),
    "hearing_arguments_answered": _arguments_answered,
}
