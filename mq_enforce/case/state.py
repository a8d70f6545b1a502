"""The state of a case: its facts and its acts in the order in which they happened, with the questions one asks of them.

Everything else – status, next step, deadlines, missing papers, findings – is computed from this and from the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from mq_enforce.base.errors import BadInput, Fault, Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.records import INCURABLE, ActVoided, FactCorrected, IrregularityAccepted, PaperIssued, PaperVoided
from mq_enforce.case.facts import Band, Conduct, Grant, Party, Passage, ReviewListEntry
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Person

A = TypeVar("A", bound=Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the registers of the office held for this case: people, grants, lists, bands, passages, parameters.

    ``sample`` names the entries that are 示例 only (no real local document stands behind them).
    """

    agency: Agency
    people: Mapping[str, Person]
    grants: tuple[Grant, ...] = ()
    review_list: tuple[ReviewListEntry, ...] = ()
    bands: tuple[Band, ...] = ()
    passages: tuple[Passage, ...] = ()
    parameters: Mapping[str, int] = field(default_factory=dict)
    sample: bool = False

    def person(self, person_id: str) -> Person:
        """Return the person. Raises BadInput for somebody the register does not hold."""
        try:
            return self.people[person_id]
        except KeyError:
            raise BadInput(Fault(f"人员“{person_id}”不在本机关人员名册中", expected="、".join(self.people))) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What identifies a case. ``violation`` is the 案由 without 涉嫌; ``practice`` cases mark every paper 练习."""

    id: str
    number: str
    title: str
    violation: str
    procedure: str
    matter: str
    opened_at: datetime
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRecord:
    """An act as it stands on file: when and by whom it was recorded, what it relied on, what it violates."""

    act: Act
    seq: int
    recorded_at: datetime
    recorded_by: str
    agency: Agency
    people: Mapping[str, Person]
    violations: tuple[Violation, ...] = ()

    @property
    def blocks(self) -> tuple[str, ...]:
        """The hard blocks the act violates."""
        return tuple(v.block for v in self.violations if v.block)


@dataclass(frozen=True)
class CaseState:
    """A case as of a moment; immutable. ``records`` are in the order of (time, entry)."""

    head: CaseHead
    office: Office
    original_parties: tuple[Party, ...]
    original_conduct: Conduct
    records: tuple[ActRecord, ...] = ()

    # -- acts ---------------------------------------------------------------------------------------------

    @cached_property
    def voided(self) -> frozenset[str]:
        """Ids of acts that a later act voided; a voiding against the law voids nothing."""
        return frozenset(r.act.refers_to for r in self.records if isinstance(r.act, ActVoided) and r.act.refers_to and not r.violations)

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Ids of irregular acts on which the head of the agency decided in writing that they may be relied on.

        What no head can cure (``INCURABLE``) is not among them, whatever was decided.
        """
        named = {r.act.refers_to for r in self.records if isinstance(r.act, IrregularityAccepted) and not r.violations}
        return frozenset(r.act.id for r in self.records if r.act.id in named and not INCURABLE & set(r.blocks))

    def record(self, act_id: str) -> ActRecord | None:
        """Return the record of an act, or None."""
        return next((r for r in self.records if r.act.id == act_id), None)

    def done(self, *kinds: type[A], party: str | None = None) -> list[A]:
        """Return the acts of these types that were not voided, in order; with ``party`` only those about it or about all."""
        return [
            r.act
            for r in self.records
            if isinstance(r.act, kinds) and r.act.id not in self.voided and (party is None or r.act.party in (None, party))
        ]

    def valid(self, *kinds: type[A], party: str | None = None) -> list[A]:
        """Return those of ``done`` that may be relied on: lawful, or accepted by the head in writing."""
        return [act for act in self.done(*kinds, party=party) if self.reliable(act)]

    def last(self, *kinds: type[A], party: str | None = None) -> A | None:
        """Return the last reliable act of these types, or None."""
        found = self.valid(*kinds, party=party)
        return found[-1] if found else None

    def reliable(self, act: Act) -> bool:
        """Say whether later steps may rely on this act."""
        record = self.record(act.id)
        return record is None or not record.violations or act.id in self.accepted

    def before(self, act: Act) -> CaseState:
        """Return the case as it stood just before this act, which may or may not be on file yet."""
        kept: list[ActRecord] = []
        for record in self.records:
            if record.act.id == act.id or record.act.at > act.at:
                break
            kept.append(record)
        return replace(self, records=tuple(kept))

    def without(self, act_ids: frozenset[str]) -> CaseState:
        """Return the case as if these acts had never been."""
        return replace(self, records=tuple(r for r in self.records if r.act.id not in act_ids))

    def until(self, moment: datetime) -> CaseState:
        """Return the case as it stood at a moment."""
        return replace(self, records=tuple(r for r in self.records if r.act.at <= moment))

    def with_record(self, record: ActRecord) -> CaseState:
        """Return the case with one more act, put in its place by time and entry."""
        records = sorted((*self.records, record), key=lambda r: (r.act.at, r.seq))
        return replace(self, records=tuple(records))

    # -- facts --------------------------------------------------------------------------------------------

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """The parties with all corrections applied."""
        parties = {party.id: party for party in self.original_parties}
        for path, correction in self._corrections():
            if path[0] == "parties" and path[1] in parties:
                changed = {**parties[path[1]].model_dump(), path[2]: correction.value}
                parties[path[1]] = Party.model_validate(changed)
        return parties

    @cached_property
    def conduct(self) -> Conduct:
        """The conduct with all corrections applied."""
        conduct = self.original_conduct
        for path, correction in self._corrections():
            if path[0] == "conduct":
                conduct = Conduct.model_validate({**conduct.model_dump(), path[1]: correction.value})
        return conduct

    def _corrections(self) -> Iterator[tuple[list[str], FactCorrected]]:
        for correction in self.done(FactCorrected):
            yield correction.path.split("."), correction

    def party(self, party_id: str | None) -> Party:
        """Return a party; None means the only one. Raises BadInput for an unknown or ambiguous one."""
        if party_id is None and len(self.parties) == 1:
            return next(iter(self.parties.values()))
        try:
            return self.parties[party_id or ""]
        except KeyError:
            what = "本案有多名当事人，没有写明是哪一名" if party_id is None else f"没有当事人“{party_id}”"
            raise BadInput(Fault(what, expected="、".join(self.parties))) from None

    def party_ids(self, act: Act) -> tuple[str, ...]:
        """Return the parties an act is about: the named one, or all."""
        return (act.party,) if act.party else tuple(self.parties)

    def person(self, person_id: str) -> Person:
        """Return a person of the office."""
        return self.office.person(person_id)

    # -- papers and delivery ------------------------------------------------------------------------------

    def papers(self, document: str | None = None, party: str | None = None) -> list[PaperIssued]:
        """Return the issued papers that were not voided, in order."""
        void = {act.paper for act in self.done(PaperVoided)}
        return [
            paper
            for paper in self.done(PaperIssued, party=party)
            if paper.id not in void and (document is None or paper.document == document)
        ]

    def deliveries(self, document: str, party: str | None = None) -> list[Delivered]:
        """Return the effective deliveries of a kind of document, in order."""
        return [act for act in self.valid(Delivered, party=party) if act.document == document and not act.returned]

    def delivered_on(self, document: str, party: str | None = None) -> date | None:
        """Return the day on which the last paper of this kind was effectively delivered, or None."""
        found = self.deliveries(document, party)
        return found[-1].received_on if found else None
