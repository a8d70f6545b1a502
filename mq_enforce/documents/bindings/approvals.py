"""The opinions on every approval form: those of the act that makes the paper.

Opinions and their dates are printed when they are on file; signatures are always left to the pen.
"""

from __future__ import annotations

from mq_enforce.case.values import Approval, Opinion
from mq_enforce.documents.bindings.facts import name_of, path_of, told
from mq_enforce.documents.bindings.registry import Binding, Conditions, Values
from mq_enforce.documents.runs import NOTHING, Runs
from mq_enforce.documents.source import PaperSource

_LEVELS = ("team", "review", "agency")


def _approval(source: PaperSource) -> Approval | None:
    found = getattr(source.act, "approval", None)
    return found if isinstance(found, Approval) else None


def _fact(dotted: str) -> Binding:
    def binding(source: PaperSource) -> Runs:
        approval = _approval(source)
        return NOTHING if approval is None or source.act is None else told(source, approval, dotted, f"{path_of(source.act)}.approval")

    return binding


def _by(level: str) -> Binding:
    def binding(source: PaperSource) -> Runs:
        opinion = getattr(_approval(source), level, None)
        if not isinstance(opinion, Opinion) or source.act is None:
            return NOTHING
        return name_of(source, opinion.by, f"{path_of(source.act)}.approval.{level}.by")

    return binding


VALUES: Values = {
    "approval.officers": _fact("officers"),
    "approval.officers_on": _fact("officers_on"),
    **{f"approval.{level}.{field}": _fact(f"{level}.{field}") for level in _LEVELS for field in ("text", "on")},
    **{f"approval.{level}.by": _by(level) for level in _LEVELS},
}


def _reviewed(source: PaperSource) -> bool:
    approval = _approval(source)
    return approval is not None and approval.review is not None


def _granted(source: PaperSource) -> bool:
    approval = _approval(source)
    return approval is not None and approval.granted


CONDITIONS: Conditions = {"approval_reviewed": _reviewed, "approval_granted": _granted}
