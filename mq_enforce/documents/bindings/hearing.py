"""The hearing: request, notice, session, report (行政处罚法第六十三条至第六十五条)."""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.notice import HearingHeld, HearingNotified, HearingOutcome, HearingReported, HearingRequested, RightsWaived
from mq_enforce.documents.bindings.facts import (
    act_day,
    act_fact,
    act_facts,
    act_person,
    act_rows,
    act_sentence,
    name_of,
    path_of,
    text,
    told,
    when_act,
)
from mq_enforce.documents.bindings.notices import telling
from mq_enforce.documents.bindings.registry import Binding, Condition, Conditions, Rows, Values
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource

Session = HearingNotified | HearingHeld
"""The two acts that name those who conduct a hearing."""

# -- people -------------------------------------------------------------------------------------------------------


def post_of(source: PaperSource, person: str) -> Runs:
    """Return the post of a person of the office by id; nothing for anybody else."""
    if person not in source.state.office.people:
        return NOTHING
    return run(source.person(person).post, f"people.{person}.post")


def with_post(source: PaperSource, person: str, fact: str) -> Runs:
    """Return 冯雅琴（党政办副主任); the name alone when no post is on file."""
    post = post_of(source, person)
    return name_of(source, person, fact) + (run("（") + post + run("）") if post else NOTHING)


def act_post(field: str, *kinds: type[Act]) -> Binding:
    """Return the binding of the post of the person that a field of an act names."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(*kinds)
        return post_of(source, getattr(act, field)) if act is not None else NOTHING

    return binding


def _members(kind: type[Session]) -> Binding:
    """Those who sit beside the chair, with their posts; nothing when there are none."""

    def binding(source: PaperSource) -> Runs:
        act = source.latest(kind)
        if act is None:
            return NOTHING
        return join("、", [with_post(source, person, f"{path_of(act)}.members") for person in act.members])

    return binding


def _conductors(prefix: str, kind: type[Session]) -> Values:
    return {
        f"{prefix}.chair": act_person("chair", kind),
        f"{prefix}.chair_post": act_post("chair", kind),
        f"{prefix}.members": _members(kind),
        f"{prefix}.recorder": act_person("recorder", kind),
        f"{prefix}.recorder_post": act_post("recorder", kind),
    }


_INVESTIGATOR = frozenset({"name", "unit", "post", "certificate"})


def _investigators(source: PaperSource) -> Sequence[Item]:
    act = source.latest(HearingHeld)
    if act is None:
        return ()
    return [_investigator(source, person, f"{path_of(act)}.investigators") for person in act.investigators]


def _investigator(source: PaperSource, person: str, fact: str) -> Item:
    if person not in source.state.office.people:
        return {**dict.fromkeys(_INVESTIGATOR, NOTHING), "name": text(source, person, fact)}
    known, path = source.person(person), f"people.{person}"
    return {
        "name": name_of(source, person, fact),
        "unit": run(known.unit, f"{path}.unit"),
        "post": run(known.post, f"{path}.post"),
        "certificate": run(known.certificate_number, f"{path}.certificate"),
    }


def _investigators_line(source: PaperSource) -> Runs:
    """All investigators with their certificates: 甲（执法证号1）、乙（执法证号2）."""
    return join(
        "、",
        [
            item["name"] + (run("（执法证号") + item["certificate"] + run("）") if item["certificate"] else NOTHING)
            for item in _investigators(source)
        ],
    )


# -- parties ------------------------------------------------------------------------------------------------------


def _present(source: PaperSource) -> Runs:
    """The parties that came, each with its agent."""
    act = source.latest(HearingHeld)
    pieces: list[Runs] = []
    for one in act.present_parties if act is not None else ():
        party = source.state.parties.get(one)
        if party is None or act is None:
            continue
        agent = told(source, party, "agent.name", f"parties.{one}")
        name = told(source, party, "name", f"parties.{one}")
        pieces.append(name + (run("（委托代理人：") + agent + run("）") if agent else NOTHING))
    return join("、", pieces)


def _requests(source: PaperSource) -> list[HearingRequested]:
    wanted = {party.id for party in source.parties}
    return [act for act in source.state.done(HearingRequested) if act.party is None or act.party in wanted]


def _applicants(source: PaperSource) -> Runs:
    """The parties that asked for the hearing."""
    ids = dict.fromkeys(party for act in _requests(source) for party in ((act.party,) if act.party else source.state.parties))
    return join("、", [told(source, source.state.parties.get(one), "name", f"parties.{one}") for one in ids])


def hearing_of(source: PaperSource) -> HearingHeld | None:
    """Return the hearing of the paper's own act, else the last one about its one party: named by it, attended or asked for."""
    own, party = source.the_act(HearingHeld), source.the_party
    if own is not None or party is None:
        return own or source.last(HearingHeld)
    asked = bool(source.state.done(HearingRequested, party=party.id))
    held = [
        act
        for act in source.state.done(HearingHeld)
        if act.party == party.id or party.id in act.present_parties or (act.party is None and asked)
    ]
    return held[-1] if held else None


