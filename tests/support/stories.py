"""Bundled and test stories as case states, without a store: what unit tests of the law stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from mq_enforce.base.resources import resource
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.state import ActRecord, CaseHead, CaseState
from mq_enforce.law.lawbook import LawBook, load_lawbook
from mq_enforce.procedures.engine import Verdict, judged, verdict
from mq_enforce.procedures.register import procedure_named
from mq_enforce.procedures.steps import Procedure
from mq_enforce.services.diary import Diary, read_diary

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"


@dataclass(frozen=True)
class Story:
    """A case as it stood after the last act kept, and the means to go on from there."""

    diary: Diary
    state: CaseState
    law: LawBook
    procedure: Procedure

    def act(self, act_id: str, **changes: object) -> Act:
        """Return an act of the diary, changed as given."""
        found = next(act for act in self.diary.acts if act.id == act_id)
        return read_act({**found.model_dump(mode="json"), **changes})

    def verdict(self, act: Act) -> Verdict:
        """Judge an act against this case."""
        return verdict(self.state, act, self.procedure, self.law)

    def blocks(self, act: Act) -> set[str]:
        """Return the blocks that refuse an act."""
        return {violation.block for violation in self.verdict(act).violations if violation.block}

    def warnings(self, act: Act) -> set[str]:
        """Return the warnings that an act meets without a reason given."""
        return {violation.block for violation in self.verdict(act).warnings if violation.block}

    def with_acts(self, *acts: Act) -> Story:
        """Return the story with more acts on file, judged."""
        state = self.state
        for act in acts:
            state = state.with_record(_record(state, act, 1000 + len(state.records)))
        return replace(self, state=judged(state, self.procedure, self.law))

    def without(self, *act_ids: str) -> Story:
        """Return the story as if these acts had never been."""
        kept = tuple(record for record in self.state.records if record.act.id not in act_ids)
        return replace(self, state=judged(replace(self.state, records=kept), self.procedure, self.law))

    def office(self, **changes: Any) -> Story:  # noqa: ANN401 - any register
        """Return the story with registers changed."""
        office = replace(self.state.office, **changes)
        return replace(self, state=judged(replace(self.state, office=office), self.procedure, self.law))

    def conduct(self, **changes: object) -> Story:
        """Return the story with the conduct changed."""
        conduct = type(self.state.original_conduct).model_validate({**self.state.original_conduct.model_dump(), **changes})
        return replace(self, state=judged(replace(self.state, original_conduct=conduct), self.procedure, self.law))

    def party(self, party: str, **changes: object) -> Story:
        """Return the story with a party changed."""
        parties = tuple(
            type(one).model_validate({**one.model_dump(), **changes}) if one.id == party else one for one in self.state.original_parties
        )
        return replace(self, state=judged(replace(self.state, original_parties=parties), self.procedure, self.law))


def story(
    name: str = "straw_burning", until: str | None = None, before: str | None = None, change: Callable[[Act], Act] | None = None
) -> Story:
    """Return a bundled story (or one of tests/scenarios) up to and including ``until``, or up to but not including ``before``."""
    law = load_lawbook()
    path = SCENARIOS / f"{name}.toml"
    diary = read_diary(path if path.exists() else resource("samples", f"{name}.toml"), law)
    refused = {expected.act for expected in diary.expect.refusals}
    kept: list[Act] = []
    for act in diary.acts:
        if act.id == before:
            break
        if act.id not in refused:
            kept.append(change(act) if change else act)
        if act.id == until:
            break
    return from_acts(diary, kept, law)


def from_acts(diary: Diary, acts: Iterable[Act], law: LawBook) -> Story:
    """Return a story made of these acts."""
    head = CaseHead(
        id="case-1",
        number="民示案〔2026〕1号",
        title=f"{'、'.join(party.name for party in diary.parties)}{diary.title}案",
        violation=diary.title,
        procedure=diary.procedure,
        matter=diary.matter,
        opened_at=diary.acts[0].at,
        practice=diary.practice,
    )
    state = CaseState(head, diary.office, diary.parties, diary.conduct)
    for seq, act in enumerate(acts, 1):
        state = state.with_record(_record(state, act, seq))
    procedure = procedure_named(diary.procedure)
    return Story(diary, judged(state, procedure, law), law, procedure)


def _record(state: CaseState, act: Act, seq: int) -> ActRecord:
    return ActRecord(act=act, seq=seq, recorded_at=act.at, recorded_by="test", agency=state.office.agency, people=state.office.people)


def moment(text: str) -> datetime:
    """Return a moment at +08:00."""
    return datetime.fromisoformat(text + "+08:00")
