"""What a party was told and what it answered: notices, statements, their review, waivers (行政处罚法第四十四条、第四十五条、第六十二条)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mq_enforce.case.acts.notice import HearingOutcome, RightsWaived, StatementMade, StatementReviewed
from mq_enforce.case.proposals import waivers
from mq_enforce.documents.bindings.dates import in_words
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_facts, act_person, act_sentence, path_of, text, told, when_act
from mq_enforce.documents.bindings.hearing import hearing_of
from mq_enforce.documents.bindings.notices import Telling, telling, told_before
from mq_enforce.documents.bindings.people import VALUES as PARTY_VALUES
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.bindings.words import day
from mq_enforce.documents.context import Item
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.rules import Unit

# -- the notice ---------------------------------------------------------------------------------------------------


def _telling(source: PaperSource) -> Telling | None:
    return telling(source, source.the_party.id) if source.the_party is not None else None


def _title(one: Telling) -> Runs:
    return run(f"《{document_kinds()[one.document].label}》", path_of(one.act))


def _number(one: Telling) -> Runs:
    return run(one.paper.number, f"{path_of(one.paper)}.number") if one.paper is not None else NOTHING


def _reference(one: Telling) -> Runs:
    """The notice as other papers name it: 《行政处罚事先告知书》（民示罚告字〔2026〕第1号）."""
    number = _number(one)
    return _title(one) + (run("（") + number + run("）") if number else NOTHING)


def _delivered_on(one: Telling) -> Runs:
    return run(day(one.delivery.received_on), f"{path_of(one.delivery)}.received_on") if one.delivery is not None else NOTHING


def _day(one: Telling) -> Runs:
    return run(day(one.act.on), f"{path_of(one.act)}.at")


def _statement_days(one: Telling) -> Runs:
    return run(in_words(one.act.statement_days, Unit.WORKDAY), f"{path_of(one.act)}.statement_days")


_PARTS: dict[str, Callable[[Telling], Runs]] = {
    "title": _title,
    "number": _number,
    "reference": _reference,
    "date": _day,
    "delivered_on": _delivered_on,
    "statement_days": _statement_days,
}


def _part(part: Callable[[Telling], Runs]) -> Binding:
    """A part of the notice to the one party of the paper; nothing when the paper is about several."""

    def binding(source: PaperSource) -> Runs:
        one = _telling(source)
        return part(one) if one is not None else NOTHING

    return binding


def _statement_place(source: PaperSource) -> Runs:
    one = _telling(source)
    return told(source, one.act, "statement_place", path_of(one.act)) if one is not None else NOTHING


def _notice_lines(source: PaperSource) -> Runs:
    """Each notice with the day of its receipt; of several parties each after the party's name."""
    several = len(source.parties) > 1
    lines: list[Runs] = []
    for party in source.parties:
        one = telling(source, party.id)
        if one is None:
            continue
        name = told(source, party, "name", f"parties.{party.id}") + run("：") if several else NOTHING
        received = _delivered_on(one)
        lines.append(name + _reference(one) + (run("，") + received + run("送达") if received else NOTHING))
    return join("；", lines)


# -- statements ---------------------------------------------------------------------------------------------------


def _statements(source: PaperSource) -> list[StatementMade]:
    """The statement of the paper's own act or of the one it refers to; else all statements of its parties."""
    own = source.the_act(StatementMade)
    referred = source.state.record(source.act.refers_to) if source.act is not None and source.act.refers_to else None
    if own is None and referred is not None and isinstance(referred.act, StatementMade):
        own = referred.act
    if own is not None:
        return [own]
    return [act for act in source.state.done(StatementMade) if act.party is None or act.party in {party.id for party in source.parties}]


def _contents(source: PaperSource) -> Runs:
    """What was stated, without a full stop at the end; of several statements each after its day."""
    made = _statements(source)
    pieces = [
        (run(f"{day(act.on)}：") if len(made) > 1 else NOTHING) + text(source, act.content.rstrip("。；"), f"{path_of(act)}.content")
        for act in made
    ]
    return join("；", pieces)


def _speaker(key: str) -> Binding:
    """What is on file of the person who made the statement: the party, its head, or its agent."""

    def binding(source: PaperSource) -> Runs:
        act, party = source.latest(StatementMade), source.the_party
        if act is None or party is None:
            return NOTHING
        if party.agent is not None and act.speaker == party.agent.name:
            return PARTY_VALUES[_AGENT[key]](source) if key in _AGENT else NOTHING
        if act.speaker == party.head:
            return PARTY_VALUES[_HEAD[key]](source) if key in _HEAD else NOTHING
        return PARTY_VALUES[f"party.{key}"](source) if act.speaker == party.name and key in _OWN else NOTHING

    return binding