VALUES: Values = {
    **act_facts("hearing_request", ("matter", "reason"), HearingRequested),
    "hearing_request.date": act_day(HearingRequested),
    **act_facts("hearing_notice", ("place", "closed_reason", "recusal_until", "announced_on"), HearingNotified),
    "hearing_notice.at": act_fact("hearing_at", HearingNotified),
    "hearing_notice.date": act_day(HearingNotified),
    **_conductors("hearing_notice", HearingNotified),
    "hearing.place": act_fact("place", HearingHeld),
    "hearing.start": act_fact("began", HearingHeld),
    "hearing.end": act_fact("ended", HearingHeld),
    "hearing.date": act_day(HearingHeld),
    "hearing.outcome": act_fact("outcome", HearingHeld),
    **_conductors("hearing", HearingHeld),
    "hearing.investigators": _investigators_line,
    "hearing.present": _present,
    "hearing.applicants": _applicants,
    "hearing_report.summary": act_sentence("summary", HearingReported),
    "hearing_report.disputes": act_sentence("disputes", HearingReported),
    "hearing_report.opinion": act_sentence("opinion", HearingReported),
    "hearing_report.date": act_day(HearingReported),
}

ROWS: Rows = {
    "hearing.turns": act_rows("turns", frozenset({"question", "answer"}), HearingHeld),
    "hearing.investigators": (_investigators, _INVESTIGATOR),
}

# -- how it stands with the hearing of the party: at most one holds -------------------------------------------------

_OUTCOMES = {HearingOutcome.HELD: "hearing_completed", HearingOutcome.ABSENT: "hearing_absent", HearingOutcome.LEFT: "hearing_left"}
_STANDS = (*_OUTCOMES.values(), "hearing_given_up", "hearing_not_asked", "hearing_still_owed")


def _stand(source: PaperSource) -> str:
    """How far the hearing of the one party came; nothing when it had no right to one, or the paper is about several."""
    held, party = hearing_of(source), source.the_party
    if held is not None:
        return _OUTCOMES[held.outcome]
    if party is None:
        return ""
    notice = telling(source, party.id)
    if notice is None or not notice.of_hearing:
        return ""
    asked = source.state.done(HearingRequested, party=party.id)
    given_up = [act for act in source.state.done(RightsWaived, party=party.id) if act.hearing and act.in_writing]
    if given_up and (not asked or given_up[-1].at > asked[-1].at):
        return "hearing_given_up"
    return "hearing_still_owed" if asked else "hearing_not_asked"


def _stands(state: str) -> Conditions:
    return {state: lambda source: _stand(source) == state}


def _open(*, wanted: bool) -> Condition:
    return when_act(lambda act: act.open is wanted, HearingNotified)


CONDITIONS: Conditions = {
    **{name: test for state in _STANDS for name, test in _stands(state).items()},
    "hearing_open": _open(wanted=True),
    "hearing_closed": _open(wanted=False),
    "hearing_notice_names_members": when_act(lambda act: bool(act.members), HearingNotified),
    "hearing_had_members": when_act(lambda act: bool(act.members), HearingHeld),
}
