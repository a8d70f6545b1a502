"""Officers' own words on papers: taken in with the act, tied to the generated text they replace, compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from mq_enforce.base.errors import BadInput, Fault, Violation
from mq_enforce.base.money import Money
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.wording import Worded, Wording
from mq_enforce.case.state import CaseState
from mq_enforce.documents.bindings.words import printed
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.ports import Narrative
from mq_enforce.documents.wording import differences, stale, wordings
from mq_enforce.law.articles import Article
from mq_enforce.services.as_if import PaperToMake, as_if_issued, papers_to_make, with_act
from mq_enforce.services.papers import demand_current, source_of
from mq_enforce.services.program import Program

Drawn = Mapping[tuple[str, str | None], Sequence[Narrative]]
"""The generated narratives of papers by document and party."""


def worded(program: Program, state: CaseState, act: Act, violations: tuple[Violation, ...] = ()) -> Act:
    """Return an act, not yet on file, with each of its wordings tied to the generated text that it replaces.

    Raises BadInput for a paper, narrative or party that the act has not, for two wordings of one narrative, and where the
    officer replaced another text than the facts give.
    """
    if not isinstance(act, Worded) or not act.wording:
        return act
    then = with_act(state, program, act, violations)
    papers = _with_narratives(program, then, act)
    tied = tuple(_tied(program, papers, act, number) for number in range(len(act.wording)))
    return act.model_copy(update={"wording": tied})


def _with_narratives(program: Program, state: CaseState, act: Act) -> list[tuple[PaperToMake, Sequence[Narrative]]]:
    """Return the papers of an act, not yet on file, each with what may be worded on it."""
    found: list[tuple[PaperToMake, Sequence[Narrative]]] = []
    for paper in papers_to_make(state, act, program):
        found.append((paper, _narratives(program, state, paper)))
        if paper.act is act:
            state = with_act(state, program, as_if_issued(act, paper.wanted, program.kinds[paper.wanted.document].label))
    return found


def _narratives(program: Program, state: CaseState, paper: PaperToMake) -> Sequence[Narrative]:
    wanted = paper.wanted
    source = source_of(state, program, wanted.document, paper.act, wanted.party, anew=paper.anew)
    return program.papers({}).narratives(wanted.document, CaseContext(source))


def _tied(program: Program, papers: Sequence[tuple[PaperToMake, Sequence[Narrative]]], act: Worded, number: int) -> Wording:
    one, where = act.wording[number], f"acts.{act.id}.wording.{number}"
    if (one.document, one.name, one.party) in {(other.document, other.name, other.party) for other in act.wording[:number]}:
        raise BadInput(Fault(f"“{one.document}”的段落“{one.name}”改写了两次", where, "每个段落只写一次"))
    fitting = [
        (paper, narratives)
        for paper, narratives in papers
        if paper.wanted.document == one.document and one.party in (None, paper.wanted.party) and not _told_apart(act, one, paper)
    ]
    if not fitting:
        raise BadInput(Fault(f"“{act.label}”没有可以这样改写的文书“{one.document}”", where, _choices(papers) or "没有可以改写的文书"))
    generated = [(paper, narrative) for paper, narratives in fitting for narrative in narratives if narrative.name == one.name]
    title = program.kinds[one.document].label
    if not generated:
        names = "、".join(dict.fromkeys(f"{found.name}（{found.label}）" for _, narratives in fitting for found in narratives))
        raise BadInput(Fault(f"《{title}》没有可以改写的段落“{one.name}”", where, names or "这份文书没有可以改写的段落"))
    digests = {narrative.digest for _, narrative in generated}
    if len(digests) > 1:
        parties = "、".join(paper.wanted.party or "" for paper, _ in generated)
        raise BadInput(Fault(f"《{title}》的“{one.name}”各当事人不同，改写时要写明当事人", f"{where}.party", parties))
    demand_current(title, (one,), [narrative for _, narrative in generated])
    return one.model_copy(update={"replaces": digests.pop()})


def _told_apart(act: Worded, one: Wording, paper: PaperToMake) -> bool:
    """Say whether a wording for all gives way on a paper to one for its party alone."""
    own = (one.document, one.name, paper.wanted.party)
    return one.party is None is not paper.wanted.party and any((other.document, other.name, other.party) == own for other in act.wording)


def _choices(papers: Sequence[tuple[PaperToMake, Sequence[Narrative]]]) -> str:
    found = {paper.wanted.document: "、".join(narrative.name for narrative in narratives) for paper, narratives in papers if narratives}
    return "；".join(f"{document}：{names}" for document, names in found.items())


def wording_notes(program: Program, state: CaseState, act: Act, drawn: Drawn | None = None) -> tuple[str, ...]:
    """Return, in Chinese, how an act's wordings differ from the generated texts in what can be checked; the act need not be on file.

    ``drawn`` are narratives known already, so that nothing is worked out twice. Never raises for what was typed.
    """
    if not isinstance(act, Worded) or not act.wording or (act.party is not None and act.party not in state.parties):
        return ()
    then = state if state.record(act.id) is not None else with_act(state, program, act)
    notes: list[str] = []
    for paper in papers_to_make(then, act, program):
        wanted = paper.wanted
        own = [one for one in wordings(then, paper.act, wanted.document, wanted.party) if one in act.wording]
        if own:
            known = (drawn or {}).get((wanted.document, wanted.party))
            notes += _notes_on(program, then, paper, own, _narratives(program, then, paper) if known is None else known)
    return tuple(dict.fromkeys(notes))


def _notes_on(
    program: Program, state: CaseState, paper: PaperToMake, own: Sequence[Wording], narratives: Sequence[Narrative]
) -> Iterator[str]:
    about = state.parties.get(paper.wanted.party or "") if len(state.parties) > 1 else None
    title = f"《{program.kinds[paper.wanted.document].label}》" + (f"（{about.name}）" if about is not None else "")
    names = _names(state)
    known = cache(lambda: _told(state))
    changed = {one.name for one, _ in stale(own, narratives)}
    by_name = {narrative.name: narrative for narrative in narratives}
    for one in own:
        narrative = by_name.get(one.name)
        if narrative is None:
            yield f"{title}没有可以改写的段落“{one.name}”"
            continue
        if one.name in changed:
            yield f"{title}“{narrative.label}”：改写以后事实有变化，生成的文字与改写时不同，请对照后重新改写"
        yield from (f"{title}“{narrative.label}”：{said}" for said in differences(narrative, one.text, names, known))


def _names(state: CaseState) -> list[str]:
    """Return the names of the parties, of those who act for them, of the office's people and of the agency."""
    names = [state.office.agency.name, *(person.name for person in state.office.people.values())]
    for party in state.parties.values():
        names += [party.name, party.head, *(other.name for other in (party.guardian, party.agent) if other is not None)]
    return [name for name in names if name]


def _told(state: CaseState) -> str:
    """Return everything that facts and acts of a case say, but for officers' own words, as one text in the words of papers."""
    owners = (state.conduct, *state.parties.values(), *(record.act for record in state.records))
    return "\n".join(text for owner in owners for text in _leaves(owner.model_dump(exclude={"wording"})))


def _leaves(value: Any) -> Iterator[str]:  # noqa: ANN401 - dumped facts are plain data of any type
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, str | int | datetime | date | Money | Article) and not isinstance(value, bool):
        yield printed(value)


def notes_of_case(program: Program, state: CaseState) -> list[str]:
    """Return the notes on every wording of a case that stands."""
    acts = [record.act for record in state.records if record.act.id not in state.voided]
    return [note for act in acts for note in wording_notes(program, state, act)]