_OWN = ("sex", "work_unit", "id_number", "phone", "address")
_HEAD = {"post": "party.head_post", "work_unit": "party.name", "phone": "party.phone", "address": "party.address"}
_AGENT = {"post": "party.agent.post", "work_unit": "party.agent.unit", "id_number": "party.agent.id_number", "phone": "party.agent.phone"}
_SPEAKER = ("sex", "post", "work_unit", "id_number", "phone", "address")


def _materials(source: PaperSource) -> Sequence[Item]:
    return [
        {"name": text(source, name, f"{path_of(act)}.materials.{index}")}
        for act in _statements(source)
        for index, name in enumerate(act.materials)
    ]


def _materials_line(source: PaperSource) -> Runs:
    return join("、", [item["name"] for item in _materials(source)])


# -- the review of statements ---------------------------------------------------------------------------------------


def _reviews(source: PaperSource) -> list[StatementReviewed]:
    own = source.the_act(StatementReviewed)
    if own is not None:
        return [own]
    return [act for act in source.state.done(StatementReviewed) if act.party is None or act.party in {party.id for party in source.parties}]


def _answers(source: PaperSource) -> Sequence[Item]:
    return [
        {
            "point": text(source, answer.point.rstrip("。；"), f"{path_of(act)}.answers.{index}.point"),
            "adopted": run("予以采纳" if answer.adopted else "不予采纳", f"{path_of(act)}.answers.{index}.adopted"),
            "reason": text(source, answer.reason.rstrip("。；"), f"{path_of(act)}.answers.{index}.reason"),
        }
        for act in _reviews(source)
        for index, answer in enumerate(act.answers)
    ]


def _answers_summary(source: PaperSource) -> Runs:
    """All answers in one sentence without a full stop: 关于“甲”的意见，予以采纳，理由是……；关于……."""
    pieces = [
        run("关于“") + item["point"] + run("”的意见，") + item["adopted"] + run("，理由是：") + item["reason"] for item in _answers(source)
    ]
    return join("；", pieces)


VALUES: Values = {
    **{f"notice.{key}": _part(part) for key, part in _PARTS.items()},
    "notice.statement_place": _statement_place,
    "notice.lines": _notice_lines,
    **act_facts("statement", ("place", "speaker", "speaker_relation"), StatementMade),
    "statement.start": act_fact("began", StatementMade),
    "statement.end": act_fact("ended", StatementMade),
    "statement.date": act_day(StatementMade),
    "statement.recorder": act_person("recorder", StatementMade),
    "statement.content": act_sentence("content", StatementMade),
    "statement.materials": _materials_line,
    **{f"statement.speaker.{key}": _speaker(key) for key in _SPEAKER},
    "statements.contents": _contents,
    "statement_review.conclusion": act_sentence("conclusion", StatementReviewed),
    "statement_review.date": act_day(StatementReviewed),
    "statement_review.summary": _answers_summary,
    "waiver.date": act_day(RightsWaived),
}

ROWS: Rows = {
    "statement.materials": (_materials, frozenset({"name"})),
    "statement_review.answers": (_answers, frozenset({"point", "adopted", "reason"})),
}

# -- what the party did with its right to a statement: exactly one holds once it was told --------------------------


def _waived(source: PaperSource) -> bool:
    """The party gave up the statement in writing after the notice had reached it; earlier nobody can give it up."""
    party = source.the_party
    one = told_before(source, party.id) if party is not None else None
    if one is None or party is None:
        return False
    return any(act.statement for act in waivers(source.state, party.id, one))


def _heard(source: PaperSource) -> bool:
    hearing = hearing_of(source)
    return hearing is not None and hearing.outcome is HearingOutcome.HELD


_WAYS = ("spoke_in_statement", "spoke_at_hearing_only", "waived_statement", "kept_silent")


def _way(source: PaperSource) -> str:
    """Which of the four: a statement goes before everything else, silence is what is left."""
    if source.the_party is not None and source.state.done(StatementMade, party=source.the_party.id):
        return "spoke_in_statement"
    if _heard(source):
        return "spoke_at_hearing_only"
    return "waived_statement" if _waived(source) else "kept_silent"


def _goes(way: str) -> Conditions:
    return {way: lambda source: _way(source) == way}


def _told(source: PaperSource) -> bool:
    return _telling(source) is not None


def _hearing_told(source: PaperSource) -> bool:
    one = _telling(source)
    return one is not None and one.of_hearing


CONDITIONS: Conditions = {
    "party_was_told": _told,
    "hearing_right_told": _hearing_told,
    **{name: test for way in _WAYS for name, test in _goes(way).items()},
    "statement_by_agent": when_act(lambda act: "代理" in act.speaker_relation, StatementMade),
    "statement_right_given_up": when_act(lambda act: act.statement, RightsWaived),
    "hearing_right_given_up": when_act(lambda act: act.hearing, RightsWaived),
}
