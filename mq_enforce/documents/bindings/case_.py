"""The case: number, 案由, clue, filing, conduct, matter."""

from __future__ import annotations

from datetime import datetime, time

from mq_enforce.case.acts.intake import ClueRegistered, ClueSource, FilingApproved, JurisdictionConfirmed
from mq_enforce.documents.bindings.facts import act_fact, act_facts, act_sentence, text, told, when_act
from mq_enforce.documents.bindings.registry import Binding, Condition, Conditions, Values
from mq_enforce.documents.bindings.words import clock, day, moment
from mq_enforce.documents.runs import Runs, join, run
from mq_enforce.documents.source import PaperSource

_NAMED = 3
"""So many parties stand by name in the 案由; of more only the first, 等N人."""

_CASE_WORD = "案"


def party_names(source: PaperSource) -> Runs:
    """Return the names of the parties of the paper: 甲、乙、丙, of more than three 甲等4人."""
    parties = source.parties
    names = [told(source, party, "name", f"parties.{party.id}") for party in parties]
    if len(parties) <= _NAMED:
        return join("、", names)
    return names[0] + run(f"等{len(parties)}名当事人", *(f"parties.{party.id}" for party in parties))


def _violation(source: PaperSource) -> Runs:
    return run(source.state.head.violation.removesuffix(_CASE_WORD), "case.violation")


def _title(source: PaperSource) -> Runs:
    return party_names(source) + _violation(source) + run(_CASE_WORD)


def _title_suspected(source: PaperSource) -> Runs:
    """Before the decision the 案由 says 涉嫌 (forms.md 第十七节第2项)."""
    return party_names(source) + run("涉嫌") + _violation(source) + run(_CASE_WORD)


def _conduct(field: str) -> Binding:
    return lambda source: told(source, source.state.conduct, field, "conduct")


def _time(value: datetime) -> str:
    """Return the moment; the day alone for midnight, which stands for an hour that nobody knows."""
    return day(value) if value.time() == time() else moment(value)


def _conduct_when(source: PaperSource) -> Runs:
    """From … to …; an end that lies after the paper's day is not known on that day yet."""
    conduct = source.state.conduct
    words = _time(conduct.begun_at)
    over = conduct.ended_at is not None and conduct.ended_at.date() <= source.on
    if conduct.ended_at is not None and conduct.ended_at != conduct.begun_at and over:
        same_day = conduct.ended_at.date() == conduct.begun_at.date()
        end = clock(conduct.ended_at) if same_day else _time(conduct.ended_at)
        return run(f"{words}至{end}", "conduct.begun_at", "conduct.ended_at")
    if conduct.continuing or (conduct.ended_at is not None and not over):
        return run(f"{words}起", "conduct.begun_at", "conduct.continuing")
    return run(words, "conduct.begun_at")


def _conduct_summary(source: PaperSource) -> Runs:
    """When, where and what in one sentence."""
    conduct = source.state.conduct
    description = conduct.description.rstrip("。")
    return _conduct_when(source) + run("，在") + _conduct("place")(source) + run("，") + text(source, description, "conduct.description")


def _clue_source(source: PaperSource) -> Runs:
    clue = source.latest(ClueRegistered)
    if clue is None:
        return ()
    detail = run("（") + text(source, clue.source_detail, f"acts.{clue.id}.source_detail") + run("）") if clue.source_detail else ()
    return told(source, clue, "source", f"acts.{clue.id}") + detail


def _clue_day(source: PaperSource) -> Runs:
    clue = source.latest(ClueRegistered)
    return run(day(clue.on), f"acts.{clue.id}.at") if clue else ()


def _filing_day(source: PaperSource) -> Runs:
    filing = source.latest(FilingApproved)
    return run(day(filing.on), f"acts.{filing.id}.at") if filing else ()


def _matter_name(source: PaperSource) -> Runs:
    return run(source.law.matters[source.state.head.matter].name, "case.matter")


VALUES: Values = {
    "case.number": lambda source: run(source.state.head.number, "case.number"),
    "case.title": _title,
    "case.title_suspected": _title_suspected,
    "case.violation": _violation,
    "case.matter": _matter_name,
    "case.party_names": party_names,
    **{f"conduct.{field}": _conduct(field) for field in ("begun_at", "ended_at", "place", "description", "quantity", "consequences")},
    "conduct.when": _conduct_when,
    "conduct.summary": _conduct_summary,
    "conduct.sentence": lambda source: _conduct_summary(source) + run("。"),
    **act_facts("clue", ("content", "source_detail", "suggestion", "team_opinion", "at"), ClueRegistered),
    **act_facts("clue", (f"reporter.{key}" for key in ("name", "sex", "phone", "address")), ClueRegistered),
    "clue.source": _clue_source,
    "clue.source_kind": act_fact("source", ClueRegistered),
    "clue.date": _clue_day,
    **act_facts("filing", ("discovered_on", "at"), FilingApproved),
    "filing.summary": act_sentence("summary", FilingApproved),
    "filing.date": _filing_day,
    "jurisdiction.reason": act_fact("reason", JurisdictionConfirmed),
}


def _reporter(field: str) -> Condition:
    return when_act(lambda clue: clue.reporter is not None and bool(getattr(clue.reporter, field)), ClueRegistered)


CONDITIONS: Conditions = {
    "several_parties": lambda source: len(source.parties) > 1,
    "clue_from_report": when_act(lambda clue: clue.source in {ClueSource.REPORT, ClueSource.COMPLAINT}, ClueRegistered),
    **{f"reporter_{field}": _reporter(field) for field in ("anonymous", "confidential", "wants_reply")},
    "reporter_known": when_act(lambda clue: clue.reporter is not None and not clue.reporter.anonymous, ClueRegistered),
    "conduct_has_consequences": lambda source: bool(source.state.conduct.consequences),
}
