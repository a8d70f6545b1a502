"""The decision: approval, content, performance; 不予行政处罚 and education (行政处罚法第三十三条、第五十七条、第五十九条、第七十二条)."""

from __future__ import annotations

from decimal import Decimal

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.case.acts.decision import (
    DecisionApproved,
    EducationGiven,
    NoPenaltyApproved,
    NoPenaltyDecided,
    NoPenaltyGround,
    PenaltyDecided,
)
from mq_enforce.case.acts.investigation import RectificationOrdered, RectificationReviewed
from mq_enforce.case.acts.proposal import Penalty, PenaltyKind
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_sentence, path_of, when_act
from mq_enforce.documents.bindings.law_ import in_sentence
from mq_enforce.documents.bindings.proposals import proposals
from mq_enforce.documents.bindings.registry import Conditions, Values
from mq_enforce.documents.bindings.words import day
from mq_enforce.documents.runs import NOTHING, Runs, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.numerals import to_chinese

_SURCHARGE = "PUN-LATE3"
_LAND_LAW = "土地管理法"
_DEMOLITION = "拆除"


def in_hundredths(rate: Decimal) -> str:
    """Return a daily rate as statutes write it: 百分之三. Raises BadInput for one that is no whole number of hundredths."""
    hundredths = rate * 100
    if hundredths != hundredths.to_integral_value() or hundredths <= 0:
        raise BadInput(Fault(f"标准“{rate}”不能写成百分之几", _SURCHARGE, "如 0.03"))
    return f"百分之{to_chinese(int(hundredths))}"


def _surcharge_rate(source: PaperSource) -> Runs:
    rate = source.law.rules[_SURCHARGE].counting.rate
    return run(in_hundredths(rate), f"law.{_SURCHARGE}") if rate is not None else NOTHING


# -- rectification --------------------------------------------------------------------------------------------------


def _rectification(source: PaperSource) -> Runs:
    """What was ordered and found at the re-check, in one sentence without a full stop; nothing when nothing was ordered."""
    ordered = source.latest(RectificationOrdered)
    if ordered is None:
        return NOTHING
    words = run(f"本机关已于{day(ordered.on)}责令当事人改正违法行为", f"{path_of(ordered)}.at")
    reviewed = source.latest(RectificationReviewed)
    if reviewed is None:
        return words
    facts = (f"{path_of(reviewed)}.at", f"{path_of(reviewed)}.result")
    return words + run(f"；{day(reviewed.on)}复查，{reviewed.result.label}", *facts)


# -- the penalties --------------------------------------------------------------------------------------------------


def _penalties(source: PaperSource) -> list[Penalty]:
    return [penalty for one, _ in proposals(source) for penalty in one.penalties]


def _land_demolition(source: PaperSource) -> bool:
    """The decision orders the demolition of a building on land taken unlawfully: suits have a period of their own."""
    return any(
        any(article.law == _LAND_LAW for article in one.basis) and any(_DEMOLITION in penalty.content for penalty in one.penalties)
        for one, _ in proposals(source)
    )


# -- no penalty -----------------------------------------------------------------------------------------------------


def _exempting(source: PaperSource) -> NoPenaltyDecided | NoPenaltyApproved | None:
    """Return the act that does not punish: the paper's own approval, else the decision, else the approval before it."""
    return source.the_act(NoPenaltyApproved) or source.latest(NoPenaltyDecided) or source.latest(NoPenaltyApproved)


def _ground_quoted(source: PaperSource) -> Runs:
    """The article on which it rests, with its wording where it is on file, for the middle of a sentence."""
    act = _exempting(source)
    return in_sentence(source, (act.ground_article,), f"{path_of(act)}.ground_article") if act is not None else NOTHING


def _not_proven(source: PaperSource) -> bool:
    """Nothing unlawful was proved: then nothing is called a violation, and nobody is educated."""
    act = _exempting(source)
    return act is not None and act.ground is NoPenaltyGround.NOT_PROVEN


VALUES: Values = {
    "decision_approval.statement_summary": act_sentence("statement_summary", DecisionApproved),
    "decision_approval.statement_answer": act_sentence("statement_answer", DecisionApproved),
    "decision.change_reason": act_sentence("change_reason", PenaltyDecided),
    "decision.payment_channel": act_fact("payment_channel", PenaltyDecided),
    "decision.rectification": _rectification,
    "surcharge.rate": _surcharge_rate,
    "no_penalty.ground": act_fact("ground", NoPenaltyDecided, NoPenaltyApproved),
    "no_penalty.ground_article": act_fact("ground_article", NoPenaltyDecided, NoPenaltyApproved),
    "no_penalty.ground_quoted": _ground_quoted,
    "no_penalty.reason": act_sentence("reason", NoPenaltyDecided, NoPenaltyApproved),
    "no_penalty.order": act_sentence("order", NoPenaltyDecided),
    "no_penalty.date": act_day(NoPenaltyDecided),
    "education.place": act_fact("place", EducationGiven),
    "education.content": act_sentence("content", EducationGiven),
    "education.promise": act_sentence("promise", EducationGiven),
    "education.date": act_day(EducationGiven),
}

CONDITIONS: Conditions = {
    "decision_on_hearing_record": when_act(lambda act: act.based_on_hearing_record, PenaltyDecided),
    "decision_has_other_penalties": lambda source: any(penalty.kind is not PenaltyKind.FINE for penalty in _penalties(source)),
    "decision_orders_land_demolition": _land_demolition,
    "rectification_on_file": lambda source: source.latest(RectificationOrdered) is not None,
    "no_penalty_not_proven": _not_proven,
    "no_penalty_orders": when_act(lambda act: bool(act.order), NoPenaltyDecided),
}
