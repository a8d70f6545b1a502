"""Legal review and deliberation (行政处罚法第五十七条第二款、第五十八条; 河南省行政执法条例第二十八条)."""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.case.acts.intake import OfficersAssigned
from mq_enforce.case.acts.review import DeliberationHeld, HeadChecked, ReviewGiven, ReviewHead, ReviewSubmitted, Voice, Vote
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_person, act_sentence, name_of, path_of, text, told, when_act
from mq_enforce.documents.bindings.hearing import act_post, post_of, with_post
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.bindings.words import day
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource

# -- legal review ---------------------------------------------------------------------------------------------------


def _reasons(source: PaperSource) -> Runs:
    act = source.latest(ReviewSubmitted)
    if act is None:
        return NOTHING
    return join("；", [text(source, one.rstrip("。；"), f"{path_of(act)}.reasons.{index}") for index, one in enumerate(act.reasons)])


def _case_officers(source: PaperSource) -> Runs:
    """Those who handle the case: the reviewer's own act names the reviewer alone."""
    act = source.last(OfficersAssigned)
    if act is None:
        return NOTHING
    return join("、", [name_of(source, person, f"{path_of(act)}.officers") for person in act.officers])


def _materials(source: PaperSource) -> Sequence[Item]:
    act = source.latest(ReviewSubmitted)
    if act is None:
        return ()
    return [{"name": text(source, one, f"{path_of(act)}.materials.{index}")} for index, one in enumerate(act.materials)]


def _checked(source: PaperSource) -> Sequence[tuple[HeadChecked, str]]:
    act = source.latest(ReviewGiven)
    if act is None:
        return ()
    return [(one, f"{path_of(act)}.heads.{index}") for index, one in enumerate(act.heads)]


def _head_words(source: PaperSource, one: HeadChecked, path: str) -> Runs:
    """Return the result of one head, and its remark as a sentence of its own."""
    result = run("符合" if one.passed else "不符合", f"{path}.passed")
    remark = text(source, one.remark.rstrip("。"), f"{path}.remark")
    return result + run("。") + (remark + run("。") if remark else NOTHING)


def _head(head: ReviewHead) -> Binding:
    """One head of the checklist, a crime said in its own words."""

    def binding(source: PaperSource) -> Runs:
        found = next(((one, path) for one, path in _checked(source) if one.head is head), None)
        if found is None:
            return NOTHING
        if head is not ReviewHead.CRIME:
            return _head_words(source, *found)
        one, path = found
        remark = text(source, one.remark.rstrip("。"), f"{path}.remark")
        return (remark or run("不涉嫌犯罪" if one.passed else "涉嫌犯罪，应当移送", f"{path}.passed")) + run("。")

    return binding


def _says(word: str) -> Conditions:
    """Whether the submission names a case of 行政处罚法第五十八条第一款 or the agency's list, by its key word."""
    return {_CASES[word]: when_act(lambda act: any(word in one for one in act.reasons), ReviewSubmitted)}


_CASES = {
    "公共利益": "review_for_public_interest",
    "听证": "review_after_hearing",
    "疑难复杂": "review_for_complexity",
    "目录": "review_by_list",
}


def _other_case(source: PaperSource) -> bool:
    act = source.latest(ReviewSubmitted)
    return act is not None and any(not any(word in one for word in _CASES) for one in act.reasons)


# -- deliberation ---------------------------------------------------------------------------------------------------


def _voices(source: PaperSource, *, voting: bool | None = None) -> Sequence[tuple[Voice, str]]:
    act = source.latest(DeliberationHeld)
    if act is None:
        return ()
    placed = [(one, f"{path_of(act)}.voices.{index}") for index, one in enumerate(act.voices)]
    return [one for one in placed if voting is None or (one[0].vote is not Vote.NONE) is voting]


def _people(*, voting: bool) -> Binding:
    """Those who vote, or those who only attend, with their posts."""
    return lambda source: join("、", [with_post(source, one.person, f"{path}.person") for one, path in _voices(source, voting=voting)])


def _voice_rows(source: PaperSource) -> Sequence[Item]:
    """Each person with opinion and reasons; the opinion without a full stop at the end."""
    return [
        {
            "person": name_of(source, one.person, f"{path}.person"),
            "post": post_of(source, one.person),
            "opinion": text(source, one.opinion.rstrip("。"), f"{path}.opinion"),
            "vote": told(source, one, "vote", path),
        }
        for one, path in _voices(source)
    ]


def _votes(source: PaperSource) -> Runs:
    """How many voted how: 参加表决3人，同意3人，不同意0人，弃权0人."""
    voting = _voices(source, voting=True)
    if not voting:
        return NOTHING
    counted = "，".join(f"{vote.label}{sum(one.vote is vote for one, _ in voting)}人" for vote in (Vote.AGREE, Vote.DISAGREE, Vote.ABSTAIN))
    return run(f"参加表决{len(voting)}人，{counted}", *(f"{path}.vote" for _, path in voting))


def _outcome(source: PaperSource) -> Runs:
    """The day and the conclusion in one sentence, for papers that only mention the deliberation."""
    act = source.latest(DeliberationHeld)
    if act is None:
        return NOTHING
    words = text(source, act.conclusion.rstrip("。"), f"{path_of(act)}.conclusion")
    return run(f"{day(act.on)}集体讨论：", f"{path_of(act)}.at") + words + run("。")


VALUES: Values = {
    "legal_review.reasons": _reasons,
    "legal_review.materials": lambda source: join("、", [item["name"] for item in _materials(source)]),
    "legal_review.case_officers": _case_officers,
    "legal_review.submitted_on": act_day(ReviewSubmitted),
    "legal_review.reviewer": act_person("reviewer", ReviewGiven, ReviewSubmitted),
    "legal_review.reviewer_post": act_post("reviewer", ReviewGiven, ReviewSubmitted),
    "legal_review.date": act_day(ReviewGiven),
    "legal_review.opinion": act_fact("opinion", ReviewGiven),
    "legal_review.text": act_sentence("text", ReviewGiven),
    **{f"legal_review.{head.value}": _head(head) for head in ReviewHead},
    "deliberation.start": act_fact("began", DeliberationHeld),
    "deliberation.end": act_fact("ended", DeliberationHeld),
    "deliberation.date": act_day(DeliberationHeld),
    "deliberation.place": act_fact("place", DeliberationHeld),
    "deliberation.reason": act_sentence("reason", DeliberationHeld),
    "deliberation.report": act_sentence("report", DeliberationHeld),
    "deliberation.conclusion": act_sentence("conclusion", DeliberationHeld),
    **{f"deliberation.{field}": act_person(field, DeliberationHeld) for field in ("host", "reporter", "recorder")},
    **{f"deliberation.{field}_post": act_post(field, DeliberationHeld) for field in ("host", "reporter", "recorder")},
    "deliberation.voters": _people(voting=True),
    "deliberation.observers": _people(voting=False),
    "deliberation.votes": _votes,
    "deliberation.outcome": _outcome,
}

ROWS: Rows = {
    "legal_review.materials": (_materials, frozenset({"name"})),
    "deliberation.voices": (_voice_rows, frozenset({"person", "post", "opinion", "vote"})),
}

CONDITIONS: Conditions = {
    **{name: test for word in _CASES for name, test in _says(word).items()},
    "review_by_other_law": _other_case,
    "deliberation_agreed": when_act(lambda act: act.adopted, DeliberationHeld),
    "deliberation_has_observers": lambda source: bool(_voices(source, voting=False)),
}
