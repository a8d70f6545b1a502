"""Orders to rectify and their re-check, preservation of evidence and its disposal (行政处罚法第二十八条、第五十六条)."""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.case.acts.investigation import (
    Disposal,
    Goods,
    PreservationApproved,
    PreservationDisposed,
    PreservationStarted,
    RectificationOrdered,
    RectificationReviewed,
    ReviewResult,
)
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_facts, act_person, act_sentence, path_of, row, told, when_act
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource

_GOODS_KEYS = frozenset({"id", "name", "model", "unit", "quantity", "condition"})
Preserving = PreservationApproved | PreservationStarted


def _preservation(source: PaperSource) -> Preserving | None:
    """The preservation of the paper: its own act, the one it refers to, the last one done, or the last one approved."""
    own = source.the_act(PreservationApproved) or source.latest(PreservationStarted)
    return own or source.last(PreservationApproved)


def _goods(source: PaperSource) -> Sequence[tuple[Goods, str]]:
    """The things of the preservation; when it is disposed of thing by thing, the one thing the paper's act is about."""
    act = _preservation(source)
    if act is None:
        return ()
    disposed = source.the_act(PreservationDisposed)
    item = disposed.item if disposed is not None else None
    placed = [(one, f"{path_of(act)}.goods.{index}") for index, one in enumerate(act.goods)]
    return [one for one in placed if item in (None, one[0].id)]


def _goods_rows(source: PaperSource) -> Sequence[Item]:
    return [row(source, one, path, _GOODS_KEYS) for one, path in _goods(source)]


def _goods_count(source: PaperSource) -> Runs:
    goods = _goods(source)
    return run(f"共{len(goods)}项", *(path for _, path in goods)) if goods else NOTHING


def _goods_line(source: PaperSource) -> Runs:
    """All things in one sentence: 打捆机1台、秸秆捆3个."""
    pieces = [
        told(source, one, "name", path) + told(source, one, "quantity", path) + told(source, one, "unit", path)
        for one, path in _goods(source)
    ]
    return join("、", pieces)


def _preservation_fact(source: PaperSource, field: str) -> Runs:
    act = _preservation(source)
    return told(source, act, field, path_of(act)) if act is not None else NOTHING


def _purpose(source: PaperSource) -> Runs:
    """What a list of goods belongs to: the words before 物品清单."""
    if source.the_act(PreservationApproved, PreservationStarted):
        return run("先行登记保存")
    disposed = source.the_act(PreservationDisposed)
    return run("解除先行登记保存" if disposed.disposal.gives_back else "先行登记保存") if disposed else NOTHING


def _delivered(source: PaperSource) -> Runs:
    order = source.latest(RectificationOrdered)
    for delivery in reversed(source.state.deliveries("rectification_order", source.subject)) if order else ():
        return told(source, delivery, "received_on", path_of(delivery))
    return NOTHING


def _reviewed_part(result: ReviewResult) -> Binding:
    """What was found, in the column of its result; 无 in the column of the other; both columns stay open for a part."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(RectificationReviewed)
        if act is None:
            return NOTHING
        if act.result is ReviewResult.PARTLY and result is ReviewResult.NOT_DONE:
            return NOTHING
        if act.result in {result, ReviewResult.PARTLY}:
            return told(source, act, "findings", path_of(act))
        return run("无", f"{path_of(act)}.result")

    return binding


VALUES: Values = {
    **{f"rectification.{field}": act_sentence(field, RectificationOrdered) for field in ("conduct", "content", "consequences")},
    "rectification.until": act_fact("until", RectificationOrdered),
    "rectification.date": act_day(RectificationOrdered),
    **act_facts("rectification_review", ("place", "findings", "at", "present_name", "result"), RectificationReviewed),
    "rectification.delivered_on": _delivered,
    "rectification_review.completed": _reviewed_part(ReviewResult.DONE),
    "rectification_review.unfinished": _reviewed_part(ReviewResult.NOT_DONE),
    "rectification_review.date": act_day(RectificationReviewed),
    "preservation.reason": act_fact("reason", PreservationApproved),
    "preservation.method": lambda source: _preservation_fact(source, "method"),
    "preservation.place": lambda source: _preservation_fact(source, "place"),
    "preservation.keeper": act_person("keeper", PreservationStarted),
    "preservation.from": act_day(PreservationStarted),
    "preservation.goods_count": _goods_count,
    "preservation.goods_line": _goods_line,
    "items.purpose": _purpose,
    "disposal.kind": act_fact("disposal", PreservationDisposed),
    "disposal.explanation": act_sentence("explanation", PreservationDisposed),
    "disposal.date": act_day(PreservationDisposed),
}

ROWS: Rows = {"preservation.goods": (_goods_rows, _GOODS_KEYS)}


def _result(result: ReviewResult) -> Conditions:
    return {f"rectification_{result.value}": when_act(lambda act: act.result is result, RectificationReviewed)}


def _disposed(disposal: Disposal) -> Conditions:
    return {f"disposal_{disposal.value}": when_act(lambda act: act.disposal is disposal, PreservationDisposed)}


CONDITIONS: Conditions = {
    "rectify_at_once": when_act(lambda act: act.until is None, RectificationOrdered),
    "rectify_by_date": when_act(lambda act: act.until is not None, RectificationOrdered),
    "rectification_remedies_told": when_act(lambda act: act.remedies_told, RectificationOrdered),
    **{name: test for result in ReviewResult for name, test in _result(result).items()},
    **{name: test for disposal in Disposal for name, test in _disposed(disposal).items()},
    "goods_given_back": when_act(lambda act: act.disposal.gives_back, PreservationDisposed),
}
